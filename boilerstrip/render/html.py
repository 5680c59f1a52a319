"""Kept Blocks as sanitised HTML, built from the Blocks and from nothing else of the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import groupby, islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from boilerstrip.page import Block, Element, Image, Page, Role, Run
from boilerstrip.page.footnotes import NOTEREF
from boilerstrip.page.mathml import MATHML_ATTRIBUTES, MATHML_TAGS
from boilerstrip.page.model import Embed
from boilerstrip.page.tags import CELLS, CLEANED, SECTIONS
from boilerstrip.render.boxes import box_kind, is_box_title
from boilerstrip.render.cells import cells_between
from boilerstrip.render.footnotes import BodyNotes, mark_markup
from boilerstrip.render.formulas import formula_markup
from boilerstrip.render.listings import listings
from boilerstrip.text.whitespace import collapse, squeeze

if TYPE_CHECKING:
    from turbohtml.clean import Sanitizer

# What of a page's structure a clean body keeps: the elements that give a role its form.
_LISTS = {"ul": "ul", "menu": "ul", "dir": "ul", "ol": "ol", "dl": "dl", "li": "li", "dt": "dt", "dd": "dd"}
_BOXES = {"details": "details", "summary": "summary"}
_LISTS_AND_QUOTES = _LISTS | _BOXES | {"blockquote": "blockquote"}
_TABLES = {tag: tag for tag in ("table", "tr", *CELLS)}
_FIGURES = {"figure": "figure", "figcaption": "figcaption"}
# What stands in the list or quote around it; other text there has nothing to do with it.
_LISTED = frozenset(
    {Role.LIST_ITEM, Role.QUOTE, Role.CODE, Role.HEADING, Role.TABLE, Role.CAPTION, Role.FOOTNOTE}
)
_PARENT_OF = {"li": "ul", "dt": "dl", "dd": "dl", "figcaption": "figure"}
_LEAVES = frozenset({"li", "dt", "dd", "td", "th", "figcaption", "summary"})
# What may hold an image.
_IMAGE_HOLDERS = frozenset({"li", "dd", "blockquote", "figure"})
_BLOCK_HOLDERS = frozenset({"li", "dd", "blockquote", "details"})
# Beyond these, a list or quote has nothing to do with what they hold.
_ENDS = SECTIONS | frozenset(CELLS)
_BREAK = ("br",)
# Lists in lists further out are one.
_MAX_FORMS = 40
# The index and the tag of an element that gives its form to what stands in it.
_Form = tuple[int, str]
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", ""})
_TAGS = (
    frozenset(
        """
    article p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th tbody thead blockquote figure
    figcaption pre code strong em sub sup del mark a br img hr details summary ruby rt input section
    """.split()
    )
    | MATHML_TAGS
)


# What else an element may have: all of it is written below, and none of it comes from the page as it is.
_FORM_ATTRIBUTES = {
    "li": frozenset({"value", "id"}),
    "code": frozenset({"class"}),
    "blockquote": frozenset({"class"}),
    "input": frozenset({"type", "checked", "disabled"}),
    "section": frozenset({"role"}),
    **dict.fromkeys(MATHML_TAGS, MATHML_ATTRIBUTES),
}


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
                "a": frozenset({"href", "id"}),
                "img": frozenset({"src", "alt"}),
                "ol": frozenset({"start", "type", "reversed"}),
                "article": frozenset({CLEANED}),
                **_FORM_ATTRIBUTES,
            },
            url_schemes=frozenset({"http", "https", "mailto"}),
            allow_fragment_urls=True,
            on_disallowed_tag=OnDisallowed.STRIP,
        )
    )


def _pieces(page: Page, blocks: Sequence[Block]) -> Iterator[str]:
    open_forms: list[_Form] = []
    images = kept_images(page, blocks)
    embeds = kept_embeds(page, blocks)
    rules = kept_rules(page, blocks)
    notes = BodyNotes(page, blocks)
    # for each row the place behind its last cell so far
    reached: dict[int, int] = {}
    for first, *more in listings(page, [block for block in blocks if block.index not in notes.indexes]):
        forms = _forms(page, first)
        if first.index in rules and not _in_table(open_forms, forms):
            yield from _move(page, open_forms, _common(open_forms, forms), reached)
            if not open_forms or open_forms[-1][1] in _BLOCK_HOLDERS:
                yield "<hr>"
        for embed in embeds.pop(first.index, ()):
            if not _in_table(open_forms, forms) and (address := safe_address(page, embed.src)):
                yield from _move(page, open_forms, _holders(page, embed.element), reached)
                yield f'<p><a href="{escape(address)}">{escape(embed.title, quote=False)}</a></p>'
        for image in images.pop(first.index, ()):
            around = _figures(page, image.element)
            in_table = any(tag == "table" for _, tag in open_forms[: _shared(open_forms, forms)])
            if not in_table and (not around or around[-1][1] in _IMAGE_HOLDERS):
                yield from _move(page, open_forms, around, reached)
                yield _image(page, image, wrap=not around or around[-1][1] != "figure")
        begun = _shared(open_forms, forms) == len(forms)
        yield from _move(page, open_forms, forms, reached)
        yield _content(page, [first, *more], forms, notes, begun=begun)
    yield from _move(page, open_forms, [], reached)
    yield from _notes_section(page, notes)


def _content(
    page: Page, blocks: Sequence[Block], forms: Sequence[_Form], notes: BodyNotes, *, begun: bool
) -> str:
    """A Block, or the listing that Blocks are, in forms of which the innermost has `begun` before."""
    first = blocks[0]
    if first.role is Role.CODE:
        text = "\n".join(block.text for block in blocks)
        pre = page.innermost(first.element, "pre")
        language = (page.elements[pre].form or {}).get("language", "") if pre >= 0 else ""
        named = f' class="language-{escape(language)}"' if language else ""
        # the parser takes a line break right behind the tag for none of the text
        return f"<pre><code{named}>{escape(text, quote=False)}</code></pre>"
    leaf = forms[-1][1] if forms else ""
    return _leaf(page, first, notes, wrap=leaf not in _LEAVES or begun)


def _notes_section(page: Page, notes: BodyNotes) -> Iterator[str]:
    """The notes of the body at its end, each an item that its marks lead to."""
    if not notes.notes:
        return
    yield '<section role="doc-endnotes"><ol>'
    for n, note in enumerate(notes.notes.values(), 1):
        value = f' value="{note.label}"' if note.label.isdecimal() and int(note.label) != n else ""
        yield f'<li id="fn-{escape(note.label)}"{value}>'
        open_forms: list[_Form] = []
        reached: dict[int, int] = {}
        for first, *more in listings(page, note.blocks):
            forms = [form for form in _forms(page, first) if form[0] > note.element.index]
            begun = _shared(open_forms, forms) == len(forms)
            yield from _move(page, open_forms, forms, reached)
            yield _content(page, [first, *more], forms, notes, begun=begun)
        yield from _move(page, open_forms, [], reached)
        yield "</li>"
    yield "</ol></section>"


def _in_table(open_forms: Sequence[_Form], forms: Sequence[_Form]) -> bool:
    return any(tag == "table" for _, tag in open_forms[: _shared(open_forms, forms)])


def _common(open_forms: Sequence[_Form], forms: Sequence[_Form]) -> list[_Form]:
    return list(open_forms[: _shared(open_forms, forms)])


def _holders(page: Page, element: int) -> list[_Form]:
    """The forms around an element, as far as the innermost that may hold a paragraph."""
    around = _lists(page, element)
    while around and around[-1][1] not in _BLOCK_HOLDERS:
        around.pop()
    return around


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
    """The begin of an element; a list counts as the page's does, and a note or tip says what it is."""
    if index < 0:
        return f"<{tag}>"
    element = page.elements[index]
    form = element.form or {}
    if tag == "ol":
        start = f' start="{element.first}"' if element.first != 1 else ""
        kind = f' type="{form["type"]}"' if "type" in form else ""
        return f"<ol{' reversed' if 'reversed' in form else ''}{start}{kind}>"
    if tag == "li":
        value = f' value="{form["value"]}"' if "value" in form else ""
        return f"<li{value}>{_task(form)}"
    if tag == "blockquote" and (kind := box_kind(element)):
        title = _has_title(page, element, kind)
        label = "" if title else f"<p><strong>{kind.capitalize()}</strong></p>"
        return f'<blockquote class="admonition {kind}">{label}'
    return f"<{tag}>"


def _task(form: Mapping[str, str]) -> str:
    """The box to tick of an item that is a task."""
    if (task := form.get("task")) is None:
        return ""
    return f'<input type="checkbox" disabled{" checked" if task == "x" else ""}> '


def _has_title(page: Page, element: Element, kind: str) -> bool:
    held = page.blocks[element.start : element.end]
    is_kept = held[0].kept or not any(block.kept for block in held)
    return is_kept and is_box_title(page, held[0], element, kind)


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
    if block.role not in _LISTED and not _is_attribution(page, block):
        return _around(page, block.element, _BOXES, ends=_ENDS)
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
    around: list[_Form] = []
    for holder in page.ancestors(element):
        if holder.tag in wanted:
            around.append((holder.index, wanted[holder.tag]))
        elif wanted is not _TABLES and box_kind(holder):
            around.append((holder.index, "blockquote"))
        if holder.tag in ends and not _in_quote(page, holder):
            break
    return around[:_MAX_FORMS][::-1]


def _in_quote(page: Page, element: Element) -> bool:
    """Whether an element is the foot of a quotation, which says whose it is."""
    return (
        element.tag == "footer" and element.parent >= 0 and page.elements[element.parent].tag == "blockquote"
    )


def _is_attribution(page: Page, block: Block) -> bool:
    return any(_in_quote(page, element) for element in islice(page.ancestors(block.element), 3))


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


def _leaf(page: Page, block: Block, notes: BodyNotes, *, wrap: bool) -> str:
    content = _inline(page, notes.resolved(block.runs))
    if block.level and block.role in (Role.HEADING, Role.TITLE):
        return f"<h{block.level}>{content}</h{block.level}>"
    return f"<p>{content}</p>" if wrap else content


def _inline(page: Page, runs: Sequence[Run]) -> str:
    """Runs as inline markup, white space at the edges as little as a browser shows of it."""
    pieces: list[str] = []
    for href, linked in groupby(_squeezed(runs), lambda run: run.href):
        marked = _marked(page, linked)
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


def _marked(page: Page, runs: Iterable[Run], depth: int = 0) -> str:
    """Runs with their marks from this one on, the first being the outermost, as it was on the page."""
    pieces: list[str] = []
    for mark, same in groupby(runs, lambda run: run.marks[depth] if depth < len(run.marks) else ""):
        inside = list(same)
        if mark == _BREAK[0]:
            pieces += ["<br>" for _ in inside]
        elif mark == "math":
            pieces += [_formula(page, run) for run in inside]
        elif mark.startswith(NOTEREF):
            pieces.append(mark_markup(mark, escape("".join(run.text for run in inside), quote=False)))
        elif mark.startswith("ruby "):
            reading = escape(mark[5:], quote=False)
            pieces.append(f"<ruby>{_marked(page, inside, depth + 1)}<rt>{reading}</rt></ruby>")
        elif mark and not all(run.text.isspace() for run in inside):
            pieces.append(f"<{mark}>{_marked(page, inside, depth + 1)}</{mark}>")
        else:
            pieces += [escape(run.text, quote=False) for run in inside]
    return "".join(pieces)


def _formula(page: Page, run: Run) -> str:
    formula = page.formulas.get(run.text.strip())
    return formula_markup(formula) if formula is not None else escape(run.text, quote=False)


def kept_rules(page: Page, blocks: Sequence[Block]) -> set[int]:
    """The kept Blocks that a line across the page stands before, with kept text right before and after it."""
    kept = {block.index for block in blocks}
    return {
        element.start
        for element in page.elements
        if element.tag == "hr" and element.start in kept and element.start - 1 in kept
    }


def kept_embeds(page: Page, blocks: Sequence[Block]) -> dict[int, list[Embed]]:
    """Videos and such by the kept Block they stand before: those with kept text before and after."""
    kept = {block.index for block in blocks}
    found: dict[int, list[Embed]] = {}
    for embed in page.embeds:
        if embed.before in kept and embed.before - 1 in kept:
            found.setdefault(embed.before, []).append(embed)
    return found


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
