"""Where on a page the headline and the body are."""

from __future__ import annotations

from boilerstrip.metadata import MetadataReader
from boilerstrip.page import Page, Role
from boilerstrip.scoring.roles import with_roles


def test_a_long_notice_above_the_headline_is_not_the_body_yet() -> None:
    notice = (
        "We keep small files on your device so that the page works the way it should, and would like to keep "
    )
    notice += "some more of them so that we learn which of our stories are read."
    page = Page(f"<title>Storks are back</title><p>{notice}</p><h1>Storks are back</h1><p>By Ellen Marsh</p>")
    page = with_roles(page, MetadataReader(page))
    assert [block.role for block in page.blocks] == [Role.PARAGRAPH, Role.TITLE, Role.BYLINE]
