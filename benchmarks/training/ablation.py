"""What each part of training buys: ``python -m benchmarks ablation --corpora DIR --cache DIR``.

The trees are fitted again and again, each time without one family of features, the columns of one
strategy's votes (the means over all votes still know of them), one corpus or one kind of copy, and
judged by the best mask on pages whose sites they have not seen. The linear model over names is fitted
once, and the network not at all: it would take hours. What another seed changes is told as well.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks import corpora, metrics
from benchmarks.training.dataset import FOLDS, JOBS, build, texts
from benchmarks.training.measures import Floats
from benchmarks.training.train import Training
from boilerstrip import model
from boilerstrip.features import FAMILIES, FEATURE_NAMES, hashed_tokens
from boilerstrip.scoring.selection import best_mask
from boilerstrip.strategies import BUILT_IN

_COLUMNS = ("WCXB F1", "news F1", "AEB F1", "planted F1", "leak")
_CORPORA = {"wcxb-dev": 0, "news-sample": 1, "aeb-sample": 2}
_OTHER_SEEDS = {"nothing, seed 101": 101, "nothing, seed 102": 102}


class _Without(Training):
    """Training that does not see some columns."""

    kept: NDArray[np.bool_]

    def table(self, index: int, own: bool) -> Floats:
        """The columns that are left."""
        return np.asarray(super().table(index, own)[self.kept])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table as Markdown; the exit status is 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks ablation", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of corpora")
    parser.add_argument("--cache", type=Path, help="folder of computed features, as training has it")
    parser.add_argument("--folds", type=int, default=FOLDS, help=f"folds to judge by, of {FOLDS} (all)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(arguments)
    started = time.time()
    examples = build(corpora.load(options.corpora), JOBS, options.seed, options.cache)
    training = _Without(examples, [], options.seed, options.threads, lambda text: None)
    training.learn_names()
    every = training.taught
    all_columns = np.ones(len(FEATURE_NAMES) + len(hashed_tokens.COLUMNS), np.bool_)
    print(f"| without | {' | '.join(_COLUMNS)} |\n| --- |{' ---: |' * len(_COLUMNS)}")
    whole: NDArray[np.float64] | None = None
    nothing = [(name, all_columns, every) for name in ("nothing", *_OTHER_SEEDS)]
    for name, kept, left in (*nothing, *_parts(training, all_columns)):
        training.kept, training.taught = kept, left
        # what another seed alone changes is what a difference has to exceed to mean anything
        training.seed = _OTHER_SEEDS.get(name, options.seed)
        figures = _figures(training, options.folds)
        shown = [
            f"{value:.4f}" if whole is None else f"{value - whole[i]:+.4f}" for i, value in enumerate(figures)
        ]
        whole = figures if whole is None else whole
        print(f"| {name} | {' | '.join(shown)} |", flush=True)
        print(f"{time.time() - started:7.0f} s  {name}", file=sys.stderr, flush=True)
    return 0


def _parts(
    training: Training, every: NDArray[np.bool_]
) -> Iterator[tuple[str, NDArray[np.bool_], list[int]]]:
    """Each part by its name, the columns left without it, and the examples left to learn from."""
    columns = [*FEATURE_NAMES, *hashed_tokens.COLUMNS]
    for family in (*FAMILIES, "names"):
        own = list(FAMILIES[family].columns) if family in FAMILIES else list(hashed_tokens.COLUMNS)
        yield f"features: {family}", every & ~np.isin(columns, own), training.taught
    for strategy in BUILT_IN:
        votes = [f"vote.{strategy}", f"vote.{strategy}_share"]
        yield f"votes: {strategy}", every & ~np.isin(columns, votes), training.taught
    taught = [(index, training.examples[index]) for index in training.taught]
    # what has no originals is a kind of copy alone
    for corpus in sorted({example.corpus for _, example in taught if example.original}):
        yield f"corpus: {corpus}", every, [index for index, example in taught if example.corpus != corpus]
    for kind in sorted({example.kind for _, example in taught if not example.original}):
        yield f"copies: {kind}", every, [index for index, example in taught if example.kind != kind]


def _figures(training: Training, folds: int) -> NDArray[np.float64]:
    """One figure for each of `_COLUMNS`."""
    found: defaultdict[int, list[float]] = defaultdict(list)
    for fold in range(folds):
        trees = training.fit_trees(training.taught_without(fold))
        for index in training.tested(fold):
            example = training.examples[index]
            if example.kind not in ("clean", "planted test") or example.sample.text is None:
                continue
            probabilities = model.logistic(trees.logits(training.table(index, own=False)))
            mask = np.array(best_mask(example.words.tolist(), probabilities.tolist()))
            if example.kind == "clean":
                score = metrics.word_score(texts(example, mask), example.sample.text).f1
                found[_CORPORA[example.corpus]].append(score)
            elif example.planted is not None and (planted := example.words[example.leak].sum()):
                found[3].append(metrics.word_score(texts(example, mask), example.planted.text).f1)
                found[4].append(float((example.words * mask)[example.leak].sum() / planted))
    return np.array([np.mean(found[index]) for index in range(len(_COLUMNS))])
