"""Strategies: ways to tell content from boilerplate, each of which makes a proposal over the same Blocks.

A strategy is any callable that takes a `Page` and returns a mask (one bool for each Block) or the text it
would extract, which is aligned to the Blocks. Strategies are built in, registered with `register`, or brought
by installed packages through the entry point group `boilerstrip.strategies`.
"""

from boilerstrip.strategies.base import BUILT_IN, OWN, THIRD_PARTY, Candidate, Strategy
from boilerstrip.strategies.registry import available, find, register
from boilerstrip.strategies.runner import run

__all__ = [
    "BUILT_IN",
    "OWN",
    "THIRD_PARTY",
    "Candidate",
    "Strategy",
    "available",
    "find",
    "register",
    "run",
]
