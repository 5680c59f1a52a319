"""The walk: one pass over the parsed tree, which cuts it into Blocks and the elements around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from boilerstrip import _kernels
from boilerstrip.limits import ORDINARY_ADDRESS
from boilerstrip.page.block import Block, Element, Role, Run
from boilerstrip.page.elements import add_anchor, mark_task, open_element
from boilerstrip.page.embeds import add_embed, shows_embed
from boilerstrip.page.footnotes import MARK as NOTE_MARK
from boilerstrip.page.footnotes import NOTE
from boilerstrip.page.formulas import read_formula
from boilerstrip.page.furniture import is_furniture
from boilerstrip.page.head import HeadReader
from boilerstrip.page.images import add_image, read_image, sign_of
from boilerstrip.page.kinds import (
    BLOCK,
    BREAK,
    BUTTON,
    FORM,
    HEAD,
    IMAGE,
    INLINE,
    KIND_BY_TAG,
    LINK,
    MARK,
    SKIP,
    SPAN,
)
from boilerstrip.page.model import PageModel
from boilerstrip.page.runs import append_line_break, count_link_words, insert_missing_space, join_runs
from boilerstrip.page.selected import OPENED_TAGS, Selected, Selector, find_selected
from boilerstrip.page.tags import LINE_TAGS, MARKS, MAX_NESTED_MARKS, NESTING_MARKS, SCANNED_TAGS
from boilerstrip.page.walk_tables import MAX_GAP, MAX_JOINED, PERMALINKS, compiled_tables
from boilerstrip.text.whitespace import collapse
from boilerstrip.text.words import count_words, words

if TYPE_CHECKING:
    import turbohtml

    from boilerstrip.page.scripts import Script

# To name a member of an enum costs as much as a call.
_PARAGRAPH, _CODE = Role.PARAGRAPH, Role.CODE
# Characters of the reading over a word.
_MAX_READING = 200
# Where the walk is: the element, the link's address, the inline formatting, whether white space counts.
_Place = tuple[int, str | None, tuple[str, ...], bool]


class Walker:
    """One walk over the parsed tree of a page, which it fills with what it finds."""

    def __init__(self, page: PageModel, scripts: Mapping[turbohtml.Element, Script]) -> None:
        self.page = page
        self.limits = page.limits
        self.elements, self.blocks = page.elements, page.blocks
        self.head = HeadReader(page, scripts)
        self.place: _Place = (-1, None, (), False)
        # what the next Block is being made of
        self.runs: list[Run] = []
        # whether a bracket was opened around what is left out
        self.in_bracket = False
        # the images in its line, as indexes of the page's
        self.line_images: list[int] = []
        # whether a Block ends here, as soon as there is text for the next
        self.boundary = False
        # whether the next text goes on with the last one, a comment between them
        self.interrupted = False
        self.text_budget = page.text_budget
        # the limit that ends the walk, if one does
        self.limit_note = ""
        # what the site's owner selected, and the elements of it that hold Blocks, in order
        self.selected: dict[turbohtml.Element, Selector] = {}
        self.selected_elements: list[tuple[Element | int, Selector]] = []
        # what a link costs beside its own address; ordinary pages need not pay
        self.address_cost = max(0, len(page.url or "") - ORDINARY_ADDRESS)

    def walk(self, document: turbohtml.Document) -> None:
        """Visit every node, and tell the page what stands in what once all are visited."""
        if self.page.selectors:
            self.selected = find_selected(document, self.page.selectors)
        if _kernels.walk is not None:
            _kernels.walk.visit_nodes(self, document, compiled_tables())
        else:
            self.visit_nodes(document)
        if len(self.blocks) < self.limits.blocks:
            self.end_block()
        self.page.text_budget = max(0, self.text_budget)
        if self.limit_note:
            # it ended within some
            for element in self.elements:
                if element.end < 0:
                    element.end = len(self.blocks)
        if self.selected_elements:
            self.finish_selected()

    def visit_nodes(self, document: turbohtml.Document) -> None:
        """Visit every node with a stack of our own, since a page may nest deeper than Python."""
        from turbohtml import CData, Comment, DocumentFragment, Text
        from turbohtml import Element as Tagged

        limits = self.limits
        # every element and every Block takes a node: with fewer no limit of theirs is hit
        min_nodes = min(limits.nodes, limits.elements, limits.blocks)
        visited = 0
        # around the children being visited: theirs to go on with, and where to go back to, if elsewhere
        stack: list[tuple[Iterator[turbohtml.Node], _Place | None]] = []
        children: Iterator[turbohtml.Node] = iter(document.children)
        outside: _Place | None = None
        while True:
            for node in children:
                visited += 1
                kind = type(node)
                if kind is Text or kind is CData:
                    data = node.data  # type: ignore[attr-defined]
                    # white space between Blocks, as most of a page's texts are, is none of any
                    if (self.boundary and (not data or data.isspace())) or not self.add_text(data):
                        continue
                    break
                if kind is Tagged:
                    inside = self.visit_element(node, len(stack))  # type: ignore[arg-type]
                    if inside is None:
                        continue
                elif kind is Comment:
                    self.note_interruption(node)
                    self.head.read_comment(node.data)  # type: ignore[attr-defined]
                    continue
                elif kind is DocumentFragment:
                    inside = self.place
                else:
                    continue
                stack.append((children, outside))
                children = iter(node.children)
                outside = self.place if inside is not self.place else None
                self.place = inside
                break
            else:
                if outside is not None:
                    if outside[0] == self.place[0]:
                        self.place = outside
                    else:
                        self.leave_element(outside)
                if not stack:
                    break
                children, outside = stack.pop()
            if visited >= min_nodes:
                self.limit_note = self.exceeded_limit(visited) or self.limit_note
            if self.limit_note:
                self.page.note(self.limit_note)
                break

    def finish_selected(self) -> None:
        """Tell the page which Blocks stand in what its owner selected; images and videos go with these."""
        page, last = self.page, len(self.blocks)
        page.selected = [
            # of a line, whose Block may have been left out for a limit, only the place is known
            Selected(one.start, one.end, selector)
            if isinstance(one, Element)
            else Selected(one, min(one + 1, last), selector)
            for one, selector in self.selected_elements
        ]
        chosen = {one.index: selector for one, selector in self.selected_elements if isinstance(one, Element)}

        def stays(element: int) -> bool:
            return next((chosen[e.index].keep for e in page.ancestors(element) if e.index in chosen), True)

        page.images = [image for image in page.images if stays(image.element)]
        page.embeds = [embed for embed in page.embeds if stays(embed.element)]

    def exceeded_limit(self, visited: int) -> str:
        """The limit that so many nodes, or what was made of them, are beyond; empty for none."""
        limits = self.limits
        if visited > limits.nodes:
            return f"cut after {limits.nodes} nodes"
        if len(self.elements) > limits.elements:
            return f"cut after {limits.elements} elements"
        return f"cut after {limits.blocks} blocks" if len(self.blocks) >= limits.blocks else ""

    def note_interruption(self, node: turbohtml.Node) -> None:
        """Take a comment, or where a word may be broken: neither parts the texts around it."""
        from turbohtml import Text

        self.interrupted = type(node.previous_sibling) is type(node.next_sibling) is Text

    def add_text(self, data: str) -> bool:
        """Add a text to the Block being made; whether there is no more text to be kept of this page."""
        if self.boundary:
            self.end_block()
            self.boundary = False
        if self.in_bracket:
            self.in_bracket = False
            data = data.lstrip().removeprefix("]")
        _, href, marks, preformatted = self.place
        if href is None:
            self.text_budget -= len(data)
        elif data.strip() in PERMALINKS:
            return False
        else:
            self.text_budget -= len(data) + len(href) + self.address_cost
        if self.text_budget < 0:
            data = data[: max(0, len(data) + self.text_budget)]
            self.limit_note = f"cut after {self.limits.text} characters of text"
        runs = self.runs
        # a text left out may have stood between
        goes_on = self.interrupted and runs and runs[-1][1:] == (href, marks)
        if goes_on and len(runs[-1].text) < MAX_JOINED:
            runs[-1] = runs[-1]._replace(text=runs[-1].text + data)
        else:
            run = Run(data, href, marks)
            if (
                runs
                and data[:1].isalnum()
                and self.text_budget > 0
                and not (self.interrupted or preformatted)
            ):
                run = insert_missing_space(runs[-1], run)
                self.text_budget -= len(run.text) - len(data)
            runs.append(run)
        self.interrupted = False
        return self.text_budget < 0

    def visit_element(self, node: turbohtml.Element, depth: int) -> _Place | None:
        """Take what an element says; where the walk is among its children, None to leave these out."""
        if self.selected and (selector := self.selected.pop(node, None)) is not None:
            return self.visit_selected(node, depth, selector)
        tag = node.tag
        kind = KIND_BY_TAG.get(tag, INLINE)
        if kind == FORM and not shows_embed(node):
            kind = INLINE
        if kind == BLOCK:
            return self.enter_block_level(node, depth)
        if tag == "wbr":
            self.note_interruption(node)
            return None
        if kind <= INLINE:
            if is_furniture(node, tag):
                if kind in (LINK, SPAN):
                    self.head.read_inline(node, self.place[0], self.next_block)
                self.open_bracket()
                return None
            if name := node.attr("id") or (node.attr("name") if kind == LINK else None):
                add_anchor(self.page, name)
        if kind == INLINE and "-" not in tag:
            return self.place
        element, href, marks, preformatted = self.place
        if kind == LINK:
            self.head.read_inline(node, element, self.next_block)
            return (element, node.attr("href") or "", marks, preformatted)
        if kind == SPAN:
            self.head.read_inline(node, element, self.next_block)
        elif kind == MARK:
            mark = MARKS[tag]
            if mark not in marks or (mark in NESTING_MARKS and len(marks) < MAX_NESTED_MARKS):
                return (element, href, (*marks, mark), preformatted)
        elif kind == BREAK:
            self.break_line()
            return None
        elif kind == IMAGE:
            self.visit_image(node)
            return None
        elif kind == SKIP:
            if not (tag in SCANNED_TAGS and self.head.visit_skipped_element(node)):
                return None
        elif kind == HEAD:
            if not self.head.read_metadata(node, element, self.next_block()):
                return None
        elif kind == FORM:
            return self.visit_form(node)
        elif not self.is_in_line(kind, node):
            # a button, or an element of the page's own making
            return self.enter_block_level(node, depth)
        return self.place

    def visit_image(self, node: turbohtml.Element) -> None:
        """Note an image; one that stands for a sign is text."""
        element, href, _, _ = self.place
        attributes, src, decorative = read_image(node)
        sign = sign_of(node, attributes, begins=not self.runs)
        # what stands in the text as a sign is decoration, as an image
        index = add_image(
            self.page, node, src, attributes.get("alt", ""), element, href, len(self.runs),
            decorative=decorative or sign != "",
        )  # fmt: skip
        if sign:
            self.add_text(sign)
        elif index >= 0:
            self.line_images.append(index)

    def open_bracket(self) -> None:
        """Take away the bracket before a link of the site that is left out, and the one behind it."""
        # to look at the whole of a long text for each of many links is slow
        if self.runs and self.runs[-1].text[-MAX_GAP:].rstrip().endswith("["):
            self.runs[-1] = self.runs[-1]._replace(text=self.runs[-1].text.rstrip()[:-1])
            self.in_bracket = True

    def visit_selected(self, node: turbohtml.Element, depth: int, selector: Selector) -> _Place | None:
        """Visit an element that the site's owner selected, and record where it stands.

        What is dropped of a line is left out of its Block; other Blocks stay, for people to see what became
        of them.
        """
        if not selector.keep and KIND_BY_TAG.get(node.tag) in (IMAGE, FORM):
            return None
        position = len(self.selected_elements)
        element = self.place[0]
        block = self.next_block()
        if selector.keep and node.tag in OPENED_TAGS:
            inside: _Place | None = self.enter_block_level(node, depth)
        else:
            inside = self.visit_element(node, depth)
        if inside is None and selector.keep and KIND_BY_TAG.get(node.tag) == SKIP:
            self.page.note(f"a rule keeps {node.tag} elements, whose text is never read")
        if inside is not None and inside[0] != element:
            self.selected_elements.insert(position, (self.elements[inside[0]], selector))
        elif not selector.keep:
            return None
        elif inside is not None:
            self.selected_elements.insert(position, (block, selector))
        return inside

    def next_block(self) -> int:
        """Return the index of the Block that text which comes now goes into."""
        return len(self.blocks) + (self.boundary and bool(self.runs))

    def visit_form(self, node: turbohtml.Element) -> _Place | None:
        """Take what has a form of its own: a formula, the mark of a note, ruby, a video, a box to tick."""
        tag = node.tag
        element, href, marks, preformatted = self.place
        if tag == "math":
            formula = read_formula(node)
            if formula is not None:
                self.page.formulas[formula.text] = formula
                self.add_run(Run(formula.text, href, (*marks, "math")))
            return None
        if tag == NOTE_MARK:
            label = collapse(node.text)
            if label:
                self.add_run(Run(label, f"#{node.attr(NOTE) or ''}", (*marks, "noteref")))
            return None
        if tag == "ruby":
            reading = collapse(" ".join(rt.text for rt in node.select("rt")))[:_MAX_READING]
            return (element, href, (*marks, f"ruby {reading}"), preformatted) if reading else self.place
        if tag == "input":
            if node.attr("type") == "checkbox" and element >= 0:
                mark_task(self.page, element, len(self.blocks), checked="checked" in node.attrs)
            return None
        add_embed(self.page, node, element, within=bool(self.runs) and not self.boundary)
        return None

    def add_run(self, run: Run) -> None:
        """Add what stands for itself in a line, as a formula does, to the Block being made."""
        if self.boundary:
            self.end_block()
            self.boundary = False
        self.text_budget -= len(run.text) + len(run.href or "")
        if self.text_budget < 0:
            self.limit_note = f"cut after {self.limits.text} characters of text"
            return
        self.interrupted = False
        self.runs.append(run)

    def is_in_line(self, kind: int, node: turbohtml.Element) -> bool:
        """Return whether a button or an element of the page's own making stands in a line as a word."""
        if kind == BUTTON:
            # what follows the text is a control: "read more"
            return _has_text(node.next_sibling)
        element = self.place[0]
        return (element >= 0 and self.elements[element].tag in LINE_TAGS) or _has_text(node.previous_sibling)

    def enter_block_level(self, node: turbohtml.Element, depth: int) -> _Place:
        """End the Block before a block-level element, and record the element unless it is too deep."""
        self.boundary = True
        if self.runs:
            self.end_block()
        if self.line_images:
            self.line_images.clear()
        if depth >= self.limits.depth - 1:
            self.page.note(f"elements deeper than {self.limits.depth} were not distinguished")
            return self.place
        element, href, marks, _ = self.place
        inner = open_element(self.page, node, element)
        # a heading, item or cell inside of code is none of it
        return (inner.index, href, marks, inner.content_role is _CODE)

    def leave_element(self, outside: _Place) -> None:
        """Go back from a block-level element, which ends a Block, to where the walk was before."""
        if self.runs:
            self.end_block()
        if self.line_images:
            self.line_images.clear()
        self.elements[self.place[0]].end = len(self.blocks)
        self.boundary = True
        self.place = outside

    def break_line(self) -> None:
        """Take a `br`: a line break in the Block, or its end as the second in a row."""
        self.text_budget -= 1
        if append_line_break(self.runs, self.place[3]):
            self.end_block()
        if not self.runs:
            # an image on a line of its own
            self.line_images.clear()

    def end_block(self) -> None:
        """End the Block that is being made, if it has any text."""
        runs = self.runs
        if not runs:
            return
        self.runs = []
        element, _, _, preformatted = self.place
        text = join_runs(runs, preformatted) if preformatted or len(runs) > 1 else collapse(runs[0].text)
        if self.line_images:
            self.place_line_images(is_in_line=text != "")
        if not text:
            return
        tokens = words(text)
        n_words = count_words(text, tokens)
        role, level = _PARAGRAPH, 0
        if element >= 0:
            container = self.elements[element]
            role, level = container.content_role, container.level
        n_link_words = count_link_words(runs, n_words) if n_words else 0
        block = Block(len(self.blocks), text, element, role, n_words, n_link_words, "", runs, level)
        self.blocks.append(block)
        self.page.block_words.append(tokens)

    def place_line_images(self, *, is_in_line: bool) -> None:
        """Tell the images of a line which Block they stand in, or before which if the line has no text."""
        images, block = self.page.images, len(self.blocks)
        for index in self.line_images:
            if is_in_line:
                images[index] = images[index]._replace(block=block)
            else:
                images[index] = images[index]._replace(before=block, run=0)
        self.line_images.clear()


def _has_text(node: turbohtml.Node | None) -> bool:
    """Return whether a node is text, and not of white space only."""
    from turbohtml import Text

    return isinstance(node, Text) and not node.data.isspace()
