"""Pages and helpers that several test modules here share."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.discard import discard
from boilerstrip.page import Page

PARTS = [
    [
        f"Paragraph {number} of the story is long enough that nobody takes it for a label, since it has two "
        "sentences. The second one of them ends the way that sentences do in any newspaper worth reading."
        for number in numbers.split()
    ]
    for numbers in ("one two three four", "five six seven eight", "nine ten eleven twelve", "13 14 15 16")
]
STORY = PARTS[0]


# the story, and how it goes on
BODY, MORE, STILL_MORE, ENDING = (
    "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) for paragraphs in PARTS
)


LINKS = "".join(f"<li><a href=/{n}>Title of the linked story number {n}</a></li>" for n in range(4))


TEASERS = "".join(
    f"<div><h4><a href=/{n}>Title of teaser number {n}</a></h4><p>A lead that breaks off before it says…</p></div>"
    for n in range(3)
)


def dropped(
    markup: str, probabilities: Sequence[float] = (), *, comments: bool = False, posts: bool = False
) -> dict[str, str]:
    """What discard drops of a page of which everything is kept: text to reason."""
    page = Page(markup)
    sure = probabilities or [1.0] * len(page.blocks)
    reasons = discard(page, [True] * len(page.blocks), sure, comments=comments, posts=posts)
    return {page.blocks[at].text: reason for at, reason in reasons.items()}


PAIRS = {
    f"Headline of story number {n}": f"What story number {n} says in its lead. It is long enough to be taken for "
    "text, ends like a sentence, and has nothing to do with what stands around it."
    for n in ("six", "seven", "eight")
}


UNLINKED = "".join(f"<h3>{headline}</h3><p>{lead}</p>" for headline, lead in PAIRS.items())


WRITTEN = [
    "For two nights the ferry lay at the quay, and nobody on the island knew who had paid for the coal.",
    "On the third morning it left without a whistle, which the harbour master noted in his book.",
]
