# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""White space collapsed, and words, sign by sign."""

from boilerstrip._kernels.signs cimport collapsed, unspaced_in, words_of

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 2


cdef inline str _exact(text):
    """A text of a class of its own, as the strings of lxml are, as a plain one."""
    return <str> text if type(text) is str else str.__str__(text)


def collapse(text):
    """`text.whitespace.collapse`, sign by sign."""
    return collapsed(_exact(text))


def words(text):
    """`text.words.words`, without a pattern."""
    return words_of(_exact(text))


def count_unspaced(text):
    """How many signs of a text belong to scripts without spaces."""
    return unspaced_in(_exact(text))
