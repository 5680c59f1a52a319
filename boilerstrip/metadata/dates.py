"""When a page was published and last changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from boilerstrip.metadata.linked_data import Work, listed, sells
from boilerstrip.metadata.places import Places
from boilerstrip.metadata.state import OwnRecords
from boilerstrip.metadata.text import clean
from boilerstrip.page import Block, Page, Role
from boilerstrip.text.dates import DateReader, Moment, has_digits
from boilerstrip.text.words import words

# Words before the day of the last change, not that of publication.
_CHANGED = re.compile(
    r"\b(?:updated?|modified|revised|(?:last|recently)\s+(?:reviewed|edited|changed)|aktualisiert"
    r"|geändert|mis(?:e|es)? à jour"
    r"|modifiée?|actualizad[oa]|atualizad[oa]|aggiornat[oa]|bijgewerkt|gewijzigd|uppdatera[dt]"
    r"|opdateret|oppdatert"
    r"|päivitetty|aktualizov\w+|zaktualizowano|aktualizacja|обновлено|оновлено|güncelle\w+)|更新|갱신|수정",
    re.IGNORECASE,
)
# Words before the day of publication.
_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|veröffentlicht|erschienen|publié|publicad[oa]"
    r"|pubblicat[oa]|gepubliceerd"
    r"|publicerad|publiceret|publisert|julkaistu|publikováno|opublikowano|опубликован\w*|опубліковано"
    r"|yayın\w*)|发布|發布|公開|게시|등록",
    re.IGNORECASE,
)
# Days of something else, or of somebody.
_OTHER = re.compile(
    r"©|\(c\)|copyright|\b(?:joined|registered|member since|born|died|expires?|valid|deadline"
    r"|release date|retrieved|accessed"
    r"|archived|effective|starts?|ends?|until)\b",
    re.IGNORECASE,
)
_MAX_LINE_WORDS = 15
_MAX_SAYING = 25
# Meta tags of dates that are read: pages have a handful.
_MAX_METAS = 50
_MAX_BELOW = 15
# Words without digits that stand in a dateline: the weekday, the month, "published on".
_MAX_IN_ITEM = 3
_MAX_IN_SENTENCE = 5
# Words beside the date in a line that is a link.
_MAX_IN_LINK = 8
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
# Names of meta tags, as their letters alone, from the most to the least exact.
_STATED = (
    re.compile(r"(?:article|og|rnews|w|vr|mediator|twt)?(?:published|publish|publication)(?:time|date|datetime|on|at)?(?:gmt)?$"),
    re.compile(
        r"(?:datepublished|datefirstpublished|firstpublished|(?:pub|publish|publication|published"
        r"|first published)(?:date|time|on|at)"
        r"|pubdate|ptime|pdate|articledate|articledateoriginal|dateissued|issued|displaydate"
        r"|onlinedate|citationdate"
        r"|recspublishtime|originalpublicationdate|sailthrudate|dateposted|postdate|publisheddate"
        r"|articlepublished)$"
    ),
    re.compile(r"(?:datecreated|created|createddate|createdtime|createdat|creationdate|createdate|dctermscreated)$"),
    re.compile(r"(?:^|dc|dcterms|cludo|article|page|doc|og)date$"),
)  # fmt: skip
_MODIFIED = re.compile(r"(?:modif|updated|lastmod|revis|updatetime)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Before there was a web, nothing was published on it; linked data may still know better.
_OLDEST_SHOWN = "1995"
_LETTERS = re.compile(r"[^a-z]")
_DATED = re.compile(
    r"(?<![a-z])(?:(?:pub(?:lish(?:ed)?)?|post(?:ed)?|entry|article|created?)-?(?:on|date|time|meta"
    r"|info|footer(?:-line)?)"
    r"|date(?:line|time|-?published)?|timestamp|pubdate|meta|byline\w*|published|submitted"
    r"|post-?head(?:er)?|item-?date)(?![a-z])"
)
# Keys of embedded data.
_KEYS = (
    "datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "published_date",
    "publishedDate", "publicationDate", "publication_date", "firstPublishedAt", "first_published_at",
    "published",
    "pubDate",
    "createdAt", "created_at", "dateCreated", "date",
)  # fmt: skip
_CHANGED_KEYS = (
    "dateModified",
    "updatedAt",
    "updated_at",
    "modifiedAt",
    "modified_at",
    "modified",
    "lastModified",
)


class Dates(NamedTuple):
    """The moments of publication and of the last change, where they are known."""

    published: Moment | None = None
    modified: Moment | None = None


class _Shown(NamedTuple):
    """What a reader sees: days of publication, others in lines of their own, days of changes."""

    published: list[Moment]
    plain: list[Moment]
    changed: list[Moment]


def find_dates(
    page: Page,
    works: list[Work],
    addresses: Iterable[str | None],
    places: Places,
    dates: DateReader,
    records: OwnRecords,
) -> Dates:
    """Return when the page was published and last changed."""
    stated, changed = _stated(page, works, dates)
    # a front page shows the dates of many, a shop further down those of its customers
    end = places.headline + _MAX_BELOW if sells(page, works) else len(page.blocks)
    shown = _Shown([], [], []) if places.is_front else _shown(page, places, dates, end)
    in_address = next(filter(None, map(_in_address, addresses)), None)
    if not stated and not shown.published and not shown.plain and not in_address:
        stated = list(_in_state(records.found, _KEYS, dates))
        changed = changed or list(_in_state(records.found, _CHANGED_KEYS, dates))
    modified = next(iter(changed), None) or next(iter(shown.changed), None)
    published = _settle(stated, shown, modified, in_address)
    return Dates(published, _local(modified, [*shown.changed, *shown.plain]) if modified else None)


def _settle(
    stated: list[Moment], shown: _Shown, modified: Moment | None, in_address: str | None
) -> Moment | None:
    visible = [*shown.published, *shown.plain]
    if stated:
        first = stated[0]
        if in_address and in_address != first.day:
            # the day in the address settles which of several is meant
            exact = next((m for m in [*stated, *visible] if m.day == in_address), None)
            if exact or _distance(in_address, first.day) <= 1:
                return exact or Moment(in_address)
        return _local(first, visible)
    if in_address:
        return next((m for m in visible if m.day == in_address), Moment(in_address))
    return next(iter(visible), None) or next(iter(shown.changed), None)


def _local(moment: Moment, visible: Iterable[Moment]) -> Moment:
    """Return the day that readers see, where a time in UTC falls on the day before or after it."""
    if moment.time and moment.time.endswith("+00:00"):
        for other in visible:
            if other.day != moment.day and _distance(other.day, moment.day) <= 1:
                return moment._replace(day=other.day)
            break
    return moment


def _distance(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _stated(page: Page, works: list[Work], dates: DateReader) -> tuple[list[Moment], list[Moment]]:
    """Return what linked data and meta tags state, of publication and of changes."""
    published: list[Moment] = []
    changed: list[Moment] = []
    for work in works:
        for key, found in (
            ("datePublished", published), ("uploadDate", published), ("dateCreated", published),
            ("dateModified", changed),
        ):  # fmt: skip
            for value in listed(work.get(key))[:1]:
                if moment := _moment(value, dates):
                    found.append(moment)
    ranked: list[tuple[int, Moment]] = []
    left = _MAX_METAS
    for name, contents in page.head.metas.items():
        rank = _rank(name)
        if rank is None:
            continue
        left -= 1
        if left < 0 or not (moment := _moment(contents[0], dates)):
            continue
        if rank < 0:
            changed.append(moment)
        else:
            ranked.append((rank, moment))
    published += [moment for _, moment in sorted(ranked, key=lambda item: (item[0], item[1].day))]
    return published, changed


@lru_cache(maxsize=1024)
def _rank(name: str) -> int | None:
    """Return how exactly a meta tag's name means publication, -1 for changes, None for neither."""
    letters = _LETTERS.sub("", name[:100].lower())
    if _MODIFIED.search(letters):
        return -1
    return next((rank for rank, pattern in enumerate(_STATED) if pattern.search(letters)), None)


def _moment(value: Any, dates: DateReader) -> Moment | None:
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        found = dates.moment(clean(str(value)[:200]))
        # placeholders, and what is yet to come
        return found if found and "1900" < found.day <= _tomorrow() else None
    return None


def _tomorrow() -> str:
    return (date.today() + timedelta(days=1)).isoformat()


def _shown(page: Page, places: Places, dates: DateReader, end: int) -> _Shown:
    """Return what the page shows in lines of their own, near the headline first, and then elsewhere.

    Within the text a time is that of what it tells. Lines from the headline on come first: above
    it is what the site has to say.
    """
    published: list[Moment] = []
    plain: list[Moment] = []
    changed: list[Moment] = []
    above: list[Moment] = []
    by_block: dict[int, list[tuple[str, str]]] = {}
    for element, at, moment, text in page.head.times:
        if at >= end or places.is_beside(element):
            continue
        line = page.blocks[at] if text and at < len(page.blocks) else None
        if line is None or _is_brief(line) or _says_published(line):
            found = dates.moment(moment or text) or dates.moment(text)
            if not found:
                continue
            by_block.setdefault(at, []).append((text, found.day))
            before = line.text.partition(text)[0][-30:] if line and text else ""
            label = f"{before} {text[:20]}"
            if _CHANGED.search(label):
                changed.append(found)
            elif line is not None and _OTHER.search(before):
                continue
            elif _PUBLISHED.search(label):
                published.append(found)
            elif at >= places.headline:
                plain.append(found)
            else:
                above.append(found)
    plain += above
    for block in places.near_headline():
        if block.index >= end:
            continue
        if block.words > _MAX_LINE_WORDS or block.index in by_block or not has_digits(block.text):
            continue
        if not _is_dateline(page, block):
            continue
        if places.is_beside(block.element):
            continue
        _read_line(block, dates, published, plain, changed)
    if not (published or plain) and end == len(page.blocks):
        for block in _elsewhere(page, places):
            if block.index not in by_block and not places.is_beside(block.element):
                _read_line(block, dates, published, plain, changed)
    return _Shown(*([m for m in found if m.day >= _OLDEST_SHOWN] for found in (published, plain, changed)))


def _elsewhere(page: Page, places: Places) -> Iterator[Block]:
    """Yield lines further down that say by a word or their class that they tell a date."""
    count = 0
    for block in page.blocks[places.headline :]:
        if block.words <= _MAX_LINE_WORDS and has_digits(block.text) and count < 30:
            named = block.element >= 0 and _names_date(page.elements[block.element].class_id)
            if (named or _PUBLISHED.search(block.text)) and _is_dateline(page, block):
                count += 1
                yield block


@lru_cache(maxsize=4096)
def _names_date(names: str) -> bool:
    return names != "" and _DATED.search(names.replace("_", "-")) is not None


def _read_line(
    block: Block, dates: DateReader, published: list[Moment], plain: list[Moment], changed: list[Moment]
) -> None:
    """Take what a dateline tells: "Published 3 May 2024, updated 5 May 2024" tells two."""
    text = block.text
    change = _CHANGED.search(text)
    if change:
        before, after = text[: change.start()], text[change.start() :]
        if (has_digits(before)) and (found := dates.moment(before)):
            (published if _PUBLISHED.search(before) else plain).append(found)
        if found := dates.moment(after):
            publication = _PUBLISHED.search(after)
            if publication and (original := dates.moment(after[publication.start() :])):
                published.append(original)
                found = dates.moment(after[: publication.start()]) or found
            changed.append(found)
        return
    if found := dates.moment(text):
        (published if _PUBLISHED.search(text) else plain).append(found)


def dateline(block: Block, dates: DateReader) -> str | None:
    """Return the day that a line of a date and hardly more tells, None for other lines."""
    told = block.link_density < 0.5 and has_digits(block.text) and _is_brief(block)
    return dates.read(block.text) if told else None


def _is_dateline(page: Page, block: Block) -> bool:
    if not _is_brief(block) or _OTHER.search(block.text):
        return False
    if block.role is Role.LIST_ITEM and any(
        other.role is Role.LIST_ITEM and _YEAR.search(other.text) and not _CHANGED.search(other.text)
        for other in page.blocks[max(0, block.index - 1) : block.index + 2]
        if other is not block
    ):
        # a chronology
        return False
    return block.link_density < 0.5 or sum(word.isalpha() for word in words(block.text)) <= _MAX_IN_LINK


def _is_brief(block: Block) -> bool:
    """Return whether a line says no more than a dateline does, beside its digits."""
    if block.words > _MAX_LINE_WORDS or block.level == 1:
        return False
    beside = sum(word.isalpha() for word in words(block.text))
    # the entry of a chronology, a sentence
    most = _MAX_IN_ITEM if block.role is Role.LIST_ITEM else _MAX_LINE_WORDS
    most = min(most, _MAX_IN_SENTENCE) if block.text.endswith((".", "!", "?")) else most
    return beside <= most


def _says_published(block: Block) -> bool:
    """Return whether a line begins by telling that something was published."""
    return block.words <= _MAX_SAYING and _PUBLISHED.match(block.text) is not None


def _in_address(address: str | None) -> str | None:
    try:
        path = urlsplit(address or "").path
    except ValueError:
        return None
    found = _URL_DATE.search(path)
    day = "-".join(found.groups()) if found else ""
    return DateReader().read(day) if day else None


def _in_state(records: list[Any], keys: tuple[str, ...], dates: DateReader) -> Iterator[Moment]:
    """Yield what embedded data says of the page's own record."""
    for record in records:
        for key in keys:
            if moment := _moment(record.get(key), dates):
                yield moment
                break
