"""Strategies asked for their Candidates: ours one after another, others' in threads with a deadline."""

from __future__ import annotations

import threading
import time
import warnings
from collections.abc import Sequence

from boilerstrip.errors import StrategyError
from boilerstrip.page import Page
from boilerstrip.strategies.align import align
from boilerstrip.strategies.base import OWN, THIRD_PARTY, Candidate, Strategy
from boilerstrip.strategies.registry import find, left_behind, registry_lock

_told_missing: set[str] = set()


def run(page: Page, names: Sequence[str], *, timeout: float, concurrent: bool) -> list[Candidate]:
    """Ask every strategy named for its Candidate, others' in threads of their own where `concurrent`.

    Candidates come in the order of `names`, whatever finished first. One that raises, or that
    has not answered after `timeout` seconds, has an error and an empty mask. A thread cannot be
    killed: that of a strategy which does not answer is left behind, and until it ends the strategy
    is not asked again, so that no more than one is ever left by each thread that runs strategies.

    Without `concurrent` one is waited for, however long it takes.

    Our own strategies need no thread: the limits of the page bound what they do, and all of them
    together take less time than starting a thread.
    """
    strategies = [(name, find(name)) for name in names]
    if not concurrent:
        return [_ask(page, name, strategy) for name, strategy in strategies]
    started = time.monotonic()
    answers: dict[str, Candidate] = {}
    threads = {
        name: _start(page, name, strategy, answers)
        for name, strategy in strategies
        if not _is_own(name, strategy) and not _is_busy(name)
    }
    for name, strategy in strategies:
        if _is_own(name, strategy):
            answers[name] = _ask(page, name, strategy)
    for name, thread in threads.items():
        thread.join(max(0.0, started + timeout - time.monotonic()))
        if thread.is_alive():
            with registry_lock:
                still = [other for other in left_behind.get(name, ()) if other.is_alive()]
                left_behind[name] = [*still, thread]
    nothing = (False,) * len(page.blocks)
    overrun, busy = f"no answer after {timeout:g} s", "has not answered for an earlier page yet"
    return [
        answers.get(name)
        or Candidate(
            name,
            nothing,
            seconds=timeout if name in threads else 0.0,
            error=overrun if name in threads else busy,
        )
        for name in names
    ]


def _is_busy(name: str) -> bool:
    return any(thread.is_alive() for thread in left_behind.get(name, ()))


def _is_own(name: str, strategy: Strategy) -> bool:
    """Return whether this is the strategy that comes with the package, and not another of its name."""
    return name in OWN and getattr(strategy, "__module__", "") == f"boilerstrip.strategies.{name}"


def _start(page: Page, name: str, strategy: Strategy, answers: dict[str, Candidate]) -> threading.Thread:
    def answer() -> None:
        answers[name] = _ask(page, name, strategy)

    thread = threading.Thread(target=answer, name=name, daemon=True)
    thread.start()
    return thread


def _ask(page: Page, name: str, strategy: Strategy) -> Candidate:
    started = time.perf_counter()
    try:
        proposal = strategy(page)
        mask = _mask(page, proposal)
        error = None
    except ModuleNotFoundError as failure:
        mask = (False,) * len(page.blocks)
        error = f"{failure.name} is not installed"
        if name in THIRD_PARTY:
            _tell_missing(name, error)
    except Exception as failure:  # a strategy is somebody else's code: whatever it raises is its own
        mask = (False,) * len(page.blocks)
        error = f"{type(failure).__name__}: {failure}"[:300]
    return Candidate(name, mask, seconds=time.perf_counter() - started, error=error)


def _tell_missing(name: str, error: str) -> None:
    """Warn, once a process, that a strategy goes unasked because its package is missing."""
    with registry_lock:
        if name in _told_missing:
            return
        _told_missing.add(name)
    warnings.warn(f"the strategy {name!r} is left out: {error}", RuntimeWarning, stacklevel=2)


def _mask(page: Page, proposal: Sequence[bool] | str) -> tuple[bool, ...]:
    if isinstance(proposal, str):
        return tuple(align(page.block_words, proposal))
    mask = tuple(map(bool, proposal))
    if len(mask) != len(page.blocks):
        raise StrategyError(f"the mask has {len(mask)} entries for {len(page.blocks)} blocks")
    return mask
