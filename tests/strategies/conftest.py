from __future__ import annotations

from collections.abc import Iterator

import pytest

from boilerstrip import strategies


@pytest.fixture
def registered() -> Iterator[None]:
    """Forget the strategies that a test registers."""
    before = dict(strategies.registry._registry)
    yield
    strategies.registry._registry.clear()
    strategies.registry._registry.update(before)
