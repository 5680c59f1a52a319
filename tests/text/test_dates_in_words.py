"""Days in words: what is read with the data of dateparser is what dateparser reads."""

import subprocess
import sys

import dateparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.text import dates_in_words
from boilerstrip.text.dates_in_words import day_in_words

LANGUAGES = "cs es ru pl pt tr hu fi sv da el uk ro ar fa id nl bg".split()
# Reading dates of one language needs no more of dateparser than that language's data.
_READ = """
import sys
from boilerstrip.text.dates import DateReader
assert DateReader("cs").read("12. ledna 2025") == "2025-01-12"
assert DateReader("cs").read("12 domů v roce 2025") is None
assert DateReader("hi").read("3 बातें 2021") is None
assert "dateparser" not in sys.modules
"""


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("cs", "12. ledna 2025", "2025-01-12"),
        ("es", "3 de septiembre de 2024", "2024-09-03"),
        ("hu", "2025. január 12", "2025-01-12"),
        ("vi", "12 tháng 1 năm 2025", "2025-01-12"),
        ("vi", "18 tháng sáu 2019", "2019-06-18"),
        ("no", "7. desember 2023", "2023-12-07"),
        ("th", "5 กุมภาพันธ์ 2024", "2024-02-05"),
        ("fa", "5 ژانويه 2024", "2024-01-05"),
        ("zh", "12 一月 2025", "2025-01-12"),
        ("de", "31 Donnerstag Okt 2019", "2019-10-31"),
        ("mt", "5 Jannar 2024", "2024-01-05"),
    ],
)
def test_day_in_words(language: str, text: str, day: str) -> None:
    assert day_in_words(text, language) == day


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "12 casas en 2025"),
        ("es", "31 de febrero de 2025"),
        ("en", "12-14, 2026"),
        ("xx", "12 ledna 2025"),
        ("", "12 ledna 2025"),
        ("../en", "12 ledna 2025"),
        ("zh", "12 台 2025"),
        # two letters that fall apart into more, and the figures between them together
        ("es", "12㎏a㎏2025"),
    ],
)
def test_what_is_no_day(language: str, text: str) -> None:
    assert day_in_words(text, language) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_months_are_read_as_dateparser_reads_them(language: str) -> None:
    info = dates_in_words._data(language)
    unread = 0
    for number, month in enumerate(dates_in_words._MONTHS, 1):
        for name in info[month][:3]:
            text = f"{number + 11}. {name} 2021"
            expected = dateparser.parse(text, languages=[language])
            assert expected is not None
            found = day_in_words(text, language)
            unread += found is None
            assert found in (None, expected.date().isoformat()), text
    # names that mean two months
    assert unread < 3


@given(
    st.text(max_size=40),
    st.sampled_from([*LANGUAGES, "vi", "th", "hi", "xx"]),
    st.sampled_from(["ledna", "enero", "мая", "thg"]),
)
def test_any_text_gives_a_day_or_none(text: str, language: str, name: str) -> None:
    for said in (f"12 {text} 2025", f"12 {text} {name} 2025", f"{text}"):
        found = day_in_words(said, language)
        assert found is None or found[:4] in said


def test_dateparser_is_not_imported() -> None:
    subprocess.run([sys.executable, "-c", _READ], check=True)
