"""Whether a page writes the month or the day first."""

from __future__ import annotations

import pytest

from boilerstrip.metadata.region import month_first
from boilerstrip.page import Page


@pytest.mark.parametrize(
    ("markup", "address", "first"),
    [
        ("<html lang=en-US>", None, True),
        ("<html lang=en-GB>", None, False),
        ("<html lang=de>", None, False),
        ("", "https://city.gov/a", True),
        ("", "https://paper.co.uk/a", False),
        ("<p>Posted 12/25/2023", None, True),
        ("<p>Posted 25/12/2023", None, False),
        ("<p>Posted 25/12/2023<p>Posted 12/25/2023", None, None),
        ("<p>Posted 3/4/2023", None, None),
        (
            '<script type="application/ld+json">{"@type": "Place", "addressCountry": "US"}</script>',
            None,
            True,
        ),
        ("", "http://[", None),
        ("<p>12 Pier Street, Portland, OR 97201", None, True),
        ("<p>Call (503) 555-0134", None, True),
        ("<p>Call 1-800-555-0134", None, True),
        # abroad, English is written in either way
        ("<p>Call +44 20 7946 0000", None, None),
        ("<p>Order ID 97201, 2024-555-0134", None, None),
    ],
)
def test_what_tells_the_order(markup: str, address: str | None, first: bool | None) -> None:
    assert month_first(Page(markup), address) is first
