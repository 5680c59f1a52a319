"""Documentation pages whose generator marks the body, as a corpus.

Sphinx, mdBook, DocBook's stylesheets and AsciiDoc wrap a page's body in a container of its own and name
what stands in it besides: links to a heading's own address, tables of contents, line numbers. The gold
text is the container without those and, as in the other corpora, without the page's title.

A corpus is drawn from unpacked Debian packages::

    apt-get download python3.11-doc && dpkg-deb -R python3.11-doc_*.deb unpacked/python3.11-doc
    python -m benchmarks documentation --packages unpacked/python3.11-doc --out documentation

A folder inside a package stands for the pages below it alone. The folder written holds the pages as they
were found, each package's ``copyright``, and ``documentation.json``, which names packages and pages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

from benchmarks import markup

MANIFEST = "documentation.json"
PAGES = 40
# Fewer words than this are a stub or a list of links; more cost too much to learn from.
FEWEST_WORDS = 60
MOST_WORDS = 30_000

# How many words a short and a medium page have at most.
_SHORT, _MEDIUM = 500, 3000
_SHINGLE = 8
# A page that shares more of its shingles than this with one drawn before is a copy of it.
_SHARED = 0.4
# Pages that lead to others, or show what stands elsewhere.
_LEADS = re.compile(
    r"(?:^|[/._-])(?:(?:gen|book|py-mod|mod)?index(?:es)?(?:-[\w]+)?|ix\d+|search|contents|toc|print|404"
    r"|_modules|_sources|_static)(?:[./]|$)",
    re.IGNORECASE,
)
_CONTENTS = "toc contents toctree-wrapper list-of-figures list-of-tables list-of-examples list-of-equations"
_FURNITURE = frozenset(
    f"{_CONTENTS} navheader navfooter related headerlink viewcode-link sourcelink linenos linenodiv "
    "rst-footer-buttons".split()
)
_DIVISIONS = frozenset(
    "set book part article chapter appendix preface reference refentry sect1 sect2 sect3 section "
    "simplesect glossary bibliography colophon dedication".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Boxes that generators lay out as tables, with a picture of what they are.
_ADMONITIONS = frozenset("note tip warning caution important admonitionblock".split())
_ICON = re.compile(r"(?:^|/)(?:note|tip|warning|caution|important)\.\w+$")
_GENERATOR = re.compile(r"(docbook)|(asciidoc)", re.IGNORECASE)


class DocumentationError(Exception):
    """What was handed in is no package, or the corpus lacks a page it lists."""


@dataclass(slots=True)
class Package:
    """A package of documentation: where its pages come from and what they may be used under.

    `pages` are paths below the package's folder in the corpus; `site` is what its pages share a fold by.
    """

    name: str
    version: str
    site: str
    generators: list[str] = field(default_factory=list)
    licences: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Body:
    """What a page's generator marks as its body, as text and as HTML."""

    generator: str
    text: str
    html: str
    # as declared around the body; empty where nothing is
    language: str


def body_of(page: bytes) -> Body | None:
    """The body that the generator of `page` marks; None where none of the four made the page."""
    text = markup.decode(page)
    if not text.strip():
        return None
    try:
        root = html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=html.HTMLParser(huge_tree=True, remove_pis=True)
        )
    except (etree.ParserError, ValueError):
        return None
    generator = _generator(root, text)
    if generator is None:
        return None
    parts = _CONTAINERS[generator](root)
    if not parts:
        return None
    declared = parts[0].xpath("ancestor-or-self::*/@lang | ancestor-or-self::*/@*[name() = 'xml:lang']")
    for part in parts:
        _strip(part)
        _mark_frames(part)
    written = [html.tostring(part, encoding="unicode", with_tail=False) for part in parts]
    texts = map(markup.text_of, written)
    language = re.match("[a-z]{2,3}", declared[-1].lower()) if declared else None
    return Body(
        generator,
        "\n".join(text for text in texts if text),
        "\n".join(written),
        language[0] if language else "",
    )


def read(folder: Path) -> Iterator[dict[str, Any]]:
    """The pages of a corpus of documentation, as `benchmarks.corpora` wants them."""
    for package in packages(folder):
        for page in package.pages:
            path = folder / package.name / page
            if not path.is_file():
                raise DocumentationError(f"{folder} lists {package.name}/{page} but has no such page")
            content = path.read_bytes()
            body = body_of(content)
            if body is None:
                raise DocumentationError(f"{path} has no body that a generator marked")
            yield {
                "id": f"{package.name}/{page.removesuffix('.html')}",
                "html": content,
                "text": body.text,
                "gold": body.html,
                "page_type": "documentation",
                **({"language": body.language} if body.language else {}),
                "site": package.site,
            }


def packages(folder: Path) -> list[Package]:
    """The packages that the manifest of a corpus names, with their versions, generators and licences."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return [Package(**package) for package in manifest["packages"]]


def draw(
    folders: Sequence[Path],
    out: Path,
    limit: int = PAGES,
    seed: int = 0,
    licences: Mapping[str, str] = MappingProxyType({}),
    sites: Mapping[str, str] = MappingProxyType({}),
) -> list[Package]:
    """Write a corpus of at most `limit` pages a package into `out`; the packages drawn.

    `licences` and `sites` tell of a package, by its name, what its files do not.
    """
    grouped: dict[Path, list[Path]] = defaultdict(list)
    for folder in folders:
        grouped[_root(folder.resolve())].append(folder.resolve())
    shingled: dict[int, set[int]] = defaultdict(set)
    sizes: list[int] = []
    drawn = []
    for root, parts in sorted(grouped.items()):
        package = _package(root, licences, sites)
        rng = random.Random(f"{seed} {package.name}")
        generators = set()
        for path, body in _spread(list(_candidates(parts)), limit, rng, shingled, sizes):
            name = "-".join(path.relative_to(root).parts).removeprefix("usr-share-doc-").removesuffix(".gz")
            target = out / package.name / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_content(path))
            package.pages.append(name)
            generators.add(body.generator)
        if not package.pages:
            continue
        package.pages.sort()
        package.generators = sorted(generators)
        for copyright_file in _copyright(root):
            shutil.copyfile(copyright_file, out / package.name / "copyright")
        drawn.append(package)
    out.mkdir(parents=True, exist_ok=True)
    manifest = {"seed": seed, "packages": [asdict(package) for package in drawn]}
    (out / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return drawn


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw a corpus from unpacked packages, as told on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks documentation", description=main.__doc__)
    parser.add_argument("--packages", nargs="+", type=Path, required=True, metavar="DIR", help="unpacked")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the corpus goes")
    parser.add_argument("--pages", type=int, default=PAGES, help="at most so many a package (%(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    for option, where in (("licence", "its copyright says it in prose"), ("site", "it names no homepage")):
        parser.add_argument(
            f"--{option}", action="append", default=[], metavar="PACKAGE=NAME", help=f"where {where}"
        )
    options = parser.parse_args(arguments)
    licences = dict(pair.split("=", 1) for pair in options.licence)
    sites = dict(pair.split("=", 1) for pair in options.site)
    for package in draw(options.packages, options.out, options.pages, options.seed, licences, sites):
        print(
            f"{package.name} {package.version}: {len(package.pages)} pages, {', '.join(package.generators)}, "
            f"{', '.join(package.licences) or 'no licence told'}"
        )


def _generator(root: Any, text: str) -> str | None:
    """The generator that says it made the page."""
    if "<!-- Book generated using mdBook -->" in text:
        return "mdBook"
    content = " ".join(root.xpath("//meta[translate(@name, 'G', 'g') = 'generator']/@content"))
    if found := _GENERATOR.search(content):
        return "DocBook" if found[1] else "AsciiDoc"
    scripts = " ".join(root.xpath("//script/@src | //script/@id | //link/@href"))
    if "documentation_options" in scripts or "_static/pygments.css" in scripts:
        return "Sphinx"
    return None


def _sphinx(root: Any) -> list[Any]:
    return _without_title(root.xpath("//*[@role = 'main']")[:1])


def _mdbook(root: Any) -> list[Any]:
    return _without_title(root.xpath("//main")[:1])


def _docbook(root: Any) -> list[Any]:
    """The outermost division of the page; of its title page, just the abstract is body."""
    for element in root.iter("div", "section", "article"):
        if not _classes(element) & _DIVISIONS:
            continue
        pages = [child for child in element if "titlepage" in _classes(child)]
        titled = any(page.text_content().strip() for page in pages)
        abstracts = [
            element for page in pages for element in page.iter("div") if "abstract" in _classes(element)
        ]
        for page in pages:
            page.drop_tree()
        for abstract in reversed(abstracts):
            element.insert(0, abstract)
        return [element] if titled else _without_title([element])
    return []


def _asciidoc(root: Any) -> list[Any]:
    """The content, with the sections that manual pages have in their header, and the footnotes."""
    content = root.xpath("//*[@id = 'content']")[:1]
    header = root.xpath("//*[@id = 'header'][.//*[contains(@class, 'sectionbody')]]")[:1]
    for element in root.xpath("//*[@id = 'toc'] | //*[@id = 'header']//h1"):
        element.drop_tree()
    return [*header, *content, *root.xpath("//*[@id = 'footnotes']")[:1]] if content else []


def _without_title(parts: list[Any]) -> list[Any]:
    for part in parts:
        _drop_title(part)
    return parts


_CONTAINERS = {"Sphinx": _sphinx, "mdBook": _mdbook, "DocBook": _docbook, "AsciiDoc": _asciidoc}


def _strip(part: Any) -> None:
    """Take furniture out of a container."""
    unwanted = [element for element in part.iterdescendants() if _is_furniture(element)]
    for element in unwanted:
        element.drop_tree()


def _mark_frames(part: Any) -> None:
    """Mark the tables and pictures of admonitions as what need not come out (`benchmarks.fidelity`)."""
    for table in part.iter("table"):
        if (parent := table.getparent()) is not None and _classes(parent) & _ADMONITIONS:
            table.set(markup.OPTIONAL, "tables cells")
    for image in part.iter("img"):
        if _ICON.search(image.get("src") or ""):
            image.set(markup.OPTIONAL, "")


def _is_furniture(element: Any) -> bool:
    return isinstance(element.tag, str) and bool(_classes(element) & _FURNITURE)


def _drop_title(part: Any) -> None:
    """Take the title out: the heading that `part` begins with, else its first h1."""
    first = next((heading for heading in part.iter(*_HEADINGS)), None)
    if first is None or not part.text_content().lstrip().startswith(first.text_content().strip()):
        first = next(part.iter("h1"), None)
    if first is not None:
        first.drop_tree()


def _classes(element: Any) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _root(folder: Path) -> Path:
    """The unpacked package that `folder` is or lies in."""
    for place in (folder, *folder.parents):
        if (place / "DEBIAN" / "control").is_file():
            return place
    raise DocumentationError(f"{folder} is in no unpacked package: no DEBIAN/control above it")


def _package(root: Path, licences: Mapping[str, str], sites: Mapping[str, str]) -> Package:
    """A package as its files describe it, its pages yet to be drawn.

    Other corpora may hold pages of the same project as it publishes them: they belong into one fold, so
    that the site is the project's own where it is known.
    """
    control = (root / "DEBIAN" / "control").read_text(encoding="utf-8")
    fields = dict(re.findall(r"^(Package|Version|Homepage): *(\S+)", control, re.MULTILINE))
    name = fields["Package"]
    # dots would make labels of a name
    host = urlsplit(fields.get("Homepage", "")).hostname or f"{name.replace('.', '-')}.debian"
    licence = [licences[name]] if name in licences else _licences(root)
    return Package(name, fields["Version"], sites.get(name, host).removeprefix("www."), licences=licence)


def _licences(root: Path) -> list[str]:
    """The short names of what most files of a package are under, the first that its copyright tells."""
    for path in _copyright(root):
        text = path.read_text(encoding="utf-8", errors="replace")
        if first := re.search(r"(?ms)^Files:.*?^License: *(\S[^\n]*)", text):
            return [first[1].strip()]
        if found := re.findall(r"/usr/share/common-licenses/([A-Z][\w.-]*\w)", text):
            return list(dict.fromkeys(found))
    return []


def _copyright(root: Path) -> list[Path]:
    return [path for path in sorted(root.glob("usr/share/doc/*/copyright")) if path.is_file()][:1]


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def _candidates(folders: Sequence[Path]) -> Iterator[tuple[Path, Body, int]]:
    """The pages below `folders` that have a marked body of a fit length, with its number of words."""
    endings = ("*.html", "*.html.gz")
    found = {path for folder in folders for ending in endings for path in folder.rglob(ending)}
    for path in sorted(found):
        if not path.is_file() or path.is_symlink() or _LEADS.search("/".join(path.parts[-5:])):
            continue
        body = body_of(_content(path))
        if body is not None and FEWEST_WORDS <= (words := len(body.text.split())) <= MOST_WORDS:
            yield path, body, words


def _spread(
    candidates: Sequence[tuple[Path, Body, int]],
    limit: int,
    rng: random.Random,
    shingled: dict[int, set[int]],
    sizes: list[int],
) -> Iterator[tuple[Path, Body]]:
    """Pages drawn in turn from the long, the medium and the short ones, and no copies.

    `shingled` and `sizes` hold what was drawn before: which pages have a shingle, how many each has.
    """
    bands: list[list[tuple[Path, Body]]] = [[], [], []]
    for path, body, words in candidates:
        bands[0 if words > _MEDIUM else 1 if words > _SHORT else 2].append((path, body))
    for band in bands:
        rng.shuffle(band)
    taken = 0
    while taken < limit and any(bands):
        for band in bands:
            while band and taken < limit:
                path, body = band.pop()
                shingles = _shingles(body.text)
                shared = Counter(page for shingle in shingles for page in shingled.get(shingle, ()))
                if any(count > _SHARED * min(len(shingles), sizes[page]) for page, count in shared.items()):
                    continue
                for shingle in shingles:
                    shingled[shingle].add(len(sizes))
                sizes.append(len(shingles))
                taken += 1
                yield path, body
                break


def _shingles(text: str) -> set[int]:
    tokens = text.lower().split()
    return {hash(tuple(tokens[i : i + _SHINGLE])) for i in range(max(1, len(tokens) - _SHINGLE + 1))}
