"""Long copies: what is inserted is content, and what was there stays as it was."""

from __future__ import annotations

import random

import pytest

from benchmarks.compare.leak import Planted
from benchmarks.corpora import Sample
from benchmarks.training import labels
from benchmarks.training.long import all_made_long, made_long, plain_articles, with_more_posts
from benchmarks.training.passages import sources_of
from boilerstrip.page import Page
from boilerstrip.text.whitespace import collapse
from tests.benchmarks.conftest import page

TOPICS = ("bridge", "harbour", "orchard", "railway", "library", "mountain", "festival", "theatre")


def texts_about(topic: str, count: int) -> list[str]:
    return [
        f"The {topic} of the town was counted {at} times before noon, and again by {at + 7} people in the evening."
        for at in range(2, 2 + count)
    ]


def sample(topic: str, count: int = 60) -> Sample:
    texts = texts_about(topic, count)
    html = page(texts).encode()
    return Sample(f"c/{topic}", "c", html, text="\n".join(texts), language="en", site=f"{topic}.example")


SAMPLES = [sample(topic) for topic in TOPICS]
SOURCES = sources_of(SAMPLES, ("article",))


def thread() -> Sample:
    texts = texts_about("forum", 6)
    posts = "".join(
        f"<div class='post'><b>Ann {at}</b><div><p>{text}</p></div></div>" for at, text in enumerate(texts)
    )
    html = (
        f"<html><body><nav>Home</nav><div id='posts'>{posts}</div><footer>Contact us</footer></body></html>"
    )
    return Sample(
        "c/f",
        "c",
        html.encode(),
        text="\n".join(texts),
        language="en",
        site="forum.example",
        page_type="forum",
    )


def judged(copy: Planted) -> tuple[list[str], list[str]]:
    """The texts of the copy's Blocks that are content and that are noise, by its annotation."""
    blocks = Page(copy.html.decode()).blocks
    wanted = labels.from_text(Page(copy.html.decode()), copy.text)
    texts = [collapse(block.text) for block in blocks]
    content = [text for text, label in zip(texts, wanted, strict=True) if label or text in copy.planted_texts]
    return content, [text for text in texts if text not in content]


@pytest.mark.parametrize("seed", range(20))
def test_all_that_is_inserted_is_content_and_the_frame_is_not(seed: int) -> None:
    copy = made_long(SAMPLES[0], SOURCES, random.Random(seed))
    assert copy is not None
    content, noise = judged(copy)
    assert set(noise) <= {"Home", "Title of it, in full", "Contact us"}
    assert len(content) > 100
    assert copy.label == 1.0
    before = [collapse(block.text) for block in Page(SAMPLES[0].html.decode()).blocks]
    after = [collapse(block.text) for block in Page(copy.html.decode()).blocks]
    assert [text for text in after if text not in copy.planted_texts] == before


def test_the_gold_text_has_what_is_inserted_where_it_stands() -> None:
    copy = made_long(SAMPLES[0], SOURCES, random.Random(4))
    assert copy is not None
    content, _ = judged(copy)
    assert copy.text.splitlines() == content


def test_posts_are_written_as_the_thread_writes_its_own() -> None:
    copy = with_more_posts(thread(), SOURCES, random.Random(1))
    assert copy is not None
    content, noise = judged(copy)
    assert {text for text in noise if not text.startswith("Ann ")} == {"Home", "Contact us"}
    assert len(content) > 36
    tags = {block.path.rpartition("/")[2] for block in Page(copy.html.decode()).blocks if block.words > 9}
    assert tags == {"p"}


@pytest.mark.parametrize("seed", range(5))
def test_plain_pages_have_their_text_and_a_menu(seed: int) -> None:
    for copy in plain_articles(SAMPLES, seed, 8):
        content, noise = judged(copy)
        assert sorted(set(content)) == sorted(set(copy.text.splitlines()))
        assert noise


def test_the_seed_decides() -> None:
    assert all_made_long(SAMPLES, 7, 4) == all_made_long(SAMPLES, 7, 4)
    assert all_made_long(SAMPLES, 8, 4) != all_made_long(SAMPLES, 7, 4)
    assert plain_articles(SAMPLES, 7, 4) == plain_articles(SAMPLES, 7, 4)


def test_a_page_without_its_article_is_left_alone() -> None:
    lost = Sample("c/x", "c", b"<p>Nothing of it", text=SAMPLES[0].text, language="en", site="x.example")
    assert made_long(lost, SOURCES, random.Random(1)) is None
    assert with_more_posts(lost, SOURCES, random.Random(1)) is None
