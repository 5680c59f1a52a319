"""Who wrote a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import groupby, islice
from typing import Any, NamedTuple

from boilerstrip import _kernels
from boilerstrip.metadata import person_names as names
from boilerstrip.metadata.cleaning import clean, folded
from boilerstrip.metadata.embedded_records import EmbeddedRecords, keys_of
from boilerstrip.metadata.language import claimed_language
from boilerstrip.metadata.layout import PageLayout
from boilerstrip.metadata.linked_data import (
    Work,
    is_article,
    listed,
    name_of,
    reviews_product,
    sells,
    type_of,
)
from boilerstrip.metadata.linked_data import names as names_in
from boilerstrip.metadata.site import find_hostname, host_names
from boilerstrip.metadata.threads import find_member, find_starter, is_thread
from boilerstrip.metadata.unmarked_authors import find_unmarked_author, is_link
from boilerstrip.page import Block, Page, Role
from boilerstrip.text.dates import has_digits, may_have_date
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy
from boilerstrip.text.sentences import ends_with_time
from boilerstrip.text.whitespace import collapse

_MAX_BYLINE_WORDS = 20
# The same of a line that does not stand at the headline, or has "by" behind a date.
_MAX_FAR_WORDS = 15
_METAS = (
    "author", "article:author", "article:author_name", "og:author", "og:article:author", "book:author",
    "dc.creator", "dcterms.creator",
    "dc.contributor", "parsely-author", "sailthru.author", "citation_author", "byl", "authors", "rbauthors",
    "cxenseparse:author", "creator", "eprints.creators_name", "twitter:creator:name",
)  # fmt: skip
# Catalogues want one such tag for each author, and the family name first.
_LAST_FIRST_METAS = frozenset({"citation_author", "dc.creator", "dcterms.creator"})
# Labels of a Twitter card, and what they are the labels of.
_CARD_METAS = (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2"))
_ORGANISATION = lazy(r"Organization|Corporation|Company|NewsMedia|Brand|WebSite|Person,Organization")
_WRITTEN_BY = lazy(
    r"(?:written by|author|by|von|verfasst von|geschrieben von|écrit par|escrito por|scritto da)\s*:?",
    re.IGNORECASE,
)
# Elements in which who is named wrote or made something else, a picture or what is quoted.
_OF_OTHERS = ("figure", "figcaption", "blockquote")
_MAX_LINES = 60
# On a page that sells something, names further down are those of customers.
_MAX_LINES_OF_PRODUCT = 15
# "by " alone begins entries of menus.
_MIN_PREFIX = 4
# "Written by" and longer: headings and sentences begin with it only where they name the author.
_MIN_WRITTEN_BY = 11
_MAX_LABEL_WORDS = 4
_MAX_SHOWN = 4
# Blocks below the headline in which the byline is surely the article's.
_MAX_RIGHT_BELOW = 4
_MAX_HEADING_BELOW = 2
_MAX_LABEL = 40  # characters
_MAX_ADDRESS = 300  # characters
_AUTHOR_PAGE = lazy(
    r"/(?:authors?|contributors?|contributor|writers?|journalists?|bylines?|by|autor(?:es|en)?"
    r"|auteurs?|autori|redakteure?|skribent)"
    r"/[^/?#]+/?(?:$|[?#])",
    re.IGNORECASE,
)
# Hardly any address has one of its parts, and to look for them takes a fraction of the time.
_AUTHOR_PARTS = Needles(
    "/author",
    "/contributor",
    "/writer",
    "/journali",
    "/byline",
    "/by/",
    "/autor",
    "/auteur",
    "/redakteur",
    "/skribent",
)
# How each of them begins behind the slash.
_AUTHOR_HEADS = "".join(sorted({part[1:4] for part in _AUTHOR_PARTS.words}))
_REVIEWED = lazy(
    r"(?:medically |expert |fact[- ])?(?:reviewed|checked|edited|recommended|updated|photo)", re.IGNORECASE
)
# Lines that name who made something else, or who changed the page.
_OTHERS_LINE = lazy(
    r"\blicensed under\b|^(?:this page was )?(?:last|page) (?:updated|edited|modified|changed)\b",
    re.IGNORECASE,
)
_REVIEWER_LABEL = lazy(
    r"(?:medically |expert |clinically |fact[- ])?(?:reviewed|checked|edited|verified|approved)\s+by\s*:?",
    re.IGNORECASE,
)
# Blocks above and below the headline in which a single name is believed over that of a person elsewhere.
_NEAR_ABOVE = 3
_NEAR_BELOW = 6
# Keys of embedded records that tell who wrote what they are of.
_RECORD_KEYS = ("author", "authors", "byline", "authorName", "author_name", "writer")
_IN_RECORDS = keys_of(_RECORD_KEYS)
# What stands between "By" on a line of its own and the name.
_MAX_BELOW_LABEL = 3
_WORDS = lazy(r"[^\W_]+")


# Words without a capital that names of persons and teams may have.
_SMALL_WORDS = names.PARTICLES | frozenset("the to der die das het för for in at im och og en и та &".split())
_MAX_INITIALS = 3
_APOSTROPHES = ("'", "’")
# "Ann Lee, M.D.", "Bo Kim Jr."
_DEGREE_AT_END = lazy(r"\b(?:[A-Z][a-z]?\.[A-Z][a-z]?|Jr|Sr|Esq)\.$")
# Words that are in no name.
_NOT_IN_NAMES = frozenset("a an the by of on in at for and or to with from all my our your is was".split())


class Authors(NamedTuple):
    """The authors' names one by one, and joined as the page has them."""

    names: tuple[str, ...] = ()
    joined: str | None = None


class _Claim(NamedTuple):
    joined: str
    names: tuple[str, ...]
    person: bool


def find_authors(
    page: Page,
    works: list[Work],
    site_names: Iterable[str | None],
    layout: PageLayout,
    records: EmbeddedRecords,
    address: str | None = None,
) -> Authors:
    """Return the authors: persons before organisations and accounts, stated before visible."""
    sites = {folded(name) for name in site_names if name}
    # a site may go by the name of its host
    with_host = sites | set(map(folded, host_names(find_hostname(address))))
    # the same names are stated again and again
    read: dict[str, str] = {}
    claims = list(_claims_in_linked_data(works, read))
    is_shop = sells(page, works)
    if not is_shop or is_article(page, works) or reviews_product(works):
        # those of a shop name a customer, or who wrote the book
        claims += _claims_in_meta_tags(page, read)
    stated = [_without_sites(claim, with_host) for claim in claims]
    persons = [claim for claim in stated if claim.person and folded(claim.joined) not in sites]
    end = None
    if persons or is_shop:
        end = layout.headline_index + (_MAX_LINES if persons else _MAX_LINES_OF_PRODUCT)
    if not persons and is_thread((address,) if address else (), works):
        # an account writes in a forum; who is named in the posts does not
        opener = next((claim for claim in stated if folded(claim.joined) not in sites), None)
        name = opener.joined if opener else find_starter(page, layout)
        if name:
            return Authors((name,), name)
    # a front page shows the bylines of many
    disagree = any(not _shares_name(persons[0], claim) for claim in persons[1:])
    is_needed = not layout.is_front_page and (
        not persons or disagree or _may_name_more(page, persons[0], end)
    )
    visible = _first_visible(page, layout, end) if is_needed else None
    if visible:
        visible = _without_sites(visible, with_host)
    if persons:
        best = _most_agreeing(persons, visible)
        # the account that published a page may be another than who wrote it
        byline = None if layout.is_front_page else _byline_below_headline(page, layout)
        if byline and not any(_shares_name(byline, claim) for claim in persons):
            return Authors(byline.names, byline.joined)
        # a byline may name more than the one account that published it
        if visible and visible.person and len(visible.names) > len(best.names):
            known = {folded(name) for name in visible.names}
            if all(any(folded(name) in other for other in known) for name in best.names):
                best = visible
        return Authors(best.names, best.joined)
    # the site of a person may have that person's name
    namesakes = [claim for claim in stated if claim.person]
    if visible and (visible.person or not namesakes):
        return Authors(visible.names, visible.joined)
    if namesakes:
        return Authors(namesakes[0].names, namesakes[0].joined)
    is_others = end is not None or layout.is_front_page
    found = _claim_in_records(records.found_with(_IN_RECORDS))
    if not found and not is_others and (name := find_unmarked_author(page, layout)):
        found = _claim([name])
    if found:
        return Authors(found.names, found.joined)
    if not is_others and (account := find_member(page, layout)):
        return Authors((account,), account)
    own_sites = sites if is_article(page, works) else with_host
    others = [claim for claim in stated if folded(claim.joined) not in own_sites]
    return Authors(others[0].names, others[0].joined) if others else Authors()


def _most_agreeing(persons: list[_Claim], visible: _Claim | None) -> _Claim:
    """Return the first of the claims that shares a name with what readers see, else the first."""
    if visible and visible.person:
        return next((claim for claim in persons if _shares_name(visible, claim)), persons[0])
    return persons[0]


def _without_sites(claim: _Claim, sites: set[str]) -> _Claim:
    """Return a claim less the site, which may stand behind the names of persons: "Ann Lee, The Holm Post"."""
    own = tuple(name for name in claim.names if folded(name) not in sites)
    before, comma, last = claim.joined.rpartition(",")
    is_behind = comma != "" and folded(last) in sites
    if own == claim.names and not is_behind:
        return claim
    if not own or (claim.names[0] not in own and not any(map(names.is_person, own))):
        # behind the site's name stands where it is: "Holm Post, Holm, Germany"
        return claim._replace(joined=claim.names[0], names=claim.names[:1])
    return _Claim(before if is_behind else ", ".join(own), own, all(map(names.is_person, own)))


def _claim(parts: list[str], *, organisation: bool = False) -> _Claim | None:
    parts = list(dict.fromkeys(parts))
    found = tuple(dict.fromkeys(name for part in parts for name in names.split_names(part)))
    if not found:
        return None
    return _Claim(", ".join(parts), found, not organisation and all(map(names.is_person, parts)))


def _claims_in_linked_data(works: list[Work], read: dict[str, str]) -> Iterator[_Claim]:
    for work in works:
        for key in ("author", "creator"):
            people: list[str] = []
            organisations: list[str] = []
            for item in listed(work.get(key)):
                is_organisation = isinstance(item, dict) and _ORGANISATION.search(type_of(item))
                for stated in names_in(item):
                    name = _read_stated(stated, read)
                    if name:
                        (organisations if is_organisation else people).append(name)
            if claim := _claim(people):
                yield claim
            if claim := _claim(organisations, organisation=True):
                yield claim


def _claims_in_meta_tags(page: Page, read: dict[str, str]) -> Iterator[_Claim]:
    for key in _METAS:
        if not (contents := page.head.metas.get(key)):
            continue
        found = [_read_stated(clean(content), read) for content in contents]
        if key in _LAST_FIRST_METAS:
            is_sure = key == "citation_author"
            found = [names.in_order(name, last_first=is_sure or names.is_last_first(name)) for name in found]
        if claim := _claim(list(filter(None, found))):
            yield claim
    if claim := _twitter_card_claim(page):
        yield claim


def _read_stated(stated: str, read: dict[str, str]) -> str:
    """Return the name in a stated text, "" for none; what was `read` before is not read again."""
    if (name := read.get(stated)) is None:
        name = names.read_byline(_capitalised(stated)).name
        name = read[stated] = names.in_order(name) if names.is_name(name) else ""
    return name


def _capitalised(name: str) -> str:
    """Return a stated name with capitals, where it is two or three words in lower case: "ann lee"."""
    parts = name.split()
    is_lower = name.islower() and 2 <= len(parts) <= 3 and all(map(str.isalpha, parts))
    return name.title() if is_lower and _NOT_IN_NAMES.isdisjoint(parts) else name


def _twitter_card_claim(page: Page) -> _Claim | None:
    """Return the author in the labels of a Twitter card."""
    for key, data in _CARD_METAS:
        label = page.head.meta(key)
        if label and _WRITTEN_BY.fullmatch(label):
            name = names.read_byline(clean(page.head.meta(data))).name
            return _claim([name]) if names.is_name(name) else None
    return None


def _may_name_more(page: Page, claim: _Claim, end: int | None) -> bool:
    """Return whether a line may name others beside the persons of a claim: a quick test for most pages."""
    words_of_name = _WORDS.findall(claim.names[0].casefold())
    if not words_of_name:
        return True
    longest = max(words_of_name, key=len)
    last = None if end is None else end + _MAX_BELOW_LABEL
    lines = [block.text for block in page.blocks[:last] if block.words <= _MAX_BYLINE_WORDS]
    lines += [text for _, text in page.head.authors]
    return any(longest in line.casefold() and names.may_be_several(line) for line in lines)


def _first_visible(page: Page, layout: PageLayout, end: int | None) -> _Claim | None:
    """Return the first byline that a reader sees, in full where a smaller screen gets less of it."""
    claims = _visible_claims(page, layout, end)
    first = next(claims, None)
    if first is None or not first.person:
        return first
    others = islice(claims, _MAX_SHOWN - 1)
    return next((claim for claim in others if _is_longer_form(first.joined, claim.joined)), first)


def _byline_below_headline(page: Page, layout: PageLayout) -> _Claim | None:
    """Return the persons in a line right below the headline that begins with "By"."""
    if not layout.has_headline:
        return None
    for block in page.blocks[layout.headline_index + 1 : layout.headline_index + 1 + _MAX_RIGHT_BELOW]:
        start = names.end_of_by(block.text) if block.words <= _MAX_BYLINE_WORDS else None
        # who reviewed a text is not who wrote it
        is_other = block.text.endswith((".", "!", "?")) or _REVIEWED.match(block.text)
        if start is not None and not is_other and not layout.is_secondary(block.element):
            # "Ann Lee, Bo Kim, 7 News"
            persons = list(
                filter(
                    names.is_person,
                    names.split_names(names.clean_name(block.text[start:])),
                )
            )
            if persons:
                return _claim([", ".join(persons)])
    return None


def _shares_name(one: _Claim, other: _Claim) -> bool:
    """Return whether two claims may speak of the same person, by one of the words of the names."""
    own_words, other_words = (
        {word for name in claim.names for word in name.casefold().split()} for claim in (one, other)
    )
    # "annlee" is Ann Lee
    logins = "".join(map(folded, other.names))
    return bool(own_words & other_words) or any(
        folded(word) in logins for word in own_words if len(word) > _MIN_PREFIX
    )


def _is_longer_form(short: str, long: str) -> bool:
    return len(short) < len(long) and long.startswith(short) and long[len(short)].isalpha()


def _visible_claims(page: Page, layout: PageLayout, end: int | None) -> Iterator[_Claim]:
    """Yield the bylines that a reader sees up to a Block: those of persons before others."""
    starts = ((page.elements[element].start, element, text) for element, text in page.head.authors)
    # where each may be, and what reads it: of a list of articles the first few are enough
    lines: list[tuple[int, Callable[[], _Claim | None]]] = [
        (start, partial(_claim_in_element, page, layout, element, text))
        for start, element, text in starts
        if end is None or start < end
    ]
    lines += [
        (block.index, partial(_claim_in_line, page, layout, block))
        for block in may_be_bylines(page, page.blocks[:end], layout.headline_index)
    ]

    @cache
    def read(line: int) -> _Claim | None:
        return lines[line][1]()

    first, last = layout.headline_index - _NEAR_ABOVE, layout.headline_index + _NEAR_BELOW
    at_headline = (
        read(line) for line, (index, _) in enumerate(lines) if layout.has_headline and first <= index <= last
    )
    near = [claim for claim in at_headline if claim]
    # who is named at the headline, be it by one name, is believed over persons named anywhere else
    yield from (claim for claim in near if claim.person)
    yield from (claim for claim in near if names.is_single(claim.joined))
    yield from (claim for claim in map(read, range(len(lines))) if claim and claim.person)
    yield from filter(None, map(read, range(len(lines))))


def _claim_in_element(page: Page, layout: PageLayout, element: int, text: str) -> _Claim | None:
    """Return whom an element with the name of an author gives, None where that person wrote another text."""
    if (
        _is_below_reviewer_label(page, page.elements[element].start)
        or layout.is_secondary(element)
        or page.innermost(element, *_OF_OTHERS) >= 0
    ):
        return None
    name = names.read_byline(text, anywhere=True).name
    return _claim([name]) if names.is_name(name) else None


def _claim_in_line(page: Page, layout: PageLayout, block: Block) -> _Claim | None:
    """Return whom a line gives that may be a byline, None where it is none of the page's own."""
    named = _byline(page, block, layout)
    if not named or _is_below_reviewer_label(page, block.index) or layout.is_secondary(block.element):
        return None
    return _claim([named])


def _is_below_reviewer_label(page: Page, index: int) -> bool:
    """Return whether the line above a Block says that who is named did not write: "Fact checked by"."""
    if not 0 < index <= len(page.blocks):
        return False
    above = page.blocks[index - 1]
    return above.words <= _MAX_LABEL_WORDS and _REVIEWER_LABEL.fullmatch(above.text) is not None


def may_be_bylines(page: Page, blocks: list[Block], links_from: int) -> list[Block]:
    """Return those of some Blocks that may be bylines, quickly: most are not.

    From the Block with the index `links_from` on, a link to a page about an author makes one of them, too.
    """
    if _kernels.bylines is not None:
        found: list[Block] = _kernels.bylines.may_be_bylines(
            blocks, page.block_words, page.elements, _MAX_BYLINE_WORDS, names.BY_WORDS, names.BY_SIGNS,
            page.byline_names, links_from, _MAX_ADDRESS, _AUTHOR_HEADS, _leads_to_author,
        )  # fmt: skip
        return found
    return [
        block
        for block in blocks
        if 0 < block.words <= _MAX_BYLINE_WORDS
        and (
            names.may_contain_by(block.text, page.block_words[block.index])
            or _is_marked_author(page, block)
            or (block.link_words and block.index >= links_from and _links_to_author(block))
        )
    ]


def _links_to_author(block: Block) -> bool:
    """Return whether a line has a link that may lead to a page about an author."""
    previous = None
    for run in block.runs:
        href = run.href
        # the runs of a link follow one another
        if href and href is not previous and len(href) < _MAX_ADDRESS and _leads_to_author(href):
            return True
        previous = href
    return False


def _leads_to_author(address: str) -> bool:
    """Return whether an address is that of a page about an author."""
    return _AUTHOR_PARTS.are_in(address) and _AUTHOR_PAGE.search(address) is not None


def _byline(page: Page, block: Block, layout: PageLayout) -> str | None:
    is_below = layout.has_headline and 0 < block.index - layout.headline_index <= _MAX_HEADING_BELOW
    if is_below and block.level:
        # themes make a heading of it
        read = names.read_byline(block.text)
        if read.has_by and names.is_person(read.name):
            return read.name
    is_near = layout.has_headline and 0 < block.index - layout.headline_index <= _NEAR_BELOW
    if block.words > _MAX_FAR_WORDS and not (is_near and block.role is Role.PARAGRAPH):
        return None
    if name := byline_name(page, block):
        if (
            _OTHERS_LINE.search(block.text)
            or "©" in block.text.partition(name)[0]
            # what publishes for a section of the site is an account
            or names.is_section(name)
        ):
            return None
        marked = _is_marked_author(page, block)
        near = 0 <= block.index - layout.headline_index <= _MAX_LINES
        # far from the headline, or above it, stand menus and the bylines of others; a list right below it has
        # the author beside the day
        is_menu = block.role is Role.LIST_ITEM and not (
            is_near
            and any(may_have_date(other.text) for other in page.blocks[block.index - 1 : block.index + 2])
        )
        if marked or (near and (not is_menu or names.is_person(name))):
            return name
        return name if names.is_person(name) and block.index >= layout.headline_index else None
    if block.index < layout.headline_index:
        return None
    if block.link_words and (name := _linked_name(block, is_near=is_near)):
        return name
    if block.words <= _MAX_LABEL_WORDS and _is_byline_label(block.text) and not _REVIEWED.match(block.text):
        # "By" on a line of its own
        for follower in page.blocks[block.index + 1 : block.index + 1 + _MAX_BELOW_LABEL]:
            name = names.clean_name(follower.text)
            if follower.words <= _MAX_BYLINE_WORDS and names.is_person(name):
                return name
    return None


def _linked_name(block: Block, *, is_near: bool) -> str | None:
    """Return the name of a person that a line gives as a link to a page about an author.

    Of what is nothing but such a link near the headline, any name.
    """
    texts = (run for run in block.runs if run.text.strip())
    for href, runs in groupby(texts, key=lambda run: run.href):
        if href and len(href) < _MAX_ADDRESS and _leads_to_author(href):
            # a name may be several links to the same page
            name = names.read_byline(collapse(" ".join(dict.fromkeys(run.text.strip() for run in runs)))).name
            if names.is_person(name):
                # the others may be no links
                listed = names.read_byline(block.text).name
                return listed if listed.startswith(name) and names.is_person(listed) else name
            if is_near and is_link(block) and " " in name and names.is_name(name):
                return name
    return None


@lru_cache(maxsize=1024)
def _is_byline_label(text: str) -> bool:
    if len(text) > _MAX_LABEL:
        return False
    label = text.rstrip(": ")
    return names.end_of_by(label) == len(label) or _WRITTEN_BY.fullmatch(text) is not None


def _is_marked_author(page: Page, block: Block) -> bool:
    """Return whether the element around a Block says that it is a byline, or an author's name."""
    if block.element < 0:
        return False
    element = page.elements[block.element]
    return element.class_id in page.byline_names or "author" in element.itemprop


def byline_name(page: Page, block: Block) -> str | None:
    """Return the name that a visible byline gives, or None where the Block is none."""
    if not 0 < block.words <= _MAX_BYLINE_WORDS or len(block.text) > names.MAX_LENGTH:
        return None
    marked = _is_marked_author(page, block)
    if not marked and not names.may_contain_by(block.text, page.block_words[block.index]):
        return None
    dated = not marked and 2 < block.words <= _MAX_FAR_WORDS and has_digits(block.text)
    start = names.end_of_by(block.text, anywhere=dated or marked)
    if start is None and dated:
        start = names.end_of_bare_by(block.text, claimed_language(page) or "")
    if not marked:
        # a heading, a sentence or an entry of a menu begins with these words, too
        if start is None or (block.level and start < _MIN_WRITTEN_BY):
            return None
        if block.text.endswith(("!", "?", "…")) or (
            _ends_sentence(block.text) and (names.end_of_by(block.text) or 0) < _MIN_WRITTEN_BY
        ):
            return None
        if is_link(block) and not (
            start > _MIN_PREFIX and names.is_person(names.clean_name(block.text[start:]))
        ):
            return None
    name = names.clean_name(block.text[start or 0 :])
    if not marked and (names.is_sort_key(name) or names.is_way(name) or has_digits(name)):
        return None
    if not (capitals := _is_capitalised(name)):
        # "Ann Lee and Bo Kim, gardening educators", "Ann Lee, MD, physician, Holm Clinic"
        persons = name.rpartition(",")[0]
        while persons and not names.is_person(persons):
            persons = persons.rpartition(",")[0]
        if capitals := persons != "":
            name = persons
    # a heading or a sentence tells more often of other things
    is_sure = not (block.level or block.text.endswith(".")) or names.is_person(name)
    return name if (marked or (capitals and is_sure)) and names.is_name(name) else None


def _is_capitalised(name: str) -> bool:
    """Return whether every word but small ones is capitalised, where the script has capitals at all.

    A short word alone may be initials: "jzb", "dpa".
    """
    parts = name.split()
    if _SMALL_WORDS.issuperset(parts):
        return False
    if len(parts) == 1 and len(name) <= _MAX_INITIALS and name.isascii():
        return True
    return all(
        part[:1].title() == part[:1] or part in _SMALL_WORDS or part[1:2] in _APOSTROPHES for part in parts
    )


def _ends_sentence(text: str) -> bool:
    """Return whether a text ends with the full stop of a sentence, not of a date, a time or a degree."""
    if not text.endswith(".") or "|" in text:
        return False
    return not (ends_with_time(text) or _DEGREE_AT_END.search(text))


def _claim_in_records(records: list[Any]) -> _Claim | None:
    """Return the author of the page's own record in embedded data."""
    for record in records:
        for key in _RECORD_KEYS:
            found = [names.read_byline(name_of(item)).name for item in listed(record.get(key))]
            persons = [name for name in found if names.is_person(name)]
            if persons and (claim := _claim(persons)):
                return claim
    return None
