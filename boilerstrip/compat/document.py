"""trafilatura's Document and its output formats."""

from __future__ import annotations

import csv
import html
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

from lxml import etree

from boilerstrip.compat.trees import Tree, printable, to_lines
from boilerstrip.render.front_matter import front_matter

FORMATS = ("csv", "html", "json", "markdown", "txt", "xml", "xmltei")
_MAX_VALUE = 10_000  # characters of a field
_HEADER = (
    "title", "author", "url", "hostname", "description", "sitename", "date", "categories", "tags",
    "fingerprint", "id", "license",
)  # fmt: skip
_ATTRIBUTES = (
    "sitename", "title", "author", "date", "url", "hostname", "description", "categories", "tags", "license",
    "id", "fingerprint", "language",
)  # fmt: skip


class Document:
    """The text and the metadata of one page, with the fields of trafilatura's class of this name."""

    # in the order of trafilatura's class, which is that of the JSON
    __slots__ = (  # noqa: RUF023
        "title", "author", "url", "hostname", "description", "sitename", "date", "categories", "tags",
        "fingerprint", "id", "license", "body", "comments", "commentsbody", "raw_text", "text", "language",
        "image", "pagetype", "filedate",
    )  # fmt: skip

    def __init__(
        self,
        *,
        title: str | None = None,
        author: str | None = None,
        url: str | None = None,
        hostname: str | None = None,
        description: str | None = None,
        sitename: str | None = None,
        date: str | None = None,
        categories: list[str] | None = None,
        tags: list[str] | None = None,
        fingerprint: str | None = None,
        idval: str | None = None,
        license_val: str | None = None,
        body: Tree | None = None,
        comments: str | None = None,
        commentsbody: Tree | None = None,
        raw_text: str | None = None,
        text: str | None = None,
        language: str | None = None,
        image: str | None = None,
        pagetype: str | None = None,
        filedate: str | None = None,
    ) -> None:
        self.title = title
        self.author = author
        self.url = url
        self.hostname = hostname
        self.description = description
        self.sitename = sitename
        self.date = date
        self.categories = categories
        self.tags = tags
        self.fingerprint = fingerprint
        self.id = idval
        self.license = license_val
        self.body = etree.Element("body") if body is None else body
        self.comments = comments
        self.commentsbody = etree.Element("body") if commentsbody is None else commentsbody
        self.raw_text = raw_text
        self.text = text
        self.language = language
        self.image = image
        self.pagetype = pagetype
        self.filedate = filedate

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Document:
        """Create a Document from a dictionary of its fields."""
        document = cls()
        for name, value in data.items():
            setattr(document, name, value)
        return document

    def clean_and_trim(self) -> None:
        """Decode entities and collapse white space in the fields that are text; cut them to a length."""
        for name in self.__slots__:
            value = getattr(self, name)
            if isinstance(value, str):
                value = value if len(value) <= _MAX_VALUE else f"{value[: _MAX_VALUE - 1]}…"
                setattr(self, name, " ".join(html.unescape(value).split()))

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as a dictionary."""
        return {name: getattr(self, name) for name in self.__slots__}


def to_json(document: Document, *, with_metadata: bool) -> str:
    """Return a Document as a JSON object with trafilatura's keys."""
    text = to_lines(document.body)
    if with_metadata:
        fields = document.as_dict()
        for name in ("body", "commentsbody"):
            del fields[name]
        fields |= {
            "source": fields.pop("url"),
            "source-hostname": fields.pop("sitename"),
            "excerpt": fields.pop("description"),
            "categories": ";".join(fields["categories"] or ()),
            "tags": ";".join(fields["tags"] or ()),
        }
    else:
        fields = {}
    return json.dumps(
        fields | {"text": text, "comments": to_lines(document.commentsbody)}, ensure_ascii=False
    )


def to_csv(document: Document, text: str) -> str:
    """Return a Document as one line of tab-separated values, with trafilatura's columns."""
    output = StringIO()
    values = (
        document.url,
        document.id,
        document.fingerprint,
        document.hostname,
        document.title,
        document.image,
        document.date,
        text,
        to_lines(document.commentsbody),
        document.license,
        document.pagetype,
    )
    csv.writer(output, delimiter="\t", quoting=csv.QUOTE_MINIMAL).writerow(
        value or "null" for value in values
    )
    return output.getvalue()


def with_header(document: Document, text: str) -> str:
    """Return a text with the metadata before it as YAML."""
    return front_matter({name: getattr(document, name) for name in _HEADER}).removesuffix("\n") + text


def to_html(document: Document, body: Tree, *, with_metadata: bool) -> str:
    """Return a page of the body's HTML, with the metadata as `meta` tags."""
    page = etree.Element("html")
    if with_metadata:
        head = etree.SubElement(page, "head")
        for name, value in _meta_items(document):
            etree.SubElement(head, "meta", {"name": name, "content": value})
    for code in list(body.iter("pre")):
        # not indented, since white space in it is the page's own
        text = code.text_content()
        del code[:]
        code.text = text
    body.tag = "body"
    page.append(body)
    return _serialized(page)


def to_xml_text(document: Document) -> str:
    """Return a Document as trafilatura's XML: `doc` with metadata as attributes, `main`, `comments`."""
    root = etree.Element("doc", dict(_meta_items(document)))
    for part, name in ((document.body, "main"), (document.commentsbody, "comments")):
        part.tag = name
        root.append(part)
    return _serialized(root)


def _meta_items(document: Document) -> Iterator[tuple[str, str]]:
    for name in _ATTRIBUTES:
        if value := getattr(document, name):
            yield name, printable(value if isinstance(value, str) else ";".join(value))


def _serialized(tree: Tree) -> str:
    return str(etree.tostring(tree, pretty_print=True, encoding="unicode")).strip()


def to_tei(document: Document) -> str:
    """Return a Document as TEI: a header with the metadata, and a text of the body and the comments."""
    root = etree.Element("TEI", {"xmlns": "http://www.tei-c.org/ns/1.0"})
    _tei_header(root, document)
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for part, kind in ((document.body, "entry"), (document.commentsbody, "comments")):
        part.tag = "div"
        part.set("type", kind)
        body.append(part)
    for head in body.iter("head"):
        head.tag = "ab"
        head.set("type", "header")
    for graphic in body.iter("graphic"):
        graphic.set("url", graphic.attrib.pop("src", ""))
        graphic.attrib.pop("alt", None)
    # code is inline there
    for code in list(body.iterfind("div/code")):
        paragraph = etree.Element("p")
        code.getparent().replace(code, paragraph)
        paragraph.append(code)
    return _serialized(root)


def _tei_header(root: Tree, document: Document) -> None:
    def add(parent: Tree, name: str, text: str | None = None, **attributes: str) -> Tree:
        element = etree.SubElement(parent, name, {key: printable(value) for key, value in attributes.items()})
        element.text = printable(text) if text else None
        return element

    publisher = document.hostname or document.sitename or "N/A"
    if document.hostname and document.sitename:
        publisher = f"{document.sitename} ({document.hostname})"
    header = add(root, "teiHeader")
    file = add(header, "fileDesc")
    _tei_titles(add(file, "titleStmt"), document, add)
    publication = add(file, "publicationStmt")
    if document.license:
        add(publication, "publisher", publisher)
        add(add(publication, "availability"), "p", document.license)
    else:
        add(publication, "p")
    notes = add(file, "notesStmt")
    if document.id:
        add(notes, "note", document.id, type="id")
    add(notes, "note", document.fingerprint, type="fingerprint")
    source = add(file, "sourceDesc")
    short = ", ".join(filter(None, (document.sitename, document.date)))
    add(source, "bibl", ", ".join(filter(None, (document.title, short))))
    add(source, "bibl", short, type="sigle")
    full = add(source, "biblFull")
    _tei_titles(add(full, "titleStmt"), document, add)
    published = add(full, "publicationStmt")
    add(published, "publisher", publisher)
    if document.url:
        add(published, "ptr", type="URL", target=document.url)
    add(published, "date", document.date)
    profile = add(header, "profileDesc")
    add(add(profile, "abstract"), "p", document.description)
    if document.categories or document.tags:
        keywords = add(add(profile, "textClass"), "keywords")
        for kind, terms in (("categories", document.categories), ("tags", document.tags)):
            if terms:
                add(keywords, "term", ",".join(terms), type=kind)
    add(add(profile, "creation"), "date", document.filedate, type="download")
    application = add(
        add(add(header, "encodingDesc"), "appInfo"), "application", version=_version(), ident="boilerstrip"
    )
    add(application, "label", "boilerstrip")


def _tei_titles(statement: Tree, document: Document, add: Any) -> None:
    add(statement, "title", document.title, type="main")
    if document.author:
        add(statement, "author", document.author)


def _version() -> str:
    from boilerstrip import __version__

    return __version__
