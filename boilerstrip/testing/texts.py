"""The texts of drawn pages: languages, and sentences that can be combined in each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

# Articles are about one topic, the noise beside them about the other, as on real pages.
ARTICLE: Literal["sea"] = "sea"
BESIDE: Literal["land"] = "land"
Topic = Literal["sea", "land"]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Language:
    """A language: its code, its direction, its boilerplate, and the parts of its sentences.

    `sea` and `land` are topics with the parts `who`, `does` and `when`, which fit together in any
    combination; `sentence` and `title` say how.
    """

    code: str
    name: str
    direction: str
    sentence: str
    title: str
    menu: list[str]
    related: list[str]
    also_read: str
    previous: str
    next: str
    comments: str
    remarks: list[str]
    reply: str
    cookies: str
    accept: list[str]
    newsletter: str
    subscribe: str
    advert: str
    offers: list[str]
    share: list[str]
    tags: str
    by: str
    about: str
    more: str
    rights: str
    names: list[str]
    date: str
    sea: dict[str, list[str]]
    land: dict[str, list[str]]

    def __repr__(self) -> str:
        return self.name

    @property
    def spaced(self) -> bool:
        """Return whether its words are separated by spaces."""
        return self.code not in ("zh", "ja")

    @cache  # noqa: B019 - there are ten languages, and they stay
    def sentences(self, topic: Topic) -> tuple[str, ...]:
        """Return all sentences on a topic; neighbouring ones have no part in common."""
        return tuple(self.sentence.format(**parts) for parts in self._parts(topic))

    @cache  # noqa: B019
    def titles(self, topic: Topic) -> tuple[str, ...]:
        """Return all titles on a topic."""
        found = (self.title.format(**parts) for parts in self._parts(topic))
        return tuple(dict.fromkeys(title[0].upper() + title[1:] for title in found))

    def joined(self, sentences: list[str]) -> str:
        """Return a paragraph made of sentences."""
        return (" " if self.spaced else "").join(sentence[0].upper() + sentence[1:] for sentence in sentences)

    def _parts(self, topic: Topic) -> list[dict[str, str]]:
        parts = self.sea if topic == "sea" else self.land
        who, does, when = parts["who"], parts["does"], parts["when"]
        # the lengths of `who` and `does` are coprime, so stepping through both gives every pair
        pairs = len(who) * len(does)
        return [
            {
                "who": who[i % len(who)],
                "does": does[i % len(does)],
                "when": when[(i + i // pairs) % len(when)],
            }
            for i in range(pairs * len(when))
        ]


@cache
def languages() -> dict[str, Language]:
    """Return all languages by code, English first."""
    source = files(__package__).joinpath("texts.toml").read_text(encoding="utf-8")
    return {code: Language(code=code, **table) for code, table in tomllib.loads(source).items()}
