"""Hashed words of class names, tags and texts: the input of the linear model.

No list of words can contain all names that themes give their boxes and all labels in all languages. So each
Block has a handful of tokens in each of four families. The linear model learns a weight for each of `BUCKETS`
hash values, and the sum of the weights in a family is one feature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from boilerstrip import _kernels
from boilerstrip.page import Element, Page

BUCKETS = 1 << 15
# The kinds of page that a second linear model, over all tokens of a page, distinguishes.
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
# How many elements around a Block's own count as near, how many are read at most, and how many words of each.
_NEAR = 2
_MAX_ELEMENTS = 9
_MAX_NAMES = 8
_FIRST_WORDS = 3
_MAX_WHOLE_WORDS = 4
_MAX_WORD = 20
# Spreads sums and differences of hash values over all buckets again.
_MIX = 2654435761
_PRIME = (1 << 31) - 1


def tokens(page: Page) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The tokens of all Blocks.

    Returns:
        `(values, offsets)`: hash values below `BUCKETS`, and where each family of each Block begins. The
        tokens of Block b in family f are `values[offsets[b * 4 + f] : offsets[b * 4 + f + 1]]`.

    """
    if _kernels.tokens is not None:
        found = _kernels.tokens.page_tokens(page.blocks, page.elements, page.block_words, _hashes, _SALTS)
        return np.frombuffer(found[0], np.int64), np.frombuffer(found[1], np.int64)
    element_kinds, kind_hashes = _element_kinds(page.elements)
    own, near, far = (
        kind_hashes._replace(values=_to_buckets(kind_hashes.values ^ _SALTS[family]))
        for family in ("own", "near", "far")
    )
    inside, around, merged = _tokens_around(page, element_kinds, far.split())
    first, second, outer = around.T
    # each Block's tokens are those of one list out of each of these pairs, concatenated
    parts = ((own, inside), (near, first), (near, second), (merged, outer), _text_tokens(page))
    starts, lengths, before = [], [], 0
    for lists, which in parts:
        starts.append(before + lists.starts[which])
        lengths.append(lists.lengths[which])
        before += len(lists.values)
    counts = np.stack(lengths, axis=1)
    ends = counts.cumsum().reshape(counts.shape)
    moved = np.stack(starts, axis=1) - (ends - counts)
    positions = np.repeat(moved.ravel(), counts.ravel()) + np.arange(counts.sum())
    values = np.concatenate([lists.values for lists, _ in parts]).take(positions)
    return values, np.append(np.zeros(1, np.int64), ends[:, [0, 2, 3, 4]])


class _Lists(NamedTuple):
    """Lists of tokens, concatenated in one array; list -1 is empty."""

    values: NDArray[np.int64]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]

    @classmethod
    def of(cls, lists: Sequence[Sequence[int]]) -> _Lists:
        lengths = np.array([*map(len, lists), 0], np.int64)
        values = np.array(list(chain.from_iterable(lists)), np.int64)
        return cls(values, lengths.cumsum() - lengths, lengths)

    def split(self) -> list[list[int]]:
        values, starts = self.values.tolist(), self.starts.tolist()
        return [values[start:end] for start, end in pairwise(starts)]


def _element_kinds(elements: Sequence[Element]) -> tuple[list[int], _Lists]:
    """Kind of each element, one for each distinct tag and names, and the hashes of each kind.

    Elements without Blocks, html and body are of kind -1.
    """
    kind_numbers: dict[tuple[str, str], int] = {}
    element_kinds = [
        kind_numbers.setdefault((element.tag, _names_of(element)), len(kind_numbers))
        if element.start < element.end and element.tag not in _OUTERMOST
        else -1
        for element in elements
    ]
    return element_kinds, _Lists.of([_hashes(tag, names) for tag, names in kind_numbers])


def _tokens_around(
    page: Page, element_kinds: Sequence[int], tokens: Sequence[list[int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64], _Lists]:
    """Kind of the element that each Block is in, shape (n,), and what is around it, shape (n, 3).

    The latter are the kinds of the two elements around it, and an index into the lists that are the third
    result: the distinct `tokens` of the elements further out.
    """
    parents = [element.parent for element in page.elements]
    elements = [block.element for block in page.blocks]
    inside = [element_kinds[element] if element >= 0 else -1 for element in elements]
    # all children of one element have the same elements around them
    containers = [
        parents[element] if kind >= 0 else -1 for element, kind in zip(elements, inside, strict=True)
    ]
    container_numbers = {container: number for number, container in enumerate(dict.fromkeys(containers))}
    rows: list[tuple[int, int, int]] = []
    merged: dict[tuple[int, ...], int] = {}
    for container in container_numbers:
        outwards: list[int] = []
        element = container
        while element >= 0 and element_kinds[element] >= 0 and len(outwards) < _MAX_ELEMENTS:
            outwards.append(element_kinds[element])
            element = parents[element]
        first, second = (*outwards, -1, -1)[:_NEAR]
        rows.append((first, second, merged.setdefault(tuple(outwards[_NEAR:]), len(merged))))
    # further out the same words recur: each counts once
    lists = [list(dict.fromkeys(chain.from_iterable(map(tokens.__getitem__, far)))) for far in merged]
    around = np.array(rows, np.int64)[[container_numbers[container] for container in containers]]
    return np.array(inside, np.int64), around, _Lists.of(lists)


def _names_of(element: Element) -> str:
    return (
        f"{element.class_id} {element.role} {element.itemprop}"
        if element.role or element.itemprop
        else element.class_id
    )


@lru_cache(maxsize=16384)
def _hashes(tag: str, names: str) -> tuple[int, ...]:
    parts = [_hash(part[:_MAX_WORD]) for part in _NAME_PARTS.findall(names)[: 2 * _MAX_NAMES]]
    found = [_hash(f"<{tag}"), *dict.fromkeys(parts)]
    found += [31 * first + second for first, second in pairwise(parts)]
    return tuple(found[: 2 * _MAX_NAMES])


def _text_tokens(page: Page) -> tuple[_Lists, NDArray[np.int64]]:
    """The tokens of all Blocks' first words, and the index of each Block's list, shape (n,)."""
    n = len(page.blocks)
    first = [word[:_MAX_WORD] for tokens in page.block_words for word in tokens[: _MAX_WHOLE_WORDS + 1]]
    count = np.minimum([len(tokens) for tokens in page.block_words], _MAX_WHOLE_WORDS + 1)
    shapes = np.zeros((n, _MAX_WHOLE_WORDS + 1), np.int64)
    shapes[np.arange(_MAX_WHOLE_WORDS + 1) < count[:, None]] = list(map(_hash, first))
    paths = np.array([_hash(block.path[-30:]) for block in page.blocks], np.int64)
    short = count <= _MAX_WHOLE_WORDS
    # kinds of tokens in the order of a Block's list: hashes, salt, and a mask of the Blocks that have one
    kinds = [
        *((31 * i + shapes[:, i], "start", count > i) for i in range(_FIRST_WORDS)),
        (31 * shapes[:, 0] + shapes[:, 1], "pair", count > 1),
        ((shapes << np.arange(_MAX_WHOLE_WORDS + 1)).sum(axis=1), "whole", short),
        *((shapes[:, i], "any", short & (count > i)) for i in range(_MAX_WHOLE_WORDS)),
        (paths, "path", np.ones(n, np.bool_)),
    ]
    salted = np.stack([hashes ^ _SALTS[salt] for hashes, salt, _ in kinds], axis=1)
    has = np.stack([having for _, _, having in kinds], axis=1)
    lengths = has.sum(axis=1)
    return _Lists(_to_buckets(salted[has]), lengths.cumsum() - lengths, lengths), np.arange(n)


def _to_buckets(salted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Buckets of hash values to which a family's salt has been applied."""
    # reduced before multiplying, which would overflow otherwise
    return salted % _PRIME * (_MIX % _PRIME) % _PRIME % BUCKETS


def _hash(token: str) -> int:
    # of a number, only the count of digits matters
    return crc32(("#" * len(token) if token.isdecimal() else token).encode("utf-8", "replace"))


_SALTS = {family: crc32(family.encode()) for family in (*FAMILIES, "start", "pair", "whole", "any", "path")}
