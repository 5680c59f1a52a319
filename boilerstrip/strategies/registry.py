"""The strategies by name: built in, registered by users, or brought by installed packages."""

from __future__ import annotations

import threading
from importlib import import_module

from boilerstrip.errors import OptionError, did_you_mean
from boilerstrip.strategies.base import BUILT_IN, Strategy

_ENTRY_POINTS = "boilerstrip.strategies"
_registry: dict[str, Strategy] = {}
registry_lock = threading.Lock()
# Threads that did not answer in time, by strategy.
left_behind: dict[str, list[threading.Thread]] = {}


def register(name: str, strategy: Strategy, *, replace: bool = False) -> None:
    """Make `strategy` available as `name` in this process; it replaces one registered under that name before.

    Args:
        name: the name to use in options.
        strategy: a callable that takes a Page and returns a bool for each Block, or a text.
        replace: allow it to replace a built-in strategy.

    Raises:
        OptionError: `name` is empty or, without `replace`, a built-in strategy's, or `strategy` cannot be
            called.

    """
    if not isinstance(name, str) or not name or not callable(strategy):
        raise OptionError("a strategy needs a name and a callable that takes a Page")
    if name in BUILT_IN and not replace:
        raise OptionError(f"{name!r} is a built-in strategy; pass replace=True to replace it")
    with registry_lock:
        _registry[name] = strategy
        left_behind.pop(name, None)


def available() -> tuple[str, ...]:
    """Return the names of all strategies: built in, registered and installed."""
    from importlib.metadata import entry_points

    installed = {entry.name for entry in entry_points(group=_ENTRY_POINTS)}
    return (*BUILT_IN, *sorted((set(_registry) | installed) - set(BUILT_IN)))


def find(name: str) -> Strategy:
    """Return the strategy with this name.

    Raises:
        OptionError: no strategy has this name, or the package that has it cannot be imported.

    """
    if (known := _registry.get(name)) is not None:
        return known
    try:
        if name in BUILT_IN:
            strategy: Strategy = import_module(f"boilerstrip.strategies.{name}").propose
        else:
            from importlib.metadata import entry_points

            (entry,) = entry_points(group=_ENTRY_POINTS, name=name)
            strategy = entry.load()
    except ValueError:
        names = available()
        hint = did_you_mean(name, names) or f"; there are: {', '.join(names)}"
        raise OptionError(f"unknown strategy {name!r}{hint}") from None
    except Exception as error:
        raise OptionError(f"strategy {name!r} cannot be loaded: {error}") from error
    with registry_lock:
        return _registry.setdefault(name, strategy)
