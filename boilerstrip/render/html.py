"""Kept Blocks as sanitised HTML, built from the Blocks and from nothing else of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, NamedTuple

from boilerstrip.page import Block, Image, Page, Role, Run
from boilerstrip.page.tags import CELLS, CLEANED, SECTIONS
from boilerstrip.render.images import BodyImages, body_images
from boilerstrip.render.links import Links, safe_address
from boilerstrip.render.listings import listings
from boilerstrip.render.tables import Tables
from boilerstrip.text.whitespace import squeeze, strip_invisible

if TYPE_CHECKING:
    from turbohtml.clean import Sanitizer

# What of a page's structure a clean body keeps: the elements that give a role its form.
_LISTS = {"ul": "ul", "menu": "ul", "dir": "ul", "ol": "ol", "dl": "dl", "li": "li", "dt": "dt", "dd": "dd"}
_LISTS_AND_QUOTES = _LISTS | {"blockquote": "blockquote"}
_TABLES = {tag: tag for tag in ("table", "thead", "tr", *CELLS)}
_FIGURES = {"figure": "figure", "figcaption": "figcaption"}
# What stands in the list or quote around it; other text there has nothing to do with it.
_LISTED = frozenset({Role.LIST_ITEM, Role.QUOTE, Role.CODE, Role.HEADING, Role.TABLE, Role.CAPTION})
_PARENT_OF = {"li": "ul", "dt": "dl", "dd": "dl", "figcaption": "figure"}
_LEAVES = frozenset({"li", "dt", "dd", "td", "th", "figcaption"})
# What may hold an image by itself; lists have items for that.
_NO_IMAGE_HOLDERS = frozenset({"ul", "ol", "dl", "table", "thead", "tr"})
# Formatting that says something which the text without it does not.
_MEANT = frozenset({"code", "sub", "sup", "br"})
# Beyond these, a list or quote has nothing to do with what they hold.
_ENDS = SECTIONS | frozenset(CELLS)
_BREAK = ("br",)
_IMAGE = ("img",)
# Lists in lists further out are one.
_MAX_FORMS = 40
# The index and the tag of an element that gives its form to what stands in it.
_Form = tuple[int, str]
# What may carry the id that a link in the body leads to.
_ANCHORED = "p h1 h2 h3 h4 h5 h6 ul li dl dt dd table tr blockquote figure figcaption pre span".split()
_TAGS = frozenset(
    """
    article p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption tr td th tbody thead blockquote figure
    figcaption pre code strong em sub sup del mark a br img span
    """.split()
)


class Markup(NamedTuple):
    """What the HTML and the Markdown of a body have beside its text, by the options of the same names."""

    links: bool = True
    images: bool = True
    tables: bool = True
    formatting: bool = True


def to_html(page: Page, blocks: Sequence[Block], markup: Markup = Markup()) -> str:
    """The body as one `article` element without scripts, styles, handlers or unsafe addresses.

    Links and image addresses are absolute where the page's own address is known; links to what is in the
    body stay within it. The images of the body stand where they do on the page, each with its caption. The
    article carries the attribute by which boilerstrip knows its own work again.
    """
    body = "".join(_Writer(page, blocks, markup).pieces())
    return _sanitizer().sanitize(f'<article {CLEANED}="1">{body}</article>')


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
                "ol": frozenset({"start", "id"}),
                "article": frozenset({CLEANED}),
                "td": frozenset({"colspan", "rowspan", "id"}),
                "th": frozenset({"colspan", "rowspan", "id"}),
                **dict.fromkeys(_ANCHORED, frozenset({"id"})),
            },
            url_schemes=frozenset({"http", "https", "mailto"}),
            allow_fragment_urls=True,
            on_disallowed_tag=OnDisallowed.STRIP,
        )
    )


class _Writer:
    """Writes a body's Blocks and images in document order, each within the elements that give it its form."""

    def __init__(self, page: Page, blocks: Sequence[Block], markup: Markup) -> None:
        self.page, self.markup = page, markup
        if not markup.tables:
            tables = Tables(page, blocks, ())
            blocks = [block for block in blocks if tables.cell(block.element) < 0 or not tables.data]
        images = body_images(page, blocks) if markup.images else BodyImages({}, {}, {}, frozenset())
        kept = {block.index for block in blocks}
        shown = sorted(kept.union(images.captions))
        self.images = images
        self.blocks = [page.blocks[at] for at in shown]
        self.links = Links(page, self.blocks if markup.links else ())
        standing = [image for some in images.before.values() for image in some]
        self.tables = Tables(page, self.blocks if markup.tables else (), standing)
        self.open_forms: list[_Form] = []
        # for each row the place behind its last cell so far
        self.reached: dict[int, int] = {}

    def pieces(self) -> Iterator[str]:
        """The markup of the body, piece by piece."""
        page, images = self.page, dict(self.images.before)
        # before a caption that comes for its image stands what stands before the next kept Block
        pending = sorted((image.before, at, image) for at, some in images.items() for image in some)
        pending.reverse()
        for first, *more in listings(page, self.blocks):
            while pending and (pending[-1][0] <= first.index or pending[-1][1] == first.index):
                yield from self.image(pending.pop()[2])
            forms = self.forms(first)
            begun = _shared(self.open_forms, forms) == len(forms)
            yield from self.move(forms)
            if first.role is Role.CODE:
                text = "\n".join(self.code(block) for block in (first, *more))
                yield f"<pre><code>{text}</code></pre>"
            else:
                leaf = forms[-1][1] if forms else ""
                wrap = leaf not in _LEAVES or begun or self.tables.held[forms[-1][0]] > 1
                yield self.leaf(first, wrap=wrap)
        while pending:
            yield from self.image(pending.pop()[2])
        yield from self.move([])

    def image(self, image: Image) -> Iterator[str]:
        """An image that stands by itself."""
        if not (shown := self.img(image)):
            return
        forms = self.image_forms(image.element)
        holder = forms[-1][1] if forms else ""
        if holder in _NO_IMAGE_HOLDERS:
            forms, holder = [], ""
        yield from self.move(forms)
        yield shown if holder in _LEAVES or holder == "figure" else f"<p>{shown}</p>"

    def image_forms(self, element: int) -> list[_Form]:
        """The elements to stand around an image, outermost first."""
        if (figure := self.figure(element)) >= 0:
            return self.around(element, [*_lists(self.page, figure), (figure, "figure")])
        return self.around(element, _figures(self.page, element))

    def figure(self, element: int) -> int:
        """The element around that is a figure for having a caption in it, -1 for none or a `figure`."""
        page = self.page
        if not self.images.figures or page.innermost(element, "figure") >= 0:
            return -1
        return next((e.index for e in page.ancestors(element) if e.index in self.images.figures), -1)

    def img(self, image: Image) -> str:
        """An image with the link around it; "" for one that is nowhere."""
        if not (src := safe_address(self.page, image.src)):
            return ""
        shown = f'<img src="{escape(src)}" alt="{escape(image.alt)}">'
        address = self.address(image.href)
        return f'<a href="{escape(address)}">{shown}</a>' if address else shown

    def address(self, href: str | None) -> str:
        """Where a link leads; "" for nowhere."""
        return self.links.address(href) if href is not None and self.markup.links else ""

    def move(self, forms: Sequence[_Form]) -> Iterator[str]:
        """End the open forms that are not among these, and begin those that are not open."""
        open_forms, reached = self.open_forms, self.reached
        shared = _shared(open_forms, forms)
        while len(open_forms) > shared:
            index, tag = open_forms.pop()
            if tag == "tr":
                # a row has the empty cells at its end before it ends, the first time
                yield self.tables.empty_at_end(index, reached.get(index, index))
                reached[index] = len(self.page.elements)
            yield f"</{tag}>"
        for index, tag in forms[shared:]:
            if tag in CELLS and open_forms:
                row = open_forms[-1][0]
                yield self.tables.empty(row, reached.get(row, row), index)
                # a row that was ended goes on where a table in one of its cells has come between
                reached[row] = max(index, reached.get(row, 0))
            open_forms.append((index, tag))
            yield self.begin(index, tag)

    def begin(self, index: int, tag: str) -> str:
        """The begin of an element, with the id that a link leads to."""
        if index < 0:
            return f"<{tag}>"
        element = self.page.elements[index]
        anchor = _id(self.links.take(element.anchor)) if tag != "thead" else ""
        if tag in CELLS:
            return self.tables.begin(element, anchor)
        # where the page goes on counting from another list, so does this one
        start = f' start="{element.first}"' if tag == "ol" and element.first != 1 else ""
        return f"<{tag}{anchor}{start}>"

    def forms(self, block: Block) -> list[_Form]:
        """The elements to stand around a Block, outermost first."""
        page, element = self.page, block.element
        if (figure := self.images.captions.get(block.index, -1)) >= 0:
            around = [*_lists(page, figure), (figure, "figure"), (max(element, 0), "figcaption")]
            return self.around(element, around)
        if block.role is Role.CAPTION and (table := self.captioned_table(element)) >= 0:
            return [*self.around(table, _lists(page, table)), (table, "table"), (element, "caption")]
        own: list[_Form] = []
        if block.role in _LISTED and block.role is not Role.TABLE:
            own = _figures(page, element) if block.role is Role.CAPTION else _lists(page, element)
        return self.around(element, own)

    def captioned_table(self, element: int) -> int:
        """The table of data whose caption an element is, -1 for none."""
        if element < 0 or (caption := self.page.innermost(element, "caption")) < 0:
            return -1
        table = self.page.innermost(caption, "table")
        return table if table in self.tables.data else -1

    def around(self, element: int, own: list[_Form]) -> list[_Form]:
        """These forms within the cell of a table of data that an element is in, if it is in one."""
        page = self.page
        cell = self.tables.cell(element)
        if cell < 0:
            return own
        table = page.innermost(page.elements[cell].parent, "table")
        rows = [form for form in _around(page, cell, _TABLES) if table <= form[0] <= cell]
        outside = _lists(page, table)
        return [*self.around(page.elements[table].parent, outside), *rows, *own][: 3 * _MAX_FORMS]

    def leaf(self, block: Block, *, wrap: bool) -> str:
        """A Block's text, in an element of its own where that is asked for."""
        content = self.inline(block)
        anchors = [name for name in self.links.anchors.get(block.index, ()) if self.links.take(name)]
        tag = f"h{block.level}" if block.level and block.role in (Role.HEADING, Role.TITLE) else "p"
        if tag == "p" and not wrap:
            return "".join(f"<span{_id(name)}></span>" for name in anchors) + content
        more = "".join(f"<span{_id(name)}></span>" for name in anchors[1:])
        return f"<{tag}{_id(anchors[0]) if anchors else ''}>{more}{content}</{tag}>"

    def code(self, block: Block) -> str:
        """A Block of code, with the links in it."""
        if not self.markup.links or all(run.href is None for run in block.runs):
            return escape(block.text, quote=False)
        pieces = []
        for href, linked in groupby(block.runs, lambda run: run.href):
            text = strip_invisible("".join(run.text for run in linked).replace("\r", ""))
            address = self.address(href)
            shown = escape(text, quote=False)
            pieces.append(f'<a href="{escape(address)}">{shown}</a>' if address else shown)
        return "".join(pieces).strip("\n")

    def inline(self, block: Block) -> str:
        """A Block's runs as inline markup, white space at the edges as little as a browser shows of it."""
        runs: Sequence[Run] = block.runs
        if not self.markup.formatting:
            runs = [run._replace(marks=tuple(m for m in run.marks if m in _MEANT)) for run in runs]
        if images := self.images.within.get(block.index):
            runs = self.with_images(runs, images)
        pieces: list[str] = []
        for href, linked in groupby(_squeezed(runs), lambda run: run.href):
            marked = _marked(linked)
            address = self.address(href)
            pieces.append(f'<a href="{escape(address)}">{marked}</a>' if address else marked)
        return "".join(pieces).strip()

    def with_images(self, runs: Sequence[Run], images: Sequence[Image]) -> list[Run]:
        """The runs with the images that stand between them."""
        mixed: list[Run] = []
        left = list(images)[::-1]
        for at in range(len(runs) + 1):
            while left and (left[-1].run <= at or at == len(runs)):
                image = left.pop()
                if src := safe_address(self.page, image.src):
                    shown = f'<img src="{escape(src)}" alt="{escape(image.alt)}">'
                    mixed.append(Run(shown, image.href, _IMAGE))
            mixed += runs[at : at + 1]
        return mixed


def _id(name: str) -> str:
    return f' id="{escape(name)}"' if name else ""


def _shared(some: Sequence[_Form], others: Sequence[_Form]) -> int:
    """How many of the outermost forms are the same."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(some), len(others)))


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
        if run.marks == _IMAGE:
            spaced = False
            shown.append(run)
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
        elif mark == _IMAGE[0]:
            # these are markup already
            pieces += [run.text for run in inside]
        elif mark and not all(run.text.isspace() for run in inside):
            pieces.append(f"<{mark}>{_marked(inside, depth + 1)}</{mark}>")
        else:
            pieces += [escape(run.text, quote=False) for run in inside]
    return "".join(pieces)
