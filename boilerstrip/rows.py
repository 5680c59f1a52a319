"""Deprecated: rows are `boilerstrip.batch.rows` now."""

from boilerstrip.batch.rows import DEFAULT_FIELDS, FIELDS

__all__ = ["DEFAULT_FIELDS", "FIELDS"]
