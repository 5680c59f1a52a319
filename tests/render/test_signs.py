"""Images and icons that stand for a sign."""

from __future__ import annotations

import pytest

from tests.render.pages import html, text


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ('cold <img class="emoji" alt="🙂" src="/e.png"> water', "cold 🙂 water"),
        ('cold <img src="/e.png" alt="⭐"> water', "cold ⭐ water"),
        ('<img src="/t.png" alt="T">he council', "The council"),
        ("a\u202etxet\u202c b", "atxet\u202c b"),
    ],
)
def test_signs_are_text(markup: str, message: str) -> None:
    assert text(f"<p>{markup}</p>") == message
    assert "<img" not in html(f"<p>{markup}</p>")
