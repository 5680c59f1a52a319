"""Changes of markup that no reader would notice."""

from __future__ import annotations

import random

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.testing import changes
from tests.testing.extractors import PAGES, letters

SAME_TEXT = ["rename", "wrap", "unwrap", "shuffle", "space", "comment", "encode"]
CHANGES = {name: getattr(changes, name) for name in SAME_TEXT if hasattr(changes, name)}


def shown(markup: str) -> str:
    body = turbohtml.parse(markup).select_one("body")
    return letters(body.text) if body else ""


@pytest.mark.parametrize("name", CHANGES)
@given(page=st.sampled_from(PAGES[:12]), seed=st.integers(0, 9))
def test_the_text_stays_and_the_markup_does_not(name: str, page: object, seed: int) -> None:
    html = changes.reserialise(page.html)  # type: ignore[attr-defined]
    changed = CHANGES[name](html, random.Random(seed))
    assert shown(changed) == shown(html)


def test_names_without_a_meaning_stay_equal_where_they_were() -> None:
    html = '<p class="a b" id=x></p><p class="b"></p><a href="#x"></a>'
    first, second = turbohtml.parse(changes.rename(html, random.Random(1))).select("p")
    link = turbohtml.parse(changes.rename(html, random.Random(1))).select_one("a")
    assert first.attr("class").split()[1] == second.attr("class") != "b"
    assert link is not None
    assert link.attr("href") == f"#{first.attr('id')}"
