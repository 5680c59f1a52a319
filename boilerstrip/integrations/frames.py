"""What pandas and Polars share: columns of pages to columns of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from boilerstrip.batch.rows import columns, rows
from boilerstrip.errors import OptionError
from boilerstrip.workers.jobs import Failure

NO_PAGE = Failure(None, "input", "no page")


def extract_columns(
    pages: Sequence[Any], urls: Iterable[Any] | None, fields: Iterable[str], options: dict[str, Any]
) -> dict[str, list[Any]]:
    """The columns of the rows of these pages, each as long as `pages`; None stands for no page.

    Raises:
        OptionError: there is no such field, or not an address for each page.

    """
    addresses = [None] * len(pages) if urls is None else list(urls)
    if len(addresses) != len(pages):
        raise OptionError(f"{len(addresses)} addresses for {len(pages)} pages")
    sources = (
        NO_PAGE if page is None else (None, page, url) for page, url in zip(pages, addresses, strict=True)
    )
    found: dict[str, list[Any]] = {name: [] for name in columns(fields)}
    for _, row in rows(sources, fields=fields, **options):
        for name, values in found.items():
            values.append(row[name])
    return found
