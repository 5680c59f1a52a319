"""Text that occurs twice."""

from __future__ import annotations

import pytest

from boilerstrip.discard import discard
from boilerstrip.page import Page
from tests.discard.pages import BODY, STORY, WRITTEN, dropped


@pytest.mark.parametrize(
    ("shown", "hidden"),
    [
        ("", "style='display:none'"),
        ("", "hidden"),
        ("", "aria-hidden=true"),
        ("", "class='d-none'"),
        ("class='hidden-xs'", "class='visible-xs'"),
        ("class='hidden md:block'", "class='md:hidden'"),
        ("class='desktop-only'", "class='mobile-only'"),
        ("class='body-desktop'", "class='body-mobile'"),
    ],
)
@pytest.mark.parametrize("first", [False, True])
def test_a_body_that_stands_twice_comes_once(shown: str, hidden: str, *, first: bool) -> None:
    copies = [f"<div {shown}>{BODY}</div>", f"<div {hidden}>{BODY}</div>"]
    page = Page(f"<main>{''.join(reversed(copies) if first else copies)}</main>")
    reasons = discard(page, [True] * len(page.blocks), [1.0] * len(page.blocks))
    assert set(reasons.values()) == {"hidden repeat of what is shown"}
    assert sorted(page.blocks[at].text for at in reasons) == sorted(STORY)
    # of two texts that are shown, the first stays, or the one that is kept
    shown_twice = Page(f"<main><div>{BODY}</div><div>{BODY}</div></main>")
    n = len(shown_twice.blocks)
    for kept in ([True] * n, [i < n // 2 for i in range(n)], [i >= n // 2 for i in range(n)]):
        reasons = discard(shown_twice, kept, [1.0] * n)
        assert set(reasons.values()) == {"repeat of a text that is kept"}
        assert sorted(reasons) == list(range(n // 2, n) if kept[0] else range(n // 2))


def test_what_is_kept_nowhere_else_is_no_repeat() -> None:
    page = Page(f"<main><div>{BODY}</div><div hidden>{WRITTEN[0]}</div></main>")
    assert discard(page, [True] * len(page.blocks), [1.0] * len(page.blocks)) == {}


def test_cells_and_texts_of_their_own_are_no_repeats() -> None:
    row = "<tr><td>Rest day<td class=hidden-xs>Rest day<td>Run for an hour"
    assert dropped(f"{BODY}<table>{row}{row}</table><div hidden><p>{WRITTEN[0]}</p></div>") == {}
    # a note that quotes the text is about something else
    note = "".join(f"<p>{paragraph}</p>" for paragraph in (*WRITTEN, STORY[0]))
    assert dropped(f"{BODY}<div class=mobile>{note}</div>") == {}


def test_a_heading_for_each_face_of_a_card_comes_once() -> None:
    card = f"<div><h3>The well</h3></div><div><h3>The well</h3><p>{WRITTEN[0]}</p></div>"
    assert list(dropped(f"{BODY}{card}").values()) == ["repeat of the heading above"]
    # a part may be called as the whole is, and what stands between is headed by the first
    for other in (
        "<h2>The well</h2><h3>The well</h3>",
        f"<h3>The well</h3><p>{WRITTEN[1]}</p><h3>The well</h3>",
    ):
        assert dropped(f"{BODY}{other}<p>{WRITTEN[0]}</p>") == {}
