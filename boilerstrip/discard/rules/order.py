"""The discard rules in the order in which they are applied, each with its name and purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from boilerstrip.discard.rules.author_notes import propose_author_notes
from boilerstrip.discard.rules.comments import propose_comments, propose_comments_in_turns
from boilerstrip.discard.rules.contents import propose_contents
from boilerstrip.discard.rules.forms import propose_forms
from boilerstrip.discard.rules.layouts import propose_asides, propose_layout_frames
from boilerstrip.discard.rules.letters import propose_letters
from boilerstrip.discard.rules.members import propose_members
from boilerstrip.discard.rules.named_boxes import propose_named_boxes
from boilerstrip.discard.rules.phrases import (
    propose_labelled_titles,
    propose_lines_of_phrases,
    propose_phrases,
)
from boilerstrip.discard.rules.repeated_fields import propose_repeated_fields
from boilerstrip.discard.rules.scripts import propose_script_data
from boilerstrip.discard.rules.sources import propose_sources
from boilerstrip.discard.rules.teasers import (
    propose_doubtful_lines,
    propose_doubtful_pairs,
    propose_repeated_labels,
)
from boilerstrip.discard.view import KeptView, Proposal


class Rule(NamedTuple):
    """A discard rule: its name, what it drops, and the function that makes its proposals.

    With `together`, all Blocks of one reason are judged together: if every paragraph has the class name of a
    box, the name says nothing about any of them. Without `vetoed`, even a good part of the text goes: on a
    page of one sentence, a box of teasers is most of it.
    """

    name: str
    drops: str
    propose: Callable[[KeptView], Iterable[Proposal]]
    together: bool = False
    vetoed: bool = True


RULES = (
    Rule("comments", "readers' comments below an article", propose_comments, together=True),
    Rule(
        "comments-in-turns",
        "a label of comments with names and what each says",
        propose_comments_in_turns,
        vetoed=False,
    ),
    Rule(
        "members",
        "profiles and signatures of those who write in a thread",
        propose_members,
        vetoed=False,
    ),
    Rule("named-boxes", "boxes whose class names say so: related, share, promo", propose_named_boxes, True),
    Rule(
        "doubtful-pairs",
        "alternating headlines and leads that the scorer is unsure of",
        propose_doubtful_pairs,
    ),
    Rule("doubtful-lines", "headline-like lines that the scorer is unsure of", propose_doubtful_lines),
    Rule("repeated-labels", "runs of lines that begin with the same label", propose_repeated_labels, True),
    Rule(
        "labelled-titles",
        "a label and what it heads in one block: links, a title",
        propose_labelled_titles,
        vetoed=False,
    ),
    Rule("phrases", "lines with a boilerplate phrase, and what such a label introduces", propose_phrases),
    Rule("lines-of-phrases", "lines that consist of several such phrases", propose_lines_of_phrases),
    Rule("author-notes", "last paragraphs about an author whom the text does not name", propose_author_notes),
    Rule("script-data", "code and data that belong to scripts", propose_script_data),
    Rule("forms", "form labels and controls", propose_forms),
    Rule(
        "layout-frames",
        "menus and feet of tables that lay out the page",
        propose_layout_frames,
        vetoed=False,
    ),
    Rule("asides", "asides beside the article", propose_asides, vetoed=False),
    Rule("contents", "links to the headings of the text above it", propose_contents),
    Rule("letters", "links by first letter above an index", propose_letters, vetoed=False),
    Rule(
        "sources",
        "folded sources of what a reference documents, and what tool made the page",
        propose_sources,
        vetoed=False,
    ),
    Rule(
        "repeated-fields",
        "names, dates and counts that similar records repeat",
        propose_repeated_fields,
        True,
    ),
)
# These two are applied before all others, and cannot be vetoed.
NOTICES, HIDDEN_REPEATS = "notices", "hidden-repeats"
DESCRIPTIONS: Mapping[str, str] = {
    NOTICES: "everything, if a notice such as “page not found” replaces the body",
    HIDDEN_REPEATS: "hidden blocks that repeat visible ones",
    **{rule.name: rule.drops for rule in RULES},
}
RULES_BY_NAME = frozenset(DESCRIPTIONS)
