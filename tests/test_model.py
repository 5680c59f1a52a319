"""The model: any page gets probabilities, the cut is the best there is, and all of it is quick."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
import threadpoolctl
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import model, strategies
from boilerstrip.features import FEATURE_NAMES, names
from boilerstrip.model import network
from boilerstrip.model.chain import lent
from boilerstrip.model.forest import Forest
from boilerstrip.page import Limits, Page
from boilerstrip.scorer import best_mask
from boilerstrip.source import load
from boilerstrip.words import words

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.html"))
OWN = ("structured", "semantic", "density", "records")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_cut_well(path: Path) -> None:
    page = load(path.read_bytes(), None, None, Limits())
    candidates = strategies.run(page, OWN, timeout=10, concurrent=False)
    p = model.probabilities(page, candidates)
    kept = best_mask([block.words for block in page.blocks], p.tolist())
    found = [word for block in page.blocks if kept[block.index] for word in words(block.text)]
    gold = words(path.with_suffix(".txt").read_text(encoding="utf-8"))
    left, hits = list(gold), 0
    for word in found:
        if word in left:
            left.remove(word)
            hits += 1
    assert 2 * hits / (len(found) + len(gold)) > 0.8


@pytest.mark.parametrize("markup", ["", "<p>one</p>", "x", "<p>…</p>", "<h1>水</h1>", "<p>" * 5000 + "z"])
def test_any_page_has_probabilities(markup: str) -> None:
    page = Page(markup)
    p = model.probabilities(page, [])
    assert p.shape == (len(page.blocks),)
    assert ((p >= 0) & (p <= 1)).all()


def test_a_hundred_thousand_blocks() -> None:
    page = Page("<body>" + "<p>a" * 100_000, limits=Limits(nodes=500_000, blocks=200_000, elements=200_000))
    p = model.probabilities(page, [])
    assert len(p) == len(page.blocks) == 100_000


def test_votes_may_be_missing() -> None:
    page = Page(SAMPLES[0].read_text(encoding="utf-8"))
    n = len(page.blocks)
    failed = strategies.Candidate("trafilatura", (False,) * n, error="no answer")
    assert np.array_equal(model.probabilities(page, [failed]), model.probabilities(page, []))


def test_confidence_rises_with_expected_f1() -> None:
    told = [model.calibrated(expected) for expected in np.linspace(0, 1, 21)]
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= 1


def test_a_forest_answers_as_its_trees_do() -> None:
    forest = Forest(
        feature=np.array([0, 1]),
        border=np.array([0.5, 2.0], np.float32),
        asks=np.array([[0, 1], [1, 0]]),
        leaves=np.array([[0, 1, 2, 3], [0, 10, 20, 30]], np.float32),
        bias=0.5,
    )
    table = np.array([[0.0, 1.0, 0.0, 1.0], [0.0, 0.0, 3.0, 3.0]], np.float32)
    assert forest.logits(table) == pytest.approx(np.array([0, 1 + 20, 2 + 10, 3 + 30]) + 0.5)
    arrays = forest.write("one")
    again = Forest.read(arrays, "one")
    assert np.array_equal(again.logits(table), forest.logits(table))


@pytest.mark.parametrize(("file", "most"), [(model.WEIGHTS, 3_000_000), (model.LINE_WEIGHTS, 1_000_000)])
def test_weights_are_small_and_told_of(file: str, most: int) -> None:
    folder = files(model)
    assert len((folder / file).read_bytes()) < most
    told = json.loads((folder / file.replace("npz", "json")).read_text(encoding="utf-8"))
    assert {"trained_on", "licences", "seed", "cross_validated"} <= set(told)


def test_weights_fit_the_features() -> None:
    rows = len(FEATURE_NAMES) + len(names.COLUMNS)
    for_pages, for_lines = model.load(), model.load(flattened=True)
    assert max(for_pages.trees.feature.max(), for_lines.trees.feature.max()) < rows
    assert max(for_pages.network.columns.max(), for_lines.network.columns.max()) < len(FEATURE_NAMES)


@given(st.integers(0, 60), st.integers(0, 2**32 - 1))
def test_a_network_answers_for_any_number_of_blocks(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    trained = model.load().network
    rows = len(FEATURE_NAMES)
    table = rng.normal(size=(rows, n)).astype(np.float32)
    offsets = np.zeros(4 * n + 1, np.int64)
    odds = trained.logits(table, (np.zeros(0, np.int64), offsets), np.ones(n, np.float32))
    assert odds.shape == (n,)
    assert np.isfinite(odds).all()


def test_products_take_one_thread_and_leave_the_setting_as_it_was() -> None:
    def threads() -> list[int]:
        return [one["num_threads"] for one in threadpoolctl.threadpool_info() if one["user_api"] == "blas"]

    before = threads()
    seen = []

    def work(_: int) -> None:
        with network._one_thread():
            seen.append(threads())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(20)))
    assert seen == [[1] * len(before)] * 20
    assert threads() == before


@given(st.lists(st.floats(-30, 30), max_size=30))
def test_lines_lend_one_another_what_is_said_of_them(odds: list[float]) -> None:
    found = lent(np.array(odds))
    assert found.shape == (len(odds),)
    # from both sides at most what a neighbour can be sure of
    assert np.all(np.abs(found) <= 2 * 0.2 * np.log(9) + 1e-6)
    assert lent(np.array(odds[::-1]))[::-1] == pytest.approx(found)
    assert lent(-np.array(odds)) == pytest.approx(-found)


def test_a_line_hears_of_those_around_and_least_of_the_far_ones() -> None:
    first = lent(np.array([4.0, 0, 0, 0]))
    assert first[0] == pytest.approx(0, abs=1e-6)
    assert first[1] > first[2] > first[3] > 0
    assert lent(np.array([4.0])) == pytest.approx(0, abs=1e-6)
