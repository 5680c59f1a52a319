"""The gate: figures measured now against figures stored, for CI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TOLERANCE = 0.002  # what a figure may fall without failing: rounding, not change
PAGE_TOLERANCE = 0.05  # what a page's word F1 may fall before it is named
SIZES = (1_000, 5_000, 20_000)  # words of the plain articles that the gate has time for
DRAWS = 1  # of each, with headings and without


@dataclass(frozen=True, slots=True)
class Fall:
    """One figure that is worse than stored. `page` falls explain, the others fail the gate."""

    what: str
    stored: float
    measured: float
    page: bool = False

    def __str__(self) -> str:
        return f"{self.what}: {self.stored:.4f} -> {self.measured:.4f}"


def figures_of(
    accuracy: Mapping[str, Any],
    leak: Mapping[str, Any],
    wholeness: Mapping[str, Any],
    fidelity: Mapping[str, Any] | None = None,
) -> dict[str, float]:
    """All figures under flat names, each the higher the better.

    Leaks are turned into ``kept_out`` (1 - leak), losses into ``kept_own``, and so is what else is the better
    the lower.
    """
    figures: dict[str, float] = {}
    for corpus, entry in accuracy.items():
        for name, result in entry["results"].items():
            for figure, value in result["figures"].items():
                figures[f"{corpus} / {name} / {figure}"] = round(value["value"], 5)
            failed = sum(result["failures"].values())
            figures[f"{corpus} / {name} / pages_that_ran"] = 1 - failed / entry["pages"]
    for corpus, entry in leak.items():
        for kind, planted in (("planted", entry), ("articles", entry.get("articles", {"results": {}}))):
            before = "" if kind == "planted" else "articles_"
            for name, result in planted["results"].items():
                start = f"{corpus} / {name} /"
                figures[f"{start} {before}kept_out"] = round(1 - result["leak"]["value"], 5)
                figures[f"{start} {before}kept_own"] = round(1 - result["lost"]["value"], 5)
                figures[f"{start} {kind}_word_f1"] = round(result["after"]["value"], 5)
    return figures | _wholeness_figures(wholeness) | _fidelity_figures(fidelity or {})


def _fidelity_figures(fidelity: Mapping[str, Any]) -> dict[str, float]:
    """The F1 of each column of structure, by extractor and form."""
    return {
        f"{corpus} / {name} / {column}": round(figures["f1"]["value"], 5)
        for corpus, entry in fidelity.items()
        for name, result in entry["results"].items()
        for column, figures in result["columns"].items()
    }


def _wholeness_figures(wholeness: Mapping[str, Any]) -> dict[str, float]:
    """What is kept of articles by length, short pages that are right, units in one piece, cases passed."""
    figures: dict[str, float] = {}
    for name, by_size in wholeness["lengths"]["results"].items():
        for size, forms in by_size.items():
            kept = sum(cell["kept"] for cell in forms.values()) / len(forms)
            kept_out = 1 - sum(cell["let_through"] for cell in forms.values()) / len(forms)
            figures[f"{size} words / {name} / words_kept"] = round(kept, 5)
            figures[f"{size} words / {name} / noise_kept_out"] = round(kept_out, 5)
    for name, by_kind in wholeness["short"]["results"].items():
        for kind, result in by_kind.items():
            figures[f"one {kind} / {name} / alone"] = round(result["right"], 5)
    for corpus, entry in wholeness["units"].items():
        for name, kinds in entry["results"].items():
            units, of = kinds["all"], f"{corpus} / {name}"
            wanted = 1 - units["wanted_torn"]["value"] - units["wanted_left_out"]["value"]
            unwanted = 1 - units["unwanted_torn"]["value"] - units["unwanted_taken"]["value"]
            figures[f"{of} / units_kept_whole"] = round(wanted, 5)
            figures[f"{of} / units_left_out_whole"] = round(unwanted, 5)
    cases = len(wholeness["cases"]["cases"])
    for name, result in wholeness["cases"]["results"].items() if cases else ():
        figures[f"cases / {name} / passed"] = round(result["passed"] / cases, 5)
    return figures


def cases_of(wholeness: Mapping[str, Any]) -> dict[str, float]:
    """Each case and extractor: 1 where it passes, else 0."""
    return {
        f"cases/{case} / {name}": float(case not in result["faults"])
        for name, result in wholeness["cases"]["results"].items()
        for case in wholeness["cases"]["cases"]
    }


def compare(
    stored: Mapping[str, Any], measured: Mapping[str, Any], tolerance: float = TOLERANCE
) -> list[Fall]:
    """What fell, figures first, then the pages that explain it.

    Both hold ``figures`` (flat names) and ``pages`` (page and extractor to word F1, or to 1 for a case that
    passes). A stored figure that is no longer measured has fallen to 0; one not stored yet is not compared.
    """
    falls = []
    for name, value in stored["figures"].items():
        now = measured["figures"].get(name, 0.0)
        if now < value - tolerance:
            falls.append(Fall(name, value, now))
    for name, value in stored["pages"].items() if falls else ():
        now = measured["pages"].get(name, 0.0)
        if now < value - PAGE_TOLERANCE:
            falls.append(Fall(name, value, now, page=True))
    return falls
