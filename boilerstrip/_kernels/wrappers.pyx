# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""Boxes around boxes that say nothing, left out of the elements of a page: see `page.wrappers`."""

from libc.stdint cimport uint8_t
from libc.stdlib cimport free, malloc

from boilerstrip._kernels.records cimport *

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 2


cdef struct Box:
    # the element around it that is not left out, its Blocks
    Py_ssize_t around, start, end
    uint8_t is_hidden, is_dropped


cdef enum:
    # a power of two
    MAX_PATHS = 128


cdef struct Path:
    # the path of elements of this tag in what has the path above, all held by the elements
    PyObject *above
    PyObject *tag
    PyObject *path


cdef bint _says_nothing(element, Layout *layout) except -1:
    """Return whether an element is a `div` that says nothing about what it holds."""
    cdef str tag = get(element, layout, ELEMENT_TAG)
    return (
        tag == "div"
        and not get(element, layout, ELEMENT_CLASS_ID)
        and not get(element, layout, ELEMENT_ROLE)
        and not get(element, layout, ELEMENT_ITEMTYPE)
        and not get(element, layout, ELEMENT_ITEMPROP)
    )


cdef bint _is_bare(list elements, cleaned, Layout *layout, const Box *boxes, Py_ssize_t at, Py_ssize_t around) except -1:
    return (
        (not boxes[at].is_hidden or (around >= 0 and boxes[around].is_hidden))
        and _says_nothing(elements[at], layout)
        and elements[at] is not cleaned
    )


cdef int _find(list elements, cleaned, Layout *layout, Box *boxes) except -1:
    """Mark each element that is left out, as `page.wrappers._find_wrappers`."""
    cdef Py_ssize_t at, around
    for at in range(len(elements)):
        element = elements[at]
        check_record(element, layout)
        around = get(element, layout, ELEMENT_PARENT)
        if around >= at:
            raise ValueError("an element that comes before what is around it")
        boxes[at].start = get(element, layout, ELEMENT_START)
        boxes[at].end = get(element, layout, ELEMENT_END)
        boxes[at].is_hidden = get(element, layout, ELEMENT_HIDDEN)
        boxes[at].is_dropped = False
        while around >= 0 and boxes[around].is_dropped:
            around = boxes[around].around
        boxes[at].around = around
        # what they say is asked of these alone
        if around >= 0 and boxes[at].start == boxes[around].start and boxes[at].end == boxes[around].end:
            if _is_bare(elements, cleaned, layout, boxes, around, boxes[around].around):
                boxes[around].is_dropped = True
            elif _is_bare(elements, cleaned, layout, boxes, at, around):
                boxes[at].is_dropped = True
    return 0


cdef object _path_of(above_path, tag, dict paths, Py_ssize_t max_path):
    """The path of elements of a tag, the same string for all of one path."""
    cdef tuple key = (above_path, tag)
    cdef str path
    known = paths.get(key)
    if known is None:
        path = f"{above_path}/{tag}" if above_path else tag
        known = paths[key] = path[len(path) - max_path:] if above_path and len(path) > max_path else path
    return known


def moved_images(list images, type image_type, list moved):
    """As `page.wrappers._moved_images`."""
    cdef list found = []
    cdef Py_ssize_t element, place
    check_named(image_type, 8)
    if image_type._fields[1] != "element":
        raise TypeError("the second field of an image is its element")
    for image in images:
        if type(image) is not image_type:
            raise TypeError("no image")
        element = (<tuple> image)[1]
        place = moved[element if element >= 0 else len(moved) + element]
        if place == element:
            found.append(image)
        else:
            found.append(boilerstrip_named(
                <PyTypeObject *> image_type, ((<tuple> image)[0], place) + (<tuple> image)[2:]
            ))
    return found


def drop_wrappers(list elements, list blocks, cleaned, type element_type, type block_type, Py_ssize_t max_path):
    """The elements that are left, and the new index of each old one, as `page.wrappers._renumber` gives them.

    The elements and paths of the Blocks are set anew.
    """
    cdef Layout layout, block_layout
    cdef Box *boxes
    cdef list kept = [], places = []
    cdef dict paths = {}
    cdef Path[MAX_PATHS] recent
    cdef Path *one
    cdef Py_ssize_t at, above, index
    cdef object above_path
    read_layout(element_type, ELEMENT_FIELDS, &layout)
    read_layout(block_type, BLOCK_FIELDS, &block_layout)
    boxes = <Box *> malloc((len(elements) + 1) * sizeof(Box))
    if boxes == NULL:
        raise MemoryError
    try:
        _find(elements, cleaned, &layout, boxes)
        for at in range(MAX_PATHS):
            recent[at].above = NULL
        for at in range(len(elements)):
            element = elements[at]
            around = get(element, &layout, ELEMENT_PARENT)
            above = around
            if above >= 0:
                around = places[above]
                above = around
            if boxes[at].is_dropped:
                places.append(around)
                continue
            index = len(kept)
            # to make a number anew takes longer than to find it
            number = get(element, &layout, ELEMENT_INDEX) if index == at else index
            places.append(number)
            tag = get(element, &layout, ELEMENT_TAG)
            if above >= 0:
                holder = kept[above]
                above_path = get(holder, &layout, ELEMENT_PATH)
                put(element, &layout, ELEMENT_DEPTH, get(holder, &layout, ELEMENT_DEPTH) + 1)
            else:
                above_path = ""
                put(element, &layout, ELEMENT_DEPTH, 0)
            # elements of one path share one string, and so do most of one tag
            one = &recent[(<size_t> <PyObject *> above_path // 32 + <size_t> <PyObject *> tag // 16) % MAX_PATHS]
            if one.above != <PyObject *> above_path or one.tag != <PyObject *> tag:
                known = _path_of(above_path, tag, paths, max_path)
                one.above, one.tag, one.path = <PyObject *> above_path, <PyObject *> tag, <PyObject *> known
            put(element, &layout, ELEMENT_INDEX, number)
            put(element, &layout, ELEMENT_PARENT, around)
            put(element, &layout, ELEMENT_PATH, <object> one.path)
            kept.append(element)
    finally:
        free(boxes)
    for block in blocks:
        check_record(block, &block_layout)
        at = get(block, &block_layout, BLOCK_ELEMENT)
        number = places[at] if at >= 0 else -1
        at = number
        put(block, &block_layout, BLOCK_ELEMENT, number)
        put(block, &block_layout, BLOCK_PATH, get(kept[at], &layout, ELEMENT_PATH) if at >= 0 else "")
    return kept, places
