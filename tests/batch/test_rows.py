from __future__ import annotations

from typing import Any

import pytest

import boilerstrip
from boilerstrip.batch.rows import DEFAULT_FIELDS, FIELDS, RowWorker, columns, rows
from boilerstrip.workers.jobs import Failure
from tests.batch.test_many import page
from tests.expected import FAST, PAGES, address, expected


def test_rows_are_the_same_wherever_they_are_made() -> None:
    named = list(PAGES)[:3]
    sources = [*((name, PAGES[name], address(name)) for name in named), ("none", None), ("empty", b"")]
    here = list(rows(sources, workers=0, **FAST))
    assert [id for id, _ in here] == [*named, "none", "empty"]
    assert [row for _, row in here[:3]] == [expected(PAGES[name], address(name)) for name in named]
    nothing = here[3][1]
    assert (nothing["text"], nothing["kind"], nothing["reason"]) == (
        None,
        "input",
        "a page must be str or bytes, not NoneType",
    )
    assert (here[4][1]["text"], here[4][1]["notes"]) == ("", ["the page is empty"])
    assert list(rows(sources, workers=1, timeout=600, **FAST)) == here
    worker = RowWorker(timeout=600, **FAST)
    assert [row for half in (sources[:2], sources[2:], []) for row in worker.rows(half)] == [
        r for _, r in here
    ]
    worker.close()
    assert worker.rows(sources[:1]) == [here[0][1]], "a closed worker starts again"
    worker.close()


@pytest.mark.slow
def test_a_kept_worker_outlives_pages_that_kill_it(obedient: dict[str, Any]) -> None:
    worker = RowWorker(fields=["text"], timeout=600, **obedient)
    made = worker.rows([page("x"), page("EXIT"), Failure(0, "source", "gone"), page("y")])
    worker.close()
    assert [row["kind"] for row in made] == [None, "crash", "source", None]
    assert made[1]["reason"] == "its worker ended with exit code 3"
    assert made[3]["text"].startswith("y the ferry")


def test_rows_are_filed_under_the_address_that_was_given() -> None:
    elsewhere = "https://example.net/another"
    story = (
        f'<link rel="canonical" href="{elsewhere}">' + "<p>The ferry will run all winter, they said.</p>" * 3
    )
    long = "https://example.org/" + "a" * 5000
    sources = [(0, story, address("own")), (1, story, long), (2, story)]
    assert boilerstrip.extract(story, url=address("own")).canonical_url == elsewhere
    made = [row["url"] for _, row in rows(sources, fields=["url"], workers=0, **FAST)]
    assert made == [address("own"), long, None]


def test_half_characters_can_be_written() -> None:
    story = "<p>The \ud800 ferry will run all winter, the council said on the first day of the year.</p>" * 3
    ((_, row),) = rows([("half", story, "https://example.org/\ud800")], fields=FIELDS, workers=0, **FAST)
    assert row["kind"] is None
    assert row["url"] == "https://example.org/"
    for value in row.values():
        str(value).encode()


@pytest.mark.parametrize("workers", [0, 1])
def test_options_are_checked_before_the_first_page(workers: int) -> None:
    def pages() -> Any:
        raise AssertionError("read")
        yield

    for options in (
        {"effort": "none"}, {"fields": ["titel"]}, {"fields": "text"}, {"timeout": -1}, {"strategies": ["none"]},
    ):  # fmt: skip
        with pytest.raises(boilerstrip.OptionError):
            rows(pages(), workers=workers, **options)  # type: ignore[arg-type]
    with pytest.raises(boilerstrip.OptionError):
        rows(pages(), workers=False)


def test_columns_name_every_field_of_a_row() -> None:
    ((_, row),) = rows(["<p>x</p>"], workers=0, **FAST)
    assert list(row) == list(columns()) == [*DEFAULT_FIELDS, "kind", "reason"]
