"""Worker processes for coroutines: those that extract, and those that fetch."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from ipaddress import IPv4Network, IPv6Network
from types import TracebackType
from typing import Any, NamedTuple, Self

from boilerstrip import report, strategies
from boilerstrip.batch.preparation import check_sendable, own_strategies, strategy_timeout, warm_up
from boilerstrip.errors import FetchError, OptionError, RefusedError, ServiceError, StartError
from boilerstrip.extraction import Extraction
from boilerstrip.input.fetch import Address, Fetched, fetch, is_public
from boilerstrip.service.messages import Options, encode
from boilerstrip.site.rules_file import RulesFile
from boilerstrip.workers.jobs import Work
from boilerstrip.workers.worker import Worker, block_interrupts, start_tracker

Network = IPv4Network | IPv6Network

_EXTRACTORS = 64


class Workers:
    """Worker processes for coroutines; for each process a thread waits for its answers.

    Args:
        prepare: makes the work; pickled, and called once in each process.
        count: how many processes.
        timeout: seconds that a piece of work may take, and seconds that it may wait for a process.

    Attributes:
        count: how many processes.
        start_error: why a process could not be started the last time, or "".

    """

    def __init__(self, prepare: Callable[[], Work], count: int, timeout: float) -> None:
        packed = pickle.dumps(prepare)
        self.count = count
        self.start_error = ""
        self._timeout = timeout
        self._workers = [Worker(packed, timeout) for _ in range(count)]
        self._threads = ThreadPoolExecutor(count, "boilerstrip worker", block_interrupts)
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()

    def __enter__(self) -> Self:
        """Start the processes.

        Raises:
            StartError: one does not start.

        """
        start_tracker()
        try:
            list(self._threads.map(Worker.start, self._workers))
        except BaseException:
            self.close()
            raise
        for worker in self._workers:
            self._idle.put_nowait(worker)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill the processes at once."""
        for worker in self._workers:
            worker.close()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.end()

    async def run(self, *arguments: Any) -> Any:
        """Call the work with these arguments in a worker and return the result.

        Raises:
            ServiceError: it has no result, or no process was free in time.

        """
        try:
            async with asyncio.timeout(self._timeout):
                worker = await self._idle.get()
        except TimeoutError:
            raise ServiceError("busy", f"no worker was free within {self._timeout:g} s") from None
        answer = asyncio.get_running_loop().run_in_executor(self._threads, worker.answer, arguments)
        # even if the request is cancelled, the worker is free only when it has answered
        answer.add_done_callback(lambda _: self._idle.put_nowait(worker))
        try:
            kind, value = await asyncio.shield(answer)
        except StartError as error:
            self.start_error = str(error)
            raise ServiceError("workers", f"worker processes do not start: {error}") from None
        self.start_error = ""
        if kind:
            raise ServiceError(kind, value)
        if isinstance(value, _Refused):
            raise ServiceError(*value)
        return value


class _Refused(NamedTuple):
    """A ServiceError in the form that a worker process sends."""

    kind: str
    reason: str


def extracting(timeout: float, rules: RulesFile | None = None) -> Callable[[], Work]:
    """Return the function that prepares workers for extraction, with all strategies of this process.

    Args:
        timeout: seconds that a page may take.
        rules: what holds for every page beside the options that it comes with.

    Raises:
        OptionError: a strategy cannot be sent to worker processes.

    """
    own = own_strategies(name for name in strategies.available() if name not in strategies.BUILT_IN)
    prepare = partial(_prepare_extracting, own, strategy_timeout(timeout), rules)
    check_sendable(prepare)
    return prepare


def fetching(timeout: float, max_bytes: int, networks: Iterable[Network]) -> Callable[[], Work]:
    """Return the function that prepares workers for fetching from public addresses and from `networks`.

    Their work takes an address and returns the fields of a `Fetched`.
    """
    return partial(partial, _fetch, timeout=timeout, max_bytes=max_bytes, networks=tuple(networks))


def _prepare_extracting(
    own: Mapping[str, strategies.Strategy], timeout: float, rules: RulesFile | None
) -> Work:
    for name, strategy in own.items():
        strategies.register(name, strategy, replace=True)
    extractor = lru_cache(_EXTRACTORS)(lambda options: options.extractor(timeout, rules))
    warm_up("full", strategies.BUILT_IN)

    def work(
        page: str | bytes,
        url: str | None,
        encoding: str | None,
        is_plaintext: bool,
        options: Options,
        form: str,
    ) -> bytes | _Refused:
        """Return a page's extraction as JSON, with or without "blocks", or as a "report"."""
        try:
            taken = extractor(options)
            extract = taken.extract_plaintext if is_plaintext else taken.extract
            extraction = extract(page, url=url, encoding=encoding)
        except OptionError as error:
            return _Refused("option", str(error))
        if form == "report":
            return _report(extraction, url or "a page without an address", taken.strategies)
        return encode(extraction.to_dict(blocks=form == "blocks")) + b"\n"

    return work


def _report(extraction: Extraction, name: str, asked: tuple[str, ...]) -> bytes:
    return report.render([report.describe(extraction, name, asked=asked)]).encode("utf-8", "replace")


def _fetch(
    url: str, *, timeout: float, max_bytes: int, networks: tuple[Network, ...]
) -> tuple[Any, ...] | _Refused:
    def allow(address: Address) -> bool:
        return is_public(address) or any(
            address.version == network.version and address in network for network in networks
        )

    try:
        fetched: Fetched = fetch(url, timeout=timeout, max_bytes=max_bytes, allow=allow)
    except RefusedError as error:
        return _Refused("refused", f"cannot fetch {url}: {error}")
    except FetchError as error:
        return _Refused("fetch", str(error))
    return fetched.data, fetched.url, fetched.encoding
