"""What holds for every page."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
import turbohtml
from hypothesis import assume, example, given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip import testing
from boilerstrip.testing.choices import Seeded
from boilerstrip.testing.noisy import draw_page
from tests.conftest import examples_of

OWN = ("structured", "semantic", "density", "records")
fast = boilerstrip.Extractor(strategies=OWN, concurrent=False)
serial = boilerstrip.Extractor(concurrent=False)


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def is_subsequence(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)


@given(st.one_of(st.text(), testing.soup()))
@example("")
@example("\x00")
@example("\ud800<p>lone \udfff surrogate")
@example("<table><td>" * 50 + "deep" + "</a>" * 50)
@example(
    '<script type="application/ld+json">{"@type": ["Article"], "author": [[{"name": 3}]], "image": {}}</script>x'
)
@example("{" * 5000)
def test_any_text_gives_an_extraction(text: str) -> None:
    extraction = fast.extract(text)
    json.loads(extraction.to_json())
    assert isinstance(extraction.markdown, str)
    assert isinstance(extraction.html, str)
    assert bool(extraction.text) or extraction.notes


@given(st.one_of(st.binary(), testing.soup().map(lambda text: text.encode("utf-16", "surrogatepass"))))
@example(b"%PDF-1.7 \xff\xfe")
@example(b"\xff\xfe<\x00p\x00>")
@example(b"<meta charset=hex><p>\xff\xfe\x00")
def test_any_bytes_give_an_extraction(data: bytes) -> None:
    fast.extract(data).to_json().encode()


@examples_of(25)
@given(testing.soup())
def test_all_strategies_survive_soup(text: str) -> None:
    extraction = serial.extract(text)
    for candidate in extraction.candidates:
        assert candidate.error is None or candidate.name in ("trafilatura", "readability", "justext")


@given(testing.soup())
def test_text_is_a_subsequence_of_the_page(text: str) -> None:
    assume("articleBody" not in text)  # a body embedded as data is not in the parser's text
    found = letters(fast.extract(text).text)
    # without a tag in it, text is text: "&amp;" stands for itself there
    assert is_subsequence(found, letters(turbohtml.parse(text).text)) or is_subsequence(found, letters(text))


@examples_of(15)
@given(testing.pages())
def test_same_result_serial_and_parallel_and_again(page: testing.NoisyPage) -> None:
    results = [
        {key: value for key, value in extractor.extract(page.html).to_dict().items() if key != "candidates"}
        for extractor in (serial, boilerstrip.Extractor(), serial)
    ]
    assert results[0] == results[1] == results[2]


@examples_of(30)
@given(st.one_of(testing.soup(), testing.pages().map(lambda page: page.html)))
@example("<ul><li>one item of the list<p>with two paragraphs</ul><ol><li>x<ol><li>y</ol></ol>")
@example("<p> one <b> two</b> <i> three </i><br> <a href=x> four</a> <br> five")
@example("<pre>\n\n  code\n    more  </pre><p>a <br> b<br></p><dl><dt>t<dd>d</dl>")
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = fast.extract(text)
    again = boilerstrip.extract(once.html)
    assert again.text == once.text
    assert again.html == once.html
    assert again.markdown == once.markdown


def text_of(page: str) -> str:
    return fast.extract(page).text


# What says no more to a reader says no more to boilerstrip, whatever the page.
INVARIANT_CHECKS = (
    "white_space_inserted",
    "comments_inserted",
    "entities_encoded",
    "charset_changed",
    "markup_repaired",
)
# Articles of which the model is sure: text enough, in elements and names that say what they are.
choose = Seeded(1)
PLAIN = [
    replace(page, theme=replace(page.theme, paragraphs="p"))
    for page in (
        draw_page(
            choose,
            kinds=["news", "blog"],
            codes=["en", "de", "ar"],
            tags=["semantic"],
            names=["words"],
            min_parts=4,
        )
        for _ in range(8)
    )
]


@pytest.mark.parametrize("check", INVARIANT_CHECKS)
@examples_of(30)
@given(testing.pages(), st.integers(0, 1000))
def test_what_no_reader_notices_changes_nothing(check: str, page: testing.NoisyPage, seed: int) -> None:
    testing.CHECKS[check](text_of, page, seed)
    testing.CHECKS[check](testing.from_bytes(lambda data: fast.extract(data).text), page, seed)


@pytest.mark.parametrize("check", ["article_found", "noise_left_out", "noise_planted", "class_names_renamed"])
def test_the_article_and_nothing_else(check: str) -> None:
    share = testing.measure(text_of, PLAIN, checks=[check])[check]
    assert share.pages == len(PLAIN)
    assert [str(error) for _, error in share.broken] == []


@pytest.mark.parametrize("page", PLAIN)
def test_an_article_that_stands_twice_comes_once(page: testing.NoisyPage) -> None:
    article = re.search("<article.*</article>", page.html, re.DOTALL | re.IGNORECASE)
    assert article is not None
    twice = f"{page.html[: article.end()]}<div>{article[0]}</div>{page.html[article.end() :]}"
    assert text_of(twice) == text_of(page.html)
