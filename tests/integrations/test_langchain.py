"""LangChain, where it is installed."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path

import pytest

import boilerstrip
from tests.conftest import SAMPLES
from tests.expected import FAST, PAGES, address, extraction, write_warc
from tests.integrations.sources import MARKDOWN, SECTIONS, about


@pytest.mark.integration
def test_langchain_transformer() -> None:
    documents = pytest.importorskip("langchain_core.documents", reason="needs the langchain extra")
    from boilerstrip.integrations.langchain import BoilerstripTransformer

    names = [*list(PAGES)[:4], "news-theme.html"]
    given = [
        documents.Document(
            PAGES[name].decode(), id=name, metadata={"source": address(name), "topic": "ferries"}
        )
        for name in names
    ]
    given.append(documents.Document("", metadata={"source": "nothing.html", "title": "Nothing"}))
    made = BoilerstripTransformer(**FAST).transform_documents(given)
    assert [document.id for document in made] == [*names, None]
    for name, document in zip(names, made, strict=False):
        assert document.page_content == extraction(PAGES[name], address(name)).text
        assert document.metadata == about(PAGES[name], address(name)) | {
            "source": address(name),
            "topic": "ferries",
        }
    assert made[-1].page_content == ""
    assert made[-1].metadata == {
        "source": "nothing.html", "title": "Nothing", "confidence": 0.0, "notes": "the page is empty",
        "page_type_probability": 0.0, "reading_time": 0, "word_count": 0,
    }  # fmt: skip
    assert [document.page_content for document in given[:4]] == [PAGES[name].decode() for name in names[:4]]
    in_processes = BoilerstripTransformer(workers=1, timeout=600, **FAST).transform_documents(given[:2])
    assert in_processes == made[:2]
    assert asyncio.run(BoilerstripTransformer(**FAST).atransform_documents(given[:1])) == made[:1]
    with pytest.raises(boilerstrip.OptionError):
        BoilerstripTransformer(effort="none")


@pytest.mark.integration
def test_langchain_loader(served: str, tmp_path: Path) -> None:
    pytest.importorskip("langchain_core", reason="needs the langchain extra")
    pytest.importorskip("fastwarc")
    from boilerstrip.integrations.langchain import BoilerstripLoader

    rows = write_warc(tmp_path / "crawl.warc.gz", gzip.compress)
    news, german = f"{served}/news-theme.html", SAMPLES / "german.html"
    loader = BoilerstripLoader([news, german, f"{served}/gone.html", tmp_path / "crawl.warc.gz"], **FAST)
    documents = list(loader.lazy_load())
    assert [document.id for document in documents[:3]] == [news, str(german), f"{served}/gone.html"]
    assert {document.id for document in documents[3:]} == set(rows)
    assert len(documents) == 3 + len(rows)
    assert documents[0].page_content == extraction(PAGES["news-theme.html"], news).text
    assert documents[0].metadata == about(PAGES["news-theme.html"], news)
    assert documents[1].page_content == extraction(PAGES["german.html"]).text
    assert documents[2].page_content == ""
    assert documents[2].metadata["kind"] == "source"
    assert "404" in documents[2].metadata["reason"]
    assert documents[2].metadata["source"] == f"{served}/gone.html"
    for document in documents[3:]:
        assert document.page_content == (rows[document.id]["text"] or "")
    assert BoilerstripLoader(german, **FAST).load() == documents[1:2]
    with pytest.raises(boilerstrip.BoilerstripError, match="no such file"):
        BoilerstripLoader(tmp_path / "gone").load()
    with pytest.raises(boilerstrip.OptionError):
        BoilerstripLoader([b"<p>"])  # type: ignore[list-item]


@pytest.mark.integration
def test_langchain_content_and_splitter() -> None:
    documents = pytest.importorskip("langchain_core.documents", reason="needs the langchain extra")
    from boilerstrip.integrations.langchain import BoilerstripLoader, BoilerstripSplitter

    source = SAMPLES / "german.html"
    for content in ("text", "markdown", "html"):
        (document,) = BoilerstripLoader(source, content=content, **FAST).load()
        assert document.page_content == getattr(extraction(source.read_bytes()), content)
        assert not {"text", "markdown", "html"} & set(document.metadata)
    whole = documents.Document(MARKDOWN, metadata={"source": "boats.md"})
    sections = BoilerstripSplitter(max_level=2).transform_documents([whole, documents.Document("")])
    assert [(s.metadata["headings"], s.page_content) for s in sections] == SECTIONS
    assert {s.metadata["source"] for s in sections} == {"boats.md"}
    for wrong in (0, 7, True, "2"):
        with pytest.raises(boilerstrip.OptionError, match="max_level must be a heading level"):
            BoilerstripSplitter(max_level=wrong)  # type: ignore[arg-type]
    with pytest.raises(boilerstrip.OptionError, match="did you mean 'markdown'"):
        BoilerstripLoader(source, content="markdwon")  # type: ignore[arg-type]
