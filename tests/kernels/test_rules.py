"""What rules ask of Blocks and elements is the same compiled and in Python, for any page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.discard.engine import _orphans
from boilerstrip.discard.rules.phrases import _lines_of_parts
from boilerstrip.discard.rules.teasers import _kept_lines, _labelled, _levels, _runs_of_pairs
from boilerstrip.discard.view import KeptView
from boilerstrip.metadata import MetadataReader
from boilerstrip.page import Block, Page, Role
from boilerstrip.page.block import (
    Run,
    class_ids,
    headings_of,
    hidden_elements,
    kept_of,
    named,
    of_roles,
    saying,
    texts_of,
    with_form,
    word_counts,
)
from boilerstrip.page.bylines import dated_lines, have_bylines
from boilerstrip.page.signatures import find_code
from boilerstrip.page.titled_sections import titled_sections
from boilerstrip.scoring.articles import _over_kept_text
from boilerstrip.scoring.coherence import (
    _count_doubted,
    _move_to_mean,
    doubted_texts,
    equalise_units,
    smooth_repeat_groups,
)
from boilerstrip.scoring.confidence import _figures
from boilerstrip.scoring.decisions import _decided
from boilerstrip.scoring.footnotes import _first_to_begin_notes, plain_notes
from boilerstrip.scoring.judge import Verdict
from boilerstrip.scoring.paragraphs import _alike
from boilerstrip.scoring.records import _torn_holders, _torn_siblings
from boilerstrip.scoring.roles import _Opening
from boilerstrip.scoring.selection import best_mask, bound_unlikely, expected_f1s, left_out
from boilerstrip.strategies import records
from boilerstrip.strategies.align import _anchored, _matched_blocks
from boilerstrip.strategies.semantic import _find_marked, plain_word_sums
from tests.conftest import examples_of
from tests.kernels.test_kernels import COMPILED, both, markups

pytestmark = pytest.mark.skipif(None in COMPILED.values(), reason="the compiled part is not there")
quickly = examples_of(50)

LABELS = st.sampled_from(["", "", "Read also: ", ": ", f"{'a' * 40}: ", f"{'a' * 41}: "])
ENDS = st.sampled_from(["", ".", "?”", "…", "...]", ":", "!\n", "。"])


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A page whose Blocks have more words, links and roles than its markup gives them."""
    page = Page(draw(markups()))
    for block in page.blocks:
        block.words = draw(st.integers(0, 40))
        block.link_words = draw(st.sampled_from([0, 0, block.words // 3, block.words]))
        block.level = draw(st.sampled_from([0, 0, 0, 2, 3]))
        block.role = draw(st.sampled_from(list(Role)))
        block.text = draw(LABELS) + block.text + draw(ENDS)
    return page


@quickly
@given(pages(), st.data())
def test_what_rules_see_is_the_same(page: Page, data: st.DataObject) -> None:
    n = len(page.blocks)
    mask = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    probabilities = data.draw(st.lists(st.one_of(st.floats(0, 1), st.just(0.9)), min_size=n, max_size=n))

    dropped = dict.fromkeys(data.draw(st.sets(st.integers(0, max(0, n - 1)))), "share box")

    def seen() -> tuple[object, ...]:
        view = KeptView(page, mask, probabilities)
        torn = _torn_siblings(page, [block.words for block in page.blocks], mask)
        return (
            view.left,
            view.prose,
            view.running,
            view.sure,
            view.kept_words,
            view.prose_words,
            [element.index for element in view.holders],
            view.holder_names,
            (view.words_left, view.right_left),
            [(block.index, *line) for block, *line in _lines_of_parts(view)],
            [block.index for block in _kept_lines(view)],
            view.runs,
            _orphans(view, dropped),
            [[element.index for element in group] for group in torn],
        )

    compiled, plain = both(seen)
    assert compiled == plain
    assert [type(value) for value in compiled[3]] == [bool] * n


@quickly
@given(pages())
def test_runs_of_pairs_are_the_same(page: Page) -> None:
    compiled, plain = both(lambda: (_levels(page.blocks), _runs_of_pairs(page.blocks)))
    assert compiled == plain


def test_a_run_of_pairs_ends_before_a_heading_without_its_line() -> None:
    pair = "<h3>Storm over the bay</h3><p>The ferries stay in the harbour.</p>"
    page = Page(f"<h2>More</h2>{pair * 4}<h3>Weather</h3><h3>Contact</h3>")
    for runs in both(lambda: _runs_of_pairs(page.blocks)):
        assert runs == [(1, 9, 4)]


BELOW = st.sampled_from(
    [
        "4 May 2024",
        "Updated 9:30",
        "About the author",
        "2024年5月1日",
        "1 พฤษภาคม 2567",
        "At six.",
        "5. 3. 2024.",
        "Ann Lee, 5 May, 10.30 h.",
        "Ann Lee2024.03.12",
        "Kiss Balázs1999. március",
        "_2024.03 a21.03 b1",
        "a20",
        "Shore",
        "x " * 20,
    ]
)


@quickly
@given(pages(), st.data())
def test_what_is_found_of_headlines_is_the_same(page: Page, data: st.DataObject) -> None:
    n = len(page.blocks)
    mask = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    for block in page.blocks:
        block.text = data.draw(st.one_of(BELOW, st.just(block.text)))
    compiled, plain = both(
        lambda: (
            _over_kept_text(page.blocks, mask),
            have_bylines(page, list(range(n)), allow_sentences=False),
            have_bylines(page, list(range(n)), allow_sentences=True),
            dated_lines(page.blocks, n, 5),
        )
    )
    assert compiled == plain


@quickly
@given(pages(), st.sets(st.sampled_from(list(Role))), st.data())
def test_what_is_told_of_blocks_and_elements_is_the_same(
    page: Page, roles: set[Role], data: st.DataObject
) -> None:
    n = len(page.blocks)
    probabilities = data.draw(st.lists(st.sampled_from([0.1, 0.5, 0.6, 0.9]), min_size=n, max_size=n))
    compiled, plain = both(
        lambda: (
            [block.index for block in of_roles(page.blocks, frozenset(roles))],
            class_ids(page.elements),
            titled_sections(page),
            doubted_texts(page, probabilities),
        )
    )
    assert compiled == plain


@quickly
@given(pages(), st.integers(0, 3))
def test_the_lines_before_a_body_are_the_same(page: Page, headline: int) -> None:
    def lines() -> list[int]:
        opening = _Opening(page, MetadataReader(page))
        opening.headline = headline
        return [block.index for block in opening.lines()]

    compiled, plain = both(lines)
    assert compiled == plain


def test_the_lines_before_a_body_end_with_its_sentences() -> None:
    said = "The council voted on Tuesday to repair the old bridge."
    page = Page(f"<nav><a href='/a'>Home</a></nav><h1>Bridge</h1>{f'<p>{said}' * 5}")
    for lines in both(lambda: _Opening(page, MetadataReader(page)).lines()):
        assert [block.index for block in lines] == [1, 2, 3, 4]


def test_like_paragraphs_stand_in_elements_of_one_kind() -> None:
    line = "<p class='text'>The council voted on Tuesday to repair the old bridge.</p>"
    page = Page(f"<main>{line * 3}</main><footer>{line * 2}</footer>")
    for texts in both(lambda: doubted_texts(page, [0.5] * 5)):
        assert texts == [[0, 1, 2]]


@quickly
@given(pages(), st.sampled_from(["", "a", "\n", ": "]), st.data())
def test_what_is_asked_of_blocks_and_probabilities_is_the_same(
    page: Page, part: str, data: st.DataObject
) -> None:
    n = len(page.blocks)
    mask = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    chances = st.one_of(st.floats(0, 1), st.sampled_from([0.15, 0.2, 0.5, 0.85]))
    probabilities = data.draw(st.lists(chances, min_size=n, max_size=n))
    share = data.draw(st.sampled_from([0.5, 1.0]))

    def asked() -> tuple[object, ...]:
        bounded, moved, smoothed = list(probabilities), list(probabilities), list(probabilities)
        smooth_repeat_groups(page, smoothed)
        bound_unlikely(word_counts(page.blocks), bounded)
        _move_to_mean(list(range(0, n, 2)), share, word_counts(page.blocks), moved)
        equalised = list(probabilities)
        equalise_units(page, word_counts(page.blocks), equalised)
        return (
            bounded,
            moved,
            smoothed,
            [best_mask(word_counts(page.blocks), probabilities, beta) for beta in (0.5, 1.0, 2.0)],
            expected_f1s(word_counts(page.blocks), probabilities, [mask, tuple(mask)]),
            _count_doubted(probabilities),
            left_out(mask, probabilities, 0.2),
            _alike(page),
            _torn_holders(page.blocks, mask, len(page.elements)),
            _first_to_begin_notes(page.blocks, mask),
            [block.index for block in saying(page.blocks, part)],
            [(label, block.index) for label, block in _labelled(page.blocks)],
            [[element.index for element in found] for found in _find_marked(page.elements)],
            [e.index for e in named(page.elements, {"", "x"})],
            [e.index for e in hidden_elements(page.elements)],
            [e.index for e in with_form(page.elements)],
            equalised,
            plain_word_sums(page),
            texts_of(page.blocks),
            word_counts(page.blocks),
            [page.innermost(i, "div", "table") for i in range(-1, len(page.elements))],
        )

    compiled, plain = both(asked)
    assert compiled == plain


def test_elements_of_which_a_part_is_kept_are_found() -> None:
    page = Page("<div>One<p>Two</p>Three</div><div>Four</div>")
    div = page.blocks[0].element
    n = len(page.elements)
    for holders in both(lambda: _torn_holders(page.blocks, [True, False, False, True], n)):
        assert holders == {div}
    for holders in both(lambda: _torn_holders(page.blocks, [True, False, True, False], n)):
        assert holders == set()


@quickly
@given(pages(), st.data())
def test_decided_blocks_and_what_is_told_of_them_are_the_same(page: Page, data: st.DataObject) -> None:
    n = len(page.blocks)
    mask = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    chances = st.one_of(st.floats(0, 1), st.sampled_from([0.15, 0.5, 0.85]))
    probabilities = data.draw(st.lists(chances, min_size=n, max_size=n))
    verdict = Verdict("density", mask, 0.5, probabilities, ())
    before = [_fields(block) for block in page.blocks]

    def asked() -> tuple[object, ...]:
        blocks = _decided(page.blocks, verdict)
        kept, headings = (
            [block.index for block in found] for found in (kept_of(blocks), headings_of(blocks))
        )
        return [_fields(block) for block in blocks], _figures(blocks), kept, headings

    compiled, plain = both(asked)
    assert compiled == plain
    fields = compiled[0]
    assert compiled[2] == [i for i, kept in enumerate(mask) if kept]
    assert [_fields(block) for block in page.blocks] == before
    assert [(block["kept"], block["probability"]) for block in fields] == list(
        zip(mask, probabilities, strict=True)
    )
    for block in (*before, *fields):
        for name in ("kept", "reason", "probability"):
            del block[name]
    assert fields == before


def _fields(block: Block) -> dict[str, object]:
    return {name: getattr(block, name) for name in Block.__slots__}


NOTES = [
    "Notes",
    " Anmerkungen: ",
    "Notes de bas de page",
    "[1] A letter.",
    "(",
    "The quay",
    "Notes on the quay",
]


@quickly
@given(st.data())
def test_where_notes_may_begin_is_the_same(data: st.DataObject) -> None:
    tags = st.sampled_from(["<p>", "<h2>", "<p><b>", "<p><sup>1</sup> "])
    parts = data.draw(st.lists(st.tuples(tags, st.sampled_from(NOTES)), max_size=6))
    page = Page("".join(tag + text for tag, text in parts))
    n = len(page.blocks)
    kept = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    compiled, plain = both(lambda: _first_to_begin_notes(page.blocks, kept))
    assert compiled == plain
    assert not any(i < compiled for i in plain_notes(page, kept))


SIGNATURES = [
    "ebb()",
    "The quay (old)",
    "ebb (2)",
    "_(x)",
    "é(x)",
    "ebb :: A -> B",
    "a: b",
    "::",
    "ebb/2 ",
    "1/2",
    "/2",
]


@quickly
@given(pages(), st.data())
def test_what_is_code_is_the_same(page: Page, data: st.DataObject) -> None:
    for block in page.blocks:
        block.text = data.draw(st.sampled_from([block.text, *SIGNATURES, "f(" + "x" * 300 + ")"]))
        marks = data.draw(st.sampled_from([(), ("code",), ("strong", "code")]))
        block.runs = [Run(run.text, run.href, marks) for run in block.runs] + [Run(" ", None, ())]
    compiled, plain = both(lambda: find_code(page.blocks))
    assert compiled == plain


@quickly
@given(pages())
def test_the_best_records_are_the_same(page: Page) -> None:
    compiled, plain = both(lambda: records._best_records(page))
    assert compiled == plain


SAID = st.lists(st.sampled_from("abcde"), max_size=60)


@examples_of(300)
@given(SAID, SAID, st.integers(0, 50), st.integers(0, 50))
def test_texts_are_aligned_alike(page: list[str], text: list[str], start: int, length: int) -> None:
    # a stretch of the page is in the text, so that some runs are longer than an anchor
    wanted = text[:20] + page[start : start + length] + text[20:]

    def found() -> tuple[object, ...]:
        matched = bytearray(len(page))
        spans = _anchored(page, wanted, matched)
        return spans, matched, _matched_blocks([page[:start], [], page[start:]], matched)

    compiled, plain = both(found)
    assert compiled == plain


def test_prose_that_the_scorer_is_sure_of_is_told() -> None:
    said = "The council voted on Tuesday to repair the old bridge over the river this year."
    page = Page(f"<p>{said}<p>{said[:-1]}<p>Menu")
    for view in both(lambda: KeptView(page, [True] * 3, [0.95, 0.95, 0.95])):
        assert view.sure == [True, False, False]
        assert view.kept_words[-1] == sum(block.words for block in page.blocks)


def test_siblings_of_what_is_kept_in_part_are_grouped() -> None:
    items = "".join(f"<div class='step'><h3>Step {n}</h3><p>Pour the water on.</p></div>" for n in range(4))
    page = Page(f"<main>{items}</main><footer><p>One</p><p>Two</p></footer>")
    mask = [block.index == 0 for block in page.blocks]
    for groups in both(lambda: _torn_siblings(page, [block.words for block in page.blocks], mask)):
        assert [[element.class_id for element in group] for group in groups] == [["step"] * 4]


def test_siblings_in_a_box_of_their_own_are_grouped() -> None:
    items = "".join(f"<div class='step'>Step {n}</div>" for n in range(4))
    page = Page(f"<main><p>Kept</p><div>{items}</div></main><footer><p>x</p><div>{items}</div></footer>")
    mask = [block.index == 0 for block in page.blocks]
    for groups in both(lambda: _torn_siblings(page, [block.words for block in page.blocks], mask)):
        assert [[element.start for element in group] for group in groups] == [[1, 2, 3, 4]]
