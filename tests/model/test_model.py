"""The model: any page gets probabilities, the cut is the best there is, and all of it is quick."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import threadpoolctl
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import model, strategies
from boilerstrip.features import FEATURE_NAMES, hashed_tokens
from boilerstrip.features.context import Context, find_content_terms
from boilerstrip.input.source import load
from boilerstrip.limits import Limits
from boilerstrip.model import network, stacked
from boilerstrip.model.forest import Forest
from boilerstrip.page import Page
from boilerstrip.scoring.selection import best_mask
from boilerstrip.text.words import words

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.html"))
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


@pytest.mark.slow
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
        split_index=np.array([[0, 1], [1, 0]]),
        leaves=np.array([[0, 1, 2, 3], [0, 10, 20, 30]], np.float32),
        bias=0.5,
    )
    table = np.array([[0.0, 1.0, 0.0, 1.0], [0.0, 0.0, 3.0, 3.0]], np.float32)
    assert forest.logits(table) == pytest.approx(np.array([0, 1 + 20, 2 + 10, 3 + 30]) + 0.5)
    arrays = forest.write("one")
    again = Forest.read(arrays, "one")
    assert np.array_equal(again.logits(table), forest.logits(table))


@pytest.mark.parametrize(("file", "most"), [(model.WEIGHTS, 3_000_000), (model.PLAINTEXT_WEIGHTS, 1_000_000)])
def test_weights_are_small_and_told_of(file: str, most: int) -> None:
    folder = files(model)
    assert len((folder / file).read_bytes()) < most
    told = json.loads((folder / file.replace("safetensors", "json")).read_text(encoding="utf-8"))
    assert {"trained_on", "licences", "seed", "cross_validated"} <= set(told)


def test_weights_fit_the_features() -> None:
    rows = len(FEATURE_NAMES) + len(hashed_tokens.COLUMNS)
    for_pages, for_plaintext = model.load(), model.load(is_plaintext=True)
    assert max(for_pages.trees.feature.max(), for_plaintext.trees.feature.max()) < rows
    assert max(for_pages.stacked.feature.max(), for_plaintext.stacked.feature.max()) < len(stacked.COLUMNS)
    assert max(for_pages.network.columns.max(), for_plaintext.network.columns.max()) < len(FEATURE_NAMES)


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


SAID = st.lists(st.sampled_from(["harbour", "council", "ferry", "lantern", "a", "of", "水"]), max_size=6)
FIRST = st.floats(0, 1).map(lambda chance: round(chance, 4))


def apart(n: int) -> stacked.Layout:
    """The layout of a page whose Blocks have nothing to do with one another."""
    at = np.arange(n)
    return stacked.Layout(at, at, at, at, at + 1, at, at + 1, at, at + 1)


def stage2_rows(probabilities: Sequence[float], block_words: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The rows of the second stage by name, for Blocks of these words."""
    counts = np.array([len(words) for words in block_words], np.float32)
    first = np.array(probabilities, np.float32)
    found = stacked.table(
        first, (first - 0.5, 0.5 - first), counts, find_content_terms(block_words), apart(len(block_words))
    )
    assert found.shape == (len(stacked.COLUMNS), len(block_words))
    assert np.isfinite(found).all()
    return dict(zip(stacked.COLUMNS, found, strict=True))


@given(st.lists(st.tuples(FIRST, SAID), min_size=1, max_size=30))
def test_the_second_stage_backwards_is_the_mirror_image(page: list[tuple[float, list[str]]]) -> None:
    found = stage2_rows(*zip(*page, strict=True))
    backwards = stage2_rows(*zip(*page[::-1], strict=True))
    for name, mirrored in (("before_4", "after_4"), ("after_16", "before_16"), ("company", "company")):
        assert found[name] == pytest.approx(backwards[mirrored][::-1], abs=1e-5)


def test_the_second_stage_knows_where_the_core_is() -> None:
    found = stage2_rows([0.1, 0.5, 0.9, 0.2, 0.95, 0.1, 0.1, 0.8], [["of"] * 10] * 8)
    assert found["core_side"].tolist() == [-1, 0, 0, 0, 0, 1, 1, 1]
    assert np.expm1(found["core_distance"]) == pytest.approx([1, 0, 0, 0, 0, 1, 2, 3], abs=1e-5)
    assert np.expm1(found["core_words"]) == pytest.approx([10, 0, 0, 0, 0, 0, 10, 20], abs=1e-4)
    assert found["core_mean"] == pytest.approx(np.full(8, 2.55 / 4), abs=1e-5)


def test_words_are_judged_by_the_company_they_keep() -> None:
    talk, other = ["harbour", "council"], ["lantern", "recipe"]
    found = stage2_rows([0.9, 0.9, 0.5, 0.5, 0.1, 0.1], [talk, talk, talk, other, other, other])
    like_the_body, unlike_it = found["company"][2], found["company"][3]
    assert like_the_body > 0 > unlike_it
    assert found["company_in_all"][2] > 0 > found["company_in_all"][3]
    assert found["in_content"][2] == 1 > found["in_content"][3]


def test_a_word_alone_on_its_page_says_nothing() -> None:
    found = stage2_rows([0.9, 0.3], [["harbour"], ["lantern"]])
    assert found["company"] == pytest.approx(0, abs=1e-5)
    assert found["elsewhere"].tolist() == [0, 0]


BOX = '<div class="x7f2a"><h3>From elsewhere</h3><ul>' + "<li>Short line here</li>" * 3 + "</ul></div>"


def test_the_second_stage_sees_the_other_side_of_a_box() -> None:
    page = Page(
        f"<main><p>One of four words.</p><p>Two of four words.</p>{BOX}<p>Three of four words.</p></main>"
    )
    n = len(page.blocks)
    layout = stacked.layout(Context(page, []))
    chances = np.array([0.9, 0.8, *[0.1] * (n - 3), 0.5], np.float32)
    counts = np.array([block.words for block in page.blocks], np.float32)
    table = stacked.table(chances, (chances, chances), counts, find_content_terms(page.block_words), layout)
    found = dict(zip(stacked.COLUMNS, table, strict=True))
    assert found["parent_mean"][n - 1] == pytest.approx(0.85)
    # the items of the list share what is said of it
    assert found["unit_mean"][3:-1] == pytest.approx(np.full(n - 4, 0.1))
    assert len(set(found["unit_after"][3:-1].tolist())) == 1


PARAGRAPHS = [
    "The ferry to the outer islands did not sail on Monday, since the harbour had silted up again in the storm.",
    "Crews began to dredge at noon, and the council said that two berths would be open by the end of the week.",
    "Fishermen who had waited since Friday brought their catch ashore at the old quay and sold it from the boats.",
    "A second dredger is to come from the mainland, for which the council set aside half of its reserve in May.",
    "Nobody was hurt, but the post of nine days lies in a shed by the slip and smells of diesel by now.",
]


def plain_article(paragraphs: int) -> Page:
    """A page of a menu, an article of so many paragraphs, a box of teasers and a foot."""
    body = "".join(
        f"<p>{PARAGRAPHS[at % 5]} {PARAGRAPHS[at // 5 % 5]} {PARAGRAPHS[at // 25 % 5]}</p>"
        for at in range(paragraphs)
    )
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("News", "Sport", "Weather", "Tides"))
    teasers = "".join(f'<li><a href="/{at}">Something else happened {at}</a></li>' for at in range(4))
    return Page(
        f"<title>Harbour</title><nav><ul>{menu}</ul></nav><main><article><h1>Harbour</h1>{body}</article></main>"
        f"<aside><h3>Read next</h3><ul>{teasers}</ul></aside><footer><p>Contact and legal notice</p></footer>"
    )


@pytest.mark.parametrize("paragraphs", [20, 100])
def test_length_does_not_change_what_a_paragraph_is(paragraphs: int) -> None:
    def chances(page: Page) -> dict[bool, list[float]]:
        candidates = strategies.run(page, OWN, timeout=60, concurrent=False)
        found = model.probabilities(page, candidates)
        prose = [block.words > 40 for block in page.blocks]
        return {
            kind: [p for p, is_prose in zip(found, prose, strict=True) if is_prose is kind]
            for kind in (True, False)
        }

    short, long = chances(plain_article(paragraphs)), chances(plain_article(10 * paragraphs))
    assert np.mean(short[True]) == pytest.approx(np.mean(long[True]), abs=0.05)
    assert min(long[True]) > 0.5
    # menu, teasers and foot, in the same order
    assert np.mean(long[False][-7:]) == pytest.approx(np.mean(short[False][-7:]), abs=0.1)


def test_columns_are_cut_off_at_what_training_saw() -> None:
    table = np.array([[0.0, 5.0, 10.0], [-np.inf, 0.0, np.inf]], np.float32)
    lower, upper = np.array([[1.0], [-np.inf]], np.float32), np.array([[6.0], [3.0]], np.float32)
    assert model.bounded(table, lower, upper).tolist() == [[1.0, 5.0, 6.0], [-np.inf, 0.0, 3.0]]
    for is_plaintext in (False, True):
        weights = model.load(is_plaintext)
        assert len(weights.lower) == len(weights.upper) == len(FEATURE_NAMES)
        assert (weights.lower <= weights.upper).all()
        # so trees answer alike for values that are cut off and for those that are not
        of_features = weights.trees.feature < len(FEATURE_NAMES)
        columns, borders = weights.trees.feature[of_features], weights.trees.border[of_features]
        assert (weights.lower[columns, 0] <= borders).all()
        assert (borders < weights.upper[columns, 0]).all()


@given(st.lists(st.floats(-9, 9, width=32), min_size=4, max_size=4), st.floats(-20, 20, width=32))
def test_a_network_clips_twice_at_once(bounds: list[float], value: float) -> None:
    lower, least, most, upper = sorted(bounds)
    trained = model.load().network
    for ranges in (
        ((lower, upper), (least, most)),
        ((least, most), (lower, upper)),
        ((lower, most), (least, upper)),
    ):
        (first_low, first_high), (low, high) = (np.float32(ranges[0]), np.float32(ranges[1]))
        shape = trained.lower.shape
        network = trained._replace(lower=np.full(shape, low), upper=np.full(shape, high))
        rows = int(network.columns.max()) + 1
        network = network.bounded(np.full((rows, 1), first_low), np.full((rows, 1), first_high))
        wanted = np.clip(np.clip(np.float32(value), first_low, first_high), low, high)
        assert (
            np.clip(np.float32(value), network.lower, network.upper).tolist()
            == np.full(shape, wanted).tolist()
        )
