"""Polars: a column of pages in, columns of what they say out; as a function and as an expression.

>>> import boilerstrip.integrations.polars
>>> row = pl.col("html").boilerstrip.extract(url="at")
>>> frame.select("at", row=row).unnest("row")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Unpack

import polars as pl

from boilerstrip.batch.jobs import TIMEOUT_PER_PAGE
from boilerstrip.batch.rows import DEFAULT_FIELDS, columns
from boilerstrip.integrations.frames import extract_columns
from boilerstrip.options import SharedOptions, takes_options

_TYPES: dict[str, Any] = {"str": pl.String, "int": pl.Int64, "float": pl.Float64, "list": pl.List(pl.String)}


@takes_options()
def extract(
    pages: pl.Series,
    *,
    urls: pl.Series | None = None,
    fields: Iterable[str] = DEFAULT_FIELDS,
    workers: int | None = None,
    timeout: float = TIMEOUT_PER_PAGE,
    **options: Unpack[SharedOptions],
) -> pl.DataFrame:
    """Strip the boilerplate off a column of pages.

    Args:
        pages: pages as String or Binary; null gives a row that says so.
        urls: the pages' addresses, in the same order.
        fields: the columns to make; of `boilerstrip.batch.rows.FIELDS`.
        workers: how many processes; None is one for each core, 0 none: in this process.
        timeout: seconds that a page may take.
        {options}

    Returns:
        A frame with a row for each page, in order: the fields, and `kind` and `reason` where the page
        has no result. `confidence` is Float64, `notes` a List of String, the others are String.

    Raises:
        OptionError: an option is not what it should be.
        BoilerstripError: no worker process can be started.

    """
    fields = fields if isinstance(fields, str) else tuple(fields)
    found = extract_columns(
        pages.to_list(),
        None if urls is None else urls.to_list(),
        fields,
        {"workers": workers, "timeout": timeout, **options},
    )
    return pl.DataFrame(found, schema=_schema(fields))


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
            frame = extract(pages, urls=address, fields=fields, workers=workers, timeout=timeout, **options)
            return frame.to_struct(pages.name)

        return pl.map_batches(inputs, extracted, return_dtype=pl.Struct(schema))


def _schema(fields: Iterable[str]) -> dict[str, Any]:
    return {name: _TYPES[kind] for name, kind in columns(fields).items()}
