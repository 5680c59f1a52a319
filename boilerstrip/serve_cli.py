"""Deprecated: the command is `boilerstrip.cli.serve` now."""

from boilerstrip.cli.serve import main

__all__ = ["main"]
