"""Headings that are never closed: to HTML's own rules, all that follows one stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boilerstrip.page.tags import BLOCK_LEVEL, HEADINGS

if TYPE_CHECKING:
    import turbohtml

_HEADINGS = ", ".join(HEADINGS)
# What is no part of any heading.
_BODY = "p, ul, ol, dl, table, blockquote, pre"
_MAX_HEADINGS = 500
# Formatting within formatting, left open too.
_MAX_DEPTH = 8


def close_headings(document: turbohtml.Document) -> None:
    """End each heading that is never closed where the first block in it begins.

    It has words of its own, behind them a paragraph, list or table, and behind it comes nothing, or the
    next heading, which closed it. Other headings stay as they are.
    """
    holding = [one for one in document.select(_HEADINGS) if one.select_one(_BODY) is not None]
    for heading in holding[:_MAX_HEADINGS]:
        if _is_closed(heading):
            continue
        after: turbohtml.Node = heading
        for node in _find_body(heading):
            after.insert_after(node)
            after = node


def _is_closed(heading: turbohtml.Element) -> bool:
    """Return whether there is text behind it, or another element, which an open heading would hold."""
    node = heading.next_sibling
    while node is not None:
        tag = getattr(node, "tag", "")
        if tag or node.text.strip():
            return tag not in HEADINGS
        node = node.next_sibling
    return False


def _find_body(heading: turbohtml.Element) -> list[turbohtml.Node]:
    """Return the nodes from the first block in a heading on; none if the heading begins with it."""
    from turbohtml import Element

    has_words = False
    children = list(heading.children)
    behind: list[turbohtml.Node] = []
    for _ in range(_MAX_DEPTH):
        for i, node in enumerate(children):
            if not isinstance(node, Element):
                has_words = has_words or bool(node.text.strip())
            elif node.tag in BLOCK_LEVEL:
                return [*children[i:], *behind] if has_words else []
            elif node.select_one(_BODY) is not None:
                # formatting that was left open too
                children, behind = list(node.children), [*children[i + 1 :], *behind]
                break
            else:
                has_words = has_words or bool(node.text.strip())
        else:
            break
    return []
