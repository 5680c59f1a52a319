"""The command line: ``python -m benchmarks NAME``, with ``run`` for a name that is left out.

Nothing heavy is imported here: every worker process imports this file once more.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.compare.gate import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.compare.accuracy import Outputs, Settings
    from benchmarks.compare.leak import Planted
    from benchmarks.compare.report import Table
    from benchmarks.corpora import Corpus

Report = dict[str, Any]  # as it is written to JSON

COMMANDS = (
    *("run", "leak", "wholeness", "fidelity", "speed", "robustness", "metadata"),
    *("all", "show", "worst", "check", "draw"),
)
# Programs with options of their own, by name.
PROGRAMS = {
    "same": "compare.same",
    "costs": "compare.costs",
    "workers": "compare.workers",
    "documentation": "documentation",
    "train": "training.train",
    "ablation": "training.ablation",
    "fuzz": "stress.fuzz",
    "load": "stress.load",
    "soak": "stress.soak",
}
RESULTS = Path(__file__).resolve().parent / "results"
BASELINE = Path(__file__).resolve().parent / "baseline.json"


_DESCRIPTION = (
    "Compare extractors on annotated pages: how much of the text they find, what noise gets through, how "
    "fast they are, and what hostile pages do to them. The default command is run. An extractor is a "
    "known name, such as boilerstrip or trafilatura, or MODULE:FUNCTION for any function that takes a page, "
    "as bytes or str, and returns text."
)
_EPILOG = f"Other commands, each with its own --help: {', '.join(PROGRAMS)}."


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 1 for a failed gate, 2 for a mistake of the caller."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        given = ["run", *given]
    if given[0] in PROGRAMS:
        program = importlib.import_module(f"benchmarks.{PROGRAMS[given[0]]}")
        return int(program.main(given[1:]) or 0)
    options = _parser().parse_args(given)
    from benchmarks.corpora import CorpusError

    try:
        return int(options.command(options))
    except (CorpusError, LookupError) as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace) -> int:
    _, tables = _accuracy(options)
    _print(tables)
    return 0


def _leak(options: argparse.Namespace) -> int:
    _, tables = _leakage(options)
    _print(tables)
    return 0


def _wholeness(options: argparse.Namespace) -> int:
    _, tables = _whole(options)
    _print(tables)
    return 0


def _fidelity(options: argparse.Namespace) -> int:
    from benchmarks.corpora import CorpusError

    made, tables = _faithful(options)
    if not made["fidelity"]:
        raise CorpusError("no page has gold HTML: NAME.gold beside NAME.html, or a corpus of documentation")
    _print(tables)
    return 0


def _speed(options: argparse.Namespace) -> int:
    _, tables = _speeds(options)
    _print(tables)
    return 0


def _robustness(options: argparse.Namespace) -> int:
    _, tables = _survival(options)
    _print(tables)
    return 0


def _metadata(options: argparse.Namespace) -> int:
    """What is found of titles, authors and dates: exact, wrong, missing, invented."""
    from benchmarks.compare import metadata, report

    names = list(metadata.FINDERS) if options.extractors == ["all"] else options.extractors
    counts, absent = metadata.measure(names, _corpora(options))
    tables = metadata.tables(counts, groups=options.groups)
    made = report.document("metadata", {"counts": metadata.as_json(counts)}, [], absent, **_repeated(options))
    made["extractors"] = metadata.versions(counts)
    _print(_written(options, made, tables))
    return _complain(absent) if options.extractors != ["all"] else 0


def _all(options: argparse.Namespace) -> int:
    """Every benchmark, each into its files in --out, with the pictures."""
    from benchmarks.compare import plots

    reports: dict[str, Report] = {}
    for kind, measure in _MEASURES.items():
        options.json = options.out / f"{kind}.json"
        options.markdown = options.out / f"{kind}.md"
        reports[kind], tables = measure(options)
        _print(tables)
    drawn = plots.draw(options.out, reports["accuracy"], reports["leak"], reports["speed"])
    print(f"{options.out}: {', '.join(path.name for path in drawn)}")
    return 0


def _draw(options: argparse.Namespace) -> int:
    """The pictures of reports that were written before."""
    from benchmarks.compare import plots

    reports = {}
    for path in options.reports:
        report = json.loads(path.read_text(encoding="utf-8"))
        reports[report["kind"]] = report
    kinds = {kind: reports.get(kind) for kind in ("accuracy", "leak", "speed")}
    for path in plots.draw(options.out, **kinds):
        print(path)
    return 0


def _show(options: argparse.Namespace) -> int:
    from rich.console import Console

    from benchmarks.compare import accuracy, diagnose
    from benchmarks.corpora import Corpus
    from benchmarks.progress import Progress

    sample = next(
        (s for c in _corpora(options) for s in c.samples if options.page in (s.id, _page(s.id))),
        None,
    )
    if sample is None:
        raise LookupError(f"no corpus here has a page {options.page!r}")
    corpus = Corpus(sample.corpus, (sample,))
    outputs, absent = accuracy.extract_all(
        _names(options), [corpus], _settings(options), Progress(quiet=True)
    )
    texts = {name: pages[sample.id].text for name, pages in outputs.items()}
    diagnose.show(sample, texts, Console())
    return _complain(absent)


def _worst(options: argparse.Namespace) -> int:
    from benchmarks.compare import accuracy, diagnose, report
    from benchmarks.progress import Progress

    corpora = _corpora(options)
    name, *others = _names(options)
    rivals = [options.against] if options.against else others[:1]
    outputs, absent = accuracy.extract_all([name, *rivals], corpora, _settings(options), Progress())
    if absent:
        return _complain(absent)
    rival = outputs[rivals[0]] if rivals else None
    costs = diagnose.worst(outputs[name], corpora, options.count, rival)
    columns = ["page", "type", "language", name, *rivals, "cost", "failure"]
    table = report.Table(f"{name}: the pages that cost most", columns)
    for cost in costs:
        sample = cost.sample
        against = [] if cost.rival is None else [f"{cost.rival:.3f}"]
        failure = outputs[name][sample.id].failure
        row = [sample.id, sample.page_type, sample.language, f"{cost.value:.3f}", *against]
        table.rows.append([*row, f"{cost.cost:.3f}", failure[:40]])
    _print([table])
    return 0


def _check(options: argparse.Namespace) -> int:
    """Measure as the stored file says, and compare; exit 1 names what fell."""
    from benchmarks.compare import accuracy, gate, wholeness
    from benchmarks.fidelity import forms, measure
    from benchmarks.metrics import word_score
    from benchmarks.progress import Progress

    stored = None
    if not options.update:
        if not options.against.is_file():
            raise LookupError(f"there is no {options.against}; store one with check --update")
        stored = json.loads(options.against.read_text(encoding="utf-8"))
        for name, value in stored["settings"].items():
            setattr(options, name, value)
    corpora = _corpora(options)
    outputs, absent = accuracy.extract_all(_names(options), corpora, _settings(options), Progress())
    figures = accuracy.evaluate(outputs, corpora, None, options.seed)
    planted = _planted(corpora, "test", options.seed)
    leaks = _evaluate_leak(options, outputs, planted)
    whole, _ = wholeness.measure(
        _names(options),
        corpora,
        _settings(options),
        Progress(),
        sizes=gate.SIZES,
        draws=gate.DRAWS,
        rules_aside=False,
    )
    faithful, _ = measure.measure(forms.chosen(options.extractors), corpora, _settings(options), Progress())
    measured = {
        "settings": {name: getattr(options, name) for name in ("extractors", "seed", "limit")},
        "figures": gate.figures_of(figures, leaks, whole, faithful),
        "pages": {
            f"{sample.id} / {name}": round(word_score(pages[sample.id].text, sample.text).f1, 5)
            for name, pages in outputs.items()
            for corpus in corpora
            for sample in corpus.samples
            if sample.text is not None
        }
        | gate.cases_of(whole),
    }
    _complain(absent)
    if stored is None:
        options.against.parent.mkdir(parents=True, exist_ok=True)
        options.against.write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(f"{len(measured['figures'])} figures stored in {options.against}")
        return 1 if absent else 0
    falls = gate.compare(stored, measured, options.tolerance)
    for fall in falls:
        print(f"{'  page' if fall.page else 'FELL'} {fall}")
    if not falls:
        print(f"{len(stored['figures'])} figures hold")
    if new := measured["figures"].keys() - stored["figures"].keys():
        print(f"{len(new)} figures are measured that are not stored yet")
    return 1 if falls else 0


def _accuracy(options: argparse.Namespace) -> tuple[Report, list[Table]]:
    from benchmarks.compare import accuracy, report
    from benchmarks.progress import Progress

    names, corpora = _names(options), _corpora(options)
    outputs, absent = accuracy.extract_all(names, corpora, _settings(options), Progress())
    body = accuracy.evaluate(outputs, corpora, options.baseline, options.seed)
    made = report.document("accuracy", body, names, absent, **_repeated(options))
    return made, _written(options, made, report.accuracy_tables(made, groups=options.groups))


def _leakage(options: argparse.Namespace) -> tuple[Report, list[Table]]:
    from benchmarks.compare import report
    from benchmarks.corpora import CorpusError

    names = _names(options)
    planted = _planted(_corpora(options), options.markups, options.seed, options.pages)
    if not planted:
        raise CorpusError(f"{options.corpora} has no article that can be planted")
    absent: dict[str, str] = {}
    body = _evaluate_leak(options, None, planted, absent)
    facts = {**_repeated(options), "markups": options.markups, "pages": options.pages}
    made = report.document("leak", body, names, absent, **facts)
    return made, _written(options, made, report.leak_tables(made))


def _whole(options: argparse.Namespace) -> tuple[Report, list[Table]]:
    from benchmarks.compare import cases, lengths, report, wholeness
    from benchmarks.progress import Progress

    if unknown := set(options.parts or ()) - set(wholeness.PARTS):
        raise LookupError(f"no part is called {unknown.pop()!r}; there are {', '.join(wholeness.PARTS)}")
    names = _names(options)
    body, absent = wholeness.measure(
        names,
        _corpora(options),
        _settings(options),
        Progress(),
        parts=options.parts or wholeness.PARTS,
        sizes=options.sizes or lengths.SIZES,
        draws=options.draws,
        folder=options.cases or cases.CASES,
    )
    made = report.document("wholeness", body, names, absent, **_repeated(options), draws=options.draws)
    return made, _written(options, made, report.wholeness_tables(made))


def _faithful(options: argparse.Namespace) -> tuple[Report, list[Table]]:
    from benchmarks.compare import report
    from benchmarks.fidelity import forms, measure, tables
    from benchmarks.progress import Progress

    names = forms.chosen(options.extractors)
    body, absent = measure.measure(names, _corpora(options), _settings(options), Progress())
    made = report.document("fidelity", body, names, absent, **_repeated(options))
    return made, _written(options, made, tables.fidelity_tables(made))


def _planted(
    corpora: Sequence[Corpus], markups: str, seed: int, limit: int | None = None
) -> dict[str, list[Planted]]:
    """At most so many pages planted with teasers and with whole articles each, by corpus.

    They are those that training tests on, where all corpora are there.
    """
    from benchmarks.compare.leak import plant_all
    from benchmarks.corpora import with_sites
    from benchmarks.training.appended import append_all
    from benchmarks.training.articles import ARTICLE_SETS
    from benchmarks.training.teasers import MARKUP_SETS

    samples = with_sites(corpora)
    planted: dict[str, list[Planted]] = {}
    for copy in plant_all(samples, MARKUP_SETS[markups], seed, limit):
        planted.setdefault(copy.sample.corpus, []).append(copy)
    for copy in append_all(samples, ARTICLE_SETS[markups], seed, limit):
        planted.setdefault(copy.sample.corpus, []).append(copy)
    return planted


def _evaluate_leak(
    options: argparse.Namespace,
    originals: dict[str, Outputs] | None,
    planted: dict[str, list[Planted]],
    absent: dict[str, str] | None = None,
) -> Report:
    """Extract the planted pages (and theirs before, where not at hand): figures by corpus.

    Those of whole articles are in a corpus's ``articles``.
    """
    from benchmarks.compare import accuracy, leak
    from benchmarks.corpora import Corpus
    from benchmarks.progress import Progress

    extra = []
    for corpus, pages in planted.items():
        samples = [leak.as_sample(page) for page in pages]
        if originals is None:
            samples += {page.sample.id: page.sample for page in pages}.values()
        extra.append(Corpus(corpus, tuple(samples)))
    outputs, gone = accuracy.extract_all(_names(options), extra, _settings(options), Progress())
    if absent is not None:
        absent.update(gone)
    for name, pages_of in outputs.items():
        pages_of.update((originals or {}).get(name, {}))
    body: Report = {}
    for corpus, pages in planted.items():
        teasers = [page for page in pages if not page.articles]
        articles = [page for page in pages if page.articles]
        if teasers:
            body[corpus] = leak.evaluate(outputs, teasers, options.seed)
        if teasers and articles:
            body[corpus]["articles"] = leak.evaluate(outputs, articles, options.seed)
    return body


def _speeds(options: argparse.Namespace) -> tuple[Report, list[Table]]:
    import random

    from benchmarks.compare import report, speed
    from benchmarks.progress import Progress

    names = _names(options)
    samples = [sample for corpus in _corpora(options) for sample in corpus.samples]
    rng = random.Random(options.seed)
    samples = rng.sample(samples, min(options.pages, len(samples)))
    progress = Progress()
    results, absent = speed.measure(names, samples, options.deadline, options.seed, progress)
    present = [name for name in results if name != speed.FLOOR]
    mean = sum(len(sample.html) for sample in samples) / len(samples)
    body: Report = {
        "pages": {"count": len(samples), "mean_bytes": mean, "results": results},
        "by_size": {},
        "by_workers": {},
    }
    if options.growth:
        by_size = speed.growth_by_size([speed.FLOOR, *present], options.deadline, progress)
        body["by_size"] = by_size
        some = samples[: options.growth_pages]
        body["by_workers"] = speed.growth_by_workers(present, some, options.deadline, progress)
    facts = {**_repeated(options), "pages": len(samples)}
    made = report.document("speed", body, [*names, speed.FLOOR], absent, **facts)
    return made, _written(options, made, report.speed_tables(made))


def _survival(options: argparse.Namespace) -> tuple[Report, list[Table]]:
    from benchmarks.compare import report, robustness
    from benchmarks.progress import Progress

    names = _names(options)
    body, absent = robustness.measure(names, options.deadline, Progress())
    made = report.document("robustness", body, names, absent, **_repeated(options))
    return made, _written(options, made, report.robustness_tables(made))


_MEASURES: dict[str, Any] = {
    "accuracy": _accuracy,
    "leak": _leakage,
    "wholeness": _whole,
    "fidelity": _faithful,
    "speed": _speeds,
    "robustness": _survival,
}


def _written(options: argparse.Namespace, made: Report, tables: list[Table]) -> list[Table]:
    """Write the report to the files that were asked for."""
    from benchmarks.compare import report

    report.write(made, tables, options.json, options.markdown)
    return tables


def _print(tables: list[Table]) -> None:
    from benchmarks.compare import report

    report.print_tables(tables)


def _complain(absent: dict[str, str]) -> int:
    for name, reason in absent.items():
        print(f"benchmarks: {name} is absent ({reason})", file=sys.stderr)
    return 2 if absent else 0


def _names(options: argparse.Namespace) -> list[str]:
    from benchmarks.extractors import chosen

    return chosen(options.extractors)


def _page(identifier: str) -> str:
    """A page's id without its corpus."""
    return identifier.partition("/")[2]


def _corpora(options: argparse.Namespace) -> list[Corpus]:
    from benchmarks import corpora

    loaded = corpora.load(options.corpora)
    if options.only:
        loaded = [corpus for corpus in loaded if corpus.name in options.only]
        if not loaded:
            raise corpora.CorpusError(f"no corpus is called {' or '.join(options.only)}")
    return [corpora.sampled(corpus, options.limit, options.seed) for corpus in loaded]


def _settings(options: argparse.Namespace) -> Settings:
    from benchmarks.cache import default_folder
    from benchmarks.compare.accuracy import Settings

    cache = options.cache or default_folder()
    return Settings(options.deadline, options.jobs, options.seed, cache, options.fresh)


def _repeated(options: argparse.Namespace) -> dict[str, Any]:
    """The settings that a report repeats."""
    names = ("seed", "limit", "deadline", "jobs", "baseline")
    return {name: getattr(options, name) for name in names if getattr(options, name, None) is not None}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=_DESCRIPTION, epilog=_EPILOG)
    commands = parser.add_subparsers(required=True, metavar="|".join(COMMANDS))
    run = _command(commands, "run", _run, "accuracy over annotated corpora (the default)")
    leak = _command(
        commands, "leak", _leak, "planted teasers and articles: what gets through, and what is lost"
    )
    whole = _command(commands, "wholeness", _wholeness, "long and short documents, lists, known cases")
    _command(
        commands,
        "fidelity",
        _fidelity,
        "headings, lists, images, code and other structure in HTML and Markdown",
    )
    speed = _command(commands, "speed", _speed, "milliseconds, throughput, memory and growth")
    robust = _command(commands, "robustness", _robustness, "hostile pages")
    found = _command(commands, "metadata", _metadata, "titles, authors and dates, compared with annotations")
    every = _command(commands, "all", _all, "all of the above in one folder, with charts")
    show = _command(commands, "show", _show, "one page: gold and output side by side")
    worst = _command(commands, "worst", _worst, "the pages that cost the most accuracy")
    check = _command(commands, "check", _check, "the gate: fails if a figure fell")
    draw = commands.add_parser("draw", help="charts of reports that were written as JSON")

    for command in (run, found, every):
        command.add_argument("--no-groups", dest="groups", action="store_false",
                             help="no tables by page type, language and length")  # fmt: skip
    for command, pages, what in (
        (leak, 150, "articles to plant in each corpus"),
        (speed, 100, "pages to time"),
        (every, 150, "articles to plant in each corpus, and pages to time"),
    ):
        command.add_argument("--pages", type=int, default=pages, help=f"{what} ({pages})")
    for command in (leak, every):
        command.add_argument("--markups", choices=("test", "train", "all"), default="test",
                             help="which set of markups (test)")  # fmt: skip
    for command in (whole, every):
        _add_wholeness(command)
    for command in (speed, every):
        command.add_argument("--no-growth", dest="growth", action="store_false")
        command.add_argument("--growth-pages", type=int, default=30,
                             help="pages for the curve over workers (30)")  # fmt: skip
    for command in (every, draw):
        command.add_argument("--out", type=Path, default=RESULTS, metavar="DIR")
    robust.set_defaults(extractors=["all"])
    show.add_argument("page", help="CORPUS/PAGE, or PAGE alone")
    show.set_defaults(extractors=["boilerstrip"])
    worst.add_argument("--count", type=int, default=20, help="pages to list (20)")
    worst.add_argument("--against", metavar="NAME", help="rank by how far behind this one")
    worst.set_defaults(extractors=["boilerstrip"])
    check.add_argument("--against", type=Path, default=BASELINE, metavar="FILE")
    check.add_argument("--update", action="store_true", help="store what is measured instead")
    check.add_argument("--tolerance", type=float, default=TOLERANCE)
    check.set_defaults(extractors=["boilerstrip"])
    draw.set_defaults(command=_draw)
    draw.add_argument("reports", nargs="+", type=Path, metavar="REPORT.json")
    return parser


def _command(commands: Any, name: str, function: Any, help: str) -> argparse.ArgumentParser:
    from benchmarks.corpora import SAMPLES

    command: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help)
    command.set_defaults(command=function)
    add = command.add_argument
    add("--corpora", type=Path, default=SAMPLES, metavar="DIR",
        help="a corpus, or a folder of several (default: the built-in samples)")  # fmt: skip
    add("--only", type=_list, default=[], metavar="NAMES", help="only these corpora of the folder")
    add("--extractors", type=_list, default=["all"], metavar="NAMES",
        help="names, groups (all, peers, strategies, modes) or module:function")  # fmt: skip
    add("--baseline", default="trafilatura", help="the extractor that the others are compared to")
    add("--limit", type=int, help="at most so many pages a corpus, drawn by --seed")
    add("--seed", type=int, default=0)
    add("--deadline", type=float, default=10.0, metavar="SECONDS", help="for each page")
    add("--jobs", type=int, default=1, help="processes for each extractor")
    add("--cache", type=Path, metavar="DIR", help="where outputs are kept between runs")
    add("--fresh", action="store_true", help="ignore outputs that are kept")
    add("--json", type=Path, metavar="FILE")
    add("--markdown", type=Path, metavar="FILE")
    return command


def _add_wholeness(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add("--parts", type=_list, metavar="NAMES", help="only these of lengths, units and cases")
    add("--sizes", type=_numbers, metavar="WORDS", help="lengths of articles in words (1000 to 150000)")
    add("--draws", type=int, default=2, help="articles of each length, with headings and without (2)")
    add("--cases", type=Path, metavar="DIR", help="a folder of cases (default: tests/cases)")


def _numbers(text: str) -> list[int]:
    return [int(part) for part in _list(text)]


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


if __name__ == "__main__":
    sys.exit(main())
