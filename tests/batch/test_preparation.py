"""Options of a batch, checked and made ready to be sent."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import strategies
from boilerstrip.batch.preparation import (
    check_sendable,
    checked_job,
    own_strategies,
    strategy_timeout,
)
from boilerstrip.errors import OptionError
from boilerstrip.options import STRATEGY_TIMEOUT
from boilerstrip.page import Page
from tests.conftest import STORY
from tests.conftest import page as themed


def everything(page: Page) -> Sequence[bool]:
    return [True] * len(page.blocks)


def test_the_work_is_the_same_after_it_was_sent() -> None:
    prepare, workers, timeout = checked_job(attrgetter("text"), 2, 9.0, {"effort": "fast"})
    assert (workers, timeout) == (2, 9.0)
    work = pickle.loads(pickle.dumps(prepare))()
    assert work(themed(STORY), None, None, False).split("\n\n") == STORY
    assert work("one line\nanother one", None, None, True)


@pytest.mark.parametrize(
    "wrong",
    [{"workers": 0}, {"timeout": 0.0}, {"given": {"effort": "none"}}, {"given": {"strategies": ["no"]}}],
)
def test_wrong_options_are_told_before_a_process_starts(wrong: dict[str, object]) -> None:
    arguments = {"workers": 1, "timeout": 5.0, "given": {}} | wrong
    with pytest.raises(OptionError):
        checked_job(attrgetter("text"), **arguments)  # type: ignore[arg-type]


def test_only_strategies_of_the_caller_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strategies.registry, "_registry", dict(strategies.registry._registry))
    strategies.register("everything", everything)
    assert own_strategies(["density", "everything"]) == {"everything": everything}


def test_what_cannot_be_sent_is_told() -> None:
    with pytest.raises(OptionError, match="cannot be sent"):
        check_sendable(lambda: None)


@given(st.floats(0.01, 1000))
def test_a_strategy_that_hangs_leaves_time_for_the_page(timeout: float) -> None:
    assert 0 < strategy_timeout(timeout) < timeout
    assert strategy_timeout(timeout) <= STRATEGY_TIMEOUT
