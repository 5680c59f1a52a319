"""The accuracy run: every extractor over every corpus, and the figures drawn from it."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import metrics
from benchmarks.cache import Cache
from benchmarks.corpora import Corpus, Sample
from benchmarks.extractors import find
from benchmarks.progress import Progress
from benchmarks.worker import AbsentError, Output, run_pages

LENGTHS = ((100, "under 100"), (300, "100-299"), (1000, "300-999"), (3000, "1000-2999"))
_LONGEST = "3000 and more"
_FEWEST_PAGES = 3  # a group of fewer pages says nothing

Outputs = dict[str, Output]  # sample id -> output


@dataclass(frozen=True, slots=True)
class Settings:
    """What an extraction run goes by; `deadline` is in seconds a page."""

    deadline: float = 10.0
    jobs: int = 1
    seed: int = 0
    cache: Path | None = None
    fresh: bool = False


def extract_all(
    names: Sequence[str], corpora: Sequence[Corpus], settings: Settings, progress: Progress
) -> tuple[dict[str, Outputs], dict[str, str]]:
    """Each extractor's outputs over all samples, and the absent extractors with the reason."""
    samples = [sample for corpus in corpora for sample in corpus.samples]
    outputs: dict[str, Outputs] = {}
    absent: dict[str, str] = {}
    cache = Cache(settings.cache, settings.fresh) if settings.cache else None
    with progress.task("extracting", len(names) * len(samples)) as advance:
        for name in names:
            try:
                outputs[name] = _extract(name, samples, settings, cache, advance)
            except AbsentError as error:
                absent[name] = str(error)
                advance(len(samples), name)
    if cache:
        cache.close()
    return outputs, absent


def _extract(
    name: str,
    samples: Sequence[Sample],
    settings: Settings,
    cache: Cache | None,
    advance: Callable[[int, str], None],
) -> Outputs:
    key = find(name).key
    outputs: Outputs = {}
    missing = []
    for sample in samples:
        kept = cache.get(key, sample, settings.deadline) if cache else None
        if kept is None:
            missing.append(sample)
        else:
            outputs[sample.id] = kept
    advance(len(outputs), name)
    # the extractor must load even where the cache has it all: a report says what runs here
    for sample, output in run_pages(name, missing, settings.deadline, settings.jobs):
        outputs[sample.id] = output
        if cache:
            cache.put(key, sample, output)
        advance(1, name)
    return outputs


def evaluate(
    outputs: Mapping[str, Outputs], corpora: Sequence[Corpus], baseline: str | None, seed: int
) -> dict[str, Any]:
    """All figures by corpus and extractor, ready for JSON.

    ``{corpus: {"pages": n, "figures": [names], "results": {extractor: result}}}``, where a result
    has ``figures`` (name: value, low, high), ``difference`` to the baseline likewise, ``failures``
    (kind: pages), ``ms`` (median a page) and ``by`` ({page_type, language, length}: {group:
    {pages, figures}}).
    """
    return {corpus.name: _evaluate_corpus(outputs, corpus, baseline, seed) for corpus in corpora}


def _evaluate_corpus(
    outputs: Mapping[str, Outputs], corpus: Corpus, baseline: str | None, seed: int
) -> dict[str, Any]:
    samples = corpus.samples
    columns: dict[str, list[metrics.Floats]] = {name: [] for name in outputs}
    for sample in samples:
        for name, pages in outputs.items():
            columns[name].append(metrics.page_columns(pages[sample.id].text, sample))
    rows = {name: np.stack(found) for name, found in columns.items()}
    names = metrics.figures_for(samples)
    weights = metrics.resamples(len(samples), seed)
    groups = _groups(samples)
    results: dict[str, Any] = {}
    for name, pages in outputs.items():
        used = [pages[sample.id] for sample in samples]
        results[name] = {
            "figures": {figure: _as_dict(metrics.interval(figure, rows[name], weights)) for figure in names},
            "failures": dict(Counter(_kind(output.failure) for output in used if output.failure)),
            "empty": sum(not output.text.strip() for output in used),
            "ms": statistics.median(output.seconds for output in used) * 1000,
            "by": {
                grouping: {
                    group: {
                        "pages": len(indexes),
                        "figures": {figure: metrics.figure(figure, rows[name][indexes]) for figure in names},
                    }
                    for group, indexes in members.items()
                }
                for grouping, members in groups.items()
            },
        }
        if baseline in rows and name != baseline:
            results[name]["difference"] = {
                figure: _as_dict(metrics.difference(figure, rows[name], rows[baseline], weights))
                for figure in names
            }
    return {"pages": len(samples), "figures": names, "results": results}


def length_group(sample: Sample) -> str:
    """The class of a sample by the words of its annotated text."""
    words = len((sample.text or "").split())
    return next((name for limit, name in LENGTHS if words < limit), _LONGEST)


def _groups(samples: Sequence[Sample]) -> dict[str, dict[str, list[int]]]:
    """Grouping -> group -> places of its samples, the largest groups first."""
    groupings: dict[str, Callable[[Sample], str]] = {
        "page_type": lambda sample: sample.page_type,
        "language": lambda sample: sample.language,
    }
    if any(sample.text is not None for sample in samples):
        groupings["length"] = length_group
    groups: dict[str, dict[str, list[int]]] = {}
    for grouping, group_of in groupings.items():
        members: dict[str, list[int]] = {}
        for place, sample in enumerate(samples):
            members.setdefault(group_of(sample), []).append(place)
        largest_first = sorted(members.items(), key=lambda item: (-len(item[1]), item[0]))
        groups[grouping] = {
            group: indexes for group, indexes in largest_first if len(indexes) >= _FEWEST_PAGES
        }
    return groups


def _kind(failure: str) -> str:
    return failure.partition(":")[0].partition(" (")[0]


def _as_dict(interval: metrics.Interval) -> dict[str, float]:
    return {"value": interval.value, "low": interval.low, "high": interval.high}
