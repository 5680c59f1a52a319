"""LlamaIndex: a reader, by itself or in a SimpleDirectoryReader, and a splitter that cuts at headings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Unpack

from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import Document, NodeRelationship, TextNode

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

# Metadata about the extraction, which neither an embedding nor a language model should read.
_HIDDEN_FIELDS = ("confidence", "notes", "kind", "reason")


@takes_options()
class BoilerstripReader(BaseReader):
    """The clean bodies of pages as documents.

    Args:
        content: the form of the body: text, markdown or html.
        workers: how many processes; 0 is none: in this process. None is one for each core.
        timeout: seconds that a page may take, where there are workers.
        {options}

    Raises:
        OptionError: an option is invalid.

    """

    def __init__(
        self,
        *,
        content: Content = "text",
        workers: int | None = 0,
        timeout: float = TIMEOUT_PER_PAGE,
        **options: Unpack[SharedOptions],
    ) -> None:
        self._rows = Rows(content, workers=workers, timeout=timeout, **options)

    def lazy_load_data(
        self,
        sources: str | Path | Iterable[str | Path],
        extra_info: dict[str, Any] | None = None,
    ) -> Iterable[Document]:
        """A document for each page; without text, and with `kind` and `reason`, where one failed.

        Its id is the page's; its metadata has, where the page has them, `source` (the address, or where
        it was read), `title`, `author`, `date`, `language`, `site_name`, `description`, `confidence`
        and `notes`. The last two are kept from embeddings and language models.

        Args:
            sources: files, folders, globs and addresses, one or many: pages, JSONL, Parquet and WARC, as
                of `boilerstrip batch`. Each address is fetched within 30 s, 20 MB and 5 redirects.
            extra_info: metadata of all documents, before which a page's own goes.

        Raises:
            OptionError: a source is neither a name nor an address.
            SourceError: a source does not exist.
            BoilerstripError: no worker process can be started.

        """
        for id, row in self._rows.of(pages(checked_sources(sources))):
            document = Document(text=self._rows.body(row), metadata=(extra_info or {}) | metadata(id, row))
            if isinstance(id, str):
                document.id_ = id
            document.excluded_embed_metadata_keys.extend(_HIDDEN_FIELDS)
            document.excluded_llm_metadata_keys.extend(_HIDDEN_FIELDS)
            yield document


class BoilerstripSplitter:
    """Documents of Markdown, cut at their headings: a node for each section.

    A node has its document's metadata and `headings`, those above the section joined by " > ", its own
    last. For documents of `BoilerstripReader(content="markdown")`.

    Args:
        max_level: the deepest heading to cut at, 1 to 6.

    Raises:
        OptionError: `max_level` is no level of headings.

    """

    def __init__(self, *, max_level: int = 6) -> None:
        self._max_level = check_level(max_level)

    def get_nodes_from_documents(self, documents: Iterable[Document]) -> list[TextNode]:
        """The sections of all documents, in order; a document without text gives none."""
        return [
            TextNode(
                text=text,
                metadata=document.metadata | {"headings": " > ".join(headings)},
                excluded_embed_metadata_keys=list(document.excluded_embed_metadata_keys),
                excluded_llm_metadata_keys=list(document.excluded_llm_metadata_keys),
                relationships={NodeRelationship.SOURCE: document.as_related_node_info()},
            )
            for document in documents
            for headings, text in split_at_headings(document.text, self._max_level)
        ]
