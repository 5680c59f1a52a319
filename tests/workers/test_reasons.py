"""Messages for failures."""

from __future__ import annotations

import signal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.errors import FetchError
from boilerstrip.workers.reasons import describe_error, describe_exit


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (0, "exit code 0"),
        (3, "exit code 3"),
        (None, "exit code None"),
        (-signal.SIGTERM, "ended by SIGTERM"),
        (-999, "ended by signal 999"),
    ],
)
def test_how_a_process_ended(code: int | None, said: str) -> None:
    assert said in describe_exit(code)


@given(st.text())
def test_an_error_is_one_line_that_begins_with_its_kind(text: str) -> None:
    said = describe_error(ValueError(text))
    assert said.startswith("ValueError")
    assert len(said.splitlines()) == 1
    assert len(said) <= 500


def test_errors_of_boilerstrip_speak_for_themselves() -> None:
    assert describe_error(FetchError("no answer\nafter 5 s")) == "no answer after 5 s"
    assert describe_error(FetchError()) == "FetchError"
