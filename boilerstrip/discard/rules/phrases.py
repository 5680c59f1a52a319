"""Labels and lines with a phrase of boilerplate, and what labels head."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from operator import attrgetter

from boilerstrip import _kernels
from boilerstrip.discard.labels import (
    FIELDS_AND_BUTTONS,
    MAX_LABEL_WORDS,
    OTHER_STORIES,
    REQUESTS,
    SECTION_FAMILIES,
    heads_section,
    may_head_text,
)
from boilerstrip.discard.rules.notices import NOTICE
from boilerstrip.discard.rules.sections import section_ranges, stories_below
from boilerstrip.discard.rules.teasers import is_bare_headline
from boilerstrip.discard.view import (
    HIGH_CONFIDENCE,
    LIKELY,
    LIKELY_TEXT,
    MIN_TEXT_WORDS,
    KeptView,
    Proposal,
    stems,
)
from boilerstrip.page import Block, Role
from boilerstrip.page.block import opened_by, saying
from boilerstrip.page.signatures import is_code, is_signature
from boilerstrip.page.tables import MAX_CELL_BLOCKS
from boilerstrip.page.tags import CELLS
from boilerstrip.page.units import is_amid_text
from boilerstrip.text import phrases
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import count_words, words

# A label in brackets at the beginning of a line.
_BRACKETS = "【〔［[＜<"
_IN_BRACKETS = lazy(r"[【〔［\[＜<]([^】〕］\]＞>]{1,20})[】〕］\]＞>]\s*(?=\S)")
# A title with at least this share of linked words is a link.
TITLE_LINK_DENSITY = 0.75
# No label has more words.
_MAX_LABEL = 25
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
# Families of labels whose sections stand below the text.
_BELOW = frozenset({_COMMENTS, "pager"})
# Families of phrases that a text may quote.
_QUOTED = REQUESTS | {"cookie"}
_SENTENCES = lazy(r"(?<=[.!?])\s+")
# Separators between the parts of a line.
_BETWEEN_PARTS = lazy(r"(?<=[.!?。！？])\s+|\n|\s*[|·•/»›←→]\s*|\s+[–—-]\s+")
# A line of several parts has one of these separators.
_MAY_PART = lazy(r"[\n|·•/»›←→.!?。！？–—-](?:(?<![.!?。！？–—-])|\s)")
# Families of phrases that are also topics of sections.
_ON_TOPICS = frozenset({"legal", "navigation", "cookie", "tags", "top", "breadcrumb", "reading_time"})
# Elements that are lists of other stories, if these are links.
_LISTS = frozenset({"ul", "ol", "dl", "table"})
# Characters of a line that says how many comments there are.
_MAX_COUNT = 40
# A label of comments behind as many texts is below each of them.
_MIN_TEXTS = 3
# Families of labels that are also headings of texts, and the least probability of the sentence below, and of
# the heading.
_LEAST_HEADING = 0.1
# The same of a part of a reference.
_LEAST_PART = 0.3
_LEAST_BELOW = {"related": LIKELY_TEXT, _COMMENTS: HIGH_CONFIDENCE}
# So many Blocks before and behind a label, some of which are short and made like it, and words of these.
_NEAR, _MIN_LIKE, _MAX_LIKE_WORDS = 6, 3, 6
# Words of what stands right below a heading of the text.
_MIN_WORDS_BELOW = 4
# Words that such a label has at least above one title, and words of that title.
_MIN_LABEL_WORDS, _MIN_TITLE_WORDS = 2, 3
# Families of phrases on buttons and links.
_BUTTONS = frozenset({"navigation", "pager", "breadcrumb"})
_ANSWERS = frozenset({"yes", "no", "ja", "nein", "sí", "oui", "non", "sì", "sim", "não"})
# Units whose parts may be single words of any kind, and how sure the scorer is of those.
_VALUES = frozenset({"list", "definitions", "table"})
_MIN_MEAN = 0.6
_MAX_LINKED = 0.3
_HREF = attrgetter("href")
# Enum members are slow to look up by name.
_CODE, _HEADING, _TABLE = Role.CODE, Role.HEADING, Role.TABLE
# Of a Block of so many words with a phrase in it the scorer knows better where it is as sure as this, save of
# "Also read: …". In cross-validation, all 15 such Blocks belonged to the text: "data: the input string".
_MIN_WORDS_AROUND, _SURE = 10, 0.97
_QUOTES = lazy('["“”„«»「『]')
_CLOSING_QUOTES = "\"'\u2019\u201c\u201d\u00bb\u00ab"


def propose_labelled_titles(view: KeptView) -> Iterator[Proposal]:
    """Propose Blocks of a label and, behind it or on lines of their own, links, or one title without a link.

    A label may stand in one line with its link, in brackets as it does in Chinese and Japanese, or before it.
    """
    for block in opened_by(view.blocks, _BRACKETS):
        opening = _IN_BRACKETS.match(block.text)
        if opening is not None and block.link_density >= TITLE_LINK_DENSITY:
            yield from _labelled(block, opening[1].strip(), OTHER_STORIES)
    for block, left in zip(view.blocks, view.left, strict=True):
        # most are left out anyway, and of the others most have few links
        least = max(1, TITLE_LINK_DENSITY * (block.words - _MAX_LABEL))
        if not left or not least <= block.link_words < block.words:
            continue
        label, is_all = _opening(block)
        if not is_all and view.page.phrase_matches[block.index] is None and _are_links_below(block, label):
            yield from _labelled(block, label, OTHER_STORIES)
    for block in saying(view.blocks, "\n"):
        label = block.text.partition("\n")[0]
        if view.left[block.index] and _may_be_labelled_title(block):
            yield from _labelled(block, label, OTHER_STORIES)
        elif block.link_words:
            # below the label there are links and nothing else
            if _are_links_below(block, label):
                yield from _labelled(block, label, SECTION_FAMILIES)
        elif view.left[block.index] and (count := _count_of_comments(block)) is not None:
            yield Proposal(block.index, block.index + 1, f"{_COMMENTS}: “{count.phrase}”")


def _labelled(block: Block, label: str, families: frozenset[str]) -> Iterator[Proposal]:
    """Propose a Block if the label that it begins with is a phrase of one of these families."""
    found = phrases.match(label, count_words(label))
    if found is not None and found.whole and found.family in families:
        yield Proposal(block.index, block.index + 1, f"{found.family}: “{found.phrase}”")


def _are_links_below(block: Block, label: str) -> bool:
    """Return whether nearly all words of a Block behind its label are linked."""
    return block.link_words > 0 and block.link_words >= TITLE_LINK_DENSITY * (
        block.words - count_words(label)
    )


def _count_of_comments(block: Block) -> phrases.Match | None:
    """Return the phrase that is the first line of a Block and says how many comments follow in it."""
    label = block.text.partition("\n")[0]
    if len(label) > _MAX_COUNT or not any(char.isdigit() for char in label):
        return None
    found = phrases.match(label, count_words(label))
    return found if found is not None and found.whole and found.family == _COMMENTS else None


def _may_be_labelled_title(block: Block) -> bool:
    """Return whether a Block is two lines without a link that are no sentence: "Read also", "A title".

    "Recommended" may stand above a value as well.
    """
    label, _, title = block.text.partition("\n")
    return (
        block.words <= phrases.MAX_START_WORDS
        and not block.link_words
        and not block.ends_sentence
        and "\n" not in title
        and count_words(label) >= _MIN_LABEL_WORDS
        and count_words(title) >= _MIN_TITLE_WORDS
    )


def propose_lines_of_phrases(view: KeptView) -> Iterator[Proposal]:
    """Propose Blocks that consist of several phrases: "All rights reserved. Privacy policy"."""
    for block, opening, is_whole in _lines_of_parts(view):
        tokens = view.page.block_words[block.index] if is_whole else words(opening)
        if (
            # a part without words is passed over
            (not tokens or phrases.may_open(opening, tokens))
            and (first := _first_of_phrases(block)) is not None
            and not _is_in_row(view, block)
            and not is_code(block)
        ):
            yield Proposal(block.index, block.index + 1, f"{first.family}: “{first.phrase}” and such")


def _lines_of_parts(view: KeptView) -> list[tuple[Block, str, bool]]:
    """The short lines, kept and without a phrase, that may be made of several parts.

    With each comes what its links let begin: its text as far as the first link that begins or ends in it, and
    whether that is all of it.
    """
    matches = view.page.phrase_matches
    if _kernels.rules is not None:
        lines: list[tuple[Block, str, bool]] = _kernels.rules.lines_of_parts(
            view.blocks, matches, view.left, phrases.MAX_START_WORDS
        )
        return lines
    short = (
        (block, *_opening(block))
        for block, found, left in zip(view.blocks, matches, view.left, strict=True)
        if found is None and 0 < left <= phrases.MAX_START_WORDS
    )
    return [line for line in short if not line[2] or _MAY_PART.search(line[1].strip())]


def _opening(block: Block) -> tuple[str, bool]:
    """The text of a Block as far as the first link that begins or ends in it, and whether it is all of it."""
    same = list(takewhile(lambda run: run.href == block.runs[0].href, block.runs))
    return "".join([run.text for run in same]), len(same) == len(block.runs)


def _first_of_phrases(block: Block) -> phrases.Match | None:
    """Return the first phrase of a line that consists of two or more phrases, None for other lines."""
    parts = _parts(block)
    # the first part decides for most lines, and the rest is not searched
    first = _whole_phrase(next(parts, ""))
    if first is None:
        return None
    others = list(parts)
    return first if others and all(map(_whole_phrase, others)) else None


def _whole_phrase(text: str) -> phrases.Match | None:
    """Return the phrase that is all of a text, None for no phrase or an answer in a sentence: "No."."""
    found = phrases.match(text, count_words(text))
    is_said = found is not None and found.family in _BUTTONS and text.endswith(".")
    return found if found is not None and found.whole and not is_said else None


def _is_in_row(view: KeptView, block: Block) -> bool:
    """Return whether a Block is a table cell with other cells in its row."""
    row = view.page.innermost(block.element, "tr") if block.role is Role.TABLE else -1
    return row >= 0 and view.page.elements[row].end - view.page.elements[row].start > 1


def _parts(block: Block) -> Iterator[str]:
    """Iterate over the links, sentences and separated pieces of a line."""
    for _, runs in groupby(block.runs, key=_HREF):
        for piece in _pieces("".join([run.text for run in runs])):
            if count_words(piece):
                yield piece.strip()


def _pieces(text: str) -> Iterator[str]:
    """The pieces of a text one by one: most often the first is all that is asked for."""
    start = 0
    for between in _BETWEEN_PARTS.finditer(text):
        yield text[start : between.start()]
        start = between.end()
    yield text[start:]


def propose_phrases(view: KeptView) -> Iterator[Proposal]:
    """Propose Blocks with a phrase of boilerplate, and the sections that labels head."""
    # cached, as one row may have all cells of the page
    rows: dict[int, bool] = {}
    amid, blocks = _amid_text(view), view.blocks
    below_each = _labels_below_each_text(view)
    for i, found in view.page.phrased.items():
        block, family = blocks[i], found.family
        if i in amid or _is_of_the_text(view, block, found):
            continue
        if (
            block.role is _TABLE
            and (row := view.page.innermost(block.element, "tr")) >= 0
            and not _is_in_cell_of_text(view, block)
        ):
            if row not in rows:
                rows[row] = _is_row_of_labels(view, row)
            if not rows[row]:
                continue
        reason = f"{family}: “{found.phrase}”"
        # above a text stand the count of comments below it, the number of its page, or the site's name
        is_above = family in _BELOW and not view.kept_words[i]
        if heads_section(block, found) and not is_above and _singular(found) not in below_each:
            section = list(section_ranges(view, block, may_be_prose=family == _COMMENTS))
            if _may_head_part(view, found) and _is_sure(view, block, section):
                continue
            for start, end in section:
                yield Proposal(start, end, reason)
        elif view.page.is_plaintext:
            yield from (Proposal(start, end, reason) for start, end in stories_below(view, block, found))
        yield Proposal(i, i + 1, reason)


def _is_of_the_text(view: KeptView, block: Block, found: phrases.Match) -> bool:
    """Return whether a text says a phrase itself, heads a part with it or has it as a value."""
    family = found.family
    if (
        is_code(block)
        or is_signature(block)
        or _is_said_by_text(view, block, found)
        or _is_field(view, block, found)
    ):
        return True
    if family in OTHER_STORIES and may_head_text(found) and _heads_list(view, block):
        return True
    if (
        family in _ON_TOPICS
        or found.phrase in FIELDS_AND_BUTTONS
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
    if family in _BUTTONS and (_is_answer(view, block, found) or _names_code(view, block)):
        return True
    if family == _LEGAL and _is_long_credit(block):
        return True
    if family in _ON_TOPICS and found.whole and _is_among_like_labels(view, block):
        return True
    # a question about such a notice quotes it
    return family == NOTICE and view.probabilities[block.index] >= LIKELY


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


def _is_sure(view: KeptView, label: Block, section: Sequence[tuple[int, int]]) -> bool:
    """Return whether the scorer is sure of a label and of what is below it: "See also" in documentation.

    Links and headlines are further stories, though links may be what a term in a list is explained by. What
    has a phrase of its own is no text. In a reference both are text sooner, and may be links to its parts.
    """
    inside = [i for start, end in section for i in range(start, end) if view.left[i]]
    below = [view.blocks[i] for i in inside if i > label.index]
    least, is_term = LIKELY_TEXT, view.page.innermost(label.element, "dt") >= 0
    if view.is_reference and not any(b.level for b in below):
        least = _LEAST_PART
    elif (
        all(b.level or is_bare_headline(b) for b in below)
        or (not is_term and 2 * sum(b.link_words for b in below) > sum(b.words for b in below))
        or any(view.page.phrase_matches[b.index] for b in below)
    ):
        return False
    words = sum(view.left[i] for i in inside)
    expected = sum(view.left[i] * view.probabilities[i] for i in inside)
    return expected >= least * words


def _labels_below_each_text(view: KeptView) -> set[str]:
    """Return labels of comments that stand below each of several texts, as on the first page of a blog."""
    texts = Counter[str]()
    ends: dict[str, int] = {}
    for i, found in view.page.phrased.items():
        # the comments are elsewhere, where a link leads, or the next text begins
        if found.family == _COMMENTS and (
            view.blocks[i].link_density >= TITLE_LINK_DENSITY or _precedes_heading(view, i)
        ):
            label = _singular(found)
            texts[label] += view.count_kept([(ends.get(label, 0), i)]) >= MIN_TEXT_WORDS
            ends[label] = i
    return {label for label, count in texts.items() if count >= _MIN_TEXTS}


def _precedes_heading(view: KeptView, index: int) -> bool:
    """Return whether a line that is no heading stands right above one."""
    return view.blocks[index].level == 0 and index + 1 < len(view.blocks) and view.blocks[index + 1].level > 0


def _singular(found: phrases.Match) -> str:
    """Return a phrase without an "s" at its end: "1 comment" stands where others are "2 comments"."""
    return found.phrase.removesuffix("s")


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


def _amid_text(view: KeptView) -> set[int]:
    """The Blocks of lists and tables amid the text, and of a glossary, of which the scorer is sure.

    "Open" may be of a menu.
    """
    page, amid = view.page, set[int]()
    phrased = list(page.phrased)
    for unit in page.units if phrased else ():
        parts = range(unit.start, unit.end)
        if (
            len(parts) > 1
            and unit.kind in _VALUES
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
    return below < len(view.blocks) and (is_code(view.blocks[below]) or is_signature(view.blocks[below]))


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


def _heads_sentence(view: KeptView, block: Block, family: str) -> bool:
    """Return whether a heading stands above a sentence of the text: "More information", "Discussion".

    A list of other stories begins with a link or a title.
    """
    below = block.index + 1
    return (
        block.level > 0
        and view.probabilities[block.index] >= _LEAST_HEADING
        and below < len(view.blocks)
        and view.is_likely_text(view.blocks[below], _LEAST_BELOW[family])
        and view.page.phrase_matches[below] is None
    )


def _stands_under(heading: Block, below: Block) -> bool:
    """Return whether the Block after a heading is a heading or a question in its section."""
    return below.level > heading.level or below.is_question


def _is_in_cell_of_text(view: KeptView, block: Block) -> bool:
    """Return whether a Block is beside a sentence in its cell, which lays out a text and holds no value."""
    cell = view.page.elements[view.page.innermost(block.element, *CELLS)]
    beside = view.blocks[cell.start : min(cell.end, cell.start + MAX_CELL_BLOCKS)]
    return any(
        other is not block
        and view.left[other.index] >= MIN_TEXT_WORDS
        and other.ends_sentence
        and view.page.phrase_matches[other.index] is None
        for other in beside
    )


def _is_row_of_labels(view: KeptView, row: int) -> bool:
    """Return whether all kept cells of a row are labels: a single "search" or "tags" is a value."""
    row_element = view.page.elements[row]
    beside = [block for block in view.blocks[row_element.start : row_element.end] if view.mask[block.index]]
    heads = {view.page.innermost(block.element, *CELLS) for block in beside}
    if all(view.page.elements[head].tag == "th" for head in heads):
        return False
    return all(view.page.phrase_matches[block.index] is not None for block in beside)
