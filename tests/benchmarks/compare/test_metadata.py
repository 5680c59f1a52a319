from __future__ import annotations

import pytest

from benchmarks.compare import metadata
from benchmarks.corpora import Corpus, Sample


@pytest.mark.parametrize(
    ("field", "found", "gold", "verdict"),
    [
        ("title", "The “Ferry”", 'the  "ferry"', "exact"),
        ("title", "Ferry", "The ferry", "wrong"),
        ("author", "Bo Kim and Ann Lee", "Ann Lee, Bo Kim", "exact"),
        ("author", "Ann Lee", "Ann Lee, Bo Kim", "wrong"),
        ("author", None, "Ann Lee", "missing"),
        ("date", "2024-01-05T10:00", "2024-01-05", "exact"),
        ("date", "2024-01-05", "", "invented"),
        ("date", None, "", "none"),
    ],
)
def test_verdict(field: str, found: str | None, gold: str, verdict: str) -> None:
    assert metadata.verdict(field, found, gold) == verdict


def test_measure() -> None:
    page = b"<title>Ferry</title><meta name=author content='Ann Lee'><h1>Ferry</h1><p>The ferry runs."
    told = {"title": "Ferry", "author": "", "date": "2024-01-05"}
    samples = (
        Sample("c/1", "c", page, metadata=told, page_type="news"),
        Sample("c/2", "c", page, metadata={"title": "Boat"}),
        Sample("c/3", "c", page),
    )
    counts, absent = metadata.measure(["boilerstrip"], [Corpus("c", samples)])
    assert not absent
    assert metadata.as_json(counts)["boilerstrip"]["c"] == {
        "all": {"title": {"exact": 1, "wrong": 1}, "author": {"invented": 1}, "date": {"missing": 1}},
        "news": {"title": {"exact": 1}, "author": {"invented": 1}, "date": {"missing": 1}},
        "article": {"title": {"wrong": 1}},
    }
    (title, *_) = metadata.tables(counts, groups=False)
    assert title.rows == [["all (2 + 0)", "boilerstrip", "0.5000", "0.5000", "0.0000", ""]]
    with pytest.raises(LookupError, match="nobody"):
        metadata.measure(["nobody"], [])
