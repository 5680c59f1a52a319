"""Read pages from WARC files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from boilerstrip.batch.files import MAX_RECORD_BYTES, describe_error, load_library, printable_id
from boilerstrip.input.decode import needed_charset
from boilerstrip.workers.jobs import Failure, PageSource

# First bytes of compressed WARC members and of plain records, to find the next one after damage.
_MAGICS = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/1.")
_SCANNED = 1 << 20
# What looks like a record's beginning is tried so often in one damaged stretch, and then once in so many
# bytes, since each try may read as many.
_MAX_TRIES = 1_000
_BYTES_PER_TRY = 1 << 16
_TEXTUAL = ("text/", "application/xhtml", "application/xml")


def read_warc(name: str, file: BinaryIO) -> Iterator[PageSource | Failure | None]:
    """Iterate over the records of a WARC file: a page, None for a record without one, a Failure if damaged.

    A damaged part gives one Failure; records after it are read.

    Args:
        name: the beginning of the ids of Failures.
        file: a seekable file, compressed or not, at any position.

    Raises:
        SourceError: fastwarc is not installed.

    """
    fastwarc = load_library("fastwarc.warc", name)
    magic = next((known for known in _MAGICS if _begins(file, known)), _MAGICS[0])
    start: int | None = 0
    found, tries = False, 0
    while start is not None:
        file.seek(start)
        try:
            for record in fastwarc.ArchiveIterator(file, parse_http=False):
                start, found, tries = record.stream_pos, True, 0
                yield _record(fastwarc, name, record)
            break
        except Exception as error:
            found = True
            if not tries:
                yield Failure(
                    f"{name}:{start}", "source", f"damaged after this point: {describe_error(error)}"
                )
            tries += 1
            start = _find(file, magic, start + (1 if tries < _MAX_TRIES else _BYTES_PER_TRY))
    if not found and file.seek(0, 2):
        yield Failure(name, "source", "no WARC record in it")


def _record(fastwarc: Any, name: str, record: Any) -> PageSource | Failure | None:
    """Return the page in a WARC record, None for none."""
    kinds = fastwarc.WarcRecordType
    if record.record_type not in (kinds.response, kinds.resource, kinds.conversion):
        return None
    url = _bare_address(record.headers.get("WARC-Target-URI"))
    name = printable_id(record.record_id or f"{url or name}:{record.stream_pos}")
    length = record.content_length
    if length > MAX_RECORD_BYTES:
        return Failure(name, "source", f"the record has {length} bytes, too many to read")
    # read completely, so that an error affects this record only
    record.freeze()
    if record.content_length < length:
        return Failure(name, "source", f"truncated after {record.content_length} of {length} bytes")
    kind, charset = record.headers.get("Content-Type") or "", None
    try:
        if record.is_http:
            record.parse_http(auto_decode="all")
            if not 200 <= (record.http_headers.status_code or 0) < 300:
                return None
            kind, charset = record.http_content_type or "text/html", record.http_charset
        if not kind.lower().startswith(_TEXTUAL):
            return None
        page = record.reader.read(MAX_RECORD_BYTES)
    except (OSError, ValueError) as error:
        return Failure(name, "source", describe_error(error))
    is_plaintext = record.record_type == kinds.conversion
    return PageSource(name, page, url, needed_charset(page, charset), is_plaintext)


def _bare_address(address: str | None) -> str | None:
    """Return an address without the angle brackets that wget writes around it, as in WARC/1.0."""
    if address and address.startswith("<") and address.endswith(">"):
        return address[1:-1]
    return address


def _begins(file: BinaryIO, magic: bytes) -> bool:
    file.seek(0)
    return file.read(len(magic)) == magic


def _find(file: BinaryIO, magic: bytes, start: int) -> int | None:
    """Return the next position of `magic` in a file from `start` on, None for none."""
    file.seek(start)
    tail = b""
    while piece := file.read(_SCANNED):
        if (offset := (tail + piece).find(magic)) >= 0:
            return start - len(tail) + offset
        start += len(piece)
        tail = (tail + piece)[1 - len(magic) :]
    return None
