from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.strategies.align import align
from boilerstrip.text.words import words

lines = st.lists(st.text(alphabet="ab cd中文", min_size=1, max_size=12), max_size=12)


def aligned(blocks: list[str], text: str) -> list[bool]:
    return align([words(block) for block in blocks], text)


def paragraphs(seed: int) -> list[str]:
    """Paragraphs that share no run of words."""
    choose = random.Random(seed)
    return [
        " ".join(f"word{n}" for n in choose.sample(range(10_000), 30)) for _ in range(choose.randint(4, 8))
    ]


@given(st.integers(0, 2**32).map(paragraphs), st.data())
def test_finds_any_selection_of_paragraphs(body: list[str], data: st.DataObject) -> None:
    mask = data.draw(st.lists(st.booleans(), min_size=len(body), max_size=len(body)))
    chosen = "\n\n".join(block for block, kept in zip(body, mask, strict=True) if kept)
    assert aligned(body, chosen) == mask


@given(lines)
def test_whole_page_is_found_whole(blocks: list[str]) -> None:
    assert aligned(blocks, "\n".join(blocks)) == [bool(words(block)) for block in blocks]


@given(lines, st.text(max_size=50))
def test_any_text_gives_a_mask(blocks: list[str], text: str) -> None:
    assert len(aligned(blocks, text)) == len(blocks)


def test_repeated_lines_are_found_where_they_stand() -> None:
    blocks = [
        "Share",
        "The first paragraph of the story is here",
        "Share",
        "And the second one follows it",
        "Share",
    ]
    assert aligned(blocks, "\n".join(blocks[1:4])) == [False, True, True, True, False]


def test_a_block_found_in_good_part_is_found() -> None:
    blocks = ["By the harbour master and his two deputies , who wrote it down", "Something else"]
    assert aligned(blocks, "the harbour master and his two deputies") == [True, False]


def test_repetitive_pages_take_no_quadratic_time() -> None:
    blocks = ["a a a"] * 20_000
    assert sum(aligned(blocks, " ".join(blocks[:10_000]))) == 10_000
