"""The gate: figures measured now against figures stored, for CI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TOLERANCE = 0.002  # what a figure may fall without failing: rounding, not change
PAGE_TOLERANCE = 0.05  # what a page's word F1 may fall before it is named


@dataclass(frozen=True, slots=True)
class Fall:
    """One figure that is worse than stored. `page` falls explain, the others fail the gate."""

    what: str
    stored: float
    measured: float
    page: bool = False

    def __str__(self) -> str:
        return f"{self.what}: {self.stored:.4f} -> {self.measured:.4f}"


def figures_of(accuracy: Mapping[str, Any], leak: Mapping[str, Any]) -> dict[str, float]:
    """All figures under flat names, each the higher the better.

    Leaks are turned into ``kept_out`` (1 - leak), and losses into ``kept_own``.
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
    return figures


def compare(
    stored: Mapping[str, Any], measured: Mapping[str, Any], tolerance: float = TOLERANCE
) -> list[Fall]:
    """What fell, figures first, then the pages that explain it.

    Both hold ``figures`` (flat names) and ``pages`` (page and extractor to word F1). A stored
    figure that is no longer measured has fallen to 0.
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
