# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""Blocks and elements to columns: one pass over the objects fills arrays of what features ask of them."""

from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject
from cpython.set cimport PySet_Contains
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int64_t, uint8_t, uint32_t

from boilerstrip._kernels.slots cimport Slot, read, slot_of

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 1

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 code)
    bint PyUnicode_IS_ASCII(object text)


cdef inline bint _is_stop(uint32_t code) noexcept:
    # .!?…。！？।
    return code in (0x2E, 0x21, 0x3F, 0x2026, 0x3002, 0xFF01, 0xFF1F, 0x964)


cdef inline bint _ends(int width, void *data, Py_ssize_t size) noexcept:
    """As `text.sentences.ends_sentence`: an end, quotes and brackets that close behind it, a line break."""
    cdef Py_ssize_t first = max(0, size - 10), i = size - 1
    cdef uint32_t code
    if i >= first and PyUnicode_READ(width, data, i) == 10:
        i -= 1
    while i >= first:
        code = PyUnicode_READ(width, data, i)
        if code in (0x2E, 0x21, 0x3F, 0x3002, 0xFF01, 0xFF1F, 0x61F, 0x964, 0x3A):
            return True
        if code not in (0x27, 0x22, 0x201D, 0x2019, 0xBB, 0x29, 0x5D):
            return False
        i -= 1
    return False


cdef inline bint _breaks_off(int width, void *data, Py_ssize_t size) noexcept:
    """As `text.sentences.is_truncated`: an ellipsis, brackets and white space behind it."""
    cdef Py_ssize_t first = max(0, size - 10), i = size - 1
    cdef uint32_t code
    while i >= first:
        code = PyUnicode_READ(width, data, i)
        if code != 0x5D and not Py_UNICODE_ISSPACE(code):
            break
        i -= 1
    if i < first:
        return False
    if code == 0x2026:
        return True
    return (
        code == 0x2E
        and i - 2 >= first
        and PyUnicode_READ(width, data, i - 1) == 0x2E
        and PyUnicode_READ(width, data, i - 2) == 0x2E
    )


def ends_sentence(str text):
    """`text.sentences.ends_sentence`, without a pattern."""
    return _ends(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text))


def is_truncated(str text):
    """`text.sentences.is_truncated`, without a pattern."""
    return _breaks_off(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text))


def block_columns(
    list blocks, float[::1] words, float[::1] link_words, int64_t[::1] level, int64_t[::1] element,
    uint8_t[:, ::1] tails,
):
    """Fill the columns that `features.context.Context` has of each Block; return the texts.

    The rows of `tails` are those of `features.context.TAILS`.
    """
    cdef Py_ssize_t b, size
    cdef int width
    cdef uint32_t last
    cdef void *data
    cdef str text
    cdef list texts = []
    cdef bint dots
    cdef Slot of_text = slot_of(blocks, "text"), of_words = slot_of(blocks, "words")
    cdef Slot of_links = slot_of(blocks, "link_words"), of_level = slot_of(blocks, "level")
    cdef Slot of_element = slot_of(blocks, "element")
    for b in range(len(blocks)):
        block = blocks[b]
        text = read(block, &of_text)
        texts.append(text)
        words[b] = <int64_t> read(block, &of_words)
        link_words[b] = <int64_t> read(block, &of_links)
        level[b] = read(block, &of_level)
        element[b] = read(block, &of_element)
        size, width, data = len(text), PyUnicode_KIND(text), PyUnicode_DATA(text)
        if not size:
            # "" is found in every text
            tails[3, b] = tails[4, b] = True
            continue
        last = PyUnicode_READ(width, data, size - 1)
        # an ellipsis at the end, by itself or in brackets
        dots = last == 0x2026 or (
            last == 0x2E
            and size > 2
            and PyUnicode_READ(width, data, size - 2) == 0x2E
            and PyUnicode_READ(width, data, size - 3) == 0x2E
        )
        if last == 0x5D and size > 2 and PyUnicode_READ(width, data, size - 2) == 0x2026:
            dots = PyUnicode_READ(width, data, size - 3) == 0x5B
        tails[5, b] = (
            last == 0x5D
            and size > 4
            and PyUnicode_READ(width, data, size - 2) == 0x2E
            and PyUnicode_READ(width, data, size - 3) == 0x2E
            and PyUnicode_READ(width, data, size - 4) == 0x2E
            and PyUnicode_READ(width, data, size - 5) == 0x5B
        )
        tails[0, b] = last in (0x3F, 0xFF1F, 0x61F)
        tails[1, b] = dots
        tails[2, b] = _ends(width, data, size)
        tails[3, b] = _is_stop(last)
        tails[4, b] = _is_stop(last) or last in (0x22, 0x201D, 0xBB)
    return texts


def element_columns(list elements, int64_t[:, ::1] columns):
    """Fill parent, depth, start, end and the number of the tag of each element; return the tags by number."""
    cdef Py_ssize_t i
    cdef dict numbers = {}
    cdef Slot parent = slot_of(elements, "parent"), depth = slot_of(elements, "depth")
    cdef Slot start = slot_of(elements, "start"), end = slot_of(elements, "end"), of_tag = slot_of(elements, "tag")
    cdef PyObject *known
    for i in range(len(elements)):
        element = elements[i]
        columns[0, i] = read(element, &parent)
        columns[1, i] = read(element, &depth)
        columns[2, i] = read(element, &start)
        columns[3, i] = read(element, &end)
        tag = read(element, &of_tag)
        known = PyDict_GetItem(numbers, tag)
        if known != NULL:
            columns[4, i] = <object> known
        else:
            columns[4, i] = len(numbers)
            numbers[tag] = len(numbers)
    return list(numbers)


cdef Py_ssize_t _squeezed_length(str text, squeeze) except -1:
    """How many characters `text.whitespace.squeeze` leaves, which is asked where there is more than ASCII."""
    cdef const uint8_t *data
    cdef Py_ssize_t i, length = 0
    cdef bint spaced = False
    cdef uint8_t code
    if not PyUnicode_IS_ASCII(text):
        return len(<str> squeeze(text))
    data = <const uint8_t *> PyUnicode_DATA(text)
    for i in range(len(text)):
        code = data[i]
        if code == 32 or 9 <= code <= 13 or 28 <= code <= 31:
            length += not spaced
            spaced = True
        elif 32 < code < 127:
            length += 1
            spaced = False
    return length


def run_figures(list blocks, code_role, squeeze, float[:, ::1] figures):
    """Fill links, runs, formatted and code characters of each Block, as `features.text` counts them."""
    cdef Py_ssize_t b, links, marked, code, length
    cdef list runs
    cdef tuple marks
    cdef str text
    cdef Slot of_runs = slot_of(blocks, "runs"), role = slot_of(blocks, "role")
    for b in range(len(blocks)):
        block = blocks[b]
        runs = read(block, &of_runs)
        before = None
        links = marked = code = 0
        for run in runs:
            href = (<tuple> run)[1]
            marks = (<tuple> run)[2]
            if href is not None and href is not before:
                links += 1
            before = href
            if marks and marks[0] != "br":
                text = (<tuple> run)[0]
                # white space counts where it is shown
                length = len(text) if read(block, &role) is code_role else _squeezed_length(text, squeeze)
                marked += length
                if "code" in marks:
                    code += length
        figures[0, b] = links
        figures[1, b] = len(runs)
        figures[2, b] = marked
        figures[3, b] = code


cdef bint _is_blank(str text) noexcept:
    """Return whether nothing but white space is in a text."""
    cdef Py_ssize_t i
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    for i in range(len(text)):
        if not Py_UNICODE_ISSPACE(PyUnicode_READ(width, data, i)):
            return False
    return True


def bold(list blocks, list indexes):
    """Whether all text of some Blocks, given by their index, is in bold, as `features.context.is_bold` tells it."""
    cdef list found = []
    cdef Slot of_runs = slot_of(blocks, "runs")
    for i in indexes:
        for run in <list> read(blocks[i], &of_runs):
            if "strong" not in <tuple> (<tuple> run)[2] and not _is_blank((<tuple> run)[0]):
                found.append(False)
                break
        else:
            found.append(True)
    return found


def best_matches(list block_words, list indexes, list titles, double[::1] matches):
    """Fill how well the words of some Blocks match one of the titles, as `features.article` has it."""
    cdef frozenset every = frozenset().union(*titles), title
    cdef list words
    cdef set said
    cdef double best, match
    cdef Py_ssize_t i, shared
    for i in indexes:
        words = block_words[i]
        for word in words:
            if PySet_Contains(every, word):
                break
        else:
            matches[i] = 0
            continue
        said = set(words)
        best = 0
        for title in titles:
            shared = 0
            for word in said:
                shared += PySet_Contains(title, word)
            if shared:
                match = 2.0 * shared / (len(said) + len(title))
                best = match if match > best else best
        matches[i] = best
