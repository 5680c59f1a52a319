# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""Features of where a Block stands, see `features.position`, `features.article` and `features.votes`.

As in `around`, arrays are those of `features.context.Context`, and a number is as wide as in the reference.
"""

from libc.math cimport fabsf
from libc.stdint cimport int64_t, uint8_t

import numpy as np

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 4

# rows of `floats`, `flags`, `places` and `tree`
cdef enum:
    WORDS = 0
    LINKS = 1
    PLAIN = 2
    HEADING = 6
    PROSE = 7
    LEVEL = 0
    ELEMENT = 1
    GROUP = 2
    BOX = 3
    PARENT = 0
    DEPTH = 1
    START = 2
    END = 3


cdef inline float _signed(int64_t away, const float[::1] logs) noexcept:
    """A signed logarithm of a distance."""
    return logs[away] if away >= 0 else -logs[-away]


cdef int _fill(float[:, ::1] found, Py_ssize_t row, float value) except -1:
    """Fill a row of a table that has columns."""
    cdef Py_ssize_t i
    cdef float *target = &found[row, 0]
    for i in range(found.shape[1]):
        target[i] = value
    return 0


def position(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[:, ::1] places, const int64_t[:, ::1] tree,
    const int64_t[::1] ids, const int64_t[::1] starts, dict numbers, set title, double total, const float[::1] logs,
    int64_t max_worth, int64_t price, int64_t penalty, float overlap, float half_overlap, float[:, ::1] found,
):
    """Fill the columns of `features.position`; the prices are those of a Block in the densest stretch.

    `ids`, `starts` and `numbers` are those of `features.context.Said`.
    """
    cdef Py_ssize_t n = floats.shape[1], i, where = -1, anywhere = -1, top = -1, last = -1, longest, shared, size
    cdef int64_t[:, ::1] sums = np.zeros((2, n + 1), np.int64)
    cdef double all_prose
    cdef float own, of
    cdef Py_ssize_t k
    # by word: 0 for what is not in the title, or 2 more than the Block in which it was met last, 1 for none yet
    cdef int64_t[::1] met = np.zeros(len(numbers) + 1, np.int64)
    for word in title:
        if word in numbers:
            met[<Py_ssize_t> numbers[word]] = 1
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
        size = starts[i + 1] - starts[i]
        if size <= longest and title:
            shared = 0
            for k in range(starts[i], starts[i + 1]):
                # each word once
                if met[ids[k]] and met[ids[k]] != i + 2:
                    met[ids[k]] = i + 2
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
    const float[:, ::1] floats, const int64_t[:, ::1] tree, const int64_t[:, ::1] places, list masks,
    tuple is_other, double total, add, float[:, ::1] found,
):
    """Fill the columns of `features.votes`, given each voter's mask, or None without a vote, and numpy's `add.reduce`."""
    cdef Py_ssize_t n = floats.shape[1], voters = len(masks), v, i, k, start, end, row = 2 * voters
    cdef int64_t voted = 0, voted_others = 0, words, vote
    # of each Block: the sum of votes; that of other voters
    cdef int64_t[:, ::1] votes_on = np.zeros((2, n), np.int64)
    # by the sum of votes, which is one of so many below and above none: how many words have it
    cdef int64_t[::1] by_sum = np.zeros(2 * voters + 2, np.int64)
    # before each place: words, mean votes by words, mean votes
    cdef double[:, ::1] sums = np.zeros((3, n + 1))
    # how far each mean vote is from undecided, by words
    cdef float[::1] decided = np.empty(n, np.float32)
    cdef bint other
    cdef float mean
    cdef tuple mask
    for v in range(voters):
        mask = masks[v]
        if mask is None:
            _fill(found, v, 0)
            _fill(found, voters + v, -1)
            continue
        words, other = 0, is_other[v]
        for i in range(n):
            vote = 1 if mask[i] else -1
            found[v, i] = vote
            votes_on[0, i] += vote
            if vote > 0:
                words += <int64_t> floats[WORDS, i]
            if other:
                votes_on[1, i] += vote
        voted += 1
        voted_others += other
        _fill(found, voters + v, <float> words / <float> total)
    for i in range(n):
        mean = <float> votes_on[0, i] / <float> max(voted, 1)
        by_sum[voters + votes_on[0, i] + 1] += <int64_t> floats[WORDS, i]
        found[row, i] = mean
        found[row + 6, i] = <float> votes_on[1, i] / <float> max(voted_others, 1)
        sums[0, i + 1] = sums[0, i] + floats[WORDS, i]
        decided[i] = fabsf(mean) * floats[WORDS, i]
        mean *= floats[WORDS, i]
        sums[1, i + 1] = sums[1, i] + mean
        sums[2, i + 1] = sums[2, i] + found[row, i]
    _fill(found, row + 7, voted)
    _fill(found, row + 8, <double> add(decided.base) / total)
    for k in range(2 * voters + 1):
        by_sum[k + 1] += by_sum[k]
    for i in range(n):
        found[row + 1, i] = found[row, i - 1] if i else -1
        found[row + 2, i] = found[row, i + 1] if i + 1 < n else -1
        start, end = max(i - 3, 0), min(i + 4, n)
        found[row + 3, i] = (sums[2, end] - sums[2, start]) / <double> (end - start)
        start, end = tree[START, places[GROUP, i]], tree[END, places[GROUP, i]]
        found[row + 4, i] = (sums[1, end] - sums[1, start]) / max(sums[0, end] - sums[0, start], 1.0)
        start, end = tree[START, places[BOX, i]], tree[END, places[BOX, i]]
        found[row + 5, i] = (sums[1, end] - sums[1, start]) / max(sums[0, end] - sums[0, start], 1.0)
        found[row + 9, i] = by_sum[voters + votes_on[0, i]] / total


def articles(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[:, ::1] places, const int64_t[:, ::1] tree,
    const int64_t[::1] kinds, list groups, list headlines, list bylines, const double[::1] match, list terms,
    const int64_t[::1] owner, const int64_t[::1] word, dict numbers, bint has_slug, double least_match, int64_t line_level,
    int64_t furthest, const float[::1] logs, float[:, ::1] found,
):
    """Fill the columns of `features.article`.

    `headlines` and `bylines` are what its `_Headings` has, `match` is that of each Block. `kinds` has the repeat group
    of each Block, `groups` the sibling group of each element; `owner`, `word` and `numbers` are those of
    `features.context.ContentTerms`.
    """
    cdef Py_ssize_t count = len(headlines), figures = 9, h, own = -1, number
    # of each headline: its Block, its level, whether it begins a section by level, and whether by its byline
    cdef int64_t[:, ::1] heads = np.empty((4, count), np.int64)
    # by word the number of the term that it is, from 1 on, and by term the last section that was found to have it
    cdef int64_t[::1] term_of = np.zeros(len(numbers) + 1, np.int64)
    cdef int64_t[::1] stamp = np.empty(len(terms) + 1, np.int64)
    cdef int64_t level = 2, own_kind = -1, box
    cdef double best = 0, share
    for h in range(count):
        heads[0, h] = headlines[h]
        heads[1, h] = places[LEVEL, heads[0, h]] if flags[HEADING, heads[0, h]] else line_level
        best = max(best, match[heads[0, h]])
    if best >= least_match:
        # among those that match about as well, the highest level wins, then the first
        for h in range(count):
            if match[heads[0, h]] >= best - 0.1 and (own < 0 or heads[1, h] < heads[1, own]):
                own = h
        level, own_kind = heads[1, own], kinds[heads[0, own]]
    for h in range(count):
        heads[2, h] = heads[1, h] <= level if level < line_level else kinds[heads[0, h]] == own_kind
        heads[3, h] = h == own or <bint> bylines[h]
    number = 0
    for term in terms:
        number += 1
        if term in numbers:
            term_of[<Py_ssize_t> numbers[term]] = number
    share = _sections(
        floats, flags, heads[0], heads[2], bylines, match, kinds, own, owner, word, term_of, stamp, furthest, logs, found
    )
    _sections(
        floats, flags, heads[0], heads[3], bylines, match, kinds, own, owner, word, term_of, stamp, furthest, logs,
        found[figures:],
    )
    if own >= 0:
        box = places[ELEMENT, heads[0, own]]
        _own_boxes(floats, flags, tree, heads[0], heads[2], box, groups, logs, found[2 * figures:])
    else:
        for h in range(3):
            _fill(found, 2 * figures + h, 0)
        _fill(found, 2 * figures + 3, -1)
    _fill(found, 2 * figures + 4, best)
    _fill(found, 2 * figures + 5, share)
    _fill(found, 2 * figures + 6, has_slug)


cdef double _sections(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[::1] block, const int64_t[::1] begins_one,
    list bylines, const double[::1] match, const int64_t[::1] kinds, Py_ssize_t own_headline, const int64_t[::1] owner,
    const int64_t[::1] word, const int64_t[::1] term_of, int64_t[::1] stamp, int64_t furthest, const float[::1] logs,
    float[:, ::1] found,
) except? -2:
    """Fill the figures of the section that each Block is in, as `features.article._sections` has them.

    A section begins with each headline that `begins_one` marks; number `own_headline` of them all is the own one, -1 for
    none. `term_of` and `stamp` are as in `articles`. Returns the share of the terms that the own section has, -1
    without one.
    """
    cdef Py_ssize_t n = floats.shape[1], count = 0, s, i, at = 0, start, end, k, own = -1, terms = stamp.shape[0] - 1
    # the headlines that begin sections
    cdef int64_t[::1] begins = np.empty(block.shape[0], np.int64)
    for i in range(block.shape[0]):
        if i == own_headline:
            own = count
        if begins_one[i]:
            begins[count] = i
            count += 1
    cdef int64_t words, prose, all_prose = 0, term, n_shared
    cdef float[9] figures
    cdef double share = 0, own_share = -1
    for i in range(stamp.shape[0]):
        stamp[i] = -2
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
            if term and not flags[HEADING, owner[at]] and stamp[term] != s:
                stamp[term] = s
                n_shared += 1
            at += 1
        share = <double> n_shared / <double> terms if terms else 0
        if own >= 0 and s == own and terms:
            own_share = share
        figures[0] = 0.5 if own < 0 else 0 if s < 0 else 1 if s == own else -1
        figures[1] = match[start] if s >= 0 else 0
        figures[2] = min(max(s - own, -furthest), furthest) if own >= 0 else 0
        figures[3] = logs[count]
        figures[4] = logs[words]
        figures[5] = <double> prose / <double> max(all_prose, 1)
        figures[6] = s >= 0 and <bint> bylines[begins[s]]
        figures[7] = s >= 0 and own >= 0 and kinds[start] == kinds[block[own_headline]]
        figures[8] = share
        for i in range(start, end):
            for k in range(9):
                found[k, i] = figures[k]
    return own_share


cdef int _own_boxes(
    const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[:, ::1] tree, const int64_t[::1] block,
    const int64_t[::1] begins_one, Py_ssize_t box, list groups, const float[::1] logs, float[:, ::1] found,
) except -1:
    """Fill what `features.article._boxes` has; `box` is the element of the own headline, `begins_one` as in `_sections`."""
    cdef Py_ssize_t n = floats.shape[1], m = tree.shape[1], i, s, other, around, like = 0
    cdef int64_t[:, ::1] sums = np.zeros((2, n + 1), np.int64)
    cdef int64_t core_words
    for s in range(block.shape[0]):
        sums[0, block[s] + 1] += begins_one[s]
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
    _fill(found, 0, 0)
    _fill(found, 1, 0)
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
    _fill(found, 2, logs[like])
    _fill(found, 3, <double> core_words / <double> max(sums[1, n], 1))
    return 0
