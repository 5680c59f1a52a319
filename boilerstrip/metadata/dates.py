"""When a page was published and last changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from boilerstrip.metadata.datelines import VisibleDates, dateline, find_first_post, find_visible_dates
from boilerstrip.metadata.embedded_records import EmbeddedRecords, keys_of
from boilerstrip.metadata.layout import PageLayout
from boilerstrip.metadata.linked_data import Work, is_article, sells, type_of
from boilerstrip.metadata.stated_dates import (
    StatedDates,
    find_stated_dates,
    only_frame_dates,
    read_moment,
)
from boilerstrip.page import Page
from boilerstrip.text.dates import DateReader, Moment
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy

__all__ = ["Dates", "dateline", "find_dates"]

_MAX_BELOW = 15
_MAX_MOMENT = 40  # characters
_URL_DATE = lazy(
    r"(?:/|(?<=[a-z])[_-](?=\d{4}-))((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2])(?:(?<=\d\d)[/-]?|[/-])"
    r"(0[1-9]|[12]\d|3[01]|[1-9](?=/))(?!\d)"
)
_URL_MONTH = lazy(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?=/)", re.IGNORECASE)
_URL_DAY_FIRST = lazy(r"[/_-](0[1-9]|[12]\d|3[01])([.-])(0[1-9]|1[0-2])\2((?:19|20)\d\d)(?!\d|[.-]\d)")
_MAX_PATH = 2_000  # characters
# Folders, and the first part of hosts, of documentation, of what is offered, and of lists.
_UNDATED_FOLDERS = frozenset(
    (
        "doc docs documentation developer developers manual manuals reference handbuch service services "
        "leistungen servicios servizi diensten uslugi product products produkt produkte produit produits "
        "producto productos produto produtos prodotto prodotti producten produkty shop store boutique "
        "tienda loja negozio winkel sklep category categories kategorie categorie categoria kategoria tag "
        "tags topics "
    ).split()
)
_BARE_TIME = len("2024-01-05T10:00:00")
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
_IN_RECORDS: dict[tuple[str, ...], Needles] = {keys: keys_of(keys) for keys in (_KEYS, _CHANGED_KEYS)}


class Dates(NamedTuple):
    """The moments of publication and of the last change, where they are known."""

    published: Moment | None = None
    modified: Moment | None = None


def find_dates(
    page: Page,
    works: list[Work],
    addresses: Sequence[str],
    layout: PageLayout,
    reader: DateReader,
    records: EmbeddedRecords,
    *,
    is_thread: bool,
) -> Dates:
    """Return when the page was published and last changed."""
    stated = find_stated_dates(page, works, reader)
    published, weak, changed, _ = stated
    # what was published before it was changed settles which of two numbers is the month
    reader.latest = max((moment.day for moment in changed), default=reader.tomorrow)
    reader.known = frozenset(moment.day for moment in (*published, *weak, *changed))
    may_be_thread = is_thread and not published
    is_shop = sells(page, works)
    visible = _visible_dates(
        page, layout, reader, is_shop=is_shop, may_be_thread=may_be_thread, is_stated=bool(published)
    )
    _leave_out_days_of_event(visible, works, reader)
    url_day = next(filter(None, (_date_in_url(address, reader) for address in addresses)), None)
    if not (url_day or any(visible)) and (is_shop or _is_undated_kind(page, works, addresses, layout)):
        # content management systems state it of every page, the imprint too: readers do not see it
        return Dates(None, next(iter(changed), None))
    if not (published or weak or visible.published or visible.plain or visible.first_published or url_day):
        anywhere = _PUBLISHED_KEYS if is_article(page, works) else ()
        published = list(_dates_in_records(records, _KEYS, anywhere, reader))
        changed = changed or list(_dates_in_records(records, _CHANGED_KEYS, (), reader))
        stated = stated._replace(published=published, changed=changed)
    first = _choose_published(stated, visible, url_day)
    changes = (
        _in_local_day(moment, [*visible.changed, *visible.plain], [])
        for moment in (*changed, *visible.changed, *visible.changed_far)
    )
    modified = next(filter(None, (_since(first, moment) for moment in changes)), None)
    return Dates(first, modified)


def _since(published: Moment | None, change: Moment) -> Moment | None:
    """Return a change, None if it was before the publication.

    What was last edited before its publication has not changed since.
    """
    if published and published.time and change.time:
        start, end = datetime.fromisoformat(published.time), datetime.fromisoformat(change.time)
        if start.tzinfo and end.tzinfo:
            if end < start:
                return None
            if change.day < published.day:
                # in UTC, it is still the day before
                change = change._replace(day=end.astimezone(start.tzinfo).date().isoformat())
    return change if published is None or change.day >= published.day else None


def _visible_dates(
    page: Page,
    layout: PageLayout,
    reader: DateReader,
    *,
    is_shop: bool,
    may_be_thread: bool,
    is_stated: bool,
) -> VisibleDates:
    """Return the dates that readers see which may be those of the page."""
    # a front page shows the dates of many, a shop further down those of its customers
    if layout.is_front_page:
        return VisibleDates.nothing()
    end = layout.headline_index + _MAX_BELOW if is_shop else len(page.blocks)
    visible = find_visible_dates(page, layout, reader, end, is_stated=is_stated)
    if may_be_thread:
        # "This post was submitted on 4 March 2026" may stand in a box beside the posts
        labelled = _labelled_once(visible)
        first_post = labelled or find_first_post(page, layout, reader, visible)
        return VisibleDates.of(first_post) if first_post else visible
    if not (visible.at_headline or visible.published) and len({m.day for m in visible.plain}) > 1:
        # several days far from any headline are those of a list, of reviews or of offers
        visible.plain.clear()
    return visible


def _leave_out_days_of_event(visible: VisibleDates, works: list[Work], reader: DateReader) -> None:
    """Take out of what readers see the days on which an event takes place that the page is about."""
    days = {
        moment.day
        for work in works
        for key in ("startDate", "endDate")
        if (value := work.get(key)) and (moment := reader.moment(str(value)[:_MAX_MOMENT]))
    }
    if days:
        for found in (visible.plain, visible.at_headline):
            found[:] = [moment for moment in found if moment.day not in days]


def _is_undated_kind(page: Page, works: list[Work], addresses: Sequence[str], layout: PageLayout) -> bool:
    """Return whether a page is of a kind whose day of publication, where only metadata state one, is none."""
    is_news = any("NewsArticle" in type_of(work) for work in works)
    return (
        only_frame_dates(page, works)
        or (layout.is_front_page and not is_article(page, works))
        or (not is_news and any(map(_is_in_undated_folder, addresses)))
    )


def _is_in_undated_folder(address: str) -> bool:
    """Return whether an address is that of documentation, of an offer or of a list: "/docs/install"."""
    try:
        parts = urlsplit(address.lower())
    except ValueError:
        return False
    return not _UNDATED_FOLDERS.isdisjoint(
        (parts.netloc.partition(".")[0], *parts.path[:_MAX_PATH].split("/"))
    )


def _choose_published(stated: StatedDates, visible: VisibleDates, url_day: str | None) -> Moment | None:
    """Return the moment of publication: stated, else in the address, else seen, else that of a change.

    What readers see settles which of several stated days is meant, and so does the address.
    """
    seen = [*visible.first_published, *visible.published, *visible.plain]
    candidates = _candidates(stated, visible)
    if not candidates:
        if url_day:
            return next((m for m in seen if m.day == url_day), Moment(url_day))
        return next(iter([*seen, *visible.changed]), None)
    first = candidates[0]
    if all(m.day != first.day for m in seen):
        first = _settled_at_headline(candidates, stated, visible)
    if not (seen or url_day or (stated.exact and first.day == stated.exact.day)):
        first = _only_shown_change(first, stated, visible)
    if url_day and url_day != first.day:
        exact = next((m for m in [*candidates, *seen] if m.day == url_day), None)
        if exact or _distance(url_day, first.day) <= 1:
            return exact or Moment(url_day)
    if earlier := _earlier_visible(first, visible):
        return earlier
    if first == stated.exact:
        return first
    # where dates are shown at the headline, those further down are not the page's
    near = visible.at_headline if visible.at_headline or visible.changed else seen
    return _in_local_day(first, [*visible.first_published, *near], stated.changed)


def _candidates(stated: StatedDates, visible: VisibleDates) -> list[Moment]:
    """Return the stated moments, the most likely one first."""
    if stated.published or not stated.weak:
        return [*stated.published, *stated.weak]
    weak = stated.weak
    if visible.changed:
        # what is later than the change that readers see is not the publication
        weak = [moment for moment in weak if moment.day <= visible.changed[0].day]
    # a date that does not say of what it is yields to the one that readers see
    agreeing = next((m for m in weak for other in visible.at_headline if m.day == other.day), None)
    shown = [*visible.at_headline, *visible.first_published, *visible.published, *visible.plain]
    return [agreeing or next(iter([*shown, *weak])), *weak] if weak else []


def _settled_at_headline(candidates: list[Moment], stated: StatedDates, visible: VisibleDates) -> Moment:
    """Return which of several stated moments readers see at the headline, else the first of them."""
    shown = visible.at_headline
    first = next((m for m in candidates for other in shown if m.day == other.day), candidates[0])
    # a page that shows the day of its last change without a label presents it as its date, unless it has
    # a meta tag for that date
    is_change = shown and any(change.day == shown[0].day for change in stated.changed)
    return shown[0] if is_change and not visible.changed and first != stated.exact else first


def _only_shown_change(first: Moment, stated: StatedDates, visible: VisibleDates) -> Moment:
    """Return a stated moment, but on the stated day of the last change if readers see that day alone.

    The page then presents it as its date, and states that of its publication for machines alone, in no meta
    tag made for it. The time of publication stays as it is stated.
    """
    shown = next(iter(visible.changed), None)
    if shown is None or shown.day <= first.day:
        return first
    is_stated = any(_distance(shown.day, change.day) <= 1 for change in stated.changed)
    return first._replace(day=shown.day) if is_stated else first


def _earlier_visible(stated: Moment, visible: VisibleDates) -> Moment | None:
    """Return an earlier day that readers see: what is stated is then the day of a move or a rebuild."""
    seen = [*visible.first_published, *visible.published, *visible.plain]
    if any(_distance(moment.day, stated.day) <= 1 for moment in seen):
        return None
    seen_first = next(iter([*visible.first_published, *visible.at_headline]), None)
    earlier = seen_first or _labelled_once(visible)
    return earlier if earlier and earlier.day < stated.day else None


def _labelled_once(visible: VisibleDates) -> Moment | None:
    """Return the only day that readers see with a label: on many lines, it is that of teasers."""
    return visible.published[0] if len({moment.day for moment in visible.published}) == 1 else None


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


def _date_in_url(address: str, reader: DateReader) -> str | None:
    """Return the day that an address has in its path: "/2024/05/03/", "/2024/may/03/", "/news-23-05-2024"."""
    try:
        path = urlsplit(address).path[:_MAX_PATH]
    except ValueError:
        return None
    # hardly any has a year
    if "19" not in path and "20" not in path:
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
    for record in records.found_with(_IN_RECORDS[keys]):
        for key in keys:
            if moment := read_moment(record.get(key), reader):
                has_own = True
                yield moment
                break
    if anywhere and not has_own and (moment := read_moment(records.stated_once(anywhere), reader)):
        yield moment
