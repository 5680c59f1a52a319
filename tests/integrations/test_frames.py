"""pandas and Polars, each where it is installed."""

from __future__ import annotations

import importlib
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.batch.rows import DEFAULT_FIELDS
from boilerstrip.integrations import frames
from tests.batch.test_many import obedient, page
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

__all__ = ["obedient"]

STORY = (
    "<h1>Winter</h1><p>The ferry to the outer islands will run all winter, the harbour council decided.</p>"
)
texts = st.one_of(
    st.none(),
    st.sampled_from([STORY, "", "no tags at all", "<p>Паром"]),
    st.text(max_size=30).map(STORY.__add__),
)


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


@pytest.mark.integration
@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_and_lists(library: str) -> None:
    frames_of = pytest.importorskip(library, reason=f"needs the {library} extra")
    extract = importlib.import_module(f"boilerstrip.integrations.{library}").extract
    pages = [STORY, None, STORY.encode()]
    urls = ["https://example.org/a", None, "https://example.org/b"]

    def columns(made: Any) -> dict[str, list[Any]]:
        rows = made.to_dicts() if library == "polars" else made.to_dict("records")
        missing = {
            name: [None if _missing(row[name]) else row[name] for row in rows] for name in made.columns
        }
        return {name: missing[name] for name in ("url", "text", "reason")}

    listed = columns(extract(pages, url=urls, workers=0, **FAST))
    text = extraction(STORY).text
    assert listed == {"url": urls, "text": [text, None, text], "reason": [None, "no page", None]}
    frame = frames_of.DataFrame({"html": [STORY, None, STORY], "url": urls, "at": urls[::-1]})
    assert columns(extract(frame, workers=0, **FAST)) == listed
    swapped = columns(extract(frame, page="html", url="at", workers=0, **FAST))
    assert swapped["url"] == [urls[2], None, urls[0]]
    for wrong, said in (
        ({"page": "htlm"}, "there is no column 'htlm'; did you mean 'html'?"),
        ({"url": "adress"}, "there is no column 'adress'"),
        ({"urls": urls}, "there is no option 'urls'; did you mean 'url'?"),
        ({"efort": "fast"}, "there is no option 'efort'; did you mean 'effort'?"),
        ({"fields": ["titel"]}, "no field 'titel'; did you mean 'title'?"),
    ):
        with pytest.raises(boilerstrip.OptionError) as raised:
            extract(frame, **wrong)
        assert str(raised.value) == said
    with pytest.raises(boilerstrip.OptionError, match="not one string"):
        extract(STORY)
    with pytest.raises(boilerstrip.OptionError, match="name the column of the pages with page=…"):
        extract(frames_of.DataFrame({"a": [STORY]}))


def _missing(value: Any) -> bool:
    return value is None or str(value) in ("nan", "<NA>")
