"""The extractors that can be compared, each as ``(page bytes, url) -> text``.

Each entry's `make` imports its package and returns the function, so that a package which is not
installed, or an option that its installed version lacks, shows as a failure of `make` alone: the
extractor is then listed as absent. Peers run with their default options, given the input they
ask for; where one returns HTML, `markup.text_of` turns it into text.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import importlib.util
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import markup
from boilerstrip.options import Effort
from boilerstrip.strategies.base import BUILT_IN
from boilerstrip.testing import loading

Extract = Callable[[bytes, str | None], str]

MODES: tuple[Effort, ...] = ("fast", "auto", "full")


@dataclass(frozen=True, slots=True)
class Entry:
    """One extractor: how to get its function, and what its output depends on.

    That is the versions of distributions, the extractor's own first, and the files of the module
    `source`, for code that changes without a new version.
    """

    name: str
    make: Callable[[], Extract]
    packages: tuple[str, ...] = ()
    source: str | None = None

    @property
    def version(self) -> str:
        """What a report prints: the version, with a hash of the source where that counts."""
        parts = [version_of(package) for package in self.packages[:1]]
        if self.source:
            parts.append(_hash_of_source(self.source)[:10])
        return " ".join(part for part in parts if part) or "unknown"

    @property
    def key(self) -> str:
        """What the cache goes by: everything that can change the output."""
        versions = [f"{package} {version_of(package)}" for package in self.packages]
        source = [_hash_of_source(self.source)] if self.source else []
        # without what is compiled the same files run, and not the same code
        pure = ["pure"] if self.source and os.environ.get("BOILERSTRIP_PURE", "0") not in ("", "0") else []
        return ", ".join([self.name, *versions, *source, *pure])


def find(name: str) -> Entry:
    """The entry called `name`, or one for the user's own ``module:function``."""
    if name in REGISTRY:
        return REGISTRY[name]
    if "@" in name:
        found: Entry = importlib.import_module("benchmarks.fidelity.forms").find(name)
        return found
    module, separator, function = name.partition(":")
    if not separator:
        raise LookupError(f"no extractor is called {name!r}; write module:function for your own")
    return Entry(name, partial(user_function, module, function), source=module)


def chosen(names: Sequence[str]) -> list[str]:
    """Extractor names with the groups among them (peers, strategies, modes, all) spelled out."""
    spelled: list[str] = []
    for name in names:
        spelled.extend(GROUPS.get(name, (name,)))
    for name in spelled:
        find(name)
    return list(dict.fromkeys(spelled))


def _make_boilerstrip(**options: Any) -> Extract:
    boilerstrip = importlib.import_module("boilerstrip")
    extractor = boilerstrip.Extractor(**options)

    def extract(page: bytes, url: str | None) -> str:
        return str(extractor.extract(page, url=url).text)

    return extract


def _make_strategy(name: str) -> Extract:
    """A strategy alone: the text of the Blocks it proposes, judged by nobody."""
    boilerstrip = importlib.import_module("boilerstrip")
    extractor = boilerstrip.Extractor(strategies=(name,), effort="full")

    def extract(page: bytes, url: str | None) -> str:
        extraction = extractor.extract(page, url=url)
        masks = [candidate.mask for candidate in extraction.candidates]
        blocks = [block.text for block in extraction.blocks if masks and masks[0][block.index]]
        return "\n\n".join(blocks)

    return extract


def _make_crossvalidated() -> Extract:
    crossvalidated = importlib.import_module("benchmarks.compare.crossvalidated")
    crossvalidated.texts()  # without the file the extractor is absent
    extract: Extract = crossvalidated.extract
    return extract


def _make_trafilatura(**options: Any) -> Extract:
    trafilatura = importlib.import_module("trafilatura")

    def extract(page: bytes, url: str | None) -> str:
        return trafilatura.extract(page, url=url, **options) or ""

    return extract


def _make_readability() -> Extract:
    readability = importlib.import_module("readability")

    def extract(page: bytes, url: str | None) -> str:
        return markup.text_of(readability.Document(markup.decode(page), url=url).summary(html_partial=True))

    return extract


def _make_justext() -> Extract:
    justext = importlib.import_module("justext")
    languages = {
        "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German",
        "el": "Greek", "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French",
        "he": "Hebrew", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
        "ko": "Korean", "nl": "Dutch", "no": "Norwegian_Bokmal", "nb": "Norwegian_Bokmal",
        "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
        "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
        "vi": "Vietnamese",
    }  # fmt: skip
    stoplists: dict[str, frozenset[str]] = {}

    def extract(page: bytes, url: str | None) -> str:
        # jusText asks its caller for the language; the page's own declaration is what one has.
        language = languages.get(markup.declared_language(page), "English")
        if language not in stoplists:
            stoplists[language] = justext.get_stoplist(language)
        paragraphs = justext.justext(page, stoplists[language])
        return "\n".join(part.text for part in paragraphs if not part.is_boilerplate)

    return extract


def _make_boilerpy3() -> Extract:
    boilerpy3 = importlib.import_module("boilerpy3.extractors")
    extractor = boilerpy3.ArticleExtractor()

    def extract(page: bytes, url: str | None) -> str:
        return str(extractor.get_content(markup.decode(page)))

    return extract


def _make_newspaper4k() -> Extract:
    newspaper = importlib.import_module("newspaper")

    def extract(page: bytes, url: str | None) -> str:
        article = newspaper.Article(url or "https://example.org/page", fetch_images=False)
        article.download(input_html=markup.decode(page))
        article.parse()
        return str(article.text)

    return extract


def _make_goose3() -> Extract:
    goose = importlib.import_module("goose3").Goose({"enable_image_fetching": False})

    def extract(page: bytes, url: str | None) -> str:
        return str(goose.extract(raw_html=markup.decode(page)).cleaned_text)

    return extract


def _make_resiliparse() -> Extract:
    plain_text = importlib.import_module("resiliparse.extract.html2text").extract_plain_text

    def extract(page: bytes, url: str | None) -> str:
        return str(plain_text(markup.decode(page), main_content=True))

    return extract


def _make_rs_trafilatura() -> Extract:
    rs_trafilatura = importlib.import_module("rs_trafilatura")

    def extract(page: bytes, url: str | None) -> str:
        return rs_trafilatura.extract(markup.decode(page), url=url).main_content or ""

    return extract


def _make_magic_html() -> Extract:
    extractor = importlib.import_module("magic_html").GeneralExtractor()

    def extract(page: bytes, url: str | None) -> str:
        found = extractor.extract(markup.decode(page), base_url=url or "")
        return markup.text_of(found.get("html") or "")

    return extract


def _make_turbohtml() -> Extract:
    turbohtml = importlib.import_module("turbohtml")

    def extract(page: bytes, url: str | None) -> str:
        return str(turbohtml.parse(page, positions=False).article().text)

    return extract


def _make_parse() -> Extract:
    """The bare parse: the floor of what any extractor takes, with no text to show for it."""
    turbohtml = importlib.import_module("turbohtml")

    def extract(page: bytes, url: str | None) -> str:
        turbohtml.parse(page, positions=False)
        return ""

    return extract


def _make_all_text() -> Extract:
    importlib.import_module("lxml.html")

    def extract(page: bytes, url: str | None) -> str:
        return markup.text_of(markup.decode(page))

    return extract


def user_function(module: str, function: str, form: str = "text") -> Extract:
    """The user's function, which takes bytes or str and, where it has room for it, the address.

    Of an object that it returns, the attribute called as the `form` is taken.
    """
    found = importlib.import_module(module)
    for part in function.split("."):
        found = getattr(found, part)
    call: Callable[..., Any] = found  # type: ignore[assignment]
    return loading.adapted(call, bytes, form)


TRAFILATURA = ("trafilatura", "lxml", "justext")
OURS = ("boilerstrip", "turbohtml", "trafilatura", "readability-lxml", "justext", "lxml", "numpy")


def _entries() -> Iterable[Entry]:
    yield Entry("boilerstrip", _make_boilerstrip, OURS, source="boilerstrip")
    for mode in MODES:
        make = partial(_make_boilerstrip, effort=mode)
        yield Entry(f"boilerstrip-{mode}", make, OURS, source="boilerstrip")
    for favoured in ("precision", "recall"):
        make = partial(_make_boilerstrip, effort="fast", favor=favoured)
        yield Entry(f"boilerstrip-fast-{favoured}", make, OURS, source="boilerstrip")
    for strategy in BUILT_IN:
        make = partial(_make_strategy, strategy)
        yield Entry(f"boilerstrip/{strategy}", make, OURS, source="boilerstrip")
    yield Entry("boilerstrip-cv", _make_crossvalidated, OURS, source="boilerstrip")
    yield Entry("trafilatura", _make_trafilatura, TRAFILATURA)
    yield Entry("trafilatura-fast", partial(_make_trafilatura, fast=True), TRAFILATURA)
    for favoured in ("precision", "recall"):
        make = partial(_make_trafilatura, **{f"favor_{favoured}": True})
        yield Entry(f"trafilatura-{favoured}", make, TRAFILATURA)
    yield Entry("readability", _make_readability, ("readability-lxml", "lxml"))
    yield Entry("justext", _make_justext, ("justext", "lxml"))
    yield Entry("boilerpy3", _make_boilerpy3, ("boilerpy3",))
    yield Entry("newspaper4k", _make_newspaper4k, ("newspaper4k", "lxml"))
    yield Entry("goose3", _make_goose3, ("goose3", "lxml"))
    yield Entry("resiliparse", _make_resiliparse, ("resiliparse",))
    yield Entry("rs-trafilatura", _make_rs_trafilatura, ("rs-trafilatura",))
    yield Entry("magic-html", _make_magic_html, ("magic-html", "lxml"))
    yield Entry("turbohtml", _make_turbohtml, ("turbohtml",))
    yield Entry("all-text", _make_all_text, ("lxml",))
    yield Entry("parse", _make_parse, ("turbohtml",))


REGISTRY: dict[str, Entry] = {entry.name: entry for entry in _entries()}
GROUPS: dict[str, tuple[str, ...]] = {
    "strategies": tuple(f"boilerstrip/{strategy}" for strategy in BUILT_IN),
    "modes": tuple(f"boilerstrip-{mode}" for mode in MODES),
    "peers": tuple(n for n in REGISTRY if not n.startswith("boilerstrip") and n != "parse"),
    "all": tuple(name for name in REGISTRY if name not in ("parse", "boilerstrip-cv")),
}


def version_of(package: str) -> str:
    """Return the version of a distribution, or "" where it is not installed."""
    if package == "boilerstrip":
        # what is imported; an editable installation keeps the version of the day it was made
        return str(importlib.import_module(package).__version__)
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _hash_of_source(module: str) -> str:
    """A hash over the files of the top-level package (or the one file) that `module` is in."""
    try:
        spec = importlib.util.find_spec(module.partition(".")[0])
    except (ImportError, ValueError):
        return ""
    if spec is None:
        return ""
    files = [Path(spec.origin)] if spec.origin else []
    for folder in spec.submodule_search_locations or ():
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(files):
        if path.suffix != ".pyc":
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
