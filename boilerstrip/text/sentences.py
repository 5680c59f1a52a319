"""How sentences end: at a stop, with a question mark, or truncated."""

from __future__ import annotations

from boilerstrip import _kernels
from boilerstrip.text.patterns import lazy

# Characters that end a sentence, of several scripts.
FULL_STOPS = (".", "!", "?", "。", "！", "？", "।", "؟")
_QUESTION_MARKS = ("?", "\uff1f", "\u061f")
_TRUNCATED = lazy(r"(\.\.\.|…)[\]\s]*$")
_SENTENCE_END = lazy(r"[.!?。！？؟।:]['\"”’»)\]]*$")
_TIME_END = lazy(r"\d\s?(?:[^\W\d_]{1,3})?\.$")
# A wrapped text may continue after a comma, but not after these and the closing quotes that follow them.
_LINE_ENDS = tuple(".!?:;…。！？।؟")
_CLOSING = "\"'”’»)] "


def ends_sentence(text: str) -> bool:
    """Return whether the text ends like a sentence, or with a colon."""
    if _kernels.columns is not None:
        found: bool = _kernels.columns.ends_sentence(text)
        return found
    return _SENTENCE_END.search(text[-10:]) is not None


def ends_with_time(text: str) -> bool:
    """Return whether the full stop at the end of a text is that of a date or a time: "5. 3.", "10.30 h."."""
    return _TIME_END.search(text[-10:]) is not None


def ends_line(text: str) -> bool:
    """Return whether no sentence continues in the next line; unlike in `ends_sentence`, "…" and ";" count."""
    return text.rstrip().rstrip(_CLOSING).endswith(_LINE_ENDS)


def is_truncated(text: str) -> bool:
    """Return whether the text ends with an ellipsis, like the leads of teasers."""
    if _kernels.columns is not None:
        found: bool = _kernels.columns.is_truncated(text)
        return found
    return _TRUNCATED.search(text[-10:]) is not None


def is_question(text: str) -> bool:
    """Return whether the text ends with a question mark."""
    return text.endswith(_QUESTION_MARKS)
