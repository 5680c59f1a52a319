"""Copies of articles cut into entries, as live blogs and changelogs have their body.

An entry is a time, a line in bold and a paragraph or two: what teasers look like too. A model that has
seen such boxes as teasers alone takes those of a live blog for some. Here the article's own paragraphs
are put into them; what they are labelled with is not judged, since annotators differ about that.
"""

from __future__ import annotations

import html
import random
from collections.abc import Sequence

from benchmarks.compare.leak import ARTICLES, Planted, encoded, find_insertion_points, inserted_texts
from benchmarks.corpora import Sample
from benchmarks.training import labels

_BOXES = ("div", "div", "article", "section", "li")
_NAMES = ("entry", "update", "live-post", "block", "event", "item", "post-body", "x7f2a", "")
_LINES = (
    "<h2>{}</h2>",
    "<h3>{}</h3>",
    "<h4>{}</h4>",
    "<p><strong>{}</strong></p>",
    "<div><b>{}</b></div>",
    "",
)
_TIMES = ("<time>{}</time>", "<p>{}</p>", '<div class="time">{}</div>', '<a href="#{0}">{0}</a>', "")
_SHARES = ('<div><a href="/share">{}</a></div>', "<button>{}</button>", "", "", "")
_SHARE = ("Share", "Link", "#", "\u2197")
_CLOCKS = ("{:02}.{:02}", "{:02}:{:02}")
# The share of paragraphs that begin an entry; pairs of words in an entry's line, and characters at most.
_BEGIN = 0.5
_PAIRS = (1, 4)
_LONGEST_LINE = 60


def cut_into_entries(sample: Sample, rng: random.Random) -> Planted | None:
    """The sample with its article's paragraphs in labelled entries; nothing where these cannot be found."""
    points = find_insertion_points(sample)
    if points is None or not points.offsets["after"]:
        return None
    box, name = rng.choice(_BOXES), rng.choice(_NAMES)
    opened = f'<{box} class="{name}">' if name else f"<{box}>"
    line, time, share = rng.choice(_LINES), rng.choice(_TIMES), rng.choice(_SHARES)
    closed = share.format(rng.choice(_SHARE)) + f"</{box}>"
    style, minutes = rng.choice(_CLOCKS), rng.randrange(60, 1440)
    offsets = [offset for offset in points.offsets["between"] if rng.random() < _BEGIN]
    if not offsets:
        return None
    inserted: list[str] = []
    for _ in offsets:
        head = time.format(style.format(*divmod(minutes, 60))) + line.format(_line(sample, rng))
        inserted.append((closed if inserted else "") + opened + head)
        # the newest first, as live blogs have it
        minutes = max(0, minutes - rng.randrange(1, 50))
    inserted.append(closed)
    page, before = "", 0
    for offset, fragment in zip([*offsets, points.offsets["after"][0]], inserted, strict=True):
        page += points.page[before:offset] + encoded(fragment, points.encoding)
        before = offset
    return Planted(
        html=(page + points.page[before:]).encode(points.encoding, "surrogateescape"),
        text=sample.text or "",
        planted_texts=frozenset().union(*map(inserted_texts, inserted)),
        shingles=frozenset(),
        sample=sample,
        markup="entries",
        place="between",
        heading="",
        fragment="".join(inserted),
        label=labels.UNKNOWN,
    )


def all_in_entries(samples: Sequence[Sample], seed: int) -> list[Planted]:
    """One such copy of each sample that is an article whose paragraphs can be found."""
    articles = [sample for sample in samples if sample.text and sample.page_type in ARTICLES]
    copies = (cut_into_entries(sample, random.Random(f"{seed} {sample.id}")) for sample in articles)
    return [copy for copy in copies if copy is not None]


def _line(sample: Sample, rng: random.Random) -> str:
    """A line of the article's own words, in pairs from anywhere in it, so that it is no quotation."""
    words = (sample.text or "").split()
    pairs = [rng.randrange(len(words)) for _ in range(rng.randint(*_PAIRS))]
    line = " ".join(" ".join(words[start : start + 2]) for start in pairs)[:_LONGEST_LINE]
    return html.escape(line[:1].upper() + line[1:])
