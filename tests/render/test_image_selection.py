"""Which images of a page belong to its body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.page import Page
from boilerstrip.page.tags import CLEANED
from boilerstrip.render.html import to_html
from tests.conftest import examples_of
from tests.render.bodies import FORMS, IMAGE, SENTENCE, body, sources
from tests.render.pages import html


def slide(n: int, name: str = "") -> str:
    caption = f'<p class="slide-caption">Well {n}</p>'
    return f'<div class="slide {name}"><img src="/slide{n}.jpg" width="800" height="500">{caption}</div>'


CONTROLS = '<div class="prev">Previous</div><div class="next">Next</div><div>1 / 2</div>'


def test_galleries_amid_the_text_are_part_of_it() -> None:
    found = body(f'<div class="swiper">{slide(1)}{slide(2)}{slide(1, "duplicate")}{CONTROLS}</div>')
    assert sources(found) == ["/slide1.jpg", "/slide2.jpg"]
    assert "Well 2</figcaption>" in found.html
    assert "Previous" not in found.html
    # teasers lead elsewhere, and an unnamed box says nothing
    teaser = '<a href="/{0}"><img src="/slide{0}.jpg"><p>What another article of the paper is called</p></a>'
    teasers = "".join(f'<div class="slide">{teaser.format(n)}</div>' for n in range(3))
    assert not sources(body(f'<div class="carousel">{teasers}</div>'))
    unnamed = f'<div class="box">{slide(1)}{slide(2)}{CONTROLS * 3}</div>'.replace("slide", "card")
    assert not sources(body(unnamed))


@pytest.mark.parametrize(
    "markup",
    [
        '<figure><h4>Figure 1.</h4><p><a href="/fig"><img src="/i.jpg"></a></p><p><a href="/fig">Open in a new tab</a></p>'
        "<figcaption>A lid</figcaption></figure>",
        '<div class="card"><img src="/i.jpg"><div class="image-credit"><a href="/lo">Lo Fi</a></div></div>',
        '<div><button aria-label="Enlarge"><img src="/i.jpg"></button></div>',
        '<div class="gallery"><div style="visibility:hidden"><img src="/i.jpg"></div></div>',
    ],
)
def test_what_viewers_and_papers_put_beside_an_image_takes_none_away(markup: str) -> None:
    assert sources(body(markup)) == ["/i.jpg"]


def test_an_image_right_below_the_headline_that_the_page_states_is_its_lead() -> None:
    other = (
        f"<div>{''.join(f'<h3>Another long headline of the paper number {n}</h3>' for n in range(30))}</div>"
    )
    page = (
        '<title>Wells</title><meta property="og:image" content="https://example.org/wells-600.jpg">'
        f'<article><h1>Wells of the old town</h1><div><img src="/wells-1200.jpg"></div>{other}'
        f"{f'<p>{SENTENCE} {SENTENCE}</p>' * 4}</article>"
    )
    found = boilerstrip.extract(page, url="https://example.org/a/b", effort="fast")
    assert sources(found) == ["/wells-1200.jpg"]


def test_a_captioned_picture_behind_the_text_is_part_of_it() -> None:
    text = f"<p>{SENTENCE} {SENTENCE}</p>" * 3
    last = '<div class="{}"><img src="/i.jpg" width="800" height="450"><span>The well by night</span></div>'
    for name, is_part in (("photo", True), ("teaser", False), ("author-photo", False)):
        page = f"<title>Wells</title><article><h1>Wells</h1><div>{text}{last.format(name)}</div></article>"
        found = boilerstrip.extract(page, url="https://example.org/a/b", effort="fast")
        assert (sources(found) == ["/i.jpg"]) is is_part, name
        assert ("The well by night</figcaption>" in found.html) is is_part


def test_an_image_in_the_row_above_the_text_is_part_of_it() -> None:
    text = f"{SENTENCE} {SENTENCE}<br><br>" * 4
    page = (
        "<title>Wells</title><table><tr><td>Wells</td></tr><tr><td><img src=/i.gif width=400 height=300></td></tr>"
        f"<tr><td>{text}</td></tr></table>"
    )
    assert sources(boilerstrip.extract(page, url="https://example.org/a/b", effort="fast")) == ["/i.gif"]


@pytest.mark.parametrize("place", ["before", "after"])
@examples_of(20)
@given(st.sampled_from([form for form in FORMS if SENTENCE not in form]))
def test_images_before_and_after_the_text_are_part_of_it(place: str, markup: str) -> None:
    text = f"<p>{SENTENCE} {SENTENCE}</p>" * 3
    inner = markup + text if place == "before" else text + markup
    page = f"<title>Wells</title><article><h1>Wells</h1>{inner}</article><footer><p>About us</p></footer>"
    found = boilerstrip.extract(page, url="https://example.org/a/b", effort="fast").html
    assert found.count("<img") == 1
    assert (found.index("<img") < found.index("oldest")) == (place == "before")


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/p.gif" width="1" height="1">',
        '<img src="/p.png" style="width:1px;height:1px">',
        '<img src="/a.jpg" class="avatar photo">',
        '<img src="/i.svg" width="16" height="16">',
        '<img src="/img/icon-share.svg">',
        '<div class="share-buttons"><a href="/s"><img src="/s.png"></a></div>',
        '<div class="related-posts"><a href="/r"><img src="/r.jpg"></a></div>',
        '<div class="author-box"><img src="/w.jpg"></div>',
        '<img src="/pic.jpg" hidden>',
        '<img src="/img/spacer.gif">',
    ],
)
def test_decoration_stays_out(markup: str) -> None:
    assert "<img" not in body(markup).html


def test_an_image_that_comes_again_and_again_is_a_sign_but_in_tables() -> None:
    button = "<p><img src=/book.png></p>"
    assert "<img" not in html("<p>one</p>" + f"{button}<p>two</p>" * 4)
    assert html("<p>one</p>" + f"{button}<p>two</p>" * 3).count("<img") == 3
    tick = "<tr><td>two<td><img src=/tick.png></tr>"
    assert html(f"<p>one</p><table><tr><th>a<th>b</tr>{tick * 4}</table><p>two</p>").count("<img") == 4


def of(markup: str, *left_out: str) -> str:
    """The HTML of a page, without the Blocks that begin so, and without what tells captions that came along."""
    page = Page(markup, "https://example.org/a/b")
    found = to_html(page, [block for block in page.blocks if not block.text.startswith(left_out or ("\0",))])
    return found.replace(f' {CLEANED}="caption"', "").replace("https://example.org", "")


@pytest.mark.parametrize(
    ("markup", "left_out", "figure"),
    [
        # a dropped box beside an image is another part of the page if its name says so
        (
            f"<div class=row><div>{IMAGE}</div><div class=newsletter><p>Sign up</p></div></div>",
            "Sign up",
            f"<p>{IMAGE}</p>",
        ),
        (f"<div class=card><div>{IMAGE}</div><h3><a href=/x>Sign up</a></h3></div>", "Sign up", ""),
        # a figure may hold its image in a section of its own
        (
            f"<figure><article class=media>{IMAGE}</article><figcaption>N</figcaption></figure>",
            "N",
            f"<figure>{IMAGE}<figcaption>N</figcaption></figure>",
        ),
        # paragraphs below an image that are its caption
        (
            f"<p>{IMAGE}</p><p class=MsoCaption>N</p>",
            "\0",
            f"<figure>{IMAGE}<figcaption>N</figcaption></figure>",
        ),
        (
            f"<p>{IMAGE}</p><p>Figure 3: N</p>",
            "\0",
            f"<figure>{IMAGE}<figcaption>Figure 3: N</figcaption></figure>",
        ),
        (f"<p>{IMAGE}</p><p>N</p>", "\0", f"<p>{IMAGE}</p><p>N</p>"),
        (
            f"<table><tr><td>{IMAGE}</td></tr><tr><td class=tr-caption>N</td></tr></table>",
            "\0",
            f"<figure>{IMAGE}<figcaption>N</figcaption></figure>",
        ),
        # what a viewer of images says of a file, and papers of a figure in other sizes
        (
            f"<div class=wrapper><a href=/i.jpg>{IMAGE}<div class=meta><span>well</span> 1200×800 120 KB</div></a></div>",
            "well",
            f'<p><a href="/i.jpg">{IMAGE}</a></p>',
        ),
        (
            f"<div class=x><figure><figcaption>N</figcaption>{IMAGE}<div><a href=/f>Full size image</a></div></figure></div>",
            ("N", "Full"),
            f"<figure><figcaption>N</figcaption>{IMAGE}</figure>",
        ),
        (
            f"<div class=figure><a href=/f>{IMAGE}</a><div>Download: <ul><li><a href=/p>PNG</a></ul></div><p>N</p></div>",
            ("Download", "PNG", "N"),
            f'<p><a href="/f">{IMAGE}</a></p>',
        ),
        (
            f"<div class=thumb><a href=/f>{IMAGE}</a><div class=thumbcaption>N</div></div>",
            "N",
            f'<figure><a href="/f">{IMAGE}</a><figcaption>N</figcaption></figure>',
        ),
        # an image and its caption in one line
        (
            f"<div class=inline-photo>{IMAGE}<span class=photo-caption>N</span></div>",
            "N",
            f"<figure>{IMAGE}<figcaption>N</figcaption></figure>",
        ),
        # a placeholder beside the image, and what generators write for want of a description
        (
            f"<figure><img src=/grey-placeholder.png>{IMAGE}<figcaption>N</figcaption></figure>",
            "N",
            f"<figure>{IMAGE}<figcaption>N</figcaption></figure>",
        ),
        ("<figure><img src=/i.jpg alt='Refer to caption'></figure>", "\0", f"<figure>{IMAGE}</figure>"),
        # text and an image in the columns of a layout
        (
            f"<table><tr><td><p>{SENTENCE} {SENTENCE}</p></td><td>{IMAGE}</td></tr></table>",
            "\0",
            f"<p>{SENTENCE} {SENTENCE}</p><p>{IMAGE}</p>",
        ),
        # videos have captions, too, and lines stand around them
        (
            "<figure><iframe src=https://player.example/embed/1 title=T></iframe><figcaption>N</figcaption></figure><hr>",
            "N",
            '<figure><p><a href="https://player.example/embed/1">T</a></p><figcaption>N</figcaption></figure><hr>',
        ),
        # what is dropped between a video and the text
        (
            "<iframe src=https://player.example/embed/1 title=T></iframe><div class=ad><p>Sign up</p></div>",
            "Sign up",
            '<p><a href="https://player.example/embed/1">T</a></p>',
        ),
    ],
)
def test_what_stands_beside_an_image_decides(
    markup: str, left_out: str | tuple[str, ...], figure: str
) -> None:
    text = f"<p>{SENTENCE}</p>"
    left = (left_out,) if isinstance(left_out, str) else left_out
    assert of(f"<main>{text}{markup}{text}</main>", *left) == (
        f'<article {CLEANED}="1">{text}{figure}{text}</article>'
    )


LEAD = '<img src="/i.jpg" alt="A well" width="1000" height="500">'


BYLINE = "<p>Ann Lee, reporter</p><p>Posted in wells, yesterday</p>"


@pytest.mark.parametrize(
    ("head", "is_shown"),
    [
        (f"<figure>{LEAD}<figcaption>N</figcaption></figure><h1>Wells of the town</h1>{BYLINE}", True),
        (f"<h1>Wells of the town</h1>{BYLINE}<figure>{LEAD}<span>Some Agency</span></figure>", True),
        (f"<header><a href=/i.png>{LEAD}</a><h1>Wells of the town</h1>{BYLINE}</header>", True),
        # an advertisement above the headline
        (f"<header><a href=/contest>{LEAD}</a><h1>Wells of the town</h1>{BYLINE}</header>", False),
    ],
)
def test_images_in_the_head_of_an_article(head: str, is_shown: bool) -> None:
    text = f"<p>{SENTENCE} {SENTENCE}</p>"
    found = boilerstrip.extract(
        f"<title>Wells of the town</title><article>{head}{text * 3}</article>", effort="fast"
    )
    assert ("/i.jpg" in found.html) == is_shown


def test_images_of_a_text_that_scripts_unhide_are_shown() -> None:
    text = f"<p>{SENTENCE} {SENTENCE}</p>"
    hidden = f"<div style='visibility: hidden'>{text * 2}<p><img src=/i.jpg></p>{text}</div>"
    assert "/i.jpg" in boilerstrip.extract(f"<h1>Wells</h1>{hidden}", effort="fast").html


def test_a_portrait_beside_a_name_is_none_of_the_text() -> None:
    portrait = (
        '<p class=byline><a href=/ann><img src=/ann.jpg width=44 height=44 alt="Ann Lee"></a> By Ann Lee</p>'
    )
    page = f"<title>Wells</title><article><h1>Wells</h1>{portrait}{f'<p>{SENTENCE} {SENTENCE}</p>' * 3}</article>"
    assert "<img" not in boilerstrip.extract(page, effort="fast").html


def test_a_portrait_at_the_name_of_the_author_is_no_image_of_the_text() -> None:
    portrait = '<a href="/@ada"><img src="/ada.jpg" width="88" height="88" alt="Ada Birk"></a>'
    head = f"<h1>Wells</h1><div>{portrait}</div><div class=byline>By Ada Birk</div>"
    text = "".join(f"<p>{SENTENCE} {SENTENCE}</p>" for _ in range(4))
    assert sources(boilerstrip.extract(f"<article>{head}{text}</article>", url="https://example.org/a")) == []


def test_the_image_of_a_box_of_facts_is_left_out_with_it() -> None:
    facts = '<aside class="portable-infobox"><h2>Well</h2><figure><img src="/well.jpg" alt=""></figure><div>Depth</div></aside>'
    text = "".join(f"<p>{SENTENCE} {SENTENCE}</p>" for _ in range(4))
    page = f"<article><h1>Wells</h1>{facts}{text}</article>"
    assert sources(boilerstrip.extract(page, url="https://example.org/a")) == []


CAPTION = "The oldest well of the village, behind the church"
FIGURE = f'<figure><div><img src="/well.jpg" alt=""></div><figcaption>{CAPTION}</figcaption></figure>'
HIDDEN = f'<figure><div hidden><img src="/well.jpg" alt=""></div><figcaption>{CAPTION}</figcaption></figure>'
TEASERS = (
    "<ul><li><a href=/1>A tower that leans a little more each year</a></li><li><a href=/2>Frogs</a></li></ul>"
)


@pytest.mark.parametrize(
    "markup",
    [
        # shown when it is loaded
        HIDDEN,
        # the button opens a viewer
        f"<button><span>View 3 images</span>{FIGURE}</button>",
        # beside it are links to other articles, or the caption once more
        f"<div>{FIGURE}{TEASERS}</div>",
        f'<div class="media-slider"><p>{CAPTION}</p>{FIGURE}</div>',
        # readers who do not pay see none of it
        f'<div class="text-width paywalled">{FIGURE}</div>',
        # a label for screen readers comes first
        f'<div class="wrapper-image"><div class="visually-hidden">Image</div><img src="/well.jpg" alt=""><p>{CAPTION}</p></div>',
    ],
)
def test_figures_amid_the_text_are_shown_whatever_is_around_them(markup: str) -> None:
    assert sources(body(markup)) == ["/well.jpg"]


@pytest.mark.parametrize(
    "markup",
    [
        f"<div><article>{FIGURE}<h4>By Olaf</h4><p>Posted in Wells</p></article></div>",
        f"<div hidden>{FIGURE}</div>",
        f'<div class="related-articles">{FIGURE}{TEASERS}</div>',
        '<button><img src="/play.svg" alt="Play"></button>',
    ],
)
def test_figures_of_other_articles_are_not(markup: str) -> None:
    assert sources(body(markup)) == []


@pytest.mark.parametrize(
    "credit",
    [
        "(Bild: Ann Berg)",
        "Foto: Ann Berg/Getty Images",
        "© Ann Berg",
        "Photo credit: A. Berg",
        "Фото: А. Берг",
    ],
)
def test_a_credit_costs_no_image(credit: str) -> None:
    beside = f"<p><img src=/well.jpg alt=''> {credit}</p>"
    assert sources(body(beside)) == ["/well.jpg"]
    lead = f'<div class="lead"><img src="/well.jpg" alt=""><div>{credit}</div></div>'
    text = "".join(f"<p>{SENTENCE} {SENTENCE}</p>" for _ in range(4))
    page = f"<article><h1>Wells</h1>{lead}{text}</article>"
    assert sources(boilerstrip.extract(page, url="https://example.org/a")) == ["/well.jpg"]
