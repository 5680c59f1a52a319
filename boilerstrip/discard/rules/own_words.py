"""Phrases of boilerplate that a text says itself: as a heading, a field, a value or an answer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from boilerstrip.discard.labels import (
    BUTTONS,
    FIELDS_AND_BUTTONS,
    MAX_LABEL_WORDS,
    OTHER_STORIES,
    REQUESTS,
    TITLE_LINK_DENSITY,
    may_head_text,
)
from boilerstrip.discard.rules.comments import opens_with_date
from boilerstrip.discard.rules.notices import NOTICE
from boilerstrip.discard.rules.teasers import is_bare_headline
from boilerstrip.discard.view import (
    HIGH_CONFIDENCE,
    LIKELY,
    LIKELY_TEXT,
    MIN_TEXT_WORDS,
    KeptView,
    stems,
)
from boilerstrip.page import Block, Role
from boilerstrip.page.manuals import OF_MANUALS, first_section
from boilerstrip.page.units import LISTS_AND_TABLES, is_amid_text
from boilerstrip.text import phrases
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import count_words

_CREDIT = "©"
_LEGAL, _COMMENTS, _SHARE = "legal", "comments", "share"
# Labels of keywords.
_KEYWORDS = frozenset(
    (
        "keywords:", "schlagwörter:", "mots-clés:", "mots clés:", "palabras clave:", "palavras-chave:",
        "parole chiave:", "trefwoorden:", "słowa kluczowe:", "klíčová slova:", "kulcsszavak:",
        "anahtar kelimeler:", "ключевые слова:", "关键词:", "關鍵字:",
    )
)  # fmt: skip
# Families of phrases that a text may quote.
_QUOTED = REQUESTS | {"cookie"}
_SENTENCES = lazy(r"(?<=[.!?])\s+")
# Families of phrases that are also topics of sections.
_ON_TOPICS = frozenset({"legal", "navigation", "cookie", "tags", "top", "breadcrumb", "reading_time"})
# The same in a reference, whose members have such names: "next", "share".
_NAMES_OF_MEMBERS = frozenset({"pager", "share"})
# Elements that are lists of other stories, if these are links.
_LISTS = frozenset({"ul", "ol", "dl", "table"})
# Families of labels that are also headings of texts, and the least probability of the sentence below, and of
# the heading.
_LEAST_BELOW = {"related": LIKELY_TEXT, _COMMENTS: HIGH_CONFIDENCE}
_LEAST_HEADING = 0.1
# The same of a part of a reference, and of a term in it with what explains it.
_LEAST_PART, _LEAST_TERM = 0.2, 0.1
# So many Blocks before and behind a label, some of which are short and made like it, and words of these.
_NEAR, _MIN_LIKE, _MAX_LIKE_WORDS = 6, 3, 6
# A section of a manual is so long at most, in Blocks.
_MAX_BELOW_HEADING = 8
# Words of what stands right below a heading of the text.
_MIN_WORDS_BELOW = 4
_ANSWERS = frozenset({"yes", "no", "ja", "nein", "sí", "oui", "non", "sì", "sim", "não"})
# How sure the scorer is of lists and tables, whose parts may be single words of any kind.
_MIN_MEAN = 0.6
_MAX_LINKED = 0.3
_HEADING = Role.HEADING
# Of a Block of so many words with a phrase in it the scorer knows better where it is as sure as this, save of
# "Also read: …". In cross-validation, all 15 such Blocks belonged to the text: "data: the input string".
_MIN_WORDS_AROUND, _SURE = 10, 0.97
_QUOTES = lazy('["“”„«»「『]')
_CLOSING_QUOTES = "\"'\u2019\u201c\u201d\u00bb\u00ab"


def is_of_text(view: KeptView, block: Block, found: phrases.Match) -> bool:
    """Return whether a text says a phrase itself, heads a part with it or has it as a value."""
    family = found.family
    if (
        view.page.is_code[block.index]
        or (view.page.manual_level > 0 and _is_of_manual(view, block, found))
        or (family == "also_read" and _refers_to_member(view, block, found))
        or _is_said_by_text(view, block, found)
        or _is_field(view, block, found)
    ):
        return True
    if family in OTHER_STORIES and may_head_text(found) and _heads_list(view, block):
        return True
    if (
        family in _ON_TOPICS
        or found.phrase in FIELDS_AND_BUTTONS
        or (family in _NAMES_OF_MEMBERS and block.level > 1 and view.is_reference)
        or (family == _SHARE and view.probabilities[block.index] >= HIGH_CONFIDENCE)
    ) and _heads_text(view, block):
        return True
    if (
        family in _LEAST_BELOW
        and "#" not in found.phrase
        and may_head_text(found)
        and _heads_sentence(view, block, family)
    ):
        return True
    if family in BUTTONS and (_is_answer(view, block, found) or _names_code(view, block)):
        return True
    if family == _LEGAL and _is_long_credit(block):
        return True
    if family in _ON_TOPICS and found.whole and _is_among_like_labels(view, block):
        return True
    # a question about such a notice quotes it
    return family == NOTICE and view.probabilities[block.index] >= LIKELY


def _is_of_manual(view: KeptView, block: Block, found: phrases.Match) -> bool:
    """Return whether a phrase heads a section of a manual page, or is in one that it heads: "Copyright"."""
    level = view.page.manual_level
    if block.level:
        is_heading = block.level == level
        return is_heading and (found.family in OF_MANUALS or first_section(block) > 0)
    above = range(block.index - 1, max(-1, block.index - _MAX_BELOW_HEADING), -1)
    heading = next((view.blocks[i] for i in above if view.blocks[i].level), None)
    named = view.page.phrase_matches[heading.index] if heading is not None else None
    return (
        heading is not None
        and heading.level == level
        and view.mask[heading.index]
        and found.family in OF_MANUALS
        and named is not None
        and named.family in OF_MANUALS
    )


def _refers_to_member(view: KeptView, block: Block, found: phrases.Match) -> bool:
    """Return whether a line of a reference names others of its members: "See also: close"."""
    return (
        not found.whole
        and may_head_text(found)
        and block.words <= MAX_LABEL_WORDS
        and view.probabilities[block.index] >= _LEAST_TERM
        and view.is_reference
    )


def _is_among_like_labels(view: KeptView, label: Block) -> bool:
    """Return whether a likely label stands among others of the text: "Support" among ratings of a product."""
    if view.probabilities[label.index] < LIKELY_TEXT or label.link_words:
        return False
    like = [
        block
        for block in view.blocks[max(0, label.index - _NEAR) : label.index + _NEAR + 1]
        if block.path == label.path
        and 0 < view.left[block.index] <= _MAX_LIKE_WORDS
        and any(map(str.isalpha, block.text))
        and not (block.ends_sentence or block.link_words or view.page.phrase_matches[block.index])
    ]
    return len(like) >= _MIN_LIKE


def _may_head_part(view: KeptView, found: phrases.Match) -> bool:
    """Return whether a label may be the heading of a part of a text, as "Author" and "See also" may."""
    is_of_text = (found.family == "author" and (not view.is_reference or count_words(found.phrase) == 1)) or (
        found.family in OTHER_STORIES and may_head_text(found)
    )
    return is_of_text and not view.page.is_plaintext


def heads_part_of_text(
    view: KeptView, label: Block, found: phrases.Match, section: Sequence[tuple[int, int]]
) -> bool:
    """Return whether a label and what is below it are surely a part of the text."""
    return _may_head_part(view, found) and _is_sure(view, label, section)


def _is_sure(view: KeptView, label: Block, section: Sequence[tuple[int, int]]) -> bool:
    """Return whether the scorer is sure of a label and of what is below it: "See also" in documentation.

    Links and headlines are further stories, though links may be what a term in a list is explained by. What
    has a phrase of its own is no text. In a reference both are text sooner, and may be links to its parts.
    """
    inside = [i for start, end in section for i in range(start, end) if view.left[i]]
    below = [view.blocks[i] for i in inside if i > label.index]
    least, is_term = LIKELY_TEXT, view.page.innermost(label.element, "dt") >= 0
    if view.is_reference and not any(b.level for b in below):
        least = _LEAST_TERM if is_term else _LEAST_PART
    elif (
        all(b.level or is_bare_headline(b) for b in below)
        or (not is_term and 2 * sum(b.link_words for b in below) > sum(b.words for b in below))
        or any(view.page.phrase_matches[b.index] for b in below)
    ):
        return False
    words = sum(view.left[i] for i in inside)
    expected = sum(view.left[i] * view.probabilities[i] for i in inside)
    return expected >= least * words


def _is_said_by_text(view: KeptView, block: Block, found: phrases.Match) -> bool:
    """Return whether a text of which the scorer is sure only has a phrase in it, or begins with its words.

    Amid its sentences, one on rights, of which terms of use have many, with a quotation or a question such as
    "Found a mistake?" may be shorter. So may a line of keywords. A sentence on what the title names, as an
    article on newsletters has, need only be likely.
    """
    if found.whole or found.family in OTHER_STORIES or block.text.startswith(_CREDIT):
        return False
    probability = view.probabilities[block.index]
    if view.is_likely_text(block) and not view.title_stems.isdisjoint(stems(found.phrase)):
        return True
    # those of a paper stand below its abstract
    if found.phrase in _KEYWORDS and probability >= LIKELY and not block.link_words:
        return view.is_amid_text(block.index, block.index + 1)
    may_be_short = found.family == _LEGAL or (
        found.family in _QUOTED and (found.phrase.endswith("?") or _QUOTES.search(block.text) is not None)
    )
    if may_be_short and probability >= HIGH_CONFIDENCE and block.ends_sentence:
        return view.is_amid_text(block.index, block.index + 1)
    return block.words >= _MIN_WORDS_AROUND and probability >= _SURE


def _is_field(view: KeptView, block: Block, found: phrases.Match) -> bool:
    """Return whether a Block is a field, as "Comments: 12 pages" is, or an item such as "Video: 4K"."""
    # the comments of readers are not in the line of their label
    if found.family == _COMMENTS and found.phrase.endswith(":") and not found.whole:
        return True
    return (
        block.role is Role.LIST_ITEM
        and not found.whole
        and found.phrase.endswith(":")
        and view.probabilities[block.index] >= LIKELY_TEXT
        and 2 * block.link_words < block.words
        and any(
            0 <= i < len(view.blocks)
            and view.blocks[i].role is Role.LIST_ITEM
            and view.mask[i]
            and view.page.phrase_matches[i] is None
            for i in (block.index - 1, block.index + 1)
        )
    )


def _heads_list(view: KeptView, label: Block) -> bool:
    """Return whether a label heads a list of the text, which has no link: "Recommended: 8 GB of memory".

    Headlines behind all of the text are further stories.
    """
    start = label.index + 1
    if view.page.is_plaintext or start >= len(view.blocks):
        return False
    around = takewhile(lambda e: e.start == start, view.page.ancestors(view.blocks[start].element))
    end = max((element.end for element in around if element.tag in _LISTS), default=start)
    blocks = view.blocks[start:end]
    return (
        blocks != []
        and all(view.mask[start:end])
        and not any(block.link_words for block in blocks)
        and sum(view.probabilities[start:end]) >= LIKELY * len(blocks)
        and not (view.kept_words[end] == view.kept_words[-1] and all(map(is_bare_headline, blocks)))
    )


def find_amid_text(view: KeptView) -> set[int]:
    """The Blocks of lists and tables amid the text, and of a glossary, of which the scorer is sure.

    "Open" may be of a menu.
    """
    page, amid = view.page, set[int]()
    phrased = list(page.phrased)
    for unit in page.units if phrased else ():
        parts = range(unit.start, unit.end)
        if (
            len(parts) > 1
            and unit.kind in LISTS_AND_TABLES
            and bisect_left(phrased, unit.start) < bisect_left(phrased, unit.end)
            and all(view.mask[i] and view.blocks[i].link_density < _MAX_LINKED for i in parts)
            and sum(view.probabilities[i] for i in parts) >= _MIN_MEAN * len(parts)
            and (
                is_amid_text(view.blocks, page.elements, unit, view.mask)
                or (unit.kind == "definitions" and view.is_body([(unit.start, unit.end)]))
            )
        ):
            amid.update(parts)
    return amid


def _is_long_credit(block: Block) -> bool:
    """Return whether a text begins with "©" only because it is the credit of a photo."""
    if block.words <= MAX_LABEL_WORDS or not block.text.startswith(_CREDIT):
        return False
    # "all rights reserved" is a sentence of its own
    sentences = _SENTENCES.split(block.text.lstrip(f"{_CREDIT} "))
    return block.ends_sentence and all(
        phrases.match(sentence, count_words(sentence)) is None for sentence in sentences
    )


def _names_code(view: KeptView, block: Block) -> bool:
    """Return whether a Block names a language or a method above its code, as "Go" may, and is no button."""
    below = block.index + 1
    return below < len(view.blocks) and view.page.is_code[below]


def _is_answer(view: KeptView, block: Block, found: phrases.Match) -> bool:
    """Return whether a phrase is an answer in the text: unlike on a button, "No." ends with a full stop.

    If the scorer keeps a "Yes", it is a value in a comparison.
    """
    if not found.whole:
        return False
    if found.phrase in _ANSWERS and view.probabilities[block.index] >= LIKELY:
        return True
    return block.text.rstrip(_CLOSING_QUOTES).endswith(".") and not block.is_truncated


def _heads_text(view: KeptView, block: Block) -> bool:
    """Return whether a phrase is the heading of a section of the text: a page may be about "Privacy".

    The section may begin with another heading, as "FAQ" does with its first question.
    """
    if block.role is not _HEADING and view.page.innermost(block.element, "dt") < 0:
        return False
    after = range(block.index + 1, len(view.blocks))  # a slice would copy the page for every heading
    below = (b for b in map(view.blocks.__getitem__, after) if b.words)
    first = next(below, None)
    if first is not None and not _shares_menu(view, block, first):
        return False
    if first is not None and view.mask[first.index] and _stands_under(block, first):
        first = next(below, None)
    return (
        first is not None
        and view.mask[first.index]
        and not first.level
        and (
            first.words >= (_MIN_WORDS_BELOW if block.role is _HEADING else MIN_TEXT_WORDS)
            or (view.is_reference and not first.link_words)
        )
        and first.link_density < TITLE_LINK_DENSITY
        and view.page.phrase_matches[first.index] is None
    )


def _shares_menu(view: KeptView, heading: Block, first: Block) -> bool:
    """Return whether what follows a heading is in the menu that this stands in, if it stands in one.

    Scripts fill in a table of contents.
    """
    menu = view.page.innermost(heading.element, "nav")
    return menu < 0 or first.index < view.page.elements[menu].end


def _heads_sentence(view: KeptView, block: Block, family: str) -> bool:
    """Return whether a heading stands above a sentence of the text: "More information", "Discussion".

    A list of other stories begins with a link or a title, and a comment with a line on who says it, and when.
    """
    below = block.index + 1
    return (
        block.level > 0
        and view.probabilities[block.index] >= _LEAST_HEADING
        and below < len(view.blocks)
        and view.is_likely_text(view.blocks[below], _LEAST_BELOW[family])
        and view.page.phrase_matches[below] is None
        and not (family == _COMMENTS and opens_with_date(view.blocks[below]))
    )


def _stands_under(heading: Block, below: Block) -> bool:
    """Return whether the Block after a heading is a heading or a question in its section."""
    return below.level > heading.level or below.is_question
