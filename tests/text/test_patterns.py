"""Expressions that are compiled on first use."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.text import patterns
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import LowerCase, lazy

ROOT = Path(boilerstrip.__file__).parent
USERS = sorted(
    ".".join(["boilerstrip", *source.relative_to(ROOT).with_suffix("").parts])
    for source in ROOT.rglob("*.py")
    if "import lazy" in source.read_text("utf-8")
)


def test_it_is_used_as_any_other() -> None:
    vowel = lazy("[aeiou]", re.IGNORECASE)
    found = vowel.search("xyZA")
    assert found is not None
    assert found[0] == "A"
    assert vowel.sub("_", "Ferry") == "F_rry"
    assert [match.start() for match in vowel.finditer("banana")] == [1, 3, 5]


@given(st.text(max_size=40), st.integers(0, 40))
def test_in_small_letters_it_finds_what_ignoring_case_does(text: str, start: int) -> None:
    words = r"\b(?:veröffentlich|updated?|обновл)|更新"
    ignoring = re.compile(words, re.IGNORECASE)
    for around in (text, f"{text} UPDATED {text}", f"Обновлено {text}", f"{text}更新"):
        found, expected = LowerCase(words).search(around, start), ignoring.search(around, start)
        assert (found and found.span()) == (expected and expected.span())
        found, expected = LowerCase(words).match(around), ignoring.match(around)
        assert (found and found.span()) == (expected and expected.span())


def test_places_are_those_of_the_text_where_small_letters_are_longer() -> None:
    found = LowerCase("updated").search("İİİ updated")
    assert found is not None
    assert found.start() == 4
    assert LowerCase("updated").search("İ UPDATED") is None


def test_it_is_compiled_on_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def compile_(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return real(pattern, flags)

    real = re.compile
    monkeypatch.setattr(patterns.re, "compile", compile_)
    digit = lazy(r"\d")
    assert not compiled
    assert digit.search("7")
    assert digit.fullmatch("7")
    assert compiled == [r"\d"]


def test_it_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError, match="scanner"):
        lazy("a").scanner  # noqa: B018


@pytest.mark.parametrize("module", USERS)
def test_all_that_there_are_compile(module: str) -> None:
    for name, value in vars(import_module(module)).items():
        if isinstance(value, patterns._Lazy):
            assert value.split("") is not None, name


@given(st.lists(st.sampled_from(["Posted", "POSTER", "Veröffentlicht", "©", "am", "é", "–"])).map(" ".join))
def test_what_has_letters_beyond_ascii_is_looked_for_in_texts_that_have_any(text: str) -> None:
    words = LowerCase("posted", "veröffentlicht|©", Needles("post"))
    whole = re.compile("posted|veröffentlicht|©")
    assert words.pattern == whole.pattern
    for find in ("search", "match"):
        found, expected = getattr(words, find)(text), getattr(whole, find)(text.lower())
        assert (found and found.span()) == (expected and expected.span())
