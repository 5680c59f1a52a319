"""Deprecated: the protocol is `boilerstrip.scoring.scorer.Scorer` now."""

from boilerstrip.scoring.scorer import Scorer

__all__ = ["Scorer"]
