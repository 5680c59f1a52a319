"""Footnotes in tables."""

from __future__ import annotations

from boilerstrip.page import Page
from boilerstrip.page.footnotes import note_key


def test_notes_of_docutils_stand_in_tables_of_two_cells() -> None:
    note = (
        "<table class='docutils footnote' id=id2><tr><td>[1]</td><td>The oak came from Orl.</td></tr></table>"
    )
    page = Page(f"<p>It was of oak.<a class=footnote-reference href=#id2>[1]</a></p>{note}")
    assert [block.text for block in page.blocks][-1] == "The oak came from Orl."
    assert [note.key for note in page.footnotes] == ["id2"]


_MARK = (
    "<span class=footnote_referrer><a role=button><sup id=footnote_plugin_tooltip_7_{0} class="
    "footnote_plugin_tooltip_text>[{0}]</sup></a><span class=footnote_tooltip>{1}</span></span>"
)
_ROW = (
    "<tr><th class=footnote_plugin_index id=footnote_plugin_reference_7_{0}><a><span>↑</span>{0}</a></th>"
    "<td class=footnote_plugin_text>{1}</td></tr>"
)


def test_notes_of_a_plugin_stand_in_rows_and_once_more_in_the_text() -> None:
    texts = {1: "The oak came from Orl.", 2: "See the register."}
    marks = [_MARK.format(n, text) for n, text in texts.items()]
    rows = "".join(_ROW.format(n, text) for n, text in texts.items())
    page = Page(
        f"<p>It was of oak{marks[0]} and it sank.{marks[1]}</p>"
        f"<table class=footnotes_table><tbody>{rows}</tbody></table>"
    )
    assert [block.text for block in page.blocks][1:] == list(texts.values())
    keys = [f"footnote_plugin_reference_7_{n}" for n in texts]
    assert [key for run in page.blocks[0].runs if (key := note_key(run))] == keys
    assert [note.key for note in page.footnotes] == keys
    assert "Orl" not in page.blocks[0].text


def test_a_table_with_other_rows_keeps_these() -> None:
    rows = _ROW.format(1, "The oak came from Orl.") + "<tr><td>Another</td><td>row</td></tr>"
    page = Page(f"<p>It was.{_MARK.format(1, 'x')}</p><table class=footnotes_table><tbody>{rows}</table>")
    assert {"Another", "row"} <= {block.text for block in page.blocks}
