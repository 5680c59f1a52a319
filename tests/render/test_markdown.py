"""Clean HTML as Markdown."""

from __future__ import annotations

import pytest

from boilerstrip.render.markdown import to_markdown
from tests.render.pages import html


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ("<p>Mit <b>Créativité</b> (CC)", "Mit **Créativité** (CC)"),
        ("<p><b>Note: </b>This", "**Note:** This"),
        ("<p>so <i><b>“none”!</b></i>.", "so ***“none”!***."),
        ("<p>é<i>é</i>é <s>ä</s>", "é*é*é ~~ä~~"),
        ("<p><b>1. Mai</b> <i># x</i> <b>- y</b>", "**1. Mai** *# x* **- y**"),
        ("<p>a<b> </b>b <b>c </b>d", "a b **c** d"),
        # signs would not be read as signs here
        ("<p>a<b>“b”</b>c", "a<strong>“b”</strong>c"),
        ("<p><b>a</b><i>b</i>", "<strong>a</strong><em>b</em>"),
        ("<p><b>a</b><b>b</b> <b> </b>c", "**ab** c"),
        (
            "<table><tr><td><i>ü|x</i><sup>|</sup><td>b</table>",
            "| *ü\\|x*<sup>\\|</sup> | b |\n| --- | --- |",
        ),
    ],
)
def test_emphasis_in_markdown(markup: str, markdown: str) -> None:
    assert to_markdown(html(markup)) == markdown


def test_markdown_of_a_list_that_goes_on() -> None:
    assert to_markdown(html("<ol start=3><li>c<li>d</ol>")) == "3. c\n4. d"


def test_markdown_of_raised_and_lowered_signs() -> None:
    assert to_markdown("<p>H<sub>2</sub>O, x<sup>*2*</sup></p>") == r"H<sub>2</sub>O, x<sup>\*2\*</sup>"


def test_a_caption_of_several_paragraphs_is_one() -> None:
    caption = "<figcaption>One <b>x</b><p>Two.</p><p>Three.</p></figcaption>"
    assert to_markdown(f'<article><figure><img src="a" alt="A">{caption}</figure></article>') == (
        "![A](a)\n\n_One **x**  \nTwo.  \nThree._"
    )


def test_a_line_break_cuts_nothing_off_the_text_that_follows() -> None:
    first = "Caption three, first.<br>Caption three, second."
    for last in ("Caption seven of a video", *("x" * n for n in range(15, 30))):
        figures = f"<figcaption>{first}</figcaption></figure><figure><p>u</p><figcaption>{last}</figcaption>"
        for markup in (
            f"<article><figure>{figures}</figure></article>",
            f"<article><p><em>{first}</em></p><p><em>{last}</em></p></article>",
        ):
            markdown = to_markdown(markup)
            assert markdown.rstrip("_*").endswith(last)
            assert "first.  \nCaption three, second." in markdown
