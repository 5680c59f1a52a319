# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""Searches of long texts and of data: for any of several words, formatting that multiplies, the longest text."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.stdint cimport int16_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memchr, memcmp, memcpy, memset

from boilerstrip._kernels.signs cimport PyUnicode_IS_ASCII, is_in_word, is_space, is_unspaced

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 6

ctypedef fused Sign:
    uint8_t
    uint16_t
    uint32_t

cdef enum:
    MAX_WORDS = 64
    # a bit for each place in a word
    MAX_STEP = 8
    # texts that are known at a time
    MAX_SEEN = 256


cdef inline uint32_t small(uint32_t code) noexcept nogil:
    return code + 32 if 65 <= code <= 90 else code


cdef struct Table:
    # by the last five bits of two signs in a row, which are the same for capitals: a bit for each place in a word
    # where they are, among the first of all words; and for each that may have them two signs before and behind it
    uint8_t places[1024]
    uint8_t before[1024]
    uint8_t behind[1024]
    # by its first sign: the number of the first word, and by word that of the next with the same sign
    int16_t first[128]
    int16_t following[MAX_WORDS]
    const char* text[MAX_WORDS]
    Py_ssize_t length[MAX_WORDS]
    # how many places in a word are looked for
    Py_ssize_t step
    bint is_exact


cdef inline uint32_t _folded(uint32_t code, bint is_exact) noexcept nogil:
    return code if is_exact else small(code)


cdef inline uint32_t _pair(uint32_t one, uint32_t other) noexcept nogil:
    return (one & 31) << 5 | (other & 31)


cdef inline uint64_t _begin_at(const Sign *data, Py_ssize_t size, Py_ssize_t at, const Table *table) noexcept nogil:
    """The words that begin at a place, a bit for each."""
    cdef uint64_t found = 0
    cdef Py_ssize_t k
    cdef int which = table.first[data[at]] if data[at] < 128 else -1
    while which >= 0:
        if table.length[which] <= size - at:
            for k in range(1, table.length[which]):
                if _folded(data[at + k], table.is_exact) != <uint8_t> table.text[which][k]:
                    break
            else:
                found |= <uint64_t> 1 << which
        which = table.following[which]
    return found


cdef uint64_t _found(const Sign *data, Py_ssize_t size, const Table *table, bint is_first_enough) noexcept nogil:
    """The words that are in a text, a bit for each; the first place with any decides if that is enough."""
    cdef Py_ssize_t at = 0, k
    cdef uint64_t found = 0
    cdef uint8_t places
    # two signs of each word are at one of these steps, at one of the places that are looked for
    while at < size - 1:
        places = table.places[_pair(data[at], data[at + 1])]
        if at > 1:
            places &= table.before[_pair(data[at - 2], data[at - 1])]
        if at < size - 3:
            places &= table.behind[_pair(data[at + 2], data[at + 3])]
        if places:
            for k in range(min(table.step, at + 1)):
                if places >> k & 1:
                    found |= _begin_at(data, size, at - k, table)
            if found and is_first_enough:
                break
        at += table.step
    return found


cdef inline uint32_t _key_of(const uint8_t *data, Py_ssize_t size) noexcept nogil:
    """A number that few texts share, by how they end."""
    cdef uint64_t end
    if size < 8:
        return <uint32_t> size
    memcpy(&end, data + size - 8, 8)
    return <uint32_t> (((end ^ <uint64_t> size) * 0x9E3779B97F4A7C15u) >> 40)


cdef class Needles:
    """Words to be looked for in texts, as `text.needles.Needles`."""

    cdef Table table
    # held, since the table has their signs
    cdef list words

    def __init__(self, words, bint is_exact=False):
        cdef Table *table = &self.table
        cdef Py_ssize_t i, k
        cdef int code
        self.words = [(<str> word).encode("ascii") for word in words]
        table.is_exact = is_exact
        table.step = min(MAX_STEP, min([len(<bytes> word) for word in self.words]) - 1)
        if table.step < 1 or len(self.words) > MAX_WORDS:
            raise ValueError("up to 64 words of two signs or more")
        memset(table.places, 0, sizeof(table.places))
        memset(table.before, 0, sizeof(table.before))
        memset(table.behind, 0, sizeof(table.behind))
        for code in range(128):
            table.first[code] = -1
        for i in range(len(self.words)):
            table.text[i] = <const char *> <bytes> self.words[i]
            table.length[i] = len(<bytes> self.words[i])
            code = <uint8_t> table.text[i][0]
            table.following[i] = table.first[code]
            table.first[code] = i
            for k in range(table.step):
                self.add_place(<bytes> self.words[i], k)
        for code in range(65, 65 if is_exact else 91):
            table.first[code] = table.first[code + 32]

    cdef int add_place(self, bytes word, Py_ssize_t k) except -1:
        """Note the signs of a word at a place and around it."""
        self.add_pair(self.table.places, word, k, k)
        self.add_pair(self.table.before, word, k - 2, k)
        self.add_pair(self.table.behind, word, k + 2, k)
        return 0

    cdef int add_pair(self, uint8_t *places, bytes word, Py_ssize_t at, Py_ssize_t k) except -1:
        """Note two signs of a word; before and behind the word there may be any."""
        cdef const uint8_t *signs = word
        cdef Py_ssize_t size = len(word)
        cdef bint is_known = 0 <= at < size, is_other_known = 0 <= at + 1 < size
        cdef uint32_t one, other
        for one in range(signs[at] & 31 if is_known else 0, (signs[at] & 31) + 1 if is_known else 32):
            for other in range(
                signs[at + 1] & 31 if is_other_known else 0, (signs[at + 1] & 31) + 1 if is_other_known else 32
            ):
                places[one << 5 | other] |= 1 << k
        return 0

    cdef uint64_t look(self, str text, bint is_first_enough):
        cdef int width = PyUnicode_KIND(text)
        cdef void *data = PyUnicode_DATA(text)
        if width == 1:
            return _found(<const uint8_t *> data, len(text), &self.table, is_first_enough)
        if width == 2:
            return _found(<const uint16_t *> data, len(text), &self.table, is_first_enough)
        return _found(<const uint32_t *> data, len(text), &self.table, is_first_enough)

    def are_in(self, str text):
        """Return whether any of the words is in a text."""
        return self.look(text, True) != 0

    def those_with(self, list texts):
        """Return the texts that have any of the words."""
        cdef const uint8_t *seen[MAX_SEEN]
        cdef Py_ssize_t[MAX_SEEN] sizes
        cdef const uint8_t *data
        cdef set found = set()
        cdef Py_ssize_t size
        cdef uint32_t place
        cdef str text
        memset(sizes, -1, sizeof(sizes))
        for text in texts:
            if PyUnicode_IS_ASCII(text):
                # most class names of a page come again and again
                data, size = <const uint8_t *> PyUnicode_DATA(text), len(text)
                place = _key_of(data, size) % MAX_SEEN
                if sizes[place] == size and memcmp(seen[place], data, size) == 0:
                    continue
                seen[place], sizes[place] = data, size
            if self.look(text, True):
                found.add(text)
        return found

    def found_in(self, list texts):
        """Return those of the words that are in any of some texts."""
        cdef uint64_t found = 0
        cdef Py_ssize_t i
        for text in texts:
            found |= self.look(text, False)
        if not found:
            return frozenset()
        return frozenset([(<bytes> self.words[i]).decode() for i in range(len(self.words)) if found >> i & 1])


def may_be_twice_encoded(bytes data):
    """Return whether bytes of UTF-8 have what `input.decode` looks for: a control character behind one of a run."""
    cdef const uint8_t *begin = data
    cdef const uint8_t *at = begin
    cdef const uint8_t *end = at + len(data)
    while True:
        at = <const uint8_t *> memchr(at, 0xC2, end - at)
        if at == NULL or at + 1 == end:
            return False
        if 0x80 <= at[1] < 0xA0 and at - begin >= 2 and (
            (at[-2] == 0xC3 and 0x82 <= at[-1] <= 0xB4) or (at[-2] == 0xC2 and 0x80 <= at[-1] <= 0xBF)
        ):
            return True
        at += 1


# Tags of formatting, as `page.guard` lists them, by their number of letters.
cdef const char *ONE = b"abisu"
cdef const char *TWO = b"emtt"
cdef const char *FOUR = b"codefontnobr"
cdef const char *SIX = b"strikestrong"


cdef inline bint _is_one_of(const char *name, Py_ssize_t length, const char *names, Py_ssize_t size) noexcept nogil:
    cdef Py_ssize_t at = 0
    while at < size:
        if memcmp(name, names + at, length) == 0:
            return True
        at += length
    return False


cdef inline bint _is_formatting(const char *name, Py_ssize_t length) noexcept nogil:
    if length == 1:
        return _is_one_of(name, 1, ONE, 5)
    if length == 2:
        return _is_one_of(name, 2, TWO, 4)
    if length == 3:
        return memcmp(name, b"big", 3) == 0
    if length == 4:
        return _is_one_of(name, 4, FOUR, 12)
    if length == 5:
        return memcmp(name, b"small", 5) == 0
    return length == 6 and _is_one_of(name, 6, SIX, 12)


cdef inline Py_ssize_t _next(const Sign *data, Py_ssize_t size, Py_ssize_t at, uint32_t code) noexcept nogil:
    """Where the next of these signs is, at or after a place; the end of the text where none comes."""
    cdef const uint8_t *found
    while at < size:
        # by one of its bytes, as that is fast; in other signs it stands for something else
        found = <const uint8_t *> memchr(data + at, code, (size - at) * sizeof(Sign))
        if found == NULL:
            return size
        at = (found - <const uint8_t *> data) // <Py_ssize_t> sizeof(Sign)
        if data[at] == code:
            return at
        at += 1
    return size


cdef inline Py_ssize_t _behind(
    const Sign *data, Py_ssize_t size, Py_ssize_t at, const char *word, Py_ssize_t length
) noexcept nogil:
    """Where a text stands behind a word that comes at or after a place, its end where none comes."""
    cdef Py_ssize_t k
    while at <= size - length:
        at = _next(data, size, at, <uint8_t> word[0])
        if at > size - length:
            break
        for k in range(1, length):
            if small(data[at + k]) != <uint8_t> word[k]:
                break
        else:
            return at + length
        at += 1
    return size


cdef Py_ssize_t _multiplied(const Sign *data, Py_ssize_t size, Py_ssize_t most, Py_ssize_t max_open) noexcept nogil:
    cdef Py_ssize_t made = 0, still_open = 0, last = 0, at = 0, more, tags = 0, length, begin
    cdef bint is_closing
    cdef char name[8]
    cdef uint32_t code
    while True:
        at = _next(data, size, at, 60)
        if at == size:
            break
        # a tag as far as it has a name: its letters, and the sign behind them
        begin = at + 1
        is_closing = begin < size and data[begin] == 47
        begin += is_closing
        length = 0
        code = 0
        while begin + length < size:
            code = small(data[begin + length])
            if length == 7 or not 97 <= code <= 122:
                break
            name[length] = <char> code
            length += 1
        if begin + length == size:
            code = 0
        if _is_formatting(name, length) and (code == 47 or code == 62 or code == 32 or 9 <= code <= 13):
            pass
        elif not is_closing and (
            (length == 6 and memcmp(name, b"script", 6) == 0) or (length == 5 and memcmp(name, b"style", 5) == 0)
        ) and not (48 <= code <= 57 or code == 95):
            pass
        elif not is_closing and length == 0 and begin + 2 < size and data[begin] == 33 and (
            data[begin + 1] == 45 and data[begin + 2] == 45
        ):
            pass
        else:
            tags += 1
            at += 1
            continue
        if still_open:
            more = min(still_open, max_open) * tags
            if made + more > most:
                return last + (at - last) * (most - made) // more
            made += more
        tags = 0
        if length == 0:
            last = _behind(data, size, begin + 3, b"-->", 3)
        elif length > 4 and name[1] == 99 and name[2] == 114 and name[3] == 105:
            last = _behind(data, size, begin + 6, b"</script", 8)
        elif length == 5 and name[4] == 101:
            last = _behind(data, size, begin + 5, b"</style", 7)
        else:
            still_open = max(0, still_open - 1) if is_closing else still_open + 1
            last = begin + length
        at = last
    more = min(still_open, max_open) * tags
    return last + (size - last) * (most - made) // more if made + more > most else -1


cdef Py_ssize_t _count(const Sign *data, Py_ssize_t size, uint32_t code) noexcept nogil:
    """How often a sign is in a text."""
    cdef Py_ssize_t found = 0, at = 0, end, i
    cdef Sign few
    # a sum as wide as a sign is made of many signs at a time
    while at < size:
        end = min(at + 255, size)
        few = 0
        for i in range(at, end):
            few += data[i] == <Sign> code
        found += few
        at = end
    return found


cpdef Py_ssize_t count_tags(str markup):
    """As `page.guard.count_tags`."""
    cdef int width = PyUnicode_KIND(markup)
    cdef void *data = PyUnicode_DATA(markup)
    if width == 1:
        return _count(<const uint8_t *> data, len(markup), 60)
    if width == 2:
        return _count(<const uint16_t *> data, len(markup), 60)
    return _count(<const uint32_t *> data, len(markup), 60)


def multiplied_formatting(str markup, Py_ssize_t most, Py_ssize_t max_open):
    """As `page.guard.multiplied_formatting`; None where formatting does not multiply."""
    cdef int width = PyUnicode_KIND(markup)
    cdef void *data = PyUnicode_DATA(markup)
    cdef Py_ssize_t at
    # most pages have too few tags to make that many elements
    if count_tags(markup) < most // max_open:
        return None
    if width == 1:
        at = _multiplied(<const uint8_t *> data, len(markup), most, max_open)
    elif width == 2:
        at = _multiplied(<const uint16_t *> data, len(markup), most, max_open)
    else:
        at = _multiplied(<const uint32_t *> data, len(markup), most, max_open)
    return None if at < 0 else at


cdef bint _has_paragraph(const Sign *data, Py_ssize_t size) noexcept nogil:
    cdef Py_ssize_t at = _next(data, size, 0, 60)
    while at + 1 < size:
        if data[at + 1] == 112:
            return True
        at = _next(data, size, at + 1, 60)
    return False


def has_paragraph(str source):
    """As `page.head.has_paragraph`."""
    cdef int width = PyUnicode_KIND(source)
    cdef void *data = PyUnicode_DATA(source)
    if width == 1:
        return _has_paragraph(<const uint8_t *> data, len(source))
    if width == 2:
        return _has_paragraph(<const uint16_t *> data, len(source))
    return _has_paragraph(<const uint32_t *> data, len(source))


cdef inline bint _is_digit(uint8_t code) noexcept nogil:
    return 48 <= code <= 57


cdef inline Py_ssize_t _digits(const uint8_t *data, Py_ssize_t at) noexcept nogil:
    """How many digits come at a place, up to five; behind the text there is a zero."""
    cdef Py_ssize_t n = 0
    while n < 5 and _is_digit(data[at + n]):
        n += 1
    return n


cdef inline Py_ssize_t _behind_word(const uint8_t *data, Py_ssize_t at, const char *word) noexcept nogil:
    """Where a text goes on behind a word that it has at a place, -1 where it has another."""
    while word[0]:
        if small(data[at]) != <uint8_t> word[0]:
            return -1
        at += 1
        word += 1
    return at


def is_preview(str address not None, Py_ssize_t max_width):
    """As `page.images.is_preview`, of the end of an address, in ASCII."""
    cdef const uint8_t *data
    cdef Py_ssize_t at, behind, n, k, width
    cdef bint is_wide = False
    cdef const char *word
    if not PyUnicode_IS_ASCII(address):
        raise ValueError("an address in ASCII")
    data = <const uint8_t *> PyUnicode_DATA(address)
    for at in range(len(address)):
        if data[at] not in b"?&,/_-":
            continue
        # the case of letters counts here
        if memcmp(data + at + 1, b"blur", min(4, len(address) - at)) == 0 and (
            data[at + 5] == 61 or data[at + 5] == 95
        ) and _is_digit(data[at + 6]):
            return True
        if is_wide:
            continue
        behind = -1
        for word in (b"width", b"w", b"max", b"resize"):
            behind = _behind_word(data, at + 1, word)
            if behind >= 0:
                break
        if behind >= 0 and data[behind] in b"=_:/":
            behind += 1
            n = _digits(data, behind)
            if not 1 <= n <= 4:
                continue
        elif data[at] == 45 or data[at] == 95:
            behind = at + 1
            n = _digits(data, behind)
            if not 1 <= n <= 4 or small(data[behind + n]) != 120:
                continue
            k = _digits(data, behind + n + 1)
            if k > 4 or data[behind + n + 1 + k] != 46:
                continue
        else:
            continue
        width = 0
        for k in range(n):
            width = 10 * width + data[behind + k] - 48
        if width <= max_width:
            return True
        # the first width counts
        is_wide = True
    return False


def stated_sizes(str stated not None, Py_ssize_t max_digits):
    """The widths in a list of sizes in ASCII, as `page.images._stated_sizes` reads it; sizes stand apart."""
    cdef list found = []
    cdef Py_ssize_t at = 0, begin, end, before = -1, before_end = -1, size = len(stated), k, first, last
    cdef const uint8_t *data
    if not PyUnicode_IS_ASCII(stated):
        raise ValueError("a list of sizes in ASCII")
    data = <const uint8_t *> PyUnicode_DATA(stated)
    while True:
        while at < size and is_space(data[at]):
            at += 1
        if at == size:
            return found
        begin = at
        while at < size and not is_space(data[at]):
            at += 1
        # without a comma and the "w"
        end = at - 1 - (data[at - 1] == 44)
        if before >= 0 and 0 < end - begin <= max_digits and data[end] == 119:
            k = begin
            while k < end and _is_digit(data[k]):
                k += 1
            if k == end and not (
                before_end - before >= 5 and memcmp(data + before, b"data:", 5) == 0
            ):
                first, last = before, before_end
                while first < last and data[first] == 44:
                    first += 1
                while last > first and data[last - 1] == 44:
                    last -= 1
                found.append((int(stated[begin:end]), stated[first:last]))
        before, before_end = begin, at


cdef inline bint _ends_or_escapes(uint32_t code) noexcept nogil:
    return (code == 34) | (code == 92)


cdef inline Py_ssize_t _string_end(const Sign *data, Py_ssize_t size, Py_ssize_t at) noexcept nogil:
    """Where a string of JSON ends whose first sign is at a place: at its quotation mark, or that of the text."""
    while True:
        # eight at a time, without a branch between them
        while at + 8 <= size and not (
            _ends_or_escapes(data[at]) | _ends_or_escapes(data[at + 1]) | _ends_or_escapes(data[at + 2])
            | _ends_or_escapes(data[at + 3]) | _ends_or_escapes(data[at + 4]) | _ends_or_escapes(data[at + 5])
            | _ends_or_escapes(data[at + 6]) | _ends_or_escapes(data[at + 7])
        ):
            at += 8
        while at < size and not _ends_or_escapes(data[at]):
            at += 1
        if at >= size or data[at] == 34:
            return min(at, size)
        at += 2


cdef inline bint _may_have_words(const Sign *data, Py_ssize_t at, Py_ssize_t end, Py_ssize_t least) noexcept:
    """Return whether a string of JSON, as it is written, may have so many words."""
    cdef Py_ssize_t words = 0
    cdef bint within = False
    while at < end and words < least:
        # an escape may be a sign that is a word, and what follows it another
        if data[at] == 92 or is_unspaced(data[at]):
            words += 1
            within = False
        elif is_in_word(data[at]):
            words += not within
            within = True
        else:
            within = False
        at += 1
    return words >= least


cdef inline bint _ends_value(const Sign *data, Py_ssize_t size, Py_ssize_t at) noexcept:
    """Return whether a value ends before a place; if not, the quotation mark there is one of a text."""
    while at < size and is_space(data[at]):
        at += 1
    return at < size and (data[at] == 44 or data[at] == 93 or data[at] == 125)


cdef int _may_hold(
    const Sign *data, Py_ssize_t size, Py_ssize_t least, Py_ssize_t least_words, str source, is_wanted
) except -1:
    cdef Py_ssize_t at = 0, end, key = -1, key_end = -1
    while at < size and data[at] != 91 and data[at] != 123:
        at += 1
    while at < size:
        if data[at] == 47:
            # a comment, which ends anywhere
            return True
        if data[at] != 34:
            if data[at] != 58 and not is_space(data[at]):
                key = -1
            at += 1
            continue
        end = _string_end(data, size, at + 1)
        # no text is longer than it is written
        if key >= 0 and end - at - 1 > least and (
            not _ends_value(data, size, end + 1) or _may_have_words(data, at + 1, end, least_words)
        ):
            name = source[key:key_end]
            if "\\" in name or is_wanted(name):
                return True
        if key >= 0:
            key = -1
        else:
            key, key_end = at + 1, end
        at = end + 1
    return False


def may_hold_text(str source not None, Py_ssize_t least, Py_ssize_t least_words, is_wanted):
    """Return whether there may be a text of more characters, and of so many words, under a wanted key in JSON.

    It begins anywhere.
    """
    cdef int width = PyUnicode_KIND(source)
    cdef void *data = PyUnicode_DATA(source)
    if width == 1:
        return _may_hold(<const uint8_t *> data, len(source), least, least_words, source, is_wanted) != 0
    if width == 2:
        return _may_hold(<const uint16_t *> data, len(source), least, least_words, source, is_wanted) != 0
    return _may_hold(<const uint32_t *> data, len(source), least, least_words, source, is_wanted) != 0


cdef int _add_inside(item, list pending) except -1:
    """Add the objects and lists in one of these, which are taken from the end in their order."""
    cdef list inside = []
    if isinstance(item, dict):
        for inner in (<dict> item).values():
            if isinstance(inner, (dict, list)):
                inside.append(inner)
    else:
        for inner in <list> item:
            if isinstance(inner, (dict, list)):
                inside.append(inner)
    inside.reverse()
    pending.extend(inside)
    return 0


def objects(value):
    """As `page.embedded_json.objects`, as a list."""
    cdef list pending = [value], found = []
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            found.append(item)
        if isinstance(item, (dict, list)):
            _add_inside(item, pending)
    return found


def longest_text(value, Py_ssize_t max_objects, Py_ssize_t least, Py_ssize_t most, is_wanted):
    """As `page.embedded_json.longest_text`."""
    cdef list pending = [value], inside
    cdef str found = ""
    while pending:
        item = pending.pop()
        inside = []
        if isinstance(item, dict):
            max_objects -= 1
            if max_objects < 0:
                break
            for key, inner in (<dict> item).items():
                if isinstance(inner, str):
                    if least < len(<str> inner) <= most and is_wanted(key):
                        found, least = inner, len(<str> inner)
                elif isinstance(inner, (dict, list)):
                    inside.append(inner)
        elif isinstance(item, list):
            for inner in <list> item:
                if isinstance(inner, (dict, list)):
                    inside.append(inner)
        inside.reverse()
        pending.extend(inside)
    return found
