"""The compiled part: what runs once a node, a Block, a word or a tree, in Cython.

Each kernel does what a function of the package does in Python, with the same results. That function asks the
kernel where it is there, and is the reference and the fallback where it is not. Kernels get arrays and plain
lists and hold no state. `BOILERSTRIP_PURE=1` in the environment leaves all of them out.
"""

from __future__ import annotations

import os
import sys
import warnings
from importlib import import_module
from typing import Any

# The version of each kernel that the Python beside it is written for. When the arguments or results of a
# kernel change, increase its number here and in its source; then builds of the old one are recognised and
# left out.
VERSIONS = dict.fromkeys(
    (
        "around", "boxes", "bylines", "columns", "groups", "images", "inference", "markup", "network",
        "phrases", "places", "proposals", "rules", "stacked", "terms", "text", "tokens", "walk", "wrappers",
    ),
    1,
) | {
    "around": 2, "boxes": 5, "bylines": 4, "columns": 11, "images": 5, "inference": 3, "markup": 6,
    "network": 2, "phrases": 11, "places": 4, "proposals": 5, "rules": 9, "stacked": 5, "terms": 3, "text": 2,
    "tokens": 5, "walk": 12, "wrappers": 2,
}  # fmt: skip
NAMES = tuple(VERSIONS)


def __getattr__(name: str) -> Any:
    """Import a kernel on first use; it is None if Python runs instead.

    Some import numpy, which takes longer than everything else.
    """
    if name not in VERSIONS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    kernel = globals()[name] = _load(name)
    return kernel


def _load(name: str) -> Any:
    """Return the kernel of this name, None for one that was not compiled or is not wanted.

    One that was built from another version of its source is left out with a warning.
    """
    if os.environ.get("BOILERSTRIP_PURE", "0") not in ("", "0"):
        return None
    try:
        kernel = import_module(f"boilerstrip._kernels.{name}")
    except ImportError:
        return None
    if getattr(kernel, "VERSION", None) == VERSIONS[name]:
        return kernel
    warnings.warn(
        f"boilerstrip: {name} was compiled from another version of the package, so Python runs instead; "
        "build it again",
        RuntimeWarning,
        stacklevel=2,
    )
    return None


def is_compiled() -> bool:
    """Return whether all kernels run, and not the Python code that they stand for."""
    return all(getattr(sys.modules[__name__], name) is not None for name in NAMES)
