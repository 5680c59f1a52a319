# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Inference: forests of oblivious trees, and sums of what was learned of tokens.

Every index is checked, or counts Blocks.
"""

from libc.stdint cimport int32_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memchr, memcpy, memset

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 1


cdef extern from "trees.h":
    ctypedef void Trees(
        const float *table, Py_ssize_t n, const Py_ssize_t *row, const float *border, int depth, Py_ssize_t trees,
        const float *leaves, Py_ssize_t size, float *sums,
    ) noexcept nogil

    Trees *trees_for_this_processor(Py_ssize_t *least) noexcept nogil

cdef Py_ssize_t MIN_COLUMNS
cdef Trees *SUM_TREES = trees_for_this_processor(&MIN_COLUMNS)


# Columns of a table that trees are asked of at once: what is in flight fits the cache.
cdef enum:
    CHUNK = 512


def forest_sums(
    const float[:, ::1] table, const long long[::1] feature, const float[::1] border,
    const long long[:, ::1] asks, const float[:, ::1] leaves, float[::1] sums,
):
    """Fill `sums` with the sum of all trees for each column of `table`; see `boilerstrip.model.forest`."""
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
        sums[:] = 0
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
    if SUM_TREES != NULL and n >= MIN_COLUMNS and leaves.strides[0] == leaves.shape[1] * <Py_ssize_t> sizeof(float):
        _sum_trees(table, feature, border, asks, leaves, sums)
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
                sums[start + i] = total[i]
            start += CHUNK


cdef int _sum_trees(
    const float[:, ::1] table, const long long[::1] feature, const float[::1] border, const long long[:, ::1] asks,
    const float[:, ::1] leaves, float[::1] sums,
) except -1:
    """Fill `sums` as `forest_sums` does, which has checked all numbers, for as many columns as a register has at least."""
    cdef Py_ssize_t depth = asks.shape[0], trees = asks.shape[1], t, level, q, n = table.shape[1]
    # where the row that each question is about begins, and what it asks to be exceeded
    cdef Py_ssize_t *row = <Py_ssize_t *> malloc(depth * trees * sizeof(Py_ssize_t))
    cdef float *limit = <float *> malloc(depth * trees * sizeof(float))
    if row == NULL or limit == NULL:
        free(row)
        free(limit)
        raise MemoryError
    with nogil:
        for level in range(depth):
            for t in range(trees):
                q = asks[level, t]
                row[t * depth + level], limit[t * depth + level] = feature[q] * n, border[q]
        SUM_TREES(&table[0, 0], n, row, limit, depth, trees, &leaves[0, 0], leaves.shape[1], &sums[0])
    free(row)
    free(limit)
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
    const long long[::1] values, const long long[::1] offsets, const float[::1] weights, double most, float[:, ::1] rows
):
    """Fill `rows`, one a family, with the cut-off sums of the weights of each Block's tokens, see `model.name_rows`."""
    cdef Py_ssize_t families = rows.shape[0], n = rows.shape[1], b, family, i, at = 0
    cdef double total = 0, before, summed
    if offsets.shape[0] != families * n + 1 or offsets[0] != 0 or offsets[families * n] > values.shape[0]:
        raise IndexError("a Block has no tokens, not even none")
    for b in range(n):
        for family in range(families):
            before = total
            for i in range(offsets[b * families + family], offsets[b * families + family + 1]):
                if not (i == at and 0 <= values[i] < weights.shape[0]):
                    raise IndexError("no such token")
                at += 1
                total += weights[values[i]]
            summed = total - before
            summed = -most if summed < -most else summed
            rows[family, b] = most if summed > most else summed


def kind_sums(const long long[::1] values, const float[:, ::1] kinds, float[::1] sums):
    """Fill `sums` with the sums of the rows of `kinds` that there are tokens for; return how many these are."""
    cdef Py_ssize_t i, k, distinct = 0, buckets = kinds.shape[0], width = kinds.shape[1]
    cdef char *said
    cdef char *next_said
    if sums.shape[0] != width:
        raise IndexError("as many sums as kinds")
    for i in range(values.shape[0]):
        if not 0 <= values[i] < buckets:
            raise IndexError("no such token")
    said = <char *> calloc(buckets + 1, 1)
    if said == NULL:
        raise MemoryError
    for i in range(values.shape[0]):
        said[values[i]] = 1
    sums[:] = 0
    # in the order of the tokens' numbers, as the reference adds them; of most there are none
    next_said = <char *> memchr(said, 1, buckets)
    while next_said != NULL:
        i = next_said - said
        distinct += 1
        for k in range(width):
            sums[k] += kinds[i, k]
        next_said = <char *> memchr(next_said + 1, 1, buckets - i - 1)
    free(said)
    return distinct


# As many as a sum may have before it is the sum of two halves, as numpy adds.
cdef enum:
    WIDTH = 8
    PAIRWISE = 128


cdef void _pairwise(
    const long long *values, Py_ssize_t n, const float *embedding, float *sums
) noexcept nogil:
    """The sum of these rows of an embedding, in the order in which numpy adds them."""
    cdef float[8][8] partial
    cdef float[8] other
    cdef Py_ssize_t i, k, c, half
    cdef const float *row
    if n < 8:
        for c in range(WIDTH):
            sums[c] = 0
        for i in range(n):
            row = embedding + values[i] * WIDTH
            for c in range(WIDTH):
                sums[c] += row[c]
    elif n <= PAIRWISE:
        for k in range(8):
            row = embedding + values[k] * WIDTH
            for c in range(WIDTH):
                partial[k][c] = row[c]
        i = 8
        while i < n - n % 8:
            for k in range(8):
                row = embedding + values[i + k] * WIDTH
                for c in range(WIDTH):
                    partial[k][c] += row[c]
            i += 8
        for c in range(WIDTH):
            sums[c] = ((partial[0][c] + partial[1][c]) + (partial[2][c] + partial[3][c])) + (
                (partial[4][c] + partial[5][c]) + (partial[6][c] + partial[7][c])
            )
        while i < n:
            row = embedding + values[i] * WIDTH
            for c in range(WIDTH):
                sums[c] += row[c]
            i += 1
    else:
        half = n // 2
        half -= half % 8
        _pairwise(values, half, embedding, sums)
        _pairwise(values + half, n - half, embedding, other)
        for c in range(WIDTH):
            sums[c] += other[c]


def embedded_sums(
    const long long[::1] values, const long long[::1] offsets, const float[:, ::1] embedding, float most,
    float[:, ::1] sums,
):
    """Fill `sums` with the cut-off sums of the embeddings of the tokens from each offset to the next."""
    cdef Py_ssize_t i, c, start, end, lists = sums.shape[0]
    cdef float[8] rest
    cdef float value
    if embedding.shape[1] != WIDTH or sums.shape[1] != WIDTH:
        raise ValueError(f"embeddings of {WIDTH} numbers")
    if offsets.shape[0] != lists + 1:
        raise IndexError("as many lists as sums")
    for i in range(values.shape[0]):
        if not 0 <= values[i] < embedding.shape[0]:
            raise IndexError("no such token")
    for i in range(lists):
        start, end = offsets[i], offsets[i + 1]
        if not 0 <= start <= end <= values.shape[0]:
            raise IndexError("no such tokens")
        if start == end:
            sums[i, :] = 0
            continue
        # as numpy reduces: all others are added to the first
        _pairwise(&values[0] + start + 1, end - start - 1, &embedding[0, 0], rest)
        for c in range(WIDTH):
            value = embedding[values[start], c] + rest[c]
            value = -most if value < -most else value
            sums[i, c] = most if value > most else value
