"""What extracting a whole monthly web crawl costs, worked out from pages measured here.

    python -m benchmarks costs --corpora FOLDER --pages 200

Processor time, and not the clock's, so that whatever else the machine does disturbs little; each page is
taken at every effort in turn, in an order drawn anew. Memory is that of a new process for each effort.
Prints the tables of docs/crawl-costs.md.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console

from benchmarks.corpora import Sample, load
from boilerstrip.batch.rows import DEFAULT_FIELDS, arrow_schema, columns, values
from boilerstrip.batch.warc import read_warc
from boilerstrip.extractor import Extractor
from boilerstrip.options import Effort

EFFORTS: tuple[Effort, ...] = ("fast", "auto", "full")
_WARM_UP = 3  # pages that are not measured
_HOUR = 3_600_000  # milliseconds


class Costs(NamedTuple):
    """What pages cost, all of them together unless it says otherwise."""

    pages: int
    #: of their markup
    bytes: int
    #: milliseconds of processor time for reading them from a WARC file
    reading: float
    #: milliseconds of processor time by effort, for making rows
    extracting: dict[Effort, float]
    #: bytes of resident memory at the highest, by effort
    memory: dict[str, int]
    #: bytes of output by form
    output: dict[str, int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks costs", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="a folder of corpora, or one of them")
    parser.add_argument("--pages", type=int, default=200, help="pages drawn (default: 200)")
    parser.add_argument("--seed", type=int, default=0, help="of the draw (default: 0)")
    parser.add_argument(
        "--mean-kb", type=float, default=153.5, help="kB of a crawl's pages on average (default: 153.5)"
    )
    parser.add_argument(
        "--billions", type=float, nargs="+", default=[2.5, 3.0], help="pages of a crawl (default: 2.5 3)"
    )
    options = parser.parse_args(arguments)
    samples = [sample for corpus in load(options.corpora) for sample in corpus.samples]
    drawn = random.Random(options.seed).sample(samples, min(options.pages, len(samples)))
    costs = measure(drawn, options.seed)
    sys.stdout.write(report(costs, options.mean_kb, options.billions))
    return 0


def measure(samples: Sequence[Sample], seed: int) -> Costs:
    """What these pages cost."""
    rows, extracting = _extraction(samples, seed)
    return Costs(
        pages=len(samples),
        bytes=sum(len(sample.html) for sample in samples),
        reading=_reading(samples),
        extracting=extracting,
        memory={effort: _peak(samples, effort) for effort in EFFORTS},
        output=_output(rows),
    )


def report(costs: Costs, mean_kb: float, billions: Sequence[float]) -> str:
    """The tables of docs/crawl-costs.md."""
    kilobytes = costs.bytes / costs.pages / 1e3
    steps = {"reading a WARC file": costs.reading} | {
        f'`effort="{effort}"`': spent for effort, spent in costs.extracting.items()
    }
    lines = [
        f"Measured on {costs.pages} pages of {kilobytes:.0f} kB on average:",
        "",
        "| | ms of one core a page | ms of one core a MB | memory, MB |",
        "| --- | ---: | ---: | ---: |",
    ]
    peaks = ["", *(f"{peak / 1e6:.0f}" for peak in costs.memory.values())]
    for (name, spent), peak in zip(steps.items(), peaks, strict=True):
        lines.append(f"| {name} | {spent / costs.pages:.1f} | {spent / (costs.bytes / 1e6):.0f} | {peak} |")
    lines += ["", "| output | bytes a page |", "| --- | ---: |"]
    lines += [f"| {form} | {size / costs.pages:,.0f} |" for form, size in costs.output.items()]
    for count in billions:
        lines += [
            "",
            f"A crawl of {count:g} billion pages:",
            "",
            f"| core hours, reading included | pages as measured, {kilobytes:.0f} kB"
            f" | pages of {mean_kb:g} kB |",
            "| --- | ---: | ---: |",
        ]
        for effort, spent in costs.extracting.items():
            hours = (spent + costs.reading) / costs.pages * count * 1e9 / _HOUR
            scaled = hours * mean_kb / kilobytes
            lines.append(f'| `effort="{effort}"` | {_rounded(hours)} | {_rounded(scaled)} |')
        lines += ["", "| output | TB |", "| --- | ---: |"]
        lines += [
            f"| {form} | {size / costs.pages * count * 1e9 / 1e12:.1f} |"
            for form, size in costs.output.items()
        ]
    return "\n".join(lines) + "\n"


def _extraction(samples: Sequence[Sample], seed: int) -> tuple[list[dict[str, Any]], dict[Effort, float]]:
    """The rows that the default effort makes, and milliseconds of processor time by effort."""
    extractors = {effort: Extractor(effort=effort) for effort in EFFORTS}
    spent = dict.fromkeys(EFFORTS, 0.0)
    rows: list[dict[str, Any]] = []
    rng = random.Random(seed)
    order = list(EFFORTS)
    bar = Console(stderr=True)
    with bar.status("extracting") as status:
        for place, sample in enumerate([*samples[:_WARM_UP], *samples]):
            rng.shuffle(order)
            for effort in order:
                started = time.process_time()
                row = _row(extractors[effort], sample)
                if place < _WARM_UP:
                    continue
                spent[effort] += (time.process_time() - started) * 1000
                if effort == "auto":
                    rows.append(row)
            status.update(f"extracting: {place + 1} of {len(samples) + _WARM_UP} pages")
    return rows, spent


def _row(extractor: Extractor, sample: Sample) -> dict[str, Any]:
    return {"id": sample.id} | values(DEFAULT_FIELDS, extractor.extract(sample.html, url=sample.url))


def _peak(samples: Sequence[Sample], effort: Effort) -> int:
    """Bytes of memory at the highest in a new process that works on one page after the other."""
    with multiprocessing.get_context("spawn").Pool(1, _prepare, (effort,)) as pool:
        return max(pool.imap(_memory_after, samples, chunksize=1))


_prepared: list[Extractor] = []


def _prepare(effort: Effort) -> None:
    _prepared.append(Extractor(effort=effort))


def _memory_after(sample: Sample) -> int:
    _row(_prepared[0], sample)
    status = Path("/proc/self/status")
    if status.exists():  # what `resource` tells there began as the memory of the process that started this
        known = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        return int(known["VmHWM"].split()[0]) * 1024
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest if sys.platform == "darwin" else highest * 1024


def _reading(samples: Sequence[Sample]) -> float:
    """Milliseconds of processor time for reading the pages from a compressed WARC file."""
    file = io.BytesIO()
    for sample in samples:
        file.write(gzip.compress(_warc_record(sample)))
    started = time.process_time()
    read = sum(record is not None for record in read_warc("pages.warc.gz", file))
    spent = time.process_time() - started
    if read != len(samples):
        raise RuntimeError(f"{read} pages read of {len(samples)}")
    return spent * 1000


def _warc_record(sample: Sample) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + sample.html
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{sample.id}>\r\n"
        f"WARC-Target-URI: https://example.org/\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def _output(rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Bytes of output by form."""
    texts = [{"id": row["id"], "text": row["text"]} for row in rows]
    kinds = {"id": "str", **{name: kind for name, kind in columns().items() if name in DEFAULT_FIELDS}}
    return {
        "JSONL, id and text": _jsonl(texts),
        "JSONL, all default fields": _jsonl(rows),
        "Parquet (zstd), id and text": _parquet(texts, {"id": "str", "text": "str"}),
        "Parquet (zstd), all default fields": _parquet(rows, kinds),
    }


def _jsonl(rows: Sequence[dict[str, Any]]) -> int:
    return sum(len(json.dumps(row, ensure_ascii=False).encode()) + 1 for row in rows)


def _parquet(rows: Sequence[dict[str, Any]], types: dict[str, str]) -> int:
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=arrow_schema(types)), file, compression="zstd")
    return len(file.getvalue())


def _rounded(hours: float) -> str:
    """To three digits, which is more than the measurement bears."""
    digits = max(0, len(str(int(hours))) - 3)
    return f"{round(hours, -digits):,.0f}"
