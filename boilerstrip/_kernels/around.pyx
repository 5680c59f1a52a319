# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""Features of what stands before and behind a Block, see `features.surroundings` and `features.headings`.

The rows of `floats`, `flags`, `places` and `tree` are those of `features.context.Context`. `logs` are the logarithms of
1 plus each whole number. What is a `float` here is one in the reference, what is a `double` there too: the numbers
are the same to the last bit.
"""

cimport cython
from libc.math cimport fabsf, sqrt
from libc.stdint cimport int64_t, uint8_t

import numpy as np

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 2

# rows of `floats`, `flags`, `places` and `tree`
cdef enum:
    WORDS = 0
    LINKS = 1
    DENSITY = 3
    QUESTION = 0
    CUT = 1
    CLOSED = 4
    HEADING = 6
    PROSE = 7
    LINKED = 8
    LEVEL = 0
    ELEMENT = 1
    GROUP = 2
    BOX = 3
    DEPTH = 1
    START = 2
    END = 3
    TAG = 4
    ROOT = 5


cdef inline double _share(int64_t part, int64_t whole) noexcept:
    return <double> part / <double> max(whole, 1)


@cython.boundscheck(False)
def surroundings(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[:, ::1] places,
    const int64_t[:, ::1] tree, const float[::1] log_words, const float[::1] logs, tuple steps, tuple windows,
    float[:, ::1] found,
):
    """Fill the columns of `features.surroundings`."""
    cdef Py_ssize_t n = floats.shape[1], i, k, row = 0, start, end, before, after
    cdef int64_t size, step, count
    # before each place: words, linked words, prose, short links, what is cut off, headings
    cdef int64_t[:, ::1] sums = np.zeros((6, n + 1), np.int64)
    cdef float one, other
    cdef bint ahead
    if not flags.shape[1] == places.shape[1] == log_words.shape[0] == found.shape[1] == n:
        raise IndexError("as many columns as Blocks")
    if found.shape[0] != len(steps) * 4 + len(windows) * 12 + 10:
        raise IndexError("as many rows as figures")
    for i in range(n):
        if not 0 <= places[ELEMENT, i] < tree.shape[1]:
            raise IndexError("a Block stands in no element")
        sums[0, i + 1] = sums[0, i] + <int64_t> floats[WORDS, i]
        sums[1, i + 1] = sums[1, i] + <int64_t> floats[LINKS, i]
        sums[2, i + 1] = sums[2, i] + flags[PROSE, i]
        sums[3, i + 1] = sums[3, i] + flags[LINKED, i]
        sums[4, i + 1] = sums[4, i] + flags[CUT, i]
        sums[5, i + 1] = sums[5, i] + flags[HEADING, i]
    if sums[0, n] >= logs.shape[0]:
        raise IndexError("a logarithm is missing")
    for step in steps:
        for i in range(n):
            k = i + step
            if 0 <= k < n:
                found[row, i], found[row + 1, i] = log_words[k], floats[DENSITY, k]
                found[row + 2, i], found[row + 3, i] = flags[CLOSED, k], flags[HEADING, k]
            else:
                found[row, i] = found[row + 1, i] = -1
                found[row + 2, i] = found[row + 3, i] = 0
        row += 4
    for ahead in (False, True):
        for size in windows:
            for i in range(n):
                start = min(i + 1, n) if ahead else max(i - size, 0)
                end = min(i + size + 1, n)
                count = sums[0, end] - sums[0, start]
                found[row, i] = logs[count]
                found[row + 1, i] = _share(sums[1, end] - sums[1, start], count)
                for k in range(2, 6):
                    count = sums[k, end] - sums[k, start]
                    # most windows have none
                    found[row + k, i] = _share(count, end - start) if count else 0
            row += 6
    for step in (2, 3):
        for i in range(n):
            one = log_words[i - step] if i >= step else 0
            other = log_words[i + step] if i + step < n else 0
            found[row, i] = (fabsf(log_words[i] - one) + fabsf(log_words[i] - other)) / 2
        row += 1
    for i in range(n):
        k = places[ELEMENT, i]
        before = places[ELEMENT, i - 1] if i else -1
        after = places[ELEMENT, i + 1] if i + 1 < n else -1
        found[row, i] = before >= 0 and tree[TAG, before] == tree[TAG, k]
        found[row + 1, i] = after >= 0 and tree[TAG, after] == tree[TAG, k]
        found[row + 2, i] = tree[DEPTH, k] - (tree[DEPTH, before] if before >= 0 else 0)
        found[row + 3, i] = tree[DEPTH, k] - (tree[DEPTH, after] if after >= 0 else 0)
        found[row + 4, i] = before >= 0 and tree[ROOT, before] == tree[ROOT, k]
        found[row + 5, i] = after >= 0 and tree[ROOT, after] == tree[ROOT, k]
        found[row + 6, i] = i > 0 and _is_plain(floats, flags, i) and _is_head(flags, i - 1)
        found[row + 7, i] = i + 1 < n and _is_head(flags, i) and _is_plain(floats, flags, i + 1)


cdef inline bint _is_head(const uint8_t[:, ::1] flags, Py_ssize_t i) noexcept:
    return flags[LINKED, i] or flags[HEADING, i]


cdef inline bint _is_plain(const float[:, ::1] floats, const uint8_t[:, ::1] flags, Py_ssize_t i) noexcept:
    return not _is_head(flags, i) and floats[DENSITY, i] < <float> 0.2 and floats[WORDS, i] > 4


def headings(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[:, ::1] places,
    const int64_t[:, ::1] tree, const float[::1] log_words,
    const float[::1] logs, list matches, dict family_at, int max_words, const uint8_t[::1] heading,
    const uint8_t[::1] is_label, const uint8_t[::1] is_related, int max_label_words, log1p, float[:, ::1] found,
):
    """Fill the columns of `features.headings`; `heading` marks what heads.

    `matches` are the phrases of Blocks, which count in Blocks of so many words at most.
    """
    cdef Py_ssize_t n = floats.shape[1], families = is_label.shape[0] - 1, i, row, since, related, last, governing
    cdef int64_t element, named, until
    cdef bint is_labelled, labels
    # before each place: Blocks with a phrase, words of prose
    cdef int64_t[:, ::1] sums = np.zeros((2, n + 1), np.int64)
    cdef int64_t[::1] hits = sums[0], prose = sums[1]
    # the family of the phrase in each Block, or how many there are, and whether it is all of the Block
    cdef int64_t[::1] family = np.empty(n, np.int64)
    cdef uint8_t[::1] whole = np.zeros(n, np.uint8)
    cdef float *target
    for row in range(families):
        target = &found[row, 0]
        for i in range(n):
            target[i] = 0
    for i in range(n):
        match, family[i] = matches[i], families
        if match is not None and floats[WORDS, i] <= max_words:
            family[i], whole[i] = family_at[(<tuple> match)[0]], (<tuple> match)[2]
            found[family[i], i] = 1
        found[families, i] = whole[i]
        hits[i + 1] = hits[i] + (family[i] < families)
        prose[i + 1] = prose[i] + (<int64_t> floats[WORDS, i] if flags[PROSE, i] else 0)
    row = families + 1
    for i in range(n):
        found[row, i] = _rate(hits, i - 3, i, n)
        found[row + 1, i] = _rate(hits, i + 1, i + 4, n)
        found[row + 2, i] = _rate(hits, i - 10, i + 11, n)
        found[row + 3, i] = _rate(hits, tree[START, places[GROUP, i]], tree[END, places[GROUP, i]], n)
        found[row + 4, i] = _rate(hits, tree[START, places[BOX, i]], tree[END, places[BOX, i]], n)
    row += 5
    since = related = last = governing = -1
    is_labelled = False
    for i in range(n):
        labels = floats[WORDS, i] <= max_label_words and (whole[i] or heading[i])
        named = family[i]
        if is_label[named] and labels:
            since = i
        if is_related[named] and labels:
            related = i
        if heading[i]:
            last = i
        if heading[i] or since == i:
            governing = i
            is_labelled = since == i
        element = places[BOX, i]
        found[row, i] = logs[i - since] if since >= 0 else -1
        found[row + 1, i] = logs[i - related] if related >= 0 else -1
        found[row + 2, i] = since >= 0 and tree[START, element] <= since < tree[END, element]
        found[row + 3, i] = logs[prose[i] - prose[since]] if since >= 0 else -1
        found[row + 4, i] = governing >= 0 and is_labelled
        found[row + 5, i] = log_words[governing] if governing >= 0 else -1
        found[row + 6, i] = logs[i - last] if last >= 0 else -1
        if last >= 0:
            found[row + 8, i] = places[LEVEL, last]
            found[row + 9, i] = tree[DEPTH, places[ELEMENT, i]] - tree[DEPTH, places[ELEMENT, last]]
            found[row + 10, i] = floats[DENSITY, last]
            found[row + 11, i] = flags[QUESTION, last]
        else:
            found[row + 8, i] = found[row + 9, i] = found[row + 11, i] = 0
            found[row + 10, i] = -1
    until = n
    for i in range(n - 1, -1, -1):
        if heading[i]:
            until = i
        found[row + 7, i] = logs[until - i]
    _runs(floats, flags, heading, logs, log1p, found[row + 12 :])


cdef inline double _rate(const int64_t[::1] hits, int64_t start, int64_t end, int64_t n) noexcept:
    """The share of the Blocks from one place to another, as far as there are any, with a phrase."""
    start, end = min(max(start, 0), n), min(end, n)
    return _share(hits[end] - hits[start], end - start)


cdef int _runs(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const uint8_t[::1] heading, const float[::1] logs, log1p,
    float[:, ::1] found,
) except -1:
    """Figures of the run that each Block is in, and of the one behind it: eight each."""
    cdef Py_ssize_t n = floats.shape[1], i, r, k, runs = 1
    cdef int64_t[::1] run = np.empty(n, np.int64)
    cdef int64_t[:, ::1] sums_of_run
    cdef double[::1] squares, means
    cdef float[:, ::1] table
    cdef float words
    cdef double blocks, all_words, mean
    for i in range(n):
        if i and heading[i]:
            runs += 1
        run[i] = runs - 1
    # Blocks, words, linked words, short links, words of prose, and what is cut off
    sums_of_run = np.zeros((6, runs), np.int64)
    squares, means = np.zeros(runs), np.empty(runs)
    for i in range(n):
        # a heading is not part of what it governs
        if heading[i]:
            continue
        r, words = run[i], floats[WORDS, i]
        sums_of_run[0, r] += 1
        sums_of_run[1, r] += <int64_t> words
        sums_of_run[2, r] += <int64_t> floats[LINKS, i]
        sums_of_run[3, r] += flags[LINKED, i]
        sums_of_run[4, r] += <int64_t> words if flags[PROSE, i] else 0
        sums_of_run[5, r] += flags[CUT, i]
        words *= words
        squares[r] += words
    for r in range(runs):
        means[r] = <double> sums_of_run[1, r] / <double> max(sums_of_run[0, r], 1)
    logged = log1p(means)
    cdef double[::1] log_means = logged
    table = np.empty((8, runs + 1), np.float32)
    for r in range(runs):
        blocks, all_words, mean = max(sums_of_run[0, r], 1), max(sums_of_run[1, r], 1), means[r]
        table[0, r] = logs[sums_of_run[0, r]]
        table[1, r] = logs[sums_of_run[1, r]]
        table[2, r] = log_means[r]
        table[3, r] = sums_of_run[2, r] / all_words
        table[4, r] = sums_of_run[3, r] / blocks
        table[5, r] = sums_of_run[4, r] / all_words
        table[6, r] = sums_of_run[5, r] / blocks
        table[7, r] = sqrt(max(squares[r] / blocks - mean * mean, 0.0)) / max(mean, 1.0)
    table[:, runs] = -1
    for k in range(8):
        for i in range(n):
            found[k, i] = table[k, run[i]]
            found[k + 8, i] = table[k, run[i] + 1]
    return 0
