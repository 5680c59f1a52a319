"""How a page writes 3/4/2025: the month first, as Americans do, or the day."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from boilerstrip.metadata.language import claimed_language, claimed_region
from boilerstrip.page import Page
from boilerstrip.text.dates import has_digits
from boilerstrip.text.patterns import lazy

_MONTH_FIRST = frozenset({"US", "PH", "FM", "PW", "MH", "PR", "GU", "AS"})
_AMERICAN = frozenset({"gov", "edu", "mil", "us", "ph"})
# Top-level domains of countries that write English, or many languages, and put the day first.
_DAY_FIRST = frozenset(
    "uk au nz ie in za ng ke sg my hk eu ch be at lu mt cy jm tt bd pk lk gh ug tz".split()
)
_NUMERIC = lazy(r"(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2(?:19|20)?\d\d(?![\d/-])")
_MAX_TEXT = 200  # characters
_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND"
    " OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC"
)
# "Portland, OR 97201", "(503) 555-0134", "1-800-555-0134".
_AMERICAN_CONTACT = lazy(
    rf",\s(?:{_STATES.replace(' ', '|')}),?\s+\d{{5}}(?:-\d{{4}})?(?![\w-])|\(\d{{3}}\) \d{{3}}-\d{{4}}(?!\d)"
    r"|\b1?-?8(?:00|33|44|55|66|77|88)-\d{3}-\d{4}(?!\d)"
)


def month_first(page: Page, address: str | None) -> bool | None:
    """Return whether the month comes first in numeric dates, None where nothing tells."""
    region = claimed_region(page)
    if region and (page.head.language or region != "US"):
        return region in _MONTH_FIRST
    suffix = _suffix(address)
    if suffix in _AMERICAN:
        return True
    if suffix in _DAY_FIRST:
        return False
    language = claimed_language(page)
    if language and language not in ("en", "fil", "tl"):
        return False
    order = _agreed_order(block.text for block in page.blocks if len(block.text) <= _MAX_TEXT)
    if order is not None:
        return order
    countries = {
        str(country.get("name") if isinstance(country, dict) else country).upper()
        for item in page.json_ld
        if (country := item.get("addressCountry"))
    }
    if len(countries) == 1:
        return bool(countries & {"US", "USA", "UNITED STATES", "UNITED STATES OF AMERICA"})
    # abroad, sites of companies write English in either way
    is_american = any(
        has_digits(block.text) and _AMERICAN_CONTACT.search(block.text)
        for block in page.blocks
        if len(block.text) <= _MAX_TEXT
    )
    return True if is_american else None


def _suffix(address: str | None) -> str:
    try:
        return (urlsplit(address or "").hostname or "").rpartition(".")[2]
    except ValueError:
        return ""


def _agreed_order(texts: Iterable[str]) -> bool | None:
    """Return what the dates of a page tell of which one number must be the day, if they agree."""
    readings: set[bool] = set()
    for text in texts:
        for date in _NUMERIC.finditer(text) if "/" in text or "-" in text else ():
            first, second = int(date[1]), int(date[3])
            if first <= 12 < second <= 31:
                readings.add(True)
            elif second <= 12 < first <= 31:
                readings.add(False)
    return readings.pop() if len(readings) == 1 else None
