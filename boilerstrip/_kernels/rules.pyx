# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True, initializedcheck=False
"""What rules ask of every Block and element before they look at a few of them.

Each function does what one of `boilerstrip.discard` or of `boilerstrip.scoring` does.
"""

from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject
from cpython.set cimport PySet_Contains
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.stdint cimport int64_t

from boilerstrip._kernels.sentences cimport breaks_off, ends
from boilerstrip._kernels.slots cimport Slot, read, slot_of

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 1


def kept_columns(
    list blocks, mask, probabilities, frozenset unpunctuated, int64_t prose_words, double prose_linked,
    frozenset prose_roles, int64_t text_words, double text_linked, double high,
):
    """The columns of `discard.view.KeptView`: words left, prose, sure prose, sums of words and of prose words."""
    cdef Slot of_text = slot_of(blocks, "text"), of_words = slot_of(blocks, "words")
    cdef Slot of_links = slot_of(blocks, "link_words"), of_role = slot_of(blocks, "role")
    cdef list left = [], prose = [], sure = [], kept_sums = [0], prose_sums = [0]
    cdef Py_ssize_t b, size
    cdef int64_t words, kept = 0, kept_prose = 0
    cdef double linked
    cdef int width
    cdef void *data
    cdef str text
    cdef bint keep, ended, whole, is_prose, is_sure
    for b in range(len(blocks)):
        block = blocks[b]
        words, keep = read(block, &of_words), mask[b]
        is_prose = is_sure = False
        # most have too few words for either
        if words >= text_words or words >= prose_words:
            role, text = read(block, &of_role), read(block, &of_text)
            size, width, data = len(text), PyUnicode_KIND(text), PyUnicode_DATA(text)
            linked = <double> <int64_t> read(block, &of_links) / words if words else 0
            ended, whole = ends(width, data, size), not breaks_off(width, data, size)
            is_prose = (
                words >= prose_words
                and linked < prose_linked
                and whole
                and (ended or PySet_Contains(unpunctuated, role))
            )
            is_sure = (
                words >= text_words
                and linked < text_linked
                and whole
                and ended
                and PySet_Contains(prose_roles, role)
                and <double> probabilities[b] >= high
            )
        left.append(words if keep else 0)
        prose.append(is_prose)
        sure.append(is_sure)
        kept += words if keep else 0
        kept_prose += words if keep and is_prose else 0
        kept_sums.append(kept)
        prose_sums.append(kept_prose)
    return left, prose, sure, kept_sums, prose_sums


def holders(list elements, list sums):
    """The elements over which these sums over Blocks rise, as `discard.view.KeptView.holders`."""
    cdef Slot first = slot_of(elements, "start"), behind = slot_of(elements, "end")
    cdef list found = []
    for element in elements:
        if <int64_t> sums[<Py_ssize_t> read(element, &behind)] > <int64_t> sums[<Py_ssize_t> read(element, &first)]:
            found.append(element)
    return found


def pair_levels(list blocks, frozenset lines, int64_t least, int64_t most):
    """The level of each Block as `discard.rules.teasers` has it."""
    cdef Slot of_level = slot_of(blocks, "level"), of_words = slot_of(blocks, "words")
    cdef Slot of_links = slot_of(blocks, "link_words"), of_role = slot_of(blocks, "role")
    cdef list levels = []
    cdef int64_t level, words, links
    for block in blocks:
        level, links = read(block, &of_level), read(block, &of_links)
        if not level and links:
            words = read(block, &of_words)
            if links == words and least <= words <= most and PySet_Contains(lines, read(block, &of_role)):
                level = -1
        levels.append(level)
    return levels


def torn_siblings(list elements, list kinds, list sums, list kept_sums, frozenset skipped):
    """The siblings that `scoring.records` groups: of one kind, in an element that is kept in part."""
    cdef Slot first = slot_of(elements, "start"), behind = slot_of(elements, "end")
    cdef Slot parents = slot_of(elements, "parent"), tag = slot_of(elements, "tag")
    cdef Py_ssize_t i, start, end, parent, n = len(elements)
    cdef int64_t kept
    cdef dict groups = {}
    cdef bytearray torn = bytearray(n)
    cdef PyObject *known
    cdef tuple key
    for i in range(n):
        element = elements[i]
        start, end = read(element, &first), read(element, &behind)
        kept = <int64_t> kept_sums[end] - <int64_t> kept_sums[start]
        torn[i] = 0 < kept < <int64_t> sums[end] - <int64_t> sums[start]
    for i in range(n):
        element = elements[i]
        parent = read(element, &parents)
        if parent < 0 or not torn[parent]:
            continue
        start, end = read(element, &first), read(element, &behind)
        if end == start or PySet_Contains(skipped, read(element, &tag)):
            continue
        key = (parent, kinds[i])
        known = PyDict_GetItem(groups, key)
        if known == NULL:
            groups[key] = [element]
        else:
            (<list> known).append(element)
    return list(groups.values())
