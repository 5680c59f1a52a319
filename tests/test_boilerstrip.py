"""The public names, and what importing them costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import boilerstrip


@pytest.mark.parametrize("name", boilerstrip.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(boilerstrip, name).__doc__


def test_no_other_name_is() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extract_nothing'"):
        _ = boilerstrip.extract_nothing  # type: ignore[attr-defined]


def test_importing_brings_nothing_heavy() -> None:
    code = (
        "import sys; before = set(sys.modules); import boilerstrip; "
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    brought = set(done.stdout.split())
    # what is compiled brings a module or two that exist in memory alone
    cython = {name for name in brought if "cython" in name}
    assert brought - sys.stdlib_module_names - cython == {"boilerstrip"}
    heavy = (
        "asyncio concurrent ctypes decimal email http logging multiprocessing pickle socket subprocess ssl"
    )
    assert not brought & {*heavy.split(), "tempfile", "tomllib", "unittest", "xml"}
