"""One worker process and its owner."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from boilerstrip.workers.worker import Worker


def act(what: str) -> Any:
    """Do what a page asks for, as pages of misbehaving libraries do."""
    if what == "exit":
        os._exit(7)
    if what == "hang":
        time.sleep(60)
    if what == "unpicklable":
        return lambda: None
    return what, os.getpid()


def prepared() -> Callable[[str], Any]:
    return act


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker(pickle.dumps(prepared), 20)
    yield worker
    worker.close()
    worker.end()


def test_one_process_answers_until_it_dies_and_another_one_then(worker: Worker) -> None:
    kind, (answer, first) = worker.answer(("one",))
    assert (kind, answer) == ("", "one")
    assert worker.answer(("two",)) == ("", ("two", first))
    assert worker.answer(("exit",)) == ("crash", "its worker ended with exit code 7")
    kind, (answer, second) = worker.answer(("three",))
    assert (kind, answer) == ("", "three")
    assert second != first != os.getpid()


def test_what_cannot_be_sent_is_an_error_and_costs_no_process(worker: Worker) -> None:
    kind, (_, first) = worker.answer(("one",))
    kind, reason = worker.answer((lambda: None,))
    assert kind == "error"
    assert reason.startswith("cannot be sent: ")
    kind, reason = worker.answer(("unpicklable",))
    assert kind == "error"
    assert reason.startswith("cannot be sent: ")
    assert worker.answer(("two",)) == ("", ("two", first))


def test_who_does_not_answer_in_time_is_ended() -> None:
    worker = Worker(pickle.dumps(prepared), 0.3)
    worker.start()
    assert worker.answer(("hang",)) == ("timeout", "no answer after 0.3 s")
    worker.close()
    worker.end()
