# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""Elements and Blocks that belong together: like siblings, like places, the parts of lists and tables.

Memory is indexed by numbers that this module gave out itself, or by indexes that are checked where they come in.
"""

from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject
from cpython.set cimport PySet_Contains
from libc.stdint cimport int64_t, uint64_t
from libc.stdlib cimport calloc, free, malloc

from boilerstrip._kernels.slots cimport Slot, read, slot_of

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 1


cdef dict _shared_words(list names, dict words_of):
    """The class word that most of some siblings share, by the name of each, as `page.repeats` finds it."""
    cdef dict counts = {}, times = {}
    cdef tuple words
    cdef str best, word
    cdef Py_ssize_t most, count, again
    cdef PyObject *known
    for name in names:
        known = PyDict_GetItem(times, name)
        times[name] = 1 if known == NULL else <object> known + 1
    for name, again in times.items():
        known = PyDict_GetItem(words_of, name)
        if known == NULL:
            words = words_of[name] = tuple(set((<str> name).split()))
        else:
            words = <tuple> known
        for word in words:
            known = PyDict_GetItem(counts, word)
            counts[word] = again if known == NULL else again + <Py_ssize_t> <object> known
    for name in times:
        best, most = "", 0
        for word in <tuple> words_of[name]:
            count = counts[word]
            if count > most or (count == most and word > best):
                best, most = word, count
        times[name] = best
    return times


cdef object _number_of(key, dict numbers):
    """The number of a key, the next one where it is new."""
    cdef PyObject *known = PyDict_GetItem(numbers, key)
    if known != NULL:
        return <object> known
    number = len(numbers)
    numbers[key] = number
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
        cdef dict tags = {}
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
            number = _number_of(read(element, &tag), tags)
            around = read(element, &parent)
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


def group_siblings(list elements):
    """The number of the kind that each element is of, as `page.repeats.sibling_group_ids` gives it."""
    cdef Siblings siblings = Siblings(elements)
    cdef Slot class_id = slot_of(elements, "class_id")
    cdef dict words_of = {}, first, shared
    cdef list names, found = list(range(len(elements))), alike
    cdef Py_ssize_t k, member
    cdef str name
    cdef bint same
    for k in range(siblings.count):
        if siblings.kinds[k].size == 1:
            continue
        alike, names, same = [], [], True
        name = read(elements[siblings.kinds[k].first], &class_id)
        member = siblings.kinds[k].first
        while member >= 0:
            said = read(elements[member], &class_id)
            same = same and (said is name or said == name)
            alike.append(member)
            names.append(said)
            member = siblings.following[member]
        if same:
            for member in alike:
                found[member] = alike[0]
            continue
        first, shared = {}, _shared_words(names, words_of)
        for member in range(len(alike)):
            found[alike[member]] = first.setdefault(shared[names[member]], alike[member])
    return found


def repeat_places(list blocks, list elements):
    """The number of the place that each Block stands in, as `page.repeats.repeat_group_ids` gives it."""
    cdef Slot element = slot_of(blocks, "element"), path = slot_of(blocks, "path")
    cdef Slot parent = slot_of(elements, "parent"), class_id = slot_of(elements, "class_id")
    cdef dict numbers = {}
    cdef list found = []
    cdef Py_ssize_t at, m = len(elements)
    for block in blocks:
        names = ""
        at = read(block, &element)
        if at >= m:
            raise IndexError("a Block stands in no element of the page")
        if at >= 0:
            holder = elements[at]
            names = read(holder, &class_id)
            if not names:
                at = read(holder, &parent)
                if 0 <= at < m:
                    names = read(elements[at], &class_id)
        found.append(_number_of((read(block, &path), names), numbers))
    return found


def record_groups(list places, list blocks, list elements, Py_ssize_t least):
    """The Blocks of each place in so many different elements, as `page.repeats.repeated_groups` gives them."""
    cdef Slot element = slot_of(blocks, "element"), parent = slot_of(elements, "parent")
    cdef dict groups = {}, holders = {}
    cdef Py_ssize_t b, at
    cdef PyObject *known
    for b in range(len(blocks)):
        at = read(blocks[b], &element)
        holder = read(elements[at], &parent) if 0 <= at < len(elements) else -1
        place = places[b]
        known = PyDict_GetItem(groups, place)
        if known == NULL:
            groups[place] = [b]
            holders[place] = {holder}
        else:
            (<list> known).append(b)
            around = <set> holders[place]
            if len(<set> around) < least:
                (<set> around).add(holder)
    return [groups[place] for place, around in holders.items() if len(<set> around) >= least]


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
            headings[i + 1] = headings[i] + (<int64_t> read(block, &level) > 0)
            cells[i + 1] = cells[i] + (read(block, &role) is table_role)
        # elements come in document order, so whatever an element holds comes after it
        for i in range(m - 1, -1, -1):
            element = elements[i]
            start, end = read(element, &starts), read(element, &ends)
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
            at = read(element, &parent)
            if 0 <= at < m:
                inside[at].items += inside[i].items + PySet_Contains(items, said)
                inside[at].sections += inside[i].sections + PySet_Contains(sections, said)
        found.reverse()
        return found
    finally:
        free(headings)
        free(cells)
        free(inside)
