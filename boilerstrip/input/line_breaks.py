"""Line breaks that tools which convert pages to text add or lose: wrapped, glued and joined lines.

A line is a Block, so what shares a line is kept or dropped together.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import chain, pairwise, takewhile
from operator import itemgetter

from boilerstrip.input.broken_lines import BULLETS
from boilerstrip.text import phrases
from boilerstrip.text.patterns import lazy
from boilerstrip.text.sentences import ends_sentence

# Text is wrapped at a width in this range, or not at all.
_MIN_WIDTH, _MAX_WIDTH = 40, 132
# Least number of full lines of a wrapped text, their least share of the lines that are longer than a portion
# of the width, and the least share of full lines that the next line goes on with a small letter.
_MIN_FULL, _MIN_SHARE_FULL, _LONG, _MIN_SHARE_GOING_ON = 6, 0.6, 0.6, 0.4
# Most lines beyond the width: tables and listings are not wrapped.
_MAX_SHARE_BEYOND = 0.05
# The first lines show the width.
_MOST_LINES = 10_000
# A longer word is an address, or a sentence in a script without spaces.
_MAX_WORD = 20
# Least words of a full line: fewer are a label, or code.
_MIN_WORDS = 4
# What begins a line of its own; quoted lines and comments are not joined either.
_OWN_LINE = lazy(rf"\s*(?:(?:[{BULLETS}]|(?:\d{{1,3}}\.)*\d{{1,3}}[.)]|\w\)|\([a-z\d]{{1,4}}\))\s|[#>|]|//)")
# Rows of tables, and of contents with dots up to the number of the page.
_ROW = lazy(r"\t|\s\|\s|\S\s{3,}\S|\.{4}|(?:\.\s){3}")
# Least share of full lines in which a sentence ends and the next begins, or of last lines that end one beside
# the full lines: neither is found in records and lists.
_MIN_SHARE_WITHIN, _MIN_SHARE_CLOSED = 0.03, 0.1

# Words are wrapped at their hyphens too, and no space was there, unless as in "land- and seaside".
_HYPHEN = lazy(r"\w-\Z")
_AFTER_HYPHEN = lazy(r"\s*(?:and|or|to|und|oder|bis|sowie|en|of|och|og|eller|ja|et|ou|i|lub|и|или|і|та)\s")

# Small letters and capitals of the scripts that have them.
_LETTERS = [chr(code) for code in range(0x588)]
_UPPER = "".join(char for char in _LETTERS if char.isupper())
_LOWER = "".join(char for char in _LETTERS if char.islower())
_OPENING = "«“„\"'¿¡("
_QUOTES = "\"'”’»)"
# "…the end.The next": a sentence glued to the end of another.
_GLUED_SENTENCES = lazy(
    rf"[{_LOWER}]{{2}}[.!?…][{_QUOTES}]?(?=[{_OPENING}]?(?:[{_UPPER}][{_LOWER}]*|[{_UPPER}]{{4,}})[\s,’'-])"
)
# "NewsSport": words glued to each other, or a name such as "YouTube".
_GLUED_WORDS = lazy(rf"(?<=[{_LOWER}]{{2}})(?=[{_UPPER}][{_LOWER}])")
_WORD_BEFORE = lazy(rf"[{_UPPER}]?[{_LOWER}]+\Z")
_WORD_AFTER = lazy(rf"[{_UPPER}][{_LOWER}]+")
# The end of a sentence, in a word longer than abbreviations ("ul.") and without the capital of names.
_LAST_WORD = lazy(rf"(?<![\w'’-])[{_LOWER}]{{6,}}[.!?][{_QUOTES}]?\Z")
# Least number of glued sentences, in all and for each word of the text. A few are missing spaces.
_MIN_GLUED, _MIN_GLUED_PER_WORD = 3, 0.002
# Addresses and code, within so many characters of such a place.
_CODE = lazy(r"[{}=_<>@;\\|]|\w\(|//|\.\w+\.")
_REACH = 40

# A text has lost its line breaks if at least this share of it stands in lines of more characters than this.
_MAX_LINE, _MIN_SHARE_LONG = 2000, 0.5
# Most words of a sentence.
_MAX_SENTENCE = 50
# A longer text is a book: its sentences would be more Blocks than a page may have.
_MAX_PAGE = 300_000
# Labels of at most so many words are told in the middle of a line.
_MAX_LABEL_WORDS = 4
_LABELS = frozenset({"also_read", "newsletter", "pager", "related", "share"})
_WORD = lazy(r"\S+")
_PART_OF_WORD = lazy(rf"\S(?:(?!(?<=[{_LOWER}])[{_UPPER}])\S)*")
# Signs of vowels are no letters to `re`.
_LETTER = rf"(?:[^\W\d_{_UPPER}]|[\u0300-\u036f\u0900-\u109f])"
_BETWEEN_SENTENCES = lazy(
    rf"(?<={_LETTER}{{2}}[.!?…।؟۔])[{_QUOTES}]?\s+(?=[^\s{_LOWER}])|[。！？][」』）”]?(?=[^」』）”])"
)


def restore_lines(text: str) -> list[str]:
    """Return the lines of a text as they were before a tool wrapped or glued them.

    Nothing is lost but white space, and nothing moves.
    """
    return _split_glued(_unwrapped(text.splitlines()))


def longest_paragraph(lines: Sequence[str]) -> float:
    """Return how long a line of this text may be, in characters, if it is to be a paragraph.

    Any line may be one unless the text has lost its line breaks: most of it stands in lines that are too
    long, or in one that is not all sentences.
    """
    length = sum(map(len, lines))
    if length <= _MAX_PAGE:
        long = sum(len(line) for line in lines if len(line) > _MAX_LINE)
        if 0 < _MIN_SHARE_LONG * length <= long:
            return _MAX_LINE
        with_text = [line for line in lines if line.strip()]
        if len(with_text) == 1 and _is_page(with_text[0]):
            return 0
    return math.inf


def _is_page(line: str) -> bool:
    """Return whether a line has a label, or too many words for a sentence without the end of one."""
    if next(_labels(line, _WORD), None) is not None:
        return True
    return any(
        len(sentence.split()) > _MAX_SENTENCE for sentence in _split_at(line, _ends_of_sentences(line))
    )


def sentences_of(line: str) -> list[str]:
    """Return the sentences and labels of a line, each with the space after it."""
    return _split_at(line, {*_ends_of_sentences(line), *chain.from_iterable(_labels(line, _WORD))})


def _ends_of_sentences(line: str) -> set[int]:
    return {match.end() for match in _BETWEEN_SENTENCES.finditer(line)}


def _labels(line: str, word: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Find where labels such as "Previous Story" begin and end, given what a word is."""
    words = list(word.finditer(line))
    i = 0
    while i < len(words):
        n = _count_label_words(line, words[i : i + _MAX_LABEL_WORDS])
        if n:
            yield words[i].start(), words[i + n].start() if i + n < len(words) else len(line)
        i += n or 1


def _count_label_words(line: str, words: Sequence[re.Match[str]]) -> int:
    """Return how many of these words are a label, each of them with a capital; 0 for none."""
    n_capitals = sum(1 for _ in takewhile(lambda word: word[0][0].isupper(), words))
    # a single word is as likely to be part of a sentence
    for n in range(n_capitals, 1, -1):
        found = phrases.match(line[words[0].start() : words[n - 1].end()], n)
        if found is not None and found.whole and found.family in _LABELS:
            return n
    return 0


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Return lines that were wrapped at some width as the lines that they were."""
    width = _wrap_width(lines[:_MOST_LINES])
    if not width:
        return list(lines)
    whole = [[lines[0]]]
    inner = None
    for before, line in pairwise(lines):
        indent = len(line) - len(line.lstrip())
        # the first line of a paragraph may stand further in or out than the others
        if width in _full_at(before, line) and inner in (None, indent):
            inner = indent
            start = whole[-1].pop().rstrip()
            is_word = _HYPHEN.search(start) and not _AFTER_HYPHEN.match(line)
            whole[-1] += (start, "" if is_word else " ", line.lstrip())
        else:
            whole.append([line])
            inner = None
    return ["".join(pieces) for pieces in whole]


def _full_at(line: str, after: str) -> range:
    """Return the widths at which the first word of the line after it has no room in a line."""
    first = after.split(None, 1)
    length = len(line.rstrip())
    if (
        not first
        or len(first[0]) > _MAX_WORD
        or length > _MAX_WIDTH
        or len(line.split(None, _MIN_WORDS)) < _MIN_WORDS
        or _OWN_LINE.match(after)
        or _ROW.search(line.strip())
        or _ROW.search(after.strip(), 0, _MAX_WIDTH)
    ):
        return range(0)
    return range(length, length + len(first[0]) + 1)


def _wrap_width(lines: Sequence[str]) -> int:
    """Return the width that a text is wrapped at, or 0."""
    full_at = [_full_at(before, after) for before, after in pairwise(lines)]
    counts = Counter(chain.from_iterable(full_at))
    width, _ = max(counts.items(), key=itemgetter(1, 0), default=(0, 0))
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return 0
    full = [i for i, widths in enumerate(full_at) if width in widths]
    starts = [lines[i + 1].lstrip()[0] for i in full]
    within = sum(bool(_BETWEEN_SENTENCES.search(lines[i])) for i in full)
    closed = sum(ends_sentence(lines[i].rstrip()) for i in {i + 1 for i in full} - set(full))
    # in wrapped text most lines go on in the middle of a sentence, in verses and records they do not
    go_on = sum(start.isalpha() and not start.isupper() for start in starts)
    long = sum(bool(widths) and widths[0] > _LONG * width for widths in full_at)
    beyond = sum(len(line.rstrip()) > width and len(line.split(None, 1)) > 1 for line in lines)
    is_wrapped = (
        len(starts) >= max(_MIN_FULL, _MIN_SHARE_FULL * long)
        and go_on >= _MIN_SHARE_GOING_ON * len(starts)
        and (within >= _MIN_SHARE_WITHIN * len(full) or closed >= _MIN_SHARE_CLOSED * len(full))
        and beyond <= _MAX_SHARE_BEYOND * sum(map(bool, map(str.strip, lines)))
    )
    return width if is_wrapped else 0


def _split_glued(lines: Sequence[str]) -> list[str]:
    """Return lines of which many were glued to each other, split; others as they are."""
    places = [
        [match.end() for match in _GLUED_SENTENCES.finditer(line) if _is_prose(line, match)] for line in lines
    ]
    count = sum(map(len, places))
    if count < _MIN_GLUED or not any(map(_end_in_words, lines, places)):
        return list(lines)
    words = [word for line in lines for word in line.split()]
    # some writers leave out every space
    if count < _MIN_GLUED_PER_WORD * len(words) or not any(map(_BETWEEN_SENTENCES.search, lines)):
        return list(lines)
    alone = {word.strip(".,;:!?()" + _OPENING + _QUOTES).lower() for word in words}
    return [
        piece
        for line, between in zip(lines, places, strict=True)
        for piece in _split_at(line, {*between, *_between_words(line, alone), *_edges_of_glued_labels(line)})
    ]


def _end_in_words(line: str, ends: Sequence[int]) -> bool:
    """Return whether a sentence that ends at one of these places does so in a common word."""
    return any(_LAST_WORD.search(line, max(0, end - _REACH), end) for end in ends)


def _is_prose(line: str, match: re.Match[str]) -> bool:
    """Return whether what is around the end of a sentence is neither an address nor code."""
    return not _CODE.search(line, max(0, match.start() - _REACH), match.end() + _REACH)


def _between_words(line: str, alone: Set[str]) -> Iterator[int]:
    """Find places between glued words that stand alone elsewhere, as parts of names do not."""
    for match in _GLUED_WORDS.finditer(line):
        place = match.start()
        before = _WORD_BEFORE.search(line, max(0, place - _REACH), place)
        after = _WORD_AFTER.match(line, place, place + _REACH)
        if before and after and {before.group().lower(), after.group().lower()} <= alone:
            yield place


def _edges_of_glued_labels(line: str) -> Iterator[int]:
    """Find where labels begin and end that are glued to a word before or after them."""
    for start, end in _labels(line, _PART_OF_WORD):
        if any(place < len(line) and not line[place - 1].isspace() for place in (start, end) if place):
            yield from (start, end)


def _split_at(line: str, places: Set[int]) -> list[str]:
    return [line[start:end] for start, end in pairwise([0, *sorted(places - {0, len(line)}), len(line)])]
