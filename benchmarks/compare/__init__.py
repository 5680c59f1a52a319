"""Comparisons of extractors by each measure, and of two versions of boilerstrip page by page."""
