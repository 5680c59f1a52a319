"""What extractors find of titles, authors and dates, beside what corpora say they are.

A value is exact, wrong (another one is given), missing (none is given), or invented (one is given where the
corpus says that the page has none). A wrong value costs more than a missing one, so these stay apart.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from benchmarks import markup
from benchmarks.compare.report import Table
from benchmarks.corpora import Corpus, Sample
from benchmarks.extractors import version_of

Find = Callable[[bytes, str | None], Mapping[str, Any]]
Count = Counter[tuple[str, str, str]]  # page type, field, verdict

FIELDS = ("title", "author", "date")
VERDICTS = ("exact", "wrong", "missing", "invented", "none")
_ALL = "all"
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;&|]|\b(?:and|und|et)\b)\s*")
_PLAIN = str.maketrans("‘’“”–—", "''\"\"--")


def make_boilerstrip() -> Find:
    """Return what reads our metadata, without choosing a body."""
    source = importlib.import_module("boilerstrip.input.source")
    limits = importlib.import_module("boilerstrip.page").Limits()
    read = importlib.import_module("boilerstrip.metadata").read_metadata

    def find(page: bytes, url: str | None) -> Mapping[str, Any]:
        found: Mapping[str, Any] = read(source.load(page, url, None, limits))._asdict()
        return found

    return find


def make_trafilatura() -> Find:
    """Return what reads trafilatura's metadata."""
    trafilatura = importlib.import_module("trafilatura")

    def find(page: bytes, url: str | None) -> Mapping[str, Any]:
        found = trafilatura.extract_metadata(page, default_url=url)
        return {name: getattr(found, name, None) for name in FIELDS}

    return find


def make_htmldate() -> Find:
    """Return what reads htmldate's date of publication."""
    find_date = importlib.import_module("htmldate").find_date

    def find(page: bytes, url: str | None) -> Mapping[str, Any]:
        return {"date": find_date(markup.decode(page), url=url, original_date=True)}

    return find


def make_newspaper4k() -> Find:
    """Return what reads newspaper4k's metadata."""
    newspaper = importlib.import_module("newspaper")

    def find(page: bytes, url: str | None) -> Mapping[str, Any]:
        article = newspaper.Article(url or "https://example.org/page", fetch_images=False)
        article.download(input_html=markup.decode(page))
        article.parse()
        date = article.publish_date
        return {
            "title": article.title,
            "author": ", ".join(article.authors),
            "date": date.date().isoformat() if hasattr(date, "date") else date,
        }

    return find


def make_rs_trafilatura() -> Find:
    """Return what reads rs-trafilatura's metadata."""
    extract = importlib.import_module("rs_trafilatura").extract

    def find(page: bytes, url: str | None) -> Mapping[str, Any]:
        found = extract(markup.decode(page), url=url)
        return {name: getattr(found, name, None) for name in FIELDS}

    return find


FINDERS: dict[str, Callable[[], Find]] = {
    "boilerstrip": make_boilerstrip,
    "trafilatura": make_trafilatura,
    "htmldate": make_htmldate,
    "newspaper4k": make_newspaper4k,
    "rs-trafilatura": make_rs_trafilatura,
}
# What each of them does not look for.
_ABSENT = {"htmldate": ("title", "author")}


def versions(names: Iterable[str]) -> dict[str, str]:
    """Return the versions of the packages of these names."""
    return {name: version_of(name) for name in names}


def verdict(field: str, found: str | None, gold: str | None) -> str:
    """Return what a found value is beside the gold one: one of `VERDICTS`."""
    if not gold:
        return "invented" if found else "none"
    if not found:
        return "missing"
    return "exact" if _comparable(field, found) == _comparable(field, gold) else "wrong"


def measure(
    names: Iterable[str], corpora: Sequence[Corpus], advance: Callable[[], None] = lambda: None
) -> tuple[dict[str, dict[str, Count]], dict[str, str]]:
    """Return the verdicts of each extractor by corpus, and which are absent, and why."""
    counts: dict[str, dict[str, Count]] = {}
    absent: dict[str, str] = {}
    for name in names:
        if name not in FINDERS:
            known = ", ".join(FINDERS)
            raise LookupError(f"nothing that reads metadata is called {name!r}; there are {known}")
        try:
            find = FINDERS[name]()
        except ImportError as error:
            absent[name] = str(error)
            continue
        for corpus in corpora:
            counts.setdefault(name, {})[corpus.name] = _count(name, find, corpus.samples, advance)
    return counts, absent


def _count(name: str, find: Find, samples: Iterable[Sample], advance: Callable[[], None]) -> Count:
    count: Count = Counter()
    for sample in samples:
        if sample.metadata is None:
            continue
        try:
            found = find(sample.html, sample.url)
        except Exception:  # a page that an extractor fails on has no metadata by it
            found = {}
        for field in FIELDS:
            if field in sample.metadata and field not in _ABSENT.get(name, ()):
                outcome = verdict(field, found.get(field), sample.metadata[field])
                count[_ALL, field, outcome] += 1
                count[sample.page_type, field, outcome] += 1
        advance()
    return count


def tables(counts: Mapping[str, Mapping[str, Count]], *, groups: bool = True) -> list[Table]:
    """Return a table for each corpus and field; with `groups`, also by page type."""
    made = []
    corpora = dict.fromkeys(corpus for by_corpus in counts.values() for corpus in by_corpus)
    for corpus in corpora:
        of_corpus = {name: by_corpus[corpus] for name, by_corpus in counts.items()}
        types = sorted({key[0] for count in of_corpus.values() for key in count} - {_ALL})
        for field in FIELDS:
            table = Table(f"{corpus}: {field}", ["pages", "extractor", *VERDICTS[:-1]])
            for page_type in [_ALL, *types] if groups else [_ALL]:
                for name, count in of_corpus.items():
                    table.rows.extend(_row(page_type, name, field, count))
            if table.rows:
                made.append(table)
    return made


def as_json(counts: Mapping[str, Mapping[str, Count]]) -> dict[str, Any]:
    """Return the counts as values for JSON: extractor, corpus, page type, field, verdict."""
    made: dict[str, Any] = {}
    for name, by_corpus in counts.items():
        for corpus, count in by_corpus.items():
            for (page_type, field, outcome), number in sorted(count.items()):
                inner = made.setdefault(name, {}).setdefault(corpus, {}).setdefault(page_type, {})
                inner.setdefault(field, {})[outcome] = number
    return made


def _row(page_type: str, name: str, field: str, count: Count) -> list[list[str]]:
    numbers = {outcome: count[page_type, field, outcome] for outcome in VERDICTS}
    n_annotated = numbers["exact"] + numbers["wrong"] + numbers["missing"]
    untold = numbers["invented"] + numbers["none"]
    if not n_annotated + untold:
        return []
    shares = [
        f"{numbers[outcome] / n_annotated:.4f}" if n_annotated else ""
        for outcome in ("exact", "wrong", "missing")
    ]
    invented = f"{numbers['invented'] / untold:.4f}" if untold else ""
    return [[f"{page_type} ({n_annotated} + {untold})", name, *shares, invented]]


def _comparable(field: str, value: str) -> Any:
    text = unicodedata.normalize("NFKC", str(value)).translate(_PLAIN).casefold()
    text = " ".join(text.split())
    if field == "date":
        return text[:10]
    if field == "author":
        return frozenset(filter(None, (part.strip(" .") for part in _BETWEEN_NAMES.split(text))))
    return text
