"""Names of authors: taken out of what stands around them, and told from what is no name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata import person_names, read_metadata
from boilerstrip.page import Page
from tests.metadata.lines import TEXT, author_of, post


def test_all_names_of_a_list_of_which_one_is_a_link() -> None:
    assert (
        author_of(post("<a href=/author/anna>Anna Lind</a>, Bo Kim &amp; Cy Roe"))
        == "Anna Lind, Bo Kim & Cy Roe"
    )


@pytest.mark.parametrize("name", ["anónimo", "Anonym", "Аноним", "匿名", "Various Authors"])
def test_nobody_is_no_author(name: str) -> None:
    assert author_of(post(f"<span class=author>{name}</span>")) is None


def test_a_word_before_a_sign_is_not_that_for_by() -> None:
    assert author_of(post("Door &amp; Window Sensor")) is None


@pytest.mark.parametrize(
    "line",
    ["Von Montag bis Freitag", "Von uns für Sie", "Av och på", "Di più", "Da Milano a Roma", "By the way"],
)
def test_small_words_are_in_no_byline(line: str) -> None:
    assert author_of(post(line)) is None
    assert author_of(post("By the Pier Team of Holm and Bo")) == "the Pier Team of Holm and Bo"
    assert author_of(post("By jzb")) == "jzb"


def test_japanese_writers_behind_the_date() -> None:
    assert author_of(post("令和6年3月5日 文・田中一郎"), lang="ja") == "田中一郎"


def test_no_order_of_a_list_is_a_name() -> None:
    assert author_of(post("Sort By", "<h4>Sort By</h4>")) is None


@pytest.mark.parametrize("way", ["Train", "Car and Ferry", "Public Transport", "Rail", "Road or Sea"])
def test_how_a_place_is_reached_is_no_name(way: str) -> None:
    assert author_of(post(f"By {way}")) is None
    assert author_of(f"<h1>The ferry to Holm</h1><h2>By {way}</h2>{TEXT}<h2>By Air</h2>{TEXT}") is None
    # an account may be called so, if the markup says that it is one
    assert author_of(post(f"<span class=author>{way}</span>")) == way
    assert author_of(post("By Rail Lind")) == "Rail Lind"


@pytest.mark.parametrize(
    "line",
    [
        "by Anna Lind ● December 23, 2025 ● 6 min read",
        "Text &amp; Fotos: Anna Lind",
        "Article written by: Anna Lind",
        "Written by Anna Lind*",
        "By “Anna Lind”",
        "0 · by Anna Lind · Updated on 8 January 2026",
        "<span class=author>Anna Lind Senior Politics Writer</span>",
        "By Anna LindUpdated",
        "By Anna Lind, Special to The Holm Post",
        "<span class=author>Anna Lind <a href=mailto:a@x.example>Email the author</a></span>",
        "Written by Anna Lind; Animation by Bo Kim; Photography by Cy Roe",
        "Posted by Anna Lind under Weather, Sea | 12 comments",
        "Posted in Weather by Anna Lind on August 3, 2019",
        "By Anna Lind, published on 3 May 2024 at 10:30, updated on 4 May 2024 at 11:45",
        "This post was written by Anna Lind, senior writer.",
    ],
)
def test_what_stands_around_a_name_comes_off(line: str) -> None:
    assert author_of(post(line)) == "Anna Lind"


@pytest.mark.parametrize(
    "name", ["Full Bio", "Author Spotlight", "NOC Admin", "wordpressadmin", "Learn about us"]
)
def test_labels_and_accounts_of_administrators_are_no_names(name: str) -> None:
    assert author_of(post(f"<span class=author-name>{name}</span>")) is None


def test_the_site_behind_a_name_comes_off() -> None:
    head = "<meta name=author content='Anna Lind, Holm Post'><meta property=og:site_name content='Holm Post'>"
    assert author_of(post(""), head=head) == "Anna Lind"


def test_the_host_behind_a_name_comes_off() -> None:
    head = "<meta name=author content='Anna Lind, HPNEWS'>"
    page = f"<html><head><title>Ferry</title>{head}</head><body>{post('')}</body></html>"
    assert read_metadata(Page(page, "https://edition.hpnews.com/ferry")).author == "Anna Lind"


def test_half_of_an_organisation_is_no_name() -> None:
    head = "<meta name=dcterms.creator content='Center for Boats and Piers'>"
    assert author_of(post(""), head=head) == "Center for Boats and Piers"


@given(
    st.from_regex(re.compile(person_names._BY.pattern, re.IGNORECASE))
    | st.from_regex(person_names._BY.pattern)
    | st.text(st.sampled_from("abcdeiflnoprtvxy :.\u212a\u017f"), max_size=6)
)
def test_a_quick_look_at_how_a_text_begins_misses_no_by(text: str) -> None:
    for start in range(min(len(text), 4)):
        found, expected = person_names._match_by(text, start), person_names._BY.match(text, start)
        assert (found and found.span()) == (expected and expected.span())


AROUND = "Ann Lee-Roe O'Neil on for am at in May Dismay last updated published photos by bilder von Kuvat Kuva Dr. J. | - 12".split()


@given(st.lists(st.sampled_from([*AROUND, "Holm-for", "x.May"]), max_size=7).map(" ".join))
def test_what_is_ruled_out_at_a_look_has_nothing_behind_a_name(line: str) -> None:
    if not person_names._may_have_trailing(line):
        assert person_names._TRAILING.search(line) is None


@pytest.mark.parametrize("name", ["Ann McPosted", "Ann McUpdate", "Bo MacWriter", "Byrne Hollis"])
def test_a_capital_within_a_name_begins_no_label(name: str) -> None:
    assert author_of(post(f"By {name}")) == name


@pytest.mark.parametrize("section", ["Sports", "News", "Politik"])
def test_a_section_is_no_author(section: str) -> None:
    assert author_of(post(f"Posted by {section}")) is None
    assert author_of(f"<h1>The ferry to Holm</h1><ul><li>Posted by {section}<li>May 5, 2024</ul>") is None


@pytest.mark.parametrize("degree", ["M.D.", "Ph.D.", "Jr.", "Esq."])
def test_the_full_stop_of_a_degree_ends_no_sentence(degree: str) -> None:
    found = author_of(post(f"By Dr. Anna Lind, {degree}"))
    assert found is not None
    assert found.startswith("Dr. Anna Lind")
    assert author_of(post("By Dr. Anna Lind the wall was mended.")) is None


def test_who_drew_is_not_who_wrote_in_chinese() -> None:
    assert author_of(post("文 / 王小明 图 / 李四"), lang="zh") == "王小明"


@pytest.mark.parametrize("what", ["Edited", "Translated", "Illustrated", "Sponsored"])
def test_who_has_done_something_else_is_no_author(what: str) -> None:
    assert author_of(post(f"<p class=byline>{what} by Anna Lind</p>")) is None
    assert author_of(post(f"<p class=byline>Written by Bo Kim</p><p>{what} by Anna Lind</p>")) == "Bo Kim"


@pytest.mark.parametrize("part", ["[", "@", ".", "Ax"])
def test_endless_words_take_no_quadratic_time(part: str) -> None:
    assert len(person_names.clean_name(part * 100_000)) in (0, len(part) * 100_000)
