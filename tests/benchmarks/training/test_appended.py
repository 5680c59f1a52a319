"""Other whole articles: what is planted is told apart, and what only looks like one is content."""

from __future__ import annotations

import pickle
import random

import pytest

from benchmarks.compare import leak
from benchmarks.corpora import Sample
from benchmarks.training import appended, articles, front_pages, labels, sections
from boilerstrip.page import Page
from boilerstrip.text.whitespace import collapse

TOPICS = ("bridge", "harbour", "orchard", "railway", "library", "mountain", "festival", "theatre", "canal")
WHO = ("nine", "twelve", "thirty", "sixty", "ninety")


def sample(topic: str) -> Sample:
    texts = [
        f"The {topic} number {i} was counted by {who} people of the {topic} club before the long evening there."
        for i, who in enumerate(WHO)
    ]
    paragraphs = "".join(f'<p class="par">{text}</p>' for text in texts)
    head = f"All about the {topic} and its town"
    html = (
        f"<html><head><title>{head} | {topic} site</title><meta property='og:type' content='article'>"
        f"<link rel=canonical href='/a/{topic}'></head><body><header>Menu of {topic}</header><main class=m>"
        f"<div class=story><h1 class=hl>{head}</h1><p class=byline>By some {topic} one</p>"
        f"<div class=copy>{paragraphs}</div></div></main><footer>Imprint of {topic}</footer></body></html>"
    )
    return Sample(f"c/{topic}", "c", html.encode(), text="\n".join([head, *texts]), language="en",
                  site=f"{topic}.example")  # fmt: skip


SAMPLES = [sample(topic) for topic in TOPICS]
LIBRARY = appended.Library(SAMPLES)
EVERY = {**articles.ARTICLE_SETS["all"], **articles.drawn_articles(30, 3)}


def texts(html: bytes) -> list[str]:
    return [collapse(block.text) for block in Page(html.decode()).blocks]


@pytest.mark.parametrize("place", appended.PLACES)
@pytest.mark.parametrize("markup", EVERY)
def test_the_page_is_as_it_was_and_all_that_was_put_there_is_told(markup: str, place: str) -> None:
    host = SAMPLES[0]
    copy = appended.append(host, LIBRARY, random.Random(markup + place), markup, EVERY[markup], place)
    assert copy is not None
    assert copy.label == 0.0
    assert copy.articles >= (2 if place == "both" else 1)
    after = texts(copy.html)
    assert [text for text in after if text not in copy.planted_texts] == texts(host.html)
    page = Page(copy.html.decode())
    wanted = labels.from_text(page, copy.text)
    planted = [text in copy.planted_texts for text in after]
    assert not wanted[planted].any()
    assert wanted.sum() == labels.from_text(Page(host.html.decode()), copy.text).sum()
    assert leak.leak_of("\n".join(after), copy) > 0.9
    assert leak.leak_of(copy.text, copy) == 0.0


def test_places_are_where_they_say() -> None:
    for place in ("before", "after", "beside"):
        for seed in range(10):
            copy = appended.append(
                SAMPLES[0],
                LIBRARY,
                random.Random(seed),
                "x",
                articles.TRAIN_ARTICLES["plain sections"],
                place,
            )
            assert copy is not None
            html = copy.html.decode()
            at = html.index(copy.fragment)
            if place == "before":
                assert html.index("</header>") < at < html.index("<h1 class=hl>")
            elif place == "after":
                assert html[at + len(copy.fragment) :].startswith("</div></div></main>")
            else:
                assert html[at + len(copy.fragment) :].startswith(("</div></main>", "</main>"))


def test_the_sets_share_no_markup_and_no_words_of_headings() -> None:
    assert not set(articles.TRAIN_ARTICLES) & set(articles.TEST_ARTICLES)
    for language, words in appended.BYLINES.items():
        assert len(words["months"].split()) == 12, language
        assert not set(words["above"][0::2]) & set(words["above"][1::2]), language


def test_the_hosts_own_elements_are_written_again() -> None:
    copy = appended.append(
        SAMPLES[0], LIBRARY, random.Random(2), "own", articles.TRAIN_ARTICLES["own boxes"], "beside"
    )
    assert copy is not None
    for written in ('<div class="story">', '<h1 class="hl">', '<p class="byline">', '<div class="copy">',
                    '<p class="par">'):  # fmt: skip
        assert written in copy.fragment


def test_drawn_markups_differ_and_pickle() -> None:
    drawn = articles.drawn_articles(100, 1)
    assert len(set(drawn.values())) == 100
    assert pickle.loads(pickle.dumps(drawn)) == drawn
    assert articles.drawn_articles(100, 1) == drawn != articles.drawn_articles(100, 2)


def test_the_seed_decides() -> None:
    first = appended.append_all(SAMPLES, articles.TEST_ARTICLES, 3)
    assert len(first) == len(SAMPLES)
    assert first == appended.append_all(SAMPLES, articles.TEST_ARTICLES, 3)
    assert first != appended.append_all(SAMPLES, articles.TEST_ARTICLES, 4)
    assert len(appended.append_all(SAMPLES, articles.TEST_ARTICLES, 3, pages=2)) == 2
    for one in first:
        topic = one.sample.site.partition(".")[0]
        assert f"about the {topic} " not in one.fragment


@pytest.mark.parametrize("seed", range(20))
def test_sections_are_content_and_their_bylines_are_not_judged(seed: int) -> None:
    for copy in sections.cut_into_sections(SAMPLES, seed):
        page = Page(copy.html.decode())
        every = texts(copy.html)
        wanted = labels.from_text(page, copy.text)
        headings = [text in copy.planted_texts for text in every]
        assert any(headings)
        assert copy.label == 1.0
        assert wanted[headings].all()
        own = [text for text in every if text not in copy.planted_texts | copy.unjudged]
        assert own == texts(copy.sample.html)


@pytest.mark.parametrize("seed", range(10))
def test_a_front_page_is_all_of_its_posts_and_says_it_is_a_blog(seed: int) -> None:
    pages = front_pages.index_pages(SAMPLES, seed)
    assert len(pages) == len(SAMPLES)
    for page in pages:
        topic = page.sample.site.partition(".")[0]
        html = page.html.decode()
        assert f"<title>{topic.title()}</title>" in html
        assert f'<link rel="canonical" href="https://{page.sample.site}/">' in html
        assert "content='article'" not in html
        assert f"All about the {topic} " not in html
        assert 3 <= page.articles <= 8
        tree = Page(html)
        every = texts(page.html)
        wanted = labels.from_text(tree, page.text)
        for text, label in zip(every, wanted, strict=True):
            if text not in page.unjudged:
                assert label == (text in page.planted_texts)
        assert [text for text in every if text not in page.planted_texts | page.unjudged] == [
            f"Menu of {topic}",
            f"Imprint of {topic}",
        ]


def test_a_page_without_its_article_is_left_alone() -> None:
    lost = Sample("c/x", "c", b"<p>Nothing of it", text=SAMPLES[0].text)
    markup = articles.TRAIN_ARTICLES["bare divs"]
    assert appended.append(lost, LIBRARY, random.Random(1), "x", markup, "after") is None
    assert sections.cut_into_sections([lost], 1) == []
    assert front_pages.index_pages([lost], 1) == []
