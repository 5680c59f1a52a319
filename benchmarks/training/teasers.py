"""Teaser blocks as sites write them: markups to plant, in two sets that share no style.

A markup turns a `Block` (a heading and teasers in one language) into HTML. Headings are of three
kinds (`HEADINGS`): a stock phrase of such blocks, words of a topic that no phrase table knows, or
none at all, so that a table of phrases alone does not make a good extractor. `TRAIN_MARKUPS` are
for teaching a model what a teaser block is, `TEST_MARKUPS` for reporting what it learned. Both
have classed, unclassed and hashed-class blocks, tables, lists, plain paragraphs, asides and
unlinked teasers; they differ in elements, class words, nesting and in the headings' phrases.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

PHRASES: Mapping[str, Mapping[str, Any]] = json.loads(
    Path(__file__).with_name("phrases.json").read_text(encoding="utf-8")
)
HEADINGS = ("phrase", "topic", "none")
_EMPTY_ELEMENT = re.compile(r"<(\w+)[^<>]*></\1>")
HASH_LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


@dataclass(frozen=True, slots=True)
class Teaser:
    """One other article's headline and the start of its text."""

    head: str
    lead: str
    href: str


@dataclass(frozen=True, slots=True)
class Block:
    """What a markup has to show; all texts are plain, and `href`s safe to quote."""

    heading: str
    teasers: Sequence[Teaser]
    more: str
    also: str
    ago: str
    by: str
    newsletter: tuple[str, str, str]  # heading, sentence, button
    hashes: Sequence[str]  # class names of letters and digits without a meaning


Markup = Callable[[Block], str]


def make_block(
    teasers: Sequence[Teaser],
    language: str,
    for_training: bool,
    heading: str,
    topic: str,
    rng: random.Random,
) -> Block:
    """A block with the phrases of a language (English where it has none here).

    Every other heading phrase is kept for training, the rest for testing; `heading` is one of
    `HEADINGS`, and `topic` the words to use where it asks for them.
    """
    phrases = PHRASES.get(language, PHRASES["en"])
    half = 0 if for_training else 1
    title, sentence, button = phrases["newsletter"]
    return Block(
        heading={"phrase": rng.choice(phrases["headings"][half::2]), "topic": topic}.get(heading, ""),
        teasers=teasers,
        more=phrases["more"][half],
        also={"phrase": phrases["also"][half], "topic": f"{topic}:"}.get(heading, ""),
        ago=phrases["ago"][half],
        by=phrases["by"],
        newsletter=(title, sentence, button),
        hashes=["".join(rng.choices(HASH_LETTERS, k=6)) for _ in range(6)],
    )


def rendered(markup: Markup, block: Block) -> str:
    """A block in a markup, without the elements that a missing heading leaves empty."""
    html, n_emptied = markup(block), 1
    while n_emptied:
        html, n_emptied = _EMPTY_ELEMENT.subn("", html)
    return html


def _joined(block: Block, render_one: Callable[[Teaser], str]) -> str:
    return "\n".join(render_one(teaser) for teaser in block.teasers)


# ---- training: class words as the common themes have them ----------------------------------


def _classed_list(block: Block) -> str:
    items = _joined(block, lambda t: f'<li><a href="{t.href}">{escape(t.head)}</a></li>')
    return (
        f'<div class="related-posts"><h3 class="related-title">{escape(block.heading)}</h3>'
        f'<ul class="related-list">{items}</ul></div>'
    )


def _aside_cards(block: Block) -> str:
    cards = _joined(
        block,
        lambda t: (
            f'<article class="teaser"><h4 class="teaser-title"><a href="{t.href}">'
            f'{escape(t.head)}</a></h4><p class="teaser-text">{escape(t.lead)}</p>'
            f'<span class="teaser-date">{escape(block.ago)}</span></article>'
        ),
    )
    return f'<aside class="sidebar widget"><h3>{escape(block.heading)}</h3>{cards}</aside>'


def _hashed_divs(block: Block) -> str:
    a, b, c, d, *_ = block.hashes
    cards = _joined(
        block,
        lambda t: (
            f'<div class="css-{b}"><a class="css-{c}" href="{t.href}"><span>'
            f'{escape(t.head)}</span></a><div class="css-{d}">{escape(t.lead)}</div></div>'
        ),
    )
    return f'<div class="css-{a}"><div class="css-{d}">{escape(block.heading)}</div>{cards}</div>'


def _table_rows(block: Block) -> str:
    rows = _joined(
        block,
        lambda t: (
            f'<tr><td class="thumb"><img src="{t.href}.jpg" alt=""></td><td>'
            f'<a href="{t.href}"><b>{escape(t.head)}</b></a><br>{escape(t.lead)}</td></tr>'
        ),
    )
    return f'<table class="morenews"><tr><th colspan="2">{escape(block.heading)}</th></tr>{rows}</table>'


def _linked_paragraphs(block: Block) -> str:
    return _joined(
        block,
        lambda t: f'<p><strong>{escape(block.also)}</strong> <a href="{t.href}">{escape(t.head)}</a></p>',
    )


def _bare_divs(block: Block) -> str:
    items = _joined(block, lambda t: f"<div><h4>{escape(t.head)}</h4><p>{escape(t.lead)}</p></div>")
    return f"<div><h3>{escape(block.heading)}</h3>{items}</div>"


def _bare_list_with_leads(block: Block) -> str:
    items = _joined(
        block,
        lambda t: f'<li><a href="{t.href}">{escape(t.head)}</a><p>{escape(t.lead)}</p></li>',
    )
    return f"<h4>{escape(block.heading)}</h4><ul>{items}</ul>"


def _unlinked_paragraphs(block: Block) -> str:
    items = _joined(block, lambda t: f"<p><b>{escape(t.head)}</b></p><p>{escape(t.lead)}</p>")
    return f"<p><strong>{escape(block.heading)}</strong></p>{items}"


def _newsletter_box(block: Block) -> str:
    title, sentence, button = block.newsletter
    links = _joined(block, lambda t: f'<a href="{t.href}">{escape(t.head)}</a>')
    return (
        f'<div class="newsletter-box"><h3>{escape(title)}</h3><p>{escape(sentence)}</p>'
        f'<form action="/subscribe"><input type="email"><button>{escape(button)}</button></form>'
        f'<div class="newsletter-recent">{links}</div></div>'
    )


# ---- testing: other elements, other words, other nesting ------------------------------------


def _bem_section(block: Block) -> str:
    items = _joined(
        block,
        lambda t: (
            f'<li class="c-river__item"><a class="c-river__link" href="{t.href}">'
            f'{escape(t.head)}</a><time class="c-river__time">{escape(block.ago)}</time></li>'
        ),
    )
    return (
        f'<section class="c-river c-river--compact"><header class="c-river__head"><h2>'
        f'{escape(block.heading)}</h2></header><ol class="c-river__items">{items}</ol></section>'
    )


def _figure_grid(block: Block) -> str:
    cards = _joined(
        block,
        lambda t: (
            f'<figure class="tile"><img src="{t.href}.webp" alt=""><figcaption>'
            f'<a href="{t.href}">{escape(t.head)}</a> <span>{escape(t.lead)}</span>'
            "</figcaption></figure>"
        ),
    )
    return f'<aside><h5 class="strip">{escape(block.heading)}</h5>{cards}</aside>'


def _css_module_cards(block: Block) -> str:
    a, b, c, d, *_ = block.hashes
    cards = _joined(
        block,
        lambda t: (
            f'<a class="Item_{b}__x{c}" href="{t.href}"><h3>{escape(t.head)}</h3><p>{escape(t.lead)}</p></a>'
        ),
    )
    return f'<div class="_{a} _{d}"><p class="_{c}">{escape(block.heading)}</p>{cards}</div>'


def _font_table(block: Block) -> str:
    cells = _joined(
        block,
        lambda t: (
            f'<tr><td><font size="2"><a href="{t.href}">{escape(t.head)}</a></font></td>'
            f'</tr><tr><td><font size="1">{escape(t.lead)} '
            f"<i>{escape(block.more)}</i></font></td></tr>"
        ),
    )
    return (
        f'<table width="300" align="right" bgcolor="#eeeeee"><tr><td><font size="3"><b>'
        f"{escape(block.heading)}</b></font></td></tr>{cells}</table>"
    )


def _also_read_lines(block: Block) -> str:
    """One line each, nothing linked: all there is to tell them by is what they say."""
    return _joined(block, lambda t: f"<p>{escape(block.also)} {escape(t.head)}</p>")


def _definition_list(block: Block) -> str:
    items = _joined(
        block,
        lambda t: f'<dt><a href="{t.href}">{escape(t.head)}</a></dt><dd>{escape(t.lead)}</dd>',
    )
    return f"<h6>{escape(block.heading)}</h6><dl>{items}</dl>"


def _utility_classes(block: Block) -> str:
    cards = _joined(
        block,
        lambda t: (
            f'<div class="py-4 border-b"><p class="text-lg font-bold">{escape(t.head)}</p>'
            f'<p class="text-sm mt-2">{escape(t.lead)}</p><p class="text-xs">{escape(block.by)}</p>'
            "</div>"
        ),
    )
    return f'<div class="mt-6 border-t"><p class="text-sm uppercase">{escape(block.heading)}</p>{cards}</div>'


def _heading_runs(block: Block) -> str:
    """Unlinked headlines as sub-headings with their leads below, like more of the article."""
    items = _joined(block, lambda t: f"<h3>{escape(t.head)}</h3><p>{escape(t.lead)}</p>")
    return f"<h2>{escape(block.heading)}</h2>{items}"


def _previous_and_next(block: Block) -> str:
    links = _joined(
        block,
        lambda t: (
            f'<span class="flip"><em>{escape(block.more)}</em> '
            f'<a rel="next" href="{t.href}">{escape(t.head)}</a></span>'
        ),
    )
    return f'<nav class="flipper"><b>{escape(block.heading)}</b>{links}</nav>'


def _sign_up_panel(block: Block) -> str:
    title, sentence, button = block.newsletter
    leads = _joined(block, lambda t: f"<div>{escape(t.head)}<br>{escape(t.lead)}</div>")
    return (
        f'<section class="panel"><div>{escape(title)}</div><div>{escape(sentence)}</div>'
        f'<a role="button" href="/join">{escape(button)}</a>{leads}</section>'
    )


TRAIN_MARKUPS: Mapping[str, Markup] = {
    "classed list": _classed_list,
    "aside of cards": _aside_cards,
    "hashed divs": _hashed_divs,
    "table rows": _table_rows,
    "linked paragraphs": _linked_paragraphs,
    "bare divs": _bare_divs,
    "bare list with leads": _bare_list_with_leads,
    "unlinked paragraphs": _unlinked_paragraphs,
    "newsletter box": _newsletter_box,
}
TEST_MARKUPS: Mapping[str, Markup] = {
    "BEM section": _bem_section,
    "aside of figures": _figure_grid,
    "hashed link cards": _css_module_cards,
    "font table": _font_table,
    "also-read lines": _also_read_lines,
    "definition list": _definition_list,
    "utility classes": _utility_classes,
    "heading runs": _heading_runs,
    "previous and next": _previous_and_next,
    "sign-up panel": _sign_up_panel,
}
MARKUP_SETS: Mapping[str, Mapping[str, Markup]] = {
    "train": TRAIN_MARKUPS,
    "test": TEST_MARKUPS,
    "all": {**TRAIN_MARKUPS, **TEST_MARKUPS},
}
