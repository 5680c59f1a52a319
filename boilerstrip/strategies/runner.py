"""Run strategies: our own one after another, those of other packages in threads with a deadline."""

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

_warned_missing: set[str] = set()


def run(page: Page, names: Sequence[str], *, timeout: float, concurrent: bool) -> list[Candidate]:
    """Return a Candidate of each strategy in `names`, in that order.

    The Candidate of a strategy that raises, or has not answered after `timeout` seconds, has an error and an
    empty mask. With `concurrent`, strategies of other packages run in threads. A thread cannot be killed, so
    one that does not answer in time is left behind, and its strategy is not asked again until it ends; so at
    most one thread is left behind by each thread that runs strategies. Without `concurrent`, strategies run
    one after another, however long they take.

    Our own strategies need no thread: the limits of the page bound their time, and all of them together take
    less time than starting a thread.
    """
    strategies = [(name, find(name)) for name in names]
    own = [name for name, strategy in strategies if _is_own(name, strategy)]
    if not concurrent or len(own) == len(strategies):
        return [_ask(page, name, strategy, is_own=name in own) for name, strategy in strategies]
    started = time.monotonic()
    answers: dict[str, Candidate] = {}
    threads = {
        name: _start(page, name, strategy, answers)
        for name, strategy in strategies
        if name not in own and not _is_busy(name)
    }
    for name, strategy in strategies:
        if name in own:
            answers[name] = _ask(page, name, strategy, is_own=True)
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
    """Return whether a thread of this strategy was left behind and still runs."""
    return any(thread.is_alive() for thread in left_behind.get(name, ()))


def _is_own(name: str, strategy: Strategy) -> bool:
    """Return whether this is our own strategy, not another one registered under its name."""
    return name in OWN and getattr(strategy, "__module__", "") == f"boilerstrip.strategies.{name}"


def _start(page: Page, name: str, strategy: Strategy, answers: dict[str, Candidate]) -> threading.Thread:
    """Return a started thread that puts the strategy's Candidate into `answers`."""

    def answer() -> None:
        answers[name] = _ask(page, name, strategy, is_own=False)

    thread = threading.Thread(target=answer, name=name, daemon=True)
    thread.start()
    return thread


def _ask(page: Page, name: str, strategy: Strategy, *, is_own: bool) -> Candidate:
    """Return the Candidate of a strategy, with an error if it raises anything."""
    started = time.perf_counter()
    try:
        mask = _mask(page, strategy(page), is_own=is_own)
        error = None
    except ModuleNotFoundError as failure:
        mask = (False,) * len(page.blocks)
        error = f"{failure.name} is not installed"
        if name in THIRD_PARTY:
            _warn_missing(name, error)
    except Exception as failure:  # strategies are third-party code and may raise anything
        mask = (False,) * len(page.blocks)
        error = f"{type(failure).__name__}: {failure}"[:300]
    return Candidate(name, mask, seconds=time.perf_counter() - started, error=error)


def _warn_missing(name: str, error: str) -> None:
    """Warn once in a process that a strategy is left out because its package is missing."""
    with registry_lock:
        if name in _warned_missing:
            return
        _warned_missing.add(name)
    warnings.warn(f"the strategy {name!r} is left out: {error}", RuntimeWarning, stacklevel=2)


def _mask(page: Page, proposal: Sequence[bool] | str, *, is_own: bool) -> tuple[bool, ...]:
    """Return the mask of a proposal, in bools whatever others give.

    Raises:
        StrategyError: it does not have one value for each Block.

    """
    if isinstance(proposal, str):
        return tuple(align(page.block_words, proposal))
    mask = tuple(proposal if is_own else map(bool, proposal))
    if len(mask) != len(page.blocks):
        raise StrategyError(f"the mask has length {len(mask)}, not {len(page.blocks)}")
    return mask
