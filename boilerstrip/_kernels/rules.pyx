# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""What rules ask of every Block and element before they look at a few of them.

Each function does what one of `boilerstrip.discard` or of `boilerstrip.scoring` does.
"""

from cpython.set cimport PySet_Contains
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int64_t, uint8_t, uint32_t

import numpy as np

from boilerstrip._kernels.records cimport *
from boilerstrip._kernels.sentences cimport breaks_off, ends
from boilerstrip._kernels.signs cimport Py_UNICODE_ISALNUM, is_blank, is_space
from boilerstrip._kernels.slots cimport Slot, read, read_int, slot_of

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 9

cdef extern from "Python.h":
    Py_ssize_t PyUnicode_FindChar(object text, Py_UCS4 sign, Py_ssize_t start, Py_ssize_t end, int direction) except -2


def kept_columns(
    list blocks, mask, probabilities, frozenset unpunctuated, int64_t prose_words, double prose_linked,
    frozenset prose_roles, int64_t text_words, double text_linked, double high,
):
    """As `discard.view._columns`: words left, prose, running text, sure of it, sums of words and of prose, right words."""
    cdef Slot of_text = slot_of(blocks, "text"), of_words = slot_of(blocks, "words")
    cdef Slot of_links = slot_of(blocks, "link_words"), of_role = slot_of(blocks, "role")
    cdef Py_ssize_t b, size, n = len(blocks)
    cdef list left = [0] * n, prose = [False] * n, running = [False] * n, sure = [False] * n
    cdef list kept_sums = [0], prose_sums = [0], right = []
    cdef int64_t words
    cdef double linked
    cdef int width
    cdef void *data
    cdef str text
    cdef bint ended, whole, is_prose, is_running
    # numbers as Python has them: most Blocks are left out, and share them with the one before
    kept = kept_prose = 0
    for b in range(n):
        block = blocks[b]
        n_words = read_int(block, &of_words)
        words = n_words
        is_prose = is_running = False
        # most have too few words for either
        if words >= text_words or words >= prose_words:
            role, text = read(block, &of_role), read(block, &of_text)
            size, width, data = len(text), PyUnicode_KIND(text), PyUnicode_DATA(text)
            linked = <double> read_int(block, &of_links) / words if words else 0
            ended, whole = ends(width, data, size), not breaks_off(width, data, size)
            is_prose = (
                words >= prose_words
                and linked < prose_linked
                and whole
                and (ended or PySet_Contains(unpunctuated, role))
            )
            is_running = (
                words >= text_words
                and linked < text_linked
                and whole
                and ended
                and PySet_Contains(prose_roles, role)
            )
        if is_prose:
            prose[b] = True
        if is_running:
            running[b] = True
            if <double> probabilities[b] >= high:
                sure[b] = True
        if mask[b] and words:
            left[b] = n_words
            right.append(words * <double> probabilities[b])
            kept = kept + n_words
            if is_prose:
                kept_prose = kept_prose + n_words
        kept_sums.append(kept)
        prose_sums.append(kept_prose)
    # a sum as Python has it, which is more exact since 3.12
    return left, prose, running, sure, kept_sums, prose_sums, float(sum(right))


def holders(list elements, list sums):
    """The elements over which these sums over Blocks rise, and their class names, as `discard.view.KeptView.holders`."""
    cdef Slot first = slot_of(elements, "start"), behind = slot_of(elements, "end")
    cdef Slot class_id = slot_of(elements, "class_id")
    cdef list found = []
    cdef set names = set()
    cdef object before = None
    for element in elements:
        if <int64_t> sums[read_int(element, &behind)] > <int64_t> sums[read_int(element, &first)]:
            found.append(element)
            said = read(element, &class_id)
            if said is not before:
                names.add(said)
                before = said
    return found, names


def pair_levels(list blocks, frozenset lines, int64_t min_words, int64_t max_words):
    """The level of each Block as `discard.rules.teasers` has it."""
    cdef Slot of_level = slot_of(blocks, "level"), of_words = slot_of(blocks, "words")
    cdef Slot of_links = slot_of(blocks, "link_words"), of_role = slot_of(blocks, "role")
    cdef list levels = []
    cdef int64_t level, words, links
    for block in blocks:
        level, links = read_int(block, &of_level), read_int(block, &of_links)
        if not level and links:
            words = read_int(block, &of_words)
            if links == words and min_words <= words <= max_words and PySet_Contains(lines, read(block, &of_role)):
                level = -1
        levels.append(level)
    return levels


def labelled(list blocks, paragraph, int64_t max_words, Py_ssize_t max_letters):
    """The short lines that begin with a label and a colon, as `discard.rules.teasers._labelled` finds them."""
    cdef Slot of_text = slot_of(blocks, "text"), of_words = slot_of(blocks, "words"), of_role = slot_of(blocks, "role")
    cdef Py_ssize_t colon
    cdef list found = []
    cdef str text
    for block in blocks:
        if not 0 < read_int(block, &of_words) <= max_words or read(block, &of_role) is not paragraph:
            continue
        text = read(block, &of_text)
        # one further on has a longer label
        colon = text.find(": ", 0, max_letters + 2)
        if colon > 0 and colon + 2 < len(text):
            found.append((text[:colon], block))
    return found


def saying(list blocks, str part):
    """The Blocks whose text has this part."""
    cdef Slot of_text = slot_of(blocks, "text")
    return [block for block in blocks if part in <str> read(block, &of_text)]


def find_code(list blocks, code, Py_ssize_t max_signature):
    """Whether each Block is code, and the indexes of those that may be signatures, as `page.signatures.find_code`."""
    cdef Slot of_text = slot_of(blocks, "text"), of_runs = slot_of(blocks, "runs"), of_role = slot_of(blocks, "role")
    cdef Py_ssize_t b, n = len(blocks)
    cdef list found = [False] * n, others = []
    cdef str text
    for b in range(n):
        block = blocks[b]
        if read(block, &of_role) is code or _has_code_alone(read(block, &of_runs)):
            found[b] = True
            continue
        text = read(block, &of_text)
        if len(text) <= max_signature and _may_be_signature(text):
            others.append(b)
    return found, others


cdef bint _has_code_alone(runs) except -1:
    """Return whether all runs that say something are code; most Blocks show with the first that they are not."""
    cdef tuple marks
    for run in <list?> runs:
        if not isinstance(run, tuple):
            raise TypeError("a run is a tuple")
        marks = (<tuple> run)[2]
        if not (marks and "code" in marks) and not is_blank(<str?> (<tuple> run)[0]):
            return False
    return True


cdef bint _may_be_signature(str text) except -1:
    """Return whether a text has what signatures have: a bracket right behind a word, "::", or "/1" at its end."""
    cdef Py_ssize_t size = len(text), at
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 before
    at = PyUnicode_FindChar(text, u"(", 1, size, 1)
    while at > 0:
        before = PyUnicode_READ(width, data, at - 1)
        if before == u"_" or Py_UNICODE_ISALNUM(before):
            return True
        at = PyUnicode_FindChar(text, u"(", at + 1, size, 1)
    at = PyUnicode_FindChar(text, u":", 0, size, 1)
    while 0 <= at < size - 1:
        if PyUnicode_READ(width, data, at + 1) == u":":
            return True
        at = PyUnicode_FindChar(text, u":", at + 1, size, 1)
    while size and is_space(PyUnicode_READ(width, data, size - 1)):
        size -= 1
    return size > 1 and (
        PyUnicode_READ(width, data, size - 2) == u"/" and 48 <= PyUnicode_READ(width, data, size - 1) <= 57
    )


def left_out(mask, probabilities, double least):
    """The indexes of Blocks that a mask leaves out, of at least this probability."""
    cdef Py_ssize_t i
    return [i for i in range(len(mask)) if <double> probabilities[i] >= least and not mask[i]]


def count_within(list probabilities, double least, double most):
    """How many of some probabilities are in this range."""
    cdef double probability
    cdef Py_ssize_t count = 0
    for probability in probabilities:
        count += least <= probability <= most
    return count


def smooth_groups(list groups, list probabilities):
    """Move the probabilities of each group halfway to their mean, as `scoring.coherence.smooth_repeat_groups` does."""
    cdef list blocks
    cdef double mean
    for blocks in groups:
        # a sum as Python has it, which is more exact since 3.12
        mean = <double> sum([probabilities[block] for block in blocks]) / len(blocks)
        for block in blocks:
            probabilities[block] = (<double> probabilities[block] + mean) / 2


cpdef move_to_mean(list blocks, double share, list weights, list probabilities):
    """`scoring.coherence._move_to_mean`."""
    cdef list expected = []
    cdef Py_ssize_t block
    cdef int64_t words = 0
    cdef double mean
    for block in blocks:
        words += <int64_t> weights[block]
        expected.append(<int64_t> weights[block] * <double> probabilities[block])
    if words:
        # as above
        mean = <double> sum(expected) / words
        for block in blocks:
            probabilities[block] = share * mean + (1 - share) * <double> probabilities[block]


def equalise_units(list units, dict phrased, list weights, list probabilities):
    """`scoring.coherence.equalise_units`."""
    cdef Py_ssize_t i, start, end
    cdef list parts
    for unit in units:
        start, end = (<tuple> unit)[2], (<tuple> unit)[3]
        if end - start > 1:
            parts = [i for i in range(start, end) if i not in phrased]
            if len(parts) > 1:
                move_to_mean(parts, 1.0, weights, probabilities)


def bound_unlikely(list weights, list probabilities, double likely, double unlikely):
    """`scoring.selection.bound_unlikely`, given which probabilities are likely and unlikely."""
    cdef Py_ssize_t i
    cdef double probability, of_likely = 0, of_unlikely = 0
    cdef list found = [], others = []
    if len(weights) != len(probabilities):
        raise ValueError("a weight and a probability for each Block")
    for i in range(len(weights)):
        probability = probabilities[i]
        if probability >= likely:
            of_likely += <double> weights[i] * probability
        elif probability < unlikely:
            of_unlikely += <double> weights[i] * probability
    # on most pages the likely ones are far more
    if of_unlikely < 0.999 * of_likely:
        return
    for i in range(len(weights)):
        probability = probabilities[i]
        if probability >= likely:
            found.append(<double> weights[i] * probability)
        elif probability < unlikely:
            others.append(<double> weights[i] * probability)
    # sums as Python has them, which are more exact since 3.12
    of_likely, of_unlikely = sum(found), sum(others)
    if of_unlikely > of_likely > 0:
        for i in range(len(weights)):
            probability = probabilities[i]
            if probability < unlikely:
                probabilities[i] = probability * of_likely / of_unlikely


def alike(list blocks, list kinds, frozenset roles):
    """The indexes of Blocks of these roles that have words, by the kind of their element, a list for each."""
    cdef Slot of_words = slot_of(blocks, "words"), of_role = slot_of(blocks, "role"), of_element = slot_of(blocks, "element")
    cdef Py_ssize_t b, element
    cdef dict found = {}
    for b in range(len(blocks)):
        block = blocks[b]
        element = read_int(block, &of_element)
        if element >= 0 and read_int(block, &of_words) and PySet_Contains(roles, read(block, &of_role)):
            found.setdefault(kinds[element], []).append(b)
    return list(found.values())


def torn_holders(list blocks, mask, Py_ssize_t n_elements):
    """The elements of which a mask keeps a Block with words, and leaves another one out; by their index."""
    cdef Slot of_words = slot_of(blocks, "words"), of_element = slot_of(blocks, "element")
    cdef Py_ssize_t b, element
    # by element whether a Block of it is kept, and whether one is left out
    cdef uint8_t[:, ::1] states = np.zeros((n_elements, 2), np.uint8)
    cdef set found = set()
    for b in range(len(blocks)):
        block = blocks[b]
        element = read_int(block, &of_element)
        if element >= 0 and read_int(block, &of_words):
            states[element, 1 if mask[b] else 0] = True
            if states[element, 0] and states[element, 1]:
                found.add(element)
    return found


def plain_lines(list blocks, list left, paragraph, int64_t most):
    """The kept lines that may be headlines, as `discard.rules.teasers._is_line` tells them."""
    cdef Slot of_text = slot_of(blocks, "text"), of_words = slot_of(blocks, "words"), of_level = slot_of(blocks, "level")
    cdef Slot of_links = slot_of(blocks, "link_words"), of_role = slot_of(blocks, "role")
    cdef Py_ssize_t b, size
    cdef int width
    cdef void *data
    cdef list found = []
    cdef str text
    for b in range(len(blocks)):
        block = blocks[b]
        if (
            not left[b]
            or not 1 < read_int(block, &of_words) <= most
            or read(block, &of_role) is not paragraph
            or read_int(block, &of_level)
            or read_int(block, &of_links)
        ):
            continue
        text = read(block, &of_text)
        size, width, data = len(text), PyUnicode_KIND(text), PyUnicode_DATA(text)
        # one that asks may end like a sentence
        if (size and PyUnicode_READ(width, data, size - 1) in (0x3F, 0xFF1F, 0x61F)) or not ends(width, data, size):
            found.append(block)
    return found


def certain_runs(list blocks, list sure, list prose, probabilities, double enough):
    """Each two Blocks that are certain with no words between them, as `discard.view.KeptView.runs` has them."""
    cdef Slot of_words = slot_of(blocks, "words")
    cdef Py_ssize_t b, last = -1
    cdef list found = []
    for b in range(len(blocks)):
        if sure[b] or (prose[b] and <double> probabilities[b] >= enough):
            if last >= 0:
                found.append((last, b))
            last = b
        elif read_int(blocks[b], &of_words):
            last = -1
    return found


def orphans(list blocks, mask, list prose, dict dropped):
    """The kept headings of which all kept text is dropped, the last first, as `discard.engine._orphans` finds them."""
    cdef Slot of_level = slot_of(blocks, "level")
    cdef Py_ssize_t b
    # the end of the page counts as a heading
    cdef int64_t next_level = 1, level
    cdef bint lost = False
    cdef list found = []
    for b in range(len(blocks) - 1, -1, -1):
        if b in dropped:
            lost = lost or mask[b]
        elif mask[b]:
            level = 0 if prose[b] else read_int(blocks[b], &of_level)
            if level and lost and 0 < next_level <= level:
                found.append(b)
            else:
                next_level, lost = level, False
    return found


def innermost(list elements, Py_ssize_t element, tuple tags):
    """`page.model.PageModel.innermost`."""
    cdef Slot of_parent = slot_of(elements, "parent"), of_tag = slot_of(elements, "tag")
    cdef str tag, wanted
    while element >= 0:
        if element >= len(elements):
            raise IndexError("no such element")
        holder = elements[element]
        tag = read(holder, &of_tag)
        for wanted in tags:
            if tag == wanted:
                return element
        element = read_int(holder, &of_parent)
    return -1


def opening_lines(
    list blocks, list kinds, Py_ssize_t headline, paragraph, frozenset fixed, frozenset unpunctuated, int64_t prose_words,
    double prose_linked, int64_t sentence_words, int enough,
):
    """The lines before the body that may have a role, as `scoring.roles._Opening.lines` gives them."""
    cdef Slot of_text = slot_of(blocks, "text"), of_words = slot_of(blocks, "words")
    cdef Slot of_links = slot_of(blocks, "link_words"), of_role = slot_of(blocks, "role")
    cdef Slot of_element = slot_of(blocks, "element"), of_level = slot_of(blocks, "level")
    cdef Py_ssize_t b, size, element, kind = -1, above, sentences = 0
    cdef int64_t words, links
    cdef int width
    cdef void *data
    cdef bint ended
    cdef list found = []
    cdef str text
    for b in range(len(blocks)):
        block = blocks[b]
        words, links, role = read_int(block, &of_words), read_int(block, &of_links), read(block, &of_role)
        if b >= headline:
            if sentences == enough:
                break
            above, kind = kind, -1
            if words >= sentence_words or words >= prose_words:
                text = read(block, &of_text)
                size, width, data = len(text), PyUnicode_KIND(text), PyUnicode_DATA(text)
                ended = ends(width, data, size)
                if (
                    words >= prose_words
                    and (not words or <double> links / words < prose_linked)
                    and (ended or PySet_Contains(unpunctuated, role))
                    and not breaks_off(width, data, size)
                ):
                    break
                element = read_int(block, &of_element)
                if role is paragraph and words >= sentence_words and element >= 0 and not links and ended:
                    kind = kinds[element]
            sentences = 0 if kind < 0 else sentences + 1 if kind == above else 1
        if PySet_Contains(fixed, role):
            continue
        if 2 * links <= words or b >= headline or read_int(block, &of_level):
            found.append(block)
    return found


def runs_of_pairs(
    list blocks, list levels, frozenset lines, paragraph, int64_t max_words, double max_linked, int64_t min_pairs
):
    """Start, end and number of pairs of each run, as `discard.rules.teasers._runs_of_pairs` finds them."""
    cdef Slot of_words = slot_of(blocks, "words"), of_links = slot_of(blocks, "link_words")
    cdef Slot of_role = slot_of(blocks, "role")
    cdef Py_ssize_t start, i, end = 0, n = len(blocks)
    cdef int64_t level, words, pairs
    cdef bint headed
    cdef list found = []
    for start in range(n):
        level = levels[start]
        if not level or start < end:
            continue
        end, pairs, headed = start, 0, False
        for i in range(start, n):
            block = blocks[i]
            words = read_int(block, &of_words)
            if not words:
                continue
            if headed:
                role = read(block, &of_role)
                if words > max_words:
                    break
                if level < 0:
                    if not PySet_Contains(lines, role) or <double> read_int(block, &of_links) / words >= max_linked:
                        break
                elif role is not paragraph:
                    break
                end, pairs, headed = i + 1, pairs + 1, False
            elif <int64_t> levels[i] == level:
                headed = True
            else:
                break
        if pairs >= min_pairs:
            found.append((start, end, pairs))
    return found


def like_paragraphs(
    list blocks, list matches, list kinds, frozenset roles, int64_t min_words, double max_linked, Py_ssize_t min_alike
):
    """The indexes of like paragraphs, so many each, as `scoring.coherence._like_paragraphs` finds them."""
    cdef Slot of_text = slot_of(blocks, "text"), of_words = slot_of(blocks, "words")
    cdef Slot of_links = slot_of(blocks, "link_words"), of_role = slot_of(blocks, "role")
    cdef Slot of_element = slot_of(blocks, "element")
    cdef Py_ssize_t b, element
    cdef int64_t words
    cdef dict alike = {}
    cdef str text
    for b in range(len(blocks)):
        block = blocks[b]
        words, element = read_int(block, &of_words), read_int(block, &of_element)
        if words < min_words or element < 0 or matches[b] is not None:
            continue
        if words and <double> read_int(block, &of_links) / words >= max_linked:
            continue
        text = read(block, &of_text)
        if PySet_Contains(roles, read(block, &of_role)) and ends(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text)):
            alike.setdefault(kinds[element], []).append(b)
    return [paragraphs for paragraphs in alike.values() if len(<list> paragraphs) >= min_alike]


def over_kept_text(
    list blocks, mask, Py_ssize_t distance, int64_t max_heading, int64_t min_line, int64_t max_line
):
    """The indexes of headings and lines that may be headlines, as `scoring.articles._over_kept_text` finds them."""
    cdef Slot of_text = slot_of(blocks, "text"), of_words = slot_of(blocks, "words"), of_level = slot_of(blocks, "level")
    cdef Py_ssize_t b, n = len(blocks), kept = 0
    cdef int64_t words
    cdef list found = []
    cdef str text
    for b in range(n):
        # the next one that is kept, this one included
        kept = max(kept, b)
        while kept < n and not mask[kept]:
            kept += 1
        if kept == n:
            break
        if kept >= b + distance:
            continue
        block = blocks[b]
        words = read_int(block, &of_words)
        if read_int(block, &of_level):
            if 0 < words <= max_heading:
                found.append(b)
        elif min_line <= words <= max_line:
            text = read(block, &of_text)
            if not ends(PyUnicode_KIND(text), PyUnicode_DATA(text), len(text)):
                found.append(b)
    return found


def first_to_begin_notes(list blocks, kept, frozenset labels, frozenset heads, int64_t max_words):
    """The Block, by index, that `scoring.footnotes._first_to_begin_notes` finds."""
    cdef Slot of_text = slot_of(blocks, "text"), of_words = slot_of(blocks, "words"), of_level = slot_of(blocks, "level")
    cdef Slot of_runs = slot_of(blocks, "runs")
    cdef Py_ssize_t b
    cdef str text
    cdef list runs
    if len(kept) != len(blocks):
        raise ValueError("a choice for each Block")
    for b in range(len(blocks)):
        block = blocks[b]
        level = read_int(block, &of_level)
        if not level and not kept[b]:
            continue
        text = read(block, &of_text)
        if not level:
            if text and text[0] in "[(":
                return b
            runs = read(block, &of_runs)
            if len(runs) > 1 and "sup" in runs[0].marks:
                return b
            if read_int(block, &of_words) > max_words:
                continue
        if not text or not PySet_Contains(heads, text[0]):
            continue
        if text.lower().strip(" :").replace(" ", "_") in labels:
            return b
    return len(blocks)


def decided(list blocks, mask, probabilities, str chosen, str likely, str unlikely):
    """The Blocks with a decision each, as `scoring.decisions._decided` makes them."""
    cdef Layout layout
    cdef Py_ssize_t b
    cdef int field
    cdef list found = []
    if len(mask) != len(blocks) or len(probabilities) != len(blocks):
        raise ValueError("a Block without a decision or a probability")
    if blocks:
        read_layout(type(blocks[0]), BLOCK_FIELDS, &layout)
    for b in range(len(blocks)):
        block, keep, probability = blocks[b], bool(mask[b]), probabilities[b]
        check_record(block, &layout)
        copied = new_record(&layout)
        for field in range(BLOCK_KEPT):
            put(copied, &layout, field, get(block, &layout, field))
        put(copied, &layout, BLOCK_KEPT, keep)
        put(copied, &layout, BLOCK_REASON, chosen if keep else likely if <double> probability >= 0.5 else unlikely)
        put(copied, &layout, BLOCK_PROBABILITY, probability)
        found.append(copied)
    return found


def decided_figures(list blocks, double doubted_from, double doubted_to, int64_t min_words):
    """What `scoring.confidence._figures` tells of decided Blocks."""
    cdef Slot of_words = slot_of(blocks, "words"), of_kept = slot_of(blocks, "kept")
    cdef Slot of_probability = slot_of(blocks, "probability")
    cdef list expected = [], left_out = []
    cdef int64_t words, doubted = 0, pieces = 0
    cdef double probability, least = 1
    cdef bint keep, before = False
    for block in blocks:
        words, keep, probability = read_int(block, &of_words), read(block, &of_kept), read(block, &of_probability)
        product = words * probability
        expected.append(product)
        if not keep:
            left_out.append(product)
        elif words >= min_words and probability < least:
            least = probability
        if doubted_from <= probability <= doubted_to:
            doubted += words
        pieces += keep and not before
        before = keep
    return expected, left_out, doubted, pieces, least


def torn_siblings(list elements, list kinds, list weights, mask, frozenset skipped, Py_ssize_t min_members):
    """The groups of siblings in texts kept in part, as `scoring.records._torn_siblings` finds them."""
    cdef Slot first = slot_of(elements, "start"), behind = slot_of(elements, "end")
    cdef Slot parents = slot_of(elements, "parent"), tag = slot_of(elements, "tag")
    cdef Py_ssize_t i, start, end, parent, kind, n = len(elements), m = len(weights)
    cdef int64_t all_words, kept
    # sums of the words of Blocks, and of those that are kept
    cdef int64_t[:, ::1] sums = np.zeros((2, m + 1), np.int64)
    # for each element whether it is torn, or 2 if nothing of it is kept in a torn one, and its kind if it may be of a group, else -1; for each kind, which is the index of its first, how many there are
    cdef int64_t[:, ::1] of_element = np.zeros((3, n), np.int64)
    cdef dict groups = {}
    for i in range(m):
        sums[0, i + 1] = sums[0, i] + <int64_t> weights[i]
        sums[1, i + 1] = sums[1, i] + (<int64_t> weights[i] if mask[i] else 0)
    for i in range(n):
        element = elements[i]
        of_element[1, i] = -1
        # what is around an element comes before it; inside of what is kept whole or left out, nothing is torn
        parent = read_int(element, &parents)
        if parent >= 0 and not of_element[0, parent]:
            continue
        start, end = read_int(element, &first), read_int(element, &behind)
        all_words, kept = sums[0, end] - sums[0, start], sums[1, end] - sums[1, start]
        of_element[0, i] = 0 < kept < all_words
        if parent < 0:
            continue
        if of_element[0, parent] == 1 and not kept:
            of_element[0, i] = 2
        if end == start or PySet_Contains(skipped, read(element, &tag)):
            continue
        of_element[1, i] = kind = kinds[i]
        of_element[2, kind] += 1
    for i in range(n):
        kind = of_element[1, i]
        if kind >= 0 and of_element[2, kind] >= min_members:
            groups.setdefault(kind, []).append(elements[i])
    return list(groups.values())


cdef bint _may_part(str text) noexcept:
    """Return whether a text has a sign between parts, or a stop or a dash before a space, other than at its ends."""
    cdef Py_ssize_t i = 0, size = len(text)
    cdef int width = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef uint32_t code
    while size and is_space(PyUnicode_READ(width, data, size - 1)):
        size -= 1
    while i < size and is_space(PyUnicode_READ(width, data, i)):
        i += 1
    while i < size:
        code = PyUnicode_READ(width, data, i)
        i += 1
        # \n|·•/»›←→
        if code in (0x0A, 0x7C, 0xB7, 0x2022, 0x2F, 0xBB, 0x203A, 0x2190, 0x2192):
            return True
        # .!?。！？–—-
        if code in (0x2E, 0x21, 0x3F, 0x3002, 0xFF01, 0xFF1F, 0x2013, 0x2014, 0x2D):
            if i < size and is_space(PyUnicode_READ(width, data, i)):
                return True
    return False


def lines_of_parts(list blocks, list matches, list left, int64_t max_words):
    """The lines that `discard.rules.phrases` looks for phrases in a row in, as `_lines_of_parts` gives them."""
    cdef Slot of_runs = slot_of(blocks, "runs")
    cdef Py_ssize_t b, n_same
    cdef int64_t words
    cdef list found = [], runs
    cdef str text
    for b in range(len(blocks)):
        words = left[b]
        if not 0 < words <= max_words or matches[b] is not None:
            continue
        block = blocks[b]
        runs, text, n_same = read(block, &of_runs), "", 0
        for run in runs:
            if not isinstance(run, tuple):
                raise TypeError(f"a {type(run).__name__} is no run of text")
            # a run is its text, its address and its marks
            linked = (<tuple> run)[1]
            if n_same == 0:
                first, text = linked, <str?> (<tuple> run)[0]
            elif linked is first or linked == first:
                text += <str?> (<tuple> run)[0]
            else:
                break
            n_same += 1
        if n_same < len(runs) or _may_part(text):
            found.append((block, text, n_same == len(runs)))
    return found
