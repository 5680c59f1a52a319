"""Days and moments as they are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata import read_metadata
from boilerstrip.page import Page
from boilerstrip.text import dates
from boilerstrip.text.dates import (
    DateReader,
    _read_exact,
    first_year,
    has_time_or_year,
    may_have_date,
    names_day,
)
from tests.metadata.pages import TEXT

DAYS = st.dates(min_value=date(1996, 1, 1), max_value=date(2024, 12, 31))


@given(DAYS)
def test_days_are_read_as_they_were_written(day: date) -> None:
    for form in ("%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%d.%m.%Y", "%Y/%m/%d", "%A, %d %B %Y"):
        assert DateReader().read(day.strftime(form)) == day.isoformat()
    assert DateReader(month_first=lambda: True).read(day.strftime("%m/%d/%Y")) == day.isoformat()
    assert DateReader(month_first=lambda: False).read(day.strftime("%d/%m/%Y")) == day.isoformat()


@pytest.mark.parametrize(
    ("markup", "url", "day"),
    [
        ("<html lang=en-US>", None, "2024-03-04"),
        ("<html lang=en-GB>", None, "2024-04-03"),
        ("<html lang=fr>", None, "2024-04-03"),
        ("<html lang=en>", None, None),
        ("<html lang=en>", "https://example.gov/x", "2024-03-04"),
        ("<html lang=en>", "https://example.co.uk/x", "2024-04-03"),
        ("<html lang=en><p>Comments close 3/28/2024</p>", None, "2024-03-04"),
        ("<html lang=en><p>Closes 28/3/2024</p>", None, "2024-04-03"),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_region(
    markup: str, url: str | None, day: str | None
) -> None:
    page = Page(f"{markup}<body><h1>Fair</h1><p>3/4/2024</p>{TEXT}", url)
    assert read_metadata(page).date == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-05T10:00:00Z", ("2024-03-05", "2024-03-05T10:00:00+00:00")),
        ("2024-03-05T23:30:00-0500", ("2024-03-05", "2024-03-05T23:30:00-05:00")),
        ("March 5, 2024 6:07 pm", ("2024-03-05", "2024-03-05T18:07:00")),
        ("1693728000000", ("2023-09-03", "2023-09-03T08:00:00+00:00")),
        ("20240305", ("2024-03-05", None)),
        ("令和6年3月5日", ("2024-03-05", None)),
    ],
)
def test_moments(text: str, moment: tuple[str, str | None]) -> None:
    assert DateReader().moment(text) == moment


def test_years_of_the_buddhist_era() -> None:
    assert DateReader("th").read("5 มีนาคม 2567") == "2024-03-05"


def test_the_first_year_of_a_line() -> None:
    assert first_year("May 1958, and 2019 again") == "1958"
    assert first_year("room 19581") == first_year("9:30") == ""


@given(st.text())
def test_whatever_has_a_time_or_a_year_names_a_day(text: str) -> None:
    assert names_day(text) or not has_time_or_year(text)


@pytest.mark.parametrize("name", ["Ann Lee", "Kiss Balázs", "김영희"])
@pytest.mark.parametrize("day", ["2024.03.12.", "2024-03-12", "2024. 3. 12", "2024. március 12."])
def test_a_day_right_behind_a_name(name: str, day: str) -> None:
    assert names_day(f"{name}{day}")
    assert not names_day(f"{name}{day.replace('20', '30', 1)}")
    assert not names_day(f"{name}2024")


ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()


@given(DAYS)
def test_months_in_roman_numbers(day: date) -> None:
    month = ROMAN[day.month - 1]
    for text in (
        f"{day.day}.{month}.{day.year}",
        f"{day.day} {month} {day.year} r.",
        f"{day.year}. {month}. {day.day}.",
    ):
        assert DateReader("pl").read(text) == day.isoformat()


def test_roman_numbers_of_something_else() -> None:
    for text in ("Chapter 8 VIX 2024", "Elizabeth II 2024", "8.IIX.2024", "Title 8 XIII 2024"):
        assert DateReader("en").read(text) is None


@given(DAYS)
def test_years_of_two_digits(day: date) -> None:
    short = f"{day.year % 100:02}"
    for sign in "'’":
        for text in (day.strftime(f"%b %d, {sign}{short}"), day.strftime(f"%d %B {sign}{short}")):
            assert may_have_date(text)
            assert DateReader("en").read(f"By Ann Lee · {text}") == day.isoformat()
    # where the year comes first, it does so even with two digits
    for form in ("%y.%m.%d", "%y/%m/%d", "%y-%m-%d 10:30"):
        assert DateReader("ko").read(day.strftime(form)) == day.isoformat()


def test_an_apostrophe_before_other_numbers() -> None:
    for text in ("the '90s of March 12", "rock'24 on 12 March", "March 12, '245"):
        assert DateReader("en").read(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2024 оны 4 сарын 8", "mn"),
        ("2024 оны 04-р сарын 08", "mn"),
        ("2024年4月8号", "zh"),
        ("2024. aasta 8. aprill", "et"),
        ("2024-yil 8-aprel", "uz"),
        ("Kovács Anna, 2024. április 8.", "hu"),
    ],
)
def test_forms_of_single_languages(text: str, language: str) -> None:
    assert DateReader(language).read(text) == "2024-04-08"


@given(
    st.datetimes(min_value=datetime(1996, 1, 1)),
    st.sampled_from(["", ".0", ".123", ".999999", ".1234567"]),
    st.sampled_from(["", "Z", "+02:00", "-0700", "+2", "-25:00"]),
)
def test_what_data_state_is_read_as_other_texts_are(moment: datetime, fraction: str, offset: str) -> None:
    stated = moment.replace(microsecond=0).isoformat() + fraction + offset
    # what stands around it makes it an ordinary text
    assert DateReader().moment(stated) == DateReader().moment(f"on {stated}")


def test_long_texts_are_not_remembered() -> None:
    asked = _read_exact.cache_info().misses
    assert DateReader().moment("x" * 100_000) is None
    assert _read_exact.cache_info().misses == asked


@given(st.text("12019 ./-|·T", max_size=16))
def test_what_is_ruled_out_at_a_look_has_no_date_in_digits(text: str) -> None:
    if dates._ISO.search(text) or dates._YEAR_FIRST.search(text):
        assert dates._MAY_BE_YEAR_FIRST.search(text)
    if dates._NUMERIC.search(text):
        assert dates._SEPARATED.search(text)


def test_the_latest_day_is_tomorrow() -> None:
    assert DateReader().tomorrow == (datetime.now(UTC).date() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 พ.ค. 67", "2024-05-05"),
        ("เผยแพร่ 5 พฤษภาคม 67 เวลา 10:30 น.", "2024-05-05"),
        ("๕ พ.ค. ๖๗", "2024-05-05"),
        ("15/05/67", "2024-05-15"),
        # no year of the Buddhist era in which there was a web
        ("5 พ.ค. 24", "2024-05-05"),
        ("มีเรือ 25 ลำ 67 คน", None),
    ],
)
def test_short_years_in_thai_are_those_of_the_buddhist_era(text: str, day: str | None) -> None:
    assert DateReader("th").read(text) == day
    assert day is None or may_have_date(text)


def test_short_years_of_the_buddhist_era_are_read_in_thai_alone() -> None:
    assert DateReader("lo").read("5 พ.ค. 67") is None
    assert DateReader("en").read("15/05/67") != "2024-05-15"


def test_the_day_to_come_is_that_of_the_clock() -> None:
    today = datetime.now(UTC).date()
    assert DateReader().tomorrow in {(today + timedelta(days=days)).isoformat() for days in (1, 2)}


@given(DAYS, st.sampled_from(["*", "_", "#", "!", "**"]))
def test_signs_around_a_month_are_no_part_of_it(day: date, sign: str) -> None:
    assert DateReader("en").read(day.strftime(f"{sign}%B %d, %Y{sign}")) == day.isoformat()


@pytest.mark.parametrize("text", ["12:30 of September 1991", "2022 - January 12:30", "9:15 May 2024"])
def test_the_minutes_of_a_clock_are_no_day(text: str) -> None:
    assert DateReader("en").read(text) is None
