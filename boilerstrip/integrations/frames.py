"""What pandas and Polars share: columns of pages to columns of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from boilerstrip.batch.reader import PAGE_FIELDS, URL_FIELDS
from boilerstrip.batch.rows import columns, rows
from boilerstrip.errors import OptionError, did_you_mean
from boilerstrip.workers.jobs import Failure

NO_PAGE = Failure(None, "input", "no page")


def extract_columns(
    pages: Sequence[Any], urls: Iterable[Any] | None, fields: Iterable[str], options: dict[str, Any]
) -> dict[str, list[Any]]:
    """Return the columns of the rows of these pages, each as long as `pages`; None stands for no page.

    Raises:
        OptionError: there is no such field, or not an address for each page.

    """
    addresses = [None] * len(pages) if urls is None else list(urls)
    if len(addresses) != len(pages):
        raise OptionError(f"{len(addresses)} addresses for {len(pages)} pages")
    sources = (
        NO_PAGE if page is None else (None, page, url) for page, url in zip(pages, addresses, strict=True)
    )
    values_by_name: dict[str, list[Any]] = {name: [] for name in columns(fields)}
    for _, row in rows(sources, fields=fields, **options):
        for name, values in values_by_name.items():
            values.append(row[name])
    return values_by_name


def pages_and_urls(pages: Any, page: str | None, url: Any, *, is_frame: bool) -> tuple[Any, Any]:
    """Return the pages, and their addresses or None.

    Args:
        pages: the pages, or a frame that has them in a column.
        page: the name of that column.
        url: the addresses, or the name of the column that has them.
        is_frame: whether `pages` is a frame.

    Raises:
        OptionError: there is no such column, or `page` names one and `pages` is no frame.

    """
    if is_frame:
        page_name, url_name = page_column(pages.columns, page, url if isinstance(url, str) else None)
        if url_name is not None and (url is None or isinstance(url, str)):
            url = pages[url_name]
        pages = pages[page_name]
    elif page is not None:
        raise OptionError("page names a column, but there is no frame")
    if isinstance(pages, (str, bytes)) or isinstance(url, (str, bytes)):
        raise OptionError("pages and their addresses must be columns or lists, not one string")
    return pages, url


def page_column(names: Iterable[Any], page: str | None, url: Any) -> tuple[str, str | None]:
    """Return the names of the columns that have a frame's pages and their addresses.

    Args:
        names: those of the frame's columns.
        page: that of the pages' column; None is the first of `PAGE_FIELDS` that there is.
        url: that of the addresses' column; None is "url" or "uri" where there is one.

    Raises:
        OptionError: there is no such column.

    """
    columns = list(names)
    page_name = page if page is not None else next((name for name in PAGE_FIELDS if name in columns), None)
    if page_name is None:
        raise OptionError(
            f"there is no column {', '.join(PAGE_FIELDS[:-1])} or {PAGE_FIELDS[-1]}; "
            "name the column of the pages with page=…"
        )
    address = url if url is not None else next((name for name in URL_FIELDS if name in columns), None)
    for name in (page_name, address):
        if name is not None and name not in columns:
            raise OptionError(f"there is no column {name!r}{did_you_mean(name, map(str, columns))}")
    return page_name, address
