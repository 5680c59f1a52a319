"""What a page is called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from boilerstrip.metadata.authors import byline_name
from boilerstrip.metadata.cleaning import clean, first, folded
from boilerstrip.metadata.linked_data import Work, is_article, texts
from boilerstrip.metadata.site import parts_of_title
from boilerstrip.page import Block, Page
from boilerstrip.page.block import headings_of
from boilerstrip.text import phrases
from boilerstrip.text.dates import DateReader
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy
from boilerstrip.text.whitespace import collapse
from boilerstrip.text.words import words

_LONG_LINE = 20
_MIN_TITLE_WORDS = 3
# The share of a heading's words that the head has, where it is one of several and where it is the only one.
_AGREEMENT = 0.8
_LONE_AGREEMENT = 0.4
# Of a part of a title that has the site's name in it.
_SHORTEST_PART = 4  # characters
_MAX_SITE_WORDS = 3
_LOWEST_HEADLINE = 3
# What programs that run forums write before the topic.
_FORUM_LABEL = lazy(
    r"^(?:.{1,80}\s[•·|-]\s)?(?:view topic|thema anzeigen|voir le sujet|ver tema|visualizza argomento"
    r"|zobacz temat|просмотр темы|toon onderwerp|visa tråd)\s+[-–—•:]\s+",
    re.IGNORECASE,
)
_MAY_BE_LABELLED = Needles(
    "view topic", "thema anzeigen", "voir le sujet", "ver tema", "visualizza argomento", "zobacz temat",
    "toon onderwerp",
)  # fmt: skip
# What scripts put ahead of the title: "(3) Ferries".
_UNREAD_COUNT = lazy(r"^\(\d{1,3}\+?\)\s+(?=\S)")
_LOOSE_SEPARATOR = lazy(r"\s+(?:::|«|»|<|>|~|/)\s+|:\s+")
# Titles that tell nothing of the page.
_GENERIC_TITLES = frozenset(
    (
        "home", "home page", "homepage", "home-page", "main page", "index", "start", "startseite",
        "accueil", "page d'accueil", "inicio", "início", "página inicial", "pagina iniziale",
        "strona główna", "ana sayfa", "главная", "главная страница", "首页", "首頁", "ホーム",
        "トップページ", "untitled", "untitled document", "untitled page", "readme", "welcome",
    )
)  # fmt: skip


class _Head(NamedTuple):
    """What the head states: the headline in metadata, the title element, its parts, and the words of both."""

    headline: str | None
    title: str
    parts: tuple[str, ...]
    words: frozenset[str]


def find_title(
    page: Page,
    works: list[Work],
    headline: str | None,
    site_name: str | None,
    aliases: Iterable[str | None],
    *,
    is_front: bool = False,
) -> str | None:
    """Return the title: the visible heading where the head agrees with it, else what the head states.

    `headline` is that of the metadata; `aliases` are other names that the site is known by, its host among
    them.
    """
    sites = {folded(name) for name in (site_name, *aliases) if name}
    head = _read_head(page, headline)
    blocks = headings_of(page.blocks)
    lower = [block for block in blocks if 2 <= block.level <= _LOWEST_HEADLINE]
    headings = _top_headings(blocks, head, sites)
    if entry := _entry_of_weblog(headings, lower, head):
        sites.add(folded(headings[0]))
        headings.append(entry)
    headings = [*_lower_titles(lower, head, has_top=bool(headings)), *headings]
    if site := _site_among_headings(headings, lower, head):
        sites.add(site)
    candidates = [heading for heading in dict.fromkeys(headings) if folded(heading) not in sites]
    return (
        _unshortened(candidates, head)
        or _agreeing_heading(candidates, head)
        or _only_heading(candidates, head, is_article=is_article(page, works))
        or _stated_title(head, candidates, sites, site_name, is_front=is_front)
        or next(iter(headings), None)
        or _title_line(page)
    )


def _read_head(page: Page, headline: str | None) -> _Head:
    """Return what the head states, without what programs put around titles."""
    title = _without_label(_UNREAD_COUNT.sub("", clean(page.head.title)))
    headline = _without_label(headline) if headline else None
    known = frozenset(words(f"{headline or ''} {title}"))
    return _Head(headline, title, parts_of_title(title), known)


def _without_label(title: str) -> str:
    """Return a title without what programs that run forums write before the topic."""
    may_be_labelled = not title.isascii() or _MAY_BE_LABELLED.are_in(title)
    return _FORUM_LABEL.sub("", title) if may_be_labelled else title


def _top_headings(blocks: list[Block], head: _Head, sites: set[str]) -> list[str]:
    """Return the headings of the first level, without site and kicker."""
    stated = f"{head.headline or ''}\n{head.title}"
    texts = (_decoded(block.text, stated) for block in blocks if block.level == 1)
    return [_strip_kicker(_strip_site_suffix(text, sites), head.headline) for text in texts]


def _entry_of_weblog(top: list[str], lower: list[Block], head: _Head) -> str | None:
    """Return the title behind the weblog's name in the top heading: "Low water: a week without a pump"."""
    entry = head.title.removeprefix(f"{top[0]}: ") if top else ""
    if not entry or entry == head.title:
        return None
    return entry if entry == head.headline or any(block.text == entry for block in lower) else None


def _lower_titles(lower: list[Block], head: _Head, *, has_top: bool) -> list[str]:
    """Return the lower headings that the title element begins with: "The pier / Ferries / Holm forum"."""
    first = head.parts[0]
    in_path = head.title.split(" / ")[0] if head.title.count(" / ") > 1 else first
    titles = {(2, first)} if in_path == first else {(2, first), (2, in_path), (3, in_path)}
    found = [block.text for block in lower if (block.level, block.text) in titles]
    if not (found or has_top) and lower and _begins_with(head.title, lower[0].text):
        found.append(lower[0].text)
    return found


def _begins_with(title: str, heading: str) -> bool:
    """Return whether a title is a heading and more behind it: "Ferries in winter: Port of Holm"."""
    behind = title[len(heading) : len(heading) + 1]
    return len(words(heading)) >= _MIN_TITLE_WORDS and title.startswith(heading) and behind in (":", " ")


def _site_among_headings(headings: list[str], lower: list[Block], head: _Head) -> str | None:
    """Return the site's name, folded, where it is a heading, too: "Ferries | Holm Harbour Board"."""
    last = folded(head.parts[-1])
    is_titled = len(head.parts) > 1 and any(block.text == head.parts[0] for block in lower)
    is_site = is_titled and last != folded(head.headline or "") and last in map(folded, headings)
    return last if is_site else None


def _unshortened(candidates: list[str], head: _Head) -> str | None:
    """Return the heading whose begin is what the head states, cut off: "The long way…"."""
    for stated in (head.headline, head.title, head.parts[0]):
        begin = stated.rstrip(".…") if stated else ""
        if not stated or begin == stated or len(words(begin)) < _MIN_TITLE_WORDS:
            continue
        for heading in candidates:
            if len(heading) > len(stated) and heading.startswith(begin.rstrip()):
                return heading
    return None


def _agreeing_heading(candidates: list[str], head: _Head) -> str | None:
    """Return the heading a reader sees that the head agrees with most: no site name, no abbreviation."""
    # "ferries [Holm wiki]"
    before_bracket = head.title.partition(" [")[0].casefold()
    agreeing: dict[str, float] = {}
    for heading in candidates:
        tokens = words(heading)
        # a single word is more often a menu's
        enough = len(tokens) > 1 or heading == head.parts[0] or heading.casefold() == before_bracket
        if enough and sum(word in head.words for word in tokens) >= _AGREEMENT * len(tokens):
            # titles such as "…" have no words
            agreeing[heading] = len(head.words.intersection(tokens)) / max(1, len(head.words.union(tokens)))
    return max(agreeing, key=agreeing.__getitem__) if agreeing else None


def _only_heading(candidates: list[str], head: _Head, *, is_article: bool) -> str | None:
    """Return the only heading, if the head has some of it: what is stated was written for search engines."""
    if len(candidates) != 1 or not head.words:
        return None
    distinct = set(words(candidates[0]))
    least = (_LONE_AGREEMENT if is_article else _AGREEMENT) * len(distinct)
    is_title = len(distinct) >= _MIN_TITLE_WORDS and len(head.words & distinct) >= least
    return candidates[0] if is_title else None


def _stated_title(
    head: _Head, candidates: list[str], sites: set[str], site_name: str | None, *, is_front: bool
) -> str | None:
    """Return what the head states, but a heading where that is the site's name, its motto, or "Home"."""
    stated = head.headline or head.title
    if not stated:
        return None
    found = _strip_site(stated, sites, named=site_name is not None)
    is_generic = found.casefold() in _GENERIC_TITLES
    if candidates and not is_front:
        # "Site - its motto" on a page that is not its front
        is_motto = not head.headline and len(head.parts) > 1 and _is_site(head.parts[0], sites)
        if folded(found) in sites or (is_motto and len(words(candidates[0])) >= _MIN_TITLE_WORDS):
            return candidates[0]
    if not is_generic:
        return found
    if candidates:
        return candidates[0]
    # the front page of a site that has no heading is called what the site is
    return next((part for part in head.parts if part.casefold() not in _GENERIC_TITLES), site_name or found)


def _strip_site_suffix(heading: str, sites: set[str]) -> str:
    """Return a heading less the site's name behind it: "Tides of the north | Holm Post"."""
    parts = parts_of_title(heading)
    if len(parts) < 2 or folded(parts[-1]) not in sites:
        return heading
    return heading[: heading.rindex(parts[-2]) + len(parts[-2])]


def _strip_kicker(heading: str, stated: str | None) -> str:
    """Return a heading less the line above or below what metadata state, which is a label or a subtitle."""
    line = collapse(heading)
    if stated and len(words(stated)) > 1 and len(line) > len(stated):
        before = line.removesuffix(stated)
        if before != line and len(folded(before)) >= _SHORTEST_PART:
            return stated
        if "\n" in heading and folded(heading.partition("\n")[0]) == folded(stated):
            return stated
    return line


def _decoded(heading: str, head_titles: str) -> str:
    """Return a heading without entities that were encoded twice, if what the head states has it so."""
    decoded = clean(heading)
    return decoded if "&" in heading and decoded in head_titles else heading


def find_headline(page: Page, works: list[Work]) -> str | None:
    """Return the headline that the metadata states, as it is."""
    metas = map(clean, map(page.head.meta, ("og:title", "twitter:title", "dc.title", "citation_title")))
    return first(chain(texts(works, "headline"), metas))


def _title_line(page: Page) -> str | None:
    """The title of a page that has lost its markup: the last short line before the first long one."""
    lines: list[Block] = []
    for block in page.blocks:
        if block.level or block.link_words:
            return None
        if block.words >= _LONG_LINE:
            break
        lines.append(block)
    for block in reversed(lines):
        furniture = phrases.match(block.text, block.words) or byline_name(page, block)
        if block.words >= _MIN_TITLE_WORDS and not furniture and not DateReader().read(block.text):
            return block.text if not block.text.endswith(".") else None
    return None


def _strip_site(title: str, sites: set[str], *, named: bool) -> str:
    """A title less the site's name before or after a separator."""
    parts = parts_of_title(title)
    if len(parts) < 2:
        return _strip_loose_site(title, sites)
    kept = [part for part in parts if not _is_site(part, sites)]
    # "Tide Tables and Charts | Tide": what has the site's name in it is not the site where something else is
    kept = kept or [part for part in parts if folded(part) not in sites]
    if kept and len(kept) < len(parts):
        return title[title.index(kept[0]) : title.rindex(kept[-1]) + len(kept[-1])]
    if named:
        return title
    longest = max(parts, key=len)
    return longest if len(words(longest)) > 2 else title


def _strip_loose_site(title: str, sites: set[str]) -> str:
    """A title less the site's name, of several words, behind or before signs that may be part of a title."""
    for sign in _LOOSE_SEPARATOR.finditer(title):
        before, behind = title[: sign.start()], title[sign.end() :]
        for site, rest in ((before, behind), (behind, before)):
            if " " in site and folded(site) in sites and words(rest):
                return rest
    return title


def _is_site(part: str, sites: set[str]) -> bool:
    name = folded(part)
    # "Occupational Safety and Health Administration" is at osha.example
    initials = "".join(word[0] for word in part.split() if word[0].isupper()).casefold()
    if len(initials) >= _SHORTEST_PART and initials in sites:
        return True
    # "The Shore Paper" is at shorepaper.example, "Shore Paper" at readshorepaper.example
    return name in sites or (
        len(name) >= _SHORTEST_PART
        and len(words(part)) <= _MAX_SITE_WORDS
        and any(len(site) >= _SHORTEST_PART and (name in site or site in name) for site in sites)
    )
