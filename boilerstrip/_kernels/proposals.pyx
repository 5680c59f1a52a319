# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""What strategies look for in Blocks and elements, and the F1 that a mask can expect.

Each function does what one of `boilerstrip.strategies` or of `scoring.selection` does.
"""

from cpython.dict cimport PyDict_GetItem
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.object cimport PyObject, PyObject_Hash
from cpython.set cimport PySet_Contains
from libc.stdint cimport int64_t, uint64_t, uint8_t
from libc.stdlib cimport qsort

import numpy as np

from boilerstrip._kernels.slots cimport Slot, read, read_int, slot_of

VERSION = 5


def plain_word_sums(list blocks):
    """`strategies.semantic.plain_word_sums`, of the Blocks of a page."""
    cdef Slot words = slot_of(blocks, "words"), links = slot_of(blocks, "link_words")
    cdef int64_t total = 0
    cdef list sums = [0]
    for block in blocks:
        total += read_int(block, &words) - read_int(block, &links)
        sums.append(total)
    return sums


def densest(
    list blocks, list elements, frozenset short_roles, control_role, int64_t price, int64_t penalty, int64_t max_worth,
    double share,
):
    """The mask of `strategies.density.propose`."""
    cdef Py_ssize_t n = len(blocks), b, start = 0, best_start = 0, best_end = 0, first, last, held_start, held_end
    cdef int64_t total = 0, best = 0, core, words, links
    cdef Slot of_words = slot_of(blocks, "words"), of_links = slot_of(blocks, "link_words")
    cdef Slot role = slot_of(blocks, "role"), starts = slot_of(elements, "start"), ends = slot_of(elements, "end")
    cdef int64_t[::1] worth = np.empty(n, np.int64), gains = np.empty(n + 1, np.int64)
    cdef list mask = [False] * n
    gains[0] = 0
    for b in range(n):
        block = blocks[b]
        words, links = read_int(block, &of_words), read_int(block, &of_links)
        worth[b] = min(max_worth, words - links) - penalty * links
        worth[b] -= price // 2 if PySet_Contains(short_roles, read(block, &role)) else price
        gains[b + 1] = gains[b] + max(worth[b], 0)
        if total <= 0:
            total, start = 0, b
        total += worth[b]
        if total > best:
            best, best_start, best_end = total, start, b + 1
    if best_start == best_end:
        return mask
    core = gains[best_end] - gains[best_start]
    held_start, held_end = best_start, best_end
    # document order: the last that qualifies is the innermost
    for element in elements:
        first, last = read_int(element, &starts), read_int(element, &ends)
        if first < best_end and last > best_start:
            first, last = max(best_start, first), min(best_end, last)
            if gains[last] - gains[first] >= share * core:
                held_start, held_end = first, last
    for b in range(held_start, held_end):
        block = blocks[b]
        words, links = read_int(block, &of_words), read_int(block, &of_links)
        mask[b] = worth[b] > 0 or ((words == 0 or 2 * links < words) and read(block, &role) is not control_role)
    return mask


def marked(list elements, frozenset content, frozenset aside_tags, frozenset aside_roles):
    """The elements that `strategies.semantic._find_marked` finds."""
    cdef Slot of_tag = slot_of(elements, "tag"), of_role = slot_of(elements, "role")
    cdef Slot of_hidden = slot_of(elements, "hidden")
    cdef Slot of_itemprop = slot_of(elements, "itemprop"), of_itemtype = slot_of(elements, "itemtype")
    cdef list meaningful = [], asides = []
    for element in elements:
        tag, role, hidden = read(element, &of_tag), read(element, &of_role), read(element, &of_hidden)
        if hidden or PySet_Contains(aside_tags, tag) or (role and PySet_Contains(aside_roles, role)):
            asides.append(element)
        if hidden:
            continue
        if (
            PySet_Contains(content, tag)
            or (role and PySet_Contains(content, role))
            or read(element, &of_itemprop)
            or read(element, &of_itemtype)
        ):
            meaningful.append(element)
    return meaningful, asides


def best_records(
    list blocks, list elements, list kinds, frozenset skipped, Py_ssize_t min_members, int64_t min_words
):
    """The elements, by index, of the kind that `strategies.records.propose` takes, none where there is none."""
    cdef Slot tag = slot_of(elements, "tag"), hidden = slot_of(elements, "hidden")
    cdef Slot starts = slot_of(elements, "start"), ends = slot_of(elements, "end")
    cdef Slot of_words = slot_of(blocks, "words"), of_links = slot_of(blocks, "link_words")
    cdef Py_ssize_t i, kind, start, end, n = len(elements), m = len(blocks), best = -1
    cdef int64_t max_words = 0
    # before each Block, the unlinked words
    cdef int64_t[::1] plain = np.empty(m + 1, np.int64)
    # by element its kind if it may be a record, else -1; by kind, which is the index of its first element, how many
    # there are, and their words
    cdef int64_t[::1] kind_of = np.empty(n, np.int64), members = np.zeros(n, np.int64), words = np.zeros(n, np.int64)
    if len(kinds) != n:
        raise ValueError("a kind for each element")
    plain[0] = 0
    for i in range(m):
        block = blocks[i]
        plain[i + 1] = plain[i] + read_int(block, &of_words) - read_int(block, &of_links)
    for i in range(n):
        element = elements[i]
        start, end = read_int(element, &starts), read_int(element, &ends)
        kind_of[i] = -1
        if end <= start or read(element, &hidden) or PySet_Contains(skipped, read(element, &tag)):
            continue
        kind_of[i] = kind = kinds[i]
        members[kind] += 1
        words[kind] += plain[end] - plain[start]
    # of those with equally many words, the one whose first member comes first
    for i in range(n):
        kind = kind_of[i]
        if kind >= 0 and members[kind] >= min_members and words[kind] > max_words and words[kind] >= min_words * members[kind]:
            best, max_words = kind, words[kind]
    return [i for i in range(n) if kind_of[i] == best] if best >= 0 else []


def expected_f1s(list weights, list probabilities, list masks):
    """`scoring.selection.expected_f1` of each of these masks."""
    cdef Py_ssize_t i, n = len(weights)
    cdef double[:, ::1] words = np.empty((2, n), np.float64)
    cdef double hits, kept, wanted = 0
    cdef list found = []
    if len(probabilities) != n:
        raise ValueError("a weight and a probability for each Block")
    # the words of each Block, and how many of them are expected
    for i in range(n):
        words[0, i] = weights[i]
        words[1, i] = words[0, i] * <double> probabilities[i]
        wanted += words[1, i]
    for mask in masks:
        if len(mask) != n:
            raise ValueError("a choice for each Block")
        hits = kept = 0
        i = 0
        for keep in mask:
            if keep:
                kept += words[0, i]
                hits += words[1, i]
            i += 1
        found.append(2 * hits / (kept + wanted) if kept and wanted else 0.0)
    return found


cdef struct Chance:
    Py_ssize_t block
    int64_t words
    double probability
    # how many words up to it, the likeliest first, to expect, and which F-measure of these Blocks
    double hits
    double expected


cdef int _likelier(const void *one, const void *other) noexcept nogil:
    """The order of Blocks from the likeliest on; of equally likely ones, the first comes first."""
    cdef const Chance *a = <const Chance *> one
    cdef const Chance *b = <const Chance *> other
    if a.probability != b.probability:
        return -1 if a.probability > b.probability else 1
    return -1 if a.block < b.block else 1


def best_mask(list weights, list probabilities, double beta, tuple cases, double likely):
    """`scoring.selection.best_mask`."""
    cdef Py_ssize_t i, length = 0, n = len(weights)
    cdef int64_t kept
    cdef double hits, wanted, probability, odds, share, best = 0, squared = beta * beta
    cdef list mask = [False] * n
    if len(probabilities) != n:
        raise ValueError("a weight and a probability for each Block")
    cdef Chance *order = <Chance *> PyMem_Malloc(max(n, 1) * sizeof(Chance))
    if order == NULL:
        raise MemoryError
    try:
        for i in range(n):
            order[i].block, order[i].probability = i, probabilities[i]
            order[i].words, order[i].expected = weights[i], 0
        qsort(order, n, sizeof(Chance), _likelier)
        for odds, share in cases:
            wanted = 0
            for i in range(n):
                probability = order[i].probability
                wanted += order[i].words * (probability * odds / (1 - probability + probability * odds))
                order[i].hits = wanted
            kept = 0
            for i in range(n):
                kept += order[i].words
                if kept:
                    order[i].expected += share * (1 + squared) * order[i].hits / (kept + squared * wanted)
        for i in range(n):
            if order[i].expected > best:
                best, length = order[i].expected, i + 1
        for i in range(length):
            mask[order[i].block] = order[i].words > 0 or order[i].probability >= likely
    finally:
        PyMem_Free(order)
    return mask


# Another one in each process, so that no page can have its words all in one place of a table.
cdef uint64_t SALT = <uint64_t> PyObject_Hash("salt")

# As many words make an anchor, see `strategies.align`.
cdef enum:
    ANCHOR = 4


cdef inline Py_ssize_t _place_of(
    const int64_t[::1] words, Py_ssize_t at, const int64_t[::1] wanted, const int64_t[::1] table
) except -1:
    """The place of the words from `at` on in a table of where such stand in `wanted`, as it is there or would be."""
    cdef Py_ssize_t mask = table.shape[0] - 1, place, k, other
    cdef uint64_t mixed = SALT
    for k in range(ANCHOR):
        mixed = (mixed ^ <uint64_t> words[at + k]) * 0x9E3779B97F4A7C15u
    place = <Py_ssize_t> ((mixed ^ (mixed >> 29)) & <uint64_t> mask)
    while table[place] >= 0:
        other = table[place]
        for k in range(ANCHOR):
            if wanted[other + k] != words[at + k]:
                break
        else:
            break
        place = (place + 1) & mask
    return place


cdef list _chain(const int64_t[::1] found):
    """The longest chain of places, each with what it has in `found`, in which both increase; by patience sorting."""
    cdef Py_ssize_t m = found.shape[0], i, piles = 0, low, high, middle
    # by pile the place at its top, and by place the one before it in the chain
    cdef int64_t[::1] tops = np.empty(m, np.int64), before = np.empty(m, np.int64)
    cdef list chain = []
    for i in range(m):
        if found[i] < 0:
            continue
        low, high = 0, piles
        while low < high:
            middle = (low + high) // 2
            if found[tops[middle]] < found[i]:
                low = middle + 1
            else:
                high = middle
        before[i] = tops[low - 1] if low else -1
        tops[low] = i
        piles = max(piles, low + 1)
    i = tops[piles - 1] if piles else -1
    while i >= 0:
        chain.append(i)
        i = before[i]
    chain.reverse()
    return chain


def anchored(list page, list wanted, bytearray matched):
    """`strategies.align._anchored`: mark the words around anchors, and return the common runs."""
    cdef Py_ssize_t n = len(page), m = len(wanted), i, k, place, size = 8, page_end = 0, text_end = 0
    cdef Py_ssize_t at, start, length, back
    cdef int64_t[::1] on_page = np.empty(n, np.int64), in_text = np.empty(m, np.int64)
    # by place in the text: whether its anchor is there once, and where on the page it is; -1 for nowhere, -2 for more
    # than one place
    cdef uint8_t[::1] once = np.zeros(m, np.uint8)
    cdef int64_t[::1] found = np.full(m, -1, np.int64)
    cdef dict numbers = {}
    cdef list spans = []
    cdef PyObject *known
    if len(matched) != n:
        raise IndexError("a mark for each word")
    for i in range(m):
        word = wanted[i]
        known = PyDict_GetItem(numbers, word)
        if known != NULL:
            in_text[i] = <object> known
        else:
            in_text[i] = len(numbers)
            numbers[word] = in_text[i]
    for i in range(n):
        word = page[i]
        known = PyDict_GetItem(numbers, word)
        on_page[i] = <int64_t> <object> known if known != NULL else -1
    while size < 2 * m:
        size *= 2
    cdef int64_t[::1] table = np.full(size, -1, np.int64)
    for i in range(m - ANCHOR + 1):
        place = _place_of(in_text, i, in_text, table)
        if table[place] < 0:
            table[place], once[i] = i, True
        else:
            once[table[place]] = False
    # how many words in a row are in the text
    length = 0
    for i in range(1 - ANCHOR, n - ANCHOR + 1):
        length = length + 1 if on_page[i + ANCHOR - 1] >= 0 else 0
        if length < ANCHOR:
            continue
        place = _place_of(on_page, i, in_text, table)
        if table[place] >= 0 and once[table[place]]:
            k = table[place]
            found[k] = i if found[k] == -1 else -2
    for k in _chain(found):
        at = found[k]
        if at < page_end or k < text_end:
            continue
        back, length = 0, ANCHOR
        while at - back > page_end and k - back > text_end and on_page[at - back - 1] == in_text[k - back - 1]:
            back += 1
        while at + length < n and k + length < m and on_page[at + length] == in_text[k + length]:
            length += 1
        start, length = at - back, length + back
        spans.append((start, k - back, length))
        page_end, text_end = start + length, k - back + length
        for i in range(start, page_end):
            matched[i] = 1
    return spans


def matched_blocks(block_words, bytearray matched, double share):
    """`strategies.align._matched_blocks`."""
    cdef const uint8_t[::1] marks = matched
    cdef Py_ssize_t position = 0, end, n_found
    cdef list mask = []
    for words in block_words:
        n_found, end = 0, position + len(words)
        for position in range(position, end):
            n_found += marks[position]
        mask.append(len(words) > 0 and n_found >= share * len(words))
        position = end
    return mask
