"""Links, headings and emphasis of text that a tool wrote in Markdown."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.input.markdown import MarkdownText
from boilerstrip.page import Run
from boilerstrip.text.whitespace import collapse
from tests.conftest import STORY, examples_of

MENU = "[News](/news)[Sport](/sport) | [Opinion](/opinion)"
WORDS = st.text("abcdé汉", min_size=1, max_size=6)
ADDRESSES = st.sampled_from(["/a", "https://b.example/c?d=e", "#f", "/g_(h)", "i.html"])


def runs(text: str) -> list[Run]:
    """Return the runs of a last line behind links enough."""
    source = MarkdownText(f"{MENU}\n{text}")
    first, _, last = source.text.partition("\n")
    source.runs_of(first)
    return source.runs_of(last)


def test_links_are_what_readers_see_of_them() -> None:
    assert MarkdownText(MENU).text == "News Sport | Opinion"
    assert runs("See [the map](https://a.example/m).") == [
        Run("See "), Run("the map", "https://a.example/m"), Run(".")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "text", "address"),
    [
        ('[a](/b "A title")', "a", "/b"),
        ("[a](</b c>)", "a", "/bc"),
        ("[a\nb](/long-\naddress)", "a\nb", "/long-address"),
        (r"[a \[b\]](/c_\(d\))", "a [b]", "/c_(d)"),
        ("[[1]](#note-1)", "[1]", "#note-1"),
        ("[![an image](b.png) a](/c)", "a", "/c"),
        ("[a]()", "a", ""),
    ],
)
def test_ways_to_write_a_link(written: str, text: str, address: str) -> None:
    source = MarkdownText(f"{written}\n{MENU}")
    found = source.runs_of(source.text.removesuffix("\nNews Sport | Opinion"))
    assert [(collapse(run.text), run.href) for run in found if run.text.strip()] == [
        (collapse(text), address)
    ]


@pytest.mark.parametrize(
    "blank",
    [
        "![an image](a.png)", "[ ](/login)", "  * [![](a.png)](/b)", "> ![a](b.png)", "[\t](/a)",
        "[\u00a0](/a)", "[[ ](/a)](/b)",
    ],
)  # fmt: skip
def test_lines_without_text_are_blank(blank: str) -> None:
    assert MarkdownText(f"{MENU}\n{blank}\nend").text == "News Sport | Opinion\n\nend"


@pytest.mark.parametrize("blank", ["[\t](/a)", "[\u00a0](/a)", "[[ ](/a)](/b)", "[![a](b.png)\n](/c)"])
def test_links_without_text_amid_others_link_nothing(blank: str) -> None:
    text = "".join(run.text for run in runs(f"One {blank} word, and [a link](/c) behind it"))
    assert collapse(text) == "One word, and a link behind it"
    assert [run.href for run in runs(f"One {blank}[two](/c)") if run.text.strip()] == [None, "/c"]


def test_a_line_of_many_images_takes_no_quadratic_time() -> None:
    assert MarkdownText(f"{MENU}\n{'![](a.png)' * 50_000}end").text.endswith("end")


@pytest.mark.parametrize("code", ["rows[i](x)", "`[a](/b)`", "```\n[a](/b)\n```", r"\[a](/b)", "[a] (/b)"])
def test_code_is_as_it_is_written(code: str) -> None:
    assert MarkdownText(f"{MENU}\n{code}").text == f"News Sport | Opinion\n{code}"


def test_emphasis_is_marked_and_its_signs_go() -> None:
    assert runs("a **b *c* d** _e_ `f_g_h` i_j_k 2 * 3 * 4 *") == [
        Run("a "),
        Run("b ", marks=("strong",)), Run("c", marks=("strong", "em")), Run(" d", marks=("strong",)),
        Run(" "), Run("e", marks=("em",)), Run(" "), Run("f_g_h", marks=("code",)),
        Run(" i_j_k 2 * 3 * 4 *"),
    ]  # fmt: skip
    assert runs("**[a](/b)** [_c_](/d)") == [
        Run("a", "/b", ("strong",)), Run(" "), Run("c", "/d", ("em",))
    ]  # fmt: skip


def test_escaped_signs_are_signs() -> None:
    assert runs(r"24\. May, \*not\* emphasised, C:\dir") == [Run(r"24. May, *not* emphasised, C:\dir")]


@examples_of(50)
@given(st.text())
def test_a_text_with_few_links_stays_as_it_is(text: str) -> None:
    source = MarkdownText(f"[a](/b) [c](/d) {text}")
    if not source.is_markdown:
        assert source.runs_of(source.text) == [Run(f"[a](/b) [c](/d) {text}")]


@examples_of(100)
@given(st.text("[]()!*_`\\#<> \n/a"), st.lists(st.integers(0, 60)))
def test_a_text_comes_whole_however_it_is_cut(signs: str, places: list[int]) -> None:
    source = MarkdownText(f"{MENU} [a b](/c) {signs}")
    cuts = sorted({0, len(source.text), *(place for place in places if place < len(source.text))})
    pieces = [source.text[start:end] for start, end in pairwise([0, *cuts])]
    found = [run for piece in pieces for run in source.runs_of(piece)]
    signs_of_markdown = str.maketrans("", "", "\\*_`")
    assert "".join(run.text for run in found).translate(signs_of_markdown) == source.text.translate(
        signs_of_markdown
    )
    linked = "".join(run.text for run in found if run.href in ("/news", "/sport", "/opinion", "/c"))
    assert linked.replace(" ", "").startswith("NewsSportOpinionab")


@examples_of(50)
@given(
    st.lists(st.one_of(WORDS, st.tuples(WORDS, ADDRESSES)), min_size=1),
    st.lists(st.sampled_from(" \n"), min_size=1),
)
def test_every_link_is_found_where_it_stands(parts: list[str | tuple[str, str]], spaces: list[str]) -> None:
    written = [part if isinstance(part, str) else f"[{part[0]}]({part[1]})" for part in parts]
    text = "".join(f"{word}{spaces[i % len(spaces)]}" for i, word in enumerate(written))
    source = MarkdownText(f"{MENU}\n{text}")
    found = [run for line in source.text.splitlines() for run in source.runs_of(line) if run.text.strip()][4:]
    links = [(run.text, run.href) for run in found if run.href is not None]
    assert links == [part for part in parts if not isinstance(part, str)]
    words = [word for part in parts for word in ([part] if isinstance(part, str) else [part[0]])]
    assert " ".join(run.text.strip() for run in found).split() == words


def test_the_body_has_the_links_and_no_address_in_its_text() -> None:
    story = [f"## Winter\n\n{STORY[0]} Read [the plan](https://a.example/plan) **first**.", *STORY[1:]]
    page = "\n\n".join(
        [MENU, "# Ferry to run all winter", *story, "[Previous Story](/a)", "[Singer buys a farm](/b)"]
    )
    extraction = boilerstrip.extract_plaintext(page)
    assert extraction.text == "\n\n".join(["Winter", f"{STORY[0]} Read the plan first.", *STORY[1:]])
    assert extraction.markdown.startswith("## Winter\n\n")
    assert "Read [the plan](https://a.example/plan) **first**." in extraction.markdown
    assert extraction.title == "Ferry to run all winter"
