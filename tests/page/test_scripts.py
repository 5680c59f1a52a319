"""Each script is read once; what tells what is in it is found whatever else it has."""

from __future__ import annotations

from collections.abc import Iterable

import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import scripts

WORDS = (*scripts.ESCAPED_PARAGRAPHS, *scripts.DATE_KEYS, *scripts.BODIES, *scripts.RENDERERS)


def only(markup: str) -> scripts.Script:
    """The script of a page that has one."""
    (script,) = scripts.read_scripts(turbohtml.parse(markup)).values()
    return script


def has_any(source: str, words: Iterable[str]) -> bool:
    return any(word in source for word in words)


@given(st.lists(st.sampled_from((*WORDS, "<p", "var x=", "é", "“", " ", "mathJax", "article"))).map("".join))
def test_scripts_are_kept_as_what_they_have_in_them(source: str) -> None:
    script = only(f"<script>{source}</script>")
    paragraphs = has_any(source, scripts.PARAGRAPHS) or has_any(source, scripts.ESCAPED_PARAGRAPHS)
    stated = "state" if has_any(source, scripts.BODIES) else "scripts" if paragraphs else ""
    assert script.kept_as == (stated or ("dated_scripts" if has_any(source, scripts.DATE_KEYS) else ""))
    assert script.is_about_formulas == has_any(source, scripts.RENDERERS)
    assert script.source == (source if script.kept_as or script.is_about_formulas else "")


def test_what_no_browser_runs_is_not_kept() -> None:
    script = only("<script type=Text/X>articleBody MathJax</script>")
    assert script.kept_as == ""
    assert script.is_about_formulas


def test_scripts_are_told_in_their_order() -> None:
    document = turbohtml.parse("<script>datePublished</script><p>x<script src=/a.js></script>")
    assert [script.kept_as for script in scripts.read_scripts(document).values()] == ["dated_scripts", ""]


def test_data_is_not_looked_through() -> None:
    source = '{"articleBody": "<p>MathJax"}'
    script = only(f'<script type="application/LD+JSON">{source}</script>')
    assert script == scripts.Script(source, "json_ld")
    assert only(f'<script type="application/json">{source}</script>').kept_as == "state"
    assert only('<script type="application/json"></script>').kept_as == ""


@given(st.text("<p>é“", max_size=20))
def test_paragraphs_are_found_where_they_begin(source: str) -> None:
    assert scripts.has_paragraph(source) == ("<p" in source)
