"""Images, captions, tables and links of a body: what there is of them on the page comes out, in its place."""

from __future__ import annotations

import re

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.page import Page
from boilerstrip.page.tags import CLEANED
from boilerstrip.render.html import to_html
from boilerstrip.render.markdown import to_markdown
from boilerstrip.render.writer import Markup
from boilerstrip.text.whitespace import collapse
from tests.conftest import examples_of
from tests.render.test_render import assert_harmless, html, text

SENTENCE = "The oldest well stands behind the church, and its records are kept in the tower by the sexton."


def body(markup: str, **options: bool) -> boilerstrip.Extraction:
    paragraphs = f"<p>{SENTENCE} {SENTENCE}</p>" * 2
    page = f"<title>Wells</title><article><h1>Wells</h1>{paragraphs}{markup}{paragraphs}</article>"
    return boilerstrip.extract(page, url="https://example.org/a/b", effort="fast", **options)


# Every way that an image stands on a page, with what it is in the clean HTML.
FORMS = {
    '<p><img src="/i.jpg" alt="A well"></p>': '<p><img src="https://example.org/i.jpg" alt="A well"></p>',
    '<div><img src="/i.jpg"></div>': '<p><img src="https://example.org/i.jpg" alt=""></p>',
    '<a href="/x"><img src="/i.jpg"></a>': '<a href="https://example.org/x"><img src="https://example.org/i.jpg" alt=""></a>',
    f'<p>{SENTENCE} A mark <img src="/i.jpg" alt="M"> stands here.</p>': 'A mark <img src="https://example.org/i.jpg" alt="M"> stands',
    '<figure><img src="/i.jpg"><figcaption>A lid</figcaption></figure>': '<figure><img src="https://example.org/i.jpg" alt=""><figcaption>A lid</figcaption></figure>',
    '<div class="wp-caption"><img src="/i.jpg"><p class="wp-caption-text">A lid</p></div>': "<figcaption>A lid</figcaption></figure>",
    f'<ul><li><img src="/i.jpg"> {SENTENCE}</li><li>{SENTENCE}</li></ul>': '<ul><li><img src="https://example.org/i.jpg" alt=""> The',
    '<picture><source srcset="/w.webp 1600w"><img src="/i.jpg"></picture>': "https://example.org/i.jpg",
    '<picture><source srcset="/i.jpg 800w, /s.jpg 90w"><img src="data:image/gif;base64,R0"></picture>': "https://example.org/i.jpg",
    '<img src="/s-300x200.jpg" srcset="/s-300x200.jpg 300w, /i.jpg 1200w">': "https://example.org/i.jpg",
    '<img src="/blank.gif" data-src="/i.jpg"><noscript><img src="/i.jpg"></noscript>': "https://example.org/i.jpg",
    '<img src="data:image/gif;base64,R0"><noscript><img src="/i.jpg"></noscript>': "https://example.org/i.jpg",
    '<img src="/pagespeed_static/1.Ji.gif" data-pagespeed-lazy-src="/i.jpg">': "https://example.org/i.jpg",
    '<img src="/i.jpg" data-src="/i-{gap}.jpg">': "https://example.org/i.jpg",
    '<img src="/s.jpg?w=20" data-hi-res="/i.jpg">': "https://example.org/i.jpg",
    '<amp-img src="/i.jpg" alt="A"><noscript><img src="/i.jpg"></noscript></amp-img>': "https://example.org/i.jpg",
}  # fmt: skip


@pytest.mark.parametrize(("markup", "clean"), FORMS.items())
def test_every_form_of_an_image_gives_one(markup: str, clean: str) -> None:
    found = body(markup)
    assert clean in found.html.replace(f' {CLEANED}="caption"', "")
    assert found.html.count("<img") == 1
    assert found.markdown.count("](https://example.org/i.jpg)") == 1
    assert [image.src for image in found.images] == ["https://example.org/i.jpg"]
    assert "<img" not in body(markup, include_images=False).html


def sources(found: boilerstrip.Extraction) -> list[str]:
    return re.findall(r'<img src="https://example.org([^"]+)"', found.html)


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        # numbers are sizes only where they are plausible ones
        ('<img src="/well-01.jpg"><img src="/well-02.jpg">', ["/well-01.jpg", "/well-02.jpg"]),
        ('<img src="/wells-103.jpg"><img src="/wells-105.jpg">', ["/wells-103.jpg", "/wells-105.jpg"]),
        ('<img src="/wells-300.jpg"><img src="/wells-600.jpg">', ["/wells-300.jpg"]),
        (
            '<img src="/wells-7008-90x60.jpg"><img src="/wells-7016-90x60.jpg">',
            ["/wells-7008-90x60.jpg", "/wells-7016-90x60.jpg"],
        ),
        (
            '<img src="/wells.jpg" alt="A"><img src="/wells-600.jpg" alt="B">',
            ["/wells.jpg", "/wells-600.jpg"],
        ),
        # images beside each other stay in their order
        ('<p><img src="/z.jpg" alt="Z"><img src="/a.jpg" alt="A"></p>', ["/z.jpg", "/a.jpg"]),
        # a preview gives way to what comes behind it
        ('<img src="/max/30/wells.jpg"><img src="/max/900/wells.jpg">', ["/max/900/wells.jpg"]),
        ('<img src="/wells-20x10.jpg"><img src="/wells.jpg" alt="A">', ["/wells.jpg"]),
        # gaps for widths are filled in
        ('<img src="/s.jpg" data-src="/wells_{width}x.jpg" data-widths="[180, 360]">', ["/wells_360x.jpg"]),
        # photographs may be called icons, but not be kept among them
        ('<img src="/wells-icon-1.jpg">', ["/wells-icon-1.jpg"]),
        ('<img src="/icons/wells.jpg"><img src="/wells-icon.png">', []),
        # a date is no width
        ('<img src="/2024/12/wells.jpg">', ["/2024/12/wells.jpg"]),
    ],
)
def test_images_are_told_from_other_sizes_of_the_same(markup: str, wanted: list[str]) -> None:
    assert sources(body(markup)) == wanted


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


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ('cold <img class="emoji" alt="🙂" src="/e.png"> water', "cold 🙂 water"),
        ('cold <img src="/e.png" alt="⭐"> water', "cold ⭐ water"),
        ('<img src="/t.png" alt="T">he council', "The council"),
        ("a\u202etxet\u202c b", "atxet\u202c b"),
    ],
)
def test_signs_are_text(markup: str, said: str) -> None:
    assert text(f"<p>{markup}</p>") == said
    assert "<img" not in html(f"<p>{markup}</p>")


HIDDEN = (
    "<span hidden>{}</span>",
    "<span style='display: none'>{}</span>",
    "<b style='color:red; VISIBILITY:hidden'>{}</b>",
    "<span class='sr-only'>{}</span>",
    "<i class='x visually-hidden'>{}</i>",
    "<span class=screen-reader-text><em>{}</em></span>",
    "<span role=tooltip>{}</span>",
    "<span class=tooltiptext>{}</span>",
    "<span class=mw-editsection>[<a href=/e>{}</a>]</span>",
    "<sup class=noprint>[<i>{}</i>]</sup>",
    "[<a href='/w?title=x&amp;action=edit'>{}</a>]",
    "<i class='material-icons'>{}</i>",
    "<span class='icon' aria-hidden=true>{}</span>",
)
SHOWN = (
    "<span aria-hidden=true>{}</span>",
    "<span class='hidden md:inline'>{}</span>",
    "<span class='tooltip'>{}</span>",
    "<a class=anchor href='#x'>{}</a>",
    "<sup>{}</sup>",
)
WORDS = st.lists(st.sampled_from("mill reed boat lock gate".split()), min_size=1, max_size=4).map(" ".join)


@examples_of(100)
@given(st.lists(st.tuples(WORDS, st.sampled_from([*HIDDEN, *SHOWN]), WORDS), min_size=1, max_size=4))
def test_hidden_text_goes_and_shown_text_stays(pieces: list[tuple[str, str, str]]) -> None:
    line = " ".join(f"{before} {form.format(inner)}" for before, form, inner in pieces)
    shown = " ".join(f"{before} {inner if form in SHOWN else ''}" for before, form, inner in pieces)
    assert text(f"<p>{line} end.</p>").split() == f"{shown} end.".split()


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<span aria-hidden=true>O</span><span class=visually-hidden>O</span>n the bank", "On the bank"),
        ("<span class=drop aria-hidden=true>O</span>On the bank", "On the bank"),
        ("<a class=headerlink href='#x' title='Permalink'>Link to this heading</a> Depth", "Depth"),
        ("get() <a href=/s>[source]</a>", "get()"),
        ("The mill <span class='btn-map' role=button>Show on map</span>", "The mill"),
    ],
)
def test_furniture_of_a_line_goes(markup: str, said: str) -> None:
    assert text(f"<p>{markup}</p>") == said


def test_links_in_the_page_stay_in_it() -> None:
    markup = "<h2 id=depth>Depth</h2><p>See <a href='#depth'>here</a>, <a href='/a/b#depth'>here</a>, <a href='#no'>no</a></p>"
    found = html(markup, "https://example.org/a/b")
    assert found.startswith('<h2 id="depth">Depth</h2>')
    assert found.count('href="#depth"') == 2
    assert 'href="https://example.org/a/b#no"' in found
    assert " id=" not in html("<h2 id=depth>Depth</h2><p>one</p>")


def test_links_stand_in_code_and_headings() -> None:
    found = html("<h2><a href=/h>Head</a></h2><pre>a\n<a href=/c>b</a> &lt;\n</pre>", "https://example.org/")
    assert '<h2><a href="https://example.org/h">Head</a></h2>' in found
    assert '<a href="https://example.org/c">b</a> &lt;' in found


CELL = st.sampled_from(["", "x", "<p>x</p><p>y</p>", "<ul><li>x</li><li>y</li></ul>", "<a href=/l>x</a>"])
ROWS = st.lists(
    st.lists(st.tuples(CELL, st.integers(1, 3), st.integers(1, 3)), min_size=2, max_size=4), min_size=1, max_size=5
)  # fmt: skip


@examples_of(100)
@given(ROWS)
def test_tables_keep_their_cells_and_spans(rows: list[list[tuple[str, int, int]]]) -> None:
    rows = [[("name", 1, 1), *row] for row in rows]
    inner = "".join(
        "<tr>" + "".join(f"<td colspan={c} rowspan={r}>{cell}</td>" for cell, c, r in row) + "</tr>"
        for row in rows
    )
    found = turbohtml.parse(html(f"<table>{inner}</table>"))
    clean = [row.select("td") for row in found.select("tr")]
    assert [[int(cell.attr("colspan") or 1) for cell in row] for row in clean] == [
        [c for _, c, _ in row] for row in rows
    ]
    assert [[int(cell.attr("rowspan") or 1) for cell in row] for row in clean] == [
        [min(r, len(rows) - i) for _, _, r in row] for i, row in enumerate(rows)
    ]
    assert len(found.select("li")) == inner.count("<li>")


def test_a_caption_stands_in_its_table_and_before_its_pipes() -> None:
    table = html("<table><caption>Wells</caption><tr><th>a<th>b<tr><td>1<td>2</table>")
    assert table.startswith("<table><caption>Wells</caption>")
    assert to_markdown(table) == "_Wells_\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_options_leave_out_what_they_name() -> None:
    markup = "<p>a <a href=/x>b</a> <b>c</b> H<sub>2</sub>O</p><table><tr><td>d<td>e</table><p>f</p>"
    page = Page(markup)
    assert "<a " not in to_html(page, page.blocks, Markup(links=False))
    assert "d" not in re.sub(r"<[^>]*>", "", to_html(page, page.blocks, Markup(tables=False)))
    plain = to_html(page, page.blocks, Markup(formatting=False))
    assert "<strong>" not in plain
    assert "<sub>2</sub>" in plain
    found = body(
        "<h2>Kinds of them</h2><ol start=3><li>one</li><li>two<ul><li>in</li></ul></li></ol>",
        structured_text=True,
    )
    assert "## Kinds of them\n\n3. one\n4. two\n  - in" in found.text


NASTY = st.sampled_from(
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "/ok.jpg",
        'x" onload="alert(1)',
        "<script>",
        "#x",
        "a b",
    ]
)


@examples_of(150)
@given(NASTY, NASTY, NASTY, NASTY)
def test_media_and_ids_are_harmless(src: str, href: str, name: str, alt: str) -> None:
    from html import escape

    s, h, n, a = map(escape, (src, href, name, alt))
    page = Page(
        f'<p>one</p><a href="{h}"><img src="{s}" srcset="{s} 9w, {h} 99w" alt="{a}" onerror="alert(1)"></a>'
        f'<figure><img data-src="{s}"><figcaption>{a}</figcaption></figure><picture><source srcset="{s}">'
        f'<img src="{h}"></picture><h2 id="{n}">two</h2><table><tr><td id="{n}" colspan="{a}">x<td rowspan="{s}">y'
        f'</table><p><span id="{n}">three</span> <a href="#{n}">four</a></p><pre><a href="{s}">five</a></pre>'
    )
    found = to_html(page, page.blocks)
    assert_harmless(found)
    assert found.count(" id=") <= 1


def test_a_clean_body_stays_as_it_is() -> None:
    once = body("".join(FORMS) + "<h2 id=d>Head</h2><p><a href='#d'>to it</a></p>").html
    again = boilerstrip.extract(once, url="https://example.org/a/b").html
    assert CLEANED in once
    assert collapse(again) == collapse(once)


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


IMAGE = '<img src="/i.jpg" alt="">'


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


def test_captions_of_images_of_another_part_of_the_page_are_not_shown() -> None:
    carousel = f"<div class=carousel><figure><a href=/x>{IMAGE}</a><figcaption>N</figcaption></figure></div>"
    text = f"<p>{SENTENCE} {SENTENCE}</p>"
    page = Page(
        f"<body>{carousel}<p>Far from it: {SENTENCE * 12}</p><h1>Title</h1><main>{text * 4}</main></body>"
    )
    kept = [block for block in page.blocks if not block.text.startswith(("Far from", "Title"))]
    assert to_html(page, kept) == f'<article {CLEANED}="1">{text * 4}</article>'
