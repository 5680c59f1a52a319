"""pandas: a frame, a column or a list of pages in, columns of what they say out.

>>> from boilerstrip.integrations.pandas import extract
>>> frame.join(extract(frame, page="html", url="url"), rsuffix="_page")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Unpack

import pandas as pd

from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE
from boilerstrip.batch.rows import DEFAULT_FIELDS, columns
from boilerstrip.integrations.frames import extract_columns, pages_and_urls
from boilerstrip.options import SharedOptions, takes_options

_TYPES = {"str": "string", "int": "Int64", "float": "float64", "list": "object"}


@takes_options()
def extract(
    pages: pd.DataFrame | pd.Series[Any] | Sequence[Any],
    *,
    page: str | None = None,
    url: str | pd.Series[Any] | Sequence[Any] | None = None,
    fields: Iterable[str] = DEFAULT_FIELDS,
    workers: int | None = None,
    timeout: float = TIMEOUT_PER_PAGE,
    **options: Unpack[SharedOptions],
) -> pd.DataFrame:
    """Strip the boilerplate off a frame's, a column's or a list's pages.

    Args:
        pages: pages as `str` or bytes, or a frame that has a column of these; what is missing (None, NaN,
            NA) gives a row of missing values that says so.
        page: the frame's column of pages; by default the first there is of html, page, raw_html, content,
            body and text.
        url: the pages' addresses in the same order, or the frame's column of them, by default url or uri.
        fields: the columns to make; of `boilerstrip.batch.rows.FIELDS`.
        workers: how many processes; None is one for each core, 0 none: in this process.
        timeout: seconds that a page may take.
        {options}

    Returns:
        A frame with the index of `pages`, if these have one, and a row for each page: the fields, and
        `kind` and `reason` where the page has no result. Text columns are of dtype "string", `confidence`
        is float64, `notes` has lists.

    Raises:
        OptionError: an option is invalid.
        BoilerstripError: no worker process can be started.

    """
    fields = fields if isinstance(fields, str) else tuple(fields)
    pages, url = pages_and_urls(pages, page, url, is_frame=isinstance(pages, pd.DataFrame))
    index = pages.index if isinstance(pages, pd.Series) else pd.RangeIndex(len(pages))
    values = extract_columns(
        _listed(pages),
        None if url is None else _listed(url),
        fields,
        {"workers": workers, "timeout": timeout, **options},
    )
    return pd.DataFrame(
        {
            name: pd.Series(values[name], dtype=_TYPES[kind], index=index)
            for name, kind in columns(fields).items()
        },
        index=index,
    )


def _listed(column: Any) -> list[Any]:
    """Return the values of a column or list, None for missing ones."""
    if not isinstance(column, pd.Series):
        column = pd.Series(list(column), dtype="object")
    return [None if missing else value for value, missing in zip(column, column.isna(), strict=True)]
