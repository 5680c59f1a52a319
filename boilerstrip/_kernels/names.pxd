# cython: language_level=3
"""Class names and IDs in one order, as `text.class_names.sorted_names` gives them, without a string for each name."""

from cpython.unicode cimport PyUnicode_DATA
from libc.stdint cimport uint8_t
from libc.string cimport memcmp, memcpy

from boilerstrip._kernels.signs cimport PyUnicode_IS_ASCII, PyUnicode_New, is_space

cdef enum:
    # signs and names of an element that has more than a page would give it
    MAX_SIGNS = 400
    MAX_NAMES = 40


cdef inline bint is_upper(uint8_t code) noexcept:
    return 65 <= code <= 90


cdef inline bint is_lower(uint8_t code) noexcept:
    return 97 <= code <= 122


cdef inline bint is_vowel(uint8_t code) noexcept:
    code |= 32
    return code == 97 or code == 101 or code == 105 or code == 111 or code == 117 or code == 121


cdef inline bint is_camel(const uint8_t *name, Py_ssize_t size) noexcept:
    """Return whether a name consists of words in camel case, each of them with a vowel."""
    cdef Py_ssize_t i = 0, n_words = 0, n_small
    cdef bint has_vowel
    while i < size:
        n_small, has_vowel = 0, False
        if is_upper(name[i]):
            has_vowel = is_vowel(name[i])
            i += 1
        while i < size and is_lower(name[i]):
            has_vowel = has_vowel or is_vowel(name[i])
            n_small += 1
            i += 1
        if n_small < 2 or not has_vowel:
            return False
        n_words += 1
    return n_words > 1


cdef inline Py_ssize_t lowered_name(const uint8_t *name, Py_ssize_t size, uint8_t *to) noexcept:
    """Write a name in small letters, with hyphens between its words in camel case; return how long it is then."""
    cdef Py_ssize_t start, end = 0, length = 0, i
    cdef bint splits, has_capital = False
    for i in range(size):
        has_capital |= is_upper(name[i])
    if not has_capital:
        # as most have none
        memcpy(to, name, size)
        return size
    while end < size:
        start = end
        while end < size and name[end] != 45 and name[end] != 95:
            end += 1
        splits = is_camel(name + start, end - start)
        for i in range(start, end):
            if is_upper(name[i]):
                if splits and i > start:
                    to[length] = 45
                    length += 1
                to[length] = name[i] | 32
            else:
                to[length] = name[i]
            length += 1
        if end < size:
            to[length] = name[end]
            length += 1
            end += 1
    return length


cdef inline bint comes_before(const uint8_t *one, Py_ssize_t size, const uint8_t *other, Py_ssize_t other_size) noexcept:
    cdef int order = memcmp(one, other, min(size, other_size))
    return order < 0 or (order == 0 and size < other_size)


cdef inline str ascii_names(str class_id):
    """The names of a class and ID, sorted; None where they are many, or have signs beyond ASCII."""
    cdef const uint8_t *data
    cdef Py_ssize_t size = len(class_id), i = 0, k, start, length = 0, total = 0, first
    cdef int n = 0
    # a hyphen may come before every other sign
    cdef uint8_t[2 * MAX_SIGNS] signs
    cdef Py_ssize_t[MAX_NAMES] starts, sizes
    cdef uint8_t *to
    if size > MAX_SIGNS or not PyUnicode_IS_ASCII(class_id):
        return None
    data = <const uint8_t *> PyUnicode_DATA(class_id)
    while True:
        while i < size and is_space(data[i]):
            i += 1
        if i == size:
            break
        if n == MAX_NAMES:
            return None
        start = i
        while i < size and not is_space(data[i]):
            i += 1
        first = total
        length = lowered_name(data + start, i - start, signs + first)
        total += length
        k = n
        while k and comes_before(signs + first, length, signs + starts[k - 1], sizes[k - 1]):
            starts[k], sizes[k] = starts[k - 1], sizes[k - 1]
            k -= 1
        starts[k], sizes[k] = first, length
        n += 1
    if not n:
        return ""
    if total == size and n == 1 and memcmp(signs, data, size) == 0:
        return class_id
    names = PyUnicode_New(total + n - 1, 127)
    to = <uint8_t *> PyUnicode_DATA(names)
    for k in range(n):
        if k:
            to[0] = 32
            to += 1
        memcpy(to, signs + starts[k], sizes[k])
        to += sizes[k]
    return names
