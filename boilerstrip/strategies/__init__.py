"""Strategies: ways to tell content from boilerplate, each a proposal over the same Blocks.

A strategy is any callable that takes a `Page` and returns a mask (one bool for each Block) or
the text it would extract, which is aligned to the Blocks. Registered by name here, by users
with `register`, and by installed packages through the entry point group
`boilerstrip.strategies`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from boilerstrip.align import align
from boilerstrip.errors import OptionError, StrategyError
from boilerstrip.page import Page

Strategy = Callable[[Page], "Sequence[bool] | str"]

# Other people's extractors: each parses the page again, which takes longer than all the rest.
THIRD_PARTY = ("trafilatura", "readability", "justext")
OWN = ("structured", "semantic", "density", "records")
# Imported on first use.
BUILT_IN = (*THIRD_PARTY, *OWN)
_ENTRY_POINTS = "boilerstrip.strategies"
_registry: dict[str, Strategy] = {}
_registry_lock = threading.Lock()
# The threads that did not answer in time, by strategy.
_left_behind: dict[str, list[threading.Thread]] = {}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One strategy's proposal for one page.

    `mask` has a bool for each Block. `score` is the scorer's estimate of the proposal's F1, 0
    to 1. `seconds` is wall time. `error` says why a strategy has no proposal, else it is None.
    """

    name: str
    mask: tuple[bool, ...]
    score: float = 0.0
    seconds: float = 0.0
    error: str | None = None


def register(name: str, strategy: Strategy) -> None:
    """Make `strategy` available as `name` in this process, in the place of any other so named.

    Raises:
        OptionError: `name` is empty or `strategy` cannot be called.

    """
    if not name or not callable(strategy):
        raise OptionError("a strategy needs a name and a callable that takes a Page")
    with _registry_lock:
        _registry[name] = strategy
        _left_behind.pop(name, None)


def available() -> tuple[str, ...]:
    """The names of all strategies: built in, registered, installed."""
    from importlib.metadata import entry_points

    installed = {entry.name for entry in entry_points(group=_ENTRY_POINTS)}
    return (*BUILT_IN, *sorted((set(_registry) | installed) - set(BUILT_IN)))


def find(name: str) -> Strategy:
    """The strategy of this name.

    Raises:
        OptionError: no strategy has this name, or the package that has it cannot be imported.

    """
    with _registry_lock:
        if name in _registry:
            return _registry[name]
    try:
        if name in BUILT_IN:
            strategy: Strategy = import_module(f"boilerstrip.strategies.{name}").propose
        else:
            from importlib.metadata import entry_points

            (entry,) = entry_points(group=_ENTRY_POINTS, name=name)
            strategy = entry.load()
    except ValueError:
        raise OptionError(f"unknown strategy {name!r}; there are: {', '.join(available())}") from None
    except Exception as error:
        raise OptionError(f"strategy {name!r} cannot be loaded: {error}") from error
    with _registry_lock:
        return _registry.setdefault(name, strategy)


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
            with _registry_lock:
                still = [other for other in _left_behind.get(name, ()) if other.is_alive()]
                _left_behind[name] = [*still, thread]
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
    return any(thread.is_alive() for thread in _left_behind.get(name, ()))


def _is_own(name: str, strategy: Strategy) -> bool:
    """Whether this is the strategy that comes with the package, and not another of its name."""
    return name in OWN and getattr(strategy, "__module__", "") == f"{__name__}.{name}"


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
    except Exception as failure:  # a strategy is somebody else's code: whatever it raises is its own
        mask = (False,) * len(page.blocks)
        error = f"{type(failure).__name__}: {failure}"[:300]
    return Candidate(name, mask, seconds=time.perf_counter() - started, error=error)


def _mask(page: Page, proposal: Sequence[bool] | str) -> tuple[bool, ...]:
    if isinstance(proposal, str):
        return tuple(align(page.block_words, proposal))
    mask = tuple(map(bool, proposal))
    if len(mask) != len(page.blocks):
        raise StrategyError(f"a mask of {len(mask)} for {len(page.blocks)} blocks")
    return mask
