"""Limits: what one page may cost, and that hostile pages stay within it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import boilerstrip
from benchmarks.generated import SENTENCE, hostile_pages
from boilerstrip import Limits, OptionError
from boilerstrip.page import Page, embedded_body
from boilerstrip.testing import soup

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.html"))


DEFAULT = Limits()


# Pages that run into these are done in a fraction of the time, and as much is kept of them in proportion.
SMALLER = Limits(nodes=150_000, elements=25_000, blocks=10_000, text=1_200_000)


FAST = boilerstrip.Extractor(effort="fast")


def noted(markup: str | bytes, **limits: int) -> tuple[str, ...]:
    return boilerstrip.Extractor(effort="fast", limits=Limits(**limits)).extract(markup).notes


@pytest.mark.parametrize(
    ("limit", "value", "markup", "note"),
    [
        ("characters", 500, "<p>A line of text.</p>" * 100, "cut after 500 characters of markup"),
        ("nodes", 50, "<p>A line</p>" * 90, "cut after 50 nodes"),
        ("nodes", 50, "<br>" * 101, "cut after 100 tags"),
        ("elements", 20, "<p>A line</p>" * 90, "cut after 20 elements"),
        ("blocks", 20, "<p>A line</p>" * 90, "cut after 20 blocks"),
        ("text", 100, f"<p>{'word ' * 100}</p>", "cut after 100 characters of text"),
        ("text", 100, f'<a href="/{"x" * 200}">more</a> and more', "cut after 100 characters of text"),
        ("depth", 9, "<div>" * 30 + "x", "elements deeper than 9 were not distinguished"),
        (
            "embedded",
            50,
            f'<p>x</p><script type="application/ld+json">{{"a": "{"x" * 99}"}}</script>',
            "embedded data beyond 50 characters left out",
        ),
    ],
)
def test_a_limit_that_was_hit_is_noted(limit: str, value: int, markup: str, note: str) -> None:
    assert note in noted(markup, **{limit: value})
    assert note not in noted(markup)


def test_flattened_text_has_limits() -> None:
    extractor = boilerstrip.Extractor(effort="fast", limits=Limits(blocks=5, text=100))
    assert extractor.extract_plaintext("a line\n" * 10).notes[0] == "cut after 5 blocks"
    assert (
        extractor.extract_plaintext("a line of some length\n" * 10).notes[0]
        == "cut after 100 characters of text"
    )


@given(soup(), st.integers(1, 20), st.integers(1, 200))
@example("It snowed.<span>Then it thawed.", 1, 25)
@example("It snowed.<br>Then it thawed.", 1, 10)
def test_no_page_has_more_than_its_limits(markup: str, blocks: int, text: int) -> None:
    limits = Limits(blocks=blocks, elements=blocks, text=text, nodes=100)
    cut = Page(markup, limits=limits)
    embedded_body.embed(cut)
    assert len(cut.blocks) <= blocks
    assert len(cut.elements) <= blocks + 2
    assert sum(len(block.text) for block in cut.blocks) <= text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_ordinary_pages_are_far_from_every_limit(path: Path) -> None:
    third = Limits(*(limit // 3 for limit in DEFAULT))
    markup = path.read_bytes()
    within = boilerstrip.Extractor(effort="fast", limits=third).extract(markup)
    assert not [note for note in within.notes if "cut" in note or "left out" in note or "deeper" in note]
    assert within.text == FAST.extract(markup).text


@pytest.mark.parametrize("limits", [Limits(nodes=0), Limits(text=-1), Limits(depth="many"), {"nodes": 5}])  # type: ignore[arg-type]
def test_limits_are_checked(limits: Limits) -> None:
    with pytest.raises(OptionError, match="limit"):
        boilerstrip.Extractor(limits=limits)


_NOVEL = (
    "The oars were wet, the rope was frozen to its ring, and the keeper, who had not slept since the storm, "
    "stood on the lowest step with a lantern and called the numbers of the buoys."
)


# Hostile pages that run into a limit, with what their notes say.
HIT = {
    "200,000 nested div": "nodes",
    "20,000 nested tables": "deeper",
    "300,000 unclosed p": "blocks",
    "100,000 links": "tags",
    "100,000 time elements": "nodes",
    "16 MB of tags": "tags",
    "1,000,000 end tags": "elements",
    "paragraphs in 600 open formats": "multiplies",
    "paragraphs in 600 formats that are closed too late": "multiplies",
    "one link of 1 MB around 20,000 formats": "text",
    "a text of 50 MB": "markup",
    "1,000,000 different words": "text",
    "100,000 names of boxes": "blocks",
    "40 MB of bytes that are no UTF-8": "markup",
    "text of 1,000,000 lines": "text",
}


# Others that a reader could lose itself in.
SURVIVED = [
    "5,000 misnested formats",
    "one tag, 100,000 attributes",
    "a byline of 1 MB of commas",
    "a title of separators",
    "a preformatted heading of 100,000 breaks",
    "JSON-LD 100,000 deep",
    "JSON-LD of an author 900 deep",
    "JSON-LD of 100,000 bodies",
    "state 20 deep that breaks off after 9 MB",
    "JSON of 16 MB of brackets",
    "lone surrogates",
    "escapes of ISO-2022-JP",
    "a tag name of 5 MB",
    "a long path to 100,000 leaves",
]


# Those of these that take longest, a second or so each.
LONG = {
    "300,000 unclosed p",
    "paragraphs in 600 open formats",
    "100,000 links",
    "100,000 time elements",
    "paragraphs in 600 formats that are closed too late",
    "a text of 50 MB",
    "100,000 names of boxes",
    "40 MB of bytes that are no UTF-8",
    "text of 1,000,000 lines",
    "JSON-LD of 100,000 bodies",
    "state 20 deep that breaks off after 9 MB",
    "escapes of ISO-2022-JP",
    "a long path to 100,000 leaves",
}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if name in LONG else ()) for name in (*HIT, *SURVIVED)],
)
def test_hostile_pages_come_back(name: str) -> None:
    extraction = boilerstrip.Extractor(effort="fast", limits=SMALLER).extract(hostile_pages()[name]())
    assert len(extraction.blocks) <= SMALLER.blocks
    assert len(extraction.text) <= SMALLER.text + 2 * SMALLER.blocks
    # in proportion to what was kept of the page: a tag or two and what is escaped; a record a Block
    forms = (extraction.text, extraction.markdown, extraction.html)
    assert len(extraction.html) <= 2 * len(extraction.text) + 30 * len(extraction.kept) + 100
    texts = sum(map(len, forms)) + sum(len(block.text) + len(block.path) for block in extraction.blocks)
    assert len(extraction.to_json()) <= 1.1 * texts + 250 * len(extraction.blocks) + 5_000
    if name in HIT:
        assert any(HIT[name] in note for note in extraction.notes)


@pytest.mark.slow
def test_a_novel_of_a_million_words_comes_whole() -> None:
    paragraphs = [
        f"On day {day} the crew of the lighthouse rowed out again. {_NOVEL} Nobody counted the waves."
        for day in range(21_000)
    ]
    novel = f"<nav><a href=/>Home</a></nav><h1>The long winter</h1><p>{'</p><p>'.join(paragraphs)}</p>"
    extraction = FAST.extract(novel)
    assert extraction.notes == ()
    assert extraction.word_count > 1_000_000
    missing = set(paragraphs).difference(extraction.text.split("\n\n"))
    assert not missing


@pytest.mark.parametrize(
    "name",
    [
        "16 MB of tags",
        pytest.param("100,000 links", marks=pytest.mark.slow),
        "one link of 1 MB",
        "16 MB of one class",
    ],
)
def test_the_article_before_the_attack_is_found(name: str) -> None:
    assert SENTENCE in FAST.extract(hostile_pages()[name]()).text


def lines(count: int) -> str:
    return "".join(f"<div class=a><p>A line of text, number {at}, and more.</p></div>" for at in range(count))


@pytest.mark.parametrize(
    "make", [lines, lambda n: "<ul>" + "<li><a href=x>one more</a>" * n], ids=["p", "li"]
)
def test_work_grows_with_the_page(make: Callable[[int], str]) -> None:
    def calls(markup: str) -> int:
        count = 0

        def count_call(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(count_call)
        try:
            boilerstrip.Extractor(effort="fast", concurrent=False).extract(markup)
        finally:
            sys.setprofile(None)
        return count

    calls(make(10))
    small, large = calls(make(300)), calls(make(600))
    assert large < 2.2 * small
