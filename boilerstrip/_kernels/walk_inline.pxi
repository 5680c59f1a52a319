"""What is left out of a line of text, as part of `walk.pyx`: what `page.furniture` tells of inline elements."""


cdef inline uint64_t _key_of(str name) noexcept:
    """Up to eight signs of ASCII as one number; 0 for any other name, and for one with a NUL in it."""
    cdef Py_ssize_t i, size = len(name)
    cdef const uint8_t *signs
    cdef uint64_t key = 0
    if not PyUnicode_IS_ASCII(name) or not 0 < size <= 8:
        return 0
    signs = <const uint8_t *> PyUnicode_DATA(name)
    for i in range(size):
        if not signs[i]:
            return 0
        key = key << 8 | signs[i]
    return key


cdef class Inline(Line):
    """A walk that sees which inline elements are part of the line."""

    cdef bint has_text(self, node) except -1:
        """Return whether a node is text, and not of white space only."""
        cdef str data
        if type(node) is not self.tables.text_type:
            return False
        data = read_from(node, &self.tables.data)
        return not data or not is_blank(data)

    cdef int read_attributes(self, node, tuple other) except -1:
        """Read the class of an element and another attribute, if any is named, and return what else the element has.

        Most have nothing else, as the number of their attributes tells: to list these takes several times as long.
        """
        cdef Tables tables = self.tables
        cdef Py_ssize_t left
        attributes = read_from(node, &tables.attributes)
        self.class_names = self.other = None
        left = len(attributes)
        if left:
            self.class_names = tables.attr(node, CLASS)
            left -= self.class_names is not None
            if left and other is not None:
                self.other = tables.attr(node, other)
                left -= self.other is not None
        return tables.having_of(attributes) if left else 0

    cdef bint has_open_bracket(self) except -1:
        cdef str text
        if not self.runs:
            return False
        text = (<tuple> self.runs[len(self.runs) - 1])[0]
        return text[max(0, len(text) - self.tables.max_gap):].rstrip().endswith("[")

    cdef Tag tag_of(self, str name):
        cdef uint64_t key = _key_of(name)
        cdef Py_ssize_t place = <Py_ssize_t> ((key * 0x9E3779B97F4A7C15u) >> 56)
        # the parser makes a string of each tag anew, and to look that up takes ten times as long
        if key and self.keys[place] == key:
            return <Tag> self.of_keys[place]
        known = self.tables.tags.get(name)
        if known is not None and key:
            # held by the tables, as long as the walk
            self.keys[place], self.of_keys[place] = key, <PyObject *> known
            return known
        if known is None:
            known = self.tags.get(name)
        if known is None:
            known = self.tags[name] = Tag(self.tables.read_tag(name))
        return known

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
        self, node, Tag tag, int having, int said, str names, str href, first
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
            return self.inline_text(first, tables.max_hidden) is not None
        if (
            having & HAS_ROLE
            and self.tables.attr(node, ARIA_HIDDEN) == "true"
            and self.is_double_or_icon(node, names, first)
        ):
            return True
        if said & NAMES_FONT_OR_EDIT:
            return self.inline_text(first, tables.max_hidden) is not None
        if said & NAMES_SOURCE or (href is not None and ("action" in href or (said & NAMES_ANCHOR and "#" in href))):
            return tables.is_furniture(node, tag.name)
        if said & NAMES_EDITORS:
            return self.inline_text(first, tables.max_mark) is not None
        if not (tag.may_be_mark or is_control):
            return False
        text = self.inline_text(first, tables.max_mark)
        if not text:
            return False
        if (is_control or tag.kind == LINK) and self.is_control_text(text):
            return tables.is_furniture(node, tag.name)
        if tag.may_be_mark:
            for i in range(min(len(text), 3)):
                if text[i] == u"[":
                    return tables.is_furniture(node, tag.name)
        return False

    cdef bint is_double_or_icon(self, node, str names, first) except -1:
        """Return what `page.furniture` tells of what screen readers skip; most has no text, as icons have."""
        cdef str text = self.inline_text(first, self.tables.max_double)
        if text is None:
            return False
        return is_blank(text) or self.tables.is_double_or_icon(
            node, cut(names or "", self.tables.max_names), text
        )

    cdef bint hides(self, str style) except -1:
        known = self.styles.get(style)
        if known is None:
            known = self.tables.may_hide(style) and self.tables.style_hides(style)
            self.styles[style] = known
        return known

    cdef bint is_control_text(self, str text) except -1:
        """Return whether a text is the name of a control; most begin with other letters than any."""
        cdef Py_ssize_t i = 0, k, size = len(text)
        cdef int n
        cdef uint32_t code
        cdef Tables tables = self.tables
        cdef str letters = tables.control_letters
        if size > tables.max_control:
            return False
        while i < size and (is_space(text[i]) or text[i] in u"[]().…"):
            i += 1
        for n in range(3):
            # in small letters it may be one of theirs, or several
            if i + n < size and text[i + n] >= 128:
                return tables.is_control_text(text)
        if i == size:
            return False
        code = text[i]
        if not tables.control_firsts >> (code & 31) & 1:
            return False
        for k in range(0, len(letters), 3):
            for n in range(3):
                # each of them is longer
                code = text[i + n] if i + n < size else 0
                if (code | 32) != <uint32_t> letters[k + n]:
                    break
            else:
                return tables.is_control_text(text)
        return False

    cdef str inline_text(self, node, Py_ssize_t max_length):
        """The text from a node on, as `page.furniture.inline_text` has that of what is around; None if long or more."""
        cdef Tables tables = self.tables
        cdef Py_ssize_t length = 0, seen = 0
        cdef list pieces, nodes
        cdef str data
        while node is not None and read_from(node, &tables.next) is None:
            if type(node) is tables.text_type:
                data = read_from(node, &tables.data)
                self.node, self.data = node, data
                # each node counts, and so does to see that none is left
                return data if len(data) <= max_length and (not seen or seen + 2 <= tables.max_nodes) else None
            if type(node) is not tables.element_type or seen == tables.max_nodes:
                break
            if self.tag_of(read_from(node, &tables.tag)).is_meaningful:
                return None
            node = first_child(node)
            seen += 1
        # what is left to be seen, the next node at the end
        pieces, nodes = [], []
        for seen in range(seen, tables.max_nodes):
            if node is None:
                if not nodes:
                    return "".join(pieces)
                node = nodes.pop()
            inner = None
            if type(node) is tables.text_type:
                data = read_from(node, &tables.data)
                length += len(data)
                if length > max_length:
                    return None
                pieces.append(data)
            elif type(node) is tables.element_type:
                if self.tag_of(read_from(node, &tables.tag)).is_meaningful:
                    return None
                inner = first_child(node)
            node = read_from(node, &tables.next)
            if inner is not None:
                if node is not None:
                    nodes.append(node)
                node = inner
        return None


cdef inline str cut(str text, Py_ssize_t size):
    return text if len(text) <= size else text[:size]
