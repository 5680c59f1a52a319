"""Hypothesis strategies for noisy pages around a known article."""

from __future__ import annotations

from html import escape

from hypothesis import strategies as st

# Enough different words that no two paragraphs share a sentence, all of them plain.
WORDS = """
able acre arch bank barn bell bird boat bold bread brick brook cabin candle canal chair chalk
cider clay clerk cloud coast copper crane cress dairy dawn deed ditch door dusk early eight
elder ember fence ferry field flint floor forge found frost garden gate glass grain granite
gravel green grove harbour hazel hedge heron hill hollow honest inland island ivory jetty juniper
keeper kettle kiln ladder lantern larch ledger lime linen loft low maple market meadow mill
mirror moor morning narrow nettle north oak oats old orchard oven paper path pebble pilot plain
plough pond quarry quiet rain reed ridge river roof round saddle salt sand school seven sheep
shore silver slate slow south spring square stable station stone storm straw stream street
summer swift table tall thatch tide timber toll tower track upper valley village wagon walnut
water weather west wheat wide willow window winter wooden wool yard yellow young
""".split()

# A story as somebody would write it; made-up sentences alike but for a number look like boilerplate.
STORY = [
    "The ferry to the outer islands will run all winter, the harbour council decided on Monday, after three years "
    "in which the boats stayed in port from November until the first week of March.",
    "“Nobody here has asked for a bridge,” said the harbour master, who has steered one of the boats himself for "
    "twenty years. “What people want is a boat that leaves when the timetable says so.”",
    "The first boat leaves at six in the morning, so that those who work on the mainland reach the early train. "
    "On Sundays there is none before nine, which the council calls a concession to the crews.",
    "Fares stay as they are until the summer. Islanders pay half, and schoolchildren nothing at all, provided that "
    "they carry the card that the town hall gave out in September.",
    "Whether there will be a second boat depends on the shipyard, which has promised to be done by the new year and "
    "has broken that promise twice already, as several speakers reminded the meeting.",
    "A fisherman who has carried passengers for years without a licence said afterwards that he would not miss the "
    "work. His boat, he added, was built for herring and has never been warm.",
]

SIDEBAR_HEADINGS = [
    "Previous Story", "Don't Miss", "Latest from Region", "You may also like", "Related stories",
    "Trending now", "More from this section", "Mehr zum Thema", "À lire aussi", "Te puede interesar",
]  # fmt: skip


def sentences(least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=least, max_size=most, unique=True).map(
        lambda chosen: " ".join(chosen).capitalize() + "."
    )


@st.composite
def paragraphs(draw: st.DrawFn, least: int = 4, most: int = 8) -> list[str]:
    """The paragraphs of an article: sentences enough each that nobody takes them for labels."""
    several = st.lists(sentences(12, 18), min_size=3, max_size=4, unique=True).map(" ".join)
    return draw(st.lists(several, min_size=least, max_size=most, unique=True))


def teasers() -> st.SearchStrategy[list[tuple[str, str]]]:
    """Titles with leads as they stand in sidebars, the leads cut off in mid-sentence."""
    title = st.lists(st.sampled_from(WORDS), min_size=4, max_size=7, unique=True).map(
        lambda w: " ".join(w).title()
    )
    lead = st.lists(st.sampled_from(WORDS), min_size=8, max_size=14).map(
        lambda w: " ".join(w).capitalize() + "…"
    )
    return st.lists(st.tuples(title, lead), min_size=3, max_size=6)


def _list(heading: str, items: list[tuple[str, str]]) -> str:
    links = "".join(f'<li><a href="/{i}">{title}</a></li>' for i, (title, _) in enumerate(items))
    return f'<div class="widget"><h3>{heading}</h3><ul>{links}</ul></div>'


def _cards(heading: str, items: list[tuple[str, str]]) -> str:
    cards = "".join(
        f'<div class="card"><h4><a href="/{i}">{title}</a></h4><p>{lead}</p></div>'
        for i, (title, lead) in enumerate(items)
    )
    return f'<section class="grid"><h2>{heading}</h2>{cards}</section>'


def _aside(heading: str, items: list[tuple[str, str]]) -> str:
    links = "".join(f'<p><a href="/{i}">{title}</a></p>' for i, (title, _) in enumerate(items))
    return f"<aside><h2>{heading}</h2>{links}</aside>"


def _table(heading: str, items: list[tuple[str, str]]) -> str:
    rows = "".join(f'<tr><td><a href="/{i}">{title}</a></td></tr>' for i, (title, _) in enumerate(items))
    return f"<div><h3>{heading}</h3><table>{rows}</table></div>"


@st.composite
def sidebars(draw: st.DrawFn) -> str:
    """A block of teasers in one of several markups."""
    markup = draw(st.sampled_from([_list, _cards, _aside, _table]))
    return markup(draw(st.sampled_from(SIDEBAR_HEADINGS)), draw(teasers()))


def page(body: list[str], before: str = "", after: str = "", title: str = "The Winter Ferry") -> str:
    """A themed page around an article; `before` and `after` stand beside the article's container."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in body)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{title} - The Shore Paper</title>
<style>p {{ margin: 0 }}</style><script>var page = "<p>not text</p>";</script></head>
<body class="single"><header><a href="/">The Shore Paper</a>
<nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li><li><a href="/more">More</a></li></ul></nav>
</header><div class="wrap">{before}<article class="post"><h1>{title}</h1>{text}</article>{after}</div>
<footer><p>© 2026 The Shore Paper. All rights reserved.</p><a href="/terms">Terms</a> <a href="/privacy">Privacy</a>
</footer></body></html>"""


# Markup soup: tags that open, close, nest wrongly and never end, around any text at all.
_TAGS = st.sampled_from(
    "div p span a b i table tr td ul li h1 h2 nav article aside noscript script style template svg math "
    "br img pre blockquote form button select option textarea title head body html x-card".split()
)
_ATTRIBUTES = st.sampled_from(
    ["", ' class="post"', ' id=comments', ' href="javascript:alert(1)"', " hidden", ' itemprop="articleBody"',
     ' onclick="alert(1)"', ' style="display:none"', ' type="application/ld+json"', " data-boilerstrip"]
)  # fmt: skip
_PIECES = st.one_of(
    st.builds("<{}{}>".format, _TAGS, _ATTRIBUTES),
    st.builds("</{}>".format, _TAGS),
    st.text(max_size=40),
    sentences(3, 20),
    st.sampled_from(
        ["<!--", "-->", "&amp;", "&#0;", "&nbsp;", "<![CDATA[", "]]>", '{"articleBody": "x"}', "\x00"]
    ),
)
soup = st.lists(_PIECES, max_size=40).map("".join)
