"""The OpenAPI document: the addresses by hand, the messages out of their types."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

import boilerstrip
from boilerstrip.options import OPTIONS
from boilerstrip.service import messages
from boilerstrip.service.messages import STATUSES, encode

_SHARED = ("request", "option", "refused", "slow", "size", "type", "busy", "workers", "error")
_WORK = (*_SHARED, "input", "fetch", "timeout", "crash", "memory")
_MARKUP = {"schema": {"type": "string", "format": "binary"}}


@cache
def document() -> bytes:
    """The OpenAPI 3.1 document of the service, as JSON."""
    return encode(
        {
            "openapi": "3.1.0",
            "info": {"title": "boilerstrip", "version": boilerstrip.__version__},
            "paths": _paths(),
            "components": {"schemas": _schemas()},
        }
    )


def _schemas() -> dict[str, Any]:
    """The messages, out of their types."""
    _, schemas = msgspec.json.schema_components(
        [
            messages.ExtractRequest, messages.BatchRequest, messages.Form, messages.ExtractAnswer,
            messages.BatchResult, messages.BatchProblem, messages.ProblemAnswer, messages.HealthAnswer,
        ],
        ref_template="#/components/schemas/{name}",
    )  # fmt: skip
    schemas["ProblemText"]["properties"]["kind"]["enum"] = list(STATUSES)
    either = {"oneOf": [_ref("BatchResult"), _ref("BatchProblem")]}
    schemas["BatchAnswer"] = {
        "type": "object",
        "properties": {"results": {"type": "array", "items": either}},
        "required": ["results"],
    }
    return schemas


def _parameters() -> list[dict[str, Any]]:
    """What may stand in an address behind its question mark."""
    _, query = msgspec.json.schema_components([messages.Query], ref_template="#/components/schemas/{name}")
    return [
        {"name": name, "in": "query", "schema": schema, **_style(name)}
        for name, schema in query["Query"]["properties"].items()
    ]


def _paths() -> dict[str, Any]:
    """The addresses."""
    page = {"application/json": {"schema": _ref("ExtractRequest")}, "text/html": _MARKUP}
    form = {"application/x-www-form-urlencoded": {"schema": _ref("Form")}}
    html = {"text/html": {"schema": {"type": "string"}}}
    return {
        "/extract": {
            "post": {
                "summary": "Strip the boilerplate off one page",
                "description": "The page as it is, its options in the address; or all of it in JSON.",
                "parameters": _parameters(),
                "requestBody": {"required": True, "content": page},
                "responses": _responses("The body, and how it came about", _json("ExtractAnswer"), _WORK),
            }
        },
        "/extract/batch": {
            "post": {
                "summary": f"Strip the boilerplate off up to {messages.MAX_PAGES} pages",
                "description": "A page without a result has its problem in its place.",
                "requestBody": {"required": True, "content": _json("BatchRequest")},
                "responses": _responses("A result for each page, in order", _json("BatchAnswer"), _SHARED),
            }
        },
        "/report": {
            "post": {
                "summary": "Show why blocks of a page were kept or dropped",
                "parameters": _parameters(),
                "requestBody": {"required": True, "content": page | form},
                "responses": _responses("The report, a page to look at", html, _WORK, problem=html),
            }
        },
        "/health": {
            "get": {
                "summary": "Tell how the service is",
                "responses": {
                    "200": {"description": "It works", "content": _json("HealthAnswer")},
                    "503": {"description": "Worker processes do not start", "content": _json("HealthAnswer")},
                },
            }
        },
    }


def _style(name: str) -> dict[str, Any]:
    """How a parameter has several values: with commas between them, or given once for each."""
    option = OPTIONS.get(name)
    if option is None or option.kind != "names":
        return {}
    return {"style": "form", "explode": option.declared.repeated}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": _ref(name)}}


def _responses(
    good: str, content: dict[str, Any], kinds: tuple[str, ...], problem: dict[str, Any] | None = None
) -> dict[str, Any]:
    responses: dict[str, Any] = {"200": {"description": good, "content": content}}
    for status in sorted({STATUSES[kind] for kind in kinds}):
        of_status = ", ".join(kind for kind in kinds if STATUSES[kind] == status)
        described = {"description": f"Of kind {of_status}", "content": problem or _json("ProblemAnswer")}
        if status == 503:
            described["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
        responses[str(status)] = described
    return responses
