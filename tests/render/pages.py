"""Pages and helpers that several test modules here share."""

from __future__ import annotations

import turbohtml

from boilerstrip.page import Page
from boilerstrip.page.mathml import MATHML_ATTRIBUTES
from boilerstrip.page.tags import CLEANED
from boilerstrip.render.html import to_html
from boilerstrip.render.text import to_text


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
<div class='table"onclick="alert(1)'><p class='title"onclick="alert(1)' onclick="alert(1)">headed <img src=x onerror="alert(1)">
</p><table><tr><td>r</td><td>s</td></tr><tr><td>t</td><td>u</td></tr></table></div>
<div class='img_wrapper"onclick="alert(1)'><img src="z" onerror="alert(1)"><span class='caption"onclick="alert(1)'>&lt;script&gt;alert(1)&lt;/script&gt;
</span></div><img src="w" onerror="alert(1)"><p class='caption' onclick="alert(1)">below <a href="javascript:alert(1)">it</a></p>
<p>grouped<sup>[<a href="#g1" onclick="alert(1)">1</a>,<a href='#g"2'>2</a>]</sup></p><ol><li id="g1">&lt;img src=x onerror=alert(1)&gt;</li>
<li id='g"2' onclick="alert(1)">second of them</li></ol>
<ol><li data-list='checked"onclick="alert(1)' data-checked="true" onclick="alert(1)">ticked</li><li data-list="bullet"
class='ql-indent-1"onclick="alert(1)' onclick="alert(1)">&lt;img src=x onerror=alert(1)&gt;</li></ol>
<div class='poem"onclick="alert(1)'><div onclick="alert(1)">versed &lt;script&gt;alert(1)&lt;/script&gt;</div>
<div style="background:url(javascript:alert(1))">next line</div></div>
<p>x<sup onclick="alert(1)">a<sup onclick="alert(1)">b</sup></sup> <ruby>c<rt onclick="alert(1)">d</rt>e<rt>&lt;img src=x
onerror=alert(1)&gt;</rt></ruby><span style="vertical-align:super;background:url(javascript:alert(1))">f</span></p>
<table><tr><td onclick="alert(1)"><img src="framed" onerror="alert(1)"></td></tr><tr><td>a frame of one</td></tr></table>
<h2 id='h`|"onclick="alert(1)'>headed place</h2><ul id="p&gt;&lt;img/src=x/onerror=alert(1)&gt;"><li>&#9744; boxed</li></ul>
<p><a href='#h`|"onclick="alert(1)'>to it</a> <a href="#p&gt;&lt;img/src=x/onerror=alert(1)&gt;">to that</a></p>
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
