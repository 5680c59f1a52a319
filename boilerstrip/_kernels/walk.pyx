# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""The walk over the parsed tree: the loop of `page.walker.Walker`, and what most of a page's nodes are.

Texts, block-level elements, plain inline elements and line breaks are taken here, as the methods of the same
names in `Walker` take them. All others, and whatever may be more than it looks, go to the Walker itself: it
is told where the walk is, visits the node, and the walk goes on with what it left.
"""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint8_t

from boilerstrip._kernels.nodes cimport Reader, ask_of, find_reader, read_from
from boilerstrip._kernels.records cimport *
from boilerstrip._kernels.signs cimport PyUnicode_IS_ASCII, Counted, collapsed, count_in, is_blank, is_space, unspaced_in, words_of

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 1

cdef extern from "Python.h":
    bint Py_UNICODE_ISALNUM(Py_UCS4 code)
    bint Py_UNICODE_ISDIGIT(Py_UCS4 code)
    bint Py_UNICODE_ISLOWER(Py_UCS4 code)
    bint Py_UNICODE_ISUPPER(Py_UCS4 code)

# What an element is, numbered as in `page.kinds`.
cdef enum:
    LINK, SPAN, MARK, INLINE, BLOCK, BUTTON, BREAK, IMAGE, SKIP, HEAD, FORM
# What an element has beside its class, and what its class says, numbered as in `page.walk_tables`.
cdef enum:
    HAS_ID = 1
    HAS_NAME = 2
    HAS_STYLE = 4
    HAS_REL = 8
    HAS_ROLE = 16
    HAS_FORM = 32
    NAMES_HIDDEN = 1
    NAMES_FONT_OR_EDIT = 2
    NAMES_ANCHOR = 4
    NAMES_EDITORS = 8
    NAMES_CONTROL = 16
    NAMES_SOURCE = 32
    NAMES_SOMETHING = 64
# A limit beyond this is none.
cdef object FAR = 1 << 62
# The names of attributes, as the parser's `attr` is handed them.
cdef tuple CLASS = ("class",), ID = ("id",), NAME = ("name",), HREF = ("href",), REL = ("rel",), ROLE = ("role",)
cdef tuple STYLE = ("style",), ITEMPROP = ("itemprop",), ITEMTYPE = ("itemtype",), ARIA_HIDDEN = ("aria-hidden",)


cdef class Tag:
    """What elements of one tag are to the walk, as `page.walk_tables.TagFacts` has it."""

    cdef str name, mark
    cdef int kind, level
    # of the Blocks in it, None for that of the Blocks around it
    cdef object role
    cdef bint is_section, is_own, is_scanned, is_input, is_line, may_be_mark, has_form, is_meaningful

    def __init__(self, facts):
        self.name, self.mark, self.kind = facts.name, facts.mark, facts.kind
        self.role, self.level = facts.role, facts.level
        self.is_section, self.is_own, self.is_scanned = facts.is_section, facts.is_own, facts.is_scanned
        self.is_input, self.is_line = facts.is_input, facts.is_line
        self.may_be_mark, self.has_form, self.is_meaningful = facts.may_be_mark, facts.has_form, facts.is_meaningful


cdef class Tables:
    """What the walk has to know of the rest of the package, made once of a `page.walk_tables.WalkTables`."""

    cdef object element_type, text_type, data_type, comment_type, fragment_type
    # of elements, and of texts
    cdef Reader tag, children, attribute, data
    cdef Layout element, block
    cdef type run_type
    # held, since the layouts are theirs
    cdef tuple types
    cdef object line_break, paragraph, code
    cdef object collapse, join_runs, open_element, sorted_names
    cdef object class_flags, style_hides, rel_names_metadata, is_control_text, is_furniture, is_double_or_icon
    cdef object read_tag
    # the tags that HTML knows
    cdef dict tags
    cdef frozenset tight, endings, permalinks
    cdef str asked
    cdef tuple selectors, note_selectors
    cdef str control_letters
    cdef Py_ssize_t max_joined, max_gap, max_anchor, max_names, max_mark, max_hidden, max_control, max_nodes

    def __init__(self, rest):
        self.element_type, self.text_type, self.data_type = rest.element_type, rest.text_type, rest.data_type
        self.comment_type, self.fragment_type = rest.comment_type, rest.fragment_type
        self.tag, self.children = find_reader(rest.element_type, "tag"), find_reader(rest.element_type, "children")
        self.attribute, self.data = find_reader(rest.element_type, "attr"), find_reader(rest.text_type, "data")
        self.run_type, self.types = rest.run_type, rest.record_types
        if not issubclass(self.run_type, tuple) or len(self.run_type._fields) != 3:
            raise TypeError("a run is a named tuple of text, address and formatting")
        read_layout(rest.record_types[0], ELEMENT_FIELDS, &self.element)
        read_layout(rest.record_types[1], BLOCK_FIELDS, &self.block)
        self.line_break, self.paragraph, self.code = rest.line_break, rest.paragraph, rest.code
        self.collapse, self.join_runs = rest.collapse, rest.join_runs
        self.open_element, self.sorted_names = rest.open_element, rest.sorted_names
        self.class_flags, self.style_hides, self.rel_names_metadata = rest.class_flags, rest.style_hides, rest.rel_names_metadata
        self.is_control_text, self.control_letters = rest.is_control_text, rest.control_letters
        self.is_furniture, self.is_double_or_icon = rest.is_furniture, rest.is_double_or_icon
        self.read_tag, self.asked = rest.read_tag, rest.asked
        self.selectors, self.note_selectors = rest.selectors, rest.note_selectors
        self.tags = {name: Tag(rest.read_tag(name)) for name in rest.known_tags}
        self.tight, self.endings, self.permalinks = rest.tight, rest.endings, rest.permalinks
        self.max_joined, self.max_gap = rest.max_joined, rest.max_gap
        self.max_anchor, self.max_names = rest.max_anchor, rest.max_names
        self.max_mark, self.max_hidden = rest.max_mark, rest.max_hidden
        self.max_control, self.max_nodes = rest.max_control, rest.max_nodes

    cdef inline tuple children_of(self, element):
        children = read_from(element, &self.children)
        return children if type(children) is tuple else tuple(children)

    cdef inline str attr(self, element, tuple name):
        """An attribute of an element, None where it has none of this name."""
        return ask_of(element, &self.attribute, name)


cdef class Place:
    """Where the walk is at one depth: the children that it is among, and what it takes text there for."""

    cdef tuple children
    cdef Py_ssize_t at
    # the element, the link's address, the inline formatting, whether white space counts
    cdef Py_ssize_t element
    cdef object href
    cdef tuple marks
    cdef bint preformatted
    # of the element: the role and heading level of its Blocks, whether it is hidden
    cdef object role
    cdef int level
    cdef bint hidden


cdef class Walk:
    """One walk: the state of a `Walker`, and what was found out of tags and names on this page."""

    cdef Tables tables
    cdef object walker, page
    cdef list elements, blocks, block_words, line_images, runs
    cdef dict anchors, selected, attributes
    cdef dict tags, names, classes, styles, rels
    cdef list places
    cdef Place place
    cdef Py_ssize_t depth
    cdef bint boundary, in_bracket, interrupted
    cdef str limit_note
    cdef Py_ssize_t text_budget, address_cost
    cdef Py_ssize_t max_nodes, max_elements, max_blocks, max_depth, max_attribute

    def __init__(self, walker, document, Tables tables):
        cdef Place place = Place()
        page, limits = walker.page, walker.limits
        self.tables, self.walker, self.page = tables, walker, page
        self.elements, self.blocks, self.block_words = page.elements, page.blocks, page.block_words
        self.line_images, self.anchors, self.selected = walker.line_images, page.anchors, walker.selected
        self.address_cost = walker.address_cost
        self.max_nodes, self.max_elements = min(limits.nodes, FAR), min(limits.elements, FAR)
        self.max_blocks, self.max_depth = min(limits.blocks, FAR), min(limits.depth, FAR)
        self.max_attribute = min(limits.attribute, FAR)
        self.tags, self.names, self.classes, self.styles, self.rels = {}, {}, {}, {}, {}
        self.attributes = attributes = {}
        for node in document.select(tables.asked):
            attributes[node] = having_of(node.attrs)
        for selector, having in tables.selectors + (tables.note_selectors if page.note_labels else ()):
            for node in document.select(selector):
                attributes[node] = attributes.get(node, 0) | having
        self.take_back()
        self.depth, self.places, self.place = 0, [place], place
        place.children, place.at = tuple(document.children), 0
        place.element, place.href, place.marks, place.preformatted = walker.place
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
        return 0

    cdef int visit_nodes(self) except -1:
        """Visit every node, up to the limits of the page."""
        cdef Tables tables = self.tables
        cdef Place place, outside
        cdef Py_ssize_t visited = 0, min_nodes = min(self.max_nodes, self.max_elements, self.max_blocks)
        while True:
            place = self.place
            if place.at == len(place.children):
                if not self.depth:
                    break
                outside = self.places[self.depth - 1]
                if outside.element != place.element:
                    self.leave_element(place.element)
                place.children = ()
                self.depth -= 1
                self.place = outside
            else:
                node = place.children[place.at]
                place.at += 1
                visited += 1
                kind = type(node)
                if kind is tables.text_type:
                    if not self.take_text(read_from(node, &tables.data)):
                        continue
                elif kind is tables.data_type:
                    if not self.take_text(node.data):
                        continue
                elif kind is tables.element_type:
                    if not self.visit_element(node):
                        continue
                elif kind is tables.comment_type:
                    self.interrupted = (
                        type(node.previous_sibling) is tables.text_type
                        and type(node.next_sibling) is tables.text_type
                    )
                    self.walker.head.read_comment(node.data)
                    continue
                elif kind is tables.fragment_type:
                    self.enter(tuple(node.children), place.element, place.href, place.marks, place.preformatted)
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

    cdef int enter(self, tuple children, Py_ssize_t element, href, tuple marks, bint preformatted) except -1:
        """Go on among the children of a node."""
        cdef Place outside = self.place, place
        cdef Layout *layout
        self.depth += 1
        if self.depth == len(self.places):
            self.places.append(Place())
        self.place = place = self.places[self.depth]
        place.children, place.at = children, 0
        place.element, place.href, place.marks, place.preformatted = element, href, marks, preformatted
        if element == outside.element:
            place.role, place.level, place.hidden = outside.role, outside.level, outside.hidden
        else:
            holder, layout = self.elements[element], &self.tables.element
            check_record(holder, layout)
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
        self.enter(self.tables.children_of(node), element, href, marks, preformatted)
        return True

    cdef bint visit_element(self, node) except -1:
        """Take what an element says; whether its children are to be visited."""
        cdef Place place = self.place
        cdef Tag tag = self.tag_of(read_from(node, &self.tables.tag))
        cdef int kind = tag.kind
        if self.selected and node in self.selected:
            return self.ask_walker(node)
        if kind == BLOCK:
            return self.enter_block_level(node, tag)
        if kind <= INLINE:
            return self.visit_inline(node, tag)
        if kind == BREAK:
            self.break_line()
            return False
        if kind == IMAGE:
            self.hand_over()
            self.walker.visit_image(node)
            self.take_back()
            return False
        if kind == SKIP:
            if tag.is_scanned and self.walker.head.visit_skipped_element(node):
                self.enter(self.tables.children_of(node), place.element, place.href, place.marks, place.preformatted)
                return True
            return False
        if kind == HEAD:
            if self.walker.head.read_metadata(node, place.element, self.next_block()):
                self.enter(self.tables.children_of(node), place.element, place.href, place.marks, place.preformatted)
                return True
            return False
        if kind == BUTTON and not self.has_text(node.next_sibling):
            return self.enter_block_level(node, tag)
        if tag.is_input and not self.attributes.get(node, 0) & HAS_FORM:
            # no box to tick
            return False
        return self.ask_walker(node)

    cdef bint visit_inline(self, node, Tag tag) except -1:
        """Take a link, formatting, or any other element that is part of a line."""
        cdef Place place = self.place
        cdef int kind = tag.kind, having = self.attributes.get(node, 0), said = 0
        cdef bint is_read = kind == LINK or kind == SPAN
        cdef tuple marks = place.marks
        cdef str names = self.tables.attr(node, CLASS), href = None
        cdef tuple children = self.tables.children_of(node)
        if names:
            known = self.classes.get(names)
            if known is None:
                known = self.classes[names] = self.tables.class_flags(names)
            said = known
        if kind == LINK:
            href = self.tables.attr(node, HREF)
            href = "" if href is None else href
        if is_read and self.says_something(node, having, said):
            return self.ask_walker(node)
        if self.is_furniture(node, tag, having, said, names, href, children):
            # the bracket before it goes, too
            return self.ask_walker(node) if self.has_open_bracket() else False
        if having & HAS_ID:
            self.add_anchor(self.tables.attr(node, ID) or (self.tables.attr(node, NAME) if kind == LINK else None))
        elif having & HAS_NAME and kind == LINK:
            self.add_anchor(self.tables.attr(node, NAME))
        if kind == LINK:
            self.enter(children, place.element, href, marks, place.preformatted)
            return True
        if tag.is_own and not self.is_in_line(node):
            return self.enter_block_level(node, tag)
        if kind == MARK and tag.mark not in marks:
            marks = (*marks, tag.mark)
        self.enter(children, place.element, place.href, marks, place.preformatted)
        return True

    cdef Py_ssize_t next_block(self):
        """The index of the Block that text which comes now goes into."""
        return len(self.blocks) + (1 if self.boundary and self.runs else 0)

    cdef bint has_text(self, node) except -1:
        """Return whether a node is text, and not of white space only."""
        cdef str data
        if type(node) is not self.tables.text_type:
            return False
        data = read_from(node, &self.tables.data)
        return not data or not is_blank(data)

    cdef bint is_in_line(self, node) except -1:
        """Return whether an element of the page's own making stands in a line as a word."""
        cdef Py_ssize_t element = self.place.element
        if element >= 0 and self.tag_of(self.elements[element].tag).is_line:
            return True
        return self.has_text(node.previous_sibling)

    cdef bint has_open_bracket(self) except -1:
        cdef str text
        if not self.runs:
            return False
        text = (<tuple> self.runs[len(self.runs) - 1])[0]
        return text[max(0, len(text) - self.tables.max_gap):].rstrip().endswith("[")

    cdef Tag tag_of(self, str name):
        known = self.tables.tags.get(name)
        if known is None:
            known = self.tags.get(name)
        if known is None:
            known = self.tags[name] = Tag(self.tables.read_tag(name))
        return known

    cdef str sorted_names(self, str class_id):
        """Class words and id in one order, as `text.class_names.sorted_names`, which splits camel case, too."""
        cdef Py_ssize_t i
        cdef bint is_one = True
        cdef const uint8_t *data
        if not PyUnicode_IS_ASCII(class_id):
            return self.tables.sorted_names(class_id)
        data = <const uint8_t *> PyUnicode_DATA(class_id)
        for i in range(len(class_id)):
            if 65 <= data[i] <= 90:
                return self.tables.sorted_names(class_id)
            is_one = is_one and not is_space(data[i])
        if is_one:
            return class_id
        names = class_id.split()
        names.sort()
        return " ".join(names)

    cdef bint says_something(self, node, int having, int said) except -1:
        """Return whether a link or span names the author, a time or the license of the page."""
        cdef str names
        if having & HAS_REL:
            names = self.tables.attr(node, REL)
            if names:
                known = self.rels.get(names)
                if known is None:
                    known = self.rels[names] = self.tables.rel_names_metadata(names)
                return known
        if having & HAS_ROLE and self.tables.attr(node, ITEMPROP):
            return True
        return said & NAMES_SOMETHING != 0

    cdef bint is_furniture(
        self, node, Tag tag, int having, int said, str names, str href, tuple children
    ) except -1:
        """Return whether an inline element is left out, as `page.furniture.is_furniture`, which tells in doubt."""
        cdef Tables tables = self.tables
        cdef bint is_hidden = said & NAMES_HIDDEN != 0, is_control = said & NAMES_CONTROL != 0
        cdef str text = None
        cdef Py_ssize_t i
        if having & HAS_ROLE:
            role = self.tables.attr(node, ROLE)
            is_hidden = is_hidden or role == "tooltip" or "hidden" in node.attrs
            is_control = is_control or role == "button"
        if having & HAS_STYLE and not is_hidden:
            is_hidden = self.hides(cut(self.tables.attr(node, STYLE) or "", tables.max_names))
        if is_hidden:
            return self.inline_text(children, tables.max_hidden) is not None
        if (
            having & HAS_ROLE
            and self.tables.attr(node, ARIA_HIDDEN) == "true"
            and tables.is_double_or_icon(node, cut(names or "", tables.max_names))
        ):
            return True
        if said & NAMES_FONT_OR_EDIT:
            return self.inline_text(children, tables.max_hidden) is not None
        if said & NAMES_SOURCE or (href is not None and ("action" in href or (said & NAMES_ANCHOR and "#" in href))):
            return tables.is_furniture(node, tag.name)
        if said & NAMES_EDITORS:
            return self.inline_text(children, tables.max_mark) is not None
        if not (tag.may_be_mark or is_control):
            return False
        text = self.inline_text(children, tables.max_mark)
        if not text:
            return False
        if (is_control or tag.kind == LINK) and self.is_control_text(text):
            return tables.is_furniture(node, tag.name)
        if tag.may_be_mark:
            for i in range(min(len(text), 3)):
                if text[i] == u"[":
                    return tables.is_furniture(node, tag.name)
        return False

    cdef bint hides(self, str style) except -1:
        known = self.styles.get(style)
        if known is None:
            known = self.styles[style] = self.tables.style_hides(style)
        return known

    cdef bint is_control_text(self, str text) except -1:
        """Return whether a text is the name of a control; most begin with another letter than any."""
        cdef Py_ssize_t i
        cdef Py_UCS4 code
        if len(text) > self.tables.max_control:
            return False
        for i in range(len(text)):
            code = text[i]
            if not is_space(code) and code not in u"[]()":
                if code < 128 and code not in self.tables.control_letters:
                    return False
                break
        return self.tables.is_control_text(text)

    cdef str inline_text(self, tuple children, Py_ssize_t max_length):
        """The text in an inline element, as `page.furniture.inline_text`; None where it is long or more."""
        cdef Tables tables = self.tables
        cdef Py_ssize_t i, length = 0, seen
        cdef list pieces, nodes
        cdef str data
        seen = 0
        while len(children) == 1:
            only = children[0]
            if type(only) is tables.text_type:
                data = read_from(only, &tables.data)
                # each node counts, and so does to see that none is left
                return data if len(data) <= max_length and (not seen or seen + 2 <= tables.max_nodes) else None
            if type(only) is not tables.element_type or seen == tables.max_nodes:
                break
            if self.tag_of(read_from(only, &tables.tag)).is_meaningful:
                return None
            children = tables.children_of(only)
            seen += 1
        pieces, nodes = [], list(children[:tables.max_nodes + 1])[::-1]
        for seen in range(seen, tables.max_nodes):
            if not nodes:
                return "".join(pieces)
            inner = nodes.pop()
            if type(inner) is tables.text_type:
                data = read_from(inner, &tables.data)
                length += len(data)
                if length > max_length:
                    return None
                pieces.append(data)
            elif type(inner) is tables.element_type:
                if self.tag_of(read_from(inner, &tables.tag)).is_meaningful:
                    return None
                nodes.extend(tables.children_of(inner)[:tables.max_nodes + 1][::-1])
        return None

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
        self.anchors.setdefault(name, len(self.blocks))
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
        element = self.open_element(node, tag)
        self.enter(
            self.tables.children_of(node), len(self.elements) - 1, place.href, place.marks,
            element.content_role is self.tables.code,
        )
        return True

    cdef object open_element(self, node, Tag tag):
        """Record a block-level element inside the one that the walk is in."""
        cdef Place place = self.place
        cdef Tables tables = self.tables
        cdef Layout *layout = &tables.element
        cdef int having = self.attributes.get(node, 0), level = tag.level
        cdef Py_ssize_t max_length = self.max_attribute
        cdef str classes, identifier = "", role = "", itemtype = "", itemprop = ""
        cdef bint hidden = False
        if having & HAS_FORM or tag.has_form:
            return tables.open_element(self.page, node, place.element)
        holds = tag.role
        if place.element >= 0:
            hidden = place.hidden
            if holds is None and not tag.is_section:
                holds, level = place.role, place.level
        classes = self.tables.attr(node, CLASS)
        classes = "" if classes is None else cut(classes, max_length)
        if having & HAS_ID:
            identifier = cut(self.tables.attr(node, ID) or "", max_length)
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
        put(element, layout, ELEMENT_PARENT, place.element)
        put(element, layout, ELEMENT_DEPTH, 0)
        put(element, layout, ELEMENT_TAG, tag.name)
        put(element, layout, ELEMENT_CLASS_ID, names)
        put(element, layout, ELEMENT_ROLE, role)
        put(element, layout, ELEMENT_ITEMTYPE, itemtype)
        put(element, layout, ELEMENT_ITEMPROP, itemprop)
        put(element, layout, ELEMENT_HIDDEN, hidden)
        put(element, layout, ELEMENT_START, len(self.blocks))
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
        put(holder, &self.tables.element, ELEMENT_END, len(self.blocks))
        self.boundary = True
        return 0

    cdef int break_line(self) except -1:
        """Take a `br`: a line break in the Block, or its end as the second in a row."""
        self.text_budget -= 1
        if self.append_line_break():
            self.end_block()
        if not self.runs and self.line_images:
            # an image on a line of its own
            self.line_images.clear()
        return 0

    cdef bint append_line_break(self) except -1:
        """Take a `br` into the Block being made; whether it ends it."""
        cdef list runs = self.runs
        cdef Py_ssize_t i
        cdef str text
        line_break = self.tables.line_break
        if self.place.preformatted:
            runs.append(line_break)
            return False
        for i in range(len(runs) - 1, -1, -1):
            if runs[i] is line_break:
                return True
            text = (<tuple> runs[i])[0]
            if not text or not is_blank(text):
                break
        if runs:
            runs.append(line_break)
        return False

    cdef bint take_text(self, str data) except -1:
        """Add a text to the Block being made; whether there is no more text to be kept of this page."""
        cdef Place place = self.place
        cdef list runs
        cdef str text
        if self.boundary:
            # white space between Blocks, as most of a page's texts are, is none of any
            if is_blank(data):
                return False
            self.end_block()
            self.boundary = False
        if self.in_bracket:
            self.in_bracket = False
            data = data.lstrip().removeprefix("]")
        if place.href is None:
            self.text_budget -= len(data)
        elif self.is_permalink(data):
            return False
        else:
            text = place.href
            self.text_budget -= len(data) + len(text) + self.address_cost
        if self.text_budget < 0:
            data = data[:max(0, len(data) + self.text_budget)]
            self.limit_note = f"cut after {self.walker.limits.text} characters of text"
        runs = self.runs
        last = runs[len(runs) - 1] if runs else None
        text = (<tuple> last)[0] if last is not None else None
        if (
            self.interrupted
            and text is not None
            and len(text) < self.tables.max_joined
            # a text left out may have stood between
            and last[1:] == (place.href, place.marks)
        ):
            runs[len(runs) - 1] = self.run(text + data, place.href, place.marks)
        else:
            if (
                last is not None
                and self.text_budget > 0
                and not (self.interrupted or place.preformatted)
                and self.lacks_space(last, data)
            ):
                data = " " + data
                self.text_budget -= 1
            runs.append(self.run(data, place.href, place.marks))
        self.interrupted = False
        return self.text_budget < 0

    cdef object run(self, str text, href, tuple marks):
        return boilerstrip_triple(<PyTypeObject *> self.tables.run_type, text, href, marks)

    cdef bint is_permalink(self, str data) except -1:
        """Return whether a text is the sign of a link to the heading that it stands in."""
        cdef Py_ssize_t first = 0, end = len(data)
        cdef int width = PyUnicode_KIND(data)
        cdef void *signs = PyUnicode_DATA(data)
        while first < end and is_space(PyUnicode_READ(width, signs, first)):
            first += 1
        while end > first and is_space(PyUnicode_READ(width, signs, end - 1)):
            end -= 1
        return end - first == 1 and data[first] in self.tables.permalinks

    cdef bint lacks_space(self, before, str data) except -1:
        """Return whether styles set a text apart from the one before it, as `page.runs` tells."""
        cdef Tables tables = self.tables
        cdef str text = (<tuple> before)[0]
        cdef tuple marks = (<tuple> before)[2], own = self.place.marks
        cdef Py_UCS4 code, end
        if not data:
            return False
        code = data[0]
        if not Py_UNICODE_ISALNUM(code):
            return False
        if (marks and not tables.tight.isdisjoint(marks)) or (own and not tables.tight.isdisjoint(own)):
            return False
        if text:
            end = text[len(text) - 1]
            if is_space(end):
                return False
            if Py_UNICODE_ISUPPER(code) and (
                Py_UNICODE_ISLOWER(end) or Py_UNICODE_ISDIGIT(end) or end in tables.endings
            ):
                return True
        href = (<tuple> before)[1]
        return href is not None and self.place.href is not None and href != self.place.href

    cdef int end_block(self) except -1:
        """End the Block that is being made, if it has any text."""
        cdef Tables tables = self.tables
        cdef Place place = self.place
        cdef Layout *layout = &tables.block
        cdef list runs = self.runs, tokens
        cdef str text
        cdef Py_ssize_t n_words, n_link_words = 0
        if not runs:
            return 0
        self.runs = []
        text = tables.join_runs(runs, True) if place.preformatted else self.join_runs(runs)
        if self.line_images:
            self.walker.place_line_images(is_in_line=text != "")
        if not text:
            return 0
        tokens = words_of(text)
        n_words = len(tokens) - unspaced_in(text) // 2
        if n_words:
            n_link_words = count_link_words(runs, n_words)
        block = new_record(layout)
        put(block, layout, BLOCK_INDEX, len(self.blocks))
        put(block, layout, BLOCK_TEXT, text)
        put(block, layout, BLOCK_ELEMENT, place.element)
        put(block, layout, BLOCK_ROLE, place.role)
        put(block, layout, BLOCK_WORDS, n_words)
        put(block, layout, BLOCK_LINK_WORDS, n_link_words)
        put(block, layout, BLOCK_PATH, "")
        put(block, layout, BLOCK_RUNS, runs)
        put(block, layout, BLOCK_LEVEL, place.level)
        put(block, layout, BLOCK_KEPT, False)
        put(block, layout, BLOCK_REASON, "")
        put(block, layout, BLOCK_PROBABILITY, 0.0)
        self.blocks.append(block)
        self.block_words.append(tokens)
        return 0

    cdef str join_runs(self, list runs):
        """The text that runs make, with its white space collapsed and its line breaks."""
        cdef list line = []
        cdef str text = ""
        cdef bint is_broken = False
        line_break = self.tables.line_break
        for run in runs:
            if run is line_break:
                text += self.collapse(line) + "\n"
                line = []
                is_broken = True
            else:
                line.append((<tuple> run)[0])
        if not is_broken:
            return self.collapse(line)
        return (text + self.collapse(line)).strip("\n")

    cdef str collapse(self, list texts):
        cdef str text = collapsed(texts)
        return self.tables.collapse("".join(texts)) if text is None else text


cdef int having_of(names) except -1:
    """What an element has, of some attributes alone; one of any other name may be any of the rest."""
    cdef bint has_id = "id" in names, has_style = "style" in names
    cdef int having = (HAS_ID if has_id else 0) | (HAS_STYLE if has_style else 0)
    return having | HAS_ROLE if len(names) > has_id + has_style + ("class" in names) else having


cdef inline str cut(str text, Py_ssize_t size):
    return text if len(text) <= size else text[:size]


cdef Py_ssize_t count_link_words(list runs, Py_ssize_t count) except -1:
    """How many of a Block's words are inside links, as `page.runs` counts them."""
    cdef Counted counted = Counted(0, 0, False)
    cdef bint has_links = False, has_text = False, is_all_blank = True, is_empty = True
    cdef str text
    if len(runs) == 1:
        return count if (<tuple> runs[0])[1] is not None else 0
    for run in runs:
        if (<tuple> run)[1] is not None:
            has_links = True
        else:
            has_text = True
            text = (<tuple> run)[0]
            is_empty = is_empty and not text
            is_all_blank = is_all_blank and is_blank(text)
    if not has_links:
        return 0
    if not has_text or (is_all_blank and not is_empty):
        return count
    for run in runs:
        if (<tuple> run)[1] is None:
            counted.within = False
        else:
            text = (<tuple> run)[0]
            count_in(text, &counted)
    return min(count, counted.words - counted.unspaced // 2)


def visit_nodes(walker, document, Tables tables):
    """Visit every node of a document, as `page.walker.Walker.visit_nodes`."""
    cdef Walk walk = Walk(walker, document, tables)
    walk.visit_nodes()
    walk.hand_over()
