"""The description of the service in OpenAPI."""

from __future__ import annotations

import json
import re

import pytest

pytest.importorskip("msgspec", reason="needs the serve extra")
pytest.importorskip("starlette", reason="needs the serve extra")
pytest.importorskip("uvicorn", reason="needs the serve extra")

from tests.service.running import Service


def test_openapi_is_valid_and_names_every_address(service: Service) -> None:
    status, document = service.ask("/openapi.json")
    assert status == 200
    assert set(document["paths"]) == {"/extract", "/extract/batch", "/report", "/health"}
    names = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert names <= set(document["components"]["schemas"])
    validator = pytest.importorskip("openapi_spec_validator", reason="checks OpenAPI documents")
    validator.validate(document)
