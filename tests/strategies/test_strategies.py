from __future__ import annotations

import html
import json
import threading
import time
from collections.abc import Iterator, Sequence

import pytest

import boilerstrip
from boilerstrip import strategies
from boilerstrip.page import Page
from boilerstrip.page.fragments import plain_text
from tests.conftest import SAMPLES, STORY

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
NAV = "<nav><ul>" + "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(8)) + "</ul></nav>"
PAGE = f"<html lang=en><title>Story</title><body>{NAV}<main><article>{BODY}</article></main></body></html>"


@pytest.fixture
def registered() -> Iterator[None]:
    before = dict(strategies.registry._registry)
    yield
    strategies.registry._registry.clear()
    strategies.registry._registry.update(before)


def masked(name: str, markup: str) -> list[str]:
    page = Page(markup)
    (candidate,) = strategies.run(page, [name], timeout=30, concurrent=False)
    assert candidate.error is None
    return [block.text for block, kept in zip(page.blocks, candidate.mask, strict=True) if kept]


@pytest.mark.parametrize("name", ["trafilatura", "readability", "semantic", "density"])
def test_finds_the_story(name: str) -> None:
    found = masked(name, PAGE)
    assert found == STORY


def test_justext_finds_long_paragraphs() -> None:
    long = [" ".join(STORY[:3]), " ".join(STORY[3:])]
    assert masked("justext", f"<html lang=en><body>{NAV}<p>{long[0]}</p><p>{long[1]}</p>") == long


@pytest.mark.parametrize("name", strategies.BUILT_IN)
@pytest.mark.parametrize("markup", ["", "<p>", "<p>one</p>", "<nav><a href=/>x</a></nav>", "\x00<table>"])
def test_small_pages(name: str, markup: str) -> None:
    masked(name, markup)


def test_structured_reads_json_ld() -> None:
    body = "The story as data. " * 20
    script = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    )
    assert masked("structured", f"{script}{NAV}<div>{body}</div>") == [body.strip()]


def test_structured_reads_microdata() -> None:
    assert len(masked("structured", f'<body>{NAV}<div itemprop="articleBody">{BODY}</div>')) == 6


def test_structured_reads_application_state() -> None:
    text = "What the application shows, in so many words. " * 10
    script = f'<script>window.__STATE__ = {{"page": {{"id": 3, "body": "{text}"}}}};</script>'
    assert masked("structured", f"{script}{NAV}<div>{text}</div>") == [text.strip()]


def test_shell_of_an_application_with_its_text_in_a_script() -> None:
    script = f"<script>(self.__f = self.__f || []).push([1, {json.dumps(BODY)}])</script>"
    extraction = boilerstrip.extract(f"<title>Story</title><div id=app></div>{script}")
    assert [block.text for block in extraction.kept] == STORY


def test_records_find_posts() -> None:
    posts = "".join(
        f"<div class='post n{n}'><b>user{n}</b><div>Post {n} says what that user thinks of the belt.</div></div>"
        for n in range(5)
    )
    found = masked("records", f"{NAV}<div>{posts}</div>")
    assert sum(text.startswith("Post") for text in found) == 5
    assert not any(text.startswith("Section") for text in found)


def test_one_that_raises_costs_the_others_nothing(registered: None) -> None:
    def broken(page: Page) -> Sequence[bool]:
        raise RuntimeError("out of order")

    boilerstrip.register_strategy("broken", broken)
    extraction = boilerstrip.Extractor(strategies=["broken", "density"]).extract(PAGE)
    assert extraction.candidates[0].error == "RuntimeError: out of order"
    assert len(extraction.kept) == 6


def test_one_that_overruns_costs_the_others_nothing(registered: None) -> None:
    release = threading.Event()

    def slow(page: Page) -> Sequence[bool]:
        release.wait(30)
        return [True] * len(page.blocks)

    boilerstrip.register_strategy("slow", slow)
    started = time.monotonic()
    extraction = boilerstrip.Extractor(strategies=["slow", "density"], timeout=0.2).extract(PAGE)
    assert time.monotonic() - started < 20
    release.set()
    assert extraction.candidates[0].error == "no answer after 0.2 s"
    assert len(extraction.kept) == 6


def threads_of(name: str) -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == name]


def test_one_left_behind_is_not_asked_again_until_its_thread_ends(registered: None) -> None:
    release = threading.Event()
    asked: list[int] = []

    def stuck(page: Page) -> Sequence[bool]:
        asked.append(len(asked))
        release.wait(30)
        return [True] * len(page.blocks)

    boilerstrip.register_strategy("stuck", stuck)
    hasty, patient = (boilerstrip.Extractor(strategies=["stuck"], timeout=seconds) for seconds in (0.01, 30))
    assert hasty.extract(PAGE).candidates[0].error == "no answer after 0.01 s"
    for _ in range(3):
        (candidate,) = patient.extract(PAGE).candidates
        assert candidate.error == "has not answered for an earlier page yet"
        assert not any(candidate.mask)
    assert asked == [0]
    (left,) = threads_of("stuck")
    release.set()
    left.join(60)
    (candidate,) = patient.extract(PAGE).candidates
    assert candidate.error is None
    assert asked == [0, 1]
    assert not threads_of("stuck")


def test_a_mask_of_the_wrong_length_is_an_error(registered: None) -> None:
    boilerstrip.register_strategy("short", lambda page: [True])
    extraction = boilerstrip.Extractor(strategies=["short", "density"]).extract(PAGE)
    assert "StrategyError" in (extraction.candidates[0].error or "")


def test_users_may_return_text(registered: None) -> None:
    boilerstrip.register_strategy("mine", lambda page: page.blocks[-1].text)
    extraction = boilerstrip.Extractor(strategies=["mine"]).extract(PAGE)
    assert [sum(candidate.mask) for candidate in extraction.candidates] == [1]
    assert "mine" in boilerstrip.available_strategies()


def test_entry_points(monkeypatch: pytest.MonkeyPatch, registered: None) -> None:
    from importlib.metadata import EntryPoint, EntryPoints

    entry = EntryPoint("installed", "boilerstrip.strategies.density:propose", "boilerstrip.strategies")
    broken = EntryPoint("damaged", "no_such_module:propose", "boilerstrip.strategies")

    def entry_points(**wanted: str) -> EntryPoints:
        return EntryPoints([entry, broken]).select(**wanted)

    monkeypatch.setattr("importlib.metadata.entry_points", entry_points)
    assert "installed" in boilerstrip.available_strategies()
    assert len(boilerstrip.Extractor(strategies=["installed"]).extract(PAGE).kept) == 6
    with pytest.raises(boilerstrip.OptionError, match="damaged"):
        boilerstrip.Extractor(strategies=["damaged"])


def test_an_extractor_is_shared_between_threads() -> None:
    extractor = boilerstrip.Extractor()
    names = [path.stem for path in SAMPLES.glob("*.html")][:6]
    pages = [(SAMPLES / f"{name}.html").read_bytes() for name in names]
    expected = [extractor.extract(page).text for page in pages]
    found: dict[int, str] = {}
    threads = [
        threading.Thread(target=lambda at=at: found.update({at: extractor.extract(pages[at]).text}))
        for at in range(len(pages))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[at] for at in range(len(pages))] == expected


def test_third_parties_get_a_cleaned_page() -> None:
    page = Page(
        "<body onload=alert(1)><style>p{}</style><!-- note --><p onclick=x data-x=1 class=lead>Text "
        "<b>bold</b> <a href=/x onclick=y>link</a></p><script>var x</script><div></div>"
        + "<div>" * 400
        + "<p>deep"
    )
    markup = page.bounded_html
    for gone in ("onload", "onclick", "<style", "<!--", "data-x", "<script", "var x"):
        assert gone not in markup
    assert '<p class="lead">Text <strong>bold</strong> <a href="/x">link</a>' in markup
    assert markup.count("<div") <= page.limits.depth


def _as_data(paragraphs: list[str], times: int = 1) -> str:
    work = json.dumps({"@type": "NewsArticle", "articleBody": "\n\n".join(paragraphs)})
    return f'<script type="application/ld+json">{work}</script>' * times


def test_a_body_that_two_scripts_hold_comes_out_once() -> None:
    paragraphs = [
        *STORY,
        "Fish &amp; chips are served on board, and nobody has been sea-sick since the autumn.",
    ]
    page = boilerstrip.extract(f"<title>The Ferry</title>{_as_data(paragraphs, 2)}<body><p>Loading")
    assert page.text == "\n\n".join(paragraphs).replace("&amp;", "&")


@pytest.mark.parametrize("times", [0, 1, 2])
@pytest.mark.parametrize("shown", ["<p>Loading", BODY])
def test_markup_in_a_body_held_as_data_is_read_however_often_it_is_escaped(times: int, shown: str) -> None:
    held = f"<p>{'</p><p>'.join(STORY)}</p>"
    for _ in range(times):
        held = html.escape(held)
    page = boilerstrip.extract(f"<title>The Ferry</title>{_as_data([held])}<body><main>{shown}</main>")
    assert page.text.split("\n\n") == STORY


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_script_may_hold_a_body_whose_markup_is_escaped(times: int) -> None:
    held = BODY
    for _ in range(times):
        held = html.escape(held)
    script = f"<script>(self.__f = self.__f || []).push([1, {json.dumps(held)}])</script>"
    extraction = boilerstrip.extract(f"<title>Story</title><div id=app></div>{script}")
    assert [block.text for block in extraction.kept] == STORY


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("The tag &lt;p&gt; begins a paragraph.\n\nAnd &lt;/p&gt; ends it.", None),
        ("&lt;people who wrote to us&gt;", None),
        ("1 &lt; 2\n3 &gt; 2", None),
        (
            "<p>It begins:</p><pre>&lt;p&gt;one&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;</pre>",
            "It begins:\n\n<p>one</p><p>two</p>",
        ),
        ("&lt;p&gt;Use &amp;lt;b&amp;gt; for bold.&lt;/p&gt;", "Use <b> for bold."),
        ("&amp;lt;p&amp;gt;Fish &amp;amp;amp; chips&amp;lt;/p&amp;gt;", "Fish & chips"),
        ("One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "One.\n\nTwo."),
    ],
)
def test_escaped_markup_is_told_from_text_about_markup(fragment: str, text: str | None) -> None:
    assert plain_text(fragment) == (html.unescape(fragment) if text is None else text)


def test_what_a_paywall_shows_comes_out_once() -> None:
    paragraphs = [
        f"In year {year} it was said at length: {text}" for year in (2021, 2022, 2023) for text in STORY
    ]
    shown = "".join(f"<p>{text}</p>" for text in paragraphs[:2])
    page = boilerstrip.extract(
        f"<title>The Ferry</title>{_as_data(paragraphs)}<body><article>{shown}</article>"
    )
    assert page.text.split("\n\n") == paragraphs


def test_a_live_blog_shows_its_latest_posts_alone() -> None:
    posts = [
        {"@type": "BlogPosting", "articleBody": f"At {hour} o'clock. {' '.join(STORY)}"} for hour in range(9)
    ]
    said = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": posts})
    page = boilerstrip.extract(f'<script type="application/ld+json">{said}</script>{PAGE}')
    assert page.text.split("\n\n") == STORY


def test_a_text_of_the_application_is_not_the_body_of_a_page_that_shows_one() -> None:
    state = json.dumps({"news": [{"body": "What the shop has to say of something else. " * 100}]})
    page = boilerstrip.extract(f'<script type="application/json">{state}</script>{PAGE}')
    assert page.text.split("\n\n") == STORY
