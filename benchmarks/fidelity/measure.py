"""The structure of gold HTML that outputs keep, and what they give that it lacks, by column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import turbohtml

from benchmarks import metrics
from benchmarks.compare.accuracy import Outputs, Settings, extract_all
from benchmarks.corpora import Corpus, Sample
from benchmarks.fidelity import forms, markdown
from benchmarks.fidelity.addresses import bases_of
from benchmarks.fidelity.items import COLUMNS, Item, Items, items_of
from benchmarks.metrics import Floats
from benchmarks.progress import Progress

_LEVELS = range(1, 7)
_SHIFTS = sorted(range(-5, 6), key=abs)


class Counts(NamedTuple):
    """Items of the gold that came out, items of the gold, and items that came out."""

    found: int
    wanted: int
    given: int


class Gold(NamedTuple):
    """A page's gold: the items, the addresses to resolve others against, and whether there are formulas."""

    items: Items
    bases: tuple[str, ...]
    with_formulas: bool


def measure(
    names: Sequence[str], corpora: Sequence[Corpus], settings: Settings, progress: Progress
) -> tuple[dict[str, Any], dict[str, str]]:
    """The figures by corpus as `evaluate` returns them, and the absent extractors with the reason."""
    corpora = with_gold(corpora)
    outputs, absent = extract_all(names, corpora, settings, progress)
    return evaluate(outputs, corpora, settings.seed), absent


def with_gold(corpora: Iterable[Corpus]) -> list[Corpus]:
    """The corpora with those pages alone that have gold HTML."""
    kept = (Corpus(c.name, tuple(s for s in c.samples if s.gold is not None)) for c in corpora)
    return [corpus for corpus in kept if corpus.samples]


def evaluate(outputs: Mapping[str, Outputs], corpora: Sequence[Corpus], seed: int) -> dict[str, Any]:
    """All figures by corpus and extractor, ready for JSON.

    ``{corpus: {"pages": n, "wanted": {column: n}, "results": {extractor: result}}}``, where a result has
    ``columns`` ({column: {"recall", "precision", "f1"}}), the ``mean`` of these over columns, each with
    ``value``, ``low`` and ``high`` (bootstrap over pages), and ``failed`` pages. Columns of which the gold
    has nothing are left out.
    """
    return {corpus.name: _evaluate_corpus(outputs, corpus, seed) for corpus in corpora}


def gold_of(sample: Sample) -> Gold:
    """The gold of a page, in which its title may come out or not."""
    bases = bases_of(sample.html, sample.url)
    items = items_of(sample.gold or "", bases, gold=True)
    texts = {key.partition(" ")[2] for item in items["headings"] for key in item.keys}
    titles = [
        Item(frozenset(f"{level} {title}" for level in _LEVELS), optional=True)
        for title in _titles(sample.html)
        if title not in texts
    ]
    return Gold({**items, "headings": [*items["headings"], *titles]}, bases, bool(items["formulas"]))


def items_in(output: str, form: str, gold: Gold) -> Items:
    """The items of an output in a form, read as its page's gold is."""
    html = markdown.to_html(output, with_formulas=gold.with_formulas) if form == "markdown" else output
    return items_of(html, gold.bases, with_formulas=gold.with_formulas)


def counts_of(gold: Items, given: Items) -> dict[str, Counts]:
    """What of the gold is among the items given, by column.

    Headings may all be some levels higher or lower than in the gold.
    """
    counts = {column: _matched(gold[column], given[column]) for column in COLUMNS}
    for by in _SHIFTS[1:]:
        shifted = _matched(gold["headings"], [_shifted(item, by) for item in given["headings"]])
        if shifted.found > counts["headings"].found:
            counts["headings"] = shifted
    return counts


def lost(gold: Items, given: Items) -> dict[str, list[Item]]:
    """The items of the gold that are not among those given, by column; headings on their own levels."""
    missing: dict[str, list[Item]] = {}
    for column in COLUMNS:
        taken = set(_pairs(gold[column], given[column]).values())
        missing[column] = [
            item for i, item in enumerate(gold[column]) if i not in taken and not item.optional
        ]
    return missing


def _matched(gold: Sequence[Item], given: Sequence[Item]) -> Counts:
    pairs = _pairs(gold, given)
    optional = sum(gold[i].optional for i in pairs.values())
    wanted = sum(not item.optional for item in gold)
    return Counts(len(pairs) - optional, wanted, len(given) - optional)


def _pairs(gold: Sequence[Item], given: Sequence[Item]) -> dict[int, int]:
    """The place of the gold item that each item given is, each taken once, those that are wanted first."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for i in sorted(range(len(gold)), key=lambda i: (not gold[i].optional, i), reverse=True):
        for key in gold[i].keys:
            by_key[key].append(i)
    taken: set[int] = set()
    pairs: dict[int, int] = {}
    for place, item in enumerate(given):
        for key in item.keys:
            indexes = by_key.get(key, [])
            while indexes and indexes[-1] in taken:
                indexes.pop()
            if indexes:
                pairs[place] = indexes.pop()
                taken.add(pairs[place])
                break
    return pairs


def _shifted(heading: Item, by: int) -> Item:
    parts = (key.partition(" ") for key in heading.keys)
    return Item(frozenset(f"{int(level) + by} {text}" for level, _, text in parts), heading.optional)


def _titles(page: bytes) -> list[str]:
    """The texts of the headings of the first level on a page, as items have them."""
    document = turbohtml.parse(page)
    html = "".join(str(element.html) for element in document.find_all("h1"))
    keys = (key for item in items_of(html)["headings"] for key in item.keys)
    return list(dict.fromkeys(key.partition(" ")[2] for key in keys))


def _evaluate_corpus(outputs: Mapping[str, Outputs], corpus: Corpus, seed: int) -> dict[str, Any]:
    rows: dict[str, list[list[Counts]]] = {name: [] for name in outputs}
    for sample in corpus.samples:
        gold = gold_of(sample)
        for name, pages in outputs.items():
            counts = counts_of(gold.items, items_in(pages[sample.id].text, forms.form_of(name), gold))
            rows[name].append([counts[column] for column in COLUMNS])
    weights = metrics.resamples(len(corpus.samples), seed)
    wanted = dict(zip(COLUMNS, np.array(next(iter(rows.values()), []))[..., 1].sum(axis=0), strict=True))
    columns = [column for column in COLUMNS if wanted[column]]
    return {
        "pages": len(corpus.samples),
        "wanted": {column: int(wanted[column]) for column in columns},
        "results": {
            name: {
                **_figures(np.array(counts, dtype=np.float64), columns, weights),
                "failed": Counter(bool(pages[sample.id].failure) for sample in corpus.samples)[True],
            }
            for name, counts in rows.items()
            for pages in (outputs[name],)
        },
    }


def _figures(rows: Floats, columns: Sequence[str], weights: Floats) -> dict[str, Any]:
    """The figures of one extractor; `rows` is (pages, columns, counts)."""
    column_indexes = [COLUMNS.index(column) for column in columns]
    values = _rates(rows.sum(axis=0)[column_indexes])
    draws = _rates(np.einsum("wp,pck->wck", weights, rows[:, column_indexes]))
    columns_of = {
        column: {figure: _interval(values[figure][i], draws[figure][:, i]) for figure in values}
        for i, column in enumerate(columns)
    }
    means = {figure: _interval(values[figure].mean(), np.nanmean(draws[figure], axis=1)) for figure in values}
    return {"columns": columns_of, "mean": means}


def _rates(sums: Floats) -> dict[str, Floats]:
    """Recall, precision and F1 of counts in the last axis; not a number where the gold has nothing."""
    found, wanted, given = sums[..., 0], sums[..., 1], sums[..., 2]

    def ratio(top: Floats, bottom: Floats) -> Floats:
        rate = np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)
        return np.where(wanted > 0, rate, np.nan)

    return {
        "recall": ratio(found, wanted),
        "precision": ratio(found, given),
        "f1": ratio(2 * found, wanted + given),
    }


def _interval(value: float, draws: Floats) -> dict[str, float]:
    """A figure with its 95 % percentile interval, over the draws that have it."""
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    return {"value": float(value), "low": float(low), "high": float(high)}
