"""Chinese and Japanese text: the line breaks of its markup, which browsers show nothing of.

Elsewhere a line break of the markup is a space; between characters of scripts without spaces it is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    import turbohtml

_ROOTS = ("html[lang^=zh]", "html[lang^=ja]", "html[lang^=ZH]", "html[lang^=JA]")
# Kana, Chinese characters, and signs as wide as these; no space that is as wide.
_WIDE = "\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
_WIDE_CHARACTER = lazy(rf"[{_WIDE}]")
_BREAK = lazy(rf"(?<=[{_WIDE}])[ \t\r]*\n\s*(?=[{_WIDE}])")
_BREAK_AT_END = lazy(rf"(?<=[{_WIDE}])[ \t\r]*\n\s*\Z")
_BREAK_AT_BEGIN = lazy(rf"\A[ \t\r]*\n\s*(?=[{_WIDE}])")
_PREFORMATTED = "pre, code, textarea, script, style"
# Formatting and links within a sentence. A `span` may be a label of its own.
_WITHIN_SENTENCES = frozenset("b strong i em u mark del ins ruby a".split())
# Texts beside a link may be labels, too, where there is no sentence.
_SENTENCE_ENDS = ("。", "！", "？")


def remove_line_breaks(document: turbohtml.Document) -> None:
    """Remove the line breaks between wide characters of a page in Chinese or Japanese."""
    if not any(document.select_one(root) is not None for root in _ROOTS):
        return
    from turbohtml import Element, Text

    has_sentence: dict[Element, bool] = {}
    for node in document.descendants:
        if not isinstance(node, Text) or "\n" not in node.data:
            continue
        parent = node.parent
        if not isinstance(parent, Element) or parent.closest(_PREFORMATTED) is not None:
            continue
        text = _BREAK.sub("", node.data)
        if parent not in has_sentence:
            has_sentence[parent] = any(end in parent.text for end in _SENTENCE_ENDS)
        if has_sentence[parent]:
            if _is_wide(_text_within(node.next_sibling)[:1]):
                text = _BREAK_AT_END.sub("", text)
            if _is_wide(_text_within(node.previous_sibling)[-1:]):
                text = _BREAK_AT_BEGIN.sub("", text)
        if text != node.data:
            node.data = text


def _text_within(node: turbohtml.Node | None) -> str:
    """The text of an element that is part of a sentence, "" for any other node."""
    return node.text if node is not None and getattr(node, "tag", "") in _WITHIN_SENTENCES else ""


def _is_wide(char: str) -> bool:
    return _WIDE_CHARACTER.fullmatch(char) is not None
