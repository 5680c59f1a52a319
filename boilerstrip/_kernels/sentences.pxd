# cython: language_level=3
"""How sentences end and break off, without a pattern; `width` and `data` are those of a text of `size` signs."""

from cpython.unicode cimport PyUnicode_READ
from libc.stdint cimport uint32_t

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 code)


cdef inline bint ends(int width, void *data, Py_ssize_t size) noexcept:
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


cdef inline bint breaks_off(int width, void *data, Py_ssize_t size) noexcept:
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
