"""Extractors by the form that they give, ``NAME@html`` or ``NAME@markdown``.

Peers are asked for all the structure that they can give: trafilatura leaves out links and images by default.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from benchmarks import extractors, markup
from benchmarks.extractors import MODES, OURS, TRAFILATURA, Entry, Extract, user_function

FORMS = ("html", "markdown")


def find(name: str) -> Entry:
    """The entry called ``NAME@FORM``, or one for the user's own ``module:function@FORM``."""
    if name in REGISTRY:
        return REGISTRY[name]
    extractor, _, form = name.partition("@")
    module, separator, function = extractor.partition(":")
    if form not in FORMS or not separator:
        raise LookupError(f"no extractor is called {name!r}; write module:function@html for your own")
    return Entry(name, partial(user_function, module, function, form), source=module)


def chosen(names: Sequence[str]) -> list[str]:
    """Names with all the forms that each extractor has, and groups (peers, modes, all) spelled out.

    Those that give nothing but text are left out.
    """
    spelled: list[str] = []
    for name in names:
        if name in GROUPS:
            spelled.extend(GROUPS[name])
        elif found := [entry for entry in REGISTRY if entry.partition("@")[0] == name]:
            spelled.extend(found)
        elif name not in extractors.REGISTRY and name not in extractors.GROUPS:
            spelled.append(name if "@" in name else f"{name}@html")
    for name in spelled:
        find(name)
    return list(dict.fromkeys(spelled))


def form_of(name: str) -> str:
    """The form that an extractor gives."""
    return name.partition("@")[2]


def _make_boilerstrip(form: str, **options: Any) -> Extract:
    extractor = importlib.import_module("boilerstrip").Extractor(**options)

    def extract(page: bytes, url: str | None) -> str:
        return str(getattr(extractor.extract(page, url=url), form))

    return extract


def _make_trafilatura(form: str) -> Extract:
    trafilatura = importlib.import_module("trafilatura")
    options = dict.fromkeys(("include_images", "include_links", "include_formatting", "include_tables"), True)

    def extract(page: bytes, url: str | None) -> str:
        return trafilatura.extract(page, url=url, output_format=form, **options) or ""

    return extract


def _make_readability() -> Extract:
    readability = importlib.import_module("readability")

    def extract(page: bytes, url: str | None) -> str:
        return str(readability.Document(markup.decode(page), url=url).summary(html_partial=True))

    return extract


def _make_magic_html() -> Extract:
    extractor = importlib.import_module("magic_html").GeneralExtractor()

    def extract(page: bytes, url: str | None) -> str:
        return str(extractor.extract(markup.decode(page), base_url=url or "").get("html") or "")

    return extract


def _make_newspaper4k() -> Extract:
    newspaper = importlib.import_module("newspaper")

    def extract(page: bytes, url: str | None) -> str:
        address = url or "https://example.org/page"
        article = newspaper.Article(address, fetch_images=False, clean_article_html=True)
        article.download(input_html=markup.decode(page))
        article.parse()
        return str(article.article_html or "")

    return extract


def _make_resiliparse() -> Extract:
    plain_text = importlib.import_module("resiliparse.extract.html2text").extract_plain_text

    def extract(page: bytes, url: str | None) -> str:
        form = {"preserve_formatting": "minimal_html", "links": True}
        return str(plain_text(markup.decode(page), main_content=True, **form))

    return extract


def _make_rs_trafilatura(form: str) -> Extract:
    rs_trafilatura = importlib.import_module("rs_trafilatura")

    def extract(page: bytes, url: str | None) -> str:
        options = {"include_images": True, "include_links": True, "output_markdown": form == "markdown"}
        found = rs_trafilatura.extract(markup.decode(page), url=url, **options)
        return getattr(found, f"content_{form}") or ""

    return extract


def _make_turbohtml(form: str) -> Extract:
    turbohtml = importlib.import_module("turbohtml")

    def extract(page: bytes, url: str | None) -> str:
        element = turbohtml.parse(page, positions=False).article().element
        if element is None:
            return ""
        return str(element.to_markdown() if form == "markdown" else element.html)

    return extract


def _make_whole_page() -> Extract:
    """The page as it is: what doing nothing keeps."""

    def extract(page: bytes, url: str | None) -> str:
        return markup.decode(page)

    return extract


def _entries() -> Iterable[Entry]:
    def entry(name: str, make: Callable[[], Extract], *packages: str, source: str | None = None) -> Entry:
        return Entry(name, make, packages, source)

    for form in FORMS:
        for mode in ("", *MODES):
            name, options = f"boilerstrip-{mode}" if mode else "boilerstrip", {"effort": mode} if mode else {}
            make = partial(_make_boilerstrip, form, **options)
            yield entry(f"{name}@{form}", make, *OURS, source="boilerstrip")
    for form in FORMS:
        yield entry(f"trafilatura@{form}", partial(_make_trafilatura, form), *TRAFILATURA)
    yield entry("readability@html", _make_readability, "readability-lxml", "lxml")
    yield entry("newspaper4k@html", _make_newspaper4k, "newspaper4k", "lxml")
    yield entry("resiliparse@html", _make_resiliparse, "resiliparse")
    for form in FORMS:
        yield entry(f"rs-trafilatura@{form}", partial(_make_rs_trafilatura, form), "rs-trafilatura")
    yield entry("magic-html@html", _make_magic_html, "magic-html", "lxml")
    for form in FORMS:
        yield entry(f"turbohtml@{form}", partial(_make_turbohtml, form), "turbohtml")
    yield entry("whole-page@html", _make_whole_page, "lxml")


REGISTRY: dict[str, Entry] = {entry.name: entry for entry in _entries()}
GROUPS: dict[str, tuple[str, ...]] = {
    "modes": tuple(name for name in REGISTRY if name.startswith("boilerstrip-")),
    "peers": tuple(name for name in REGISTRY if not name.startswith("boilerstrip")),
    "all": tuple(name for name in REGISTRY if not name.startswith("boilerstrip-")),
}
