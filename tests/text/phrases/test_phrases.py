from __future__ import annotations

from boilerstrip.text import phrases
from boilerstrip.text.words import count_words, words


def test_phrases_are_written_as_texts_are_normalised() -> None:
    tables = phrases._tables()
    for phrase in tables.line:
        assert phrases.normalise(phrase) == phrase


def test_every_phrase_is_found_where_it_stands() -> None:
    """What is looked at first, the words of a text, must not keep any of its phrases from being found."""
    tables = phrases._tables()
    started = [f"{phrase} zq" for phrase in tables.start]
    held = [f"Zq {phrase} zq" for phrase in tables.within]
    texts = [*tables.line, *started, *held]
    for text in texts:
        for written in (text.replace("#", "17"), text.replace("#", "3").title()):
            said = words(written)
            assert phrases.match(written, count_words(written, said), said), written
            assert phrases.match(written, len(said)), written
