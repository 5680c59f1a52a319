"""The compiled walk makes of any page what the Walker in Python makes of it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import _kernels
from boilerstrip.limits import Limits
from boilerstrip.page import Page
from boilerstrip.page.furniture import _CONTROL_TEXT
from boilerstrip.page.selected import Selector
from boilerstrip.text.class_names import sorted_names
from boilerstrip.text.whitespace import collapse
from boilerstrip.text.words import count_words, words
from tests.conftest import examples_of
from tests.kernels.test_kernels import SAMPLES, SIGNS, TEXTS, both

pytestmark = pytest.mark.skipif(
    None in (_kernels.text, _kernels.walk, _kernels.wrappers), reason="the compiled part is not there"
)
quickly = examples_of(100)

TAGS = st.sampled_from(
    """
    a a a span span b em sup small i code u label p p div div div section li ul ol h2 td tr table pre blockquote
    button article figure figcaption br br img script svg math time abbr input template my-word ruby rt del hr
    summary details noscript picture iframe footer q style title meta link amp-video lite-vimeo
    """.split()
)
CLASSES = st.sampled_from(
    [
        "", "post", "post odd", "odd post", "Author", "byline", "entryDate published", "sr-only", "hidden md:block",
        "btn", "copy", "headerlink", "mw-editsection", "material-icons", "noprint", "viewcode-link", "camelCaseName",
        "fa fa-icon", "ÄrgerBox", "footnote", "katex", "verse", "tooltiptext",
    ]
)  # fmt: skip
ATTRIBUTES = st.sampled_from(
    [
        "id=one", "id=two", 'id="a b"', "id", "name=three", "hidden", "aria-hidden=true", "role=button",
        "role=tooltip", "role=note", 'style="display: none"', 'style="white-space: pre-line"', "style=color:red",
        "itemprop=author", "itemprop=datePublished content=2024-05-01", "itemtype=Person", "rel=license", "rel=author",
        "rel=nofollow", "href=/x", "href=#one", "href=#fn1", 'href="?action=edit"', "href", "colspan=2", "rowspan=0",
        "start=3", "type=checkbox", "type=a", "value=7", "reversed", "data-boilerstrip", "data-footnote=k",
        "src=/i.png", "src=/i.png", "alt=Ⓐ", "alt=A", "alt=:D", "alt=ok", "data-language=sql", 'alt="A long text of an image"', 'srcset="/a.png 100w, /b.png 900w"',
        'srcset="/b.png 900w,/i.png 90w"', 'srcset="/i.png 700w, /b.png 900w"', 'srcset="/i.png 700w,, /b.png 900w"',
        "width=20 height=20", "datetime=2024-05-01", 'title="2024-05-01"', "lang=de", "shadowrootmode=open",
        "property=og:title content=T", "videoid=123456",
    ]
)  # fmt: skip
SAID = st.one_of(
    TEXTS,
    st.sampled_from(
        [
            "", " ", "\n  \n", "Words of a text. ", "By", "Ann", "12", "[edit]", "[source]", "[", "] more", "copy",
            "Copy", "[ copy link ]", "(Show on map)", ". copy.", "…copied", "Voir sur la carte", "c", "¶", " # ", "[1]", "↩", "\u200b", "a\u00adb", "水の", "x\r\ny",
            "[citation needed]", "Äh. ", "A\u2003B", "&nbsp;",
        ]
    ),
)  # fmt: skip


@st.composite
def pages(draw: Callable[..., Any]) -> str:
    """A page of tags opened, closed and left open, with attributes, texts and comments between them."""
    parts: list[str] = []
    for _ in range(draw(st.integers(0, 40))):
        tag = draw(TAGS)
        names = draw(CLASSES)
        attributes = " ".join([f'class="{names}"'] * bool(names) + draw(st.lists(ATTRIBUTES, max_size=3)))
        parts.append(f"<{tag} {attributes}>{draw(SAID).replace('<', '')}")
        parts.extend([f"</{tag}>"] * draw(st.integers(0, 2)))
        parts.append(draw(st.sampled_from(["", "", "", " ", "<!-- -->", "Then", " then ", "</div>", "</p>"])))
    return "".join(parts)


LIMITS = st.builds(
    Limits,
    nodes=st.integers(1, 100),
    elements=st.integers(1, 30),
    blocks=st.integers(1, 20),
    text=st.integers(1, 300),
    depth=st.integers(3, 8),
    attribute=st.integers(1, 12),
)
SELECTORS = st.lists(
    st.builds(Selector, st.sampled_from(["div", "a", ".post", "#one", "p", "img", "body"]), st.booleans()),
    max_size=2,
)


def data_of(page: Page) -> dict[str, Any]:
    """All that a page is, with the fields of its records and their types."""
    data = dict(vars(page))
    for name in ("elements", "blocks"):
        data[name] = [[getattr(one, field) for field in type(one).__slots__] for one in data[name]]
    for name in ("cleaned", "embedded"):
        data[name] = data[name] and data[name].index
    data["head"] = {field: getattr(page.head, field) for field in type(page.head).__slots__}
    data["footnotes"] = [(note.key, note.label, note.element.index) for note in page.footnotes]
    records = [*page.elements, *page.blocks]
    data["types"] = [[type(getattr(one, field)) for field in type(one).__slots__] for one in records]
    data["runs"] = [[type(run) for run in block.runs] for block in page.blocks]
    return data


def assert_same(markup: str, **told: Any) -> None:
    one, other = both(lambda: data_of(Page(markup, **told)))
    for name, value in other.items():
        assert one[name] == value, name


@quickly
@given(pages())
def test_pages_are_the_same(markup: str) -> None:
    assert_same(markup)


@quickly
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["commentBox", "CommentBox__textArea", "xBox", "APIKey-name", "a\tb\x1fA", "ÄrgerBox"]
            ),
            st.text("abEeYz-_1 \n", max_size=12),
            st.integers(30, 500).map(lambda n: "aB " * n),
        ),
        max_size=6,
    ).map(" ".join)
)
def test_class_names_come_in_the_same_order(names: str) -> None:
    page = Page(f'<section><div class="{names}">Text</div></section>')
    assert page.elements[-1].class_id == sorted_names(page.elements[-1].class_attribute)
    assert_same(f'<section class=a><div id="{names}" class="{names}">Text</div></section>')


@quickly
@given(
    st.text("[]().… \u2003", max_size=4), st.sampled_from(sorted(_CONTROL_TEXT)), st.text("…. )ſ", max_size=3)
)
def test_controls_are_left_out_whatever_stands_around_their_names(before: str, name: str, after: str) -> None:
    for text in (name, name.upper(), name.replace("s", "ſ"), name.replace("st", "ﬆ")):
        assert_same(f"<p>Text <a id=one>{before}{text}{after}</a> and more</p>")


@quickly
@given(pages(), LIMITS, st.sampled_from([None, "https://example.org/" + "x" * 300]))
def test_limits_are_hit_at_the_same_place(markup: str, limits: Limits, url: str | None) -> None:
    assert_same(markup, limits=limits, url=url)


@quickly
@given(pages(), SELECTORS)
def test_what_an_owner_selects_is_the_same(markup: str, selectors: list[Selector]) -> None:
    assert_same(markup, selectors=tuple(selectors))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_pages_are_the_same(path: Path) -> None:
    assert_same(path.read_text("utf-8", "replace"))


def test_limits_beyond_all_numbers_are_none() -> None:
    page = Page("<p>Some text", limits=Limits(*[10**30] * len(Limits())))
    assert [block.text for block in page.blocks] == ["Some text"]


@given(
    st.integers(0, 30), st.sampled_from(["", "x", "\u00a0", "\u200b", "\u3000", "\x1f"]), st.integers(0, 30)
)
def test_long_blanks_are_none_of_any_block(before: int, sign: str, after: int) -> None:
    blank = "\n" + " " * before
    assert_same(f"<p>{blank}{sign}{' ' * after}<b>{blank}</b>{blank}<p>Words{blank}{sign}")


# What has so many nodes that whether its text is that of a control is just seen, or just not.
@given(
    st.lists(st.sampled_from(["<b>", "<i>", "</b>", "c", "opy", "<!---->", "<br>"]), max_size=8),
    st.integers(55, 65),
)
def test_what_is_in_a_line_is_looked_at_up_to_the_same_node(inside: list[str], count: int) -> None:
    for around in ("<b></b>" * count, "<u>" * count):
        for names in ("class=sr-only", "aria-hidden=true", "href=#x"):
            assert_same(f"<p>Words<a {names}>{around}copy{''.join(inside)}</a> more")


def test_deep_pages_are_walked() -> None:
    assert_same("<div>" * 600 + "deep" + "<span>x" * 2_000)


@given(st.lists(st.one_of(st.text(SIGNS), st.text()), max_size=4).map(" ".join))
def test_texts_are_read_alike(text: str) -> None:
    for read in (collapse, words, count_words):
        one, other = both(lambda read=read: read(text))  # type: ignore[misc]
        assert one == other


class Smart(str):
    """A text as lxml gives it."""


@pytest.mark.parametrize("text", ["One  text ", "Ein Maß ", "水の", "a\u200bb"])
def test_texts_of_other_classes_are_read_alike(text: str) -> None:
    for read in (collapse, words, count_words):
        one, other = both(lambda read=read: read(Smart(text)))  # type: ignore[misc]
        assert one == other == read(text)
    assert Page(f"<p>{text}", url=Smart("https://example.org/ ")).url == "https://example.org/"


def test_every_sign_is_read_alike() -> None:
    # no character of planes 4 to 13 and of the private ones is assigned: a few of their blocks will do
    assigned = [start for start in range(0, sys.maxunicode + 1, 1 << 12) if start >> 16 in (0, 1, 2, 3, 14)]
    for start in (*assigned, *range(0x40000, 0x110000, 1 << 16)):
        signs = [chr(code) for code in range(start, start + (1 << 12))]
        for text in ("x".join(signs), " ".join(signs), "".join(signs)):
            one, other = both(lambda text=text: (words(text), count_words(text), collapse(text)))  # type: ignore[misc]
            assert one == other


def test_a_kernel_of_another_version_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_kernels, "VERSIONS", {**_kernels.VERSIONS, "walk": -1})
    with pytest.warns(RuntimeWarning, match="walk was compiled from another version"):
        assert _kernels._load("walk") is None
    assert _kernels._load("text") is _kernels.text


def test_versions_stand_in_the_sources() -> None:
    for name, version in _kernels.VERSIONS.items():
        source = (SAMPLES[0].parents[1] / f"boilerstrip/_kernels/{name}.pyx").read_text("utf-8")
        assert re.search(r"^VERSION = (\d+)$", source, re.MULTILINE)[1] == str(version)  # type: ignore[index]
