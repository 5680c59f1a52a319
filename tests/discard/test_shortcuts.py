"""What is ruled out quickly is nothing that the rules would have found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.discard.rules.phrases import _first_of_phrases, _may_be_phrases
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


@st.composite
def lines(draw: st.DrawFn) -> Block:
    """A line of phrases and other texts, some of them links."""
    runs: list[Run] = []
    for _ in range(draw(st.integers(1, 4))):
        text = draw(PIECES) + draw(BETWEEN)
        runs.append(Run(text, draw(st.sampled_from([None, None, "/", "/b"]))))
    text = collapse("".join(run.text for run in runs))
    return Block(0, text, -1, Role.PARAGRAPH, count_words(text), 0, "", runs)


@examples_of(300)
@given(lines())
def test_every_line_of_phrases_passes_the_quick_look(block: Block) -> None:
    if _first_of_phrases(block) is not None:
        assert _may_be_phrases(block, words(block.text))


def test_the_quick_look_tells_apart() -> None:
    def line(*texts: str) -> Block:
        text = collapse("".join(texts))
        return Block(0, text, -1, Role.PARAGRAPH, count_words(text), 0, "", [Run(text) for text in texts])

    both = line("All rights reserved. ", "Privacy policy")
    assert _may_be_phrases(both, words(both.text))
    assert _first_of_phrases(both) is not None
    one, other = line("Privacy policy"), line("Rain fell. Nobody came.")
    assert not _may_be_phrases(one, words(one.text))
    assert not _may_be_phrases(other, words(other.text))
