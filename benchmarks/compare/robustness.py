"""What hostile pages do to each extractor: time, memory and outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from benchmarks.generated import SENTENCE, hostile_pages
from benchmarks.progress import Progress
from benchmarks.worker import AbsentError, Output, Worker

MEMORY = 4 << 30  # bytes a page may take


def measure(
    names: Sequence[str], deadline: float, progress: Progress, pages: Sequence[str] = ()
) -> tuple[dict[str, Any], dict[str, str]]:
    """Every extractor on every hostile page, and the absent extractors.

    ``{"pages": [names], "results": {extractor: {"outcomes": {outcome: pages}, "slowest_ms",
    "peak_mb", "by_page": {page: {"outcome", "ms", "mb", "detail"}}}}}``. Outcomes are ``found``
    (the page's article is in the output), ``text`` (some text, without the article), ``empty``,
    and the failures ``error``, ``timeout``, ``memory`` and ``crash``.
    """
    made = {name: make() for name, make in hostile_pages().items() if not pages or name in pages}
    results: dict[str, Any] = {}
    absent: dict[str, str] = {}
    with progress.task("hostile pages", len(names) * len(made)) as advance:
        for name in names:
            by_page: dict[str, Any] = {}
            with Worker(name, deadline, memory=MEMORY) as worker:
                try:
                    worker.start()
                except AbsentError as error:
                    absent[name] = str(error)
                    advance(len(made), name)
                    continue
                for page, html in made.items():
                    output = worker.extract(html)
                    by_page[page] = {
                        "outcome": outcome_of(output),
                        "ms": output.seconds * 1000,
                        "mb": output.peak / 1e6,
                        "detail": output.failure,
                    }
                    advance(1, f"{name}: {page}")
            results[name] = {
                "outcomes": dict(Counter(entry["outcome"] for entry in by_page.values())),
                "slowest_ms": max(entry["ms"] for entry in by_page.values()),
                "peak_mb": max(entry["mb"] for entry in by_page.values()),
                "by_page": by_page,
            }
    return {"pages": list(made), "results": results}, absent


def outcome_of(output: Output) -> str:
    """One word for what became of a hostile page."""
    if output.failure:
        return output.failure.partition(":")[0].partition(" (")[0]
    words = " ".join(output.text.split())
    if SENTENCE in words:
        return "found"
    return "text" if words else "empty"
