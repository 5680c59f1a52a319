# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""Images of a page: their attributes, address and size, as `page.images` reads them.

What few images have, such as addresses of others that are loaded later, is asked of the functions there.
"""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ

from boilerstrip._kernels.nodes cimport Reader, ask_of, find_reader, read_from
from boilerstrip._kernels.signs cimport PyUnicode_IS_ASCII, collapsed, is_space

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 5

cdef enum:
    MAX_LENGTH = 5


cdef int _length(str side, Py_ssize_t *length) except -1:
    """Read the whole number that a length begins with; whether there is one."""
    cdef Py_ssize_t i = 0, first, size
    cdef int width
    cdef void *data
    cdef Py_UCS4 code
    if side is None:
        return False
    size, width, data = len(side), PyUnicode_KIND(side), PyUnicode_DATA(side)
    while i < size and is_space(PyUnicode_READ(width, data, i)):
        i += 1
    first, length[0] = i, 0
    while i < size and i - first < MAX_LENGTH:
        code = PyUnicode_READ(width, data, i)
        if not 48 <= code <= 57:
            break
        length[0] = 10 * length[0] + <Py_ssize_t> code - 48
        i += 1
    return i > first


cdef Py_ssize_t _stated_width(str sizes, str address) except -2:
    """The width that a list of sizes states of an address, -1 where it is not plain to see."""
    cdef Py_ssize_t at = sizes.find(address), size = len(sizes), width = 0, first
    if at < 0 or (at and not is_space(sizes[at - 1])):
        return -1
    at += len(address)
    first = at
    while at < size and is_space(sizes[at]):
        at += 1
    if at == first:
        return -1
    first = at
    while at < size and at - first < MAX_LENGTH and 48 <= sizes[at] <= 57:
        width = 10 * width + <Py_ssize_t> sizes[at] - 48
        at += 1
    if at == first or at == size or sizes[at] != u"w":
        return -1
    at += 1
    if at < size and sizes[at] == u",":
        at += 1
    return width if at == size or is_space(sizes[at]) else -1


cdef class Images:
    """What reads images, made once of `page.images` and of the parser's classes."""

    cdef Reader attribute, attributes, parent, tag, children
    cdef type element_type
    cdef frozenset names, lazy, no_description
    cdef object best_address, is_placeholder, is_preview, is_ascii_preview, is_decorative
    cdef object may_name_decoration, names_decoration, leads_to_decoration, is_in_figure, may_tell, larger, largest, stated_sizes
    cdef tuple sets, sources, all_sources
    cdef Py_ssize_t max_sources, max_set, max_source, max_end, pixel, icon, picture, preview, thumbnail

    def __init__(self, rest):
        self.element_type = rest.element_type
        self.attribute, self.attributes = find_reader(rest.element_type, "attr"), find_reader(rest.element_type, "attrs")
        self.parent, self.tag = find_reader(rest.element_type, "parent"), find_reader(rest.element_type, "tag")
        self.children = find_reader(rest.element_type, "children")
        self.names, self.lazy, self.no_description = rest.names, rest.lazy, rest.no_description
        self.best_address, self.is_placeholder, self.is_preview = rest.best_address, rest.is_placeholder, rest.is_preview
        self.is_decorative, self.is_ascii_preview, self.preview = rest.is_decorative, rest.is_ascii_preview, rest.preview
        self.may_name_decoration, self.names_decoration = rest.may_name_decoration, rest.names_decoration
        self.leads_to_decoration = rest.leads_to_decoration
        self.is_in_figure, self.may_tell = rest.is_in_figure, rest.may_tell
        self.larger, self.largest, self.stated_sizes = rest.larger, rest.largest, rest.stated_sizes
        self.sets, self.sources, self.all_sources = rest.sets, rest.sources, rest.all_sources
        self.max_sources, self.max_set, self.thumbnail = rest.max_sources, rest.max_set, rest.thumbnail
        self.max_source, self.max_end = rest.max_source, rest.max_end
        self.pixel, self.icon, self.picture = rest.pixel, rest.icon, rest.picture

    def read(self, node):
        """The attributes of an image, its address, and whether it is decoration, as `page.images.read_image`."""
        cdef dict found = {}
        # whether no other image is loaded later
        cdef bint is_plain = True, tells
        cdef str name, text, address, wider
        if type(node) is not self.element_type:
            raise TypeError("no element")
        for name, value in read_from(node, &self.attributes).items():
            if name.startswith("data-"):
                is_plain = is_plain and name not in self.lazy
            elif name not in self.names:
                continue
            if type(value) is not str:
                # class names, one by one
                value = ask_of(node, &self.attribute, (name,))
            found[name] = "" if value is None else value
        text = found.get("alt")
        if text:
            text = collapsed(text)
            found["alt"] = "" if text.lower() in self.no_description else text
        address = self.first_address(found, is_plain)
        # hardly any address has one of the words of decoration and of placeholders
        tells = address is None or self.may_tell(address)
        if address is None or (tells and self.is_placeholder(self.end_of(address))):
            address = self.best_address(node, found)
        else:
            wider = self.wider(node, found, address)
            if wider is not address:
                address, tells = wider, True
        if not address or len(address) >= self.max_source or address.startswith("data:"):
            return found, "", False
        return found, address, self.is_decoration(node, found, address, tells)

    cdef str end_of(self, str address):
        return address if len(address) <= self.max_end else address[len(address) - self.max_end:]

    cdef str first_address(self, dict attributes, bint is_plain):
        """The first address that an image has, as `page.images._address`; None for a preview's, or if unclear."""
        cdef str name, address, end
        for name in self.sources if is_plain else self.all_sources:
            address = attributes.get(name)
            if not address:
                continue
            if name in self.sets:
                address = self.largest(address[max(0, len(address) - self.max_set):])
            else:
                address = address.strip()
            if "{" in address:
                return None
            if address and not address.startswith("data:"):
                break
        else:
            return None
        if name != "src":
            return address
        end = self.end_of(address)
        if self.is_ascii_preview is not None and PyUnicode_IS_ASCII(end):
            return None if self.is_ascii_preview(end, self.preview) else address
        return None if self.is_preview(address) else address

    cdef str wider(self, node, dict attributes, str address):
        """The widest address of an image: its own, or one in its lists of sizes."""
        cdef list sets
        sets = self.sets_of(node, attributes)
        for one in sets:
            # most are as wide as they need be
            if _stated_width(one, address) >= self.thumbnail:
                return address
            if address in <str> one:
                break
        return self.larger(address, sets) if sets else address

    cdef list sets_of(self, node, dict attributes):
        """The lists of sizes of an image, as `page.images._sets`."""
        cdef list sets = []
        cdef str stated
        cdef Py_ssize_t left = self.max_sources
        for name in self.sets:
            stated = attributes.get(name)
            if stated and "w" in stated:
                sets.append(stated[max(0, len(stated) - self.max_set):])
        around = read_from(node, &self.parent)
        if type(around) is not self.element_type or read_from(around, &self.tag) != "picture":
            return sets
        if sets and self.stated_sizes(sets):
            return sets
        sets = []
        for source in read_from(around, &self.children):
            if not left:
                break
            left -= 1
            if type(source) is self.element_type and read_from(source, &self.tag) == "source":
                for name in self.sets:
                    stated = ask_of(source, &self.attribute, (name,))
                    if stated and "w" in stated:
                        sets.append(stated[max(0, len(stated) - self.max_set):])
        return sets

    cdef bint is_decoration(self, node, dict attributes, str address, bint tells) except -1:
        cdef Py_ssize_t one = 0, other = 0, least, most
        cdef int n
        cdef str wide
        if "hidden" in attributes:
            return True
        wide = attributes.get("width")
        n = _length(wide, &one)
        if n:
            n += _length(attributes.get("height"), &other)
        else:
            n = _length(attributes.get("height"), &one)
        if "placeholder" in address or (not n and attributes.get("style")):
            return self.is_decorative(node, attributes, address)
        if n:
            least = most = one
            if n == 2:
                least, most = min(one, other), max(one, other)
            if least <= self.pixel and "%" not in (wide or ""):
                return least > 0 or most <= self.pixel
            if n == 2 and most <= self.icon:
                return True
            if most >= self.picture:
                return False
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        if len(names) > self.max_source:
            names = names[:self.max_source]
        if (self.may_name_decoration(names) and self.names_decoration(names)) or (tells and self.leads_to_decoration(address)):
            return not self.stands_in_figure(node)
        return False

    cdef bint stands_in_figure(self, node) except -1:
        """Return whether an image stands in a figure, as `page.images._is_in_figure`."""
        cdef int n
        around = node
        for n in range(4):
            around = read_from(around, &self.parent)
            if type(around) is not self.element_type:
                return around is not None and self.is_in_figure(node)
            if read_from(around, &self.tag) == "figure":
                return True
        return False
