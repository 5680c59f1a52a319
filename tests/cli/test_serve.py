"""The command that starts the service, where it cannot."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

pytest.importorskip("msgspec", reason="needs the serve extra")
pytest.importorskip("starlette", reason="needs the serve extra")
pytest.importorskip("uvicorn", reason="needs the serve extra")

from boilerstrip.cli import serve as serve_command


@pytest.mark.parametrize(
    "arguments",
    [["--workers=0"], ["--timeout=0"], ["--port=x"], ["--queue=0"], ["--fetch-network=x"], ["--fetch-network=10.0.0.0/8"]],
)  # fmt: skip
def test_wrong_arguments(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code: object = serve_command.main(arguments)
    except SystemExit as end:
        code = end.code
    assert code == 2
    assert "boilerstrip" in capsys.readouterr().err


def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert serve_command.main([f"--port={server.getsockname()[1]}", "--workers=1"]) == 3
    printed = capsys.readouterr().err
    assert printed.startswith("boilerstrip: ")
    assert printed.count("\n") == 1


def test_rules_that_cannot_be_used_do_not_serve(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = tmp_path / "rules.toml"
    for said in ('drop = ["p["]', "drop = ["):
        rules.write_text(said)
        assert serve_command.main(["--port=0", f"--rules={rules}"]) == 2
        assert str(rules) in capsys.readouterr().err
    assert serve_command.main(["--port=0", f"--rules={tmp_path / 'none.toml'}"]) == 2
