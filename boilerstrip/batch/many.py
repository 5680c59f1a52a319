"""Extraction of any number of pages in worker processes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from typing import Any, Unpack

from boilerstrip.batch.extraction import BatchExtraction, pack
from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE, checked_job
from boilerstrip.errors import InputError
from boilerstrip.extraction import Extraction
from boilerstrip.options import SharedOptions, takes_options
from boilerstrip.workers.jobs import Done, Failure
from boilerstrip.workers.runner import run, run_inline


@takes_options()
def extract_many(
    pages: Iterable[Any],
    *,
    workers: int | None = None,
    timeout: float = TIMEOUT_PER_PAGE,
    ordered: bool = True,
    **options: Unpack[SharedOptions],
) -> Generator[BatchExtraction | Failure, None, None]:
    """Extract any number of pages in worker processes; memory stays flat however many there are.

    A page that hangs, dies or takes too long costs its own worker, which is killed and replaced, and
    comes back as a Failure; it never raises here and never costs another page. A page whose worker
    died is tried once more before it counts as failed.

    Args:
        pages: any iterable, endless ones too, of pages (`str` or bytes), of (id, page) or (id, page, url),
            or of `boilerstrip.PageSource`, which has further fields. A plain page's id is
            its number, from 0. A Failure among them is passed through in its place. The iterable is read
            in the calling thread, a few pages ahead of the workers.
        workers: how many processes, at least 1; by default one for each core.
        timeout: seconds of wall time that a page may take.
        ordered: results in the order of the pages; False gives them as they are ready. One slow page
            of an ordered run holds up the results after it, and from some hundred pages on the work.
        {options}

    Options are sent to the workers: a strategy of your own must be a function at the top of a module.
    What an `Extractor` calls `timeout` is half a page's here and at most 10 seconds.

    Returns:
        An iterator with a result for each page: an Extraction that has the `id` of its page, or a
        Failure with `id`, `kind` and `reason`. Closing it, or Ctrl-C, ends the workers.

    Raises:
        InputError: `pages` is a single page, or not iterable.
        OptionError: an option is invalid.
        BoilerstripError: no worker process can be started; while iterating.
        Exception: whatever reading `pages` raised, after the results of the pages before it.

    """
    return _extractions(
        work_on_many(pages, finish=pack, workers=workers, timeout=timeout, ordered=ordered, **options)
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
    **options: Unpack[SharedOptions],
) -> Generator[Done | Failure, None, None]:
    """Like `extract_many`, but call `finish` on each Extraction in its worker.

    The results are what `finish` returned. It must be picklable, as a function at the top of a module.

    Raises:
        InputError: `pages` is a single page, or nothing that can be iterated over.
        OptionError: an option is invalid, or cannot be sent to worker processes.

    """
    if isinstance(pages, (str, bytes, bytearray)) or not isinstance(pages, Iterable):
        raise InputError(f"pages must be an iterable of pages, not {type(pages).__name__}")
    prepare, workers, timeout = checked_job(finish, workers, timeout, options)
    return run(pages, prepare, workers=workers, timeout=timeout, ordered=ordered)


def work_inline(
    pages: Iterable[Any],
    *,
    finish: Callable[[Extraction], Any],
    timeout: float,
    **options: Unpack[SharedOptions],
) -> Generator[Done | Failure, None, None]:
    """Like `work_on_many`, but in this process, where a page that hangs or crashes is not contained."""
    prepare, *_ = checked_job(finish, 1, timeout, options)
    return run_inline(pages, prepare)
