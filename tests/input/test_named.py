"""What only names a page is no page: an error says so, and how the page is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import boilerstrip
from tests.conftest import SAMPLES

EXTRACTOR = boilerstrip.Extractor(effort="fast")


class Response:
    content = b"<p>The boat is back."


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("https://example.org/story", "use boilerstrip.extract_url to fetch it"),
        (" HTTP://example.org \n", "use boilerstrip.extract_url to fetch it"),
        (b"https://example.org/story", "use boilerstrip.extract_url to fetch it"),
        ("page.html", "this is a file name, not a page: page.html"),
        ("C:\\pages\\Page.HTM", "this is a file name"),
        (Path("page.html"), "a page must be str or bytes, not a path"),
        (Response(), "a page must be str or bytes, not Response; pass its .content"),
        (7, "a page must be str or bytes, not int"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_names_are_refused(page: Any, message: str) -> None:
    with pytest.raises(boilerstrip.InputError) as raised:
        EXTRACTOR.extract(page)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    "page", ["<p>https://example.org", "See https://example.org/story", "I read page.html", "https:", "", "."]
)
def test_texts_with_names_in_them_are_pages(page: str) -> None:
    assert EXTRACTOR.extract(page).text in (page, page.removeprefix("<p>"), "")


def test_flattened_text_may_be_an_address() -> None:
    EXTRACTOR.extract_plaintext("https://example.org/story")


def test_many_pages_of_which_one_is_named() -> None:
    (failure,) = boilerstrip.extract_many(["https://example.org/"], workers=1, timeout=600, effort="fast")
    assert isinstance(failure, boilerstrip.Failure)
    assert (failure.kind, "extract_url" in failure.reason) == ("input", True)


def test_addresses_are_fetched(served: str) -> None:
    url = f"{served}/news-theme.html"
    fetched = boilerstrip.fetch(url)
    assert (fetched.data, fetched.url) == ((SAMPLES / "news-theme.html").read_bytes(), url)
    found = boilerstrip.extract_url(url, effort="fast", include_title=True)
    expected = boilerstrip.extract(fetched.data, url, effort="fast", include_title=True)
    assert (found.text, found.url) == (expected.text, url)
    with pytest.raises(boilerstrip.FetchError, match="404"):
        boilerstrip.extract_url(f"{served}/gone.html")
    with pytest.raises(boilerstrip.FetchError, match="not an http or https address"):
        boilerstrip.extract_url("page.html")
    with pytest.raises(boilerstrip.OptionError, match="url must be a str, not NoneType"):
        boilerstrip.extract_url(None)  # type: ignore[arg-type]
    with pytest.raises(boilerstrip.OptionError, match="did you mean 'effort'"):
        boilerstrip.extract_url("http://127.0.0.1:9", efort="fast")  # type: ignore[call-arg]
