# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""The lines of a page that may be bylines: most are not, and each of them is asked."""

from cpython.set cimport PySet_Contains
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ_CHAR
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memchr, memset

from boilerstrip._kernels.slots cimport Slot, read, read_int, slot_of

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 4


def may_be_bylines(
    list blocks, list block_words, list elements, Py_ssize_t max_words, frozenset by_words, frozenset by_signs, set marked,
    Py_ssize_t links_from, Py_ssize_t max_address, str heads, leads,
):
    """Those of these Blocks that `metadata.authors.may_be_bylines` finds.

    `marked` are the class names of bylines, and `leads` tells it of addresses, which have a part that begins with three of
    the signs in `heads`.
    """
    cdef Slot of_index = slot_of(blocks, "index")
    cdef Slot of_words = slot_of(blocks, "words"), of_text = slot_of(blocks, "text")
    cdef Slot of_element = slot_of(blocks, "element"), of_links = slot_of(blocks, "link_words")
    cdef Slot of_runs = slot_of(blocks, "runs")
    cdef Slot of_names = slot_of(elements, "class_id"), of_property = slot_of(elements, "itemprop")
    cdef list found = []
    cdef Py_ssize_t n_words, index, element
    cdef str text, property
    cdef Makes makes
    if not heads.isascii():
        raise ValueError("signs of ASCII")
    _note(by_words, &makes)
    for block in blocks:
        n_words = read_int(block, &of_words)
        if not 0 < n_words <= max_words:
            continue
        text, index = read(block, &of_text), read_int(block, &of_index)
        if not 0 <= index < len(block_words):
            raise IndexError("a Block without words")
        if (
            PySet_Contains(by_signs, text[0])
            or (len(text) > 1 and text[0] == u"B" and text[1] == u"y")
            or _has_one(block_words[index], by_words, &makes)
        ):
            found.append(block)
            continue
        element = read_int(block, &of_element)
        if element >= 0:
            if element >= len(elements):
                raise IndexError("a Block in no element of the page")
            holder = elements[element]
            property = read(holder, &of_property)
            if (marked and PySet_Contains(marked, read(holder, &of_names))) or (property and "author" in property):
                found.append(block)
                continue
        if index >= links_from and read_int(block, &of_links) and _leads_to_author(
            read(block, &of_runs), max_address, heads, leads
        ):
            found.append(block)
    return found


cdef struct Makes:
    # by the lowest byte of words' first signs, a bit for each length and last sign
    uint64_t[256] ends


cdef inline uint64_t _end_of(str word) noexcept:
    """The bit of a word's length and last sign, which others share."""
    cdef Py_ssize_t size = len(word)
    cdef uint32_t last = PyUnicode_READ_CHAR(word, size - 1) if size else 0
    return <uint64_t> 1 << ((3 * last + 11 * <uint32_t> size) & 63)


cdef int _note(frozenset words, Makes *makes) except -1:
    """Note how words begin and end, and how long they are: most others differ in that, and need no hash."""
    cdef str word
    memset(makes.ends, 0, sizeof(makes.ends))
    for word in words:
        makes.ends[<uint32_t> PyUnicode_READ_CHAR(word, 0) & 0xFF] |= _end_of(word)
    return 0


cdef bint _has_one(list words, frozenset wanted, const Makes *makes) except -1:
    cdef str word
    for word in words:
        # an empty one begins with the 0 behind its end
        if makes.ends[<uint32_t> PyUnicode_READ_CHAR(word, 0) & 0xFF] & _end_of(word) and PySet_Contains(wanted, word):
            return True
    return False


cdef bint _may_lead(str address, str heads) noexcept:
    """Return whether a part of an address begins with three of the signs; capitals count too."""
    cdef const uint8_t *at
    cdef const uint8_t *last
    cdef const uint8_t *signs = <const uint8_t *> PyUnicode_DATA(heads)
    cdef Py_ssize_t k
    if PyUnicode_KIND(address) != 1:
        return True
    at = <const uint8_t *> PyUnicode_DATA(address)
    last = at + len(address) - 3
    while at < last:
        at = <const uint8_t *> memchr(at, 0x2F, last - at)  # /
        if at == NULL:
            return False
        at += 1
        for k in range(0, len(heads) - 2, 3):
            if at[0] | 0x20 == signs[k] and at[1] | 0x20 == signs[k + 1] and at[2] | 0x20 == signs[k + 2]:
                return True
    return False


cdef bint _leads_to_author(list runs, Py_ssize_t max_address, str heads, leads) except -1:
    """Return whether a link may lead to a page about an author, as `metadata.authors._links_to_author`."""
    cdef str href
    previous = None
    for run in runs:
        if not isinstance(run, tuple):
            raise TypeError("a run is a tuple")
        found = (<tuple> run)[1]
        # the runs of a link follow one another
        if found is None or found is previous:
            previous = found
            continue
        previous, href = found, found
        if href and len(href) < max_address and _may_lead(href, heads) and leads(href):
            return True
    return False
