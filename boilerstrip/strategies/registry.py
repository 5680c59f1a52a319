"""Strategies by name: built in, registered by users, brought by installed packages."""

from __future__ import annotations

import threading
from importlib import import_module

from boilerstrip.errors import OptionError
from boilerstrip.strategies.base import BUILT_IN, Strategy

_ENTRY_POINTS = "boilerstrip.strategies"
_registry: dict[str, Strategy] = {}
registry_lock = threading.Lock()
# The threads that did not answer in time, by strategy.
left_behind: dict[str, list[threading.Thread]] = {}


def register(name: str, strategy: Strategy) -> None:
    """Make `strategy` available as `name` in this process, in the place of any other so named.

    Raises:
        OptionError: `name` is empty or `strategy` cannot be called.

    """
    if not name or not callable(strategy):
        raise OptionError("a strategy needs a name and a callable that takes a Page")
    with registry_lock:
        _registry[name] = strategy
        left_behind.pop(name, None)


def available() -> tuple[str, ...]:
    """The names of all strategies: built in, registered, installed."""
    from importlib.metadata import entry_points

    installed = {entry.name for entry in entry_points(group=_ENTRY_POINTS)}
    return (*BUILT_IN, *sorted((set(_registry) | installed) - set(BUILT_IN)))


def find(name: str) -> Strategy:
    """The strategy of this name.

    Raises:
        OptionError: no strategy has this name, or the package that has it cannot be imported.

    """
    with registry_lock:
        if name in _registry:
            return _registry[name]
    try:
        if name in BUILT_IN:
            strategy: Strategy = import_module(f"boilerstrip.strategies.{name}").propose
        else:
            from importlib.metadata import entry_points

            (entry,) = entry_points(group=_ENTRY_POINTS, name=name)
            strategy = entry.load()
    except ValueError:
        raise OptionError(f"unknown strategy {name!r}; there are: {', '.join(available())}") from None
    except Exception as error:
        raise OptionError(f"strategy {name!r} cannot be loaded: {error}") from error
    with registry_lock:
        return _registry.setdefault(name, strategy)
