"""pandas: a column of pages in, columns of what they say out.

>>> from boilerstrip.integrations.pandas import extract
>>> frame.join(extract(frame["html"], urls=frame["url"]), rsuffix="_page")  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Unpack

import pandas as pd

from boilerstrip.batch.jobs import TIMEOUT_PER_PAGE
from boilerstrip.batch.rows import DEFAULT_FIELDS, columns
from boilerstrip.integrations.frames import extract_columns
from boilerstrip.options import SharedOptions, takes_options

_TYPES = {"str": "string", "int": "Int64", "float": "float64", "list": "object"}


@takes_options()
def extract(
    pages: pd.Series[Any],
    *,
    urls: pd.Series[Any] | None = None,
    fields: Iterable[str] = DEFAULT_FIELDS,
    workers: int | None = None,
    timeout: float = TIMEOUT_PER_PAGE,
    **options: Unpack[SharedOptions],
) -> pd.DataFrame:
    """Strip the boilerplate off a column of pages.

    Args:
        pages: pages as `str` or bytes; what is missing (None, NaN, NA) gives a row that says so.
        urls: the pages' addresses, in the same order.
        fields: the columns to make; of `boilerstrip.batch.rows.FIELDS`.
        workers: how many processes; None is one for each core, 0 none: in this process.
        timeout: seconds that a page may take.
        {options}

    Returns:
        A frame with the index of `pages` and a row for each page: the fields, and `kind` and `reason`
        where the page has no result. Text columns are of dtype "string", `confidence` is float64,
        `notes` holds lists.

    Raises:
        OptionError: an option is not what it should be.
        BoilerstripError: no worker process can be started.

    """
    fields = fields if isinstance(fields, str) else tuple(fields)
    found = extract_columns(
        _listed(pages),
        None if urls is None else _listed(urls),
        fields,
        {"workers": workers, "timeout": timeout, **options},
    )
    return pd.DataFrame(
        {
            name: pd.Series(found[name], dtype=_TYPES[kind], index=pages.index)
            for name, kind in columns(fields).items()
        },
        index=pages.index,
    )


def _listed(column: pd.Series[Any]) -> list[Any]:
    """The values of a column, None for those that are missing."""
    return [None if missing else value for value, missing in zip(column, column.isna(), strict=True)]
