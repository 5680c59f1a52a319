"""Front matter: what is known of a page as YAML, between two lines of dashes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def front_matter(fields: Mapping[str, Any]) -> str:
    """Return fields as front matter, without those that are empty.

    Every value is written as JSON, which is YAML, too: so no text can be taken for anything else.
    """
    lines = [
        f"{name}: {_scalar(value)}\n" for name, value in fields.items() if value not in (None, "", [], ())
    ]
    return f"---\n{''.join(lines)}---\n\n"


def _scalar(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    # to YAML these are ends of lines, and controls are not allowed
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"
