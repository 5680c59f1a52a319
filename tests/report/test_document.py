"""The report as a self-contained HTML file."""

from __future__ import annotations

import base64
import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.report.document import asset, digest, fill, json_script, policy, script


@given(st.recursive(st.text("<>&/a\u2028"), lambda inner: st.lists(inner, max_size=3), max_leaves=6))
def test_data_in_a_script_is_no_markup_and_comes_back(value: object) -> None:
    markup = json_script("data", value)
    opening, rest = markup.split(">", 1)
    inner, closing = rest.rsplit("</", 1)
    assert (opening, closing) == ('<script type="application/json" id="data"', "script>")
    assert not set("<>&\u2028\u2029") & set(inner)
    assert json.loads(inner) == value


@given(st.text(max_size=20))
def test_values_add_no_placeholders(text: str) -> None:
    assert fill("{{one}}|{{two}}", one=text, two="2") == f"{text}|2"
    assert fill("{{one}}", one="{{two}}", two="never") == "{{two}}"


def test_the_policy_allows_the_hashes_of_its_own_files_alone() -> None:
    hashed = base64.b64encode(hashlib.sha256(script("report.js").encode()).digest()).decode()
    assert f"script-src 'sha256-{hashed}'" in policy()
    assert digest(asset("report.css")) in policy()
    assert digest(asset("report.css")) not in policy("report.js", "survey.css")
    assert "unsafe" not in policy()
