"""Train the scorer: ``python -m benchmarks train --corpora DIR``.

Reads the corpora, makes planted and damaged copies of their pages, computes features, and fits a
linear model over names, boosted trees that hear of it, a network, and the trees of the second stage. With
`--plaintext` it does so for plain text. What one stage tells the next of a page, and every figure
reported, comes from models that have not seen the page's site. The weights and, beside them, their
provenance as JSON are written into the package.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import pickle
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import catboost
import numpy as np
import torch
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression, SGDClassifier

from benchmarks import corpora, documentation, metrics
from benchmarks.compare import crossvalidated
from benchmarks.corpora import Sample
from benchmarks.outputs import output_file, weights_file
from benchmarks.training import network
from benchmarks.training.dataset import (
    FOLDS,
    JOBS,
    LINE_JOBS,
    VOTES,
    Example,
    build,
    columns_of,
    texts,
)
from benchmarks.training.flatten import TOOLS, WITHOUT_BREAKS
from benchmarks.training.measures import Floats, Measures, Probabilities
from boilerstrip import model
from boilerstrip.features import FEATURE_NAMES, hashed_tokens
from boilerstrip.features.context import find_content_terms
from boilerstrip.model import stacked
from boilerstrip.model.forest import Forest
from boilerstrip.model.network import Network
from boilerstrip.model.weights_file import write_arrays
from boilerstrip.scoring.selection import best_mask
from boilerstrip.text.words import words as words_of

FOLDER = Path(model.__file__).parent
# What copies count beside the page itself, and news pages beside those of WCXB, which are ten
# times as many.
_COPY = {
    "clean": 1.0,
    "damaged": 0.4,
    "planted train": 0.6,
    "planted drawn": 0.4,
    "cropped": 0.2,
    "emptied": 0.2,
    "entries": 0.3,
    "kit": 0.3,
    "kit others": 0.2,
    "appended train": 0.4,
    "appended drawn": 0.4,
    "sections": 0.3,
    "index pages": 0.3,
    "structured train": 0.4,
    "long": 0.6,
    "plain": 0.4,
    **dict.fromkeys(TOOLS, 1.0),
    "flattened without breaks": 0.15,
    "flattened planted train": 0.6,
    "flattened cropped": 0.4,
    "flattened structured train": 0.3,
    "flattened promoted train": 0.3,
    "flattened long": 0.3,
}
_CORPUS = {
    "wcxb-dev": 1.0,
    "news-sample": 2.0,
    "aeb-sample": 2.0,
    "trafilatura-eval": 0.3,
    "debian-docs": 0.5,
}
# Flattened news is where lines are told apart worst: its menus and teasers read like its sentences.
_LINE_CORPUS = {**_CORPUS, "news-sample": 12.0, "trafilatura-eval": 1.0}
# A planted Block is the whole point of its page, the more so the less there is of it; and so is that the
# article around it stays.
_PLANTED = {"planted": 12.0, "appended": 3.0, "structured": 5.0, "promoted": 8.0}
_AROUND_PLANTED = 1.5
# A page's wrong words are as bad as they are many beside its right ones; the share of all words
# keeps pages of few right words from drowning the rest.
_SHARE_OF_ALL = 0.3
# Rows are drawn by weight down to about so many: most Blocks of a page are a word or two.
_ROWS = 350_000
# Columns are cut off beyond what all but this share of Blocks have, of so many Blocks of each page at most.
_BEYOND = 0.0005
_BOUNDING_BLOCKS = 20
_TREES = 200
_DEPTH = 6
_STAGE = {"learning_rate": 0.1, "l2_leaf_reg": 6.0, "rsm": 0.25, "subsample": 0.7, "border_count": 64}
# A second stage has few features, and errs where trees are many or deep.
_SECOND_TREES = 150
_SECOND_DEPTH = 5
_SECOND_STAGE = {**_STAGE, "learning_rate": 0.08, "rsm": 0.5}
# By the number of an example.
Odds = dict[int, Floats]


@dataclass(frozen=True, slots=True)
class Rows:
    """Blocks drawn for training: from which example, which of its Blocks, and their weights."""

    picked: list[tuple[int, NDArray[np.int64]]]
    labels: Floats
    weights: Floats


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure and write; the exit status is 0."""
    options = _options(arguments)
    started = time.time()
    loaded = corpora.load(options.corpora)
    examples = build(loaded, LINE_JOBS if options.plaintext else JOBS, options.seed, options.cache)
    samples = [sample for corpus in loaded for sample in corpus.samples]
    _say(f"{len(examples)} pages and copies, {sum(len(e.words) for e in examples)} blocks", started)
    trained = Training(examples, samples, options.seed, options.threads, lambda text: _say(text, started))
    figures = trained.cross_validate()
    print(json.dumps(figures, indent=2))
    if options.texts is not None:
        crossvalidated.write(trained.measures.texts, options.texts)
    if options.probabilities is not None:
        options.probabilities.write_bytes(pickle.dumps((trained.first, trained.found)))
    # not compressed: to unpack them would take half of the time of loading, and wheels pack them anyway
    write_arrays(options.out, {name: np.asarray(values) for name, values in trained.final().items()})
    provenance = _provenance(examples, options.seed, figures) | _documentation(options.corpora)
    options.out.with_suffix(".json").write_text(json.dumps(provenance, indent=2) + "\n", encoding="utf-8")
    _say(f"wrote {options.out}, {options.out.stat().st_size} bytes", started)
    return 0


class Training:
    """The examples and what is learned of them, stage by stage."""

    def __init__(
        self,
        examples: list[Example],
        samples: Sequence[Sample],
        seed: int,
        threads: int,
        say: Callable[[str], None],
    ) -> None:
        self.examples = examples
        self.measures = Measures(examples, samples, seed, threads)
        self.seed, self.threads, self.say = seed, threads, say
        self.taught = [index for index, example in enumerate(examples) if _is_taught(example)]
        self.folds = [example.fold for example in examples]
        # half of the copies learn to do without the strategies of other packages
        self.own_votes = [
            crc32(f"{e.id} {e.kind} {index}".encode()) % 2 == 0 for index, e in enumerate(examples)
        ]
        self.names: dict[int, Floats] = {}
        # the log-odds of trees and network from all votes and from those of our own strategies
        self.by_trees: tuple[Odds, Odds] = {}, {}
        self.by_network: tuple[Odds, Odds] = {}, {}
        # the probabilities likewise: the first answer, and the second by which figures are made
        self.first: tuple[Probabilities, Probabilities] = {}, {}
        self.found: tuple[Probabilities, Probabilities] = {}, {}
        # what a second stage sees, by all votes and by those of our own strategies
        self.seen: dict[int, tuple[Floats, Floats]] = {}
        # the least and the most that each column is, shape (2, columns)
        self.bounds = self.find_bounds()
        self.networks: list[dict[str, NDArray[Any]]] = []

    def find_bounds(self) -> Floats:
        """The least and the most that each column has on pages to learn from, but for a few of the Blocks.

        The examples are cut off at these, as pages will be.
        """
        rng = np.random.default_rng(self.seed)
        seen = []
        for index in self.taught:
            table = self.examples[index].table
            # a long page has no more say than a short one
            some = rng.permutation(table.shape[1])[:_BOUNDING_BLOCKS]
            seen.append(table[:, some].astype(np.float32))
        bounds = np.quantile(np.concatenate(seen, axis=1), (_BEYOND, 1 - _BEYOND), axis=1).astype(np.float32)
        votes = self.examples[0].own_votes
        bounds[:, VOTES] = [[-np.inf] * len(votes), [np.inf] * len(votes)]
        lower, upper = bounds[:, :, None]
        for example in self.examples:
            model.bounded(example.table, lower, upper)
        return np.asarray(bounds)

    def cross_validate(self) -> dict[str, Any]:
        """Fit every stage fold by fold; the figures of pages whose sites no stage has seen."""
        self.learn_names()
        self.say("names")
        for fold in range(FOLDS):
            trees = self.fit_trees(self.taught_without(fold))
            for index in self.tested(fold):
                for odds, own in zip(self.by_trees, (False, True), strict=True):
                    odds[index] = trees.logits(self.table(index, own))
            self.say(f"trees, fold {fold}")
        self.say(
            f"trees alone: {self.score({index: model.logistic(z) for index, z in self.by_trees[0].items()})}"
        )
        self.networks = self.fit_networks()
        self.say("networks")
        for fold in range(FOLDS):
            trained = Network.read(self.networks[fold])
            for index in self.tested(fold):
                example = self.examples[index]
                for answers, heard, odds, own in zip(
                    self.first, self.by_trees, self.by_network, (False, True), strict=True
                ):
                    table = columns_of(example, own)
                    odds[index] = trained.logits(table, example.tokens, example.words, example.said)
                    answers[index] = model.blend(heard[index], odds[index], bool(example.tool))
        self.say(f"first answer: {self.score(self.first[0])}")
        self.fit_stacked()
        self.say(f"second answer: {self.score(self.found[0])}")
        return {
            "all strategies": self.measures.figures(self.found[0], calibrate=True),
            "own strategies": self.measures.figures(self.found[1], calibrate=False),
        }

    def fit_stacked(self) -> None:
        """The second answers, by trees that have not seen the page's site.

        The first answers they learn from are of models that have not seen the sites of those pages.
        """
        for index, example in enumerate(self.examples):
            if example.texts:
                terms = find_content_terms([words_of(text) for text in example.texts])
                all_votes, own_votes = (
                    stacked.table(
                        first[index], (trees[index], net[index]), example.words, terms, example.layout
                    )
                    for first, trees, net in zip(self.first, self.by_trees, self.by_network, strict=True)
                )
                self.seen[index] = all_votes, own_votes
        for fold in range(FOLDS):
            trees = self.fit_stage2(self.taught_without(fold))
            for index in self.tested(fold):
                for answers, seen in zip(self.found, self.seen[index], strict=True):
                    answers[index] = model.rounded(trees.logits(seen))

    def learn_names(self) -> None:
        """What the linear model says of each example, without having seen its site."""
        for fold in range(FOLDS):
            used = self.taught_without(fold)
            weights, kinds = self.fit_names(used), self.fit_kinds(used)
            step = np.ones(kinds.shape[1], np.float32)
            for index in self.tested(fold):
                self.names[index] = model.name_rows(self.examples[index].tokens, weights, kinds, step)

    def final(self) -> dict[str, NDArray[Any]]:
        """Fit every stage on all pages; what one stage tells the next stays cross-validated."""
        name_weights = self.fit_names(self.taught)
        kinds, step = network.as_bytes(self.fit_kinds(self.taught))
        return {
            "features": np.array(len(FEATURE_NAMES)),
            "bounds": self.bounds,
            "names": name_weights.astype(np.float16),
            "kinds": kinds,
            "kinds.step": step,
            **self.fit_trees(self.taught).write("trees"),
            **self.networks[FOLDS],
            **self.fit_stage2(self.taught).write("second"),
            "confidence.expected": self.measures.confidence_curve[0],
            "confidence.real": self.measures.confidence_curve[1],
        }

    def taught_without(self, fold: int) -> list[int]:
        """The examples to learn from whose sites are not tested in `fold`."""
        return [index for index in self.taught if self.folds[index] != fold]

    def tested(self, fold: int) -> list[int]:
        """The examples that are tested in a fold."""
        return [index for index, of in enumerate(self.folds) if of == fold]

    def table(self, index: int, own: bool) -> Floats:
        """The columns that the trees see of an example."""
        return np.concatenate([columns_of(self.examples[index], own), self.names[index]])

    def fit_names(self, used: Sequence[int]) -> Floats:
        """The linear model: a weight for each hash value."""
        rows = self.draw(used)
        indices, pointers = [], [0]
        for index, blocks in rows.picked:
            values, offsets = self.examples[index].tokens.flat()
            step = len(hashed_tokens.FAMILIES)
            for block in blocks:
                tokens = np.unique(values[offsets[block * step] : offsets[(block + 1) * step]])
                indices.append(tokens)
                pointers.append(pointers[-1] + len(tokens))
        columns = np.concatenate(indices)
        matrix = sparse.csr_matrix(
            (np.ones(len(columns), np.float32), columns, pointers),
            shape=(len(rows.labels), hashed_tokens.BUCKETS),
        )
        linear = SGDClassifier(
            loss="log_loss", alpha=2e-6, max_iter=6, tol=None, average=True, random_state=self.seed
        )
        linear.fit(matrix, rows.labels > 0.5, sample_weight=rows.weights / rows.weights.mean())
        return np.asarray(linear.coef_[0], np.float16).astype(np.float32)

    def fit_kinds(self, used: Sequence[int]) -> Floats:
        """The linear model of the kind of a page, as `model.kind_of_page` takes it."""
        indices, values, pointers, kinds = [], [], [0], []
        for index in used:
            example = self.examples[index]
            # the other corpora are of articles, so said or not
            if example.original and example.page_type in hashed_tokens.KINDS:
                distinct = np.unique(example.tokens.values)
                indices.append(distinct)
                values.append(np.full(len(distinct), 1 / np.sqrt(max(1, len(distinct)))))
                pointers.append(pointers[-1] + len(distinct))
                kinds.append(hashed_tokens.KINDS.index(example.page_type))
        matrix = sparse.csr_matrix(
            (np.concatenate(values), np.concatenate(indices), pointers),
            shape=(len(kinds), hashed_tokens.BUCKETS),
        )
        linear = LogisticRegression(C=300.0, max_iter=300)
        linear.fit(matrix, kinds)
        table = np.concatenate([linear.coef_.T, linear.intercept_[None]])
        return np.asarray(table, np.float16).astype(np.float32)

    def fit_trees(self, used: Sequence[int]) -> Forest:
        """The trees."""
        rows = self.draw(used)
        parts = [self.table(index, self.own_votes[index])[:, blocks].T for index, blocks in rows.picked]
        return self.grow(parts, rows, _TREES, _DEPTH, _STAGE)

    def fit_stage2(self, used: Sequence[int]) -> Forest:
        """Fit the trees of the second stage."""
        rows = self.draw(used)
        parts = [self.seen[index][self.own_votes[index]][:, blocks].T for index, blocks in rows.picked]
        return self.grow(parts, rows, _SECOND_TREES, _SECOND_DEPTH, _SECOND_STAGE)

    def grow(
        self, parts: Sequence[Floats], rows: Rows, trees: int, depth: int, stage: Mapping[str, float]
    ) -> Forest:
        """Trees that tell the labels of rows by their columns, given page by page."""
        pool = catboost.Pool(np.concatenate(parts), label=rows.labels, weight=rows.weights)
        grown = catboost.CatBoostClassifier(
            iterations=trees,
            depth=depth,
            loss_function="Logloss",
            bootstrap_type="Bernoulli",
            boosting_type="Plain",
            random_seed=self.seed,
            thread_count=self.threads,
            allow_writing_files=False,
            verbose=False,
            **stage,
        )
        grown.fit(pool)
        return forest_of(grown)

    def fit_networks(self) -> list[dict[str, NDArray[Any]]]:
        """The network without each fold, and at the end the one of all pages.

        In processes of their own, with the examples as they are in this one: several steps on one core
        each take less time than one on several.
        """
        _ForkedTraining.training = self
        with ProcessPoolExecutor(self.threads, multiprocessing.get_context("fork")) as pool:
            return list(pool.map(_fit_network, range(FOLDS + 1)))

    def fit_network(self, fold: int) -> dict[str, NDArray[Any]]:
        """The network of all pages but those of a fold."""

        def table(index: int) -> Floats:
            return columns_of(self.examples[index], self.own_votes[index])

        def counts(index: int) -> float:
            return _counts(self.examples[index])

        teacher = network.Teacher(table, lambda index: self.weigh(self.examples[index]), counts)
        # what it learns of texts without line breaks costs it more on others than it gains
        used = [i for i in self.taught_without(fold) if self.examples[i].tool not in WITHOUT_BREAKS]
        return network.fit(self.examples, used, teacher, self.seed)

    def draw(self, used: Sequence[int]) -> Rows:
        """Blocks of these examples, drawn by weight, with what is left of their weights."""
        weights = {index: self.weigh(self.examples[index]) for index in used}
        every = np.concatenate(list(weights.values()))
        threshold = _threshold(every, _ROWS)
        rng = np.random.default_rng(self.seed)
        picked, kept_labels, kept_weights = [], [], []
        for index, weight in weights.items():
            chosen = np.flatnonzero(rng.random(len(weight)) * threshold < weight)
            picked.append((index, chosen))
            kept_labels.append(self.examples[index].labels[chosen])
            kept_weights.append(np.maximum(weight[chosen], threshold))
        return Rows(
            picked,
            np.concatenate(kept_labels).astype(np.float32),
            (np.concatenate(kept_weights) / np.mean(every)).astype(np.float32),
        )

    def weigh(self, example: Example) -> Floats:
        """What each Block of an example counts in training."""
        words = np.maximum(example.words, 0.5)
        known = example.labels >= 0
        right = float(words[example.labels > 0.5].sum())
        total = float(words[known].sum()) or 1.0
        weight = words * known / (right * (1 - _SHARE_OF_ALL) + total * _SHARE_OF_ALL)
        if example.planted is not None:
            kind = example.kind.removeprefix("flattened ").partition(" ")[0]
            weight[example.inserted] *= _PLANTED.get(kind, 1.0)
            if example.planted.label == 0:
                weight[example.labels > 0.5] *= _AROUND_PLANTED
        return np.asarray(weight * _counts(example), np.float32)

    def score(self, probabilities: Probabilities) -> str:
        """Word F1 on original pages by corpus and type, in a line."""
        groups: defaultdict[str, list[float]] = defaultdict(list)
        for index, example in enumerate(self.examples):
            if example.original and example.sample.text is not None:
                kept = best_mask(example.words.tolist(), probabilities[index].tolist())
                score = metrics.word_score(texts(example, kept), example.sample.text).f1
                groups[example.corpus].append(score)
                if "wcxb" in example.corpus:
                    groups[example.page_type].append(score)
        return " ".join(f"{group} {np.mean(scores):.4f}" for group, scores in groups.items())


def _is_taught(example: Example) -> bool:
    """Whether to learn from it."""
    return example.kind in _COPY


def _counts(example: Example) -> float:
    """What a page counts in training."""
    corpus = _LINE_CORPUS if example.tool else _CORPUS
    return _COPY[example.kind] * corpus.get(example.corpus, 1.0)


class _ForkedTraining:
    """What processes forked for networks find in memory."""

    training: Training


def _fit_network(fold: int) -> dict[str, NDArray[Any]]:
    return _ForkedTraining.training.fit_network(fold)


def forest_of(trees: catboost.CatBoostClassifier) -> Forest:
    """CatBoost's trees as arrays, read from its own JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        trees.save_model(str(path), format="json")
        saved = json.loads(path.read_text(encoding="utf-8"))
    feature_of = [feature["flat_feature_index"] for feature in saved["features_info"]["float_features"]]
    split_numbers: dict[tuple[int, float], int] = {}
    saved_trees = saved["oblivious_trees"]
    depth = max(len(tree["splits"] or ()) for tree in saved_trees)
    split_index = np.zeros((depth, len(saved_trees)), np.int64)
    leaves = np.zeros((len(saved_trees), 2**depth), np.float32)
    for index, tree in enumerate(saved_trees):
        splits = tree["splits"] or []
        for level, split in enumerate(splits):
            split_key = (feature_of[split["float_feature_index"]], split["border"])
            split_index[level, index] = split_numbers.setdefault(split_key, len(split_numbers))
        # a tree that stopped early repeats its leaves for the remaining levels
        for level in range(len(splits), depth):
            split_index[level, index] = split_index[0, index]
        values = np.array(tree["leaf_values"], np.float32)
        leaves[index] = np.resize(values, 2**depth)
    scale, bias = saved["scale_and_bias"]
    return Forest(
        feature=np.array([feature for feature, _ in split_numbers], np.int64),
        border=np.array([border for _, border in split_numbers], np.float32),
        split_index=split_index,
        leaves=(leaves * scale).astype(np.float16).astype(np.float32),
        bias=float(bias[0] if isinstance(bias, list) else bias),
    )


def _threshold(weights: Floats, rows: int) -> float:
    """The weight below which Blocks are drawn by chance, so that about `rows` are left."""
    if len(weights) <= rows:
        return 0.0
    low, high = 0.0, float(weights.sum())
    for _ in range(60):
        middle = (low + high) / 2
        expected = np.minimum(1, weights / middle).sum()
        low, high = (middle, high) if expected > rows else (low, middle)
    return high


def _provenance(examples: Sequence[Example], seed: int, figures: dict[str, Any]) -> dict[str, Any]:
    counts: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for example in examples:
        counts[example.corpus][example.kind] += 1
    return {
        "trained_on": {corpus: dict(kinds) for corpus, kinds in counts.items()},
        "licences": {
            "wcxb-dev": "CC-BY-4.0",
            "news-sample": "MIT",
            "aeb-sample": "MIT",
            "trafilatura-eval": "Apache-2.0",
            "kit": "drawn by this package",
        },
        "seed": seed,
        "folds": FOLDS,
        "catboost": catboost.__version__,
        "numpy": np.__version__,
        "torch": torch.__version__,
        "features": len(FEATURE_NAMES) + len(hashed_tokens.COLUMNS),
        "trees": _TREES,
        "depth": _DEPTH,
        "second stage": {"trees": _SECOND_TREES, "depth": _SECOND_DEPTH, "features": len(stacked.COLUMNS)},
        "cross_validated": figures,
    }


def _documentation(folder: Path) -> dict[str, Any]:
    """The packages of documentation that were learned from, with their licences."""
    found = [
        {
            "package": package.name,
            "version": package.version,
            "generators": package.generators,
            "licences": package.licences,
        }
        for corpus in sorted(path for path in folder.iterdir() if (path / documentation.MANIFEST).is_file())
        for package in documentation.packages(corpus)
    ]
    return {"documentation": found} if found else {}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks train", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of corpora")
    parser.add_argument("--plaintext", action="store_true", help="train on pages flattened to text")
    parser.add_argument("--out", type=weights_file, help="where the weights go (default: into the package)")
    parser.add_argument("--cache", type=Path, help="folder to keep computed features in")
    parser.add_argument("--texts", type=output_file, help="where the cross-validated outputs go, for reports")
    parser.add_argument(
        "--probabilities",
        type=output_file,
        help="where the cross-validated answers go, for experiments",
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(arguments)
    if options.out is None:
        default = FOLDER / (model.PLAINTEXT_WEIGHTS if options.plaintext else model.WEIGHTS)
        try:
            options.out = weights_file(str(default))
        except argparse.ArgumentTypeError as error:
            parser.error(f"{error}; say with --out where the weights go")
    return options


def _say(text: str, started: float) -> None:
    print(f"{time.time() - started:7.0f} s  {text}", file=sys.stderr, flush=True)
