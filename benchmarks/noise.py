"""Teaser blocks of random make, to train on: no two sites write them alike, and nor do these.

The markups of `benchmarks.teasers` are a handful for each side. A model learns a handful by heart;
from blocks drawn part by part it has to learn what they share. What is drawn never comes out as one
of the test markups: bare runs are not of headings and paragraphs alone, unlinked lines are never
plain paragraphs.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from html import escape

from benchmarks.teasers import Block, Markup, Teaser

_CLASSES = (
    "related", "recommended", "more-stories", "mod", "box", "list", "item", "entry", "story", "content",
    "block", "col", "row", "feed", "promo", "inline-links", "wp-block-group", "widget", "text", "field-item",
)  # fmt: skip
# Containers; "" is none, so that the block's parts stand among the article's paragraphs.
_CONTAINERS = ("", "", "", "div", "div", "section", "aside", "ul", "blockquote")
_HEADINGS = ("h2", "h4", "h5", "h6", "p", "div", "p><b", "p><strong", "div><span", "p><em")
_ITEMS = ("", "div", "li", "article", "section", "p", "div><div")
_HEADS = ("h4", "h5", "h6", "p><b", "p><strong", "div", "span", "p><em", "div><b")
_LEADS = ("p", "div", "span", "p><small", "p><i", "")
_LINES = ("li", "div", "p><em", "p><b", "p><i", "div><p", "blockquote", "p><strong")


def random_markup(rng: random.Random) -> Markup:
    """A way of writing teaser blocks, drawn once and then always the same."""
    names = rng.choice(("none", "none", "words", "hashes"))
    linked = rng.choice(("head", "head", "none", "all"))
    container, heading = rng.choice(_CONTAINERS), rng.choice(_HEADINGS)
    item, head, lead = rng.choice(_ITEMS), rng.choice(_HEADS), rng.choice(_LEADS)
    dated, numbered = rng.random() < 0.25, rng.random() < 0.15
    image = rng.random() < 0.3
    words = [rng.choice(_CLASSES) for _ in range(5)]
    lines = rng.random() < 0.35
    headless = lines and rng.random() < 0.5
    line = rng.choice(_LINES)

    def wrap(tags: str, text: str, block: Block, at: int) -> str:
        if not tags:
            return f" {text} "
        chosen = {"none": "", "words": words[at % 5], "hashes": block.hashes[at]}[names]
        attribute = f' class="{chosen}"' if chosen else ""
        first, _, second = tags.partition("><")
        inner = f"<{second}>{text}</{second}>" if second else text
        return f"<{first}{attribute}>{inner}</{first}>"

    def link(teaser: Teaser, text: str, wanted: bool) -> str:
        return f'<a href="{teaser.href}">{text}</a>' if wanted else text

    def one_line(block: Block, teaser: Teaser) -> str:
        told = link(teaser, escape(teaser.head), linked == "head")
        return wrap(line, link(teaser, f"{escape(block.also)} {told}", linked == "all"), block, 1)

    def card(block: Block, teaser: Teaser) -> str:
        parts = '<img src="/x.jpg" alt="">' if image else ""
        parts += wrap(head, link(teaser, escape(teaser.head), linked != "none"), block, 1)
        if lead:
            parts += wrap(lead, link(teaser, escape(teaser.lead), linked == "all"), block, 2)
        if dated:
            parts += wrap("span", escape(block.ago), block, 3)
        return wrap(item, parts, block, 4)

    def markup(block: Block) -> str:
        shown: Callable[[Block, Teaser], str] = one_line if lines else card
        pieces = [shown(block, teaser) for teaser in block.teasers]
        if numbered:
            pieces = [wrap("div", f"{at} {piece}", block, 3) for at, piece in enumerate(pieces, 1)]
        if headless:
            return "\n".join(pieces)
        top = wrap(heading, escape(block.heading), block, 0)
        return wrap(container, top + "\n".join(pieces), block, 0).strip()

    return markup
