from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip import strategies
from boilerstrip.input.plaintext import plaintext_page
from boilerstrip.page import Page, Role
from boilerstrip.scoring.code import with_code
from boilerstrip.scoring.headings import with_headings
from boilerstrip.scoring.judge import judge
from boilerstrip.scoring.lists_and_tables import with_announced_lists, with_tables_amid
from boilerstrip.scoring.quotes import with_quotes
from boilerstrip.scoring.records import with_lines, with_records
from boilerstrip.scoring.selection import best_mask, expected_f1
from boilerstrip.scoring.tails import with_tails
from boilerstrip.strategies import Candidate
from tests.conftest import STORY

blocks = st.lists(st.tuples(st.integers(0, 50), st.floats(0, 1)), min_size=1, max_size=8)


def test_expected_f1_by_hand() -> None:
    # 10 words surely content and 10 that are content half of the time: wanted 15, hits 10, kept 10
    assert expected_f1([10, 10], [1.0, 0.5], [True, False]) == pytest.approx(2 * 10 / (10 + 15))
    assert expected_f1([10, 10], [1.0, 0.5], [True, True]) == pytest.approx(2 * 15 / (20 + 15))
    assert expected_f1([10], [1.0], [False]) == 0
    assert expected_f1([], [], []) == 0


@given(blocks)
def test_no_mask_is_expected_to_do_better(page: list[tuple[int, float]]) -> None:
    weights, probabilities = [w for w, _ in page], [p for _, p in page]
    best = expected_f1(weights, probabilities, best_mask(weights, probabilities))
    for mask in product([False, True], repeat=len(page)):
        assert expected_f1(weights, probabilities, mask) <= best + 1e-9


class Sure:
    """A scorer that is sure of the Blocks with a certain word in them."""

    def probabilities(self, page: Page, candidates: object) -> list[float]:
        return [0.99 if "story" in block.text else 0.01 for block in page.blocks]

    def confidence(self, page: Page, expected: float) -> float:
        return expected


def test_the_cleanest_candidate_wins_and_fusing_beats_all_that_are_dirty() -> None:
    page = Page("<p>the story begins</p><p>buy shoes now</p><p>the story ends</p>")
    clean = Candidate("clean", (True, False, True))
    dirty = Candidate("dirty", (True, True, True))
    partial = Candidate("partial", (True, False, False))
    verdict = judge(page, [dirty, clean], Sure())
    assert verdict.strategy == "clean"
    assert verdict.candidates[1].score > verdict.candidates[0].score
    verdict = judge(page, [dirty, partial], Sure())
    assert verdict.strategy == "fused"
    assert verdict.mask == [True, False, True]


def test_rows_of_a_table_stay_or_go_as_a_whole() -> None:
    row = "<tr><td>story</td><td>of the sea</td></tr><tr><td>shoes</td><td>to buy</td></tr>"
    page = Page(f"<p>the story begins</p><table>{row}</table>")
    verdict = judge(page, [], Sure())
    first, second = (0.99 + 3 * 0.01) / 4, 0.01
    # and so does the table, whose rows a reader takes as one thing
    table = (4 * first + 3 * second) / 7
    assert verdict.probabilities[1:] == [pytest.approx(table)] * 4


def test_parts_of_like_records_are_judged_alike() -> None:
    names = ("story", "story", "shoes", "story")
    records = "".join(
        f"<div><b class=who><div>{name}</div></b><p>the story goes on</p></div>" for name in names
    )
    verdict = judge(Page(records), [], Sure())
    by_name = dict(zip(names, verdict.probabilities[::2], strict=True))
    # the one that is judged otherwise is drawn to the others, and they to it
    assert 0.01 < by_name["shoes"] < 0.5 < by_name["story"] < 0.99
    assert verdict.probabilities[1::2] == pytest.approx([0.99] * 4)
    # the paragraphs of one text are judged each for itself
    paragraphs = "".join(f"<p>{name}</p>" for name in names)
    assert judge(Page(paragraphs), [], Sure()).probabilities == [0.99, 0.99, 0.01, 0.99]


def test_headings_go_with_what_they_govern() -> None:
    page = Page("<h2>Kept</h2><p>text one</p><h2>Lost</h2><h2>Kept too</h2><span>May 3</span><p>text two</p>")
    texts = [block.text for block in page.blocks]
    mask = with_headings(page, [text.startswith("text") for text in texts])
    assert [text for text, kept in zip(texts, mask, strict=True) if kept] == [
        "Kept",
        "text one",
        "Kept too",
        "text two",
    ]


def test_a_heading_in_a_box_of_its_own_goes_with_what_the_box_heads() -> None:
    entry = "<section><header><h3>10:15</h3><time>May 3</time></header><p>text</p></section>"
    page = Page(f"{entry}<header><h3>Lost</h3><p>menu</p></header>")
    mask = with_headings(page, [block.text == "text" for block in page.blocks])
    assert [block.text for block in page.blocks if mask[block.index]] == ["10:15", "text"]


def test_titles_of_notes_and_summaries_go_with_what_they_head() -> None:
    page = Page(
        "<details><summary>More of it</summary><p>text one</p></details><details><summary>Lost</summary>"
        "<p>menu</p></details><div class='callout'><div><div class=callout-title>Mind</div></div><p>text two</p></div>"
        "<div class='callout'><div class='title sr-only'>Unseen</div><p>text three</p></div>"
    )
    mask = with_headings(page, [block.text.startswith("text") for block in page.blocks])
    kept = [block.text for block in page.blocks if mask[block.index]]
    assert kept == ["More of it", "text one", "Mind", "text two", "text three"]


def test_code_goes_with_the_text_that_leads_to_it() -> None:
    page = Page(
        "<div><p>text one</p><pre>a = 1\nb = 2</pre><p>advert</p><pre>c = 3</pre></div>"
        "<div><p>menu</p><pre>lost</pre></div><pre>lost too</pre>"
    )
    mask = with_code(page, [block.text.startswith("text") for block in page.blocks])
    kept = [block.text for block in page.blocks if mask[block.index]]
    assert kept == ["text one", "a = 1\nb = 2", "c = 3"]


def test_code_in_boxes_of_its_own_goes_with_the_text_that_leads_to_it() -> None:
    page = Page("<div><p>text</p><div class=box><div class=code><pre>a = 1</pre></div></div></div>")
    assert with_code(page, [True, False]) == [True, True]


def test_code_between_what_is_kept_stays_wherever_it_stands() -> None:
    page = Page(
        "<pre>lost = 0</pre><p>text one</p><div><p>menu</p><div><pre>a = 1</pre></div></div><p>text two</p>"
    )
    mask = with_code(page, [block.text.startswith("text") for block in page.blocks])
    assert [block.text for block in page.blocks if mask[block.index]] == ["text one", "a = 1", "text two"]


def test_a_motto_stays_with_the_text_that_it_opens() -> None:
    page = Page("<nav>menu</nav><h1>title</h1><blockquote><p>two<footer>who</footer></blockquote><p>five")
    assert with_quotes(page, [False, False, False, False, True]) == [False, False, True, True, True]
    assert with_quotes(page, [False] * 5) == [False] * 5
    linked = Page("<h1>title</h1><blockquote><a href=/x>Another title</a></blockquote><p>five")
    assert with_quotes(linked, [False, False, True]) == [False, False, True]


@pytest.mark.parametrize("gap", ["", "<figure><figcaption>caption</figcaption></figure>"])
def test_tables_right_between_kept_texts_are_kept(gap: str) -> None:
    table = "<div><table><tr><th>share<th>b<tr><td>c<td>d</table></div>"
    page = Page(f"<div><p>One ends here.{gap}{table}<p>Two ends here.</div><p>Three ends here.")
    mask = [not block.text.islower() for block in page.blocks]
    cells = [block.role is Role.TABLE for block in page.blocks]
    kept = [a or b for a, b in zip(mask, cells, strict=True)]
    assert with_tables_amid(page, mask, [0.3] * len(mask)) == kept
    assert with_tables_amid(page, mask, [0.2] * len(mask)) == mask
    mask[-2] = False
    assert with_tables_amid(page, mask, [0.3] * len(mask)) == mask


def test_headings_for_screen_readers_alone_are_not_added() -> None:
    page = Page("<h2 class=element-invisible>plot.jpg</h2><p>one<h2>Two</h2><p>three")
    assert with_headings(page, [False, True, False, True]) == [False, True, True, True]


def test_a_quote_stays_where_the_text_around_it_does() -> None:
    page = Page("<p>one<blockquote>two</blockquote><p>advert<blockquote>four</blockquote><p>five")
    assert with_quotes(page, [True, False, False, False, True]) == [True, True, False, True, True]
    assert with_quotes(page, [True, False, False, False, False]) == [True, False, False, False, False]
    assert with_quotes(page, [False, False, False, False, True]) == [False, False, False, False, True]
    assert not any(with_quotes(page, [False] * 5))


@pytest.mark.parametrize(
    "set_apart",
    [
        "",
        "<hr>",
        "<p>* * *</p>",
        "<p>⁂</p>",
        "<p>—</p>",
        "<p>***</p>",
        "<div><br></div>",
        "<center>~</center>",
    ],
)
def test_the_last_sentences_of_a_text_stay_with_it_after_a_break_as_well(set_apart: str) -> None:
    tail = "<p>Years later we went back.</p><p>There was one hinge.</p>"
    page = Page(f"<body><article><p>text</p>{set_apart}{tail}</article><footer><p>All is ours.</p></footer>")
    mask = with_tails(page, [block.text == "text" for block in page.blocks])
    assert [block.text for block, keep in zip(page.blocks, mask, strict=True) if not keep] == ["All is ours."]


@pytest.mark.parametrize(
    "tail",
    [
        "<p>Ann Other, Picture House</p>",
        "<p><em>Ann Other is a writer who lives by the sea.</em></p>",
        "<p>More by <a href=/ann>Ann Other</a>.</p>",
        "<p class=bio>Ann Other is a writer who lives by the sea.</p>",
        "<p>Sign up for our newsletter.</p>",
        "<h2>Most read.</h2>",
        "<ul><li>Storm closes the harbour.</ul>",
        f"<p>{' '.join(STORY)}</p>",
        "<p>A lead that breaks off…</p>",
    ],
)
@pytest.mark.parametrize("set_apart", ["", "<hr>", "<p>* * *</p>"])
def test_what_else_ends_the_element_is_no_part_of_the_text(tail: str, set_apart: str) -> None:
    page = Page(f"<article><p>text</p>{set_apart}{tail}</article>")
    mask = [block.text == "text" for block in page.blocks]
    assert with_tails(page, mask) == mask
    # one such Block among the last sentences is enough
    page = Page(f"<article><p>text</p>{set_apart}<p>So it was.</p>{tail}</article>")
    mask = [block.text == "text" for block in page.blocks]
    assert with_tails(page, mask) == mask


def test_sentences_outside_of_what_the_text_stands_in_are_no_part_of_it() -> None:
    page = Page("<div class=story><p>text</p></div><div class=note><p>So it was.</p></div>")
    assert with_tails(page, [True, False]) == [True, False]
    lines = plaintext_page("text\n\nSo it was.")
    assert with_tails(lines, [True, False]) == [True, False]


def test_signs_amid_the_text_stay() -> None:
    page = Page("<p>one<p>* * *<p>two<p>→<p>three<p>***<h2>Menu</h2>")
    mask = with_tails(page, [block.text.isalpha() and not block.level for block in page.blocks])
    kept = [block.text for block, keep in zip(page.blocks, mask, strict=True) if keep]
    assert kept == ["one", "* * *", "two", "three"]


def test_any_number_of_unlikely_links_leaves_the_text() -> None:
    class Doubtful(Sure):
        def probabilities(self, page: Page, candidates: Sequence[Candidate]) -> list[float]:
            return [0.1 if block.link_words else 0.8 for block in page.blocks]

    links = "".join(f"<li><a href=/{n}>item {n} here</a></li>" for n in range(3000))
    extraction = boilerstrip.Extractor(effort="fast", scorer=Doubtful()).extract(
        f"<p>{' '.join(STORY)}</p><ul>{links}</ul>"
    )
    assert extraction.text == " ".join(STORY)


@pytest.mark.parametrize(
    ("effort", "sure", "asked"),
    [
        ("fast", False, strategies.OWN),
        ("auto", True, strategies.OWN),
        ("auto", False, strategies.BUILT_IN),
        ("full", True, strategies.BUILT_IN),
    ],
)
def test_effort_decides_who_is_asked(effort: str, sure: bool, asked: tuple[str, ...]) -> None:
    class Scorer(Sure):
        def confidence(self, page: Page, expected: float) -> float:
            return 1.0 if sure else 0.4

    extractor = boilerstrip.Extractor(effort=effort, scorer=Scorer())
    extraction = extractor.extract("<p>the story begins</p><p>buy shoes now</p>")
    assert [candidate.name for candidate in extraction.candidates] == list(asked)
    assert extraction.text == "the story begins"


def test_effort_leaves_strategies_of_ones_own_alone() -> None:
    extractor = boilerstrip.Extractor(strategies=["trafilatura"], effort="auto", scorer=Sure())
    assert [c.name for c in extractor.extract("<p>the story</p>").candidates] == ["trafilatura"]


def test_unknown_effort() -> None:
    with pytest.raises(boilerstrip.OptionError, match="effort"):
        boilerstrip.Extractor(effort="little")


def test_the_source_of_a_quotation_stays_with_it() -> None:
    page = Page("<p>one<blockquote><p>two<footer>who</footer></blockquote><p>four<footer>foot</footer>")
    assert with_quotes(page, [True, True, False, True, False]) == [True, True, True, True, False]
    captioned = Page(
        "<p>one<figure><figcaption>two</figcaption></figure><blockquote>three</blockquote><p>four"
    )
    assert with_quotes(captioned, [True, False, False, True]) == [True, False, True, True]
    assert with_quotes(page, [True, False, False, False, False]) == [True, False, False, False, False]


def test_a_list_that_a_kept_line_announces_stays() -> None:
    page = Page("<p>look for:<ul><li>one<li>two</ul><p>end.<ul><li>three</ul>")
    unlikely, likely = [1.0, 0.1, 0.1, 1.0, 0.4], [1.0, 0.3, 0.4, 1.0, 0.4]
    mask = [True, False, False, True, False]
    assert with_announced_lists(page, mask, unlikely) == mask
    assert with_announced_lists(page, mask, likely) == [True, True, True, True, False]
    assert with_announced_lists(page, [False] * 5, likely) == [False] * 5
    links = Page("<p>look for:<ul><li><a href=/a>one</a><li><a href=/b>two</a></ul>")
    assert with_announced_lists(links, [True, False, False], likely) == [True, False, False]


ENTRIES = "".join(f"<div class=entry><b>{year}</b><p>The ice carried a cart.</p></div>" for year in range(3))
TEXT = f"<article><p>{STORY}</p><div>{ENTRIES}</div><p>{STORY}</p></article>"


def entries_kept(markup: str, text: float = 0.99, kept: int = 4, likely: float = 0.6) -> int:
    """How many Blocks of a series of six are kept, of which `kept` are to begin with."""
    page = Page(markup)
    mask = [not 0 < block.index < 7 or block.index <= kept for block in page.blocks]
    probabilities = [likely if 0 < block.index < 7 else text for block in page.blocks]
    whole = with_records(page, mask, [block.words for block in page.blocks], probabilities)
    return sum(whole[1:7])


def test_a_series_of_records_amid_a_text_comes_whole() -> None:
    assert entries_kept(TEXT) == 6
    # in a text that is doubtful itself, and where next to nothing of it is kept
    assert entries_kept(TEXT, text=0.85) == 4
    assert entries_kept(TEXT, kept=1, likely=0.2) == 1
    assert entries_kept(TEXT, kept=0) == 0
    # but between two kept parts it comes where it is likely enough
    assert entries_kept(TEXT, kept=1) == 6


@pytest.mark.parametrize(
    ("told_by", "instead"),
    [
        ("The ice carried a cart.", "The <a href=/ice>ice</a> carried a cart."),
        ("The ice carried a cart.", "All rights reserved"),
        ("<div class=entry><b>2", "<section class=entry><b>2"),
    ],
)
def test_links_phrases_and_what_is_unlike_make_no_series(told_by: str, instead: str) -> None:
    assert entries_kept(TEXT.replace(told_by, instead, 1)) == 4


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("No ice this year.", "Nor boats.", [True, True, True]),
        ("No <a href=/ice>ice</a> this year.", "Nor boats.", [True, False, True]),
        ("All rights reserved", "Nor boats.", [True, False, True]),
        # most of it is left out
        ("No ice this year.", "Nor boats.", [False, False, True]),
    ],
)
def test_lines_of_one_element_come_whole(first: str, second: str, expected: list[bool]) -> None:
    page = Page(f"<div>{STORY}<br><br>{first}<br><br>{second}</div>")
    mask = [expected[0], False, True]
    assert with_lines(page, mask, [block.words for block in page.blocks]) == expected
