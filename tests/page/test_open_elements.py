"""Headings and links that are never closed: they end where what they name does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.page.parser import parse
from boilerstrip.testing import soup

_HEADING = st.sampled_from(["h1", "h2", "h3", "h4", "h5", "h6"])
_BODY = st.sampled_from(
    [
        "<p>The ferry sails at six.",
        "<p>The ferry sails at six.</p>",
        "<ul><li>at six<li>at nine</ul>",
        "<ol><li>at six</ol>",
        "<dl><dt>six<dd>the ferry</dl>",
        "<table><tr><td>six<td>the ferry</table>",
        "<blockquote>The ferry sails at six.</blockquote>",
        "<div class=box><b>Also read</b><p>The pier is shut.</div>",
    ]
)

_PROSE = "The ferry sails at six, and those who miss it walk around the harbour. " * 4


@given(st.lists(st.tuples(_HEADING, st.lists(_BODY, min_size=1)), min_size=1), st.booleans())
def test_a_page_reads_the_same_whether_its_headings_are_closed(
    sections: list[tuple[str, list[str]]], within: bool
) -> None:
    before, after = ("<div><main>", "</main></div>") if within else ("", "")
    # one that only holds boxes may be a heading made of these
    texts = [(tag, "<p>At the pier.</p>" + "".join(body)) for tag, body in sections]
    closed = "".join(f"<{tag}>The harbour</{tag}>{body}" for tag, body in texts)
    left_open = "".join(f"<{tag}>The harbour{body}" for tag, body in texts)
    assert _read(before + left_open + after) == _read(before + closed + after)


def _read(markup: str) -> list[tuple[str, str, str]]:
    return [(block.text, block.role.value, block.path) for block in Page(markup).blocks]


@pytest.mark.parametrize(
    ("markup", "paths"),
    [
        ("<h1><font size=2>The harbour<p>A ferry.<p>A pier.", ["body/h1", "body/p", "body/p"]),
        ("<h1>The harbour<div>By Ada</div><p>A ferry.", ["body/h1", "body/div", "body/p"]),
        (f"<h1>The harbour{f'<div>{_PROSE}</div>' * 2}", ["body/h1", "body/div", "body/div"]),
        (f"<h1>The harbour<br>by Ada<br><br>{_PROSE}<br><br>{_PROSE}<hr>", ["body/h1", *["body"] * 3]),
    ],
)
def test_all_that_stands_in_it_comes_after_it(markup: str, paths: list[str]) -> None:
    assert [block.path for block in Page(markup).blocks] == paths


@given(_HEADING, st.sampled_from(["", "<b>", "<font><b>"]), st.integers(1, 4))
def test_text_of_broken_lines_is_no_part_of_a_heading(tag: str, format: str, lines: int) -> None:
    text = "<br><br>".join([_PROSE, *[_PROSE] * lines])
    page = Page(f"<div><{tag}>{format}The harbour<br>Ada Marsh | 3 May 2023<br><br>{text}</div>")
    assert [block.level for block in page.blocks] == [int(tag[1]), *[0] * (lines + 2)]
    assert [block.text for block in page.blocks[:2]] == ["The harbour", "Ada Marsh | 3 May 2023"]


def test_a_title_of_several_lines_stays_whole() -> None:
    page = Page(f"<title>The harbour in winter</title><h1>The harbour<br>in winter<br><br>{_PROSE}")
    assert [block.text for block in page.blocks] == ["The harbour\nin winter", _PROSE.strip()]
    short = Page("<h1>The harbour<br>At six<br>and at nine")
    assert [block.level for block in short.blocks] == [1]


@pytest.mark.parametrize(
    "markup",
    [
        # made of paragraphs or boxes alone
        "<h1><p>The harbour</p><p>in winter</p></h1>",
        "<h1>The harbour<div>in winter</div></h1>",
        # few breaks, or not much text between them
        f"<h1>The harbour<span></span>in winter<br>{_PROSE}<br>{_PROSE}</h1>",
        "<h1>The harbour<span></span>in winter<br><br>in spring<br><br>in summer<br></h1>",
        # closed: something comes behind it
        "<h1>The harbour<p>in winter</p></h1><p>A ferry.</p>",
        "<h1>The harbour<p>in winter</p></h1>A ferry.",
    ],
)
def test_what_is_a_heading_stays_one(markup: str) -> None:
    heading = parse(markup).select_one("h1")
    assert heading is not None
    assert heading.text.startswith("The harbourin winter")


@given(st.lists(st.sampled_from(["<p>{}</p>", "<p>{}", "<div>{}</div>", "<ul><li>{}</ul>"]), min_size=1))
def test_a_link_that_is_never_closed_ends_with_its_element(wrappers: list[str]) -> None:
    text = "\n".join(wrapper.format(_PROSE) for wrapper in wrappers)
    page = Page(
        f"<ul><li><a href=/pier?a=1&amp;b=2>The pier is shut</ul>\n{text}<p><a href=/next>Next</a></p>"
    )
    assert [block.link_words for block in page.blocks] == [4, *[0] * len(wrappers), 1]


@pytest.mark.parametrize(
    "markup",
    [
        # as many links as are written
        f"<p><a href=/pier>The pier</a></p><p><a href=/pier>{_PROSE}</a></p>",
        # a short text, as in the cells of a row that is one link
        "<p><a href=/pier>The pier<p>is shut</a></p>",
        # one that is closed, around blocks in a paragraph
        f"<p><a href=/pier>The pier<div>{_PROSE}</div><div>{_PROSE}</div></a></p>",
        f"<p><a href=/pier>The pier<p>{_PROSE}</a></p><p><a href=/next>Next</a></p>",
        # addresses in entities
        f"<p><a href='&#47;pier'>The pier</a></p><p><a href='&#x2F;pier'>{_PROSE}</a></p>",
        f"<p><a href=/pier>The pier</a></p><p><a href='&#x2F;pier'>{_PROSE}</a></p>",
    ],
)
def test_other_links_stay_as_they_are(markup: str) -> None:
    assert all(block.link_words == block.words for block in Page(markup).blocks)


@given(soup())
def test_no_text_is_lost_or_moved(markup: str) -> None:
    import turbohtml

    assert parse(markup).text.split() == turbohtml.parse(markup).text.split()
