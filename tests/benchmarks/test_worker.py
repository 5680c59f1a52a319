"""Workers survive whatever an extractor does, and really end it."""

from __future__ import annotations

import sys

import pytest

from benchmarks.corpora import Sample
from benchmarks.worker import AbsentError, Worker, run_pages

TOY = "tests.benchmarks.toys:obedient"


def test_pages_good_and_bad_in_one_process_after_another() -> None:
    with Worker(TOY, deadline=1.0) as worker:
        assert worker.extract(b"fine").text == "fine"
        hung = worker.extract(b"hang")
        assert (hung.text, hung.failure) == ("", "timeout")
        assert worker.extract(b"fine again").text == "fine again"
        assert worker.extract(b"raise").failure == "error: ValueError: no"
        assert worker.extract(b"exit").failure.startswith("error: SystemExit")
        assert worker.extract(b"crash").failure.startswith("crash")
        assert worker.extract(b"surrogate").text == "a?b"
        assert worker.extract(b"fine at last").text == "fine at last"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_a_page_that_takes_too_much_memory_is_ended() -> None:
    with Worker(TOY, deadline=20.0, memory=500 << 20) as worker:
        output = worker.extract(b"eat")
        assert output.failure == "memory"
        assert output.peak > 500 << 20
        assert worker.extract(b"fine").peak < 300 << 20


@pytest.mark.parametrize("name", ["no_such_module:extract", "tests.benchmarks.toys:no_such_function"])
def test_what_cannot_be_loaded_is_absent(name: str) -> None:
    with pytest.raises(AbsentError), Worker(name, deadline=1.0) as worker:
        worker.extract(b"x")


def test_a_function_with_room_for_it_gets_the_address() -> None:
    with Worker("tests.benchmarks.toys:address", deadline=5.0) as worker:
        assert worker.extract(b"x", "https://example.org/").text == "https://example.org/"


def test_every_sample_comes_back_once() -> None:
    samples = [Sample(str(i), "c", str(i).encode()) for i in range(20)]
    found = {s.id: output.text for s, output in run_pages(TOY, samples, deadline=5.0, jobs=2)}
    assert found == {str(i): str(i) for i in range(20)}
