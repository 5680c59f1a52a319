"""Videos and other frames within a text."""

from __future__ import annotations

from boilerstrip.page import Page
from tests.render.forms import forms


def test_frames_that_are_furniture_are_left_out() -> None:
    assert forms("<p>a</p><iframe src=https://ads.example/slot></iframe><p>b")[0] == "<p>a</p><p>b</p>"
    assert forms("<p>a</p><iframe src=javascript:video()></iframe><p>b")[0] == "<p>a</p><p>b</p>"
    assert forms("<p>a</p><object data=/drawing.svg></object><p>b")[0] == "<p>a</p><p>b</p>"
    assert forms("<p>a</p><lite-youtube videoid='\"><b>'></lite-youtube><p>b")[0] == "<p>a</p><p>b</p>"


def test_frames_of_cards_lead_to_the_page_that_they_are_of() -> None:
    card = '<iframe src="https://parts.example.com/embed?url=https%3A%2F%2Fa.example%2Fb" title="A list"></iframe>'
    assert [(embed.src, embed.title) for embed in Page(f"<p>a</p>{card}").embeds] == [
        ("https://a.example/b", "A list")
    ]
    player = '<iframe src="https://w.example.com/player/?url=https%3A//api.example.com/tracks/1"></iframe>'
    assert "player" in Page(f"<p>a</p>{player}").embeds[0].src
