"""Fragments of markup that are held as text."""

from __future__ import annotations

import html

import pytest

from boilerstrip.page.fragments import plain_text


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("The tag &lt;p&gt; begins a paragraph.\n\nAnd &lt;/p&gt; ends it.", None),
        ("&lt;people who wrote to us&gt;", None),
        ("1 &lt; 2\n3 &gt; 2", None),
        (
            "<p>It begins:</p><pre>&lt;p&gt;one&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;</pre>",
            "It begins:\n\n<p>one</p><p>two</p>",
        ),
        ("&lt;p&gt;Use &amp;lt;b&amp;gt; for bold.&lt;/p&gt;", "Use <b> for bold."),
        ("&amp;lt;p&amp;gt;Fish &amp;amp;amp; chips&amp;lt;/p&amp;gt;", "Fish & chips"),
        ("One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "One.\n\nTwo."),
    ],
)
def test_escaped_markup_is_told_from_text_about_markup(fragment: str, text: str | None) -> None:
    assert plain_text(fragment) == (html.unescape(fragment) if text is None else text)
