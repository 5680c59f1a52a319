"""What only the body tells: its images, how long it is to read, a fingerprint to find near-duplicates by."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from boilerstrip.page import Block, Page
from boilerstrip.render.images import body_images
from boilerstrip.render.links import safe_address
from boilerstrip.text.words import words

# Silent reading of non-fiction in English (Brysbaert 2019, a meta-analysis of 190 studies).
WORDS_A_MINUTE = 238
_SHINGLE = 3  # words
_BITS = 64


class BodyImage(NamedTuple):
    """An image of the body: its address, the text that stands for it, and the caption below it."""

    src: str
    alt: str = ""
    caption: str = ""


def images_of(page: Page, kept: Sequence[Block]) -> tuple[BodyImage, ...]:
    """Return the images of the body in their order, each address once."""
    found: dict[str, BodyImage] = {}
    images = body_images(page, kept)
    captions: dict[int, list[int]] = {}
    for i, figure in sorted(images.captions.items()):
        captions.setdefault(figure, []).append(i)
    for image in images.all():
        if src := safe_address(page, image.src):
            ancestors = (element.index for element in page.ancestors(image.element))
            figure = next((index for index in ancestors if index in captions), -1)
            caption = " ".join(page.blocks[i].text for i in captions.get(figure, ()))
            found.setdefault(src, BodyImage(src, image.alt, caption))
    return tuple(found.values())


def reading_minutes(word_count: int) -> int:
    """Return the minutes that so many words take to read, rounded up."""
    return math.ceil(word_count / WORDS_A_MINUTE)


def fingerprint_of(blocks: Iterable[Block]) -> str | None:
    """Return the SimHash of the body's word 3-grams as 16 hexadecimal digits, None for no words.

    Of texts that share most of their 3-grams, most of the 64 bits are the same (Charikar 2002;
    Manku, Jain and Das Sarma 2007 call pages near-duplicates from 3 different bits down).
    """
    from hashlib import blake2b

    import numpy as np

    tokens = [token for block in blocks for token in words(block.text)]
    if not tokens:
        return None
    shingles = {" ".join(tokens[i : i + _SHINGLE]) for i in range(max(1, len(tokens) - _SHINGLE + 1))}
    digests = b"".join(
        blake2b(shingle.encode("utf-8", "replace"), digest_size=8).digest() for shingle in shingles
    )
    bits = np.unpackbits(np.frombuffer(digests, np.uint8).reshape(-1, 8), axis=1)
    return np.packbits(bits.sum(axis=0) * 2 > len(shingles)).tobytes().hex()


class PageType(NamedTuple):
    """The kind of a page and its probability."""

    kind: str
    probability: float


def page_type_of(page: Page) -> PageType | None:
    """Return the most probable of the kinds of page that the model knows, None for a page without text."""
    if not page.blocks:
        return None
    from boilerstrip.features import hashed_tokens
    from boilerstrip.model import kind_of_page, load

    weights = load(page.is_plaintext)
    probabilities = kind_of_page(hashed_tokens.tokens(page).values, weights.kinds, weights.kind_step)
    best = int(probabilities.argmax())
    return PageType(hashed_tokens.KINDS[best], round(float(probabilities[best]), 4))
