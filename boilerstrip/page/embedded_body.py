"""A body that the page embeds as data: in JSON-LD, or in the state that applications embed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from boilerstrip.limits import Limits
from boilerstrip.page.block import Run
from boilerstrip.page.embedded_json import longest_text, may_hold_text, objects, parse_json, read_json
from boilerstrip.page.fragments import plain_text
from boilerstrip.page.model import PageModel
from boilerstrip.page.scripts import PARAGRAPHS
from boilerstrip.text.patterns import lazy
from boilerstrip.text.sentences import ends_sentence
from boilerstrip.text.whitespace import collapse
from boilerstrip.text.words import count_words

# A shorter text is a description of the body, not the body.
MIN_WORDS = 50
# So many words have more characters, in any script.
_MIN_CHARACTERS = 60
# In application state any object may have such keys; the longest text of all is taken for the body.
_STATE_KEY = lazy(r"body|content|html|text|paragraph|story", re.IGNORECASE)
_POSTS = lazy(r"DiscussionForumPosting|Question|Answer|Comment|SocialMediaPosting", re.IGNORECASE)
_MAX_STATE_TEXT = 1_000_000
# Keys of the type and of the text of a paragraph or such where editors write a body as a list of these; the
# least length of such a list, and objects that one of them is made of. `nodeType` is none of them: shops have
# their conditions in such lists, and hardly anything else that is as long.
_TYPES = ("type", "_type", "__typename", "kind")
_TEXTS = frozenset({"text", "content", "value", "html"})
_MIN_PARTS, _MAX_RUNS = 2, 100
_MAX_KEY = 1_000
# A page that shows less than this is the shell of an application: what its scripts hold is its body.
_EMPTY_WORDS = 100
# Where a value begins in a script, and how many are tried.
_VALUE = lazy(r"[=(,]\s*(?=[{\[])")
_MAX_VALUES = 20
# Characters of a text that are counted first.
_BEGINNING = 2_000
# What it takes to look at a text at all, in characters.
_COST = 400
_ASSIGNED = lazy(r"^[^{\[]{0,200}?=\s*(?=[{\[])")


def embedded_text(page: PageModel) -> str:
    """The body as the page embeds it as data, as plain text; empty where it does not."""
    if page.embedded_text is None:
        page.embedded_text = _stated(page) or _in_state(page)
    return page.embedded_text


def _stated(page: PageModel) -> str:
    """The body by JSON-LD, which names it as such."""
    # each once: several scripts may hold the same article
    return _long(dict.fromkeys(_within(page.limits.text, _json_ld_texts(page))))


def _in_state(page: PageModel) -> str:
    """The longest text that the page's application holds: it may hold thousands."""
    text = _longest_in_state(page)
    if _is_shell(page):
        in_parts = max(_within(page.limits.text, _texts_in_parts(page)), key=len, default="")
        if len(in_parts) > len(text):
            text = _long([in_parts])
        text = text or _long([plain_text(max(_script_texts(page), key=len, default=""), page.limits)])
    return text


def _long(texts: Iterable[str]) -> str:
    """The texts in one, if they are long enough for a body."""
    text = "\n\n".join(texts)
    # most that are tell by how they begin
    is_long = count_words(text[:_BEGINNING]) >= MIN_WORDS
    return text if is_long or (len(text) > _BEGINNING and count_words(text) >= MIN_WORDS) else ""


def _within(text_budget: int, texts: Iterator[str]) -> Iterator[str]:
    """The first texts, up to so many characters in all; each costs as much as a few of its own."""
    for text in texts:
        text_budget -= len(text) + _COST
        if text_budget < 0:
            return
        yield text


def _is_shell(page: PageModel) -> bool:
    n_words = 0
    for block in page.blocks:
        n_words += block.words
        if n_words >= _EMPTY_WORDS:
            # most pages tell by their first Blocks
            return False
    return True


def _json_ld_texts(page: PageModel) -> Iterator[str]:
    for item in page.json_ld:
        if isinstance(body := item.get("articleBody"), str):
            yield plain_text(body, page.limits)
        elif isinstance(post := item.get("text"), str) and _POSTS.search(str(item.get("@type", ""))):
            yield plain_text(post, page.limits)


def _longest_in_state(page: PageModel) -> str:
    """The longest text in the page's state by what it is called, as plain text; "" where none is a body."""
    longest = body = ""
    for script in page.head.state:
        source = _source_of(script)
        if not may_hold_text(source, max(len(longest), _MIN_CHARACTERS), MIN_WORDS, _names_text):
            continue
        value = parse_json(source)
        # as many words as a body has have more characters
        min_length = max(len(longest), MIN_WORDS)
        text = longest_text(value, page.limits.objects, min_length, _MAX_STATE_TEXT, _names_text)
        if text and (plain := _long([plain_text(text, page.limits)])):
            longest, body = text, plain
    return body


def _source_of(script: str) -> str:
    """The JSON of a script, without the name that it is assigned to."""
    return _ASSIGNED.sub("", script.strip(), count=1)


def _names_text(key: str) -> bool:
    """Return whether a key of application state is that of a text."""
    return _has_text_word(key[:_MAX_KEY])


@lru_cache(maxsize=4096)
def _has_text_word(key: str) -> bool:
    return _STATE_KEY.search(key) is not None


def _texts_in_parts(page: PageModel) -> Iterator[str]:
    """The texts that the page's state holds as lists of typed parts: `{"type": "paragraph", "text": …}`."""
    # lists may stand in each other, and each is read whole
    budget = page.limits.text
    for script in page.head.state:
        value = parse_json(_source_of(script))
        for item in islice(objects(value), page.limits.objects):
            for parts in item.values():
                if not (isinstance(parts, list) and len(parts) >= _MIN_PARTS and all(map(_is_typed, parts))):
                    continue
                written = [_text_of_part(part, page.limits) for part in parts[: page.limits.blocks]]
                budget -= sum(map(len, written)) + _COST
                if budget < 0:
                    return
                texts = [text for part in written if (text := plain_text(part, page.limits).strip())]
                # options and menus have types as well
                if 2 * sum(map(ends_sentence, texts)) >= len(texts):
                    yield "\n\n".join(texts)


def _is_typed(part: Any) -> bool:
    return isinstance(part, dict) and any(isinstance(part.get(key), str) for key in _TYPES)


def _text_of_part(part: dict[str, Any], limits: Limits) -> str:
    """The text of a paragraph or such as it is written, in parts or not: a link, words in italics.

    What one object says under two keys, plain and with markup, is taken once.
    """
    texts: list[str] = []
    for item in islice(objects(part), _MAX_RUNS):
        own = [text for key, text in item.items() if key in _TEXTS and isinstance(text, str)]
        if len(own) > 1:
            own = list({collapse(plain_text(text, limits)): text for text in own}.values())
        texts += own
    return "".join(texts)[:_MAX_STATE_TEXT]


def _script_texts(page: PageModel) -> Iterator[str]:
    """Strings with paragraphs in them, in the JSON that scripts assign or hand to a function."""
    budget = 2 * page.limits.embedded
    for source in page.head.scripts:
        for match in islice(_VALUE.finditer(source), _MAX_VALUES):
            value, end = read_json(source, match.end())
            budget -= end - match.end()
            if budget < 0:
                return
            pending = [value]
            while pending:
                value = pending.pop()
                if isinstance(value, str):
                    if len(value) <= _MAX_STATE_TEXT and any(start in value for start in PARAGRAPHS):
                        yield value
                elif isinstance(value, list):
                    pending.extend(value)
                elif isinstance(value, dict):
                    pending.extend(value.values())


def embed(page: PageModel) -> None:
    """Give the page Blocks for a body that it holds as data alone and shows nowhere as markup."""
    if not (page.head.json_ld or page.head.state or page.head.scripts):
        return
    stated = _stated(page)
    text = page.embedded_text = stated or _in_state(page)
    # A text that only the page's application knows of is the body where nothing else can be: of six such
    # pages among the annotated that show something of their own, it was the body of none.
    if not text or (_shown(page, stated) if stated else not _is_shell(page)):
        return
    # what a paywall shows of it is there already
    shown = {block.text for block in page.blocks if block.is_prose}
    page.embedded = element = page.add_element("script")
    for paragraph in re.split(r"\n\s*\n", text):
        if (paragraph := collapse(paragraph)) and paragraph not in shown:
            page.add_block([Run(paragraph)], element)
    element.end = len(page.blocks)


def _shown(page: PageModel, stated: str) -> bool:
    """Return whether the body by JSON-LD is most likely among the visible Blocks; alignment then finds it.

    It is where these have half as many words, without those in links. A live blog shows its latest posts,
    and states all of them.
    """
    plain = sum(block.words - block.link_words for block in page.blocks)
    return 2 * plain >= count_words(stated) or any("liveBlogUpdate" in item for item in page.json_ld)
