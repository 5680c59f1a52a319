"""Compares extractors of main text on annotated corpora; run as ``python -m benchmarks``."""
