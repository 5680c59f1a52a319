"""LangChain: a document transformer, a document loader, and a splitter that cuts at headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Unpack

from langchain_core.document_loaders import BaseLoader
from langchain_core.documents import BaseDocumentTransformer, Document

from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE
from boilerstrip.integrations.documents import (
    Content,
    Rows,
    check_level,
    checked_sources,
    metadata,
    pages,
    split_at_headings,
)
from boilerstrip.options import SharedOptions, takes_options


@takes_options()
class BoilerstripTransformer(BaseDocumentTransformer):
    """Documents whose content is HTML to documents whose content is the clean body.

    Metadata stays, and `title`, `author`, `date`, `language`, `site_name`, `description`, `confidence`
    and `notes` join it; so does `source`, the page's address, where the document has none. A page
    without a result gives a document without content whose metadata has `kind` and `reason`.

    Args:
        content: the form of the body: text, markdown or html.
        workers: how many processes; 0 is none: in this process. None is one for each core.
        timeout: seconds that a page may take, where there are workers.
        {options}

    """

    def __init__(
        self,
        *,
        content: Content = "text",
        workers: int | None = 0,
        timeout: float = TIMEOUT_PER_PAGE,
        **options: Unpack[SharedOptions],
    ) -> None:
        """Check the options, so that a wrong one raises an OptionError here."""
        self._rows = Rows(content, workers=workers, timeout=timeout, **options)

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> list[Document]:
        """A document for each document, in the same order.

        Raises:
            BoilerstripError: no worker process can be started.

        """
        sources = ((document, document.page_content, _url(document)) for document in documents)
        return [_transformed(document, row, self._rows.body(row)) for document, row in self._rows.of(sources)]


@takes_options()
class BoilerstripLoader(BaseLoader):
    """The clean bodies of pages as documents.

    Args:
        sources: files, folders, globs and addresses, one or many: pages, JSONL, Parquet and WARC, as of
            `boilerstrip batch`. Each address is fetched within 30 s, 20 MB and 5 redirects.
        content: the form of the body: text, markdown or html.
        workers: how many processes; 0 is none: in this process. None is one for each core.
        timeout: seconds that a page may take, where there are workers.
        {options}

    Raises:
        OptionError: an option is invalid.

    """

    def __init__(
        self,
        sources: str | Path | Iterable[str | Path],
        *,
        content: Content = "text",
        workers: int | None = 0,
        timeout: float = TIMEOUT_PER_PAGE,
        **options: Unpack[SharedOptions],
    ) -> None:
        self._sources = checked_sources(sources)
        self._rows = Rows(content, workers=workers, timeout=timeout, **options)

    def lazy_load(self) -> Iterator[Document]:
        """A document for each page; without content, and with `kind` and `reason`, where one failed.

        Raises:
            SourceError: a source does not exist.
            BoilerstripError: no worker process can be started.

        """
        for id, row in self._rows.of(pages(self._sources)):
            yield Document(page_content=self._rows.body(row), metadata=metadata(id, row), id=id)


class BoilerstripSplitter(BaseDocumentTransformer):
    """Documents of Markdown, cut at their headings: a document for each section.

    Metadata stays, and `headings` joins it: those above the section in order, its own last. Documents
    before, from `BoilerstripLoader(…, content="markdown")`; sections that are too long for a model can be cut
    further by any text splitter of LangChain's.

    Args:
        max_level: the deepest heading to cut at, 1 to 6.

    Raises:
        OptionError: `max_level` is no level of headings.

    """

    def __init__(self, *, max_level: int = 6) -> None:
        self._max_level = check_level(max_level)

    def split_documents(self, documents: Iterable[Document]) -> list[Document]:
        """The sections of all documents, in order; a document without text gives none."""
        return [
            Document(page_content=text, metadata=document.metadata | {"headings": headings})
            for document in documents
            for headings, text in split_at_headings(document.page_content, self._max_level)
        ]

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> list[Document]:
        """As `split_documents`."""
        return self.split_documents(documents)


def _transformed(document: Document, row: dict[str, Any], body: str) -> Document:
    """Return a copy of a document with the page's body and metadata; its own `source` stays."""
    merged = document.metadata | metadata(None, row)
    if "source" in document.metadata:
        merged["source"] = document.metadata["source"]
    return document.model_copy(update={"page_content": body, "metadata": merged})


def _url(document: Document) -> str | None:
    """Return the address that a loader left in the metadata, None for none."""
    for name in ("source", "url"):
        value = document.metadata.get(name)
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
    return None
