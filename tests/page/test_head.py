"""The head of a page: meta tags, links, times and data in scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.page.head import (
    _TIME_NAMES,
    _read_names,
    _relations,
    names_author_or_time,
    names_license,
    names_tag,
)


def test_metas_and_links_are_kept_by_their_names_in_small_letters() -> None:
    head = Page(
        "<html lang=de><title>Ebbe &amp; Flut</title><meta name=Author content='Ann Lee'>"
        "<meta property='OG:Title' content=Ebbe><meta property='og:title' content=Flut>"
        "<link rel=canonical href=/a><base href='https://x.example/'>"
    ).head
    assert head.title == "Ebbe & Flut"
    assert head.language == "de"
    assert head.meta("author") == "Ann Lee"
    assert head.metas["og:title"] == ["Ebbe", "Flut"]
    assert head.links["canonical"] == "/a"
    assert head.base == "https://x.example/"


def test_a_time_knows_its_block_and_what_it_is_of() -> None:
    page = Page("<p>One</p><p><time datetime=2024-05-12>12 May</time></p>")
    (time,) = page.head.times
    assert (time.moment, time.text, time.block) == ("2024-05-12", "12 May", 1)
    marked = Page("<p><span itemprop=datePublished content=2024-05-12>12 May</span></p>").head.marked_times
    assert [(found.moment, found.property) for found in marked] == [("2024-05-12", "published")]


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ("itemprop=datePublished", "published"),
        ("itemprop=dateModified class=published", "modified"),
        ("class=updated", "modified"),
        ("class='entry-date published updated'", ""),
        ("class=day", ""),
    ],
)
def test_a_time_element_tells_of_what_it_is(names: str, kind: str) -> None:
    (time,) = Page(f"<p><time {names} datetime=2024-05-12>12 May</time></p>").head.times
    assert time.property == kind


@pytest.mark.parametrize("mark", ["</head><body>", "<meta charset=utf-8>", "<h1>", "<p>"])
def test_a_title_that_is_not_closed_ends_before_the_markup(mark: str) -> None:
    assert Page(f"<title>Ebb and flow\n{mark}{'The ferry sails. ' * 90}").head.title == "Ebb and flow"


def test_a_title_may_have_the_name_of_a_tag_in_it() -> None:
    title = "&lt;head&gt;: what the page says about itself"
    assert Page(f"<title>{title}</title><p>x</p>").head.title == "<head>: what the page says about itself"


def test_json_ld_in_a_meta_tag_is_read() -> None:
    data = "{&quot;@type&quot;: &quot;Article&quot;}"
    assert Page(f'<meta name="script:ld+json" content="{data}"><p>x</p>').head.json_ld == [
        '{"@type": "Article"}'
    ]


def test_data_in_scripts_is_kept_by_its_kind() -> None:
    head = Page(
        '<script type="application/ld+json">{"@type": "Article"}</script><script>var unrelated = 1</script>'
        '<script>x = {"articleBody": "text"}</script>'
    ).head
    assert head.json_ld == ['{"@type": "Article"}']
    assert not any("unrelated" in source for source in (*head.state, *head.scripts))


@pytest.mark.parametrize(
    ("rel", "is_license"), [("license", True), ("nofollow license", True), ("licensed", False)]
)
def test_links_to_licences(rel: str, is_license: bool) -> None:
    assert names_license(rel) is is_license


@given(
    st.lists(
        st.sampled_from(
            ["date", "Date", "_", "-", "published", "UPDATED", "time", "stamp", "dt", "post", "x", " "]
        )
    ).map("".join)
)
def test_the_names_of_times_are_found_wherever_they_may_be(names: str) -> None:
    found = _TIME_NAMES.search(names.lower().replace("_", "-"))
    assert _read_names(names)[1] == (found[0] if found else "")


def test_class_names_of_authors_and_times() -> None:
    assert names_author_or_time("dt-published")
    assert not names_author_or_time("story")


def test_of_a_long_rel_only_the_beginning_is_read_and_remembered() -> None:
    long = f"tag license {'x' * 100_000}"
    assert names_tag(long)
    assert names_license(long)
    known = _relations.cache_info().hits
    assert names_tag(long[:200])
    assert _relations.cache_info().hits == known + 1
