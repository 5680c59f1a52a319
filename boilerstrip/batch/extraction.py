"""Extractions made in worker processes, and how they are serialised."""

from __future__ import annotations

import io
import pickle
import threading
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cached_property
from operator import attrgetter
from typing import Any

from boilerstrip.extraction import Extraction
from boilerstrip.page import Block, Element, Head, Page, Run

# Rarely used attributes that take long to unpickle: they stay packed until they are used.
_PACKED = ("_page", "blocks", "candidates", "discarded")
_unpacking = threading.Lock()


class BatchExtraction(Extraction):
    """An Extraction that a worker process made, and the `id` of its page.

    Body text, metadata, confidence and notes are there at once; Blocks, candidates, HTML and Markdown
    are unpacked when first asked for.
    """

    id: Any

    def __init__(self, id: Any, light: Mapping[str, Any], packed: bytes) -> None:
        self.id = id
        self._packed = packed
        vars(self).update(light)

    def __getattr__(self, name: str) -> Any:
        with _unpacking:
            if name in _PACKED and name not in vars(self):
                vars(self).update(pickle.loads(self._packed), _packed=b"")  # noqa: S301 - from our worker
        if name in vars(self):
            return vars(self)[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


def pack(extraction: Extraction) -> tuple[dict[str, Any], bytes]:
    """Return an Extraction's attributes, the large ones packed; the Extraction cannot be used afterwards."""
    # nearly everybody wants these, and made here they need no unpacking there
    _ = extraction.text, extraction.metadata, extraction.confidence
    # these are made of what is packed, or hold it
    for name in ("kept", "_metadata_reader", "_confidence"):
        vars(extraction).pop(name, None)
    _slim(extraction._page)
    light = dict(vars(extraction))
    heavy = {name: light.pop(name) for name in _PACKED if name in light}
    return light, _dumps(heavy)


def _slim(page: Page) -> None:
    """Drop what only strategies and metadata read: caches, and the head except for its meta tags."""
    for name, value in vars(type(page)).items():
        if isinstance(value, cached_property):
            vars(page).pop(name, None)
    # the meta tags name the lead image
    page.head = Head(metas=page.head.metas)


def _dumps(value: Any) -> bytes:
    """Pickle Blocks and Elements by position, which takes half as long as by name."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return buffer.getvalue()


def _by_position(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda value: (kind, values(value))


_REDUCERS: dict[type[Any], Callable[[Any], Any]] = {
    Block: _by_position(Block),
    Element: _by_position(Element),
    Run: lambda value: (Run, tuple(value)),
}
