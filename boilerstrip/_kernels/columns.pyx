# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""Blocks and elements to columns: one pass over the objects fills arrays of what features ask of them."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int64_t, uint8_t, uint32_t

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 1

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 code)


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
    for b in range(len(blocks)):
        block = blocks[b]
        text = block.text
        texts.append(text)
        words[b] = block.words
        link_words[b] = block.link_words
        level[b] = block.level
        element[b] = block.element
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
    cdef str tag
    for i in range(len(elements)):
        element = elements[i]
        columns[0, i] = element.parent
        columns[1, i] = element.depth
        columns[2, i] = element.start
        columns[3, i] = element.end
        tag = element.tag
        known = numbers.get(tag)
        if known is None:
            known = numbers[tag] = len(numbers)
        columns[4, i] = known
    return list(numbers)


def run_figures(list blocks, code_role, squeeze, float[:, ::1] figures):
    """Fill links, runs, formatted and code characters of each Block, as `features.text` counts them."""
    cdef Py_ssize_t b, links, marked, code, length
    cdef list runs
    cdef tuple marks
    cdef str text
    for b in range(len(blocks)):
        block = blocks[b]
        runs = block.runs
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
                length = len(text) if block.role is code_role else len(<str> squeeze(text))
                marked += length
                if "code" in marks:
                    code += length
        figures[0, b] = links
        figures[1, b] = len(runs)
        figures[2, b] = marked
        figures[3, b] = code
