"""Prices and discounts in a line of text."""

import pytest

from boilerstrip.text.prices import names_price


@pytest.mark.parametrize(
    "text",
    ["From $9.50 each.", "Nur 12,99 € das Stück.", "12.99 while stocks last.", "Now 20 % off.", "₹ 400"],
)
def test_prices_and_discounts(text: str) -> None:
    assert names_price(text)


@pytest.mark.parametrize("text", ["Open the glass.", "Version 3.12.1 of 2024", "In 1883.", "1,250 people"])
def test_other_numbers(text: str) -> None:
    assert not names_price(text)
