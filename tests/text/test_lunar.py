"""Dates of the lunar Hijri calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.text.dates import DateReader
from boilerstrip.text.lunar import from_lunar, read_lunar

ARABIC_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # where the month began on a Monday, and where a day later
        ("الاثنين 1 رمضان 1445 هـ", "2024-03-11"),
        ("الثلاثاء 1 رمضان 1445 هـ", "2024-03-12"),
        ("الأربعاء، ١٠ ذو الحجة ١٤٤٤", "2023-06-28"),
        ("الأحد 1 محرّم 1446", "2024-07-07"),
        ("الأربعاء 01/10/1445هـ", "2024-04-10"),
        ("منگل، یکم ۱ رمضان المبارک 1445", "2024-03-12"),
        ("Rabu, 1 Syawal 1445 H", "2024-04-10"),
        ("Thursday, 1 Ramadan 1444 AH", "2023-03-23"),
        ("الأحد 26/10/1445 هـ", "2024-05-05"),
        ("الأحد ١٤٤٥/١٠/٢٦ هـ", "2024-05-05"),
        # a day of the other calendar beside it
        ("الثلاثاء 2 رمضان 1445 هـ الموافق 12 مارس 2024 م", "2024-03-12"),
        # without a weekday, or with one that is far off, nothing tells which day it is
        ("2 رمضان 1445 هـ", None),
        ("1445/10/26 هـ", None),
        ("الأحد 1445/10/26", None),
        ("الجمعة 1 رمضان 1445 هـ", None),
        ("الثلاثاء 31 رمضان 1445 هـ", None),
        ("الثلاثاء 2 كتب 1445", None),
        # of the solar calendar
        ("الاربعاء 01/01/1403 ه.ش", None),
    ],
)
def test_a_weekday_settles_the_day(text: str, day: str | None) -> None:
    assert DateReader("ar").read(text) == day


@given(st.integers(1300, 1499), st.integers(1, 12), st.integers(1, 29), st.integers(-2, 2))
def test_the_moon_may_be_sighted_earlier_or_later(year: int, month: int, day: int, off: int) -> None:
    calculated = from_lunar(year, month, day)
    sighted = calculated + timedelta(days=off)
    weekday = ARABIC_WEEKDAYS[sighted.weekday()]
    assert read_lunar(f"{weekday} {day}/{month}/{year} هـ") == sighted
    assert read_lunar(f"{weekday} {year}/{month:02}/{day:02} هـ") == sighted


@given(st.integers(1300, 1499))
def test_a_year_has_354_or_355_days(year: int) -> None:
    assert (from_lunar(year + 1, 1, 1) - from_lunar(year, 1, 1)).days in (354, 355)
    assert from_lunar(1445, 1, 1) == date(2023, 7, 19)


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    read_lunar(text)
