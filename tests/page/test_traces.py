"""What is looked for at once is what is then looked for by itself."""

from __future__ import annotations

import pytest
import turbohtml

from boilerstrip.page import traces


def look(markup: str) -> traces.Traces:
    return traces.look(turbohtml.parse(markup))


def test_an_ordinary_page_has_no_traces() -> None:
    assert look('<p class="text lead" style="color: red" role="note">Words.') == traces.Traces()


@pytest.mark.parametrize(
    ("markup", "field"),
    [
        ('<p style="white-space: pre">x', "is_styled"),
        ('<p data-latex="x">x', "has_tex"),
        ("<mjx-container>x</mjx-container>", "has_tex"),
        ('<div role="doc-endnotes">x', "has_other_notes"),
        ('<div id="footnotes">x', "has_other_notes"),
    ],
)
def test_each_trace_is_told(markup: str, field: str) -> None:
    found = look(markup)
    assert [name for name, value in found._asdict().items() if value] == [field]


def test_names_are_told_by_group_in_capitals_or_not() -> None:
    found = look('<p class="MsoFootnoteText">x<b class="code">')
    assert found.has_name(traces.NOTES)
    assert found.has_name(traces.CODE)
    assert not found.has_name(traces.VERSES)


def test_a_word_is_no_part_of_a_name() -> None:
    found = look('<p class="inline-block reverse">x')
    assert found.has_name(traces.LINES)
    assert not found.has_word(traces.LINES)
    assert not found.has_word(traces.VERSES)
    assert look('<p class="a Poem">x').has_word(traces.VERSES)
