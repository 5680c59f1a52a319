"""Pages and helpers that several test modules here share."""

from __future__ import annotations

from boilerstrip.features import FEATURE_NAMES, features
from boilerstrip.page import Block, Page
from boilerstrip.strategies import Candidate

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
