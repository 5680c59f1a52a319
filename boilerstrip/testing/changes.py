"""Changes to the markup of a page that no reader would notice.

A change takes markup and a source of choices, and returns other markup.
"""

from __future__ import annotations

import random
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from functools import wraps
from html.entities import codepoint2name
from typing import TypeAlias

import turbohtml

from boilerstrip.testing.choices import Seeded
from boilerstrip.testing.nodes import written
from boilerstrip.testing.noise import draw_noise
from boilerstrip.testing.texts import languages
from boilerstrip.testing.themes import Theme

Change: TypeAlias = Callable[[str, random.Random], str]

# Charsets of pages, by names that browsers and Python share.
CHARSETS = (
    "windows-1252", "iso-8859-2", "windows-1251", "koi8-r", "iso-8859-7", "windows-1255", "windows-1256",
    "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr", "utf-8",
)  # fmt: skip
# Elements in which white space matters, or whose text is not part of the page.
_RAW = frozenset({"script", "style", "pre", "textarea", "title", "template"})
# Elements that may be wrapped in a `div`, and elements in which the `div` may be.
_WRAPPABLE = frozenset("article blockquote div h2 h3 ol p section table ul".split())
_HOLDING = frozenset("article aside body div main section td".split())
# Tokens of serialised markup: comments, raw text elements, tags, text.
_PIECES = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)
_REFERENCES = re.compile(r"(&#?\w+;)")
_SPACES = re.compile(r"[ \t\r\n]+")


def reserialise(markup: str) -> str:
    """The page as a browser would save it, every fault of its markup repaired."""
    return turbohtml.parse(markup).serialize()


def _on_tree(change: Callable[[turbohtml.Document, random.Random], None]) -> Change:
    """A change of markup from one of the parsed tree."""

    @wraps(change)
    def changed(markup: str, choose: random.Random) -> str:
        document = turbohtml.parse(markup)
        change(document, choose)
        return document.serialize()

    return changed


@_on_tree
def plant(document: turbohtml.Document, choose: random.Random) -> None:
    """Put an advert at the head and teasers at the foot of the page, in its language where we speak it."""
    html, body = document.find("html"), document.find("body")
    if html is None or body is None:  # a frameset
        return
    language = languages().get((html.attr("lang") or "")[:2].lower()) or languages()["en"]
    noise = Seeded(choose.getrandbits(32))
    body.insert_adjacent_html("afterbegin", written(draw_noise(noise, "advert", language, Theme()).node))
    body.insert_adjacent_html("beforeend", written(draw_noise(noise, "teasers", language, Theme()).node))


@_on_tree
def rename(document: turbohtml.Document, choose: random.Random) -> None:
    """Give classes and ids names without a meaning; equal names stay equal."""
    salt = choose.randbytes(4)

    def renamed(name: str) -> str:
        return f"n{zlib.crc32(salt + name.encode('utf-8', 'replace')):08x}"

    for element in _elements(document):
        for attribute in ("class", "id"):
            if value := element.attr(attribute):
                element.attrs[attribute] = " ".join(renamed(name) for name in value.split())
        link = element.attr("href") or ""
        if link.startswith("#") and len(link) > 1:
            element.attrs["href"] = f"#{renamed(link[1:])}"


@_on_tree
def wrap(document: turbohtml.Document, choose: random.Random) -> None:
    """Put one to three `div`s around the body's content, and one around some blocks."""
    for element in _elements(document):
        parent = element.parent
        inside = isinstance(parent, turbohtml.Element) and parent.tag in _HOLDING
        if inside and element.tag in _WRAPPABLE and choose.random() < 0.3:
            element.wrap(turbohtml.Element("div"))
    if body := document.find("body"):
        for _ in range(choose.randint(1, 3)):
            body.wrap_children(turbohtml.Element("div"))


@_on_tree
def unwrap(document: turbohtml.Document, choose: random.Random) -> None:
    """Remove every `div` that has no attributes and contains only one other `div`."""
    for element in _elements(document):
        if element.tag == "div" and not element.attrs:
            children = [child for child in element.children if not _is_blank(child)]
            if len(children) == 1 and isinstance(children[0], turbohtml.Element) and children[0].tag == "div":
                element.unwrap()


@_on_tree
def shuffle(document: turbohtml.Document, choose: random.Random) -> None:
    """Put attributes, and the words of a class, in another order."""
    for element in _elements(document):
        attributes = {name: element.attr(name) for name in element.attrs}
        if words := (attributes.get("class") or "").split():
            attributes["class"] = " ".join(choose.sample(words, len(words)))
        for name in attributes:
            del element.attrs[name]
        for name in choose.sample(list(attributes), len(attributes)):
            element.attrs[name] = attributes[name]


@_on_tree
def space(document: turbohtml.Document, choose: random.Random) -> None:
    """Put more white space where there is some, and between blocks."""
    for text in _texts(document):
        text.data = _SPACES.sub(lambda match: choose.choice(_spaces_like(match)), text.data)
    for element in _elements(document):
        if element.tag in _WRAPPABLE and choose.random() < 0.5:
            element.insert_before(turbohtml.Text("\n    \n"))


def _spaces_like(match: re.Match[str]) -> tuple[str, ...]:
    """Return white space that readers cannot tell from that of a match.

    Browsers show nothing of a line break between characters as wide as Chinese ones.
    """
    around = match.string[max(0, match.start() - 1) : match.start()]
    around += match.string[match.end() : match.end() + 1]
    is_wide = around != "" and all(unicodedata.east_asian_width(char) in "WF" for char in around)
    return (" ", "  ") if is_wide else (" ", "  ", "\n", "\n\t", " \n ")


@_on_tree
def comment(document: turbohtml.Document, choose: random.Random) -> None:
    """Put HTML comments in front of some blocks and between some words."""
    for element in _elements(document):
        if element.tag in _WRAPPABLE and choose.random() < 0.5:
            element.insert_before(turbohtml.Comment(" block "))
    for text in _texts(document):
        words = text.data.split(" ")
        if len(words) > 4 and choose.random() < 0.5:
            position = choose.randrange(1, len(words))
            text.insert_after(turbohtml.Comment(" word "), turbohtml.Text(" " + " ".join(words[position:])))
            text.data = " ".join(words[:position])


def encode(markup: str, choose: random.Random) -> str:
    """Write some characters of the text as references: by name, in decimal or in hexadecimal."""

    def encoded(char: str) -> str:
        if char.isspace() or choose.random() > (0.05 if char.isascii() else 0.3):
            return char
        forms = [f"&#{ord(char)};", f"&#x{ord(char):x};"]
        if name := codepoint2name.get(ord(char)):
            forms.append(f"&{name};")
        return choose.choice(forms)

    def piece(match: re.Match[str]) -> str:
        if match[0].startswith("<"):
            return match[0]
        # every other part is a reference already
        parts = _REFERENCES.split(match[0])
        return "".join(part if i % 2 else "".join(map(encoded, part)) for i, part in enumerate(parts))

    return _PIECES.sub(piece, reserialise(markup))


def recode(markup: str, choose: random.Random) -> str:
    """Declare another charset, one of `CHARSETS` that has all the characters of the page."""
    undeclared = re.sub(r"<meta\b[^>]*charset[^>]*>", "", reserialise(markup), flags=re.IGNORECASE)
    charset = choose.choice([name for name in CHARSETS if _has_all(name, undeclared)] or ["utf-8"])
    return re.sub(r"<head\b[^>]*>", rf'\g<0><meta charset="{charset}">', undeclared, count=1)


def _has_all(charset: str, text: str) -> bool:
    try:
        return text.encode(charset).decode(charset) == text
    except UnicodeError:
        return False


def _elements(document: turbohtml.Document) -> list[turbohtml.Element]:
    return [item for item in document.descendants if isinstance(item, turbohtml.Element)]


def _texts(document: turbohtml.Document) -> Iterator[turbohtml.Text]:
    """The texts in which white space is no more than that."""
    for item in list(document.descendants):
        if isinstance(item, turbohtml.Text):
            around = {ancestor.tag for ancestor in item.ancestors if isinstance(ancestor, turbohtml.Element)}
            if around.isdisjoint(_RAW):
                yield item


def _is_blank(item: turbohtml.Node) -> bool:
    return isinstance(item, turbohtml.Comment) or (isinstance(item, turbohtml.Text) and item.data.isspace())
