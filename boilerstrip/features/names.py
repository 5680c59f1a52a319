"""Words of class names, tags and texts, hashed: the raw material of a linear model.

No list of words can know all names that themes give their boxes and all labels that languages
have. Each Block has a handful of tokens in each of four families; the linear model learns a weight
for each of `BUCKETS` hash values, and the sum of weights of a family is one feature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from boilerstrip.block import Element
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
    elements = page.elements
    values: list[int] = []
    # where each Block's families begin among the tokens of elements: own, near, far
    ends: list[int] = []
    # what is around a Block is the same for all children of one element
    around: dict[int, tuple[list[int], list[int]]] = {}
    known: dict[int, dict[int, None]] = {}
    nothing: tuple[list[int], list[int]] = ([], [])
    for block in page.blocks:
        near, far = nothing
        holder = elements[block.element] if elements and block.element >= 0 else None
        if holder is not None and holder.tag not in _OUTERMOST:
            values += _element_tokens("own", holder.tag, _named(holder))
            found = around.get(holder.parent)
            if found is None:
                found = around[holder.parent] = _around(elements, holder.parent, known)
            near, far = found
        own_end = len(values)
        values += near
        near_end = len(values)
        values += far
        ends += (own_end, near_end, len(values))
    return _with_texts(page, np.array(values, np.int64), np.array(ends, np.int64).reshape(-1, 3))


def _around(
    elements: Sequence[Element], at: int, known: dict[int, dict[int, None]]
) -> tuple[list[int], list[int]]:
    """The tokens of element `at` and the one around it, and of those further out.

    `known` holds what the elements further out gave for others that they are around of.
    """
    near: list[int] = []
    far: dict[int, None] = {}
    distance = 0
    while at >= 0 and distance < _ELEMENTS:
        holder = elements[at]
        if holder.tag in _OUTERMOST:
            break
        if distance < _NEAR:
            near += _element_tokens("near", holder.tag, _named(holder))
        else:
            tokens = known.get(at)
            if tokens is None:
                tokens = known[at] = dict.fromkeys(_element_tokens("far", holder.tag, _named(holder)))
            # far from the Block the same word comes again and again: once is enough
            far |= tokens
        at = holder.parent
        distance += 1
    return near, list(far)


def _with_texts(
    page: Page, values: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The tokens of elements, which end at `ends` for each Block, and after them those of its text."""
    texts, counts = _text_tokens(page)
    before = np.cumsum(counts) - counts
    offsets = np.append(
        np.zeros(1, np.int64), np.column_stack([ends + before[:, None], ends[:, 2] + before + counts])
    )
    of_text = np.zeros(len(values) + len(texts), np.bool_)
    of_text[np.repeat(ends[:, 2], counts) + np.arange(len(texts))] = True
    merged = np.empty(len(of_text), np.int64)
    merged[of_text], merged[~of_text] = texts, values
    return merged, offsets


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


def _text_tokens(page: Page) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The tokens of all Blocks' first words, in order, and how many each Block has."""
    n = len(page.blocks)
    rows = [[_hash(word[:_MAX_WORD]) for word in said[: _WHOLE + 1]] for said in page.block_words]
    count = np.array([len(row) for row in rows], np.int64)
    shapes = np.zeros((n, _WHOLE + 1), np.int64)
    shapes[np.arange(_WHOLE + 1) < count[:, None]] = list(chain.from_iterable(rows))
    paths = np.array([_hash(block.path[-30:]) for block in page.blocks], np.int64)
    short = count <= _WHOLE
    # each kind of token with the Blocks that have it, in the order in which a Block has them
    kinds = [
        *((31 * at + shapes[:, at], "start", count > at) for at in range(_FIRST_WORDS)),
        (31 * shapes[:, 0] + shapes[:, 1], "pair", count > 1),
        ((shapes << np.arange(_WHOLE + 1)).sum(axis=1), "whole", short),
        *((shapes[:, at], "any", short & (count > at)) for at in range(_WHOLE)),
        (paths, "path", np.ones(n, np.bool_)),
    ]
    found = np.stack([token ^ _SALTS[salt] for token, salt, _ in kinds], axis=1)
    has = np.stack([having for _, _, having in kinds], axis=1)
    # reduced before it is multiplied, or it would not fit
    mixed = found % _PRIME * (_MIX % _PRIME) % _PRIME % BUCKETS
    return mixed[has], has.sum(axis=1)


@lru_cache(maxsize=65536)
def _hash(token: str) -> int:
    # a number says no more than that it is one of so many digits
    return crc32(("#" * len(token) if token.isdecimal() else token).encode("utf-8", "replace"))


_SALTS = {family: crc32(family.encode()) for family in (*FAMILIES, "start", "pair", "whole", "any", "path")}
