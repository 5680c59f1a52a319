"""What becomes of a page inside a worker."""

from __future__ import annotations

from typing import Any

import pytest

from boilerstrip.errors import InputError
from boilerstrip.workers.child import outcome_of


def raising(error: BaseException) -> Any:
    def work(page: str) -> str:
        raise error

    return work


def test_a_result_comes_as_it_is() -> None:
    assert outcome_of(lambda page, times: page * times, ("ab", 2)) == ("", "abab")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (MemoryError(), "memory"),
        (InputError("no page"), "input"),
        (ValueError("why"), "error"),
        (SystemExit(3), "error"),
        (GeneratorExit("odd"), "error"),
        (RecursionError("deep"), "error"),
    ],
)
def test_whatever_is_raised_is_a_kind_of_failure(error: BaseException, kind: str) -> None:
    found, reason = outcome_of(raising(error), ("page",))
    assert found == kind
    assert reason


def test_an_interrupt_is_no_failure_of_a_page() -> None:
    with pytest.raises(KeyboardInterrupt):
        outcome_of(raising(KeyboardInterrupt()), ("page",))
