"""Line breaks of poems and of boxes whose style shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from tests.conftest import examples_of

LINES = ["The lamp is lit upon the hill,", "the boats are coming in;", "the ice is growing thin."]
POEM = "\n".join(LINES)


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class=poem>{POEM}</div>",
        f"<p style='white-space: pre-line'>{POEM}</p>",
        f"<div class=poem>{''.join(f'<div>{line}</div>' for line in LINES)}</div>",
        f"<div class='o-poem x'>{''.join(f'<div style=padding-left:1em>{line}<br></div>' for line in LINES)}</div>",
        f"<div class=stanza>{''.join(f'<span class=line>{line}</span>' for line in LINES)}</div>",
        f"<div class=poem><p>{''.join(f'<span class=verse-line>{line}</span>' for line in LINES)}</p></div>",
        f"<div class=line-block>{''.join(f'<div class=line>{line}</div>' for line in LINES)}</div>",
    ],
)
def test_each_line_of_a_stanza_is_a_line_of_one_paragraph(markup: str) -> None:
    assert [block.text for block in Page(f"<p>before</p>{markup}<p>behind</p>").blocks] == [
        "before",
        POEM,
        "behind",
    ]


def test_stanzas_are_paragraphs() -> None:
    stanza = "".join(f"<div>{line}</div>" for line in LINES)
    page = Page(f"<div class=poem><div class=stanza>{stanza}</div><div class=stanza>{stanza}</div></div>")
    assert [block.text for block in page.blocks] == [POEM, POEM]
    titled = Page(f"<div class=poem><h3>Low water</h3>{stanza}</div>")
    assert [block.text for block in titled.blocks] == ["Low water", POEM]
    blank = Page(f"<div class=poem>{stanza}<div><br></div>{stanza}</div>")
    assert [block.text for block in blank.blocks] == [POEM, POEM]


@pytest.mark.parametrize(
    "markup",
    [
        "<div class=universe><div>One</div><div>Two</div></div>",
        "<div class=poem><div><p>One</p></div><div><p>Two</p></div></div>",
        f"<div class=poem><div>{'word ' * 60}</div><div>Two</div></div>",
        "<div class=poem><div>One<img src=/i.jpg></div><div>Two</div></div>",
    ],
)
def test_other_boxes_are_blocks_of_their_own(markup: str) -> None:
    assert len(Page(markup).blocks) == 2
    assert Page("<p class=verse><span>One</span> <span>Two</span></p>").blocks[0].text == "One Two"


TAGS = st.sampled_from(["div", "span", "span class=line", "p", "br", "img src=/i", "b"])


@examples_of(100)
@given(st.lists(st.tuples(TAGS, st.sampled_from(["One", "", "two\nthree", "<br>", "<p>four"])), max_size=6))
def test_no_word_of_a_poem_is_lost(parts: list[tuple[str, str]]) -> None:
    inner = "".join(f"<{tag}>{text}</{tag.split()[0]}>" for tag, text in parts)
    shown = "".join(
        "".join(block.text for block in Page(f"<div class={name}>{inner}</div>").blocks) for name in ["poem"]
    )
    plain = "".join("".join(block.text for block in Page(f"<div>{inner}</div>").blocks))
    assert "".join(shown.split()) == "".join(plain.split())


@pytest.mark.parametrize(
    "markup",
    [
        "<span style='display:block'>One</span><span style='display: block'>two</span>",
        "<span style='display:block'>One</span> <span style='display:block'><b>two</b></span>",
        "One<span style='display:block'>two</span>",
        "<span style='display:block'>One</span>two",
        "<span style='display:block'>One</span><br><span style='display:block'>two</span>",
    ],
)
def test_what_a_style_sets_in_a_line_of_its_own_is_one(markup: str) -> None:
    assert [block.text for block in Page(f"<p>{markup}</p>").blocks] == ["One\ntwo"]


def test_other_spans_are_parts_of_a_line() -> None:
    for style in ("display:inline-block", "display:none", "color:red"):
        assert "\n" not in Page(f"<p>One<span style='{style}'>two</span></p>").blocks[0].text
