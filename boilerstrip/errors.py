"""The exceptions boilerstrip raises. Nothing else ever leaves the library."""

from __future__ import annotations


class BoilerstripError(Exception):
    """Base of everything boilerstrip raises on purpose."""


class InputError(BoilerstripError, TypeError):
    """The page is neither `str` nor bytes-like, so there is nothing to read."""


class OptionError(BoilerstripError, ValueError):
    """An option has a value that means nothing: an unknown strategy, encoding or format."""


class StrategyError(BoilerstripError):
    """A strategy broke its contract, for example by returning a mask of the wrong length."""


class FetchError(BoilerstripError, OSError):
    """A page could not be fetched within its limits of time, size and redirects."""
