"""Fields that similar records repeat."""

from __future__ import annotations

import pytest

from tests.discard.pages import STORY, dropped


def test_names_that_repeat_in_like_records_go() -> None:
    posts = [
        f"<div class=post><div>{who}</div><p>{said}</p></div>"
        for who, said in zip("ABAC", STORY, strict=True)
    ]
    assert dropped("".join(posts)) == dict.fromkeys("ABC", "name repeated in like records")


def test_lines_of_who_and_when_in_like_records_go() -> None:
    lines = [f"by {who} » 12 May 2011, 9:3{n}" for n, who in enumerate(("Ann", "Old Mill", "Cy", "Ann"))]
    posts = [
        f"<div class=post><p>{line}</p><div>{said}</div></div>"
        for line, said in zip(lines, STORY, strict=True)
    ]
    assert dropped("".join(posts)) == dict.fromkeys(lines, "date repeated in like records")


@pytest.mark.parametrize(
    "message",
    [
        ("So it is.", "Not so.") * 2,
        ("In 2011 it rained.", "In 2012 too.") * 2,
        ("Room 12", "Room 14") * 2,
        ("Ask Ann", "Ask Bob", "Ask Cy", "Ask Di"),
    ],
)
def test_sentences_numbers_and_names_that_differ_stay(message: tuple[str, ...]) -> None:
    posts = [
        f"<div class=post><div>{one}</div><p>{text}</p></div>"
        for one, text in zip(message, STORY, strict=True)
    ]
    assert dropped("".join(posts)) == {}
