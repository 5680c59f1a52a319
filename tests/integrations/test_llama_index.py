"""LlamaIndex, where it is installed."""

from __future__ import annotations

import pytest

import boilerstrip
from tests.conftest import SAMPLES
from tests.expected import FAST, PAGES, extraction
from tests.integrations.sources import MARKDOWN, SECTIONS, about


@pytest.mark.integration
def test_llama_index_reader(served: str) -> None:
    pytest.importorskip("llama_index.core", reason="needs the llama-index extra")
    from llama_index.core import SimpleDirectoryReader
    from llama_index.core.schema import MetadataMode

    from boilerstrip.integrations.llama_index import BoilerstripReader

    news, gone = f"{served}/news-theme.html", f"{served}/gone.html"
    made, failed = BoilerstripReader(**FAST).load_data([news, gone], extra_info={"topic": "ferries"})
    assert made.text == extraction(PAGES["news-theme.html"], news).text
    assert made.metadata == about(PAGES["news-theme.html"], news) | {"topic": "ferries"}
    assert made.id_ == news
    for mode in (MetadataMode.EMBED, MetadataMode.LLM):
        assert "topic: ferries" in made.get_content(mode)
        assert "confidence" not in made.get_content(mode)
    assert (failed.text, failed.metadata["kind"]) == ("", "source")
    assert "404" in failed.metadata["reason"]
    directory = SimpleDirectoryReader(
        input_files=[SAMPLES / "german.html", SAMPLES / "arabic.html"],
        file_extractor={".html": BoilerstripReader(**FAST)},
    )
    documents = directory.load_data()
    texts = {document.metadata["file_name"]: document.text for document in documents}
    assert texts == {name: extraction(PAGES[name]).text for name in ("german.html", "arabic.html")}
    assert {document.metadata["language"] for document in documents} == {"ar", "de"}
    with pytest.raises(boilerstrip.OptionError):
        BoilerstripReader(strategies=["none"])
    with pytest.raises(boilerstrip.BoilerstripError, match="no such file"):
        BoilerstripReader(**FAST).load_data("no-such-folder")


@pytest.mark.integration
def test_llama_index_content_and_splitter() -> None:
    pytest.importorskip("llama_index.core", reason="needs the llama-index extra")
    from llama_index.core.schema import Document

    from boilerstrip.integrations.llama_index import BoilerstripReader, BoilerstripSplitter

    (made,) = BoilerstripReader(content="markdown", **FAST).load_data([SAMPLES / "german.html"])
    assert made.text == extraction(PAGES["german.html"]).markdown
    whole = Document(text=MARKDOWN, metadata={"source": "boats.md", "confidence": 1.0})
    nodes = BoilerstripSplitter(max_level=2).get_nodes_from_documents([whole])
    assert [(node.metadata["headings"], node.text) for node in nodes] == [
        (" > ".join(headings), text) for headings, text in SECTIONS
    ]
    assert {node.ref_doc_id for node in nodes} == {whole.doc_id}
