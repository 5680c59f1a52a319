"""Fidelity: a perfect extractor has 1 in every column, an empty one 0, a damaged one something between."""

from __future__ import annotations

import pytest

from benchmarks.compare import gate
from benchmarks.corpora import SAMPLES, load
from benchmarks.fidelity import forms, markdown, measure, tables
from benchmarks.fidelity.items import COLUMNS, items_of
from benchmarks.fidelity.measure import counts_of
from benchmarks.worker import Output

CORPORA = measure.with_gold(load(SAMPLES))
PAGES = CORPORA[0].samples


def outputs(name: str) -> dict[str, Output]:
    texts = {page.id: page.gold or "" for page in PAGES}
    if name == "empty":
        texts = dict.fromkeys(texts, "")
    if name == "damaged":
        texts = {key: text + text[: int(len(text) * 0.6)] for key, text in texts.items()}
    return {key: Output(text, 0.0) for key, text in texts.items()}


def test_perfect_empty_and_damaged_extractors() -> None:
    named = {f"{name}@html": outputs(name) for name in ("perfect", "empty", "damaged")}
    found = measure.evaluate(named, CORPORA, 0)["samples"]
    assert found["pages"] == len(PAGES) >= 8
    assert set(found["wanted"]) == set(COLUMNS)
    for column in COLUMNS:
        values = {
            name: found["results"][f"{name}@html"]["columns"][column]
            for name in ("perfect", "empty", "damaged")
        }
        assert {figure["value"] for figure in values["perfect"].values()} == {1}, column
        assert {figure["value"] for figure in values["empty"].values()} == {0}, column
        # a second copy of a note is led to by nothing
        assert 0 < values["damaged"]["f1"]["value"] < 1 or column == "footnotes", column
        for figure in values["damaged"].values():
            assert 0 <= figure["low"] <= figure["value"] <= figure["high"] <= 1
    assert 0 < found["results"]["damaged@html"]["mean"]["f1"]["value"] < 1
    figures = gate._fidelity_figures({"samples": found})
    assert figures["samples / perfect@html / code"] == 1
    assert len(figures) == 3 * len(COLUMNS)


@pytest.mark.parametrize(
    ("gold", "given", "column"),
    [
        ("<h2>A</h2><h3>B</h3>", "<h3>A</h3><h4> B</h4>", "headings"),
        ("<img src=/a.jpg alt=x>", "<img alt=x src=https://s.example/a.jpg>", "images"),
        ("<img data-src=/a.jpg src=/b.gif>", "<img src=/a.jpg>", "images"),
        ("<li>a <b>b</b>.", "<ul><li>a<b>b</b> .</ul>", "list_items"),
        ("<pre>a\n b\n</pre>", "<pre><code>a\n b</code></pre>", "code"),
        (
            "<table><tr><td colspan=2>a<td>b<tr><td>c<td>d</table>",
            "<table><tr><td>a<td><td>b<tr><td>c<td>d<td></table>",
            "tables",
        ),
        ("<p><em>a <a href=/b>b</a></em>", "<p><em>a </em><a href=/b><em>b</em></a>", "emphasis"),
        ("<figcaption>a <i data-optional>b</i></figcaption>", "<figcaption>a</figcaption>", "captions"),
        ('<math alttext="x^2"><mi>x</mi></math>', '<span class="math">\\(x^2\\)</span>', "formulas"),
    ],
)
def test_harmless_differences_are_none(gold: str, given: str, column: str) -> None:
    bases = ("https://s.example/",)
    counts = counts_of(items_of(gold, bases, gold=True), items_of(given, bases))
    assert counts[column].found == counts[column].wanted == counts[column].given > 0


@pytest.mark.parametrize(
    ("gold", "given", "column"),
    [
        ("<h2>A</h2><h3>B</h3>", "<h2>A</h2><h2>B</h2>", "headings"),
        ("<pre>a\n b</pre>", "<pre>a\nb</pre>", "code"),
        ("<img src=/a.jpg>", "<img data-src=/a.jpg src=/b.gif>", "images"),
        ("<ol start=3><li>a</ol>", "<ol><li>a</ol>", "items_in_place"),
        ("<sup><a href=#n>1</a></sup><p id=n>note</p>", "<sup>1</sup><p>note</p>", "footnotes"),
    ],
)
def test_differences_of_content_count(gold: str, given: str, column: str) -> None:
    counts = counts_of(items_of(gold, gold=True), items_of(given))
    assert counts[column].found < counts[column].wanted


def test_markdown_is_read() -> None:
    found = items_of(
        markdown.to_html("# A\n\nterm\n: told\n\n| a | b |\n| - | - |\n| c | d |\n\nx[^1]\n\n[^1]: note")
    )
    assert [len(found[column]) for column in ("headings", "definitions", "cells", "footnotes")] == [
        1,
        2,
        4,
        1,
    ]


def test_names_stand_for_all_forms() -> None:
    assert forms.chosen(["trafilatura", "readability", "justext", "mine:it"]) == [
        *("trafilatura@html", "trafilatura@markdown", "readability@html", "mine:it@html"),
    ]
    with pytest.raises(LookupError, match="nobody"):
        forms.chosen(["nobody"])


def test_tables_are_made() -> None:
    named = {"whole-page@html": outputs("perfect")}
    body = measure.evaluate(named, CORPORA, 0)
    report = {"fidelity": body, "extractors": {}, "absent": {}, "settings": {}}
    machine = dict.fromkeys(("python", "system", "architecture", "processor", "cores"), "")
    recall, precision, _ = tables.fidelity_tables({**report, "machine": machine})
    assert recall.rows[0][0] == precision.rows[0][0] == "headings"
