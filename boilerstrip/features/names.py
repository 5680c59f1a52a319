"""Words of class names, tags and texts, hashed: the raw material of a linear model.

No list of words can know all names that themes give their boxes and all labels that languages
have. Each Block has a handful of tokens in each of four families; the linear model learns a weight
for each of `BUCKETS` hash values, and the sum of weights of a family is one feature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from boilerstrip.block import Block, Element
from boilerstrip.page import Page

BUCKETS = 1 << 15
# The kinds of page that a second linear model, over all tokens of a page, tells apart.
KINDS = ("article", "collection", "documentation", "forum", "listing", "product", "service")
FAMILIES = ("own", "near", "far", "text")
COLUMNS = {
    "names.own": "weight of the tag and class words of the Block's element",
    "names.near": "weight of those of the two elements around it",
    "names.far": "weight of those further out",
    "names.text": "weight of the Block's first words, or of all where they are few",
    **{f"names.{kind}": f"probability that the page is a {kind} page, by all its tokens" for kind in KINDS},
}

_NAME_PARTS = re.compile(r"[^\W\d_]{2,}")
_OUTERMOST = ("html", "body")
# The elements around a Block's own that count as near, the most looked at, and the class words of each.
_NEAR = 2
_ELEMENTS = 9
_NAMES = 8
_FIRST_WORDS = 3
_WHOLE = 4
_MAX_WORD = 20
# Spread sums and differences of hash values over all buckets again.
_MIX = 2654435761
_PRIME = (1 << 31) - 1


def tokens(page: Page) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The tokens of all Blocks as hash values, and where each Block's families begin.

    Returns:
        `(values, offsets)`: the tokens of Block b in family f are
        `values[offsets[b * 4 + f] : offsets[b * 4 + f + 1]]`.

    """
    values: list[int] = []
    offsets = [0]
    # what is around a Block is the same for all children of one element
    around: dict[int, tuple[list[int], list[int]]] = {}
    elements = page.elements
    for block, said in zip(page.blocks, page.block_words, strict=True):
        holder = elements[block.element] if elements and block.element >= 0 else None
        if holder is not None and holder.tag not in _OUTERMOST:
            values += _element_tokens("own", holder.tag, _named(holder))
            offsets.append(len(values))
            if holder.parent not in around:
                around[holder.parent] = _around(page, holder.parent)
            near, far = around[holder.parent]
        else:
            offsets.append(len(values))
            near, far = [], []
        values += near
        offsets.append(len(values))
        values += far
        offsets.append(len(values))
        values += _text_tokens(block, said)
        offsets.append(len(values))
    return np.array(values, np.int64), np.array(offsets, np.int64)


def _around(page: Page, parent: int) -> tuple[list[int], list[int]]:
    """The tokens of an element and the one around it, and of those further out."""
    near: list[int] = []
    far: dict[int, None] = {}
    for distance, holder in enumerate(page.ancestors(parent)):
        if distance == _ELEMENTS or holder.tag in _OUTERMOST:
            break
        if distance < _NEAR:
            near += _element_tokens("near", holder.tag, _named(holder))
        else:
            # far from the Block the same word comes again and again: once is enough
            far.update(dict.fromkeys(_element_tokens("far", holder.tag, _named(holder))))
    return near, list(far)


def _named(element: Element) -> str:
    return (
        f"{element.names} {element.role} {element.itemprop}"
        if element.role or element.itemprop
        else element.names
    )


@lru_cache(maxsize=16384)
def _element_tokens(family: str, tag: str, names: str) -> tuple[int, ...]:
    salt = _SALTS[family]
    parts = [_hash(part[:_MAX_WORD]) for part in _NAME_PARTS.findall(names)[: 2 * _NAMES]]
    found = [_hash(f"<{tag}"), *dict.fromkeys(parts)]
    found += [31 * first + second for first, second in pairwise(parts)]
    return tuple([(token ^ salt) * _MIX % _PRIME % BUCKETS for token in found[: 2 * _NAMES]])


def _text_tokens(block: Block, said: Sequence[str]) -> list[int]:
    shapes = [_hash(word[:_MAX_WORD]) for word in said[: _WHOLE + 1]]
    found = [(31 * at + shape, _SALTS["start"]) for at, shape in enumerate(shapes[:_FIRST_WORDS])]
    if len(shapes) > 1:
        found.append((31 * shapes[0] + shapes[1], _SALTS["pair"]))
    if len(said) <= _WHOLE:
        found.append((sum(shape << at for at, shape in enumerate(shapes)), _SALTS["whole"]))
        found += [(shape, _SALTS["any"]) for shape in shapes]
    found.append((_hash(block.path[-30:]), _SALTS["path"]))
    return [(token ^ salt) * _MIX % _PRIME % BUCKETS for token, salt in found]


@lru_cache(maxsize=65536)
def _hash(token: str) -> int:
    # a number says no more than that it is one of so many digits
    return crc32(("#" * len(token) if token.isdecimal() else token).encode("utf-8", "replace"))


_SALTS = {family: crc32(family.encode()) for family in (*FAMILIES, "start", "pair", "whole", "any", "path")}
