"""Kept Blocks as sanitised HTML, built from the Blocks and from nothing else of the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import groupby, takewhile
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from boilerstrip.page import Block, Element, Image, Page, Role, Run
from boilerstrip.page.tags import CELLS, CLEANED, SECTIONS
from boilerstrip.render.cells import cells_between
from boilerstrip.render.listings import listings
from boilerstrip.text.whitespace import collapse, squeeze

if TYPE_CHECKING:
    from turbohtml.clean import Sanitizer

# What of a page's structure a clean body keeps: the elements that give a role its form.
_LISTS = {"ul": "ul", "menu": "ul", "dir": "ul", "ol": "ol", "dl": "dl", "li": "li", "dt": "dt", "dd": "dd"}
_LISTS_AND_QUOTES = _LISTS | {"blockquote": "blockquote"}
_TABLES = {tag: tag for tag in ("table", "tr", *CELLS)}
_FIGURES = {"figure": "figure", "figcaption": "figcaption"}
# What stands in the list or quote around it; other text there has nothing to do with it.
_LISTED = frozenset({Role.LIST_ITEM, Role.QUOTE, Role.CODE, Role.HEADING, Role.TABLE, Role.CAPTION})
_PARENT_OF = {"li": "ul", "dt": "dl", "dd": "dl", "figcaption": "figure"}
_LEAVES = frozenset({"li", "dt", "dd", "td", "th", "figcaption"})
# What may hold an image.
_IMAGE_HOLDERS = frozenset({"li", "dd", "blockquote", "figure"})
# Beyond these, a list or quote has nothing to do with what they hold.
_ENDS = SECTIONS | frozenset(CELLS)
_BREAK = ("br",)
# Lists in lists further out are one.
_MAX_FORMS = 40
# The index and the tag of an element that gives its form to what stands in it.
_Form = tuple[int, str]
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
    open_forms: list[_Form] = []
    images = kept_images(page, blocks)
    # for each row the place behind its last cell so far
    reached: dict[int, int] = {}
    for first, *more in listings(page, blocks):
        forms = _forms(page, first)
        for image in images.pop(first.index, ()):
            around = _figures(page, image.element)
            in_table = any(tag == "table" for _, tag in open_forms[: _shared(open_forms, forms)])
            if not in_table and (not around or around[-1][1] in _IMAGE_HOLDERS):
                yield from _move(page, open_forms, around, reached)
                yield _image(page, image, wrap=not around or around[-1][1] != "figure")
        begun = _shared(open_forms, forms) == len(forms)
        yield from _move(page, open_forms, forms, reached)
        if first.role is Role.CODE:
            text = "\n".join(block.text for block in (first, *more))
            yield f"<pre><code>{escape(text, quote=False)}</code></pre>"
        else:
            leaf = forms[-1][1] if forms else ""
            yield _leaf(page, first, wrap=leaf not in _LEAVES or begun)
    yield from _move(page, open_forms, [], reached)


def _shared(some: Sequence[_Form], others: Sequence[_Form]) -> int:
    """How many of the outermost forms are the same."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(some), len(others)))


def _move(
    page: Page, open_forms: list[_Form], forms: Sequence[_Form], reached: dict[int, int]
) -> Iterator[str]:
    """End the open forms that are not among these, and begin those that are not open."""
    shared = _shared(open_forms, forms)
    while len(open_forms) > shared:
        yield _end(page, *open_forms.pop(), reached)
    for index, tag in forms[shared:]:
        if tag in CELLS and open_forms:
            row = open_forms[-1][0]
            yield _empty(cells_between(page, row, reached.get(row, row), index))
            yield f"<{tag}></{tag}>" * page.elements[index].blank
            # a row that was ended goes on where a table in one of its cells has come between
            reached[row] = max(index, reached.get(row, 0))
        open_forms.append((index, tag))
        yield _begin(page, index, tag)


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
    return "".join(f"<{cell.tag}></{cell.tag}>" * (1 + cell.blank) for cell in cells)


def _forms(page: Page, block: Block) -> list[_Form]:
    """The elements to stand around a Block, outermost first."""
    if block.role not in _LISTED:
        return []
    if block.role is Role.TABLE:
        table = page.innermost(block.element, "table")
        own = [form for form in _around(page, block.element, _TABLES) if form[0] >= table]
        return _lists(page, table) + own if table >= 0 else []
    if block.role is Role.CAPTION:
        return _figures(page, block.element)
    return _lists(page, block.element)


def _lists(page: Page, element: int) -> list[_Form]:
    """The lists and quotes around an element, as far as its section or cell, outermost first."""
    return _with_parents(page, _around(page, element, _LISTS_AND_QUOTES, ends=_ENDS))


def _figures(page: Page, element: int) -> list[_Form]:
    """The lists and quotes around an element, and the figure in them."""
    return _lists(page, element) + _with_parents(page, _around(page, element, _FIGURES, ends=_ENDS))


def _around(
    page: Page, element: int, wanted: Mapping[str, str], ends: frozenset[str] = frozenset()
) -> list[_Form]:
    within = takewhile(lambda holder: holder.tag not in ends, page.ancestors(element))
    around = [(holder.index, wanted[holder.tag]) for holder in within if holder.tag in wanted]
    return around[:_MAX_FORMS][::-1]


def _with_parents(page: Page, around: list[_Form]) -> list[_Form]:
    """These forms with the lists of items that have none."""
    forms: list[_Form] = []
    for index, tag in around:
        parent = _PARENT_OF.get(tag)
        holders = ("ul", "ol") if tag == "li" else (parent,)
        if parent and (not forms or forms[-1][1] not in holders):
            # siblings share the list made up for them
            forms.append((-2 - page.elements[index].parent, parent))
        elif not parent and forms and forms[-1][1] in ("ul", "ol", "dl"):
            # a list straight inside a list
            continue
        forms.append((index, tag))
    return forms


def _leaf(page: Page, block: Block, *, wrap: bool) -> str:
    content = _inline(page, block.runs)
    if block.level and block.role in (Role.HEADING, Role.TITLE):
        return f"<h{block.level}>{content}</h{block.level}>"
    return f"<p>{content}</p>" if wrap else content


def _inline(page: Page, runs: Sequence[Run]) -> str:
    """Runs as inline markup, white space at the edges as little as a browser shows of it."""
    pieces: list[str] = []
    for href, linked in groupby(_squeezed(runs), lambda run: run.href):
        marked = _marked(linked)
        address = safe_address(page, href) if href is not None else ""
        pieces.append(f'<a href="{escape(address)}">{marked}</a>' if address else marked)
    return "".join(pieces).strip()


def _squeezed(runs: Sequence[Run]) -> list[Run]:
    """The runs that show, with the white space that shows; no line break begins or ends them."""
    shown: list[Run] = []
    spaced = True  # a space is due to show only after something that does not end with one
    for run in runs:
        if run.marks == _BREAK:
            if shown:
                shown.append(run)
            spaced = True
            continue
        text = squeeze(run.text)
        text = text.lstrip(" ") if spaced else text
        if text:
            spaced = text.endswith(" ")
            shown.append(run._replace(text=text))
    while shown and shown[-1].text.isspace():
        shown.pop()
    return shown


def _marked(runs: Iterable[Run], depth: int = 0) -> str:
    """Runs with their marks from this one on, the first being the outermost, as it was on the page."""
    pieces: list[str] = []
    for mark, same in groupby(runs, lambda run: run.marks[depth] if depth < len(run.marks) else ""):
        inside = list(same)
        if mark == _BREAK[0]:
            pieces += ["<br>" for _ in inside]
        elif mark and not all(run.text.isspace() for run in inside):
            pieces.append(f"<{mark}>{_marked(inside, depth + 1)}</{mark}>")
        else:
            pieces += [escape(run.text, quote=False) for run in inside]
    return "".join(pieces)


def kept_images(page: Page, blocks: Sequence[Block]) -> dict[int, list[Image]]:
    """Images by the kept Block they stand before: those with kept text before and after, but for captions."""
    kept = {block.index for block in blocks}
    told = [b.index for b in page.blocks if b.index in kept or b.role is not Role.CAPTION]
    found: dict[int, list[Image]] = {}
    for image in page.images:
        at = bisect_left(told, image.before)
        if 0 < at < len(told) and kept.issuperset(told[at - 1 : at + 1]):
            found.setdefault(told[at], []).append(image)
    return found


def _image(page: Page, image: Image, *, wrap: bool) -> str:
    if not (src := safe_address(page, image.src)):
        return ""
    shown = f'<img src="{escape(src)}" alt="{escape(image.alt)}">'
    return f"<p>{shown}</p>" if wrap else shown


def safe_address(page: Page, href: str) -> str:
    """An address that is safe to follow, made absolute where that is possible; else ""."""
    href = collapse(href).replace(" ", "%20")
    try:
        full = urljoin(page.base, href)
        return full if urlsplit(full).scheme.lower() in _SAFE_SCHEMES else ""
    except ValueError:
        return ""
