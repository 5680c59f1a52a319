"""Labels that take turns above sentences: the speakers of an interview, the years of a timeline."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from boilerstrip.page.block import Block
from boilerstrip.page.model import PageModel
from boilerstrip.text.dates import first_year
from boilerstrip.text.patterns import lazy

# So many people talk, and each of them so often; more are the authors of a thread.
_MAX_SPEAKERS, _MIN_TURNS = 4, 2
# What one of them says, in Blocks.
_MAX_BLOCKS = 4
# When a chapter of a recording begins: "(00:04:12)", "2:14".
_TIMECODE = lazy(r"[(\[]?(?:(\d{1,2}):)?(\d{1,3}):(\d\d)[)\]]?\s")


def take_turns(names: Sequence[str]) -> bool:
    """Return whether a few names alternate, each of them more than once."""
    speakers = set(names)
    return (
        2 <= len(speakers) <= _MAX_SPEAKERS
        and all(names.count(name) >= _MIN_TURNS for name in speakers)
        and 2 * sum(first != second for first, second in pairwise(names)) > len(names)
    )


def pass_years(lines: Sequence[str]) -> bool:
    """Return whether each line has a year, and the years rise or fall from line to line, with few repeats."""
    found = [first_year(line) for line in lines]
    steps = list(pairwise(found))
    return (
        all(found)
        and (all(a <= b for a, b in steps) or all(a >= b for a, b in steps))
        and 2 * sum(a != b for a, b in steps) > len(steps)
    )


def pass_times(lines: Sequence[str]) -> bool:
    """Return whether each line begins with the time of a recording, and later than the line before."""
    last = -1
    for line in lines:
        found = _TIMECODE.match(line)
        if found is None:
            return False
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        if (time := (hours * 60 + minutes) * 60 + seconds) <= last:
            return False
        last = time
    return True


def sentences_below(page: PageModel, label: Block) -> range:
    """Return the Blocks of a record below its first line if these are sentences without links, else none."""
    record = page.enclosing_container(label)
    if record is None or record.start != label.index or record.end - record.start > _MAX_BLOCKS:
        return range(0)
    below = range(label.index + 1, record.end)
    are_sentences = all(page.blocks[i].ends_sentence and not page.blocks[i].link_words for i in below)
    return below if are_sentences else range(0)
