"""Pages of a site, and places on them, for tests of surveys."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import strategies as st

from boilerstrip.site.places import Step, SurveyedPage

_WORDS = (
    "harbour pilot ferry stone bridge council winter market lamp river orchard wool slate copper valley "
    "mill signal tower meadow quarry boat night teacher letter barrel candle engine garden island thread"
).split()


def sentence(rng: random.Random) -> str:
    said = " ".join(rng.choices(_WORDS, k=rng.randint(9, 18)))
    return f"{said[0].upper()}{said[1:]}, as it was said there. "


def site_page(number: int) -> str:
    """A page of one theme: what changes from page to page is drawn by its number."""
    rng = random.Random(number)
    story = "".join(f"<p>{sentence(rng)}{sentence(rng)}{sentence(rng)}</p>" for _ in range(rng.randint(3, 7)))
    offer = "<div class='member-offer'><p>Members of the Shore Club travel for half the price all winter.</p></div>"
    picks = "".join(f"<li><a href='/{n}'>{sentence(rng)[:40]}</a></li>" for n in range(4))
    return f"""<html><head><title>Story {number} - The Shore Paper</title>
<link rel="canonical" href="https://shore.example/stories/{number}"></head><body>
<header class="masthead"><a href="/">The Shore Paper</a></header>
<nav class="menu"><ul><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul></nav>
<main><article class="story" id="story-{1000 + number}"><h1>Story {number} of the shore</h1>{story}{offer}
<div class="fact-box"><p>{sentence(rng)}</p></div></article>
<aside class="picks"><h3>Our picks</h3><ul>{picks}</ul></aside></main>
<footer class="imprint"><p>© The Shore Paper</p></footer></body></html>"""


def write_site(folder: Path) -> Path:
    """Write a hundred pages of one theme into a folder."""
    for number in range(100):
        (folder / f"{number}.html").write_text(site_page(number))
    return folder


def surveyed_page(page: str, title: str, *, is_in_series: bool = False, canonical: str = "") -> SurveyedPage:
    return SurveyedPage(page, "", title, canonical, "", 0.5, (), is_in_series)


steps = st.builds(
    Step,
    st.sampled_from(["div", "section", "p"]),
    st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True).map(
        lambda names: tuple(sorted(names))
    ),
    st.sampled_from(["", "", "x"]),
)


places = st.lists(st.lists(steps, min_size=1, max_size=3).map(tuple), min_size=1, max_size=6, unique=True)
