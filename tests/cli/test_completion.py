import shutil
import subprocess
import sys

import pytest

from boilerstrip.cli import main
from boilerstrip.cli.command import COMMANDS
from boilerstrip.cli.completion import SHELLS, whole_parser


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_is_in_it(shell, capsys):
    pytest.importorskip("shtab", reason="made by shtab where it is installed")
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(name in script for name in (*COMMANDS, "--front-matter", "--max-body"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash on this machine")
def test_bash_can_read_it(tmp_path, capsys):
    pytest.importorskip("shtab", reason="made by shtab where it is installed")
    main(["completion", "bash"])
    script = tmp_path / "completion"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    subprocess.run(["bash", "-n", str(script)], check=True)


def test_without_shtab(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 3
    assert "boilerstrip[completion]" in capsys.readouterr().err


def test_unknown_shell():
    with pytest.raises(SystemExit) as raised:
        main(["completion", "fish"])
    assert raised.value.code == 2


def test_options_of_every_command():
    (commands,) = [
        action for action in whole_parser()._actions if action.choices and "batch" in action.choices
    ]
    assert set(commands.choices) == set(COMMANDS)
    assert "--output" in commands.choices["batch"].format_help()
