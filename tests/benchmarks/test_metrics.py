"""Every measure against examples worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import metrics
from benchmarks.corpora import Sample


def test_word_score_by_hand() -> None:
    # output: the cat sat (3); gold: the the cat (3); overlap: the, cat (2)
    assert metrics.word_score("The cat sat!", "the THE cat") == pytest.approx((2 / 3, 2 / 3, 2 / 3))


def test_word_score_with_unequal_precision_and_recall() -> None:
    # overlap a, b of output a b c d and gold a b: P 2/4, R 2/2, F1 2*0.5*1/1.5
    assert metrics.word_score("a b c d", "a b") == pytest.approx((0.5, 1.0, 2 / 3))


@pytest.mark.parametrize(
    ("output", "gold", "expected"),
    [
        ("", "", (1, 1, 1)),
        ("...", " - ", (1, 1, 1)),
        ("", "a", (0, 0, 0)),
        ("a", "", (0, 0, 0)),
        ("a", "b", (0, 0, 0)),
    ],
)
def test_word_score_at_the_edges(output: str, gold: str, expected: tuple[float, ...]) -> None:
    assert metrics.word_score(output, gold) == expected


def test_shingles_by_hand() -> None:
    # output shingles: abcd bcde; gold: abcd bcdx; found 1, false 1, missed 1, over 3
    counts = metrics.shingle_counts("a b c d e", "a b c d x")
    assert counts == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_shingles_count_repetitions() -> None:
    # output: aaaa twice; gold: aaaa once
    assert metrics.shingle_counts("a a a a a", "a a a a") == pytest.approx((0.5, 0.5, 0))


def test_a_short_text_is_one_shingle_of_all_its_words() -> None:
    assert metrics.shingle_counts("a b", "a b") == (1, 0, 0)
    assert metrics.shingle_counts("a b", "a b c") == pytest.approx((0, 0.5, 0.5))
    assert metrics.shingle_counts("", "") == (0, 0, 0)


def test_shingles_and_exact_match_see_case() -> None:
    assert metrics.shingle_counts("A b", "a b") == pytest.approx((0, 0.5, 0.5))
    assert not metrics.exact_match("A b", "a b")
    assert metrics.exact_match("A, b.", "A b")


def test_snippets_by_hand() -> None:
    counts = metrics.snippet_counts("One two three", ["One", "two t", "Three"], ["one", "thr"])
    assert counts == (2, 1, 1)


def test_figures_over_pages_by_hand() -> None:
    """Page means for words; the F1 of mean precision and mean recall for shingles; sums of
    snippets over all pages.
    """
    first = Sample("1", "c", b"", text="a b c d", wanted=("a", "z"), unwanted=("b",))
    second = Sample("2", "c", b"", text="e f g h", wanted=("e",))
    rows = np.stack([metrics.page_columns("a b c d", first), metrics.page_columns("", second)])
    assert metrics.figure("word_f1", rows) == 0.5
    # the empty output has no precision and counts only in recall
    assert metrics.figure("shingle_precision", rows) == 1.0
    assert metrics.figure("shingle_recall", rows) == 0.5
    assert metrics.figure("shingle_f1", rows) == pytest.approx(2 / 3)
    assert metrics.figure("exact_match", rows) == 0.5
    # found a; false b; missed z, e
    assert metrics.figure("snippet_precision", rows) == 0.5
    assert metrics.figure("snippet_recall", rows) == pytest.approx(1 / 3)
    assert metrics.figure("snippet_f1", rows) == pytest.approx(0.4)


def test_figures_follow_the_annotation() -> None:
    snippets_only = Sample("1", "c", b"", wanted=("a",))
    assert metrics.figures_for([snippets_only]) == [
        "snippet_f1",
        "snippet_precision",
        "snippet_recall",
    ]
    assert "snippet_f1" not in metrics.figures_for([Sample("1", "c", b"", text="a")])


def test_interval_of_constant_pages_is_a_point() -> None:
    sample = Sample("1", "c", b"", text="a b")
    rows = np.stack([metrics.page_columns("a b c d", sample)] * 5)
    found = metrics.interval("word_f1", rows, metrics.resamples(5, seed=0))
    assert (found.value, found.low, found.high) == pytest.approx((2 / 3,) * 3)


def test_interval_covers_what_resampling_two_pages_can_give() -> None:
    # of two pages with 0 and 1 a resample has mean 0, 1/2 or 1, with chances 1/4, 1/2, 1/4
    found = metrics.mean_interval([0.0, 1.0], seed=0)
    assert (found.value, found.low, found.high) == (0.5, 0.0, 1.0)


def test_a_paired_difference_is_surer_than_its_parts() -> None:
    """Pages vary from 0 to 1 alike for both; one is ahead by a tenth on every page."""
    samples = [Sample(str(i), "c", b"", text=" ".join("abcdefghij"[: i + 1])) for i in range(10)]
    base = np.stack([metrics.page_columns("a", sample) for sample in samples])
    ahead = base.copy()
    ahead[:, metrics.COLUMNS.index("word_f1")] += 0.1
    weights = metrics.resamples(10, seed=1)
    found = metrics.difference("word_f1", ahead, base, weights)
    assert (found.value, found.low, found.high) == pytest.approx((0.1, 0.1, 0.1))
    assert metrics.interval("word_f1", base, weights).low < 0.4


def test_the_seed_decides_the_resamples() -> None:
    assert (metrics.resamples(7, 3) == metrics.resamples(7, 3)).all()
    assert (metrics.resamples(7, 3) != metrics.resamples(7, 4)).any()
    assert (metrics.resamples(7, 3).sum(axis=1) == 7).all()
