# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""Features of where a Block stands, see `features.position`, `features.article` and `features.votes`.

As in `around`, arrays are those of `features.context.Context`, and a number is as wide as in the reference.
"""

from libc.stdint cimport int64_t, uint8_t

import numpy as np

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 3

# rows of `floats`, `flags`, `places` and `tree`
cdef enum:
    WORDS = 0
    LINKS = 1
    PLAIN = 2
    HEADING = 6
    PROSE = 7
    LEVEL = 0
    ELEMENT = 1
    PARENT = 0
    DEPTH = 1
    START = 2
    END = 3


cdef inline float _signed(int64_t away, const float[::1] logs) noexcept:
    """A signed logarithm of a distance."""
    return logs[away] if away >= 0 else -logs[-away]


def position(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[:, ::1] places, const int64_t[:, ::1] tree,
    list block_words, const int64_t[::1] ids, const int64_t[::1] starts, dict numbers, set title, double total, const float[::1] logs, int64_t max_worth, int64_t price,
    int64_t penalty, float overlap, float half_overlap, float[:, ::1] found,
):
    """Fill the columns of `features.position`; the prices are those of a Block in the densest stretch.

    `ids`, `starts` and `numbers` are those of `features.context.Said`.
    """
    cdef Py_ssize_t n = floats.shape[1], i, where = -1, anywhere = -1, top = -1, last = -1, longest, shared, size
    cdef int64_t[:, ::1] sums = np.zeros((2, n + 1), np.int64)
    cdef double all_prose
    cdef float own, of
    cdef list tokens
    cdef Py_ssize_t k
    # by word: the Block in which it was met last, -1 for none yet, -2 for what is not in the title
    cdef int64_t[::1] met = np.full(len(numbers) + 1, -2, np.int64)
    for word in title:
        if word in numbers:
            met[<Py_ssize_t> numbers[word]] = -1
    for i in range(n):
        sums[0, i + 1] = sums[0, i] + <int64_t> floats[WORDS, i]
        sums[1, i + 1] = sums[1, i] + (<int64_t> floats[PLAIN, i] if flags[PROSE, i] else 0)
    all_prose = max(1.0, <double> sums[1, n])
    longest = 2 * len(title) + 5
    for i in range(n):
        if flags[PROSE, i]:
            last = i
        if top < 0 and places[LEVEL, i] == 1:
            top = i
        found[0, i] = <double> i / <double> n
        found[1, i] = sums[0, i] / total
        found[2, i] = logs[i]
        found[3, i] = logs[n - 1 - i]
        found[4, i] = logs[i - last]
        found[6, i] = sums[1, i] / all_prose
        found[7, i] = (sums[1, n] - sums[1, i + 1]) / all_prose
        own = of = 0
        tokens = block_words[i]
        size = len(tokens)
        if size <= longest and title:
            shared = 0
            for k in range(starts[i], starts[i + 1]):
                # each word once
                if met[ids[k]] > -2 and met[ids[k]] != i:
                    met[ids[k]] = i
                    shared += 1
            if shared:
                own, of = <double> shared / <double> size, <double> shared / <double> len(title)
        found[14, i], found[15, i] = own, of
        # page titles carry the site's name too: a headline need not be all of them
        found[13, i] = own >= overlap and of >= half_overlap and size > 1
        if found[13, i]:
            if anywhere < 0:
                anywhere = i
            if where < 0 and flags[HEADING, i]:
                where = i
    last = n
    where = where if where >= 0 else anywhere
    for i in range(n - 1, -1, -1):
        if flags[PROSE, i]:
            last = i
        found[5, i] = logs[last - i]
        found[16, i] = _signed(i - where, logs) if where >= 0 else 0
        found[17, i] = where >= 0
        found[18, i] = _signed(i - top, logs) if top >= 0 else 0
    _core(floats, places, tree, total, logs, max_worth, price, penalty, found[8:13])


cdef int _core(
    const float[:, ::1] floats, const int64_t[:, ::1] places, const int64_t[:, ::1] tree, double total,
    const float[::1] logs, int64_t max_worth, int64_t price, int64_t penalty, float[:, ::1] found,
) except -1:
    """Where each Block stands to the stretch of Blocks that is worth most in unlinked words."""
    cdef Py_ssize_t n = floats.shape[1], m = tree.shape[1], i, start = 0, end = 0, box = 0, middle = 0, lowest = 0
    cdef int64_t worth, best, words = 0, above, at
    # before each place: what Blocks are worth, and what those are that are worth anything
    cdef int64_t[:, ::1] sums = np.zeros((2, n + 1), np.int64)
    cdef int64_t[::1] common = np.empty(m, np.int64)
    cdef float share
    for i in range(n):
        worth = min(<int64_t> floats[PLAIN, i], max_worth) - price - penalty * <int64_t> floats[LINKS, i]
        sums[0, i + 1] = sums[0, i] + worth
        sums[1, i + 1] = sums[1, i] + max(worth, 0)
    # of ranges with equal sums the one that ends first, and of these the one that begins first
    best = sums[0, 1] - sums[0, 0]
    start, end = 0, 1
    for i in range(n):
        if sums[0, i] < sums[0, lowest]:
            lowest = i
        if sums[0, i + 1] - sums[0, lowest] > best:
            best = sums[0, i + 1] - sums[0, lowest]
            start, end = lowest, i + 1
    for i in range(start, end):
        words += <int64_t> floats[WORDS, i]
    share = <float> words / <float> total
    # the middle of the core's words, not of its Blocks
    while middle <= n and sums[1, middle] < (sums[1, start] + sums[1, end]) / 2.0:
        middle += 1
    for i in range(m):
        above = tree[PARENT, i]
        if above >= i:
            raise IndexError("an element stands before what holds it")
        worth = sums[1, min(max(tree[END, i], start), end)] - sums[1, min(max(tree[START, i], start), end)]
        # elements come in document order, so the last that qualifies is the innermost
        if worth >= 0.8 * (sums[1, end] - sums[1, start]):
            box = i
        if tree[START, i] <= middle < tree[END, i]:
            common[i] = i
        else:
            common[i] = common[above] if above >= 0 else -1
    for i in range(n):
        at = places[ELEMENT, i]
        found[0, i] = start <= i < end
        found[1, i] = _signed(i - start if i < start else i - end + 1 if i >= end else 0, logs)
        found[2, i] = share
        found[3, i] = tree[START, box] <= i < tree[END, box]
        found[4, i] = tree[DEPTH, at] - tree[DEPTH, common[at]] if common[at] >= 0 else 20
    return 0


def votes(
    const float[:, ::1] floats, const int64_t[:, ::1] tree, const int64_t[::1] group, const int64_t[::1] box,
    list masks, const uint8_t[::1] is_other, double total, float[:, ::1] found,
):
    """Fill the columns of `features.votes` but for the agreement, given each voter's mask, or None without a vote."""
    cdef Py_ssize_t n = floats.shape[1], voters = len(masks), v, i, k, start, end, row
    cdef int64_t voted = 0, voted_others = 0, words, vote
    # of each Block: the sum of votes, from that of all against it on; that of other voters
    cdef int64_t[::1] places = np.full(n, voters, np.int64), others = np.zeros(n, np.int64)
    # by the sum of votes, which is one of so many below and above none: how many words have it
    cdef int64_t[::1] by_sum = np.zeros(2 * voters + 2, np.int64)
    # before each place: words, mean votes by words, mean votes
    cdef double[:, ::1] sums = np.zeros((3, n + 1))
    cdef const int64_t[::1] around
    cdef bint has
    cdef float mean
    cdef tuple mask
    for v in range(voters):
        words, has = 0, masks[v] is not None
        if has:
            mask = masks[v]
            for i in range(n):
                vote = 1 if mask[i] else -1
                found[v, i] = vote
                places[i] += vote
                if vote > 0:
                    words += <int64_t> floats[WORDS, i]
                if is_other[v]:
                    others[i] += vote
        else:
            found[v, :] = 0
        voted += has
        voted_others += has and is_other[v]
        found[voters + v, :] = <float> words / <float> total if has else -1
    row = 2 * voters
    for i in range(n):
        mean = <float> (places[i] - voters) / <float> max(voted, 1)
        by_sum[places[i] + 1] += <int64_t> floats[WORDS, i]
        found[row, i] = mean
        found[row + 6, i] = <float> others[i] / <float> max(voted_others, 1)
        found[row + 7, i] = voted
        sums[0, i + 1] = sums[0, i] + floats[WORDS, i]
        mean *= floats[WORDS, i]
        sums[1, i + 1] = sums[1, i] + mean
        sums[2, i + 1] = sums[2, i] + found[row, i]
    for k in range(2 * voters + 1):
        by_sum[k + 1] += by_sum[k]
    for i in range(n):
        found[row + 1, i] = found[row, i - 1] if i else -1
        found[row + 2, i] = found[row, i + 1] if i + 1 < n else -1
        start, end = max(i - 3, 0), min(i + 4, n)
        found[row + 3, i] = (sums[2, end] - sums[2, start]) / <double> (end - start)
        for k in range(2):
            around = box if k else group
            start, end = tree[START, around[i]], tree[END, around[i]]
            found[row + 4 + k, i] = (sums[1, end] - sums[1, start]) / max(sums[0, end] - sums[0, start], 1.0)
        found[row + 9, i] = by_sum[places[i]] / total


def sections(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[::1] block, const double[::1] match,
    const uint8_t[::1] byline, const uint8_t[::1] starts, const int64_t[::1] places, Py_ssize_t own_headline,
    const int64_t[::1] owner, const int64_t[::1] word, const int64_t[::1] term_of, int64_t terms, int64_t furthest,
    const float[::1] logs, float[:, ::1] found,
):
    """Fill the figures of the section that each Block is in, as `features.article._sections` has them.

    A section begins with each headline that `starts` marks; number `own_headline` of them all is the own one, -1 for
    none. `places` has the repeat group of each Block, `term_of` the number of the term that a word of the page is, -1
    for none. Returns the share of the terms that the own section has, -1 without one.
    """
    cdef Py_ssize_t n = floats.shape[1], count = 0, s, i, at = 0, start, end, k, own = -1
    # the headlines that begin sections
    cdef int64_t[::1] begins = np.empty(block.shape[0], np.int64)
    for i in range(block.shape[0]):
        if i == own_headline:
            own = count
        if starts[i]:
            begins[count] = i
            count += 1
    cdef int64_t words, prose, all_prose = 0, term, n_shared
    # by term the last section that was found to have it
    cdef int64_t[::1] stamp = np.full(terms + 1, -2, np.int64)
    cdef float[9] figures
    cdef double share = 0, own_share = -1
    for i in range(n):
        if flags[PROSE, i]:
            all_prose += <int64_t> floats[WORDS, i]
    for s in range(-1, count):
        start = block[begins[s]] if s >= 0 else 0
        end = block[begins[s + 1]] if s + 1 < count else n
        words = prose = n_shared = 0
        for i in range(start, end):
            words += <int64_t> floats[WORDS, i]
            if flags[PROSE, i]:
                prose += <int64_t> floats[WORDS, i]
        while at < owner.shape[0] and owner[at] < end:
            term = term_of[word[at]]
            if term >= 0 and not flags[HEADING, owner[at]] and stamp[term] != s:
                stamp[term] = s
                n_shared += 1
            at += 1
        share = <double> n_shared / <double> terms if terms else 0
        if own >= 0 and s == own and terms:
            own_share = share
        figures[0] = 0.5 if own < 0 else 0 if s < 0 else 1 if s == own else -1
        figures[1] = match[begins[s]] if s >= 0 else 0
        figures[2] = min(max(s - own, -furthest), furthest) if own >= 0 else 0
        figures[3] = logs[count]
        figures[4] = logs[words]
        figures[5] = <double> prose / <double> max(all_prose, 1)
        figures[6] = byline[begins[s]] if s >= 0 else 0
        figures[7] = s >= 0 and own >= 0 and places[start] == places[block[own_headline]]
        figures[8] = share
        for i in range(start, end):
            for k in range(9):
                found[k, i] = figures[k]
    return own_share


def own_boxes(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[:, ::1] tree, const int64_t[::1] block,
    const uint8_t[::1] starts, Py_ssize_t box, list groups, const float[::1] logs, float[:, ::1] found,
):
    """Fill what `features.article._boxes` has; `box` is the element of the own headline, `starts` as in `sections`."""
    cdef Py_ssize_t n = floats.shape[1], m = tree.shape[1], i, s, other, around, like = 0
    cdef int64_t[:, ::1] sums = np.zeros((2, n + 1), np.int64)
    cdef int64_t core_words
    for s in range(block.shape[0]):
        sums[0, block[s] + 1] += starts[s]
    for i in range(n):
        sums[0, i + 1] += sums[0, i]
        sums[1, i + 1] = sums[1, i] + (<int64_t> floats[WORDS, i] if flags[PROSE, i] else 0)
    while tree[PARENT, box] >= 0:
        around = tree[PARENT, box]
        if around >= box:
            raise IndexError("an element stands before what holds it")
        if sums[0, tree[END, around]] - sums[0, tree[START, around]] > 1:
            break
        box = around
    core_words = sums[1, tree[END, box]] - sums[1, tree[START, box]]
    found[:2, :] = 0
    for i in range(tree[START, box], tree[END, box]):
        found[0, i] = 1
    for other in range(m):
        if (
            other != box
            and tree[PARENT, other] == tree[PARENT, box]
            and groups[other] == groups[box]
            and sums[1, tree[END, other]] > sums[1, tree[START, other]]
        ):
            like += 1
            for i in range(tree[START, other], tree[END, other]):
                found[1, i] = 1
    found[2, :] = logs[like]
    found[3, :] = <double> core_words / <double> max(sums[1, n], 1)
