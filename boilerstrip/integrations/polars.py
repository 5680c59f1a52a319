"""Polars: a frame, a column or a list of pages in, columns out; as a function and an expression.

>>> import boilerstrip.integrations.polars
>>> row = pl.col("html").boilerstrip.extract(url="at")
>>> frame.select("at", row=row).unnest("row")  # doctest: +SKIP
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, Unpack

import polars as pl

from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE
from boilerstrip.batch.rows import DEFAULT_FIELDS, columns
from boilerstrip.integrations.frames import extract_columns, pages_and_urls
from boilerstrip.options import SharedOptions, takes_options

_TYPES: dict[str, Any] = {"str": pl.String, "int": pl.Int64, "float": pl.Float64, "list": pl.List(pl.String)}


@takes_options()
def extract(
    pages: pl.DataFrame | pl.Series | Sequence[Any],
    *,
    page: str | None = None,
    url: str | pl.Series | Sequence[Any] | None = None,
    fields: Iterable[str] = DEFAULT_FIELDS,
    workers: int | None = None,
    timeout: float = TIMEOUT_PER_PAGE,
    **options: Unpack[SharedOptions],
) -> pl.DataFrame:
    """Strip the boilerplate off a frame's, a column's or a list's pages.

    Args:
        pages: pages as String or Binary, or a frame that has a column of these; null gives a row of nulls
            that says so.
        page: the frame's column of pages; by default the first there is of html, page, raw_html, content,
            body and text.
        url: the pages' addresses in the same order, or the frame's column of them, by default url or uri.
        fields: the columns to make; of `boilerstrip.batch.rows.FIELDS`.
        workers: how many processes; None is one for each core, 0 none: in this process.
        timeout: seconds that a page may take.
        {options}

    Returns:
        A frame with a row for each page, in order: the fields, and `kind` and `reason` where the page
        has no result. `confidence` is Float64, `notes` a List of String, the others are String.

    Raises:
        OptionError: an option is invalid.
        BoilerstripError: no worker process can be started.

    """
    fields = fields if isinstance(fields, str) else tuple(fields)
    pages, url = pages_and_urls(pages, page, url, is_frame=isinstance(pages, pl.DataFrame))
    values = extract_columns(
        _listed(pages),
        None if url is None else _listed(url),
        fields,
        {"workers": workers, "timeout": timeout, **options},
    )
    return pl.DataFrame(values, schema=_schema(fields))


@pl.api.register_expr_namespace("boilerstrip")
class Expressions:
    """The namespace `boilerstrip` of Polars' expressions."""

    def __init__(self, expression: pl.Expr) -> None:
        self._pages = expression

    @takes_options()
    def extract(
        self,
        *,
        url: str | pl.Expr | None = None,
        fields: Iterable[str] = DEFAULT_FIELDS,
        workers: int | None = None,
        timeout: float = TIMEOUT_PER_PAGE,
        **options: Unpack[SharedOptions],
    ) -> pl.Expr:
        """A Struct for each page; `unnest` of a frame makes columns of it.

        An expression such as `struct.field` or `struct.unnest` on it would have Polars extract all pages
        once for each field that it takes.

        Args:
            url: the column of the pages' addresses.
            fields: the fields of the Struct, beside `kind` and `reason`.
            workers: as of `extract`, the function.
            timeout: as of `extract`, the function.
            {options}

        Raises:
            OptionError: there is no such field. What is wrong with other options, Polars raises as a
                ComputeError when the expression is evaluated.

        """
        fields = fields if isinstance(fields, str) else tuple(fields)
        schema = _schema(fields)
        inputs = [self._pages]
        if url is not None:
            inputs.append(pl.col(url) if isinstance(url, str) else url)

        def extracted(series: Iterable[pl.Series]) -> pl.Series:
            pages, *urls = series
            address = urls[0] if urls else None
            frame = extract(pages, url=address, fields=fields, workers=workers, timeout=timeout, **options)
            return frame.to_struct(pages.name)

        return pl.map_batches(inputs, extracted, return_dtype=pl.Struct(schema))


def _listed(column: Any) -> list[Any]:
    """Return the values of a column or list, None for missing ones, which include NaN in a list."""
    return [None if isinstance(value, float) and math.isnan(value) else value for value in column]


def _schema(fields: Iterable[str]) -> dict[str, Any]:
    return {name: _TYPES[kind] for name, kind in columns(fields).items()}
