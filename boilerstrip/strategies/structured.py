"""What the page says is its body: JSON-LD, microdata, and the state that applications embed.

schema.org gives the names (`articleBody`, `reviewBody`, `text`, `recipeInstructions`, ...).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from boilerstrip.page import Page, objects, parse_json, plain_text
from boilerstrip.words import count_words

# A shorter text is a description of the body, not the body.
MIN_WORDS = 50
# In application state any object may have these; the longest such text is taken for the body.
_STATE_KEYS = ("articleBody", "body", "content", "text", "html")
_BODY_PROPERTIES = ("articlebody", "reviewbody", "recipeinstructions", "text", "description")
_POSTS = re.compile(r"DiscussionForumPosting|Question|Answer|Comment|SocialMediaPosting", re.IGNORECASE)
_MAX_STATE_TEXT = 1_000_000
_ASSIGNED = re.compile(r"^[^{\[]{0,200}?=\s*(?=[{\[])")


def propose(page: Page) -> str | list[bool]:
    """The embedded body text, or else the Blocks that microdata marks as the body."""
    return embedded_text(page) or _microdata_mask(page)


def embedded_text(page: Page) -> str:
    """The body as the page embeds it as data, as plain text; empty where it does not."""
    if page.embedded_text is None:
        page.embedded_text = _find(page)
    return page.embedded_text


def _find(page: Page) -> str:
    text = "\n\n".join(_json_ld_texts(page))
    if count_words(text) < MIN_WORDS:
        # only the longest: an application may hold thousands of texts
        text = plain_text(max(_state_texts(page), key=len, default=""))
    return text if count_words(text) >= MIN_WORDS else ""


def _json_ld_texts(page: Page) -> Iterator[str]:
    for item in page.json_ld:
        if isinstance(body := item.get("articleBody"), str):
            yield plain_text(body)
        elif _POSTS.search(str(item.get("@type", ""))) and isinstance(post := item.get("text"), str):
            yield plain_text(post)


def _state_texts(page: Page) -> Iterator[str]:
    for source in page.head.state:
        for item in objects(parse_json(_ASSIGNED.sub("", source.strip(), count=1))):
            for key in _STATE_KEYS:
                if isinstance(text := item.get(key), str) and len(text) <= _MAX_STATE_TEXT:
                    yield text


def _microdata_mask(page: Page) -> list[bool]:
    mask = [False] * len(page.blocks)
    for wanted in _BODY_PROPERTIES:
        marked = [e for e in page.elements if wanted in e.itemprop.lower().split()]
        for element in marked:
            mask[element.start : element.end] = [True] * (element.end - element.start)
        if sum(block.words for block, kept in zip(page.blocks, mask, strict=True) if kept) >= MIN_WORDS:
            return mask
    return [False] * len(page.blocks)


def embed(page: Page) -> None:
    """Give the page Blocks for a body that it holds as data alone and shows nowhere as markup."""
    if not page.head.json_ld and not page.head.state:
        return
    text = embedded_text(page)
    if not text or _shown(page, text):
        return
    element: Any = page.add_element("script")
    for paragraph in re.split(r"\n\s*\n", text):
        if paragraph := paragraph.strip():
            page.add_block(paragraph, element.index)
    element.end = len(page.blocks)


def _shown(page: Page, text: str) -> bool:
    """Whether the visible Blocks have half as many words in all as the embedded body.

    Where they have, the body is most likely among them; alignment then finds it.
    """
    return 2 * sum(block.words - block.link_words for block in page.blocks) >= count_words(text)
