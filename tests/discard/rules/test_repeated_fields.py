"""Fields that similar records repeat."""

from __future__ import annotations

from collections.abc import Container

import pytest

from boilerstrip.discard import discard
from boilerstrip.page import Page
from tests.discard.pages import STORY, dropped


def dropped_where(markup: str, names: Container[str], probability: float) -> dict[str, str]:
    """What discard drops of a page where these names have this probability and all else is sure."""
    blocks = Page(markup).blocks
    return dropped(markup, [probability if block.text in names else 1.0 for block in blocks])


def test_names_that_repeat_in_like_records_go() -> None:
    posts = [
        f"<div class=post><div>{who}</div><p>{said}</p></div>"
        for who, said in zip("ABAC", STORY, strict=True)
    ]
    markup = "".join(posts)
    assert dropped_where(markup, "ABC", 0.6) == dict.fromkeys("ABC", "name repeated in like records")
    # what the model takes for content are titles of notes
    assert dropped_where(markup, "ABC", 0.8) == {}


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


YEARS, SPEAKERS = ("1911", "1924", "1958", "2019"), ("Ann", "Bo", "Ann", "Bo")


def records(labels: tuple[str, ...], said: str = "The clock is set forward.") -> dict[str, str]:
    rows = "".join(f"<div class=row><div>{label}</div><p>{said}</p></div>" for label in labels)
    return dropped_where(f"<p>{STORY[0]}</p>{rows}<p>{STORY[1]}</p>", labels, 0.6)


@pytest.mark.parametrize("labels", [YEARS, YEARS[::-1], ("1911", "1911, in May", "1958", "2019"), SPEAKERS])
def test_years_and_speakers_above_sentences_stay(labels: tuple[str, ...]) -> None:
    assert records(labels) == {}


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        # years that neither rise nor fall, one day, and sellers
        (("1911", "1958", "1924", "2019"), "The clock is set forward."),
        (("3 May 2019, 9:10", "3 May 2019, 9:20", "3 May 2019, 9:40"), "The clock is set forward."),
        (("Ann", "Bo", "Ann", "Cy"), "The clock is set forward."),
        (("Ann", "Ann", "Ann", "Ann"), "The clock is set forward."),
        # above no sentence, and above one with a link
        (YEARS, "Clock set forward"),
        (SPEAKERS, "<a href=/clock>The clock</a> is set forward."),
    ],
)
def test_other_fields_of_records_go(labels: tuple[str, ...], said: str) -> None:
    assert set(records(labels, said)) >= set(labels)


def test_titles_of_notes_and_of_sure_lists_stay() -> None:
    notes = "".join(
        f"<p>{text}</p><div class='admonition seealso'><p class=admonition-title>See also</p><p>The log, part {n}.</p></div>"
        for n, text in enumerate(STORY)
    )
    assert dropped_where(notes, ["See also"], 0.6) == {}
    lists = "".join(
        f"<div class=tool><p>{text}</p><p class=label>Key features</p><ul><li>bell {n}</li><li>rope</li></ul></div>"
        for n, text in enumerate(STORY)
    )
    assert dropped_where(lists, ["Key features"], 0.4) == {}
    # above lines that are none they are fields of records
    lines = lists.replace("<ul>", "").replace("</ul>", "").replace("<li>", "<p>").replace("</li>", "</p>")
    assert set(dropped_where(lines, ["Key features"], 0.4)) == {"Key features"}


def test_types_that_repeat_in_a_reference_stay() -> None:
    members = "".join(
        f"<div class=m><h4>{name}()</h4><p>{said}</p><div>{kind}</div></div>"
        for name, said, kind in zip(
            ("ebb", "flow", "set", "run"), STORY, ("int", "void", "int", "int"), strict=True
        )
    )
    assert dropped_where(members, ("int", "void"), 0.6) == {}
    assert dropped_where(members.replace("()", ""), ("int", "void"), 0.6)
    # types of data are in no other records
    assert dropped_where(members.replace("()", "").replace("void", "string"), ("int", "string"), 0.6) == {}


def test_links_that_each_member_of_a_reference_has_to_its_source_go() -> None:
    def members(link: str) -> str:
        return "".join(
            f"<div class=m><h4>{name}()</h4><p>{said}</p><div>{link.format(n)}</div></div>"
            for n, (name, said) in enumerate(zip(("ebb", "flow", "set", "run"), STORY, strict=True))
        )

    source = "In <a href=/tide.c#l{0}>tide.c, line {0}</a>"
    expected = {f"In tide.c, line {n}": "link repeated in like records" for n in range(4)}
    assert dropped(members(source)) == expected
    # beside the version in which it came
    assert len(dropped(members("1.5{0}.0 (unstable) · <a href=/tide.c#l{0}>Source</a>"))) == len(STORY)
    # a type leads to one page, and what has no code is no reference
    assert dropped(members("<a href=/tide>The type Tide</a>")) == {}
    assert not set(expected.values()) & set(dropped(members(source).replace("()", "")).values())


def test_who_and_when_go_from_a_thread_on_code() -> None:
    lines = [f"ann_{n} 12 May 2011, 9:3{n}" for n in range(4)]
    posts = [
        f"<div class=post><p>{line}</p><div>{said}</div><pre>ebb()</pre></div>"
        for line, said in zip(lines, STORY, strict=True)
    ]
    assert set(dropped("".join(posts))) == set(lines)


@pytest.mark.parametrize(("number", "goes"), [("<a href=#p{0}>#{0}</a>", True), ("#{0}", False)])
def test_linked_numbers_of_posts_go(number: str, goes: bool) -> None:
    posts = [
        f"<div class=post><div>{number.format(n)}</div><p>{said}</p></div>" for n, said in enumerate(STORY)
    ]
    numbers = [f"#{n}" for n in range(len(STORY))]
    expected = dict.fromkeys(numbers, "number repeated in like records") if goes else {}
    assert dropped("".join(posts)) == expected


@pytest.mark.parametrize(
    ("heading", "probability", "goes"),
    [("Day {0}", 0.1, False), ("The tide", 0.6, False), ("The tide", 0.1, True)],
)
def test_linked_headings_of_a_reference_stay_if_they_differ_or_are_likely(
    heading: str, probability: float, goes: bool
) -> None:
    members = "".join(
        f"<div class=m><h3><a href=#d{n}>{heading.format(n)}</a></h3><h4>{name}()</h4><p>{said}</p></div>"
        for n, (name, said) in enumerate(zip(("ebb", "flow", "set", "run"), STORY, strict=True))
    )
    headings = {heading.format(n) for n in range(4)}
    assert set(dropped_where(members, headings, probability)) == (headings if goes else set())


@pytest.mark.parametrize(
    ("link", "kept", "goes"),
    [
        ("<a href=/{n}>Plan this walk</a>", 1, True),
        ("<a href=/{n}>Plan this walk</a>", len(STORY), True),
        ("<a href=/map>Plan this walk</a>", len(STORY), True),
        # a name that the text mentions
        ("<a href=/map>Fairlight</a>", len(STORY), False),
        ("<a href=/{n}>Plan {n} of this walk</a>", 1, False),
        ("See <a href=/{n}>the map</a>", 1, False),
    ],
)
def test_links_in_the_same_words_go(link: str, kept: int, goes: bool) -> None:
    records = [f"<div>{text}<div>{link.format(n=n)}</div></div>" for n, text in enumerate(STORY)]
    page = Page("".join(records))
    mask = [block.index % 2 == 0 or block.index < 2 * kept for block in page.blocks]
    reasons = discard(page, mask, [0.4 if block.index % 2 else 0.9 for block in page.blocks])
    assert (1 in reasons) == goes
