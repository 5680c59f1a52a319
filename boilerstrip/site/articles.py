"""Find pages of a site that belong to one article: captured twice, for print, for AMP, or one part each."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from boilerstrip.batch.filters import SeenBodies
from boilerstrip.site.places import SurveyedPage
from boilerstrip.text.patterns import lazy

SAME_ADDRESS, SAME_TEXT, FURTHER_PAGE = "same address", "same text", "further page of an article"
_WORD = (
    r"(?:page|paged|pag|pg|seite|pagina|página|sida|side|strona|sivu|oldal|stránka|sayfa|halaman"
    r"|trang|страница|стр|сторінка|σελίδα|صفحة|صفحه|第|頁|页|ページ|페이지)"
)
_NUMBER = r"(?P<number>[2-9]|[1-9]\d{1,2})"
# "?page=2", "/page/2", "-p2"
_IN_QUERY = lazy(rf"(?:^|&){_WORD}={_NUMBER}(?=&|$)", re.IGNORECASE)
_IN_PATH = lazy(rf"(?:^|[/_.,-])(?:{_WORD}|p)[/_-]?{_NUMBER}$", re.IGNORECASE)
# "-2", "/2", "?p=2": other articles with the same title have such addresses, too
_BARE_IN_PATH = lazy(rf"[/_.,-]{_NUMBER}$")
_BARE_IN_QUERY = lazy(rf"(?:^|&)p={_NUMBER}(?=&|$)")
_ENDING = lazy(r"(?:/index)?\.(?:html?|xhtml|php|aspx?|jsp)$|/index$", re.IGNORECASE)
_TOTAL = r"(?:\s*(?:/|of|von|de|di|du|sur|av|z|из|з)\s*\d{1,3})"


class Articles:
    """The articles of the pages so far."""

    def __init__(self) -> None:
        """Create it empty."""
        self._addresses: set[int] = set()
        self._parts: set[int] = set()
        self._bodies = SeenBodies()

    def add(self, page: SurveyedPage) -> str:
        """Remember the article of a page; return why it is that of an earlier page, "" if it is not."""
        # a canonical address that is the front page on every page is a mistake of the site
        named = page.canonical_url if _path(page.canonical_url).strip("/") else ""
        address = named or page.url
        key = hash(address)
        if address and key in self._addresses:
            return SAME_ADDRESS
        if self._bodies.same_as(page.fingerprint) is not None:
            return SAME_TEXT
        part = hash(_part_of(address or page.id, page.title, is_in_series=page.is_in_series))
        self._bodies.add(page.fingerprint, page.id)
        self._addresses.add(key)
        if page.title and part in self._parts:
            return FURTHER_PAGE
        self._parts.add(part)
        return ""


def _part_of(address: str, title: str, *, is_in_series: bool) -> tuple[str, str]:
    """Return what all pages of one article share: address and title without the page number."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address, title
    path, query = _ENDING.sub("", unquote(parts.path)).removesuffix("/"), parts.query
    shorter = _letters(title)
    for pattern, is_in_path, is_clear in (
        (_IN_QUERY, False, True),
        (_IN_PATH, True, True),
        (_BARE_IN_QUERY, False, False),
        (_BARE_IN_PATH, True, False),
    ):
        if found := pattern.search(path if is_in_path else query):
            without = _without_number(title, found["number"])
            if is_clear or is_in_series or without != shorter:
                shorter = without
                if is_in_path:
                    path = path[: found.start()]
                else:
                    query = query[: found.start()] + query[found.end() :]
                break
    return f"{parts.netloc.lower()}{_ENDING.sub('', path)}?{query.removeprefix('&')}", shorter


def _without_number(title: str, number: str) -> str:
    """Return the letters of a title without "Page 2 of 3", "2/3" or "(2)", but with "Chapter 2"."""
    named = rf"(?<!\w)(?:{_WORD}|p)[\s.-]*{number}(?!\w){_TOTAL}?|第\s*{number}\s*(?:页|頁|ページ)"
    pattern = rf"{named}|(?<!\w){number}{_TOTAL}(?!\w)|[(\[]\s*{number}\s*[)\]]"
    return _letters(re.sub(pattern, " ", title, flags=re.IGNORECASE))


def _letters(title: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFC", title).casefold() if sign.isalnum())


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
