"""Notes about an author below a text, which no class name or phrase tells of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page import Block, Role
from boilerstrip.text.patterns import lazy

# Words of a note, and notes below one text.
_MAX_WORDS, _MAX_NOTES = 60, 3
# Words of a text with notes: on a shorter page, as of an event, the last paragraphs say who comes.
_MIN_TEXT = 100
# Words of a name, and words behind it that say what somebody is.
_MIN_NAME, _MAX_NAME, _MAX_BEHIND = 2, 5, 16
_IS = frozenset("is are was ist sind war est sont es son è sono é são jest są är er on bir — –".split())
_WRITES = frozenset(
    "writes covers reports schreibt berichtet écrit couvre escribe cubre scrive segue escreve cobre pisze"
    " skriver schrijft kirjoittaa píše пишет пише".split()
)
_HAS_WRITTEN = ("has written", "has been writing", "hat für", "a écrit", "ha escrito", "ha scritto")
_PARTICLES = frozenset(
    "de del della di da dos du la le van von der den ten bin al el y e and und et &".split()
)
_TRADE = lazy(
    r"\b(?:reporter|journalist|editor\b|writer|author|columnist|correspondent|contributor|blogger|freelance"
    r"|professor|lecturer|researcher|fellow\b|historian|redakteur|autor\b|autorin|korrespondent|volontär"
    r"|journaliste|rédact|écrivain|correspondant|chroniqu|periodista|redactor|escritor|colaborador|corresponsal"
    r"|giornalist|redattor|scrittor|jornalist|repórter|escritora|colunista|verslaggever|redacteur|schrijver"
    r"|dziennikar|redaktor|publicyst|skribent|redaktör|toimittaja|novinář|újságíró|журналист|корреспондент|редактор|обозреватель|журналіст|кореспондент)"
)


def propose_author_notes(view: KeptView) -> Iterator[Proposal]:
    """Propose the last paragraphs of a text that say what somebody is whom the text does not name.

    Below a heading they are a section of the text: "On stage".
    """
    notes: list[Block] = []
    for block in islice(_last_texts(view), _MAX_NOTES):
        name = _name_in_note(block)
        if not name or _is_named_above(view, block, name) or view.kept_words[block.index] < _MIN_TEXT:
            break
        notes.append(block)
    if notes and not view.blocks[notes[-1].index - 1].level:
        for block in notes:
            yield Proposal(block.index, block.index + 1, "note about an author")


def _last_texts(view: KeptView) -> Iterator[Block]:
    """Iterate over the kept Blocks with words, the last first."""
    return (block for block in reversed(view.blocks) if view.left[block.index])


def _name_in_note(block: Block) -> str:
    """Return the last word of the name that a paragraph such as "Ann Lee is a reporter" begins with."""
    if block.role is not Role.PARAGRAPH or block.words > _MAX_WORDS or not block.ends_sentence:
        return ""
    words = block.text.split()
    end = 0
    while end < len(words) and (words[end][0].isupper() or words[end] in _PARTICLES):
        end += 1
    if not _MIN_NAME <= end <= _MAX_NAME or end == len(words):
        return ""
    behind = " ".join(words[end : end + _MAX_BEHIND]).lower()
    is_author = words[end] in _WRITES or behind.startswith(_HAS_WRITTEN)
    is_author = is_author or (words[end] in _IS and _TRADE.search(behind) is not None)
    return words[end - 1] if is_author else ""


def _is_named_above(view: KeptView, note: Block, name: str) -> bool:
    """Return whether the text above a note has a name in it."""
    return any(view.left[b.index] and name in b.text for b in view.blocks[: note.index])
