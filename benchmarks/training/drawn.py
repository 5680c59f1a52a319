"""Markups drawn at random, to train on: far more ways to write a teaser block than anyone lists.

A drawn markup decides once, by its seed, on a wrapper, a heading, the shape of a teaser, links,
small print and class names, and renders every block alike. What `teasers.TEST_MARKUPS` looks like
is never drawn, so that figures on those stay figures on markups never seen.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from benchmarks.training.teasers import Block, Markup, Teaser

_WRAPPERS = ("", "", "div", "div", "section", "aside", "ul", "ol", "nav", "blockquote")
_HEADINGS = ("", "h2", "h3", "h4", "h5", "p", "div", "span", "strong")
_SHAPES = ("line", "line", "pair", "pair", "joined", "item", "item", "card")
_HEAD_TAGS = ("h3", "h4", "h5", "div", "span", "b", "strong", "p")
_LEAD_TAGS = ("p", "div", "span", "small")
# Signs that set a headline apart; half of all have none.
_SIGNS = (
    *[("", "")] * 8,
    ("» ", ""),
    ("▶ ", ""),
    (">> ", " <<"),
    ("[", "]"),
    ("(", ")"),
    ("— ", ""),
    ("* ", ""),
    ("", " »"),
)
_SMALL_PRINT = ("", "", "", "ago", "by", "more")
_NAMES = ("none", "none", "words", "utility", "hashed")
_CLASS_WORDS = (
    "box card entry extra feed item latest link list media module more news panel post promo read "
    "recommended related row side small story stream teaser text tile title widget"
).split()
_UTILITIES = (
    "flex grid gap-4 p-2 px-6 mb-8 text-base font-semibold leading-tight w-full md:w-1/2 col-span-4".split()
)


@dataclass(frozen=True, slots=True)
class _Design:
    """What a drawn markup decided on."""

    wrapper: str
    heading: str
    shape: str
    head: str
    lead: str
    linked: bool
    also: bool
    loud: bool
    sign: tuple[str, str]
    small: str
    small_first: bool
    names: str
    seed: int


def drawn_markups(count: int, seed: int = 0) -> dict[str, Markup]:
    """So many different markups, by name."""
    rng = random.Random(seed)
    designs: Mapping[_Design, None] = {}
    while len(designs) < count:
        design = _design(rng)
        if not _is_a_test_markup(design):
            designs = {**designs, design: None}
    return {f"drawn {i}": _Drawn(design) for i, design in enumerate(designs)}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A design as a markup; a class of its own, since functions made on the fly do not pickle."""

    design: _Design

    def __call__(self, block: Block) -> str:
        """The block as HTML."""
        design = self.design
        inside = "\n".join(_teaser(design, block, teaser) for teaser in block.teasers)
        if design.wrapper in ("ul", "ol"):
            inside = f"<{design.wrapper}{_class(design, block, 0)}>{inside}</{design.wrapper}>"
        if design.heading and block.heading:
            inside = _element(design.heading, _class(design, block, 1), escape(block.heading)) + inside
        if design.wrapper in ("", "ul", "ol"):
            return inside
        return _element(design.wrapper, _class(design, block, 0), inside)


def _design(rng: random.Random) -> _Design:
    return _Design(
        wrapper=rng.choice(_WRAPPERS),
        heading=rng.choice(_HEADINGS),
        shape=rng.choice(_SHAPES),
        head=rng.choice(_HEAD_TAGS),
        lead=rng.choice(_LEAD_TAGS),
        linked=rng.random() < 0.6,
        also=rng.random() < 0.3,
        loud=rng.random() < 0.2,
        sign=rng.choice(_SIGNS),
        small=rng.choice(_SMALL_PRINT),
        small_first=rng.random() < 0.5,
        names=rng.choice(_NAMES),
        seed=rng.randrange(1 << 30),
    )


def _is_a_test_markup(design: _Design) -> bool:
    """Unlinked one-liners in bare paragraphs, and unlinked runs of h3 and p, are for testing."""
    bare = not design.linked and design.wrapper == "" and design.names == "none" and not any(design.sign)
    line = design.shape == "line" and design.head in ("p", "span", "b", "strong")
    run = design.shape == "pair" and design.head == "h3" and design.lead == "p"
    return bare and (line or run)


def _teaser(design: _Design, block: Block, teaser: Teaser) -> str:
    label = block.also.upper() if design.loud else block.also
    headline = f"{label} {teaser.head}" if design.also and design.shape == "line" else teaser.head
    opening, closing = design.sign
    head = escape(f"{opening}{headline}{closing}")
    if design.linked and design.shape != "card":
        head = f'<a href="{teaser.href}">{head}</a>'
    small = escape(getattr(block, design.small)) if design.small else ""
    small = _element("span", _class(design, block, 4), small) if small else ""
    before, after = (small, "") if design.small_first else ("", small)
    lead = _element(design.lead, _class(design, block, 3), escape(teaser.lead))
    titled = _element(design.head, _class(design, block, 2), head)
    match design.shape:
        case "line":
            inner = before + head + after
            tag = "p" if design.head in ("p", "span", "b", "strong") else "div"
        case "joined":
            inner = f"{before}<b>{head}</b> {escape(teaser.lead)} {after}"
            tag = "p"
        case "pair":
            return (before and f"<p>{before}</p>") + _block_level(titled) + _block_level(lead) + after
        case "card":
            inner = before + titled + lead + after
            if design.linked:
                inner = f'<a href="{teaser.href}">{inner}</a>'
            tag = "div"
        case _:
            inner, tag = before + titled + lead + after, "div"
    if design.wrapper in ("ul", "ol"):
        tag = "li"
    return _element(tag, _class(design, block, 5), inner)


def _block_level(element: str) -> str:
    """An element that stands alone: what is inline goes into a paragraph."""
    inline = element.startswith(("<span", "<b", "<strong", "<small"))
    return f"<p>{element}</p>" if inline else element


def _element(tag: str, names: str, inside: str) -> str:
    return f"<{tag}{names}>{inside}</{tag}>"


def _class(design: _Design, block: Block, part: int) -> str:
    """A class attribute for a part of the block, the same for every block of the design."""
    rng = random.Random(design.seed + part)
    match design.names:
        case "words":
            return f' class="{"-".join(rng.sample(_CLASS_WORDS, 2))}"'
        case "utility":
            return f' class="{" ".join(rng.sample(_UTILITIES, 3))}"'
        case "hashed":
            return f' class="{block.hashes[part % len(block.hashes)]}"'
        case _:
            return ""
