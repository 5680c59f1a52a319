"""A body's HTML as a tree: filtered, as text with a line a block, and in trafilatura's XML vocabulary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import lxml.html
from lxml import etree

from boilerstrip.errors import OptionError
from boilerstrip.input.decode import decode
from boilerstrip.render.markdown import to_markdown

# Typed by name only: lxml has no types of its own.
Tree = Any

# The segments that are tested for duplicates.
_SEGMENTS = ("p", "li", "dt", "dd", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6")
# Element names and attributes of trafilatura's XML for those of HTML.
_XML = {
    **{f"h{level}": ("head", {"rend": f"h{level}"}) for level in range(1, 7)},
    **{tag: ("list", {"rend": tag}) for tag in ("ul", "ol", "dl")},
    "li": ("item", {}),
    "dt": ("item", {"rend": "dt"}),
    "dd": ("item", {"rend": "dd"}),
    "p": ("p", {}),
    "figcaption": ("p", {}),
    "blockquote": ("quote", {}),
    "pre": ("code", {}),
    "code": ("code", {}),
    "table": ("table", {}),
    "tr": ("row", {}),
    "td": ("cell", {}),
    "th": ("cell", {"role": "head"}),
    "strong": ("hi", {"rend": "#b"}),
    "em": ("hi", {"rend": "#i"}),
    "sub": ("hi", {"rend": "#sub"}),
    "sup": ("hi", {"rend": "#sup"}),
    "del": ("del", {"rend": "overstrike"}),
    "br": ("lb", {}),
}
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PRUNED = "pruned-element"
_INLINE = frozenset({"hi", "del", "ref", "lb", "graphic", "code"})


def printable(text: str) -> str:
    """Return a text without characters that are invalid in XML."""
    return _UNPRINTABLE.sub("", text)


def load_tree(page: str | bytes) -> Tree:
    """Parse a page with lxml, whatever its encoding.

    Raises:
        OptionError: there is no markup in it.

    """
    text = decode(page) if isinstance(page, bytes) else page
    try:
        # as bytes, since lxml refuses a str that declares an encoding
        return lxml.html.document_fromstring(
            text.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except (etree.LxmlError, ValueError) as error:
        raise OptionError(f"lxml cannot parse the page: {error}") from error


def to_markup(tree: Tree) -> str:
    """Serialize a tree as HTML."""
    return str(lxml.html.tostring(tree, encoding="unicode"))


def prune(tree: Tree, expressions: list[str]) -> None:
    """Remove the elements that XPath expressions find, and keep the text behind them.

    Raises:
        OptionError: an expression is not XPath, or finds something that is not an element.

    """
    for expression in expressions:
        try:
            elements = tree.xpath(expression)
        except etree.XPathError as error:
            raise OptionError(f"prune_xpath: {expression!r}: {error}") from error
        if not isinstance(elements, list) or not all(isinstance(node, etree._Element) for node in elements):
            raise OptionError(f"prune_xpath: {expression!r} does not select elements")
        for node in elements:
            if node is not tree:
                node.tag = _PRUNED
    # joined once, since repeated concatenation takes quadratic time
    etree.strip_elements(tree, _PRUNED, with_tail=False)


def body_tree(html: str, *, is_duplicate: Callable[[str], bool] | None = None) -> Tree:
    """Parse a body's HTML without the segments that are duplicates; an empty `article` for an empty body."""
    tree = lxml.html.fragment_fromstring(printable(html)) if html else lxml.html.Element("article")
    tree.attrib.clear()
    if is_duplicate:
        for segment in list(tree.iter(*_SEGMENTS)):
            inner = next(segment.iterdescendants(*_SEGMENTS), None)
            if inner is None and is_duplicate(" ".join(segment.text_content().split())):
                segment.drop_tree()
    return tree


def strip_raised(tree: Tree) -> None:
    """Unwrap raised and lowered text in a body."""
    etree.strip_tags(tree, "sub", "sup")


def tree_to_markdown(tree: Tree) -> str:
    """Return a filtered body as Markdown."""
    return to_markdown(to_markup(tree))


def to_xml(tree: Tree, *, name: str = "body") -> Tree:
    """Return a filtered body in trafilatura's XML vocabulary, from `p` and `head` to `hi` and `ref`."""
    source = deepcopy(tree)
    known = {"a", "img", *_XML}
    etree.strip_tags(source, *{element.tag for element in source.iterdescendants()} - known)
    body = etree.Element(name)
    _convert(source, body)
    _wrap_loose(body)
    return body


def paragraphs(text: str, *, name: str = "body") -> Tree:
    """Return an element with a `p` for each line of a text."""
    body = etree.Element(name)
    for line in text.splitlines():
        if line.strip():
            etree.SubElement(body, "p").text = printable(line.strip())
    return body


def _convert(source: Tree, target: Tree) -> None:
    """Append the content of an HTML element to an XML element."""
    _append_text(target, source.text)
    for child in source:
        if child.tag == "a":
            _convert(child, etree.SubElement(target, "ref", {"target": child.get("href", "")}))
        elif child.tag == "img":
            etree.SubElement(target, "graphic", {"src": child.get("src", ""), "alt": child.get("alt", "")})
        elif child.tag in ("code", "pre"):
            # nested code is one element
            etree.SubElement(target, "code").text = child.text_content()
        else:
            tag, attributes = _XML[child.tag]
            _convert(child, etree.SubElement(target, tag, attributes))
        _append_text(target, child.tail)


def _append_text(target: Tree, text: str | None) -> None:
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def _wrap_loose(body: Tree) -> None:
    """Wrap text and inline elements directly in the body into paragraphs; code is a block there."""
    if body.text and body.text.strip():
        first = etree.Element("p")
        first.text = body.text
        body.insert(0, first)
    body.text = None
    for child in list(body):
        last = child
        if child.tag in _INLINE - {"code"}:
            last = etree.Element("p")
            body.replace(child, last)
            # its tail comes with it
            last.append(child)
        elif child.tail and child.tail.strip():
            loose = etree.Element("p")
            loose.text = child.tail
            last.tail = None
            last.addnext(loose)
        last.tail = None


def to_lines(body: Tree) -> str:
    """Return an XML body as text: a line a block, "- " before items, pipes between cells."""
    return "\n".join(line for line in _lines(body) if line.strip())


def _lines(element: Tree, indent: str = "") -> Iterator[str]:
    for child in element:
        if child.tag == "list":
            yield from _list_lines(child, indent)
        elif child.tag == "table":
            yield from _table_lines(child)
        elif child.tag == "code":
            yield child.text or ""
        elif child.tag == "quote":
            yield from _inner_lines(child, indent)
        else:
            yield indent + _inline(child)


def _list_lines(items: Tree, indent: str) -> Iterator[str]:
    for item in items:
        if item.tag != "item":
            yield from _lines([item], indent)
            continue
        first, *more = list(_inner_lines(item, "")) or [""]
        if first:
            yield f"{indent}- {first}"
        yield from (f"{indent}  {line}" for line in more)


def _inner_lines(element: Tree, indent: str) -> Iterator[str]:
    """Iterate over the lines of an element that has inline text, blocks, or both."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _INLINE:
            loose += [_inline_of(child), child.tail or ""]
            continue
        yield from _flushed(loose, indent)
        yield from _lines([child], indent)
        loose = [child.tail or ""]
    yield from _flushed(loose, indent)


def _flushed(loose: list[str], indent: str) -> Iterator[str]:
    text = "".join(loose).strip()
    if text:
        yield indent + text


def _table_lines(table: Tree) -> Iterator[str]:
    for number, row in enumerate(table.iter("row")):
        cells = [" ".join("".join(cell.itertext()).split()).replace("|", "\\|") for cell in row.iter("cell")]
        if cells:
            yield f"| {' | '.join(cells)} |"
        if number == 0 and any(cell.get("role") == "head" for cell in row):
            yield "|---" * len(cells) + "|"


def _inline(element: Tree) -> str:
    """Return the text of a block with links and images in Markdown."""
    pieces = [element.text or ""]
    for child in element:
        pieces += [_inline_of(child), child.tail or ""]
    return "".join(pieces).strip()


def _inline_of(child: Tree) -> str:
    if child.tag == "lb":
        return "\n"
    if child.tag == "graphic":
        return f"![{child.get('alt', '')}]({child.get('src', '')})"
    text = _inline(child) if child.tag != "code" else child.text or ""
    return f"[{text}]({child.get('target')})" if child.tag == "ref" and child.get("target") else text
