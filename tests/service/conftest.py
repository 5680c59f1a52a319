"""Services for tests: one that a module shares, and ones of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from tests.service.running import LONG, Clients, Service


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    service = Service("--workers=1", LONG, "--max-body=300000")
    yield service
    service.close()


@pytest.fixture
def start() -> Iterator[Callable[..., Service]]:
    with ExitStack() as stack:

        def started(*arguments: str, **options: Any) -> Service:
            service = Service(*arguments, **options)
            stack.callback(service.close)
            return service

        yield started


@pytest.fixture
def clients() -> Iterator[Callable[[Service], Clients]]:
    with ExitStack() as stack:
        yield lambda service: stack.enter_context(closing(Clients(service)))
