"""Features: named, finite, of one shape for any page, and meaning what their names say."""

from __future__ import annotations

import random
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from boilerstrip.features import FEATURE_NAMES, features, hashed_tokens
from boilerstrip.features.context import Context, jump, last_seen, next_seen
from boilerstrip.limits import Limits
from boilerstrip.page import Block, Page
from boilerstrip.strategies import Candidate

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.html"))
WIDE = Limits(blocks=100_000, elements=100_000)
ARTICLE = """<html><head><title>Storks return to the marsh | The Reed</title></head><body>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article class="story"><h1>Storks return to the marsh</h1>
<p>After eleven years without a single nest, two pairs of storks have settled on the old mill, and
the villagers who had long given up on them came out to watch the birds carry their branches.</p>
<p>The mill's owner, who had planned to take the chimney down this spring, now says that it stays
where it is until the young have left, which should be the case by the end of August.</p></article>
<aside><h3>Read next</h3><a href="/1">Ferry timetable changes</a><a href="/2">School roof repaired</a></aside>
</body></html>"""


def column(page: Page, name: str, candidates: tuple[Candidate, ...] = ()) -> list[float]:
    values: list[float] = features(page, candidates)[:, FEATURE_NAMES.index(name)].tolist()
    return values


def block_with(page: Page, text: str) -> Block:
    return next(block for block in page.blocks if text in block.text)


def test_names_are_unique() -> None:
    assert len(set(FEATURE_NAMES)) == len(FEATURE_NAMES)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_have_finite_features(path: Path) -> None:
    page = Page(path.read_text(encoding="utf-8"))
    table = features(page, [])
    assert table.shape == (len(page.blocks), len(FEATURE_NAMES))
    assert table.dtype == np.float32
    assert np.isfinite(table).all()


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p>one</p>",
        "bare text",
        "<p>…</p><p>\u200d</p>",
        "<p>水曜日に東京で開かれた会議では、新しい計画が発表された。</p>" * 3,
        "<p dir=rtl>\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645</p>",
        "<p>\U0001f600 \U0001f680</p><p>a\ud800b</p>",
        "<h1>a</h1><h2>b</h2>",
        "<ul>" + "<li><a href=x>y</a>" * 50 + "</ul>",
        "<div>" * 300 + "deep",
    ],
    ids=range(10),
)
def test_any_page_has_features(markup: str) -> None:
    page = Page(markup)
    table = features(page, [Candidate("trafilatura", (True,) * len(page.blocks))])
    assert table.shape == (len(page.blocks), len(FEATURE_NAMES))
    assert np.isfinite(table).all()


def test_columns_mean_what_they_say() -> None:
    page = Page(ARTICLE)
    body, home = block_with(page, "eleven years"), block_with(page, "Home")
    assert column(page, "text.link_density")[home.index] == 1
    assert column(page, "text.last_stop")[body.index] == 1
    assert column(page, "markup.within_nav")[home.index] == 1
    assert column(page, "markup.within_article")[body.index] == 1
    assert column(page, "place.in_title")[block_with(page, "Storks return").index] == 1
    assert column(page, "place.in_core")[body.index] == 1
    assert column(page, "label.governs")[block_with(page, "Ferry").index] == 1
    assert column(page, "label.governs")[body.index] == 0


def test_missing_votes_are_unknown() -> None:
    page = Page(ARTICLE)
    n = len(page.blocks)
    everything = Candidate("trafilatura", (True,) * n)
    failed = Candidate("readability", (False,) * n, error="boom")
    stranger = Candidate("somebody-else", (True,) * n)
    votes = (everything, failed, stranger)
    assert column(page, "vote.trafilatura", votes) == [1] * n
    assert column(page, "vote.readability", votes) == [0] * n
    assert column(page, "vote.trafilatura") == [0] * n
    assert column(page, "vote.voters", votes) == [1] * n


def alike(blocks: int) -> str:
    return "<div>" + "<p><a href=x>item</a> of a list</p>" * blocks + "</div>"


def sections(blocks: int) -> str:
    return "".join(
        f"<div class=c{n}><h2>Heading {n}</h2><p>Words of its own, w{n}</p></div>" for n in range(blocks // 2)
    )


def cost(markup: str) -> tuple[int, int]:
    """The calls that features take, and the memory: what is quadratic within numpy shows in the latter."""
    calls = 0

    def count_call(*_: object) -> None:
        nonlocal calls
        calls += 1

    page = Page(markup, limits=WIDE)
    sys.setprofile(count_call)
    try:
        features(page, [])
    finally:
        sys.setprofile(None)
    page = Page(markup, limits=WIDE)
    tracemalloc.start()
    try:
        features(page, [])
        return calls, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("make", [alike, sections])
def test_features_are_linear_in_blocks(make: Callable[[int], str]) -> None:
    cost(make(20))  # what is cached once counts for no page
    (calls, memory), (more_calls, more_memory) = cost(make(500)), cost(make(2_000))
    assert more_calls < 4.2 * calls
    assert more_memory < 4.2 * memory


def test_tokens_come_in_families() -> None:
    page = Page(ARTICLE)
    values, offsets = hashed_tokens.tokens(page)
    assert len(offsets) == len(page.blocks) * len(hashed_tokens.FAMILIES) + 1
    assert offsets[-1] == len(values)
    assert ((values >= 0) & (values < hashed_tokens.BUCKETS)).all()


def test_jump_follows_pointers_to_their_end() -> None:
    rng = random.Random(1)
    pointers = np.array([0, *(rng.randrange(at) for at in range(1, 200))])
    slow = []
    for start in range(200):
        at = start
        while pointers[at] != at:
            at = int(pointers[at])
        slow.append(at)
    assert jump(pointers, len(pointers)).tolist() == slow


def test_seen_indices() -> None:
    mark = np.array([False, True, False, False, True, False])
    assert last_seen(mark).tolist() == [-1, 1, 1, 1, 4, 4]
    assert next_seen(mark).tolist() == [1, 1, 4, 4, 4, 6]


def test_scopes_widen() -> None:
    context = Context(Page(ARTICLE), [])
    own = context.element
    group = context.wider[own]
    assert (context.element_block_counts[group] >= context.element_block_counts[own]).all()


@pytest.mark.parametrize(
    "same",
    [
        ("<p>one <!-- two --> three</p>", "<p>one  three</p>"),
        ("<p><b>a\n  \tb</b> c</p>", "<p><b>a b</b> c</p>"),
    ],
)
def test_what_a_reader_does_not_see_counts_for_nothing(same: tuple[str, str]) -> None:
    one, other = (features(Page(markup), ()) for markup in same)
    np.testing.assert_array_equal(one, other)


OTHERS = """<html><head><title>Storks return to the marsh | The Reed</title>
<meta name=description content="Two pairs of storks have settled on the old mill after eleven years"></head><body>
<div class=post><h2>School roof repaired</h2><p>By Ann Other, 3 May 2021</p><p>{0}</p><p>{0}</p></div>
<div class=post><h2>Storks return to the marsh</h2><p>By Bo Reed, 4 May 2021</p>
<p>Two pairs of storks have settled on the old mill, and the villagers came out to watch them carry branches.</p></div>
<div class=post><h2>Ferry timetable changes</h2><p>By Cy Other, 5 May 2021</p><p>{0}</p></div></body></html>""".format(
    "The council has found the money for another forty metres of pipe and will say on Thursday where it goes."
)


def test_the_own_article_is_told_from_others() -> None:
    page = Page(OTHERS)
    own, other = block_with(page, "Two pairs"), block_with(page, "forty metres")
    for section in ("level", "line"):
        name = f"article.{section}_own"
        assert (column(page, name)[own.index], column(page, name)[other.index]) == (1, -1)
        assert column(page, f"article.{section}_apart")[len(page.blocks) - 1] == 1
        assert column(page, f"article.{section}_byline") == [1] * len(page.blocks)
        assert (
            column(page, f"article.{section}_said")[own.index]
            > column(page, f"article.{section}_said")[other.index]
        )
    assert column(page, "article.in_own_box")[own.index] == 1
    assert column(page, "article.in_like_box")[other.index] == 1
    assert column(page, "article.own_match")[0] > 0.8


def test_where_nothing_tells_no_article_is_the_own() -> None:
    page = Page(
        OTHERS.replace("Storks return to the marsh | The Reed", "The Reed").replace(
            "name=description", "name=x"
        )
    )
    assert set(column(page, "article.level_own")) == {0.5}
    assert set(column(page, "article.in_own_box")) == {0.0}


def test_items_of_a_unit_see_what_is_around_it() -> None:
    prose = (
        "Whoever wants to take part brings all of these along on the first day, and in a bag of their own."
    )
    items = "<li>A cup</li><li>A plate</li><li>Warm socks</li>"
    page = Page(f"<main><p>{prose} You need:</p><ul>{items}</ul><p>{prose}</p></main>")
    for name, expected in (
        ("unit.list", [0, 1, 1, 1, 0]),
        ("unit.amid_prose", [-1, 1, 1, 1, -1]),
        ("unit.before_colon", [-1, 1, 1, 1, -1]),
        ("unit.after_prose", [-1, 1, 1, 1, -1]),
        ("unit.around", [-1, 1, 1, 1, -1]),
        ("unit.place", [-1, 0, 0.5, 1, -1]),
    ):
        assert column(page, name) == expected
