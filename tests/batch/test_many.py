from __future__ import annotations

import itertools
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import boilerstrip
from boilerstrip.batch.extraction import BatchExtraction, pack
from boilerstrip.batch.many import extract_many
from boilerstrip.batch.preparation import checked_job
from boilerstrip.workers import runner, worker
from boilerstrip.workers.jobs import Failure, PageSource
from tests.conftest import SAMPLES, wait_for
from tests.misbehaving import obey

FAST = ("structured", "semantic", "density", "records")
ROOT = str(SAMPLES.parent)
posix = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")


@pytest.fixture
def obedient() -> Iterator[dict[str, Any]]:
    """Options with which pages can tell their worker what to do."""
    boilerstrip.register_strategy("obey", obey)
    # in the worker's main thread, where it cannot be left behind
    yield {"strategies": ["obey"], "concurrent": False}
    boilerstrip.strategies.registry._registry.pop("obey")


def page(order: str) -> str:
    return f"<p>{order} the ferry will run all winter, the council said on the first day of it.</p>"


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_results_are_whole_and_in_order() -> None:
    paths = sorted(SAMPLES.glob("*.html"))[::4]
    extractor = boilerstrip.Extractor(strategies=FAST)
    sources = [(path.name, path.read_bytes(), f"https://example.org/{path.stem}") for path in paths]
    results = list(extract_many(sources, workers=2, strategies=FAST))
    assert [result.id for result in results] == [path.name for path in paths]
    for (_, data, url), result in zip(sources, results, strict=True):
        assert isinstance(result, BatchExtraction)
        here = extractor.extract(data, url=url)
        assert (result.text, result.html, result.markdown) == (here.text, here.html, here.markdown)
        assert (result.metadata, result.notes, result.confidence) == (
            here.metadata,
            here.notes,
            here.confidence,
        )
        assert [block.text for block in result.kept] == [block.text for block in here.kept]
        assert [block.reason for block in result.blocks] == [block.reason for block in here.blocks]
        assert [block.index for block in result.discarded] == [block.index for block in here.discarded]
        assert [c.mask for c in result.candidates] == [c.mask for c in here.candidates]
        assert pickle.loads(pickle.dumps(result)).to_json() == result.to_json()


def test_anything_that_names_a_page(obedient: dict[str, Any]) -> None:
    text = page("x")
    pages = [text, text.encode(), bytearray(text.encode()), ("mine", text), PageSource(("a", 1), text),
             ("there", "<p>See <a href='b'>the other ferry</a> that ran all winter long.</p>", "https://e.org/a/"),
             Failure("gone", "source", "not there"), None, ("odd", 7), ("alone",), ("url", text, 5)]  # fmt: skip
    results = list(extract_many(pages, workers=1, **obedient))
    assert [result.id for result in results] == [
        0,
        1,
        2,
        "mine",
        ("a", 1),
        "there",
        "gone",
        7,
        "odd",
        9,
        "url",
    ]
    assert all(len(result.blocks) == 1 for result in results[:6])
    assert results[5].url == "https://e.org/a/"
    assert [result.kind for result in results[6:]] == ["source", "input", "input", "input", "error"]


@pytest.mark.parametrize("pages", ["<p>one page", b"<p>one page", 5, None])
def test_what_is_no_collection_of_pages(pages: Any) -> None:
    with pytest.raises(boilerstrip.InputError, match=type(pages).__name__):
        extract_many(pages)


def test_a_page_that_cannot_be_sent_costs_nothing_else(obedient: dict[str, Any]) -> None:
    pages: list[Any] = [page("x"), PageSource("odd", page("x"), lambda: "no address"), page("x")]
    first, odd, last = extract_many(pages, workers=1, **obedient)
    assert isinstance(odd, Failure)
    assert (odd.id, odd.kind) == ("odd", "error")
    assert odd.reason.startswith("cannot be sent: ")
    assert first.text == last.text


def test_the_first_page_of_a_worker_finds_everything_imported() -> None:
    prepare, _, _ = checked_job(pack, 1, 30.0, {"strategies": ("trafilatura", "density")})
    code = (
        "import pickle, sys; pickle.loads(sys.stdin.buffer.read())(); "
        "print(*(name in sys.modules for name in ('trafilatura', 'numpy', 'boilerstrip.model', 'readability')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(prepare), capture_output=True, check=True
    )
    assert done.stdout.split() == [b"True", b"True", b"True", b"False"]


def test_encoding_of_a_page(obedient: dict[str, Any]) -> None:
    data = "<p>Паром будет ходить всю зиму, сказал совет.</p>".encode("koi8-r")
    (result,) = extract_many([PageSource("ru", data, None, "koi8-r")], workers=1, **obedient)
    assert result.blocks[0].text.startswith("Паром")


@pytest.mark.parametrize(
    ("order", "kind", "reason"),
    [
        pytest.param(
            "SEGFAULT", "crash", "SIGSEGV" if os.name == "posix" else "exit code", marks=pytest.mark.slow
        ),
        ("EXIT", "crash", "exit code 3"),
        ("QUIT", "error", "SystemExit: quitting"),
        pytest.param("HANG", "timeout", "no answer after 2 s", marks=pytest.mark.slow),
        pytest.param("HOLD", "timeout", "no answer after 2 s", marks=pytest.mark.slow),
    ],
)
def test_a_page_that_kills_its_worker_costs_nothing_else(
    obedient: dict[str, Any], order: str, kind: str, reason: str
) -> None:
    pages = [(number, page(order if number == 2 else "x")) for number in range(6)]
    results = list(extract_many(pages, workers=1, timeout=2, **obedient))
    assert [result.id for result in results] == list(range(6))
    failures = [result for result in results if isinstance(result, Failure)]
    assert [(failure.id, failure.kind) for failure in failures] == [(2, kind)]
    assert reason in failures[0].reason


@pytest.mark.slow
@posix
def test_a_worker_killed_from_outside_is_replaced_and_its_page_done(
    obedient: dict[str, Any], tmp_path: Path
) -> None:
    gate = tmp_path / "gate"

    def kill_first() -> None:
        first = wait_for(lambda: next(tmp_path.glob("gate.*"), None))
        os.kill(int(first.suffix[1:]), signal.SIGKILL)
        wait_for(lambda: len(list(tmp_path.glob("gate.*"))) == 2)
        gate.touch()

    killer = threading.Thread(target=kill_first)
    killer.start()
    results = list(extract_many([page(f"AWAIT {gate}"), page("x")], workers=1, **obedient))
    killer.join()
    assert [(result.id, type(result)) for result in results] == [(0, BatchExtraction), (1, BatchExtraction)]


def test_as_completed_does_not_wait_for_the_slow_one(obedient: dict[str, Any], tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    pages = [("slow", page(f"AWAIT {gate}"))] + [(number, page("x")) for number in range(20)]
    seen = []
    for result in extract_many(pages, workers=2, timeout=300, ordered=False, **obedient):
        seen.append(result.id)
        if len(seen) == 20:
            gate.touch()
    assert seen[-1] == "slow"
    assert sorted(seen[:-1]) == list(range(20))


@pytest.mark.parametrize("ordered", [True, False])
def test_an_endless_iterable_is_read_as_results_are_asked_for(
    ordered: bool, obedient: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # an ordered run reads ahead as far as the window while its first worker is still starting
    monkeypatch.setattr(runner, "_WINDOW", 16)
    counted = itertools.count()
    pages = (page(str(next(counted))) for _ in itertools.count())
    with closing(extract_many(pages, workers=1, ordered=ordered, **obedient)) as results:
        assert next(counted) == 0
        assert len(list(itertools.islice(results, 10))) == 10
        assert next(counted) <= 10 + 16 + 1
    assert multiprocessing.active_children() == []


def test_a_slow_page_holds_up_reading_in_the_end(
    obedient: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "_WINDOW", 16)
    gate = tmp_path / "gate"
    read: list[int] = []

    def pages() -> Iterator[str]:
        yield page(f"AWAIT {gate}")
        for number in range(60):
            read.append(number)
            if len(read) == 15:
                # the window is full, and nothing more is read before the first result is given
                threading.Timer(0.3, gate.touch).start()
            assert len(read) <= 15 or gate.exists()
            yield page("x")

    results = extract_many(pages(), workers=2, timeout=300, **obedient)
    assert [result.id for result in results] == list(range(61))


def test_what_the_iterable_raises_comes_after_the_pages_before_it(obedient: dict[str, Any]) -> None:
    def pages() -> Iterator[str]:
        yield page("x")
        yield page("y")
        raise LookupError("the disk is gone")

    results = extract_many(pages(), workers=1, **obedient)
    assert [next(results).id, next(results).id] == [0, 1]
    with pytest.raises(LookupError, match="the disk is gone"):
        next(results)
    assert multiprocessing.active_children() == []


def test_no_pages() -> None:
    assert list(extract_many([])) == []


@pytest.mark.slow
def test_pages_and_results_beyond_any_pipe() -> None:
    big = "<p>The ferry will run all winter, the council said on the first day of it.</p>" * 4000
    results = list(extract_many([big, big, big], workers=1, strategies=["density"], timeout=300))
    assert [len(result.blocks) for result in results] == [4000] * 3


@pytest.mark.slow
def test_workers_are_replaced_after_some_pages(
    obedient: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_PAGES_PER_WORKER", 3)
    results = list(extract_many([page("TELL")] * 9, workers=1, **obedient))
    told = [result.candidates[0].error for result in results]
    assert [len(list(group)) for _, group in itertools.groupby(told)] == [3, 3, 3]


@pytest.mark.slow
def test_a_worker_with_a_thread_left_behind_is_replaced(obedient: dict[str, Any]) -> None:
    options = obedient | {"strategies": ["obey", "density"], "concurrent": True}
    first, hung, last = extract_many(
        [page("TELL"), page("HANG"), page("TELL")], workers=1, timeout=4, **options
    )
    assert hung.candidates[0].error == "no answer after 2 s"
    assert first.candidates[0].error != last.candidates[0].error


@pytest.mark.parametrize(
    "options",
    [{"workers": 0}, {"workers": 1.5}, {"timeout": 0}, {"timeout": float("nan")}, {"strategies": ["nix"]}],
)
def test_wrong_options_are_told_at_once(options: dict[str, Any]) -> None:
    with pytest.raises(boilerstrip.OptionError):
        extract_many([page("x")], **options)


def test_a_strategy_that_cannot_be_sent() -> None:
    boilerstrip.register_strategy("local", lambda page: [True] * len(page.blocks))
    try:
        with pytest.raises(boilerstrip.OptionError, match="worker"):
            extract_many([page("x")], strategies=["local"])
    finally:
        boilerstrip.strategies.registry._registry.pop("local")


def script(tmp_path: Path, body: str) -> list[str]:
    path = tmp_path / "script.py"
    path.write_text(textwrap.dedent(body))
    return [sys.executable, str(path)]


ENVIRONMENT = os.environ | {"PYTHONPATH": ROOT}


@pytest.mark.slow
def test_a_script_without_its_guard_is_told_so(tmp_path: Path) -> None:
    command = script(tmp_path, "from boilerstrip.batch import extract_many\nlist(extract_many(['<p>x']))\n")
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "BoilerstripError: worker processes do not start: its worker ended with exit code 1" in done.stderr
    assert 'if __name__ == "__main__":' in done.stderr


ENDLESS = """
    import itertools, multiprocessing
    import boilerstrip
    from boilerstrip.batch import extract_many
    from tests.misbehaving import obey

    if __name__ == "__main__":
        boilerstrip.register_strategy("obey", obey)
        pages = itertools.chain(["<p>go</p>"], itertools.repeat("<p>{order}</p>"))
        for result in extract_many(pages, workers=2, timeout={timeout}, strategies=["obey"], concurrent=False):
            print(*[child.pid for child in multiprocessing.active_children()], flush=True)
"""


@pytest.mark.slow
@posix
def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    command = script(tmp_path, ENDLESS.format(order="HANG", timeout=300))
    with subprocess.Popen(
        command,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.SIG_DFL
        ),  # ignored where tests run in the background
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        workers = [int(pid) for pid in process.stdout.readline().split()]
        # as a terminal does it: to the workers as well
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) == -signal.SIGINT
        assert process.stderr.read().count("Traceback") == 1
    assert workers
    assert not any(is_alive(pid) for pid in workers)


@pytest.mark.slow
@posix
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    command = script(tmp_path, ENDLESS.format(order="HANG", timeout=1))
    with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        workers = [int(pid) for pid in process.stdout.readline().split()]
        process.kill()
    assert workers
    wait_for(lambda: not any(is_alive(pid) for pid in workers))
