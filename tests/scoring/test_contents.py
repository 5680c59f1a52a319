"""Sections that a table of contents lists come with the others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.scoring.contents import with_listed_sections

QUESTIONS = ("Why is it dropped?", "Can I print it?", "Who wrote this?")


def added(sections: list[str], probability: float = 0.2, to: str = "#q{}", level: int = 3) -> list[str]:
    """What comes with the first section."""
    links = "".join(f"<li><a href='{to.format(n)}'>{q}</a>" for n, q in enumerate(QUESTIONS))
    text = "".join(
        f"<h{level} id=q{n}>{q}</h{level}>{section}"
        for n, (q, section) in enumerate(zip(QUESTIONS, sections, strict=True))
    )
    page = Page(f"<ul>{links}</ul><div>{text}</div>")
    first = next(block.index for block in page.blocks if block.level)
    mask = [block.index in (first, first + 1) for block in page.blocks]
    whole = with_listed_sections(page, mask, [0.9 if keep else probability for keep in mask])
    assert all(whole[i] for i, keep in enumerate(mask) if keep)
    return [block.text for block in page.blocks if whole[block.index] and not mask[block.index]]


TEXT = ["<p>A filter drops it.</p>", "<p>Yes, to a file.</p>", "<p>Pelle wrote it.</p>"]


def test_sections_that_the_contents_list_are_kept() -> None:
    expected = [QUESTIONS[1], "Yes, to a file.", QUESTIONS[2], "Pelle wrote it."]
    assert added(TEXT) == expected
    # with the name of the page's file
    assert added(TEXT, to="faq.html#q{}") == expected
    assert added(TEXT, 0.05) == []
    # links that lead elsewhere
    assert added(TEXT, to="/q{}") == []
    assert added(TEXT, to="#x{}") == []


def test_two_sections_are_enough_and_the_list_may_stand_below_them() -> None:
    text = "<h2 id=a>Before</h2><p>It drips.</p><h2 id=b>Times</h2><p>They are in a file.</p>"
    for first in ("<li><a href='#'>Water</a>", "<li><a href=#_top>Overview</a>", ""):
        links = f"<ul>{first}<li><a href=#a>Before</a><li><a href=#b>Times</a></ul>"
        page = Page(f"<main>{text}</main><aside>{links}</aside>")
        mask = [block.index < 2 for block in page.blocks]
        whole = with_listed_sections(page, mask, [0.9 if keep else 0.2 for keep in mask])
        assert [block.text for block in page.blocks if whole[block.index]][2:] == [
            "Times",
            "They are in a file.",
        ]


@given(
    st.sampled_from(
        ["<p><a href=/a>Another story of ours</a></p>", "<p>Subscribe to our newsletter</p>", "<p>Size</p>"]
    )
)
def test_links_and_phrases_are_no_section(section: str) -> None:
    assert added([TEXT[0], section, TEXT[2]]) == [QUESTIONS[2], "Pelle wrote it."]


def test_a_section_may_be_a_short_list_of_other_chapters() -> None:
    topics = "<ul><li><a href=a>Filters</a><li><a href=b>Lists of notes</a></ul>"
    assert added([*TEXT[:2], topics])[-2:] == ["Filters", "Lists of notes"]
    stories = "<ul><li><a href=a>Why nobody writes filters any more</a></ul>"
    assert added([*TEXT[:2], stories])[-1] == "Yes, to a file."


def test_a_section_of_which_a_part_is_kept_is_left_as_it_is() -> None:
    assert added([TEXT[0] + "<p>A doubtful line.</p>", *TEXT[1:]])[0] == QUESTIONS[1]
