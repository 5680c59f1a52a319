"""Damaged copies of pages: what is left of them when markup says less than it should.

A model that leans on class names fails on the next theme, or where a build tool has hashed them.
The Blocks and so their labels stay as they are; what is lost is names, tags, or all structure.
"""

from __future__ import annotations

import random
import zlib

import numpy as np
from numpy.typing import NDArray

from boilerstrip.page import Page, Role
from boilerstrip.page.wrappers import drop_wrappers

KINDS = ("hashed names", "no names", "flat tags", "bare")
# Without these a page would not be told apart from plain text.
_KEPT_TAGS = frozenset({"html", "body", "p", "li", "ul", "ol", "td", "tr", "table", "pre"})


def damage(page: Page, kind: str, seed: int) -> None:
    """Change `page` in place: one of `KINDS`."""
    salt = random.Random(seed).randbytes(4)
    for element in page.elements:
        if kind == "hashed names" and element.class_id:
            element.class_id = " ".join(sorted(_hashed(name, salt) for name in element.class_id.split()))
        elif kind in ("no names", "bare"):
            element.class_id = ""
        if kind in ("flat tags", "bare"):
            element.role = element.itemprop = element.itemtype = ""
            if element.tag not in _KEPT_TAGS:
                element.tag = "div"
    drop_wrappers(page)
    if kind in ("flat tags", "bare"):
        for block in page.blocks:
            if block.role is Role.HEADING:
                block.role, block.level = Role.PARAGRAPH, 0


def crop(page: Page, labels: NDArray[np.float32], rng: random.Random) -> None:
    """Cut a page down to a few Blocks of its body and fewer of the rest: a fragment, a stub.

    Corpora have no such pages, and a model that never saw one finds nothing in it.
    """
    keep = np.zeros(len(labels), np.bool_)
    body = np.flatnonzero(labels > 0.5)
    rest = np.flatnonzero(labels <= 0.5)
    if len(body):
        start = rng.randrange(len(body))
        keep[body[start : start + rng.randint(1, 8)]] = True
    if len(rest):
        start = rng.randrange(len(rest))
        keep[rest[start : start + rng.choice((0, 0, 1, 3, 8))]] = True
    _keep_only(page, keep)


def empty(page: Page, labels: NDArray[np.float32], rng: random.Random) -> None:
    """Take the body out of a page and leave a stretch of the rest, or all of it: a menu, a frame, a wall.

    A model that has seen a body on every page finds one on every page.
    """
    rest = np.flatnonzero(labels <= 0.5)
    keep = np.zeros(len(labels), np.bool_)
    if len(rest):
        length = rng.choice((1, 2, 3, 5, 8, 20, 60, len(rest)))
        start = rng.randrange(max(1, len(rest) - length + 1))
        keep[rest[start : start + length]] = True
    _keep_only(page, keep)


def _keep_only(page: Page, keep: NDArray[np.bool_]) -> None:
    place = np.concatenate([[0], np.cumsum(keep)])
    page.blocks[:] = [block for block, kept in zip(page.blocks, keep, strict=True) if kept]
    page.block_words[:] = [tokens for tokens, kept in zip(page.block_words, keep, strict=True) if kept]
    for i, block in enumerate(page.blocks):
        block.index = i
    for element in page.elements:
        element.start, element.end = int(place[element.start]), int(place[element.end])
    drop_wrappers(page)


def _hashed(name: str, salt: bytes) -> str:
    """A name as CSS modules and utility compilers leave it: letters and digits without a meaning."""
    value = zlib.crc32(salt + name.encode("utf-8", "replace"))
    letters = ""
    for _ in range(6):
        value, digit = divmod(value, 36)
        letters += "abcdefghijklmnopqrstuvwxyz0123456789"[digit]
    return letters
