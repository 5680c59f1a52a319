"""Prices and discounts in a line of text."""

from boilerstrip.text.patterns import lazy

# The sign of a currency at a number, or a number with cents or "%".
_PRICE = lazy(r"[$€£¥₹₽₩]\s?\d|\d\s?[€£¥₹₽₩%]|(?<![\d.,])\d+[.,]\d\d(?![\d.,])")


def names_price(text: str) -> bool:
    """Return whether a text names a price or a discount, as a product's card does: "$9.50", "20 % off"."""
    return _PRICE.search(text) is not None
