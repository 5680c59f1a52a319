"""The command `boilerstrip rules`."""

from __future__ import annotations

import pytest

from boilerstrip.cli.command import main


def test_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"phrases", "named-boxes", "comments"} <= set(listed)
