"""Hashed words of class names, tags and texts: the input of the linear model.

No list of words can contain all names that themes give their boxes and all labels in all languages. So each
Block has a handful of tokens in each of four families. The linear model learns a weight for each of `BUCKETS`
hash values, and the sum of the weights in a family is one feature.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from boilerstrip import _kernels
from boilerstrip.features.context import Said, find_said, token_hash
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
# Of so many of a Block's words the network has an embedding each.
MAX_EMBEDDED_WORDS = 40
_MAX_NAME = 20
# Spreads sums and differences of hash values over all buckets again.
_MIX = 2654435761
_PRIME = (1 << 31) - 1


class Tokens(NamedTuple):
    """The tokens of all Blocks: lists of hash values below `BUCKETS`, most of which several Blocks have.

    List k is `values[starts[k] : starts[k + 1]]`, and Block b has list `lists[b, f]` in family f. Each list
    is one of some Block.
    """

    values: NDArray[np.int64]
    starts: NDArray[np.int64]
    lists: NDArray[np.int64]

    @classmethod
    def of(cls, distinct: Sequence[Sequence[int]], lists: Sequence[Sequence[int]]) -> Tokens:
        """Return tokens, given the distinct lists and which of these each Block has."""
        starts = np.array([0, *map(len, distinct)], np.int64).cumsum()
        values = np.array(list(chain.from_iterable(distinct)), np.int64)
        return cls(values, starts, np.array(lists, np.int64).reshape(-1, len(FAMILIES)))

    def flat(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The tokens one list of a Block after the other, and where each list begins.

        Block b has `values[offsets[b * 4 + f] : offsets[b * 4 + f + 1]]` in family f.
        """
        which = self.lists.ravel()
        lengths = np.diff(self.starts)[which]
        offsets = np.append(np.zeros(1, np.int64), lengths.cumsum())
        moved = np.repeat(self.starts[which] - offsets[:-1], lengths)
        return self.values[moved + np.arange(offsets[-1])], offsets


class WordTokens(NamedTuple):
    """The tokens of the first words of each Block: Block b has `values[starts[b] : starts[b + 1]]`."""

    values: NDArray[np.int64]
    starts: NDArray[np.int64]


def word_tokens(said: Said) -> WordTokens:
    """The tokens of the first `MAX_EMBEDDED_WORDS` words of each Block, given the words of the page."""
    ids, starts, hashes = said
    n = len(starts) - 1
    if _kernels.tokens is not None:
        values = np.empty(len(ids), np.int64)
        places = np.empty(n + 1, np.int64)
        count = _kernels.tokens.word_tokens(ids, starts, hashes, MAX_EMBEDDED_WORDS, values, places)
        return WordTokens(values[:count], places)
    lengths = np.minimum(np.diff(starts), MAX_EMBEDDED_WORDS)
    places = np.append(np.zeros(1, np.int64), lengths.cumsum())
    positions = np.repeat(starts[:-1] - places[:-1], lengths) + np.arange(places[-1])
    buckets = np.array([_to_bucket(value) for value in hashes.tolist()], np.int64)
    return WordTokens(buckets[ids[positions]], places)


def tokens(page: Page, said: Said | None = None) -> Tokens:
    """The tokens of all Blocks; `said` are the words of the page, if they are known already."""
    said = said or find_said(page.block_words)
    if _kernels.tokens is not None:
        values, starts, lists = (
            np.frombuffer(part, np.int64)
            for part in _kernels.tokens.page_tokens(page.blocks, page.elements, *said, _hashes, _SALTS)
        )
        return Tokens(values, starts, lists.reshape(-1, len(FAMILIES)))
    numbers: dict[tuple[int, ...], int] = {}

    def number(found: Iterable[int]) -> int:
        return numbers.setdefault(tuple(found), len(numbers))

    hashes = [_hashes_of(element) for element in page.elements]
    # all children of one element have the same elements around them
    known: dict[int, tuple[int, int]] = {}
    word_hashes, starts = said.hashes[said.ids].tolist(), said.starts.tolist()
    rows: list[tuple[int, ...]] = []
    for block, (start, end) in zip(page.blocks, pairwise(starts), strict=True):
        own = hashes[block.element] if block.element >= 0 else None
        container = page.elements[block.element].parent if own else -1
        if container not in known:
            around = _hashes_around(page.elements, hashes, container)
            near, far = chain.from_iterable(around[:_NEAR]), chain.from_iterable(around[_NEAR:])
            # further out the same words recur: each counts once
            known[container] = number(_salted(near, "near")), number(dict.fromkeys(_salted(far, "far")))
        text = _text_tokens(word_hashes[start:end], block.path)
        rows.append((number(_salted(own or (), "own")), *known[container], number(text)))
    return Tokens.of(list(numbers), rows)


def _hashes_of(element: Element) -> tuple[int, ...] | None:
    """What an element says of itself, None for those without Blocks, html and body."""
    if element.start >= element.end or element.tag in _OUTERMOST:
        return None
    return _hashes(element.tag, _names_of(element))


def _hashes_around(
    elements: Sequence[Element], hashes: Sequence[tuple[int, ...] | None], container: int
) -> list[tuple[int, ...]]:
    """What an element and those around it say of themselves, from the inside out."""
    found: list[tuple[int, ...]] = []
    while container >= 0 and (said := hashes[container]) and len(found) < _MAX_ELEMENTS:
        found.append(said)
        container = elements[container].parent
    return found


def _names_of(element: Element) -> str:
    return (
        f"{element.class_id} {element.role} {element.itemprop}"
        if element.role or element.itemprop
        else element.class_id
    )


@lru_cache(maxsize=16384)
def _hashes(tag: str, names: str) -> tuple[int, ...]:
    parts = [token_hash(part[:_MAX_NAME]) for part in _NAME_PARTS.findall(names)[: 2 * _MAX_NAMES]]
    found = [token_hash(f"<{tag}"), *dict.fromkeys(parts)]
    found += [31 * first + second for first, second in pairwise(parts)]
    return tuple(found[: 2 * _MAX_NAMES])


def _text_tokens(words: Sequence[int], path: str) -> Iterator[int]:
    """The tokens of a Block's first words, given the hashes of all, and of where it stands."""
    shapes = words[: _MAX_WHOLE_WORDS + 1]
    yield from _salted((31 * i + shape for i, shape in enumerate(shapes[:_FIRST_WORDS])), "start")
    if len(shapes) > 1:
        yield from _salted([31 * shapes[0] + shapes[1]], "pair")
    if len(shapes) <= _MAX_WHOLE_WORDS:
        yield from _salted([sum(shape << i for i, shape in enumerate(shapes))], "whole")
        yield from _salted(shapes, "any")
    yield from _salted([token_hash(path[-30:])], "path")


def _salted(hashes: Iterable[int], salt: str) -> Iterator[int]:
    """Hash values as tokens of a family or kind."""
    salted = _SALTS[salt]
    return (_to_bucket(value ^ salted) for value in hashes)


@lru_cache(maxsize=65536)
def _to_bucket(value: int) -> int:
    return value % _PRIME * (_MIX % _PRIME) % _PRIME % BUCKETS


_SALTS = {family: crc32(family.encode()) for family in (*FAMILIES, "start", "pair", "whole", "any", "path")}
