"""What the compiled walk knows of tags, of the rest of the package, and of where it is: part of `walk.pyx`."""

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
    HAS_NOTE = 32
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
cdef tuple PROPERTY = ("property",), CONTENT = ("content",), TYPE = ("type",)
cdef tuple STYLE = ("style",), ITEMPROP = ("itemprop",), ITEMTYPE = ("itemtype",), ARIA_HIDDEN = ("aria-hidden",)


cdef class Tag:
    """What elements of one tag are to the walk, as `page.walk_tables.TagFacts` has it."""

    cdef str name, mark
    cdef int kind, level, formed_by
    # of the Blocks in it, None for that of the Blocks around it
    cdef object role
    cdef bint is_section, is_own, is_scanned, is_input, is_line, may_be_mark, is_meaningful
    cdef bint is_meta, is_link, may_nest, may_break

    def __init__(self, facts):
        self.name, self.mark, self.kind = facts.name, facts.mark, facts.kind
        self.role, self.level = facts.role, facts.level
        self.is_section, self.is_own, self.is_scanned = facts.is_section, facts.is_own, facts.is_scanned
        self.is_meta, self.is_link = facts.name == "meta", facts.name == "link"
        self.is_input, self.is_line = facts.is_input, facts.is_line
        self.may_be_mark, self.formed_by, self.is_meaningful = facts.may_be_mark, facts.formed_by, facts.is_meaningful
        self.may_nest, self.may_break = facts.may_nest, facts.name == "wbr"


cdef class Tables:
    """What the walk has to know of the rest of the package, made once of a `page.walk_tables.WalkTables`."""

    cdef object element_type, text_type, data_type, comment_type, fragment_type
    # of elements, of texts, and of all nodes
    cdef Reader tag, attribute, attributes, data, next, previous
    cdef Layout element, block
    cdef type run_type
    # held, since the layouts are theirs
    cdef tuple types
    cdef object line_break, paragraph, code
    cdef object join_runs, meet_as_word_and_number, open_element, sorted_names
    cdef object may_tell, class_flags, may_hide, style_hides, rel_names_metadata, is_control_text, is_furniture, is_double_or_icon
    cdef object read_tag, read_image, add_image
    cdef type image_type
    # the tags that HTML knows
    cdef dict tags
    cdef frozenset tight, endings, permalinks
    cdef dict having
    # by their first sign: a bit for each length that such a name has
    cdef uint64_t[128] having_lengths
    cdef str control_letters
    # a bit for each letter that one of them begins with
    cdef uint32_t control_firsts
    cdef Py_ssize_t max_joined, max_gap, max_anchor, max_names, max_mark, max_hidden, max_control, max_double, max_nodes
    cdef Py_ssize_t max_sign, max_stated, max_address, max_nested

    def __init__(self, rest):
        self.element_type, self.text_type, self.data_type = rest.element_type, rest.text_type, rest.data_type
        self.comment_type, self.fragment_type = rest.comment_type, rest.fragment_type
        self.tag, self.attributes = find_reader(rest.element_type, "tag"), find_reader(rest.element_type, "attrs")
        self.attribute = find_reader(rest.element_type, "attr")
        self.data = find_reader(rest.text_type, "data")
        self.next, self.previous = find_reader(rest.node_type, "next_sibling"), find_reader(rest.node_type, "previous_sibling")
        self.run_type, self.types = rest.run_type, rest.record_types
        check_named(self.run_type, 3)
        read_layout(rest.record_types[0], ELEMENT_FIELDS, &self.element)
        read_layout(rest.record_types[1], BLOCK_FIELDS, &self.block)
        self.line_break, self.paragraph, self.code = rest.line_break, rest.paragraph, rest.code
        self.join_runs, self.open_element, self.sorted_names = rest.join_runs, rest.open_element, rest.sorted_names
        self.meet_as_word_and_number = rest.meet_as_word_and_number
        self.may_tell, self.class_flags, self.style_hides = rest.may_tell, rest.class_flags, rest.style_hides
        self.may_hide, self.rel_names_metadata = rest.may_hide, rest.rel_names_metadata
        self.is_control_text, self.control_letters = rest.is_control_text, rest.control_letters
        self.control_firsts = 0
        for letter in self.control_letters[::3]:
            self.control_firsts |= <uint32_t> 1 << (ord(letter) & 31)
        self.is_furniture, self.is_double_or_icon = rest.is_furniture, rest.is_double_or_icon
        self.read_tag = rest.read_tag
        self.read_having(rest.having)
        self.read_image, self.add_image, self.image_type = rest.read_image, rest.add_image, rest.image_type
        check_named(self.image_type, 8)
        self.max_sign, self.max_stated, self.max_address = rest.max_sign, rest.max_stated, rest.max_address
        self.tags = {name: Tag(rest.read_tag(name)) for name in rest.known_tags}
        self.tight, self.endings, self.permalinks = rest.tight, rest.endings, rest.permalinks
        self.max_joined, self.max_gap = rest.max_joined, rest.max_gap
        self.max_anchor, self.max_names = rest.max_anchor, rest.max_names
        self.max_mark, self.max_hidden = rest.max_mark, rest.max_hidden
        self.max_control, self.max_double, self.max_nodes = rest.max_control, rest.max_double, rest.max_nodes
        self.max_nested = rest.max_nested

    cdef int read_having(self, dict having) except -1:
        cdef str name
        self.having = having
        memset(self.having_lengths, 0, sizeof(self.having_lengths))
        for name in having:
            if not (0 < len(name) < 64 and name.isascii()):
                raise ValueError("names of up to 63 signs of ASCII")
            self.having_lengths[<uint32_t> name[0]] |= <uint64_t> 1 << len(name)

    cdef int having_of(self, attributes) except -1:
        """What an element with these attributes has, of those that the walk asks for."""
        cdef int having = 0
        cdef Py_ssize_t size
        cdef str name
        cdef PyObject *found
        # as a list: to go through the attributes themselves takes half as long again
        for name in <list?> attributes.keys():
            size = len(name)
            # to look a name up takes longer than to see that it is none of these, as most are not
            if not (
                0 < size < 64
                and PyUnicode_IS_ASCII(name)
                and self.having_lengths[(<const uint8_t *> PyUnicode_DATA(name))[0]] >> size & 1
            ):
                continue
            found = PyDict_GetItemWithError(self.having, name)
            if found != NULL:
                having |= <int> <object> found
        return having

    cdef inline str attr(self, element, tuple name):
        """An attribute of an element, None where it has none of this name."""
        return ask_of(element, &self.attribute, name)


cdef class Place:
    """Where the walk is at one depth: the node that comes next, and what it takes text there for."""

    # None behind the last of them
    cdef object node
    # the element, the link's address, the inline formatting, whether white space counts
    cdef Py_ssize_t element
    # the element's index as the records have it: to make a number anew for each of them takes longer
    cdef object index
    cdef object href
    cdef tuple marks
    cdef bint preformatted
    # of the element: the role and heading level of its Blocks, whether it is hidden
    cdef object role
    cdef int level
    cdef bint hidden
