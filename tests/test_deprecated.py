"""Names that are kept for one release lead to what has taken their place."""

from __future__ import annotations

import pytest

import boilerstrip
import boilerstrip.scorer
import boilerstrip.serve_cli
from boilerstrip.cli import serve
from boilerstrip.page import Page
from boilerstrip.scoring.scorer import Scorer
from boilerstrip.workers.jobs import PageSource


def test_modules_that_have_moved() -> None:
    assert boilerstrip.scorer.Scorer is Scorer
    assert boilerstrip.serve_cli.main is serve.main


def test_functions_and_attributes_that_were_renamed() -> None:
    text = "One line of plain text.\nAnother line of it, which is a little longer."
    with pytest.warns(DeprecationWarning, match="extract_plaintext"):
        found = boilerstrip.extract_text(text)
    assert found.text == boilerstrip.extract_plaintext(text).text
    page = Page("<div class=named><p>Is it prose…</p><p>Is it?</p></div>")
    for block in page.blocks:
        assert (block.solid, block.asks, block.cut_off) == (
            block.is_prose,
            block.is_question,
            block.is_truncated,
        )
    assert [element.names for element in page.elements] == [element.class_id for element in page.elements]
    assert PageSource("id", text, flattened=True) == PageSource("id", text, is_plaintext=True)
