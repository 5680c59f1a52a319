"""Round trips: what a page has of structure is in the clean HTML, and in the Markdown as its readers read it.

Articles are drawn with content that is awkward to write down. Structure is compared as the benchmark of fidelity
does: by its items, all of them, and none beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from html import escape

import pytest
import turbohtml
from hypothesis import given, settings
from hypothesis import strategies as st

from boilerstrip import Extractor
from boilerstrip.page import Page
from boilerstrip.render.html import to_html
from boilerstrip.render.markdown import to_markdown
from tests.conftest import examples_of

pytest.importorskip("mdit_py_plugins")

from benchmarks.fidelity import markdown
from benchmarks.fidelity.items import COLUMNS, items_of

# Words that begin something in Markdown, or end it, were they written as they are.
AWKWARD = (
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "~~",
        "|",
        "\\",
        "\\*",
        "<b>",
        "<!--",
        "&amp;",
        "&lt;",
        "[x]",
        "[a](b)",
    ),
    *(
        "![a](b)",
        "#",
        "##",
        "1.",
        "2)",
        "-",
        "+",
        ">",
        "---",
        "===",
        "$5",
        "snake_case_name",
        "*star*",
        "a*b*c",
    ),
    *(
        "http://a.example/_b_",
        "[^1]",
        "[^1]:",
        ":",
        "~",
        "!",
        "(",
        ")",
        "]",
        "[",
        "{#id}",
        "x_",
        "_x",
        "5*6",
        "://",
    ),
)
PLAIN = ("harbour", "lamp", "winter", "Ysolde", "été", "東京", "no.", "four", "“quoted”", "end!")
words = st.sampled_from(PLAIN + AWKWARD)
texts = st.lists(words, min_size=1, max_size=5).map(lambda drawn: escape(" ".join(drawn)))
plain = st.lists(st.sampled_from(PLAIN), min_size=1, max_size=4).map(" ".join)
code_lines = st.sampled_from(
    [
        "x = 1",
        "    indented",
        "\ttab",
        "",
        "```",
        "~~~~",
        "# no heading",
        "* no item",
        "<b>&amp;</b>",
        "a | b",
        "\\",
        "$ sh",
    ]
)
addresses = st.sampled_from(
    [
        "/a",
        "https://a.example/b_(c)",
        "/a?b=1&c=2",
        "/a b",
        "https://a.example/*x*",
        "/ü",
        "/a<b",
        "/a)b",
    ]
)


def inline(kind: str) -> st.SearchStrategy[str]:
    """Text around an inline element, with and without space between them."""
    gaps = st.sampled_from(["", " ", ".", "(", " (", "”", "-"])
    inner: dict[str, st.SearchStrategy[str]] = {
        "strong": texts.map(lambda text: f"<strong>{text}</strong>"),
        "em": texts.map(lambda text: f"<em>{text}</em>"),
        "nested": st.tuples(plain, plain).map(lambda two: f"<strong>{two[0]} <em>{two[1]}</em></strong>"),
        "code": st.sampled_from(["x", "a`b", "``", "`x`", "a  b", "|", "*x*", "<b>", "\\"]).map(
            lambda code: f"<code>{escape(code)}</code>"
        ),
        "link": st.tuples(addresses, texts).map(lambda two: f'<a href="{escape(two[0])}">{two[1]}</a>'),
    }
    return st.tuples(texts, gaps, inner[kind], gaps, texts).map("".join)


def paragraphs(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return inner.map(lambda text: f"<p>{text}</p>")


def items(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inner.map(lambda text: f"<li>{text}</li>"), min_size=1, max_size=3).map("".join)


flat_lists = st.tuples(st.sampled_from(["ul", "ol"]), items(texts)).map(
    lambda two: f"<{two[0]}>{two[1]}</{two[0]}>"
)
nested_lists = st.recursive(
    flat_lists,
    lambda lists: st.tuples(st.sampled_from(["ul", "ol"]), texts, lists, items(texts)).map(
        lambda four: f"<{four[0]}><li>{four[1]}{four[2]}</li>{four[3]}</{four[0]}>"
    ),
    max_leaves=3,
)
pres = st.lists(code_lines, min_size=1, max_size=5).map(
    lambda lines: "<pre><code>" + escape("\n".join(["first", *lines, "last"])) + "\n</code></pre>"
)


def table(cells: list[list[str]]) -> str:
    rows = [
        "".join(f"<{tag}>{cell}</{tag}>" for cell in row)
        for tag, row in zip(["th", *["td"] * 9], cells, strict=False)
    ]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def rows_of(cell: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    row = st.lists(cell, min_size=2, max_size=2)
    return st.lists(row, min_size=2, max_size=3).map(table)


figures = st.tuples(addresses, plain, texts).map(
    lambda three: (
        f'<figure><img src="{escape(three[0])}" alt="{three[1]}"><figcaption>{three[2]}</figcaption></figure>'
    )
)


def boxes(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    titles = st.sampled_from(["Note", "Mind the step"])
    return st.tuples(titles, inner).map(
        lambda two: f'<div class="admonition note"><p class="admonition-title">{two[0]}</p>{two[1]}</div>'
    )


def folded(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(texts, inner).map(lambda two: f"<details><summary>{two[0]}</summary>{two[1]}</details>")


# Elements that links lead to, with a text.
_PLACES = {
    "h2": '<h2 id="part-h2">{}</h2>',
    "p": '<p id="part-p">{}</p>',
    "li": '<ul><li>a</li><li id="part-li">{}</li></ul>',
    "dl": '<dl id="part-dl"><dt>a</dt><dd>{}</dd></dl>',
    "table": '<table id="part-table"><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>{}</td></tr></table>',
    "pre": '<pre id="part-pre"><code>a\nb</code></pre><p>{}</p>',
    "blockquote": '<blockquote id="part-blockquote"><p>{}</p></blockquote>',
}

# The kinds of structure, by name: each draws the HTML of one block.
KINDS: dict[str, st.SearchStrategy[str]] = {
    "paragraph": paragraphs(texts),
    "line break": st.tuples(texts, texts).map(lambda two: f"<p>{two[0]}<br>{two[1]}</p>"),
    "heading": st.tuples(st.integers(1, 6), texts).map(lambda two: f"<h{two[0]}>{two[1]}</h{two[0]}>"),
    **{f"{kind} in a line": paragraphs(inline(kind)) for kind in ("strong", "em", "nested", "code", "link")},
    "list": flat_lists,
    "nested list": nested_lists,
    "numbered list": st.tuples(st.integers(0, 1200), items(texts)).map(
        lambda two: f'<ol start="{two[0]}">{two[1]}</ol>'
    ),
    "list of paragraphs": items(
        st.tuples(texts, texts).map(lambda two: f"<p>{two[0]}</p><p>{two[1]}</p>")
    ).map(lambda inner: f"<ol>{inner}</ol>"),
    "code": pres,
    "code in a list": st.tuples(texts, pres).map(
        lambda two: f"<ol><li>{two[0]}{two[1]}</li><li>then</li></ol>"
    ),
    "quote": st.tuples(texts, texts).map(
        lambda two: f"<blockquote><p>{two[0]}</p><p>{two[1]}</p></blockquote>"
    ),
    "list in a quote": flat_lists.map(lambda inner: f"<blockquote><p>so:</p>{inner}</blockquote>"),
    "table": rows_of(texts),
    "table with markup": rows_of(st.sampled_from(["code", "link", "strong"]).flatmap(inline)),
    "image": st.tuples(addresses, texts).map(
        lambda two: f'<p>before it</p><p><img src="{escape(two[0])}" alt="{two[1]}"></p><p>behind it</p>'
    ),
    "definitions": st.tuples(plain, plain).map(lambda two: f"<dl><dt>{two[0]}</dt><dd>{two[1]}</dd></dl>"),
    "terms of one definition": st.tuples(plain, plain, texts, texts).map(
        lambda four: (
            f"<dl><dt>{four[0]}</dt><dt>{four[1]}</dt><dd>{four[2]}</dd><dt>end</dt><dd>{four[3]}</dd></dl>"
        )
    ),
    "tasks": st.tuples(texts, texts).map(
        lambda two: (
            f'<ul><li><input type="checkbox" disabled checked> {two[0]}</li>'
            f'<li><input type="checkbox" disabled> {two[1]}</li></ul>'
        )
    ),
    "list straight in a list": st.tuples(texts, texts, texts).map(
        lambda three: f"<ul><li>{three[0]}<ul><li>{three[1]}</li></ul></li><li>{three[2]}</li></ul>"
    ),
    "formula": st.sampled_from(["x^2", "a_i", r"\frac{a}{b}"]).map(
        lambda tex: (
            f'<p>so <math alttext="{tex}"><semantics><mi>y</mi><annotation encoding="application/x-tex">{tex}'
            "</annotation></semantics></math> holds</p>"
        )
    ),
    "footnote": plain.map(
        lambda text: (
            '<p>said<sup><a href="#fn1" id="fnref1">1</a></sup> so</p><section class="footnotes"><ol>'
            f'<li id="fn1">{text} <a href="#fnref1">↩</a></li></ol></section>'
        )
    ),
    "figure": figures,
    "figure with a caption of paragraphs": st.tuples(addresses, plain, texts, texts).map(
        lambda four: (
            f'<figure><img src="{escape(four[0])}" alt="{four[1]}"><figcaption><p>{four[2]}</p><p>{four[3]}</p>'
            "</figcaption></figure>"
        )
    ),
    "table with a caption in a box": st.tuples(plain, rows_of(plain)).map(
        lambda two: f"<figure><figcaption>{two[0]}</figcaption>{two[1]}</figure>"
    ),
    "note": boxes(texts.map("<p>{}</p>".format)),
    "details": folded(texts.map("<p>{}</p>".format)),
    "raised text": st.tuples(plain, st.sampled_from(["sup", "sub"]), plain, plain).map(
        lambda four: f"<p>x<{four[1]}>{four[0]}<{four[1]}>{four[2]}</{four[1]}></{four[1]}> {four[3]}</p>"
    ),
    "reading": st.tuples(texts, plain, texts).map(
        lambda three: f"<p>{three[0]} <ruby>漢<rt>かん</rt>字<rt>{three[1]}</rt></ruby>{three[2]}</p>"
    ),
    "verses": st.lists(texts, min_size=2, max_size=4).map(
        lambda lines: f"<div class=poem>{''.join(f'<div>{line}</div>' for line in lines)}</div>"
    ),
    "place": st.tuples(st.sampled_from(["h2", "p", "li", "dl", "table", "pre", "blockquote"]), texts).map(
        lambda two: f'<p><a href="#part-{two[0]}">there</a></p>{_PLACES[two[0]].format(two[1])}'
    ),
    "equation": st.integers(1, 99).map(
        lambda number: (
            '<p><math display="block"><semantics><mi>y</mi><annotation encoding="application/x-tex">x^2'
            f"</annotation></semantics></math> ({number})</p>"
        )
    ),
    "tasks by signs": st.tuples(plain, plain).map(
        lambda two: f"<ul><li>☐ {two[0]}</li><li>☑ {two[1]}</li></ul>"
    ),
}

# What stands in what on pages: any of the inner kinds in any of the outer ones.
_INNER: dict[str, st.SearchStrategy[str]] = {
    **{
        kind: KINDS[kind]
        for kind in (
            *("paragraph", "list", "code", "quote", "figure", "table"),
            *("definitions", "terms of one definition"),
        )
    },
    "image": st.tuples(addresses, plain).map(
        lambda two: f'<p><img src="{escape(two[0])}" alt="{two[1]}"></p>'
    ),
    "note": KINDS["note"],
    "details": KINDS["details"],
}
_OUTER: dict[str, Callable[[st.SearchStrategy[str]], st.SearchStrategy[str]]] = {
    "item": lambda inner: st.tuples(st.sampled_from(["ul", "ol"]), texts, inner, texts).map(
        lambda four: f"<{four[0]}><li><p>{four[1]}</p>{four[2]}</li><li>{four[3]}</li></{four[0]}>"
    ),
    "quote": lambda inner: st.tuples(texts, inner).map(
        lambda two: f"<blockquote><p>{two[0]}</p>{two[1]}</blockquote>"
    ),
    "definition": lambda inner: st.tuples(plain, texts, inner, texts).map(
        lambda four: f"<dl><dt>{four[0]}</dt><dd><p>{four[1]}</p>{four[2]}</dd><dd>{four[3]}</dd></dl>"
    ),
    "note": boxes,
    "details": folded,
    "cell": lambda inner: st.tuples(texts, texts, inner, texts).map(
        lambda four: table([[four[0], four[1]], [four[2], four[3]]])
    ),
}
# Readers of notes and alerts write marks, ways back and labels of their own.
UNLIKE_IN_TEXT = {"formula", "footnote", "note", "equation", "tasks by signs"}


# Readers that know formulas take prices for them, so that formulas are read by themselves alone.
MIXED = sorted(KINDS.keys() - {"formula", "equation"})


def article(kind: str) -> st.SearchStrategy[str]:
    """Two blocks of a kind, apart and one behind the other, among paragraphs."""
    return st.tuples(KINDS[kind], st.booleans(), KINDS[kind]).map(
        lambda drawn: (
            f"<p>Begin here.</p>{drawn[0]}{'<p>Between them.</p>' if drawn[1] else ''}{drawn[2]}<p>End here.</p>"
        )
    )


def structure(
    html: str, *, gold: bool = False, with_formulas: bool = False
) -> dict[str, Counter[frozenset[str]]]:
    found = items_of(html, gold=gold, with_formulas=with_formulas)
    return {column: Counter(item.keys for item in found[column] if not item.optional) for column in COLUMNS}


def text_of(html: str) -> str:
    return "".join(turbohtml.parse(html).text.split())


def assert_same(
    kept: str,
    whole: str,
    columns: Collection[str] = COLUMNS,
    *,
    with_formulas: bool = False,
    text: bool = True,
) -> None:
    first, second = structure(kept, with_formulas=with_formulas), structure(whole, gold=True)
    for column in columns:
        assert not_in(second[column], first[column]) == [], f"{column} lost"
        assert not_in(first[column], second[column]) == [], f"{column} invented"
    if text:
        assert text_of(kept) == text_of(whole)


def not_in(some: Counter[frozenset[str]], others: Counter[frozenset[str]]) -> list[frozenset[str]]:
    """What has no counterpart with a key in common."""
    left = list(others.elements())
    missing = []
    for keys in some.elements():
        match = next((other for other in left if keys & other), None)
        if match is None:
            missing.append(keys)
        else:
            left.remove(match)
    return missing


def rendered(markup: str) -> str:
    page = Page(markup)
    return to_html(page, page.blocks)


drawn_alike: Callable[..., Callable[..., None]] = settings(examples_of(8), derandomize=True)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("footnote", "tasks by signs")])
def test_html_has_the_structure_of_the_page(kind: str) -> None:
    @drawn_alike
    @given(article(kind))
    def check(markup: str) -> None:
        assert_same(rendered(markup), markup, text=kind not in UNLIKE_IN_TEXT)

    check()


@pytest.mark.parametrize("kind", KINDS)
def test_markdown_has_the_structure_of_the_html(kind: str) -> None:
    @drawn_alike
    @given(article(kind))
    def check(markup: str) -> None:
        html = rendered(markup)
        with_formulas = kind in ("formula", "equation")
        read = markdown.to_html(to_markdown(html), with_formulas=with_formulas)
        assert_same(read, html, with_formulas=with_formulas, text=kind not in UNLIKE_IN_TEXT)

    check()


@pytest.mark.parametrize("outer", _OUTER)
def test_nested_structure_is_in_html_and_markdown(outer: str) -> None:
    @settings(drawn_alike, max_examples=25)
    @given(st.sampled_from(sorted(_INNER)).flatmap(lambda inner: _OUTER[outer](_INNER[inner])))
    def check(block: str) -> None:
        markup = f"<p>Begin here.</p>{block}<p>End here.</p>"
        html = rendered(markup)
        assert_same(html, markup)
        assert_same(markdown.to_html(to_markdown(html)), html, text="admonition" not in block)

    check()


@drawn_alike
@given(st.lists(st.sampled_from(MIXED).flatmap(KINDS.__getitem__), min_size=2, max_size=4))
def test_markdown_of_an_extraction_has_the_structure_of_its_html(blocks: list[str]) -> None:
    prose = "<p>The lamps along the quay were lit by hand until the winter of that year, as old people there say.</p>"
    page = f"<html><body><nav><a href=/>Home</a></nav><article>{prose}{prose.join(blocks)}{prose}</article></body></html>"
    extraction = Extractor(effort="fast").extract(page)
    read = markdown.to_html(extraction.markdown)
    # readers of notes write marks and ways back of their own
    assert_same(
        read, extraction.html, text=not any("footnote" in block or "admonition" in block for block in blocks)
    )
