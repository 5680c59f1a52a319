"""The compiled part: what runs once a node, a Block, a word or a tree, in Cython.

Each kernel does what a function of the package does in Python, with the same results. That function asks the
kernel where it is there, and is the reference and the fallback where it is not. Kernels get arrays and plain
lists and hold no state. `BOILERSTRIP_PURE=1` in the environment leaves all of them out.
"""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType

NAMES = ("around", "boxes", "columns", "groups", "inference", "phrases", "places", "terms", "tokens")


def _load(name: str) -> ModuleType | None:
    """Return the kernel module of this name, None where it was not compiled or is not wanted."""
    if os.environ.get("BOILERSTRIP_PURE", "0") not in ("", "0"):
        return None
    try:
        return import_module(f"boilerstrip._kernels.{name}")
    except ImportError:
        return None


# Each has the name of its module; None where Python runs instead.
around, boxes, columns, groups, inference, phrases, places, terms, tokens = map(_load, NAMES)


def is_compiled() -> bool:
    """Return whether all kernels run, and not the Python code that they stand for."""
    return None not in (around, boxes, columns, groups, inference, phrases, places, terms, tokens)
