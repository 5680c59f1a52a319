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
    def number(self, min_value: int, max_value: int) -> int:
        """A whole number from `min_value` to `max_value`, both included."""

    def one(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], min_count: int, max_count: int) -> list[T]:
        """From `min_count` to `max_count` different options, or as many as there are."""
        rest = list(options)
        count = self.number(min(min_count, len(rest)), min(max_count, len(rest)))
        return [rest.pop(self.number(0, len(rest) - 1)) for _ in range(count)]

    def rarely(self) -> bool:
        """True one time in four."""
        return self.number(0, 3) == 3


class Seeded(Choices):
    """Choices by a seed: the same ones each time."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def number(self, min_value: int, max_value: int) -> int:
        """A whole number from `min_value` to `max_value`, all as likely."""
        return self._random.randint(min_value, max_value)
