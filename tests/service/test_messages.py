"""Messages of the service: any bytes are a request or an error with a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("msgspec", reason="needs the serve extra")

from boilerstrip.errors import ServiceError
from boilerstrip.options import at_door
from boilerstrip.service import messages
from boilerstrip.service.messages import (
    STATUSES,
    BatchRequest,
    ExtractRequest,
    Query,
    convert,
    decode,
    encode,
)


@given(
    st.one_of(
        st.binary(),
        st.recursive(
            st.none() | st.text(max_size=4), lambda x: st.lists(x) | st.dictionaries(st.text(max_size=4), x)
        ).map(encode),
    )
)
def test_any_bytes_are_a_request_or_an_error_of_the_caller(data: bytes) -> None:
    raised: list[ServiceError] = []
    for kind in (ExtractRequest, BatchRequest):
        try:
            decode(data, kind)
        except ServiceError as error:
            raised.append(error)
    assert all(messages.status_of(error) == 400 and error.reason for error in raised)


@pytest.mark.parametrize(
    ("message", "kind", "said"),
    [
        ({"html": 3}, "request", "html"),
        ({"html": "<p>", "urll": "x"}, "request", "did you mean 'url'?"),
        ({"html": "<p>", "options": {"effrt": "fast"}}, "option", "did you mean 'effort'?"),
        ({"html": "<p>", "options": {"effort": 3}}, "option", "effort"),
    ],
)
def test_the_reason_says_where_the_mistake_is(message: dict[str, Any], kind: str, said: str) -> None:
    with pytest.raises(ServiceError) as raised:
        decode(json.dumps(message).encode(), ExtractRequest)
    assert raised.value.kind == kind
    assert said in raised.value.reason


def test_parameters_are_text_and_options_have_their_types() -> None:
    query = convert({"effort": "fast", "blocks": "true", "url": "https://x.example"}, Query)
    assert query.request("<p>x").options.effort == "fast"
    assert query.request("<p>x").blocks is True
    with pytest.raises(ServiceError, match="did you mean 'effort'"):
        convert({"effrt": "fast"}, Query)
    assert {option.name for option in at_door("service")} <= set(Query.__struct_fields__)


@given(st.sampled_from(sorted(STATUSES)), st.text())
def test_an_error_is_one_line_of_json(kind: str, reason: str) -> None:
    error = ServiceError(kind, reason)
    line = messages.error_json(error, id=3)
    assert line.count(b"\n") == 1
    value = json.loads(line)
    assert value["id"] == 3
    assert value["error"]["kind"] == kind
