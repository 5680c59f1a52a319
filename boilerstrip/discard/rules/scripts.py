"""What scripts were to fill in or to read."""

from __future__ import annotations

from collections.abc import Iterator

from boilerstrip.discard.rules.phrases import is_code
from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page.embedded_json import read_json
from boilerstrip.text.patterns import lazy

# What stands as text that is none: nothing but placeholders, or JSON with names in it.
_OPENS_DATA = ("{", "[")
_PLACEHOLDERS = lazy(r"(?:\{\{[^{}]*\}\}\s*)+")
_DATA = lazy(r'\[?\s*\{\s*"')


def propose_script_data(view: KeptView) -> Iterator[Proposal]:
    """What scripts were to fill in or to read, and no reader ever sees: "{{ title }}", settings as JSON."""
    for block in view.blocks:
        if not block.text.startswith(_OPENS_DATA) or is_code(block):
            continue
        if _PLACEHOLDERS.fullmatch(block.text):
            yield Proposal(block.index, block.index + 1, "placeholder of a script")
        elif _DATA.match(block.text) and read_json(block.text, 0)[1] == len(block.text):
            yield Proposal(block.index, block.index + 1, "data of a script")
