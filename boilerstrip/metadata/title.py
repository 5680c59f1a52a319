"""What a page is called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from boilerstrip.metadata.authors import byline_name
from boilerstrip.metadata.cleaning import clean, first, folded
from boilerstrip.metadata.linked_data import Work, is_article, texts
from boilerstrip.metadata.site import SEPARATOR
from boilerstrip.page import Block, Page
from boilerstrip.text import phrases
from boilerstrip.text.dates import DateReader
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
# What scripts put ahead of the title: "(3) Ferries".
_UNREAD_COUNT = lazy(r"^\(\d{1,3}\+?\)\s+(?=\S)")
# Titles that tell nothing of the page.
_GENERIC_TITLES = frozenset(
    (
        "home", "home page", "homepage", "home-page", "main page", "index", "start", "startseite",
        "accueil", "page d'accueil", "inicio", "início", "página inicial", "pagina iniziale",
        "strona główna", "ana sayfa", "главная", "главная страница", "首页", "首頁", "ホーム",
        "トップページ", "untitled", "untitled document", "untitled page", "readme", "welcome",
    )
)  # fmt: skip


def find_title(
    page: Page,
    works: list[Work],
    site_name: str | None,
    aliases: Iterable[str | None],
    *,
    is_front: bool = False,
) -> str | None:
    """Return the title: the visible heading where the head agrees with it, else what the head states.

    `aliases` are other names that the site is known by, its host among them.
    """
    sites = {folded(name) for name in (site_name, *aliases) if name}
    head_title = _FORUM_LABEL.sub("", _UNREAD_COUNT.sub("", clean(page.head.title)))
    stated = find_headline(page, works)
    stated = _FORUM_LABEL.sub("", stated) if stated else None
    head_titles = f"{stated or ''}\n{head_title}"
    headings = [_decoded(block.text, head_titles) for block in page.blocks if block.level == 1]
    top = [_strip_kicker(_strip_site_suffix(heading, sites), stated) for heading in headings]
    first_part = SEPARATOR.split(head_title)[0]
    lower = [block.text for block in page.blocks if 2 <= block.level <= _LOWEST_HEADLINE]
    # weblogs have their own name for the top heading: "Low water: a week without a pump"
    for entry in filter(None, (stated, *lower)):
        if top and head_title == f"{top[0]}: {entry}":
            sites.add(folded(top[0]))
            top.append(entry)
            break
    # "The pier / Ferries / Holm forum"
    in_path = head_title.split(" / ")[0] if head_title.count(" / ") > 1 else first_part
    lower_titles = (
        {(2, first_part), (2, in_path), (3, in_path)} if in_path != first_part else {(2, first_part)}
    )
    top = [block.text for block in page.blocks if (block.level, block.text) in lower_titles] + top
    # the heading a reader sees, where the head agrees with it: no site name, no abbreviation
    known = set(words(f"{stated or ''} {head_title}"))
    agreeing: dict[str, float] = {}
    # "ferries [Holm wiki]"
    before_bracket = head_title.partition(" [")[0].casefold()
    candidates = [heading for heading in dict.fromkeys(top) if folded(heading) not in sites]
    # "Ferries | Holm Harbour Board", of which both are headings
    parts = SEPARATOR.split(head_title)
    if len(parts) > 1 and parts[0] in lower and folded(parts[-1]) != folded(stated or ""):
        others = [heading for heading in candidates if folded(heading) != folded(parts[-1])]
        if len(others) < len(candidates):
            candidates = others
            sites.add(folded(parts[-1]))
    for heading in candidates:
        tokens = words(heading)
        # a single word is more often a menu's
        enough = len(tokens) > 1 or heading == first_part or heading.casefold() == before_bracket
        if enough and sum(word in known for word in tokens) >= _AGREEMENT * len(tokens):
            # titles such as "…" have no words
            agreeing[heading] = len(known.intersection(tokens)) / max(1, len(known.union(tokens)))
    if agreeing:
        # the name of a site is part of its titles, too
        return max(agreeing, key=agreeing.__getitem__)
    if len(candidates) == 1 and known:
        # the only heading: what the head states was written for search engines
        distinct = set(words(candidates[0]))
        shared = _LONE_AGREEMENT if is_article(page, works) else _AGREEMENT
        if len(distinct) >= _MIN_TITLE_WORDS and len(known & distinct) >= shared * len(distinct):
            return candidates[0]
    if stated or head_title:
        found = _strip_site(stated or head_title, sites, named=site_name is not None)
        # a front page is called what its site is
        names_page = is_front or folded(found) not in sites
        names_page = names_page and found.casefold() not in _GENERIC_TITLES
        # "Site - its motto" on a page that is not its front
        is_motto = not is_front and not stated and _is_site(first_part, sites) and first_part != head_title
        if candidates and (not names_page or (is_motto and len(words(candidates[0])) >= _MIN_TITLE_WORDS)):
            return candidates[0]
        if found.casefold() in _GENERIC_TITLES:
            # the front page of a site that has no heading is called what the site is
            return next(
                (part for part in parts if part.casefold() not in _GENERIC_TITLES), site_name or found
            )
        return found
    return top[0] if top else _title_line(page)


def _strip_site_suffix(heading: str, sites: set[str]) -> str:
    """Return a heading less the site's name behind it: "Tides of the north | Holm Post"."""
    parts = SEPARATOR.split(heading)
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
    return first(*texts(works, "headline"), *metas)


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
    parts = SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    kept = [part for part in parts if not _is_site(part, sites)]
    # "Tide Tables and Charts | Tide": what has the site's name in it is not the site where something else is
    kept = kept or [part for part in parts if folded(part) not in sites]
    if kept and len(kept) < len(parts):
        return title[title.index(kept[0]) : title.rindex(kept[-1]) + len(kept[-1])]
    if named:
        return title
    longest = max(parts, key=len)
    return longest if len(words(longest)) > 2 else title


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
