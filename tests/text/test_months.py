"""Names of months, in the languages that write dates in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.text.months import fold, from_solar, read_named


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("12 May 2024", "en", (2024, 5, 12)),
        ("May 12, 2024", "en", (2024, 5, 12)),
        ("12. Mai 2024", "de", (2024, 5, 12)),
        ("12 mai 2024", "fr", (2024, 5, 12)),
        ("12 мая 2024", "ru", (2024, 5, 12)),
        ("12 أيار/مايو 2024", "ar", (2024, 5, 12)),
        ("مايو (أيار) 12, 2024", "ar", (2024, 5, 12)),
        ("12 May/June 2024", "en", None),
        ("1 Frimaire 2024", "en", None),
        ("31 words", "en", None),
    ],
)
def test_dates_with_names(text: str, language: str, day: tuple[int, int, int] | None) -> None:
    assert read_named(text, language) == day


@given(st.dates(date(1990, 1, 1), date(2035, 12, 31)))
def test_the_solar_calendar_is_one_to_one(day: date) -> None:
    """Each day of it is another day, one after the other."""
    year = day.year - 622
    found = [from_solar(year, month, number) for month in (1, 2) for number in (1, 31)]
    assert all(found)
    assert (found[1] - found[0]).days == 30  # type: ignore[operator]
    assert (found[2] - found[1]).days == 1  # type: ignore[operator]


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1400, 13, 1), (1400, 1, 32), (1400, 0, 1), (1400, 7, 31)]
)
def test_days_that_the_solar_calendar_does_not_have(year: int, month: int, day: int) -> None:
    assert from_solar(year, month, day) is None


@given(st.text())
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)
