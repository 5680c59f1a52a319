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


def test_code_right_above_the_text_in_its_box_goes_with_it() -> None:
    page = Page("<main><h1>ebb</h1><pre>int ebb()</pre><div><p>text</p></div></main>")
    mask = [block.text == "text" for block in page.blocks]
    assert [b.text for b in page.blocks if with_code(page, mask)[b.index]] == ["int ebb()", "text"]
    # with nothing but the page around both, it may belong to something else
    page = Page("<pre>int ebb()</pre><p>text</p>")
    assert with_code(page, [False, True]) == [False, True]
