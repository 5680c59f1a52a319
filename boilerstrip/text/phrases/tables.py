"""The phrases of all languages, arranged to be looked up.

To arrange them takes a while, so the build of the package does it and leaves a file beside this one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from boilerstrip import _kernels
from boilerstrip.text.words import words

_FOLDER = Path(__file__).parent
#: what the build leaves: beside the arranged phrases, a checksum of what they were made of
ARRANGED = "tables.arranged"
_KINDS = ("line", "start", "within")
# Bytes with a bit for each word that is marked.
_MARKED = 32768


class Tables(NamedTuple):
    """Phrases by what is looked up, and conditions that are tested first.

    They are in thousands of tuples, which the garbage collector passes over: it would look at lists and sets
    again and again.
    """

    # the family of each phrase in the lists `line`, `start` and `within`
    line: dict[str, str]
    start: dict[str, str]
    within: dict[str, str]
    # the phrases of the latter two by their first word, so that a text is compared with few of them
    starting: dict[str, tuple[str, ...]]
    holding: dict[str, tuple[str, ...]]
    # necessary conditions that are tested first: a text with a phrase has all words of a phrase within it
    # (here by the longest of these words, each with the phrase), or the first one or two words of a line or
    # start, or, for a phrase without words, its characters
    required_words: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    tellers: frozenset[str]
    heads: frozenset[str]
    openings: frozenset[str]
    sign_characters: str
    first_signs: frozenset[str]
    # marks, see `is_marked`, of heads and first words of openings, and of required words
    marked_openers: bytes
    marked_tellers: bytes


def read_tables() -> Tables:
    """Return the phrases of all languages: as the build arranged them, if they are the same as then."""
    sources = _sources()
    return _tables(_arranged(sources) or _arrange(sources))


def write_arranged(folder: Path) -> None:
    """Write the file that spares `read_tables` most of its time."""
    sources = _sources()
    content = [_checksum(sources), _arrange(sources)]
    (folder / ARRANGED).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _sources() -> list[bytes]:
    return [file.read_bytes() for file in sorted(_FOLDER.glob("*.json"))]


def _checksum(sources: Iterable[bytes]) -> int:
    """Return a number that is another one if phrases, or how they are arranged, are others."""
    checksum = crc32(Path(__file__).read_bytes())
    for source in sources:
        checksum = crc32(source, checksum)
    return checksum


def _arranged(sources: list[bytes]) -> dict[str, Any] | None:
    """Return what the build arranged, None where there is nothing or it was made of others."""
    try:
        checksum, arranged = json.loads((_FOLDER / ARRANGED).read_bytes())
        return arranged if checksum == _checksum(sources) else None
    except (OSError, TypeError, ValueError):
        return None


def _arrange(sources: Iterable[bytes]) -> dict[str, Any]:
    """Return the phrases as JSON can hold them."""
    families: dict[str, dict[str, str]] = {kind: {} for kind in _KINDS}
    for source in sources:
        for family, kinds in json.loads(source).items():
            for kind, found in families.items():
                for phrase in kinds.get(kind, ()):
                    found.setdefault(phrase, family)
    openings = _openings(families["line"])
    heads: set[str] = set()
    starting: dict[str, list[str]] = {}
    for phrase in families["start"]:
        tokens = words(phrase)
        starting.setdefault(first_of(tokens), []).append(phrase)
        # in the text a vowel sign may follow, which makes the last word another one
        if len(tokens) > 2 or (len(tokens) == 2 and phrase[-1].isascii()):
            openings.add(f"{tokens[0]} {tokens[1]}")
        elif tokens:
            heads.add(tokens[0])
    holding: dict[str, list[str]] = {}
    required_words: dict[str, dict[str, list[str]]] = {}
    for phrase in families["within"]:
        tokens = words(phrase)
        holding.setdefault(first_of(tokens), []).append(phrase)
        # in the text the last word may continue
        needed = tokens[:-1] or tokens
        required_words.setdefault(max(needed, key=len), {})[phrase] = needed
    by_family: dict[str, dict[str, list[str]]] = {kind: {} for kind in _KINDS}
    for kind, found in families.items():
        for phrase, family in found.items():
            by_family[kind].setdefault(family, []).append(phrase)
    return by_family | {
        "starting": starting,
        "holding": holding,
        "required_words": required_words,
        "heads": sorted(heads),
        "openings": sorted(openings),
    }


def _tables(arranged: dict[str, Any]) -> Tables:
    """Return the tables that are looked into."""
    line, start, within = (
        {phrase: family for family, phrases in arranged[kind].items() for phrase in phrases}
        for kind in _KINDS
    )
    required_words = {
        word: tuple((phrase, tuple(needed)) for phrase, needed in phrases.items())
        for word, phrases in arranged["required_words"].items()
    }
    starting, holding = (
        {word: tuple(phrases) for word, phrases in arranged[name].items()} for name in ("starting", "holding")
    )
    signs = sorted({phrase[0] for phrase in starting[""]})
    openings = arranged["openings"]
    return Tables(
        line,
        start,
        within,
        starting,
        holding,
        required_words,
        frozenset(required_words),
        frozenset(arranged["heads"]),
        frozenset(openings),
        "".join(signs),
        frozenset(signs),
        marked([*arranged["heads"], *(opening.partition(" ")[0] for opening in openings)]),
        marked(required_words),
    )


def _openings(phrases: Iterable[str]) -> set[str]:
    """Return the first two words of each phrase."""
    if _kernels.phrases is not None:
        found: set[str] = _kernels.phrases.openings(phrases)
        return found
    return {" ".join(words(phrase)[:2]) for phrase in phrases}


def marked(words: Iterable[str]) -> bytes:
    """Return marks of these words, other ones in each process: Python keeps each word's hash."""
    marks = bytearray(_MARKED)
    for word in words:
        number = hash(word)
        marks[number // 8 % _MARKED] |= 1 << number % 8
    return bytes(marks)


def is_marked(marks: bytes, word: str) -> bool:
    """Return whether a word has a mark, as few have that are not among those of `marked`."""
    number = hash(word)
    return bool(marks[number // 8 % _MARKED] >> number % 8 & 1)


def first_of(tokens: Sequence[str]) -> str:
    """Return the first word, "" where there is none."""
    return tokens[0] if tokens else ""
