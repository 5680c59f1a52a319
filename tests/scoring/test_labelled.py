"""Sources, tips and warnings come with the text that they belong to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.scoring.labelled import with_fields, with_labelled, with_numbers
from tests.scoring.doubts import SENTENCE

BOOKS = ("Pell, E. Letters, 1909", "Marsh, J. The gear, 1962")


def brought(markup: str, kept: tuple[str, ...] = (), unlikely: float = 0.1) -> list[str]:
    """What comes with two sentences, in the markup between or behind them, and is not kept itself."""
    page = Page(
        f"<main><article>{markup.replace('SENTENCE', f'<p>{SENTENCE}</p>')}</article><p>Foot.</p></main>"
    )
    mask = [block.text in (SENTENCE, *kept) for block in page.blocks]
    whole = with_labelled(page, mask, [0.95 if keep else unlikely for keep in mask])
    return [block.text for block, was, now in zip(page.blocks, mask, whole, strict=True) if now and not was]


LISTED = "<ul>" + "".join(f"<li><a href=/{n}>{book}</a></li>" for n, book in enumerate(BOOKS)) + "</ul>"
LINES = "".join(f"<p>{book}</p>" for book in BOOKS)


@pytest.mark.parametrize("label", ["<h2>Sources</h2>", "<p><b>Źródła:</b></p>", "<h3>参考文献</h3>"])
@pytest.mark.parametrize("books", [LISTED, LINES])
def test_sources_come_with_their_label(label: str, books: str) -> None:
    both = f"SENTENCE SENTENCE {label}{books}"
    assert brought(both)[1:] == list(BOOKS)
    assert brought(f"SENTENCE SENTENCE <section>{label}{books}</section>")[1:] == list(BOOKS)
    # a label that is kept itself, and one whose sources are
    assert brought(both, (brought(both)[0],)) == list(BOOKS)
    assert len(brought(both, BOOKS)) == 1


@pytest.mark.parametrize(
    "below",
    [
        "<h2>Stories</h2>" + LISTED,
        # neither a heading nor bold
        "<p>Sources</p>" + LISTED,
        "<h2>Sources</h2>",
        "<h2>Sources</h2><p>Share this article</p>",
        "</article><article><h2>Sources</h2>" + LISTED,
    ],
)
def test_what_is_no_list_of_sources_of_the_text_stays_out(below: str) -> None:
    assert brought(f"SENTENCE SENTENCE {below}") == []


READING = (
    "<h2>{}</h2><ul><li><a href={}/1>Pell, E. Letters, 1909</a></li><li><a href={}/2>The gear</a></li></ul>"
)


@pytest.mark.parametrize("label", ["Further reading", "Show notes", "Weiterführende Literatur"])
def test_further_reading_comes_if_it_leads_to_other_sites(label: str) -> None:
    elsewhere = READING.format(label, "https://a.example", "https://b.example")
    assert brought(f"SENTENCE SENTENCE {elsewhere}") == [label, "Pell, E. Letters, 1909", "The gear"]
    # these are stories of the site
    assert brought(f"SENTENCE SENTENCE {READING.format(label, '', '')}") == []


ASIDE = "<aside class=box><p><b>{}</b></p><p>{}</p></aside>"


@pytest.mark.parametrize("label", ["Note", "Tipp:", "Внимание!", "提示"])
def test_tips_and_warnings_come_amid_a_text_and_at_its_end(label: str) -> None:
    aside = ASIDE.format(label, "Warn the cleaners.")
    assert brought(f"SENTENCE {aside} SENTENCE") == [label, "Warn the cleaners."]
    assert brought(f"SENTENCE SENTENCE {aside}") == [label, "Warn the cleaners."]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Stories", "Warn the cleaners."),
        ("Note", "Warn the cleaners"),
        ("Note", "Warn <a href=/c>the cleaners</a>."),
        ("Note", "All rights reserved."),
    ],
)
def test_other_boxes_stay_out(label: str, text: str) -> None:
    aside = ASIDE.format(label, text)
    assert brought(f"SENTENCE {aside} SENTENCE") == []
    assert brought(f"SENTENCE {ASIDE.format('Note', 'Warn the cleaners.')} <p>Menu</p> SENTENCE") == []


@pytest.mark.parametrize(
    ("names", "comes"),
    [
        ("note", True),
        ("macro macro-warning", True),
        ("footnote", False),
        ("og-tip", False),
        ("teaser", False),
    ],
)
def test_a_likely_sentence_alone_in_a_box_called_a_note_comes_behind_a_text(names: str, comes: bool) -> None:
    box = f"<div class='{names}'><div><p>Warn the cleaners.</p></div></div>"
    assert brought(f"SENTENCE SENTENCE {box}", unlikely=0.2) == (["Warn the cleaners."] if comes else [])
    assert brought(f"SENTENCE SENTENCE {box}") == []


@pytest.mark.parametrize(
    "box", ["<div class='admonition tip'>{}</div>", "<div class=callout><p><b>Tip:</b> {}</p></div>"]
)
def test_a_sentence_alone_in_a_box_of_a_note_comes_amid_a_text_and_behind_it(box: str) -> None:
    for text in ("Warn the cleaners.", SENTENCE.replace("ice", "mud")):
        note = box.format(text)
        assert brought(f"SENTENCE {note} SENTENCE")[0].endswith(text)
        assert brought(f"SENTENCE SENTENCE {note}")[0].endswith(text)
        # what follows the text, but is not its end
        assert brought(f"SENTENCE SENTENCE {note} <p>Menu</p>") == []
        assert brought(f"SENTENCE SENTENCE {note} <p>Menu</p>", unlikely=0.2) != []
    for text in ("Warn the cleaners", "Warn <a href=/c>the cleaners</a>."):
        assert brought(f"SENTENCE {box.format(text)} SENTENCE") == []


def test_a_likely_sentence_alone_in_an_aside_comes_amid_a_text() -> None:
    aside = "<aside>Warn the cleaners.</aside>"
    assert brought(f"SENTENCE {aside} SENTENCE", unlikely=0.2) == ["Warn the cleaners."]
    assert brought(f"SENTENCE {aside} SENTENCE", unlikely=0.1) == []
    assert brought(f"SENTENCE SENTENCE {aside}", unlikely=0.2) == []
    assert brought(f"SENTENCE {aside.replace('aside', 'div')} SENTENCE", unlikely=0.2) == []


def test_what_a_dish_is_made_of_comes_below_a_label_that_is_no_heading() -> None:
    lines = "<div>{}</div><div class=r>flour, {n} g</div><div class=r>salt, {n} g</div>"
    recipe = (
        lines.format("Zutaten", n=1)
        + "<div>Zubereitung:</div><div class=s>Stir.</div><div class=s>Bake.</div>"
    )
    assert len(brought(f"SENTENCE SENTENCE {recipe}")) == 6
    assert brought(f"SENTENCE SENTENCE {lines.format('Weights', n=1)}") == []


def test_lines_without_links_come_below_a_label_that_announces_them() -> None:
    label, name = "<div>Signed:</div>", "<div class=n>{}</div>"
    signed = label + "".join(map(name.format, ("Ann Lee, baker", "Bo Fry", "The rowers of Orl")))
    assert len(brought(f"SENTENCE SENTENCE {signed}")) == 4
    for other in (
        signed.replace("Signed:", "Signed"),
        signed.replace("Bo Fry", "<a href=/bo>Bo Fry</a>"),
        signed.replace(name.format("Bo Fry"), ""),
        signed.replace("Signed:", "Share this:"),
    ):
        assert brought(f"SENTENCE SENTENCE {other}") == []


def test_the_years_of_a_timeline_come() -> None:
    lines = "".join(f"<div class=y>{year}: The mill</div>" for year in (1940, 1962, 2011))
    assert len(brought(f"SENTENCE {lines} SENTENCE")) == 3
    for other in (
        lines.replace("2011", "1911"),
        lines.replace("The", "<a href=/m>The</a>"),
        lines.partition("</div>")[2],
        lines.replace("1962: The mill", "The mill"),
    ):
        assert brought(f"SENTENCE {other} SENTENCE") == []


def test_the_chapters_of_a_recording_come() -> None:
    lines = "".join(f"<div class=c>({time}) The mill</div>" for time in ("00:00", "04:12", "1:31:55"))
    assert len(brought(f"SENTENCE {lines}")) == 3
    for other in (lines.replace("04:12", "1:41:12"), lines.replace("The", "<a href=/m>The</a>")):
        assert brought(f"SENTENCE {other}") == []


def test_a_likely_box_with_a_heading_comes_amid_a_text() -> None:
    box = "<aside><h3>The flood in short</h3><p>It stood four metres high. Nobody was hurt.</p></aside>"
    assert len(brought(f"SENTENCE {box} SENTENCE", unlikely=0.06)) == 2
    assert brought(f"SENTENCE {box} SENTENCE", unlikely=0.04) == []
    # at the end of the text, without a heading, with a link, or with a phrase
    assert brought(f"SENTENCE SENTENCE {box}", unlikely=0.2) == []
    for other in (
        box.replace("h3", "p"),
        box.replace("four metres", "<a href=/m>four metres</a>"),
        box.replace("Nobody was hurt.", "Subscribe to our newsletter."),
    ):
        assert brought(f"SENTENCE {other} SENTENCE", unlikely=0.2) == []


def test_fields_that_end_a_text_come() -> None:
    fields = "<p><b>Address</b><br>Mill Lane 9, Orl</p><p><b>Open:</b> from ten to five</p>"

    def come(below: str, unlikely: float = 0.1, kept: str = "") -> bool:
        page = Page(f"<main><p>{SENTENCE}</p>{below}</main>")
        mask = [block.text in (SENTENCE, kept) for block in page.blocks]
        return with_fields(page, mask, [0.95 if keep else unlikely for keep in mask]) != mask

    assert come(fields)
    assert not come(fields, unlikely=0.01)
    assert come(fields, kept="Address\nMill Lane 9, Orl")
    # one of them, in a box of their own behind which nothing is kept, with a link, or all of one bold
    assert not come(fields.partition("</p>")[0])
    assert not come(f"<div>{fields}</div>")
    assert come(f"<div>{fields}</div><p>{SENTENCE}</p>")
    assert not come(f"<div>{fields}<p>Mill Lane</p></div><p>{SENTENCE}</p>")
    for other in (
        fields.replace("Mill Lane 9", "<a href=/m>Mill Lane 9</a>"),
        fields.replace("Mill Lane 9, Orl", "<b>Mill Lane 9, Orl</b>"),
    ):
        assert not come(other)


@given(
    first=st.integers(1, 30),
    step=st.sampled_from([1, -1]),
    kept=st.sets(st.integers(0, 3), min_size=1),
    label=st.sampled_from(["Step {}", "{}.", "Schritt {} von 9"]),
)
def test_labels_that_number_the_parts_of_a_text_come_all(
    first: int, step: int, kept: set[int], label: str
) -> None:
    numbers = [40 + first + step * n for n in range(4)]
    parts = "".join(f"<div><span>{label.format(n)}</span><p>Saw the board.</p></div>" for n in numbers)
    page = Page(f"<main>{parts}</main>")
    mask = [bool(block.index % 2) or block.index // 2 in kept for block in page.blocks]
    assert len(mask) == 8
    assert all(with_numbers(page, mask))
    # another number in its place, or no text below one
    other = Page(f"<main>{parts.replace(label.format(numbers[1]), label.format(99), 1)}</main>")
    assert with_numbers(other, mask) == mask
    without = [*mask[:7], False]
    assert with_numbers(page, without) == without


def test_labels_of_which_none_is_kept_do_not_come() -> None:
    page = Page("<main>" + "".join(f"<div>#{n}<p>Saw the board.</p></div>" for n in range(4)) + "</main>")
    mask = [bool(block.index % 2) for block in page.blocks]
    assert with_numbers(page, mask) == mask


@pytest.mark.parametrize(
    ("note", "comes"),
    [
        ("<div class='alert alert-info'><b>Mind</b> Only the owner may open it.</div>", True),
        ("<aside class='admonition note'><p>Only the owner may open it.</p></aside>", True),
        ("<div class=red><p>Only the owner may open it.</p></div>", False),
        ("<div class='alert alert-info'>Only for owners</div>", False),
        ("<div class='alert alert-info'><a href=/o>Only the owner</a> may open it.</div>", False),
        ("<div class='alert alert-info'>Subscribe to our newsletter.</div>", False),
    ],
)
def test_a_note_of_one_sentence_comes_amid_a_text(note: str, comes: bool) -> None:
    page = Page(f"<main><p>{SENTENCE}</p>{note}<p>{SENTENCE}</p></main>")
    whole = [True, comes, True]
    assert with_labelled(page, [True, False, True], [0.9, 0.1, 0.9]) == whole
    assert with_labelled(page, [True, False, False], [0.9, 0.1, 0.1]) == [True, False, False]
