"""Wholeness: what is counted of long and short pages, of units and of cases is what is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.__main__ import main
from benchmarks.compare import accuracy, gate, lengths, wholeness
from benchmarks.compare.cases import Case
from benchmarks.compare.wholeness import Judged
from benchmarks.corpora import SAMPLES, Corpus, Sample, load
from benchmarks.progress import Progress
from benchmarks.training import labels
from benchmarks.worker import Output
from boilerstrip import Extractor
from boilerstrip.page import Page
from boilerstrip.text.words import count_words, words
from tests.benchmarks.compare.test_leak import SAMPLES as PAGES

GOOD = "tests.benchmarks.toys:paragraphs"
MATERIAL = lengths.material_of([sample for corpus in load(SAMPLES) for sample in corpus.samples])
ARTICLE = lengths.articles(MATERIAL, [2_000], 1, seed=0)[1]

# A list of three, a table of one cell in each of two rows, a list of one and a list of two.
UNITS = Page(
    "<p>x</p><ul><li>a b<li>c d<li>e f</ul><p>y</p><table><tr><td>g h<td>i j<tr><td>k l<td>m n</table>"
    "<p>z</p><ul><li>alone</ul><p>v</p><ol><li>o p<li>q r</ol>"
)
LIST, TABLE, LAST = [unit for unit in UNITS.units if unit.end - unit.start > 1]


def mask(*ranges: range) -> list[bool]:
    held = {at for one in ranges for at in one}
    return [at in held for at in range(len(UNITS.blocks))]


def span(unit: Any) -> range:
    return range(unit.start, unit.end)


def counts(report: dict[str, Any], kind: str = "all") -> tuple[int, ...]:
    """Wanted units with those torn and left out, unwanted ones with those torn and taken."""
    one = report[kind]
    wanted = (one["wanted"], one["wanted_torn"]["count"], one["wanted_left_out"]["count"])
    return (*wanted, one["unwanted"], one["unwanted_torn"]["count"], one["unwanted_taken"]["count"])


@pytest.mark.parametrize("size", [1_000, 5_000, 20_000])
def test_an_article_has_the_words_asked_for_and_no_paragraph_twice(size: int) -> None:
    plain, headed = lengths.articles(MATERIAL, [size], 1, seed=3)
    for article in (plain, headed):
        total = sum(map(count_words, article.paragraphs))
        assert size <= total < size + 400
        assert len(set(article.paragraphs)) == len(article.paragraphs)
        assert all(30 <= count_words(text) <= 400 for text in article.paragraphs)
        page = Page(article.sample.html.decode())
        # pages that long need more than this corpus has, and every paragraph is one Block all the same
        texts = {block.text for block in page.blocks if "main/article" in block.path}
        assert set(article.paragraphs) <= texts
    headings = sum(block.level == 2 for block in Page(headed.sample.html.decode()).blocks)
    assert headings == 1 + (len(headed.paragraphs) - 1) // 12  # that of the teasers among them
    assert plain.sample.html.count(b"<h2>") == 1


def test_articles_are_decided_by_the_seed() -> None:
    first = lengths.articles(MATERIAL, [1_000], 2, seed=1)
    assert first == lengths.articles(MATERIAL, [1_000], 2, seed=1)
    assert first != lengths.articles(MATERIAL, [1_000], 2, seed=2)
    assert (
        len({article.sample.id for article in first}) == len({article.paragraphs for article in first}) == 4
    )


def test_material_is_in_one_language_and_never_none() -> None:
    text = "\n".join(f"Der Hafen liegt {'still und ' * 20}leer am {day}. Tag." for day in range(3))
    german = [Sample("c/1", "c", b"", text=text, language="de")]
    assert lengths.material_of([*german, *PAGES[:1]]).language.code == "de"
    assert len(lengths.material_of(german).paragraphs) == 3
    nothing = lengths.material_of([])
    assert nothing.language.code == "en"
    assert sum(map(count_words, lengths.articles(nothing, [3_000], 1, 0)[0].paragraphs)) >= 3_000


@given(st.sets(st.integers(0, len(ARTICLE.paragraphs) - 1)), st.randoms())
def test_what_is_kept_is_the_share_of_words_in_any_order(chosen: set[int], rng: Any) -> None:
    kept = [ARTICLE.paragraphs[at] for at in chosen]
    share = sum(len(words(text)) for text in kept) / sum(len(words(text)) for text in ARTICLE.paragraphs)
    rng.shuffle(kept)
    assert lengths.kept_of(ARTICLE, "\n\n".join(kept)) == pytest.approx(share)
    # half a paragraph is none
    assert lengths.kept_of(ARTICLE, " ".join(ARTICLE.paragraphs[0].split()[:-5])) == 0


def test_what_is_let_through_is_told_from_the_article() -> None:
    total = sum(len(words(line)) for line in ARTICLE.noise)
    assert lengths.let_through(ARTICLE, "\n".join(ARTICLE.paragraphs)) == (0, total)
    assert lengths.let_through(ARTICLE, "\n".join(ARTICLE.noise)) == (total, total)
    # a word of the menu in a sentence is none of the menu, a teaser's title in a line of others is one
    assert lengths.let_through(ARTICLE, "Home is where the sport is.") == (0, total)
    teaser = max(ARTICLE.noise, key=len)
    assert lengths.let_through(ARTICLE, f"More: {teaser} And so on.") == (len(words(teaser)), total)


def test_short_pages_say_what_is_right() -> None:
    pages = lengths.short_pages(MATERIAL, 4, seed=0)
    assert [page.size for page in pages] == ["sentence"] * 4 + ["paragraph"] * 4 + ["list"] * 4
    assert all(3 <= len(page.paragraphs) <= 7 for page in pages[8:])
    exact = {page.sample.id: Output("\n".join(page.paragraphs), 0.0) for page in pages}
    all_text = {page.sample.id: Output("\n".join([*page.noise, *page.paragraphs]), 0.0) for page in pages}
    first_line = {page.sample.id: Output(page.paragraphs[0], 0.0) for page in pages}
    results = wholeness.evaluate_short({"exact": exact, "all": all_text, "first": first_line}, pages)[
        "results"
    ]
    for kind in lengths.SHORT:
        assert results["exact"][kind] == {"whole": 1, "clean": 1, "right": 1}
        assert results["all"][kind] == {"whole": 1, "clean": 0, "right": 0}
    assert results["first"]["list"] == {"whole": 0, "clean": 1, "right": 0}


def test_units_are_counted_by_what_became_of_them() -> None:
    everything, nothing = mask(range(len(UNITS.blocks))), mask()
    wanted = mask(span(LIST), span(TABLE))
    assert counts(wholeness.units_report([Judged(UNITS, wanted, wanted)])) == (2, 0, 0, 1, 0, 0)
    assert counts(wholeness.units_report([Judged(UNITS, nothing, wanted)])) == (2, 0, 2, 1, 0, 0)
    assert counts(wholeness.units_report([Judged(UNITS, everything, wanted)])) == (2, 0, 0, 1, 0, 1)
    parts = mask(span(LIST)[:2], span(TABLE), span(LAST)[1:])
    report = wholeness.units_report([Judged(UNITS, parts, wanted)])
    assert counts(report) == (2, 1, 0, 1, 1, 0)
    assert counts(report, "list") == (1, 1, 0, 1, 1, 0)
    assert counts(report, "table") == (1, 0, 0, 0, 0, 0)
    assert report["list"]["wanted_torn"]["value"] == 1
    assert wholeness.units_report([]) == {}


def test_a_unit_is_not_torn_by_a_rule_nor_where_the_annotation_tears_it() -> None:
    wanted, parts = mask(span(LIST), span(TABLE)), mask(span(LIST)[:2], span(TABLE))
    assert counts(wholeness.units_report([Judged(UNITS, parts, wanted, {LIST.end - 1})]))[:3] == (2, 0, 0)
    assert counts(wholeness.units_report([Judged(UNITS, parts, wanted, {TABLE.start})]))[:3] == (2, 1, 0)
    torn = mask(span(LIST)[:2], span(TABLE))
    assert counts(wholeness.units_report([Judged(UNITS, wanted, torn)]))[:3] == (1, 0, 0)


def test_planted_blocks_are_not_counted() -> None:
    gold = [float(kept) for kept in mask(span(LIST))]
    gold[LIST.start] = labels.UNKNOWN
    parts = mask(span(LIST)[1:])
    assert counts(wholeness.units_report([Judged(UNITS, parts, gold)]))[:3] == (1, 0, 0)
    gold[LIST.start + 1] = labels.UNKNOWN  # one Block is no unit
    assert counts(wholeness.units_report([Judged(UNITS, parts, gold)]))[:3] == (0, 0, 0)


@given(st.lists(st.tuples(*[st.booleans()] * len(UNITS.blocks)), min_size=1, max_size=4))
def test_whatever_is_kept_the_counts_add_up(masks: list[tuple[bool, ...]]) -> None:
    wanted = mask(span(LIST))
    report = wholeness.units_report([Judged(UNITS, kept, wanted) for kept in masks])
    for kind in ("list", "table"):
        assert sum(counts(report, kind)[:1]) == (len(masks) if kind == "list" else 0)
        assert counts(report, kind)[3] == len(masks)
    torn = sum(0 < sum(kept[at] for at in span(LIST)) < 3 for kept in masks)
    assert report["all"]["wanted_torn"]["count"] == torn
    for figure in ("wanted_torn", "wanted_left_out", "unwanted_torn", "unwanted_taken"):
        rate = report["all"][figure]
        assert 0 <= rate["low"] <= rate["value"] + 1e-9
        assert rate["value"] <= rate["high"] + 1e-9 <= 1 + 1e-9


def test_texts_and_decisions_tell_the_same_of_units() -> None:
    corpus = Corpus("samples", load(SAMPLES)[0].samples[:3])
    extractor = Extractor(effort="fast")
    extracted = {sample.id: extractor.extract(sample.html) for sample in corpus.samples}
    outputs = {"boilerstrip-fast": {key: Output(found.text, 0.0) for key, found in extracted.items()}}
    results = wholeness.evaluate_units(outputs, [corpus], 0, Progress(quiet=True))["samples"]["results"]
    assert list(results) == ["boilerstrip-fast", "boilerstrip-fast" + wholeness.RULES_ASIDE]
    by_hand = [wholeness.judged_by(extracted[sample.id], sample.text or "") for sample in corpus.samples]
    assert results["boilerstrip-fast" + wholeness.RULES_ASIDE] == wholeness.units_report(by_hand)
    assert all(counts(found)[0] + counts(found)[3] > 0 for found in results.values())


def test_cases_are_told_by_their_text() -> None:
    told = [
        Case("one", b"", {"text_has": ["well"], "text_lacks": ["menu"]}),
        Case("two", b"", {"text_lacks": ["menu"], "markdown_has": ["nobody can say"]}),
    ]
    outputs = {"x": {"cases/one": Output("a menu", 0.0), "cases/two": Output("", 0.0)}}
    result = wholeness.evaluate_cases(outputs, told)["results"]["x"]
    assert (result["passed"], result["too_little"], result["too_much"]) == (1, 1, 1)
    assert result["faults"] == {"one": ["text lacks 'well'", "text keeps 'menu'"]}


@pytest.mark.slow
def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to_json = tmp_path / "w.json"
    command = ["wholeness", "--extractors", f"{GOOD},absent:one", "--cache", str(tmp_path / "cache")]
    assert main([*command, "--sizes", "1000,2000", "--draws", "1", "--json", str(to_json)]) == 0
    report = json.loads(to_json.read_text("utf-8"))
    body = report["wholeness"]
    assert report["absent"]["absent:one"].startswith("ModuleNotFoundError")
    assert body["lengths"]["results"][GOOD]["2000"]["headings"]["kept"] > 0.5
    assert body["units"]["samples"]["results"][GOOD]["all"]["wanted"] > 0
    assert body["cases"]["results"][GOOD]["passed"] < len(body["cases"]["cases"])
    printed = capsys.readouterr().out
    for title in ("Words kept of plain articles", "lists, tables and such", "cases, by their text"):
        assert title in printed
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "one.html").write_text("<p>The well is dry.</p>", "utf-8")
    (folder / "one.json").write_text('{"text_has": ["well"]}', "utf-8")
    assert main([*command, "--parts", "cases", "--cases", str(folder)]) == 0
    assert "1 cases" in capsys.readouterr().out
    assert main([*command, "--parts", "nonsense"]) == 2


def test_the_gate_watches_wholeness() -> None:
    article = lengths.articles(MATERIAL, [1_000], 1, seed=0)
    told = [Case("one", b"", {"text_has": ["well"]})]
    short = lengths.short_pages(MATERIAL, 1, seed=0)

    def figures(text: str) -> tuple[dict[str, float], dict[str, float]]:
        samples = [page.sample.id for page in (*article, *short)] + ["cases/one"]
        outputs: dict[str, accuracy.Outputs] = {"x": {name: Output(text, 0.0) for name in samples}}
        whole = {
            "lengths": wholeness.evaluate_lengths(outputs, article),
            "short": wholeness.evaluate_short(outputs, short),
            "units": {
                "c": {"results": {"x": wholeness.units_report([Judged(UNITS, mask(), mask(span(LIST)))])}}
            },
            "cases": wholeness.evaluate_cases(outputs, told),
        }
        return gate.figures_of({}, {}, whole), gate.cases_of(whole)

    everything = "\n".join(text for page in (*article, *short) for text in page.paragraphs) + "\nwell"
    good, good_cases = figures(everything)
    bad, bad_cases = figures("")
    assert good["1000 words / x / words_kept"] == good["cases / x / passed"] == 1
    assert good["c / x / units_kept_whole"] == 0
    assert good["c / x / units_left_out_whole"] == 1
    falls = gate.compare({"figures": good, "pages": good_cases}, {"figures": bad, "pages": bad_cases})
    assert {"1000 words / x / words_kept", "one list / x / alone", "cases / x / passed", "cases/one / x"} <= {
        fall.what for fall in falls
    }
