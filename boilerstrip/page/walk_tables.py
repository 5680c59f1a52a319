"""What the compiled walk is told of the package: types, constants, and what to ask where it cannot tell."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from boilerstrip import _kernels
from boilerstrip.page.block import Block, Element, Role, Run
from boilerstrip.page.code import LANGUAGE
from boilerstrip.page.elements import MAX_ANCHOR, MAX_TAG, open_element
from boilerstrip.page.footnotes import NOTE
from boilerstrip.page.furniture import (
    CONTROL_LETTERS,
    HIDING,
    MARK_TAGS,
    MAX_CONTROL,
    MAX_DOUBLE,
    MAX_HIDDEN,
    MAX_MARK,
    MAX_NAMES,
    MAX_NODES,
    MEANINGFUL_TAGS,
    TELLING_PARTS,
    hides,
    is_control_text,
    is_double_or_icon,
    is_furniture,
    read_names,
)
from boilerstrip.page.head import (
    MAX_HEAD_ADDRESS,
    MAX_NAME,
    MAX_STATED,
    names_author_or_time,
    names_license,
    names_tag,
)
from boilerstrip.page.images import MAX_SIGN, add_image, image_reader
from boilerstrip.page.kinds import INLINE, KIND_BY_TAG
from boilerstrip.page.model import Image
from boilerstrip.page.runs import ENDINGS, LINE_BREAK, join_runs, meet_as_word_and_number
from boilerstrip.page.tags import (
    BLOCK_LEVEL,
    CELLS,
    CLEANED,
    LINE_TAGS,
    MARKS,
    MAX_NESTED_MARKS,
    NESTING_MARKS,
    ROLE_BY_TAG,
    SCANNED_TAGS,
    SECTIONS,
    TIGHT_MARKS,
)
from boilerstrip.text.class_names import sorted_names
from boilerstrip.text.needles import Needles

# Texts with a comment between them are one up to this length: to join longer ones again and again is slow.
MAX_JOINED = 10_000
# White space between a bracket and what is left out behind it.
MAX_GAP = 50
# Links to a heading itself, which documentation puts at its end.
PERMALINKS = frozenset("¶#§🔗")
_KNOWN_TAGS = frozenset(
    {
        *KIND_BY_TAG,
        *"bdi bdo big cite data dfn font head ins label nobr noscript picture q small u var wbr".split(),
        *"circle clipPath defs g line linearGradient mask path polygon polyline rect stop symbol use".split(),
    }
)
# One of these is in each name of an author or a time.
_PEOPLE_AND_TIMES = Needles("date", "publish", "stamp", "byline", "by-line", "author", "creator")
# What an element has beside its class and address, of the attributes that the walk looks at, each as a bit.
_HAVING = {
    "id": 1,
    "name": 2,
    "style": 4,
    "rel": 8,
    **dict.fromkeys(("role", "itemtype", "itemprop", "hidden", "aria-hidden"), 16),
    NOTE: 32,
    LANGUAGE: 64,
    CLEANED: 128,
    "value": 256,
    **dict.fromkeys(("start", "type", "reversed"), 512),
    **dict.fromkeys(("colspan", "rowspan"), 1024),
}
# Which of these give an element a form, by its tag; notes are elements of any.
_FORMED_BY = {
    "ol": _HAVING["start"],
    "li": _HAVING["value"],
    **dict.fromkeys(CELLS, _HAVING["colspan"]),
    "pre": _HAVING[LANGUAGE],
    **dict.fromkeys(("article", "figcaption", "caption"), _HAVING[CLEANED]),
}


class TagFacts(NamedTuple):
    """What elements of one tag are: `kind` is one of `kinds`, `role` and `level` those of their Blocks."""

    name: str
    kind: int
    mark: str
    role: Role | None
    level: int
    is_section: bool
    # of the page's own making
    is_own: bool
    is_scanned: bool
    # a field of a form, which may be a box to tick
    is_input: bool
    # it holds a line of text
    is_line: bool
    # what may be a mark by which editors ask for something, or a link to the source
    may_be_mark: bool
    # which attributes give it a form
    formed_by: int
    # what is more than a part of a line of text
    is_meaningful: bool
    # formatting that counts once more within itself
    may_nest: bool


def read_tag(tag: str) -> TagFacts:
    """Return what elements of this tag are."""
    kind = KIND_BY_TAG.get(tag, INLINE)
    role, level = ROLE_BY_TAG.get(tag, (None, 0))
    return TagFacts(
        name=tag[:MAX_TAG],
        kind=kind,
        mark=MARKS.get(tag, ""),
        role=role,
        level=level,
        is_section=tag in SECTIONS,
        is_own=kind == INLINE and "-" in tag,
        is_scanned=tag in SCANNED_TAGS,
        is_input=tag == "input",
        is_line=tag in LINE_TAGS,
        may_be_mark=tag in MARK_TAGS,
        formed_by=_FORMED_BY.get(tag, 0),
        is_meaningful=tag in BLOCK_LEVEL or tag in MEANINGFUL_TAGS,
        may_nest=MARKS.get(tag) in NESTING_MARKS,
    )


@lru_cache(maxsize=4096)
def class_flags(class_names: str) -> int:
    """Return what the class of an inline element makes it, as one number; 0 without `TELLING_PARTS`."""
    names = read_names(class_names[:MAX_NAMES])
    is_metadata = _PEOPLE_AND_TIMES.are_in(class_names) and names_author_or_time(class_names)
    return (
        names.hides
        | names.is_font_or_edit << 1
        | names.is_anchor << 2
        | names.is_for_editors << 3
        | names.is_control << 4
        | (names.is_icon or "viewcode" in class_names[:MAX_NAMES]) << 5
        | is_metadata << 6
    )


def rel_names_metadata(rel: str) -> bool:
    """Return whether the `rel` of an inline element names the page's author, a time, its license or a tag."""
    return _rel_names_metadata(rel[:MAX_NAME])


@lru_cache(maxsize=256)
def _rel_names_metadata(rel: str) -> bool:
    return names_license(rel) or names_tag(rel) or names_author_or_time(rel)


class WalkTables(NamedTuple):
    """All of this, by the names that the compiled walk has for it."""

    element_type: type
    text_type: type
    data_type: type
    comment_type: type
    fragment_type: type
    node_type: type
    # it has the kernel for images, where it is there
    read_image: Callable[..., tuple[dict[str, str], str, bool]]
    record_types: tuple[type, type] = (Element, Block)
    run_type: type[Run] = Run
    line_break: Run = LINE_BREAK
    paragraph: Role = Role.PARAGRAPH
    code: Role = Role.CODE
    join_runs: Callable[[list[Run], bool], str] = join_runs
    meet_as_word_and_number: Callable[[str, str], bool] = meet_as_word_and_number
    open_element: Callable[..., Element] = open_element
    sorted_names: Callable[[str], str] = sorted_names
    may_tell: Callable[[str], bool] = TELLING_PARTS.look
    class_flags: Callable[[str], int] = class_flags
    may_hide: Callable[[str], bool] = HIDING.look
    style_hides: Callable[[str], bool] = hides
    rel_names_metadata: Callable[[str], bool] = rel_names_metadata
    is_control_text: Callable[[str], bool] = is_control_text
    is_furniture: Callable[..., bool] = is_furniture
    is_double_or_icon: Callable[..., bool] = is_double_or_icon
    read_tag: Callable[[str], TagFacts] = read_tag
    add_image: Callable[..., int] = add_image
    image_type: type[Image] = Image
    known_tags: frozenset[str] = _KNOWN_TAGS
    tight: frozenset[str] = TIGHT_MARKS
    endings: frozenset[str] = ENDINGS
    permalinks: frozenset[str] = PERMALINKS
    having: dict[str, int] = _HAVING
    control_letters: str = CONTROL_LETTERS
    max_joined: int = MAX_JOINED
    max_gap: int = MAX_GAP
    max_anchor: int = MAX_ANCHOR
    max_names: int = MAX_NAMES
    max_mark: int = MAX_MARK
    max_hidden: int = MAX_HIDDEN
    max_control: int = MAX_CONTROL
    max_double: int = MAX_DOUBLE
    max_nodes: int = MAX_NODES
    max_sign: int = MAX_SIGN
    max_stated: int = MAX_STATED
    max_address: int = MAX_HEAD_ADDRESS
    max_nested: int = MAX_NESTED_MARKS


@cache
def compiled_tables() -> Any:
    """Return what the compiled walk is handed; the parser is imported with the first page."""
    from turbohtml import CData, Comment, DocumentFragment, Element, Node, Text

    assert _kernels.walk is not None
    # once they have been called, they are those of the kernel
    TELLING_PARTS.are_in("")
    HIDING.are_in("")
    types = (Element, Text, CData, Comment, DocumentFragment, Node)
    return _kernels.walk.Tables(
        WalkTables(*types, image_reader(), may_tell=TELLING_PARTS.are_in, may_hide=HIDING.are_in)
    )
