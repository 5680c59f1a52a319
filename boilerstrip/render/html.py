"""Kept Blocks as sanitised HTML, built from the Blocks and from nothing else of the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from boilerstrip.block import Block, Element, Role, Run
from boilerstrip.page import CLEANED, Image, Page, collapse, squeeze
from boilerstrip.render.cells import CELLS, cells_between

if TYPE_CHECKING:
    from turbohtml.clean import Sanitizer

# What of a page's structure a clean body keeps: the elements that give a role its form.
_LISTS = {"ul": "ul", "menu": "ul", "dir": "ul", "ol": "ol", "dl": "dl", "li": "li", "dt": "dt", "dd": "dd"}
_FORMS: dict[Role, dict[str, str]] = {
    Role.LIST_ITEM: _LISTS,
    Role.TABLE: {"table": "table", "tr": "tr", "td": "td", "th": "th"},
    Role.QUOTE: {"blockquote": "blockquote"},
    Role.CAPTION: {"figure": "figure", "figcaption": "figcaption"},
}
_PARENT_OF = {"li": "ul", "dt": "dl", "dd": "dl", "figcaption": "figure"}
_LEAVES = frozenset({"li", "dt", "dd", "td", "th", "figcaption"})
# Lists in lists further out are one.
_MAX_FORMS = 40
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", ""})
_TAGS = frozenset(
    """
    article p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th tbody thead blockquote figure
    figcaption pre code strong em sub sup del mark a br img
    """.split()
)


def to_html(page: Page, blocks: Sequence[Block]) -> str:
    """The body as one `article` element without scripts, styles, handlers or unsafe addresses.

    Links and image addresses are absolute where the page's own address is known. The article
    carries the attribute by which boilerstrip knows its own work again.
    """
    return _sanitizer().sanitize(f'<article {CLEANED}="1">{"".join(_pieces(page, blocks))}</article>')


@cache
def _sanitizer() -> Sanitizer:
    from turbohtml.clean import OnDisallowed, Policy, Sanitizer

    # a second wall: the markup below is safe by construction, this holds if it ever is not
    return Sanitizer(
        Policy(
            tags=_TAGS,
            attributes={
                "a": frozenset({"href"}),
                "img": frozenset({"src", "alt"}),
                "ol": frozenset({"start"}),
                "article": frozenset({CLEANED}),
            },
            url_schemes=frozenset({"http", "https", "mailto"}),
            allow_fragment_urls=True,
            on_disallowed_tag=OnDisallowed.STRIP,
        )
    )


def _pieces(page: Page, blocks: Sequence[Block]) -> Iterator[str]:
    open_forms: list[tuple[int, str]] = []
    images = _kept_images(page, blocks)
    # for each row the place behind its last cell so far
    reached: dict[int, int] = {}
    previous: Block | None = None
    for block in blocks:
        forms = _forms(page, block)
        shared = 0
        while shared < min(len(forms), len(open_forms)) and forms[shared] == open_forms[shared]:
            shared += 1
        while len(open_forms) > shared:
            yield _end(page, *open_forms.pop(), reached)
        for image in images.pop(block.index, ()):
            # inside a table or list only its own leaves may hold an image
            if not open_forms:
                yield _image(page, image)
        for index, tag in forms[shared:]:
            if tag in CELLS and open_forms:
                row = open_forms[-1][0]
                yield _empty(cells_between(page, row, reached.get(row, row), index))
                # a row that was ended goes on where a table in one of its cells has come between
                reached[row] = max(index, reached.get(row, 0))
            open_forms.append((index, tag))
            yield _begin(page, index, tag)
        leaf = forms[-1][1] if forms else ""
        again = previous is not None and leaf in _LEAVES and shared == len(forms)
        yield _leaf(page, block, wrap=leaf not in _LEAVES or again)
        previous = block
    while open_forms:
        yield _end(page, *open_forms.pop(), reached)


def _begin(page: Page, index: int, tag: str) -> str:
    """The begin of an element; where the page goes on counting from another list, so does this one."""
    if tag == "ol" and page.elements[index].first != 1:
        return f'<ol start="{page.elements[index].first}">'
    return f"<{tag}>"


def _end(page: Page, index: int, tag: str, reached: dict[int, int]) -> str:
    """The end of an element; a row has the empty cells at its end before it, the first time it ends."""
    if tag != "tr":
        return f"</{tag}>"
    cells = cells_between(page, index, reached.get(index, index), len(page.elements))
    end = _empty(cell for cell in cells if cell.start == cell.end)
    reached[index] = len(page.elements)
    return f"{end}</tr>"


def _empty(cells: Iterable[Element]) -> str:
    return "".join(f"<{cell.tag}></{cell.tag}>" for cell in cells)


def _forms(page: Page, block: Block) -> list[tuple[int, str]]:
    """The elements to stand around a Block, outermost first, as (element index, tag)."""
    wanted = _FORMS.get(block.role)
    if wanted is None:
        return []
    around = [(e.index, wanted[e.tag]) for e in page.ancestors(block.element) if e.tag in wanted]
    around = around[:_MAX_FORMS][::-1]
    if block.role is Role.TABLE:
        return _innermost_table(around)
    forms: list[tuple[int, str]] = []
    for index, tag in around:
        parent = _PARENT_OF.get(tag)
        holders = ("ul", "ol") if tag == "li" else (parent,)
        if parent and (not forms or forms[-1][1] not in holders):
            # an item without its list: siblings share the list made up for them
            forms.append((-2 - page.elements[index].parent, parent))
        elif not parent and forms and forms[-1][1] in ("ul", "ol", "dl"):
            # a list straight inside a list
            continue
        forms.append((index, tag))
    return forms


def _innermost_table(around: list[tuple[int, str]]) -> list[tuple[int, str]]:
    starts = [at for at, (_, tag) in enumerate(around) if tag == "table"]
    return around[starts[-1] :] if starts else []


def _leaf(page: Page, block: Block, *, wrap: bool) -> str:
    if block.role is Role.CODE:
        return f"<pre><code>{escape(block.text, quote=False)}</code></pre>"
    content = _inline(page, block.runs)
    if block.level and block.role in (Role.HEADING, Role.TITLE):
        return f"<h{block.level}>{content}</h{block.level}>"
    return f"<p>{content}</p>" if wrap else content


def _inline(page: Page, runs: Sequence[Run]) -> str:
    """Runs as inline markup, white space at the edges as little as a browser shows of it."""
    pieces: list[str] = []
    spaced = True  # a space is due to show only after something that does not end with one
    for run in runs:
        if run.marks == ("br",):
            pieces.append("<br>")
            spaced = True
            continue
        text = squeeze(run.text)
        if spaced:
            text = text.lstrip(" ")
        if not text:
            continue
        spaced = text.endswith(" ")
        piece = escape(text, quote=False)
        # the first mark is the outermost, as it was on the page
        for mark in reversed(run.marks):
            piece = f"<{mark}>{piece}</{mark}>"
        if run.href is not None and (href := _address(page, run.href)):
            piece = f'<a href="{escape(href)}">{piece}</a>'
        pieces.append(piece)
    while pieces and pieces[-1] in ("<br>", " "):
        pieces.pop()
    first = next((at for at, piece in enumerate(pieces) if piece != "<br>"), 0)
    return "".join(pieces[first:]).strip()


def _kept_images(page: Page, blocks: Sequence[Block]) -> dict[int, list[Image]]:
    """Images by the kept Block they stand before: those with kept text before and after, but for captions."""
    kept = {block.index for block in blocks}
    told = [b.index for b in page.blocks if b.index in kept or b.role is not Role.CAPTION]
    found: dict[int, list[Image]] = {}
    for image in page.images:
        at = bisect_left(told, image.before)
        if 0 < at < len(told) and kept.issuperset(told[at - 1 : at + 1]):
            found.setdefault(told[at], []).append(image)
    return found


def _image(page: Page, image: Image) -> str:
    src = _address(page, image.src)
    return f'<p><img src="{escape(src)}" alt="{escape(image.alt)}"></p>' if src else ""


def _address(page: Page, href: str) -> str:
    """An address that is safe to follow, made absolute where that is possible; else ""."""
    href = collapse(href).replace(" ", "%20")
    try:
        full = urljoin(page.base, href)
        return full if urlsplit(full).scheme.lower() in _SAFE_SCHEMES else ""
    except ValueError:
        return ""
