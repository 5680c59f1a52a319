# cython: language_level=3
"""Signs, white space and words in C: what the kernels that read texts share, each with its own copy.

Loops go over the signs of texts, up to the length that Python gives for them.
"""

from cpython.object cimport PyObject
from cpython.ref cimport Py_DECREF, Py_INCREF, Py_XDECREF
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ, PyUnicode_Substring, PyUnicode_WRITE
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcmp, memcpy

cdef extern from "Python.h":
    const Py_ssize_t PY_SSIZE_T_MAX
    bint PyUnicode_IS_ASCII(object text)
    object PyUnicode_New(Py_ssize_t size, Py_UCS4 highest)
    bint Py_UNICODE_ISSPACE(Py_UCS4 code)
    bint Py_UNICODE_ISPRINTABLE(Py_UCS4 code)
    bint Py_UNICODE_ISALNUM(Py_UCS4 code)
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 code)

cdef extern from *:
    """
    /* Of ASCII: signs that are part of words, in small letters, 0 for the others. */
    static const unsigned char boilerstrip_small[128] = {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 0, 0, 0, 0, 0, 0, 0, 97,
        98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119,
        120, 121, 122, 0, 0, 0, 0, 95, 0, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109,
        110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 0, 0, 0, 0, 0
    };

    /* Of ASCII: 0 for what is seen, 1 for a space, 2 for other white space, 3 for what nobody sees. */
    static const unsigned char boilerstrip_kinds[128] = {
        3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2,
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3
    };
    """
    const uint8_t[128] SMALL "boilerstrip_small"
    const uint8_t[128] KINDS "boilerstrip_kinds"

# Kinds of signs, as above.
cdef enum:
    SEEN, SPACE, WHITE, UNSEEN
cdef enum:
    # words that are known at a time, a power of two, and signs of those
    MAX_KNOWN = 2048
    MAX_WORD = 24
    # bytes of a text whose white space is collapsed without memory of its own
    MAX_SQUEEZED = 8192

ctypedef fused Sign:
    uint8_t
    uint16_t
    uint32_t


cdef inline bint is_space(uint32_t code) noexcept:
    """As `str.isspace` says of one sign."""
    if code < 128:
        return code == 32 or 9 <= code <= 13 or 28 <= code <= 31
    return Py_UNICODE_ISSPACE(code)


cdef inline int kind_of(uint32_t code) noexcept:
    if code < 128:
        return KINDS[code]
    # to ask Python takes many times as long: letters of Europe, punctuation, Chinese and Japanese
    if (
        (0xA1 <= code < 0x370 and code != 0xAD) or 0x400 <= code < 0x530 or 0x2010 <= code < 0x2028
        or 0x3041 <= code < 0x3097 or 0x30A0 <= code < 0x3100 or 0x4E00 <= code < 0x9FF0
    ):
        return SEEN
    return WHITE if Py_UNICODE_ISSPACE(code) else SEEN if Py_UNICODE_ISPRINTABLE(code) else UNSEEN


cdef inline bint is_unspaced(uint32_t code) noexcept:
    """A sign of a script without spaces, as `text.words` lists them."""
    return code >= 0xE00 and (
        code <= 0xEFF
        or 0x1000 <= code <= 0x109F
        or 0x1780 <= code <= 0x17FF
        or 0x3040 <= code <= 0x30FF
        or 0x3400 <= code <= 0x4DBF
        or 0x4E00 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
    )


cdef inline bint is_mark(uint32_t code) noexcept:
    """A vowel sign or point that is part of a word, as `text.words` lists them."""
    return 0x300 <= code <= 0xDFF and (
        code <= 0x36F
        or 0x591 <= code <= 0x5BD
        or 0x5BF <= code <= 0x5C2
        or 0x64B <= code <= 0x65F
        or code == 0x670
        or 0x900 <= code <= 0x963
        or 0x966 <= code
    )


cdef inline bint is_in_word(uint32_t code) noexcept:
    if code < 128:
        return 97 <= code <= 122 or 65 <= code <= 90 or 48 <= code <= 57 or code == 95
    # to ask Python takes several times as long
    if code < 0x250:
        return code >= 0xC0 and code != 0xD7 and code != 0xF7 or (
            code in (0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA, 0xBC, 0xBD, 0xBE)
        )
    if 0x400 <= code <= 0x52F:
        return not 0x482 <= code <= 0x489
    if 0x2000 <= code <= 0x206F:
        return False
    return Py_UNICODE_ISALNUM(code) or is_mark(code)


cdef inline bint is_blank(str text) noexcept:
    """Return whether a text has nothing but white space, or nothing."""
    cdef Py_ssize_t i, size = len(text)
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    if width == 1:
        for i in range(size):
            if not is_space((<const uint8_t *> data)[i]):
                return False
        return True
    for i in range(size):
        if not is_space(PyUnicode_READ(width, data, i)):
            return False
    return True


cdef inline bint _is_collapsed(const uint8_t *data) noexcept:
    """Return whether eight signs are visible ASCII and single spaces; in doubt they are not."""
    cdef uint64_t eight, spaces
    memcpy(&eight, data, 8)
    # a bit for each sign that is below a space, or that is DEL or beyond
    if (((eight - 0x2020202020202020u) & ~eight) | (eight + 0x0101010101010101u) | eight) & 0x8080808080808080u:
        return False
    spaces = eight ^ 0x2020202020202020u
    spaces = (spaces - 0x0101010101010101u) & ~spaces & 0x8080808080808080u
    return spaces & (spaces << 8) == 0


cdef inline bint is_invisible(uint32_t code) noexcept:
    """Return whether an unseen sign is without meaning for a reader, as `text.whitespace` lists them."""
    return (
        code < 0xA0 or code == 0xAD or code == 0x200B or code == 0x202D or code == 0x202E or code == 0x2060
        or code == 0xFEFF or 0xD800 <= code <= 0xDFFF
    )


cdef struct Squeezed:
    # its signs combined by "or": the width of that is the width of the widest
    uint32_t signs
    # it has more than joiners and marks of direction
    bint says_something


cdef inline Py_ssize_t _squeeze(const Sign *data, Py_ssize_t size, Sign *to, Squeezed *found) noexcept:
    """Write a text with its white space collapsed and without invisible signs; return its length."""
    cdef Py_ssize_t i = 0, at = 0
    # at the beginning, white space is left out as it is behind white space
    cdef bint gap = True
    cdef int kind
    while i < size:
        if sizeof(Sign) == 1 and not gap and i + 8 <= size and _is_collapsed(<const uint8_t *> data + i):
            memcpy(to + at, data + i, 8)
            # what comes behind a space tells whether it stays
            kind = 7 if data[i + 7] == 32 else 8
            i += kind
            at += kind
            continue
        kind = kind_of(data[i])
        if kind == SEEN or (kind == UNSEEN and not is_invisible(data[i])):
            if gap and at:
                to[at] = 32
                at += 1
            gap = False
            to[at] = data[i]
            found.signs |= data[i]
            found.says_something |= kind == SEEN or not (0x200C <= data[i] <= 0x200F or data[i] == 0x61C)
            at += 1
        elif kind != UNSEEN:
            gap = True
        i += 1
    return at


cdef inline str collapsed(str text):
    """A text as `text.whitespace.collapse` gives it."""
    cdef uint8_t[MAX_SQUEEZED] few
    cdef uint8_t *to = few
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = len(text), left, i
    cdef Squeezed found = Squeezed(0, False)
    if not size:
        return text
    if size > MAX_SQUEEZED // width:
        to = <uint8_t *> malloc(size * width)
        if to == NULL:
            raise MemoryError
    try:
        if width == 1:
            left = _squeeze(<const uint8_t *> data, size, to, &found)
        elif width == 2:
            left = _squeeze(<const uint16_t *> data, size, <uint16_t *> to, &found)
        else:
            left = _squeeze(<const uint32_t *> data, size, <uint32_t *> to, &found)
        if not found.says_something:
            return ""
        if left == size and memcmp(to, data, size * width) == 0:
            return text
        result = PyUnicode_New(left, min(found.signs, 0x10FFFFu))
        if PyUnicode_KIND(result) == width:
            memcpy(PyUnicode_DATA(result), to, left * width)
        else:
            for i in range(left):
                PyUnicode_WRITE(PyUnicode_KIND(result), PyUnicode_DATA(result), i, PyUnicode_READ(width, to, i))
        return <str> result
    finally:
        if to != few:
            free(to)


cdef inline uint32_t small_letter(uint32_t code) noexcept:
    if code < 128:
        return code + 32 if 65 <= code <= 90 else code
    # to ask Python takes several times as long
    if code < 0x100:
        return code + 32 if 0xC0 <= code <= 0xDE and code != 0xD7 else code
    if 0x400 <= code <= 0x45F:
        return code + 80 if code < 0x410 else code + 32 if code < 0x430 else code
    if 0x2000 <= code <= 0x20FF or 0x3000 <= code <= 0x9FFF:
        return code
    return Py_UNICODE_TOLOWER(code)


cdef inline uint32_t _copy_small(const Sign *data, Py_ssize_t size, Sign *to) noexcept:
    """Write a text in small letters; return its signs combined by "or", 0 where one of them is no single letter."""
    cdef Py_ssize_t i
    cdef uint32_t code, signs = 0
    for i in range(size):
        # the one is two signs then, the other has two forms
        if data[i] == 0x130 or data[i] == 0x3A3:
            return 0
        code = small_letter(data[i])
        to[i] = <Sign> code
        signs |= code
    return signs


cdef inline str in_small_letters(str text):
    """A text beyond ASCII as `str.lower` gives it."""
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = len(text)
    cdef uint32_t highest = 0xFF if width == 1 else 0xFFFF if width == 2 else 0x10FFFF, signs
    result = PyUnicode_New(size, highest)
    cdef void *to = PyUnicode_DATA(result)
    if width == 1:
        signs = _copy_small(<const uint8_t *> data, size, <uint8_t *> to)
    elif width == 2:
        signs = _copy_small(<const uint16_t *> data, size, <uint16_t *> to)
    else:
        signs = _copy_small(<const uint32_t *> data, size, <uint32_t *> to)
    # a text without wide signs is kept in narrower places
    return <str> result if signs > (0x7Fu if width == 1 else 0xFFu if width == 2 else 0xFFFFu) else text.lower()


cdef inline str _lowered(const uint8_t *data, Py_ssize_t size):
    """A word of ASCII in small letters."""
    word = PyUnicode_New(size, 127)
    cdef uint8_t *copy = <uint8_t *> PyUnicode_DATA(word)
    cdef Py_ssize_t i
    for i in range(size):
        copy[i] = data[i] + 32 if 65 <= data[i] <= 90 else data[i]
    return word


cdef inline object _known_word(const uint8_t *word, Py_ssize_t size, uint32_t place, PyObject **known):
    """A word of ASCII in small letters, the same object as before where it is known at its place."""
    place = (place ^ (place >> 15)) % MAX_KNOWN
    if known[place] != NULL:
        found = <object> known[place]
        if len(<str> found) == size and memcmp(PyUnicode_DATA(found), word, size) == 0:
            return found
        Py_DECREF(found)
    made = PyUnicode_New(size, 127)
    memcpy(PyUnicode_DATA(made), word, size)
    Py_INCREF(made)
    known[place] = <PyObject *> made
    return made


cdef inline void forget_words(PyObject **known) noexcept:
    cdef Py_ssize_t i
    for i in range(MAX_KNOWN):
        Py_XDECREF(known[i])
        known[i] = NULL


cdef inline int _add_words(
    list found, str lowered, const Sign *data, Py_ssize_t size, Py_ssize_t most, PyObject **known
) except -1:
    """Add the words of a text in small letters."""
    cdef Py_ssize_t i = 0, start
    cdef uint32_t code, signs, place
    cdef uint8_t[MAX_WORD] word
    while i < size and len(found) < most:
        code = data[i]
        start = i
        i += 1
        if is_unspaced(code):
            found.append(PyUnicode_Substring(lowered, start, i))
            continue
        if not is_in_word(code):
            continue
        signs = place = code
        word[0] = <uint8_t> code
        while i < size:
            code = data[i]
            if is_unspaced(code) or not is_in_word(code):
                break
            signs |= code
            if i - start < MAX_WORD:
                word[i - start] = <uint8_t> code
                place = 31 * place + code
            i += 1
        if known != NULL and signs < 128 and i - start <= MAX_WORD:
            found.append(_known_word(word, i - start, place, known))
        else:
            found.append(PyUnicode_Substring(lowered, start, i))
    return 0


cdef inline list words_of(str text, PyObject **known=NULL):
    """The words of a text, as `text.words.words` finds them.

    Where there are places for `MAX_KNOWN` words, those that come again are one object: half of a page's words do.
    """
    return first_words_of(text, PY_SSIZE_T_MAX, known)


cdef inline list first_words_of(str text, Py_ssize_t most, PyObject **known=NULL):
    """The first words of a text, so many at most."""
    cdef list found = []
    cdef Py_ssize_t size, i = 0, start
    cdef const uint8_t *ascii
    cdef void *data
    cdef int width
    cdef uint32_t code, place
    cdef str lowered
    cdef uint8_t[MAX_WORD] word
    if PyUnicode_IS_ASCII(text):
        ascii, size = <const uint8_t *> PyUnicode_DATA(text), len(text)
        while i < size and len(found) < most:
            code = SMALL[ascii[i]]
            if not code:
                i += 1
                continue
            start, place = i, 0
            while True:
                if i - start < MAX_WORD:
                    word[i - start] = <uint8_t> code
                    place = 31 * place + code
                i += 1
                if i == size:
                    break
                code = SMALL[ascii[i]]
                if not code:
                    break
            if known != NULL and i - start <= MAX_WORD:
                found.append(_known_word(word, i - start, place, known))
            else:
                found.append(_lowered(ascii + start, i - start))
        return found
    lowered = in_small_letters(text)
    width, data, size = PyUnicode_KIND(lowered), PyUnicode_DATA(lowered), len(lowered)
    if width == 1:
        _add_words(found, lowered, <const uint8_t *> data, size, most, known)
    elif width == 2:
        _add_words(found, lowered, <const uint16_t *> data, size, most, known)
    else:
        _add_words(found, lowered, <const uint32_t *> data, size, most, known)
    return found


cdef inline Py_ssize_t unspaced_in(str text) noexcept:
    """How many signs of a text belong to scripts without spaces."""
    cdef Py_ssize_t i, found = 0, size = len(text)
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    if width > 1:
        for i in range(size):
            found += is_unspaced(PyUnicode_READ(width, data, i))
    return found


cdef struct Counted:
    Py_ssize_t words
    Py_ssize_t unspaced
    # the text ends in a word, which what follows may go on with
    bint within


cdef inline void count_in(str text, Counted *to) noexcept:
    """Count the words of a text that goes on with what was counted before, as `text.words.words` would."""
    cdef Py_ssize_t i, size = len(text)
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef uint32_t code
    for i in range(size):
        code = PyUnicode_READ(width, data, i)
        if is_unspaced(code):
            to.words += 1
            to.unspaced += 1
            to.within = False
        elif is_in_word(code):
            to.words += not to.within
            to.within = True
        else:
            to.within = False
