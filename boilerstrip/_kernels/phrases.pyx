# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""What decides that a text has no phrase of boilerplate, as most have none, and the form that phrases have."""

from cpython.dict cimport PyDict_GetItem
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.object cimport PyObject
from cpython.set cimport PySet_Contains
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_FromKindAndData, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memcmp, memset

from boilerstrip._kernels.signs cimport first_words_of, is_space, words_of

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 11

cdef extern from "Python.h":
    const int PyUnicode_4BYTE_KIND
    bint PyUnicode_IS_ASCII(object text)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 code)


cdef inline bint _is_edge(uint32_t code) noexcept nogil:
    """Return whether a sign is one of `text.phrases._EDGES`, which are all of ASCII but a few, and some beyond."""
    if code <= 32:
        return code in (9, 10, 32)
    if code < 128:
        # but for digits, letters, "#", ":" and DEL
        return not (48 <= code <= 57 or 65 <= code <= 90 or 97 <= code <= 122 or code in (35, 58, 127))
    return (
        code in (0xAB, 0xB7, 0xBB, 0x60C, 0x61B, 0x61F, 0x964)
        or code in (0x2013, 0x2014, 0x2022, 0x2026, 0x2039, 0x203A, 0x203B)
        or 0x2190 <= code <= 0x2193
        or code in (0x21D2, 0x21E7, 0x25A0, 0x25B2, 0x25B6, 0x25BA, 0x25BC, 0x2934, 0x2B06, 0xFE0F)
        or code in (0x3001, 0x3002, 0xFF01, 0xFF0C, 0xFF1B, 0xFF1F)
        or 0x300C <= code <= 0x3011
    )


cdef inline uint32_t _plainer(uint32_t code) noexcept nogil:
    """A sign as `text.phrases._PLAINER` has it, but for U+0307."""
    if code < 128:
        return 39 if code == 96 else code
    if code in (0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0xB4):
        return 39
    if 0x201C <= code <= 0x201F or code in (0xAB, 0xBB, 0x2033):
        return 34
    return 32 if code == 0x200C else code


cdef inline bint _is_decimal(Py_UCS4 code) noexcept:
    # to ask Python for each sign costs more than all the rest
    return 48 <= code <= 57 if code < 0x660 else Py_UNICODE_ISDECIMAL(code)


cdef bint _has_number(str word) noexcept:
    cdef Py_ssize_t i
    cdef int width = PyUnicode_KIND(word)
    cdef void *data = PyUnicode_DATA(word)
    cdef uint8_t digits = 0
    if PyUnicode_IS_ASCII(word):
        for i in range(len(word)):
            digits |= <uint8_t> ((<const uint8_t *> data)[i] - 48) < 10
        return digits
    for i in range(len(word)):
        if _is_decimal(PyUnicode_READ(width, data, i)):
            return True
    return False


cdef list _without_numbers(list block_words):
    """The words in the form of phrases, in which no digit is part of one: what stands before and after each number."""
    cdef list found = []
    cdef Py_ssize_t i, size, start
    cdef int width
    cdef void *data
    cdef str word
    for word in block_words:
        if not _has_number(word):
            found.append(word)
            continue
        size, width, data, i = len(word), PyUnicode_KIND(word), PyUnicode_DATA(word), 0
        while i < size:
            start = i
            while i < size and not _is_decimal(PyUnicode_READ(width, data, i)):
                i += 1
            if i > start:
                found.append(word[start:i])
            i += 1
    return found


cdef bint _is_plain(Py_UCS4 code) noexcept nogil:
    """Return whether a sign beyond ASCII is never changed by Unicode's normal form, whatever stands beside it.

    These are letters and quotation marks of most languages, no combining marks; of others Unicode's tables are asked.
    """
    if code < 0x2010:
        return (
            0xC0 <= code < 0x130
            or 0x400 <= code <= 0x481
            or 0x141 <= code <= 0x148
            or 0x14A <= code <= 0x17E
            or code in (0xA9, 0xAB, 0xAE, 0xB0, 0xB7, 0xBB)
        )
    return (
        code in (0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x201E, 0x2022, 0x20AC, 0x3001, 0x3002)
        or 0x3041 <= code <= 0x3096
        or 0x30A1 <= code <= 0x30FA
        or 0x4E00 <= code <= 0x9FFF
        or 0xAC00 <= code <= 0xD7A3
    )


cdef object _normal_words(str text, list block_words, is_normal):
    """As `text.phrases._normal_words`, given the words of the text."""
    cdef Py_ssize_t i, size = len(text)
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef const uint8_t *signs = <const uint8_t *> data
    cdef Py_UCS4 code
    cdef bint plain = True, numbered = False
    cdef uint8_t underscored = 0, digits = 0
    if PyUnicode_IS_ASCII(text):
        # to the end, whatever comes: compilers look at several signs at once then
        for i in range(size):
            digits |= <uint8_t> (signs[i] - 48) < 10
            underscored |= signs[i] == 95
        if underscored:
            return None
        return _without_numbers(block_words) if digits else block_words
    for i in range(size):
        code = PyUnicode_READ(width, data, i)
        if code < 128:
            if code == 95:
                return None
            numbered = numbered or 48 <= code <= 57
        elif code in (0x130, 0x307):
            return None
        elif not _is_plain(code):
            plain = False
            numbered = numbered or _is_decimal(code)
    if not plain and not is_normal(text):
        return None
    return _without_numbers(block_words) if numbered else block_words


cdef bint _is_among(str word, list tokens) except -1:
    """Return whether a word is one of these; to have Python compare each takes several times as long."""
    cdef Py_ssize_t size = len(word)
    cdef int width = PyUnicode_KIND(word)
    cdef void *data = PyUnicode_DATA(word)
    cdef str token
    for token in tokens:
        if (
            len(token) == size
            and PyUnicode_KIND(token) == width
            and memcmp(PyUnicode_DATA(token), data, size * width) == 0
        ):
            return True
    return False


cdef enum:
    # as in `text.phrases.tables`
    MARKED = 32768
    # the hash of a word beyond its mark says which bit stands for it among so many times 64
    SEEN = 8


cdef inline bint _is_marked(const uint8_t[::1] marked, str word) except -1:
    """As `text.phrases.tables.is_marked`."""
    cdef uint64_t number = <uint64_t> hash(word)
    return marked[number // 8 % MARKED] >> number % 8 & 1


cdef list _possible_within(list tokens, dict required_words, const uint8_t[::1] tellers):
    """As `text.phrases._possible_within`, None for none; `tellers` are the marks of required words."""
    cdef PyObject *known
    cdef str token
    cdef tuple required
    cdef list found = None
    cdef uint64_t number
    cdef bint tells = False
    # a bit for each word, which few others share
    cdef uint64_t[SEEN] seen
    memset(seen, 0, sizeof(seen))
    for token in tokens:
        number = <uint64_t> hash(token)
        tells |= tellers[number // 8 % MARKED] >> number % 8 & 1
        seen[(number >> 18) % SEEN] |= <uint64_t> 1 << (number >> 32) % 64
    if not tells:
        return None
    for token in tokens:
        if not _is_marked(tellers, token):
            continue
        known = PyDict_GetItem(required_words, token)
        if known == NULL:
            continue
        for required in <tuple> <object> known:
            for word in <tuple> required[1]:
                number = <uint64_t> hash(word)
                if not seen[(number >> 18) % SEEN] >> (number >> 32) % 64 & 1 or not _is_among(word, tokens):
                    break
            else:
                if found is None:
                    found = []
                found.append(required[0])
    return found


cdef bint _may_open(str text, list words, frozenset heads, frozenset openings, str signs) except -1:
    """Return whether a text of these words, in the form of phrases, may be a phrase or begin with one."""
    cdef str first = words[0] if words else ""
    return (
        PySet_Contains(heads, first)
        or PySet_Contains(openings, f"{first} {words[1]}" if len(words) > 1 else first)
        or _has_sign(text, signs)
    )


cdef bint _is_separated(str text) noexcept:
    """Return whether a text has one of the signs that separate a label from its text, `text.phrases._SEPARATOR_SIGN`."""
    cdef Py_ssize_t i
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 code
    for i in range(len(text)):
        code = PyUnicode_READ(width, data, i)
        # |»›→–—-
        if code == 0x2D or code == 0x7C or (code > 0x7F and code in (0xBB, 0x203A, 0x2192, 0x2013, 0x2014)):
            return True
    return False


cpdef find(
    str text, str normal, list tokens, bint is_short, bint opens, list possible, dict line, dict start, dict within,
    dict starting, dict holding, frozenset first_signs, tuple full_stops, labelled_by, goes_on, possible_within,
):
    """Family, phrase and whether it is whole of what `text.phrases._match` finds in a text, None for nothing.

    `normal` is its normalised form, `opens` says whether it may be a phrase or begin with one, and `possible` are the
    phrases that may be within it, None to find them; `labelled_by` and so on are functions of `text.phrases`.
    """
    cdef tuple known = ()
    cdef list others
    cdef str phrase, opened, labelled = normal
    cdef PyObject *found
    if opens:
        family = line.get(normal)
        if family is None and normal.endswith(":"):
            family = line.get(normal.rstrip(": "))
        if family is not None:
            return family, normal, True
    if opens and is_short:
        found = PyDict_GetItem(starting, tokens[0] if tokens else "")
        if found != NULL:
            known = <tuple> found
        if tokens and normal and normal[0] in first_signs:
            known = known + <tuple> starting[""]
        if known and _is_separated(normal):
            labelled = labelled_by(normal)
        for phrase in known:
            opened = normal if normal.startswith(phrase) else labelled
            if not opened.startswith(phrase) or goes_on(opened, len(phrase)):
                continue
            if phrase.endswith('" ') and "«" in text:
                continue
            if (
                phrase[0].isalpha()
                and not (opened is normal and phrase.endswith(":"))
                and text.rstrip().endswith(full_stops)
            ):
                continue
            return start[phrase], phrase.rstrip(' "'), len(normal) <= len(phrase) + 1
    others = [phrase for phrase in (possible_within(tokens) if possible is None else possible) if phrase in normal]
    for token in tokens if others else ():
        for phrase in holding.get(token, ()):
            if phrase in others:
                return within[phrase], phrase, False
    return None


cdef Py_ssize_t _fair_count(str text, Py_ssize_t count, int most, int most_at_start, double words_counted) noexcept:
    """As `text.phrases._fair_count`."""
    cdef Py_ssize_t i
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 code
    if width > 1 and most_at_start < count <= most * words_counted:
        for i in range(len(text)):
            code = PyUnicode_READ(width, data, i)
            if 0xE00 <= code <= 0xEFF or 0x1000 <= code <= 0x109F or 0x1780 <= code <= 0x17FF:
                return <Py_ssize_t> (count / words_counted)
    return count


def match_all(
    list texts, list counts, list block_words, int most, int most_at_start, double words_counted, frozenset heads,
    frozenset openings, dict required_words, const uint8_t[::1] openers, const uint8_t[::1] tellers, str signs,
    dict line, dict start, dict within, dict starting, dict holding, frozenset first_signs, tuple full_stops,
    is_normal, normalise, labelled_by, goes_on, match,
):
    """`text.phrases.match_all`, given its tables and functions."""
    cdef list found = [None] * len(texts)
    # labels are often repeated
    cdef dict known = {}
    cdef PyObject *before
    cdef str text, normal_text
    cdef Py_ssize_t i, count
    cdef list tokens
    cdef list possible
    cdef bint opens
    if openers.shape[0] != MARKED or tellers.shape[0] != MARKED:
        raise IndexError("so many marks")
    for i in range(len(texts)):
        text = texts[i]
        count = _fair_count(text, counts[i], most, most_at_start, words_counted)
        if not text or count > most:
            continue
        said = _normal_words(text, block_words[i], is_normal)
        possible, opens = None, said is None
        if said is not None:
            tokens = <list> said
            possible = _possible_within(tokens, required_words, tellers)
            # what most texts begin with opens no phrase
            opens = (
                _may_open(text, tokens, heads, openings, signs) if _is_marked(openers, tokens[0] if tokens else "")
                else _has_sign(text, signs)
            )
        if possible is None and not opens:
            continue
        before = PyDict_GetItem(known, text)
        if before != NULL:
            found[i] = <object> before
            continue
        if said is None:
            normal_text = normalise(text)
            tokens = words_of(normal_text)
            possible = _possible_within(tokens, required_words, tellers)
        else:
            # in Unicode's normal form, or the words would not be known
            normal_text = normal(text if PyUnicode_IS_ASCII(text) else text.lower())
        result = find(
            text, normal_text, tokens, count <= most_at_start, opens, possible or [], line, start,
            within, starting, holding, first_signs, full_stops, labelled_by, goes_on, None,
        )
        found[i] = known[text] = None if result is None else match(*<tuple> result)
    return found


def may_open(str text, list text_words, frozenset heads, frozenset openings, str signs, is_normal):
    """`text.phrases.may_open`, given its tables."""
    cdef list words
    said = _normal_words(text, text_words, is_normal)
    if said is None:
        return True
    words = <list> said
    first = words[0] if words else ""
    return "" in openings or first in openings or _may_open(text, words, heads, openings, signs)


cdef inline bint _has_sign(str text, str signs) except -1:
    """Return whether a text has one of these signs."""
    cdef Py_UCS4 sign
    for sign in signs:
        # most texts are ASCII, and no sign is
        if (sign < 128 or not PyUnicode_IS_ASCII(text)) and sign in text:
            return True
    return False


def openings(texts):
    """The first two words of each text, with a space between them, as a set."""
    cdef set found = set()
    for text in texts:
        found.add(" ".join(first_words_of(text, 2)))
    return found


cpdef str normal(str text):
    """`text.phrases.normalise` of a text of ASCII, or of one in Unicode's normal form, in lower case, without U+0307."""
    cdef Py_ssize_t size = len(text), i = 0, length = 0, first = 0, k
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef uint32_t *made
    cdef uint32_t code
    while i < size and _is_edge(_plainer(PyUnicode_READ(width, data, i))):
        i += 1
    while size > i and _is_edge(_plainer(PyUnicode_READ(width, data, size - 1))):
        size -= 1
    made = <uint32_t *> PyMem_Malloc((size + 1) * sizeof(uint32_t))
    if made == NULL:
        raise MemoryError
    try:
        while i < size:
            code = _plainer(PyUnicode_READ(width, data, i))
            i += 1
            if _is_decimal(code):
                # a number, however long and with whatever in it: "1,234.5"
                while i < size and (
                    _is_decimal(PyUnicode_READ(width, data, i))
                    or (
                        PyUnicode_READ(width, data, i) in (44, 46)
                        and i + 1 < size
                        and _is_decimal(PyUnicode_READ(width, data, i + 1))
                    )
                ):
                    i += 1
                code = 35
            elif is_space(code):
                # one space, none at the beginning
                if not length or made[length - 1] == 32:
                    continue
                code = 32
            elif 65 <= code <= 90:
                code += 32
            made[length] = code
            length += 1
        while first < length and _is_edge(made[first]):
            first += 1
        while length > first and _is_edge(made[length - 1]):
            length -= 1
        # no space before a colon
        k = first
        for i in range(first, length):
            if made[i] == 32 and i + 1 < length and made[i + 1] == 58:
                continue
            made[k] = made[i]
            k += 1
        return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, made + first, k - first)
    finally:
        PyMem_Free(made)
