"""The writer of a body's HTML: Blocks, images and videos in their order, in the elements around them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, islice, takewhile
from typing import NamedTuple

from boilerstrip.page import Block, Element, Image, Page, Role, Run
from boilerstrip.page.boxes import box_kind, is_box_title
from boilerstrip.page.footnotes import NoteLinks
from boilerstrip.page.model import Embed
from boilerstrip.page.quotations import is_attribution
from boilerstrip.page.tags import CELLS, CLEANED
from boilerstrip.render.box_titles import BOX_TITLE, begins_with_label, box_label
from boilerstrip.render.captions import slide_counters, without_controls, without_ends
from boilerstrip.render.footnotes import BodyNotes, Note
from boilerstrip.render.image_names import shown_alt
from boilerstrip.render.images import BodyEmbeds, BodyImages, body_embeds, body_images, captions_without_image
from boilerstrip.render.inline import IMAGE, marked, squeezed
from boilerstrip.render.links import Links, safe_address
from boilerstrip.render.listings import listings
from boilerstrip.render.structure import (
    BLOCK_HOLDERS,
    BOXES,
    ENDS,
    LEAVES,
    LISTED,
    MAX_FORMS,
    NO_IMAGE_HOLDERS,
    TABLES,
    Form,
    emptied_headings,
    figures,
    forms_around,
    lists,
    shared,
)
from boilerstrip.render.table_captions import captions_of_tables
from boilerstrip.render.tables import Tables
from boilerstrip.text.whitespace import squeeze, strip_invisible

# Formatting that says nothing which the text without it does not say.
_EMPHASIS = frozenset({"strong", "em", "del", "ins", "mark"})

# What items of a task begin with in text.
_WRITTEN_TASKS = {"☐ ": " ", "☑ ": "x", "☒ ": "x"}


class Markup(NamedTuple):
    """What the HTML and the Markdown of a body have beside its text, by the options of the same names."""

    links: bool = True
    images: bool = True
    tables: bool = True
    formatting: bool = True


ALL = Markup()


class Writer:
    """Writes a body's Blocks and images in document order, each within the elements that give it its form."""

    def __init__(self, page: Page, blocks: Sequence[Block], markup: Markup, notes: NoteLinks) -> None:
        """Find what of the page's images, videos, notes and tables belongs to these Blocks."""
        self.page, self.markup, self.note_links = page, markup, notes
        if not markup.tables:
            tables, titles = Tables(page, blocks, ()), captions_of_tables(page, blocks)
            captions_left_out = {i for i, figure in titles.items() if page.elements[figure].tag == "table"}
            left = [
                block
                for block in blocks
                if not tables.contains(block) and block.index not in captions_left_out
            ]
            emptied = emptied_headings(blocks, left)
            blocks = [block for block in left if block.index not in emptied]
        self.images = body_images(page, blocks) if markup.images else BodyImages({}, {}, {}, frozenset())
        lone = captions_without_image(page, blocks, self.images)
        blocks = [block for block in blocks if block.index not in lone] if lone else blocks
        self.counters = slide_counters(page, self.images.captions)
        self.images = self.images.without_captions(
            i for i, ends in self.counters.items() if sum(ends) >= len(page.blocks[i].text)
        )
        embeds = body_embeds(page, blocks) if markup.links else BodyEmbeds({}, {})
        self.embeds = embeds.before
        titles = captions_of_tables(page, blocks)
        titles = {i: figure for i, figure in titles.items() if i not in page.dropped_by_owner}
        self.images = self.images.with_captions({**titles, **embeds.captions})
        captions = {i for i in _captions_of(page, blocks) if i not in page.dropped_by_owner}
        shown = sorted({block.index for block in blocks}.union(self.images.captions, captions))
        self.blocks = [page.blocks[i] for i in shown]
        self.shown = frozenset(shown)
        self.rules = _shown_rules(page, shown)
        # Blocks whose first sign is the box to tick of their item
        self.tasks: set[int] = set()
        kept = {block.index for block in blocks}
        # captions that come for their image or table alone are marked, for the text to be the same if the
        # body is read again
        self.marked = {self.caption_of(block) for block in self.blocks if block.index not in kept}
        self.notes = BodyNotes(notes, self.blocks)
        self.links = Links(page, self.blocks if markup.links else ())
        standing = [image for some in self.images.before.values() for image in some]
        self.tables = Tables(page, self.blocks, standing)
        # the figures that tables, listings and quotations stand in with a caption
        self.figures = {
            page.innermost(block.element, "figure") for block in self.blocks if block.role is Role.CAPTION
        } - {-1, *self.images.figures}
        self.figures.update(titles.values())
        self.open_forms: list[Form] = []
        # for each row the place behind its last cell so far
        self.row_ends: dict[int, int] = {}
        # for each numbered list the number of its next item, and the items that have had theirs
        self.next_numbers: dict[int, int] = {}
        self.counted: set[int] = set()

    def pieces(self) -> Iterator[str]:
        """The markup of the body, piece by piece."""
        # before a caption that comes for its image stands what stands before the next kept Block
        standing = [
            (image.before, place, image) for place, some in self.images.before.items() for image in some
        ]
        # images of one place stay in their order
        pending = sorted(standing, key=lambda one: one[:2])[::-1]
        sections = self.notes.sections(self.blocks)
        apart = self.notes.indexes.union(heading.index for heading, _ in sections if heading is not None)
        blocks = [block for block in self.blocks if block.index not in apart]
        for first, *more in listings(self.page, blocks):
            forms = self.forms(first)
            in_table = (first.index in self.rules or first.index in self.embeds) and any(
                tag == "table" for _, tag in self.open_forms[: shared(self.open_forms, forms)]
            )
            if first.index in self.rules and not in_table:
                yield from self.move(self.open_forms[: shared(self.open_forms, forms)])
                if not self.open_forms or self.open_forms[-1][1] in BLOCK_HOLDERS:
                    yield "<hr>"
            for embed in () if in_table else self.embeds.pop(first.index, ()):
                yield from self.embed(embed)
            while pending and (pending[-1][0] <= first.index or pending[-1][1] == first.index):
                yield from self.image(pending.pop()[2])
            yield from self.content([first, *more], forms)
        while pending:
            yield from self.image(pending.pop()[2])
        for embed in (one for some in self.embeds.values() for one in some):
            yield from self.embed(embed)
        yield from self.move([])
        for heading, notes in sections:
            if heading is not None:
                yield self.leaf(heading, wrap=True)
            yield from self.notes_section(notes)

    def content(self, blocks: Sequence[Block], forms: Sequence[Form]) -> Iterator[str]:
        """A Block, or the listing that Blocks are, within these elements."""
        first = blocks[0]
        is_open = shared(self.open_forms, forms) == len(forms)
        yield from self.move(forms)
        if first.role is Role.CODE:
            pre = self.page.innermost(first.element, "pre")
            language = (self.page.elements[pre].form or {}).get("language", "") if pre >= 0 else ""
            named = f' class="language-{escape(language)}"' if language else ""
            text = "\n".join(self.code(block) for block in blocks)
            names = (name for block in blocks for name in self.links.anchors.get(block.index, ()))
            anchors = [name for name in names if self.links.take(name)]
            places = "".join(f"<span{_id(name)}></span>" for name in anchors[1:])
            yield f"<pre{_id(anchors[0]) if anchors else ''}>{places}<code{named}>{text}</code></pre>"
        else:
            index, leaf = forms[-1] if forms else (-1, "")
            yield self.leaf(first, wrap=leaf not in LEAVES or is_open or self.tables.n_blocks[index] > 1)

    def notes_section(self, notes: Sequence[Note]) -> Iterator[str]:
        """Notes of the body, each an item that its marks lead to."""
        yield '<section role="doc-endnotes"><ol>'
        for n, note in enumerate(notes, 1):
            value = f' value="{note.label}"' if note.label.isdecimal() and int(note.label) != n else ""
            yield f'<li id="fn-{escape(note.label)}"{value}>'
            for first, *more in listings(self.page, note.blocks):
                forms = [form for form in self.forms(first) if form[0] > note.element.index]
                yield from self.content([first, *more], forms)
            yield from self.move([])
            yield "</li>"
        yield "</ol></section>"

    def embed(self, embed: Embed) -> Iterator[str]:
        """A link to a video or such."""
        if address := safe_address(self.page, embed.src):
            forms = self.image_forms(embed.element)
            while forms and forms[-1][1] not in BLOCK_HOLDERS and forms[-1][1] != "figure":
                forms.pop()
            yield from self.move(forms)
            yield f'<p><a href="{escape(address)}">{escape(embed.title, quote=False)}</a></p>'

    def image(self, image: Image) -> Iterator[str]:
        """An image that stands by itself."""
        if not (shown := self.img(image)):
            return
        forms = self.image_forms(image.element)
        innermost = forms[-1][1] if forms else ""
        if innermost in NO_IMAGE_HOLDERS:
            forms, innermost = [], ""
        is_open = shared(self.open_forms, forms) == len(forms)
        yield from self.move(forms)
        # behind the text of an item it is a line of its own
        in_line = innermost == "figure" or (innermost in LEAVES and not is_open)
        yield shown if in_line else f"<p>{shown}</p>"

    def image_forms(self, element: int) -> list[Form]:
        """The elements to stand around an image, outermost first."""
        page = self.page
        forms = figures(page, element)
        if self.images.figures and all(tag != "figure" for _, tag in forms):
            # its figure is a box of another tag, or holds it in a section of its own
            indexes = (e.index for e in page.ancestors(element))
            figure = next((i for i in indexes if i in self.images.figures), -1)
            if figure >= 0:
                forms = self.in_box(figure)
        return self.in_cells(element, forms)

    def in_box(self, figure: int) -> list[Form]:
        """A figure that is a box of another tag, in the elements around it."""
        # a list that is the figure is no list
        around = [form for form in lists(self.page, figure) if form not in ((figure, "ul"), (figure, "dl"))]
        return [*around, (figure, "figure")]

    def img(self, image: Image) -> str:
        """An image with the link around it; "" for one that is nowhere."""
        if not (src := safe_address(self.page, image.src)):
            return ""
        shown = f'<img src="{escape(src)}" alt="{escape(shown_alt(image.alt, image.src))}">'
        address = self.address(image.href)
        return f'<a href="{escape(address)}">{shown}</a>' if address else shown

    def address(self, href: str | None, block: Block | None = None) -> str:
        """Return the address that a link in a Block leads to, "" for none."""
        return self.links.address(href, block) if href is not None and self.markup.links else ""

    def move(self, forms: Sequence[Form]) -> Iterator[str]:
        """End the open elements that are not among these, and begin those that are not open."""
        open_forms, row_ends = self.open_forms, self.row_ends
        forms = list(forms)
        common = shared(open_forms, forms)
        while len(open_forms) > common:
            index, tag = open_forms.pop()
            if tag == "tr":
                # a row has the empty cells at its end before it ends, the first time
                yield self.tables.empty_at_end(index, row_ends.get(index, index))
                row_ends[index] = len(self.page.elements)
            yield f"</{tag}>"
        for index, tag in forms[common:]:
            if tag in CELLS and open_forms:
                row = open_forms[-1][0]
                yield self.tables.empty(row, row_ends.get(row, row), index)
                # a row that was ended goes on where a table in one of its cells has come between
                row_ends[row] = max(index, row_ends.get(row, 0))
            open_forms.append((index, tag))
            yield self.begin(index, tag)

    def begin(self, index: int, tag: str) -> str:
        """The begin of an element; a list counts as the page's does, and a note or tip says what it is."""
        if tag in ("figcaption", "caption") and index in self.marked:
            return f'<{tag} {CLEANED}="caption">'
        if index < 0 or tag == "thead":
            return f"<{tag}>"
        element = self.page.elements[index]
        anchor = _id(self.links.take(element.id_attribute))
        form = element.form or {}
        if tag in CELLS:
            return self.tables.begin(element, anchor)
        if tag == "ol":
            start = self.start_of(element)
            kind = f' type="{form["type"]}"' if "type" in form else ""
            return f"<ol{anchor}{' reversed' if 'reversed' in form else ''}{start}{kind}>"
        if tag == "li":
            value = f' value="{form["value"]}"' if "value" in form else ""
            self.count_item(index, form)
            return f"<li{anchor}{value}>{_task(form) or self.written_task(element)}"
        if tag in ("blockquote", "div") and (kind := box_kind(self.page, element)):
            label = "" if _has_title(self.page, element, kind) else box_label(kind)
            title = f'<p class="{BOX_TITLE}">{label}</p>' if label else ""
            return f'<{tag}{anchor} class="admonition {kind}">{title}'
        return f"<{tag}{anchor}>"

    def start_of(self, numbered: Element) -> str:
        """The attribute by which a list does not begin at 1, or goes on where something has come between."""
        index, first = numbered.index, self.next_numbers.get(numbered.index)
        if first is None:
            first = self.next_numbers[index] = numbered.first
            if first == 1 and "reversed" in (numbered.form or {}):
                # it counts down to 1, which only needs to be said if something comes between
                behind = islice(self.page.elements, index + 1, None)
                inside = takewhile(lambda element: element.depth > numbered.depth, behind)
                tags = [element.tag for element in inside if element.parent == index]
                self.next_numbers[index] = tags.count("li")
                first = tags.count("li") if set(tags) > {"li"} else 1
        return f' start="{first}"' if first != 1 else ""

    def count_item(self, index: int, form: Mapping[str, str]) -> None:
        """Note the number of the item that has begun, where its list is numbered."""
        around, tag = self.open_forms[-2] if len(self.open_forms) > 1 else (-1, "")
        if tag != "ol" or around < 0 or index in self.counted:
            return
        counts_down = "reversed" in (self.page.elements[around].form or {})
        number = int(form.get("value") or self.next_numbers[around])
        self.counted.add(index)
        self.next_numbers[around] = number + (-1 if counts_down else 1)

    def written_task(self, item: Element) -> str:
        """The box to tick of an item that begins with the sign of one."""
        block = self.page.blocks[item.start] if item.start < item.end else None
        if block is None or block.text[:2] not in _WRITTEN_TASKS or block.index not in self.shown:
            return ""
        self.tasks.add(block.index)
        return _task({"task": _WRITTEN_TASKS[block.text[:2]]})

    def forms(self, block: Block) -> list[Form]:
        """The elements to stand around a Block, outermost first."""
        page, element = self.page, block.element
        if (figure := self.images.captions.get(block.index, -1)) >= 0:
            around = figures(page, figure)
            if page.elements[figure].tag != "figure":
                around = self.in_box(figure)
            return self.in_cells(element, [*around, (self.caption_of(block), "figcaption")])
        if block.role is Role.CAPTION:
            if (table := self.captioned_table(element)) >= 0:
                return [*self.in_cells(table, lists(page, table)), (table, "table"), (element, "caption")]
            return self.in_cells(element, figures(page, element))
        if block.role not in LISTED and not is_attribution(page, block):
            return self.in_cells(
                element, self.in_figure(element, forms_around(page, element, BOXES, ends=ENDS))
            )
        own = lists(page, element) if block.role is not Role.TABLE else []
        if block.role in (Role.CODE, Role.QUOTE):
            own = self.in_figure(element, own)
        return self.in_cells(element, own)

    def caption_of(self, block: Block) -> int:
        """The element that a caption stands in; those without one of a figure share one made up."""
        figure = self.images.captions.get(block.index)
        caption = self.page.innermost(block.element, "figcaption", "caption")
        return caption if figure is None or caption >= figure else -2 - len(self.page.elements) - figure

    def in_figure(self, element: int, forms: list[Form]) -> list[Form]:
        """These forms of an element with the figure around it, if that has a caption."""
        if not self.figures:
            return forms
        figure = next((e.index for e in self.page.ancestors(element) if e.index in self.figures), -1)
        if figure < 0:
            return forms
        position = next((n for n, (index, _) in enumerate(forms) if index > figure), len(forms))
        return [*forms[:position], (figure, "figure"), *forms[position:]]

    def captioned_table(self, element: int) -> int:
        """The table of data whose caption an element is, -1 for none."""
        if element < 0 or (caption := self.page.innermost(element, "caption")) < 0:
            return -1
        table = self.page.innermost(caption, "table")
        return table if table in self.tables.data else -1

    def in_cells(self, element: int, own: list[Form]) -> list[Form]:
        """These forms within the cell of a table of data that an element is in, if it is in one."""
        page = self.page
        cell = self.tables.cell(element)
        if cell < 0:
            return own
        table = page.innermost(page.elements[cell].parent, "table")
        rows = [form for form in forms_around(page, cell, TABLES) if table <= form[0] <= cell]
        outside = self.in_figure(table, lists(page, table))
        return [*self.in_cells(page.elements[table].parent, outside), *rows, *own][: 3 * MAX_FORMS]

    def leaf(self, block: Block, *, wrap: bool) -> str:
        """A Block's text, in an element of its own where that is asked for."""
        content = self.inline(block)
        anchors = [name for name in self.links.anchors.get(block.index, ()) if self.links.take(name)]
        tag = f"h{block.level}" if block.level and block.role in (Role.HEADING, Role.TITLE) else "p"
        if tag == "p" and not wrap:
            return "".join(f"<span{_id(name)}></span>" for name in anchors) + content
        more = "".join(f"<span{_id(name)}></span>" for name in anchors[1:])
        named = f' class="{BOX_TITLE}"' if tag == "p" and self.begins_box(block) else ""
        return f"<{tag}{_id(anchors[0]) if anchors else ''}{named}>{more}{content}</{tag}>"

    def begins_box(self, block: Block) -> bool:
        """Return whether a Block is the title of the note or tip that it stands in."""
        index, tag = self.open_forms[-1] if self.open_forms else (-1, "")
        if tag not in ("blockquote", "div") or index < 0:
            return False
        element = self.page.elements[index]
        return (
            element.start == block.index
            and box_kind(self.page, element) != ""
            and is_box_title(self.page, block, element)
        )

    def code(self, block: Block) -> str:
        """A Block of code, with the links in it."""
        if not self.markup.links or all(run.href is None for run in block.runs):
            return escape(block.text, quote=False)
        pieces: list[str] = []
        for href, linked in groupby(block.runs, lambda run: run.href):
            text = strip_invisible("".join(run.text for run in linked).replace("\r", ""))
            address = self.address(href)
            shown = escape(text, quote=False)
            pieces.append(f'<a href="{escape(address)}">{shown}</a>' if address and text.strip() else shown)
        return "".join(pieces).strip("\n")

    def inline(self, block: Block) -> str:
        """A Block's runs as inline markup, white space at the edges as little as a browser shows of it."""
        runs = self.note_links.runs_of(block)
        if block.index in self.images.captions:
            runs = without_controls(runs)
            if block.index in self.counters:
                runs = without_ends(runs, *self.counters[block.index])
        elif block.index in self.tasks:
            runs = without_ends(runs, _length_of_task(runs), 0)
        if images := self.images.within.get(block.index):
            runs = self.with_images(runs, images)
        elif len(runs) == 1 and runs[0].href is None and not runs[0].marks:
            # most Blocks are plain text
            return escape(squeeze(runs[0].text).strip(), quote=False)
        runs = self.notes.resolved(runs)
        if not self.markup.formatting:
            runs = [run._replace(marks=tuple(m for m in run.marks if m not in _EMPHASIS)) for run in runs]
        pieces: list[str] = []
        for href, linked in groupby(squeezed(runs), lambda run: run.href):
            shown = marked(self.page, linked)
            # a link without text is nowhere to be seen
            address = self.address(href, block) if shown.strip() else ""
            pieces.append(f'<a href="{escape(address)}">{shown}</a>' if address else shown)
        return "".join(pieces).strip()

    def with_images(self, runs: Sequence[Run], images: Sequence[Image]) -> list[Run]:
        """The runs with the images that stand between them."""
        mixed: list[Run] = []
        left = list(images)[::-1]
        for i in range(len(runs) + 1):
            while left and (left[-1].run <= i or i == len(runs)):
                image = left.pop()
                if src := safe_address(self.page, image.src):
                    shown = f'<img src="{escape(src)}" alt="{escape(shown_alt(image.alt, image.src))}">'
                    mixed.append(Run(shown, image.href, IMAGE))
            for run in runs[i : i + 1]:
                if mixed and all(one.marks is IMAGE for one in mixed) and not run.text.isspace():
                    # white space at the begin of a Block is nowhere to be seen, but behind an image it is
                    mixed += Run(" "), run._replace(text=run.text.lstrip())
                else:
                    mixed.append(run)
        return mixed


def _id(name: str) -> str:
    return f' id="{escape(name)}"' if name else ""


def _task(form: Mapping[str, str]) -> str:
    """The box to tick of an item that is a task."""
    if (task := form.get("task")) is None:
        return ""
    return f'<input type="checkbox" disabled{" checked" if task == "x" else ""}> '


def _length_of_task(runs: Sequence[Run]) -> int:
    text = "".join(run.text for run in runs)
    return len(text) - len(text.lstrip()) + 1


def _has_title(page: Page, element: Element, kind: str) -> bool:
    """Return whether a box says what it is: by a title, or a word in bold before its text."""
    blocks = page.blocks[element.start : element.end]
    is_kept = blocks[0].kept or not any(block.kept for block in blocks)
    return is_kept and (is_box_title(page, blocks[0], element) or begins_with_label(blocks[0], kind))


def _captions_of(page: Page, blocks: Sequence[Block]) -> Iterator[int]:
    """The captions of kept tables, listings and quotations, by the index of their Blocks.

    In a body cleaned before, the link to a video has one, too.
    """
    kept = {
        block.index
        for block in blocks
        if block.role in (Role.TABLE, Role.CODE, Role.QUOTE)
        or (page.cleaned is not None and page.innermost(block.element, "figure") >= 0)
    }
    for block in page.blocks if kept else ():
        if block.role is Role.CAPTION and block.element >= 0:
            index = page.innermost(block.element, "caption")
            index = page.innermost(block.element, "figure") if index < 0 else page.elements[index].parent
            if index >= 0:
                element = page.elements[index]
                # it is the first or the last of what it is the caption of
                if not kept.isdisjoint((block.index + 1, block.index - 1, element.start, element.end - 1)):
                    yield block.index


def _shown_rules(page: Page, shown: Collection[int]) -> set[int]:
    """The Blocks that a line across the page stands before, with text shown right before and after it."""
    blocks = frozenset(shown)
    return {
        element.start
        for element in page.elements
        if element.tag == "hr" and element.start in blocks and element.start - 1 in blocks
    }
