"""LlamaIndex: a reader, by itself or as the `file_extractor` of a SimpleDirectoryReader."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Unpack

from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import Document

from boilerstrip.batch.jobs import TIMEOUT_PER_PAGE
from boilerstrip.batch.rows import rows
from boilerstrip.integrations.documents import FIELDS, checked_sources, metadata, pages
from boilerstrip.options import SharedOptions, takes_options

# What tells how a text was come by; neither an embedding nor a language model should read it.
_APART = ("confidence", "notes", "kind", "reason")


@takes_options()
class BoilerstripReader(BaseReader):
    """The clean bodies of pages as documents.

    Args:
        workers: how many processes; 0 is none: in this process. None is one for each core.
        timeout: seconds that a page may take, where there are workers.
        {options}

    Raises:
        OptionError: an option is not what it should be.

    """

    def __init__(
        self, *, workers: int | None = 0, timeout: float = TIMEOUT_PER_PAGE, **options: Unpack[SharedOptions]
    ) -> None:
        self._options: dict[str, Any] = {"workers": workers, "timeout": timeout, **options}
        rows((), fields=FIELDS, **self._options)

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
        for id, row in rows(pages(checked_sources(sources)), fields=FIELDS, **self._options):
            document = Document(text=row["text"] or "", metadata=(extra_info or {}) | metadata(id, row))
            if isinstance(id, str):
                document.id_ = id
            document.excluded_embed_metadata_keys.extend(_APART)
            document.excluded_llm_metadata_keys.extend(_APART)
            yield document
