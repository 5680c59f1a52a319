# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""The columns of the second stage, see `boilerstrip.model.stacked`.

Each function fills the rows of one there, whose numbers are `double`s too and are added in the same order.
"""

from libc.math cimport rintf
from libc.stdint cimport int64_t, uint8_t

import numpy as np

VERSION = 5


cdef inline double _mean(const double[:, ::1] sums, Py_ssize_t start, Py_ssize_t end) noexcept:
    """The mean probability of the words from one Block to another, 0 without any."""
    return (sums[1, end] - sums[1, start]) / max(sums[0, end] - sums[0, start], 0.5)


cdef inline float _rounded(float value) noexcept:
    """A value to three digits: further ones differ between processors."""
    return rintf(value * <float> 1000) / <float> 1000


def table(
    const float[::1] first, const float[::1] by_trees, const float[::1] by_network, const float[::1] words,
    const int64_t[::1] owner, const int64_t[::1] word, int64_t size, const int64_t[:, ::1] layout, double worth, int beside, double min_probability, double min_term_probability,
    double max_sum, int64_t min_logs, log_table, double_logs, add, log, log1p, float[:, ::1] found,
):
    """Fill what `model.stacked.table` is; `log_table` and `double_logs` are those of `features.context`."""
    cdef Py_ssize_t n = first.shape[0], i
    # by Block
    cdef double[:, ::1] of_block = np.empty((3, n))
    cdef double[::1] probabilities = of_block[0], weights = of_block[1], odds = of_block[2]
    # no other count is larger
    cdef int64_t largest = max(min_logs, n + 1)
    # before each place: words, and words that are content as far as one can expect
    cdef double[:, ::1] sums = np.zeros((2, n + 1))
    cdef double total
    for i in range(n):
        probabilities[i], weights[i] = first[i], max(words[i], 0.5)
        sums[0, i + 1] = sums[0, i] + weights[i]
        sums[1, i + 1] = sums[1, i] + weights[i] * probabilities[i]
        odds[i] = _odds(probabilities[i], min_probability)
        largest = max(largest, <int64_t> words[i])
        found[27, i], found[28, i] = _rounded(by_trees[i]), _rounded(by_network[i])
    total = max(sums[1, n], 1e-6)
    cdef double[::1] logged = log(of_block.base[2])
    cdef const float[::1] logs = log_table((<object> largest).bit_length())
    for i in range(n):
        found[0, i], found[3, i] = logged[i], total / sums[0, n]
    _core(probabilities, weights, sums, worth, logs, log1p, found)
    _term_cooccurrence(
        probabilities, owner, word, size, min_term_probability, max_sum, double_logs((<object> (n + 1)).bit_length()), add, log,
        found[13:17],
    )
    _together(
        probabilities, weights, sums, layout[0], layout[1], layout[2], layout[3], layout[4], layout[5], layout[6],
        layout[7], layout[8], beside, found[17:27],
    )


cdef int _core(
    const double[::1] probabilities, const double[::1] weights, const double[:, ::1] sums, double worth,
    const float[::1] logs, log1p, float[:, ::1] found,
) except -1:
    """Fill the rows of words and content, of `_core`, and of `_around` for four Blocks and sixteen."""
    cdef Py_ssize_t n = probabilities.shape[0], i, start = 0, end = 1, lowest = 0, near, row = 9
    # the last two are the page's content, and the words of a Block without any
    cdef double[::1] gain = np.zeros(n + 1), away = np.zeros(n + 2)
    cdef double best, core_content, mean, share
    for i in range(n):
        gain[i + 1] = gain[i] + weights[i] * (probabilities[i] - worth)
    best = gain[1] - gain[0]
    for i in range(n):
        if gain[i] < gain[lowest]:
            lowest = i
        if gain[i + 1] - gain[lowest] > best:
            best = gain[i + 1] - gain[lowest]
            start, end = lowest, i + 1
    core_content = sums[1, end] - sums[1, start]
    mean, share = core_content / (sums[0, end] - sums[0, start]), core_content / max(sums[1, n], 1e-6)
    for i in range(n):
        if i < start:
            found[4, i], away[i], found[6, i] = logs[start - i], sums[0, start] - sums[0, i], -1
        elif i >= end:
            found[4, i], away[i], found[6, i] = logs[i - end + 1], sums[0, i] - sums[0, end], 1
        else:
            found[4, i] = found[6, i] = 0
        found[7, i], found[8, i] = mean, share
    away[n], away[n + 1] = max(sums[1, n], 1e-6), 0.5
    cdef double[::1] logged = log1p(away)
    for i in range(n):
        found[1, i] = logs[<Py_ssize_t> weights[i]] if weights[i] >= 1 else logged[n + 1]
        found[2, i] = logged[n]
        found[5, i] = logged[i]
    for near in (4, 16):
        for i in range(n):
            found[row, i] = _mean(sums, max(0, i - near), i)
            found[row + 1, i] = _mean(sums, i + 1, min(n, i + 1 + near))
        row += 2
    return 0


cdef int _term_cooccurrence(
    const double[::1] probabilities, const int64_t[::1] owner, const int64_t[::1] word, int64_t size,
    double min_probability, double max_sum, const double[::1] logs, add, log, float[:, ::1] found,
) except -1:
    """Fill the rows of `_term_cooccurrence`."""
    cdef Py_ssize_t n = probabilities.shape[0], count = owner.shape[0], i, b
    cdef int64_t[::1] blocks = np.zeros(size, np.int64)
    cdef int64_t[:, ::1] counts = np.zeros((2, n), np.int64)
    cdef int64_t[::1] distinct = counts[0], met = counts[1]
    # the last odds are those of `usual`
    cdef double[::1] content = np.zeros(size), odds = np.empty(count + 1)
    # the mean probability of all terms
    cdef double usual = 0.5
    # by Block: the words that other content has, their log-odds, and these weighted by rarity
    cdef double[:, ::1] sums = np.zeros((3, n))
    cdef double chance
    for i in range(count):
        blocks[word[i]] += 1
        content[word[i]] += probabilities[owner[i]]
        odds[i] = probabilities[owner[i]]
    if count:
        usual = <double> add(odds.base[:count]) / <double> count
    for i in range(count):
        b = owner[i]
        # never below 0, as what is left of a sum of floats may be
        chance = max(content[word[i]] - probabilities[b], 0.0)
        distinct[b] += 1
        met[b] += blocks[word[i]] > 1
        sums[0, b] += min(chance, 1.0)
        odds[i] = _odds((chance + usual) / <double> blocks[word[i]], min_probability)
    odds[count] = _odds(usual, min_probability)
    cdef double[::1] term_odds = log(odds)
    for i in range(count):
        b = owner[i]
        chance = term_odds[i] - term_odds[count]
        sums[1, b] += chance
        sums[2, b] += chance / logs[blocks[word[i]] + 1]
    for b in range(n):
        found[0, b] = sums[0, b] / <double> max(distinct[b], 1)
        found[1, b] = sums[1, b] / <double> max(met[b], 1)
        found[2, b] = min(max(sums[2, b], -max_sum), max_sum)
        found[3, b] = <double> met[b] / <double> max(distinct[b], 1)
    return 0


cdef inline double _odds(double chance, double limit) noexcept:
    """The odds of a probability that is clipped to `limit` from 0 and 1."""
    chance = min(max(chance, limit), 1 - limit)
    return chance / (1 - chance)


def layout(
    const int64_t[:, ::1] tree, const int64_t[:, ::1] places, const int64_t[::1] kinds, const uint8_t[:, ::1] flags,
    list units, int64_t[:, ::1] found,
):
    """Fill a row for each field of `model.stacked.Layout`; a unit is a tuple with start and end from place 2 on."""
    cdef Py_ssize_t n = places.shape[1], i, section = 0, start, end, group, box
    for i in range(n):
        # headings have a mark
        section += flags[6, i]
        group, box = places[2, i], places[3, i]
        found[0, i], found[1, i], found[2, i] = tree[5, places[1, i]], kinds[i], section
        found[3, i], found[4, i] = i, i + 1
        found[5, i], found[6, i] = tree[2, group], tree[3, group]
        found[7, i], found[8, i] = tree[2, box], tree[3, box]
    for unit in units:
        start, end = (<tuple> unit)[2], (<tuple> unit)[3]
        for i in range(start, end):
            found[3, i], found[4, i] = start, end


cdef inline double _of_others(double right, double words, double own, double weight) noexcept:
    """The mean probability of the words of others, -1 without any."""
    cdef double rest = words - weight
    # what is left of a difference of sums where there are no others
    return min(max((right - own) / max(rest, 0.25), 0.0), 1.0) if rest > 0.25 else -1


cdef int _shared(
    const int64_t[::1] number, const double[::1] probabilities, const double[::1] weights, float[::1] mean, float[::1] share,
    double content,
) except -1:
    """Fill the mean of others with the same number, and the share of the content that all of these have, if asked."""
    cdef Py_ssize_t n = probabilities.shape[0], i, last = 0
    for i in range(n):
        last = max(last, number[i])
    cdef double[:, ::1] sums = np.zeros((2, last + 1))
    for i in range(n):
        sums[0, number[i]] += weights[i]
        sums[1, number[i]] += weights[i] * probabilities[i]
    for i in range(n):
        mean[i] = _of_others(sums[1, number[i]], sums[0, number[i]], weights[i] * probabilities[i], weights[i])
        if share is not None:
            share[i] = sums[1, number[i]] / content
    return 0


cdef int _together(
    const double[::1] probabilities, const double[::1] weights, const double[:, ::1] sums, const int64_t[::1] parent,
    const int64_t[::1] place, const int64_t[::1] section, const int64_t[::1] unit_start, const int64_t[::1] unit_end,
    const int64_t[::1] group_start, const int64_t[::1] group_end, const int64_t[::1] box_start,
    const int64_t[::1] box_end, int beside, float[:, ::1] found,
) except -1:
    """Fill the rows of `_together`."""
    cdef Py_ssize_t n = probabilities.shape[0], i, start, end, head = 0
    cdef double own, content = max(sums[1, n], 1e-6)
    _shared(parent, probabilities, weights, found[3], found[4], content)
    _shared(place, probabilities, weights, found[5], None, content)
    _shared(section, probabilities, weights, found[6], None, content)
    for i in range(n):
        start, end, own = unit_start[i], unit_end[i], weights[i] * probabilities[i]
        found[0, i] = _mean(sums, start, end)
        found[1, i] = _mean(sums, max(start - beside, 0), start)
        found[2, i] = _mean(sums, end, min(end + beside, n))
        if i and section[i] != section[i - 1]:
            head = i
        found[7, i] = probabilities[head]
        start, end = group_start[i], group_end[i]
        found[8, i] = _of_others(sums[1, end] - sums[1, start], sums[0, end] - sums[0, start], own, weights[i])
        start, end = box_start[i], box_end[i]
        found[9, i] = _of_others(sums[1, end] - sums[1, start], sums[0, end] - sums[0, start], own, weights[i])
    return 0
