# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""Blocks and elements to columns: one pass over the objects fills arrays of what features ask of them."""

from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject
from cpython.set cimport PySet_Contains
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

import numpy as np

from boilerstrip._kernels.sentences cimport breaks_off, ends
from boilerstrip._kernels.slots cimport Slot, read, read_int, slot_of

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 11

cdef extern from "Python.h":
    bint Py_UNICODE_ISSPACE(Py_UCS4 code)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 code)
    bint Py_UNICODE_ISALNUM(Py_UCS4 code)
    bint PyUnicode_IS_ASCII(object text)


cdef inline bint _is_stop(uint32_t code) noexcept:
    # .!?…。！？।
    return code in (0x2E, 0x21, 0x3F, 0x2026, 0x3002, 0xFF01, 0xFF1F, 0x964)


def ends_sentence(str text):
    """`text.sentences.ends_sentence`, without a pattern."""
    return ends(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text))


def is_truncated(str text):
    """`text.sentences.is_truncated`, without a pattern."""
    return breaks_off(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text))


def block_columns(
    list blocks, float[:, ::1] floats, int64_t[:, ::1] places, uint8_t[:, ::1] flags, float[:, ::1] figures,
    float prose_words, float short_words, float linked, code_role, squeeze,
):
    """Fill the columns that `features.context.Context` has of each Block, `figures` with those of its runs; return the texts.

    So many unlinked words at least make prose, and so many words at most, linked to this share, a short link.
    """
    cdef float[::1] words = floats[0], link_words = floats[1]
    cdef int64_t[::1] level = places[0], element = places[1]
    cdef uint8_t[:, ::1] tails = flags[:6]
    cdef bint is_linked
    cdef Py_ssize_t b, size
    cdef int width
    cdef uint32_t last
    cdef void *data
    cdef str text
    cdef list texts = []
    cdef bint dots
    cdef Slot of_text = slot_of(blocks, "text"), of_words = slot_of(blocks, "words")
    cdef Slot of_links = slot_of(blocks, "link_words"), of_level = slot_of(blocks, "level")
    cdef Slot of_element = slot_of(blocks, "element"), of_runs = slot_of(blocks, "runs"), role = slot_of(blocks, "role")
    for b in range(len(blocks)):
        block = blocks[b]
        text = read(block, &of_text)
        texts.append(text)
        flags[9, b] = _read_runs(read(block, &of_runs), read(block, &role) is code_role, squeeze, figures, b)
        words[b] = read_int(block, &of_words)
        link_words[b] = read_int(block, &of_links)
        level[b] = read_int(block, &of_level)
        element[b] = max(read_int(block, &of_element), 0)
        floats[2, b] = words[b] - link_words[b]
        floats[3, b] = link_words[b] / max(words[b], <float> 1)
        is_linked = floats[3, b] >= linked
        flags[6, b] = level[b] > 0
        flags[7, b] = floats[2, b] >= prose_words and not is_linked
        flags[8, b] = words[b] <= short_words and is_linked
        size, width, data = len(text), PyUnicode_KIND(text), PyUnicode_DATA(text)
        if not size:
            # "" is found in every text
            tails[3, b] = tails[4, b] = True
            continue
        last = PyUnicode_READ(width, data, size - 1)
        # an ellipsis at the end, by itself or in brackets
        dots = last == 0x2026 or (
            last == 0x2E
            and size > 2
            and PyUnicode_READ(width, data, size - 2) == 0x2E
            and PyUnicode_READ(width, data, size - 3) == 0x2E
        )
        if last == 0x5D and size > 2 and PyUnicode_READ(width, data, size - 2) == 0x2026:
            dots = PyUnicode_READ(width, data, size - 3) == 0x5B
        tails[5, b] = (
            last == 0x5D
            and size > 4
            and PyUnicode_READ(width, data, size - 2) == 0x2E
            and PyUnicode_READ(width, data, size - 3) == 0x2E
            and PyUnicode_READ(width, data, size - 4) == 0x2E
            and PyUnicode_READ(width, data, size - 5) == 0x5B
        )
        tails[0, b] = last in (0x3F, 0xFF1F, 0x61F)
        tails[1, b] = dots
        tails[2, b] = ends(width, data, size)
        tails[3, b] = _is_stop(last)
        tails[4, b] = _is_stop(last) or last in (0x22, 0x201D, 0xBB)
    return texts


def views(float[:, ::1] floats, uint8_t[:, ::1] flags, int64_t[:, ::1] places, int64_t[:, ::1] tree):
    """The same arrays as kernels take them without asking numpy again, which takes longer than what some do with them."""
    return floats, flags, places, tree


def view(const float[::1] values):
    """An array as `views` gives them."""
    return values


def formatted(list blocks, frozenset marks):
    """The indexes of the Blocks that have text of one of these formats, as `page.block.formatted`."""
    cdef Slot of_runs = slot_of(blocks, "runs"), of_index = slot_of(blocks, "index")
    cdef set found = set()
    cdef tuple own
    for block in blocks:
        for run in <list?> read(block, &of_runs):
            if not isinstance(run, tuple):
                raise TypeError("a run is a tuple")
            own = (<tuple> run)[2]
            if own and not marks.isdisjoint(own):
                found.add(read(block, &of_index))
                break
    return found


def opened_by(list blocks, str signs):
    """The Blocks whose text begins with one of these signs, as `page.block.opened_by` finds them."""
    cdef Slot of_text = slot_of(blocks, "text")
    cdef list found = []
    cdef str text
    for block in blocks:
        text = read(block, &of_text)
        if text and PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), 0) in signs:
            found.append(block)
    return found


def dated_lines(list blocks, Py_ssize_t end, Py_ssize_t max_words):
    """The short ones of the first Blocks that may have a date, as `page.bylines.dated_lines` finds them."""
    cdef Slot of_words = slot_of(blocks, "words"), of_text = slot_of(blocks, "text")
    cdef list found = []
    cdef Py_ssize_t b, n_words
    for b in range(min(end, len(blocks))):
        block = blocks[b]
        n_words = read_int(block, &of_words)
        if n_words <= max_words and _may_have_date(read(block, &of_text)):
            found.append(block)
    return found


def element_columns(list elements, int64_t[:, ::1] columns):
    """Fill parent, depth, start, end, the number of the tag and the root of each element; return the tags by number."""
    cdef Py_ssize_t i
    cdef dict numbers = {}
    cdef Slot parent = slot_of(elements, "parent"), depth = slot_of(elements, "depth")
    cdef Slot start = slot_of(elements, "start"), end = slot_of(elements, "end"), of_tag = slot_of(elements, "tag")
    cdef PyObject *known
    for i in range(len(elements)):
        element = elements[i]
        columns[0, i] = read_int(element, &parent)
        columns[5, i] = columns[0, i] if columns[0, i] >= 0 else i
        columns[1, i] = read_int(element, &depth)
        columns[2, i] = read_int(element, &start)
        columns[3, i] = read_int(element, &end)
        tag = read(element, &of_tag)
        known = PyDict_GetItem(numbers, tag)
        if known != NULL:
            columns[4, i] = <object> known
        else:
            columns[4, i] = len(numbers)
            numbers[tag] = len(numbers)
    return list(numbers)


def element_words(const float[:, ::1] floats, const int64_t[:, ::1] tree, float[:, ::1] found):
    """Fill `features.context.Context.element_word_counts`: the words of each element, and those inside links."""
    cdef Py_ssize_t n = floats.shape[1], i, row
    cdef int64_t[::1] sums = np.zeros(n + 1, np.int64)
    for row in range(2):
        for i in range(n):
            sums[i + 1] = sums[i] + <int64_t> floats[row, i]
        for i in range(tree.shape[1]):
            found[row, i] = sums[tree[3, i]] - sums[tree[2, i]]


cdef Py_ssize_t _squeezed_length(str text, squeeze) except -1:
    """How many characters `text.whitespace.squeeze` leaves, which is asked where there is more than ASCII."""
    cdef const uint8_t *data
    cdef Py_ssize_t i, length = 0
    cdef bint spaced = False
    cdef uint8_t code
    if not PyUnicode_IS_ASCII(text):
        return len(<str> squeeze(text))
    data = <const uint8_t *> PyUnicode_DATA(text)
    for i in range(len(text)):
        code = data[i]
        if code == 32 or 9 <= code <= 13 or 28 <= code <= 31:
            length += not spaced
            spaced = True
        elif 32 < code < 127:
            length += 1
            spaced = False
    return length


cdef bint _is_blank(str text) noexcept:
    """Return whether nothing but white space is in a text."""
    cdef Py_ssize_t i
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    for i in range(len(text)):
        if not Py_UNICODE_ISSPACE(PyUnicode_READ(width, data, i)):
            return False
    return True


cdef bint _read_runs(list runs, bint is_code, squeeze, float[:, ::1] figures, Py_ssize_t b) except -1:
    """Fill links, runs, formatted and code characters of a Block, as `features.context` counts them; return whether it
    is bold.
    """
    cdef Py_ssize_t links = 0, marked = 0, code = 0, length
    cdef tuple marks
    cdef str text
    cdef object before = None
    cdef bint is_bold = True
    for run in runs:
        href = (<tuple> run)[1]
        marks = (<tuple> run)[2]
        text = (<tuple> run)[0]
        if href is not None and href is not before:
            links += 1
        before = href
        if is_bold and "strong" not in marks:
            is_bold = _is_blank(text)
        if marks and marks[0] != "br":
            # white space counts where it is shown
            length = len(text) if is_code else _squeezed_length(text, squeeze)
            marked += length
            if "code" in marks:
                code += length
    figures[0, b], figures[1, b], figures[2, b], figures[3, b] = links, len(runs), marked, code
    return is_bold


def labels(list texts, const float[:, ::1] floats, const uint8_t[:, ::1] flags, float short_words, uint8_t[::1] found):
    """Mark, beside what is marked, the Blocks that serve as headings, see `features.context.Context.heading_or_label`."""
    cdef Py_ssize_t i
    for i in range(len(texts)):
        if not found[i] and floats[0, i] <= short_words and floats[1, i] == 0:
            found[i] = flags[9, i] or (<str> texts[i]).endswith(":")


def headlines(
    const int64_t[::1] ids, const int64_t[::1] starts, dict numbers, const float[:, ::1] floats,
    const uint8_t[:, ::1] flags, list titles, float heading_words, float line_words, double line_match,
    double[::1] matches,
):
    """The indexes of the Blocks that `features.article` takes for headlines; fill how well their words match a title.

    `ids`, `starts` and `numbers` are those of `features.context.Said`.

    These are headings, and lines that match a title at least to `line_match` or are bold, of so many words at most.
    """
    cdef list found = []
    cdef frozenset title
    cdef Py_ssize_t i, k, t, number, shared, size, count = len(titles), distinct = 0
    cdef double match
    cdef PyObject *known
    # by word of the page: which of the titles' words it is, from 1 on, 0 for none; and behind which Block that
    # matches it was met last
    cdef int64_t[:, ::1] of_words = np.zeros((2, len(numbers) + 1), np.int64)
    cdef int64_t[::1] of_titles = of_words[0], last = of_words[1]
    for title in titles:
        distinct += len(title)
    # which titles have each of these, behind which Block it was met last, and how many words of each title were
    cdef uint8_t[:, ::1] has = np.zeros((distinct + 1, count), np.uint8)
    cdef int64_t[::1] stamp = np.zeros(distinct + 1, np.int64), met = np.empty(count, np.int64)
    distinct = 0
    for t in range(count):
        for word in <frozenset> titles[t]:
            known = PyDict_GetItem(numbers, word)
            if known == NULL:
                continue
            number = <Py_ssize_t> <object> known
            if not of_titles[number]:
                distinct += 1
                of_titles[number] = distinct
            has[of_titles[number], t] = True
    for i in range(floats.shape[1]):
        if not 0 < floats[0, i] <= (heading_words if flags[6, i] else line_words):
            continue
        shared = 0
        for k in range(starts[i], starts[i + 1]):
            number = of_titles[ids[k]]
            if not number or stamp[number] == i + 1:
                continue
            stamp[number] = i + 1
            for t in range(count):
                met[t] = has[number, t] + (met[t] if shared else 0)
            shared += 1
        if shared:
            # how many words it has, each counted once
            size = 0
            for k in range(starts[i], starts[i + 1]):
                size += last[ids[k]] != i + 1
                last[ids[k]] = i + 1
            for t in range(count):
                match = 2.0 * met[t] / (size + len(<frozenset> titles[t]))
                matches[i] = max(matches[i], match)
        if flags[6, i] or matches[i] >= line_match or (not flags[2, i] and flags[9, i]):
            found.append(i)
    return found


def text_columns(
    const float[:, ::1] floats, const uint8_t[:, ::1] tails, const int64_t[:, ::1] counts, const int64_t[::1] lengths,
    const uint8_t[:, ::1] ends, const int64_t[:, ::1] word_lengths, const float[:, ::1] figures,
    const float[::1] float_logs, const float[::1] logs, float[:, ::1] found,
):
    """Fill the columns of `features.text`; return whether the logarithms of all counts are in `float_logs` and `logs`.

    If not, the columns of logarithms have what these are of, but for that of the lengths. `counts` has a row for each
    class of signs in the order of `features.text`, `ends` and `word_lengths` are as `character_figures` fills them,
    `figures` as `run_figures`.
    """
    cdef Py_ssize_t n = floats.shape[1], i
    cdef float words, letters, chars, lines
    cdef uint8_t first, last
    cdef bint cut, known = True
    for i in range(n):
        known = known and lengths[i] < logs.shape[0] and lengths[i] < float_logs.shape[0]
        words, chars = max(floats[0, i], <float> 1), max(lengths[i], 1)
        letters, lines = counts[0, i] + counts[1, i], counts[12, i] + 1
        first, last = ends[0, i], ends[1, i]
        cut = last == 8 or tails[1, i] or tails[5, i]
        found[0, i], found[1, i], found[2, i], found[3, i] = floats[0, i], floats[2, i], 0, floats[3, i]
        found[4, i] = (letters + <float> counts[2, i]) / words
        found[5, i] = <float> counts[1, i] / max(letters, <float> 1)
        found[6, i] = <float> counts[2, i] / chars
        found[7, i] = <float> counts[4, i] / words
        found[8, i] = <float> counts[5, i] / words
        found[9, i] = <float> counts[6, i] / words
        found[10, i] = <float> counts[7, i] / words
        found[11, i] = counts[9, i]
        found[12, i] = <float> counts[10, i] / words
        found[13, i] = <float> counts[11, i] / chars
        found[14, i] = lines
        found[15, i] = floats[0, i] / lines
        found[16, i] = floats[0, i] / (<float> counts[4, i] + 1)
        found[17, i] = <float> word_lengths[0, i] / words
        found[18, i] = <float> word_lengths[1, i] / words
        found[19, i], found[20, i] = first == 1, first == 0
        found[21, i], found[22, i] = first == 2, first > 2
        found[23, i], found[24, i] = last == 4 and not cut, last == 5
        found[25, i], found[26, i] = cut, last <= 2
        found[27, i], found[28, i] = figures[1, i], figures[0, i]
        found[29, i], found[30, i] = figures[2, i] / chars, figures[3, i] / chars
        found[31, i] = <float> counts[12, i] / words
        found[32, i] = <float> counts[1, i] / words
    # no count is larger than that of characters, but for these
    for i in range(n):
        known = known and max(floats[0, i], figures[0, i], figures[1, i]) < float_logs.shape[0]
    if not known:
        return False
    for i in range(n):
        found[0, i], found[1, i] = float_logs[<int64_t> found[0, i]], float_logs[<int64_t> found[1, i]]
        found[2, i] = logs[lengths[i]]
        found[11, i], found[14, i] = float_logs[<int64_t> found[11, i]], float_logs[<int64_t> found[14, i]]
        found[27, i], found[28, i] = float_logs[<int64_t> found[27, i]], float_logs[<int64_t> found[28, i]]
    return True


cdef inline bint _is_decimal(Py_UCS4 code) noexcept:
    # to ask Python for each sign costs more than all the rest
    return 48 <= code <= 57 if code < 0x660 else Py_UNICODE_ISDECIMAL(code)


cdef inline bint _is_word(Py_UCS4 code) noexcept:
    return code == 95 or Py_UNICODE_ISALNUM(code)


cdef inline Py_ssize_t _past_space(int width, void *data, Py_ssize_t i, Py_ssize_t size) noexcept:
    """The place behind a space at place `i`, or that place itself."""
    return i + (i < size and Py_UNICODE_ISSPACE(PyUnicode_READ(width, data, i)))


cdef inline bint _ends_in_decimals(int width, void *data, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Return whether two digits stand at place `i`, and the word ends behind them."""
    return (
        i + 1 < size
        and _is_decimal(PyUnicode_READ(width, data, i))
        and _is_decimal(PyUnicode_READ(width, data, i + 1))
        and not (i + 2 < size and _is_word(PyUnicode_READ(width, data, i + 2)))
    )


cdef inline bint _lacks_digits(int width, const void *data, Py_ssize_t size) noexcept:
    """Return whether a text surely has no digit; most have none, and compilers look at many signs at once.

    In two bytes, digits of other scripts are neither before 0x660 nor among the punctuation from 0x2000 to 0x2E80.
    """
    cdef const uint8_t *signs = <const uint8_t *> data
    cdef const uint16_t *wide = <const uint16_t *> data
    cdef uint8_t has_one = 0
    cdef uint16_t has_wide = 0
    cdef Py_ssize_t i
    if width == 1:
        for i in range(size):
            has_one |= <uint8_t> (signs[i] - 48) < 10
        return not has_one
    if width == 2:
        for i in range(size):
            has_wide |= (
                (<uint16_t> (wide[i] - 48) < 10) | (<uint16_t> (wide[i] - 0x660) < 0x2000 - 0x660) | (wide[i] >= 0x2E80)
            )
        return not has_wide
    return False


cdef bint _may_have_date(str text) noexcept:
    """`text.dates.may_have_date`, without a pattern."""
    cdef Py_ssize_t size = len(text), i, at
    cdef int width = PyUnicode_KIND(text), digits = 0
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 code
    if _lacks_digits(width, data, size):
        return False
    for i in range(size):
        code = PyUnicode_READ(width, data, i)
        if code == 0x5E74:  # 年
            return True
        if not _is_decimal(code):
            digits = 0
            # ' and ’ before the last two digits of a year
            if (
                (code == 0x27 or code == 0x2019)
                and i + 2 < size
                and _is_decimal(PyUnicode_READ(width, data, i + 1))
                and _is_decimal(PyUnicode_READ(width, data, i + 2))
            ):
                return True
            # the year of a Thai date behind its month
            if 0x0E01 <= code <= 0x0E4E:
                at = i + 1 + (i + 1 < size and PyUnicode_READ(width, data, i + 1) == 0x2E)
                at = _past_space(width, data, at, size)
                if (
                    at + 1 < size
                    and _is_decimal(PyUnicode_READ(width, data, at))
                    and _is_decimal(PyUnicode_READ(width, data, at + 1))
                ):
                    return True
            continue
        digits += 1
        if digits == 4:
            return True
        at = _past_space(width, data, i + 1, size)
        if at < size and PyUnicode_READ(width, data, at) in (0x2D, 0x2E, 0x2F, 0x7C, 0xB7):  # -./|·
            at = _past_space(width, data, at + 1, size)
            if at < size and _is_decimal(PyUnicode_READ(width, data, at)):
                return True
    return False


def may_have_date(str text):
    """Return whether a text may contain a date with a year."""
    return _may_have_date(text)


cdef bint _may_name_day(str text) noexcept:
    """Return whether a text has a digit or, in ASCII, a letter and the first two digits of a year behind it."""
    cdef Py_ssize_t i
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 code, before = 0, second
    cdef bint is_ascii = text.isascii()
    for i in range(len(text)):
        code = PyUnicode_READ(width, data, i)
        if not is_ascii:
            if _is_decimal(code):
                return True
        elif (code == 0x31 or code == 0x32) and (0x41 <= before <= 0x5A or 0x61 <= before <= 0x7A) and i + 1 < len(text):
            second = PyUnicode_READ(width, data, i + 1)
            if second == 0x39 if code == 0x31 else second == 0x30:
                return True
        before = code
    return False


cdef bint _has_time_or_year(str text) noexcept:
    cdef Py_ssize_t size = len(text), i, at
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 code, second
    if _lacks_digits(width, data, size):
        return False
    for i in range(size - 3):
        code = PyUnicode_READ(width, data, i)
        if not _is_decimal(code) or (i and _is_word(PyUnicode_READ(width, data, i - 1))):
            continue
        second = PyUnicode_READ(width, data, i + 1)
        at = i + 1 + _is_decimal(second)
        if PyUnicode_READ(width, data, at) == 0x3A and _ends_in_decimals(width, data, at + 1, size):
            return True
        # 19.. or 20..
        if (code == 0x31 and second == 0x39) or (code == 0x32 and second == 0x30):
            if _ends_in_decimals(width, data, i + 2, size):
                return True
    return False


def has_time_or_year(str text):
    """`text.dates.has_time_or_year`, without a pattern."""
    return _has_time_or_year(text)


def have_bylines(
    list blocks, list matches, list headlines, Py_ssize_t distance, int64_t max_words, bint allow_sentences, names_day,
    ends_with_date,
):
    """Whether a byline follows each of these Blocks, as `page.bylines.has_byline` tells it.

    Of texts without a time or a year, `names_day` is asked, if it is not None and may find something, and
    `ends_with_date` of Blocks that seem to end with a sentence.
    """
    cdef Slot of_text = slot_of(blocks, "text"), of_words = slot_of(blocks, "words"), of_level = slot_of(blocks, "level")
    cdef Py_ssize_t i, headline, n = len(blocks)
    cdef list found = []
    cdef str text
    cdef bint has_one
    for headline in headlines:
        has_one = False
        for i in range(headline + 1, min(headline + 1 + distance, n)):
            block = blocks[i]
            if read_int(block, &of_level) or read_int(block, &of_words) > max_words:
                break
            text = read(block, &of_text)
            if (
                not allow_sentences
                and ends(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text))
                and not ends_with_date(block)
            ):
                break
            label = matches[i]
            if (
                (label is not None and (<tuple> label)[0] == "author")
                or _has_time_or_year(text)
                or (names_day is not None and _may_name_day(text) and names_day(text))
            ):
                has_one = True
                break
        found.append(has_one)
    return found


def of_roles(list blocks, frozenset roles):
    """The Blocks that have one of these roles."""
    cdef Slot of_role = slot_of(blocks, "role")
    cdef list found = []
    cdef bint is_one = False
    last = None
    for block in blocks:
        role = read(block, &of_role)
        # most Blocks have the role of the one before
        if role is not last:
            last, is_one = role, PySet_Contains(roles, role)
        if is_one:
            found.append(block)
    return found


def named(list elements, names):
    """The elements whose class name and ID are among these."""
    cdef Slot of_names = slot_of(elements, "class_id")
    return [element for element in elements if read(element, &of_names) in names]


cdef Py_ssize_t _after_currency(int width, void *data, Py_ssize_t i, Py_ssize_t size) noexcept:
    """Where a currency ends that a number before place `i` is of, 0 where there is none."""
    cdef Py_ssize_t end
    cdef Py_UCS4 code, second, third
    if i >= size:
        return 0
    code = PyUnicode_READ(width, data, i)
    second = PyUnicode_READ(width, data, i + 1) if i + 1 < size else 0
    third = PyUnicode_READ(width, data, i + 2) if i + 2 < size else 0
    if code == 0x20AC:
        end = i + 1
    elif (code == 0x45 and second == 0x55 and third == 0x52) or (code == 0x55 and second == 0x53 and third == 0x44):
        end = i + 3  # EUR, USD
    elif (code == 0x6B and second == 0x72) or (code == 0x7A and second == 0x142):
        end = i + 2  # kr, zł
    else:
        return 0
    # as \b has it: a word ends there, or begins
    if _is_word(PyUnicode_READ(width, data, end - 1)) == (end < size and _is_word(PyUnicode_READ(width, data, end))):
        return 0
    return end


def count_wide(str text):
    """How many signs of a text are wide ones, as `features.document._count_wide` counts them."""
    cdef Py_ssize_t i, count = 0
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    if width > 1:
        for i in range(len(text)):
            count += 0x2E80 <= PyUnicode_READ(width, data, i) <= 0xFFDC
    return count


def page_sums(const float[:, ::1] floats, const uint8_t[:, ::1] flags, const int64_t[:, ::1] places):
    """What `features.document._sums` has: linked words, words of prose, and so on."""
    cdef Py_ssize_t i
    cdef int64_t links = 0, prose_words = 0, prose = 0, longest = 0, headings = 0, top = 0, questions = 0
    for i in range(floats.shape[1]):
        links += <int64_t> floats[1, i]
        longest = max(longest, <int64_t> floats[0, i])
        questions += flags[0, i]
        headings += flags[6, i]
        top += places[0, i] == 1
        if flags[7, i]:
            prose += 1
            prose_words += <int64_t> floats[0, i]
    return links, prose_words, prose, longest, headings, top, questions


def distinct(list holders, str name):
    """What Blocks or elements have for the attribute of this name, each once."""
    cdef Slot slot = slot_of(holders, name)
    cdef set found = set()
    cdef object before = None
    for holder in holders:
        value = read(holder, &slot)
        if value is not before:
            found.add(value)
            before = value
    return found


def opened_by_headings(list elements, list blocks):
    """The elements with class names that begin with a heading."""
    cdef Slot starts = slot_of(elements, "start"), ends = slot_of(elements, "end"), names = slot_of(elements, "class_id")
    cdef Slot level = slot_of(blocks, "level")
    cdef Py_ssize_t start
    cdef list found = []
    for element in elements:
        start = read_int(element, &starts)
        if start < read_int(element, &ends) and read(blocks[start], &level) and read(element, &names):
            found.append(element)
    return found


def values_of(list holders, str name):
    """What each of a list has for the attribute of this name."""
    cdef Slot slot = slot_of(holders, name)
    return [read(holder, &slot) for holder in holders]


def having(list holders, str name):
    """Those Blocks or elements whose attribute of this name is not empty."""
    cdef Slot slot = slot_of(holders, name)
    return [holder for holder in holders if read(holder, &slot)]


ctypedef fused Sign:
    uint8_t
    uint16_t


cdef inline bint _may_price(const Sign *signs) noexcept nogil:
    """Return whether a price may begin with one of 32 signs: a currency or a digit; compilers look at many at once."""
    cdef Sign has_one = 0
    cdef int i
    for i in range(32):
        has_one |= (<Sign> (signs[i] - 48) < 10) | (signs[i] == 36) | (signs[i] == 0xA3) | (signs[i] == 0xA5)
        if Sign is uint16_t:
            # whatever is beyond the first digits, but for quotation marks, dashes and such
            has_one |= (signs[i] >= 0x660) & (<uint16_t> (signs[i] - 0x2000) >= 0x70)
    return has_one


def count_prices(str text):
    """How many prices `features.document` finds in a text."""
    cdef Py_ssize_t size = len(text), i = 0, at, count = 0, seen = 0
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 code
    while i < size:
        if width < 4 and seen <= i <= size - 32:
            seen = i + 32
            if not (_may_price(<const uint8_t *> data + i) if width == 1 else _may_price(<const uint16_t *> data + i)):
                i = seen
                continue
        code = PyUnicode_READ(width, data, i)
        i += 1
        # neither a digit nor a currency, as most signs are
        if code < 0xA3 and not 0x24 <= code <= 0x39:
            continue
        if code in (0x24, 0x20AC, 0xA3, 0xA5, 0x20B9):  # $€£¥₹
            at = i + (i < size and Py_UNICODE_ISSPACE(PyUnicode_READ(width, data, i)))
            if at < size and _is_decimal(PyUnicode_READ(width, data, at)):
                count += 1
                i = at + 1
        elif _is_decimal(code):
            at = i + (i < size and Py_UNICODE_ISSPACE(PyUnicode_READ(width, data, i)))
            at = _after_currency(width, data, at, size)
            if at:
                count += 1
                i = at
    return count
