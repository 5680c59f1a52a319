# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Inference: forests of oblivious trees, and sums of what was learned of tokens.

Every index is checked, or counts Blocks.
"""

from libc.math cimport rintf, sqrt
from libc.stdint cimport int8_t, int32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy, memset

import numpy as np

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 3


cdef extern from "trees.h":
    ctypedef void Trees(
        const float *table, Py_ssize_t n, const long long *feature, const float *border, Py_ssize_t questions,
        const long long *asks, int depth, Py_ssize_t trees, const float *leaves, Py_ssize_t size,
        unsigned char *answers, float *sums,
    ) noexcept nogil

    const Py_ssize_t TREES_ROOM

    Trees *trees_for_this_processor(Py_ssize_t *least) noexcept nogil

cdef Py_ssize_t MIN_COLUMNS
cdef Trees *SUM_TREES = trees_for_this_processor(&MIN_COLUMNS)


cdef extern from *:
    """
    #if defined(__GNUC__)
    #define PREFETCH(place) __builtin_prefetch(place)
    #else
    #define PREFETCH(place)
    #endif

    /* The number of the lowest bit that is set, of which there must be one. */
    static inline int boilerstrip_lowest_bit(unsigned long long bits)
    {
    #if defined(__GNUC__)
        return __builtin_ctzll(bits);
    #else
        int number = 0;
        while (!(bits >> number & 1)) number++;
        return number;
    #endif
    }
    """
    void PREFETCH(const void *place) noexcept nogil
    int LOWEST_BIT "boilerstrip_lowest_bit"(uint64_t bits) noexcept nogil


# Columns of a table that trees are asked of at once: what is in flight fits the cache.
cdef enum:
    CHUNK = 512


def forest_sums(
    const float[:, ::1] table, const long long[::1] feature, const float[::1] border,
    const long long[:, ::1] asks, const float[:, ::1] leaves, float bias, float[::1] sums,
):
    """Fill `sums` with the sum of all trees and `bias` for each column of `table`; see `boilerstrip.model.forest`."""
    cdef Py_ssize_t n = table.shape[1], questions = feature.shape[0]
    cdef Py_ssize_t depth = asks.shape[0], trees = asks.shape[1]
    cdef Py_ssize_t q, t, i, level, start, size
    # as wide as a value, so that compilers compare several at once
    cdef int32_t[CHUNK] place
    cdef float[CHUNK] total
    cdef float limit
    cdef const float *row
    cdef const float *answers
    if n == 0 or questions == 0:
        sums[:] = bias
        return
    if depth > 8 or leaves.shape[0] < trees or leaves.shape[1] < 1 << depth:
        raise IndexError("a tree has too few answers")
    if border.shape[0] < questions or sums.shape[0] < n:
        raise IndexError("a question has no border, or a column no place")
    for q in range(questions):
        if not 0 <= feature[q] < table.shape[0]:
            raise IndexError("a question is about no row of the table")
    for level in range(depth):
        for t in range(trees):
            if not 0 <= asks[level, t] < questions:
                raise IndexError("a tree asks no question of the forest")
    if SUM_TREES != NULL and n >= MIN_COLUMNS and trees and leaves.strides[0] == leaves.shape[1] * <Py_ssize_t> sizeof(float):
        _sum_trees(table, feature, border, asks, leaves, sums)
        for i in range(n):
            sums[i] += bias
        return
    with nogil:
        start = 0
        while start < n:
            size = min(<Py_ssize_t> CHUNK, n - start)
            memset(total, 0, size * sizeof(float))
            for t in range(trees):
                memset(place, 0, size * sizeof(int32_t))
                for level in range(depth):
                    q = asks[level, t]
                    row, limit = &table[feature[q], start], border[q]
                    for i in range(size):
                        place[i] |= <int32_t> (row[i] > limit) << level
                answers = &leaves[t, 0]
                for i in range(size):
                    total[i] += answers[place[i]]
            for i in range(size):
                sums[start + i] = total[i] + bias
            start += CHUNK


cdef int _sum_trees(
    const float[:, ::1] table, const long long[::1] feature, const float[::1] border, const long long[:, ::1] asks,
    const float[:, ::1] leaves, float[::1] sums,
) except -1:
    """Fill `sums` as `forest_sums` does, which has checked all numbers, for as many columns as a register has at least."""
    cdef unsigned char *answers = <unsigned char *> malloc(feature.shape[0] * TREES_ROOM)
    if answers == NULL:
        raise MemoryError
    with nogil:
        SUM_TREES(
            &table[0, 0], table.shape[1], &feature[0], &border[0], feature.shape[0], &asks[0, 0], asks.shape[0],
            asks.shape[1], &leaves[0, 0], leaves.shape[1], answers, &sums[0],
        )
    free(answers)
    return 0


def bound(
    const float[:, ::1] table, const long long[::1] rows, const float[:, ::1] least, const float[:, ::1] most,
    float[:, ::1] bounded,
):
    """Fill `bounded` with these rows of `table`, each value no less than the row's least and no more than its most.

    Without `rows` it is all of them, and `bounded` may be the table itself.
    """
    cdef Py_ssize_t r, i, at, n = table.shape[1], count = table.shape[0] if rows is None else rows.shape[0]
    cdef float low, high, value
    cdef const float *source
    cdef float *target
    if min(least.shape[0], most.shape[0], bounded.shape[0]) < count or bounded.shape[1] != n:
        raise IndexError("a row has no bounds, or no place")
    if n == 0:
        return
    for r in range(count):
        at = r if rows is None else rows[r]
        if not 0 <= at < table.shape[0]:
            raise IndexError("no such row")
        source, target = &table[at, 0], &bounded[r, 0]
        if source != target:
            memcpy(target, source, n * sizeof(float))
        # in place, which compilers make one instruction of for several values
        low, high = least[r, 0], most[r, 0]
        for i in range(n):
            value = target[i]
            value = low if value < low else value
            target[i] = high if value > high else value


def name_sums(
    const long long[::1] values, const long long[::1] starts, const long long[:, ::1] lists, const float[::1] weights,
    double most, float[:, ::1] rows,
):
    """Fill `rows`, one a family, with the cut-off sums of the weights of each Block's tokens, see `model.name_rows`."""
    cdef Py_ssize_t families = rows.shape[0], n = rows.shape[1], count = starts.shape[0] - 1, b, family, i, k
    cdef double total = 0, before, summed
    if lists.shape[0] != n or lists.shape[1] != families:
        raise IndexError("a Block has no tokens, not even none")
    cdef float *sums = <float *> malloc((count + 1) * sizeof(float))
    if sums == NULL:
        raise MemoryError
    try:
        _check_lists(values, starts, weights.shape[0], <const char *> &weights[0], sizeof(float))
        for k in range(count):
            before = total
            for i in range(starts[k], starts[k + 1]):
                total += weights[values[i]]
            summed = total - before
            summed = -most if summed < -most else summed
            sums[k] = most if summed > most else summed
        for b in range(n):
            for family in range(families):
                k = lists[b, family]
                if not 0 <= k < count:
                    raise IndexError("no such list")
                rows[family, b] = sums[k]
    finally:
        free(sums)


cdef int _check_lists(
    const long long[::1] values, const long long[::1] starts, Py_ssize_t buckets, const char *known, Py_ssize_t size
) except -1:
    """Check the lists of `features.hashed_tokens.Tokens`: each begins where another ends, and all tokens are known.

    What is known of a token has `size` bytes; the processor is told to fetch it, as it lies anywhere.
    """
    cdef Py_ssize_t i
    if starts.shape[0] < 1 or starts[0] != 0 or starts[starts.shape[0] - 1] != values.shape[0]:
        raise IndexError("no such tokens")
    for i in range(starts.shape[0] - 1):
        if starts[i] > starts[i + 1]:
            raise IndexError("no such tokens")
    for i in range(values.shape[0]):
        if not 0 <= values[i] < buckets:
            raise IndexError("no such token")
        PREFETCH(known + values[i] * size)
    return 0


def kind_of_page(
    const long long[::1] values, const int8_t[:, ::1] kinds, const float[::1] step, exp, float[::1] found
):
    """Fill what `model.kind_of_page` gives, given numpy's `exp`."""
    cdef Py_ssize_t i, k, distinct = 0, buckets = kinds.shape[0] - 1, width = kinds.shape[1]
    cdef double top, total = 0
    # a bit for each token
    cdef uint64_t *said
    cdef uint64_t bits
    cdef const int8_t *learned
    cdef float[::1] sums = np.zeros(width, np.float32)
    cdef double[::1] odds = np.empty(width)
    if not found.shape[0] == step.shape[0] == width or width < 1:
        raise IndexError("as many probabilities as kinds")
    for i in range(values.shape[0]):
        if not 0 <= values[i] < buckets:
            raise IndexError("no such token")
    said = <uint64_t *> calloc(buckets // 64 + 1, sizeof(uint64_t))
    if said == NULL:
        raise MemoryError
    for i in range(values.shape[0]):
        said[values[i] >> 6] |= <uint64_t> 1 << (values[i] & 63)
        PREFETCH(&kinds[0, 0] + values[i] * width)
    # in the order of the tokens' numbers, as the reference adds them
    for i in range(buckets // 64 + 1):
        bits = said[i]
        while bits:
            learned = &kinds[i * 64 + LOWEST_BIT(bits), 0]
            bits &= bits - 1
            distinct += 1
            for k in range(width):
                sums[k] += learned[k] * step[k]
    free(said)
    for k in range(width):
        odds[k] = sums[k] / sqrt(<double> max(distinct, 1)) + <double> (kinds[buckets, k] * step[k])
    top = odds[0]
    for k in range(width):
        top = max(top, odds[k])
    for k in range(width):
        odds[k] -= top
    exp(odds.base, out=odds.base)
    for k in range(width):
        total += odds[k]
    for k in range(width):
        found[k] = odds[k] / total


def rounded(const float[::1] odds, exp, float[::1] found):
    """Fill `found` with what `model.rounded` makes of log-odds, given numpy's `exp`."""
    cdef Py_ssize_t i
    cdef float value
    if odds.shape[0] != found.shape[0]:
        raise IndexError("as many probabilities as log-odds")
    for i in range(odds.shape[0]):
        value = odds[i]
        found[i] = -min(max(value, <float> -30), <float> 30)
    exp(found.base, out=found.base)
    for i in range(odds.shape[0]):
        value = 1 / (found[i] + <float> 1)
        found[i] = rintf(value * <float> 10000) / <float> 10000


cdef enum:
    EMBEDDED = 8


def embedded_sums(
    const long long[::1] values, const long long[::1] starts, const int8_t[:, ::1] embedding, const float[::1] step,
    float most, float[:, ::1] sums,
):
    """Fill `sums` with the cut-off sum of the embeddings of each list of tokens, of which the steps are summed up."""
    cdef Py_ssize_t i, c, k
    cdef int32_t[EMBEDDED] steps
    cdef const int8_t *row
    cdef float value
    if not embedding.shape[1] == step.shape[0] == sums.shape[1] == EMBEDDED:
        raise ValueError(f"embeddings of {EMBEDDED} numbers")
    if starts.shape[0] != sums.shape[0] + 1:
        raise IndexError("as many lists as sums")
    _check_lists(values, starts, embedding.shape[0], <const char *> &embedding[0, 0], EMBEDDED)
    for k in range(sums.shape[0]):
        memset(steps, 0, sizeof(steps))
        for i in range(starts[k], starts[k + 1]):
            row = &embedding[values[i], 0]
            for c in range(EMBEDDED):
                steps[c] += row[c]
        for c in range(EMBEDDED):
            value = steps[c] * step[c]
            value = -most if value < -most else value
            sums[k, c] = most if value > most else value
