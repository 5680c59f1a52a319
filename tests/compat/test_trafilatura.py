import csv
import inspect
import json
import logging
import subprocess
import sys
import xml.etree.ElementTree as ET
from io import StringIO

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import InputError, OptionError
from boilerstrip.compat import trafilatura as ours
from tests.compat.pages import NAMES, expected, sample, word_f1
from tests.conftest import examples_of

FORMATS = ("txt", "markdown", "json", "csv", "html", "xml", "xmltei")


@pytest.fixture
def theirs():
    return pytest.importorskip("trafilatura", reason="compared with trafilatura where it is installed")


def page(body, head=""):
    story = "<p>The harbour council voted on Monday to keep the northern ferry through the winter months.</p>"
    return f"<html><head>{head}</head><body><article><h1>Ferry stays</h1>{story}{body}{story}</article></body></html>"


def test_needs_no_trafilatura():
    script = (
        "import sys; sys.modules['trafilatura'] = None\n"
        "from boilerstrip.compat.trafilatura import extract\n"
        "assert 'ferry' in extract('<p>The ferry will run all winter, said the council on Monday.</p>', fast=True)"
    )
    subprocess.run([sys.executable, "-W", "error::ImportWarning", "-c", script], check=True)


@pytest.mark.parametrize(
    "name",
    ["extract", "bare_extraction", "extract_with_metadata", "extract_metadata", "html2txt", "baseline"],
)
def test_signatures(theirs, name):
    def parameters(function):
        found = inspect.signature(function).parameters.values()
        return [(p.name, p.kind, p.default) for p in found if p.name != "config"]

    assert parameters(getattr(ours, name)) == parameters(getattr(theirs, name))


@pytest.mark.parametrize("output_format", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_text_is_no_worse(theirs, name, output_format):
    html = sample(name)
    mine = ours.extract(html, output_format=output_format, include_comments=False)
    other = theirs.extract(html, output_format=output_format, include_comments=False)
    assert type(mine) is type(other) is str
    # metadata of TEI and markup weigh alike in both
    assert word_f1(mine, expected(name)) >= word_f1(other, expected(name)) - 0.03


@pytest.mark.parametrize("with_metadata", [False, True])
@pytest.mark.parametrize("name", ["news-theme", "forum-thread"])
def test_json_keys(theirs, name, with_metadata):
    mine, other = (
        json.loads(package.extract(sample(name), output_format="json", with_metadata=with_metadata))
        for package in (ours, theirs)
    )
    assert mine.keys() == other.keys()
    if with_metadata and name == "news-theme":
        text_fields = {k for k, v in other.items() if isinstance(v, str)}
        assert all(isinstance(mine[key], str | None) for key in text_fields)
        assert (mine["title"], mine["date"], mine["source"]) == (
            other["title"],
            other["date"],
            other["source"],
        )


def test_bare_extraction(theirs):
    html = sample("news-theme")
    mine, other = (package.bare_extraction(html, with_metadata=True) for package in (ours, theirs))
    assert list(mine.as_dict()) == list(other.as_dict())
    for key, value in other.as_dict().items():
        if value is not None:
            assert isinstance(getattr(mine, key), type(value)), key
    assert mine.body.tag == other.body.tag == "body"
    with pytest.warns(DeprecationWarning, match="as_dict"):
        assert ours.bare_extraction(html, as_dict=True).keys() == other.as_dict().keys()
    assert ours.bare_extraction(html).title is None


def test_csv_columns(theirs):
    written = [
        package.extract(sample("german"), output_format="csv", with_metadata=True)
        for package in (ours, theirs)
    ]
    rows = [next(csv.reader(StringIO(each, newline=""), delimiter="\t")) for each in written]
    assert len(rows[0]) == len(rows[1])
    assert rows[0][4] == rows[1][4] == "Alte Seilbahn fährt nach zwölf Jahren wieder"


@pytest.mark.parametrize("name", NAMES)
def test_xml_vocabulary(theirs, name):
    options = {
        "output_format": "xml",
        "include_links": True,
        "include_images": True,
        "include_formatting": True,
    }
    root = ET.fromstring(ours.extract(sample(name), **options))
    known = {
        "doc",
        "main",
        "comments",
        "p",
        "head",
        "list",
        "item",
        "table",
        "row",
        "cell",
        "quote",
        "code",
        "hi",
        "ref",
        "graphic",
        "lb",
        "del",
    }
    assert {element.tag for element in root.iter()} <= known
    assert [part.tag for part in root] == [
        part.tag for part in ET.fromstring(theirs.extract(sample(name), **options))
    ]


@pytest.mark.parametrize("name", NAMES)
def test_tei_is_valid(theirs, name):
    from lxml import etree
    from trafilatura.xml import validate_tei

    for options in ({}, {"include_links": True, "include_images": True, "include_formatting": True}):
        mine, other = (
            etree.fromstring(package.extract(sample(name), output_format="xmltei", **options))
            for package in (ours, theirs)
        )
        # its schema knows neither code nor tables, which it writes nevertheless
        assert validate_tei(mine) or not validate_tei(other)


def test_metadata_header():
    text = ours.extract(sample("german"), with_metadata=True)
    head, body = text.removeprefix("---\n").split("---\n", 1)
    assert 'author: "Friederike Osterloh"' in head.splitlines()
    assert body == ours.extract(sample("german"))


def test_links():
    html = page(
        '<p>The timetable is on <a href="https://ferry.example/times">the page of the line</a> already.</p>'
    )
    link = "[the page of the line](https://ferry.example/times)"
    assert link in ours.extract(html, include_links=True)
    assert link in ours.extract(html, include_links=True, output_format="markdown")
    assert "ferry.example" not in ours.extract(html)
    assert "ferry.example" not in ours.extract(html, output_format="html")
    assert 'target="https://ferry.example/times"' in ours.extract(
        html, include_links=True, output_format="xml"
    )


def test_images():
    html = page('<figure><img src="https://ferry.example/boat.jpg" alt="The boat"></figure>')
    assert "![The boat](https://ferry.example/boat.jpg)" in ours.extract(html, include_images=True)
    assert "boat.jpg" not in ours.extract(html)
    assert 'src="https://ferry.example/boat.jpg"' in ours.extract(
        html, include_images=True, output_format="xml"
    )


def test_tables():
    html = page("<table><tr><th>Day</th><th>Boats</th></tr><tr><td>Monday</td><td>4</td></tr></table>")
    assert "| Monday | 4 |" in ours.extract(html)
    assert "Monday | 4" not in ours.extract(html, include_tables=False)


def test_formatting():
    html = page("<p>It will <strong>not</strong> run on Sundays, said the captain of the northern line.</p>")
    assert "**not**" in ours.extract(html, output_format="markdown")
    assert "**not**" in ours.extract(html, include_formatting=True)
    assert "**" not in ours.extract(html, output_format="markdown", include_formatting=False)
    assert 'rend="#b"' in ours.extract(html, output_format="xml", include_formatting=True)
    assert "rend" not in ours.extract(html, output_format="xml")


def test_comments():
    assert "comments" in json.loads(ours.extract(sample("blog"), output_format="json"))
    kept = ours.bare_extraction(sample("blog"))
    assert kept.comments
    assert kept.comments.splitlines()[0] not in kept.text
    assert kept.comments.splitlines()[0] in ours.extract(sample("blog"))
    assert kept.comments.splitlines()[0] not in ours.extract(sample("blog"), include_comments=False)


def test_prune_xpath():
    html = page(
        '<div class="note"><p>This paragraph of the article is about the timetable of the boats.</p></div>'
    )
    assert "timetable" in ours.extract(html)
    assert "timetable" not in ours.extract(html, prune_xpath="//*[@class='note']")
    assert "timetable" not in ours.extract(html, prune_xpath=["//h1", "//*[@class='note']"])
    assert "timetable" not in ours.extract(html.encode(), prune_xpath=["//*[@class='note']"])
    for wrong in ("//*[", "count(//p)"):
        with pytest.raises(OptionError, match="prune_xpath"):
            ours.extract(html, prune_xpath=wrong)


def test_target_language(caplog):
    assert ours.extract(sample("german"), target_language="de")
    with caplog.at_level(logging.WARNING):
        assert ours.extract(sample("german"), target_language="en") is None
    assert "the language is de, not en" in caplog.text


def test_lists_of_what_to_leave_out():
    html = sample("german")
    document = ours.extract_metadata(html)
    assert ours.extract(html, url_blacklist={document.url}) is None
    assert ours.extract(html, url_blacklist={"https://else.example"})
    assert ours.extract_metadata(html, author_blacklist={document.author}).author is None


def test_only_with_metadata():
    assert ours.extract(sample("german"), only_with_metadata=True)
    assert ours.extract(page(""), only_with_metadata=True) is None


def test_deduplicate():
    long = "This notice about the storage of data stands on every single page of the site, word for word, and is long."
    cache = ours.LRUCache()
    found = [
        ours.extract(
            page(f"<p>{long}</p><p>Sailing number {number} was quiet, with few passengers.</p>"),
            deduplicate=cache,
        )
        for number in range(6)
    ]
    assert [long in (text or "") for text in found] == [True, True, True, False, False, False]
    assert "number 5" in found[5]


def test_dates():
    html = sample("german")
    day = ours.extract_metadata(html).date
    assert day == "2024-04-29"
    assert ours.extract_metadata(html, date_config={"outputformat": "%d.%m.%Y"}).date == "29.04.2024"
    assert ours.extract_metadata(html, date_config={"max_date": "2020-01-01"}).date is None
    with pytest.raises(OptionError, match="deferred_url_extractor"):
        ours.extract(html, date_extraction_params={"deferred_url_extractor": True})


def test_extract_metadata(theirs):
    mine, other = (package.extract_metadata(sample("french-recipe")).as_dict() for package in (ours, theirs))
    assert list(mine) == list(other)
    for key in ("title", "author", "url", "sitename", "date", "description"):
        # it finds no author there
        assert mine[key] == other[key] or other[key] is None


@pytest.mark.parametrize("name", ["html2txt", "baseline"])
def test_all_of_the_text(theirs, name):
    mine, other = (getattr(package, name)(sample("german")) for package in (ours, theirs))
    assert type(mine) is type(other)
    if name == "html2txt":
        assert word_f1(mine, other) > 0.8
    else:
        assert (mine[0].tag, mine[2]) == ("body", len(mine[1]))
        assert word_f1(mine[1], expected("german")) >= word_f1(other[1], expected("german"))


def test_baseline_of_what_is_no_article():
    body, text, length = ours.baseline("<body><a href='/'>Home</a></body>")
    assert (body[0].text, text, length) == ("Home", "Home", 4)


def test_inputs():
    html = sample("german")
    right = ours.extract(html)
    tree = lxml.html.fromstring(html)

    class Response:
        data = html.encode()

    assert ours.extract(html.encode()) == ours.extract(Response()) == right
    assert ours.extract(tree) == right
    assert ours.extract(ours.load_html(html)) == right
    assert ours.extract(None) is None
    assert ours.extract("") is None
    with pytest.raises(InputError):
        ours.extract(3)


def test_options_in_one_object():
    options = ours.Extractor(output_format="json", with_metadata=True, links=True)
    assert json.loads(ours.extract(sample("german"), options=options))["title"]


def test_options_of_the_real_package(theirs):
    from trafilatura.settings import Extractor

    options = Extractor(output_format="json", with_metadata=True)
    assert json.loads(ours.extract(sample("german"), options=options))["title"]


@pytest.mark.parametrize(
    "option",
    [
        {"output_format": "docx"},
        {"output_format": "python"},
        {"tei_validation": True, "output_format": "xmltei"},
        {"settingsfile": "settings.cfg"},
        {"config": object()},
        {"max_tree_size": 100},
    ],
)
def test_not_supported(option):
    with pytest.raises(OptionError) as raised:
        ours.extract(sample("german"), **option)
    assert len(str(raised.value)) > 20


@pytest.mark.parametrize(
    "name", ["feeds", "sitemaps", "use_config", "fetch_response", "settings", "reset_caches"]
)
def test_names_that_are_not_here(name):
    with pytest.raises(OptionError, match=name):
        getattr(ours, name)
    assert not hasattr(ours, "nothing_like_this")


def test_focus():
    html = sample("forum-thread")
    precise, full = (ours.extract(html, **{option: True}) for option in ("favor_precision", "favor_recall"))
    assert len(precise) <= len(ours.extract(html)) <= len(full)


def test_no_fallback_is_deprecated():
    with pytest.warns(DeprecationWarning, match="fast"):
        assert ours.extract(sample("german"), no_fallback=True) == ours.extract(sample("german"), fast=True)


def test_fetch_url(monkeypatch):
    from boilerstrip.errors import FetchError
    from boilerstrip.input.fetch import Fetched

    monkeypatch.setattr(ours, "fetch", lambda url: Fetched("<p>Fähre</p>".encode(), url, "utf-8"))
    assert ours.fetch_url("https://ferry.example") == "<p>Fähre</p>"

    def fails(url):
        raise FetchError("nobody answers")

    monkeypatch.setattr(ours, "fetch", fails)
    assert ours.fetch_url("https://ferry.example") is None
    with pytest.raises(OptionError):
        ours.fetch_url("https://ferry.example", no_ssl=True)


def test_many_links_take_linear_time():
    links = "".join(f"<a href='/{number}'>word{number}</a> and " for number in range(20_000))
    text = ours.extract(page(f"<p>{links}</p>"), include_comments=False, fast=True)
    assert text is not None


@examples_of(40)
@given(st.text(max_size=300), st.sampled_from(FORMATS))
def test_any_text_is_well_formed(text, output_format):
    story = "The harbour council voted on Monday to keep the northern ferry through the winter months."
    html = f"<article><p>{story}</p><p title='x'>{text}</p><pre>{text}</pre><p>{story}</p></article>"
    found = ours.extract(
        html, output_format=output_format, include_links=True, include_images=True, fast=True
    )
    if found and output_format in ("xml", "xmltei"):
        ET.fromstring(found)
    if found and output_format == "json":
        json.loads(found)
