"""Clean HTML."""

from __future__ import annotations

import pytest

from boilerstrip.render.markdown import to_markdown
from tests.render.pages import html


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


def test_what_was_put_in_stands_beside_what_was_taken_out() -> None:
    assert html("<p>It took <del>ten</del> <ins>eleven</ins> minutes.") == (
        "<p>It took <del>ten</del> <ins>eleven</ins> minutes.</p>"
    )
    assert to_markdown(html("<p>It took <del>ten</del> <ins>eleven</ins> minutes.")) == (
        "It took ~~ten~~ eleven minutes."
    )
