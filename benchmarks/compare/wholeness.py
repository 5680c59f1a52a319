"""Whether documents come out whole: long ones and short ones, lists and tables in one piece, and known cases.

Three measurements, each from nothing but an extractor's text, so that any extractor can take part:

- lengths: the share of the words of plain articles that is kept, from one sentence to 150,000 words;
- units: the lists, tables and such (`boilerstrip.page.units`) that are torn, or left out whole, though the
  annotation keeps them whole; and those that are torn or taken whole though it leaves them out;
- cases: small pages with what must and must not come out (`benchmarks.compare.cases`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks import metrics
from benchmarks.compare import cases, lengths
from benchmarks.compare.accuracy import Outputs, Settings, extract_all
from benchmarks.compare.cases import Case
from benchmarks.compare.lengths import Article
from benchmarks.corpora import Corpus, Sample
from benchmarks.extractors import MODES
from benchmarks.progress import Progress
from benchmarks.training import labels
from boilerstrip.extraction import Extraction
from boilerstrip.extractor import Extractor
from boilerstrip.input.source import load
from boilerstrip.limits import Limits
from boilerstrip.options import Effort
from boilerstrip.page import Page
from boilerstrip.page.units import KINDS

PARTS = ("lengths", "units", "cases")
SHORT_DRAWS = 20  # pages of each short kind
DEADLINE = (
    60.0  # seconds at least for a page of up to 150,000 words: how fast they are is not the question here
)
RULES_ASIDE = ", rules aside"

# What is counted of the units of a page, for each kind: units that the annotation keeps whole, how many of
# them are torn and left out; units that it leaves out whole, how many of them are torn and taken whole.
_COLUMNS = ("wanted", "wanted_torn", "wanted_left_out", "unwanted", "unwanted_torn", "unwanted_taken")
_RATES = {
    "wanted_torn": "wanted",
    "wanted_left_out": "wanted",
    "unwanted_torn": "unwanted",
    "unwanted_taken": "unwanted",
}
_OWN: dict[str, Effort] = {"boilerstrip": "auto", **{f"boilerstrip-{mode}": mode for mode in MODES}}


class Judged(NamedTuple):
    """A page with the Blocks that somebody keeps of it, and those that its annotation does.

    In `gold` a Block is 1 or 0, or `labels.UNKNOWN`, as one that was planted. `dropped` are the Blocks that
    were chosen and that a rule then took out: a unit that a rule cut into is not torn.
    """

    page: Page
    kept: Sequence[Any] | NDArray[Any]
    gold: Sequence[Any] | NDArray[Any]
    dropped: Collection[int] = ()


def measure(
    names: Sequence[str],
    corpora: Sequence[Corpus],
    settings: Settings,
    progress: Progress,
    *,
    parts: Collection[str] = PARTS,
    sizes: Sequence[int] = lengths.SIZES,
    draws: int = 2,
    folder: Path = cases.CASES,
    rules_aside: bool = True,
) -> tuple[dict[str, Any], dict[str, str]]:
    """The parts asked for, ready for JSON, and the absent extractors with the reason.

    ``{"lengths": ..., "short": ..., "units": {corpus: ...}, "cases": ...}``, each as `evaluate_lengths`,
    `evaluate_short`, `evaluate_units` and `evaluate_cases` return it.
    """
    body: dict[str, Any] = {}
    absent: dict[str, str] = {}
    if "lengths" in parts:
        material = lengths.material_of([sample for corpus in corpora for sample in corpus.samples])
        made = lengths.articles(material, sizes, draws, settings.seed)
        short = lengths.short_pages(material, SHORT_DRAWS, settings.seed)
        outputs, absent = extract_articles(names, [*made, *short], settings, progress)
        body["lengths"] = evaluate_lengths(outputs, made)
        body["short"] = evaluate_short(outputs, short)
    if "units" in parts:
        outputs, absent = extract_all(names, corpora, settings, progress)
        body["units"] = evaluate_units(outputs, corpora, settings.seed, progress, rules_aside=rules_aside)
    if "cases" in parts:
        text_cases = [case for case in cases.read(folder) if case.has_text_criteria]
        outputs, absent = extract_all(names, [as_corpus(text_cases)], settings, progress)
        body["cases"] = evaluate_cases(outputs, text_cases)
    return body, absent


def extract_articles(
    names: Sequence[str], articles: Sequence[Article], settings: Settings, progress: Progress
) -> tuple[dict[str, Outputs], dict[str, str]]:
    """Each extractor's outputs over pages made here, with time enough for long ones, and who was absent."""
    corpus = Corpus("lengths", tuple(article.sample for article in articles))
    patient = replace(settings, deadline=max(settings.deadline, DEADLINE))
    return extract_all(names, [corpus], patient, progress)


def as_corpus(text_cases: Sequence[Case]) -> Corpus:
    """The cases as pages to extract."""
    return Corpus("cases", tuple(Sample(_id(case), "cases", case.html, case.url) for case in text_cases))


def evaluate_lengths(outputs: Mapping[str, Outputs], articles: Sequence[Article]) -> dict[str, Any]:
    """What is kept of articles by their length, by extractor.

    Each has for each size, with ``headings`` and ``plain``: ``kept`` (mean share of the article's words),
    ``least`` (of one page), ``let_through`` (mean share of the words of menu, teasers and foot),
    ``words_let_through`` (mean) and ``failed`` pages.
    """
    groups: dict[tuple[int | str, str], list[Article]] = {}
    for article in articles:
        groups.setdefault((article.size, "headings" if article.headings else "plain"), []).append(article)
    results: dict[str, Any] = {}
    for name, pages in outputs.items():
        by_size: dict[str, Any] = {}
        for (size, form), members in groups.items():
            kept = [lengths.kept_of(page, pages[page.sample.id].text) for page in members]
            noise = [lengths.let_through(page, pages[page.sample.id].text) for page in members]
            by_size.setdefault(str(size), {})[form] = {
                "kept": mean(kept),
                "least": min(kept),
                "let_through": mean(through / total for through, total in noise),
                "words_let_through": mean(through for through, _ in noise),
                "failed": sum(bool(pages[page.sample.id].failure) for page in members),
            }
        results[name] = by_size
    return {"pages": len(articles), "results": results}


def evaluate_short(outputs: Mapping[str, Outputs], pages_made: Sequence[Article]) -> dict[str, Any]:
    """What comes out of pages of one sentence, paragraph or list, by extractor and kind.

    Each has the share of pages on which all of it comes out (``whole``), on which nothing of the menu and
    the foot does (``clean``), and on which both is so (``right``).
    """
    results: dict[str, Any] = {}
    for name, pages in outputs.items():
        by_kind: dict[str, Any] = {}
        for kind in lengths.SHORT:
            members = [page for page in pages_made if page.size == kind]
            texts = [pages[page.sample.id].text for page in members]
            whole = [lengths.kept_of(page, text) == 1 for page, text in zip(members, texts, strict=True)]
            clean = [
                not lengths.let_through(page, text)[0] for page, text in zip(members, texts, strict=True)
            ]
            right = [all(both) for both in zip(whole, clean, strict=True)]
            by_kind[kind] = {"whole": mean(whole), "clean": mean(clean), "right": mean(right)}
        results[name] = by_kind
    return {"pages": len(pages_made), "results": results}


def evaluate_cases(outputs: Mapping[str, Outputs], text_cases: Sequence[Case]) -> dict[str, Any]:
    """How many cases pass by what is said of their text, by extractor, with the ``faults`` of the others."""
    results: dict[str, Any] = {}
    for name, pages in outputs.items():
        faults = {case.name: cases.text_faults(case, pages[_id(case)].text) for case in text_cases}
        lacking = [found for found in faults.values() if any(" lacks " in fault for fault in found)]
        results[name] = {
            "passed": sum(not found for found in faults.values()),
            "too_little": len(lacking),
            "too_much": sum(any(" keeps " in fault for fault in found) for found in faults.values()),
            "faults": {case: found for case, found in faults.items() if found},
        }
    return {"cases": [case.name for case in text_cases], "results": results}


def evaluate_units(
    outputs: Mapping[str, Outputs],
    corpora: Sequence[Corpus],
    seed: int,
    progress: Progress,
    *,
    rules_aside: bool = True,
) -> dict[str, Any]:
    """The units of annotated pages by corpus and extractor, each as `units_report` has them.

    With `rules_aside`, boilerstrip has a second row made from its decisions instead of its text, in which
    units that a rule cut into do not count as torn.
    """
    own = {name: Extractor(effort=_OWN[name]) for name in outputs if rules_aside and name in _OWN}
    found: dict[str, Any] = {}
    with progress.task("units", sum(len(corpus.samples) for corpus in corpora)) as advance:
        for corpus in corpora:
            rows: dict[str, list[NDArray[np.float64]]] = {}
            for sample in corpus.samples:
                advance(1, sample.id)
                if not sample.text:
                    continue
                page = load(sample.html, sample.url, None, Limits())
                gold = labels.from_text(page, sample.text)
                for name, pages in outputs.items():
                    judged = Judged(page, labels.from_text(page, pages[sample.id].text), gold)
                    rows.setdefault(name, []).append(unit_counts(judged))
                    if name in own:
                        extraction = own[name].extract(sample.html, url=sample.url)
                        row = unit_counts(judged_by(extraction, sample.text))
                        rows.setdefault(name + RULES_ASIDE, []).append(row)
            if rows:
                pages_counted = len(next(iter(rows.values())))
                results = {name: report_of_units(counts, seed) for name, counts in rows.items()}
                found[corpus.name] = {"pages": pages_counted, "results": results}
    return found


def judged_by(extraction: Extraction, text: str) -> Judged:
    """What boilerstrip decided about a page beside its annotated text."""
    page = extraction._page
    kept = [block.kept for block in extraction.blocks]
    gold = labels.from_text(page, text)
    return Judged(page, kept, gold, {block.index for block in extraction.discarded})


def units_report(pages: Iterable[Judged], seed: int = 0) -> dict[str, Any]:
    """The units of pages by kind, ``all`` of them first, ready for JSON.

    Each kind has the number of units that the annotation keeps whole (``wanted``) and leaves out whole
    (``unwanted``); and with ``count``, the rate as ``value``, ``low`` and ``high`` (bootstrap over pages):
    ``wanted_torn``, ``wanted_left_out``, ``unwanted_torn`` and ``unwanted_taken``. Units that the annotation
    tears itself count nowhere, nor do units of fewer than two Blocks with words.
    """
    rows = [unit_counts(page) for page in pages]
    return report_of_units(rows, seed) if rows else {}


def unit_counts(judged: Judged) -> NDArray[np.float64]:
    """One page's counts, for `report_of_units`: a row for each kind, a column each as `_COLUMNS`."""
    counts = np.zeros((len(KINDS), len(_COLUMNS)))
    page, kept, gold, dropped = judged
    for unit in page.units:
        blocks = [i for i in range(unit.start, unit.end) if page.blocks[i].words and gold[i] >= 0]
        wanted = sum(bool(gold[i]) for i in blocks)
        if len(blocks) < 2 or 0 < wanted < len(blocks):
            continue
        has = sum(bool(kept[i]) for i in blocks)
        torn = 0 < has < len(blocks) and not any(i in dropped for i in blocks)
        row = counts[KINDS.index(unit.kind)]
        row[:3] += (1, torn, has == 0) if wanted else (0, 0, 0)
        row[3:] += (0, 0, 0) if wanted else (1, torn, has == len(blocks))
    return counts


def report_of_units(rows: Sequence[NDArray[np.float64]], seed: int) -> dict[str, Any]:
    """`units_report` of the `unit_counts` of pages."""
    counts = np.stack(rows)
    weights = metrics.resamples(len(counts), seed)
    groups = {"all": counts.sum(axis=1), **{kind: counts[:, i] for i, kind in enumerate(KINDS)}}
    report: dict[str, Any] = {}
    for kind, of_kind in groups.items():
        sums, draws = dict(zip(_COLUMNS, of_kind.sum(axis=0), strict=True)), weights @ of_kind
        report[kind] = {"wanted": int(sums["wanted"]), "unwanted": int(sums["unwanted"])}
        for column, whole in _RATES.items():
            part, of = draws[:, _COLUMNS.index(column)], draws[:, _COLUMNS.index(whole)]
            low, high = np.percentile(part / np.maximum(of, 1), [2.5, 97.5])
            report[kind][column] = {
                "count": int(sums[column]),
                "value": float(sums[column] / max(sums[whole], 1)),
                "low": float(low),
                "high": float(high),
            }
    return report


def _id(case: Case) -> str:
    return f"cases/{case.name}"
