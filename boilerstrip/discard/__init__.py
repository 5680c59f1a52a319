"""Discarding: rules propose kept Blocks that are sidebar after all, and the body can veto."""

from boilerstrip.discard.engine import discard
from boilerstrip.discard.rules.notices import why_empty

__all__ = ["discard", "why_empty"]
