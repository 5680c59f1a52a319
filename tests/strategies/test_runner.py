"""Strategies that fail, or do not answer in time."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import boilerstrip
from boilerstrip.page import Page
from tests.strategies.pages import PAGE


def test_one_that_raises_costs_the_others_nothing(registered: None) -> None:
    def broken(page: Page) -> Sequence[bool]:
        raise RuntimeError("out of order")

    boilerstrip.register_strategy("broken", broken)
    extraction = boilerstrip.Extractor(strategies=["broken", "density"]).extract(PAGE)
    assert extraction.candidates[0].error == "RuntimeError: out of order"
    assert len(extraction.kept) == 6


def test_one_that_overruns_costs_the_others_nothing(registered: None) -> None:
    release = threading.Event()

    def slow(page: Page) -> Sequence[bool]:
        release.wait(30)
        return [True] * len(page.blocks)

    boilerstrip.register_strategy("slow", slow)
    started = time.monotonic()
    extraction = boilerstrip.Extractor(strategies=["slow", "density"], timeout=0.2).extract(PAGE)
    assert time.monotonic() - started < 20
    release.set()
    assert extraction.candidates[0].error == "no answer after 0.2 s"
    assert len(extraction.kept) == 6


def threads_of(name: str) -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == name]


def test_one_left_behind_is_not_asked_again_until_its_thread_ends(registered: None) -> None:
    release = threading.Event()
    asked: list[int] = []

    def stuck(page: Page) -> Sequence[bool]:
        asked.append(len(asked))
        release.wait(30)
        return [True] * len(page.blocks)

    boilerstrip.register_strategy("stuck", stuck)
    hasty, patient = (boilerstrip.Extractor(strategies=["stuck"], timeout=seconds) for seconds in (0.01, 30))
    assert hasty.extract(PAGE).candidates[0].error == "no answer after 0.01 s"
    for _ in range(3):
        (candidate,) = patient.extract(PAGE).candidates
        assert candidate.error == "has not answered for an earlier page yet"
        assert not any(candidate.mask)
    assert asked == [0]
    (left,) = threads_of("stuck")
    release.set()
    left.join(60)
    (candidate,) = patient.extract(PAGE).candidates
    assert candidate.error is None
    assert asked == [0, 1]
    assert not threads_of("stuck")


def test_a_mask_of_the_wrong_length_is_an_error(registered: None) -> None:
    boilerstrip.register_strategy("short", lambda page: [True])
    extraction = boilerstrip.Extractor(strategies=["short", "density"]).extract(PAGE)
    assert "StrategyError" in (extraction.candidates[0].error or "")
