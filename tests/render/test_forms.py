"""Forms that a body keeps: lists and their numbers, folded text, callouts, quotations, rules, videos."""

from __future__ import annotations

import pytest

from tests.render.forms import forms


@pytest.mark.parametrize(
    ("markup", "html", "markdown"),
    [
        (
            "<ol type=a start=3><li>x<li>y</ol>",
            '<ol start="3" type="a"><li>x</li><li>y</li></ol>',
            "3. x\n4. y",
        ),
        ("<ol reversed><li>x<li>y</ol>", '<ol reversed=""><li>x</li><li>y</li></ol>', "2. x\n1. y"),
        (
            "<ol><li value=7>x<li value=12>y</ol>",
            '<ol><li value="7">x</li><li value="12">y</li></ol>',
            "7. x\n12. y",
        ),
        (
            "<ul><li><input type=checkbox checked> x<li><input type=checkbox> y</ul>",
            '<ul><li><input type="checkbox" disabled="" checked=""> x</li>'
            '<li><input type="checkbox" disabled=""> y</li></ul>',
            "- [x] x\n- [ ] y",
        ),
        (
            "<dl><dt>t<dd>d<dd><p>e<p>f</dl>",
            "<dl><dt>t</dt><dd>d</dd><dd>e<p>f</p></dd></dl>",
            "t\n:   d\n:   e\n\n    f",
        ),
        ("<p>a<hr><p>b", "<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
        (
            "<details><summary>s</summary><p>a<ul><li>b</ul></details>",
            "<details><summary>s</summary><p>a</p><ul><li>b</li></ul></details>",
            "<details>\n<summary>s</summary>\n\na\n\n- b\n\n</details>",
        ),
        (
            "<p><ruby>漢<rp>(</rp><rt>かん</rt></ruby>字",
            "<p><ruby>漢<rt>かん</rt></ruby>字</p>",
            "<ruby>漢<rt>かん</rt></ruby>字",
        ),
        (
            "<blockquote><p>q</p><footer>— who</footer></blockquote>",
            "<blockquote><p>q</p><p>— who</p></blockquote>",
            "> q\n>\n> — who",
        ),
        (
            "<div class='admonition warning'><p class=admonition-title>Warning</p><p>a</div>",
            '<div class="admonition warning"><p class="admonition-title">Warning</p><p>a</p></div>',
            "> [!WARNING]\n> a",
        ),
        (
            "<div class='markdown-alert markdown-alert-tip'><p>a</div>",
            '<div class="admonition tip"><p class="admonition-title">Tip</p><p>a</p></div>',
            "> [!TIP]\n> a",
        ),
        (
            "<div class='theme-admonition-danger alert alert--danger'><div class=admonitionHeading_x>Slow</div><p>a</div>",
            '<div class="admonition danger"><p class="admonition-title">Slow</p><p>a</p></div>',
            "> [!CAUTION]\n> **Slow**\n>\n> a",
        ),
        (
            "<div class='theme-admonition-tip alert alert--success'><div class=admonitionHeading_x>tip</div><p>a</div>",
            '<div class="admonition tip"><p class="admonition-title">tip</p><p>a</p></div>',
            "> [!TIP]\n> a",
        ),
        (
            "<div class='kg-card kg-callout-card'><div class=kg-callout-emoji>💡</div><div class=kg-callout-text>a</div></div>",
            '<div class="admonition tip"><p class="admonition-title">Tip</p><p>💡</p><p>a</p></div>',
            "> [!TIP]\n> 💡\n>\n> a",
        ),
        (
            "<div class=callout><p>a</div>",
            '<div class="admonition callout"><p>a</p></div>',
            "> a",
        ),
        (
            "<p>a<figure><img src=/x.png><figcaption>x_y <em>z</em></figcaption></figure><p>b",
            '<p>a</p><figure><img src="/x.png" alt=""><figcaption>x_y <em>z</em></figcaption></figure><p>b</p>',
            "a\n\n![](/x.png)\n\n_x\\_y *z*_\n\nb",
        ),
        (
            "<table><caption>t</caption><tr><td>a<td>b<tr><td>c<td>d</table>",
            "<table><caption>t</caption><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>",
            "_t_\n\n| a | b |\n| --- | --- |\n| c | d |",
        ),
        (
            "<table><tr><td>a<td><pre>b\n c</pre><tr><td>d<td>e</table>",
            "<table><tbody><tr><td>a</td><td><pre><code>b\n c</code></pre></td></tr>"
            "<tr><td>d</td><td>e</td></tr></tbody></table>",
            "<table><tbody><tr><td>a</td><td><pre><code>b&#10; c</code></pre></td></tr>"
            "<tr><td>d</td><td>e</td></tr></tbody></table>",
        ),
        (
            "<dl><dt>t<br>u<dd>d</dl>",
            "<dl><dt>t<br>u</dt><dd>d</dd></dl>",
            "t<br>u\n:   d",
        ),
        (
            "<ul><li><p>a<p><img src=/x.png></ul><p>b",
            '<ul><li>a<p><img src="/x.png" alt=""></p></li></ul><p>b</p>',
            "- a\n\n  ![](/x.png)\n\nb",
        ),
        (
            "<p>a</p><iframe src=https://www.youtube.com/embed/abcdef12345 title='A film'></iframe><p>b",
            '<p>a</p><p><a href="https://www.youtube.com/watch?v=abcdef12345">A film</a></p><p>b</p>',
            "a\n\n[A film](https://www.youtube.com/watch?v=abcdef12345)\n\nb",
        ),
        (
            "<p>a</p><video controls><source src=/film.mp4></video><p>b",
            '<p>a</p><p><a href="/film.mp4">Video</a></p><p>b</p>',
            "a\n\n[Video](/film.mp4)\n\nb",
        ),
        (
            "<p>a</p><amp-youtube data-videoid=abcdef12345 title='A film'></amp-youtube><p>b",
            '<p>a</p><p><a href="https://www.youtube.com/watch?v=abcdef12345">A film</a></p><p>b</p>',
            "a\n\n[A film](https://www.youtube.com/watch?v=abcdef12345)\n\nb",
        ),
        (
            "<p>a</p><lite-youtube videoid=abcdef12345 playlabel='Play: A film'></lite-youtube><p>b",
            '<p>a</p><p><a href="https://www.youtube.com/watch?v=abcdef12345">A film</a></p><p>b</p>',
            "a\n\n[A film](https://www.youtube.com/watch?v=abcdef12345)\n\nb",
        ),
        (
            "<p>a</p><object><param name=movie value=https://www.youtube.com/v/abcdef12345></object><p>b",
            '<p>a</p><p><a href="https://www.youtube.com/watch?v=abcdef12345">Embedded: youtube.com</a></p><p>b</p>',
            "a\n\n[Embedded: youtube.com](https://www.youtube.com/watch?v=abcdef12345)\n\nb",
        ),
        (
            "<p>a</p><iframe title='A film' src='https://cdn.embedly.com/widgets/media.html?url="
            "https%3A%2F%2Fexample.org%2Fvideo%2F7'></iframe><p>b",
            '<p>a</p><p><a href="https://example.org/video/7">A film</a></p><p>b</p>',
            "a\n\n[A film](https://example.org/video/7)\n\nb",
        ),
        (
            "<p>a</p><iframe title=Films src='https://www.youtube.com/embed/videoseries?list=PL12345'></iframe><p>b",
            '<p>a</p><p><a href="https://www.youtube.com/playlist?list=PL12345">Films</a></p><p>b</p>',
            "a\n\n[Films](https://www.youtube.com/playlist?list=PL12345)\n\nb",
        ),
        (
            "<div class=NOTE><p>Note</p><p>a</p></div>",
            '<div class="admonition note"><p class="admonition-title">Note</p><p>a</p></div>',
            "> [!NOTE]\n> a",
        ),
        (
            "<div class='notecard warning'><p><strong>Warning:</strong> thin</p></div>",
            '<div class="admonition warning"><p><strong>Warning:</strong> thin</p></div>',
            "> [!WARNING]\n> thin",
        ),
        (
            "<div class='admonitionblock tip'><table><tr><td class=icon><i title=Tip></i></td>"
            "<td class=content><p>a</p></td></tr></table></div>",
            '<div class="admonition tip"><p class="admonition-title">Tip</p><p>a</p></div>',
            "> [!TIP]\n> a",
        ),
        (
            "<div class=callout data-callout=tip><div class=callout-title>Mind</div><p>a</p></div>",
            '<div class="admonition tip"><p class="admonition-title">Mind</p><p>a</p></div>',
            "> [!TIP]\n> **Mind**\n>\n> a",
        ),
        # bold and italic by style, and what is pasted set back to plain text
        (
            "<p><span style='font-weight:700'>a</span> <span style='font-style: italic; font-weight: bold'>b</span></p>",
            "<p><strong>a</strong> <strong><em>b</em></strong></p>",
            "**a** ***b***",
        ),
        (
            "<p><b style='font-weight:normal'>a</b> <em style='font-style:normal'>b</em></p>",
            "<p>a b</p>",
            "a b",
        ),
        (
            "<p><b style='mso-bidi-font-weight:normal'>a</b> <i style='mso-bidi-font-style:normal'>b</i></p>",
            "<p><strong>a</strong> <em>b</em></p>",
            "**a** *b*",
        ),
        (
            "<p><span class='ltx_text ltx_font_italic'>a</span> <span class=ltx_font_bold>b</span></p>",
            "<p><em>a</em> <strong>b</strong></p>",
            "*a* **b**",
        ),
        ("<p><a>a</a> <a href=''>b</a></p>", "<p>a b</p>", "a b"),
        ("<h2><span style='font-weight:bold'>a</span></h2>", "<h2>a</h2>", "## a"),
        (
            "<dl><dt>a<dt>b<dd>both</dl>",
            "<dl><dt>a</dt><dt>b</dt><dd>both</dd></dl>",
            "<dl><dt>a</dt><dt>b</dt><dd>both</dd></dl>",
        ),
        ("<p>a<dl><dd>set in</dl><p>b", "<p>a</p><dl><dd>set in</dd></dl><p>b</p>", "a\n\nset in\n\nb"),
        (
            "<div class='admonition note'><dl><dt>a<dd>b</dl></div>",
            '<div class="admonition note"><p class="admonition-title">Note</p><dl><dt>a</dt><dd>b</dd></dl></div>',
            "> [!NOTE]\n>\n> a\n>\n> :   b",
        ),
        ("<div class=poem>one\n  two</div>", "<p>one<br>two</p>", "one  \ntwo"),
        ("<p style='white-space: pre-line'>one\ntwo", "<p>one<br>two</p>", "one  \ntwo"),
    ],
)
def test_forms(markup: str, html: str, markdown: str) -> None:
    assert forms(markup)[:2] == (html, markdown)
