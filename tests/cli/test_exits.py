"""Exit codes and messages of all commands."""

from __future__ import annotations

import pytest

from boilerstrip.cli.exits import INTERRUPTED, UNREADABLE, WRONG_USE, one_line, run
from boilerstrip.errors import FetchError, InputError, OptionError


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (OptionError("there is no option 'x'"), WRONG_USE, "boilerstrip: there is no option 'x'\n"),
        (InputError("no\npage"), UNREADABLE, "boilerstrip: no page\n"),
        (FetchError("gone"), UNREADABLE, "boilerstrip: gone\n"),
        (FileNotFoundError(2, "No such file", "a.html"), UNREADABLE, "boilerstrip: a.html: No such file\n"),
        (KeyboardInterrupt(), INTERRUPTED, ""),
    ],
)
def test_each_kind_of_error_has_its_code_and_one_line(
    error: BaseException, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def work() -> int:
        raise error

    assert run(work) == code
    assert capsys.readouterr().err == message


def test_errors_of_the_program_itself_are_not_hidden() -> None:
    def work() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(work)


def test_what_to_do_after_an_interrupt_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> int:
        raise KeyboardInterrupt

    assert run(work, "run it again to go on") == INTERRUPTED
    assert "run it again" in capsys.readouterr().err
    assert run(lambda: 1) == 1


def test_an_error_without_a_message_has_its_name() -> None:
    assert one_line(ValueError()) == "ValueError"
    assert one_line(OSError(28, "No space left")) == "No space left"
