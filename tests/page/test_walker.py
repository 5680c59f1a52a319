"""The walk over the tree: what of it is text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page.tags import MAX_NESTED_MARKS
from tests.conftest import examples_of
from tests.render.pages import html, text

HIDDEN = (
    "<span hidden>{}</span>",
    "<span style='display: none'>{}</span>",
    "<b style='color:red; VISIBILITY:hidden'>{}</b>",
    "<span class='sr-only'>{}</span>",
    "<i class='x visually-hidden'>{}</i>",
    "<span class=screen-reader-text><em>{}</em></span>",
    "<span class='govuk-visually-hidden'>{}</span>",
    "<span role=tooltip>{}</span>",
    "<span class=tooltiptext>{}</span>",
    "<span class=mw-editsection>[<a href=/e>{}</a>]</span>",
    "<sup class=noprint>[<i>{}</i>]</sup>",
    "[<a href='/w?title=x&amp;action=edit'>{}</a>]",
    "<i class='material-icons'>{}</i>",
    "<span class='icon' aria-hidden=true>{}</span>",
)


SHOWN = (
    "<span aria-hidden=true>{}</span>",
    "<span class='hidden md:inline'>{}</span>",
    "<span class='tooltip'>{}</span>",
    "<span class='md:not-sr-only'>{}</span>",
    "<a class=anchor href='#x'>{}</a>",
    "<sup>{}</sup>",
)


WORDS = st.lists(st.sampled_from("mill reed boat lock gate".split()), min_size=1, max_size=4).map(" ".join)


@examples_of(100)
@given(st.lists(st.tuples(WORDS, st.sampled_from([*HIDDEN, *SHOWN]), WORDS), min_size=1, max_size=4))
def test_hidden_text_goes_and_shown_text_stays(pieces: list[tuple[str, str, str]]) -> None:
    line = " ".join(f"{before} {form.format(inner)}" for before, form, inner in pieces)
    shown = " ".join(f"{before} {inner if form in SHOWN else ''}" for before, form, inner in pieces)
    assert text(f"<p>{line} end.</p>").split() == f"{shown} end.".split()


def test_raised_text_may_be_raised_further() -> None:
    assert html("<p>e<sup>x<sup>2</sup></sup> a<sub>i<sub>j</sub></sub>") == (
        "<p>e<sup>x<sup>2</sup></sup> a<sub>i<sub>j</sub></sub></p>"
    )
    assert html("<p><b>very <b>bold</b></b>") == "<p><strong>very bold</strong></p>"


@given(st.integers(1, 300))
def test_text_is_raised_a_few_times_at_most(times: int) -> None:
    assert 0 < html(f"<p>x{'<sup>y' * times}").count("<sup>") <= 2 * MAX_NESTED_MARKS
