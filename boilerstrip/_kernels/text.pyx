# cython: language_level=3, boundscheck=True, wraparound=False, cdivision=True
"""White space collapsed, and words, sign by sign."""

from boilerstrip._kernels.signs cimport collapsed, unspaced_in, words_of

# as in `boilerstrip._kernels.VERSIONS`
VERSION = 1


def collapse(str text):
    """`text.whitespace.collapse`; None where invisible signs have to be taken out first."""
    return collapsed([text])


def words(str text):
    """`text.words.words`, without a pattern."""
    return words_of(text)


def count_unspaced(str text):
    """How many signs of a text belong to scripts without spaces."""
    return unspaced_in(text)
