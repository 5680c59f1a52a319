"""What is under test: extractors by their name, pages by their folder."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

# What counts as a page in a folder.
SUFFIXES = (".html", ".htm", ".xhtml")


def imported(name: str) -> Callable[..., Any]:
    """The function that ``module:function`` names.

    Raises:
        ValueError: the name has another form.
        ImportError, AttributeError: there is no such module, or no such function in it.
        TypeError: it is no function.

    """
    module, colon, function = name.partition(":")
    if not (module and colon and function):
        raise ValueError(f"an extractor is named MODULE:FUNCTION, not {name!r}")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    if not callable(found):
        raise TypeError(f"{name} is no function")
    return found


def page_files(folder: Path) -> list[Path]:
    """The pages in a folder and those below it, sorted.

    Raises:
        OSError: there is no such folder, or it cannot be read.

    """
    next(folder.iterdir(), None)  # Path.rglob is silent about folders that are not there
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
