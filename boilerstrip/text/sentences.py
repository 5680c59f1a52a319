"""How sentences end, ask, and break off."""

from __future__ import annotations

from boilerstrip import _kernels
from boilerstrip.text.patterns import lazy

# What a sentence ends with, in one script or another.
FULL_STOPS = (".", "!", "?", "。", "！", "？", "।", "؟")
_QUESTION_MARKS = ("?", "\uff1f", "\u061f")
_TRUNCATED = lazy(r"(\.\.\.|…)[\]\s]*$")
_SENTENCE_END = lazy(r"[.!?。！？؟।:]['\"”’»)\]]*$")
# A text that was wrapped may go on after a comma, but not after these and the quotes that close behind them.
_LINE_ENDS = tuple(".!?:;…。！？।؟")
_CLOSING = "\"'”’»)] "


def ends_sentence(text: str) -> bool:
    """Return whether the text ends as sentences end, or before what they announce."""
    if _kernels.columns is not None:
        found: bool = _kernels.columns.ends_sentence(text)
        return found
    return _SENTENCE_END.search(text[-10:]) is not None


def ends_line(text: str) -> bool:
    """Return whether no sentence goes on in the next line: unlike `ends_sentence`, so end "…" and ";" too."""
    return text.rstrip().rstrip(_CLOSING).endswith(_LINE_ENDS)


def is_truncated(text: str) -> bool:
    """Return whether the text breaks off with an ellipsis, as the leads of teasers do."""
    if _kernels.columns is not None:
        found: bool = _kernels.columns.is_truncated(text)
        return found
    return _TRUNCATED.search(text[-10:]) is not None


def is_question(text: str) -> bool:
    """Return whether the text ends with a question mark."""
    return text.endswith(_QUESTION_MARKS)
