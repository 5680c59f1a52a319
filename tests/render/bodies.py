"""Pages and helpers that several test modules here share."""

from __future__ import annotations

import re

import boilerstrip

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


def sources(found: boilerstrip.Extraction) -> list[str]:
    return re.findall(r'<img src="https://example.org([^"]+)"', found.html)


IMAGE = '<img src="/i.jpg" alt="">'
