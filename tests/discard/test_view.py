"""What rules see of a page: sums over what is kept and not dropped yet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.discard.view import KeptView
from boilerstrip.page import Page

JUDGED = st.lists(st.tuples(st.integers(1, 9), st.booleans(), st.floats(0.01, 1)), min_size=1, max_size=12)


def view_of(judged: list[tuple[int, bool, float]]) -> KeptView:
    page = Page("".join(f"<p>{'word ' * words}</p>" for words, _, _ in judged))
    return KeptView(page, [kept for _, kept, _ in judged], [p for _, _, p in judged])


@given(JUDGED, st.data())
def test_what_is_dropped_counts_no_longer(judged: list[tuple[int, bool, float]], data: st.DataObject) -> None:
    view = view_of(judged)
    dropped = data.draw(st.sets(st.integers(0, len(judged) - 1)))
    for i in (*dropped, *dropped):
        view.forget(i)
    left = [(words, p) for i, (words, kept, p) in enumerate(judged) if kept and i not in dropped]
    assert view.words_left == sum(words for words, _ in left)
    assert view.right_left == pytest.approx(sum(words * p for words, p in left))
    assert view.words_kept == sum(words for words, kept, _ in judged if kept)


@given(JUDGED, st.integers(0, 12))
def test_means_are_of_kept_words(judged: list[tuple[int, bool, float]], cut: int) -> None:
    view = view_of(judged)
    cut = min(cut, len(judged))
    inside, rest = view.mean_probabilities([(0, cut)])
    kept = [(words, p) for words, is_kept, p in judged[:cut] if is_kept]
    others = [(words, p) for words, is_kept, p in judged[cut:] if is_kept]
    if kept and others:
        assert inside == pytest.approx(sum(w * p for w, p in kept) / sum(w for w, _ in kept))
        assert rest == pytest.approx(sum(w * p for w, p in others) / sum(w for w, _ in others))
    else:
        assert (inside, rest) == (1, 1)


def test_the_body_is_a_good_part_of_the_text_that_is_not_doubted() -> None:
    assert view_of([(9, True, 0.9), (9, True, 0.9)]).is_body([(0, 1)])
    assert not view_of([(9, True, 0.3), (9, True, 0.9)]).is_body([(0, 1)])
    assert not view_of([(2, True, 0.9), (9, True, 0.9)]).is_body([(0, 1)])


def test_a_section_ends_at_a_heading_of_its_level_or_above() -> None:
    page = Page("<h2>A</h2><p>a</p><h3>B</h3><p>b</p><h2>C</h2>")
    view = KeptView(page, [True] * 5, [0.5] * 5)
    assert view.stop(2, 1, 5) == 4
    assert view.stop(3, 1, 5) == 2
    assert view.stop(1, 1, 5) == 5
