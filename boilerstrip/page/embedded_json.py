"""JSON that pages embed, read as far as it can be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass


def parse_json(source: str) -> Any:
    """The value of a JSON text, or None; comments around it, as older themes have, are dropped."""
    return read_json(source.strip().removeprefix("<!--").removeprefix("//<![CDATA[").strip(), 0)[0]


def read_json(source: str, at: int) -> tuple[Any, int]:
    """The JSON value that begins at a place, or None, and the place up to which it was read."""
    try:
        # strict=False: raw line breaks inside strings are the commonest mistake in real JSON-LD
        return json.JSONDecoder(strict=False).raw_decode(source, at)
    except json.JSONDecodeError as error:
        return None, error.pos
    except (ValueError, RecursionError):
        return None, len(source)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object inside `value`, parents first, in document order."""
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            yield item
            pending.extend(reversed(item.values()))
        elif isinstance(item, list):
            pending.extend(reversed(item))
