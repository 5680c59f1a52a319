"""What shows at one look that a page has forms which hardly any page has: most are spared the search.

To look up elements by a tag of HTML, with an attribute or not, costs nothing: the parser keeps them by tag.
For a class name or an attribute alone it looks at all elements, and a search of the markup takes even longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, cast

from boilerstrip.text.needles import Needles

if TYPE_CHECKING:
    import turbohtml

# Elements whose style is about white space.
STYLED = "[style*=white-space]"
# Elements that have TeX in an attribute, and those that are notes or hold them by what is not their class.
WITH_TEX = "[data-tex], [data-latex], [data-formula]"
OTHER_NOTES = "[role^=doc-], #footnotes"
# What is looked up by attributes alone, or by a tag of a page's own, which the parser does not keep either.
_LOOKED_UP = (STYLED, f"{WITH_TEX}, mjx-container", OTHER_NOTES)
# as one selector, which takes the parser less than a list of them
_RARE = f":is({', '.join(_LOOKED_UP)})"
# Parts of class names, in small letters: of boxes with notes and tips, lines that have a box each, poems.
BOXES = Needles("admonitionblock", "callout")
LINES = Needles("line-block")
VERSES = Needles("poem", "verse", "lyrics", "poetry", "stanza", "wp-block-verse", "lyric", "strophe")
# Editors that show a page's code; listings and fonts of LaTeXML.
EDITORS = Needles("codemirror-code", "cm-content", "view-lines", "ace_text-layer")
LATEX_LISTINGS = Needles("ltx_listing")
# Listings with a box for each line.
FRAGMENTS = Needles("fragment")
LATEX_FONTS = Needles("ltx_font_")
FORMULAS = Needles("math", "latex-rendered", "katex", "mjx-", "mjxc-", "matex", "tex2jax")
# Lists of Google Docs and of Word, tasks, lists of one item each, bullets in elements of their own.
LEVELS = Needles("lst-")
WORD_LISTS = Needles("msolist")
TASKS = Needles("checkbox-o", "task-list")
SINGLE_ITEMS = Needles("bulleted-list", "numbered-list", "to-do-list")
BULLETS = Needles("bullet", "ltx_tag_item", "list-marker", "list-label", "item-marker")
# Links of headings back to the table of contents.
BACK_LINKS = Needles("toc-backref")
# Rows of tabs above listings.
TABS = Needles("tabbed-labels", "vp-code-group")
# What may be code.
CODE = Needles("code")
# Text that a class raises or lowers.
RAISED = Needles("superscript", "subscript")
# Notes amid a sentence, and notes and lists of them.
INLINE_NOTES = Needles("ltx_note", "sidenote", "marginnote", "inline-footnote", "footnotes-footnote")
PLUGIN_NOTES = Needles("footnote_plugin_")
NOTES = Needles("footnote", "endnote", "references", "reflist", *INLINE_NOTES.words)
_GROUPS = (
    BOXES, LINES, VERSES, EDITORS, FRAGMENTS, LATEX_LISTINGS, LATEX_FONTS, FORMULAS, LEVELS, WORD_LISTS,
    TASKS, SINGLE_ITEMS, BULLETS, BACK_LINKS, TABS, CODE, RAISED, NOTES, PLUGIN_NOTES,
)  # fmt: skip
_KNOWN = Needles(*{word for group in _GROUPS for word in group.words})


class Traces(NamedTuple):
    """What may be found on a page; what is not told here is not there."""

    # the class attributes that have any of the parts above, in capitals or not, and those parts
    class_names: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    # whether there are elements of `STYLED`, of `WITH_TEX` or MathJax, of `OTHER_NOTES`
    is_styled: bool = False
    has_tex: bool = False
    has_other_notes: bool = False

    def has_name(self, parts: Needles) -> bool:
        """Return whether any class name has one of these parts, of those listed in this module."""
        return not self.parts.isdisjoint(parts.words)

    def words(self) -> list[str]:
        """Return all names beside which, or in which, a part was found, in small letters."""
        return " ".join(self.class_names).lower().split()

    def has_word(self, words: Needles) -> bool:
        """Return whether one of these is a class name as it stands: "inline-block" has "line-block" in it."""
        return self.has_name(words) and not set(words.words).isdisjoint(self.words())


def look(document: turbohtml.Document) -> Traces:
    """Return what may be found on the page of this tree."""
    class_names = cast("list[str]", document.xpath("/descendant::*/@class"))
    named = frozenset(_KNOWN.those_with(class_names))
    rest = _LOOKED_UP if document.select_one(_RARE) is not None else ()
    return Traces(
        named,
        _KNOWN.found_in(list(named)),
        *(document.select_one(selector) is not None for selector in rest),
    )


def has_one(document: turbohtml.Document, selectors: Iterable[str]) -> bool:
    """Return whether any of these selectors, each with a tag of HTML, selects something."""
    # of a list in one, the parser looks at all elements
    return any(document.select_one(selector) is not None for selector in selectors)
