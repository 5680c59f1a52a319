"""Each script is read once; what tells what is in it is found whatever else it has."""

from __future__ import annotations

import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import scripts

WORDS = (*scripts.ESCAPED_PARAGRAPHS, *scripts.DATE_KEYS, *scripts.BODIES, *scripts.RENDERERS)


@given(st.lists(st.sampled_from((*WORDS, "var x=", "é", "“", " ", "mathJax", "article"))).map("".join))
def test_all_words_of_a_script_are_told(source: str) -> None:
    document = turbohtml.parse(f"<script>{source}</script><p>x<script type=Text/X src=/a.js></script>")
    first, last = scripts.read_scripts(document).values()
    assert first == scripts.Script("", source, frozenset(word for word in WORDS if word in source))
    assert last == scripts.Script("text/x", "", frozenset())


def test_data_is_not_looked_through() -> None:
    document = turbohtml.parse('<script type="application/LD+JSON">{"articleBody": "<p>"}</script>')
    (script,) = scripts.read_scripts(document).values()
    assert script.is_json
    assert script.parts == frozenset()
    assert scripts.has_paragraph(script.source)


@given(st.text("<p>é“", max_size=20))
def test_paragraphs_are_found_where_they_begin(source: str) -> None:
    assert scripts.has_paragraph(source) == ("<p" in source)
