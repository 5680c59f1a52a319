"""When a page was published and last changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from boilerstrip.metadata.cleaning import clean
from boilerstrip.metadata.datelines import VisibleDates, dateline, find_first_post, find_visible_dates
from boilerstrip.metadata.embedded_records import EmbeddedRecords
from boilerstrip.metadata.layout import PageLayout
from boilerstrip.metadata.linked_data import Work, is_article, is_frame, listed, sells
from boilerstrip.metadata.threads import is_thread
from boilerstrip.page import Page
from boilerstrip.text.dates import DateReader, Moment
from boilerstrip.text.patterns import lazy

__all__ = ["Dates", "dateline", "find_dates"]

# Meta tags of dates that are read: pages have a handful.
_MAX_METAS = 50
_MAX_BELOW = 15
_URL_DATE = lazy(
    r"(?:/|(?<=[a-z])[_-](?=\d{4}-))((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2])(?:(?<=\d\d)[/-]?|[/-])"
    r"(0[1-9]|[12]\d|3[01]|[1-9](?=/))(?!\d)"
)
_URL_MONTH = lazy(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?=/)", re.IGNORECASE)
_URL_DAY_FIRST = lazy(r"[/_-](0[1-9]|[12]\d|3[01])([.-])(0[1-9]|1[0-2])\2((?:19|20)\d\d)(?!\d|[.-]\d)")
_MAX_PATH = 2_000  # characters
# Names of meta tags, as their letters alone, from the most to the least exact.
_PUBLISHED_NAMES = (
    lazy(
        r"(?:^|article|og|rnews|vr|mediator|twt|search|parsely)(?:published|publish|publication)"
        r"(?:time|date|datetime|on|at)?(?:gmt|utc)?$"
    ),
    lazy(
        r"(?:datepublished|datefirstpublished|firstpublished|(?:pub|publish|publication|published)(?:date|time|on|at)"
        r"|ptime|(?<!u)pdate|articledate|articledateoriginal|dateissued|issued|displaydate|onlinedate|citationdate"
        r"|originalpublicationdate|sailthrudate|dateposted|postdate|postedon|firstcreated|datepublication"
        r"|articlepublished|releasetime|publicationdatetime|publishdatetime|newsdate|storydate|contentdate)$"
    ),
    lazy(r"(?:datecreated|created|createddate|createdtime|createdat|creationdate|createdate)$"),
    lazy(r"(?:^|dc|dcterms|cludo|article|page|doc|og|ms)date$"),
)
# From here on they do not say that they tell of publication.
_WEAK_RANK = 2
# Times of something else: of the cache, an event, the end of a subscription.
_OTHER_NAMES = lazy(
    r"event|expir|unpublish|embargo|valid|birth|cache|crawl|generat|build|start|end(?:time|date)"
)
_MODIFIED_NAMES = lazy(r"modif|updated|lastmod|lastupdate|revis|updatetime|updatedate|lastchange|dateupdate")
_BARE_TIME = len("2024-01-05T10:00:00")
_LETTERS = lazy(r"[^a-z]")
# Keys of embedded data: these tell of publication wherever they stand.
_PUBLISHED_KEYS = (
    "datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "published_date",
    "publishedDate", "publicationDate", "publication_date", "firstPublishedAt", "first_published_at",
    "publishedTime", "published_time", "publishedOn", "published_on", "pubDate",
)  # fmt: skip
_KEYS = (
    *_PUBLISHED_KEYS, "published", "displayDate", "display_date", "postDate", "post_date", "datePosted",
    "createdAt", "created_at", "dateCreated", "createdOn", "date",
)  # fmt: skip
_CHANGED_KEYS = (
    "dateModified", "updatedAt", "updated_at", "modifiedAt", "modified_at", "modified", "lastModified",
    "lastUpdated",
)  # fmt: skip


class Dates(NamedTuple):
    """The moments of publication and of the last change, where they are known."""

    published: Moment | None = None
    modified: Moment | None = None


def find_dates(
    page: Page,
    works: list[Work],
    addresses: Sequence[str | None],
    layout: PageLayout,
    reader: DateReader,
    records: EmbeddedRecords,
) -> Dates:
    """Return when the page was published and last changed."""
    stated, weak, changed = _stated_dates(page, works, reader)
    # what was published before it was changed settles which of two numbers is the month
    reader.latest = max((moment.day for moment in changed), default=_tomorrow())
    reader.known = frozenset(moment.day for moment in (*stated, *weak, *changed))
    # a front page shows the dates of many, a shop further down those of its customers
    is_shop = sells(page, works)
    end = layout.headline_index + _MAX_BELOW if is_shop else len(page.blocks)
    visible = (
        VisibleDates.nothing() if layout.is_front_page else find_visible_dates(page, layout, reader, end)
    )
    if not stated and any(is_thread(address, works) for address in addresses):
        first_post = find_first_post(page, layout, reader, visible)
        visible = VisibleDates.of(first_post) if first_post else visible
    elif not (visible.at_headline or visible.published) and len({m.day for m in visible.plain}) > 1:
        # several days far from any headline are those of a list, of reviews or of offers
        visible.plain.clear()
    url_day = next(filter(None, (_date_in_url(address, reader) for address in addresses)), None)
    is_undated = not (url_day or any(visible))
    if is_undated and (
        is_shop or _only_frame_dates(page, works) or (layout.is_front_page and not is_article(page, works))
    ):
        # content management systems state it of every page, the imprint too: readers do not see it
        return Dates(None, next(iter(changed), None))
    if not (stated or weak or visible.published or visible.plain or visible.first_published or url_day):
        anywhere = _PUBLISHED_KEYS if is_article(page, works) else ()
        stated = list(_dates_in_records(records, _KEYS, anywhere, reader))
        changed = changed or list(_dates_in_records(records, _CHANGED_KEYS, (), reader))
    modified = next(iter([*changed, *visible.changed, *visible.changed_far]), None)
    published = _choose_published(stated, weak, visible, changed, url_day)
    return Dates(
        published, _in_local_day(modified, [*visible.changed, *visible.plain], []) if modified else None
    )


def _only_frame_dates(page: Page, works: list[Work]) -> bool:
    """Return whether nothing but the record of the web page itself states when it was published."""
    dated = [work for work in works if work.get("datePublished") or work.get("dateCreated")]
    metas = (rank for rank in map(_meta_rank, page.head.metas) if rank is not None)
    return bool(dated) and all(map(is_frame, dated)) and not any(0 <= rank < _WEAK_RANK for rank in metas)


def _choose_published(
    stated: list[Moment],
    weak: list[Moment],
    visible: VisibleDates,
    changed: list[Moment],
    url_day: str | None,
) -> Moment | None:
    seen = [*visible.first_published, *visible.published, *visible.plain]
    if visible.changed and not stated:
        # what is later than the change that readers see is not the publication
        weak = [moment for moment in weak if moment.day <= visible.changed[0].day]
    # a date that does not say of what it is yields to the one that readers see
    if weak and not stated:
        agreeing = next((m for m in weak for other in visible.at_headline if m.day == other.day), None)
        stated = [agreeing or next(iter([*visible.at_headline, *weak]))]
    stated = [*stated, *weak]
    if stated:
        first = stated[0]
        # the day that readers see at the headline settles which of several is meant
        if all(m.day != first.day for m in seen):
            first = next((m for m in stated for other in visible.at_headline if m.day == other.day), first)
            # a page that shows the day of its last change without a label presents it as its date
            if not visible.changed and (shown := next(iter(visible.at_headline), None)):
                first = shown if any(change.day == shown.day for change in changed) else first
        if url_day and url_day != first.day:
            # the day in the address settles which of several is meant
            exact = next((m for m in [*stated, *seen] if m.day == url_day), None)
            if exact or _distance(url_day, first.day) <= 1:
                return exact or Moment(url_day)
        earlier = _earlier_visible(first, visible)
        # where dates are shown at the headline, those further down are not the page's
        near = visible.at_headline if visible.at_headline or visible.changed else seen
        return earlier or _in_local_day(first, [*visible.first_published, *near], changed)
    if url_day:
        return next((m for m in seen if m.day == url_day), Moment(url_day))
    return next(iter(seen), None) or next(iter(visible.changed), None)


def _earlier_visible(stated: Moment, visible: VisibleDates) -> Moment | None:
    """Return an earlier day that readers see: what is stated is then the day of a move or a rebuild."""
    seen = [*visible.first_published, *visible.published, *visible.plain]
    if any(_distance(moment.day, stated.day) <= 1 for moment in seen):
        return None
    # a label on many lines is that of teasers
    labelled = visible.published if len({moment.day for moment in visible.published}) == 1 else []
    earlier = next(iter([*visible.first_published, *visible.at_headline, *labelled]), None)
    return earlier if earlier and earlier.day < stated.day else None


def _in_local_day(moment: Moment, visible: list[Moment], changed: list[Moment]) -> Moment:
    """Return the day that readers see, where a time in UTC falls on the day before or after it."""
    other = next(iter(visible), None)
    if other is None or not moment.time or _distance(other.day, moment.day) != 1:
        return moment
    if any(other.day == change.day for change in changed):
        return moment
    # a time without an offset may be one in UTC, too
    is_utc, is_bare = moment.time.endswith("+00:00"), len(moment.time) == _BARE_TIME
    return moment._replace(day=other.day) if is_utc or (is_bare and other.day < moment.day) else moment


def _distance(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _stated_dates(
    page: Page, works: list[Work], reader: DateReader
) -> tuple[list[Moment], list[Moment], list[Moment]]:
    """Return what linked data and meta tags state: of publication, of what is unsaid, and of changes."""
    published: list[Moment] = []
    changed: list[Moment] = []
    for key, found in (
        ("datePublished", published), ("uploadDate", published), ("dateCreated", published),
        ("dateModified", changed),
    ):  # fmt: skip
        for work in works:
            for value in listed(work.get(key))[:1]:
                if moment := _moment(value, reader):
                    found.append(moment)
    ranked: list[tuple[int, Moment]] = []
    n_left = _MAX_METAS
    for name, contents in page.head.metas.items():
        rank = _meta_rank(name)
        if rank is None:
            continue
        n_left -= 1
        # several records in one page are those of others, too
        has_several = name.startswith("rdf:") and len(set(contents)) > 1
        if n_left < 0 or has_several or not (moment := _moment(contents[0], reader)):
            continue
        if rank < 0:
            changed.append(moment)
        else:
            ranked.append((rank, moment))
    ranked.sort(key=lambda item: (item[0], item[1].day))
    published += [moment for rank, moment in ranked if rank < _WEAK_RANK]
    return published, [moment for rank, moment in ranked if rank >= _WEAK_RANK], changed


@lru_cache(maxsize=1024)
def _meta_rank(name: str) -> int | None:
    """Return how exactly a meta tag's name means publication, -1 for changes, None for neither."""
    letters = _LETTERS.sub("", name[:100].lower())
    if _OTHER_NAMES.search(letters):
        return None
    if _MODIFIED_NAMES.search(letters):
        return -1
    return next((rank for rank, pattern in enumerate(_PUBLISHED_NAMES) if pattern.search(letters)), None)


def _moment(value: Any, reader: DateReader) -> Moment | None:
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        found = reader.moment(clean(str(value)[:200]))
        # placeholders, and what is yet to come
        return found if found and "1900" < found.day <= _tomorrow() else None
    return None


def _tomorrow() -> str:
    return (date.today() + timedelta(days=1)).isoformat()


def _date_in_url(address: str | None, reader: DateReader) -> str | None:
    """Return the day that an address has in its path: "/2024/05/03/", "/2024/may/03/", "/news-23-05-2024"."""
    try:
        path = urlsplit(address or "").path[:_MAX_PATH]
    except ValueError:
        return None
    if found := _URL_DATE.search(path):
        return DateReader().read("-".join(found.groups()))
    if with_month := _URL_MONTH.search(path):
        return DateReader("en").read(" ".join(reversed(with_month.groups())))
    found = _URL_DAY_FIRST.search(path)
    return reader.read(f"{found[1]}/{found[3]}/{found[4]}") if found else None


def _dates_in_records(
    records: EmbeddedRecords, keys: tuple[str, ...], anywhere: tuple[str, ...], reader: DateReader
) -> Iterator[Moment]:
    """Yield what embedded data says of the page's own record, else what it says by an unmistakable key."""
    has_own = False
    for record in records.found:
        for key in keys:
            if moment := _moment(record.get(key), reader):
                has_own = True
                yield moment
                break
    if anywhere and not has_own and (moment := _moment(records.stated_once(anywhere), reader)):
        yield moment
