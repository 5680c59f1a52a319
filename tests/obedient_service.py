"""`boilerstrip serve` with a strategy that does what pages say, for tests."""

from __future__ import annotations

import sys

import boilerstrip
from boilerstrip.cli import serve
from tests.misbehaving import obey

if __name__ == "__main__":
    boilerstrip.register_strategy("obey", obey)
    sys.exit(serve.main())
