"""The command `boilerstrip mcp`, where it cannot serve."""

from __future__ import annotations

import pytest

from boilerstrip.cli import mcp


@pytest.mark.parametrize("arguments", [["--timeout", "0"], ["--workers", "0"]])
def test_numbers_that_cannot_be_are_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert mcp.main(arguments) == 2
    assert arguments[0].removeprefix("--") in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--max-body", "0"], ["--fetch-network", "x"], ["--unknown"]])
def test_arguments_that_argparse_refuses(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        mcp.main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: boilerstrip mcp")
