"""Own rules: what a site's owner keeps and drops, regardless of the scorer and the discard rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from boilerstrip.discard.rules.order import RULES_BY_NAME
from boilerstrip.errors import OptionError, did_you_mean
from boilerstrip.page import Page
from boilerstrip.page.selected import Selector, check_selector, decided_by_selectors
from boilerstrip.text.phrases import normalise

# How many times as much recall counts as precision when Blocks are chosen.
BETA_BY_FAVOR = {"precision": 0.5, "recall": 2.0}


@dataclass(frozen=True)
class OwnRules:
    """Rules of a site's owner, checked when they are made.

    Attributes:
        keep: CSS selectors of elements whose Blocks are kept.
        drop: CSS selectors of elements whose Blocks are dropped.
        drop_phrases: lines that consist of one of these phrases, or begin with one, are dropped.
        rules_off: names of discard rules that are not applied, as listed by `boilerstrip rules`.
        favor: "precision" or "recall", which then counts more when Blocks are chosen; None for neither.

    The innermost selected element decides; if both select the same one, `keep` does.

    Raises:
        OptionError: one of these is invalid; the message says which and why.

    """

    keep: Iterable[str] = ()
    drop: Iterable[str] = ()
    drop_phrases: Iterable[str] = ()
    rules_off: Iterable[str] = ()
    favor: str | None = None

    def __post_init__(self) -> None:
        """Check everything, and make tuples of lists."""
        for name in ("keep", "drop", "drop_phrases", "rules_off"):
            object.__setattr__(self, name, _strings(name, getattr(self, name)))
        for name in ("keep", "drop"):
            for css in getattr(self, name):
                try:
                    check_selector(css)
                except ValueError as error:
                    raise OptionError(f"{name}: invalid CSS selector {css!r}: {error}") from None
        for phrase in self.drop_phrases:
            if not normalise(phrase):
                raise OptionError(f"drop_phrases: {phrase!r} has no words")
        for rule in self.rules_off:
            if rule not in RULES_BY_NAME:
                hint = did_you_mean(rule, RULES_BY_NAME)
                raise OptionError(f"rules_off: there is no discard rule {rule!r}{hint}")
        if self.favor is not None and self.favor not in tuple(BETA_BY_FAVOR):
            raise OptionError(f"favor must be one of {', '.join(BETA_BY_FAVOR)} or None, not {self.favor!r}")

    @cached_property
    def selectors(self) -> tuple[Selector, ...]:
        """The selectors as pages take them."""
        return (
            *(Selector(css, keep=True) for css in self.keep),
            *(Selector(css, keep=False) for css in self.drop),
        )

    @property
    def beta(self) -> float:
        """Weight of recall relative to precision."""
        return BETA_BY_FAVOR.get(self.favor or "", 1.0)

    @cached_property
    def normal_phrases(self) -> tuple[str, ...]:
        """The phrases as texts are compared with them."""
        return tuple(dict.fromkeys(normalise(phrase).rstrip(": ") for phrase in self.drop_phrases))

    def __or__(self, other: OwnRules) -> OwnRules:
        """Both together; `favor` is the other's where that has one."""
        return OwnRules(
            (*self.keep, *other.keep),
            (*self.drop, *other.drop),
            (*self.drop_phrases, *other.drop_phrases),
            (*self.rules_off, *other.rules_off),
            other.favor or self.favor,
        )


def decided_by_owner(page: Page) -> dict[int, tuple[bool, str]]:
    """Return, by index, whether each Block that the owner's rules decide on is kept, with the reason."""
    decided = {
        i: (False, f"own rule: drop the phrase {label.phrase!r}") for i, label in page.owner_matches.items()
    }
    for i, selector in decided_by_selectors(page.selected):
        decided[i] = selector.keep, f"own rule: {'keep' if selector.keep else 'drop'} {selector.css}"
    return decided


def _strings(name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise OptionError(f"{name} must be a list of strings, not {value!r}")
    strings = tuple(value)
    for string in strings:
        if not isinstance(string, str):
            raise OptionError(f"{name} must be a list of strings, and {string!r} is not one")
    return tuple(dict.fromkeys(strings))


NO_RULES = OwnRules()
