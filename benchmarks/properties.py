"""The extractors of `benchmarks.extractors` as the testing kit takes them.

`python -m boilerstrip.testing benchmarks.properties:NAME…`: every name that `benchmarks` knows is
a function here, which takes HTML as `str`.
"""

from __future__ import annotations

from typing import Any

from benchmarks.extractors import REGISTRY
from boilerstrip.testing import from_bytes


def __getattr__(name: str) -> Any:
    entry = REGISTRY.get(name)
    if entry is None:
        raise AttributeError(f"no extractor is called {name!r}; there are: {', '.join(REGISTRY)}")
    extract = entry.make()
    return from_bytes(lambda page: extract(page, None))
