"""How often each property is kept."""

from __future__ import annotations

import pytest

from boilerstrip import testing
from tests.testing.extractors import PAGES, every_block


def test_measure_and_table() -> None:
    def fails(html: str) -> str:
        raise RuntimeError("no idea")

    text = f"<p>{'text ' * 100}</p>"
    pages = [*PAGES[:3], text]
    done: list[int] = []
    results = {
        "all": testing.measure(
            every_block, pages, checks=["article_found", "entities_encoded"], progress=done.append
        ),
        "none": testing.measure(fails, pages[-1:], checks=["article_found", "entities_encoded"]),
    }
    assert done == [1, 2, 3, 4]
    assert results["all"]["article_found"].pages == 3
    assert results["all"]["entities_encoded"].pages == 4
    assert results["all"]["entities_encoded"].smallest is None
    page, error = results["none"]["entities_encoded"].smallest or (None, None)
    assert page == text
    assert isinstance(error, testing.PropertyError)
    assert (error.raised, error.check) == ("RuntimeError: no idea", "entities_encoded")
    assert "the extractor raised RuntimeError: no idea" in str(error)
    assert testing.table(results) == "\n".join(
        ["| property kept | all | none |", "| --- | ---: | ---: |",
         "| article found | 1.000 | – |", "| entities encoded | 1.000 | 0.000 |"]
    )  # fmt: skip
    with pytest.raises(LookupError):
        testing.measure(every_block, PAGES, checks=["no_such_check"])
