"""Extraction of any number of pages in worker processes."""

from __future__ import annotations

import io
import pickle
import threading
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import ExitStack, closing
from dataclasses import fields
from functools import cached_property, partial
from operator import attrgetter
from typing import Any

from boilerstrip import strategies
from boilerstrip.errors import InputError, OptionError
from boilerstrip.extraction import Extraction
from boilerstrip.extractor import TIMEOUT, Extractor
from boilerstrip.page import Block, Element, Head, Page, Run
from boilerstrip.pool import Done, Failure, PageSource, Pool, Work, check, run, run_here, source

__all__ = [
    "TIMEOUT_PER_PAGE",
    "BatchExtraction",
    "Failure",
    "KeptWorker",
    "PageSource",
    "extract_many",
    "work_here",
    "work_on_many",
]

# Seconds that a page may take before its worker is killed.
TIMEOUT_PER_PAGE = 30.0
# What few callers ask for and takes long to unpack: it stays packed until then.
_PACKED = ("_page", "blocks", "candidates", "discarded")
_unpacking = threading.Lock()
# Read once before the first page, whose time is its own then.
_FIRST_PAGE = (
    "<p>The ferry to the outer islands will run all winter, the harbour council decided on Monday.</p>"
)


class BatchExtraction(Extraction):
    """An Extraction that a worker process made, and the `id` of its page.

    Body text, metadata, confidence and notes are there at once; Blocks, candidates, HTML and Markdown
    are unpacked when first asked for.
    """

    id: Any

    def __init__(self, id: Any, light: Mapping[str, Any], packed: bytes) -> None:
        self.id = id
        self._packed = packed
        vars(self).update(light)

    def __getattr__(self, name: str) -> Any:
        with _unpacking:
            if name in _PACKED and name not in vars(self):
                vars(self).update(pickle.loads(self._packed), _packed=b"")  # noqa: S301 - from our worker
        if name in vars(self):
            return vars(self)[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


def extract_many(
    pages: Iterable[Any],
    *,
    workers: int | None = None,
    timeout: float = TIMEOUT_PER_PAGE,
    ordered: bool = True,
    **options: Any,
) -> Generator[BatchExtraction | Failure, None, None]:
    """Extract any number of pages in worker processes; memory stays flat however many there are.

    A page that hangs, dies or takes too long costs its own worker, which is killed and replaced, and
    comes back as a Failure; it never raises here and never costs another page. A page whose worker
    died is tried once more before it counts as failed.

    Args:
        pages: any iterable, endless ones too, of pages (`str` or bytes), of (id, page) or (id, page, url),
            or of `boilerstrip.PageSource`, which has more to say. A plain page's id is
            its number, from 0. A Failure among them is passed through in its place. The iterable is read
            in the calling thread, a few pages ahead of the workers.
        workers: how many processes, at least 1; by default one for each core.
        timeout: seconds of wall time that a page may take.
        ordered: results in the order of the pages; False gives them as they are ready. One slow page
            of an ordered run holds up the results after it, and from some hundred pages on the work.
        options: as of `Extractor`, except for its `timeout`. They are sent to the workers: a strategy
            of your own must be a function at the top of a module.

    Returns:
        An iterator with a result for each page: an Extraction that has the `id` of its page, or a
        Failure with `id`, `kind` and `reason`. Closing it, or Ctrl-C, ends the workers.

    Raises:
        InputError: `pages` is one page, or nothing to go through.
        OptionError: an option is not what it should be.
        BoilerstripError: no worker process can be started; while iterating.
        Exception: whatever reading `pages` raised, after the results of the pages before it.

    """
    return _extractions(
        work_on_many(pages, finish=_pack, workers=workers, timeout=timeout, ordered=ordered, **options)
    )


def _extractions(
    results: Generator[Done | Failure, None, None],
) -> Generator[BatchExtraction | Failure, None, None]:
    with closing(results):
        for result in results:
            yield BatchExtraction(result.id, *result.value) if isinstance(result, Done) else result


def work_on_many(
    pages: Iterable[Any],
    *,
    finish: Callable[[Extraction], Any],
    workers: int | None = None,
    timeout: float = TIMEOUT_PER_PAGE,
    ordered: bool = True,
    **options: Any,
) -> Generator[Done | Failure, None, None]:
    """As `extract_many`, but with `finish` called on each Extraction in its worker.

    The results are what `finish` returned. It must be picklable, as a function at the top of a module.
    """
    if isinstance(pages, (str, bytes, bytearray)) or not isinstance(pages, Iterable):
        raise InputError(f"pages is an iterable of pages, not {type(pages).__name__}")
    prepare, workers, timeout = _checked(finish, workers, timeout, options)
    return run(pages, prepare, workers=workers, timeout=timeout, ordered=ordered)


def work_here(
    pages: Iterable[Any], *, finish: Callable[[Extraction], Any], timeout: float, **options: Any
) -> Generator[Done | Failure, None, None]:
    """As `work_on_many`, in this process: nothing ends a page that hangs, or outlives one that crashes."""
    prepare, *_ = _checked(finish, 1, timeout, options)
    return run_here(pages, prepare)


class KeptWorker:
    """One worker process that is kept between calls, for pages that come a few at a time.

    Args:
        finish: called on each Extraction in the worker; as of `work_on_many`.
        timeout: seconds that a page may take.
        options: as of `extract_many`.

    Raises:
        OptionError: an option is not what it should be.

    """

    def __init__(
        self, *, finish: Callable[[Extraction], Any], timeout: float = TIMEOUT_PER_PAGE, **options: Any
    ) -> None:
        self._pool = partial(Pool, *_checked(finish, 1, timeout, options))
        self._opened: Pool | None = None
        self._exits = ExitStack()

    def work(self, pages: Iterable[Any]) -> list[Done | Failure]:
        """A result for each page, in order. One caller at a time.

        Raises:
            BoilerstripError: no worker process can be started.

        """
        pool = self._opened = self._opened or self._exits.enter_context(self._pool())
        results: dict[int, Done | Failure] = {}
        try:
            for number, page in enumerate(pages):
                item = source(number, page)
                if isinstance(item, Failure):
                    results[number] = item
                else:
                    pool.submit(number, item)
            while pool.busy:
                results.update(pool.answers(wait=True))
        except BaseException:
            self.close()  # answers still to come would be taken for those of the next call
            raise
        return [results[number] for number in range(len(results))]

    def close(self) -> None:
        """End the process; the next call starts another."""
        self._opened = None
        self._exits.close()


def _checked(
    finish: Callable[[Extraction], Any], workers: int | None, timeout: float, options: dict[str, Any]
) -> tuple[Callable[[], Work], int, float]:
    """What makes the work in a worker, and the number of workers and the timeout.

    Raises:
        OptionError: an option is not what it should be.

    """
    try:
        workers, timeout = check(workers, timeout)
    except ValueError as error:
        raise OptionError(str(error)) from None
    options["timeout"] = patience(timeout)
    extractor = Extractor(**options)
    options["strategies"] = extractor.strategies
    prepare = partial(_prepare, own_strategies(extractor.strategies), options, finish)
    check_sendable(prepare)
    return prepare, workers, timeout


def patience(timeout: float) -> float:
    """The seconds a strategy may take, so that one that hangs costs its proposal before it costs the page."""
    return min(TIMEOUT, timeout / 2)


def warm(effort: str, names: Iterable[str]) -> None:
    """Extract a first page, so that the next one finds everything imported and loaded.

    Of the strategies named, those that come with the package are asked: what another one does to its
    process is a matter of the page it does it on.
    """
    built_in = [name for name in names if name in strategies.BUILT_IN] or strategies.OWN
    Extractor(effort="fast" if effort == "fast" else "full", strategies=built_in).extract(_FIRST_PAGE)


def check_sendable(prepare: Callable[[], Any]) -> None:
    """Raise OptionError where what makes the work cannot be sent to worker processes."""
    try:
        pickle.dumps(prepare)
    except Exception as error:
        raise OptionError(
            f"options and strategies are sent to worker processes, and one cannot be: {error}"
        ) from error


def own_strategies(names: Iterable[str]) -> dict[str, strategies.Strategy]:
    """The strategies among these that a new process would not find by itself."""
    found = {name: strategies.find(name) for name in names}
    return {
        name: strategy
        for name, strategy in found.items()
        if getattr(strategy, "__module__", "") != f"{strategies.__name__}.{name}"
    }


def _prepare(
    own: Mapping[str, strategies.Strategy], options: Mapping[str, Any], finish: Callable[[Extraction], Any]
) -> Work:
    """Make the work, inside a worker."""
    for name, strategy in own.items():
        strategies.register(name, strategy)
    extractor = Extractor(**options)
    warm(extractor.effort, extractor.strategies)

    def work(page: str | bytes, url: str | None, encoding: str | None, flattened: bool) -> Any:
        extract = extractor.extract_text if flattened else extractor.extract
        return finish(extract(page, url=url, encoding=encoding))

    return work


def _pack(extraction: Extraction) -> tuple[dict[str, Any], bytes]:
    """An Extraction's attributes, the heavy ones packed; it is of no use here afterwards."""
    _ = extraction.text  # nearly everybody wants it, and made here it needs no unpacking there
    extraction.__dict__.pop("kept", None)
    _slim(extraction._page)
    light = dict(vars(extraction))
    heavy = {name: light.pop(name) for name in _PACKED if name in light}
    return light, _dumps(heavy)


def _slim(page: Page) -> None:
    """Drop what only strategies and metadata read: caches, and the head with its embedded data."""
    for name, value in vars(type(page)).items():
        if isinstance(value, cached_property):
            vars(page).pop(name, None)
    page.head = Head()


def _dumps(value: Any) -> bytes:
    """Pickle with Blocks and Elements by position, which takes half the time of doing so by name."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return buffer.getvalue()


def _by_position(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda value: (kind, values(value))


_REDUCERS: dict[type[Any], Callable[[Any], Any]] = {
    Block: _by_position(Block),
    Element: _by_position(Element),
    Run: lambda value: (Run, tuple(value)),
}
