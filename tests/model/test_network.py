"""The network, for any number of Blocks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import threadpoolctl
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import model
from boilerstrip.features import FEATURE_NAMES
from boilerstrip.features.hashed_tokens import Tokens, WordTokens
from boilerstrip.model import network


@given(st.integers(0, 60), st.integers(0, 2**32 - 1), st.booleans())
def test_a_network_answers_for_any_number_of_blocks(n: int, seed: int, is_plaintext: bool) -> None:
    rng = np.random.default_rng(seed)
    trained = model.load(is_plaintext).network
    rows = len(FEATURE_NAMES)
    table = rng.normal(size=(rows, n)).astype(np.float32)
    tokens = Tokens.of([[]], [[0, 0, 0, 0]] * n)
    said = WordTokens(np.zeros(0, np.int64), np.zeros(n + 1, np.int64))
    odds = trained.logits(table, tokens, np.ones(n, np.float32), said if is_plaintext else None)
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
