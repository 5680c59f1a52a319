"""The tables of phrases themselves, and what each does to a page in its language."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

import boilerstrip
from boilerstrip import Extractor
from boilerstrip.text import phrases
from boilerstrip.text.words import count_words

TABLES = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted(Path(phrases.__file__).parent.glob("*.json"))
}
FAMILIES = frozenset(TABLES["en"])
KINDS = ("line", "start", "within")

ABOVE = (
    "The harbour of Lindfors has frozen over every winter since anyone began to write it down, and every "
    "winter somebody has walked across it to the lighthouse before the council said that it was safe."
)
BELOW = (
    "This year the ice came late and left early. Marta Ek, who has measured it from the same jetty for "
    "thirty-one years, wrote down eleven days, the fewest in all of her notebooks."
)
HEADLINES = ("Bridge toll to rise in spring", "Ferry strike called off", "Who will light the beacon?")


def phrases_of(table: dict[str, dict[str, list[str]]], kind: str) -> list[tuple[str, str]]:
    return [(family, phrase) for family, kinds in table.items() for phrase in kinds.get(kind, ())]


@cache
def extractor() -> Extractor:
    return Extractor(effort="fast")


def page(*parts: str) -> str:
    return (
        "<!doctype html><html><head><title>Eleven days of ice</title></head><body><nav><a href=/n>News</a> "
        f"<a href=/s>Sport</a></nav><main><article><h1>Eleven days of ice</h1>{''.join(parts)}</article></main>"
        "<footer>© 2024 The Lindfors Post</footer></body></html>"
    )


@pytest.mark.parametrize("language", TABLES)
def test_tables_are_written_as_texts_are_compared(language: str) -> None:
    table = TABLES[language]
    assert FAMILIES.issuperset(table)
    assert all(set(KINDS).issuperset(kinds) for kinds in table.values())
    for kind in KINDS:
        found = phrases_of(table, kind)
        assert len({phrase for _, phrase in found}) == len(found)
        # some end in a sign, as "home »" does
        assert [phrase for _, phrase in found if phrases.normalise(phrase) not in phrase] == []


@pytest.mark.parametrize("language", TABLES)
def test_labels_are_found_alone_and_before_what_they_label(language: str) -> None:
    for _, phrase in phrases_of(TABLES[language], "line"):
        found = phrases.match(phrase.capitalize(), count_words(phrase))
        assert found is not None, phrase
        assert found.whole
    for _, phrase in phrases_of(TABLES[language], "start"):
        assert phrases.match(f"{phrase} 12 x", 3) is not None, phrase


@pytest.mark.parametrize("language", TABLES)
def test_a_box_goes_with_its_label(language: str) -> None:
    label = TABLES[language]["related"]["line"][0].capitalize()
    box = "".join(f"<p>{text}</p>" for text in (label, *HEADLINES))
    text = extractor().extract(page(f"<p>{ABOVE}</p><div>{box}</div><p>{BELOW}</p>")).text
    assert ABOVE in text
    assert BELOW in text
    assert not any(headline in text for headline in (label, *HEADLINES))


@pytest.mark.parametrize("language", TABLES)
def test_a_line_goes_with_its_label(language: str) -> None:
    also_read = TABLES[language]["also_read"].get("start", [])
    for phrase in [found for found in also_read if found.endswith(":")][:2]:
        line = f"{phrase.capitalize()} {HEADLINES[0]}"
        text = extractor().extract(page(f"<p>{ABOVE}</p><p>{line}</p><p>{BELOW}</p>")).text
        assert ABOVE in text
        assert BELOW in text
        assert HEADLINES[0] not in text


@pytest.mark.parametrize("language", TABLES)
def test_a_text_about_the_words_stays(language: str) -> None:
    label = TABLES[language]["related"]["line"][0]
    about = f"On the door of the harbour office hung a note that said “{label}”, and nobody knew why."
    first = (
        f"{label.capitalize()} is what the note on the door of the harbour office said, and nobody knew why."
    )
    for said in (about, first):
        text = extractor().extract(page(f"<p>{ABOVE}</p><p>{said}</p><p>{BELOW}</p>")).text
        assert said in text


@pytest.mark.parametrize(
    "count",
    [
        "Kommentaarid (2)", "Komentāri (12)", "Komentáre (3)", "Komentarji (2)", "Коментарі (4)", "תגובות (2)",
        "نظرات (۲)", "মন্তব্য (২)", "கருத்துகள் (2)", "კომენტარები (2)", "Comentaris (2)", "Athugasemdir (2)",
        "Reacties: 5", "コメント（2）", "评论（2）", "댓글 2개", "Bình luận (3)", "Maoni (1)", "Iruzkinak (3)",
    ],
)  # fmt: skip
def test_counts_of_comments_are_labels(count: str) -> None:
    found = phrases.match(count, count_words(count))
    assert found is not None
    assert (found.family, found.whole) == ("comments", True)


@pytest.mark.parametrize("language", TABLES)
def test_a_count_of_comments_is_known_in_each_language(language: str) -> None:
    assert any(phrase.endswith("(#") for phrase in TABLES[language]["comments"]["line"])


def test_what_is_no_label_is_in_no_table() -> None:
    # answers, opinions and recommendations head sections of texts, and "following:" announces a list
    for word in ("Odpovědi", "Отговор", "Diskusia", "Recomanacions", "Дараах:", "Келесі:", "Deli", "Jarida"):
        assert phrases.match(word, 1) is None


def test_the_package_is_this_one() -> None:
    assert Path(boilerstrip.__file__).parent == Path(phrases.__file__).parent.parent.parent
