"""Pages that came in pieces: what was sent late is put where it belongs.

React's servers send a page as far as it is ready, a template where something is missing. What comes later
stands at the end of the page in a hidden element, with a call that puts it in the template's place. Nothing
runs such calls here, so their effect is had without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    import turbohtml

# "$RC" and "$RR" put the second in the place of the first, "$RS" the first in the place of the second.
_CALL = lazy(r'\$R([CRS])\("([^"<]{1,99})","([^"<]{1,99})"')
_CALLED = Needles('$RC("', '$RR("', '$RS("', is_exact=True)
# Of real pages the most have sixty pieces, and hardly anything stands in for one until it comes.
_MAX_PIECES = 2000
_MAX_STAND_INS = 200

Swap = tuple[str, str]


def find_streamed_swaps(markup: str) -> list[Swap]:
    """Moves that the page's scripts would make, in order: ids of the template and the hidden element."""
    # pages with templates are many, and those sent in pieces few
    if not _CALLED.are_in(markup):
        return []
    calls = islice(_CALL.finditer(markup), _MAX_PIECES)
    return [(call[3], call[2]) if call[1] == "S" else (call[2], call[3]) for call in calls]


def apply_streamed_swaps(document: turbohtml.Document, swaps: Sequence[Swap]) -> None:
    """Move the pieces of a page; one that is not there, or that would hold itself, stays where it is."""
    named = {node.attr("id"): node for node in document.select("template[id], [hidden][id]")}
    for template_id, content_id in swaps:
        placeholder, content = named.get(template_id), named.get(content_id)
        if placeholder is None or content is None or placeholder.tag != "template":
            continue
        if placeholder.parent is None or content in placeholder.ancestors:
            continue
        stand_ins = _stand_ins(placeholder)
        placeholder.replace_with(*content.children)
        for node in (*stand_ins, content):
            node.extract()


def _stand_ins(placeholder: turbohtml.Element) -> list[turbohtml.Node]:
    """Nodes shown until the piece arrives: all up to the comment that closes the boundary."""
    from turbohtml import Comment

    found: list[turbohtml.Node] = []
    depth = 0
    for node in islice(placeholder.next_siblings, _MAX_STAND_INS):
        if isinstance(node, Comment):
            depth += node.data.startswith("$") - (node.data == "/$")
            if depth < 0:
                return found
        found.append(node)
    return []
