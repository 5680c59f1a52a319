"""A worker process that is kept between calls."""

from __future__ import annotations

from operator import attrgetter

import pytest

from boilerstrip.batch.persistent import PersistentWorker
from boilerstrip.errors import OptionError
from boilerstrip.workers.jobs import Done, Failure
from tests.conftest import STORY
from tests.conftest import page as themed


def test_results_come_in_order_call_after_call() -> None:
    worker = PersistentWorker(finish=attrgetter("text"), effort="fast", timeout=120)
    try:
        first = worker.work([themed(STORY), 3, themed(STORY[:2])])
        assert [type(result) for result in first] == [Done, Failure, Done]
        assert isinstance(first[0], Done)
        assert first[0].value.split("\n\n") == STORY
        pool = worker._opened
        assert worker.work([]) == []
        assert len(worker.work([themed(STORY)])) == 1
        assert worker._opened is pool
        worker.close()
        assert len(worker.work([themed(STORY)])) == 1
        assert worker._opened is not pool
    finally:
        worker.close()


def test_wrong_options_are_told_before_the_first_page() -> None:
    with pytest.raises(OptionError):
        PersistentWorker(finish=attrgetter("text"), timeout=-1)
