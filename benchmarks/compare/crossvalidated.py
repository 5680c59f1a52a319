"""boilerstrip's cross-validated outputs as an extractor, for corpora that its model was trained on.

What `boilerstrip` itself makes of such a page it may have learned by heart. `benchmarks.training.train`
writes with `--texts FILE` what a model made of each page that had seen no page of its site; with
`BOILERSTRIP_TEXTS=FILE`, the extractor `boilerstrip-cv` reports on these.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

import boilerstrip

VARIABLE = "BOILERSTRIP_TEXTS"


def extract(page: bytes, url: str | None) -> str:
    """The text that cross-validation has for a page.

    Raises:
        LookupError: there is no file of cross-validated texts, or this page is not in it.

    """
    known = texts()
    # always done, so that the time reported is the time it takes
    extracted = boilerstrip.extract(page, url=url).text
    found = known.get(page_key(page))
    if found is None and extracted:
        raise LookupError("cross-validation was not given this page")
    # a page without any text is not among them
    return found or ""


def page_key(page: bytes) -> str:
    """What a page goes by in the file."""
    return sha256(page).hexdigest()


def write(found: Mapping[str, str], file: Path) -> None:
    """Write texts by `page_key`."""
    file.write_bytes(gzip.compress(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"), mtime=0))


@cache
def texts() -> dict[str, str]:
    """The cross-validated texts by `page_key`.

    Raises:
        LookupError: there is no file of them.

    """
    file = os.environ.get(VARIABLE)
    if not file:
        raise LookupError(f"{VARIABLE} names no file of cross-validated texts")
    known: dict[str, str] = json.loads(gzip.decompress(Path(file).read_bytes()))
    return known
