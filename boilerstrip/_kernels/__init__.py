"""The compiled part: what runs once a node, a Block, a word or a tree, in Cython.

Each kernel does what a function of the package does in Python, with the same results. That function asks the
kernel where it is there, and is the reference and the fallback where it is not. Kernels get arrays and plain
lists and hold no state. `BOILERSTRIP_PURE=1` in the environment leaves all of them out.
"""

from __future__ import annotations

import os
import warnings
from importlib import import_module
from types import ModuleType

# The version of each kernel that the Python beside it is written for. Whoever changes what a kernel is asked,
# or what it answers, counts up here and in its source: builds from before are told then, and left out.
VERSIONS = dict.fromkeys(
    (
        "around", "boxes", "columns", "groups", "inference", "phrases", "places", "terms", "text", "tokens",
        "walk", "wrappers",
    ),
    1,
)  # fmt: skip
NAMES = tuple(VERSIONS)


def _load() -> dict[str, ModuleType | None]:
    """Return the kernel modules by name, None for one that was not compiled or is not wanted.

    Those that were built from another version of their source are left out with a warning.
    """
    kernels: dict[str, ModuleType | None] = dict.fromkeys(VERSIONS)
    if os.environ.get("BOILERSTRIP_PURE", "0") not in ("", "0"):
        return kernels
    stale = []
    for name, version in VERSIONS.items():
        try:
            kernel = import_module(f"boilerstrip._kernels.{name}")
        except ImportError:
            continue
        if getattr(kernel, "VERSION", None) == version:
            kernels[name] = kernel
        else:
            stale.append(name)
    if stale:
        warnings.warn(
            f"boilerstrip: {', '.join(stale)} was compiled from another version of the package, and Python "
            "runs in its place: build it again",
            RuntimeWarning,
            stacklevel=2,
        )
    return kernels


_loaded = _load()
# None where Python runs instead
around, boxes, columns = _loaded["around"], _loaded["boxes"], _loaded["columns"]
groups, inference, phrases = _loaded["groups"], _loaded["inference"], _loaded["phrases"]
places, terms, text = _loaded["places"], _loaded["terms"], _loaded["text"]
tokens, walk, wrappers = _loaded["tokens"], _loaded["walk"], _loaded["wrappers"]


def is_compiled() -> bool:
    """Return whether all kernels run, and not the Python code that they stand for."""
    return None not in _loaded.values()
