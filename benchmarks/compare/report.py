"""Reports of any run, as terminal tables, Markdown and JSON, all from one list of `Table`."""

from __future__ import annotations

import datetime
import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as RichTable

from benchmarks.extractors import find

TITLES = {
    "word_f1": "word F1",
    "word_precision": "word P",
    "word_recall": "word R",
    "shingle_f1": "shingle F1",
    "shingle_precision": "shingle P",
    "shingle_recall": "shingle R",
    "exact_match": "exact",
    "snippet_f1": "snippet F1",
    "snippet_precision": "snippet P",
    "snippet_recall": "snippet R",
}
MAIN_FIGURES = ("word_f1", "shingle_f1", "snippet_f1")
FAMILIES = {
    "words": ("word_f1", "word_precision", "word_recall"),
    "4-gram shingles": ("shingle_f1", "shingle_precision", "shingle_recall", "exact_match"),
    "snippets": ("snippet_f1", "snippet_precision", "snippet_recall"),
}
GROUPINGS = {"page_type": "page type", "language": "language", "length": "words of the main text"}
_MOST_GROUPS = 10
_HEADINGS = {"phrase": "stock heading", "topic": "other heading", "none": "no heading"}
_TEXTS = ("version", "type", "language", "failure", "units")  # columns that are not figures
_WIDTH_OF_FILES = 200  # columns of a table that goes to a pipe or a file


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table of strings; the first column is text, the others are figures."""

    title: str
    columns: Sequence[str]
    rows: list[list[str]] = field(default_factory=list)
    note: str = ""


def document(
    kind: str,
    body: Mapping[str, Any],
    names: Sequence[str],
    absent: Mapping[str, str],
    **settings: Any,
) -> dict[str, Any]:
    """The whole of a run for JSON: what ran, where, how, and what came out."""
    return {
        "kind": kind,
        "made": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "settings": settings,
        "extractors": {name: find(name).version for name in names if name not in absent},
        "absent": dict(absent),
        kind: dict(body),
    }


def machine() -> dict[str, Any]:
    """What the figures of a run may depend on besides the extractors."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "architecture": platform.machine(),
        "processor": _processor(),
        "cores": os.cpu_count(),
    }


def print_tables(tables: Sequence[Table], console: Console | None = None) -> None:
    """Show tables in the terminal, as wide as they need where there is none."""
    console = console or Console()
    if not console.is_terminal:
        console.width = _WIDTH_OF_FILES
    for table in tables:
        shown = RichTable(title=table.title, title_justify="left", caption_justify="left")
        for place, column in enumerate(table.columns):
            left = not place or column in _TEXTS
            shown.add_column(column, justify="left" if left else "right", overflow="ellipsis")
        for row in table.rows:
            # headings may wrap, cells may not
            shown.add_row(*(cell.replace(" ", "\u00a0") for cell in row))
        console.print(shown)
        if table.note:
            console.print(table.note, style="dim", highlight=False)


def markdown(tables: Sequence[Table]) -> str:
    """Tables as GitHub-flavoured Markdown."""
    parts = []
    for table in tables:
        lines = [f"### {table.title}", "", "| " + " | ".join(table.columns) + " |"]
        lines.append("| --- |" + " ---: |" * (len(table.columns) - 1))
        lines.extend("| " + " | ".join(_escaped(cell) for cell in row) + " |" for row in table.rows)
        lines.extend(["", table.note] if table.note else [])
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def write(
    report: Mapping[str, Any],
    tables: Sequence[Table],
    to_json: Path | None,
    to_markdown: Path | None,
) -> None:
    """Write the report to the files asked for."""
    if to_json:
        to_json.parent.mkdir(parents=True, exist_ok=True)
        to_json.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if to_markdown:
        to_markdown.parent.mkdir(parents=True, exist_ok=True)
        to_markdown.write_text(markdown(tables), "utf-8")


def accuracy_tables(report: Mapping[str, Any], groups: bool = True) -> list[Table]:
    """A table of figures for each corpus, then its main figure by page type, language, length."""
    tables: list[Table] = []
    baseline = report["settings"].get("baseline")
    for corpus, entry in report["accuracy"].items():
        tables.extend(_figure_tables(corpus, entry, baseline))
        if groups:
            tables.extend(_group_tables(corpus, entry))
    tables.append(versions_table(report))
    return tables


def leak_tables(report: Mapping[str, Any]) -> list[Table]:
    """Leak and loss by extractor for each corpus, for teasers and for whole articles, then by group."""
    tables: list[Table] = []
    for corpus, entry in report["leak"].items():
        tables.extend(_planting_tables(corpus, "teasers", entry))
        if "articles" in entry:
            tables.extend(_planting_tables(corpus, "whole articles", entry["articles"]))
    tables.append(versions_table(report))
    return tables


def _planting_tables(corpus: str, what: str, entry: Mapping[str, Any]) -> Iterator[Table]:
    """The figures of one kind of planting, then leak and loss by what was planted, and where."""
    results = sorted(entry["results"].items(), key=lambda item: item[1]["leak"]["value"])
    columns = ["extractor", "leak", "95 %", "pages with any", "lost", "95 %", "pages that lose",
               "another instead", "word F1 before", "after"]  # fmt: skip
    table = Table(f"{corpus}: {what} planted into {entry['pages']} articles", columns)
    for name, result in results:
        row = [name, *_share_cells(result["leak"]), _percent(result["pages_with_any"])]
        if "lost" in result:
            row += [*_share_cells(result["lost"]), _percent(result["pages_that_lose"])]
            row += [_percent(result["another_instead"])]
        else:  # a report of before losses were counted
            row += [""] * 4
        row += [f"{result['before']['value']:.3f}", f"{result['after']['value']:.3f}"]
        table.rows.append(row)
    yield table
    for grouping in ("place", "heading", "size", "language", "markup"):
        for figure, title in (("by_", "leak"), ("lost_by_", "lost")):
            key = figure + grouping
            groups = sorted({group for _, result in results for group in result.get(key, ())})
            if len(groups) < 2:
                continue
            shown = [_HEADINGS.get(group, group) if grouping == "heading" else group for group in groups]
            by = Table(f"{corpus}, {what}: {title} by {grouping}", ["extractor", *shown])
            for name, result in results:
                by.rows.append([name, *(_percent(result[key].get(group, 0.0)) for group in groups)])
            yield by


def _share_cells(interval: Mapping[str, float]) -> list[str]:
    return [_percent(interval["value"]), f"{_percent(interval['low'])}-{_percent(interval['high'])}"]


def speed_tables(report: Mapping[str, Any]) -> list[Table]:
    """Times over real pages, then the growth curves."""
    speed = report["speed"]
    columns = ["extractor", "ms median", "95th", "99th", "pages/s", "MB/s", "peak MB", "idle MB"]
    pages = speed["pages"]
    table = Table(
        f"Speed on one core, {pages['count']} pages of {pages['mean_bytes'] / 1000:.0f} KB on "
        "average, taking turns page by page",
        [*columns, "failed"],
    )
    for name, result in sorted(pages["results"].items(), key=lambda item: item[1]["ms"]["median"]):
        times = [f"{result['ms'][key]:.2f}" for key in ("median", "p95", "p99")]
        rates = [f"{result['pages_per_second']:.1f}", f"{result['megabytes_per_second']:.2f}"]
        memory = [f"{result['peak_mb']:.0f}", f"{result['idle_mb']:.0f}", str(result["failed"])]
        table.rows.append([name, *times, *rates, *memory])
    tables = [table]
    for key, title, unit in (
        ("by_size", "Milliseconds by page size in bytes", "{:.2f}"),
        ("by_workers", "Pages a second by processes", "{:.1f}"),
    ):
        curves = speed[key]
        points = sorted({int(point) for curve in curves.values() for point in curve})
        if points:
            growth = Table(title, ["extractor", *(f"{point:,}" for point in points)])
            for name, curve in curves.items():
                cells = (curve.get(str(point)) for point in points)
                growth.rows.append(
                    [name, *("failed" if cell is None else unit.format(cell) for cell in cells)]
                )
            tables.append(growth)
    tables.append(versions_table(report))
    return tables


def robustness_tables(report: Mapping[str, Any]) -> list[Table]:
    """Outcomes by extractor, then every page."""
    body = report["robustness"]
    outcomes = ("found", "text", "empty", "error", "timeout", "memory", "crash")
    table = Table(
        f"{len(body['pages'])} hostile pages: outcomes",
        ["extractor", *outcomes, "slowest ms", "peak MB"],
        note="found: the page's article is in the output; text: other text is",
    )
    for name, result in body["results"].items():
        counts = [str(result["outcomes"].get(outcome, 0)) for outcome in outcomes]
        limits = [f"{result['slowest_ms']:,.0f}", f"{result['peak_mb']:,.0f}"]
        table.rows.append([name, *counts, *limits])
    results = body["results"]
    detail = Table("Outcome and milliseconds by hostile page", ["page", *results])
    for page in body["pages"]:
        entries = [result["by_page"][page] for result in results.values()]
        cells = [_page_cell(entry) for entry in entries]
        detail.rows.append([page, *cells])
    return [table, detail, versions_table(report)]


def wholeness_tables(report: Mapping[str, Any]) -> list[Table]:
    """What is kept of articles by length, of short pages and of units, and the cases passed."""
    body = report["wholeness"]
    tables: list[Table] = []
    if "lengths" in body:
        tables.extend(_length_tables(body["lengths"]["results"], body["short"]["results"]))
    for corpus, entry in body.get("units", {}).items():
        tables.append(_units_table(corpus, entry))
    if "cases" in body:
        cases, count = body["cases"], len(body["cases"]["cases"])
        table = Table(
            f"{count} cases, by their text",
            ["extractor", "passed", "share", "with too little", "with too much"],
        )
        for name, result in sorted(cases["results"].items(), key=lambda item: -int(item[1]["passed"])):
            row = [name, str(result["passed"]), _percent(result["passed"] / max(count, 1))]
            table.rows.append([*row, str(result["too_little"]), str(result["too_much"])])
        tables.append(table)
    tables.append(versions_table(report))
    return tables


def main_figure(entry: Mapping[str, Any]) -> str:
    """The figure that a corpus is ranked by: word F1, or what its annotation allows."""
    return next(name for name in MAIN_FIGURES if name in entry["figures"])


def ranked(entry: Mapping[str, Any], figure: str | None = None) -> list[tuple[str, Any]]:
    """The extractors with their results, the best in `figure` first."""
    key = figure or main_figure(entry)
    return sorted(entry["results"].items(), key=lambda item: -float(item[1]["figures"][key]["value"]))


def versions_table(report: Mapping[str, Any]) -> Table:
    """What ran in which version, and what was absent for which reason."""
    host = report["machine"]
    rows = [[name, version] for name, version in report["extractors"].items()]
    rows.extend([name, f"absent ({reason})"] for name, reason in report["absent"].items())
    settings = ", ".join(f"{key} {value}" for key, value in report["settings"].items())
    note = f"Python {host['python']}, {host['system']} {host['architecture']}, "
    note += f"{host['processor']}, {host['cores']} cores; {settings}"
    return Table("Extractors", ("extractor", "version"), rows, note)


def _figure_tables(corpus: str, entry: Mapping[str, Any], baseline: str | None) -> Iterator[Table]:
    """One table a family of figures, each ranked by the corpus's main figure."""
    main = main_figure(entry)
    for family, main_of_family in zip(FAMILIES, MAIN_FIGURES, strict=True):
        figures = [name for name in entry["figures"] if name in FAMILIES[family]]
        if not figures:
            continue
        results = ranked(entry, figures[0])
        compared = baseline in entry["results"] and len(results) > 1
        columns = ["extractor", TITLES[figures[0]], "95 %"]
        columns += [TITLES[name] for name in figures[1:]]
        columns += [f"to {baseline}, 95 %", "lead"] if compared else []
        columns += ["failed", "empty", "ms"] if main_of_family == main else []
        table = Table(f"{corpus}: {entry['pages']} pages, {family}", columns)
        for name, result in results:
            value = result["figures"][figures[0]]
            row = [name, f"{value['value']:.3f}", f"{value['low']:.3f}-{value['high']:.3f}"]
            row += [f"{result['figures'][other]['value']:.3f}" for other in figures[1:]]
            row += _difference_cells(result, figures[0]) if compared else []
            if main_of_family == main:
                failed = _failures(result["failures"])
                row += [failed, str(result["empty"]), f"{result['ms']:.1f}"]
            table.rows.append(row)
        yield table


def _length_tables(results: Mapping[str, Any], short: Mapping[str, Any]) -> Iterator[Table]:
    """Shares of plain articles kept and of what stands beside them let through, by words; the short end."""
    sizes = list(next(iter(results.values()), {}))
    columns = ["extractor", *(f"{int(size):,}" for size in sizes)]
    note = "with headings: one for every twelve paragraphs; “!”: a page failed or ran out of time"
    kept = Table("Words kept of plain articles, by their length in words", columns, note=note)
    through = Table("Words of menu, teasers and foot let through, by the length of the article", columns)
    for name, by_size in results.items():
        for form, suffix in (("plain", ""), ("headings", ", with headings")):
            cells = [by_size[size][form] for size in sizes]
            shares = [_percent(cell["kept"]) + (" !" if cell["failed"] else "") for cell in cells]
            kept.rows.append([name + suffix, *shares])
            through.rows.append([name + suffix, *(_percent(cell["let_through"]) for cell in cells)])
    kinds = list(next(iter(short.values()), {}))
    columns = [f"{kind}{suffix}" for kind in kinds for suffix in (" alone", " whole", " without menu")]
    alone = Table("Pages of one sentence, paragraph or list: what comes out", ["extractor", *columns])
    for name, result in short.items():
        figures = [result[kind][figure] for kind in kinds for figure in ("right", "whole", "clean")]
        alone.rows.append([name, *(_percent(share) for share in figures)])
    yield from (kept, through, alone)


def _units_table(corpus: str, entry: Mapping[str, Any]) -> Table:
    """Units of two Blocks or more that are torn, left out or taken, by extractor and kind."""
    figures = ("wanted_torn", "wanted_left_out", "unwanted_torn", "unwanted_taken")
    columns = ["extractor", "units", "kept by gold", "torn", "left out", "left out by gold", "torn", "taken"]
    note = "units of two Blocks or more that the annotation keeps or leaves out whole; rates with 95 %"
    table = Table(f"{corpus}: lists, tables and such on {entry['pages']} pages", columns, note=note)
    for name, kinds in entry["results"].items():
        for kind, counts in kinds.items():
            if not counts["wanted"] + counts["unwanted"]:
                continue
            wanted, unwanted = counts["wanted"], counts["unwanted"]
            cells = [_rate_cell(counts[figure]) for figure in figures]
            of_wanted = cells[:2] if wanted else ["", ""]
            of_unwanted = cells[2:] if unwanted else ["", ""]
            table.rows.append([name, kind, str(wanted), *of_wanted, str(unwanted), *of_unwanted])
    return table


def _rate_cell(rate: Mapping[str, float]) -> str:
    between = f"{rate['low'] * 100:.1f}-{rate['high'] * 100:.1f}"
    return f"{rate['count']}: {_percent(rate['value'])} ({between})"


def _difference_cells(result: Mapping[str, Any], main: str) -> list[str]:
    """How far ahead of the baseline, and whether chance is ruled out (95 %)."""
    if "difference" not in result:
        return ["", ""]
    ahead = result["difference"][main]
    real = "ahead" if ahead["low"] > 0 else "behind" if ahead["high"] < 0 else "even"
    return [f"{ahead['value']:+.3f} ({ahead['low']:+.3f} to {ahead['high']:+.3f})", real]


def _group_tables(corpus: str, entry: Mapping[str, Any]) -> Iterator[Table]:
    main = main_figure(entry)
    results = ranked(entry)
    for grouping, title in GROUPINGS.items():
        groups = results[0][1]["by"].get(grouping, {}) if results else {}
        shown = list(groups)[:_MOST_GROUPS]
        if len(shown) < 2:
            continue
        columns = ["extractor", *(f"{group} ({groups[group]['pages']})" for group in shown)]
        table = Table(f"{corpus}: {TITLES[main]} by {title}", columns)
        for name, result in results:
            by = result["by"][grouping]
            cells = [f"{by[group]['figures'][main]:.3f}" for group in shown]
            table.rows.append([name, *cells])
        yield table


def _failures(failures: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in failures.items()) or "0"


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", " ")


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or "unknown processor"


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def _page_cell(entry: Mapping[str, Any]) -> str:
    """A hostile page's outcome, with its time where it has one of its own."""
    if entry["outcome"] in ("timeout", "memory", "crash"):
        return str(entry["outcome"])
    return f"{entry['outcome']} {entry['ms']:,.0f}"
