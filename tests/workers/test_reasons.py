"""Messages for failures."""

from __future__ import annotations

import signal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.errors import FetchError
from boilerstrip.workers.reasons import describe_error, describe_exit


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (0, "exit code 0"),
        (3, "exit code 3"),
        (None, "exit code None"),
        (-signal.SIGTERM, "ended by SIGTERM"),
        (-999, "ended by signal 999"),
    ],
)
def test_how_a_process_ended(code: int | None, message: str) -> None:
    assert message in describe_exit(code)


@given(st.text())
def test_an_error_is_one_line_that_begins_with_its_kind(text: str) -> None:
    message = describe_error(ValueError(text))
    assert message.startswith("ValueError")
    assert len(message.splitlines()) == 1
    assert len(message) <= 500


def test_errors_of_boilerstrip_speak_for_themselves() -> None:
    assert describe_error(FetchError("no answer\nafter 5 s")) == "no answer after 5 s"
    assert describe_error(FetchError()) == "FetchError"
