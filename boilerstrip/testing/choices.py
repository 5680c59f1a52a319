"""Sources of random choices for drawn pages: a seed, or Hypothesis."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Choices(ABC):
    """A source of random choices. The first option and the smallest number are the simplest ones."""

    @abstractmethod
    def number(self, min_value: int, max_value: int) -> int:
        """Return an integer from `min_value` to `max_value`, inclusive."""

    def one(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], min_count: int, max_count: int) -> list[T]:
        """Return `min_count` to `max_count` different options, or all if there are fewer."""
        rest = list(options)
        count = self.number(min(min_count, len(rest)), min(max_count, len(rest)))
        return [rest.pop(self.number(0, len(rest) - 1)) for _ in range(count)]

    def rarely(self) -> bool:
        """Return True one time in four."""
        return self.number(0, 3) == 3


class Seeded(Choices):
    """Reproducible choices from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def number(self, min_value: int, max_value: int) -> int:
        """Return an integer from `min_value` to `max_value`, all equally likely."""
        return self._random.randint(min_value, max_value)
