# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""Boxes around boxes that say nothing, left out of the elements of a page: see `page.wrappers`."""

from cpython.object cimport PyObject
from libc.stdint cimport uint8_t
from libc.stdlib cimport free, malloc

from boilerstrip._kernels.records cimport *

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 1


cdef struct Box:
    # the element around it, the nearest that is not left out, its Blocks
    Py_ssize_t parent, around, start, end
    # a `div` that says nothing, if it is not hidden or what is around it is, too
    uint8_t is_plain, is_hidden
    uint8_t is_dropped


cdef struct Kept:
    Py_ssize_t depth
    # its path, and the tag and path of the last element in it: borrowed from these elements
    PyObject *path
    PyObject *inner_tag
    PyObject *inner_path


cdef inline bint _is_bare(const Box *boxes, Py_ssize_t at, Py_ssize_t around) noexcept:
    return boxes[at].is_plain and (not boxes[at].is_hidden or (around >= 0 and boxes[around].is_hidden))


cdef int _find(list elements, cleaned, Layout *layout, Box *boxes) except -1:
    """Mark each element that is left out, as `page.wrappers._find_wrappers`."""
    cdef Py_ssize_t at, around
    for at in range(len(elements)):
        element = elements[at]
        check_record(element, layout)
        around = get(element, layout, ELEMENT_PARENT)
        if around >= at:
            raise ValueError("an element that comes before what is around it")
        boxes[at].parent = around
        boxes[at].start = get(element, layout, ELEMENT_START)
        boxes[at].end = get(element, layout, ELEMENT_END)
        boxes[at].is_hidden = get(element, layout, ELEMENT_HIDDEN)
        boxes[at].is_dropped = False
        boxes[at].is_plain = (
            <str> get(element, layout, ELEMENT_TAG) == "div"
            and not get(element, layout, ELEMENT_CLASS_ID)
            and not get(element, layout, ELEMENT_ROLE)
            and not get(element, layout, ELEMENT_ITEMTYPE)
            and not get(element, layout, ELEMENT_ITEMPROP)
            and element is not cleaned
        )
        while around >= 0 and boxes[around].is_dropped:
            around = boxes[around].around
        boxes[at].around = around
        if around >= 0 and boxes[at].start == boxes[around].start and boxes[at].end == boxes[around].end:
            if _is_bare(boxes, around, boxes[around].around):
                boxes[around].is_dropped = True
            elif _is_bare(boxes, at, around):
                boxes[at].is_dropped = True
    return 0


cdef str _inner_path(Kept *holder, str tag, dict paths, Py_ssize_t max_path):
    """The path of an element of a tag in another one; elements of one path share it."""
    cdef str outer, path
    cdef tuple key
    # most are of the tag of the one before
    if <PyObject *> tag == holder.inner_tag:
        return <str> holder.inner_path
    outer = <str> holder.path
    key = (outer, tag)
    path = paths.get(key)
    if path is None:
        path = f"{outer}/{tag}" if outer else tag
        if outer and len(path) > max_path:
            path = path[len(path) - max_path:]
        paths[key] = path
    holder.inner_tag, holder.inner_path = <PyObject *> tag, <PyObject *> path
    return path


cdef tuple _renumber(list elements, Layout *layout, const Box *boxes, Kept *kept, Py_ssize_t max_path):
    """The elements that are left, and the new index of each old one, as `page.wrappers._renumber` has them."""
    cdef list left = [], places = []
    cdef dict paths = {}
    cdef Py_ssize_t at, above, index = 0
    cdef str tag, path
    # what is in no element has the path of its tag
    cdef Kept root
    root.path, root.inner_tag, root.inner_path = <PyObject *> "", NULL, NULL
    for at in range(len(elements)):
        element = elements[at]
        place = places[boxes[at].parent] if boxes[at].parent >= 0 else -1
        if boxes[at].is_dropped:
            places.append(place)
            continue
        above = place
        tag = get(element, layout, ELEMENT_TAG)
        path = _inner_path(&kept[above] if above >= 0 else &root, tag, paths, max_path)
        kept[index].depth = kept[above].depth + 1 if above >= 0 else 0
        kept[index].path, kept[index].inner_tag = <PyObject *> path, NULL
        put(element, layout, ELEMENT_PARENT, place)
        put(element, layout, ELEMENT_DEPTH, kept[index].depth)
        put(element, layout, ELEMENT_PATH, path)
        place = index
        put(element, layout, ELEMENT_INDEX, place)
        places.append(place)
        left.append(element)
        index += 1
    return left, places


def drop_wrappers(list elements, list blocks, cleaned, type element_type, type block_type, Py_ssize_t max_path):
    """The elements that are left, and the new index of each old one, as `page.wrappers._renumber` gives them.

    The elements and paths of the Blocks are set anew.
    """
    cdef Layout layout, block_layout
    cdef list kept, places
    cdef Py_ssize_t at
    cdef Box *boxes
    cdef Kept *told
    read_layout(element_type, ELEMENT_FIELDS, &layout)
    read_layout(block_type, BLOCK_FIELDS, &block_layout)
    boxes = <Box *> malloc((len(elements) + 1) * sizeof(Box))
    told = <Kept *> malloc((len(elements) + 1) * sizeof(Kept))
    try:
        if boxes == NULL or told == NULL:
            raise MemoryError
        _find(elements, cleaned, &layout, boxes)
        kept, places = _renumber(elements, &layout, boxes, told, max_path)
    finally:
        free(boxes)
        free(told)
    for block in blocks:
        check_record(block, &block_layout)
        place = get(block, &block_layout, BLOCK_ELEMENT)
        at = place
        if at >= 0:
            place = places[at]
            at = place
        put(block, &block_layout, BLOCK_ELEMENT, place)
        put(block, &block_layout, BLOCK_PATH, get(kept[at], &layout, ELEMENT_PATH) if at >= 0 else "")
    return kept, places
