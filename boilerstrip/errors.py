"""All exceptions of boilerstrip; the library raises nothing that is not a `BoilerstripError`."""

from __future__ import annotations

from collections.abc import Iterable

_MAX_REASON = 500  # characters of a reason for people


class BoilerstripError(Exception):
    """Base of everything boilerstrip raises on purpose."""


class InputError(BoilerstripError, TypeError):
    """There is no page to read: it is neither `str` nor bytes-like, or it is an address or a path."""


class OptionError(BoilerstripError, ValueError):
    """An option is unknown, has an invalid value, or contradicts another."""


def did_you_mean(name: object, names: Iterable[str]) -> str:
    """Return an addition to a message about a wrong name: the most similar valid one, or ""."""
    by_lower = {known.lower(): known for known in names}
    import difflib  # needed for messages only

    if not isinstance(name, str):
        return ""
    lower = name.lower()[:100]
    near = difflib.get_close_matches(lower, by_lower, 1)
    # a part of a name is similar to it, too: `title` to `include_title`
    near = near or [known for known in by_lower if len(lower) > 2 and lower in known.split("_")]
    return f"; did you mean {by_lower[near[0]]!r}?" if near else ""


class StrategyError(BoilerstripError):
    """A strategy broke its contract, for example by returning a mask of the wrong length."""


class FetchError(BoilerstripError, OSError):
    """A page could not be fetched within its limits of time, size and redirects."""


class RefusedError(FetchError):
    """The caller does not allow fetching from where an address leads."""


class StartError(BoilerstripError):
    """A worker process died, or gave up, before it was ready for pages."""


class SourceError(BoilerstripError, OSError):
    """A source that was named does not exist, or no installed library can read it."""


class OutputError(BoilerstripError, OSError):
    """The output cannot be written, or is another run's."""


class ArticleError(BoilerstripError):
    """An Article of `boilerstrip.compat.newspaper` was not downloaded or not parsed."""


class StalledError(Exception):
    """A client does not read its answer."""


class PropertyError(AssertionError):
    """An extractor does not keep a property: `check` is its name.

    `lost` are the lines that should have been extracted and were not, `gained` those that were and
    should not; `raised` names the exception that the extractor raised instead of a result.
    """

    def __init__(
        self, check: str, explanation: str, *, lost: list[str], gained: list[str], raised: str = ""
    ) -> None:
        super().__init__(f"{check}: {explanation}")
        self.raised = raised
        self.check = check
        self.lost = lost
        self.gained = gained


class SnapshotError(AssertionError):
    """A page is not extracted as its snapshot says, or has none yet."""


class ServiceError(BoilerstripError):
    """Why a request to the service, or one page of it, has no result.

    Args:
        kind: one of `boilerstrip.service.messages.STATUSES`.
        reason: for people; made into one line.

    """

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(kind, reason)
        self.kind = kind
        self.reason = " ".join(reason.split())[:_MAX_REASON]
