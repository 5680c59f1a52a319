"""Tables of README and docs from the results files: ``python -m benchmarks.compare.figures [--check]``.

A table stands between ``<!-- figures: NAME -->`` and ``<!-- end of figures -->``; what is between them is
written anew. With ``--check`` nothing is written, and the exit code is 1 where a page differs from the
results.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "benchmarks" / "results"
_MARKED = re.compile(r"(<!-- figures: ([\w-]+) -->\n).*?(<!-- end of figures -->)", re.DOTALL)
# How extractors are called on pages for readers; those with a version have it behind their name.
_NAMES = {
    "boilerstrip": "**boilerstrip**",
    "boilerstrip-fast": '**boilerstrip**, `effort="fast"`',
    "boilerstrip-cv": "**boilerstrip**, cross-validated by site",
    "readability": "readability-lxml",
    "justext": "jusText",
}
Results = Mapping[str, Any]


def _load(kind: str) -> Results:
    results: Results = json.loads((RESULTS / f"{kind}.json").read_text(encoding="utf-8"))
    return results


def _name(extractor: str, versions: Mapping[str, str]) -> str:
    name = _NAMES.get(extractor, extractor)
    return name if extractor.startswith("boilerstrip") else f"{name} {versions[extractor]}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n".replace("|  |", "| |", 1) for line in lines)


def _bold(cell: str, row: str) -> str:
    """A cell of ours in bold, but for what stands in brackets behind it."""
    return re.sub(r"^\S+(?: %)?", r"**\g<0>**", cell) if row.startswith("boilerstrip") else cell


def accuracy() -> str:
    """Accuracy on the annotated corpora with 95 % intervals, readability-lxml in two versions."""
    report = _load("accuracy")
    corpora = {"wcxb-dev": "word_f1", "news-sample": "word_f1", "trafilatura-eval": "snippet_f1"}
    counts = {corpus: report["accuracy"][corpus]["pages"] for corpus in corpora}
    head = [
        "",
        f"WCXB dev, {counts['wcxb-dev']:,} pages of seven types, word F1",
        f"news, {counts['news-sample']:,} pages in many languages, word F1",
        f"trafilatura's evaluation, {counts['trafilatura-eval']:,} pages, snippet F1",
    ]
    rows = []
    for extractor in ("boilerstrip-cv", "rs-trafilatura", "trafilatura", "resiliparse", "readability"):
        cells = []
        for corpus, figure in corpora.items():
            found = report["accuracy"][corpus]["results"][extractor]["figures"][figure]
            cell = f"{found['value']:.3f} ({found['low']:.3f}-{found['high']:.3f})"
            cells.append(_bold(cell, extractor))
        rows.append([_name(extractor, report["extractors"]), *cells])
    newer = _load("readability-newer")
    earlier = [f"{newer['figures'][corpus]:.3f}" for corpus in corpora]
    rows.append([f"readability-lxml {newer['version']}, measured earlier", *earlier])
    return _table(head, rows)


def leak() -> str:
    """What gets through of teasers and whole articles planted into pages of WCXB dev, and what is lost."""
    report = _load("leak")
    corpus = report["leak"]["wcxb-dev"]
    teasers, articles = corpus["results"], corpus["articles"]["results"]
    head = [
        "",
        "teasers: get through",
        "article lost",
        "whole articles: get through",
        "article lost",
        "word F1 then",
    ]
    rows = []
    for extractor in sorted(teasers, key=lambda name: float(teasers[name]["leak"]["value"])):
        cells = []
        for planted in (teasers[extractor], articles[extractor]):
            found = {side: f"{100 * planted['leak'][side]:.0f}" for side in ("value", "low", "high")}
            cells += [
                f"{found['value']} % ({found['low']}-{found['high']})",
                f"{100 * planted['lost']['value']:.1f} %",
            ]
        cells.append(f"{articles[extractor]['after']['value']:.3f}")
        rows.append([_name(extractor, report["extractors"]), *(_bold(cell, extractor) for cell in cells)])
    return _table(head, rows)


def speed() -> str:
    """Milliseconds a page, and pages a second on one core."""
    report = _load("speed")
    results = report["speed"]["pages"]["results"]
    rows = [
        [
            _name(extractor, report["extractors"]),
            f"{result['ms']['median']:.{1 if result['ms']['median'] < 10 else 0}f}",
            f"{result['ms']['p95']:.0f}",
            f"{result['pages_per_second']:.0f}",
        ]
        for extractor, result in sorted(results.items(), key=lambda item: float(item[1]["ms"]["median"]))
        if extractor not in ("parse", "boilerstrip-full")
    ]
    return _table(["", "ms a page, median", "95th percentile", "pages a second"], rows)


TABLES: dict[str, Callable[[], str]] = {"accuracy": accuracy, "leak": leak, "speed": speed}


def filled(text: str) -> str:
    """Return a page with its tables made anew from the results.

    Raises:
        LookupError: a marker names a table that there is not.

    """

    def table(match: re.Match[str]) -> str:
        if match[2] not in TABLES:
            raise LookupError(f"no table {match[2]!r}; there are: {', '.join(TABLES)}")
        return f"{match[1]}{TABLES[match[2]]()}{match[3]}"

    return _MARKED.sub(table, text)


def pages() -> list[Path]:
    """Return the pages that may have tables of results."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), RESULTS / "README.md"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill in all pages, or with ``--check`` tell which differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare.figures", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 where a page differs"
    )
    check = parser.parse_args(arguments).check
    differing = []
    for page in pages():
        text = page.read_text(encoding="utf-8")
        if (right := filled(text)) != text:
            differing.append(page.relative_to(ROOT).as_posix())
            if not check:
                page.write_text(right, encoding="utf-8")
    for name in differing:
        print(f"{name} {'differs from the results' if check else 'filled in'}", file=sys.stderr)
    return int(check and bool(differing))


if __name__ == "__main__":
    sys.exit(main())
