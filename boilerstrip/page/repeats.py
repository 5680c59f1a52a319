"""Like siblings: elements of one parent, tag and class word are posts, results, teasers or menu items.

Like Blocks of theirs stand in one place, whichever sibling they are part of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from boilerstrip import _kernels
from boilerstrip.page.block import Block, Element

# So many elements with Blocks in one place are records; what fewer hold are the paragraphs of one text.
_MIN_RECORDS = 3


def sibling_group_ids(elements: Sequence[Element]) -> list[int]:
    """The number of the kind that each element is of: like siblings have the same.

    Of its class words an element goes by the one that most of its siblings share, so that "post odd"
    and "post even" are alike, and so are they in whatever order a theme writes them.
    """
    if _kernels.groups is not None:
        kinds: list[int] = _kernels.groups.group_siblings(elements)
        return kinds
    siblings: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for element in elements:
        siblings[element.parent, element.tag].append(element.index)
    names = [element.class_id for element in elements]
    # a kind goes by the number of its first element
    found = list(range(len(elements)))
    for alike in siblings.values():
        if len(alike) == 1:
            continue
        said = {names[at] for at in alike}
        if len(said) == 1:
            for at in alike:
                found[at] = alike[0]
            continue
        shared = _shared_words(said, [names[at] for at in alike])
        first: dict[str, int] = {}
        for at in alike:
            found[at] = first.setdefault(shared[names[at]], at)
    return found


def _shared_words(distinct: Iterable[str], names: Iterable[str]) -> dict[str, str]:
    """For the distinct names of siblings the class word that most of these share, "" without any."""
    words = {said: set(said.split()) for said in distinct}
    common = Counter(chain.from_iterable(map(words.__getitem__, names)))
    return {
        said: max([(common[word], word) for word in found])[1] if found else ""
        for said, found in words.items()
    }


def repeat_group_ids(blocks: Sequence[Block], elements: Sequence[Element]) -> list[int]:
    """The number of the place that each Block stands in: like records have the same.

    A place is a tag path and the nearest class words: the names in a thread, or the dates of teasers.
    """
    if _kernels.groups is not None:
        places: list[int] = _kernels.groups.repeat_places(blocks, elements)
        return places
    numbers: dict[tuple[str, str], int] = {}
    found = []
    for block in blocks:
        names = ""
        if block.element >= 0:
            element = elements[block.element]
            names = element.class_id or (elements[element.parent].class_id if element.parent >= 0 else "")
        found.append(numbers.setdefault((block.path, names), len(numbers)))
    return found


def repeated_groups(
    group_ids: Sequence[int], blocks: Sequence[Block], elements: Sequence[Element]
) -> list[list[int]]:
    """The Blocks of each place that like records have, as indexes."""
    if _kernels.groups is not None:
        groups: list[list[int]] = _kernels.groups.record_groups(group_ids, blocks, elements, _MIN_RECORDS)
        return groups
    found: defaultdict[int, list[int]] = defaultdict(list)
    containers: defaultdict[int, set[int]] = defaultdict(set)
    for block, place in zip(blocks, group_ids, strict=True):
        found[place].append(block.index)
        containers[place].add(elements[block.element].parent if block.element >= 0 else -1)
    return [found[place] for place, around in containers.items() if len(around) >= _MIN_RECORDS]
