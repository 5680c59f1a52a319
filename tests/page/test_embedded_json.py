"""JSON in scripts."""

from __future__ import annotations

import pytest

from boilerstrip import Limits
from boilerstrip.page import Page, embedded_body, embedded_json
from boilerstrip.strategies import structured


def test_state_is_read_no_more_often_than_it_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counted(source: str, at: int) -> tuple[object, int]:
        value, end = embedded_json.read_json(source, at)
        read.append(end - at)
        return value, end

    monkeypatch.setattr(embedded_body, "read_json", counted)
    script = "f(" + '{"a": ' * 20 + '["<p>"' + ",1" * 50_000
    structured.propose(Page(f"<p>x</p><script>{script}</script>", limits=Limits(embedded=110_000)))
    assert 100_000 < sum(read) < 3 * 110_000
