"""The model: any page gets probabilities, the cut is the best there is, and all of it is quick."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import model, strategies
from boilerstrip.features import FEATURE_NAMES, hashed_tokens
from boilerstrip.input.source import load
from boilerstrip.limits import Limits
from boilerstrip.model import stacked
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


@pytest.mark.parametrize(("file", "most"), [(model.WEIGHTS, 3_000_000), (model.PLAINTEXT_WEIGHTS, 1_200_000)])
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
