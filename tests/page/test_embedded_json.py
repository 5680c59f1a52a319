"""JSON in scripts."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_written_is_read(value: Any) -> None:
    assert embedded_json.parse_json(json.dumps(value)) == value
    assert embedded_json.parse_json(f"<!-- {json.dumps(value)}") == value


@pytest.mark.parametrize(
    "source",
    [
        '{"a": [1, 2,],}',
        '/* one */ {"a": // two\n [1, 2]}',
        "{&quot;a&quot;: [1, 2]}",
        '{"a": [1, 2]} trailing',
    ],
)
def test_the_usual_mistakes_are_mended(source: str) -> None:
    assert embedded_json.parse_json(source) == {"a": [1, 2]}


PIECES = st.sampled_from(
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"a"',
        '"',
        "1",
        "null",
        "// x\n",
        "/* , */",
        "/",
        "\\",
        "&quot;",
        "x",
        " ",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=15).map("".join))
def test_only_what_no_mending_helps_is_left_unmended(source: str) -> None:
    text = source.strip()
    value = embedded_json.read_json(text, 0)[0]
    if value is None:
        text = html.unescape(text) if '"' not in text else text
        mended = embedded_json._SLIPS.sub(
            lambda found: found[1] or "", text[re.search(r"[\[{]|$", text).start() :]
        )
        value = embedded_json.read_json(mended, 0)[0]
    assert embedded_json.parse_json(source) == value


@given(VALUES)
def test_objects_come_in_document_order_however_deep(value: Any) -> None:
    def walk(item: Any) -> list[dict[str, Any]]:
        inside = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
        return [*([item] if isinstance(item, dict) else []), *(o for one in inside for o in walk(one))]

    assert list(embedded_json.objects(value)) == walk(value)


def test_the_longest_wanted_text_is_found() -> None:
    value = [{"body": "short"}, {"body": "the longest one"}, {"title": "longer than all others"}]
    assert embedded_json.longest_text(value, 9, 3, 99, lambda key: key == "body") == "the longest one"
    assert embedded_json.longest_text(value, 9, 3, 10, lambda key: key == "body") == "short"
    assert embedded_json.longest_text(value, 1, 3, 99, lambda key: key == "body") == "short"
    assert embedded_json.longest_text(value, 9, 30, 99, lambda key: True) == ""


INNER = st.lists(st.sampled_from(["ferry", "Holm", '"', '"', "é", "(", "2024"]), min_size=1, max_size=6).map(
    " ".join
)


@given(st.dictionaries(st.sampled_from("abc"), INNER, min_size=1))
def test_quotation_marks_within_texts_are_read_as_they_stand(texts: dict[str, str]) -> None:
    # words stand around them
    texts = {key: f"x {text} y" for key, text in texts.items()}
    source = "{" + ", ".join(f'"{key}": "{text}"' for key, text in texts.items()) + ",}"
    assert embedded_json.parse_json(source) == texts


def test_what_is_no_json_is_not_mended_for_ever() -> None:
    assert embedded_json.parse_json('{"a": ' + '"x" ' * 100_000) is None
