"""What an element is to the walk, by its tag."""

from __future__ import annotations

from boilerstrip.page.embeds import PLAYER_TAGS
from boilerstrip.page.footnotes import MARK as NOTE_MARK
from boilerstrip.page.tags import BLOCK_LEVEL, HEAD_TAGS, MARKS, SKIPPED

# Inline elements come first, so that one comparison tells them. The compiled walk has the same numbers.
LINK, SPAN, MARK, INLINE, BLOCK, BUTTON, BREAK, IMAGE, SKIP, HEAD, FORM = range(11)
KIND_BY_TAG = {
    **dict.fromkeys(HEAD_TAGS, HEAD),
    **dict.fromkeys(SKIPPED, SKIP),
    **dict.fromkeys(MARKS, MARK),
    **dict.fromkeys(BLOCK_LEVEL, BLOCK),
    "button": BUTTON,
    "a": LINK,
    "span": SPAN,
    "br": BREAK,
    "img": IMAGE,
    "amp-img": IMAGE,
    "amp-anim": IMAGE,
    "math": FORM,
    "ruby": FORM,
    "iframe": FORM,
    "video": FORM,
    "audio": FORM,
    "input": FORM,
    **dict.fromkeys(PLAYER_TAGS, FORM),
    NOTE_MARK: FORM,
}
