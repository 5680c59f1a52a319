"""Other whole articles beside the page's own, and articles of which none is told to be its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.input.plaintext import plaintext_page
from boilerstrip.page import Page, Role
from boilerstrip.scoring.articles import (
    expected_with_rivals,
    find_headlines,
    without_further_story,
    without_others,
)

PARAGRAPH = (
    "The keeper of the weir has counted the eels that pass it since the spring in which the mill was closed, and "
    "in no year were they as few as in this one, of which he had expected more than of any other."
)


def article(headline: str, tag: str = "h2", byline: str = "By Mira Holt, 4 May 2023") -> str:
    return f"<{tag}>{headline}</{tag}><p>{byline}</p><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>"


OWN, OTHER = article("Few eels at the weir"), article("A tower is moved by a yard")


def page_of(body: str, title: str = "Few eels at the weir | The Gauge") -> Page:
    return Page(f"<html><head><title>{title}</title></head><body><main>{body}</main></body></html>")


def kept(
    body: str, sure: float, doubted: float, title: str = "Few eels at the weir | The Gauge"
) -> list[bool]:
    """What stays of a page of eight Blocks, the first four of which the model thinks `sure` of."""
    page = page_of(body, title)
    weights = [block.words for block in page.blocks]
    probabilities = [sure] * 4 + [doubted] * 4
    mask = [True] * len(page.blocks)
    return without_others(page, mask, weights, probabilities, find_headlines(page, mask))


def test_an_article_goes_that_is_doubted_beside_the_own_one() -> None:
    assert kept(OWN + OTHER, 0.97, 0.5) == [True] * 4 + [False] * 4
    # wherever it stands
    assert kept(OTHER + OWN, 0.5, 0.97) == [False] * 4 + [True] * 4


@pytest.mark.parametrize(
    ("body", "sure", "doubted", "title"),
    [
        # the model is sure of both, or of none
        (OWN + OTHER, 0.97, 0.8, "Few eels at the weir"),
        (OWN + OTHER, 0.8, 0.4, "Few eels at the weir"),
        # nothing tells which is the own one, or the own one is what is doubted
        (OWN + OTHER, 0.97, 0.5, "The Gauge"),
        (OTHER + OWN, 0.97, 0.5, "Few eels at the weir"),
        # a section has no byline
        (OWN + article("A tower is moved", byline="So the council says"), 0.97, 0.5, "Few eels at the weir"),
    ],
)
def test_other_articles_and_sections_stay(body: str, sure: float, doubted: float, title: str) -> None:
    assert kept(body, sure, doubted, title) == [True] * 8


def expected(body: str, title: str) -> float:
    page = page_of(body, title)
    weights, mask = [block.words for block in page.blocks], [True] * len(page.blocks)
    headlines = find_headlines(page, mask)
    return expected_with_rivals(page, mask, weights, [0.9] * len(mask), headlines, 0.9)


def test_less_is_expected_where_articles_compete_and_nothing_tells() -> None:
    assert expected(OWN, "The Gauge") == 0.9
    assert expected(OWN + OTHER, "Few eels at the weir | The Gauge") == 0.9
    two = expected(OWN + OTHER, "The Gauge")
    three = expected(OWN + OTHER + article("What the ferry costs"), "The Gauge")
    assert three < two < 0.65
    # two paragraphs with dates amid a long text are none of it
    long = f"<p>{PARAGRAPH}</p>" * 20
    assert expected(long + OWN + OTHER, "The Gauge") == 0.9


def siblings(
    *articles: str, tag: str = "section", title: str = "Few eels at the weir | The Gauge"
) -> list[bool]:
    """Which Blocks stay of articles in an element each, of all of which the model is sure."""
    page = page_of("".join(f"<{tag} class=post>{one}</{tag}>" for one in articles), title)
    mask = [True] * len(page.blocks)
    weights = [block.words for block in page.blocks]
    return without_others(page, mask, weights, [0.97] * len(mask), find_headlines(page, mask))


def test_siblings_with_a_headline_and_a_byline_are_other_articles() -> None:
    assert siblings(OWN, OTHER) == [True] * 4 + [False] * 4
    assert siblings(OTHER, OWN, OTHER) == [False] * 4 + [True] * 4 + [False] * 4
    # of an `article` the own headline may be of another level
    assert siblings(article("Few eels at the weir", "h1"), OTHER, tag="article") == [True] * 4 + [False] * 4
    dated = article("A tower is moved by a yard", byline="4 May 2023")
    assert siblings(article("Few eels at the weir", "h1"), dated) == [True] * 8
    # nor if the datelines are made alike
    own, other = (
        one.replace("<p>By", "<p class=meta>By") for one in (article("Few eels at the weir", "h1"), OTHER)
    )
    assert siblings(own, other) == [True] * 4 + [False] * 4


@pytest.mark.parametrize(
    ("own", "other", "title"),
    [
        # none is the page's own
        (OWN, OTHER, "The Gauge"),
        # a section, an answer by somebody, a post of the same thread
        (OWN, article("How they are counted", byline="So the council says"), "Few eels at the weir"),
        (OWN, article("Mira Holt", byline="4 May 2023"), "Few eels at the weir"),
        (OWN, article("Re: Few eels at the weir"), "Few eels at the weir"),
        # what has no byline itself is the title of all
        (article("Few eels at the weir", byline="What the keepers say"), OTHER, "Few eels at the weir"),
    ],
)
def test_siblings_that_are_parts_of_the_page_stay(own: str, other: str, title: str) -> None:
    assert siblings(own, other, title=title) == [True] * 8


def loaded(own: str, further: str, head: str = "<meta property=og:type content=article>") -> list[bool]:
    """What stays of two stories, the second in an element that was loaded below the first."""
    page = page_of(f"{head}{own}<footer>Share this</footer></main><div class=below>{further}</div>")
    mask = [True] * len(page.blocks)
    weights = [block.words for block in page.blocks]
    kept = without_others(page, mask, weights, [0.95] * len(mask), find_headlines(page, mask))
    return kept[:4] + kept[5:]


def test_a_further_story_that_a_page_without_end_loads_goes_wherever_its_byline_is() -> None:
    own = f"<article class='story main'>{article('Few eels at the weir', 'h1')}</article>"
    text = f"<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>"
    further = (
        f"<article class='story next'><h1>A tower is moved</h1>{text}<p>Updated 5 May 2023</p></article>"
    )
    assert loaded(own, further) == [True] * 4 + [False] * 4
    for stays in (
        # another make, a lower heading, the same headline, no headline, no day
        further.replace("story", "part"),
        further.replace("h1>", "h2>"),
        further.replace("A tower is moved", "Few eels at the weir"),
        further.replace("h1>", "p>"),
        further.replace("Updated 5 May 2023", "Chapter two"),
        # a line or two
        further.replace(text, "<p>It was too near.</p><p>So it went.</p>"),
    ):
        assert loaded(own, stays) == [True] * 8
    # parts of an article within its element, and a headline that is not in an article
    assert loaded(own.replace("article", "section"), further) == [True] * 8
    # entries, letters or chapters, of a page that is no article, under lower headings, or without a day
    assert loaded(own, further, "") == [True] * 8
    assert loaded(own.replace("h1>", "h2>"), further.replace("h1>", "h2>")) == [True] * 8
    assert loaded(own.replace("By Mira Holt, 4 May 2023", "Chapter one"), further) == [True] * 8


def test_lines_of_plain_text_are_no_headlines() -> None:
    page = page_of(OWN + OTHER)
    assert find_headlines(page, [True] * 8) == {0, 4}
    assert find_headlines(page, [False] * 8) == frozenset()
    page.is_plaintext = True
    assert find_headlines(page, [True] * 8) == frozenset()


def signed(other: str, *, article_type: bool = True, title: str = "Few eels at the weir | The Gauge") -> bool:
    """Whether another article that the model is sure of stays beside the page's own and its body."""
    kind = "<meta property=og:type content=article>" if article_type else ""
    own = f"<h1>Few eels at the weir</h1><p>By Mira Holt, 4 May 2023</p><div><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></div>"
    page = Page(f"<title>{title}</title>{kind}<main>{own}{other}</main>")
    mask = [True] * len(page.blocks)
    weights = [block.words for block in page.blocks]
    whole = without_others(page, mask, weights, [0.97] * len(mask), find_headlines(page, mask))
    assert all(whole[:4])
    return all(whole)


def test_an_article_outside_the_body_with_author_and_day_goes_though_the_model_is_sure_of_it() -> None:
    assert not signed(article("A tower is moved by a yard"))
    assert not signed(article("A tower is moved by a yard", tag="div"))
    assert signed(article("A tower is moved by a yard", tag="div"), article_type=False)
    # a section, one without a name or a day, and one whose page states no title
    assert signed(article("A tower is moved by a yard", byline="4 May 2023"))
    assert signed(article("A tower is moved by a yard", byline="By Mira Holt"))
    assert signed(article("A tower is moved by a yard"), title="The Gauge")
    assert signed(article("More eels at the weir"))
    assert signed(article("A tower is moved by a yard", tag="h4"))
    # and an index of many
    assert signed(
        "".join(article(f"Tower {name} is moved") for name in ("Ann", "Bo", "Cy", "Di", "Ed", "Flo"))
    )


def test_posts_below_the_name_of_the_site_stay() -> None:
    articles = [f"<article>{post}</article>" for post in (OWN, OTHER)]
    page = Page(
        f"<title>The Gauge</title><header><h1>The Gauge</h1></header><main>{''.join(articles)}</main>"
    )
    page.blocks[0].role = Role.TITLE
    mask = [False] + [True] * (len(page.blocks) - 1)
    weights = [block.words for block in page.blocks]
    whole = without_others(page, mask, weights, [0.97] * len(mask), find_headlines(page, mask))
    assert whole == mask


def beside(body: str, kept_from: str, head: str = "<meta property=og:type content=article>") -> list[str]:
    """What is kept of a page of an article, if the scorer keeps all sentences from `kept_from` on."""
    page = Page(f"<title>Few eels at the weir | The Gauge</title>{head}<main>{body}</main>")
    first = next(block.index for block in page.blocks if block.text.startswith(kept_from))
    mask = [block.index >= first and block.words > 8 for block in page.blocks]
    weights = [block.words for block in page.blocks]
    whole = without_others(page, mask, weights, [0.97] * len(mask), find_headlines(page, mask))
    return [block.text for block, keep in zip(page.blocks, whole, strict=True) if keep]


SIGNED = "<h1>Few eels at the weir</h1><p>By Mira Holt, 4 May 2023</p>"
NEXT = article("A tower is moved by a yard").replace("keeper of the weir", "warden")


def test_the_next_article_in_the_same_element_goes_if_the_own_one_is_signed_too() -> None:
    own = f"<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>"
    assert beside(SIGNED + own + NEXT, PARAGRAPH) == [PARAGRAPH] * 2
    # sections by several authors, entries of a live blog, and whatever is no article
    assert len(beside(f"<h1>Few eels at the weir</h1>{own}{NEXT}", PARAGRAPH)) == 4
    live = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'
    assert len(beside(SIGNED + own + NEXT, PARAGRAPH, live)) == 4
    assert len(beside(SIGNED + own + NEXT, PARAGRAPH, "")) == 4
    # a second line of the headline above the byline
    deck = SIGNED.replace("</h1>", "</h1><h2>A tower was moved by a yard</h2>")
    assert beside(deck + own, PARAGRAPH) == [PARAGRAPH] * 2


def test_the_own_article_comes_where_only_another_was_kept() -> None:
    own = f"<article>{SIGNED}<p>{PARAGRAPH}</p><h3>Share</h3></article>"
    other = f"<article>{NEXT}</article>"
    assert beside(own + other, "The warden") == [PARAGRAPH]
    # not if the page's headline is not signed, as on an index
    unsigned = own.replace("<p>By Mira Holt, 4 May 2023</p>", "")
    assert len(beside(unsigned + other, "The warden")) == 2


def test_articles_in_scripts_without_spaces_and_full_stops_are_told_apart() -> None:
    text = "ชาวประมงที่บ้านแหลมทองฟังเสียงใต้น้ำก่อนออกเรือทุกเช้าและจดไว้ในสมุดเล่มใหญ่ของหมู่บ้าน"
    other_text = "นักเรียนริมคลองพยากรณ์อากาศด้วยชอล์กบนกระดานดำหน้าโรงเรียนทุกเช้าก่อนเคารพธงชาติ"
    own = f"<h1>ชาวประมงทำแผนที่เสียง</h1><p>โดย มาลี ศรีสุข 3 พฤษภาคม 2567</p><p>{text}</p><p>{text}</p>"
    other = f"<h2>เด็กนักเรียนพยากรณ์อากาศเอง</h2><p>โดย มาลี ศรีสุข 1 พฤษภาคม 2567</p><p>{other_text}</p>"
    head = "<title>ชาวประมงทำแผนที่เสียง | Meridian</title><meta property=og:type content=article>"
    page = Page(f"{head}<main><article>{own}</article><article>{other}</article></main>")
    mask = [not block.level for block in page.blocks]
    weights = [block.words for block in page.blocks]
    whole = without_others(page, mask, weights, [0.97] * len(mask), find_headlines(page, mask))
    assert [keep for keep, block in zip(whole, page.blocks, strict=True) if block.text == text] == [True] * 2
    assert [keep for keep, block in zip(whole, page.blocks, strict=True) if block.text == other_text] == [
        False
    ]


def test_the_signed_parts_of_a_collection_stay() -> None:
    own = f"<p>{PARAGRAPH}</p>"
    parts = "".join(article(f"{name} moves a tower") for name in ("Ann", "Bo", "Cy"))
    assert len(beside(SIGNED + own + parts, PARAGRAPH)) == 7
    # one part, which is longer than what introduces it
    assert len(beside(SIGNED + own + NEXT, PARAGRAPH)) == 3
    thread = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
    posts = "".join(f"<article class=post>{post}</article>" for post in (SIGNED + own * 2, NEXT))
    assert len(beside(posts, PARAGRAPH, thread)) == 4


@pytest.mark.parametrize("line", ["<p class=meta>", "<p>"])
def test_several_next_articles_in_one_element_go_if_their_datelines_are_made_like_the_own_one(
    line: str,
) -> None:
    names = {
        "Ada Marsh": "A tower is moved",
        "Bo Lind": "Bells are cast anew",
        "Cy Pell": "Clocks stand still",
    }
    own = SIGNED.replace("<p>", line) + f"<p>{PARAGRAPH}</p>" * 3
    others = [
        article(name, byline=f"By {author}, 3 May 2023").replace("<p>By", f"{line}By")
        for author, name in names.items()
    ]
    assert beside(own + "".join(others), PARAGRAPH) == [PARAGRAPH] * 3
    # what one author wrote on one day
    one = [re.sub("By [^<]*", "By Mira Holt, 4 May 2023", other) for other in others]
    assert len(beside(own + "".join(one), PARAGRAPH)) == 3 + 3 * 2
    # the introduction of a collection is short, and its parts are longer
    assert len(beside(own.replace(f"<p>{PARAGRAPH}</p>", "", 1) + "".join(others), PARAGRAPH)) == 2 + 3 * 2
    # entries have a time, and some are not made alike
    timed = [re.sub("3 May 2023", "9:30", other) for other in others]
    assert len(beside(own + "".join(timed), PARAGRAPH)) == 3 + 3 * 2
    long = [other + f"<p>{PARAGRAPH}</p>" * 6 for other in others]
    assert len(beside(own + "".join(long), PARAGRAPH)) == 3 + 3 * 8
    unlike = others[1].replace(line, "<div class=x>")
    assert len(beside(own + others[0] + unlike + others[2], PARAGRAPH)) == 3 + 3 * 2


WRAPS = ("{}", "<article>{}</article>", "<div class=story>{}</div>", "<section>{}</section>")
DATELINES = (
    "<p class=meta>{author}, {day}</p>",
    "<p>{author}, {day}</p>",
    "<p class=author>{author}</p><p class=date>{day}</p>",
    "<div class=date>{day}</div>",
)
WRITERS = ("Mira Holt", "Ada Marsh", "Bo Lind", "Cy Pell")


def feed(wrap: str, dateline: str, level: int, days: list[str], own_texts: int) -> str:
    """Return an article with others behind it, all made alike, the own one with so many paragraphs."""
    names = ("Few eels at the weir", "A tower is moved", "Bells are cast anew", "Clocks stand still")
    return "".join(
        wrap.format(
            f"<h{level if i else 1}>{name}</h{level if i else 1}>"
            f"{dateline.format(author=author, day=day)}"
            + f"<p>{PARAGRAPH if i == 0 else PARAGRAPH.replace('keeper', 'warden')}</p>"
            * (own_texts if i == 0 else 2)
        )
        for i, (name, author, day) in enumerate(zip(names, WRITERS, days, strict=False))
    )


@given(
    wrap=st.sampled_from(WRAPS),
    dateline=st.sampled_from(DATELINES),
    level=st.integers(1, 2),
    count=st.integers(2, 4),
    own_texts=st.integers(3, 6),
)
def test_next_articles_go_and_the_own_one_stays_whole_however_they_are_made(
    wrap: str, dateline: str, level: int, count: int, own_texts: int
) -> None:
    days = [f"{9 - i} May 2023" for i in range(count)]
    assert beside(feed(wrap, dateline, level, days, own_texts), PARAGRAPH) == [PARAGRAPH] * own_texts


@given(
    wrap=st.sampled_from(WRAPS[:1]),
    dateline=st.sampled_from(DATELINES),
    own_texts=st.integers(1, 2),
    days=st.lists(st.sampled_from(["9:30", "11:00", "4 May 2023"]), min_size=3, max_size=4),
)
def test_the_entries_that_a_short_text_introduces_stay(
    wrap: str, dateline: str, own_texts: int, days: list[str]
) -> None:
    assert len(beside(feed(wrap, dateline, 2, days, own_texts), PARAGRAPH)) == own_texts + 2 * (len(days) - 1)


def test_other_articles_never_leave_nothing() -> None:
    # the line above the day looks like a headline
    head = "<h1>Few eels at the weir</h1><p>By Mira Holt</p><p>4 May 2023</p>"
    own = f"<article>{head}<p>{PARAGRAPH}</p></article>"
    assert beside(f"{own}<article>{NEXT}</article>", "The warden")


def lines_left(*lines: str) -> int:
    """How many lines of a plain text stay, of which the model is sure where they are sentences."""
    page = plaintext_page("\n".join(lines))
    weights, mask = [block.words for block in page.blocks], [True] * len(page.blocks)
    probabilities = [0.95 if block.ends_sentence else 0.6 for block in page.blocks]
    kept = without_further_story(page, mask, weights, probabilities)
    assert kept == sorted(kept, reverse=True)
    return sum(kept)


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (["Published 6 January 2026"], ["Published 5 January 2026"]),
        (["Publisert", "06.01.2026 - 17:29"], ["Publisert", "05.01.2026 - 16:25"]),
    ],
)
def test_the_next_story_of_a_plain_text_goes_from_the_last_sentence_above_its_day_on(
    own: list[str], other: list[str]
) -> None:
    story = [f"{word} {PARAGRAPH}" for word in ("First", "Then", "Later", "Last")]
    text = ["Few eels at the weir", *own, *story]
    further = ["A tower is moved", "By Mira Holt", *other, PARAGRAPH, PARAGRAPH]
    assert lines_left(*text, *further) == len(text)
    # a short story above it, the same day again, another label, a list of posts
    assert lines_left(*text[:3], *further) == 3 + len(further)
    assert lines_left(*text, *own, PARAGRAPH) == len(text) + len(own) + 1
    assert lines_left(*text, "Event 5 January 2026", PARAGRAPH) == len(text) + 2
    posts = [line for _ in range(3) for line in (*other, PARAGRAPH)]
    assert lines_left(*text, *posts) == len(text) + len(posts)
