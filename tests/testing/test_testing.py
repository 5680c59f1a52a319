"""The testing kit: what pages are drawn, what each check notices, and how often a property is kept."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import turbohtml
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st

from boilerstrip import testing
from boilerstrip.input.decode import decode
from boilerstrip.page import Page
from boilerstrip.testing import __main__ as command
from boilerstrip.testing.checks import CHECKS, NEED_ARTICLE
from boilerstrip.testing.choices import Seeded
from boilerstrip.testing.drawn_articles import draw_article
from boilerstrip.testing.lines import difference
from boilerstrip.testing.loading import adapted
from tests.conftest import examples_of

PAGES = testing.seeded_pages(60, seed=3)


def letters(text: str) -> str:
    return "".join(text.split())


# ---- extractors that keep all that is metamorphic, or break one thing ------------------------


def every_block(html: str) -> str:
    """All text, a block a line: whatever a reader does not see makes no difference to it."""
    return "\n".join(block.text for block in Page(html).blocks)


def nothing(html: str) -> str | None:
    return None


def by_class(html: str) -> str:
    """What stands in the box that a theme of words calls the body."""
    box = turbohtml.parse(html).select_one(".post-body")
    return box.text if box else ""


def by_depth(html: str) -> str:
    """What stands at the depth at which the article begins on pages without wrappers."""
    return "\n".join(e.text for e in turbohtml.parse(html).select("body > * > * > * > p"))


def by_first_attribute(html: str) -> str:
    return "\n".join(re.findall(r'<a href="[^"]*" target="_self">([^<]*)', html))


def by_line(html: str) -> str:
    """What stands on one line of the source with its tags around."""
    return "\n".join(re.findall(r"<p>([^\n]*)</p>", html))


def first_text(html: str) -> str:
    """As with the `text` of lxml: up to whatever comes next, comments too."""
    return "\n".join(re.findall(r"<p>([^<]*)", html))


def end_tags(html: str) -> str:
    return "\n".join(re.findall(r"<p>(.*?)</p>", html, re.DOTALL))


def three_paragraphs(html: str) -> str:
    return "\n".join(every_block(html).splitlines()[:14])


utf8_only = testing.from_bytes(lambda page: every_block(page.decode("utf-8", "replace")))
any_charset = testing.from_bytes(lambda page: every_block(decode(page)))

BREAKERS = {
    "article_found": nothing,
    "noise_left_out": every_block,
    "own_article_alone": every_block,
    "pages_concatenated": three_paragraphs,
    "noise_planted": every_block,
    "class_names_renamed": by_class,
    "wrappers_added": by_depth,
    "wrappers_removed": by_depth,
    "attributes_shuffled": by_first_attribute,
    "white_space_inserted": by_line,
    "comments_inserted": first_text,
    "entities_encoded": end_tags,
    "charset_changed": utf8_only,
    "markup_repaired": end_tags,
}


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_notices_what_it_is_for(check: str) -> None:
    share = testing.measure(BREAKERS[check], PAGES, checks=[check])[check]
    assert share.broken
    for _, error in share.broken:
        assert isinstance(error, testing.PropertyError)
        assert error.check == check
        assert error.lost or error.gained
        assert str(error).startswith(f"{check}: ")
        assert all(f"- {line}" in str(error) for line in error.lost)
        assert all(f"+ {line}" in str(error) for line in error.gained)


@pytest.mark.parametrize(
    "check", sorted(CHECKS.keys() - {"noise_left_out", "noise_planted", "own_article_alone"})
)
def test_no_check_accuses_who_takes_every_block(check: str) -> None:
    pages = PAGES[: examples_of(len(PAGES)).max_examples]
    assert testing.measure(every_block, pages, checks=[check])[check].kept == 1
    if check not in NEED_ARTICLE:
        html = [page.html for page in pages]
        assert testing.measure(every_block, html, checks=[check])[check].kept == 1


def test_charsets_are_those_that_bytes_are_in() -> None:
    assert testing.measure(any_charset, PAGES, checks=["charset_changed"])["charset_changed"].kept == 1


def test_noise_left_out_lets_title_and_author_pass() -> None:
    for page in PAGES:
        article = page.article
        said = "\n".join([article.title, article.author, article.language.date, *article.texts])
        testing.noise_left_out(lambda html, said=said: said, page)  # type: ignore[misc]
        testing.article_found(lambda html, said=said: said, page)  # type: ignore[misc]


def test_the_own_article_alone_is_asked_for() -> None:
    articles = [page for page in PAGES if page.article.kind != "thread"]
    for at, page in enumerate(articles):
        testing.own_article_alone(lambda html, said=page.text: said, page, at)  # type: ignore[misc]
        with pytest.raises(testing.PropertyError) as broken:
            testing.own_article_alone(every_block, page, at)
        assert broken.value.gained
        assert not broken.value.lost
        theirs = broken.value.gained[0]
        with pytest.raises(testing.PropertyError) as broken:
            testing.own_article_alone(lambda html, said=theirs: said, page, at)  # type: ignore[misc]
        assert theirs in broken.value.gained
        assert broken.value.lost == page.article.texts
    threads = [page for page in PAGES if page.article.kind == "thread"]
    assert testing.measure(every_block, threads, checks=["own_article_alone"])["own_article_alone"].kept == 1


def test_pages_with_other_articles_are_the_same_pages_besides() -> None:
    [first] = testing.seeded_pages(1, seed=5)
    [again] = testing.seeded_pages(1, seed=5, others=True)
    assert again.others
    assert (first.article, first.noise, first.theme) == (again.article, again.noise, again.theme)
    assert again.clean == first.clean
    for page in testing.seeded_pages(40, seed=5, others=True):
        shown = letters(turbohtml.parse(page.html).text)
        for other in page.others:
            assert other.article.language is page.article.language
            for text in (other.article.title, *other.article.texts):
                assert letters(text) in shown
                assert text in page.noise_texts
                assert text not in page.article.texts


def test_a_page_as_html_is_planted_with_noise() -> None:
    with pytest.raises(testing.PropertyError) as broken:
        testing.noise_planted(every_block, "<html lang=de><p>Der Text</p>")
    assert not broken.value.lost
    assert broken.value.gained[0] == "Anzeige"
    testing.noise_planted(lambda html: "the same", "<html lang=xx><p>text</p>")


@pytest.mark.parametrize("check", sorted(NEED_ARTICLE))
def test_checks_that_need_to_know_the_article_say_so(check: str) -> None:
    with pytest.raises(TypeError, match="whose article is known"):
        CHECKS[check](every_block, "<p>text</p>", 0)


@given(st.text())
@examples_of(30)
def test_any_text_can_be_checked(html: str) -> None:
    for name, check in CHECKS.items():
        if name not in NEED_ARTICLE:
            check(lambda page: "the same", html, 1)


def test_difference() -> None:
    before = ["a", "b", "c", "d", "e" * 100, "f"]
    assert difference(before, ["a", "c", "d", "e" * 100, "new", "f"]) == "\n".join(
        ["1 line lost, 1 line gained", "  a", "- b", "  c", "  … 1 more …", f"  {'e' * 60}…", "+ new", "  f"]
    )
    assert difference([], ["x", "y"]) == "2 lines gained\n+ x\n+ y"


# ---- pages ---------------------------------------------------------------------------------


@given(testing.pages())
def test_a_browser_shows_article_and_noise_of_every_page(page: testing.NoisyPage) -> None:
    shown = letters(turbohtml.parse(page.html).text)
    for text in [*page.article.texts, page.article.title, *page.noise_texts]:
        assert letters(text) in shown
    blocks = iter([letters(block.text) for block in Page(page.html).blocks])
    assert all(letters(text) in blocks for text in page.article.texts), "in another order"
    assert page.clean.noise == ()
    assert page.clean.text == page.text == "\n\n".join(page.article.texts)


@given(testing.pages())
def test_faults_of_the_markup_change_nothing_that_a_browser_shows(page: testing.NoisyPage) -> None:
    every = testing.NoisyPage(page.article, page.noise, testing.Theme(*_look(page.theme), testing.FAULTS))
    sound = testing.NoisyPage(page.article, page.noise, testing.Theme(*_look(page.theme), ()))
    assert [block.text for block in Page(every.html).blocks] == [
        block.text for block in Page(sound.html).blocks
    ]


def _look(theme: testing.Theme) -> tuple[str, str, str, int]:
    return theme.tags, theme.names, theme.paragraphs, theme.wrappers


def test_seeded_pages_are_all_there_is_and_the_same_again() -> None:
    pages = testing.seeded_pages(300)
    assert pages == testing.seeded_pages(300) != testing.seeded_pages(300, seed=1)
    seen = Counter(
        trait
        for page in pages
        for trait in (
            page.article.kind, page.article.language.code, page.theme.tags, page.theme.names,
            page.theme.paragraphs, page.theme.wrappers, *page.theme.faults, *(noise.kind for noise in page.noise),
        )
    )  # fmt: skip
    for traits in (testing.KINDS, testing.languages(), testing.FAULTS, testing.NOISE, range(5)):
        assert min(seen[trait] for trait in traits) >= 10
    lengths = [len(page.article.parts) for page in pages]
    assert min(lengths) == 1
    assert max(lengths) > 12
    assert {page.article.language.direction for page in pages} == {"ltr", "rtl"}


def test_pages_shrink_to_something_small() -> None:
    def has_pager(page: testing.NoisyPage) -> bool:
        return any(noise.kind == "pager" for noise in page.noise)

    smallest = find(
        testing.pages(),
        has_pager,
        settings=settings(max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck)),
    )
    assert repr(smallest).startswith(
        "<NoisyPage: <Article news, English, 1 parts>; semantic tags, names: words, paragraphs: p, "
        "wrappers: 0, faults: none; noise: pager below>\n<!DOCTYPE html>\n"
    )
    assert len(smallest.html) < 2000


@given(
    testing.pages(
        kinds=["recipe"], languages=["ja", "ar"], noise=["cookies"], tags=["table"], names=["none"], faults=[],
        min_parts=2, max_parts=3,
    )
)  # fmt: skip
def test_pages_to_order(page: testing.NoisyPage) -> None:
    assert page.article.kind == "recipe"
    assert page.article.language.code in ("ja", "ar")
    assert {noise.kind for noise in page.noise} <= {"cookies"}
    assert _look(page.theme)[:2] == ("table", "none")
    assert page.theme.faults == ()
    assert 2 <= len(page.article.parts) <= 3
    assert "class=" not in page.html


@pytest.mark.parametrize("kind", testing.KINDS)
def test_there_is_enough_to_say_in_the_longest_articles(kind: str) -> None:
    for seed in range(10):
        article = draw_article(Seeded(seed), kinds=[kind], min_parts=12, max_parts=12)
        said = [text for part in article.parts if part.kind != "table" for text in part.texts]
        assert len(set(said)) == len(said)


@given(testing.pages(others=True))
@examples_of(10)
def test_pages_with_other_articles_to_order(page: testing.NoisyPage) -> None:
    assert 1 <= len(page.others) <= 2
    assert all(str(other.article) in repr(page) for other in page.others)


@given(testing.pages(noise=[]))
@examples_of(10)
def test_no_noise(page: testing.NoisyPage) -> None:
    assert page.noise == ()


def test_unknown_traits() -> None:
    for strategy, said in (
        (testing.pages(kinds=["poem"]), "'poem' is none of: news, blog"),
        (testing.articles(languages=["xx"]), "'xx' is none of: en, de"),
        (testing.articles(min_parts=3, max_parts=2), "1 to 12 parts, not 3 to 2"),
        (testing.pages(max_parts=21), "1 to 12 parts, not 1 to 21"),
    ):
        with pytest.raises(ValueError, match=said):
            find(strategy, lambda drawn: True)


@given(testing.articles(languages=["zh"], min_parts=3))
def test_articles(article: testing.Article) -> None:
    assert article.language.name == "Chinese"
    assert len(article.parts) >= 3
    assert len(article.texts) == len([text for text in article.texts if text.strip()])


# ---- measuring -----------------------------------------------------------------------------


def test_measure_and_table() -> None:
    def fails(html: str) -> str:
        raise RuntimeError("no idea")

    text = f"<p>{'text ' * 100}</p>"
    pages = [*PAGES[:3], text]
    done: list[int] = []
    results = {
        "all": testing.measure(
            every_block, pages, checks=["article_found", "entities_encoded"], progress=done.append
        ),
        "none": testing.measure(fails, pages[-1:], checks=["article_found", "entities_encoded"]),
    }
    assert done == [1, 2, 3, 4]
    assert results["all"]["article_found"].pages == 3
    assert results["all"]["entities_encoded"].pages == 4
    assert results["all"]["entities_encoded"].smallest is None
    page, error = results["none"]["entities_encoded"].smallest or (None, None)
    assert page == text
    assert isinstance(error, testing.PropertyError)
    assert (error.raised, error.check) == ("RuntimeError: no idea", "entities_encoded")
    assert "the extractor raised RuntimeError: no idea" in str(error)
    assert testing.table(results) == "\n".join(
        ["| property kept | all | none |", "| --- | ---: | ---: |",
         "| article found | 1.000 | – |", "| entities encoded | 1.000 | 0.000 |"]
    )  # fmt: skip
    with pytest.raises(LookupError):
        testing.measure(every_block, PAGES, checks=["no_such_check"])


@pytest.mark.parametrize("first", [str, bytes])
def test_extractors_of_either_type_are_adapted(first: Any) -> None:
    page = "<meta charset=utf-8><p>Fähre"

    def of_bytes(page: bytes) -> str:
        return page.decode()

    def unsaid(page):  # type: ignore[no-untyped-def]
        return page.decode("utf-8")

    def of_text(page: str, url: str | None) -> str:
        return page.replace("Fähre", str(url))

    def searched(page):  # type: ignore[no-untyped-def]
        return re.sub("x", "", page)

    def fails(page):  # type: ignore[no-untyped-def]
        raise ValueError("always")

    for function in (of_bytes, unsaid, searched):
        extract = adapted(function, first)
        assert extract(page) == extract(page.encode(), "https://example.org/") == page
    assert adapted(of_text, first)(page, "here").endswith("here")
    assert adapted(lambda page: None, first)(page) == ""
    with pytest.raises(ValueError, match="always"):
        adapted(fails, first)(page)


HERE = f"{__name__}:every_block"


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        command.main([HERE, f"{__name__}:nothing", "--pages", "4", "--seed", "2", "--examples"])
        == command.DONE
    )
    said = capsys.readouterr().out
    assert said.startswith(f"4 pages, seed 2\n\n| property kept | {HERE} | {__name__}:nothing |\n")
    assert "\n| article found | 1.000 | 0.000 |\n" in said
    assert f"\n{HERE}: noise_left_out, broken on 4 of 4 pages\n" in said
    assert "<NoisyPage: " in said


def test_command_on_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.html").write_bytes("<meta charset=windows-1251><p>привет</p>".encode("windows-1251"))
    arguments = [HERE, "--folder", str(tmp_path), "--checks", "article_found,entities_encoded"]
    assert command.main(arguments) == command.DONE
    said = capsys.readouterr().out
    assert said.startswith("1 pages")
    assert "| article found | – |\n| entities encoded | 1.000 |" in said


def test_command_with_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        command.main([f"{__name__}:takes_bytes", "--bytes", "--pages", "3", "--checks", "charset_changed"])
        == 0
    )
    assert "| charset changed | 1.000 |" in capsys.readouterr().out


def takes_bytes(page: bytes) -> str:
    return every_block(decode(page))


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["every_block"], command.WRONG_USE, "name an extractor as MODULE:FUNCTION, not 'every_block'"),
        (["no_such_module:extract"], command.WRONG_USE, "no_such_module"),
        ([f"{__name__}:no_such"], command.WRONG_USE, "no_such"),
        ([f"{__name__}:PAGES"], command.WRONG_USE, "is not a function"),
        ([HERE, "--folder", "no-such-folder"], command.UNREADABLE, "no-such-folder: No such file"),
        (
            [HERE, "--folder", str(Path(__file__).parents[1] / "benchmarks")],
            command.UNREADABLE,
            "no pages in it",
        ),
    ],
)
def test_wrong_use_of_the_command(
    arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(arguments) == code
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([HERE, "--checks", "article_fund"], "there is no check 'article_fund'; there are: article_found"),
        ([HERE, "--pages", "0"], "at least one page"),
        ([], "required: MODULE:FUNCTION"),
    ],
)
def test_options_of_the_command(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(arguments)
    assert said in capsys.readouterr().err


def test_help_lists_every_check(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["--help"])
    said = capsys.readouterr().out
    assert all(name in said for name in CHECKS)


def test_hypothesis_is_imported_by_who_draws_pages_alone() -> None:
    code = (
        "import sys, boilerstrip.testing as testing; testing.seeded_pages(1); "
        "assert 'hypothesis' not in sys.modules; testing.pages(); assert 'hypothesis' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="no attribute 'page'"):
        testing.page  # type: ignore[attr-defined]  # noqa: B018


def test_without_hypothesis() -> None:
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "from boilerstrip import testing\n"
        "testing.seeded_pages(1)\n"
        "try: testing.pages()\n"
        "except ImportError as error: assert \"pip install 'boilerstrip[testing]'\" in str(error)\n"
        "else: raise SystemExit(1)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
