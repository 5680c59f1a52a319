"""Videos and other frames within a text."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page, embeds
from tests.render.forms import forms


def test_frames_that_are_furniture_are_left_out() -> None:
    assert forms("<p>a</p><iframe src=https://ads.example/slot></iframe><p>b")[0] == "<p>a</p><p>b</p>"
    assert forms("<p>a</p><iframe src=javascript:video()></iframe><p>b")[0] == "<p>a</p><p>b</p>"
    assert forms("<p>a</p><object data=/drawing.svg></object><p>b")[0] == "<p>a</p><p>b</p>"
    assert forms("<p>a</p><lite-youtube videoid='\"><b>'></lite-youtube><p>b")[0] == "<p>a</p><p>b</p>"


@pytest.mark.parametrize("tag", sorted(embeds.PLAYER_TAGS))
def test_what_a_player_shows_is_in_its_place(tag: str) -> None:
    name, address = embeds._PLAYERS[tag]
    stated = "/video/1" if name == "src" else "123456"
    page = Page(f"<p>a</p><{tag} {name}={stated} aria-label='A film'><p>Loading</p></{tag}><p>b")
    assert [(embed.before, embed.title) for embed in page.embeds] == [(1, "A film")]
    assert page.embeds[0].src == embeds._watch_page(address.format(stated))
    assert [block.text for block in page.blocks] == ["a", "b"]


def test_a_player_of_nothing_shows_what_is_in_it() -> None:
    page = Page("<p>a</p><lite-youtube videoid='?'>Our film</lite-youtube><p>b")
    assert not page.embeds
    assert [block.text for block in page.blocks] == ["a", "Our film", "b"]


def test_frames_of_cards_lead_to_the_page_that_they_are_of() -> None:
    card = '<iframe src="https://parts.example.com/embed?url=https%3A%2F%2Fa.example%2Fb" title="A list"></iframe>'
    assert [(embed.src, embed.title) for embed in Page(f"<p>a</p>{card}").embeds] == [
        ("https://a.example/b", "A list")
    ]
    player = '<iframe src="https://w.example.com/player/?url=https%3A//api.example.com/tracks/1"></iframe>'
    assert "player" in Page(f"<p>a</p>{player}").embeds[0].src


def test_an_object_that_shows_an_image_is_one() -> None:
    fallback = "<object type=image/svg+xml data=/chart.svg>Chart <img src=/chart.png alt='Loads'></object>"
    assert forms(f"<p>a</p>{fallback}<p>b")[1] == "a\n\n![Loads](/chart.png)\n\nb"
    named = "<object data='/chart.svg' width=700 height=500>Loads by year</object>"
    assert forms(f"<p>a</p>{named}<p>b")[1] == "a\n\n![Loads by year](/chart.svg)\n\nb"


def test_the_card_of_a_page_is_linked_once() -> None:
    card = (
        "<figure><blockquote class=wp-embedded-content><a href=https://x.example/p>The book</a></blockquote>"
        "<iframe class=wp-embedded-content src=https://x.example/p/embed/></iframe></figure>"
    )
    assert forms(f"<p>a</p>{card}<p>b")[1].count("https://x.example/p") == 1
    assert not Page(f"<p>a</p>{card}<p>b").embeds
    frame = "<iframe class=wp-embedded-content src=https://x.example/p/embed/></iframe>"
    assert Page(f"<p>a</p><figure>{frame}</figure><figure><blockquote>b</blockquote></figure>").embeds


def test_cards_in_nested_figures_take_no_quadratic_time() -> None:
    frames = "<iframe class=wp-embedded-content src=https://x.example/p/embed/></iframe>" * 500
    page = Page(f"<p>a</p>{'<figure>' * 400}{'<b>c</b>' * 20_000}{frames}{'</figure>' * 400}<p>b")
    assert page.blocks[-1].text == "b"
