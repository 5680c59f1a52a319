"""What goes with a label, and where that ends."""

from __future__ import annotations

import pytest

from boilerstrip.discard import discard
from boilerstrip.input.plaintext import plaintext_page
from tests.discard.pages import BODY, LINKS, MORE, PAIRS, PARTS, STORY, UNLINKED, dropped


def test_a_label_governs_no_heading_of_the_text_that_follows() -> None:
    page = f"<div><p>{STORY[0]}</p><p>Subscribe</p><p>Your address</p><h2>The second day</h2><p>{STORY[1]}</p></div>"
    assert set(dropped(page, [0.99, 0.1, 0.1, 0.9, 0.99])) == {"Subscribe", "Your address"}
    assert "The second day" in dropped(page, [0.99, 0.1, 0.1, 0.4, 0.99])


@pytest.mark.parametrize(("link", "goes"), [("#text", False), ("#more", True), ("/text#text", True)])
def test_a_label_governs_no_part_that_the_page_links_to(link: str, goes: bool) -> None:
    page = (
        f"<ul><li><a href={link}>Text</a></ul><p>{STORY[0]}</p><p>See also:</p><ul><li><a href=/a>Errors</a></ul>"
        "<h3 id=text>Text</h3><p>It has a length that is known.</p>"
    )
    found = set(dropped(page, [0.1, 0.99, 0.6, 0.2, 0.3, 0.6]))
    assert {"See also:", "Errors"} <= found
    assert ("Text" in found) is goes


def test_a_label_among_lines_takes_what_is_unlikely() -> None:
    page = plaintext_page("\n".join([*STORY, "Newsletter", "Every Friday", "Now in your inbox", *PARTS[1]]))
    sure = [0.9] * len(STORY)
    reasons = discard(page, [True] * len(page.blocks), [*sure, 0.6, 0.2, 0.4, *sure])
    assert [page.blocks[at].text for at in sorted(reasons)] == ["Newsletter", "Every Friday"]


@pytest.mark.parametrize(("label", "goes"), [("Related articles", True), ("Recommended", False)])
def test_headlines_among_lines_go_with_a_label_that_names_stories(label: str, goes: bool) -> None:
    headlines = ["Two villages quarrel over the new bridge", "Three fish that do not bite this summer"]
    page = plaintext_page("\n".join([*STORY, label, *headlines, *PARTS[1]]))
    sure = [0.9] * len(STORY)
    reasons = discard(page, [True] * len(page.blocks), [*sure, 0.2, 0.4, 0.6, *sure])
    assert set(reasons) == set(range(len(STORY), len(STORY) + (3 if goes else 1)))
    # one line, and a value
    page = plaintext_page("\n".join([*STORY, label, headlines[0], "Bridge: 12 metres", *PARTS[1]]))
    reasons = discard(page, [True] * len(page.blocks), [*sure, 0.2, 0.4, 0.6, *sure])
    assert set(reasons) == {len(STORY)}


@pytest.mark.parametrize(("label", "goes"), [("Read more:", True), ("Læs mere:", True), ("Read more", False)])
def test_a_headline_among_lines_goes_with_the_label_that_announces_it(label: str, goes: bool) -> None:
    headlines = ["Two villages quarrel over the new bridge", "Three fish that do not bite this summer"]
    page = plaintext_page("\n".join([*STORY, label, *headlines, *PARTS[1]]))
    sure = [0.9] * len(STORY)
    reasons = discard(page, [True] * len(page.blocks), [*sure, 0.2, 0.5, 0.5, *sure])
    assert set(reasons) == set(range(len(STORY), len(STORY) + (2 if goes else 1)))


def test_what_the_scorer_doubts_between_two_labels_among_lines_goes_with_the_first() -> None:
    (title, lead), *_ = PAIRS.items()
    lines = [*STORY, "Next Story", title, lead, "Don't Miss", title]
    page = plaintext_page("\n".join(lines))
    below = range(len(STORY) + 1, len(STORY) + 3)

    def dropped_of(first: float, second: float, text: float) -> set[int]:
        probabilities = [*[text] * len(STORY), 0.1, first, second, 0.1, 0.1]
        return set(discard(page, [True] * len(page.blocks), probabilities)) & set(below)

    assert dropped_of(0.56, 0.47, 0.95) == set(below)
    # it is sure of one of them, or hardly less sure of them than of the text
    assert not dropped_of(0.56, 0.92, 0.95)
    assert not dropped_of(0.8, 0.8, 0.95)
    # it doubts the text too
    assert not dropped_of(0.56, 0.47, 0.7)


def test_a_label_takes_the_headlines_under_it_which_are_no_links() -> None:
    gone = dropped(f"{BODY}<h2>Related stories</h2>{UNLINKED}{MORE}")
    assert gone.keys() == {"Related stories", *PAIRS, *PAIRS.values()}
    assert set(gone.values()) == {"related: “related stories”"}


@pytest.mark.parametrize(("sure", "stays"), [(0.85, True), (0.75, False)])
def test_the_section_of_a_label_ends_at_a_sentence_that_is_likely_text(sure: float, stays: bool) -> None:
    sentences = ("The ferry was built by an uncle of the miller.", "Nobody has rowed it since the spring.")
    below = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    page = f"<article>{BODY}<h3>Read also</h3><ul>{LINKS}</ul>{below}</article>"
    reasons = dropped(page, [*[0.97] * len(STORY), 0.2, *[0.2] * 4, sure, sure])
    assert "Read also" in reasons
    assert all((sentence not in reasons) == stays for sentence in sentences)


def test_the_section_of_a_label_ends_before_prose_that_is_sure_text() -> None:
    box = f"<div><h2>Up next</h2><h3>The bridge</h3><p>{STORY[0]}</p><p><a href=/b>The bridge</a></p></div>"
    page, sure = f"<main><p>{STORY[1]}</p><p>{STORY[2]}</p><p>{STORY[3]}</p>{box}</main>", [0.99] * 3
    assert set(dropped(page, [*sure, 0.7, 0.9, 0.95, 0.7])) == {"Up next"}
    assert STORY[0] in dropped(page, [*sure, 0.7, 0.8, 0.8, 0.7])
    assert STORY[0] in dropped(page.replace("Up next", "2 comments"), [*sure, 0.7, 0.9, 0.91, 0.7])
