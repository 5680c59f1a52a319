# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""What strategies look for in Blocks and elements, and the F1 that a mask can expect.

Each function does what one of `boilerstrip.strategies` or of `scoring.selection` does.
"""

from cpython.set cimport PySet_Contains
from libc.stdint cimport int64_t

import numpy as np

from boilerstrip._kernels.slots cimport Slot, read, slot_of

VERSION = 1


def plain_word_sums(list blocks):
    """`strategies.semantic.plain_word_sums`, of the Blocks of a page."""
    cdef Slot words = slot_of(blocks, "words"), links = slot_of(blocks, "link_words")
    cdef int64_t total = 0
    cdef list sums = [0]
    for block in blocks:
        total += <int64_t> read(block, &words) - <int64_t> read(block, &links)
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
        words, links = read(block, &of_words), read(block, &of_links)
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
        first, last = read(element, &starts), read(element, &ends)
        if first < best_end and last > best_start:
            first, last = max(best_start, first), min(best_end, last)
            if gains[last] - gains[first] >= share * core:
                held_start, held_end = first, last
    for b in range(held_start, held_end):
        block = blocks[b]
        words, links = read(block, &of_words), read(block, &of_links)
        mask[b] = worth[b] > 0 or ((words == 0 or 2 * links < words) and read(block, &role) is not control_role)
    return mask


def meaningful(list elements, tuple tags):
    """The elements that markup means anything by: of these tags, or with a role, a type or a property; not hidden."""
    cdef Slot tag = slot_of(elements, "tag"), role = slot_of(elements, "role"), hidden = slot_of(elements, "hidden")
    cdef Slot itemprop = slot_of(elements, "itemprop"), itemtype = slot_of(elements, "itemtype")
    cdef list found = []
    for element in elements:
        if (
            read(element, &itemprop) or read(element, &itemtype) or read(element, &role) or read(element, &tag) in tags
        ) and not read(element, &hidden):
            found.append(element)
    return found


def beside(list elements, frozenset tags, frozenset roles):
    """The elements that are beside the point: of these tags or roles, or hidden."""
    cdef Slot tag = slot_of(elements, "tag"), role = slot_of(elements, "role"), hidden = slot_of(elements, "hidden")
    cdef list found = []
    for element in elements:
        if (
            PySet_Contains(tags, read(element, &tag))
            or PySet_Contains(roles, read(element, &role))
            or read(element, &hidden)
        ):
            found.append(element)
    return found


def best_records(
    list elements, list kinds, list plain, frozenset skipped, Py_ssize_t min_members, int64_t min_words
):
    """The elements, by index, of the kind that `strategies.records.propose` takes, none where there is none."""
    cdef Slot tag = slot_of(elements, "tag"), hidden = slot_of(elements, "hidden")
    cdef Slot starts = slot_of(elements, "start"), ends = slot_of(elements, "end")
    cdef Py_ssize_t i, kind, start, end, n = len(elements), best = -1
    cdef int64_t max_words = 0
    # by kind, which is the index of its first element: how many there are, and their words
    cdef int64_t[:, ::1] of_kind = np.zeros((2, n), np.int64)
    cdef list members = [], order = []
    for i in range(n):
        element = elements[i]
        start, end = read(element, &starts), read(element, &ends)
        if end <= start or read(element, &hidden) or PySet_Contains(skipped, read(element, &tag)):
            continue
        kind = kinds[i]
        if not of_kind[0, kind]:
            order.append(kind)
        of_kind[0, kind] += 1
        of_kind[1, kind] += <int64_t> plain[end] - <int64_t> plain[start]
        members.append(i)
    for kind in order:
        if of_kind[0, kind] >= min_members and of_kind[1, kind] > max_words and of_kind[1, kind] >= min_words * of_kind[0, kind]:
            best, max_words = kind, of_kind[1, kind]
    return [i for i in members if <Py_ssize_t> kinds[i] == best]


def expected_f1(list weights, list probabilities, mask):
    """`scoring.selection.expected_f1`."""
    cdef double hits = 0, kept = 0, wanted = 0, weight, right
    cdef Py_ssize_t i = 0, n = len(weights)
    if len(probabilities) != n or len(mask) != n:
        raise ValueError("a weight, a probability and a choice for each Block")
    for keep in mask:
        weight = weights[i]
        right = weight * <double> probabilities[i]
        wanted += right
        if keep:
            kept += weight
            hits += right
        i += 1
    return 2 * hits / (kept + wanted) if kept and wanted else 0.0


def best_length(list weights, list probabilities, list order, double beta):
    """How many Blocks, in this order, `scoring.selection.best_mask` keeps."""
    cdef double hits = 0, kept = 0, wanted = 0, best = 0, squared = beta * beta, expected
    cdef Py_ssize_t i, block, length = 0
    for i in range(len(weights)):
        wanted += <double> weights[i] * <double> probabilities[i]
    for i in range(len(order)):
        block = order[i]
        hits += <double> weights[block] * <double> probabilities[block]
        kept += <double> weights[block]
        if kept and wanted:
            expected = (1 + squared) * hits / (kept + squared * wanted)
            if expected > best:
                best, length = expected, i + 1
    return length
