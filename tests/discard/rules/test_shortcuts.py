"""What is ruled out quickly is nothing that the rules would have found."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from boilerstrip.discard.rules.phrases import _MAY_PART, _first_of_phrases, _opening
from boilerstrip.page import Block, Role, Run
from boilerstrip.text import phrases
from boilerstrip.text.whitespace import collapse
from boilerstrip.text.words import count_words, words
from tests.conftest import examples_of

PIECES = st.one_of(
    st.sampled_from(sorted(phrases._tables().line)[::7]),
    st.sampled_from(["©", "5 comments", "Share", "Privacy", "policy", "№ 5", "ﬁle", "Wind", "по ссылке"]),
    st.text(max_size=6),
)
BETWEEN = st.sampled_from(["", " ", ". ", " | ", "|", "\n", " – ", "»", "! ", "\u200b"])

# The first text has no words, and the first phrase is a link.
PIPED = [Run("| "), Run("All rights reserved", "/"), Run(" | Home")]


@st.composite
def lines(draw: st.DrawFn) -> Block:
    """A line of phrases and other texts, some of them links."""
    runs: list[Run] = []
    for _ in range(draw(st.integers(1, 4))):
        text = draw(PIECES) + draw(BETWEEN)
        runs.append(Run(text, draw(st.sampled_from([None, None, "/", "/b"]))))
    text = collapse("".join(run.text for run in runs))
    return Block(0, text, -1, Role.PARAGRAPH, count_words(text), 0, "", runs)


def may_be_phrases(block: Block) -> bool:
    """Return whether a line passes the quick look before its parts are read one by one."""
    opening, is_whole = _opening(block)
    if is_whole and not _MAY_PART.search(opening.strip()):
        return False
    tokens = words(block.text if is_whole else opening)
    return not tokens or phrases.may_open(opening, tokens)


@examples_of(300)
@example(Block(0, "| All rights reserved | Home", -1, Role.PARAGRAPH, 4, 3, "", PIPED))
@given(lines())
def test_every_line_of_phrases_passes_the_quick_look(block: Block) -> None:
    if _first_of_phrases(block) is not None:
        assert may_be_phrases(block)


def test_the_quick_look_tells_apart() -> None:
    def line(*texts: str) -> Block:
        text = collapse("".join(texts))
        return Block(0, text, -1, Role.PARAGRAPH, count_words(text), 0, "", [Run(text) for text in texts])

    both = line("All rights reserved. ", "Privacy policy")
    assert may_be_phrases(both)
    assert _first_of_phrases(both) is not None
    one, other = line("Privacy policy"), line("Rain fell. Nobody came.")
    assert not may_be_phrases(one)
    assert not may_be_phrases(other)
