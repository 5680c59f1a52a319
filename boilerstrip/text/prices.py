"""Prices and discounts in a line of text."""

from boilerstrip.text.patterns import lazy

# The sign of a currency at a number that is no sum of millions, a number with the cents of prices, or "%" of
# a discount.
_PRICE = lazy(
    r"[$€£¥₹₽₩]\s?\d(?![\d.,]*\s?(?:mil|mio|mld|mrd|bil|bn|tril|m\b))"
    r"|\d\s?[€£¥₹₽₩]|(?<![\d.,])\d+[.,](?:99|95|90|49)(?![\d.,]*\d)"
    r"|[-−–]\s?\d+\s?%"
    r"|%\s(?:off|discount|rabatt?|de réduction|de remise|de descuento|de desconto"
    r"|di sconto|korting|rabatu|скидк)"
)


def names_price(text: str) -> bool:
    """Return whether a text names a price or a discount, as a product's card does: "$9.50", "20 % off"."""
    return _PRICE.search(text.lower()) is not None
