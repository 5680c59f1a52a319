"""Prices and discounts in a line of text."""

import pytest

from boilerstrip.text.prices import names_price


@pytest.mark.parametrize(
    "text",
    [
        "From $9.50 each.",
        "Nur 12,99 € das Stück.",
        "Only 12.99 while stocks last.",
        "Now 20 % off for members.",
        "Jetzt 20 % Rabatt.",
        "Maintenant -20 % pour les membres.",
        "₹ 400 only.",
        "It costs $9.50, more with a frame.",
    ],
)
def test_prices_and_discounts(text: str) -> None:
    assert names_price(text)


@pytest.mark.parametrize(
    "text",
    [
        "Open the glass.",
        "Version 3.12.1 of 2024",
        "In 1883.",
        "Some 1,250 people came.",
        "It weighs 1.25 kg.",
        "64 % of all voters came.",
        "The loss was €3.5 million.",
        "It raised $12m.",
    ],
)
def test_other_numbers(text: str) -> None:
    assert not names_price(text)
