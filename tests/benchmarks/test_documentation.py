"""The marked bodies of four generators, from pages written for the test, and corpora drawn from packages."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import corpora, documentation

SPHINX = """<html lang="en"><head><title>Kites</title>
<script id="documentation_options" src="_static/documentation_options.js"></script></head><body>
<div class="related"><a href="n.html">next</a></div>
<div class="body" role="main"><section id="kites">
<h1>Kites<a class="headerlink" href="#kites">¶</a></h1>
<nav class="contents local"><p>Contents</p><ul><li><a href="#tails">Tails</a></li></ul></nav>
<p>A kite flies on a line.</p><h2>Tails<a class="headerlink" href="#tails">¶</a></h2>
<div class="highlight"><table><tr><td class="linenos"><pre>41</pre></td><td><pre>fly(kite)</pre></td></tr></table></div>
<table><tr><td>Wind</td><td>Line</td></tr></table>
<div class="toctree-wrapper compound"><ul><li><a href="o.html">Owners</a></li></ul></div>
</section></div><div class="sphinxsidebar">Quick search</div></body></html>"""

MDBOOK = """<!DOCTYPE HTML><html lang="en"><head><!-- Book generated using mdBook --></head><body>
<nav id="sidebar">Chapters</nav><h1 class="menu-title">The Kite Book</h1>
<div id="content" class="content"><main><h2 id="kites"><a class="header" href="#kites">Kites</a></h2>
<p>A kite flies on a line.</p><h3><a class="header" href="#tails">Tails</a></h3><pre>fly(kite)</pre>
</main><nav class="nav-wrapper">Next chapter</nav></div></body></html>"""

DOCBOOK = """<html><head><meta name="generator" content="DocBook XSL Stylesheets V1"></head><body>
<div class="navheader">Prev</div><div class="chapter" lang="fr"><div class="titlepage"><h2>Kites</h2>
<span class="author">Ann Onym</span><div class="abstract"><p>On kites.</p></div></div><div class="toc"><p>Table of Contents</p></div>
<div class="section"><div class="titlepage"><h2>Tails</h2></div><p>A kite flies on a line.</p>
<pre>fly(kite)</pre></div></div><div class="navfooter">Next</div></body></html>"""

REFENTRY = """<html><head><meta name="generator" content="DocBook XSL Stylesheets V1"></head><body>
<div class="refentry"><div class="titlepage"></div><div class="refnamediv"><h2>KITE</h2>
<p>kite, fly</p></div><div class="refsect1"><h2>Tails</h2><p>Long.</p></div></div></body></html>"""

ASCIIDOC = """<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="de"><head>
<meta name="generator" content="AsciiDoc 10"></head><body class="manpage">
<div id="header"><h1>kite(1) Manual Page</h1><h2>NAME</h2><div class="sectionbody"><p>kite - fly</p></div></div>
<div id="content"><div id="toc">Contents</div><div class="sect1"><h2>Tails</h2><p>A kite flies on a line.</p></div>
</div><div id="footnotes"><hr><div>1. Not in rain.</div></div><div id="footer">Last updated</div></body></html>"""

BOOK = """<html><head><meta name="generator" content="Asciidoctor 2"></head><body class="book">
<div id="header"><h1>Kites</h1><div class="details">Ann Onym</div><div id="toc" class="toc">Contents</div></div>
<div id="content"><h1 class="sect0">Part one</h1><div class="sect1"><h2>Tails</h2><p>Long.</p></div></div></body></html>"""


@pytest.mark.parametrize(
    ("page", "generator", "lines", "language"),
    [
        (SPHINX, "Sphinx", ["A kite flies on a line.", "Tails", "fly(kite)", "Wind", "Line"], "en"),
        (MDBOOK, "mdBook", ["A kite flies on a line.", "Tails", "fly(kite)"], "en"),
        (DOCBOOK, "DocBook", ["On kites.", "Tails", "A kite flies on a line.", "fly(kite)"], "fr"),
        (REFENTRY, "DocBook", ["kite, fly", "Tails", "Long."], ""),
        (
            ASCIIDOC,
            "AsciiDoc",
            ["NAME", "kite - fly", "Tails", "A kite flies on a line.", "1. Not in rain."],
            "de",
        ),
        (BOOK, "AsciiDoc", ["Part one", "Tails", "Long."], ""),
    ],
)
def test_the_marked_body(page: str, generator: str, lines: list[str], language: str) -> None:
    body = documentation.body_of(page.encode())
    assert body is not None
    assert body.text.split("\n") == lines
    assert (body.generator, body.language) == (generator, language)


def test_a_first_section_keeps_its_heading_where_the_title_has_a_page_of_its_own() -> None:
    body = documentation.body_of(DOCBOOK.encode())
    assert body is not None
    assert "Tails" in body.text.split("\n")


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>No generator</p>",
        '<div role="main">No Sphinx</div>',
        SPHINX.replace('role="main"', ""),
        "<!-- Book generated using mdBook --><p>No main</p>",
    ],
)
def test_what_no_generator_marks_has_no_body(page: str) -> None:
    assert documentation.body_of(page.encode()) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_read(tail: bytes) -> None:
    documentation.body_of(tail)
    documentation.body_of(SPHINX.encode() + tail)


def written(seed: int, words: int) -> str:
    """A page whose words no other seed has."""
    return SPHINX.replace("A kite flies on a line.", " ".join(f"w{seed}x{at}" for at in range(words)))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """An unpacked package: long, medium and short pages, a copy, an index, a page of another generator."""
    root = tmp_path / "unpacked"
    folder = root / "usr/share/doc/kite-doc/html"
    folder.mkdir(parents=True)
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN/control").write_text("Package: kite1.2-doc\nVersion: 1.2-3\nArchitecture: all\n")
    (root / "usr/share/doc/kite-doc/copyright").write_text(
        "Format: x\n\nFiles: *\nCopyright: Ann Onym\nLicense: MIT\n"
    )
    for at, words in enumerate([4000] * 3 + [1000] * 3 + [100] * 3):
        (folder / f"page{at}.html").write_text(written(at, words))
    (folder / "copy.html").write_text(written(0, 3900))
    (folder / "packed.html.gz").write_bytes(gzip.compress(written(50, 200).encode()))
    (folder / "index.html").write_text(written(60, 500))
    (folder / "_modules/kite").mkdir(parents=True)
    (folder / "_modules/kite/other.html").write_text(written(62, 500))
    (folder / "genindex-K.html").write_text(written(61, 500))
    (folder / "other.html").write_text(f"<p>{' word' * 500}</p>")
    (folder / "stub.html").write_text(SPHINX)
    return root


def test_every_length_is_drawn_and_no_page_twice(package: Path, tmp_path: Path) -> None:
    (drawn,) = documentation.draw([package], tmp_path / "out", limit=3)
    counts = sorted(len(sample.text.split()) for sample in samples(tmp_path / "out"))
    assert [count > bound for count, bound in zip(counts, (90, 900, 3900), strict=True)] == [True] * 3
    assert (drawn.name, drawn.version, drawn.licences) == ("kite1.2-doc", "1.2-3", ["MIT"])
    assert drawn.generators == ["Sphinx"]
    assert (tmp_path / "out/kite1.2-doc/copyright").is_file()


def test_copies_indexes_stubs_and_other_generators_are_left_out(package: Path, tmp_path: Path) -> None:
    (drawn,) = documentation.draw([package], tmp_path / "out", limit=100)
    assert len(drawn.pages) == 10  # nine and the packed one; of page 0 and its copy one
    assert not any(word in " ".join(drawn.pages) for word in ("index", "other", "stub"))


def test_the_seed_decides(package: Path, tmp_path: Path) -> None:
    def pages(seed: int) -> list[str]:
        (drawn,) = documentation.draw([package], tmp_path / str(seed), limit=3, seed=seed)
        return drawn.pages

    assert pages(1) == pages(1)
    assert len({tuple(pages(seed)) for seed in range(8)}) > 1


def test_a_corpus_of_documentation_is_told_by_its_manifest(package: Path, tmp_path: Path) -> None:
    documentation.draw([package], tmp_path / "corpora/docs", limit=3)
    (corpus,) = corpora.load(tmp_path / "corpora")
    assert corpus.name == "docs"
    assert {corpora.site_of(sample) for sample in corpus.samples} == {"kite1-2-doc.debian"}
    assert {sample.page_type for sample in corpus.samples} == {"documentation"}
    assert all(sample.id.startswith("docs/kite1.2-doc/") for sample in corpus.samples)


def test_the_projects_own_site_decides_the_fold(package: Path, tmp_path: Path) -> None:
    control = package / "DEBIAN/control"
    control.write_text(control.read_text() + "Homepage: https://www.kites.example/docs/\n")
    assert documentation.draw([package], tmp_path / "a", limit=1)[0].site == "kites.example"
    told = {"kite1.2-doc": "kite.test"}
    assert documentation.draw([package], tmp_path / "b", limit=1, sites=told)[0].site == "kite.test"


def test_a_folder_inside_a_package_stands_for_its_pages(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = package / "usr/share/doc/kite-doc/html/book"
    inner.mkdir()
    (inner / "only.html").write_text(written(70, 300))
    arguments = ["--packages", str(inner), "--out", str(tmp_path / "out"), "--licence", "kite1.2-doc=CC0-1.0"]
    documentation.main(arguments)
    (package_drawn,) = documentation.packages(tmp_path / "out")
    assert package_drawn.pages == ["kite-doc-html-book-only.html"]
    assert package_drawn.licences == ["CC0-1.0"]
    assert "1 pages, Sphinx, CC0-1.0" in capsys.readouterr().out


def test_what_is_missing_is_named(package: Path, tmp_path: Path) -> None:
    with pytest.raises(documentation.DocumentationError, match="no unpacked package"):
        documentation.draw([tmp_path], tmp_path / "out")
    documentation.draw([package], tmp_path / "out", limit=1)
    manifest = tmp_path / "out" / documentation.MANIFEST
    told = json.loads(manifest.read_text())
    told["packages"][0]["pages"] = ["gone.html"]
    manifest.write_text(json.dumps(told))
    with pytest.raises(documentation.DocumentationError, match=r"gone\.html"):
        corpora.load(tmp_path / "out")


def samples(folder: Path) -> list[corpora.Sample]:
    (corpus,) = corpora.load(folder)
    return list(corpus.samples)
