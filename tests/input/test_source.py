"""Whatever is handed in: an Extraction, with a reason where it is empty, or a clear exception."""

from __future__ import annotations

import json
from typing import Any

import pytest

import boilerstrip
from boilerstrip.page import Page
from tests.conftest import STORY

ARTICLE = (
    "The ferry to the outer islands will run all winter, the harbour council decided on Monday, after "
    "three years in which the boats stayed in port from November until the first week of March."
)


@pytest.mark.parametrize("page", [None, 3, 3.5, ["<p>"], {"html": "<p>"}, object()])
def test_what_is_no_page(page: object) -> None:
    with pytest.raises(boilerstrip.InputError, match=type(page).__name__):
        boilerstrip.extract(page)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", "empty"),
        (b"", "empty"),
        (" \n\t\0 ", "empty"),
        ("<html><body></body></html>", "no text"),
        ("<script>var x = 1</script>", "no text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"PK\x03\x04\x14\0", "ZIP"),
        (b"\x1f\x8b\x08\0", "gzip"),
        ('{"status": "ok", "count": 3}', "JSON"),
        ("[]", "JSON"),
        ("<nav><a href=/>Home</a> <a href=/b>News</a></nav>", "no block"),
        ("<div id=app></div><noscript>You need to enable JavaScript to run this app.</noscript>", "notice"),
        ("<h1>shop.example</h1><h2>Checking your browser before you go on</h2><p>Please wait.</p>", "notice"),
        ("<h1>404</h1><p>Die gesuchte Seite wurde nicht gefunden.</p><a href=/>Start</a>", "notice"),
    ],
)
def test_nothing_to_extract_says_why(page: str | bytes, reason: str) -> None:
    extraction = boilerstrip.extract(page)
    assert extraction.text == extraction.html == extraction.markdown == extraction.strategy == ""
    assert extraction.confidence == 0
    assert any(reason in note for note in extraction.notes)


def test_plain_text() -> None:
    assert ARTICLE in boilerstrip.extract(f"{ARTICLE}\n\n{ARTICLE.upper()}").text


@pytest.mark.parametrize(
    "body",
    [
        {"body": STORY},
        {"blocks": [{"type": "paragraph", "data": {"text": text}} for text in STORY]},
        {"content": [{"type": "image", "title": "A"}, *({"html": f"<p>{text}</p>"} for text in STORY)]},
        {
            "content": [
                {"content": [{"type": "text", "text": half} for half in (text[:40], text[40:])]}
                for text in STORY
            ]
        },
    ],
)
def test_json_with_a_list_of_paragraphs(body: dict[str, object]) -> None:
    text = boilerstrip.extract(json.dumps({"title": "Ferry", **body})).text
    assert text.split("\n\n") == list(STORY)


def test_json_with_several_pages_is_not_joined() -> None:
    pages = [{"title": str(n), "content": f"<p>{ARTICLE * n}</p>"} for n in (1, 2)]
    for answer in (pages, {"children": pages}):
        assert boilerstrip.extract(json.dumps(answer)).text == ARTICLE * 2


def test_json_with_a_body() -> None:
    page = json.dumps({"data": {"title": "Ferry", "body": f"<p>{ARTICLE}</p><p>{ARTICLE.title()}</p>"}})
    assert ARTICLE in boilerstrip.extract(page).text


def test_xml() -> None:
    page = f'<?xml version="1.0"?><doc><head><title>Ferry</title></head><body><p>{ARTICLE}</p></body></doc>'
    assert boilerstrip.extract(page.encode()).text == ARTICLE


def test_bytes_like() -> None:
    page = f"<p>{ARTICLE}</p>".encode()
    assert boilerstrip.extract(bytearray(page)).text == boilerstrip.extract(memoryview(page)).text == ARTICLE  # type: ignore[arg-type]


def test_truncated_html() -> None:
    assert ARTICLE in boilerstrip.extract(f"<html><body><article><p>{ARTICLE}</p><p class='un").text


@pytest.mark.parametrize(
    "attributes",
    [
        " ".join(f'data-{number}="{"the ferry " * 20}"' for number in range(6_000)),
        'title="' + "the ferry < the bridge " * 60_000 + '"',
        "ferry " * 250_000,
    ],
    ids=["many", "long", "without values"],
)
@pytest.mark.parametrize("end", [">", "/>"])
def test_a_tag_of_any_length_is_no_text(attributes: str, end: str) -> None:
    for markup in (f"<p {attributes}{end}{ARTICLE}", f"<img {attributes}{end}<p>{ARTICLE}</p>"):
        extraction = boilerstrip.Extractor(effort="fast").extract(markup)
        assert [block.text for block in extraction.blocks] == [ARTICLE]
        assert extraction.text == ARTICLE


def test_what_is_long_and_has_no_tag_is_text() -> None:
    text = f"{ARTICLE}\n\nAs long as a < b and b > c. " + "The ferry will run. " * 100_000
    assert (
        boilerstrip.Extractor(effort="fast").extract(text).text.startswith(f"{ARTICLE}\n\nAs long as a < b")
    )


def test_noscript_is_page_text() -> None:
    page = f"<body><div id=app></div><noscript><div><p>{ARTICLE}</p></div></noscript>"
    assert boilerstrip.extract(page).text == ARTICLE


def test_a_frame_that_is_not_closed_in_a_noscript_hides_nothing() -> None:
    page = f"<noscript><iframe src='https://a.example/ns.html?id=1' width=0 />\n</noscript><p>{ARTICLE}</p>"
    assert boilerstrip.extract(page).text == ARTICLE


def test_shadow_roots_are_page_text() -> None:
    page = f"<my-story><template shadowrootmode=open><p>{ARTICLE}</p></template></my-story>"
    assert boilerstrip.extract(page).text == ARTICLE


def test_limits_are_noted() -> None:
    extractor = boilerstrip.Extractor(limits=boilerstrip.Limits(characters=500, nodes=50))
    assert "500 characters" in extractor.extract(f"<p>{ARTICLE}</p>" * 9).notes[0]
    extractor = boilerstrip.Extractor(limits=boilerstrip.Limits(nodes=50))
    assert any("50 nodes" in note for note in extractor.extract(f"<p>{ARTICLE}</p>" * 90).notes)


@pytest.mark.parametrize(
    ("limits", "note"),
    [
        (boilerstrip.Limits(bounded=1000), "1000 characters"),
        (boilerstrip.Limits(bounded_blocks=8), "8 blocks"),
    ],
)
def test_other_peoples_strategies_are_spared_large_pages(limits: boilerstrip.Limits, note: str) -> None:
    extractor = boilerstrip.Extractor(limits=limits, effort="full")
    extraction = extractor.extract(f"<article><p>{ARTICLE}</p></article>" * 9)
    failed = {candidate.name for candidate in extraction.candidates if "too large" in (candidate.error or "")}
    assert failed == {"trafilatura", "readability", "justext"}
    assert len(extraction.notes) == 1
    assert f"more than {note}: too large" in extraction.notes[0]
    assert ARTICLE in extraction.text


def test_nesting_deeper_than_python_recurses() -> None:
    extraction = boilerstrip.Extractor(strategies=["density"]).extract("<div>" * 100_000 + f"<p>{ARTICLE}")
    assert extraction.text == ARTICLE


@pytest.mark.parametrize(
    "options",
    [
        {"strategies": []},
        {"strategies": ["nix"]},
        {"strategies": "density"},
        {"timeout": 0},
        {"timeout": float("nan")},
        {"timeout": "soon"},
    ],
)
def test_wrong_options(options: dict[str, object]) -> None:
    with pytest.raises(boilerstrip.OptionError):
        boilerstrip.Extractor(**options)  # type: ignore[arg-type]


@pytest.mark.parametrize("arguments", [{"url": 3}, {"encoding": 3}, {"encoding": "nix"}])
def test_wrong_arguments(arguments: dict[str, object]) -> None:
    with pytest.raises(boilerstrip.OptionError):
        boilerstrip.extract(b"<p>text", **arguments)  # type: ignore[arg-type]


def test_addresses_that_are_none() -> None:
    page = f'<base href="http://[bad"><link rel=canonical href="http://[bad"><p><a href="http://[x">{ARTICLE}</a></p>'
    for url in ("http://[", "not an address", "", "javascript:alert(1)"):
        boilerstrip.extract(page, url=url).to_json()


@pytest.mark.parametrize("half", [chr(0xD800), chr(0xDFFF)])
@pytest.mark.parametrize(
    "markup", ["<p {}=x>{}</p>", "<p class={}x>{}</p>", "<x-{}>{}</x->", "<{}p>{}", "<!--{}--><meta name={}>"]
)
def test_halves_of_characters_are_left_out_wherever_they_stand(markup: str, half: str) -> None:
    for page in (markup, f"<article><p>{ARTICLE}</p>{markup}"):
        extraction = boilerstrip.extract(page.format(half, f"{half}{ARTICLE}{half}"))
        assert extraction.to_json().encode()
        assert ARTICLE in extraction.text or "meta" in page


@pytest.mark.parametrize("blank", ["\u200d", "\u200c", "&zwj; &rlm;", "<b>\u200d</b> \u200e"])
def test_paragraphs_that_show_nothing_are_none(blank: str) -> None:
    texts = [ARTICLE, "A family: \U0001f468\u200d\U0001f469\u200d\U0001f467", "می\u200cخواهم"]
    page = Page(f"<p>{blank}</p>".join(f"<p>{text}</p>" for text in ("", *texts, "")))
    assert [block.text for block in page.blocks] == texts


def test_no_encoding_makes_halves_of_characters() -> None:
    extraction = boilerstrip.extract(f"<p>+2AA-{ARTICLE}".encode(), encoding="utf-7")
    assert extraction.to_json().encode()
    assert extraction.text == ARTICLE


def test_an_address_is_cleaned_like_all_that_is_said_of_a_page() -> None:
    canonical = boilerstrip.extract(f'<link rel=canonical href="http://e.org/\ud800a"><p>{ARTICLE}').to_json()
    given = boilerstrip.extract(f"<p>{ARTICLE}", url=" http://e.org/\udcffa\u200b\n").to_json()
    assert json.loads(canonical.encode())["canonical_url"] == "http://e.org/a"
    assert json.loads(given.encode())["url"] == "http://e.org/a"


def test_an_address_that_would_multiply_is_left_out() -> None:
    markup = f"<p>{ARTICLE} <a href=x>on</a></p>"
    extraction = boilerstrip.extract(markup, url=f"http://e.org/{'a' * 2000}/b")
    assert 'href="x"' in extraction.html
    assert extraction.notes == ("the address has more than 2000 characters and is ignored",)
    assert 'href="http://e.org/a/x"' in boilerstrip.extract(markup, url="http://e.org/a/b").html


def test_the_address_of_a_page_counts_in_each_of_its_links() -> None:
    markup = "<p>" + "<a href=x>on</a> " * 1000
    short, long = (
        boilerstrip.Extractor(effort="fast", limits=boilerstrip.Limits(text=100_000)).extract(markup, url=url)
        for url in ("http://e.org/", f"http://e.org/{'a' * 1900}/")
    )
    assert not short.notes[:-1]
    assert "cut after 100000 characters of text" in long.notes


@pytest.mark.parametrize("start", ["[1] ", "[2024]\n\n", "{} ", '["x"] '])
def test_text_that_begins_like_json_is_text(start: str) -> None:
    text = "\n\n".join(STORY)
    assert boilerstrip.extract(start + text).text.endswith(STORY[-1])


def test_empty_tags_of_xhtml_hold_nothing() -> None:
    empty = '<title/><script src="a.js"/><style type="text/css" />'
    body = "".join(f'<p><a id="p{at}"/>{text}</p>' for at, text in enumerate(STORY))
    page = f'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head>{empty}</head><body>{body}</body></html>'
    extraction = boilerstrip.extract(page)
    assert extraction.text == "\n\n".join(STORY)
    assert extraction.blocks[0].link_words == 0


@pytest.mark.parametrize("options", [{"strategies": 5}, {"strategies": []}, {"timeout": "soon"}])
def test_options_that_are_none(options: dict[str, Any]) -> None:
    with pytest.raises(boilerstrip.OptionError):
        boilerstrip.Extractor(**options)


def test_a_timeout_beyond_all_floats() -> None:
    assert boilerstrip.Extractor(timeout=10**400).timeout == 86_400
