"""Pages flattened to text by the tools that training uses."""

from __future__ import annotations

import pytest

from benchmarks.training.flatten import TOOLS, flatten

PACKAGES = {"beautifulsoup": "bs4", "resiliparse": "resiliparse"}


@pytest.mark.parametrize("tool", TOOLS)
def test_all_text_comes_along_and_no_markup(tool: str) -> None:
    pytest.importorskip(PACKAGES[tool], reason=f"{tool} comes with the extra `train`")
    page = "<title>T</title><nav><a href=/>Domů</a></nav><p>Převoz jede <b>celou</b> zimu.<p>Konec."
    text = flatten(page.encode(), tool)
    assert "<" not in text
    assert text.split()[-6:] == ["Domů", "Převoz", "jede", "celou", "zimu.", "Konec."]
    assert len(text.strip().splitlines()) > 2


def test_lines_are_lost_where_the_markup_has_none() -> None:
    pytest.importorskip("bs4", reason="beautifulsoup comes with the extra `train`")
    pytest.importorskip("resiliparse", reason="resiliparse comes with the extra `train`")
    page = b"<nav><a href=/>Home</a><a href=/s>Sport</a></nav><p>The ferry runs.</p><p>It is cold.</p>"
    assert flatten(page, "glued") == "HomeSportThe ferry runs.It is cold."
    assert flatten(page, "joined").endswith("The ferry runs. It is cold.")


def test_a_tool_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        flatten(b"x", "scissors")
