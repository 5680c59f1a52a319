"""Files that a long run writes at its end, checked before it begins."""

from __future__ import annotations

import argparse
from pathlib import Path


def output_file(text: str) -> Path:
    """Return the path of a file that can be written; for the `type` of an argument.

    Raises `argparse.ArgumentTypeError` with the reason where it cannot. A file that is there stays as it is.
    """
    path = Path(text)
    is_new = not path.exists()
    try:
        # only opening it tells: root may write against permissions, and nobody on a read-only disk
        with path.open("ab"):
            pass
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise argparse.ArgumentTypeError(f"cannot write {text!r}: {reason}") from error
    if is_new:
        path.unlink()
    return path


def weights_file(text: str) -> Path:
    """Return the path of a file for weights, beside which its provenance is written as ``.json``."""
    path = output_file(text)
    if path.suffix == ".json":
        raise argparse.ArgumentTypeError(f"{text!r} is where the provenance goes: use another suffix")
    output_file(str(path.with_suffix(".json")))
    return path
