"""Listings come to the letter, whatever a highlighter made of them."""

from __future__ import annotations

from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page, Role
from boilerstrip.render.html import to_html


def listing(markup: str) -> tuple[str, str]:
    """The language and the text of the one listing of a page."""
    page = Page(markup)
    html = to_html(page, page.blocks)
    before, _, rest = html.partition("<pre><code")
    named, _, rest = rest.partition(">")
    code, _, after = rest.partition("</code></pre>")
    assert before.endswith(">")
    assert "<pre>" not in after
    assert "<p>" not in before + after, html
    return named.removeprefix(' class="language-').rstrip('"'), unescape(code)


def numbered_cells(lines: list[str], language: str) -> str:
    rows = "".join(
        f'<tr><td class="blob-num" data-line-number="{n}">{n}</td><td class="blob-code">{line}</td></tr>'
        for n, line in enumerate(lines, 1)
    )
    return f'<div class="highlight highlight-source-{language}"><table>{rows}</table></div>'


def gutter_table(lines: list[str], language: str) -> str:
    numbers = "\n".join(str(n + 1) for n in range(len(lines)))
    return (
        f'<figure class="highlight {language}"><table><tr><td class="gutter"><pre>{numbers}</pre></td>'
        f'<td class="code"><pre>{"<br>".join(lines)}</pre></td></tr></table></figure>'
    )


MARKUPS = {
    "plain": lambda lines, lang: f'<pre><code class="language-{lang}">{chr(10).join(lines)}\n</code></pre>',
    "spans": lambda lines, lang: (
        f'<pre class="{lang} hljs">' + "\n".join(f"<span class=line>{x}</span>" for x in lines) + "</pre>"
    ),
    "boxes": lambda lines, lang: (
        f"<pre data-lang={lang}>" + "".join(f"<div>{x or '<br>'}</div>" for x in lines) + "</pre>"
    ),
    "boxes and breaks": lambda lines, lang: (
        f'<pre class="brush: {lang}">' + "\n".join(f"<div>{x}\n</div>" for x in lines) + "</pre>"
    ),
    "items": lambda lines, lang: (
        f'<pre class="prettyprint lang-{lang}"><ol class=linenums>'
        + "".join(f"<li class=L{n}>{x}</li>" for n, x in enumerate(lines))
        + "</ol></pre>"
    ),
    "numbers": lambda lines, lang: (
        f'<div class="highlight-{lang}"><pre>'
        + "\n".join(f"<span class=linenos>{n:>3} </span>{x}" for n, x in enumerate(lines))
        + "</pre></div>"
    ),
    "code alone": lambda lines, lang: (
        f'<div><code class="language-{lang}" style="white-space: pre">{"<br>".join(lines)}</code></div>'
    ),
    "button": lambda lines, lang: (
        f'<div class="code-box"><div class="head"><span>{lang}</span><button>Copy code</button></div>'
        f'<pre class="language-{lang}"><button>Copy</button><code>{chr(10).join(lines)}</code></pre></div>'
    ),
    "rouge": lambda lines, lang: (
        f'<div class="language-{lang} highlighter-rouge"><pre class="highlight"><code><table class="rouge-table"><tr>'
        f'<td class="gutter gl"><pre class="lineno">{chr(10).join(str(n + 1) for n in range(len(lines)))}\n</pre></td>'
        f'<td class="code"><pre>{chr(10).join(lines)}\n</pre></td></tr></table></code></pre></div>'
    ),
    "rouge in a figure": lambda lines, lang: (
        f'<figure class="highlight"><pre><code data-lang="{lang}"><table class="rouge-table"><tr>'
        f'<td class="gutter gl"><pre class="lineno">{chr(10).join(str(n + 1) for n in range(len(lines)))}\n</pre></td>'
        f'<td class="code"><pre>{chr(10).join(lines)}\n</pre></td></tr></table></code></pre></figure>'
    ),
    "lines in a box": lambda lines, lang: (
        f'<div class="prism-code language-{lang}" style="white-space:pre">'
        + "".join(f'<div class="token-line"><span>{x}</span></div>' for x in lines)
        + "</div>"
    ),
    "hard spaces": lambda lines, lang: (
        f'<pre class="brush: {lang}">'
        + "".join(
            f"<div><span>{chr(0xA0) * (len(x) - len(x.lstrip(' ')))}</span>{x.lstrip(' ') or '<br>'}</div>"
            for x in lines
        )
        + "</pre>"
    ),
    "parameters": lambda lines, lang: (
        f'<pre class="syntaxhighlighter-pre" data-syntaxhighlighter-params="brush: {lang}; gutter: false">'
        f"{chr(10).join(lines)}</pre>"
    ),
    "numbered cells": numbered_cells,
    "gutter": gutter_table,
}
lines_of_code = st.lists(
    st.text("ab1 \t<&+-=(", max_size=12).filter(lambda line: not line or line.strip()), min_size=2, max_size=6
).filter(lambda lines: lines[0].strip() and lines[-1].strip())


@given(lines_of_code, st.sampled_from(sorted(MARKUPS)), st.sampled_from(["python", "rust", "c"]))
def test_code_comes_to_the_letter(lines: list[str], markup: str, language: str) -> None:
    lines[-1] = lines[-1].rstrip()
    made = MARKUPS[markup]([escape(line, quote=False) for line in lines], language)
    assert listing(made) == (language, "\n".join(lines))


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ("<pre class='brush: php; gutter: false'>x</pre>", "php"),
        ("<pre class='sourceCode haskell'>x</pre>", "haskell"),
        ("<pre class='src src-emacs-lisp'>x</pre>", "emacs-lisp"),
        ("<pre><code class='hljs language-c++'>x</code></pre>", "c++"),
        ("<pre data-enlighter-language=kotlin>x</pre>", "kotlin"),
        ("<div class='highlight-default notranslate'><div class=highlight><pre>x</pre></div></div>", ""),
        (
            "<pre class='wp-block-code'><code lang=bash class='language-bash line-numbers'>x</code></pre>",
            "bash",
        ),
        ("<pre class=language-plaintext>x</pre>", ""),
        ("<pre class='language-\"><script>'>x</pre>", ""),
        ("<pre class='code-block line-numbers'>x</pre>", ""),
        ("<pre class='rust rust-example-rendered'><code>x</code></pre>", "rust"),
        ("<div class=md><pre><code>x</code></pre></div>", ""),
    ],
)
def test_languages(markup: str, language: str) -> None:
    assert listing(markup) == (language, "x")


def test_listings_of_latexml() -> None:
    lines = "".join(
        f'<div class="ltx_listingline"><span class="ltx_tag ltx_tag_listingline">{n}</span>{line}</div>'
        for n, line in enumerate(["if a:", "<span>    </span>b()"], 1)
    )
    data = '<div class="ltx_listing_data"><a href="data:text/plain;base64,eA==">⬇</a></div>'
    assert listing(f'<div class="ltx_listing">{data}{lines}</div>') == ("", "if a:\n    b()")
    page = Page(
        '<div class="ltx_listing"><div class="ltx_listingline">let <math><mi>x</mi></math></div></div>'
    )
    assert "<pre>" not in to_html(page, page.blocks)


def test_the_head_of_a_listing_in_an_item_goes() -> None:
    head = '<div class="codeHeader"><span class="language">C#</span><button>Copy</button></div>'
    page = Page(f"<ol><li><p>Run:</p>{head}<pre><code class=lang-csharp>x</code></pre></li></ol>")
    html = to_html(page, page.blocks)
    assert "C#" not in html
    assert "Copy" not in html
    # the name of a file is no label
    page = Page("<ol><li><div class=code-header>run.cs</div><pre>x</pre></li></ol>")
    assert "run.cs" in to_html(page, page.blocks)


def test_signs_of_a_diff_stay() -> None:
    marked = "".join(
        f"<tr><td class=blob-num data-line-number={n}></td><td class=blob-code>"
        f'<span data-code-marker="{sign}">x</span></td></tr>'
        for n, sign in enumerate("+- ", 1)
    )
    assert listing(f"<table class=diff-table>{marked}</table>") == ("", "+x\n-x\n x")
    assert listing("<pre class=language-diff>+ a\n \n- b</pre>") == ("diff", "+ a\n \n- b")


def test_what_is_no_listing_stays_what_it_is() -> None:
    page = Page("<table><tr><td>1<td>one<tr><td>2<td>two</table><p>Call <code>a\nb</code> now.</p>")
    assert to_html(page, page.blocks).count("<tr>") == 2
    assert [block.role.value for block in page.blocks] == ["table"] * 4 + ["paragraph"]
    page = Page("<pre class=wp-block-verse>Roses\n  are red</pre>")
    assert "<p>Roses<br>are red</p>" in to_html(page, page.blocks)


@pytest.mark.parametrize("tag", ["xmp", "listing"])
def test_tags_from_before_pre_hold_listings(tag: str) -> None:
    assert listing(f"<p>above</p><{tag}>one\n  two</{tag}>"[12:])[1] == "one\n  two"


def test_editors_listings_of_a_pre_a_line_are_one() -> None:
    assert (
        listing("<pre><pre><div>a = 1</div></pre><pre><div>  b = 2</div></pre></pre>")[1] == "a = 1\n  b = 2"
    )


def test_hard_spaces_indent_code_that_line_breaks_set() -> None:
    markup = "<p><code>if a:<br>&nbsp;&nbsp;b()<br>c()</code></p>"
    assert listing(markup)[1] == "if a:\n  b()\nc()"


@pytest.mark.parametrize(
    "label",
    [
        '<p>Code: <a href="#" onclick="return false">Select all</a></p>',
        "<div>Código: <a href='#'>Seleccionar todo</a></div>",
        "<p>Код: Выделить всё</p>",
    ],
)
def test_labels_of_listings_in_forums_go(label: str) -> None:
    page = Page(f'<div class="codebox">{label}<pre><code>saw --oil</code></pre></div>')
    assert [block.text for block in page.blocks] == ["saw --oil"]


def test_what_is_said_above_a_listing_stays() -> None:
    page = Page("<div><p>Code: it is the law here, and nobody bends it.</p><pre>saw</pre></div>")
    assert len(page.blocks) == 2


def test_the_name_of_a_file_above_numbered_lines_is_no_row() -> None:
    table = (
        "<table class=highlighttable><tr><th colspan=2 class=filename><span>kiln.py</span></th></tr><tr><td class=linenos>"
        "<pre>1\n2</pre></td><td class=code><pre>def fire():\n    pass</pre></td></tr></table>"
    )
    page = Page(table)
    assert [(block.role, block.text) for block in page.blocks] == [
        (Role.PARAGRAPH, "kiln.py"),
        (Role.CODE, "def fire():\n    pass"),
    ]


def test_what_selects_all_of_a_listing_is_no_term() -> None:
    box = "<dl class=codebox><dt>Code: <a href='#'>Select all</a></dt><dd><pre><code>rpm = 1400</code></pre></dd></dl>"
    assert [block.text for block in Page(box).blocks] == ["rpm = 1400"]
    terms = "<dl><dt>Code</dt><dd><pre>a = 1</pre></dd><dt>Copy</dt><dd><pre>b = 2</pre></dd></dl>"
    assert [block.text for block in Page(terms).blocks] == ["Code", "a = 1", "Copy", "b = 2"]


def test_an_editor_with_a_box_and_a_number_for_each_line_is_one_listing() -> None:
    line = "<div><div class=CodeMirror-gutter-wrapper><div class=CodeMirror-linenumber>{}</div></div><pre class=CodeMirror-line>{}</pre></div>"
    lines = line.format(1, "let total = 0;") + line.format(2, "total += 2;")
    blocks = Page(f"<div class=CodeMirror><div class=CodeMirror-code>{lines}</div></div>").blocks
    assert [block.text for block in blocks] == ["let total = 0;\ntotal += 2;"]


def test_a_head_within_a_listing_is_no_part_of_it() -> None:
    head = "<div><span>python</span><button>Copy code</button></div>"
    page = Page(
        f"<pre><div>{head}<div><code class='hljs language-python'>x = 1\ny = 2</code></div></div></pre>"
    )
    assert [block.text for block in page.blocks] == ["x = 1\ny = 2"]
    other = Page("<pre><span>usage:</span> <code class=language-sh>make all</code></pre>")
    assert [block.text for block in other.blocks] == ["usage: make all"]


@pytest.mark.parametrize(
    "listing",
    [
        "<div><div><span>python</span> <span>复制代码</span></div><pre>mill = 1</pre></div>",
        "<div><span>Python</span><button>Copier</button><pre>mill = 1</pre></div>",
        "<div><p>Copiar código</p><pre>mill = 1</pre></div>",
        "<pre><span role=button>Kopieren</span><code>mill = 1</code></pre>",
        "<pre><span class=copyCode>Mill kopieren</span><code>mill = 1</code></pre>",
    ],
)
def test_what_copies_a_listing_in_any_language_is_no_part_of_it(listing: str) -> None:
    assert [block.text for block in Page(listing).blocks] == ["mill = 1"]


def test_a_line_above_a_listing_that_says_something_else_stays() -> None:
    for line in ("Copier la roue", "Python"):
        page = Page(f"<div><p>{line}</p><pre>mill = 1</pre></div>")
        assert [block.text for block in page.blocks] == [line, "mill = 1"]


@given(st.lists(st.sampled_from(["let a = 1;", "  go()", "", "}"]), min_size=2, max_size=12))
def test_numbers_of_lines_may_be_told_by_their_colour_alone(lines: list[str]) -> None:
    lines = ["start()", *lines, "end()"]
    counted = [f"<span style='color:teal'>{n}</span> {line}" for n, line in enumerate(lines, 1)]
    toolbar = "<div class=code_toolbar><a href='javascript:void(0)'><img src=c.gif alt=copy></a></div>"
    page = Page("<div>{}<pre>{}</pre></div>".format(toolbar, "\n".join(counted)))
    assert [block.text for block in page.blocks] == ["\n".join(lines)]
    assert not page.images


def test_other_numbers_in_code_stay() -> None:
    markup = "<pre><span style='color:teal'>{}</span> a\n<span style='color:teal'>{}</span> b</pre>"
    for numbers in (("1", "3"), ("7", "8")):
        assert Page(markup.format(*numbers)).blocks[0].text == "{} a\n{} b".format(*numbers)


def test_what_is_no_name_of_an_attribute_does_not_matter() -> None:
    assert [block.text for block in Page("<div class=CodeMirror-code =a=b>x = 1</div>").blocks] == ["x = 1"]


def test_boxes_with_a_box_for_each_line_are_a_listing() -> None:
    lines = "".join(
        f'<div class="line"><a id="l0{n}"></a><span class="lineno"> {n}</span>{line}</div>'
        for n, line in enumerate(("if a:", "    b()"), 1)
    )
    assert listing(f'<div class="fragment">{lines}</div><!-- fragment -->') == ("", "if a:\n    b()")
    assert Page(f'<div class="fragment">{lines}<p>Waits.</p></div>').blocks[0].role is Role.PARAGRAPH
