"""trafilatura's options in one object, and its counter of duplicates."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("lxml", reason="needs the compat extra")

from boilerstrip.compat.settings import Extractor, LRUCache, duplicates
from boilerstrip.errors import OptionError


@given(st.lists(st.sampled_from("abc")))
def test_texts_are_counted(texts: list[str]) -> None:
    cache = LRUCache()
    seen: Counter[str] = Counter()
    for text in texts:
        assert cache.increment(text) == (seen[text] or -1)
        seen[text] += 1
    cache.clear()
    assert cache.increment("a") == -1


def test_the_oldest_is_forgotten() -> None:
    cache = LRUCache(maxsize=2)
    for text in "abcb":
        cache.increment(text)
    assert cache.increment("a") == -1


def test_long_texts_are_duplicates_from_the_fourth_time_on() -> None:
    is_duplicate = duplicates(LRUCache())
    assert is_duplicate is not None
    assert [is_duplicate("x" * 101) for _ in range(5)] == [False, False, False, True, True]
    assert not any(is_duplicate("short") for _ in range(9))
    assert duplicates(False) is None


@pytest.mark.parametrize(
    "wrong",
    [{"output_format": "pdf"}, {"config": object()}, {"tei_validation": True}, {"date_params": {"x": 1}}],
)
def test_what_is_not_there_is_told(wrong: dict[str, object]) -> None:
    with pytest.raises(OptionError):
        Extractor(**wrong)  # type: ignore[arg-type]


def test_lists_of_what_is_unwanted_ask_for_metadata() -> None:
    assert Extractor(author_blacklist={"x"}).with_metadata
    assert Extractor(output_format="xmltei").with_metadata
    assert not Extractor().with_metadata
    assert Extractor(recall=True, precision=True).focus == "recall"
