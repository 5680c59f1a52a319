"""Nodes of drawn pages, and their serialisation as valid or faulty HTML."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

BLOCKS = frozenset(
    """
    article aside blockquote body div footer form h1 h2 h3 h4 head header html li main meta nav ol p pre
    section style table td title tr ul
    """.split()
)
VOID = frozenset({"br", "input", "meta"})
# Elements whose end tag may be omitted if one of these follows, or nothing. A table is not
# among them: behind a paragraph it becomes part of it on pages without a doctype.
_IMPLIED_ENDS = {
    "p": frozenset(
        "article aside blockquote div footer form h1 h2 h3 header main nav ol p section ul".split()
    ),
    "li": frozenset({"li"}),
    "td": frozenset({"td"}),
    "tr": frozenset({"tr"}),
}
# Faults in markup that make no difference in a browser.
FAULTS = (
    "end tags left out", "attributes unquoted", "attributes given twice", "tags in capitals",
    "stray end tags", "formatting crossed", "frame left out",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """An element: its tag, content and attributes."""

    tag: str
    children: tuple[Node | str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_block(self) -> bool:
        """Return whether it is a block-level element."""
        return self.tag in BLOCKS

    @property
    def holds_blocks(self) -> bool:
        """Return whether it has a block-level child."""
        return any(isinstance(child, Node) and child.is_block for child in self.children)

    def texts(self) -> Iterator[str]:
        """Return the texts inside it that are not blank, one for each element."""
        for child in self.children:
            if isinstance(child, Node):
                yield from child.texts()
            elif any(char.isalnum() for char in child):
                yield child.strip()


def node(tag: str, *children: Node | str, **attributes: str) -> Node:
    """Return a node; an underscore at the end of an attribute's name, as in `class_`, is removed."""
    return Node(tag, children, {name.rstrip("_"): value for name, value in attributes.items()})


def document(root: Node, faults: Collection[str] = ()) -> str:
    """Return a document with some of `FAULTS`; a browser shows the same text without them."""
    if "frame left out" in faults:
        contents = [part for child in root.children if isinstance(child, Node) for part in child.children]
        return "\n".join(written(part, faults) for part in contents) + "\n"
    doctype = "<!DOCTYPE html>\n"
    return doctype + written(root, faults) + "\n"


def written(part: Node | str, faults: Collection[str] = (), following: Node | str | None = None) -> str:
    """Return a node or text as HTML; `following` is its next sibling."""
    if isinstance(part, str):
        return escape(part, quote=False)
    tag = part.tag.upper() if "tags in capitals" in faults else part.tag
    start = f"<{tag}{_attributes(part, faults)}>"
    if part.tag in VOID:
        return start
    inside = _contents(part, faults)
    if "formatting crossed" in faults and part.tag in ("b", "strong") and "<" not in inside:
        half = len(inside) // 2
        italic = "I" if tag.isupper() else "i"
        return f"{start}{inside[:half]}<{italic}>{inside[half:]}</{tag}></{italic}>"
    if "stray end tags" in faults and part.tag in ("div", "li", "ul"):
        inside += "</b></i></span>"
    if "end tags left out" in faults and _end_is_implied(part, following):
        return start + inside
    return f"{start}{inside}</{tag}>"


def _contents(part: Node, faults: Collection[str]) -> str:
    if part.tag == "style":
        return "".join(child for child in part.children if isinstance(child, str))
    pieces: list[str] = []
    for child, following in zip(part.children, (*part.children[1:], None), strict=True):
        if isinstance(child, Node) and (child.is_block or child.tag == "br"):
            pieces.append("\n")
        pieces.append(written(child, faults, following))
    return "".join(pieces) + ("\n" if part.holds_blocks else "")


def _end_is_implied(part: Node, following: Node | str | None) -> bool:
    closers = _IMPLIED_ENDS.get(part.tag)
    if closers is None:
        return False
    return following is None or (isinstance(following, Node) and following.tag in closers)


def _attributes(part: Node, faults: Collection[str]) -> str:
    pieces = []
    for name, value in part.attributes.items():
        bare = "attributes unquoted" in faults and value.replace("-", "").isalnum()
        quoted = value if bare else f'"{escape(value)}"'
        pieces.append(f" {name}={quoted}")
        if "attributes given twice" in faults:
            pieces.append(f' {name}="twice"')  # the first one counts
    return "".join(pieces)
