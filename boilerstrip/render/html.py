"""Kept Blocks as sanitised HTML, built from the Blocks and from nothing else of the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from boilerstrip.page import Block, Page
from boilerstrip.page.footnotes import NoteLinks
from boilerstrip.page.mathml import MATHML_ATTRIBUTES, MATHML_TAGS
from boilerstrip.page.tags import CLEANED
from boilerstrip.render.writer import ALL, Markup, Writer

if TYPE_CHECKING:
    from turbohtml.clean import Sanitizer

_TAGS = (
    frozenset(
        """
    article p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th tbody thead caption blockquote figure
    figcaption pre code strong em sub sup del ins mark a br img hr details summary ruby rt input section span
    div
    """.split()
    )
    | MATHML_TAGS
)
# What may carry the id that a link in the body leads to.
_ANCHORED = "h1 h2 h3 h4 h5 h6 ul dl dt dd table tr figure figcaption details span pre".split()
# What elements may have, by their tag. What gives them a form is all written below: none of it comes from the
# page as it is.
_ATTRIBUTES = {
    **dict.fromkeys(_ANCHORED, frozenset({"id"})),
    "a": frozenset({"href", "id"}),
    "img": frozenset({"src", "alt"}),
    "ol": frozenset({"start", "type", "reversed", "id"}),
    "td": frozenset({"colspan", "rowspan", "id"}),
    "th": frozenset({"colspan", "rowspan", "id"}),
    "article": frozenset({CLEANED}),
    "figcaption": frozenset({CLEANED, "id"}),
    "caption": frozenset({CLEANED}),
    "p": frozenset({"class", "id"}),
    "li": frozenset({"value", "id"}),
    "code": frozenset({"class"}),
    "blockquote": frozenset({"class", "id"}),
    "div": frozenset({"class", "id"}),
    "input": frozenset({"type", "checked", "disabled"}),
    "section": frozenset({"role"}),
    **dict.fromkeys(MATHML_TAGS, MATHML_ATTRIBUTES),
}


def to_html(page: Page, blocks: Sequence[Block], markup: Markup = ALL, notes: NoteLinks | None = None) -> str:
    """The body as one `article` element without scripts, styles, handlers or unsafe addresses.

    Links and image addresses are absolute where the page's own address is known; links to what is in the
    body stay within it. The images of the body stand where they do on the page, each with its caption. The
    article carries the attribute by which boilerstrip knows its own work again.
    """
    notes = notes if notes is not None else NoteLinks(page.footnotes)
    body = "".join(Writer(page, blocks, markup, notes).pieces())
    return _sanitizer().sanitize(f'<article {CLEANED}="1">{body}</article>')


@cache
def _sanitizer() -> Sanitizer:
    from turbohtml.clean import OnDisallowed, Policy, Sanitizer

    # a second wall: the markup below is safe by construction, this holds if it ever is not
    return Sanitizer(
        Policy(
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes=frozenset({"http", "https", "mailto"}),
            allow_fragment_urls=True,
            on_disallowed_tag=OnDisallowed.STRIP,
        )
    )
