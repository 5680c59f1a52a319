"""Pictures of reports: each function takes a report's JSON and writes one PNG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import LogLocator, NullLocator

from benchmarks.compare.report import GROUPINGS, TITLES, main_figure, ranked

_OURS = "#d1495b"
_PEERS = "#2e5e7e"
_FAINT = "#b8c4cc"
_STYLE: dict[Any, Any] = {
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": "#667",
    "axes.grid": True,
    "grid.color": "#e8ecef",
    "axes.axisbelow": True,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "figure.dpi": 140,
    "savefig.bbox": "tight",
}
_MOST_GROUPS = 8

_Box = tuple[float, float, float, float]  # left, bottom, right, top in typographic points


def draw(
    folder: Path,
    accuracy: Mapping[str, Any] | None = None,
    leak: Mapping[str, Any] | None = None,
    speed: Mapping[str, Any] | None = None,
) -> list[Path]:
    """Every picture that the reports at hand allow; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    with mpl.rc_context(_STYLE):
        if accuracy:
            times = _times(accuracy, speed)
            drawn.append(_accuracy_and_speed(accuracy, times, folder / "accuracy-speed.png"))
            for corpus, entry in accuracy["accuracy"].items():
                if _has_page_types(entry):
                    file = folder / f"page-types-{corpus}.png"
                    drawn.append(_page_types(corpus, entry, file))
        if leak:
            drawn.append(_leak(leak, folder / "leak.png"))
        if speed and (speed["speed"]["by_size"] or speed["speed"]["by_workers"]):
            drawn.append(_growth(speed, folder / "growth.png"))
    return drawn


def frontier(points: Mapping[str, tuple[float, float]]) -> list[str]:
    """The names that nothing beats in both speed and accuracy, the fastest first.

    A point is (milliseconds, accuracy): less and more are better.
    """
    kept: list[str] = []
    best = float("-inf")
    for name, (_, accuracy) in sorted(points.items(), key=lambda item: (item[1][0], -item[1][1])):
        if accuracy > best:
            kept.append(name)
            best = accuracy
    return kept


def _accuracy_and_speed(
    report: Mapping[str, Any], times: Mapping[str, Mapping[str, float]], file: Path
) -> Path:
    corpora = report["accuracy"]
    columns = min(2, len(corpora))
    rows = -(-len(corpora) // columns)
    figure, axes = plt.subplots(
        rows, columns, figsize=(7.2 * columns, 4.8 * rows), squeeze=False, layout="constrained"
    )
    named: list[tuple[Axes, dict[str, tuple[float, float]]]] = []
    for axis, (corpus, entry) in zip(axes.flat, corpora.items(), strict=False):
        main = main_figure(entry)
        points = {
            name: (times[corpus][name], result["figures"][main]["value"])
            for name, result in entry["results"].items()
            if name in times[corpus]
        }
        _scatter(axis, points)
        named.append((axis, points))
        axis.set_title(f"{corpus} ({entry['pages']} pages)")
        axis.set_ylabel(TITLES[main])
        axis.set_xlabel("milliseconds a page, median")
    for axis in list(axes.flat)[len(corpora) :]:
        axis.set_axis_off()
    figure.draw_without_rendering()  # the layout must stand before names can be placed
    for axis, points in named:
        _name_points(axis, points)
    return _saved(figure, file)


def _scatter(axis: Axes, points: Mapping[str, tuple[float, float]]) -> None:
    """The extractors as points, the unbeaten ones joined by a line."""
    best = frontier(points)
    axis.set_xscale("log")
    xs, ys = [points[name][0] for name in best], [points[name][1] for name in best]
    axis.step(xs, ys, where="post", color=_FAINT, linewidth=2, zorder=1)
    axis.margins(x=0.2, y=0.1)
    axis.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.xaxis.set_major_formatter("{x:g}")
    axis.xaxis.set_minor_locator(NullLocator())
    for name, (x, y) in points.items():
        axis.scatter(x, y, s=42, color=_colour(name), zorder=3)


def _name_points(axis: Axes, points: Mapping[str, tuple[float, float]]) -> None:
    """Write each point's name where it covers the least of other points and names."""
    best = frontier(points)
    to_points = 72 / axis.figure.dpi  # pixels to the typographic points that text is measured in
    spots = {name: axis.transData.transform(xy) * to_points for name, xy in points.items()}
    taken: list[_Box] = [(x - 4, y - 4, x + 4, y + 4) for x, y in spots.values()]
    edges = axis.get_window_extent()
    right_edge = float(edges.x1) * to_points
    for name, (x, y) in sorted(spots.items(), key=lambda item: -item[1][1]):
        width, height = 5.1 * len(name), 10.0
        offsets = [(dx, dy) for dx in (7.0, -7.0 - width, -width / 2) for dy in (0.0, 8.0, -8.0)]
        offsets = [(dx, dy) for dx, dy in offsets if dy or abs(dx + width / 2) > 1]
        boxes = [(x + dx, y + dy - height / 2, x + dx + width, y + dy + height / 2) for dx, dy in offsets]
        costs = [
            sum(_overlap(box, other) for other in taken) + 50 * max(0.0, box[2] - right_edge - 30)
            for box in boxes
        ]
        chosen = costs.index(min(costs))
        taken.append(boxes[chosen])
        axis.annotate(
            name, points[name], offsets[chosen], textcoords="offset points", va="center",
            fontsize=8.5, weight="bold" if name in best else "normal", color=_colour(name),
            path_effects=[withStroke(linewidth=2.5, foreground="white")], zorder=2,
        )  # fmt: skip


def _overlap(box: _Box, other: _Box) -> float:
    """The area that two boxes share."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    return max(0.0, width) * max(0.0, height)


def _page_types(corpus: str, entry: Mapping[str, Any], file: Path) -> Path:
    """A grid of values, extractors by page types, the best of each type in bold."""
    main = main_figure(entry)
    results = ranked(entry)
    groups = results[0][1]["by"]["page_type"]
    shown = list(groups)[:_MOST_GROUPS]
    values = [[result["by"]["page_type"][group]["figures"][main] for group in shown] for _, result in results]
    figure, axis = plt.subplots(
        figsize=(1.25 * len(shown) + 2.6, 0.36 * len(results) + 1.4), layout="constrained"
    )
    axis.imshow(values, cmap="YlGnBu", aspect="auto", vmin=0.2, vmax=1.05)
    axis.grid(visible=False)
    axis.set_xticks(range(len(shown)), [f"{g}\n{groups[g]['pages']}" for g in shown])
    axis.set_yticks(range(len(results)), [name for name, _ in results])
    axis.tick_params(length=0)
    for label, (name, _) in zip(axis.get_yticklabels(), results, strict=True):
        label.set_color(_colour(name))
    for row, cells in enumerate(values):
        for column, value in enumerate(cells):
            best = value == max(line[column] for line in values)
            axis.text(
                column, row, f"{value:.3f}", ha="center", va="center", fontsize=8.5,
                color="white" if value > 0.75 else "#223",
                weight="bold" if best else "normal",
            )  # fmt: skip
    axis.set_title(f"{corpus}: {TITLES[main]} by {GROUPINGS['page_type']}")
    return _saved(figure, file)


def _leak(report: Mapping[str, Any], file: Path) -> Path:
    corpora = report["leak"]
    n_results = max(len(entry["results"]) for entry in corpora.values())
    kinds = {"teaser": corpora, "article": {c: e["articles"] for c, e in corpora.items() if "articles" in e}}
    shown = {kind: entries for kind, entries in kinds.items() if entries}
    figure, axes = plt.subplots(
        len(shown), len(corpora), figsize=(5.6 * len(corpora), (0.34 * n_results + 1.5) * len(shown)),
        squeeze=False, layout="constrained",
    )  # fmt: skip
    for row, (kind, entries) in zip(axes, shown.items(), strict=True):
        for axis, corpus in zip(row, corpora, strict=True):
            if corpus in entries:
                _leak_bars(axis, corpus, entries[corpus], kind)
            else:
                axis.set_visible(False)
    return _saved(figure, file)


def _leak_bars(axis: Any, corpus: str, entry: Mapping[str, Any], kind: str) -> None:
    bars = sorted(entry["results"].items(), key=lambda item: -item[1]["leak"]["value"])
    names = [name for name, _ in bars]
    leaks = [result["leak"] for _, result in bars]
    shares = [leak["value"] * 100 for leak in leaks]
    spread = [
        [(leak["value"] - leak["low"]) * 100 for leak in leaks],
        [(leak["high"] - leak["value"]) * 100 for leak in leaks],
    ]
    colours = [_colour(name) for name in names]
    axis.barh(names, shares, xerr=spread, color=colours, ecolor="#889", height=0.68)
    for place, (share, leak) in enumerate(zip(shares, leaks, strict=True)):
        axis.text(leak["high"] * 100 + 1.5, place, f"{share:.0f} %", va="center", fontsize=9)
    axis.set_xlim(0, 112)
    axis.grid(visible=False, axis="y")
    axis.set_title(f"{corpus} ({entry['pages']} pages)")
    axis.set_xlabel(f"planted {kind} words that reach the output, % (less is better)")


def _growth(report: Mapping[str, Any], file: Path) -> Path:
    speed = report["speed"]
    figure, (left, right) = plt.subplots(1, 2, figsize=(13, 4.8), layout="constrained")
    names = list(dict.fromkeys([*speed["by_size"], *speed["by_workers"]]))
    _curves(left, speed["by_size"], names)
    left.set(xscale="log", yscale="log", xlabel="bytes of the page", ylabel="milliseconds")
    left.set_title("Time over page size")
    _curves(right, speed["by_workers"], names)
    right.set(yscale="log", xlabel="processes", ylabel="pages a second")
    right.set_xticks(sorted({int(x) for curve in speed["by_workers"].values() for x in curve}))
    right.set_title("Throughput over workers")
    handles, labels = (left if speed["by_size"] else right).get_legend_handles_labels()
    right.legend(
        handles,
        labels,
        fontsize=8,
        ncols=1,
        loc="center left",
        bbox_to_anchor=(1, 0.5),
        frameon=False,
    )
    return _saved(figure, file)


def _curves(axis: Axes, curves: Mapping[str, Mapping[str, float]], names: Sequence[str]) -> None:
    """A line for each extractor, in the colour of its place among `names`."""
    palette = plt.get_cmap("tab20").colors  # type: ignore[attr-defined]
    for name, curve in curves.items():
        place = names.index(name)
        ours = name == "boilerstrip"
        axis.plot(
            [int(x) for x in curve], list(curve.values()), marker="o", markersize=4,
            color=_OURS if ours else palette[place % 20], linewidth=3 if ours else 1.5, label=name,
        )  # fmt: skip


def _times(accuracy: Mapping[str, Any], speed: Mapping[str, Any] | None) -> dict[str, dict[str, float]]:
    """Corpus -> extractor -> milliseconds: of the speed run alone, where there is one.

    Times of one run and of another do not belong into one picture. What boilerstrip's cross-validated
    outputs take is what boilerstrip takes.
    """
    measured = dict(speed["speed"]["pages"]["results"]) if speed else {}
    if "boilerstrip" in measured:
        measured["boilerstrip-cv"] = measured["boilerstrip"]
    return {
        corpus: {
            name: measured[name]["ms"]["median"] if measured else result["ms"]
            for name, result in entry["results"].items()
            if not measured or name in measured
        }
        for corpus, entry in accuracy["accuracy"].items()
    }


def _has_page_types(entry: Mapping[str, Any]) -> bool:
    results = entry["results"].values()
    return any(len(result["by"].get("page_type", ())) > 1 for result in results)


def _colour(name: str) -> str:
    return _OURS if name.startswith("boilerstrip") else _PEERS


def _saved(figure: Figure, file: Path) -> Path:
    figure.savefig(file)
    plt.close(figure)
    return file
