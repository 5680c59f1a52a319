# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""The walk over the parsed tree: the loop of `page.walker.Walker`, and what most of a page's nodes are.

Texts, block-level elements, plain inline elements and line breaks are taken here, as the methods of the same
names in `Walker` take them. All others, and whatever may be more than it looks, go to the Walker itself: it
is told where the walk is, visits the node, and the walk goes on with what it left.
"""

from cpython.dict cimport PyDict_GetItemWithError
from cpython.object cimport PyObject
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memset

from boilerstrip._kernels.names cimport ascii_names
from boilerstrip._kernels.nodes cimport Reader, ask_of, find_reader, first_child, read_from
from boilerstrip._kernels.records cimport *
from boilerstrip._kernels.signs cimport (
    MAX_KNOWN, PyUnicode_IS_ASCII, Counted, collapsed, count_in, forget_words, is_blank, is_space,
    unspaced_in, words_of
)

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 12

include "walk_tables.pxi"
include "walk_line.pxi"
include "walk_inline.pxi"


cdef class Walk(Inline):
    """One walk: the state of a `Walker`, and what was found out of tags and names on this page."""

    def __init__(self, walker, document, Tables tables):
        cdef Place place = Place()
        page, limits = walker.page, walker.limits
        self.tables, self.walker, self.page = tables, walker, page
        self.elements, self.blocks, self.block_words = page.elements, page.blocks, page.block_words
        self.line_images, self.anchors, self.selected = walker.line_images, page.anchors, walker.selected
        self.metas, self.links, self.silent = page.head.metas, page.head.links, walker.head.silent
        self.address_cost = walker.address_cost
        self.max_nodes, self.max_elements = min(limits.nodes, FAR), min(limits.elements, FAR)
        self.max_blocks, self.max_depth = min(limits.blocks, FAR), min(limits.depth, FAR)
        self.max_attribute = min(limits.attribute, FAR)
        self.tags, self.names, self.classes, self.styles, self.rels = {}, {}, {}, {}, {}
        # notes have been marked by attributes of our own
        self.formed_by = HAS_NOTE if page.note_labels else 0
        self.take_back()
        self.depth, self.places, self.place = 0, [place], place
        place.node = first_child(document)
        place.index, place.href, place.marks, place.preformatted = walker.place
        place.element = place.index
        place.role, place.level, place.hidden = tables.paragraph, 0, False

    cdef int hand_over(self) except -1:
        """Tell the Walker where the walk is."""
        cdef Place place = self.place
        walker = self.walker
        walker.place = (place.element, place.href, place.marks, place.preformatted)
        walker.runs, walker.text_budget, walker.limit_note = self.runs, self.text_budget, self.limit_note
        walker.boundary, walker.in_bracket = self.boundary, self.in_bracket
        walker.interrupted = self.interrupted
        return 0

    cdef int take_back(self) except -1:
        """Go on with what the Walker left."""
        walker = self.walker
        self.runs, self.limit_note = walker.runs, walker.limit_note
        self.text_budget = min(walker.text_budget, FAR)
        self.boundary, self.in_bracket = walker.boundary, walker.in_bracket
        self.interrupted = walker.interrupted
        self.position = len(self.blocks)
        return 0

    cdef int visit_nodes(self) except -1:
        """Visit every node, up to the limits of the page."""
        cdef Tables tables = self.tables
        cdef Place place, outside
        cdef Py_ssize_t visited = 0, min_nodes = min(self.max_nodes, self.max_elements, self.max_blocks)
        while True:
            place = self.place
            node = place.node
            if node is None:
                if not self.depth:
                    break
                outside = self.places[self.depth - 1]
                if outside.element != place.element:
                    self.leave_element(place.element)
                self.depth -= 1
                self.place = outside
            else:
                place.node = read_from(node, &tables.next)
                visited += 1
                kind = type(node)
                if kind is tables.text_type:
                    if not self.take_text(self.data if node is self.node else read_from(node, &tables.data)):
                        continue
                elif kind is tables.data_type:
                    if not self.take_text(node.data):
                        continue
                elif kind is tables.element_type:
                    if not self.visit_element(node):
                        continue
                elif kind is tables.comment_type:
                    self.note_interruption(node)
                    comment = node.data
                    if "dc:" in comment:
                        self.walker.head.read_comment(comment)
                    continue
                elif kind is tables.fragment_type:
                    self.enter(first_child(node), place.element, place.href, place.marks, place.preformatted)
                else:
                    continue
            if visited >= min_nodes and (
                visited > self.max_nodes
                or len(self.elements) > self.max_elements
                or len(self.blocks) >= self.max_blocks
            ):
                self.limit_note = self.walker.exceeded_limit(visited)
            if self.limit_note:
                self.page.note(self.limit_note)
                break
        return 0

    cdef int note_interruption(self, node) except -1:
        """Take what parts no texts: one goes on behind it."""
        cdef Tables tables = self.tables
        self.interrupted = (
            type(self.place.node) is tables.text_type
            and type(read_from(node, &tables.previous)) is tables.text_type
        )
        return 0

    cdef int enter(self, first, Py_ssize_t element, href, tuple marks, bint preformatted) except -1:
        """Go on among the children of a node, from the first of them on."""
        cdef Place outside = self.place, place
        cdef Layout *layout
        self.depth += 1
        if self.depth == len(self.places):
            self.places.append(Place())
        self.place = place = self.places[self.depth]
        place.node = first
        place.element, place.href, place.marks, place.preformatted = element, href, marks, preformatted
        if element == outside.element:
            place.index = outside.index
            place.role, place.level, place.hidden = outside.role, outside.level, outside.hidden
        else:
            holder, layout = self.elements[element], &self.tables.element
            check_record(holder, layout)
            place.index = get(holder, layout, ELEMENT_INDEX)
            place.role = get(holder, layout, ELEMENT_CONTENT_ROLE)
            place.level, place.hidden = get(holder, layout, ELEMENT_LEVEL), get(holder, layout, ELEMENT_HIDDEN)
        return 0

    cdef bint ask_walker(self, node) except -1:
        """Have the Walker visit an element; whether its children are to be visited."""
        self.hand_over()
        inside = self.walker.visit_element(node, self.depth)
        self.take_back()
        if inside is None:
            return False
        element, href, marks, preformatted = inside
        self.enter(first_child(node), element, href, marks, preformatted)
        return True

    cdef bint visit_element(self, node) except -1:
        """Take what an element says; whether its children are to be visited."""
        cdef Tables tables = self.tables
        cdef Place place = self.place
        cdef Tag tag = self.tag_of(read_from(node, &tables.tag))
        cdef int kind = tag.kind
        if self.selected and node in self.selected:
            return self.ask_walker(node)
        if kind == BLOCK:
            return self.enter_block_level(node, tag)
        if kind <= INLINE:
            if tag.may_break:
                self.note_interruption(node)
                return False
            return self.visit_inline(node, tag)
        if kind == BREAK:
            self.break_line()
            return False
        if kind == IMAGE:
            self.visit_image(node)
            return False
        if kind == SKIP:
            if tag.is_scanned and node not in self.silent and self.walker.head.visit_skipped_element(node):
                self.enter(first_child(node), place.element, place.href, place.marks, place.preformatted)
                return True
            return False
        if kind == HEAD:
            if self.read_stated(node, tag):
                return False
            if self.walker.head.read_metadata(node, place.element, self.next_block()):
                self.enter(first_child(node), place.element, place.href, place.marks, place.preformatted)
                return True
            return False
        if kind == BUTTON and not self.has_text(read_from(node, &tables.next)):
            return self.enter_block_level(node, tag)
        if tag.is_input and tables.attr(node, TYPE) != "checkbox":
            return False
        return self.ask_walker(node)

    cdef bint read_stated(self, node, Tag tag) except -1:
        """Take what a meta or link element states, as `page.head.HeadReader`; False for any other element."""
        cdef Tables tables = self.tables
        cdef str name, content
        if tag.is_link:
            content = tables.attr(node, HREF)
            if content and len(content) <= tables.max_address:
                name = tables.attr(node, REL) or ""
                self.links.setdefault(name.lower(), content)
            return True
        # with microdata it may state several things
        if not tag.is_meta or tables.attr(node, ITEMPROP):
            return False
        name = tables.attr(node, PROPERTY) or tables.attr(node, NAME)
        if name and name.endswith("json"):
            # data, of which more may be made
            return False
        content = tables.attr(node, CONTENT) if name else None
        if content:
            self.metas.setdefault(name.lower(), []).append(collapsed(cut(content, tables.max_stated)))
        return True

    cdef int visit_image(self, node) except -1:
        """Note an image; one that may stand for a sign is left to the Walker."""
        cdef Tables tables = self.tables
        cdef Place place = self.place
        cdef tuple found = tables.read_image(node)
        cdef str alt = (<dict> found[0]).get("alt", ""), src = found[1]
        cdef list images = self.page.images
        last = images[len(images) - 1] if images else None
        cdef Py_ssize_t run = len(self.runs), before = len(self.blocks) + (run > 0), index
        if alt and len(alt) <= tables.max_sign and (len(alt) == 1 or not (alt[0] < 128 and Py_UNICODE_ISALNUM(alt[0]))):
            self.hand_over()
            self.walker.visit_image(node)
            self.take_back()
            return 0
        if (found[2] and run and alt) or last is not None and (<tuple> last)[0] == before and (
            (<tuple> last)[1] == place.element or (<tuple> last)[2] == src
        ):
            # it may be a word of the line, or stand for the image before it
            index = tables.add_image(
                self.page, node, src, alt, place.element, place.href, run, decorative=found[2]
            )
        elif src and len(images) < self.max_blocks:
            index = len(images)
            images.append(boilerstrip_named(
                <PyTypeObject *> tables.image_type, (before, place.element, src, alt, place.href, -1, run, found[2])
            ))
        else:
            index = -1
        if index >= 0:
            self.line_images.append(index)
        return 0

    cdef bint visit_inline(self, node, Tag tag) except -1:
        """Take a link, formatting, or any other element that is part of a line."""
        cdef Place place = self.place
        cdef int kind = tag.kind, having = self.read_attributes(node, HREF if tag.kind == LINK else None), said = 0
        cdef bint is_read = kind == LINK or kind == SPAN
        cdef tuple marks = place.marks
        cdef str names = self.class_names, href = None
        first = first_child(node)
        if names:
            known = self.classes.get(names)
            if known is None:
                known = self.tables.class_flags(names) if self.tables.may_tell(names) else 0
                self.classes[names] = known
            said = known
        if kind == LINK:
            href = self.other or ""
        if is_read and self.says_something(node, having, said):
            return self.ask_walker(node)
        if self.is_furniture(node, tag, having, said, names, href, first):
            # the bracket before it goes, too
            return self.ask_walker(node) if self.has_open_bracket() else False
        if having & HAS_ID:
            self.add_anchor(self.tables.attr(node, ID) or (self.tables.attr(node, NAME) if kind == LINK else None))
        elif having & HAS_NAME and kind == LINK:
            self.add_anchor(self.tables.attr(node, NAME))
        if kind == LINK:
            self.enter(first, place.element, href, marks, place.preformatted)
            return True
        if tag.is_own and not self.is_in_line(node):
            return self.enter_block_level(node, tag)
        if kind == MARK and (tag.mark not in marks or (tag.may_nest and len(marks) < self.tables.max_nested)):
            marks = (*marks, tag.mark)
        self.enter(first, place.element, place.href, marks, place.preformatted)
        return True

    cdef Py_ssize_t next_block(self):
        """The index of the Block that text which comes now goes into."""
        return len(self.blocks) + (1 if self.boundary and self.runs else 0)

    cdef bint is_in_line(self, node) except -1:
        """Return whether an element of the page's own making stands in a line as a word."""
        cdef Py_ssize_t element = self.place.element
        if element >= 0 and self.tag_of(self.elements[element].tag).is_line:
            return True
        return self.has_text(read_from(node, &self.tables.previous))

    cdef str sorted_names(self, str class_id):
        """Class words and id in one order, as `text.class_names.sorted_names`."""
        cdef str names = ascii_names(class_id)
        return self.tables.sorted_names(class_id) if names is None else names

    cdef int add_anchor(self, str name) except -1:
        """Note an id, or the name of a link, at the Block being made or the next."""
        cdef Py_ssize_t i
        cdef int width
        cdef void *data
        if not name or len(name) > self.tables.max_anchor or len(self.anchors) >= self.max_blocks:
            return 0
        width, data = PyUnicode_KIND(name), PyUnicode_DATA(name)
        for i in range(len(name)):
            if is_space(PyUnicode_READ(width, data, i)):
                return 0
        self.anchors.setdefault(name, self.position)
        return 0

    cdef bint enter_block_level(self, node, Tag tag) except -1:
        """End the Block before a block-level element, and record the element unless it is too deep."""
        cdef Place place = self.place
        self.boundary = True
        if self.runs:
            self.end_block()
        if self.line_images:
            self.line_images.clear()
        if self.depth >= self.max_depth - 1:
            return self.ask_walker(node)
        self.open_element(node, tag)
        self.enter(first_child(node), len(self.elements) - 1, place.href, place.marks, False)
        # a heading, item or cell inside of code is none of it
        self.place.preformatted = self.place.role is self.tables.code
        return True

    cdef object open_element(self, node, Tag tag):
        """Record a block-level element inside the one that the walk is in."""
        cdef Place place = self.place
        cdef Tables tables = self.tables
        cdef Layout *layout = &tables.element
        cdef int having = self.read_attributes(node, ID), level = tag.level
        cdef Py_ssize_t max_length = self.max_attribute
        cdef str classes, identifier = "", role = "", itemtype = "", itemprop = ""
        cdef bint hidden = False
        if having & (tag.formed_by | self.formed_by):
            return tables.open_element(self.page, node, place.element)
        holds = tag.role
        if place.element >= 0:
            hidden = place.hidden
            if holds is None and not tag.is_section:
                holds, level = place.role, place.level
        classes, identifier = cut(self.class_names or "", max_length), cut(self.other or "", max_length)
        if identifier:
            names = self.sorted_names(f"{classes} {identifier}")
            self.add_anchor(identifier)
        elif classes:
            names = self.names.get(classes)
            if names is None:
                names = self.names[classes] = self.sorted_names(classes)
        else:
            names = ""
        if having & HAS_ROLE:
            role = cut(self.tables.attr(node, ROLE) or "", max_length).lower()
            itemtype = cut(self.tables.attr(node, ITEMTYPE) or "", max_length)
            itemprop = cut(self.tables.attr(node, ITEMPROP) or "", max_length)
            if not hidden:
                hidden = "hidden" in node.attrs or cut(self.tables.attr(node, ARIA_HIDDEN) or "", max_length) == "true"
        if having & HAS_STYLE and not hidden:
            hidden = self.hides(cut(self.tables.attr(node, STYLE) or "", max_length))
        element = new_record(layout)
        put(element, layout, ELEMENT_INDEX, len(self.elements))
        put(element, layout, ELEMENT_PARENT, place.index)
        put(element, layout, ELEMENT_DEPTH, 0)
        put(element, layout, ELEMENT_TAG, tag.name)
        put(element, layout, ELEMENT_CLASS_ID, names)
        put(element, layout, ELEMENT_ROLE, role)
        put(element, layout, ELEMENT_ITEMTYPE, itemtype)
        put(element, layout, ELEMENT_ITEMPROP, itemprop)
        put(element, layout, ELEMENT_HIDDEN, hidden)
        put(element, layout, ELEMENT_START, self.position)
        put(element, layout, ELEMENT_END, -1)
        put(element, layout, ELEMENT_PATH, "")
        put(element, layout, ELEMENT_CONTENT_ROLE, tables.paragraph if holds is None else holds)
        put(element, layout, ELEMENT_LEVEL, level)
        put(element, layout, ELEMENT_FIRST, 1)
        put(element, layout, ELEMENT_COLUMNS, 1)
        put(element, layout, ELEMENT_ROWS, 1)
        put(element, layout, ELEMENT_BLANK, 0)
        put(element, layout, ELEMENT_CLASS_ATTRIBUTE, classes)
        put(element, layout, ELEMENT_ID_ATTRIBUTE, identifier)
        put(element, layout, ELEMENT_FORM, None)
        self.elements.append(element)
        return element

    cdef int leave_element(self, Py_ssize_t element) except -1:
        """End a block-level element, and the Block in it."""
        if self.runs:
            self.end_block()
        if self.line_images:
            self.line_images.clear()
        holder = self.elements[element]
        check_record(holder, &self.tables.element)
        put(holder, &self.tables.element, ELEMENT_END, self.position)
        self.boundary = True
        return 0


def visit_nodes(walker, document, Tables tables):
    """Visit every node of a document, as `page.walker.Walker.visit_nodes`."""
    cdef Walk walk = Walk(walker, document, tables)
    walk.visit_nodes()
    walk.hand_over()


def repeated_links(list links not None, type element_type not None, Py_ssize_t max_text):
    """Links of one address that follow each other, as `page.open_elements._find_repeated`."""
    cdef Reader attribute = find_reader(element_type, "attr"), text = find_reader(element_type, "text")
    cdef Py_ssize_t i, start = 0, length
    cdef str address, last = ""
    cdef list found = [], same
    for i in range(len(links) + 1):
        address = None
        if i < len(links):
            if type(links[i]) is not element_type:
                raise TypeError("no element")
            address = ask_of(links[i], &attribute, HREF)
        if address and address == last:
            continue
        if i - start > 1:
            same = links[start:i]
            length = 0
            for link in same[1:]:
                length += len(<str?> read_from(link, &text))
            if length > max_text:
                found.append(same)
        start, last = i, address or ""
    return found
