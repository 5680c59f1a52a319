"""Annotated corpora in their public layouts, read into one shape: `Sample`.

Layouts, each told by the files that only it has:

- WCXB: ``SPLIT/html/ID.html.gz`` beside ``SPLIT/ground-truth/ID.json``
- AEB (article-extraction-benchmark): ``ground-truth.json`` beside ``html/ID.html.gz``
- trafilatura's evaluation set: ``evaldata.json`` beside ``eval/`` and ``cache/``, as in the
  ``tests/`` of its repository (or the repository itself)
- documentation: ``documentation.json`` beside a folder a package (`benchmarks.documentation`)
- plain: ``NAME.html`` beside ``NAME.txt``, an optional ``NAME.gold`` (the body as HTML), and an optional
  ``metadata.json``
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from benchmarks import documentation, markup

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
UNDECLARED = "und"  # BCP 47's code for a language that nobody named

_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)

# The list that the library was released with: nothing is fetched.
_SUFFIXES = PublicSuffixList()
_ADDRESS = re.compile(
    rb"""<(?:link[^>]{0,200}rel=["']?canonical|meta[^>]{0,200}og:url)[^>]{0,500}?(?:href|content)=["']?(https?://[^"'\s>]+)""",
    re.I,
)


class CorpusError(Exception):
    """A folder is not a corpus in any layout known here, or lacks a page it lists."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One annotated page.

    `text` is the whole main text where the corpus has it (WCXB, AEB, plain); `wanted` and
    `unwanted` are snippets that belong in the output and that do not (trafilatura's set, WCXB).
    `language` is a two-letter code or `UNDECLARED`. `metadata` has the annotated title, author and date,
    "" where the page has none, and only those fields that the corpus tells of. `gold` is the body as HTML,
    for `benchmarks.fidelity`.
    """

    id: str
    corpus: str
    html: bytes
    url: str | None = None
    text: str | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    page_type: str = "article"
    language: str = UNDECLARED
    site: str = ""
    metadata: Mapping[str, str] | None = None
    gold: str | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """A named list of samples, in the order of their ids."""

    name: str
    samples: tuple[Sample, ...]


def with_sites(corpora: Iterable[Corpus]) -> list[Sample]:
    """All samples of all corpora, each told its site."""
    return [replace(sample, site=site_of(sample)) for corpus in corpora for sample in corpus.samples]


def site_of(sample: Sample) -> str:
    """The registered domain of a page, by its address or by the one it declares.

    Private suffixes such as ``github.io`` count: who writes one page below them has nothing to do with
    who writes another, and nor have their templates. A host that is a suffix itself is a site.
    """
    host = sample.site
    if not host and (found := _ADDRESS.search(sample.html)):
        host = urlsplit(found[1].decode("ascii", "replace")).hostname or ""
    if host:
        return _SUFFIXES.privatesuffix(host) or host
    # without any address, pages of one publisher share the first part of their id
    return re.split(r"[_\d]", sample.id.rpartition("/")[2])[0].lower() or sample.id


def load(folder: Path) -> list[Corpus]:
    """The corpora in `folder`: the folder itself where it is one, else each sub-folder that is."""
    if not folder.is_dir():
        raise CorpusError(f"{folder} is not a folder")
    found = list(_read(folder))
    for child in sorted(path for path in folder.iterdir() if path.is_dir()) if not found else ():
        found.extend(_read(child))
    if not found:
        raise CorpusError(f"{folder} holds no corpus in a known layout")
    return found


def sampled(corpus: Corpus, limit: int | None, seed: int) -> Corpus:
    """At most `limit` samples of `corpus`, drawn with `seed`, in the corpus's own order."""
    if limit is None or limit >= len(corpus.samples):
        return corpus
    drawn = random.Random(seed).sample(range(len(corpus.samples)), limit)
    return Corpus(corpus.name, tuple(corpus.samples[place] for place in sorted(drawn)))


def language_of(html: bytes, text: str) -> str:
    """The declared language of a page, corrected by the script that `text` is written in."""
    code = markup.declared_language(html) or UNDECLARED
    letters = sum(1 for char in text if char.isalpha())
    for language, script in _SCRIPTS:
        if len(script.findall(text)) * 3 > letters > 0:
            same_script = {"ru": {"ru", "uk", "bg", "sr", "mk", "be", "kk", "mn"}}
            same_script |= {"ar": {"ar", "fa", "ur", "ps"}}
            return code if code in same_script.get(language, {language}) else language
    return code


def _read(folder: Path) -> Iterator[Corpus]:
    """The corpora whose layout starts at `folder` itself: none, one, or one a WCXB split."""
    splits = sorted(path.parent for path in folder.glob("*/ground-truth") if path.is_dir())
    if splits:
        for split in splits:
            yield _corpus(f"{folder.name}-{split.name}", _wcxb(split))
    elif (folder / "ground-truth").is_dir():
        yield _corpus(f"{folder.parent.name}-{folder.name}", _wcxb(folder))
    elif (folder / "evaldata.json").is_file():
        yield _corpus(folder.name, _trafilatura(folder))
    elif (folder / "tests" / "evaldata.json").is_file():
        yield _corpus(folder.name, _trafilatura(folder / "tests"))
    elif (folder / documentation.MANIFEST).is_file():
        yield _corpus(folder.name, documentation.read(folder))
    elif (folder / "ground-truth.json").is_file():
        yield _corpus(folder.name, _aeb(folder))
    elif any(page.with_suffix(".txt").is_file() for page in folder.glob("*.html")):
        yield _corpus(folder.name, _plain(folder))


def _corpus(name: str, pages: Iterator[dict[str, Any]]) -> Corpus:
    """Give each page what every layout leaves to us: corpus, full id, language and site."""
    samples = []
    for page in pages:
        page["id"] = f"{name}/{page['id']}"
        text = page.get("text") or " ".join(page.get("wanted", ()))
        page.setdefault("language", language_of(page["html"], text))
        page.setdefault("site", _site(page.get("url")))
        samples.append(Sample(corpus=name, **page))
    return Corpus(name, tuple(samples))


def _wcxb(split: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((split / "ground-truth").glob("*.json")):
        record = _json(path)
        truth = record.get("ground_truth")
        if not isinstance(truth, dict):
            continue
        page_type = (record.get("_internal") or {}).get("page_type") or {}
        kind = page_type.get("primary") if isinstance(page_type, dict) else page_type
        yield {
            "id": path.stem,
            "html": _html(split / "html" / path.stem),
            "url": record.get("url"),
            "text": truth.get("main_content") or "",
            "wanted": tuple(truth.get("with") or ()),
            "unwanted": tuple(truth.get("without") or ()),
            # WCXB's own evaluation counts its few "category" pages among the collections.
            "page_type": "collection" if kind == "category" else kind or "article",
            "metadata": _metadata(truth, title="title", author="author", date="publish_date"),
        }


def _metadata(record: Mapping[str, Any], **keys: str) -> dict[str, str] | None:
    """The annotated metadata of a page, by field: the key that the corpus has it under."""
    told = {field: record[key] or "" for field, key in keys.items() if key in record}
    return {field: ", ".join(v) if isinstance(v, list) else str(v) for field, v in told.items()} or None


def _aeb(folder: Path) -> Iterator[dict[str, Any]]:
    for name, truth in sorted(_json(folder / "ground-truth.json").items()):
        yield {
            "id": name,
            "html": _html(folder / "html" / name),
            "url": truth.get("url"),
            "text": truth.get("articleBody") or "",
        }


def _trafilatura(folder: Path) -> Iterator[dict[str, Any]]:
    for url, record in sorted(_json(folder / "evaldata.json").items()):
        name = record["file"]
        places = (folder / "eval" / name, folder / "cache" / name)
        path = next((place for place in places if place.is_file()), None)
        if path is None:
            raise CorpusError(f"{folder} lists {name} but has it neither in eval nor in cache")
        yield {
            "id": name.removesuffix(".html"),
            "html": path.read_bytes(),
            "url": url,
            "wanted": tuple(record.get("with") or ()),
            "unwanted": tuple(record.get("without") or ()),
            "metadata": _metadata(record, title="title", author="author", date="date"),
        }


def _plain(folder: Path) -> Iterator[dict[str, Any]]:
    """Pages beside their texts; what ``metadata.json`` tells of a page is taken from there."""
    metadata = folder / "metadata.json"
    records = _json(metadata) if metadata.is_file() else {}
    for path in sorted(folder.glob("*.html")):
        text = path.with_suffix(".txt")
        if not text.is_file():
            continue
        record = records.get(path.stem) or {}
        told = {key: record[key] for key in ("url", "page_type", "language") if record.get(key)}
        told.setdefault("page_type", record.get("type") or "article")
        told["wanted"] = tuple(record.get("with") or ())
        told["unwanted"] = tuple(record.get("without") or ())
        told["metadata"] = _metadata(record, title="title", author="author", date="date")
        gold = path.with_suffix(".gold")
        yield {
            "id": path.stem,
            "html": path.read_bytes(),
            "text": text.read_text(encoding="utf-8"),
            **({"gold": gold.read_text(encoding="utf-8")} if gold.is_file() else {}),
            **told,
        }


def _html(path: Path) -> bytes:
    """The page at `path` without its suffix: gzipped as the corpora ship it, or unpacked."""
    packed = path.with_name(path.name + ".html.gz")
    if packed.is_file():
        return gzip.decompress(packed.read_bytes())
    return path.with_name(path.name + ".html").read_bytes()


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _site(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")
