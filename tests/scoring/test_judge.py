"""Which mask is kept, given what is proposed and how likely each Block is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.page import Page
from boilerstrip.scoring.judge import judge
from boilerstrip.scoring.selection import expected_f1s
from boilerstrip.scoring.tails import with_tails
from boilerstrip.strategies import Candidate
from tests.conftest import STORY
from tests.scoring.pages import Sure


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


def test_signs_amid_the_text_stay() -> None:
    page = Page("<p>one<p>* * *<p>two<p>→<p>three<p>***<h2>Menu</h2>")
    mask = [block.text.isalpha() and not block.level for block in page.blocks]
    mask = with_tails(page, mask, [float(keep) for keep in mask])
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


@given(st.lists(st.tuples(st.integers(3, 40), st.floats(0, 1)), min_size=1, max_size=8))
def test_a_page_is_empty_only_if_no_mask_is_expected_to_be_right(blocks: list[tuple[int, float]]) -> None:
    class Drawn(Sure):
        def probabilities(self, page: Page, candidates: object) -> list[float]:
            return [probability for _, probability in blocks]

    page = Page("".join(f"<p>{'story ' * words}.</p>" for words, _ in blocks))
    verdict = judge(page, [], Drawn())
    weights = [block.words for block in page.blocks]
    masks: list[Sequence[bool]] = [*product([False, True], repeat=len(blocks))]
    best = max(expected_f1s(weights, verdict.probabilities, masks))
    assert any(verdict.mask) == (best >= 0.25)
    # and that is what it can be sure of
    assert verdict.confidence == pytest.approx(best)
