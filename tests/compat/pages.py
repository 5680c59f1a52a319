"""Sample pages, and what the side-by-side tests compare by."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = (
    "arabic",
    "blog",
    "french-recipe",
    "german",
    "news-theme",
    "documentation",
    "product",
    "forum-thread",
)


def sample(name: str) -> str:
    return (SAMPLES / f"{name}.html").read_text(encoding="utf-8")


def expected(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def word_f1(text: str, right: str) -> float:
    found, wanted = (Counter(re.findall(r"\w+", each)) for each in (text, right))
    common = (found & wanted).total()
    return 2 * common / max(1, found.total() + wanted.total())
