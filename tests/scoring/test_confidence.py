"""The confidence of a page that is decided."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip import Extractor
from boilerstrip.input.plaintext import plaintext_page
from boilerstrip.page import Page
from boilerstrip.scoring.confidence import correct_confidence
from boilerstrip.strategies import Candidate
from tests.conftest import STORY

SENTENCE = "The ice on the bay carried a cart in March, and a week later not even a dog."


def corrected(decided: Sequence[tuple[float, bool]], confidence: float = 0.95) -> float:
    """The confidence of a page of paragraphs, each with its probability and whether it is kept."""
    page = Page(f"<p>{SENTENCE}</p>" * len(decided))
    for block, (probability, kept) in zip(page.blocks, decided, strict=True):
        block.probability, block.kept = probability, kept
    return correct_confidence(page, confidence)


SURE, OUT = (0.98, True), (0.01, False)


def test_confidence_falls_with_doubt_with_what_is_left_out_with_pieces_and_an_unlikely_block() -> None:
    whole = corrected([SURE] * 6 + [OUT] * 4)
    assert whole > 0.95
    assert corrected([SURE] * 5 + [(0.6, True)] + [OUT] * 4) < whole
    assert corrected([SURE] * 6 + [(0.3, False)] + [OUT] * 3) < whole
    assert corrected([SURE, OUT] * 4 + [SURE] * 2) < whole
    assert corrected([SURE] * 5 + [(0.1, True)] + [OUT] * 4) < whole
    assert corrected([SURE] * 6 + [OUT] * 4, confidence=0.6) < whole


@given(
    st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=12),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_it_is_a_share_and_keeps_the_order_of_expectations(
    decided: list[tuple[float, bool]], one: float, other: float
) -> None:
    low, high = corrected(decided, min(one, other)), corrected(decided, max(one, other))
    assert 0 <= low <= high + 1e-9
    assert high <= 1


def test_plain_text_and_pages_without_words_keep_theirs() -> None:
    assert correct_confidence(plaintext_page(SENTENCE), 0.7) == 0.7
    assert correct_confidence(Page("<p>…</p>"), 0.7) == 0.7


def test_that_of_a_scorer_of_the_callers_own_stays() -> None:
    class Half:
        def probabilities(self, page: Page, candidates: Sequence[Candidate]) -> list[float]:
            return [0.5] * len(page.blocks)

        def confidence(self, page: Page, expected: float) -> float:
            return 0.77

    assert Extractor(scorer=Half(), effort="fast").extract(f"<p>{STORY}</p>").confidence == 0.77


def test_rivals_lower_it_still() -> None:
    articles = [
        f"<article><h2>{title}</h2><p>By Ada Holm, 4 May 2023</p>{f'<p>{SENTENCE} {end}</p>' * 4}</article>"
        for title, end in (("The ice of the bay", "So they say."), ("The dog of the bay", "Nobody knows."))
    ]
    page = "<title>The Lindfors Post</title><main>{}</main>"
    one = boilerstrip.extract(page.format(articles[0]), effort="fast").confidence
    two = boilerstrip.extract(page.format("".join(articles)), effort="fast").confidence
    assert two < 0.75 < one
