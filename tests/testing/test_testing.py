"""The testing kit as a package: what it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from boilerstrip import testing


def test_hypothesis_is_imported_by_who_draws_pages_alone() -> None:
    code = (
        "import sys, boilerstrip.testing as testing; testing.seeded_pages(1); "
        "assert 'hypothesis' not in sys.modules; testing.pages(); assert 'hypothesis' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="no attribute 'page'"):
        testing.page  # type: ignore[attr-defined]  # noqa: B018


def test_without_hypothesis() -> None:
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "from boilerstrip import testing\n"
        "testing.seeded_pages(1)\n"
        "try: testing.pages()\n"
        "except ImportError as error: assert \"pip install 'boilerstrip[testing]'\" in str(error)\n"
        "else: raise SystemExit(1)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
