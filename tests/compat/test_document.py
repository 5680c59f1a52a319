"""trafilatura's Document in each of its formats."""

from __future__ import annotations

import csv
import json

import pytest

etree = pytest.importorskip("lxml.etree", reason="needs the compat extra")

from boilerstrip.compat import document as documents  # noqa: E402
from boilerstrip.compat.document import Document  # noqa: E402
from boilerstrip.compat.trees import body_tree, paragraphs, to_xml  # noqa: E402

BODY = "<article><h2>Tides</h2><p>They turn <em>twice</em>.</p></article>"


def tides() -> Document:
    return Document(
        title="Tides & \x00boats", author="Ann Lee", url="https://x.example/a", hostname="x.example",
        sitename="The Paper", date="2024-05-12", tags=["sea", "moon"], body=to_xml(body_tree(BODY)),
        commentsbody=paragraphs("So they do."),
    )  # fmt: skip


def test_json_has_trafilatura_s_keys() -> None:
    value = json.loads(documents.to_json(tides(), with_metadata=True))
    assert (value["source"], value["source-hostname"], value["tags"]) == (
        "https://x.example/a", "The Paper", "sea;moon",
    )  # fmt: skip
    assert "Tides" in value["text"]
    assert value["comments"] == "So they do."
    assert set(json.loads(documents.to_json(tides(), with_metadata=False))) == {"text", "comments"}


def test_a_line_of_csv_is_one_row() -> None:
    (row,) = csv.reader([documents.to_csv(tides(), "a\tb").rstrip("\r\n")], delimiter="\t")
    assert len(row) == 11
    assert row[7] == "a\tb"
    assert row[1] == "null"


@pytest.mark.parametrize("write", [documents.to_xml_text, documents.to_tei])
def test_xml_is_well_formed_and_has_text_and_metadata(write: object) -> None:
    root = etree.fromstring(write(tides()).encode())  # type: ignore[operator]
    assert "They turn twice." in "".join(root.itertext())
    assert "So they do." in "".join(root.itertext())
    assert "2024-05-12" in etree.tostring(root, encoding="unicode")


def test_html_has_metadata_where_it_is_wanted() -> None:
    page = documents.to_html(tides(), body_tree(BODY), with_metadata=True)
    assert '<meta name="author" content="Ann Lee"/>' in page
    assert "<meta" not in documents.to_html(tides(), body_tree(BODY), with_metadata=False)
    assert documents.with_header(tides(), "text").endswith("text")
