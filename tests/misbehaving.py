"""A strategy for worker processes that does what the page says. Imports little: workers import it."""

from __future__ import annotations

import ctypes
import os
import re
import time
from pathlib import Path

import boilerstrip


def obey(page: boilerstrip.Page) -> list[bool]:
    """Propose everything, after doing what the first Block says."""
    text = page.blocks[0].text if page.blocks else ""
    order = text.split()[0] if text else ""
    if order == "SEGFAULT":
        ctypes.string_at(0)
    elif order == "EXIT":
        os._exit(3)
    elif order == "QUIT":
        raise SystemExit("quitting")
    elif order == "HANG":
        time.sleep(3600)
    elif order == "HOLD":  # never lets another thread of the process run
        if os.name == "posix":
            ctypes.PyDLL(None).sleep(3600)
        else:
            re.match(r"(a|aa)+$", "a" * 100 + "b")
    elif order == "TELL":
        raise ValueError(str(os.getpid()))
    elif order == "AWAIT":
        gate = Path(text.split()[1])
        gate.with_suffix(f".{os.getpid()}").touch()
        while not gate.exists():
            time.sleep(0.01)
    return [True] * len(page.blocks)
