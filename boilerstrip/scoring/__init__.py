"""Scoring: what is kept, given how likely each Block is content."""
