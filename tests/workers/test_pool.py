"""A pool of worker processes."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import pytest

from boilerstrip.errors import BoilerstripError
from boilerstrip.workers.jobs import Done, Failure, PageSource
from boilerstrip.workers.pool import Pool
from boilerstrip.workers.runner import run


def prepare() -> Callable[..., Any]:
    return obey


def obey(page: str, *_: Any) -> str:
    if page == "die":
        os._exit(3)
    if page == "sleep":
        time.sleep(60)
    if page == "raise":
        raise ValueError("no such page")
    return page.upper()


def refuse() -> Callable[..., Any]:
    raise RuntimeError("nothing to work with")


def test_every_page_has_its_answer_whatever_others_do() -> None:
    pages = ["one", "raise", "die", "sleep", "two"]
    results = list(run(pages, prepare, workers=1, timeout=2.0, ordered=True))
    assert [type(result) for result in results] == [Done, Failure, Failure, Failure, Done]
    assert [result.kind for result in results if isinstance(result, Failure)] == ["error", "crash", "timeout"]
    assert [result.value for result in results if isinstance(result, Done)] == ["ONE", "TWO"]


def test_a_pool_tells_how_much_it_takes() -> None:
    with Pool(prepare, 1, 30.0) as pool:
        assert not pool.busy
        number = 0
        while pool.has_capacity:
            pool.submit(number, PageSource(number, "page"))
            number += 1
        assert pool.busy
        answered = []
        while pool.busy:
            answered += [index for index, _ in pool.answers(wait=True)]
    assert sorted(answered) == list(range(number))


def test_workers_that_cannot_be_prepared_are_told() -> None:
    with pytest.raises(BoilerstripError, match="nothing to work with"):
        list(run(["one"], refuse, workers=1, timeout=5.0, ordered=True))
