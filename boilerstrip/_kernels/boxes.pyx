# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""Features of the elements around a Block, see `features.containers`, `features.siblings` and `features.markup`.

As in `around`, arrays are those of `features.context.Context`, and a number is as wide as in the reference. What holds
an element comes before it: whatever is found for all above is there when an element comes.
"""

cimport cython
from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.math cimport sqrt
from libc.stdint cimport int16_t, int32_t, int64_t, uint8_t
from libc.string cimport memset

import numpy as np

from boilerstrip._kernels.slots cimport Slot, read, slot_of

cdef extern from "Python.h":
    PyObject *PyDict_SetDefault(object known, object key, object otherwise) except NULL

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 5

# rows of `floats`, `flags`, `tree` and `places`
cdef enum:
    WORDS = 0
    LINKS = 1
    DENSITY = 3
    STOP = 3
    HEADING = 6
    PROSE = 7
    LINKED = 8
    PARENT = 0
    DEPTH = 1
    START = 2
    END = 3
    TAG = 4
    WIDER = 6
    ELEMENT = 1
    GROUP = 2
    BOX = 3


cdef inline Py_ssize_t _above(const int64_t[:, ::1] tree, Py_ssize_t i) except -2:
    """The element around an element, -1 for none."""
    cdef Py_ssize_t above = tree[PARENT, i]
    if above >= i:
        raise IndexError("an element stands before what holds it")
    return max(above, -1)


def wider(int64_t[:, ::1] tree, int64_t[:, ::1] places):
    """Fill the rows that `features.context.find_wider` fills."""
    cdef Py_ssize_t i, above, m = tree.shape[1]
    # the outermost with the same Blocks
    cdef int64_t[::1] top = np.empty(m, np.int64)
    for i in range(m):
        above = _above(tree, i)
        if above < 0:
            top[i] = tree[WIDER, i] = i
            continue
        top[i] = top[above] if tree[END, i] - tree[START, i] == tree[END, above] - tree[START, above] else i
        above = tree[PARENT, top[i]]
        tree[WIDER, i] = above if above >= 0 else top[i]
    for i in range(places.shape[1]):
        places[GROUP, i] = tree[WIDER, places[ELEMENT, i]]
        places[BOX, i] = tree[WIDER, places[GROUP, i]]


cdef int64_t[::1] _by_tag(const int64_t[:, ::1] tree, list tags, dict known, int64_t otherwise):
    """What is known for the tag of each element."""
    cdef Py_ssize_t i, m = tree.shape[1], count = len(tags)
    cdef int64_t[::1] found = np.empty(m + count, np.int64)
    for i in range(count):
        found[m + i] = known.get(tags[i], otherwise)
    for i in range(m):
        found[i] = found[m + tree[TAG, i]]
    return found


def containers(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[:, ::1] tree,
    const int64_t[:, ::1] places, const float[:, ::1] element_words, const float[::1] float_logs,
    const float[::1] logs, list tags, dict sections, float tenth, float half, float total, images, log1p,
    float[:, ::1] found,
):
    """Fill the columns of `features.containers`.

    `tenth` and `half` are these shares of the words of the page, and `sections` has the tags of sections. An image is a
    tuple that begins with how many Blocks stand before it.
    """
    cdef Py_ssize_t n = floats.shape[1], m = tree.shape[1], i, k, s, row, above, at
    # before each place: words of prose, headings, short links, ends of sentences, images
    cdef int64_t[:, ::1] sums = np.zeros((5, n + 2), np.int64)
    cdef float[:, ::1] table = np.empty((9, m), np.float32)
    # words a Block, and by element which of these it has, -1 where that is the number of its words
    cdef float[::1] means = np.empty(m, np.float32)
    cdef int64_t[::1] mean_of = np.empty(m, np.int64), is_section = _by_tag(tree, tags, sections, 0)
    cdef Py_ssize_t n_means = 0
    # the nearest section, and the nearest with a tenth and a half of the words, -1 for none; how many are inside
    cdef int64_t[:, ::1] nearest = np.empty((3, m), np.int64)
    cdef int64_t[::1] inside = np.ones(m, np.int64)
    cdef int64_t[:, ::1] scopes = np.empty((7, n), np.int64)
    cdef int64_t group, box, region, place, start, end, before
    cdef const float *source
    cdef float *target
    cdef const int64_t *scope
    cdef float words, blocks
    if n == 0 or found.shape[1] != n or element_words.shape[1] != m:
        raise IndexError("a Block has no place, or an element no words")
    for image in images:
        before = (<tuple> image)[0]
        sums[4, min(before, n) + 1] += 1
    for i in range(n):
        sums[4, i + 1] += sums[4, i]
        sums[0, i + 1] = sums[0, i] + (<int64_t> floats[WORDS, i] if flags[PROSE, i] else 0)
        sums[1, i + 1] = sums[1, i] + flags[HEADING, i]
        sums[2, i + 1] = sums[2, i] + flags[LINKED, i]
        sums[3, i + 1] = sums[3, i] + flags[STOP, i]
    for i in range(m):
        above = _above(tree, i)
        start, end = tree[START, i], tree[END, i]
        words, blocks = max(element_words[0, i], <float> 1), max(end - start, 1)
        table[0, i] = float_logs[<int64_t> element_words[0, i]]
        table[1, i] = element_words[0, i] / total
        table[2, i] = element_words[1, i] / words
        table[3, i] = float_logs[max(end - start, 1)]
        # most have one Block, or the Blocks of what holds them
        if end - start <= 1:
            mean_of[i] = -1
        elif above >= 0 and tree[START, above] == start and tree[END, above] == end:
            mean_of[i] = mean_of[above]
        else:
            means[n_means] = element_words[0, i] / blocks
            mean_of[i] = n_means
            n_means += 1
        table[5, i] = <float> (sums[0, end] - sums[0, start]) / words
        for k in range(1, 4):
            table[5 + k, i] = <float> (sums[k, end] - sums[k, start]) / blocks
        nearest[0, i] = i if is_section[i] else nearest[0, above] if above >= 0 else -1
        nearest[1, i] = i if element_words[0, i] >= tenth else nearest[1, above] if above >= 0 else -1
        nearest[2, i] = i if element_words[0, i] >= half else nearest[2, above] if above >= 0 else -1
    cdef const float[::1] logged = log1p(means.base[:n_means])
    for i in range(m):
        table[4, i] = logged[mean_of[i]] if mean_of[i] >= 0 else table[0, i]
    for i in range(m - 1, 0, -1):
        if tree[PARENT, i] >= 0:
            inside[tree[PARENT, i]] += inside[i]
    row = 7 * 11
    for i in range(n):
        at, group, box = places[ELEMENT, i], places[GROUP, i], places[BOX, i]
        region = tree[WIDER, box]
        scopes[0, i], scopes[1, i], scopes[2, i], scopes[3, i] = at, group, box, region
        for k in range(3):
            scopes[4 + k, i] = nearest[k, at] if nearest[k, at] >= 0 else region
        found[row, i] = element_words[0, group] / max(element_words[0, box], <float> 1)
        found[row + 1, i] = element_words[0, box] / max(element_words[0, region], <float> 1)
        found[row + 2, i] = tree[DEPTH, at] - tree[DEPTH, group]
        found[row + 3, i] = tree[DEPTH, at] - tree[DEPTH, scopes[5, i]]
        found[row + 4, i] = logs[sums[4, tree[END, group]] - sums[4, tree[START, group]]]
        found[row + 5, i] = logs[sums[4, tree[END, box]] - sums[4, tree[START, box]]]
        found[row + 6, i] = logs[inside[box]]
    for s in range(7):
        row = s * 11
        for k in range(9):
            # whatever is in `scopes` is the number of an element, or it would have been refused above
            source, target, scope = &table[k, 0], &found[row + k, 0], &scopes[s, 0]
            for i in range(n):
                target[i] = source[scope[i]]
        for i in range(n):
            at = scopes[s, i]
            place = i - tree[START, at]
            found[row + 9, i] = <double> place / <double> max(tree[END, at] - tree[START, at] - 1, 1)
            found[row + 10, i] = floats[WORDS, i] / max(element_words[0, at], <float> 1)


def siblings(
    const float[:, ::1] floats, const int64_t[:, ::1] tree, const int64_t[:, ::1] places, list groups, list repeats,
    list texts, const float[:, ::1] element_words, const float[::1] logs, double total, float linked, int least, log1p,
    float[:, ::1] found,
):
    """Fill the columns of `features.siblings`; so many like siblings at least make a series."""
    cdef Py_ssize_t n = floats.shape[1], m = tree.shape[1], i, k, g, s, row, above, member, outermost
    cdef Py_ssize_t count = 0, n_series = 0
    # by element: its group, members before it, the nearest member of a series around, and the widest
    cdef int64_t[:, ::1] of_element = np.empty((4, m), np.int64)
    cdef int64_t[::1] group = of_element[0], before = of_element[1], nearest = of_element[2], widest = of_element[3]
    cdef const int64_t[::1] own = places[ELEMENT]
    cdef double members, mean, away
    cdef bint filled
    if len(groups) < m:
        groups = groups + [0] * (m - len(groups))
    for i in range(m):
        group[i] = groups[i]
        count = max(count, group[i] + 1)
    # members that hold anything, their words and linked words, how many of them begin with a link, which series it is
    cdef int64_t[:, ::1] sums = np.zeros((5, count), np.int64)
    for i in range(m):
        g = group[i]
        filled = tree[END, i] > tree[START, i] and tree[PARENT, i] >= 0
        before[i] = sums[0, g]
        sums[0, g] += filled
        sums[1, g] += <int64_t> element_words[0, i]
        sums[2, g] += <int64_t> element_words[1, i]
        if filled and floats[DENSITY, min(tree[START, i], n - 1)] >= linked:
            sums[3, g] += 1
    for g in range(count):
        if sums[0, g] >= least:
            sums[4, g] = n_series
            n_series += 1
    # by series: sums of squares, and words a member, all and outside links
    cdef double[::1] squares = np.zeros(n_series)
    cdef double[:, ::1] args = np.empty((2, n_series))
    cdef float[:, ::1] of_series = np.empty((7, n_series), np.float32)
    for g in range(count):
        if sums[0, g] >= least:
            args[0, sums[4, g]] = sums[1, g] / <double> sums[0, g]
            args[1, sums[4, g]] = (sums[1, g] - sums[2, g]) / <double> sums[0, g]
    for i in range(m):
        g, above = group[i], _above(tree, i)
        nearest[i] = nearest[above] if above >= 0 else -1
        if sums[0, g] >= least and tree[END, i] > tree[START, i] and above >= 0:
            nearest[i] = i
            away = element_words[0, i] - args[0, sums[4, g]]
            squares[sums[4, g]] += away * away
        # the outermost member around: that of the nearest around this one, if there is any
        widest[i] = -1
        if nearest[i] == i:
            widest[i] = widest[above] if widest[above] >= 0 else i
        elif nearest[i] >= 0:
            widest[i] = widest[nearest[i]]
    cdef double[:, ::1] logged = log1p(args)
    for g in range(count):
        if sums[0, g] >= least:
            s = sums[4, g]
            members, mean = sums[0, g], args[0, s]
            of_series[0, s] = logs[sums[0, g]]
            of_series[1, s] = logs[sums[1, g]]
            of_series[2, s] = sums[1, g] / total
            of_series[3, s] = logged[0, s]
            of_series[4, s] = sqrt(squares[s] / members) / max(mean, 1.0)
            of_series[5, s] = sums[2, g] / <double> max(sums[1, g], 1)
            of_series[6, s] = logged[1, s]
    for i in range(n):
        member = nearest[own[i]]
        if member >= 0:
            outermost = member
            for row in range(0, 18, 9):
                g = group[outermost]
                s = sums[4, g]
                for k in range(7):
                    found[row + k, i] = of_series[k, s]
                found[row + 7, i] = <double> before[outermost] / <double> max(sums[0, g] - 1, 1)
                found[row + 8, i] = element_words[0, outermost] / max(args[0, s], 1.0)
                outermost = widest[own[i]]
            found[18, i] = tree[DEPTH, own[i]] - tree[DEPTH, member]
            found[19, i] = <double> sums[3, group[member]] / <double> max(sums[0, group[member]], 1)
        else:
            for k in range(20):
                found[k, i] = -1
            member = 0
        found[20, i] = <double> (i - tree[START, member]) / <double> max(tree[END, member] - tree[START, member] - 1, 1)
    _alike(floats, repeats, logs, total, log1p, found[21:29])
    _repeats(texts, logs, found[29:])


cdef int _alike(const float[:, ::1] floats, list repeats, const float[::1] logs, double total, log1p, float[:, ::1] found) except -1:
    """Figures of the Blocks in the same place as each."""
    cdef Py_ssize_t n = floats.shape[1], i, p, count = 0, shared = 0
    cdef int64_t[::1] place = np.empty(n, np.int64)
    for i in range(n):
        place[i] = repeats[i]
        count = max(count, place[i] + 1)
    # Blocks, their words, their words inside links, the last Block and the first, and which of the means it has
    cdef int64_t[:, ::1] sums = np.zeros((6, count), np.int64)
    cdef double[::1] means = np.empty(count)
    for i in range(n):
        p = place[i]
        found[5, i] = sums[0, p]
        found[6, i] = logs[i - sums[3, p]] if sums[0, p] else -1
        if not sums[0, p]:
            sums[4, p] = i
        sums[3, p] = i
        sums[0, p] += 1
        sums[1, p] += <int64_t> floats[WORDS, i]
        sums[2, p] += <int64_t> floats[LINKS, i]
    for p in range(count):
        # of most places there is one
        if sums[0, p] > 1:
            means[shared] = <double> sums[1, p] / <double> sums[0, p]
            sums[5, p] = shared
            shared += 1
    cdef const double[::1] logged = log1p(means.base[:shared])
    for i in range(n):
        p = place[i]
        found[0, i] = logs[sums[0, p]]
        found[1, i] = logs[sums[1, p]]
        found[2, i] = sums[1, p] / total
        found[3, i] = logged[sums[5, p]] if sums[0, p] > 1 else found[1, i]
        found[4, i] = <double> sums[2, p] / <double> max(sums[1, p], 1)
        found[5, i] = <double> found[5, i] / <double> max(sums[0, p] - 1, 1)
        found[7, i] = <double> (sums[3, p] - sums[4, p]) / <double> n
    return 0


cdef int _repeats(list texts, const float[::1] logs, float[:, ::1] found) except -1:
    """How often each text occurs, and whether this is the first time."""
    cdef Py_ssize_t n = len(texts), i, first
    cdef dict first_of = {}
    # by the Block that has a text first: how often it occurs; and by Block: which one that is
    cdef int64_t[::1] count = np.zeros(n, np.int64), same = np.empty(n, np.int64)
    for i in range(n):
        first = <object> PyDict_SetDefault(first_of, texts[i], i)
        same[i] = first
        count[first] += 1
        found[1, i] = first == i
    for i in range(n):
        found[0, i] = logs[count[same[i]]]
    return 0


cdef class Stems:
    """The stems of families of names, as `features.markup._stem_table` arranges them."""

    # the number of the first stem that begins with two letters, and of the next that begins with the same
    cdef const int16_t[::1] first, following
    # a bit for each three letters that a stem begins with: few do, and what is small stays at hand
    cdef uint8_t[2197] opens
    # the letters of each stem, how many these are, and the bit of its family
    cdef const uint8_t[:, ::1] letters
    cdef const uint8_t[::1] lengths
    cdef const int64_t[::1] bits

    def __init__(
        self, const int16_t[::1] first, const int16_t[::1] following, const uint8_t[:, ::1] letters,
        const uint8_t[::1] lengths, const int64_t[::1] bits,
    ):
        if first.shape[0] != 26 * 26:
            raise IndexError("a stem for each two letters")
        if not following.shape[0] == letters.shape[0] == lengths.shape[0] == bits.shape[0]:
            raise IndexError("a stem has no letters")
        self.first, self.following, self.letters, self.lengths, self.bits = first, following, letters, lengths, bits
        cdef Py_ssize_t stem, key
        memset(self.opens, 0, sizeof(self.opens))
        for stem in range(letters.shape[0]):
            if lengths[stem] > 2:
                key = (letters[stem, 0] - 97) * 676 + (letters[stem, 1] - 97) * 26 + letters[stem, 2] - 97
                self.opens[key >> 3] |= 1 << (key & 7)


@cython.boundscheck(False)
cdef int64_t _families(str names, Stems stems) except -1:
    """The families of the stems in names, as `features.markup._families` finds them."""
    cdef bytes encoded
    cdef const uint8_t *data
    cdef Py_ssize_t size, i = 0, start, end, at, k
    cdef int stem, key, length
    cdef int64_t found = 0
    if PyUnicode_KIND(names) == 1:
        data, size = <const uint8_t *> PyUnicode_DATA(names), len(names)
    else:
        # what is no letter from a to z ends a part, whatever it is
        encoded = names.encode("latin-1", "replace")
        data, size = <const uint8_t *> <const char *> encoded, len(encoded)
    while i < size:
        start = i
        while i < size and 97 <= data[i] <= 122:
            i += 1
        end = i
        i += 1
        # a stem of two letters has to be all of a part, and none is shorter
        for at in range(start, end - 1 if end - start == 2 else end - 2):
            stem = (data[at] - 97) * 26 + data[at + 1] - 97
            if end - start > 2:
                key = stem * 26 + data[at + 2] - 97
                if not stems.opens[key >> 3] >> (key & 7) & 1:
                    continue
            stem = stems.first[stem]
            while stem >= 0:
                length = stems.lengths[stem]
                # what is short has to be all of a part
                if length <= end - at and (length > 3 or (at == start and length == end - at)):
                    for k in range(2, length):
                        if stems.letters[stem, k] != data[at + k]:
                            break
                    else:
                        found |= stems.bits[stem]
                stem = stems.following[stem]
    return found


cdef int _inherited(
    list elements, const int64_t[:, ::1] tree, list tags, kind_bits, tuple unnamed, Stems stems, int64_t[::1] kinds,
    int64_t[:, ::1] found,
) except -1:
    """Fill what is around each element, as `features.markup._inherited` finds it: near and far families, names.

    `kinds` has the kinds that each is by its tag, and in the end all that it inherits; `kind_bits` tells those of an
    element beyond its tag.
    """
    cdef Py_ssize_t i, above, grand, far, m = len(elements)
    cdef Slot class_id = slot_of(elements, "class_id"), role = slot_of(elements, "role")
    cdef Slot hidden = slot_of(elements, "hidden"), itemprop = slot_of(elements, "itemprop")
    cdef Slot itemtype = slot_of(elements, "itemtype")
    # the families of each by its own names, and all around it
    cdef int64_t[:, ::1] families = np.zeros((2, m + 1), np.int64)
    cdef int64_t[::1] own = families[0], around = families[1]
    cdef dict known_families = {}, known_kinds = {}
    cdef PyObject *known
    cdef str names, as_role, prop, kind
    # by tag
    cdef list are_named = [tag not in unnamed for tag in tags]
    for i in range(m):
        above = _above(tree, i)
        # no Block stands in it or in anything inside
        if tree[START, i] >= tree[END, i]:
            kinds[i] = found[0, i] = found[1, i] = found[2, i] = 0
            continue
        element = elements[i]
        names = read(element, &class_id)
        found[2, i] = 0
        if names and are_named[tree[TAG, i]]:
            known = PyDict_GetItem(known_families, names)
            if known == NULL:
                own[i] = known_families[names] = _families(names, stems)
            else:
                own[i] = <object> known
            # what is outermost says nothing of a place on the page
            found[2, i] = above >= 0
        as_role, is_hidden = read(element, &role), read(element, &hidden)
        prop, kind = read(element, &itemprop), read(element, &itemtype)
        if as_role or is_hidden is not False or prop or kind:
            # few sorts of such come again and again
            said = (as_role, is_hidden, prop, kind)
            known = PyDict_GetItem(known_kinds, said)
            if known == NULL:
                told = known_kinds[said] = kind_bits(element)
                kinds[i] |= <int64_t> told
            else:
                kinds[i] |= <int64_t> <object> known
        around[i], found[0, i], found[1, i] = own[i], own[i], 0
        if above < 0:
            continue
        kinds[i] |= kinds[above]
        around[i] |= around[above]
        found[2, i] += found[2, above]
        found[0, i] |= own[above]
        grand = tree[PARENT, above]
        if grand >= 0:
            found[0, i] |= own[grand]
            far = tree[PARENT, grand]
            if far >= 0:
                found[1, i] = around[far]
    return 0


def markup(
    list elements, const int64_t[:, ::1] places, const int64_t[:, ::1] tree, list tags, kind_bits, tuple unnamed,
    Stems stems, dict own_by_tag, dict around_by_tag, int64_t body_bits, int own_kinds, int around_kinds, int families,
    const float[::1] logs, float[:, ::1] found,
):
    """Fill the columns of `features.markup`.

    What an element is by its tag is in `own_by_tag`, and what it gives to all in it in `around_by_tag`.
    """
    cdef Py_ssize_t n = places.shape[1], m = tree.shape[1], i, k, at, row
    cdef int64_t[::1] own_kind = _by_tag(tree, tags, own_by_tag, -1), kinds = _by_tag(tree, tags, around_by_tag, 0)
    # by element: families near and far, names, the nearest body around
    cdef int64_t[:, ::1] around = np.zeros((4, m), np.int64)
    cdef int64_t[::1] body = around[3]
    cdef int64_t above
    # by Block: its own kind, the kinds around it, and the families near and far
    cdef int32_t[:, ::1] of_block = np.empty((4, n), np.int32)
    for i in range(m):
        above = _above(tree, i)
        body[i] = i if kinds[i] & body_bits else body[above] if above >= 0 else -1
    _inherited(elements, tree, tags, kind_bits, unnamed, stems, kinds, around)
    for i in range(n):
        at = places[ELEMENT, i]
        of_block[0, i], of_block[1, i] = own_kind[at], kinds[at]
        of_block[2, i], of_block[3, i] = around[0, at], around[1, at]
        row = own_kinds + around_kinds
        found[row, i] = places[0, i]
        found[row + 1, i] = logs[tree[DEPTH, at]]
        found[row + 2, i] = logs[around[2, at]]
        row += 3 + 2 * families
        found[row, i] = tree[DEPTH, at] - tree[DEPTH, body[at]] if body[at] >= 0 else -1
    for k in range(own_kinds):
        for i in range(n):
            found[k, i] = of_block[0, i] == k
    _bits(of_block[1], found[own_kinds:own_kinds + around_kinds])
    row = own_kinds + around_kinds + 3
    _bits(of_block[2], found[row:row + families])
    _bits(of_block[3], found[row + families:row + 2 * families])


@cython.boundscheck(False)
cdef int _bits(const int32_t[::1] values, float[:, ::1] found) except -1:
    """Fill a row for each bit of values, from the lowest on."""
    cdef Py_ssize_t k, i
    cdef const int32_t *source = &values[0]
    cdef float *target
    if values.shape[0] != found.shape[1]:
        raise IndexError("a Block has no value")
    for k in range(found.shape[0]):
        target = &found[k, 0]
        for i in range(found.shape[1]):
            target[i] = source[i] >> k & 1
    return 0
