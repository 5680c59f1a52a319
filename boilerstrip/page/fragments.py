"""The text of HTML fragments, as found inside JSON values."""

from __future__ import annotations

import html as html_escapes
import re

from boilerstrip.limits import Limits
from boilerstrip.page.builder import Page
from boilerstrip.text.patterns import lazy
from boilerstrip.text.whitespace import strip_lone_surrogates

# A text that begins with an escaped tag, or has paragraphs that end so, is markup that was escaped.
_ESCAPED_TAG = lazy(
    r"\s*&(?:amp;){0,2}(?:lt|#60|#x3c);(?:[abipu]|article|br|blockquote|div|em|figure|h[1-6]|hr|img|li|main|ol"
    r"|pre|section|span|strong|table|ul)(?=[\s/&>])",
    re.IGNORECASE,
)
_ESCAPED_END = lazy(r"&(?:amp;){0,2}(?:lt|#60|#x3c);/(?:p|div|h[1-6]|li)&", re.IGNORECASE)
_MAX_ESCAPED = 3


def plain_text(fragment: str, limits: Limits | None = None) -> str:
    """The text of an HTML fragment, one paragraph a block, as found inside JSON values.

    Its markup may be escaped, once or twice; what only mentions a tag is text.
    """
    for _ in range(_MAX_ESCAPED):
        if "<" in fragment or not (_ESCAPED_TAG.match(fragment) or len(_ESCAPED_END.findall(fragment)) > 1):
            break
        fragment = html_escapes.unescape(fragment)
    if "<" not in fragment:
        # its line breaks are its own
        return html_escapes.unescape(fragment)
    return "\n\n".join(block.text for block in Page(strip_lone_surrogates(fragment), limits=limits).blocks)
