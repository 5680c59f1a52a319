"""Phrase tables: what pages write on and in their boilerplate, one JSON file a language.

A file has a table for each family ("related", "pager", ...) and in it up to three lists:
`line`, phrases that are boilerplate when they are the whole Block; `start`, phrases that a short
Block begins with; `within`, phrases that no text but boilerplate holds. Phrases are written as
`normalise` leaves a text.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from boilerstrip import _kernels
from boilerstrip.text.sentences import FULL_STOPS
from boilerstrip.text.words import words

# How many words a Block may have to be judged by a phrase it starts with, or holds.
MAX_START_WORDS = 25
MAX_WITHIN_WORDS = 60

_PLAINER = dict(zip("‘’‚‛“”„‟«»′″`´", "''''\"\"\"\"\"\"'\"''", strict=True)) | {
    "\u0307": "",  # what lower-casing leaves of a dotted capital I
    "\u200c": " ",  # the joiner of Persian words, which some sites write as a space
}
_TO_PLAIN = re.compile(f"[{''.join(_PLAINER)}]")
# What stands between a label and what it labels.
_SEPARATOR = re.compile(r"\s*[|»›→–—-]+\s+")
# To look for one of its signs first takes a fraction of the time.
_SEPARATOR_SIGN = re.compile("[|»›→–—-]")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# What `normalise` changes inside words or at their edges, other than by Unicode's normal form.
_CHANGED = re.compile("[\\d_\u0130\u0307]")
_EDGES = " \t\n!\"$%&'()*+,-./;<=>?@[\\]^_`{|}~…–—·•›‹→←↑↓»«|。、，！？；،؛؟।【】「」『』▼▲■▶►※⇒"


class Match(NamedTuple):
    """A phrase found: its family, its text, and whether it is all the Block says."""

    family: str
    phrase: str
    whole: bool


class _Tables(NamedTuple):
    # the families of phrases that are all of a line, that a text starts with, and that are within it
    line: dict[str, str]
    start: dict[str, str]
    within: dict[str, str]
    # the latter two by their first word, so that a text is compared with few of them
    starting: dict[str, list[str]]
    holding: dict[str, list[str]]
    # what a text has if it has a phrase, to be looked for first: the words of one within it, by the longest
    # of them; the first word, or first two, of what it is or starts with; the sign of a phrase without words
    telling: dict[str, tuple[frozenset[str], ...]]
    tellers: frozenset[str]
    heads: frozenset[str]
    openings: frozenset[tuple[str, ...]]
    signs: re.Pattern[str]
    sign_characters: str
    first_signs: frozenset[str]
    # which lengths and first letters words of ASCII have that tell, as 128 bytes a length
    marked_tellers: bytes


def match(text: str, word_count: int, block_words: Sequence[str] | None = None) -> Match | None:
    """Return the phrase that gives a Block of this text away as boilerplate, or None.

    `block_words` are the text's `words`, where they are known already.
    """
    if word_count > MAX_WITHIN_WORDS or not text:
        return None
    tables = _tables()
    tokens = _normal_words(text, block_words)
    if tokens is not None and not _may_match(tables, text, tokens):
        return None
    return _match(tables, text, word_count, tokens)


def match_all(
    texts: Sequence[str], word_counts: Sequence[int], block_words: Sequence[Sequence[str]]
) -> list[Match | None]:
    """What `match` returns for each of these texts."""
    if _kernels.phrases is None:
        return list(map(match, texts, word_counts, block_words))
    tables = _tables()
    found: list[Match | None] = [None] * len(texts)
    for i, tokens, may_hold in _kernels.phrases.possible(
        texts, word_counts, block_words, MAX_WITHIN_WORDS, tables.heads, tables.openings, tables.telling,
        tables.marked_tellers, tables.sign_characters, _is_nfkc, _plain_words,
    ):  # fmt: skip
        found[i] = _match(tables, texts[i], word_counts[i], tokens, may_hold)
    return found


# Whether a text is as Unicode's normal form has it.
_is_nfkc = partial(unicodedata.is_normalized, "NFKC")


def _match(
    tables: _Tables, text: str, word_count: int, tokens: Sequence[str] | None, may_hold: bool | None = None
) -> Match | None:
    """Return the phrase in a text that may have one; `tokens` are its words in the form of phrases.

    `may_hold` is what `_may_hold` gives for them, where that is known already.
    """
    normalised = normalise(text)
    if tokens is None:
        tokens = words(normalised)
    return (
        _match_line(tables, normalised)
        or (_match_start(tables, text, normalised, tokens) if word_count <= MAX_START_WORDS else None)
        or _match_within(tables, normalised, tokens, may_hold)
    )


def _may_match(tables: _Tables, text: str, tokens: Sequence[str]) -> bool:
    """Return whether a text of these words may have any phrase; most have none, and are done with here."""
    return (
        _first(tokens) in tables.heads
        or tuple(tokens[:2]) in tables.openings
        or _may_hold(tables, tokens)
        or tables.signs.search(text) is not None
    )


def _match_line(tables: _Tables, normalised: str) -> Match | None:
    """Return the phrase that is all of a text."""
    family = tables.line.get(normalised) or (
        normalised.endswith(":") and tables.line.get(normalised.rstrip(": "))
    )
    return Match(family, normalised, whole=True) if family else None


def _match_start(tables: _Tables, text: str, normalised: str, tokens: Sequence[str]) -> Match | None:
    """Return the phrase that a text, in the form of phrases `normalised`, begins with."""
    known = tables.starting.get(_first(tokens), [])
    if tokens and normalised[:1] in tables.first_signs:
        known = known + tables.starting[""]
    if not known:
        return None
    sentence = text.rstrip().endswith(FULL_STOPS)
    # "Also read | Storm" and "Also read – Storm" are the label "also read:" as well
    labelled = normalised
    if _SEPARATOR_SIGN.search(normalised):
        labelled = _SEPARATOR.sub(": ", normalised, count=1)
    for phrase in known:
        opened = normalised if normalised.startswith(phrase) else labelled
        if not opened.startswith(phrase) or _goes_on(opened, len(phrase)):
            continue
        # "home »" has become "home \"", but the same may stand before what is quoted
        if phrase.endswith('" ') and "«" in text:
            continue
        # an article may begin a sentence with the words of a label, but hardly with its colon
        colon = opened is normalised and phrase.endswith(":")
        if sentence and phrase[0].isalpha() and not colon:
            continue
        return Match(tables.start[phrase], phrase.rstrip(' "'), whole=len(normalised) <= len(phrase) + 1)
    return None


def _match_within(
    tables: _Tables, normalised: str, tokens: Sequence[str], may_hold: bool | None
) -> Match | None:
    """Return a phrase anywhere in a text."""
    if not (_may_hold(tables, tokens) if may_hold is None else may_hold):
        return None
    for token in dict.fromkeys(tokens):
        for phrase in tables.holding.get(token, ()):
            if phrase in normalised:
                return Match(tables.within[phrase], phrase, whole=False)
    return None


# Phrases of a site's owner, as `normalise` leaves them.
OwnerPhrases = tuple[str, ...]


def match_owner(text: str, word_count: int, owner_phrases: OwnerPhrases) -> Match | None:
    """The phrase of a site's owner that a text is, or, where it is short, begins with.

    What it heads is taken for boxes of related pages.
    """
    if word_count > MAX_WITHIN_WORDS or not text:
        return None
    normalised = normalise(text)
    for phrase in owner_phrases:
        if normalised.rstrip(": ") == phrase:
            return Match("related", phrase, whole=True)
        if (
            normalised.startswith(phrase)
            and word_count <= MAX_START_WORDS
            and not _goes_on(normalised, len(phrase))
        ):
            return Match("related", phrase, whole=False)
    return None


def _normal_words(text: str, block_words: Sequence[str] | None) -> Sequence[str] | None:
    """The words of `normalise(text)`; None where only that can tell."""
    # what is nothing but letters is not changed inside its words, and to see that costs less than to search
    numbered = False
    if not (block_words and "".join(block_words).isalpha()) and _CHANGED.search(text):
        if "_" in text or "\u0130" in text or "\u0307" in text:
            return None
        numbered = True
    if not text.isascii() and not _is_nfkc(text):
        return None
    if numbered:
        return _plain_words(text)
    return words(text) if block_words is None else block_words


def _plain_words(text: str) -> list[str]:
    """The words of a text without its numbers."""
    return words(_DIGITS.sub("#", text))


def _may_hold(tables: _Tables, tokens: Sequence[str]) -> bool:
    """Return whether a text of these words has all words of a phrase that may be within it."""
    if tables.tellers.isdisjoint(tokens):
        return False
    telling = tables.telling
    return any(needed.issubset(tokens) for word in telling.keys() & tokens for needed in telling[word])


def normalise(text: str) -> str:
    """`text` as phrases are written: lower case, plain quotes, digits as #, bare edges, closed-up colons."""
    if text.isascii():
        if _kernels.phrases is not None:
            normal: str = _kernels.phrases.normal_ascii(text)
            return normal
        text = text.lower().replace("`", "'")
    else:
        text = unicodedata.normalize("NFKC", text).lower()
        text = _TO_PLAIN.sub(lambda match: _PLAINER[match[0]], text)
    return " ".join(_DIGITS.sub("#", text.strip(_EDGES)).split()).strip(_EDGES).replace(" :", ":")


def _goes_on(text: str, offset: int) -> bool:
    """Return whether a spaced word goes on at this place: "also on" is not "also only"."""
    return (
        offset < len(text)
        and text[offset].isalnum()
        and text[offset - 1].isalnum()
        and len(words(text[offset - 1 : offset + 1])) == 1
    )


@cache
def _tables() -> _Tables:
    line: dict[str, str] = {}
    start: dict[str, str] = {}
    within: dict[str, str] = {}
    for file in sorted(Path(__file__).parent.glob("*.json")):
        for family, kinds in json.loads(file.read_text(encoding="utf-8")).items():
            for kind, found in (("line", line), ("start", start), ("within", within)):
                for phrase in kinds.get(kind, ()):
                    found.setdefault(phrase, family)
    openings = {tuple(words(phrase)[:2]) for phrase in line}
    heads: set[str] = set()
    starting: dict[str, list[str]] = {}
    for phrase in start:
        tokens = words(phrase)
        starting.setdefault(_first(tokens), []).append(phrase)
        # a vowel sign may follow in the text, and make another word of the last one
        if len(tokens) > 2 or (len(tokens) == 2 and phrase[-1].isascii()):
            openings.add((tokens[0], tokens[1]))
        elif tokens:
            heads.add(tokens[0])
    holding: dict[str, list[str]] = {}
    telling: dict[str, tuple[frozenset[str], ...]] = {}
    for phrase in within:
        tokens = words(phrase)
        holding.setdefault(_first(tokens), []).append(phrase)
        # in the text the last word may go on
        needed = tokens[:-1] or tokens
        longest = max(needed, key=len)
        telling[longest] = (*telling.get(longest, ()), frozenset(needed))
    signs = sorted({phrase[0] for phrase in starting[""]})
    marked = bytearray(128 * 32)
    for word in telling:
        if word.isascii():
            marked[128 * min(len(word), 31) + ord(word[0])] = 1
    return _Tables(
        line,
        start,
        within,
        starting,
        holding,
        telling,
        frozenset(telling),
        frozenset(heads),
        frozenset(openings),
        re.compile("|".join(map(re.escape, signs))),
        "".join(signs),
        frozenset(signs),
        bytes(marked),
    )


def _first(tokens: Sequence[str]) -> str:
    return tokens[0] if tokens else ""
