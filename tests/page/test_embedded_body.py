"""Bodies in JSON, beside or in place of what the page shows."""

from __future__ import annotations

import html
import json

import pytest

import boilerstrip
from boilerstrip.page import Page
from boilerstrip.page.embedded_body import embedded_text
from tests.conftest import STORY
from tests.strategies.pages import BODY, PAGE


def test_shell_of_an_application_with_its_text_in_a_script() -> None:
    script = f"<script>(self.__f = self.__f || []).push([1, {json.dumps(BODY)}])</script>"
    extraction = boilerstrip.extract(f"<title>Story</title><div id=app></div>{script}")
    assert [block.text for block in extraction.kept] == STORY


def _as_data(paragraphs: list[str], times: int = 1) -> str:
    work = json.dumps({"@type": "NewsArticle", "articleBody": "\n\n".join(paragraphs)})
    return f'<script type="application/ld+json">{work}</script>' * times


def test_a_body_that_two_scripts_hold_comes_out_once() -> None:
    paragraphs = [
        *STORY,
        "Fish &amp; chips are served on board, and nobody has been sea-sick since the autumn.",
    ]
    page = boilerstrip.extract(f"<title>The Ferry</title>{_as_data(paragraphs, 2)}<body><p>Loading")
    assert page.text == "\n\n".join(paragraphs).replace("&amp;", "&")


@pytest.mark.parametrize("times", [0, 1, 2])
@pytest.mark.parametrize("shown", ["<p>Loading", BODY])
def test_markup_in_a_body_held_as_data_is_read_however_often_it_is_escaped(times: int, shown: str) -> None:
    held = f"<p>{'</p><p>'.join(STORY)}</p>"
    for _ in range(times):
        held = html.escape(held)
    page = boilerstrip.extract(f"<title>The Ferry</title>{_as_data([held])}<body><main>{shown}</main>")
    assert page.text.split("\n\n") == STORY


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_script_may_hold_a_body_whose_markup_is_escaped(times: int) -> None:
    held = BODY
    for _ in range(times):
        held = html.escape(held)
    script = f"<script>(self.__f = self.__f || []).push([1, {json.dumps(held)}])</script>"
    extraction = boilerstrip.extract(f"<title>Story</title><div id=app></div>{script}")
    assert [block.text for block in extraction.kept] == STORY


def test_what_a_paywall_shows_comes_out_once() -> None:
    paragraphs = [
        f"In year {year} it was said at length: {text}" for year in (2021, 2022, 2023) for text in STORY
    ]
    shown = "".join(f"<p>{text}</p>" for text in paragraphs[:2])
    page = boilerstrip.extract(
        f"<title>The Ferry</title>{_as_data(paragraphs)}<body><article>{shown}</article>"
    )
    assert page.text.split("\n\n") == paragraphs


def test_a_live_blog_shows_its_latest_posts_alone() -> None:
    posts = [
        {"@type": "BlogPosting", "articleBody": f"At {hour} o'clock. {' '.join(STORY)}"} for hour in range(9)
    ]
    said = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": posts})
    page = boilerstrip.extract(f'<script type="application/ld+json">{said}</script>{PAGE}')
    assert page.text.split("\n\n") == STORY


def test_a_text_of_the_application_is_not_the_body_of_a_page_that_shows_one() -> None:
    state = json.dumps({"news": [{"body": "What the shop has to say of something else. " * 100}]})
    page = boilerstrip.extract(f'<script type="application/json">{state}</script>{PAGE}')
    assert page.text.split("\n\n") == STORY


def test_a_longer_text_of_too_few_words_hides_no_body() -> None:
    body = "The ferry sails at noon to the other side of the bay. " * 6
    scripts = [{"text": "incomprehensibilities " * 30}, {"body": body}]
    markup = "".join(f'<script type="application/json">{json.dumps(one)}</script>' for one in scripts)
    assert embedded_text(Page(f"{markup}<p>Loading")) == body


_PARTS = [f"{text} So it was said at the harbour in the year {1900 + n}." for n, text in enumerate(STORY)]


@pytest.mark.parametrize(
    "state",
    [
        {"blocks": [{"type": "paragraph", "data": {"text": text}} for text in _PARTS]},
        {"content_elements": [{"type": "text", "content": f"<p>{text}</p>"} for text in _PARTS]},
        {"body": [{"_type": "block", "children": [{"text": t[:9]}, {"text": t[9:]}]} for t in _PARTS]},
        {"document": {"nodes": [{"type": "paragraph", "children": [{"text": text}]} for text in _PARTS]}},
        # the type may have another name, and a text may be there plain and with markup
        {"parts": [{"__typename": "Paragraph", "text": t, "html": f"<p>{t}</p>"} for t in _PARTS]},
    ],
)
def test_a_body_that_the_application_holds_as_a_list_of_typed_parts(state: dict[str, object]) -> None:
    script = f'<script type="application/json">{json.dumps({"post": state})}</script>'
    page = boilerstrip.extract(f"<title>The Ferry</title>{script}<body><div id=app>Loading")
    assert page.text.split("\n\n") == _PARTS


def test_a_list_without_types_is_none_of_parts() -> None:
    said = json.dumps({"related": [{"id": n, "text": text} for n, text in enumerate(_PARTS)]})
    assert embedded_text(Page(f'<script type="application/json">{said}</script><p>Loading')) == ""
