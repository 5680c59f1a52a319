"""Videos and other frames within a text."""

from __future__ import annotations

from tests.render.forms import forms


def test_frames_that_are_furniture_are_left_out() -> None:
    assert forms("<p>a</p><iframe src=https://ads.example/slot></iframe><p>b")[0] == "<p>a</p><p>b</p>"
    assert forms("<p>a</p><iframe src=javascript:video()></iframe><p>b")[0] == "<p>a</p><p>b</p>"
    assert forms("<p>a</p><object data=/drawing.svg></object><p>b")[0] == "<p>a</p><p>b</p>"
    assert forms("<p>a</p><lite-youtube videoid='\"><b>'></lite-youtube><p>b")[0] == "<p>a</p><p>b</p>"
