import re

import lxml.html
import pytest

from boilerstrip import InputError, OptionError
from boilerstrip.compat.readability import Document, Unparseable
from tests.compat.pages import NAMES, expected, sample, word_f1


@pytest.fixture
def theirs():
    return pytest.importorskip("readability", reason="compared with readability-lxml where it is installed")


def text_of(html):
    return " ".join(lxml.html.fromstring(html).itertext())


@pytest.mark.parametrize("name", NAMES)
def test_summary_is_no_worse(theirs, name):
    mine, other = (package(sample(name)).summary() for package in (Document, theirs.Document))
    assert type(mine) is type(other) is str
    assert mine.startswith("<html><body><div>")
    assert other.startswith("<html><body>")
    # inline elements break words in both
    assert word_f1(text_of(mine), expected(name)) >= word_f1(text_of(other), expected(name)) - 0.01


@pytest.mark.parametrize("name", ["news-theme", "german", "french-recipe"])
def test_titles(theirs, name):
    mine, other = Document(sample(name)), theirs.Document(sample(name))
    assert word_f1(mine.title(), other.title()) == 1
    assert mine.short_title() == other.short_title()
    assert type(mine.author()) is type(other.author())


def test_partial_summary():
    partial = Document(sample("german")).summary(html_partial=True)
    assert partial.startswith("<div>")
    assert partial.endswith("</div>")
    assert f"<html><body>{partial}</body></html>" == Document(sample("german")).summary()


def test_content_is_the_page_without_scripts():
    html = "<body onload='go()'><nav>Menu</nav><script>go()</script><p><a href='java\nscript:go()'>Text</a></p></body>"
    document = Document(html)
    assert document.content() == "<body><nav>Menu</nav><p><a>Text</a></p></body>"
    assert document.title() == "[no-title]"


def test_url_makes_links_absolute():
    html = sample("german").replace("<p>", "<p><a href='/fahrplan'>Fahrplan</a> ", 3)
    assert 'href="https://bahn.example/fahrplan"' in Document(html, url="https://bahn.example/x").summary()


def test_keywords():
    note = "Der Verein sucht für die nächste Saison noch Helfer."
    story = (
        "<p>Die Seilbahn fährt seit Montag wieder auf den Berg, wie der Verein am Abend mitgeteilt hat.</p>"
        * 2
    )
    html = f"<article>{story}<div class='vereinsNotiz'><p>{note}</p></div>{story}</article>"
    plain = Document(html)._extraction
    (index,) = [block.index for block in plain.blocks if block.text == note]
    before = plain.blocks[index].probability
    for keywords in ("vereinsNotiz", ["vereinsNotiz"], b"x, vereinsNotiz", re.compile("vereins-?notiz")):
        favored = Document(html, positive_keywords=keywords)._extraction.blocks[index].probability
        disfavored = Document(html, negative_keywords=keywords)._extraction.blocks[index].probability
        assert disfavored < before < favored
    assert (
        Document(html, positive_keywords="", negative_keywords=[])._extraction.blocks[index].probability
        == before
    )


def test_inputs():
    html = sample("german")
    right = Document(html).summary()
    assert Document(html.encode()).summary() == right
    assert Document(lxml.html.fromstring(html)).summary() == right
    assert Document(lxml.html.fromstring(html).getroottree()).summary() == right
    assert Document("<p></p>").summary() == "<html><body><div></div></body></html>"
    with pytest.raises(InputError):
        Document(None)


def test_unparseable_catches_everything():
    with pytest.raises(Unparseable):
        Document("").title()


@pytest.mark.parametrize(
    "option", [{"xpath": True}, {"min_text_length": 40}, {"retry_length": 100}, {"positive_keywords": 3}]
)
def test_not_supported(option):
    with pytest.raises(OptionError):
        Document(sample("german"), **option)
