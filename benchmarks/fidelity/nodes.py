"""Nodes of a parsed document: what is in them, around them, and said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import turbohtml

SILENT = frozenset({"script", "style", "template", "noscript"})


def elements_in(root: turbohtml.Node) -> Iterator[turbohtml.Element]:
    """The elements within another, in the order of the document; nothing of scripts and styles."""
    stack = list(reversed(list(root.children)))
    while stack:
        node = stack.pop()
        if isinstance(node, turbohtml.Element) and node.tag not in SILENT:
            yield node
            stack.extend(reversed(list(node.children)))


def children_of(element: turbohtml.Element, *tags: str) -> list[turbohtml.Element]:
    """The children of these tags."""
    return [child for child in element.children if isinstance(child, turbohtml.Element) and child.tag in tags]


def ancestors_of(node: turbohtml.Node) -> Iterator[turbohtml.Element]:
    """The elements around a node, the innermost first."""
    around = node.parent
    while isinstance(around, turbohtml.Element):
        yield around
        around = around.parent


def texts_in(element: turbohtml.Element, is_left_out: Callable[[turbohtml.Element], bool]) -> Iterator[str]:
    """The texts within an element, without elements that are left out; a line break for `br`."""
    stack = list(reversed(list(element.children)))
    while stack:
        node = stack.pop()
        if isinstance(node, turbohtml.Element):
            if node.tag == "br":
                yield "\n"
            elif node.tag not in SILENT and not is_left_out(node):
                stack.extend(reversed(list(node.children)))
        elif isinstance(node, turbohtml.Text | turbohtml.CData):
            yield node.data


def texts_of(root: turbohtml.Node) -> Iterator[turbohtml.Text]:
    """The texts of a document as nodes, in its order; nothing of scripts and styles."""
    stack = list(reversed(list(root.children)))
    while stack:
        node = stack.pop()
        if isinstance(node, turbohtml.Text):
            yield node
        elif not isinstance(node, turbohtml.Element) or node.tag not in SILENT:
            stack.extend(reversed(list(node.children)))


def attribute(element: turbohtml.Element, name: str) -> str:
    """An attribute's value; empty where there is none."""
    value = element.attr(name)
    return value if isinstance(value, str) else " ".join(value or ())
