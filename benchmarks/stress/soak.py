"""Batch extraction over and over, with faults injected: nothing lost, nothing doubled, memory flat.

    python -m benchmarks soak FOLDER… [--rounds N] [--pages N] [--seed N]

Every round runs the batch command over the pages of the folders, packed into files of each kind it
reads, some of them damaged. While it runs, workers are killed, the command itself is killed and started
again, and at times its disk is full; among the pages are some that hang or crash their worker. At the end
of a round every page must be in the output or among the failures, once and in order, and the pages that
nothing was wrong with must all be in the output.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import itertools
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.stress.soak_strategy import CRASH, HANG
from boilerstrip.batch.reader import Reader
from boilerstrip.workers.jobs import PageSource

# First words of pages that the strategy in `benchmarks.stress.soak_strategy` obeys.
_TIMEOUT = 10  # seconds for each page
_DISK = 150_000  # bytes that may be written by a command whose disk is full
_PAGES_IN_FILE = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rounds; 0 where all of them went as they must."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks soak", description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, help="at most so many of the pages")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calm", type=float, default=15.0, help="seconds between faults, on average")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    wrong = 0
    for number in range(options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            pages = (page for page in Reader(options.folders) if isinstance(page, PageSource))
            wanted = _pack(itertools.islice(pages, options.pages), Path(folder), chance)
            counts = _round(Path(folder), chance, options.calm)
            problems = _problems(Path(folder), wanted, counts["workers killed"])
        wrong += len(problems)
        counts |= Counter(f"to be {kind}" for kind in wanted.values())
        summary = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
        print(f"round {number + 1}: {len(wanted)} pages; {summary}", *problems[:20], sep="\n  ", flush=True)
    return 1 if wrong else 0


def _pack(pages: Iterable[PageSource], folder: Path, chance: random.Random) -> dict[str, str]:
    """Write the pages to files of every kind; what must become of each id, in the order of reading.

    "record", "timeout", "crash" or "source"; what stands behind damage that takes the rest of a file
    with it is left out.
    """
    wanted: dict[str, str] = {}
    stream = enumerate(_with_traps(pages, chance))
    for number in itertools.count():
        chunk = [(f"{i}", kind, data) for i, (kind, data) in itertools.islice(stream, _PAGES_IN_FILE)]
        if not chunk:
            return wanted
        write = (_write_warc, _write_jsonl)[number % 2]
        wanted |= write(folder / f"source-{number:05}", chunk, chance)
    raise AssertionError


def _with_traps(pages: Iterable[PageSource], chance: random.Random) -> Iterator[tuple[str, bytes]]:
    for page in pages:
        yield "record", page.page if isinstance(page.page, bytes) else page.page.encode()
        if chance.random() < 0.02:
            kind, word = chance.choice([("timeout", HANG), ("crash", CRASH)])
            yield kind, f"<p>{word} is what this page does to its worker.</p>".encode()


def _write_warc(path: Path, chunk: list[tuple[str, str, bytes]], chance: random.Random) -> dict[str, str]:
    wanted: dict[str, str] = {}
    with path.with_name(path.name + ".warc.gz").open("wb") as file:
        for name, kind, data in chunk:
            head = (
                f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:{name}>\r\n"
                "WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: text/html\r\n"
                f"Content-Length: {len(data)}\r\n\r\n"
            )
            member = gzip.compress(head.encode() + data + b"\r\n\r\n", 1)
            if chance.random() < 0.01 and wanted:
                # its id cannot be read any more; the failure is known by its place in the file
                member = member[: len(member) // 2] + bytes(20) + member[len(member) // 2 + 20 :]
            else:
                wanted[f"<urn:{name}>"] = kind
            file.write(member)
    return wanted


def _write_jsonl(path: Path, chunk: list[tuple[str, str, bytes]], chance: random.Random) -> dict[str, str]:
    wanted: dict[str, str] = {}
    path = path.with_name(path.name + ".jsonl")
    with path.open("w", encoding="utf-8") as file:
        for line, (name, kind, data) in enumerate(chunk, 1):
            text = json.dumps({"id": name, "html": data.decode("utf-8", "replace")})
            if chance.random() < 0.01:
                wanted[f"{path}:{line}"] = "source"
                file.write(text[: len(text) // 2] + "\n")
            else:
                wanted[name] = kind
                file.write(text + "\n")
    return wanted


def _round(folder: Path, chance: random.Random, calm: float) -> Counter[str]:
    """Start the command until it comes through, disturbing it; what was done to it, and its peak in MB."""
    counts: Counter[str] = Counter()
    command = [sys.executable, "-m", "benchmarks.stress.soak_strategy", str(folder / "source-*"), "-o"]
    command += [str(folder / "out.jsonl"), "--fields", "text", "--timeout", str(_TIMEOUT)]
    while True:
        full = not counts["times the disk was full"]
        with subprocess.Popen(
            command,
            stderr=subprocess.DEVNULL,
            preexec_fn=_full_disk if full else None,  # noqa: PLW1509 - no threads here
        ) as process:
            _disturb(process, chance, calm, counts)
        counts["starts"] += 1
        if process.returncode in (0, 1):
            return counts
        counts["times the disk was full"] += process.returncode == 3
        counts["times killed"] += process.returncode == -signal.SIGKILL
        if process.returncode not in (3, -signal.SIGKILL) or counts["starts"] > 1000:
            raise SystemExit(f"the command ended with {process.returncode}")


def _full_disk() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_DISK, resource.RLIM_INFINITY))


def _disturb(
    process: subprocess.Popen[bytes], chance: random.Random, calm: float, counts: Counter[str]
) -> None:
    due = time.monotonic() + chance.expovariate(1 / calm)
    while process.poll() is None:
        time.sleep(0.2)
        workers = children(process.pid)
        for pid, name in [
            (process.pid, "MB at most in the command"),
            *((pid, "MB at most in a worker") for pid in workers),
        ]:
            counts[name] = max(counts[name], resident_mb(pid))
        if time.monotonic() < due:
            continue
        due = time.monotonic() + chance.expovariate(1 / calm)
        if workers and chance.random() < 0.7:
            kill(chance.choice(workers))
            counts["workers killed"] += 1
        else:
            kill(process.pid)


def children(pid: int) -> list[int]:
    """The worker processes of a command."""
    try:
        threads = Path(f"/proc/{pid}/task").iterdir()
        workers = {int(child) for thread in threads for child in (thread / "children").read_text().split()}
        return sorted(w for w in workers if b"spawn_main" in Path(f"/proc/{w}/cmdline").read_bytes())
    except OSError:
        return []


def kill(pid: int) -> None:
    """Kill a process, if it is still there."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def resident_mb(pid: int) -> int:
    """The resident memory of a process in MB, 0 where it is gone."""
    try:
        return (
            int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000
        )
    except (OSError, IndexError):
        return 0


def _problems(folder: Path, wanted: dict[str, str], killed: int) -> list[str]:
    """What is lost, doubled, out of order or not as it must be."""
    records = [json.loads(line)["id"] for line in (folder / "out.jsonl").open(encoding="utf-8")]
    log = folder / "out.jsonl.failures.jsonl"
    failures = [json.loads(line) for line in log.open(encoding="utf-8")] if log.exists() else []
    # a page is tried in two workers, and both may have been killed by us
    unlucky = {failure["id"] for failure in failures if "SIGKILL" in failure["reason"]}
    found = dict.fromkeys(records, "record") | {failure["id"]: failure["kind"] for failure in failures}
    counted = Counter([*records, *(failure["id"] for failure in failures)])
    problems = [f"{name}: lost" for name in wanted if name not in found]
    problems += [f"{name}: {count} times" for name, count in counted.items() if count > 1]
    problems += [
        f"{name}: {found[name]}, not {kind}"
        for name, kind in wanted.items()
        if found.get(name, kind) != kind and name not in unlucky
    ]
    if len(unlucky) > killed / 2:
        problems.append(f"{len(unlucky)} pages failed for workers killed, of which there were only {killed}")
    if records != [name for name in wanted if found.get(name) == "record"]:
        problems.append("records out of order, or of pages that are not there")
    unknown = [f for f in failures if f["id"] not in wanted and f["kind"] != "source"]
    return problems + [f"{failure['id']}: {failure['reason']}" for failure in unknown]
