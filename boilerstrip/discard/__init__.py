"""Discarding: rules propose what is sidebar after all, the body vetoes."""

from boilerstrip.discard.engine import discard
from boilerstrip.discard.rules.notices import why_empty

__all__ = ["discard", "why_empty"]
