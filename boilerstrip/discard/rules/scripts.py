"""Placeholders and data of scripts that became text."""

from __future__ import annotations

from collections.abc import Iterator

from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page.block import opened_by
from boilerstrip.page.embedded_json import read_json
from boilerstrip.page.signatures import is_code
from boilerstrip.text.patterns import lazy

# Blocks that consist of placeholders, or of a JSON object.
_OPENS_DATA = "{["
_PLACEHOLDERS = lazy(r"(?:\{\{[^{}]*\}\}\s*)+")
_DATA = lazy(r'\[?\s*\{\s*"')


def propose_script_data(view: KeptView) -> Iterator[Proposal]:
    """Propose Blocks that a script was to fill in or read, such as "{{ title }}" and settings in JSON."""
    for block in opened_by(view.blocks, _OPENS_DATA):
        if is_code(block):
            continue
        if _PLACEHOLDERS.fullmatch(block.text):
            yield Proposal(block.index, block.index + 1, "placeholder of a script")
        elif _DATA.match(block.text) and read_json(block.text, 0)[1] == len(block.text):
            yield Proposal(block.index, block.index + 1, "data of a script")
