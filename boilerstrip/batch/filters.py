"""Filters of a batch, by language, length, confidence, and bodies seen before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from boilerstrip.errors import OptionError
from boilerstrip.extraction import Extraction

# Fingerprints of near-duplicates differ in at most this many of 64 bits (Manku, Jain and Das Sarma 2007), and
# so agree in one of four parts at least.
MAX_DIFFERENT_BITS = 3
_PART_BITS = 16
_PARTS = 64 // _PART_BITS


class Facts(NamedTuple):
    """The facts about a page that filters use."""

    language: str | None
    word_count: int
    confidence: float
    fingerprint: str | None

    @classmethod
    def of(cls, extraction: Extraction) -> Facts:
        """Return the facts of an Extraction; call this in the process that made it."""
        return cls(
            extraction.language,
            extraction.word_count or 0,
            round(extraction.confidence, 4),
            extraction.fingerprint,
        )


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a batch; None or 0 turns one off.

    Raises:
        OptionError: one of these is invalid.

    """

    languages: tuple[str, ...] = ()
    min_words: int = 0
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        """Check the arguments."""
        if self.min_words < 0:
            raise OptionError(f"min_words must be a number of words, not {self.min_words}")
        if not 0 <= self.min_confidence <= 1:
            raise OptionError(f"min_confidence must be between 0 and 1, not {self.min_confidence}")
        for language in self.languages:
            if not language.replace("-", "").isalnum():
                raise OptionError(f"language must be a code such as en or pt, not {language!r}")

    def why_left_out(self, facts: Facts) -> str:
        """Return the reason why a page is left out, "" if it is not."""
        if self.languages:
            own = (facts.language or "").lower()
            if not any(
                own == language.lower() or own.startswith(f"{language.lower()}-")
                for language in self.languages
            ):
                return f"language is {facts.language or 'unknown'}"
        if facts.word_count < self.min_words:
            return f"fewer than {self.min_words} words"
        if facts.confidence < self.min_confidence:
            return f"confidence below {self.min_confidence:g}"
        return ""


class SeenBodies:
    """The bodies of a batch so far, by their fingerprints."""

    def __init__(self) -> None:
        """Begin without any."""
        self._by_part: dict[tuple[int, int], list[tuple[int, str]]] = {}

    def same_as(self, fingerprint: str | None) -> str | None:
        """Return the id of the first page with nearly the same body, None for none."""
        if not fingerprint:
            return None
        bits = int(fingerprint, 16)
        for key in _parts(bits):
            for other, page in self._by_part.get(key, ()):
                if (bits ^ other).bit_count() <= MAX_DIFFERENT_BITS:
                    return page
        return None

    def add(self, fingerprint: str | None, page: str) -> None:
        """Remember the body of a page."""
        if fingerprint:
            bits = int(fingerprint, 16)
            for key in _parts(bits):
                self._by_part.setdefault(key, []).append((bits, page))


def _parts(bits: int) -> Iterator[tuple[int, int]]:
    return ((part, bits >> (part * _PART_BITS) & ((1 << _PART_BITS) - 1)) for part in range(_PARTS))
