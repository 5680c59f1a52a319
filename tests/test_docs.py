"""Every example in the README is run, and prints what it says."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import boilerstrip
from boilerstrip import strategies, testing

ROOT = Path(__file__).parent.parent


def test_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(strategies, "_registry", dict(strategies._registry))
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert result.attempted > 10
    assert result.failed == 0


def test_docstrings() -> None:
    for module in (boilerstrip, testing):
        result = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
        assert result.attempted
        assert not result.failed
