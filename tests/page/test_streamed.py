"""Pages that came in pieces read as they do in a browser, where scripts have put the pieces in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page

PAGE = """
<main><h1>Ferry</h1><p>One.</p><!--$?--><template id="B:0"></template><p>Loading <!--$-->two<!--/$-->…</p><!--/$-->
<p>Four.</p></main><script>self.x = 1</script>
<div hidden id="S:0"><p>Two <template id="P:1"></template> more.</p><!--$?--><template id="B:1"></template><!--/$--></div>
<script nonce="x">$RC=function(b,c){};$RC("B:0","S:0")</script>
<div hidden id="S:1"><b>and a bit</b></div><script>$RS("S:1","P:1")</script>
<div hidden id="S:2"><p>Three.</p></div><script>$RR("B:1","S:2",[["a.css"]])</script>
"""


def texts(markup: str) -> list[str]:
    return [block.text for block in Page(markup).blocks]


def test_pieces_stand_where_they_belong() -> None:
    page = Page(PAGE)
    assert [block.text for block in page.blocks] == [
        "Ferry",
        "One.",
        "Two and a bit more.",
        "Three.",
        "Four.",
    ]
    assert not any(page.elements[block.element].hidden for block in page.blocks)


def test_what_stands_in_stays_where_its_end_is_missing() -> None:
    markup = '<p>One.<div><template id="B:0"></template><p>Wait.</p></div><div hidden id="S:0"><p>Two.</div>'
    assert texts(f'{markup}<script>$RC("B:0","S:0")</script>') == ["One.", "Two.", "Wait."]


@pytest.mark.parametrize(
    "calls",
    [
        '$RC("B:0","S:0");$RC("B:0","S:0")',
        '$RC("B:1","S:1")',
        '$RC("B:0","B:0")',
        '$RC("S:0","B:0")',
        '$RC("B:0","S:9");$RS("S:0","B:9")',
        '$RC("B:0","S:1;$RX("B:0")',
    ],
)
def test_calls_that_make_no_sense_lose_nothing_that_is_shown(calls: str) -> None:
    inside = '<div hidden id="S:1"><template id="B:1"></template>In.</div>'
    markup = f'<p>One.<div><template id="B:0"></template></div>{inside}<div hidden id="S:0">Two.</div>'
    assert set(texts(f"{markup}<script>{calls}</script>")) >= {"One.", "In."}


@given(st.lists(st.tuples(st.sampled_from("CRS"), st.integers(0, 3), st.integers(0, 3)), max_size=9))
def test_any_calls_leave_a_page(calls: list[tuple[str, int, int]]) -> None:
    nested = "".join(f'<div hidden id="S:{n}"><p>{n}<template id="B:{n}"></template>' for n in range(4))
    script = "".join(
        f'$R{kind}("{"BS"[kind == "S"]}:{a}","{"SB"[kind == "S"]}:{b}");' for kind, a, b in calls
    )
    assert "Shown." in texts(f"<p>Shown.</p>{nested}<script>{script}</script>")
