"""A page: text in, Blocks and head data out, in one parse. The only module that knows the parser."""

from __future__ import annotations

import html as html_escapes
import json
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from boilerstrip import phrases, siblings
from boilerstrip.block import CELLS, Block, Element, Role, Run
from boilerstrip.decode import without_halves
from boilerstrip.errors import StrategyError
from boilerstrip.lines import mended, title_of
from boilerstrip.streamed import moves, put_in_place
from boilerstrip.tables import lay_out_tables
from boilerstrip.units import Unit, find_units
from boilerstrip.words import count_words, words
from boilerstrip.wrappers import drop_wrappers

if TYPE_CHECKING:
    import turbohtml

# How a paragraph begins in a text that is markup, escaped or not.
PARAGRAPHS = ("<p", "&lt;p", "&amp;lt;p")
# Never shown, or shown as something other than text.
SKIPPED = frozenset(
    """
    annotation annotation-xml applet area audio base basefont canvas col colgroup datalist embed
    frame frameset iframe input keygen map meter noembed noframes object optgroup option param progress rp rt
    script select source style svg template textarea track video
    """.split()
)
BLOCK_LEVEL = frozenset(
    """
    address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li
    main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul
    """.split()
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# What holds a line of text, of which elements of the page's own making are part.
_LINES = frozenset({"p", *HEADINGS})
# The inline formatting that a clean body keeps, under one name each.
MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "sub": "sub",
    "sup": "sup",
    "s": "del",
    "strike": "del",
    "del": "del",
    "mark": "mark",
}
# Within these, formatting goes on inside of words.
_TIED = frozenset({"code", "sub", "sup"})
_ENDINGS = frozenset(".!?:)")
# To name a member of an enum costs as much as a call.
_PARAGRAPH, _CODE = Role.PARAGRAPH, Role.CODE
_LINE_BREAK = Run("\n", None, ("br",))
# Characters of what a page says about itself that are looked at, and of the addresses in its head.
MAX_STATED = 10_000
_MAX_ADDRESS = 65_536
# The same of the address it was given: relative links are made absolute by it, every one of them.
MAX_OWN_ADDRESS = 2_000
_ORDINARY_ADDRESS = 200
# The same of a tag's name, which may have any length.
_MAX_TAG = 100
# Where pages say the address of an image that is loaded when it comes into view, or else at once.
_IMAGE_ADDRESSES = ("data-src", "data-lazy-src", "data-original", "data-srcset", "src", "srcset")
# So much of the end of a list of an image's sizes is looked at.
_MAX_SET = 4096
_SIZE = re.compile(r"[\d.]+[wxh],?")
_GLUED = re.compile(r"(\s[\d.]+[wxh]),")
# The attribute that marks a body as cleaned before, so that cleaning it again changes nothing.
CLEANED = "data-boilerstrip"

_SPACES = re.compile(r"[ \t\n\f\r\x0b\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
# Zero-width characters and controls say nothing to a reader; the bidirectional marks stay.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff]")
# Joiners and marks of direction show nothing by themselves; site builders have them for blank lines.
_JOINERS = "\u200c\u200d\u200e\u200f\u061c "
# HTML knows no empty elements but its own: to a parser of it, all that follows "<title/>" is the title.
_XHTML = re.compile(
    r"\s*<\?xml\b[^>]*>(?:\s|<!--(?:(?!-->).)*-->|<!DOCTYPE[^>]*>)*<html\b", re.IGNORECASE | re.DOTALL
)
# Without scripts, a frame that is never closed takes all of the page that follows it for its own text.
_OPEN_FRAME = re.compile(r"(<iframe\b[^<>]*>)(\s*</noscript)")
_EMPTY_TAG = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)([a-z][\w:.-]*)"
    r"""((?:[^<>"']|"[^"<>]*"|'[^'<>]*')*?)\s*/>""",
    re.IGNORECASE,
)
# A name in camel case, each part of it a word by having a vowel: hashes of stylesheets are seldom so regular.
_CAMEL = re.compile(r"(?<![^\s_-])[A-Z]?[a-z]+(?:[A-Z][a-z]+)+(?![^\s_-])")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CAMEL_WORD = re.compile(r"(?=[A-Za-z]*[AEIOUYaeiouy])[A-Z]?[a-z]{2,}")
_AUTHOR = re.compile(r"(?<![a-z])(by-?line|author(-?name|_name)?|creator)(?![a-z])")
# Links to a heading itself, which documentation puts at its end.
_PERMALINKS = frozenset("¶#§🔗")
# Texts with a comment between them are one up to this length: to join longer ones again and again is slow.
_JOINED = 10_000
# What text dumps put before the items of lists.
_BULLET = re.compile(r"\s*[*+•·◦▪‣⁃○●■□–-]\s+(?=\S)")
# What a list may begin to count from; numbers beyond are mistakes.
_NUMBER = re.compile(r"-?[0-9]{1,6}")
# How many columns and rows a cell may span; what lies beyond are mistakes.
_SPAN_OF = re.compile(r"\s*\+?([0-9]{1,6})")
_MAX_SPAN = 1000
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEAD_TAGS = frozenset({"meta", "link", "title", "time", "abbr", "html"})
_ISO_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_TELLING_ATTRIBUTES = frozenset(
    {"class", "id", "role", "itemtype", "itemprop", "hidden", "aria-hidden", "style", CLEANED}
)
# Elements that begin something new: a heading or list around them says nothing of what they hold.
SECTIONS = frozenset({"article", "section", "main", "body", "aside", "nav", "footer", "header"})
# The role and the heading level of the Blocks that elements hold, where their tag tells.
_HOLDS = {tag: (Role.HEADING, level) for tag, level in HEADINGS.items()} | {
    "li": (Role.LIST_ITEM, 0),
    "dd": (Role.LIST_ITEM, 0),
    "dt": (Role.LIST_ITEM, 0),
    "td": (Role.TABLE, 0),
    "th": (Role.TABLE, 0),
    "pre": (Role.CODE, 0),
    "figcaption": (Role.CAPTION, 0),
    "caption": (Role.CAPTION, 0),
    "blockquote": (Role.QUOTE, 0),
    "button": (Role.CONTROL, 0),
}


_bounding = threading.Lock()


class Limits(NamedTuple):
    """What one page may cost; what lies beyond a limit is cut off and noted on the Extraction.

    `characters` of markup read (as many bytes, where it comes as bytes), `nodes` of the parsed tree
    visited and twice as many tags parsed, `elements` of block level and `blocks` made of them,
    characters of `text` kept (the addresses of its links count too), `depth` of elements told apart
    (deeper ones count as part of their ancestor), `attribute` characters of a class or id looked at
    (this one is not noted), `embedded` characters of JSON in scripts kept and `objects` in it looked
    at. Strategies of other packages are asked on pages of at most `bounded` characters and
    `bounded_blocks` Blocks: jusText, which trafilatura calls too, takes time that grows with the square
    of these, and cannot be stopped. (Of 2,142 annotated pages the largest has 401,000 and 2,734.)
    """

    characters: int = 16_000_000
    nodes: int = 150_000
    elements: int = 25_000
    blocks: int = 10_000
    text: int = 1_200_000
    depth: int = 170
    attribute: int = 400
    embedded: int = 10_500_000
    objects: int = 200_000
    bounded: int = 600_000
    bounded_blocks: int = 3_000


class Image(NamedTuple):
    """An image that stands before Block number `before`, inside `element`."""

    before: int
    element: int
    src: str
    alt: str


class Time(NamedTuple):
    """What a `time` element says, its attribute and its text, in `element` and Block number `block`."""

    element: int
    block: int
    moment: str
    text: str


@dataclass(slots=True, eq=False)
class Head:
    """What the page says about itself: its title element, meta and link tags, embedded data."""

    title: str = ""
    language: str = ""
    # the direction that the whole page is read in, "rtl" or "ltr"
    direction: str = ""
    # what the page wants relative addresses to be relative to
    base: str = ""
    metas: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)
    # application state: JSON, and scripts that name a body; other scripts with paragraphs in them
    state: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    # the texts of elements marked up as naming the author, and where they stand
    authors: list[tuple[int, str]] = field(default_factory=list)

    def meta(self, *names: str) -> str:
        """The first content that is not empty among the meta tags of these names."""
        for name in names:
            for content in self.metas.get(name, ()):
                if content:
                    return content
        return ""


class Page:
    """One page, parsed once: `blocks` in document order, the `elements` that hold them, `head`.

    Strategies read a Page and never change it.
    """

    def __init__(self, markup: str, url: str | None = None, limits: Limits | None = None) -> None:
        """Parse `markup`, which is `without_halves`. Anything is a page: what has no text has no Blocks."""
        self.limits = limits or Limits()
        # whether it came as lines of text, of which no element and no class name is known
        self.flattened = False
        self.notes: list[str] = []
        self.url = collapse(url) if url else None
        # what its results are filed under, however long it is
        self.given_url = self.url
        if self.url and len(self.url) > MAX_OWN_ADDRESS:
            self.url = None
            self.note(f"its address, which has more than {MAX_OWN_ADDRESS} characters, is left out")
        # what relative addresses are relative to: its own, or what it names instead
        self.base = self.url or ""
        # the body that the page embeds as data, once somebody has looked for it, and the element of
        # the Blocks that were made of it, where it is shown nowhere
        self.embedded_text: str | None = None
        self.embedded: Element | None = None
        self.blocks: list[Block] = []
        # each Block's words, as `boilerstrip.words` has them
        self.block_words: list[list[str]] = []
        self.elements: list[Element] = []
        self.images: list[Image] = []
        self.head = Head()
        # the element that holds a body cleaned before, if the page is one
        self.cleaned: Element | None = None
        # characters of text and addresses that may still be kept
        self.room = self.limits.text
        if len(markup) > self.limits.characters:
            markup = markup[: self.limits.characters]
            self.note(f"cut after {self.limits.characters} characters of markup")
        tags = markup.count("<")
        if tags > 2 * self.limits.nodes:
            tags = 2 * self.limits.nodes
            markup = markup[: -len(markup.split("<", tags)[-1])]
            self.note(f"cut after {2 * self.limits.nodes} tags")
        if markup:
            if _XHTML.match(markup):
                markup = _EMPTY_TAG.sub(r"<\1\2></\1>", markup)
                tags = markup.count("<")
            if tags >= _MAX_MULTIPLIED // _MAX_OPEN and (end := _multiplied(markup)) is not None:
                markup = markup[:end]
                self.note("cut where formatting that is never closed multiplies")
            document = _parsed(markup)
            # to ask the parser costs less than to look through all of the markup
            if document.select_one("iframe") is not None and "</noscript" in markup:
                closed = _OPEN_FRAME.sub(r"\1</iframe>\2", markup)
                document = _parsed(closed) if closed != markup else document
            if document.select_one("template") is not None and (moved := moves(markup)):
                put_in_place(document, moved)
            _Segmenter(self).run(document)
            with suppress(ValueError):
                self.base = urljoin(self.base, self.head.base)
            drop_wrappers(self)
            if self.cleaned is None:
                lay_out_tables(self)

    @classmethod
    def from_text(cls, text: str, url: str | None = None, limits: Limits | None = None) -> Page:
        """A page already flattened to text: every line with anything on it is a Block.

        Lines that a flattening tool tore apart are one. What flattening leaves of a page's structure is
        kept: lines without a blank line between them stand in one element, a line with a bullet is a list
        item, and a title that the text begins with is the head's.
        """
        page = cls("", url, limits)
        if len(text) > page.limits.text:
            text = text[: page.limits.text]
            page.note(f"cut after {page.limits.text} characters of text")
        page.flattened = True
        body = page.add_element("body")
        for has_text, lines in groupby(text.splitlines(), lambda line: bool(line.strip())):
            if has_text and not page._add_lines(mended(list(lines)), body):
                break
        body.end = len(page.blocks)
        page.head.title = title_of([block.text for block in page.blocks], page.block_words)
        return page

    @cached_property
    def labels(self) -> list[phrases.Match | None]:
        """The phrase that gives each Block away as boilerplate, where one does."""
        return [
            phrases.match(block.text, block.words, said)
            for block, said in zip(self.blocks, self.block_words, strict=True)
        ]

    @cached_property
    def kinds(self) -> list[int]:
        """The number of the kind that each element is of, shared by like siblings."""
        return siblings.kinds(self.elements)

    @cached_property
    def places(self) -> list[int]:
        """The number of the place that each Block stands in, shared by Blocks of like records."""
        return siblings.places(self.blocks, self.elements)

    @cached_property
    def like_blocks(self) -> list[list[int]]:
        """The Blocks of each place that like records have, as indexes; lines are no records."""
        return [] if self.flattened else siblings.like_blocks(self.places, self.blocks, self.elements)

    @cached_property
    def units(self) -> list[Unit]:
        """The lists, tables, quotations and such of the page, see `boilerstrip.units`."""
        return find_units(self.blocks, self.elements)

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """Every JSON-LD object of the page, nested ones (`@graph` and others) after their parent."""
        found: list[dict[str, Any]] = []
        for value in self._linked_data:
            found.extend(islice(objects(value), self.limits.objects - len(found)))
        return found

    @cached_property
    def _linked_data(self) -> list[Any]:
        """The value of each JSON-LD script."""
        return [parse_json(source) for source in self.head.json_ld]

    @cached_property
    def works(self) -> list[dict[str, Any]]:
        """The JSON-LD objects that stand for themselves: not the parts of others, such as their reviews."""
        found: list[dict[str, Any]] = []
        for value in self._linked_data:
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict):
                    graph = item.get("@graph")
                    parts = graph if isinstance(graph, list) else []
                    found += [item, *(part for part in parts if isinstance(part, dict))]
        return found[: self.limits.objects]

    @property
    def bounded_html(self) -> str:
        """The page as a plain document for strategies that parse for themselves.

        Built from the elements and Blocks alone: no script, style, comment or event handler,
        no empty element, and depth, nodes and attributes as limited. Its text is the Blocks'.

        Raises:
            StrategyError: it has more characters or Blocks than the limits allow; `notes` say so too.

        """
        # they ask at the same time, each from a thread of its own
        with _bounding:
            markup = self._bounded_html
        if markup is None:
            raise StrategyError("the page is too large for it")
        return markup

    @cached_property
    def _bounded_html(self) -> str | None:
        too_many = f"{self.limits.bounded_blocks} blocks"
        if len(self.blocks) <= self.limits.bounded_blocks:
            markup = "".join(_bounded(self))
            if len(markup) <= self.limits.bounded:
                return markup
            too_many = f"{self.limits.bounded} characters"
        self.note(f"of more than {too_many}: too large for strategies of other packages")
        return None

    def ancestors(self, element: int) -> Iterator[Element]:
        """The element of this index and the ones around it, innermost first."""
        while element >= 0:
            holder = self.elements[element]
            yield holder
            element = holder.parent

    def innermost(self, element: int, *tags: str) -> int:
        """The index of the innermost element of these tags at or around an element, -1 for none."""
        return next((holder.index for holder in self.ancestors(element) if holder.tag in tags), -1)

    def holder(self, block: Block) -> Element | None:
        """The innermost element that holds more than this one Block."""
        around = self.ancestors(block.element)
        return next((element for element in around if element.end - element.start > 1), None)

    def _add_lines(self, lines: Sequence[str], body: Element) -> bool:
        """Append lines that stand together; False where there is no room for more."""
        group = self.add_element("div", body) if len(lines) > 1 else body
        room = True
        for line in lines:
            bullet = _BULLET.match(line)
            holder = self.add_element("li" if bullet else "p", group)
            room = self.add_block(line[bullet.end() :] if bullet else line, holder)
            holder.end = len(self.blocks)
            if not room:
                break
        group.end = len(self.blocks)
        return room

    def note(self, reason: str) -> None:
        """Tell the caller something about this page, once."""
        if reason not in self.notes:
            self.notes.append(reason)

    def add_block(self, text: str, holder: Element) -> bool:
        """Append a Block that does not come from markup; False where there is no room for more.

        Without text there is none.
        """
        if text := collapse(text):
            if len(self.blocks) >= self.limits.blocks:
                self.note(f"cut after {self.limits.blocks} blocks")
                return False
            if len(text) > self.room:
                self.note(f"cut after {self.limits.text} characters of text")
                return False
            self.room -= len(text)
            said = words(text)
            count = count_words(text, said)
            block = Block(
                len(self.blocks), text, holder.index, holder.holds, count, 0, holder.path, [Run(text)]
            )
            self.blocks.append(block)
            self.block_words.append(said)
        return True

    def add_element(self, tag: str, parent: Element | None = None) -> Element:
        """Append an element at the end of the page for Blocks that `add_block` brings."""
        at = len(self.blocks)
        element = Element(
            index=len(self.elements),
            parent=parent.index if parent else -1,
            depth=parent.depth + 1 if parent else 0,
            tag=tag,
            names="",
            role="",
            itemtype="",
            itemprop="",
            hidden=False,
            start=at,
            end=at,
            path=f"{parent.path}/{tag}" if parent else tag,
            holds=_HOLDS.get(tag, (Role.PARAGRAPH, 0))[0],
        )
        self.elements.append(element)
        return element


def squeeze(text: str) -> str:
    """`text` with white space runs as one space and invisible characters gone."""
    if not text.isascii() or not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return _SPACES.sub(" ", text)


def collapse(text: str) -> str:
    """`text` as a browser shows it: squeezed, without white space at its ends."""
    text = " ".join(text.split())
    # what is invisible is not printable either
    if text.isprintable():
        return text
    text = " ".join(_INVISIBLE.sub("", text).split())
    return text if text.strip(_JOINERS) else ""


def _parsed(markup: str) -> turbohtml.Document:
    import turbohtml

    return turbohtml.parse(markup, positions=False, allow_declarative_shadow_roots=False)


def plain_text(fragment: str, limits: Limits | None = None) -> str:
    """The text of an HTML fragment, one paragraph a block, as found inside JSON values.

    Its markup may be escaped, once or twice; what only mentions a tag is text.
    """
    for _ in range(_MAX_ESCAPED):
        if "<" in fragment or not (_ESCAPED_TAG.match(fragment) or len(_ESCAPED_END.findall(fragment)) > 1):
            break
        fragment = html_escapes.unescape(fragment)
    if "<" not in fragment:
        # its line breaks are its own
        return html_escapes.unescape(fragment)
    return "\n\n".join(block.text for block in Page(without_halves(fragment), limits=limits).blocks)


# A text that begins with an escaped tag, or has paragraphs that end so, is markup that was escaped.
_ESCAPED_TAG = re.compile(
    r"\s*&(?:amp;){0,2}(?:lt|#60|#x3c);(?:[abipu]|article|br|blockquote|div|em|figure|h[1-6]|hr|img|li|main|ol"
    r"|pre|section|span|strong|table|ul)(?=[\s/&>])",
    re.IGNORECASE,
)
_ESCAPED_END = re.compile(r"&(?:amp;){0,2}(?:lt|#60|#x3c);/(?:p|div|h[1-6]|li)&", re.IGNORECASE)
_MAX_ESCAPED = 3
# Formatting that is open where a paragraph ends is opened again in the next one, by the rules of HTML.
# A few hundred kilobytes of it make millions of elements; pages that need it have a handful open.
_FORMATTING = re.compile(
    r"<(?:(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])|(script|style)\b|!(--))",
    re.IGNORECASE,
)
_ENDS = {
    "script": re.compile("</script", re.IGNORECASE),
    "style": re.compile("</style", re.IGNORECASE),
    "--": re.compile("-->"),
}
# Elements made in this way that a page may have; as many tags as can never make them, since the
# parser keeps that many elements open at most.
_MAX_MULTIPLIED = 2_500_000
_MAX_OPEN = 512


def _multiplied(markup: str) -> int | None:
    """Where formatting that is never closed has multiplied beyond measure, if anywhere."""
    made = still_open = last = 0
    while found := _FORMATTING.search(markup, last):
        at = found.start()
        if still_open:
            more = min(still_open, _MAX_OPEN) * markup.count("<", last, at)
            if made + more > _MAX_MULTIPLIED:
                break
            made += more
        last = found.end()
        closing, raw, comment = found.groups()
        if raw or comment:
            # what is in scripts and comments is no markup
            end = _ENDS[(raw or comment).lower()].search(markup, last)
            last = end.end() if end else len(markup)
        else:
            still_open = max(0, still_open - 1) if closing else still_open + 1
    else:
        at = len(markup)
    more = min(still_open, _MAX_OPEN) * markup.count("<", last, at)
    return last + (at - last) * (_MAX_MULTIPLIED - made) // more if made + more > _MAX_MULTIPLIED else None


# What is no JSON, beside strings, which it may stand in: comments, a comma behind the last value.
_SLIPS = re.compile(
    r'("(?:[^"\\]++|\\.)*+(?:"|\Z))|//[^\n]*+|/\*.*?(?:\*/|\Z)|,(?=(?:\s|/\*(?:[^*]|\*(?!/)){0,200}\*/|//[^\n]*\n){0,9}[}\]])',
    re.DOTALL,
)
_JSON_START = re.compile(r"[\[{]")
_MAX_MENDED = 1_000_000  # characters


def parse_json(source: str) -> Any:
    """The value of a JSON text, or None; the usual mistakes in it are mended.

    These are comments around and within it, commas behind the last value, entities for quotation marks.
    """
    source = source.strip().removeprefix("<!--").removeprefix("//<![CDATA[").strip()
    value = read_json(source, 0)[0]
    if value is None and len(source) <= _MAX_MENDED:
        if '"' not in source:
            source = html_escapes.unescape(source)
        start = _JSON_START.search(source)
        mended_source = _SLIPS.sub(lambda found: found[1] or "", source[start.start() :] if start else "")
        value = read_json(mended_source, 0)[0] if mended_source else None
    return value


def read_json(source: str, at: int) -> tuple[Any, int]:
    """The JSON value that begins at a place, or None, and the place up to which it was read."""
    try:
        # strict=False: raw line breaks inside strings are the commonest mistake in real JSON-LD
        return json.JSONDecoder(strict=False).raw_decode(source, at)
    except json.JSONDecodeError as error:
        return None, error.pos
    except (ValueError, RecursionError):
        return None, len(source)


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object inside `value`, parents first, in document order."""
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            yield item
            pending.extend(reversed(item.values()))
        elif isinstance(item, list):
            pending.extend(reversed(item))


# What has something to say, though it is skipped.
_HEARD = frozenset({"script", "base", "template"})
# What an element is to the walk.
_BLOCK, _BUTTON, _LINK, _SPAN, _MARK, _BREAK, _IMAGE, _SKIP, _ABOUT, _INLINE = range(10)
_KINDS = {
    **dict.fromkeys(_HEAD_TAGS, _ABOUT),
    **dict.fromkeys(SKIPPED, _SKIP),
    **dict.fromkeys(MARKS, _MARK),
    **dict.fromkeys(BLOCK_LEVEL, _BLOCK),
    "button": _BUTTON,
    "a": _LINK,
    "span": _SPAN,
    "br": _BREAK,
    "img": _IMAGE,
}
# Where the walk is: the element, the link's address, the inline formatting, whether white space counts.
_Place = tuple[int, str | None, tuple[str, ...], bool]


class _Segmenter:
    """One walk over the parsed tree that cuts it into Blocks."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.elements, self.blocks, self.block_words = page.elements, page.blocks, page.block_words
        self.embedded = 0

    def run(self, document: turbohtml.Document) -> None:  # noqa: PLR0915
        """Visit every node with a stack of our own, since a page may nest deeper than Python.

        This runs once a node, so it is one loop over local variables.
        """
        from turbohtml import CData, Comment, DocumentFragment, Text
        from turbohtml import Element as Tagged

        page, limits = self.page, self.page.limits
        # every element and every Block takes a node: with fewer no limit of theirs is hit
        least_nodes = min(limits.nodes, limits.elements, limits.blocks)
        elements, blocks = page.elements, page.blocks
        visited, room, cut = 0, page.room, ""
        # what a link costs beside its own address; ordinary pages need not pay
        own = max(0, len(page.url or "") - _ORDINARY_ADDRESS)
        place: _Place = (-1, None, (), False)
        at, href, marks, preformatted = place
        runs: list[Run] = []
        # whether a Block ends here, as soon as there is text for the next
        boundary = False
        # whether the next text goes on with the last one, a comment between them
        interrupted = False
        # around the children being visited: theirs to go on with, and where to go back to, if elsewhere
        stack: list[tuple[Iterator[turbohtml.Node], _Place | None]] = []
        children: Iterator[turbohtml.Node] = iter(document.children)
        before: _Place | None = None
        while True:
            for node in children:
                visited += 1
                if type(node) is Text or type(node) is CData:
                    data = node.data
                    if boundary:
                        if not data or data.isspace():
                            continue
                        if runs:
                            self.flush(runs, at, preformatted)
                            runs = []
                        boundary = False
                    if href is None:
                        room -= len(data)
                    elif data.strip() in _PERMALINKS:
                        continue
                    else:
                        room -= len(data) + len(href) + own
                    if room < 0:
                        data = data[: max(0, len(data) + room)]
                        cut = f"cut after {limits.text} characters of text"
                    # a text left out may have stood between
                    goes_on = interrupted and runs and runs[-1][1:] == (href, marks)
                    if goes_on and len(runs[-1].text) < _JOINED:
                        runs[-1] = runs[-1]._replace(text=runs[-1].text + data)
                    else:
                        run = Run(data, href, marks)
                        if room > 0 and runs and data[:1].isalnum() and not (interrupted or preformatted):
                            run = _set_apart(runs[-1], run)
                            room -= len(run.text) - len(data)
                        runs.append(run)
                    interrupted = False
                    if room < 0:
                        break
                    continue
                place_below: _Place | None = None
                if type(node) is Tagged:
                    tag = node.tag
                    what = _KINDS.get(tag, _INLINE)
                    if what == _BLOCK or (
                        (what == _BUTTON or (what == _INLINE and "-" in tag))
                        and not self.is_in_line(what, node, at)
                    ):
                        boundary = True
                        if runs:
                            self.flush(runs, at, preformatted)
                            runs = []
                        if len(stack) >= limits.depth - 1:
                            page.note(f"elements deeper than {limits.depth} were not told apart")
                        else:
                            inner = self.open_element(tag, node, at)
                            # a heading, item or cell inside of code is none of it
                            place_below = (inner, href, marks, elements[inner].holds is _CODE)
                    elif what == _LINK:
                        place_below = (at, node.attr("href") or "", marks, preformatted)
                        self.author(node, at)
                    elif what == _SPAN:
                        self.author(node, at)
                    elif what == _MARK:
                        if (mark := MARKS[tag]) not in marks:
                            place_below = (at, href, (*marks, mark), preformatted)
                    elif what == _BREAK:
                        room -= 1
                        if _breaks(runs, preformatted):
                            self.flush(runs, at, preformatted)
                            runs = []
                        continue
                    elif what == _IMAGE:
                        self.image(node, at, bool(runs))
                        continue
                    elif (what == _SKIP and not (tag in _HEARD and self.opens(tag, node))) or (
                        what == _ABOUT
                        and not self.about(tag, node, at, len(blocks) + (boundary and bool(runs)))
                    ):
                        continue
                elif type(node) is Comment:
                    beside = (node.previous_sibling, node.next_sibling)
                    interrupted = all(type(text) is Text for text in beside)
                    continue
                elif type(node) is not DocumentFragment:
                    continue
                stack.append((children, before))
                children = iter(node.children)
                before = None
                if place_below is not None:
                    before = place
                    place = place_below
                    at, href, marks, preformatted = place
                break
            else:
                if before is not None:
                    if before[0] != at:
                        if runs:
                            self.flush(runs, at, preformatted)
                            runs = []
                        elements[at].end = len(blocks)
                        boundary = True
                    place = before
                    at, href, marks, preformatted = place
                if not stack:
                    break
                children, before = stack.pop()
            if visited >= least_nodes:
                cut = self.beyond(visited) or cut
            if cut:
                page.note(cut)
                break
        if runs and len(blocks) < limits.blocks:
            self.flush(runs, at, preformatted)
        page.room = max(0, room)
        for element in elements:
            if element.end < 0:
                element.end = len(blocks)

    def beyond(self, visited: int) -> str:
        """The limit that so many nodes, or what was made of them, are beyond; empty for none."""
        limits = self.page.limits
        if visited > limits.nodes:
            return f"cut after {limits.nodes} nodes"
        if len(self.elements) > limits.elements:
            return f"cut after {limits.elements} elements"
        return f"cut after {limits.blocks} blocks" if len(self.blocks) >= limits.blocks else ""

    def is_in_line(self, what: int, node: turbohtml.Element, at: int) -> bool:
        """Whether a button or an element of the page's own making stands in a line, as a word of it."""
        if what == _BUTTON:
            # what follows the text is a control: "read more"
            return _has_text(node.next_sibling)
        return (at >= 0 and self.page.elements[at].tag in _LINES) or _has_text(node.previous_sibling)

    def opens(self, tag: str, node: turbohtml.Element) -> bool:
        """Take what a skipped element has to say; whether its content is to be walked."""
        if tag == "script":
            self.script(node)
        elif tag == "base":
            head, href = self.page.head, node.attr("href") or ""
            # the first counts; a long one would be part of every link
            head.base = head.base or (href if len(href) <= _ORDINARY_ADDRESS else "")
        elif tag == "template":
            # a declarative shadow root is what the browser shows
            return node.attr("shadowrootmode") is not None
        return False

    def script(self, node: turbohtml.Element) -> None:
        kind = (node.attr("type") or "").lower()
        is_json = "json" in kind
        if not is_json and kind not in ("", "text/javascript", "module"):
            return
        source, head = node.text, self.page.head
        if "ld+json" in kind:
            kept = head.json_ld
        elif is_json or "articleBody" in source or '"body"' in source:
            kept = head.state
        elif any(paragraph in source for paragraph in PARAGRAPHS) or "\\u003cp" in source:
            kept = head.scripts
        else:
            return
        self.embedded += len(source)
        if self.embedded <= self.page.limits.embedded:
            kept.append(source)
        else:
            self.page.note(f"embedded data beyond {self.page.limits.embedded} characters left out")

    def open_element(self, tag: str, node: turbohtml.Element, inside: int) -> int:
        """Record a block-level element; its index."""
        elements, cut = self.elements, self.page.limits.attribute
        tag = tag[:_MAX_TAG]
        holds, level = _HOLDS.get(tag, (None, 0))
        hidden = False
        if inside >= 0:
            parent = elements[inside]
            hidden = parent.hidden
            if holds is None and tag not in SECTIONS:
                # a paragraph inside a list item or cell is still that item or cell
                holds, level = parent.holds, parent.level
        names = role = itemtype = itemprop = ""
        cleaned = False
        attributes = node.attrs
        # most elements have a class alone, or nothing: to ask for that costs least
        alone = node.attr("class") if len(attributes) == 1 else None
        if alone is not None:
            names = _sorted_names(alone[:cut])
        elif attributes:
            said = {n: (node.attr(n) or "")[:cut] for n in attributes if n in _TELLING_ATTRIBUTES}
            get = said.get
            names = _sorted_names(f"{get('class', '')} {get('id', '')}")
            role, itemtype, itemprop = get("role", "").lower(), get("itemtype", ""), get("itemprop", "")
            hidden = hidden or _is_hidden(said)
            cleaned = CLEANED in said
        at = len(elements)
        element = Element(
            at, inside, 0, tag, names, role, itemtype, itemprop, hidden, len(self.blocks), -1,
            "", holds or _PARAGRAPH, level,
        )  # fmt: skip
        if cleaned and tag == "article" and self.page.cleaned is None:
            self.page.cleaned = element
        if tag == "ol" and _NUMBER.fullmatch(first := node.attr("start") or ""):
            element.first = int(first)
        elif tag in CELLS:
            element.columns, element.rows = _span(node.attr("colspan")), _span(node.attr("rowspan"))
        elements.append(element)
        return at

    def about(self, tag: str, node: turbohtml.Element, at: int, block: int) -> bool:
        """Take what meta, link, title, time and html say; whether to walk on below.

        What is below goes into the Block of this index.
        """
        head = self.page.head
        attribute = node.attr
        if tag == "html":
            head.language = attribute("lang") or attribute("xml:lang") or ""
            head.direction = (attribute("dir") or "").lower()
        elif tag == "meta":
            name = attribute("property") or attribute("name") or attribute("itemprop") or ""
            if name and (content := attribute("content")):
                content = collapse(content[:MAX_STATED])
                # a property of microdata may have several names
                several = name == attribute("itemprop")
                for one in name[:_MAX_TAG].lower().split() if several else (name.lower(),):
                    head.metas.setdefault(one, []).append(content)
        elif tag == "link":
            if (href := attribute("href")) and len(href) <= _MAX_ADDRESS:
                head.links.setdefault((attribute("rel") or "").lower(), href)
        elif tag == "title":
            head.title = head.title or collapse(node.text[:MAX_STATED])
            return False
        elif tag == "time" and len(head.times) < 100:
            head.times.append(Time(at, block, attribute("datetime") or "", collapse(node.text[:200])))
        elif tag == "abbr" and len(head.times) < 100:
            # how older themes write times
            moment = attribute("title") or ""
            if _ISO_DAY.match(moment):
                head.times.append(Time(at, block, moment[:200], collapse(node.text[:200])))
        return tag in ("html", "time", "abbr")

    def author(self, node: turbohtml.Element, at: int) -> None:
        """Note the text of an inline element that says it is the author's name."""
        authors, attribute = self.page.head.authors, node.attr
        if (rel := attribute("rel")) and "license" in rel.lower().split():
            self.page.head.links.setdefault("license", (attribute("href") or "")[:_MAX_ADDRESS])
        said = rel or attribute("itemprop") or attribute("class")
        if said and len(authors) < 10 and _names_author(said[:200]):
            authors.append((at, collapse(node.text[:200])))

    def image(self, node: turbohtml.Element, element: int, within: bool) -> None:
        """Note an image, which stands `within` a Block or before the next."""
        src = _image_address(node)
        images = self.page.images
        if src and len(src) < 2048 and not src.startswith("data:") and len(images) < self.page.limits.blocks:
            before = len(self.page.blocks) + within
            if images and images[-1].before == before:
                plain = images[-1].element == element and getattr(node.parent, "tag", "") == "noscript"
                if plain or images[-1].src == src:
                    # for browsers without scripts, or of another size, it stands for the one it follows
                    images.pop()
            images.append(Image(before, element, src, collapse(node.attr("alt") or "")))

    def flush(self, runs: list[Run], element: int, preformatted: bool) -> None:
        """End the Block that these runs make, if they have any text."""
        text = _join(runs, preformatted) if preformatted or len(runs) > 1 else collapse(runs[0].text)
        if not text:
            return
        said = words(text)
        count = count_words(text, said)
        role, level = _PARAGRAPH, 0
        if element >= 0:
            holder = self.elements[element]
            role, level = holder.holds, holder.level
        linked = _link_words(runs, count) if count else 0
        self.blocks.append(Block(len(self.blocks), text, element, role, count, linked, "", runs, level))
        self.block_words.append(said)


def _span(said: str | None) -> int:
    """How many columns or rows a cell takes; rows without end are told as none."""
    number = _SPAN_OF.match(said) if said else None
    return min(int(number[1]) or _MAX_SPAN, _MAX_SPAN) if number else 1


def _image_address(node: turbohtml.Element) -> str:
    """Where an image is: what scripts load later counts before what stands in for it until then."""
    for name in _IMAGE_ADDRESSES:
        address = node.attr(name)
        if not address:
            continue
        address = _largest(address[-_MAX_SET:]) if "srcset" in name else address.strip()
        if address and not address.startswith("data:"):
            return address
    return ""


def _largest(sizes: str) -> str:
    """The last address of a `srcset`, as pages put the largest there."""
    # a comma may be part of an address, but not of a size
    said = _GLUED.sub(r"\1 ", sizes).split()
    if len(said) > 1 and _SIZE.fullmatch(said[-1]):
        said.pop()
    return said[-1].strip(",") if said else ""


def _has_text(node: turbohtml.Node | None) -> bool:
    """Whether a node is text, and not of white space only."""
    from turbohtml import Text

    return isinstance(node, Text) and not node.data.isspace()


@lru_cache(maxsize=4096)
def _sorted_names(said: str) -> str:
    """Class words and id in one order, since pages give them in any, and in lower case."""
    if not said.islower():
        said = _CAMEL.sub(_hyphened, said)
    return " ".join(sorted(said.lower().split()))


def _hyphened(name: re.Match[str]) -> str:
    """A name in camel case as its words: "CommentBox" is "Comment-Box"; what is made of no words stays."""
    words_of = _HUMPS.split(name[0])
    return "-".join(words_of) if all(map(_CAMEL_WORD.fullmatch, words_of)) else name[0]


@lru_cache(maxsize=4096)
def _names_author(said: str) -> bool:
    return _AUTHOR.search(said.lower()) is not None


def _link_words(runs: list[Run], count: int) -> int:
    """How many of a Block's `count` words are inside links."""
    if len(runs) == 1:
        return count if runs[0].href is not None else 0
    beside = [run.text for run in runs if run.href is None]
    if len(beside) == len(runs):
        return 0
    if not beside or "".join(beside).isspace():
        return count
    linked = "".join([run.text if run.href is not None else " " for run in runs])
    return min(count, count_words(linked)) if not linked.isspace() else 0


def _set_apart(before: Run, run: Run) -> Run:
    """A text with a space before it, where styles set it apart: "By" and "Ann" in elements side by side."""
    end = before.text[-1:]
    if end.isspace() or not _TIED.isdisjoint(before.marks + run.marks):
        return run
    ends = end.islower() or end.isdigit() or end in _ENDINGS
    links = None not in (before.href, run.href) and before.href != run.href
    return Run(f" {run.text}", run.href, run.marks) if (ends and run.text[0].isupper()) or links else run


def _breaks(runs: list[Run], preformatted: bool) -> bool:
    """Take a `br` into the Block that `runs` make; whether it ends it, as the second in a row does."""
    if preformatted:
        runs.append(_LINE_BREAK)
        return False
    for run in reversed(runs):
        if run is _LINE_BREAK:
            return True
        if not run.text.isspace():
            break
    if runs:
        runs.append(_LINE_BREAK)
    return False


def _is_hidden(attributes: dict[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or ("style" in attributes and _HIDDEN_STYLE.search(attributes["style"]) is not None)
    )


def _join(runs: list[Run], preformatted: bool) -> str:
    if preformatted:
        text = "".join(run.text for run in runs)
        lines = [_INVISIBLE.sub("", line).rstrip() for line in text.replace("\r", "").split("\n")]
        return "\n".join(lines).strip("\n")
    if _LINE_BREAK not in runs:
        return collapse("".join([run.text for run in runs]))
    text = ""
    line: list[str] = []
    for run in runs:
        if run is _LINE_BREAK:
            text += collapse("".join(line)) + "\n"
            line = []
        else:
            line.append(run.text)
    return (text + collapse("".join(line))).strip("\n")


def _bounded(page: Page) -> Iterator[str]:
    """The pieces of `Page.bounded_html`."""
    language = html_escapes.escape(page.head.language[:20])
    title = html_escapes.escape(page.head.title[:1000])
    yield f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
    open_elements: list[Element] = []
    pending = iter(page.elements)
    upcoming = next(pending, None)
    for block in page.blocks:
        while open_elements and open_elements[-1].end <= block.index:
            yield _close(open_elements.pop())
        while upcoming is not None and upcoming.start <= block.index:
            if upcoming.end > block.index:
                while open_elements and open_elements[-1].index != upcoming.parent:
                    yield _close(open_elements.pop())
                open_elements.append(upcoming)
                yield _open(upcoming)
            upcoming = next(pending, None)
        while open_elements and open_elements[-1].index != block.element:
            yield _close(open_elements.pop())
        yield from _inline(block)
        yield "\n"
    while open_elements:
        yield _close(open_elements.pop())
    yield "</html>"


def _open(element: Element) -> str:
    if element.tag == "html":
        return ""
    attributes = ""
    if element.names:
        attributes += f' class="{html_escapes.escape(element.names)}"'
    if element.role:
        attributes += f' role="{html_escapes.escape(element.role)}"'
    if element.itemprop:
        attributes += f' itemprop="{html_escapes.escape(element.itemprop)}"'
    if element.hidden:
        attributes += ' style="display:none"'
    return f"<{_plain_tag(element.tag)}{attributes}>"


def _close(element: Element) -> str:
    return "" if element.tag == "html" else f"</{_plain_tag(element.tag)}>"


def _plain_tag(tag: str) -> str:
    return tag if tag in BLOCK_LEVEL and tag != "button" else "div"


def _inline(block: Block) -> Iterator[str]:
    preformatted = block.role is Role.CODE
    for run in block.runs:
        if run.marks == ("br",):
            yield "<br>"
            continue
        text = _INVISIBLE.sub("", run.text) if preformatted else squeeze(run.text)
        text = html_escapes.escape(text, quote=False)
        for mark in run.marks:
            text = f"<{mark}>{text}</{mark}>"
        if run.href is not None:
            text = f'<a href="{html_escapes.escape(collapse(run.href[:500]))}">{text}</a>'
        yield text
