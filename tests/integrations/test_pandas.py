"""pandas, where it is installed."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.batch.rows import DEFAULT_FIELDS
from tests.batch.test_many import page
from tests.conftest import examples_of
from tests.expected import (
    FAST,
    OWN_RULES,
    OWN_RULES_PAGE,
    PAGES,
    address,
    expected,
    extraction,
    follows_own_rules,
)
from tests.integrations.rows import STORY, texts


@pytest.mark.integration
@examples_of(25)
@given(st.lists(texts, max_size=5), st.lists(st.integers(), min_size=5, max_size=5))
def test_pandas_keeps_rows_order_and_index(pages: list[str | None], index: list[int]) -> None:
    pd = pytest.importorskip("pandas", reason="needs the pandas extra")
    from boilerstrip.integrations.pandas import extract

    column = pd.Series(pages, index=index[: len(pages)], dtype="object")
    frame = extract(column, workers=0, **FAST)
    assert frame.index.equals(column.index)
    assert list(frame.columns) == [*DEFAULT_FIELDS, "kind", "reason"]
    for given_page, text, reason in zip(pages, frame["text"], frame["reason"], strict=True):
        if given_page is None:
            assert (pd.isna(text), reason) == (True, "no page")
        else:
            assert (text, pd.isna(reason)) == (extraction(given_page).text, True)


@pytest.mark.integration
def test_pandas_takes_own_rules() -> None:
    pd = pytest.importorskip("pandas", reason="needs the pandas extra")
    from boilerstrip.integrations.pandas import extract

    frame = extract(pd.Series([OWN_RULES_PAGE]), workers=0, **FAST, **OWN_RULES)
    assert follows_own_rules(frame["text"][0])


@pytest.mark.integration
def test_pandas_in_processes(obedient: dict[str, Any]) -> None:
    pd = pytest.importorskip("pandas", reason="needs the pandas extra")
    from boilerstrip.integrations.pandas import extract

    names = list(PAGES)
    given_frame = pd.DataFrame(
        {"html": list(PAGES.values()), "url": [address(name) for name in names]}, index=names[::-1]
    )
    made = extract(given_frame["html"], url=given_frame["url"], workers=1, timeout=600, **FAST)
    frame = given_frame.drop(columns="url").join(made)
    assert list(frame.index) == names[::-1]
    for name, row in zip(names, frame.to_dict("records"), strict=True):
        for field, value in expected(PAGES[name], address(name)).items():
            found = row[field]
            assert found == value or (value is None and pd.isna(found)), field
    crashed = extract(pd.Series([page("EXIT"), page("x")]), workers=1, timeout=600, **obedient)
    assert crashed["kind"].fillna("").tolist() == ["crash", ""]
    assert crashed["confidence"].isna().tolist() == [True, False]


@pytest.mark.integration
def test_pandas_takes_what_is_missing_in_any_form() -> None:
    pd = pytest.importorskip("pandas", reason="needs the pandas extra")
    from boilerstrip.integrations.pandas import extract

    index = pd.MultiIndex.from_tuples([("a", 1), ("a", 1), ("b", 2), ("b", 3), ("c", 4)])
    pages = pd.Series([None, math.nan, pd.NA, 7, STORY.encode()], index=index, dtype="object")
    frame = extract(pages, url=pd.Series([None, None, None, None, "https://example.org/"]), workers=0, **FAST)
    assert frame.index.equals(index)
    said = "a page must be str or bytes, not int"
    assert frame["reason"].fillna("").tolist() == ["no page", "no page", "no page", said, ""]
    assert frame["url"].iloc[-1] == "https://example.org/"
    assert frame.dtypes.astype(str).to_dict() | {"notes": "object", "confidence": "float64"} == (
        frame.dtypes.astype(str).to_dict()
    )
    nothing = extract(pd.Series([], dtype="object"), fields=["text", "confidence"])
    assert (len(nothing), list(nothing.columns)) == (0, ["text", "confidence", "kind", "reason"])
    for wrong in ({"fields": ["titel"]}, {"fields": "text"}, {"effort": "none"}, {"url": pd.Series(["x"])}):
        with pytest.raises(boilerstrip.OptionError):
            extract(pages, **wrong)
