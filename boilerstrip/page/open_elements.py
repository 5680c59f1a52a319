"""Headings and links that are never closed: by HTML's own rules, all that follows one stands in it."""

from __future__ import annotations

import re
from itertools import groupby, islice
from typing import TYPE_CHECKING

from boilerstrip import _kernels
from boilerstrip.page.tags import BLOCK_LEVEL, HEADINGS
from boilerstrip.text.patterns import lazy
from boilerstrip.text.whitespace import collapse

if TYPE_CHECKING:
    import turbohtml

# What is no part of any heading.
_BODY = frozenset({"p", "ul", "ol", "dl", "table", "blockquote", "pre"})
_MAY_HOLD_BODY = frozenset({"div", "br"})
_MAX_HEADINGS = 500
# Characters of a heading with boxes or broken lines in it that are the text under it.
_MIN_BODY = 300
# Elements in one that are looked at for what it holds.
_MAX_INSIDE = 100
# Formatting within formatting, left open too.
_MAX_DEPTH = 8
# The parts of an address that markup writes as they are.
_AS_WRITTEN = lazy(r"[\w/.:=#%+,~-]+", re.ASCII)
# Characters of text that no list or card makes a link of.
_MIN_TEXT = 60
_MAX_LINKS = 50
# Where a link begins or ends.
_LINK_TAG = lazy(r"<(/?)a(?=[\s/>])", re.IGNORECASE)


def close_headings(document: turbohtml.Document) -> None:
    """End each heading that is never closed where the first block in it begins, or the first line ends.

    It has words of its own, behind them a paragraph, list or table or long text in boxes or lines, and
    behind it comes nothing, or the next heading, which closed it. Other headings stay as they are.
    """
    # to find elements by one tag costs nothing, and by a list of tags as much as to look at all of them
    headings = [heading for tag in HEADINGS for heading in document.find_all(tag)]
    title = document.find("title")
    for heading in [one for one in headings if _holds_body(one)][:_MAX_HEADINGS]:
        if _is_closed(heading):
            continue
        after: turbohtml.Node = heading
        for node in _find_body(heading, title.text if title else ""):
            after.insert_after(node)
            after = node


def close_links(document: turbohtml.Document, markup: str) -> None:
    """End each link that is never closed where the element around it ends.

    The parser opens it again in every element up to the next link, so the tree has more of it than the
    markup has.
    """
    place = 0
    for first, *others in _find_repeated(document)[:_MAX_LINKS]:
        address = max(_AS_WRITTEN.findall(first.attr("href") or ""), key=len, default="")
        if not address:
            continue
        # groups come as the markup has them, so that it is looked through once
        found = _find_last_of(markup, address, len(others) + 1, place)
        if found < 0:
            found = _find_last_of(markup, address, len(others) + 1, 0)
        if found >= 0:
            place = found
            continue
        if _is_left_open(markup, address):
            for link in others:
                link.unwrap()


def _is_left_open(markup: str, address: str) -> bool:
    """Return whether a link with this address begins in the markup, and the next one before its end tag.

    A link that is closed may be around blocks in a paragraph, or have its address written in several ways.
    """
    for tag in re.finditer(rf"<a\s[^<>]*{re.escape(address)}", markup, re.IGNORECASE):
        following = _LINK_TAG.search(markup, tag.end())
        if following is None or not following[1]:
            return True
    return False


def _find_last_of(markup: str, address: str, times: int, start: int) -> int:
    """Return the place of the last of so many occurrences of an address from `start` on; -1 for fewer."""
    place = start - 1
    for _ in range(times):
        place = markup.find(address, place + 1)
        if place < 0:
            break
    return place


def _find_repeated(document: turbohtml.Document) -> list[list[turbohtml.Element]]:
    """Return links of one address that follow each other, if there is text in all but the first."""
    links = document.find_all("a")
    if _kernels.walk is not None:
        from turbohtml import Element

        found: list[list[turbohtml.Element]] = _kernels.walk.repeated_links(links, Element, _MIN_TEXT)
        return found
    same = (list(some) for address, some in groupby(links, lambda link: link.attr("href")) if address)
    return [some for some in same if sum(len(link.text) for link in some[1:]) > _MIN_TEXT]


def _holds_body(element: turbohtml.Element) -> bool:
    tags = {node.tag for node in islice(element.iter_elements(), _MAX_INSIDE)}
    return not _BODY.isdisjoint(tags) or (
        not _MAY_HOLD_BODY.isdisjoint(tags) and len(collapse(element.text)) > _MIN_BODY
    )


def _is_closed(heading: turbohtml.Element) -> bool:
    """Return whether there is text behind it, or another element, which an open heading would hold."""
    node = heading.next_sibling
    while node is not None:
        tag = getattr(node, "tag", "")
        if tag or node.text.strip():
            return tag not in HEADINGS
        node = node.next_sibling
    return False


def _find_body(heading: turbohtml.Element, title: str) -> list[turbohtml.Node]:
    """Return the nodes from the first block in a heading on, none if the heading begins with it.

    Without a block, what comes behind its first line is the text, and behind further lines of the title.
    """
    from turbohtml import Element

    has_blocks = any(node.tag == "div" or node.tag in _BODY for node in heading.iter_elements())
    has_words = False
    children = list(heading.children)
    behind: list[turbohtml.Node] = []
    for _ in range(_MAX_DEPTH):
        for i, node in enumerate(children):
            if not isinstance(node, Element):
                has_words = has_words or bool(node.text.strip())
            elif node.tag in BLOCK_LEVEL:
                return [*children[i:], *behind] if has_words else []
            elif node.tag == "br":
                line = "".join(following.text for following in children[i + 1 : i + 2]).strip()
                if has_words and not has_blocks and not (line and line in title):
                    return [*children[i:], *behind]
            elif _holds_body(node):
                # formatting that was left open too
                children, behind = list(node.children), [*children[i + 1 :], *behind]
                break
            else:
                has_words = has_words or bool(node.text.strip())
        else:
            break
    return []
