"""Pages made on the fly: ordinary ones of any size, and hostile ones that must not hurt.

All of them carry the same short article where they can, so that surviving a page and still
finding its article are told apart.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Mapping

SENTENCE = "The ferry crew spent nine winters rebuilding the lighthouse lens by hand."
_PARAGRAPHS = (
    f"{SENTENCE} Every spare pane had to be ground on the island itself, because the workshop "
    "that once made them had closed, and no drawing of the original was ever found.",
    "When the lamp was lit again in October, boats waited off the northern shore to see it. "
    "People on the quay counted the seconds between two flashes aloud, as their parents had, "
    "and agreed that the old rhythm was back.",
    "The work is not over: the lower gallery still leaks, the stairs need new iron, and the "
    "keeper's garden, which fed three families, has gone to bramble and gorse.",
)
ARTICLE = (
    "<article><h1>The island that mended its own light</h1>"
    + "".join(f"<p>{text}</p>" for text in _PARAGRAPHS)
    + "</article>"
)
_NOUNS = "harbour winter council bridge letter engine garden market teacher valley signal kitchen"
_VERBS = "opened measured carried repaired explained followed counted described gathered restored"
_LINKING = "while although because until before after since unless"


def page_of_size(size: int, seed: int = 0) -> bytes:
    """An ordinary article page of about `size` bytes: a third of it navigation and teasers."""
    rng = random.Random(seed)
    nav = "".join(f'<li><a href="/s{i}">{_words(rng, 2)}</a></li>' for i in range(8))
    parts = [
        "<!doctype html><html lang=en><head><title>The long page</title></head><body>",
        f'<nav><ul>{nav}</ul></nav><div class="main">{ARTICLE[:-10]}',
    ]
    length = sum(map(len, parts))
    teasers: list[str] = []
    while length < size - 60:
        paragraph = f"<p>{_sentence(rng)} {_sentence(rng)} {_sentence(rng)}</p>\n"
        teaser = f'<div class="teaser"><h4><a href="/a">{_words(rng, 7)}</a></h4></div>\n'
        parts.append(paragraph)
        teasers.append(teaser)
        length += len(paragraph) + len(teaser)
    tail = f'</article></div><aside class="more">{"".join(teasers)}</aside></body></html>'
    return "".join([*parts, tail]).encode()


def hostile_pages() -> Mapping[str, Callable[[], bytes]]:
    """Each hostile page by what is wrong with it, made when called."""
    return _HOSTILE


def _nested(tag: str, depth: int, closed: bool = False) -> bytes:
    end = f"</{tag}>" * depth if closed else ""
    return _page(f"{f'<{tag}>' * depth}x{end}{ARTICLE}")


def _page(body: str, head: str = "") -> bytes:
    return (
        "<!doctype html><html lang=en><head><title>The island that mended its own light</title>"
        f"{head}</head><body>{body}</body></html>"
    ).encode()


def _random_bytes(size: int) -> bytes:
    return random.Random(0).randbytes(size)


_HOSTILE: dict[str, Callable[[], bytes]] = {
    "200,000 nested div": lambda: _nested("div", 200_000),
    "200,000 nested div, closed": lambda: _nested("div", 200_000, closed=True),
    "50,000 nested b": lambda: _nested("b", 50_000),
    "20,000 nested tables": lambda: _page("<table><tr><td>" * 20_000 + ARTICLE),
    "20,000 nested lists": lambda: _page("<ul><li>x" * 20_000 + ARTICLE),
    "20,000 nested svg": lambda: _page("<svg><g>" * 20_000 + "</g></svg>" * 20_000 + ARTICLE),
    "10,000 nested templates": lambda: _page("<template>" * 10_000 + "</template>" * 10_000
                                             + ARTICLE),
    "10,000 nested blockquotes": lambda: _nested("blockquote", 10_000, closed=True),
    "20,000 nested spans": lambda: _nested("span", 20_000, closed=True),
    "one tag, 100,000 attributes": lambda: _page(
        "<div " + " ".join(f"a{i}=x" for i in range(100_000)) + f">{ARTICLE}</div>"),
    "one attribute of 5 MB": lambda: _page(f'<div data-x="{"y" * 5_000_000}">{ARTICLE}</div>'),
    "an image of 5 MB in its address": lambda: _page(
        f'<img src="data:image/png;base64,{"A" * 5_000_000}">{ARTICLE}'),
    "300,000 unclosed p": lambda: _page(ARTICLE + "<p>x" * 300_000),
    "30,000 unclosed a": lambda: _page(ARTICLE + "<a href=/x>x" * 30_000),
    "5,000 misnested formats": lambda: _page(ARTICLE + "<b><i><a></b><p></i>x" * 5_000),
    "5,000 fonts across table cells": lambda: _page(
        "<table>" + "<tr><font><td>x<b></font>" * 5_000 + "</table>" + ARTICLE),
    "100,000 links": lambda: _page(ARTICLE + "".join(
        f'<li><a href="/{i}">item {i} here</a></li>' for i in range(100_000))),
    "100,000 table cells": lambda: _page(
        ARTICLE + "<table>" + "<tr><td>one</td><td>two</td></tr>" * 50_000 + "</table>"),
    "100,000 short paragraphs": lambda: _page(ARTICLE + "<p>Yes, it is so.</p>" * 100_000),
    "100,000 line breaks": lambda: _page(ARTICLE + "<br>" * 100_000),
    "100,000 options": lambda: _page(
        "<select>" + "<option>choose</option>" * 100_000 + "</select>" + ARTICLE),
    "100,000 headings": lambda: _page(ARTICLE + "<h2>More</h2>" * 100_000),
    "100,000 comments": lambda: _page(ARTICLE + "<!-- x --><!---->" * 50_000),
    "a text of 10 MB without a space": lambda: _page(f"{ARTICLE}<p>{'x' * 10_000_000}</p>"),
    "a paragraph of 5 MB": lambda: _page(f"{ARTICLE}<p>{'all of it, again; ' * 280_000}</p>"),
    "5 MB of white space": lambda: _page(f"{ARTICLE}<p>{' ' * 5_000_000}</p>x"),
    "1,000,000 line feeds in a paragraph": lambda: _page(
        f"{ARTICLE}<p>a{chr(10) * 1_000_000}b</p>"),
    "1,000,000 less-than signs": lambda: _page(ARTICLE + "<" * 1_000_000),
    "1,000,000 ampersands": lambda: _page(f"{ARTICLE}<p>{'&' * 1_000_000}</p>"),
    "500,000 entities": lambda: _page(f"{ARTICLE}<p>{'&amp;&#x26;' * 250_000}</p>"),
    "entities outside Unicode": lambda: _page(
        f"{ARTICLE}<p>{'&#xD800;&#0;&#x110000;&#99999999999;' * 1_000}</p>"),
    "a script of 5 MB": lambda: _page(f"<script>{'var a = 1 < 2;' * 360_000}</script>{ARTICLE}"),
    "a style of 5 MB": lambda: _page(f"<style>{'p > a {{}} ' * 500_000}</style>{ARTICLE}"),
    "an unclosed comment": lambda: _page(f"{ARTICLE}<!-- {'x ' * 100_000}"),
    "an unclosed script": lambda: _page(f"{ARTICLE}<script>{'x ' * 100_000}"),
    "an unclosed textarea": lambda: _page(f"{ARTICLE}<textarea>{'<p>x</p>' * 50_000}"),
    "an unclosed attribute": lambda: _page(f'{ARTICLE}<a href="{"x " * 100_000}'),
    "JSON-LD 100,000 deep": lambda: _page(
        ARTICLE, f'<script type="application/ld+json">{"[" * 100_000}</script>'),
    "JSON-LD of 5 MB": lambda: _page(
        ARTICLE, f'<script type="application/ld+json">{{"a":"{"x" * 5_000_000}"}}</script>'),
    "10,000 meta tags": lambda: _page(
        ARTICLE, "".join(f'<meta name="m{i}" content="x">' for i in range(10_000))),
    "a title of 2 MB": lambda: _page(ARTICLE, f"<title>{'word ' * 400_000}</title>"),
    "zero-width and direction marks": lambda: _page(
        ARTICLE + "<p>" + "\u200b\u202e\u2066\ufeff\u00ad" * 100_000 + "</p>"),
    "100,000 combining marks": lambda: _page(f"{ARTICLE}<p>a{chr(0x301) * 100_000}</p>"),
    "NUL bytes": lambda: _page(ARTICLE).replace(b"<p>", b"<p>\0\0") + b"\0" * 100_000,
    "invalid UTF-8": lambda: _page(ARTICLE) + b"<p>\xff\xfe\xc3\x28\xf0\x9f</p>" * 10_000,
    "UTF-16 with a mark": lambda: b"\xff\xfe" + _page(ARTICLE).decode().encode("utf-16-le"),
    "a charset that does not exist": lambda: _page(ARTICLE, "<meta charset=x-klingon-9>"),
    "a charset that is not true": lambda: _page(
        ARTICLE + "<p>\u00fc\u00df\u2026</p>", "<meta charset=utf-16>"),
    "frames": lambda: _page("<frameset><frame src=a><noframes>" + ARTICLE + "</noframes>"),
    "plaintext": lambda: _page(f"{ARTICLE}<plaintext>{'<p>x</p>' * 50_000}"),
    # what of a page is multiplied by its reader
    "paragraphs in 600 open formats": lambda: _page(
        f"{ARTICLE}<p>{''.join(f'<b id=b{i}>' for i in range(600))}</p>" + "<p>x</p>" * 200_000),
    "paragraphs in 600 formats that are closed too late": lambda: _page(
        f"{ARTICLE}<p>{''.join(f'<i id=b{i}>' for i in range(600))}</p>" + "<p>x</p>" * 50_000
        + "</i>" * 600),
    "one link of 1 MB around 20,000 formats": lambda: _page(
        f'{ARTICLE}<a href="/{"x" * 1_000_000}">{"<b>x</b> y " * 20_000}</a>'),
    "one link of 1 MB": lambda: _page(f'{ARTICLE}<p><a href="/{"x" * 1_000_000}">on</a></p>'),
    "a long path to 100,000 leaves": lambda: _page(
        ARTICLE + "".join(f"<x-{i:040d}>" for i in range(200)) + "<p>x</p>" * 100_000),
    "a long path to 20,000 list items": lambda: _page(
        ARTICLE + "<div>" * 240 + "<ul>" + "<li>item here</li>" * 20_000),
    "a long path to 20,000 cells": lambda: _page(
        ARTICLE + "<div>" * 240 + "<table>" + "<tr><td>a cell<td>a cell" * 10_000),
    # amounts
    "a text of 50 MB": lambda: _page(f"{ARTICLE}<p>{'all of it, again; ' * 2_800_000}</p>"),
    "200,000 tiny paragraphs": lambda: _page(ARTICLE + "<p>x</p>" * 200_000),
    "200,000 tiny paragraphs, all different": lambda: _page(
        ARTICLE + "".join(f'<p class="c{i}" id="i{i}">w{i}</p>' for i in range(200_000))),
    "100,000 names of boxes": lambda: _page(ARTICLE + "".join(
        f'<div class="related-{i} share newsletter-{i}">x</div>' for i in range(100_000))),
    "100,000 labels": lambda: _page(ARTICLE + "<p>Read more: also read</p><p>x</p>" * 50_000),
    "100,000 headings that govern each other": lambda: _page(
        ARTICLE + "".join(f"<h{i % 6 + 1}>Related stories</h{i % 6 + 1}>" for i in range(100_000))),
    "100,000 dates": lambda: _page("<p>12 March 2020</p>" * 100_000 + ARTICLE),
    "100,000 bylines": lambda: _page('<p class="byline">By John Smith</p>' * 100_000 + ARTICLE),
    "100,000 comments by readers": lambda: _page(
        ARTICLE + '<div class="comment"><p>So say I.</p></div>' * 100_000),
    "100,000 time elements": lambda: _page(ARTICLE + "<time>2020-01-01</time>" * 100_000),
    "100,000 images": lambda: _page(
        ARTICLE + "".join(f'<img src="/{i}.png" alt="picture">x' for i in range(100_000))),
    "100,000 list items in 2,000 lists": lambda: _page(
        ARTICLE + ("<ul>" + "<li>item</li>" * 50 + "</ul>") * 2_000),
    "lists in lists, 300 deep and 50 wide": lambda: _page(
        ARTICLE + ("<ul>" + "<li>item</li>" * 50) * 300),
    "a table of 1,000 columns": lambda: _page(
        ARTICLE + "<table>" + ("<tr>" + "<td>one" * 1_000) * 100 + "</table>"),
    "a cell that spans everything": lambda: _page(
        ARTICLE + "<table>" + "<tr><td colspan=65534 rowspan=65534>one" * 20_000 + "</table>"),
    "1,000,000 words of one letter": lambda: _page(f"{ARTICLE}<p>{'a ' * 1_000_000}</p>"),
    "1,000,000 different words": lambda: _page(
        f"{ARTICLE}<p>{' '.join(map(str, range(1_000_000)))}</p>"),
    "1,000,000 ideographs": lambda: _page(f"{ARTICLE}<p>{chr(0x6C34) * 1_000_000}</p>"),
    "4,000,000 characters outside the basic plane": lambda: _page(
        f"{ARTICLE}<p>{chr(0x1F600) * 4_000_000}</p>"),
    "16 MB of one class": lambda: _page(f'<div class="{"comment- " * 1_700_000}">{ARTICLE}</div>'),
    "1,000,000 class names": lambda: _page(
        f'<div class="{" ".join(f"c{i}" for i in range(1_000_000))}">{ARTICLE}</div>'),
    "a style attribute of 5 MB": lambda: _page(
        f'<div style="{"display : " * 500_000}">{ARTICLE}</div>'),
    "16 MB of tags": lambda: _page(ARTICLE + "<i>" * 5_000_000),
    "3,000,000 entities": lambda: _page(f"{ARTICLE}<p>{'&hellip;&lt;' * 1_500_000}</p>"),
    "1,000,000 entities without an end": lambda: _page(f"{ARTICLE}<p>{'&CounterClockwise' * 1_000_000}"),
    "1,000,000 end tags": lambda: _page(ARTICLE + "</div></p>" * 500_000),
    "a comment of 10 MB in dashes": lambda: _page(f"{ARTICLE}<!--{'-' * 10_000_000}>x"),
    "100,000 unclosed comments": lambda: _page(ARTICLE + "<!-- x <p>" * 100_000),
    "100,000 unclosed scripts": lambda: _page(ARTICLE + "<script>x" * 100_000),
    "100,000 unclosed textareas": lambda: _page(ARTICLE + "<textarea><p>x" * 100_000),
    "100,000 scripts": lambda: _page(ARTICLE + "<script>var a = {};</script>" * 100_000),
    "100,000 base64 images": lambda: _page(
        ARTICLE + f'<img src="data:image/png;base64,{"A" * 100}">' * 100_000),
    # expressions that go back over what they have read
    "a byline of 1 MB of commas": lambda: _page(f"<p>By A{' ,' * 500_000}</p>{ARTICLE}"),
    "a title of separators": lambda: _page(ARTICLE, f"<title>{'a | ' * 500_000}</title>"),
    "a title of spaces and dashes": lambda: _page(ARTICLE, f"<title>{' -' * 500_000}x</title>"),
    "a date of digits": lambda: _page(f"<p>{'1' * 1_000_000}</p><p>{'1.1.' * 200_000}</p>{ARTICLE}"),
    "a heading of 1 MB": lambda: _page(f"<h1>{'word ' * 200_000}</h1>{ARTICLE}"),
    "a preformatted heading of 100,000 breaks": lambda: _page(
        f"{ARTICLE}<pre><h2>x{'<br>' * 100_000}x</h2></pre>"),
    "a preformatted text of 10 MB": lambda: _page(f"{ARTICLE}<pre>{'x = 1;  ' * 1_250_000}</pre>"),
    "a tag name of 5 MB": lambda: _page(f"{ARTICLE}<x{'-y' * 2_500_000}>x"),
    "less-than signs and letters": lambda: b"<a" * 4_000_000,
    "an opening tag of 5 MB": lambda: b"<a " + b"x " * 2_500_000,
    # data
    "JSON-LD of 1,000,000 objects": lambda: _page(
        ARTICLE, f'<script type="application/ld+json">[{",".join(["{}"] * 1_000_000)}]</script>'),
    "JSON-LD of 100,000 bodies": lambda: _page(
        ARTICLE, '<script type="application/ld+json">['
        + ",".join(['{"@type": "Article", "articleBody": "<p>x</p>"}'] * 100_000) + "]</script>"),
    "JSON-LD of 100,000 types": lambda: _page(
        ARTICLE, '<script type="application/ld+json">{"@type": ['
        + ",".join(['"Article"'] * 100_000) + "]}</script>"),
    "JSON-LD of an author 900 deep": lambda: _page(
        ARTICLE, '<script type="application/ld+json">{"@type": "Article", "author": '
        + '{"name": ' * 900 + '"A"' + "}" * 901 + "</script>"),
    "JSON-LD with a body of 8 MB": lambda: _page(
        "<p>x</p>", '<script type="application/ld+json">{"@type": "Article", "articleBody": "'
        + "The ferry leaves at six. " * 320_000 + '"}</script>'),
    "10,000 scripts of JSON-LD": lambda: _page(
        ARTICLE, '<script type="application/ld+json">{"@type": "Article"}</script>' * 10_000),
    "state 20 deep that breaks off after 9 MB": lambda: _page(
        "<p>x</p>", "<script>f(" + '{"a": ' * 20 + '["<p>"' + ",1" * 4_500_000 + "</script>"),
    "state of 100,000 texts": lambda: _page(
        ARTICLE, '<script type="application/json">['
        + ",".join(['{"body": "<p>x</p>"}'] * 100_000) + "]</script>"),
    "JSON of 16 MB of brackets": lambda: b"[" + b"[]," * 5_000_000 + b"[]]",
    "JSON of one body of 16 MB": lambda: b'{"body": "' + b"all of it; " * 1_400_000 + b'"}',
    "a canonical address of 5 MB": lambda: _page(
        ARTICLE, f'<link rel=canonical href="https://example.org/{"x" * 5_000_000}">'),
    "100,000 meta tags of one name": lambda: _page(ARTICLE, '<meta name="author" content="A">' * 100_000),
    # encodings
    "a different encoding in every paragraph": lambda: _page(ARTICLE) + b"".join(
        f"<p>\u00fcber \u0416 \u6c34 {i}</p>".encode(codec, "replace")
        for i in range(3_000) for codec in ("utf-8", "cp1251", "gb18030", "utf-16-le", "shift_jis")),
    "40 MB of bytes that are no UTF-8": lambda: _page(ARTICLE) + b"<p>\xe9t\xe9 " * 5_000_000,
    "10 MB of bytes beyond ASCII": lambda: _page(ARTICLE) + bytes(range(128, 256)) * 80_000,
    "lone surrogates": lambda: _page(ARTICLE) + "<p>a\ud800b\udfffc</p>".encode(
        "utf-16-le", "surrogatepass") * 1_000 + b"<p>\xed\xa0\x80</p>" * 10_000,
    "escapes of ISO-2022-JP": lambda: _page(ARTICLE) + b"<p>\x1b$B" * 200_000,
    "16 MB of NULs": lambda: b"\0" * 16_000_000 + _page(ARTICLE),
    "1,000,000 direction marks": lambda: _page(
        f"{ARTICLE}<p>{chr(0x202E) * 500_000}x{chr(0x2066) * 500_000}</p>"),
    "text of 1,000,000 lines": lambda: b"a line\n" * 1_000_000,
    "text of 5,000,000 empty lines": lambda: b"x\n" + b"\n" * 5_000_000 + b"y",
    "nothing": lambda: b"",
    "white space alone": lambda: b" \n\t" * 1_000,
    "one tag": lambda: b"<p>",
    "text without a tag": lambda: "\n\n".join(_PARAGRAPHS).encode(),
    "JSON": lambda: b'{"articles": [' + b'{"a": "b"},' * 50_000 + b"{}]}",
    "an image": lambda: b"\x89PNG\r\n\x1a\n" + _random_bytes(200_000),
    "1 MB of random bytes": lambda: _random_bytes(1_000_000),
    "a page still gzipped": lambda: gzip.compress(_page(ARTICLE * 100)),
}  # fmt: skip


def _sentence(rng: random.Random) -> str:
    return (
        f"The {_word(rng, _NOUNS)} {_word(rng, _VERBS)} the {_word(rng, _NOUNS)}, "
        f"{_word(rng, _LINKING)} a {_word(rng, _NOUNS)} {_word(rng, _VERBS)} what the "
        f"{_word(rng, _NOUNS)} had {_word(rng, _VERBS)} for the {_word(rng, _NOUNS)}."
    )


def _words(rng: random.Random, count: int) -> str:
    return " ".join(_word(rng, _NOUNS) for _ in range(count))


def _word(rng: random.Random, words: str) -> str:
    return rng.choice(words.split())
