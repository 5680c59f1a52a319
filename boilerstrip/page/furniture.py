"""Inline furniture: what stands in a line of text and is no part of what the line says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from boilerstrip.page.tags import BLOCK_LEVEL
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    import turbohtml

# Classes by which frameworks hide a text from everybody but screen readers.
_SCREEN_READER = frozenset(
    """
    sr-only sr_only visually-hidden visuallyhidden visually_hidden u-visually-hidden is-visually-hidden
    is-sr-only screen-reader-text screen-reader-only screenreader screenreader-only screen-reader
    show-for-sr element-invisible a11y-hidden accessibly-hidden hidden-visually assistive-text
    vh visuallyhidden-text visually-hidden-text hide-text
    """.split()
)
# Design systems put their own name before these: "govuk-visually-hidden".
_PREFIXED = ("-visually-hidden", "-sr-only", "-screen-reader-text", "-assistive-text")
_HIDING = frozenset({"hidden", "hide", "d-none", "invisible", "is-hidden"})
# "hidden md:inline": another class shows it on some screens
_SHOWS_AGAIN = lazy(r":|(?:^|-)(?:xs|sm|md|lg|xl|print|mobile|tablet|desktop)(?:-|$)|^not-")
_TOOLTIPS = frozenset(
    """
    tooltiptext tooltip-text tooltip-content tooltip-inner tooltip-body tooltip__content tooltip__text
    tooltip__body popover-content popover-body
    """.split()
)
_ALL_HIDING = _SCREEN_READER | _HIDING | _TOOLTIPS
# Fonts that show a word as a sign.
_ICON_FONTS = lazy(r"(?:^|\s)(?:material-(?:icons|symbols)|glyphicon|icon-?font)[\w-]*(?=\s|$)")
_ICON_FONT_PARTS = Needles("material-", "glyphicon", "icon-font", "iconfont")
_ICONS = lazy(r"(?:^|[\s_-])(?:icons?|fa|svg|glyph)(?=[\s_-]|$)", re.IGNORECASE)
_ICON_LETTER = lazy(r"\s*[A-Z]\s*")
_EDITING = frozenset({"mw-editsection", "editsection", "mw-editsection-like", "edit-section"})
_EDIT_ADDRESS = lazy(r"[?&;](?:ve)?action=(?:edit|formedit)\b", re.IGNORECASE)
_SOURCE = frozenset(
    {"[source]", "[src]", "[edit]", "[edit source]", "[view source]", "[docs]", "[permalink]"}
)
# Texts of links to the source of what is documented, in brackets or not, and what names the source in their
# class or in their address.
_SOURCE_TEXTS = frozenset({"source", "source code", "src", "view source", "edit"})
_SOURCE_CLASSES = lazy(
    r"viewcode|(?:^|[\s_-])(?:(?:src|source|code)-?link|link-?(?:see)?(?:src|source))(?=[\s_-]|$)",
    re.IGNORECASE,
)
_SOURCE_ADDRESS = lazy(r"(?:^|[/_.-])(?:py)?(?:src|source|modules)[/_.-]|#L?\d+(?:-L?\d+)?$")
_SEPARATORS = ("·", "|", "•")
# Classes of links to the very heading that they stand in.
_LINKS = tuple(
    f"{to}{hyphen}link" for to in "perma hash deep header heading self".split() for hyphen in ("", "-")
)
_ANCHORS = frozenset(
    f"{of}{name}"
    for of in (
        "",
        *(f"{of}{hyphen}" for of in ("header", "heading", "section", "title") for hyphen in ("", "-")),
    )
    for name in (
        *_LINKS,
        *"anchor anchorlink anchor-link anchorjs-link anchor-js-link anchoricon anchor-icon".split(),
    )
)
_ANCHOR_TEXT = lazy(
    r"\W*(?:(?:permalink|permanent link|direct link|link|anchor|copy link)\b(?: (?:to|for|of)\b.*)?)?\W*",
    re.I | re.S,
)
# What print leaves out is for editors: "[citation needed]" in any language.
_EDITORS = frozenset({"noprint", "no-print", "inline-template", "template-fact"})
_EDITORS_TEXT = lazy(r"\s*\[\s*[^\W\d_][^\]\d]{3,}\]\s*")
# What a control that copies says, in many languages, with "_" for a space.
COPYING = frozenset(
    text.replace("_", " ")
    for text in """
    copy copy_code copy_link copied copied! copy_to_clipboard copy_text kopieren code_kopieren copier
    copier_le_code copiar copiar_código copia copia_codice kopiëren kopiuj kopírovat kopiera kopier kopioi
    másolás copiază kopyala salin sao_chép копировать скопировать копіювати копирай αντιγραφή نسخ کپی העתק
    复制 复制代码 複製 複製程式碼 コピー コードをコピー 복사 코드_복사 คัดลอก
    """.split()
)
_CONTROL_TEXT = frozenset(
    {
        "show on map", "view on map", "show map", "auf karte anzeigen", "voir sur la carte", "ver en el mapa",
        *_SOURCE_TEXTS, "click to toggle source", "more",
        *COPYING,
        "click to expand", "click to collapse", "toggle caption", "hide caption", "show caption",
    }
)  # fmt: skip
# The three letters that each of these begins with, all in one. About others than those of ASCII the compiled
# walk asks here in any case.
CONTROL_LETTERS = "".join(sorted({text[:3] for text in _CONTROL_TEXT if text[:3].isascii()}))
_CONTROL_WORDS = frozenset({"btn", "button", "copy", "clipboard", "copied", "maplink", "showmap"})
_CONTROL_NAMES = lazy(
    r"(?:^|[\s_-])(?:map-link|show-map|click-advice|(?:toggle|hide|show)-caption)(?=[\s_-]|$)"
)
# Far off the screen, or cut down to a dot: for readers of the screen. What slides in is less far off.
_HIDDEN_STYLE = lazy(
    r"display\s*:\s*none|visibility\s*:\s*hidden"
    r"|(?<![\w-])(?:left|top|right)\s*:\s*-(?:9{3,}|[1-9]0{4,})(?:px|r?em)"
    r"|(?<![\w-])clip\s*:\s*rect\((?:\s*[01](?:px)?\s*,?){4}\)",
    re.IGNORECASE,
)
HIDING = Needles("none", "hidden", "-999", "0000", "rect(")
# Longer ones are text that scripts unfold.
MAX_HIDDEN = 400
MAX_CONTROL = 40
MAX_DOUBLE = 40
MAX_MARK = 80
MAX_NODES = 60
# What may be a mark by which editors ask for something, or a link to the source or to edit the text.
MARK_TAGS = frozenset({"sup", "a", "small"})
# What is more than text, or says something of the page though it is hidden.
MEANINGFUL_TAGS = frozenset({"img", "math", "time", "meta"})
MAX_NAMES = 1000


class _Names(NamedTuple):
    """What the class words of an inline element say of it; pages have the same ones again and again."""

    hides: bool = False
    is_font_or_edit: bool = False
    is_anchor: bool = False
    is_for_editors: bool = False
    is_control: bool = False
    # a letter in it is a sign: "C" before the name of a class
    is_icon: bool = False


_NO_NAMES = _Names()


# One of these is in each name that is listed above, that one of the expressions finds, or that names an
# author or a time. Hardly any class has one of them that says nothing.
TELLING_PARTS = Needles(
    "sr-only", "sr_only", "hidden", "hide", "invisible", "reader", "-for-sr", "assistive", "vh", "d-none",
    "tooltip", "popover-", "editsection", "edit-section", "print", "template",
    "material-", "glyphicon", "icon-font", "iconfont", *_LINKS, "anchor", "btn", "button", "copy",
    "clipboard", "copied", "map", "viewcode", "srclink", "src-link",
    "ourcelink", "ource-link", "codelink", "ourceLink", "-caption", "-advice", "icona",
    "date", "publish", "stamp", "byline", "by-line", "author", "creator",
)  # fmt: skip


@lru_cache(maxsize=4096)
def read_names(class_names: str) -> _Names:
    """Return what class names say."""
    lowered = class_names.lower()
    tokens = lowered.split()
    words = lowered.replace("_", " ")
    return _Names(
        _names_hide(tokens),
        ("edit" in class_names and not _EDITING.isdisjoint(class_names.split()))
        or (_ICON_FONT_PARTS.are_in(class_names) and _ICON_FONTS.search(class_names) is not None),
        ("link" in lowered or "anchor" in lowered) and not _ANCHORS.isdisjoint(words.split()),
        not _EDITORS.isdisjoint(tokens),
        not _CONTROL_WORDS.isdisjoint(words.replace("-", " ").split())
        or (
            ("map" in lowered or "-caption" in lowered or "-advice" in lowered)
            and _CONTROL_NAMES.search(lowered) is not None
        ),
        "icona" in tokens,
    )


def _names_hide(tokens: Sequence[str]) -> bool:
    if any(token.endswith(_PREFIXED) and "not-" not in token for token in tokens):
        return True
    if _ALL_HIDING.isdisjoint(tokens):
        return False
    if not (_TOOLTIPS.isdisjoint(tokens) and _SCREEN_READER.isdisjoint(tokens)):
        return "not-sr-only" not in tokens
    return not any(map(_SHOWS_AGAIN.search, tokens))


@cache
def _node_types() -> tuple[type[turbohtml.Element], type[turbohtml.Text]]:
    """The parser's types; to import them anew for each element takes longer than to look at it."""
    from turbohtml import Element, Text

    return Element, Text


def inline_text(node: turbohtml.Element, max_length: int = MAX_HIDDEN) -> str | None:
    """Return the text in an inline element, None where it is long or holds more than a line."""
    element_type, text_type = _node_types()
    children = node.children
    # most hold one text and nothing else
    if len(children) == 1 and type(only := children[0]) is text_type:
        return only.data if len(only.data) <= max_length else None
    pieces: list[str] = []
    length = 0
    nodes = list(children)[::-1]
    for _ in range(MAX_NODES):
        if not nodes:
            return "".join(pieces)
        inner = nodes.pop()
        if isinstance(inner, text_type):
            length += len(inner.data)
            if length > max_length:
                return None
            pieces.append(inner.data)
        elif isinstance(inner, element_type):
            if inner.tag in BLOCK_LEVEL or inner.tag in MEANINGFUL_TAGS:
                return None
            nodes.extend(list(inner.children)[: MAX_NODES + 1][::-1])
    return None


def hides(style: str) -> bool:
    """Return whether a style hides an element."""
    return HIDING.are_in(style) and _HIDDEN_STYLE.search(style) is not None


def is_furniture(node: turbohtml.Element, tag: str) -> bool:
    """Return whether an inline element is hidden, a control, or a mark of the site on the text: left out."""
    may_be_mark = tag in MARK_TAGS
    attributes = node.attrs
    if not attributes:
        return may_be_mark and _is_mark(tag, "", inline_text(node, MAX_MARK))
    attribute = node.attr
    class_names = (attribute("class") or "")[:MAX_NAMES]
    names = read_names(class_names) if class_names else _NO_NAMES
    role = (attribute("role") or "")[:MAX_NAMES]
    style = (attribute("style") or "")[:MAX_NAMES]
    if names.hides or role == "tooltip" or hides(style) or "hidden" in attributes:
        return inline_text(node) is not None
    if (attribute("aria-hidden") or "")[:MAX_NAMES] == "true" and is_double_or_icon(
        node, class_names, inline_text(node, MAX_DOUBLE)
    ):
        return True
    if names.is_font_or_edit:
        return inline_text(node) is not None
    href = (attribute("href") or "")[:MAX_NAMES] if tag == "a" else ""
    if tag == "a" and _is_link_of_the_site(node, href, names):
        return True
    if names.is_for_editors:
        return inline_text(node, MAX_MARK) is not None
    if names.is_icon and _ICON_LETTER.fullmatch(inline_text(node, MAX_MARK) or ""):
        return True
    text: str | None = None
    if may_be_mark or names.is_control or role == "button":
        text = inline_text(node, MAX_MARK)
    if (
        text is not None
        and len(text) <= MAX_CONTROL
        and (names.is_control or role == "button" or tag == "a")
        and is_control_text(text)
    ):
        if _plain_text(text) in _SOURCE_TEXTS:
            return tag == "a" and (
                (_leads_to_source(class_names, href) and not _is_part_of_line(node))
                or _is_mark(tag, class_names, text)
            )
        if _plain_text(text) == "more":
            # a summary ends so, and leads to the details
            return (
                tag == "a"
                and "#" in href
                and text.strip().endswith(("...", "…"))
                and not _is_part_of_line(node)
            )
        return tag != "a" or href[:1] == "#" or "href" not in attributes or "map" in text.casefold()
    return may_be_mark and _is_mark(tag, class_names, text)


def is_control_text(text: str) -> bool:
    """Return whether a text is the name of a control, perhaps in brackets."""
    return _plain_text(text) in _CONTROL_TEXT


def _plain_text(text: str) -> str:
    """Return a text in small letters without the brackets or dots around it."""
    return " ".join(text.split()).strip("[]().… ").casefold()


def _is_part_of_line(node: turbohtml.Element) -> bool:
    """Return whether a link is part of a line of several, "1.4 · Source | Docs", or words go on behind it."""
    before, after, text_type = node.previous_sibling, node.next_sibling, _node_types()[1]
    if isinstance(before, text_type) and before.data.rstrip().endswith(_SEPARATORS):
        return True
    if not isinstance(after, text_type):
        return False
    first = after.data.lstrip()[:1]
    return first.isalnum() or first in _SEPARATORS


def _leads_to_source(class_names: str, href: str) -> bool:
    """Return whether the class or the address of a link says that it leads to the source of a member."""
    return _SOURCE_CLASSES.search(class_names) is not None or _SOURCE_ADDRESS.search(href) is not None


def is_double_or_icon(node: turbohtml.Element, class_names: str, text: str | None) -> bool:
    """Return whether what screen readers skip is an icon, or a letter that the text behind it repeats.

    `text` is that of `inline_text` up to `MAX_DOUBLE`.
    """
    if text is None:
        return False
    text = text.strip()
    # fonts of icons have these where no script has letters
    if not text or (min(text) >= "\ue000" and max(text) <= "\uf8ff") or _ICONS.search(class_names):
        return True
    if len(text) > 1:
        return False
    text_type = _node_types()[1]
    following = node.next_sibling
    return (
        text.isalpha()
        and isinstance(following, text_type)
        and following.data[:1] == text
        and following.data[1:2].islower()
    )


def _is_link_of_the_site(node: turbohtml.Element, href: str, names: _Names) -> bool:
    """Return whether a link edits the text, or leads to the very heading that it stands in."""
    if "action" in href and _EDIT_ADDRESS.search(href):
        return inline_text(node, MAX_MARK) is not None
    if not names.is_anchor or "#" not in href:
        return False
    text = inline_text(node, 120)
    return text is not None and _ANCHOR_TEXT.fullmatch(text) is not None


def _is_mark(tag: str, class_names: str, text: str | None) -> bool:
    """Return whether it is a link to the source, or a mark by which editors ask for one."""
    if "viewcode" in class_names:
        return True
    if text is None or "[" not in text[:3]:
        return False
    if tag == "a":
        return " ".join(text.split()).casefold() in _SOURCE
    return tag == "sup" and _EDITORS_TEXT.fullmatch(text) is not None
