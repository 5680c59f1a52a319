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
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from boilerstrip import _kernels
from boilerstrip.page import Element, Page

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
    if _kernels.tokens is not None:
        found = _kernels.tokens.page_tokens(page.blocks, page.elements, page.block_words, _hashes, _SALTS)
        return np.frombuffer(found[0], np.int64), np.frombuffer(found[1], np.int64)
    kinds, hashes = _kinds(page.elements)
    own, near, far = (
        hashes._replace(values=_tokens(hashes.values ^ _SALTS[family])) for family in ("own", "near", "far")
    )
    inside, around, merged = _around(page, kinds, far.split())
    first, second, beyond = around.T
    # each Block's tokens are those of a list of each of these, one after the other
    parts = ((own, inside), (near, first), (near, second), (merged, beyond), _texts(page))
    starts, lengths, before = [], [], 0
    for lists, which in parts:
        starts.append(before + lists.starts[which])
        lengths.append(lists.lengths[which])
        before += len(lists.values)
    counts = np.stack(lengths, axis=1)
    ends = counts.cumsum().reshape(counts.shape)
    moved = np.stack(starts, axis=1) - (ends - counts)
    places = np.repeat(moved.ravel(), counts.ravel()) + np.arange(counts.sum())
    values = np.concatenate([lists.values for lists, _ in parts]).take(places)
    return values, np.append(np.zeros(1, np.int64), ends[:, [0, 2, 3, 4]])


class _Lists(NamedTuple):
    """Lists of tokens, one after the other in one array; list -1 is empty."""

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


def _kinds(elements: Sequence[Element]) -> tuple[list[int], _Lists]:
    """The number of each element's tag and names, and the hashes for each; -1 for the outermost and empty."""
    numbers: dict[tuple[str, str], int] = {}
    kinds = [
        numbers.setdefault((element.tag, _named(element)), len(numbers))
        if element.start < element.end and element.tag not in _OUTERMOST
        else -1
        for element in elements
    ]
    return kinds, _Lists.of([_hashes(tag, names) for tag, names in numbers])


def _around(
    page: Page, kinds: Sequence[int], tokens: Sequence[list[int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64], _Lists]:
    """The kind of element that each Block is in, shape (n,), and what is around that, shape (n, 3).

    That is the kinds of the two elements around it, and the number of the list, among those that are the
    third answer, of the `tokens` of the elements further out.
    """
    parents = [element.parent for element in page.elements]
    own = [block.element for block in page.blocks]
    inside = [kinds[at] if at >= 0 else -1 for at in own]
    # what is around a Block is the same for all children of one element
    holders = [parents[at] if kind >= 0 else -1 for at, kind in zip(own, inside, strict=True)]
    numbers = {holder: number for number, holder in enumerate(dict.fromkeys(holders))}
    found: list[tuple[int, int, int]] = []
    merged: dict[tuple[int, ...], int] = {}
    for holder in numbers:
        outwards: list[int] = []
        at = holder
        while at >= 0 and kinds[at] >= 0 and len(outwards) < _ELEMENTS:
            outwards.append(kinds[at])
            at = parents[at]
        first, second = (*outwards, -1, -1)[:_NEAR]
        found.append((first, second, merged.setdefault(tuple(outwards[_NEAR:]), len(merged))))
    # far from the Block the same word comes again and again: once is enough
    lists = [list(dict.fromkeys(chain.from_iterable(map(tokens.__getitem__, far)))) for far in merged]
    around = np.array(found, np.int64)[[numbers[holder] for holder in holders]]
    return np.array(inside, np.int64), around, _Lists.of(lists)


def _named(element: Element) -> str:
    return (
        f"{element.class_id} {element.role} {element.itemprop}"
        if element.role or element.itemprop
        else element.class_id
    )


@lru_cache(maxsize=16384)
def _hashes(tag: str, names: str) -> tuple[int, ...]:
    parts = [_hash(part[:_MAX_WORD]) for part in _NAME_PARTS.findall(names)[: 2 * _NAMES]]
    found = [_hash(f"<{tag}"), *dict.fromkeys(parts)]
    found += [31 * first + second for first, second in pairwise(parts)]
    return tuple(found[: 2 * _NAMES])


def _texts(page: Page) -> tuple[_Lists, NDArray[np.int64]]:
    """The tokens of all Blocks' first words, and which list is whose."""
    n = len(page.blocks)
    first = [word[:_MAX_WORD] for said in page.block_words for word in said[: _WHOLE + 1]]
    count = np.minimum([len(said) for said in page.block_words], _WHOLE + 1)
    shapes = np.zeros((n, _WHOLE + 1), np.int64)
    shapes[np.arange(_WHOLE + 1) < count[:, None]] = list(map(_hash, first))
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
    salted = np.stack([hashes ^ _SALTS[salt] for hashes, salt, _ in kinds], axis=1)
    has = np.stack([having for _, _, having in kinds], axis=1)
    lengths = has.sum(axis=1)
    return _Lists(_tokens(salted[has]), lengths.cumsum() - lengths, lengths), np.arange(n)


def _tokens(salted: NDArray[np.int64]) -> NDArray[np.int64]:
    """The buckets of hash values that have been made those of one family by its salt."""
    # reduced before it is multiplied, or it would not fit
    return salted % _PRIME * (_MIX % _PRIME) % _PRIME % BUCKETS


def _hash(token: str) -> int:
    # a number says no more than that it is one of so many digits
    return crc32(("#" * len(token) if token.isdecimal() else token).encode("utf-8", "replace"))


_SALTS = {family: crc32(family.encode()) for family in (*FAMILIES, "start", "pair", "whole", "any", "path")}
