"""The layouts, each from a folder made for the test; the public corpora where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import corpora


def test_wcxb(wcxb: Path) -> None:
    (corpus,) = corpora.load(wcxb)
    assert corpus.name == "wcxb-dev"
    first, second = corpus.samples
    assert first.id == "wcxb-dev/0001"
    assert first.text == "One two."
    assert (first.wanted, first.unwanted) == (("One",), ("Home",))
    assert (first.language, first.site) == ("en", "example.org")
    assert first.html.startswith(b"<html")
    assert [first.page_type, second.page_type] == ["article", "collection"]


def test_a_split_alone(wcxb: Path) -> None:
    assert corpora.load(wcxb / "dev") == corpora.load(wcxb)


def test_aeb(aeb: Path) -> None:
    (corpus,) = corpora.load(aeb)
    assert [sample.id for sample in corpus.samples] == ["aeb/abc"]
    assert corpus.samples[0].text == "One two."


def test_trafilatura(trafilatura_set: Path) -> None:
    (corpus,) = corpora.load(trafilatura_set)
    assert [sample.id for sample in corpus.samples] == ["evaluation/one", "evaluation/two"]
    assert all(sample.text is None for sample in corpus.samples)


def test_a_listed_page_that_is_not_there_is_named(trafilatura_set: Path) -> None:
    (trafilatura_set / "eval/one.html").unlink()
    with pytest.raises(corpora.CorpusError, match=r"one\.html"):
        corpora.load(trafilatura_set)


def test_plain(plain: Path) -> None:
    (corpus,) = corpora.load(plain)
    (sample,) = corpus.samples
    assert (sample.id, sample.page_type, sample.url) == ("own/first", "news", "https://c.example/")
    assert sample.language == "ru"  # declared en, written in Cyrillic


def test_a_folder_of_corpora(wcxb: Path, aeb: Path, plain: Path) -> None:
    assert [corpus.name for corpus in corpora.load(wcxb.parent)] == ["aeb", "own", "wcxb-dev"]


def test_a_folder_without_a_corpus(tmp_path: Path) -> None:
    with pytest.raises(corpora.CorpusError, match="no corpus"):
        corpora.load(tmp_path)
    with pytest.raises(corpora.CorpusError, match="not a folder"):
        corpora.load(tmp_path / "nowhere")


def test_a_limit_draws_by_seed_and_keeps_the_order(wcxb: Path) -> None:
    many = tuple(corpora.Sample(f"{i:03}", "c", b"") for i in range(100))
    corpus = corpora.Corpus("c", many)
    drawn = corpora.sampled(corpus, 10, seed=1).samples
    assert drawn == corpora.sampled(corpus, 10, seed=1).samples
    assert drawn != corpora.sampled(corpus, 10, seed=2).samples
    assert list(drawn) == sorted(drawn, key=lambda sample: sample.id)
    assert corpora.sampled(corpus, 1000, seed=1) is corpus


def test_the_public_corpora(public_corpora: Path) -> None:
    for corpus in corpora.load(public_corpora):
        assert corpus.samples
        assert all(sample.html for sample in corpus.samples)
        assert all(sample.text is not None or sample.wanted for sample in corpus.samples)


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("news.kites.co.uk", "kites.co.uk"),
        ("www.kites.com.br", "kites.com.br"),
        ("docs.kites.org", "kites.org"),
        ("ann.github.io", "ann.github.io"),  # a private suffix: a site of its own
        ("bob.github.io", "bob.github.io"),
        ("github.io", "github.io"),
        ("co.uk", "co.uk"),
        ("kite-doc.debian", "kite-doc.debian"),  # in no list
        ("localhost", "localhost"),
    ],
)
def test_sites_are_registered_domains(host: str, site: str) -> None:
    assert corpora.site_of(corpora.Sample("c/1", "c", b"", site=host)) == site


def test_the_site_is_declared_where_the_address_is_not_known() -> None:
    page = b'<link rel="canonical" href="https://a.kites.co.uk/x">'
    assert corpora.site_of(corpora.Sample("c/1", "c", page)) == "kites.co.uk"
    assert corpora.site_of(corpora.Sample("c/Kites_12", "c", b"")) == "kites"
