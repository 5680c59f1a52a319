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
        compiled: list[int] = _kernels.groups.group_siblings(elements)
        return compiled
    siblings: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for element in elements:
        siblings[element.parent, element.tag].append(element.index)
    names = [element.class_id for element in elements]
    # a kind goes by the number of its first element
    group_ids = list(range(len(elements)))
    for indexes in siblings.values():
        if len(indexes) == 1:
            continue
        distinct_names = {names[i] for i in indexes}
        if len(distinct_names) == 1:
            for i in indexes:
                group_ids[i] = indexes[0]
            continue
        shared = _shared_words(distinct_names, [names[i] for i in indexes])
        first: dict[str, int] = {}
        for i in indexes:
            group_ids[i] = first.setdefault(shared[names[i]], i)
    return group_ids


def _shared_words(distinct: Iterable[str], all_names: Iterable[str]) -> dict[str, str]:
    """For the distinct names of siblings the class word that most of these share, "" without any."""
    words = {names: set(names.split()) for names in distinct}
    common = Counter(chain.from_iterable(map(words.__getitem__, all_names)))
    return {
        names: max([(common[word], word) for word in found])[1] if found else ""
        for names, found in words.items()
    }


def repeat_group_ids(blocks: Sequence[Block], elements: Sequence[Element]) -> list[int]:
    """The number of the place that each Block stands in: like records have the same.

    A place is a tag path and the nearest class words: the names in a thread, or the dates of teasers.
    """
    if _kernels.groups is not None:
        compiled: list[int] = _kernels.groups.repeat_places(blocks, elements)
        return compiled
    numbers: dict[tuple[str, str], int] = {}
    group_ids = []
    for block in blocks:
        names = ""
        if block.element >= 0:
            element = elements[block.element]
            names = element.class_id or (elements[element.parent].class_id if element.parent >= 0 else "")
        group_ids.append(numbers.setdefault((block.path, names), len(numbers)))
    return group_ids


def repeated_groups(
    group_ids: Sequence[int], blocks: Sequence[Block], elements: Sequence[Element]
) -> list[list[int]]:
    """The Blocks of each place that like records have, as indexes."""
    if _kernels.groups is not None:
        groups: list[list[int]] = _kernels.groups.record_groups(group_ids, blocks, elements, _MIN_RECORDS)
        return groups
    blocks_by_group: defaultdict[int, list[int]] = defaultdict(list)
    containers: defaultdict[int, set[int]] = defaultdict(set)
    for block, group in zip(blocks, group_ids, strict=True):
        blocks_by_group[group].append(block.index)
        containers[group].add(elements[block.element].parent if block.element >= 0 else -1)
    return [blocks_by_group[group] for group, parents in containers.items() if len(parents) >= _MIN_RECORDS]
