"""Load what is tested: extractors by name, pages from a folder."""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from boilerstrip.input.decode import decode

# Extensions of pages in a folder.
SUFFIXES = (".html", ".htm", ".xhtml")


def imported(name: str) -> Callable[..., Any]:
    """Return the function named by ``module:function``.

    Raises:
        ValueError: the name has another form.
        ImportError, AttributeError: there is no such module, or no such function in it.
        TypeError: it is no function.

    """
    module, colon, function = name.partition(":")
    if not (module and colon and function):
        raise ValueError(f"name an extractor as MODULE:FUNCTION, not {name!r}")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    if not callable(found):
        raise TypeError(f"{name} is not a function")
    return found


def page_files(folder: Path) -> list[Path]:
    """Return the pages in a folder and its subfolders, sorted.

    Raises:
        OSError: there is no such folder, or it cannot be read.

    """
    next(folder.iterdir(), None)  # Path.rglob does not raise if the folder does not exist
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())


def adapted(
    function: Callable[..., Any], first: type[str] | type[bytes] = str, form: str = "text"
) -> Callable[..., str]:
    """Return an extractor of `str` or bytes, with or without an address, as one that takes all of these.

    Args:
        function: takes a page, and as a second argument or as `url` its address where it has room for it;
            returns a text, None, or anything with an attribute called as the `form`.
        first: what to hand it where it does not say by an annotation which of `str` and bytes it takes. A
            short page is tried, and the other type handed in if that raises a TypeError or AttributeError.
        form: what to take of an object that it returns.

    """
    takes_url = _takes_url(function)
    taken: list[type[str] | type[bytes]] = _annotated(function)

    def call(page: str | bytes, url: str | None) -> Any:
        return function(page, url) if takes_url else function(page)

    def extract(page: str | bytes, url: str | None = None) -> str:
        if not taken:
            try:
                call(_AS[first](_TRIED), url)
                taken.append(first)
            except (TypeError, AttributeError):
                taken.append(bytes if first is str else str)
            except Exception:
                taken.append(first)
        result = call(page if isinstance(page, taken[0]) else _AS[taken[0]](page), url)
        return str(getattr(result, form, result) or "")

    return extract


_TRIED = "<p>The ferry to the outer islands will run all winter, the harbour council decided on Monday.</p>"
_META_CHARSET = re.compile(r'<meta charset="?([\w-]+)', re.IGNORECASE)


def as_bytes(page: str) -> bytes:
    """Return a page encoded in the charset that it declares."""
    declared = _META_CHARSET.search(page, 0, 2000)
    return page.encode(declared[1] if declared else "utf-8", "xmlcharrefreplace")


_AS: dict[type, Callable[[Any], Any]] = {
    str: lambda page: page if isinstance(page, str) else decode(page),
    bytes: lambda page: page if isinstance(page, bytes) else as_bytes(page),
}


def _annotated(function: Callable[..., Any]) -> list[type[str] | type[bytes]]:
    """Return the type that a function's first parameter is annotated with, None for none."""
    try:
        first = next(iter(inspect.signature(function).parameters.values())).annotation
    except (ValueError, TypeError, StopIteration):
        return []
    names: dict[Any, type[str] | type[bytes]] = {str: str, "str": str, bytes: bytes, "bytes": bytes}
    return [names[first]] if isinstance(first, (str, type)) and first in names else []


def _takes_url(function: Callable[..., Any]) -> bool:
    """Return whether a function takes the address as its second argument."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (ValueError, TypeError):
        return False
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    return len(positional) > 1 and (
        positional[1].name == "url" or positional[1].default is inspect.Parameter.empty
    )
