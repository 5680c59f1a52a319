# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Inference of forests of oblivious trees.

Every index comes from the weights and is checked, or counts Blocks: none comes from a page.
"""

from libc.stdlib cimport free, malloc
from libc.string cimport memset

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 1


def forest_sums(
    const float[:, ::1] table, const long long[::1] feature, const float[::1] border,
    const long long[:, ::1] asks, const float[:, ::1] leaves, float[::1] sums,
):
    """Fill `sums` with the sum of all trees for each column of `table`; see `boilerstrip.model.forest`."""
    cdef Py_ssize_t n = table.shape[1], questions = feature.shape[0]
    cdef Py_ssize_t depth = asks.shape[0], trees = asks.shape[1]
    cdef Py_ssize_t q, t, i, level, start, size
    cdef Py_ssize_t chunk = 256
    cdef unsigned char *outcome
    cdef unsigned char *bits
    cdef unsigned char place[256]
    cdef float total[256]
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
    outcome = <unsigned char *> malloc(questions * chunk)
    if outcome == NULL:
        raise MemoryError
    with nogil:
        start = 0
        while start < n:
            size = min(chunk, n - start)
            for q in range(questions):
                row = &table[feature[q], start]
                limit = border[q]
                bits = outcome + q * chunk
                for i in range(size):
                    bits[i] = row[i] > limit
            memset(total, 0, sizeof(total))
            for t in range(trees):
                memset(place, 0, sizeof(place))
                for level in range(depth):
                    bits = outcome + asks[level, t] * chunk
                    for i in range(size):
                        place[i] |= bits[i] << level
                answers = &leaves[t, 0]
                for i in range(size):
                    total[i] += answers[place[i]]
            for i in range(size):
                sums[start + i] = total[i]
            start += chunk
    free(outcome)
