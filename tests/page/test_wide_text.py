"""The line breaks in the markup of Chinese and Japanese text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page


def texts(markup: str, lang: str = "ja") -> list[str]:
    return [block.text for block in Page(f"<html lang={lang}><body>{markup}").blocks]


@given(
    st.lists(st.text("渡し船は川を、。", min_size=1), min_size=1), st.sampled_from(["\n", "\r\n", "\n   "])
)
def test_wrapped_text_is_as_if_it_were_one_line(pieces: list[str], line_break: str) -> None:
    assert texts(f"<p>{line_break.join(pieces)}</p>") == texts(f"<p>{''.join(pieces)}</p>")


def test_formatting_and_links_within_a_sentence_are_part_of_it() -> None:
    assert texts("<p>船は\n<a href=/x>樫の木</a>\nで<b>毎日</b>\n三百人を運ぶ。</p>", "zh-TW") == [
        "船は樫の木で毎日三百人を運ぶ。"
    ]


@pytest.mark.parametrize(
    "markup",
    ["<p>川 船</p>", "<p>作者\n<a href=/x>山田</a></p>", "<p>川は\nUlm\n川。</p>", "<p>한국\n강</p>"],
)
def test_other_white_space_stays(markup: str) -> None:
    assert " " in texts(markup)[0]


def test_other_languages_and_code_keep_their_line_breaks() -> None:
    assert texts("<p>川\n船</p>", "en") == ["川 船"]
    assert texts("<pre>川\n船</pre>") == ["川\n船"]
