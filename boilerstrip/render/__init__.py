"""Kept Blocks as text, HTML and Markdown."""
