"""Images of a body and their captions."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from boilerstrip.page.tags import CLEANED
from boilerstrip.render.html import to_html
from tests.render.bodies import IMAGE, SENTENCE
from tests.render.pages import html


def test_images_inside_the_body_stay() -> None:
    rendered = html("<p>one</p><img src=/i.png alt='A &quot;boat&quot;'><p>two</p><img src=end.png>")
    assert '<img src="/i.png" alt="A &quot;boat&quot;">' in rendered
    assert rendered.endswith('<p><img src="end.png" alt=""></p>')


def test_an_image_stays_without_its_caption() -> None:
    figure = html("<p>one</p><figure><img src=a.jpg><figcaption>A boat</figcaption></figure><p>two</p>")
    assert '<figure><img src="a.jpg" alt=""><figcaption>A boat</figcaption></figure>' in figure
    page = Page("<p>one</p><figure><img src=a.jpg><figcaption>A boat</figcaption></figure><p>two</p>")
    one, caption, two = page.blocks
    assert "a.jpg" in to_html(page, [one, caption, two])
    assert "a.jpg" in to_html(page, [one, two])
    assert "a.jpg" not in to_html(page, [one])
    assert "a.jpg" not in to_html(page, [two])


@pytest.mark.parametrize(
    ("markup", "figure"),
    [
        # two parts of a caption are one; a box without a telling name; what only readers of the screen hear
        (
            "<figure><img src=/a><figcaption><p>A boat<p>Photo: B</figcaption></figure>",
            "<figure>IMG<figcaption>A boat<p>Photo: B</p></figcaption></figure>",
        ),
        (
            "<div class=x1><div class=x2><img src=/a></div><div>A boat</div><div>Agency</div></div>",
            "<figure>IMG<figcaption>A boat<p>Agency</p></figcaption></figure>",
        ),
        (
            "<section><p class=visually-hidden>More</p><figure><img src=/a><figcaption>A boat</figcaption></figure></section>",
            "<figure>IMG<figcaption>A boat</figcaption></figure>",
        ),
        (
            "<figure><figure><img src=/a></figure><figcaption>Both</figcaption></figure>",
            "<figure><figure>IMG</figure><figcaption>Both</figcaption></figure>",
        ),
        # the first moment of a video, the image of a teaser
        ("<div class=video-player><img src=/a><div>2:04 A film</div></div>", ""),
        ("<div class=x1><img src=/a><h3>Another matter</h3><div>Its text</div></div>", ""),
        ("<div class=x1><img src=/a><div><a href=/b>Another matter</a></div></div>", ""),
    ],
)
def test_an_image_goes_with_the_caption_in_its_box(markup: str, figure: str) -> None:
    page = Page(f"<div><p>one</p>{markup}<p>two</p></div>")
    kept = [block for block in page.blocks if block.text in ("one", "two")]
    found = to_html(page, kept).replace(f' {CLEANED}="caption"', "").replace('<img src="/a" alt="">', "IMG")
    assert found == f'<article {CLEANED}="1"><p>one</p>{figure}<p>two</p></article>'


@pytest.mark.parametrize(
    ("markup", "figure"),
    [
        (
            "<figure><table><tr><td>a<td>b<tr><td>c<td>d</table><figcaption>N</figcaption></figure>",
            "<figure><table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>"
            "<figcaption>N</figcaption></figure>",
        ),
        (
            "<figure><blockquote><p>q</blockquote><figcaption>N</figcaption></figure>",
            "<figure><blockquote><p>q</p></blockquote><figcaption>N</figcaption></figure>",
        ),
        (
            "<figure><figcaption>N</figcaption><pre>x</pre></figure>",
            "<figure><figcaption>N</figcaption><pre><code>x</code></pre></figure>",
        ),
        ("<figure><figcaption>N</figcaption><p>x</p></figure>", "<p>x</p>"),
    ],
)
def test_tables_listings_and_quotations_keep_their_captions(markup: str, figure: str) -> None:
    page = Page(f"<p>one</p>{markup}<p>two</p>")
    found = to_html(page, [block for block in page.blocks if block.role != "caption"])
    found = found.replace(f' {CLEANED}="caption"', "")
    assert found == f'<article {CLEANED}="1"><p>one</p>{figure}<p>two</p></article>'


def test_captions_of_images_of_another_part_of_the_page_are_not_shown() -> None:
    carousel = f"<div class=carousel><figure><a href=/x>{IMAGE}</a><figcaption>N</figcaption></figure></div>"
    text = f"<p>{SENTENCE} {SENTENCE}</p>"
    page = Page(
        f"<body>{carousel}<p>Far from it: {SENTENCE * 12}</p><h1>Title</h1><main>{text * 4}</main></body>"
    )
    kept = [block for block in page.blocks if not block.text.startswith(("Far from", "Title"))]
    assert to_html(page, kept) == f'<article {CLEANED}="1">{text * 4}</article>'
