"""What the tests of `boilerstrip batch` share: sources to read, runs of the command, what a run wrote."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from boilerstrip.cli.batch import main
from tests.conftest import SAMPLES

FAST = ["-s", "structured,semantic,density,records", "-w", "2"]
# for tests that need the command as a process of its own
COMMAND = [sys.executable, "-m", "boilerstrip.cli.batch"]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(SAMPLES.parent)}
posix = pytest.mark.skipif(os.name != "posix", reason="needs signals, pipes and terminals as in POSIX")


def html(name: str) -> str:
    sentence = (
        f"The {name} ferry will run all winter, the council said, and the islands will be served by it. "
    )
    return f"<html><title>The {name} ferry</title><article><h1>The {name} ferry</h1><p>{sentence * 4}</p><p>{sentence * 5}</p></article>"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    code = main([*map(str, arguments), *FAST])
    shown = capsys.readouterr()
    assert shown.out == ""
    return code, shown.err


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ids(path: Path) -> list[str]:
    return [line["id"] for line in lines(path)]


def beside(out: Path, ending: str) -> Path:
    return out.with_name(out.name + ending)
