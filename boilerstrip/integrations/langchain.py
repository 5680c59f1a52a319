"""LangChain: a document transformer and a document loader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Unpack

from langchain_core.document_loaders import BaseLoader
from langchain_core.documents import BaseDocumentTransformer, Document

from boilerstrip.batch.jobs import TIMEOUT_PER_PAGE
from boilerstrip.batch.rows import rows
from boilerstrip.integrations.documents import FIELDS, checked_sources, metadata, pages
from boilerstrip.options import SharedOptions, takes_options


@takes_options()
class BoilerstripTransformer(BaseDocumentTransformer):
    """Documents whose content is HTML to documents whose content is the clean body.

    Metadata stays, and `title`, `author`, `date`, `language`, `site_name`, `description`, `confidence`
    and `notes` join it; so does `source`, the page's address, where the document has none. A page
    without a result gives a document without content whose metadata has `kind` and `reason`.

    Args:
        workers: how many processes; 0 is none: in this process. None is one for each core.
        timeout: seconds that a page may take, where there are workers.
        {options}

    """

    def __init__(
        self, *, workers: int | None = 0, timeout: float = TIMEOUT_PER_PAGE, **options: Unpack[SharedOptions]
    ) -> None:
        """Check the options, so that a wrong one raises an OptionError here."""
        self._options: dict[str, Any] = {"workers": workers, "timeout": timeout, **options}
        rows((), fields=FIELDS, **self._options)

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> list[Document]:
        """A document for each document, in the same order.

        Raises:
            BoilerstripError: no worker process can be started.

        """
        sources = ((document, document.page_content, _url(document)) for document in documents)
        return [_transformed(*found) for found in rows(sources, fields=FIELDS, **self._options)]


@takes_options()
class BoilerstripLoader(BaseLoader):
    """The clean bodies of pages as documents.

    Args:
        sources: files, folders, globs and addresses, one or many: pages, JSONL, Parquet and WARC, as of
            `boilerstrip batch`. Each address is fetched within 30 s, 20 MB and 5 redirects.
        workers: how many processes; 0 is none: in this process. None is one for each core.
        timeout: seconds that a page may take, where there are workers.
        {options}

    Raises:
        OptionError: an option is not what it should be.

    """

    def __init__(
        self,
        sources: str | Path | Iterable[str | Path],
        *,
        workers: int | None = 0,
        timeout: float = TIMEOUT_PER_PAGE,
        **options: Unpack[SharedOptions],
    ) -> None:
        self._sources = checked_sources(sources)
        self._options: dict[str, Any] = {"workers": workers, "timeout": timeout, **options}
        rows((), fields=FIELDS, **self._options)

    def lazy_load(self) -> Iterator[Document]:
        """A document for each page; without content, and with `kind` and `reason`, where one failed.

        Raises:
            SourceError: a source does not exist.
            BoilerstripError: no worker process can be started.

        """
        for id, row in rows(pages(self._sources), fields=FIELDS, **self._options):
            yield Document(page_content=row["text"] or "", metadata=metadata(id, row), id=id)


def _transformed(document: Document, row: dict[str, Any]) -> Document:
    found = document.metadata | metadata(None, row)
    if "source" in document.metadata:
        found["source"] = document.metadata["source"]
    return document.model_copy(update={"page_content": row["text"] or "", "metadata": found})


def _url(document: Document) -> str | None:
    """The address that a loader left in the metadata."""
    for name in ("source", "url"):
        value = document.metadata.get(name)
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
    return None
