"""Every field of metadata goes by one name through every door."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

import boilerstrip
from boilerstrip.batch import rows
from boilerstrip.integrations import documents
from boilerstrip.service.messages import ExtractAnswer

OF_THE_BODY = (
    *(
        "page_type",
        "page_type_probability",
        "images",
        "comments",
        "reading_time",
        "word_count",
        "fingerprint",
    ),
)
FIELDS = (*boilerstrip.Metadata._fields, *OF_THE_BODY)
DOCS = Path(__file__).resolve().parents[2] / "docs"

SENTENCE = "The harbour council decided that the ferry to the outer islands will run all winter long. "
PAGE = f"""<html lang=en dir=ltr><head><title>Ferries run all winter - Harbour Notes</title>
<meta property=og:site_name content="Harbour Notes"><meta name=description content="Ferries will run.">
<meta property=og:image content=/ferry.png><link rel=icon href=/icon.png><link rel=canonical href=/ferries>
<link rel=license href=https://example.org/license>
<script type=application/ld+json>{{"@type": "NewsArticle", "headline": "Ferries run all winter",
"author": {{"@type": "Person", "name": "Ann Lee"}}, "publisher": {{"name": "Harbour Notes"}},
"datePublished": "2024-03-05T10:00:00+01:00", "dateModified": "2024-03-06", "keywords": ["ferries"],
"articleSection": "News"}}</script></head><body><article><h1>Ferries run all winter</h1>
<p>{SENTENCE * 3}</p><figure><img src=/boat.png alt="A boat" width=600 height=400><figcaption>The boat.</figcaption></figure>
<p>{SENTENCE * 3}</p></article>
<section id=comments><h2>Comments</h2><div class=comment><p>I take it every day, glad to hear of it.</p></div>
</section></body></html>"""


@pytest.fixture(scope="module")
def found() -> boilerstrip.Extraction:
    return boilerstrip.extract(PAGE, url="https://www.example.org/ferries", effort="fast")


def test_fields_are_attributes_and_in_json(found: boilerstrip.Extraction) -> None:
    told = found.to_dict(blocks=False)
    for field in FIELDS:
        value = getattr(found, field)
        if field == "images":
            assert told[field] == [image._asdict() for image in value]
        else:
            assert told[field] == (list(value) if isinstance(value, tuple) else value)


def test_fields_of_a_page_that_tells_all(found: boilerstrip.Extraction) -> None:
    empty = [field for field in FIELDS if getattr(found, field) in (None, "", ())]
    # which box is comments is for the scorer to say
    assert set(empty) <= {"comments"}
    assert found.hostname == "example.org"
    assert [(image.src, image.alt) for image in found.images] == [
        ("https://www.example.org/boat.png", "A boat")
    ]


def test_columns_of_batches_and_frames_have_every_field(found: boilerstrip.Extraction) -> None:
    assert set(FIELDS) <= rows.FIELDS.keys()
    kinds = {"str": str, "int": int, "float": float, "list": list}
    for field, value in rows.values(tuple(rows.FIELDS), found).items():
        assert value is None or isinstance(value, kinds[rows.FIELDS[field]]), field


def test_answers_of_the_service_have_every_field() -> None:
    assert set(FIELDS) <= {field.encode_name for field in msgspec.structs.fields(ExtractAnswer)}


def test_documents_of_frameworks_have_every_field(found: boilerstrip.Extraction) -> None:
    assert set(FIELDS) <= set(documents.fields("text"))
    known = documents.metadata("page.html", rows.values(documents.fields("text"), found))
    expected = {field for field in FIELDS if getattr(found, field) not in (None, "", ())}
    assert expected - {"url"} | {"source"} <= known.keys()
    assert all(isinstance(value, (str, int, float)) for value in known.values())


def test_front_matter_has_every_field_but_comments(found: boilerstrip.Extraction) -> None:
    lines = found.to_markdown(front_matter=True).partition("\n---\n")[0].splitlines()
    named = {line.partition(":")[0] for line in lines[1:]}
    assert named == {field for field in FIELDS if getattr(found, field) not in (None, "", ())} - {"comments"}


def test_the_documentation_has_every_field() -> None:
    table = (DOCS / "metadata.md").read_text(encoding="utf-8").partition("## Front matter")[0]
    told = {
        name
        for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    }
    assert told == set(FIELDS)
