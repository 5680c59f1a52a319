"""Pages taken and results given back, in order or as they are ready."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.workers.jobs import Done, PageSource
from boilerstrip.workers.runner import _Window


@given(st.permutations(range(6)), st.booleans())
def test_every_result_is_given_back_once(answers: list[int], ordered: bool) -> None:
    window = _Window(ordered)
    assert [window.take(PageSource(n, "x" * n)) for n in range(6)] == list(range(6))
    given_back = []
    for number in answers:
        window.ready[number] = Done(number, None)
        while window.has_next:
            given_back.append(window.give().id)
    assert given_back == (sorted(answers) if ordered else answers)
    assert (window.sizes, window.held, window.ready) == ({}, 0, {})


def test_a_page_that_holds_up_the_rest_bounds_what_is_taken() -> None:
    window = _Window(ordered=True)
    while window.has_room:
        number = window.take(PageSource(None, "x" * 1_000_000))
        if number:
            window.ready[number] = Done(number, None)
    assert number == 63
    assert not window.has_next
