"""Pages and helpers that several test modules here share."""

from __future__ import annotations

SENTENCE = "The ice on the bay carried a cart in March, and a week later not even a dog."
