"""Measures of extracted text against annotation, and how sure a figure is.

Three public definitions, each computed page by page:

- word F1 as in WCXB's evaluation: bags of lower-cased words, mean over pages;
- 4-gram shingle F1 and exact matches as in the article-extraction benchmark (AEB): means over
  pages of precision and of recall, then the F1 of the two means;
- snippet precision, recall and F1 as in trafilatura's evaluation: snippets counted over all pages.

Every figure is a function of column sums over pages (see `COLUMNS`), so that one bootstrap
serves them all: resample the pages, add up the columns, apply the function.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpora import Sample

Floats = NDArray[np.float64]

_WORD = re.compile(r"\w+")

# What a page adds to the sums. The has_ columns are 1 where the page takes part in a mean.
COLUMNS = (
    "has_text",
    "word_precision",
    "word_recall",
    "word_f1",
    "has_shingle_precision",
    "shingle_precision",
    "has_shingle_recall",
    "shingle_recall",
    "exact",
    "snippets_found",
    "snippets_false",
    "snippets_missed",
)


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, each in [0, 1]."""

    precision: float
    recall: float
    f1: float


class Counts(NamedTuple):
    """True positives, false positives, false negatives."""

    found: float
    false: float
    missed: float


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


def word_score(predicted: str, reference: str) -> Score:
    """Overlap of the two bags of lower-cased words (WCXB)."""
    output, gold = _bag(predicted), _bag(reference)
    if not output and not gold:
        return Score(1.0, 1.0, 1.0)
    if not output or not gold:
        return Score(0.0, 0.0, 0.0)
    overlap = (output & gold).total()
    precision, recall = overlap / output.total(), overlap / gold.total()
    return Score(precision, recall, harmonic_mean(precision, recall))


def shingle_counts(predicted: str, reference: str, size: int = 4) -> Counts:
    """Overlap of the two bags of word n-grams, scaled to a sum of 1 (AEB); case matters."""
    output, gold = _shingles(predicted, size), _shingles(reference, size)
    found = (output & gold).total()
    false, missed = output.total() - found, gold.total() - found
    total = found + false + missed or 1
    return Counts(found / total, false / total, missed / total)


def exact_match(predicted: str, reference: str) -> bool:
    """Whether both texts have the same words in the same order and case (AEB's accuracy)."""
    return _WORD.findall(predicted) == _WORD.findall(reference)


def snippet_counts(predicted: str, wanted: Sequence[str], unwanted: Sequence[str]) -> Counts:
    """Wanted snippets that the output has and lacks, unwanted ones it has (trafilatura)."""
    found = sum(snippet in predicted for snippet in wanted)
    return Counts(found, sum(snippet in predicted for snippet in unwanted), len(wanted) - found)


def harmonic_mean(precision: float, recall: float) -> float:
    """F1 of a precision and a recall, 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def page_columns(predicted: str, sample: Sample) -> Floats:
    """What one page adds to the sums, in the order of `COLUMNS`."""
    row = dict.fromkeys(COLUMNS, 0.0)
    if sample.text is not None:
        words = word_score(predicted, sample.text)
        row |= {"has_text": 1.0, "exact": float(exact_match(predicted, sample.text))}
        row |= {"word_precision": words.precision, "word_recall": words.recall}
        row["word_f1"] = words.f1
        found, false, missed = shingle_counts(predicted, sample.text)
        if found + false > 0:
            row |= {"has_shingle_precision": 1.0, "shingle_precision": found / (found + false)}
        if found + missed > 0:
            row |= {"has_shingle_recall": 1.0, "shingle_recall": found / (found + missed)}
    snippets = snippet_counts(predicted, sample.wanted, sample.unwanted)
    row |= {"snippets_found": snippets.found, "snippets_false": snippets.false}
    row["snippets_missed"] = snippets.missed
    return np.array([row[name] for name in COLUMNS], dtype=np.float64)


def _ratio(top: Floats, bottom: Floats) -> Floats:
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)


def _of_sums(function: Callable[[dict[str, Floats]], Floats]) -> Callable[[Floats], Floats]:
    """Let `function` name the columns of an array of sums, whose last axis they are."""

    def figure(sums: Floats) -> Floats:
        return function({name: sums[..., place] for place, name in enumerate(COLUMNS)})

    return figure


def _f1(precision: Floats, recall: Floats) -> Floats:
    return _ratio(2 * precision * recall, precision + recall)


def _shingle_precision(sums: dict[str, Floats]) -> Floats:
    return _ratio(sums["shingle_precision"], sums["has_shingle_precision"])


def _shingle_recall(sums: dict[str, Floats]) -> Floats:
    return _ratio(sums["shingle_recall"], sums["has_shingle_recall"])


def _snippet_precision(sums: dict[str, Floats]) -> Floats:
    return _ratio(sums["snippets_found"], sums["snippets_found"] + sums["snippets_false"])


def _snippet_recall(sums: dict[str, Floats]) -> Floats:
    return _ratio(sums["snippets_found"], sums["snippets_found"] + sums["snippets_missed"])


# Figure name -> function of sums (shape (..., columns) to shape (...)).
FIGURES: dict[str, Callable[[Floats], Floats]] = {
    "word_f1": _of_sums(lambda sums: _ratio(sums["word_f1"], sums["has_text"])),
    "word_precision": _of_sums(lambda sums: _ratio(sums["word_precision"], sums["has_text"])),
    "word_recall": _of_sums(lambda sums: _ratio(sums["word_recall"], sums["has_text"])),
    "shingle_f1": _of_sums(lambda sums: _f1(_shingle_precision(sums), _shingle_recall(sums))),
    "shingle_precision": _of_sums(_shingle_precision),
    "shingle_recall": _of_sums(_shingle_recall),
    "exact_match": _of_sums(lambda sums: _ratio(sums["exact"], sums["has_text"])),
    "snippet_f1": _of_sums(lambda sums: _f1(_snippet_precision(sums), _snippet_recall(sums))),
    "snippet_precision": _of_sums(_snippet_precision),
    "snippet_recall": _of_sums(_snippet_recall),
}


def figures_for(samples: Sequence[Sample]) -> list[str]:
    """The figures that the annotation of these samples allows."""
    has_text = any(sample.text is not None for sample in samples)
    has_snippets = any(sample.wanted or sample.unwanted for sample in samples)
    return [name for name in FIGURES if (has_snippets if "snippet" in name else has_text)]


def figure(name: str, rows: Floats) -> float:
    """One figure over pages; `rows` is (pages, columns)."""
    return float(FIGURES[name](rows.sum(axis=0)))


def resamples(pages: int, seed: int, count: int = 2000) -> Floats:
    """Bootstrap weights (count, pages): how often each resample draws each page."""
    weights = np.random.default_rng(seed).multinomial(pages, np.full(pages, 1 / pages), size=count)
    return weights.astype(np.float64)


def interval(name: str, rows: Floats, weights: Floats) -> Interval:
    """One figure with its 95 % percentile interval under the bootstrap `weights`."""
    draws = FIGURES[name](weights @ rows)
    return Interval(figure(name, rows), *_percentiles(draws))


def difference(name: str, rows: Floats, baseline: Floats, weights: Floats) -> Interval:
    """How far one extractor is ahead of another on the same pages, resampled together."""
    draws = FIGURES[name](weights @ rows) - FIGURES[name](weights @ baseline)
    return Interval(figure(name, rows) - figure(name, baseline), *_percentiles(draws))


def mean_interval(values: Sequence[float], seed: int) -> Interval:
    """The mean of one number a page with its 95 % bootstrap interval."""
    array = np.asarray(values, dtype=np.float64)
    draws = resamples(len(array), seed) @ array / len(array)
    return Interval(float(array.mean()), *_percentiles(draws))


def _percentiles(draws: Floats) -> tuple[float, float]:
    low, high = np.percentile(draws, [2.5, 97.5])
    return float(low), float(high)


# The same gold is compared with many outputs in a row, and some outputs are the same.
@lru_cache(maxsize=64)
def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


@lru_cache(maxsize=64)
def _shingles(text: str, size: int) -> Counter[tuple[str, ...]]:
    """The word n-grams of a text; a text of fewer than `size` words is one shingle of them all."""
    words = _WORD.findall(text)
    if not words:
        return Counter()
    if len(words) < size:
        return Counter([tuple(words)])
    return Counter(zip(*(words[start:] for start in range(size)), strict=False))
