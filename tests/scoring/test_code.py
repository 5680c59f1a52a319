"""Code goes with the text around it."""

from __future__ import annotations

from boilerstrip.page import Page
from boilerstrip.scoring.code import with_code


def test_code_goes_with_the_text_that_leads_to_it() -> None:
    page = Page(
        "<div><p>text one</p><pre>a = 1\nb = 2</pre><p>advert</p><pre>c = 3</pre></div>"
        "<div><p>menu</p><pre>lost</pre></div><pre>lost too</pre>"
    )
    mask = with_code(page, [block.text.startswith("text") for block in page.blocks])
    kept = [block.text for block in page.blocks if mask[block.index]]
    assert kept == ["text one", "a = 1\nb = 2", "c = 3"]


def test_code_in_boxes_of_its_own_goes_with_the_text_that_leads_to_it() -> None:
    page = Page("<div><p>text</p><div class=box><div class=code><pre>a = 1</pre></div></div></div>")
    assert with_code(page, [True, False]) == [True, True]


def test_code_between_what_is_kept_stays_wherever_it_stands() -> None:
    page = Page(
        "<pre>lost = 0</pre><p>text one</p><div><p>menu</p><div><pre>a = 1</pre></div></div><p>text two</p>"
    )
    mask = with_code(page, [block.text.startswith("text") for block in page.blocks])
    assert [block.text for block in page.blocks if mask[block.index]] == ["text one", "a = 1", "text two"]
