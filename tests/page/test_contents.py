"""Links to parts of their own page."""

from __future__ import annotations

from boilerstrip.page import Page
from boilerstrip.page.contents import first_address, lead_within, link_targets

TEXT = "<h2 id=ebb>Ebb</h2><p>Water falls.</p><h2 id=flow>Flow</h2><p>It rises.</p>"


def page_of(*addresses: str) -> Page:
    return Page("".join(f"<p><a href='{address}'>There</a></p>" for address in addresses) + TEXT)


def test_links_lead_to_blocks() -> None:
    page = page_of("#ebb", "#flow")
    assert link_targets(page, page.blocks[:2]) == [2, 4]
    page = page_of("tide.html#ebb", "tide.html#flow")
    assert link_targets(page, page.blocks[:2]) == [2, 4]
    # nowhere, to several files, to no part, no link
    for addresses in (("#ebb", "#none"), ("tide.html#ebb", "moon.html#flow"), ("tide.html", "#ebb")):
        page = page_of(*addresses)
        assert link_targets(page, page.blocks[:2]) is None
    assert link_targets(page, page.blocks[2:3]) is None


def test_links_lead_within_the_page() -> None:
    for addresses, within in (
        (("#ebb", "#elsewhere"), True),
        (("tide.html#ebb", "tide.html#flow"), True),
        (("tide.html#ebb", "tide.html#moon"), False),
        (("tide.html#ebb", "moon.html#flow"), False),
        (("tide.html", "tide.html"), False),
    ):
        page = page_of(*addresses)
        assert lead_within(page, page.blocks[:2]) is within
    assert not lead_within(page_of(), page_of().blocks)


def test_the_first_link_of_a_line() -> None:
    page = Page("<p>In <a href='#ebb'>one</a> or <a href=/flow>two</a></p><p>None</p>")
    assert list(map(first_address, page.blocks)) == ["#ebb", ""]
