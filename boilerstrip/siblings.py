"""Like siblings: elements of one parent, tag and class word are posts, results, teasers or menu items.

Like Blocks of theirs stand in one place, whichever sibling they are part of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

from boilerstrip.block import Block, Element

# So many elements with Blocks in one place are records; what fewer hold are the paragraphs of one text.
_RECORDS = 3


def kinds(elements: Sequence[Element]) -> list[int]:
    """The number of the kind that each element is of: like siblings have the same.

    Of its class words an element goes by the one that most of its siblings share, so that "post odd"
    and "post even" are alike, and so are they in whatever order a theme writes them.
    """
    siblings: defaultdict[tuple[int, str], list[Element]] = defaultdict(list)
    for element in elements:
        siblings[element.parent, element.tag].append(element)
    found = [0] * len(elements)
    number = 0
    for alike in siblings.values():
        if len(alike) == 1:
            found[alike[0].index] = number
            number += 1
            continue
        of_word: dict[str, int] = {}
        for element, word in zip(alike, _shared_words(alike), strict=True):
            found[element.index] = of_word.setdefault(word, number + len(of_word))
        number += len(of_word)
    return found


def _shared_words(siblings: Sequence[Element]) -> list[str]:
    """For each element its class word that most siblings share, "" without any."""
    names = [element.names for element in siblings]
    if names.count(names[0]) == len(names):
        return names
    words = [set(said.split()) for said in names]
    common = Counter(chain.from_iterable(words))
    shared = {
        said: max(found, key=lambda word: (common[word], word), default="")
        for said, found in dict(zip(names, words, strict=True)).items()
    }
    return [shared[said] for said in names]


def places(blocks: Sequence[Block], elements: Sequence[Element]) -> list[int]:
    """The number of the place that each Block stands in: like records have the same.

    A place is a tag path and the nearest class words: the names in a thread, or the dates of teasers.
    """
    numbers: dict[tuple[str, str], int] = {}
    found = []
    for block in blocks:
        names = ""
        if block.element >= 0:
            element = elements[block.element]
            names = element.names or (elements[element.parent].names if element.parent >= 0 else "")
        found.append(numbers.setdefault((block.path, names), len(numbers)))
    return found


def like_blocks(
    places: Sequence[int], blocks: Sequence[Block], elements: Sequence[Element]
) -> list[list[int]]:
    """The Blocks of each place that like records have, as indexes."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    holders: defaultdict[int, set[int]] = defaultdict(set)
    for block, place in zip(blocks, places, strict=True):
        found[place].append(block.index)
        holders[place].add(elements[block.element].parent if block.element >= 0 else -1)
    return [found[place] for place, held in holders.items() if len(held) >= _RECORDS]
