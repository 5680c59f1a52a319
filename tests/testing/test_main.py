"""The command `python -m boilerstrip.testing`."""

from __future__ import annotations

from pathlib import Path

import pytest

from boilerstrip.testing import __main__ as command
from boilerstrip.testing.checks import CHECKS

FUNCTIONS = "tests.testing.extractors"
HERE = f"{FUNCTIONS}:every_block"


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        command.main([HERE, f"{FUNCTIONS}:nothing", "--pages", "4", "--seed", "2", "--examples"])
        == command.DONE
    )
    printed = capsys.readouterr().out
    assert printed.startswith(f"4 pages, seed 2\n\n| property kept | {HERE} | {FUNCTIONS}:nothing |\n")
    assert "\n| article found | 1.000 | 0.000 |\n" in printed
    assert f"\n{HERE}: noise_left_out, broken on 4 of 4 pages\n" in printed
    assert "<NoisyPage: " in printed


def test_command_on_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.html").write_bytes("<meta charset=windows-1251><p>привет</p>".encode("windows-1251"))
    arguments = [HERE, "--folder", str(tmp_path), "--checks", "article_found,entities_encoded"]
    assert command.main(arguments) == command.DONE
    printed = capsys.readouterr().out
    assert printed.startswith("1 pages")
    assert "| article found | – |\n| entities encoded | 1.000 |" in printed


def test_command_with_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        command.main([f"{FUNCTIONS}:takes_bytes", "--bytes", "--pages", "3", "--checks", "charset_changed"])
        == 0
    )
    assert "| charset changed | 1.000 |" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["every_block"], command.WRONG_USE, "name an extractor as MODULE:FUNCTION, not 'every_block'"),
        (["no_such_module:extract"], command.WRONG_USE, "no_such_module"),
        ([f"{FUNCTIONS}:no_such"], command.WRONG_USE, "no_such"),
        ([f"{FUNCTIONS}:PAGES"], command.WRONG_USE, "is not a function"),
        ([HERE, "--folder", "no-such-folder"], command.UNREADABLE, "no-such-folder: No such file"),
        (
            [HERE, "--folder", str(Path(__file__).parents[1] / "benchmarks")],
            command.UNREADABLE,
            "no pages in it",
        ),
    ],
)
def test_wrong_use_of_the_command(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(arguments) == code
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([HERE, "--checks", "article_fund"], "there is no check 'article_fund'; there are: article_found"),
        ([HERE, "--pages", "0"], "at least one page"),
        ([], "required: MODULE:FUNCTION"),
    ],
)
def test_options_of_the_command(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        command.main(arguments)
    assert message in capsys.readouterr().err


def test_help_lists_every_check(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--help"])
    printed = capsys.readouterr().out
    assert all(name in printed for name in CHECKS)
