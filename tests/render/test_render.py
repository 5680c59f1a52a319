from __future__ import annotations

import pytest
import turbohtml
from hypothesis import given

import boilerstrip
from boilerstrip import testing
from boilerstrip.page import Page
from boilerstrip.page.mathml import MATHML_ATTRIBUTES
from boilerstrip.page.tags import CLEANED
from boilerstrip.render.html import to_html
from boilerstrip.render.markdown import to_markdown
from boilerstrip.render.text import to_text
from tests.conftest import examples_of


def html(markup: str, url: str | None = None) -> str:
    """All of a page as clean HTML, without the article element around it."""
    page = Page(markup, url)
    rendered = to_html(page, page.blocks)
    assert rendered.startswith(f'<article {CLEANED}="1">')
    assert rendered.endswith("</article>")
    return rendered[rendered.index(">") + 1 : -len("</article>")]


def text(markup: str) -> str:
    page = Page(markup)
    return to_text(page, page.blocks)


@pytest.mark.parametrize(
    ("markup", "clean"),
    [
        ("<div>loose <b>bold</b> text</div>", "<p>loose <strong>bold</strong> text</p>"),
        ("<h2 class=x>Head</h2><p>one<br>two</p>", "<h2>Head</h2><p>one<br>two</p>"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<ol><li><p>a</p><p>b</p></ol>", "<ol><li>a<p>b</p></li></ol>"),
        ("<ol start=3><li>c<li>d</ol>", '<ol start="3"><li>c</li><li>d</li></ol>'),
        ("<ol start='1e9'><li>c<li>d</ol>", "<ol><li>c</li><li>d</li></ol>"),
        (
            "<ol><li>Type<pre>x = 1</pre><li><h3>Then</h3><p>wait<blockquote>so</blockquote><li>Go</ol>",
            "<ol><li>Type<pre><code>x = 1</code></pre></li>"
            "<li><h3>Then</h3><p>wait</p><blockquote><p>so</p></blockquote></li><li>Go</li></ol>",
        ),
        (
            "<ul><li>a<table><tr><td>1<td>2</table><li>b</ul>",
            "<ul><li>a<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table></li><li>b</li></ul>",
        ),
        ("<dl><dt>t<dd>d</dl>", "<dl><dt>t</dt><dd>d</dd></dl>"),
        ("<li>a<li>b", "<ul><li>a</li><li>b</li></ul>"),
        ("<pre>a\n  <b>b</b></pre>", "<pre><code>a\n  b</code></pre>"),
        (
            "<pre>a\n  <h2>x <br><br> y</h2>b</pre>",
            "<pre><code>a</code></pre><h2>x</h2><h2>y</h2><pre><code>b</code></pre>",
        ),
        (
            "<pre><div>a:</div><div>  b</div></pre><pre>c</pre>",
            "<pre><code>a:\n  b</code></pre><pre><code>c</code></pre>",
        ),
        ("<blockquote><p>q</blockquote>", "<blockquote><p>q</p></blockquote>"),
        ("<p>a <a href=/x>b</a></p>", '<p>a <a href="/x">b</a></p>'),
        ("<p>a <a href=/x>b <i>c</i> d</a></p>", '<p>a <a href="/x">b <em>c</em> d</a></p>'),
        ("<p>a<br>#<!-- -->b</p>", "<p>a<br>#b</p>"),
        (
            "<p><a href=/x>a<br>#<!-- -->b</a></p>",
            '<p><a href="/x">a</a><br><a href="/x">b</a></p>',
        ),
        ("<p>1 &lt; 2 &amp;amp; 3</p>", "<p>1 &lt; 2 &amp;amp; 3</p>"),
    ],
)
def test_html(markup: str, clean: str) -> None:
    assert html(markup) == clean


def test_tables() -> None:
    markup = "<table><tr><th>a<th>b<tr><td>1<td>2</table>"
    assert text(markup) == "a\tb\n1\t2"
    assert "<tr><td>1</td><td>2</td></tr>" in html(markup)
    assert "| a | b |" in to_markdown(html(markup))


@pytest.mark.parametrize(
    ("markup", "markdown"),
    [
        ("<p>Mit <b>Créativité</b> (CC)", "Mit **Créativité** (CC)"),
        ("<p><b>Note: </b>This", "**Note:** This"),
        ("<p>so <i><b>“none”!</b></i>.", "so ***“none”!***."),
        ("<p>é<i>é</i>é <s>ä</s>", "é*é*é ~~ä~~"),
        ("<p><b>1. Mai</b> <i># x</i> <b>- y</b>", "**1. Mai** *# x* **- y**"),
        ("<p>a<b> </b>b <b>c </b>d", "a b **c** d"),
        # signs would not be read as signs here
        ("<p>a<b>“b”</b>c", "a<strong>“b”</strong>c"),
        ("<p><b>a</b><i>b</i>", "<strong>a</strong><em>b</em>"),
        ("<p><b>a</b><b>b</b> <b> </b>c", "**ab** c"),
        (
            "<table><tr><td><i>ü|x</i><sup>|</sup><td>b</table>",
            "| *ü\\|x*<sup>\\|</sup> | b |\n| --- | --- |",
        ),
    ],
)
def test_emphasis_in_markdown(markup: str, markdown: str) -> None:
    assert to_markdown(html(markup)) == markdown


def test_layout_tables_are_no_tables() -> None:
    markup = "<table><tr><td>menu<td>" + "<p>A paragraph of the text.</p>" * 5 + "</table>"
    assert "A paragraph of the text.\n\nA paragraph" in text(markup)
    assert "<td>A paragraph" not in html(markup)


def test_a_table_that_is_one_cell_is_a_layout() -> None:
    assert text("<table><tr><td><p>one</p><p>two</p></td></tr></table>") == "one\n\ntwo"
    # a table of data inside a layout stays one
    assert text("<table><tr><td><table><tr><td>a<td>b</table></table>") == "a\tb"


def test_a_table_without_columns_is_a_layout() -> None:
    markup = "<table><tr><td>Dear reader, spring is here.<tr><td>So are we.</table>"
    assert html(markup) == "<p>Dear reader, spring is here.</p><p>So are we.</p>"


def test_spanning_cells_keep_values_in_their_columns() -> None:
    markup = (
        "<table><tr><th colspan=2>Name<th>Age<tr><td rowspan=2>Ann<td>North<td>3<tr><td>South<td>4"
        "<tr><td>Bo<td>East<td>5</table>"
    )
    assert text(markup) == "Name\t\tAge\nAnn\tNorth\t3\n\tSouth\t4\nBo\tEast\t5"
    rendered = html(markup)
    assert '<tr><th colspan="2">Name</th><th>Age</th></tr><tr><td rowspan="2">Ann</td>' in rendered
    assert "<tr><td>South</td><td>4</td></tr>" in rendered
    # pipes have no cells that span
    assert '<td rowspan="2">Ann</td>' in to_markdown(rendered)


def test_cells_that_span_beyond_measure_stay_a_table() -> None:
    rows = "<tr>" + "<td rowspan=0 colspan=99999999>a" * 50
    assert text(f"<table>{rows * 50}</table>").split() == ["a"] * 2500


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<span>By</span><b>Ann</b>", "By Ann"),
        ("<a href=/1>news</a><a href=/2>sport</a>", "news sport"),
        ("<span>3</span><span>Comments</span>", "3 Comments"),
        ("<b>H</b>ello <i>w</i>orld", "Hello world"),
        ("the <a href=/1>car</a>s", "the cars"),
        ("La<sub>2</sub>O, L<sup>a</sup>T", "La₂O, LaT"),
        ("<code>get<span>Name</span></code>", "getName"),
        ("Mac<!-- -->Book", "MacBook"),
        ("<pre>a<span>B</span></pre>", "aB"),
        ("<a href=/1>[1]</a><a href=/2>[2]</a>", "[1][2]"),
    ],
)
def test_words_that_styles_set_apart(markup: str, said: str) -> None:
    assert text(markup) == said


def test_words_of_a_line_stay_in_it() -> None:
    markup = "<p>See <x-term>foo</x-term>, press <button>OK</button> twice. <button>Share</button></p>"
    assert text(markup) == "See foo, press OK twice.\n\nShare"
    assert text("<x-card>one</x-card><x-card>two</x-card>") == "one\n\ntwo"


def test_empty_cells_keep_values_in_their_columns() -> None:
    rows = "<tr><th><th>Adult<th>Child<th>Bike<tr><td>Single<td>4.00<td>&nbsp;<td>1.50<tr><td>Day<td>7.00<td><td>"
    assert text(f"<table>{rows}</table>") == "\tAdult\tChild\tBike\nSingle\t4.00\t\t1.50\nDay\t7.00"
    markup = html(f"<table>{rows}</table>")
    assert "<tr><th></th><th>Adult</th>" in markup
    assert "<td>4.00</td><td></td><td>1.50</td></tr>" in markup
    assert markup.count("<td>") + markup.count("<th>") == 12


def test_blocks_of_one_cell_are_lines() -> None:
    assert text("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>") == "a\nb\tc"


def test_text() -> None:
    markup = "<h2>Head</h2><p>one</p><ul><li>a<li>b</ul><p>two<br>three</p><pre>x\n  y</pre>"
    assert text(markup) == "Head\n\none\n\na\nb\n\ntwo\nthree\n\nx\n  y"


def test_links_are_made_absolute() -> None:
    markup = "<p><a href=/x?a=1&b=2>y</a> <a href=#z>z</a></p>"
    assert 'href="https://example.org/x?a=1&amp;b=2"' in html(markup, "https://example.org/a/b")
    assert 'href="/x?a=1&amp;b=2"' in html(markup)


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("/docs/", "https://example.org/docs/x.html"),
        ("https://e.net/", "https://e.net/x.html"),
        ("http://[", "https://example.org/a/x.html"),
    ],
)
def test_links_are_relative_to_the_base_that_a_page_names(base: str, address: str) -> None:
    markup = f"<base href='{base}'><p>See <a href=x.html>the manual of the ferry</a> for all of it</p>"
    assert f'href="{address}"' in html(markup, "https://example.org/a/b")


def test_images_inside_the_body_stay() -> None:
    rendered = html("<p>one</p><img src=/i.png alt='A &quot;boat&quot;'><p>two</p><img src=end.png>")
    assert '<img src="/i.png" alt="A &quot;boat&quot;">' in rendered
    assert rendered.endswith('<p><img src="end.png" alt=""></p>')


@pytest.mark.parametrize(
    "said",
    [
        "src=a.jpg",
        "src=spinner.gif data-src=a.jpg",
        "src=data:image/gif;base64,R0lG data-lazy-src=a.jpg",
        "data-original=' a.jpg '",
        "src=data:image/svg+xml, srcset='small.jpg 300w, a.jpg 900w'",
        "src=data:, data-srcset='a.jpg'",
        "srcset='b.jpg 1x,a.jpg 2x'",
        "srcset='w_3,h_2/b.jpg, a.jpg 2x, '",
        "srcset='b,c.jpg, a.jpg'",
    ],
)
def test_images_that_are_loaded_later_have_their_address(said: str) -> None:
    assert '<img src="a.jpg"' in html(f"<p>one</p><img {said}><p>two</p>")


def test_images_without_an_address_are_left_out() -> None:
    assert "<img" not in html(
        "<p>one</p><img src=data:image/gif;base64,R0lG><img alt=x><img srcset=','><p>two</p>"
    )


def test_an_image_stays_without_its_caption() -> None:
    figure = html("<p>one</p><figure><img src=a.jpg><figcaption>A boat</figcaption></figure><p>two</p>")
    assert '<figure><img src="a.jpg" alt=""><figcaption>A boat</figcaption></figure>' in figure
    page = Page("<p>one</p><figure><img src=a.jpg><figcaption>A boat</figcaption></figure><p>two</p>")
    one, caption, two = page.blocks
    assert "a.jpg" in to_html(page, [one, caption, two])
    assert "a.jpg" in to_html(page, [one, two])
    assert "a.jpg" not in to_html(page, [one])
    assert "a.jpg" not in to_html(page, [two])


def test_an_image_for_browsers_without_scripts_is_the_same_image() -> None:
    lazy = "<img src=blank.gif><noscript><img src=a.jpg></noscript>"
    assert html(f"<p>one</p>{lazy}<p>two</p>") == '<p>one</p><p><img src="a.jpg" alt=""></p><p>two</p>'
    sizes = "<div><img src=a.jpg></div><div><img data-src=a.jpg></div>"
    assert html(f"<p>one</p>{sizes}<p>two</p>").count("<img") == 1
    both = html("<p>one</p><img src=b.jpg><img src=a.jpg><p>two</p>")
    assert both.count("<img") == 2


def test_markdown_of_a_list_that_goes_on() -> None:
    assert to_markdown(html("<ol start=3><li>c<li>d</ol>")) == "3. c\n4. d"


def test_markdown_of_raised_and_lowered_signs() -> None:
    assert to_markdown("<p>H<sub>2</sub>O, x<sup>*2*</sup></p>") == r"H<sub>2</sub>O, x<sup>\*2\*</sup>"


HOSTILE = """
<p onclick="alert(1)">one <a href="javascript:alert(1)">two</a> <a href=" JaVa\tScRiPt:alert(1)">three</a>
<a href="data:text/html,<script>alert(1)</script>">four</a> <a href="vbscript:x">five</a></p>
<p>six<img src="x" onerror="alert(1)"></p><p>&lt;script&gt;alert(1)&lt;/script&gt;</p>
<p>seven<img src="javascript:alert(1)">eight</p><svg onload=alert(1)><p>nine</p></svg>
<pre>&lt;/code&gt;&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;</pre><math><mtext><p>ten</p></mtext></math>
<p><a href="//evil.example&quot; onmouseover=&quot;alert(1)">eleven</a></p>
<p>a <math href="javascript:alert(1)" onclick="alert(1)"><mi xlink:href="javascript:alert(1)">twelve</mi>
<mtext><img src=x onerror="alert(1)"></mtext><maction actiontype="statusline#javascript:alert(1)"><mi>x</mi></maction>
<annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml><semantics><mi>y</mi>
<annotation encoding="application/x-tex">&lt;/annotation&gt;&lt;img src=x onerror=alert(1)&gt;</annotation>
</semantics></math></p>
<math><annotation encoding="application/x-tex">&lt;/math&gt;&lt;script&gt;alert(1)&lt;/script&gt;</annotation></math>
<details open ontoggle="alert(1)"><summary onclick="alert(1)">thirteen</summary><p>fourteen</p></details>
<p>fifteen</p><video src="javascript:alert(1)" onerror="alert(1)" autoplay></video><p>sixteen</p>
<iframe src="https://youtube.com/embed/x&quot; onload=&quot;alert(1)" srcdoc="<script>alert(1)</script>"
title="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe><p>seventeen</p>
<p>eighteen<sup><a href="#fn&quot;onclick=&quot;alert(1)">1</a></sup></p>
<ol><li id='fn"onclick="alert(1)' value='1" onclick="alert(1)'>nineteen</li></ol>
<pre class='language-x"onclick="alert(1)'><code>twenty</code></pre>
<ruby>base<rt onclick="alert(1)">&lt;img src=x onerror=alert(1)&gt;</rt></ruby>
<div class="admonition note&quot;onclick=&quot;alert(1)"><p>noted</p></div>
<ul><li><input type="checkbox" onfocus="alert(1)" autofocus>task</li></ul>
<figure onclick="alert(1)"><picture><source srcset="javascript:alert(1) 2x" onerror="alert(1)">
<img src="x" srcset="javascript:alert(1) 600w, x&quot; onerror=&quot;alert(1) 900w" sizes="alert(1)"
alt='"onerror="alert(1)' id='"onerror="alert(1)' onerror="alert(1)"></picture>
<figcaption onclick="alert(1)" class='caption"onclick="alert(1)'>captioned <a href="javascript:alert(1)">by whom</a>
&lt;img src=x onerror=alert(1)&gt;</figcaption></figure>
<div class='image"onclick="alert(1)'><img src="y" onload="alert(1)"><p class=caption>credited</p></div>
<p id='x"onclick="alert(1)'>marked <a href='#x"onclick="alert(1)'>leads there</a></p>
<audio controls src="x" onerror="alert(1)"><source src="javascript:alert(1)" onerror="alert(1)"></audio>
<video poster="javascript:alert(1)"><track src="javascript:alert(1)" onerror="alert(1)">
<source src="x" onerror="alert(1)"></video><p>after media</p>
<table onclick="alert(1)"><caption onclick="alert(1)">tabled</caption><tr><th id='c"onclick="alert(1)'
colspan='2"onclick="alert(1)'>head</th></tr><tr><td background="javascript:alert(1)">cell</td><td>other</td></tr></table>
<p>so <math><mtext><mglyph><style><img src=x onerror="alert(1)"></style></mglyph></mtext>
<mi style="background:url(javascript:alert(1))" xlink:href="javascript:alert(1)">glyph</mi></math> holds</p>
<details id='d"ontoggle="alert(1)' open ontoggle="alert(1)"><summary><img src="x" onerror="alert(1)">folded</summary>
<blockquote cite="javascript:alert(1)"><p>quoted</p><footer onclick="alert(1)">source</footer></blockquote></details>
<amp-youtube data-videoid='x"onclick="alert(1)' title='"><script>alert(1)</script>'></amp-youtube>
<amp-iframe src="javascript:alert(1)//player" onload="alert(1)"></amp-iframe><lite-youtube videoid="abcdefgh"
playlabel='Play: "><img src=x onerror=alert(1)>'></lite-youtube><amp-video src="x&quot; onerror=&quot;alert(1)"></amp-video>
<object data="javascript:alert(1)//video" onerror="alert(1)"><param name="movie" value="javascript:alert(1)//youtube"></object>
<embed src="https://youtube.com/v/x&quot; onload=&quot;alert(1)"><iframe title="framed"
src="https://cdn.embedly.com/widgets/media.html?url=javascript:alert(1)//video&src=//video.example/%22onload=%22alert(1)"></iframe>
<div class="callout" data-callout='tip"onclick="alert(1)'><p>called out</p></div>
<div class='admonitionblock tip"onclick="alert(1)'><table><tr><td class="icon"><i title='"onclick="alert(1)'></i></td>
<td class="content"><p onclick="alert(1)">lined up</p></td></tr></table></div>
<dl><dt>term</dt><dt onclick="alert(1)">&lt;img src=x onerror=alert(1)&gt;</dt><dd id='y"onclick="alert(1)'>meaning</dd></dl>
<div class="ltx_listing"><div class="ltx_listingline" onclick="alert(1)">&lt;script&gt;alert(1)&lt;/script&gt;</div></div>
"""


# What gives lists, notes, code, tasks and formulas their form.
FORM_ATTRIBUTES = MATHML_ATTRIBUTES | {
    "id",
    "role",
    "class",
    "value",
    "type",
    "reversed",
    "checked",
    "disabled",
}


def assert_harmless(markup: str) -> None:
    for element in turbohtml.parse(markup).iter_elements():
        assert element.tag not in (
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "svg",
            "form",
            "meta",
            "base",
        )
        for name, value in element.attrs.items():
            assert name in (
                "href",
                "src",
                "alt",
                "start",
                "id",
                "colspan",
                "rowspan",
                CLEANED,
                *FORM_ATTRIBUTES,
            )
            scheme = "".join(str(value).split()).lower().partition(":")[0]
            # neither an id nor a text is an address
            assert name in ("id", "alt") or scheme not in ("javascript", "vbscript", "data"), value


def test_nothing_hostile_survives() -> None:
    assert_harmless(html(HOSTILE))
    assert "alert(1)" in html(HOSTILE)  # as text, which it is


@examples_of(100)
@given(testing.soup())
def test_soup_is_harmless(markup: str) -> None:
    page = Page(markup)
    assert_harmless(to_html(page, page.blocks))


def test_json() -> None:
    import json

    extraction = boilerstrip.Extractor(effort="full").extract(
        "<nav><a href=/>Home</a></nav><article>"
        + "<p>A paragraph with “quotes” that says something of note.</p>" * 3
        + "</article>"
    )
    values = json.loads(extraction.to_json())
    assert values["text"] == extraction.text
    assert {block["kept"] for block in values["blocks"]} == {True, False}
    assert all(block["reason"] for block in values["blocks"])
    assert [candidate["name"] for candidate in values["candidates"]] == list(
        boilerstrip.Extractor().strategies
    )
    assert "“quotes”" in extraction.to_json()
    assert "blocks" not in extraction.to_dict(blocks=False)
    assert "boilerstrip" not in repr(extraction)


def test_formatting_inside_formatting_keeps_its_order() -> None:
    once = boilerstrip.extract("<p>" + "The boats go out. " * 20 + "<b>after <i>a long</b></i> winter.").html
    assert "<strong>after <em>a long</em></strong>" in once
    assert boilerstrip.extract(once).html == once
