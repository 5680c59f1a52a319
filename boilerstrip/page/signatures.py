"""Signatures and code, by which a page shows that it is a reference, whatever tool has made it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from boilerstrip import _kernels
from boilerstrip.page.block import Block, Role
from boilerstrip.text.patterns import lazy

# Of so many Blocks of a reference at least one is code or a signature. With 20, word F1 on WCXB dev is the
# same.
_ONE_IN = 30
# So many of code alone are documentation, or are explained as it is.
_MIN_LISTINGS = 3
# Enum members are slow to look up by name.
_CODE = Role.CODE
# A name with its parameters right behind it, perhaps with types around: "List<Height> heights(Tide tide)". Or
# with its type, "ebb :: Station -> Tide", or the number of its parameters, "ebb/2".
_SIGNATURE = lazy(
    r"(?:[^\s()]+\s+){0,4}[^\s()]*[a-z_]\w*\((?!\d\d+\))(?:[^()]|\(\))*\)[^.!?()\n]{0,40}"
    r"|[a-z_][\w']*\s::\s.+(?:->|→).+|\w*[a-z_][!?]?/[0-9]",
    re.IGNORECASE,
)
_MAX_SIGNATURE = 300
# What a field holds, and whether it must be there.
_TYPE = lazy(
    r"(?:(?:array|list|map)(?: of |<|\[))?"
    r"(?:string|str|integer|int|int32|int64|number|bool|boolean|float|double|object|array|enum|binary|bytes"
    r"|date-time|datetime|timestamp|uuid|uri|url|null)"
    r"s?(?:\[\]|>|\])?(?:\s?(?:\||or)\s?null)?|required|optional|nullable|read-only",
    re.IGNORECASE,
)
_MAX_TYPE = 30


def is_code(block: Block) -> bool:
    """Return whether a Block consists of code: "close" may be the name of a method."""
    # a loop, as most Blocks show with their first run that they do not
    for run in block.runs if block.role is not _CODE else ():
        if "code" not in run.marks and run.text.strip():
            return False
    return True


def is_signature(block: Block) -> bool:
    """Return whether a Block names a function or a command and what it takes: "close()", "cron(8)"."""
    text = block.text
    return (
        len(text) <= _MAX_SIGNATURE
        and ("(" in text or "/" in text or "::" in text)
        and _SIGNATURE.fullmatch(text.strip()) is not None
    )


def names_type(block: Block) -> bool:
    """Return whether a Block names a type of data, or says that a field is required."""
    return len(block.text) <= _MAX_TYPE and _TYPE.fullmatch(block.text.strip()) is not None


def find_code(blocks: list[Block]) -> list[bool]:
    """Return whether each Block is code or a signature."""
    if _kernels.rules is None:
        return [is_code(block) or is_signature(block) for block in blocks]
    found: list[bool]
    # most Blocks have nothing that signatures have
    found, others = _kernels.rules.find_code(blocks, _CODE, _MAX_SIGNATURE)
    for i in others:
        found[i] = is_signature(blocks[i])
    return found


def are_reference(blocks: Sequence[Block], is_code: Sequence[bool]) -> bool:
    """Return whether so many Blocks of a text are code or signatures that it documents them.

    `is_code` is what `find_code` returns of the whole page. A listing or two may be examples in an article.
    """
    found = [block for block in blocks if is_code[block.index]]
    if not found or _ONE_IN * len(found) < len(blocks):
        return False
    return len(found) >= _MIN_LISTINGS or any(map(is_signature, found))
