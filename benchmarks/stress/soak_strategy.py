"""The batch command with a strategy that hangs or crashes where a page of the soak says so."""

from __future__ import annotations

import ctypes
import re
import sys

import boilerstrip
from boilerstrip.cli.batch import main
from boilerstrip.strategies import density

_NAME = "soak"
# What the first word of a page may ask for.
HANG, CRASH = "SOAK-HANG", "SOAK-CRASH"


def obey(page: boilerstrip.Page) -> list[bool]:
    """As "density", after doing what the first word says."""
    first = page.blocks[0].text.partition(" ")[0] if page.blocks else ""
    if first == HANG:
        # without pause for other threads, or the strategy alone would be given up
        re.match(r"(a|aa)+$", "a" * 100 + "b")
    if first == CRASH:
        ctypes.string_at(0)
    return list(density.propose(page))


if __name__ == "__main__":
    boilerstrip.register_strategy(_NAME, obey)
    sys.exit(main([*sys.argv[1:], "--strategies", f"structured,semantic,density,{_NAME}"]))
