"""Formatting within a line."""

from __future__ import annotations

import pytest

import boilerstrip
from tests.render.pages import html, text


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("<span>By</span><b>Ann</b>", "By Ann"),
        ("<a href=/1>news</a><a href=/2>sport</a>", "news sport"),
        ("<span>3</span><span>Comments</span>", "3 Comments"),
        ("<b>H</b>ello <i>w</i>orld", "Hello world"),
        ("the <a href=/1>car</a>s", "the cars"),
        ("La<sub>2</sub>O, L<sup>a</sup>T", "La₂O, LaT"),
        ("<code>get<span>Name</span></code>", "getName"),
        ("Mac<!-- -->Book", "MacBook"),
        ("<pre>a<span>B</span></pre>", "aB"),
        ("<a href=/1>[1]</a><a href=/2>[2]</a>", "[1][2]"),
    ],
)
def test_words_that_styles_set_apart(markup: str, message: str) -> None:
    assert text(markup) == message


def test_words_of_a_line_stay_in_it() -> None:
    markup = "<p>See <x-term>foo</x-term>, press <button>OK</button> twice. <button>Share</button></p>"
    assert text(markup) == "See foo, press OK twice.\n\nShare"
    assert text("<x-card>one</x-card><x-card>two</x-card>") == "one\n\ntwo"


def test_formatting_inside_formatting_keeps_its_order() -> None:
    once = boilerstrip.extract("<p>" + "The boats go out. " * 20 + "<b>after <i>a long</b></i> winter.").html
    assert "<strong>after <em>a long</em></strong>" in once
    assert boilerstrip.extract(once).html == once


def test_what_is_raised_twice_as_a_whole_is_raised_once() -> None:
    assert html("<p>Depot<sup><sup>®</sup></sup> and x<sup>a<sup>b</sup></sup>") == (
        "<p>Depot<sup>®</sup> and x<sup>a<sup>b</sup></sup></p>"
    )


def test_no_white_space_ends_a_block_within_its_formatting() -> None:
    assert html("<p>By <b>Ann </b></p><p><a href=/a>there </a> </p>") == (
        '<p>By <strong>Ann</strong></p><p><a href="/a">there</a></p>'
    )
