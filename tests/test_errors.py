"""Exceptions: one base, also of the built-in kind that callers expect, and messages that help."""

from __future__ import annotations

import inspect
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import errors
from boilerstrip.errors import BoilerstripError, InputError, OptionError, ServiceError, did_you_mean
from boilerstrip.options import OPTIONS

RAISED = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, BoilerstripError) and kind is not ServiceError
]
NAMES = list(OPTIONS)


@pytest.mark.parametrize("kind", RAISED)
def test_every_error_comes_back_from_another_process(kind: type[BoilerstripError]) -> None:
    again = pickle.loads(pickle.dumps(kind("why")))
    assert type(again) is kind
    assert str(again) == "why"


def test_wrong_input_and_wrong_options_are_what_python_calls_them() -> None:
    assert issubclass(InputError, TypeError)
    assert issubclass(OptionError, ValueError)
    assert issubclass(errors.FetchError, OSError)


@given(st.sampled_from(NAMES), st.data())
def test_a_name_with_one_wrong_letter_is_known_again(name: str, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(name) - 1))
    wrong = name[:i] + "~" + name[i + 1 :]
    assert did_you_mean(wrong.upper(), NAMES) == f"; did you mean {name!r}?" or len(name) < 5


@pytest.mark.parametrize("name", ["zzzzzzzzz", 3, None, "", "x" * 10_000])
def test_nothing_is_guessed_from_what_is_like_no_name(name: object) -> None:
    assert did_you_mean(name, NAMES) == ""


def test_a_part_of_a_name_is_enough() -> None:
    assert did_you_mean("title", ["include_title", "favor"]) == "; did you mean 'include_title'?"


@given(st.text())
def test_the_reason_of_a_service_error_is_one_short_line(reason: str) -> None:
    told = ServiceError("request", reason).reason
    assert len(told) <= 500
    assert len(told.splitlines()) <= 1
