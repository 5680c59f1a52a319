"""Load on the service over loopback: requests a second, latency, memory, and a worker killed in the middle.

    python -m benchmarks load [FOLDER…] [--requests N] [--clients N] [--workers N] [--effort NAME]

So many clients send the pages of the folders (by default samples/) one after another, each over a connection
of its own, until all requests are sent; then all of it again, with one worker killed when a third is
answered. A client that is told to come back does so. Every request must get its page's own text: lost are
those without an answer, wrong are those with another status or another text than before.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import urllib3

from benchmarks.stress.soak import children, kill, resident_mb
from boilerstrip.batch.reader import Reader
from boilerstrip.workers.jobs import PageSource

_SAMPLES = Path(__file__).parents[2] / "samples"
_HEADERS = {"Content-Type": "text/html"}


class Service(NamedTuple):
    """A running service."""

    pid: int
    url: str

    def memory_mb(self) -> dict[str, int]:
        """The resident memory of its processes: of the one that listens, and of the largest worker."""
        workers = [resident_mb(pid) for pid in children(self.pid)]
        return {"service MB": resident_mb(self.pid), "largest worker MB": max(workers, default=0)}


class Load:
    """Requests that clients share out among themselves, and what became of each."""

    def __init__(self, service: Service, pages: list[bytes], effort: str, requests: int) -> None:
        self._service = service
        self._pages = pages
        self._effort = effort
        self._numbers = iter(range(requests))
        self._lock = threading.Lock()
        self.seconds: list[float] = []
        self.texts: dict[int, set[str]] = {}
        self.counts: Counter[str] = Counter()

    def run(self, clients: int, kill_after: int | None) -> float:
        """Send all of them; the seconds that took."""
        started = time.perf_counter()
        with ThreadPoolExecutor(clients) as threads:
            for client in [threads.submit(self._client, kill_after) for _ in range(clients)]:
                client.result()
        return time.perf_counter() - started

    def _client(self, kill_after: int | None) -> None:
        pool = urllib3.PoolManager(maxsize=1, retries=False, timeout=300)
        while True:
            with self._lock:
                number = next(self._numbers, None)
            if number is None:
                return
            self._ask(pool, number % len(self._pages))
            with self._lock:
                due = kill_after is not None and len(self.seconds) >= kill_after
                if due and not self.counts["workers killed"] and (workers := children(self._service.pid)):
                    kill(workers[0])
                    self.counts["workers killed"] += 1

    def _ask(self, pool: urllib3.PoolManager, number: int) -> None:
        url = f"{self._service.url}/extract?effort={self._effort}"
        # waiting for room is part of how long an answer takes
        started = time.perf_counter()
        for attempt in itertools.count():
            try:
                answer = pool.request("POST", url, body=self._pages[number], headers=_HEADERS)
            except urllib3.exceptions.HTTPError:
                return
            if answer.status != 503 or attempt == 100:
                break
            with self._lock:
                self.counts["told to come back"] += 1
            time.sleep(0.1)
        took = time.perf_counter() - started
        with self._lock:
            self.seconds.append(took)
            self.counts[f"status {answer.status}"] += 1
            if answer.status == 200:
                self.texts.setdefault(number, set()).add(json.loads(answer.data)["text"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 0 where nothing is lost or wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks load", description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="*", default=[str(_SAMPLES)])
    parser.add_argument("--requests", type=int, default=2000, help="of each of the two runs (default: 2000)")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--effort", default="fast")
    options = parser.parse_args(arguments)
    pages = [_bytes(page) for page in Reader(options.folders) if isinstance(page, PageSource)]
    with _service(options.workers) as service:
        Load(service, pages, options.effort, len(pages)).run(options.clients, None)  # everything is warm now
        calm = _measured(service, pages, options, None)
        killed = _measured(service, pages, options, options.requests // 3)
    report = {"pages": len(pages), "clients": options.clients, "workers": options.workers}
    print(json.dumps(report | {"calm": calm, "one worker killed": killed}, indent=1))
    failed = any(run["lost"] or run["wrong"] for run in (calm, killed))
    return 1 if failed or killed["workers killed"] != 1 else 0


def _measured(
    service: Service, pages: list[bytes], options: argparse.Namespace, kill_after: int | None
) -> dict[str, Any]:
    before = service.memory_mb()
    load = Load(service, pages, options.effort, options.requests)
    seconds = load.run(options.clients, kill_after)
    after = service.memory_mb()
    answered = sorted(load.seconds)
    good = load.counts["status 200"]
    return {
        "requests": options.requests,
        "requests a second": round(len(answered) / seconds, 1),
        "ms, median": _percentile(answered, 50),
        "ms, 99th percentile": _percentile(answered, 99),
        "ms, longest": _percentile(answered, 100),
        "lost": options.requests - len(answered),
        "wrong": len(answered) - good + sum(len(texts) - 1 for texts in load.texts.values()),
        "told to come back": load.counts["told to come back"],
        "workers killed": load.counts["workers killed"],
        "memory before": before,
        "memory after": after,
    }


def _percentile(values: list[float], share: int) -> float:
    """A percentile of sorted seconds, in milliseconds."""
    i = min(len(values) - 1, len(values) * share // 100)
    return round(values[i] * 1000, 1) if values else 0.0


def _bytes(source: PageSource) -> bytes:
    return source.page if isinstance(source.page, bytes) else source.page.encode()


@contextmanager
def _service(workers: int) -> Iterator[Service]:
    command = [sys.executable, "-m", "boilerstrip", "serve", "--port=0", f"--workers={workers}"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        if "http://" not in line:
            raise SystemExit(line)
        try:
            yield Service(process.pid, line.split()[3].rstrip(";"))
        finally:
            os.kill(process.pid, signal.SIGTERM)
