"""datatrove: a reader for WARC files and an extractor, both of which lose no document."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, Unpack

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.extractors.base import BaseExtractor
from datatrove.pipeline.readers.base import BaseDiskReader
from datatrove.utils.typeshelper import StatHints

from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE
from boilerstrip.batch.rows import DEFAULT_FIELDS, rows
from boilerstrip.batch.warc import read_warc
from boilerstrip.extractor import Extractor
from boilerstrip.input.decode import decode
from boilerstrip.input.source import binary_kind
from boilerstrip.limits import Limits
from boilerstrip.options import SharedOptions, takes_options
from boilerstrip.workers.jobs import Failure, PageSource


class BoilerstripWarcReader(BaseDiskReader):
    """Reads the pages of WARC and WET files, decoded by boilerstrip.

    A record that cannot be read is a Document without text whose metadata has `kind` and `reason`.
    Metadata: `url`; `is_plaintext` where the page is plain text. Takes datatrove's arguments of disk
    readers, of which the adapter and the names of keys have no effect.
    """

    name = "🧹 boilerstrip WARC"

    def read_file(self, filepath: str) -> Iterator[Document]:
        """Iterate over a Document for each page of a file."""
        with self.data_folder.open(filepath, "rb") as file:
            for record in read_warc(filepath, file):
                if record is not None:
                    document = _document(record)
                    document.metadata = (self.default_metadata or {}) | document.metadata
                    yield document


@takes_options()
class BoilerstripExtractor(BaseExtractor):
    """Documents of HTML to documents of the clean body, each step with one worker process.

    Documents without a body stay, with an empty text: a filter behind this one can drop them, or look
    at `kind` and `reason` in their metadata. There, too, is what the page says about itself (`title`,
    `author`, `date` of publication, `language`, …), `confidence` and `notes`; what the page does not
    say stays as it was.

    Args:
        timeout: seconds that a page may take.
        fields: the fields for the metadata; of `boilerstrip.batch.rows.FIELDS`.
        {options}

    Raises:
        OptionError: an option is invalid.

    """

    name = "🧹 boilerstrip"

    def __init__(
        self,
        timeout: float = TIMEOUT_PER_PAGE,
        fields: tuple[str, ...] = DEFAULT_FIELDS,
        **options: Unpack[SharedOptions],
    ) -> None:
        super().__init__(timeout)
        self._fields = tuple(dict.fromkeys((*fields, "text")))
        self._options = options
        rows((), fields=self._fields, workers=1, timeout=timeout, **options)

    def extract(self, text: str) -> str:
        """Return the body of one page, extracted in this process."""
        return Extractor(**self._options).extract(text).text

    def run(
        self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1
    ) -> Generator[Document, None, None]:
        """Iterate over a Document for each Document, in the same order."""
        sources = (self._source(document) for document in data)
        found_rows = rows(sources, fields=self._fields, workers=1, timeout=self.timeout, **self._options)
        for document, row in found_rows:
            self.stat_update(StatHints.total, StatHints.forwarded, row["kind"] or "extracted")
            document.text = row.pop("text") or ""
            document.metadata = row | {
                name: value for name, value in document.metadata.items() if row.get(name) is None
            }
            self.update_doc_stats(document)
            yield document

    def _source(self, document: Document) -> PageSource | Failure:
        metadata = document.metadata
        if metadata.get("reason") is not None:
            return Failure(document, metadata.get("kind") or "source", metadata["reason"])
        # `flattened` is the deprecated name
        flags = [metadata.pop(name, False) for name in ("is_plaintext", "flattened")]
        return PageSource(document, document.text, metadata.get("url"), is_plaintext=any(flags))


def _document(record: PageSource | Failure) -> Document:
    if isinstance(record, Failure):
        return Document("", record.id, metadata={"kind": record.kind, "reason": record.reason})
    metadata: dict[str, Any] = {"url": record.url}
    if record.is_plaintext:
        metadata["is_plaintext"] = True
    page = record.page
    if isinstance(page, bytes):
        if kind := binary_kind(page):
            metadata |= {"kind": "input", "reason": f"{kind}, not text"}
            return Document("", record.id, metadata=metadata)
        page = decode(page[: Limits().characters + 1], record.encoding)
    return Document(page, record.id, metadata=metadata)
