"""The work of a batch: options are checked, sent to workers, and used there to prepare an Extractor."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from boilerstrip import strategies
from boilerstrip.errors import OptionError
from boilerstrip.extraction import Extraction
from boilerstrip.extractor import Extractor
from boilerstrip.options import STRATEGY_TIMEOUT
from boilerstrip.workers.jobs import Work
from boilerstrip.workers.runner import check_workers

# Seconds that a page may take; then its worker is killed.
TIMEOUT_PER_PAGE = 30.0
# Extracted once before the first page, so that loading everything does not count against that page's time.
_FIRST_PAGE = (
    "<p>The ferry to the outer islands will run all winter, the harbour council decided on Monday.</p>"
)


def checked_job(
    finish: Callable[[Extraction], Any], workers: int | None, timeout: float, given: Mapping[str, Any]
) -> tuple[Callable[[], Work], int, float]:
    """Return the function that prepares the work in a worker, the number of workers, and the timeout.

    Raises:
        OptionError: an option is invalid.

    """
    try:
        workers, timeout = check_workers(workers, timeout)
    except ValueError as error:
        raise OptionError(str(error)) from None
    options: dict[str, Any] = {**given, "timeout": strategy_timeout(timeout)}
    extractor = Extractor(**options)
    if options.get("strategies") is not None:
        options["strategies"] = extractor.strategies  # an iterator cannot be pickled
    prepare = partial(_prepare, own_strategies(extractor.strategies), options, finish)
    check_sendable(prepare)
    return prepare, workers, timeout


def strategy_timeout(timeout: float) -> float:
    """Return the seconds that a strategy may take, so that one that hangs does not use up the page's time."""
    return min(STRATEGY_TIMEOUT, timeout / 2)


def warm_up(effort: str, names: Iterable[str]) -> None:
    """Extract a page, so that everything is imported and loaded for the next one.

    Only our own strategies among those named are run: what another one does to its
    process should happen with a page of the caller.
    """
    known = strategies.OWN if effort == "fast" else strategies.BUILT_IN
    built_in = [name for name in names if name in known] or strategies.OWN
    Extractor(effort="full", strategies=built_in).extract(_FIRST_PAGE)


def check_sendable(prepare: Callable[[], Any]) -> None:
    """Raise OptionError if the work cannot be pickled and sent to worker processes."""
    try:
        pickle.dumps(prepare)
    except Exception as error:
        raise OptionError(f"an option or strategy cannot be sent to worker processes: {error}") from error


def own_strategies(names: Iterable[str]) -> dict[str, strategies.Strategy]:
    """Return those of these strategies that were registered in this process, and must be sent."""
    functions = {name: strategies.find(name) for name in names}
    return {
        name: strategy
        for name, strategy in functions.items()
        if getattr(strategy, "__module__", "") != f"{strategies.__name__}.{name}"
    }


def _prepare(
    own: Mapping[str, strategies.Strategy], options: Mapping[str, Any], finish: Callable[[Extraction], Any]
) -> Work:
    """Return the work; called inside a worker."""
    for name, strategy in own.items():
        strategies.register(name, strategy, replace=True)
    extractor = Extractor(**options)
    warm_up(extractor.effort, extractor.strategies)

    def work(page: str | bytes, url: str | None, encoding: str | None, is_plaintext: bool) -> Any:
        extract = extractor.extract_plaintext if is_plaintext else extractor.extract
        return finish(extract(page, url=url, encoding=encoding))

    return work
