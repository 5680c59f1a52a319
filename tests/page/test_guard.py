"""What is cut off before the parser sees it."""

from __future__ import annotations

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.generated import page_of_size
from boilerstrip import Limits
from boilerstrip.page import guard


def count_of_nodes(markup: str) -> int:
    return sum(1 for _ in turbohtml.parse(markup).descendants)


@pytest.mark.parametrize("ending", ["", "</i>" * 600], ids=["open", "closed late"])
def test_multiplied_formatting_is_cut_in_proportion(monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    monkeypatch.setattr(guard, "MAX_MULTIPLIED", 50_000)
    formats = "".join(f"<i id=i{at}>" for at in range(600))
    markup = f"<p>{formats}</p>{'<p>x</p>' * 5_000}{ending}"
    end = guard.multiplied_formatting(markup)
    assert end is not None
    assert count_of_nodes(markup) > 1_000_000
    assert 10_000 < count_of_nodes(markup[:end]) < 100_000


@pytest.mark.parametrize(
    "markup",
    [
        page_of_size(200_000).decode(),
        "<p><b>x</b></p>" * 10_000,
        "<script>for(i=0;i<a .x;i++)</script><p>x</p>" * 5_000,
        "<!-- <b id=x> --><p>x</p>" * 10_000,
        "<STYLE><b </STYLE><p>x</p>" * 5_000,
    ],
    ids=["article", "bold", "scripts", "comments", "styles"],
)
def test_formatting_that_is_closed_is_no_reason_to_cut(monkeypatch: pytest.MonkeyPatch, markup: str) -> None:
    monkeypatch.setattr(guard, "MAX_MULTIPLIED", 100_000)
    assert guard.multiplied_formatting(markup) is None


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 20))
def test_markup_is_cut_at_its_limits_and_says_so(tags: int, characters: int, nodes: int) -> None:
    markup = "<br>" * tags
    cut, notes = guard.truncate_markup(markup, Limits(characters=characters + 1, nodes=nodes))
    assert markup.startswith(cut)
    assert len(cut) <= characters + 1
    assert cut.count("<") <= 2 * nodes
    assert bool(notes) == (cut != markup)
