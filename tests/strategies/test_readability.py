"""readability as a strategy, where it is installed."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from boilerstrip.strategies import readability
from tests.conftest import STORY
from tests.strategies.pages import PAGE

pytest.importorskip("readability", reason="needs the strategies extra")


def test_the_text_of_the_story_is_proposed_without_the_menu() -> None:
    text = readability.propose(Page(PAGE))
    assert all(paragraph in text for paragraph in STORY)
    assert "Section 3" not in text


def test_a_page_without_text_has_none() -> None:
    assert readability.propose(Page("")) == ""
