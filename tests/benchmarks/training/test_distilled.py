"""Texts that the model of HTML pages finds for pages of which only snippets are annotated."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("turbohtml")
pytest.importorskip("bs4", reason="bs4 comes with the extra `train`")

from benchmarks.corpora import Sample
from benchmarks.training import labels
from benchmarks.training.dataset import LINE_JOBS, _example
from benchmarks.training.distilled import distilled

PARAGRAPHS = [
    f"The {word} river rose again last night, and the road to the mill is closed until the weekend."
    for word in "old new wide slow cold".split()
]
LINE = PARAGRAPHS[2]
HTML = f"<nav><a href=/>Home</a></nav><article><h1>The river</h1><p>{'<p>'.join(PARAGRAPHS)}</article>"
SAMPLE = Sample("a", "toy", HTML.encode(), wanted=(LINE,), site="a.example")


def test_a_page_with_snippets_alone_gets_a_text() -> None:
    (found,) = distilled([SAMPLE])
    assert LINE in (found.text or "")
    assert replace(found, text=None) == SAMPLE


def test_what_has_a_text_or_nothing_to_find_is_left_out() -> None:
    annotated = replace(SAMPLE, text="A text.")
    empty = replace(SAMPLE, html=b"<p>")
    unread = replace(SAMPLE, html=b"\xff\xd8\xff\xe0 an image")
    assert distilled([annotated, empty, unread]) == []


def test_lines_that_a_snippet_is_of_keep_its_label() -> None:
    (job,) = LINE_JOBS["beautifulsoup"]([replace(SAMPLE, wanted=(), unwanted=(LINE,))], 0)
    example = _example(job)
    assert example is not None
    label_of = dict(zip(example.texts, example.labels, strict=True))
    assert [label_of[paragraph] for paragraph in PARAGRAPHS] == [1, 1, 0, 1, 1]
    assert labels.UNKNOWN not in example.labels
    # it is measured by its snippets alone
    assert example.sample.text is None
