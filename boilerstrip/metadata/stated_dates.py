"""When a page was published and changed by what its JSON-LD and its meta tags state."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from boilerstrip.metadata.cleaning import clean
from boilerstrip.metadata.linked_data import Work, is_frame, listed
from boilerstrip.page import Page
from boilerstrip.text.dates import DateReader, Moment, read_exact
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy

# The day that programs write for none.
_NO_DAY = "1970-01-01"
# Meta tags of dates that are read: pages have a handful.
_MAX_METAS = 50
# Names of meta tags, as their letters alone, from the most to the least exact: the first is a pattern, of the
# others the ends.
_EXACT_NAME = lazy(
    r"(?:^|article|og|rnews|vr|mediator|twt|search|parsely)(?:published|publish|publication)"
    r"(?:time|date|datetime|on|at)?(?:gmt|utc)?$"
)
_PUBLISHED_NAMES = (
    *(
        f"{published}{moment}"
        for published in ("pub", "publish", "publication", "published")
        for moment in ("date", "time", "on", "at")
    ),
    "datepublished", "datefirstpublished", "firstpublished", "ptime", "articledate", "articledateoriginal",
    "dateissued", "issued", "displaydate", "onlinedate", "citationdate", "originalpublicationdate",
    "sailthrudate", "dateposted", "postdate", "postedon", "firstcreated", "datepublication",
    "articlepublished", "releasetime", "publicationdatetime", "publishdatetime", "newsdate", "storydate",
    "contentdate",
)  # fmt: skip
_CREATED_NAMES = (
    "datecreated", "created", "createddate", "createdtime", "createdat", "creationdate", "createdate",
)  # fmt: skip
_DATE_NAMES = ("dcdate", "dctermsdate", "cludodate", "articledate", "pagedate", "docdate", "ogdate", "msdate")
# From here on they do not say that they tell of publication.
_WEAK_RANK = 2
# Times of something else: of the cache, an event, the end of a subscription.
_OTHER_NAMES = Needles(
    "event", "expir", "unpublish", "embargo", "valid", "birth", "cache", "crawl", "generat", "build", "start",
    "endtime", "enddate",
)  # fmt: skip
_MODIFIED_NAMES = Needles(
    "modif",
    "updated",
    "lastmod",
    "lastupdate",
    "revis",
    "updatetime",
    "updatedate",
    "lastchange",
    "dateupdate",
)
_LETTERS = lazy(r"[^a-z]")
# Parts, one of which each of these names has.
_MAY_BE_DATED = Needles("date", "time", "pub", "issued", "post", "creat", "mod", "revis", "change")


class StatedDates(NamedTuple):
    """The moments that a page states, those of each kind from the most to the least trusted.

    `weak` are those whose name does not say what they are the date of. `exact` is the one among `published`
    that a meta tag such as `article:published_time` states.
    """

    published: list[Moment]
    weak: list[Moment]
    changed: list[Moment]
    exact: Moment | None


def find_stated_dates(page: Page, works: list[Work], reader: DateReader) -> StatedDates:
    """Return the moments of publication and of changes that linked data and meta tags state."""
    published: list[Moment] = []
    changed: list[Moment] = []
    for key, found in (
        ("datePublished", published), ("uploadDate", published), ("dateCreated", published),
        ("dateModified", changed),
    ):  # fmt: skip
        for work in works:
            # most state none
            for value in listed(work[key])[:1] if key in work else ():
                if moment := read_moment(value, reader):
                    found.append(moment)
    ranked: list[tuple[int, Moment]] = []
    n_left = _MAX_METAS
    for name, rank in _dated_metas(page):
        n_left -= 1
        contents = page.head.metas[name]
        # several records in one page are those of others, too
        has_several = name.startswith("rdf:") and len(set(contents)) > 1
        if n_left < 0 or has_several or not (moment := read_moment(contents[0], reader)):
            continue
        if rank < 0:
            changed.append(moment)
        else:
            ranked.append((rank, moment))
    ranked.sort(key=lambda item: (item[0], item[1].day))
    published += [moment for rank, moment in ranked if rank < _WEAK_RANK]
    weak = [moment for rank, moment in ranked if rank >= _WEAK_RANK]
    exact = next((moment for rank, moment in ranked if rank == 0), None)
    return StatedDates(published, weak, changed, exact)


def only_frame_dates(page: Page, works: list[Work]) -> bool:
    """Return whether nothing but the record of the web page itself states when it was published."""
    dated = [work for work in works if work.get("datePublished") or work.get("dateCreated")]
    if not dated or not all(map(is_frame, dated)):
        return False
    return not any(0 <= rank < _WEAK_RANK for _, rank in _dated_metas(page))


def _dated_metas(page: Page) -> Iterator[tuple[str, int]]:
    """Yield the names of the meta tags of dates, each with its `_meta_rank`."""
    metas = page.head.metas
    # one look for all: most are of something else
    may_be_dated = _MAY_BE_DATED.those_with(list(metas))
    for name in metas:
        if name in may_be_dated and (rank := _meta_rank(name)) is not None:
            yield name, rank


@lru_cache(maxsize=1024)
def _meta_rank(name: str) -> int | None:
    """Return how exactly a meta tag's name means publication, -1 for changes, None for neither."""
    letters = _LETTERS.sub("", name[:100].lower())
    if _OTHER_NAMES.are_in(letters):
        return None
    if _MODIFIED_NAMES.are_in(letters):
        return -1
    if _EXACT_NAME.search(letters):
        return 0
    # "pdate", but no "update"
    if letters.endswith(_PUBLISHED_NAMES) or (letters.endswith("pdate") and not letters.endswith("update")):
        return 1
    if letters.endswith(_CREATED_NAMES):
        return 2
    return 3 if letters == "date" or letters.endswith(_DATE_NAMES) else None


def read_moment(value: Any, reader: DateReader) -> Moment | None:
    """Return the moment that a stated value tells, None for placeholders and for what is yet to come."""
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        text = str(value)
        found = read_exact(text) or reader.moment(clean(text[:200]))
        return found if found and "1900" < found.day <= reader.tomorrow and found.day != _NO_DAY else None
    return None
