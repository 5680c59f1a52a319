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
from importlib.metadata import entry_points

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


def available() -> tuple[str, ...]:
    """The names of all strategies: built in, registered, installed."""
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
            (entry,) = entry_points(group=_ENTRY_POINTS, name=name)
            strategy = entry.load()
    except ValueError:
        raise OptionError(f"unknown strategy {name!r}; there are: {', '.join(available())}") from None
    except Exception as error:
        raise OptionError(f"strategy {name!r} cannot be loaded: {error}") from error
    with _registry_lock:
        return _registry.setdefault(name, strategy)


def run(page: Page, names: Sequence[str], *, timeout: float, concurrent: bool) -> list[Candidate]:
    """Ask every strategy named, in threads of their own where `concurrent`, for its Candidate.

    Candidates come in the order of `names`, whatever finished first. One that raises, or that
    has not answered after `timeout` seconds, has an error and an empty mask; the thread of one
    that never answers is left behind, since a thread cannot be killed.
    """
    strategies = [(name, find(name)) for name in names]
    if not concurrent:
        return [_ask(page, name, strategy) for name, strategy in strategies]
    answers: dict[str, Candidate] = {}

    def answer(name: str, strategy: Strategy) -> None:
        answers[name] = _ask(page, name, strategy)

    started = time.monotonic()
    threads = []
    for name, strategy in strategies:
        thread = threading.Thread(target=answer, args=(name, strategy), name=name, daemon=True)
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join(max(0.0, started + timeout - time.monotonic()))
    overrun = f"no answer after {timeout:g} s"
    nothing = (False,) * len(page.blocks)
    return [answers.get(name) or Candidate(name, nothing, seconds=timeout, error=overrun) for name in names]


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
