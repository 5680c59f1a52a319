# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""Elements and Blocks that belong together: like siblings, like places, the parts of lists and tables.

Memory is indexed by numbers that this module gave out itself, or by indexes that are checked where they come in.
"""

from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject
from cpython.set cimport PySet_Contains
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int64_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc

from boilerstrip._kernels.signs cimport is_space
from boilerstrip._kernels.slots cimport Slot, read, read_int, slot_of

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 1


cdef object _number_of(key, dict numbers):
    """The number of a key, the next one where it is new."""
    cdef PyObject *known = PyDict_GetItem(numbers, key)
    if known != NULL:
        return <object> known
    number = len(numbers)
    numbers[key] = number
    return number


cdef enum:
    MEMO_BITS = 8


cdef struct Memo:
    # a string that is kept elsewhere, and its number
    PyObject *text
    Py_ssize_t number


cdef class Numbers:
    """Strings by the number that each was given: equal ones are one object most often, and need no hash."""

    cdef dict numbers
    cdef list texts
    cdef Memo[1 << MEMO_BITS] memo

    def __cinit__(self):
        self.numbers, self.texts = {}, []

    cdef Py_ssize_t of(self, text) except -1:
        """The number of a string, the next one where it is new."""
        cdef Memo *memo = &self.memo[<uint64_t> <size_t> <PyObject *> text * 0x9E3779B97F4A7C15u >> 64 - MEMO_BITS]
        cdef PyObject *known
        cdef Py_ssize_t number
        if memo.text == <PyObject *> text:
            return memo.number
        known = PyDict_GetItem(self.numbers, text)
        if known != NULL:
            number = <object> known
        else:
            number = len(self.texts)
            self.numbers[text] = number
            self.texts.append(text)
        if self.texts[number] is text:
            memo.text, memo.number = <PyObject *> text, number
        return number


cdef struct Kind:
    # elements of one parent and tag: both, the first and last of them, how many
    int64_t parent, tag
    Py_ssize_t first, last, size


cdef inline Py_ssize_t _place_of(
    int64_t parent, int64_t tag, const Kind *kinds, const Py_ssize_t *table, Py_ssize_t mask
) noexcept nogil:
    """The place of a kind in a table of so many, a power of two, as it is there or as it would be."""
    cdef uint64_t at = ((<uint64_t> parent * 0x9E3779B97F4A7C15u) ^ (<uint64_t> tag * 0xC2B2AE3D27D4EB4Fu))
    cdef Py_ssize_t place = <Py_ssize_t> ((at ^ (at >> 29)) & <uint64_t> mask)
    while table[place] >= 0 and (kinds[table[place]].parent != parent or kinds[table[place]].tag != tag):
        place = (place + 1) & mask
    return place


cdef class Siblings:
    """Elements by their parent and tag, in C: most have no like sibling, and a list for each costs most."""

    cdef Kind *kinds
    # the next of the same kind, and the table of kinds
    cdef Py_ssize_t *following
    cdef Py_ssize_t *table
    cdef Py_ssize_t count

    def __cinit__(self, list elements):
        cdef Py_ssize_t m = len(elements), size = 8, i, place
        cdef Slot parent = slot_of(elements, "parent"), tag = slot_of(elements, "tag")
        cdef Numbers tags = Numbers()
        cdef int64_t number, around
        cdef Kind *kind
        while size < 2 * m:
            size *= 2
        self.kinds = <Kind *> malloc((m + 1) * sizeof(Kind))
        self.following = <Py_ssize_t *> malloc((m + 1) * sizeof(Py_ssize_t))
        self.table = <Py_ssize_t *> malloc(size * sizeof(Py_ssize_t))
        if self.kinds == NULL or self.following == NULL or self.table == NULL:
            raise MemoryError
        for i in range(size):
            self.table[i] = -1
        for i in range(m):
            element = elements[i]
            number = tags.of(read(element, &tag))
            around = read_int(element, &parent)
            place = _place_of(around, number, self.kinds, self.table, size - 1)
            self.following[i] = -1
            if self.table[place] < 0:
                self.table[place] = self.count
                kind = &self.kinds[self.count]
                self.count += 1
                kind.parent, kind.tag, kind.first, kind.last, kind.size = around, number, i, i, 1
            else:
                kind = &self.kinds[self.table[place]]
                self.following[kind.last] = i
                kind.last = i
                kind.size += 1

    def __dealloc__(self):
        free(self.kinds)
        free(self.following)
        free(self.table)


cdef enum:
    # so many words of a name are told apart one by one, and texts of so many pairs of signs sign by sign
    MAX_WORDS = 16
    MAX_COMPARED = 40000


cdef inline bint _is_among(const Py_ssize_t *numbers, Py_ssize_t start, Py_ssize_t end, Py_ssize_t number) noexcept:
    cdef Py_ssize_t i
    for i in range(start, end):
        if numbers[i] == number:
            return True
    return False


cdef struct Name:
    # its words, of all the page's; not looked for yet while `start` is negative
    Py_ssize_t start, end
    # among the siblings at hand: which these are, how many have it, the word that it goes by
    Py_ssize_t kind, count, best


cdef struct Word:
    # among the siblings at hand: which these are, how many have it, the first of them
    Py_ssize_t kind, count, first


cdef class Names:
    """Class names and their words, each by a number: siblings share both, and to count by number is fast."""

    cdef Name *names
    cdef Word *words
    # the words of all names, one name's after the other's
    cdef Py_ssize_t *parts
    cdef Py_ssize_t n_parts, n_words, max_parts, max_words
    cdef Numbers numbers
    cdef dict word_numbers
    cdef list word_texts

    def __cinit__(self, Py_ssize_t most):
        self.names = <Name *> malloc((most + 1) * sizeof(Name))
        if self.names == NULL:
            raise MemoryError
        self.numbers, self.word_numbers, self.word_texts = Numbers(), {}, []

    def __dealloc__(self):
        free(self.names)
        free(self.words)
        free(self.parts)

    cdef Py_ssize_t number_of(self, name) except -1:
        cdef Py_ssize_t known = len(self.numbers.texts), number = self.numbers.of(name)
        if number == known:
            self.names[number].start = self.names[number].kind = -1
        return number

    cdef int split(self, Py_ssize_t number) except -1:
        """Look for the words of a name."""
        cdef list found = (<str> self.numbers.texts[number]).split()
        cdef Py_ssize_t most, word, start = self.n_parts
        cdef PyObject *known
        cdef void *grown
        if self.n_parts + len(found) > self.max_parts:
            most = 2 * (self.n_parts + len(found))
            grown = realloc(self.parts, most * sizeof(Py_ssize_t))
            if grown == NULL:
                raise MemoryError
            self.parts, self.max_parts = <Py_ssize_t *> grown, most
        if self.n_words + len(found) > self.max_words:
            most = 2 * (self.n_words + len(found))
            grown = realloc(self.words, most * sizeof(Word))
            if grown == NULL:
                raise MemoryError
            self.words, self.max_words = <Word *> grown, most
        if len(found) > MAX_WORDS:
            found = list(set(found))
        self.names[number].start = start
        for text in found:
            known = PyDict_GetItem(self.word_numbers, text)
            if known != NULL:
                word = <object> known
            else:
                word = self.n_words
                self.word_numbers[text] = word
                self.word_texts.append(text)
                self.words[word].kind = -1
                self.n_words += 1
            if len(found) > MAX_WORDS or not _is_among(self.parts, start, self.n_parts, word):
                self.parts[self.n_parts] = word
                self.n_parts += 1
        self.names[number].end = self.n_parts
        return 0

    cdef int count(self, Py_ssize_t number, Py_ssize_t kind) except -1:
        """Count a name, and its words, among the siblings of a kind."""
        cdef Name *name = &self.names[number]
        cdef Word *word
        cdef Py_ssize_t i
        if name.start < 0:
            self.split(number)
        if name.kind != kind:
            name.kind, name.count, name.best = kind, 0, -1
        name.count += 1
        for i in range(name.start, name.end):
            word = &self.words[self.parts[i]]
            if word.kind != kind:
                word.kind, word.count, word.first = kind, 0, -1
            word.count += 1
        return 0

    cdef Py_ssize_t shared_word(self, Py_ssize_t number) except -2:
        """The word of a name that most of the siblings share, the last of several; -1 for none."""
        cdef Name *name = &self.names[number]
        cdef Py_ssize_t i, word, best = name.best
        if best < 0:
            for i in range(name.start, name.end):
                word = self.parts[i]
                if (
                    best < 0
                    or self.words[word].count > self.words[best].count
                    or (self.words[word].count == self.words[best].count and self.word_texts[word] > self.word_texts[best])
                ):
                    best = word
            name.best = best
        return best


cdef Py_ssize_t _word_from(str text, Py_ssize_t start, Py_ssize_t *end) noexcept:
    """The place at which the next word of a text begins, and that behind it; at the end of the text both are there."""
    cdef Py_ssize_t size = len(text)
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    while start < size and is_space(PyUnicode_READ(width, data, start)):
        start += 1
    end[0] = start
    while end[0] < size and not is_space(PyUnicode_READ(width, data, end[0])):
        end[0] += 1
    return start


cdef bint _share_word(str one, str other) except -1:
    """Return whether two texts have a word in common, or none at all."""
    cdef Py_ssize_t start, end = 0, other_start, other_end, i
    cdef int width = PyUnicode_KIND(one), other_width = PyUnicode_KIND(other)
    cdef void *data = PyUnicode_DATA(one)
    cdef void *other_data = PyUnicode_DATA(other)
    if len(one) * len(other) > MAX_COMPARED:
        return not set(one.split() or ("",)).isdisjoint(other.split() or ("",))
    start = _word_from(one, 0, &end)
    if start == end:
        return _word_from(other, 0, &other_end) == other_end
    while start < end:
        other_end = 0
        while True:
            other_start = _word_from(other, other_end, &other_end)
            if other_start == other_end:
                break
            if other_end - other_start == end - start:
                for i in range(end - start):
                    if PyUnicode_READ(width, data, start + i) != PyUnicode_READ(other_width, other_data, other_start + i):
                        break
                else:
                    return True
        start = _word_from(one, end, &end)
    return False


def group_siblings(list elements):
    """The number of the kind that each element is of, as `page.repeats.sibling_group_ids` gives it."""
    cdef Siblings siblings = Siblings(elements)
    cdef Names names = Names(len(elements))
    cdef Slot class_id = slot_of(elements, "class_id")
    cdef list found = list(range(len(elements)))
    cdef Py_ssize_t k, member, first, word, nameless
    cdef bint same
    # of each element the number of its class names, where its like siblings have others
    cdef Py_ssize_t *numbers = <Py_ssize_t *> malloc((len(elements) + 1) * sizeof(Py_ssize_t))
    if numbers == NULL:
        raise MemoryError
    try:
        for k in range(siblings.count):
            if siblings.kinds[k].size == 1:
                continue
            first = siblings.kinds[k].first
            name, same = read(elements[first], &class_id), True
            member = siblings.following[first]
            while same and member >= 0:
                said = read(elements[member], &class_id)
                same = said is name or said == name
                member = siblings.following[member]
            if same:
                number = found[first]
                member = siblings.following[first]
                while member >= 0:
                    found[member] = number
                    member = siblings.following[member]
                continue
            if siblings.kinds[k].size == 2:
                # of two, the word that most have is any that both have
                if _share_word(name, said):
                    found[siblings.kinds[k].last] = found[first]
                continue
            member = first
            while member >= 0:
                numbers[member] = names.number_of(read(elements[member], &class_id))
                names.count(numbers[member], k)
                member = siblings.following[member]
            member, nameless = first, -1
            while member >= 0:
                word = names.shared_word(numbers[member])
                if word < 0:
                    nameless = member if nameless < 0 else nameless
                    found[member] = found[nameless]
                else:
                    if names.words[word].first < 0:
                        names.words[word].first = member
                    found[member] = found[names.words[word].first]
                member = siblings.following[member]
    finally:
        free(numbers)
    return found


def repeat_places(list blocks, list elements):
    """The number of the place that each Block stands in, as `page.repeats.repeat_group_ids` gives it."""
    cdef Slot element = slot_of(blocks, "element"), path = slot_of(blocks, "path")
    cdef Slot parent = slot_of(elements, "parent"), class_id = slot_of(elements, "class_id")
    cdef dict numbers = {}
    cdef list found = []
    cdef Py_ssize_t at, m = len(elements)
    cdef object path_before = None, names_before = None, number = None
    for block in blocks:
        names = ""
        at = read_int(block, &element)
        if at >= m:
            raise IndexError("a Block stands in no element of the page")
        if at >= 0:
            holder = elements[at]
            names = read(holder, &class_id)
            if not names:
                at = read_int(holder, &parent)
                if 0 <= at < m:
                    names = read(elements[at], &class_id)
        said = read(block, &path)
        # Blocks in a row stand in like places most often, and share the strings that say so
        if said is not path_before or names is not names_before:
            number, path_before, names_before = _number_of((said, names), numbers), said, names
        found.append(number)
    return found


def record_groups(list places, list blocks, list elements, Py_ssize_t least):
    """The Blocks of each place in so many different elements, as `page.repeats.repeated_groups` gives them."""
    cdef Slot element = slot_of(blocks, "element"), parent = slot_of(elements, "parent")
    cdef Py_ssize_t n = len(blocks), b, at, holder, place, k
    # by place: how many distinct holders there are, as far as they are counted, and which
    cdef Py_ssize_t *counts = <Py_ssize_t *> calloc(n + 1, sizeof(Py_ssize_t))
    cdef Py_ssize_t *holders = <Py_ssize_t *> malloc((n * least + 1) * sizeof(Py_ssize_t))
    cdef dict groups = {}
    cdef PyObject *known
    try:
        if counts == NULL or holders == NULL:
            raise MemoryError
        for b in range(n):
            at = read_int(blocks[b], &element)
            holder = read_int(elements[at], &parent) if 0 <= at < len(elements) else -1
            place = places[b]
            if not 0 <= place < n:
                raise IndexError("a place is the number of one of its Blocks at most")
            for k in range(counts[place]):
                if holders[place * least + k] == holder:
                    break
            else:
                if counts[place] < least:
                    holders[place * least + counts[place]] = holder
                    counts[place] += 1
        for b in range(n):
            place = places[b]
            if counts[place] >= least:
                known = PyDict_GetItem(groups, places[b])
                if known == NULL:
                    groups[places[b]] = [b]
                else:
                    (<list> known).append(b)
        return list(groups.values())
    finally:
        free(counts)
        free(holders)


cdef struct Inside:
    int64_t items
    int64_t sections


def unit_figures(list blocks, list elements, table_role, dict kind_by_tag, frozenset items, frozenset sections):
    """What may be units, as `page.units._unit_figures` gives them."""
    cdef Py_ssize_t m = len(elements), n = len(blocks), i, at, start, end
    cdef Slot parent = slot_of(elements, "parent"), tag = slot_of(elements, "tag")
    cdef Slot starts = slot_of(elements, "start"), ends = slot_of(elements, "end")
    cdef Slot level = slot_of(blocks, "level"), role = slot_of(blocks, "role")
    cdef int64_t *headings = <int64_t *> malloc((n + 1) * sizeof(int64_t))
    cdef int64_t *cells = <int64_t *> malloc((n + 1) * sizeof(int64_t))
    cdef Inside *inside = <Inside *> calloc(m + 1, sizeof(Inside))
    cdef list found = []
    cdef PyObject *kind
    try:
        if headings == NULL or cells == NULL or inside == NULL:
            raise MemoryError
        headings[0] = cells[0] = 0
        for i in range(n):
            block = blocks[i]
            headings[i + 1] = headings[i] + (read_int(block, &level) > 0)
            cells[i + 1] = cells[i] + (read(block, &role) is table_role)
        # elements come in document order, so whatever an element holds comes after it
        for i in range(m - 1, -1, -1):
            element = elements[i]
            start, end = read_int(element, &starts), read_int(element, &ends)
            if start >= end:
                continue
            if start < 0 or end > n:
                raise IndexError("an element holds Blocks that are none")
            said = read(element, &tag)
            kind = PyDict_GetItem(kind_by_tag, said)
            if kind != NULL:
                found.append((
                    <object> kind, i, start, end, headings[end] - headings[start], cells[end] - cells[start],
                    inside[i].items, inside[i].sections,
                ))
            at = read_int(element, &parent)
            if 0 <= at < m:
                inside[at].items += inside[i].items + PySet_Contains(items, said)
                inside[at].sections += inside[i].sections + PySet_Contains(sections, said)
        found.reverse()
        return found
    finally:
        free(headings)
        free(cells)
        free(inside)
