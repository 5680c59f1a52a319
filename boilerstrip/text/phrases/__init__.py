"""Phrases of boilerplate: one JSON file for each language.

A file has a table for each family ("related", "pager", …) with up to three lists: `line` has phrases that are
boilerplate if they are the whole Block, `start` phrases that a short Block of boilerplate begins with, and
`within` phrases that occur in boilerplate only. Phrases are written in the form that `normalise` returns.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, partial
from typing import NamedTuple

from boilerstrip import _kernels
from boilerstrip.text.patterns import lazy
from boilerstrip.text.phrases.tables import Tables, first_of, read_tables
from boilerstrip.text.sentences import FULL_STOPS
from boilerstrip.text.words import words

# Longest Block, in words, that is boilerplate because of a phrase at its start, or within it.
MAX_START_WORDS = 25
MAX_WITHIN_WORDS = 60
# In Thai, Lao, Burmese and Khmer, two characters count as a word, but a word has about four and its signs.
_LONG_WORDS = lazy("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_WORDS_COUNTED = 2.5

_PLAINER = dict(zip("‘’‚‛“”„‟«»′″`´", "''''\"\"\"\"\"\"'\"''", strict=True)) | {
    "\u0307": "",  # left over from lower-casing a dotted capital I
    "\u200c": " ",  # the joiner in Persian words, for which some sites use a space
}
_TO_PLAIN = lazy(f"[{''.join(_PLAINER)}]")
# Separators between a label and its text.
_SEPARATOR = lazy(r"\s*[|»›→–—-]+\s+")
# Searching for one of its characters first takes a fraction of the time.
_SEPARATOR_SIGN = lazy("[|»›→–—-]")
_DIGITS = lazy(r"\d+(?:[.,]\d+)*")
# What `normalise` changes in words, apart from Unicode normalisation.
_CHANGED = lazy("[\\d_\u0130\u0307]")
_EDGES = " \t\n!\"$%&'()*+,-./;<=>?@[\\]^_`{|}~…–—·•›‹→←↑↓»«|。、，！？；،؛؟।【】「」『』▼▲■▶►※⇒⬆⇧⤴\ufe0f"


class Match(NamedTuple):
    """A phrase that was found: its family, its text, and whether it is the whole Block."""

    family: str
    phrase: str
    whole: bool


def match(text: str, word_count: int, block_words: Sequence[str] | None = None) -> Match | None:
    """Return the phrase that marks a Block with this text as boilerplate, None for none.

    `block_words` are the text's `words` if they are known already.
    """
    word_count = _fair_count(text, word_count)
    if word_count > MAX_WITHIN_WORDS or not text:
        return None
    tables = _tables()
    tokens = _normal_words(text, block_words)
    if tokens is not None and not _may_match(tables, text, tokens):
        return None
    return _match(tables, text, word_count, tokens)


def may_open(text: str, text_words: list[str]) -> bool:
    """Return whether a text of these words may be a phrase or begin with one; most may not."""
    tables = _tables()
    if _kernels.phrases is not None:
        may: bool = _kernels.phrases.may_open(
            text, text_words, tables.heads, tables.openings, tables.sign_characters, _is_nfkc
        )
        return may
    tokens = _normal_words(text, text_words)
    if tokens is None:
        return True
    return (
        first_of(tokens) in tables.openings
        or " ".join(tokens[:2]) in tables.openings
        or "" in tables.openings
        or first_of(tokens) in tables.heads
        or not tables.first_signs.isdisjoint(text)
    )


def match_all(
    texts: Sequence[str], word_counts: Sequence[int], block_words: Sequence[Sequence[str]]
) -> list[Match | None]:
    """Return the result of `match` for each of these texts."""
    if _kernels.phrases is None:
        return list(map(match, texts, word_counts, block_words))
    tables = _tables()
    found: list[Match | None] = _kernels.phrases.match_all(
        texts, word_counts, block_words, MAX_WITHIN_WORDS, MAX_START_WORDS, _WORDS_COUNTED, tables.heads,
        tables.openings, tables.required_words, tables.marked_openers, tables.marked_tellers,
        tables.sign_characters, tables.line, tables.start, tables.within, tables.starting, tables.holding,
        tables.first_signs, FULL_STOPS, _is_nfkc, normalise, _labelled, _goes_on, Match,
    )  # fmt: skip
    return found


# Tests whether a text is in Unicode's normal form.
_is_nfkc = partial(unicodedata.is_normalized, "NFKC")


def _fair_count(text: str, word_count: int) -> int:
    """Return about how many words a text has, which are counted as more in some scripts without spaces."""
    if MAX_START_WORDS < word_count <= MAX_WITHIN_WORDS * _WORDS_COUNTED and _LONG_WORDS.search(text):
        return int(word_count / _WORDS_COUNTED)
    return word_count


def _match(tables: Tables, text: str, word_count: int, tokens: Sequence[str] | None) -> Match | None:
    """Return the phrase in a text that may have one; `tokens` are its normalised words."""
    normalised = normalise(text)
    if tokens is None:
        tokens = words(normalised)
    if _kernels.phrases is not None:
        found = _kernels.phrases.find(
            text, normalised, tokens, word_count <= MAX_START_WORDS, True, None, tables.line, tables.start,
            tables.within, tables.starting, tables.holding, tables.first_signs, FULL_STOPS, _labelled,
            _goes_on, partial(_possible_within, tables),
        )  # fmt: skip
        return None if found is None else Match(*found)
    return (
        _match_line(tables, normalised)
        or (_match_start(tables, text, normalised, tokens) if word_count <= MAX_START_WORDS else None)
        or _match_within(tables, normalised, tokens)
    )


def _may_match(tables: Tables, text: str, tokens: Sequence[str]) -> bool:
    """Return whether a text with these words may have a phrase: a quick test that rules out most texts."""
    return (
        first_of(tokens) in tables.heads
        or " ".join(tokens[:2]) in tables.openings
        or bool(_possible_within(tables, tokens))
        or not tables.first_signs.isdisjoint(text)
    )


def _match_line(tables: Tables, normalised: str) -> Match | None:
    """Return the phrase that is all of a text, None for none."""
    family = tables.line.get(normalised) or (
        normalised.endswith(":") and tables.line.get(normalised.rstrip(": "))
    )
    return Match(family, normalised, whole=True) if family else None


def _match_start(tables: Tables, text: str, normalised: str, tokens: Sequence[str]) -> Match | None:
    """Return the phrase that a text begins with, None for none; `normalised` is its normalised form."""
    known = tables.starting.get(first_of(tokens), ())
    if tokens and normalised[:1] in tables.first_signs:
        known = known + tables.starting[""]
    if not known:
        return None
    sentence = text.rstrip().endswith(FULL_STOPS)
    labelled = _labelled(normalised) if _SEPARATOR_SIGN.search(normalised) else normalised
    for phrase in known:
        opened = normalised if normalised.startswith(phrase) else labelled
        if not opened.startswith(phrase) or _goes_on(opened, len(phrase)):
            continue
        # "home »" is normalised to "home \"", but the quotation mark may also open a quotation
        if phrase.endswith('" ') and "«" in text:
            continue
        # a sentence of an article may begin with the words of a label, but hardly with its colon
        colon = opened is normalised and phrase.endswith(":")
        if sentence and phrase[0].isalpha() and not colon:
            continue
        return Match(tables.start[phrase], phrase.rstrip(' "'), whole=len(normalised) <= len(phrase) + 1)
    return None


def _labelled(normalised: str) -> str:
    """Return a text with a colon behind its label.

    "Also read | Storm" and "Also read – Storm" match the label "also read:" as well.
    """
    return _SEPARATOR.sub(": ", normalised, count=1)


def _match_within(tables: Tables, normalised: str, tokens: Sequence[str]) -> Match | None:
    """Return a phrase anywhere in a text, None for none."""
    found = {phrase for phrase in _possible_within(tables, tokens) if phrase in normalised}
    for token in tokens if found else ():
        for phrase in tables.holding.get(token, ()):
            if phrase in found:
                return Match(tables.within[phrase], phrase, whole=False)
    return None


# Phrases of a site's owner, normalised.
OwnerPhrases = tuple[str, ...]


def match_owner(text: str, word_count: int, owner_phrases: OwnerPhrases) -> Match | None:
    """Return the owner's phrase that a text consists of or, if it is short, begins with; None for none.

    Such a phrase is of the family "related", so that what it heads is dropped as well.
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
    """Return the words of `normalise(text)`, or None if they can only be found by normalising."""
    numbered = False
    # letters are not changed by normalising, and testing for them is faster than searching
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
    """Return the words of a text without its numbers."""
    return words(_DIGITS.sub("#", text))


def _possible_within(tables: Tables, tokens: Sequence[str]) -> list[str]:
    """Return the phrases of `within` lists of which a text with these words has all words."""
    if tables.tellers.isdisjoint(tokens):
        return []
    required_words, said = tables.required_words, set(tokens)
    return [
        phrase
        for word in required_words.keys() & said
        for phrase, needed in required_words[word]
        if said.issuperset(needed)
    ]


def normalise(text: str) -> str:
    """Return `text` in the form of phrases: in lower case, with plain quotes and "#" for digits.

    White space and punctuation at its ends, and spaces before colons, are removed.
    """
    text = (text if text.isascii() else unicodedata.normalize("NFKC", text)).lower()
    if _kernels.phrases is not None and "\u0307" not in text:
        normal: str = _kernels.phrases.normal(text)
        return normal
    text = _TO_PLAIN.sub(lambda match: _PLAINER[match[0]], text)
    return " ".join(_DIGITS.sub("#", text.strip(_EDGES)).split()).strip(_EDGES).replace(" :", ":")


def _goes_on(text: str, offset: int) -> bool:
    """Return whether the word before `offset` continues there: "also on" is not a match in "also only"."""
    return (
        offset < len(text)
        and text[offset].isalnum()
        and text[offset - 1].isalnum()
        and len(words(text[offset - 1 : offset + 1])) == 1
    )


@cache
def _tables() -> Tables:
    return read_tables()
