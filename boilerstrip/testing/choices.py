"""Where drawn pages get their variety from: a seed, or Hypothesis."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Choices(ABC):
    """A source of choices. The first option and the least number are always the simplest ones."""

    @abstractmethod
    def number(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included."""

    def one(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """From `least` to `most` different options, or as many as there are."""
        rest = list(options)
        many = self.number(min(least, len(rest)), min(most, len(rest)))
        return [rest.pop(self.number(0, len(rest) - 1)) for _ in range(many)]

    def rarely(self) -> bool:
        """True one time in four."""
        return self.number(0, 3) == 3


class Seeded(Choices):
    """Choices by a seed: the same ones each time."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def number(self, least: int, most: int) -> int:
        """A whole number from `least` to `most`, all as likely."""
        return self._random.randint(least, most)
