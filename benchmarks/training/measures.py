"""The figures of a model that is being trained, of pages whose sites it has not seen."""

from __future__ import annotations

import multiprocessing
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.isotonic import IsotonicRegression

from benchmarks import metrics
from benchmarks.compare import leak, wholeness
from benchmarks.compare.crossvalidated import page_key
from benchmarks.corpora import Sample
from benchmarks.training.dataset import FOLDS, MOST_BLOCKS, Example
from benchmarks.training.flatten import flatten
from benchmarks.training.labels import UNKNOWN
from boilerstrip.extractor import Extractor
from boilerstrip.page import Page

Floats = NDArray[np.floating[Any]]
# By the number of an example.
Probabilities = dict[int, Floats]

# Noise costs a page the article where it loses more than this share.
_LOSES = 0.1
_FIGURES = (
    "word_f1",
    "word_precision",
    "word_recall",
    "snippet_f1",
    "snippet_precision",
    "snippet_recall",
)


class Outcome(NamedTuple):
    """What came of a page: its text and how sure that is, which Blocks are kept, its units as counts."""

    text: str
    confidence: float
    kept: NDArray[np.bool_]
    units: NDArray[np.float64]


class _Known:
    """A scorer that has its answer already."""

    def __init__(self, probabilities: Floats) -> None:
        self._found: list[float] = probabilities.tolist()

    def probabilities(self, page: Page, candidates: object) -> list[float]:
        """The answer, with nothing for Blocks beyond those that training looks at.

        Raises:
            ValueError: it is the answer for another page, or this page is cut into other Blocks now.

        """
        if len(self._found) != min(len(page.blocks), MOST_BLOCKS):
            raise ValueError(f"{len(self._found)} probabilities for {len(page.blocks)} blocks")
        return self._found + [0.0] * (len(page.blocks) - len(self._found))

    def confidence(self, page: Page, expected: float) -> float:
        """The expectation as it is: what to make of it is yet to be learned."""
        return expected


class Measures:
    """The figures of the examples, and what they teach: texts to report, and a correction of confidence.

    Attributes:
        texts: what was extracted of each page by a model that had not seen its site, by `page_key`.
        confidence_curve: expected F1, and the real one that it stands for.

    """

    def __init__(
        self, examples: Sequence[Example], samples: Sequence[Sample], seed: int, threads: int
    ) -> None:
        self.examples = examples
        self.samples = samples
        self.pages = {sample.id: sample.html for sample in samples}
        self.seed, self.threads = seed, threads
        self.texts: dict[str, str] = {}
        self.confidence_curve: tuple[Floats, Floats] = (
            np.array([0, 1], np.float32),
            np.array([0, 1], np.float32),
        )

    def figures(self, probabilities: Probabilities, calibrate: bool) -> dict[str, Any]:
        """All figures of out-of-fold probabilities; with `calibrate`, confidence learns from them."""
        reached = self.outcomes(probabilities)
        rows: defaultdict[str, list[NDArray[np.float64]]] = defaultdict(list)
        units: defaultdict[str, list[NDArray[np.float64]]] = defaultdict(list)
        sure: list[tuple[float, float, int]] = []
        seen = set()
        for index, outcome in reached.items():
            example = self.examples[index]
            if calibrate and not example.tool:
                self.texts[page_key(self.html(index))] = outcome.text
            if not example.original:
                continue
            seen.add((example.id, example.kind))
            columns = metrics.page_columns(outcome.text, example.sample)
            for group in _groups(example.sample, example.kind):
                rows[group].append(columns)
            if example.sample.text is not None:
                real = columns[metrics.COLUMNS.index("word_f1")]
                sure.append((outcome.confidence, real, example.fold))
                if not example.tool:
                    units[example.corpus].append(outcome.units)
        # nothing is found where nothing can be: pages without any text count as well
        for kind in {example.kind for example in self.examples if example.original}:
            for sample in self.samples:
                if (sample.text is not None or sample.wanted) and (sample.id, kind) not in seen:
                    for group in _groups(sample, kind):
                        rows[group].append(metrics.page_columns("", sample))
        figures: dict[str, Any] = {}
        for group, of_pages in sorted(rows.items()):
            table = np.array(of_pages)
            draws = metrics.resamples(len(table), self.seed)
            has_text = table[:, metrics.COLUMNS.index("has_text")].any()
            figures[group] = {"pages": len(table)}
            for name in _FIGURES:
                if name.startswith("word") and not has_text:
                    continue
                interval = metrics.interval(name, table, draws)
                bounds = (interval.value, interval.low, interval.high)
                figures[group][name] = [round(value, 4) for value in bounds]
        figures["planted"] = self.planted(reached, "planted")
        figures["appended"] = self.planted(reached, "appended")
        figures["promoted"] = self.planted(reached, "promoted")
        figures["structures kept"] = self.structures(reached)
        figures["units"] = {
            corpus: wholeness.report_of_units(of, self.seed)["all"] for corpus, of in sorted(units.items())
        }
        figures["confidence"] = self.confidence(np.array(sure), calibrate)
        return figures

    def outcomes(self, probabilities: Probabilities) -> dict[int, Outcome]:
        """What the whole pipeline makes, with these answers, of pages and of copies to measure by."""
        measured = [index for index, e in enumerate(self.examples) if e.original or e.kind.endswith(" test")]
        _Forked.measures, _Forked.probabilities = self, probabilities
        with ProcessPoolExecutor(self.threads, multiprocessing.get_context("fork")) as pool:
            return dict(zip(measured, pool.map(_outcome, measured, chunksize=16), strict=True))

    def outcome(self, index: int, probabilities: Floats) -> Outcome:
        """What the whole pipeline makes of an example with these probabilities."""
        example = self.examples[index]
        extractor = Extractor(strategies=("density",), concurrent=False, scorer=_Known(probabilities))
        if example.tool:
            extraction = extractor.extract_plaintext(flatten(self.html(index), example.tool))
        else:
            extraction = extractor.extract(self.html(index))
        kept = np.array([block.kept for block in extraction.blocks[: len(example.labels)]], np.bool_)
        dropped = {block.index for block in extraction.discarded}
        gold = np.full(len(extraction.blocks), UNKNOWN, np.float32)
        gold[: len(example.labels)] = example.labels
        judged = wholeness.Judged(extraction._page, [b.kept for b in extraction.blocks], gold, dropped)
        return Outcome(extraction.text, extraction.confidence, kept, wholeness.unit_counts(judged))

    def html(self, index: int) -> bytes:
        """The page that an example is of, with what is planted in it."""
        planted = self.examples[index].planted
        return planted.html if planted else self.pages[self.examples[index].id]

    def planted(self, reached: Mapping[int, Outcome], kind: str) -> dict[str, Any]:
        """Leak, loss and F1 on pages planted with noise of a kind, in markups that training never saw."""
        shares: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
        scores = []
        before = {
            (self.examples[index].id, self.examples[index].tool): outcome.text
            for index, outcome in reached.items()
            if self.examples[index].original
        }
        for index, outcome in reached.items():
            example = self.examples[index]
            if example.planted is None or example.kind.removeprefix("flattened ") != f"{kind} test":
                continue
            text, planted = outcome.text, example.planted
            lost = leak.lost_of(before.get((example.id, example.tool), ""), text, planted)
            for group in ("all", planted.markup, planted.place):
                shares[group].append((leak.leak_of(text, planted), lost))
            scores.append(metrics.word_score(text, planted.text).f1)
        if not scores:
            return {}
        means = {group: np.mean(values, axis=0) for group, values in shares.items()}
        return {
            "pages": len(scores),
            "word_f1": round(float(np.mean(scores)), 4),
            "leak": {group: round(float(mean[0]), 4) for group, mean in means.items()},
            "lost": {group: round(float(mean[1]), 4) for group, mean in means.items()},
            "pages_that_lose": round(float(np.mean([lost > _LOSES for _, lost in shares["all"]])), 4),
        }

    def structures(self, reached: Mapping[int, Outcome]) -> dict[str, float]:
        """The share of the words of structures planted as content that is kept, by kind."""
        kept: defaultdict[str, list[float]] = defaultdict(list)
        for index, outcome in reached.items():
            example = self.examples[index]
            if example.kind == "structured test" and example.planted is not None:
                inserted = example.words * example.inserted
                if total := float(inserted.sum()):
                    for group in ("all", example.planted.markup):
                        kept[group].append(float(inserted[outcome.kept].sum()) / total)
        return {kind: round(float(np.mean(shares)), 4) for kind, shares in sorted(kept.items())}

    def confidence(self, sure: NDArray[np.float64], calibrate: bool) -> dict[str, float]:
        """How well expected F1 tells the real one, itself cross-validated; `sure` has a row a page."""
        expected, real, fold = sure.T
        corrected = np.empty(len(real))
        for tested in range(FOLDS):
            fit = IsotonicRegression(out_of_bounds="clip").fit(expected[fold != tested], real[fold != tested])
            corrected[fold == tested] = fit.predict(expected[fold == tested])
        if calibrate:
            curve = IsotonicRegression(out_of_bounds="clip").fit(expected, real)
            knots = np.linspace(0, 1, 41)
            # a little slope keeps the order of pages between the steps of the curve
            values = np.clip(0.95 * curve.predict(knots) + 0.05 * knots, 0, 1)
            self.confidence_curve = knots.astype(np.float32), values.astype(np.float32)
        best = np.argsort(-expected)[: int(0.8 * len(real))]
        return {
            "spearman": round(float(spearmanr(expected, real).statistic), 4),
            "ece": round(_calibration_error(corrected, real), 4),
            "mean": round(float(real.mean()), 4),
            "mean_of_most_confident_80_percent": round(float(real[best].mean()), 4),
        }


class _Forked:
    """What processes forked for figures find in memory."""

    measures: Measures
    probabilities: Probabilities


def _outcome(index: int) -> Outcome:
    return _Forked.measures.outcome(index, _Forked.probabilities[index])


def _groups(sample: Sample, kind: str) -> list[str]:
    """What a page's figures go under: its corpus, and its type there."""
    group = sample.corpus if kind == "clean" else f"{sample.corpus} by {kind}"
    return [group, f"{group} {sample.page_type}"] if sample.corpus.startswith("wcxb") else [group]


def _calibration_error(predicted: NDArray[np.float64], real: NDArray[np.float64], bins: int = 10) -> float:
    """Expected calibration error over bins of equal numbers of pages."""
    parts = np.array_split(np.argsort(predicted, kind="stable"), bins)
    return float(
        sum(len(part) * abs(predicted[part].mean() - real[part].mean()) for part in parts) / len(real)
    )
