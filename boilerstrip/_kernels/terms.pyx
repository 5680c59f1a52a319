# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""Features of the words that Blocks share with the rest of the page, and of the stretches and units that they stand in.

`owner`, `word` and `times` are those of `features.context.ContentTerms`, sorted by Block. As in `around`, other arrays are
those of `features.context.Context`, and a number is as wide as in the reference.
"""

from libc.stdint cimport int64_t, uint8_t

import numpy as np

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 3

# rows of `floats`, `flags` and `tree`
cdef enum:
    WORDS = 0
    LINKS = 1
    DENSITY = 3
    SENTENCE = 2
    HEADING = 6
    PROSE = 7
    LINKED = 8
    PARENT = 0
    START = 2
    END = 3
    ROOT = 5
    GROUP = 2


cdef inline double _share(int64_t part, int64_t whole) noexcept:
    return <double> part / <double> max(whole, 1)



def terms_in_prose(
    const int64_t[::1] owner, const int64_t[::1] word, const int64_t[::1] times, const uint8_t[:, ::1] flags, int64_t size,
    double[:, ::1] found,
):
    """Fill what `features.context.Context.terms_in_prose` is, all zero so far."""
    cdef Py_ssize_t i
    cdef const uint8_t[::1] is_prose = flags[PROSE]
    cdef int64_t[::1] in_prose = np.zeros(size, np.int64)
    for i in range(owner.shape[0]):
        if is_prose[owner[i]]:
            in_prose[word[i]] += times[i]
    for i in range(owner.shape[0]):
        found[1, owner[i]] += 1
        found[0, owner[i]] += in_prose[word[i]] > (times[i] if is_prose[owner[i]] else 0)


def vocabulary(
    const int64_t[::1] owner, const int64_t[::1] word, const int64_t[::1] times, const uint8_t[:, ::1] flags, int64_t size,
    const double[:, ::1] in_prose, list title, list description, dict numbers,
    const int64_t[:, ::1] tree, const int64_t[:, ::1] places, const int64_t[::1] starts, const double[::1] logs, int near,
    float[:, ::1] found,
):
    """Fill the columns of `features.vocabulary`; `logs` are logarithms of 1 plus each whole number.

    `title` and `description` are words, `starts` is that of `features.context.Said`.
    """
    cdef Py_ssize_t n = found.shape[1], i, k, w, b, before, first, beyond
    cdef const uint8_t[::1] is_prose = flags[PROSE]
    cdef const double[::1] found_terms = in_prose[0], asked_terms = in_prose[1]
    # how often prose has each word, and the page; by the word, the place behind its last one in `owner`
    cdef int64_t[:, ::1] counts = np.zeros((3, size), np.int64)
    cdef int64_t[::1] last = counts[2]
    cdef uint8_t[::1] is_near = np.zeros(owner.shape[0], np.uint8)
    cdef uint8_t[:, ::1] in_head = np.zeros((2, size), np.uint8)
    # of each Block, what is counted of its words, and the sum of how they are weighed
    cdef int64_t[:, ::1] sums = np.zeros((8, n), np.int64)
    cdef double[:, ::1] weighed = np.zeros((3, n + 1))
    cdef double[::1] odds = weighed[2]
    cdef double[:, ::1] before_terms = weighed[:2]
    cdef int64_t others, others_prose
    for k, said in enumerate((description, title)):
        for term in said:
            if term in numbers:
                in_head[k, <Py_ssize_t> numbers[term]] = True
    for i in range(owner.shape[0]):
        w, b = word[i], owner[i]
        counts[1, w] += times[i]
        if is_prose[b]:
            counts[0, w] += times[i]
        before = last[w] - 1
        if before >= 0 and b - owner[before] <= near:
            is_near[before] = is_near[i] = True
        last[w] = i + 1
    for i in range(owner.shape[0]):
        w, b = word[i], owner[i]
        others_prose = counts[0, w] - (times[i] if is_prose[b] else 0)
        others = counts[1, w] - times[i]
        sums[0, b] += 1
        sums[1, b] += others_prose > 1
        odds[b] += logs[others_prose] - logs[others] * 0.5
        sums[2, b] += is_near[i]
        sums[3, b] += others > 0
        sums[4, b] += counts[1, w] == 1
        sums[5, b] += in_head[0, w]
        sums[6, b] += in_head[1, w]
        sums[7, b] += times[i]
    for b in range(n):
        before_terms[0, b + 1] = before_terms[0, b] + found_terms[b]
        before_terms[1, b + 1] = before_terms[1, b] + asked_terms[b]
    for b in range(n):
        found[0, b] = found_terms[b] / <double> max(sums[0, b], 1)
        found[1, b] = _share(sums[1, b], sums[0, b])
        found[2, b] = odds[b] / <double> max(sums[0, b], 1)
        for k in range(2, 7):
            found[k + 1, b] = _share(sums[k, b], sums[0, b])
        found[8, b] = _share(sums[7, b], starts[b + 1] - starts[b])
        first, beyond = tree[START, places[GROUP, b]], tree[END, places[GROUP, b]]
        for k in range(2):
            if k:
                first, beyond = max(b - 1, 0), min(b + 2, n)
            found[9 + k, b] = (before_terms[0, beyond] - before_terms[0, first]) / max(
                before_terms[1, beyond] - before_terms[1, first], 1.0
            )


cdef inline bint _ends_with_colon(str text) except -1:
    return text != "" and text[len(text) - 1] in (0x3A, 0xFF1A)


def stretches(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, list places, list texts, const double[:, ::1] in_prose,
    const float[::1] logs, log1p, float[:, ::1] found,
):
    """Fill the columns of `features.stretches` that are of stretches."""
    cdef Py_ssize_t n = floats.shape[1], i, start = 0, end, k
    cdef const double[::1] known = in_prose[0], terms = in_prose[1]
    cdef int64_t words, links, stopped, blocks
    cdef double found_terms, asked
    # the mean of each Block's stretch
    cdef double[::1] means = np.empty(n)
    cdef float[7] figures
    cdef bint amid
    while start < n:
        end = start + 1
        words, links, stopped = <int64_t> floats[WORDS, start], <int64_t> floats[LINKS, start], flags[SENTENCE, start]
        found_terms, asked = known[start], terms[start]
        while end < n and places[end] == places[end - 1] and not flags[PROSE, end] and not flags[PROSE, end - 1]:
            words += <int64_t> floats[WORDS, end]
            links += <int64_t> floats[LINKS, end]
            stopped += flags[SENTENCE, end]
            found_terms += known[end]
            asked += terms[end]
            end += 1
        blocks = end - start
        amid = start > 0 and end < n and flags[PROSE, start - 1] and flags[PROSE, end]
        figures[0] = logs[blocks]
        figures[2] = _share(links, words)
        figures[3] = <double> stopped / <double> blocks
        figures[4] = found_terms / max(asked, 1.0)
        figures[5] = amid
        figures[6] = start > 0 and _ends_with_colon(texts[start - 1])
        for i in range(start, end):
            means[i] = <double> words / <double> blocks
            for k in range(7):
                found[k, i] = figures[k] if blocks > 1 else -1
        start = end
    cdef double[::1] logged = log1p(means)
    for i in range(n):
        if found[0, i] != -1:
            found[1, i] = logged[i]


def parts(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const uint8_t[::1] heading, const int64_t[::1] owner,
    const int64_t[::1] word, const int64_t[::1] times, int64_t size, int near, const float[::1] logs, log1p,
    float[:, ::1] found,
):
    """Fill the columns of `features.stretches` that are of parts from one heading to the next."""
    cdef Py_ssize_t n = floats.shape[1], i, k, p, w, count = 1, first, beyond = 0, start, end
    cdef int64_t[::1] part = np.empty(n, np.int64)
    # by word: how often prose has it, how often that of the part at hand, and behind which part that has it was met last
    cdef int64_t[:, ::1] of_word = np.zeros((3, size), np.int64)
    cdef int64_t[::1] in_prose = of_word[0], within = of_word[1], stamp = of_word[2]
    cdef bint outside
    for i in range(n):
        count += heading[i]
        part[i] = count - 1
    # Blocks, words, terms that prose outside has and all terms, then both of the heading alone
    cdef int64_t[:, ::1] both = np.zeros((9, count + 1), np.int64)
    cdef int64_t[:, ::1] sums_of_part = both[:6], before = both[6:]
    cdef double[::1] means = np.empty(count)
    cdef float[:, ::1] table = np.empty((6, count), np.float32)
    for i in range(n):
        sums_of_part[0, part[i]] += 1
        sums_of_part[1, part[i]] += <int64_t> floats[WORDS, i]
    for i in range(owner.shape[0]):
        if flags[PROSE, owner[i]]:
            in_prose[word[i]] += times[i]
    while beyond < owner.shape[0]:
        first, p = beyond, part[owner[beyond]]
        while beyond < owner.shape[0] and part[owner[beyond]] == p:
            if flags[PROSE, owner[beyond]]:
                within[word[beyond]] += times[beyond]
            beyond += 1
        for i in range(first, beyond):
            w = word[i]
            outside = in_prose[w] > within[w]
            if stamp[w] != p + 1:
                stamp[w] = p + 1
                sums_of_part[2, p] += outside
                sums_of_part[3, p] += 1
            # a Block has each word once
            if heading[owner[i]]:
                sums_of_part[4, p] += outside
                sums_of_part[5, p] += 1
        for i in range(first, beyond):
            within[word[i]] = 0
    for p in range(count):
        for k in range(3):
            before[k, p + 1] = before[k, p] + sums_of_part[k + 1, p]
    for p in range(count):
        start, end = max(p - near, 0), min(p + near + 1, count)
        means[p] = <double> (before[0, end] - before[0, start]) / <double> (end - start)
        table[0, p] = logs[sums_of_part[0, p]]
        table[1, p] = logs[sums_of_part[1, p]]
        table[2, p] = _share(sums_of_part[2, p], sums_of_part[3, p])
        table[3, p] = _share(before[1, end] - before[1, start], before[2, end] - before[2, start])
        table[4, p] = _share(sums_of_part[4, p], sums_of_part[5, p])
    cdef double[::1] logged = log1p(means)
    for p in range(count):
        table[5, p] = logged[p]
    for k in range(6):
        for i in range(n):
            found[k, i] = table[k, part[i]]


def units(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[:, ::1] places,
    const int64_t[:, ::1] tree, list texts, list found_units, list kinds, list matches,
    const double[:, ::1] in_prose, const float[::1] log_words, const float[::1] logs, log1p,
    float[:, ::1] found,
):
    """Fill the columns of `features.units`; `found_units` are the units of the page."""
    cdef Py_ssize_t n = floats.shape[1], count = len(found_units), u, i, k, first = len(kinds)
    cdef const double[::1] known = in_prose[0], terms = in_prose[1]
    cdef int64_t start, end, blocks, around, words, links, prose, linked, stopped, phrases, rest, rest_prose
    cdef double found_terms, asked
    cdef const int64_t[::1] root = tree[ROOT]
    cdef double[::1] means = np.empty(count)
    # before each place: words, and words of prose
    cdef int64_t[:, ::1] sums = np.zeros((2, n + 1), np.int64)
    cdef float[::1] figures = np.empty(found.shape[0], np.float32)
    cdef float *row
    for k in range(found.shape[0]):
        row = &found[k, 0]
        for i in range(n):
            row[i] = -1 if k >= first else 0
    for i in range(n):
        sums[0, i + 1] = sums[0, i] + <int64_t> floats[WORDS, i]
        sums[1, i + 1] = sums[1, i] + (<int64_t> floats[WORDS, i] if flags[PROSE, i] else 0)
    for u in range(count):
        start, end = (<tuple> found_units[u])[2], (<tuple> found_units[u])[3]
        means[u] = <double> (sums[0, end] - sums[0, start]) / <double> (end - start)
    cdef double[::1] logged = log1p(means)
    for u in range(count):
        kind, around, start, end = <tuple> found_units[u]
        around, blocks = root[around], end - start
        words, prose = sums[0, end] - sums[0, start], sums[1, end] - sums[1, start]
        links = linked = stopped = phrases = 0
        found_terms = asked = 0
        for i in range(start, end):
            links += <int64_t> floats[LINKS, i]
            linked += flags[LINKED, i]
            stopped += flags[SENTENCE, i]
            phrases += matches[i] is not None
            found_terms += known[i]
            asked += terms[i]
        for k in range(first):
            figures[k] = kinds[k] == kind
        k = first
        figures[k] = logs[blocks]
        figures[k + 1] = logs[words]
        figures[k + 2] = logged[u]
        figures[k + 3] = _share(links, words)
        figures[k + 4] = _share(linked, blocks)
        figures[k + 5] = _share(prose, words)
        figures[k + 6] = _share(stopped, blocks)
        figures[k + 7] = _share(phrases, blocks)
        figures[k + 8] = found_terms / max(asked, 1.0)
        k += 10
        _beside(floats, flags, places, root, texts, log_words, start - 1, around, figures[k : k + 6])
        _beside(floats, flags, places, root, texts, log_words, end, around, figures[k + 6 : k + 12])
        figures[k + 12] = figures[k + 2] * figures[k + 3] * figures[k + 8] * figures[k + 9]
        rest = max(sums[0, tree[END, around]] - sums[0, tree[START, around]] - words, 0)
        rest_prose = sums[1, tree[END, around]] - sums[1, tree[START, around]] - prose
        figures[k + 13] = _share(rest_prose, rest)
        for i in range(start, end):
            for k in range(found.shape[0]):
                found[k, i] = figures[k]
            found[first + 9, i] = <double> (i - start) / <double> max(blocks - 1, 1)


cdef int _beside(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[:, ::1] places, const int64_t[::1] root,
    list texts, const float[::1] log_words, int64_t at, int64_t around, float[::1] figures,
) except -1:
    """Figures of the Block beside a unit, which stands in the element `around`; -1 and 0 beyond the page."""
    cdef int64_t parent
    if not 0 <= at < floats.shape[1]:
        figures[0], figures[1:] = -1, 0
        return 0
    parent = places[1, at]
    figures[0] = log_words[at]
    figures[1] = floats[DENSITY, at]
    figures[2] = flags[PROSE, at]
    figures[3] = parent == around or root[parent] == around
    figures[4] = _ends_with_colon(texts[at])
    figures[5] = flags[HEADING, at]
    return 0
