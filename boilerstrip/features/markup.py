"""The markup around a Block: tags, roles, microdata, and the words in class names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import Columns, Context, Ints, log
from boilerstrip.page import Element

# Kinds of elements that a Block may stand in directly.
_OWN = {
    "p": ("p",),
    "div": ("div",),
    "li": ("li",),
    "cell": ("td", "th", "caption"),
    "definition": ("dd", "dt"),
    "heading": ("h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "legend", "summary"),
    "section": ("section", "article", "main", "body", "header", "footer", "aside", "nav"),
    "pre": ("pre",),
    "quote": ("blockquote",),
    "caption": ("figcaption",),
    "control": ("button", "form", "fieldset"),
    "address": ("address",),
}
# Kinds of elements that a Block may stand inside of at any depth; one bit each.
_AROUND = {
    "nav": ("nav", "menu"),
    "aside": ("aside",),
    "footer": ("footer",),
    "header": ("header",),
    "main": ("main",),
    "article": ("article",),
    "section": ("section",),
    "form": ("form", "fieldset"),
    "list": ("ul", "ol", "dl"),
    "table": ("table",),
    "figure": ("figure",),
    "quote": ("blockquote",),
    "pre": ("pre",),
    "dialog": ("dialog",),
    "details": ("details",),
    "button": ("button",),
    "paragraph": ("p",),
    "address": ("address",),
}
_ROLES = {
    "nav": ("navigation", "menu", "menubar", "tablist", "toolbar"),
    "aside": ("complementary", "search", "note"),
    "footer": ("contentinfo",),
    "header": ("banner",),
    "main": ("main",),
    "article": ("article",),
    "dialog": ("dialog", "alertdialog", "alert"),
    "button": ("button",),
}
_EXTRA = ("hidden", "body_item", "title_item", "author_item", "comment_item", "product_item")
# Families of words in class names and IDs, by their stems. Words run together ("relatedposts"), so a stem may
# stand anywhere in a part of a name.
_LEXICON = {
    "body": "article entry story body prose richtext markdown wysiwyg rte",
    "content": "content main primary text copy",
    "post": "post message thread topic answer question forum discuss",
    "comment": "comment disqus reply replies respond",
    "related": "relat recommend similar also more suggest recirc outbrain taboola trending popular latest "
    "recent upsell",
    "sidebar": "sidebar side widget aside rail secondary module",
    "navigation": "nav menu breadcrumb pagin pager toc skip tab toolbar crumb",
    "footer": "foot copyright legal colophon bottom",
    "header": "head masthead topbar logo branding",
    "share": "shar social follow twitter facebook whatsapp print",
    "promotion": "promo advert ad ads sponsor banner cta offer deal affiliat",
    "subscribe": "newsletter subscri signup login register paywall member account form email",
    "notice": "cookie consent gdpr modal popup overlay dialog alert toast notice disclaim",
    "meta": "meta byline author date time publish tag categor label badge info stats user avatar profile",
    "caption": "caption credit figure image photo gallery video media thumb slide carousel swiper",
    "teaser": "teaser card tile grid item list feed loop stream preview excerpt summary deck",
    "title": "title headline heading subtitle kicker standfirst lead intro",
    "product": "product price cart buy shop sku spec variant stock detail descri feature",
    "review": "review rating testimonial star faq accordion collaps toggle",
    "hidden": "hidden hide screen visually invisible offscreen noscript nojs",
}
_FAMILIES = tuple(_LEXICON)
_STEMS: dict[str, list[tuple[str, int]]] = {}
for _bit, _stems in enumerate(_LEXICON.values()):
    for _stem in _stems.split():
        _STEMS.setdefault(_stem[:3], []).append((_stem, 1 << _bit))
# Stems of up to this length are too common inside other words: they must be the whole part.
_MAX_WHOLE_PART = 3
_PARTS = re.compile(r"[a-z]+")
_IGNORED_TAGS = ("html", "body")

COLUMNS = {
    **{f"markup.in_{kind}": f"stands directly in {', '.join(tags)}" for kind, tags in _OWN.items()},
    **{f"markup.within_{kind}": f"stands somewhere inside {kind}, by tag or role" for kind in _AROUND},
    **{f"markup.{kind}": f"stands inside what markup calls {kind.replace('_', ' ')}" for kind in _EXTRA},
    "markup.level": "heading level, 0 for none",
    "markup.depth": "log of the elements around the Block",
    "markup.named": "log of the class words around the Block",
    **{
        f"markup.near_{name}": f"class words of {name!r}: own element or the two around" for name in _FAMILIES
    },
    **{f"markup.far_{name}": f"class words of family {name!r} further out" for name in _FAMILIES},
    "markup.distance_article": "elements between the Block and the article or main around it, -1 without",
}


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    if _kernels.boxes is not None:
        found = context.new_columns(len(COLUMNS))
        _kernels.boxes.markup(
            context.page.elements, context.ints, context.tree, context.tags, _kind_bits, _IGNORED_TAGS,
            _stem_table(), _OWN_BY_TAG, _AROUND_BY_TAG, _BODY_BITS, len(_OWN), len(_AROUND) + len(_EXTRA),
            len(_FAMILIES), context.logs, found,
        )  # fmt: skip
        return [found]
    element, kinds = context.element, context.by_tag(_AROUND_BY_TAG, 0)
    around, near, far, named = _inherited(context, kinds)
    body_at = context.nearest(kinds & _BODY_BITS != 0)[element]
    depth = context.depth[element]
    return [
        context.by_tag(_OWN_BY_TAG, -1)[element] == np.arange(len(_OWN))[:, None],
        _unpacked(around[element], len(_AROUND) + len(_EXTRA)),
        context.level,
        log(depth),
        log(named[element]),
        _unpacked(near[element], len(_FAMILIES)),
        _unpacked(far[element], len(_FAMILIES)),
        np.where(body_at >= 0, depth - context.depth[body_at], -1),
    ]


@cache
def _stem_table() -> Any:
    """`_STEMS` as the kernel takes them."""
    assert _kernels.boxes is not None
    known = [stem for stems in _STEMS.values() for stem in stems]
    first, following = np.full(26**2, -1, np.int16), np.full(len(known), -1, np.int16)
    letters = np.zeros((len(known), max(len(stem) for stem, _ in known)), np.uint8)
    for number, (stem, _) in enumerate(known):
        letters[number, : len(stem)] = list(stem.encode())
        key = 26 * (ord(stem[0]) - ord("a")) + ord(stem[1]) - ord("a")
        first[key], following[number] = number, first[key]
    lengths = np.array([len(stem) for stem, _ in known], np.uint8)
    return _kernels.boxes.Stems(
        first, following, letters, lengths, np.array([bit for _, bit in known], np.int64)
    )


def _unpacked(bits: Ints, count: int) -> Ints:
    """The lowest `count` bits as columns, shape (count, n)."""
    return bits >> np.arange(count)[:, None] & 1


_OWN_BY_TAG = {tag: kind for kind, tags in enumerate(_OWN.values()) for tag in tags}
_AROUND_BY_TAG = {tag: 1 << bit for bit, tags in enumerate(_AROUND.values()) for tag in tags}
_AROUND_BY_ROLE = {role: 1 << bit for bit, kind in enumerate(_AROUND) for role in _ROLES.get(kind, ())}
_EXTRA_BIT = {kind: 1 << (len(_AROUND) + i) for i, kind in enumerate(_EXTRA)}
_BODY_BITS = _AROUND_BY_TAG["article"] | _AROUND_BY_TAG["main"]


def _inherited(context: Context, by_tag: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Bits of what each element is or is inside of: kinds, near families, far families; and a count of names.

    `by_tag` has the kind of each element by its tag. Each array has the shape (m + 1,).
    """
    elements = context.page.elements
    # one more entry stands for the parent of the outermost elements
    nothing, none = context.m, [0] * (context.m - len(elements) + 1)
    # class names of html and body describe the whole page, not a part of it
    named = [element.class_id if element.tag not in _IGNORED_TAGS else "" for element in elements]
    own = np.array([_families(names) if names else 0 for names in named] + none, np.int64)
    counted = np.array([names != "" for names in named] + none, np.int64)
    parent = np.append(np.where(context.parent < 0, nothing, context.parent), nothing)
    counted[parent == nothing] = 0
    grand = parent[parent]
    near, far = own | own[parent] | own[grand], parent[grand]
    kinds = np.append(by_tag, 0)
    for element in elements:
        if element.role or element.hidden or element.itemprop or element.itemtype:
            kinds[element.index] |= _kind_bits(element)
    # each element is joined with all its ancestors, in log(depth) steps
    around = parent
    for _ in range(context.max_depth.bit_length()):
        kinds |= kinds[around]
        own |= own[around]
        counted += counted[around]
        around = around[around]
    return kinds, near, own[far], counted


def _kind_bits(element: Element) -> int:
    """Bits of the kinds that an element is by role, visibility and microdata."""
    bits = _AROUND_BY_ROLE.get(element.role, 0)
    if element.hidden:
        bits |= _EXTRA_BIT["hidden"]
    if element.itemprop or element.itemtype:
        bits |= _item_bits(element.itemprop, element.itemtype)
    return bits


@lru_cache(maxsize=8192)
def _families(names: str) -> int:
    """Bits of the families of the words in a class and ID."""
    bits = 0
    # cached by word as well: pages combine the same few words in many ways
    for name in names.split():
        bits |= _word_families(name)
    return bits


@lru_cache(maxsize=16384)
def _word_families(name: str) -> int:
    bits = 0
    for part in _PARTS.findall(name):
        bits |= _part_families(part)
    return bits


def _part_families(part: str) -> int:
    """Bits of the families of all stems in one part of a name."""
    bits = 0
    for offset in range(len(part)):
        for stem, bit in _STEMS.get(part[offset : offset + 3], ()):
            if part == stem or (len(stem) > _MAX_WHOLE_PART and part.startswith(stem, offset)):
                bits |= bit
    return bits


@lru_cache(maxsize=1024)
def _item_bits(itemprop: str, itemtype: str) -> int:
    """Bits of the kinds that microdata says an element is."""
    prop, kind = itemprop.lower(), itemtype.lower()
    bits = 0
    if "articlebody" in prop or prop in ("text", "description", "reviewbody"):
        bits |= _EXTRA_BIT["body_item"]
    if prop in ("headline", "name"):
        bits |= _EXTRA_BIT["title_item"]
    if "author" in prop or "date" in prop or "publisher" in prop:
        bits |= _EXTRA_BIT["author_item"]
    if "comment" in prop or kind.endswith("/comment"):
        bits |= _EXTRA_BIT["comment_item"]
    if kind.endswith(("/product", "/offer")):
        bits |= _EXTRA_BIT["product_item"]
    return bits
