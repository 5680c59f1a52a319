"""Notices in place of a body."""

from __future__ import annotations

from tests.discard.pages import BODY, STORY, dropped


def test_a_notice_goes_where_it_is_doubtful_and_stays_where_it_is_quoted() -> None:
    notice = "You need to enable JavaScript to run this app."
    page = f"<article>{BODY}<p>{notice}</p></article>"
    sure = [0.9] * len(STORY)
    assert dropped(page, [*sure, 0.3]) == {notice: "notice: “you need to enable javascript”"}
    assert dropped(page, [*sure, 0.8]) == {}
