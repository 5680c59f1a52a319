"""Polars, where it is installed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.batch.rows import DEFAULT_FIELDS
from boilerstrip.integrations import frames
from tests.batch.test_many import page
from tests.conftest import examples_of
from tests.expected import (
    FAST,
    PAGES,
    address,
    expected,
)
from tests.integrations.rows import texts


@pytest.mark.integration
@examples_of(25)
@given(st.lists(texts, max_size=5))
def test_polars_keeps_rows_and_order(pages: list[str | None]) -> None:
    pl = pytest.importorskip("polars", reason="needs the polars extra")
    from boilerstrip.integrations.polars import extract

    whole = [text.encode("utf-8", "replace").decode() if text else text for text in pages]
    frame = extract(pl.Series("html", whole, dtype=pl.String), workers=0, **FAST)
    assert frame.columns == [*DEFAULT_FIELDS, "kind", "reason"]
    for given_page, row in zip(whole, frame.to_dicts(), strict=True):
        if given_page is None:
            assert row == dict.fromkeys(frame.columns) | {"kind": "input", "reason": "no page"}
        else:
            assert row == expected(given_page)


@pytest.mark.integration
def test_polars_expressions(obedient: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    pl = pytest.importorskip("polars", reason="needs the polars extra")
    from boilerstrip.integrations import polars

    calls: list[int] = []

    def counted(pages: Any, *rest: Any) -> dict[str, list[Any]]:
        calls.append(len(pages))
        return frames.extract_columns(pages, *rest)

    monkeypatch.setattr(polars, "extract_columns", counted)
    frame = pl.DataFrame({"html": list(PAGES.values()), "at": [address(name) for name in PAGES]})
    pages = pl.col("html").boilerstrip.extract(url="at", workers=1, timeout=600, **FAST)
    found = frame.lazy().select("at", row=pages).unnest("row").collect()
    assert calls == [len(PAGES)]
    assert found.columns == ["at", *DEFAULT_FIELDS, "kind", "reason"]
    assert found.drop("at").to_dicts() == [expected(page, address(name)) for name, page in PAGES.items()]
    orders = pl.DataFrame({"html": [page("x"), page("EXIT"), None]})
    kinds = orders.select(
        pl.col("html").boilerstrip.extract(fields=["text"], workers=1, timeout=600, **obedient).struct["kind"]
    )
    assert kinds.to_series().to_list() == [None, "crash", "input"]
    with pytest.raises(boilerstrip.OptionError):
        pl.col("html").boilerstrip.extract(fields=["titel"])
    assert polars.extract(pl.Series("html", [], dtype=pl.String)).height == 0
