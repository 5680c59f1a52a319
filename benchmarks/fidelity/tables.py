"""Fidelity for people: tables of recall and precision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.compare.report import Table, versions_table

_FIGURES = {
    "recall": "share of the gold's structure that comes out, 95 %",
    "precision": "share of what comes out that the gold has, 95 %",
}


def fidelity_tables(report: Mapping[str, Any]) -> list[Table]:
    """Two tables a corpus: the columns of structure by extractor, recall and precision."""
    tables = []
    for corpus, entry in report["fidelity"].items():
        results = sorted(entry["results"].items(), key=lambda item: -item[1]["mean"]["f1"]["value"])
        for figure, title in _FIGURES.items():
            table = Table(
                f"{corpus}: {entry['pages']} pages, {title}", ["structure", "gold", *(n for n, _ in results)]
            )
            for column, wanted in entry["wanted"].items():
                cells = [_cell(result["columns"][column][figure]) for _, result in results]
                table.rows.append([column.replace("_", " "), str(wanted), *cells])
            table.rows.append(["mean", "", *(_cell(result["mean"][figure]) for _, result in results)])
            if any(result["failed"] for _, result in results):
                table.rows.append(["failed pages", "", *(str(result["failed"]) for _, result in results)])
            tables.append(table)
    return [*tables, versions_table(report)]


def _cell(figure: Mapping[str, float]) -> str:
    return f"{figure['value']:.3f} ({figure['low']:.2f}-{figure['high']:.2f})"
