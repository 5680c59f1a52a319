"""What the class of an inline element says, and which classes are not even looked at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page, furniture
from boilerstrip.page.walk_tables import class_flags
from tests.render.pages import text

# Names and their parts that the expressions know, in company and glued to others.
PARTS = st.sampled_from(
    [
        *sorted(furniture._SCREEN_READER | furniture._HIDING | furniture._TOOLTIPS),
        *sorted(furniture._EDITING | furniture._EDITORS | furniture._ANCHORS),
        *"material-icons material-symbols-sharp glyphicon iconfont icon-font icon-font-x fa svg".split(),
        *"permalink hash-link deeplink headerlink section-anchor anchor-js-link anchorjs-link self-link".split(),
        *"btn button copy clipboard copied maplink map-link show-map showmap not-sr-only md: viewcode-link".split(),
        *"datePublished date_modified date-time dt-published dt_updated updated published post-date".split(),
        *"entrydate pubdate timestamp byline by-line author author_name authorName creator".split(),
    ]
)


NAMES = st.lists(st.builds("{}{}".format, PARTS, st.sampled_from(["", " ", "-", "_", "x"])), max_size=3).map(
    "".join
)


@given(st.one_of(NAMES, NAMES.map(str.upper), NAMES.map(str.title)))
def test_names_that_are_not_looked_at_say_nothing(names: str) -> None:
    assert furniture.TELLING_PARTS.are_in(names) or not class_flags(names)


@pytest.mark.parametrize(
    ("kind", "names", "others"),
    [
        (
            "is_anchor",
            "headerlink Permalink section-anchor x_hash-link title-deeplink anchorjs-link anchor_x anchor-icon",
            "link x-permalink permalinks headersection-anchor anchor-",
        ),
        (
            "is_control",
            "btn BTN x-btn-y copy_x map-link maplink x-show-map hide-caption btn-map",
            "buttons map_link photocopy side-caption",
        ),
        (
            "is_font_or_edit",
            "material-icons-round glyphicon-x iconfont mw-editsection",
            "icon Glyphicon x-glyphicon",
        ),
    ],
)
def test_names_of_links_controls_and_icons(kind: str, names: str, others: str) -> None:
    for name in names.split():
        assert getattr(furniture.read_names(f"lead {name} x"), kind)
    assert not getattr(furniture.read_names(others), kind)
    assert not furniture.read_names("map link show caption").is_control


def test_what_is_listed_is_looked_at() -> None:
    names = furniture._SCREEN_READER | furniture._HIDING | furniture._TOOLTIPS | furniture._EDITING
    names |= furniture._EDITORS | furniture._ANCHORS | furniture._CONTROL_WORDS
    assert all(map(furniture.TELLING_PARTS.are_in, names))


def test_names_of_the_design_are_not_looked_at() -> None:
    assert not furniture.TELLING_PARTS.are_in("text-lg col-md-6 theme--dark nav-link icon-x")


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("<span aria-hidden=true>O</span><span class=visually-hidden>O</span>n the bank", "On the bank"),
        ("<span class=drop aria-hidden=true>O</span>On the bank", "On the bank"),
        ("<a class=headerlink href='#x' title='Permalink'>Link to this heading</a> Depth", "Depth"),
        ("get() <a href=/s>[source]</a>", "get()"),
        ("get() <a href='src/tide.html#get' class=link>Source</a>", "get()"),
        ("get() <a href=/s class=sourceLink>(source)</a>", "get()"),
        ("Reads. <a href='tide.nim#L4'>Source</a> <a href='edit/tide.nim#L4'>Edit</a>", "Reads."),
        ("Reads. <a href=/s class=link-seesrc>Source</a> <a href=/e class=link-seesrc>Edit</a>", "Reads."),
        ("Reads. <a href=/e>Edit</a>", "Reads. Edit"),
        ("get() <a href=/s>Source</a>", "get() Source"),
        ("1.4 · <a href='src/tide.html#get'>Source</a>", "1.4 · Source"),
        ("Waits. <a href='tide.html#details'>More...</a>", "Waits."),
        ("Waits. <a href=/next>More...</a>", "Waits. More..."),
        ("<a href=/src/tide.c>Source</a> | <a href=/t>Binary</a>", "Source | Binary"),
        ("See <a href='#more'>more…</a> below.", "See more… below."),
        ("The <a href=/src/tide.c>source</a> is in a tarball.", "The source is in a tarball."),
        ("get()<span class=method-click-advice>click to toggle source</span>", "get()"),
        ("<span class=icona><span class=icon>C</span></span><a href=/t>Tide</a>", "Tide"),
        ("<span class=icona>Class</span> <a href=/t>Tide</a>", "Class Tide"),
        ("The mill <span class='btn-map' role=button>Show on map</span>", "The mill"),
        ("mill --turn <span role=button>Kopieren</span>", "mill --turn"),
        ("mill --turn <a href='#' class=copy-btn>复制代码</a>", "mill --turn"),
    ],
)
def test_furniture_of_a_line_goes(markup: str, message: str) -> None:
    assert text(f"<p>{markup}</p>") == message


@pytest.mark.parametrize("words", ["Click to expand...", "Click to expand…", "click to collapse"])
def test_controls_that_unfold_a_quotation_go(words: str) -> None:
    quote = (
        f"<blockquote><p>There is a guide.</p><div><a role=button tabindex=0>{words}</a></div></blockquote>"
    )
    assert [block.text for block in Page(quote).blocks] == ["There is a guide."]


@pytest.mark.parametrize(
    "style",
    [
        "position:absolute; left:-9999px", "top: -10000px", "position:absolute;clip:rect(1px, 1px, 1px, 1px)",
        "clip: rect(0 0 0 0)", "right:-999em",
    ],
)  # fmt: skip
def test_what_a_style_puts_out_of_sight_is_left_out(style: str) -> None:
    assert Page(f"<p>Two oars<span style='{style}'> (new window)</span> of ash.").blocks[0].text == (
        "Two oars of ash."
    )


@pytest.mark.parametrize(
    "style", ["left:-1280px", "padding-left:-9999px", "clip:rect(0, 100px, 100px, 0)", "text-indent:-9999px"]
)
def test_what_slides_in_or_is_cut_in_part_stays(style: str) -> None:
    assert "new window" in Page(f"<p>Oars <span style='{style}'>new window</span>.").blocks[0].text
