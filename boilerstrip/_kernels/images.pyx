# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""Images of a page: their attributes, address and size, as `page.images` reads them.

What hardly any image has, such as several addresses, is asked of the functions there.
"""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ

from boilerstrip._kernels.nodes cimport Reader, ask_of, find_reader, read_from
from boilerstrip._kernels.signs cimport collapsed, is_space

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 2

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


cdef class Images:
    """What reads images, made once of `page.images` and of the parser's classes."""

    cdef Reader attribute, attributes, parent
    cdef type element_type
    cdef frozenset names, lazy, no_description
    cdef object collapse, best_address, is_placeholder, is_preview, is_decorative
    cdef object names_decoration, leads_to_decoration, is_in_figure, may_tell
    cdef Py_ssize_t max_source, max_end, pixel, icon, picture

    def __init__(self, rest):
        self.element_type = rest.element_type
        self.attribute, self.attributes = find_reader(rest.element_type, "attr"), find_reader(rest.element_type, "attrs")
        self.parent = find_reader(rest.element_type, "parent")
        self.names, self.lazy, self.no_description = rest.names, rest.lazy, rest.no_description
        self.collapse, self.best_address = rest.collapse, rest.best_address
        self.is_placeholder, self.is_preview = rest.is_placeholder, rest.is_preview
        self.is_decorative = rest.is_decorative
        self.names_decoration, self.leads_to_decoration = rest.names_decoration, rest.leads_to_decoration
        self.is_in_figure, self.may_tell = rest.is_in_figure, rest.may_tell
        self.max_source, self.max_end = rest.max_source, rest.max_end
        self.pixel, self.icon, self.picture = rest.pixel, rest.icon, rest.picture

    def read(self, node):
        """The attributes of an image, its address, and whether it is decoration, as `page.images.read_image`."""
        cdef dict found = {}
        cdef bint is_plain = True, tells = True
        cdef str name, text, address
        if type(node) is not self.element_type:
            raise TypeError("no element")
        for name in read_from(node, &self.attributes):
            if name in self.lazy:
                is_plain = False
            elif name not in self.names and not name.startswith("data-"):
                continue
            value = ask_of(node, &self.attribute, (name,))
            found[name] = "" if value is None else value
        text = found.get("alt")
        if text:
            value = collapsed([text])
            text = self.collapse(text) if value is None else value
            found["alt"] = "" if text.lower() in self.no_description else text
        source = found.get("src")
        if source:
            # hardly any address has one of the words of decoration and of placeholders
            tells = self.may_tell(source)
        address = self.address_of(node, found, tells) if is_plain else None
        if address is None:
            address, tells = self.best_address(node, found), True
        if not address or len(address) >= self.max_source or address.startswith("data:"):
            return found, "", False
        return found, address, self.is_decoration(node, found, address, tells)

    cdef str address_of(self, node, dict attributes, bint tells):
        """The address of an image that has one alone; None where it may have another."""
        cdef str address
        source = attributes.get("src")
        if not source or "srcset" in attributes:
            return None
        around = read_from(node, &self.parent)
        if type(around) is self.element_type and around.tag == "picture":
            return None
        address = (<str> source).strip()
        if not address or "{" in address or address.startswith("data:"):
            return None
        if (tells and self.is_placeholder(address[max(0, len(address) - self.max_end):])) or self.is_preview(address):
            return None
        return address

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
        if (names != " " and self.names_decoration(names)) or (tells and self.leads_to_decoration(address)):
            return not self.is_in_figure(node)
        return False
