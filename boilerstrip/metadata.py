"""What a page says about itself: title, author, date, language, site, description, image, address.

Sources in order of trust: JSON-LD, then Open Graph and other meta tags, then visible markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from boilerstrip.dates import DateReader, has_digits
from boilerstrip.page import Block, Page, Role
from boilerstrip.page.head import MAX_STATED
from boilerstrip.text import phrases
from boilerstrip.text.class_names import box_of, names_comments
from boilerstrip.text.whitespace import collapse
from boilerstrip.text.words import words

_WORK_TYPES = re.compile(
    r"Article|Posting|Report|Recipe|Review|Product|Question|QAPage|HowTo|Event|WebPage|Course|Book"
    r"|CreativeWork"
)
# What of a work linked data may tell elsewhere, by reference.
_REFERRING = ("author", "publisher", "image")
_REFERENCE = {"@id", "@type"}
_MAX_NAMED = 20
_NOT_A_NAME = re.compile(
    r"https?://|^@|[<>{}]|^(admin|editor|staff|author|unknown|none|null)$", re.IGNORECASE
)
_BYLINE_NAMES = re.compile(r"(?<![a-z])(byline|by-line|authors?(-name|_name)?|writer)(?![a-z])")
# "by" in the languages of the phrase tables; a preposition, so it needs what follows to be a name
_BY = re.compile(
    r"^(?:(?:written by|by|von|par|por|di|da|door|av|af|przez|text(?=\s*:)|autor|автор|от|بقلم|מאת|लेखक)"
    r"(?:\s*[:：]\s*|\s+)"
    r"|作者\s*[:：/／]?\s*|(?:文|记者|記者)\s*[:：/／|丨]\s*|(?:记者|記者)\s+)",
    re.IGNORECASE,
)
_BYLINE_REST = re.compile(
    r"\s+(?:[|•·–—»]|\bon\b|\bfor\b|\bam\b|\d|(?:published|posted|updated)\b).*$"
    r"|,\s[^,|•·–—»]*(?:\d|\b(?:writer|reporter|correspondent|editor|journalist|columnist|redakt\w*|korrespondent\w*"
    r"|journaliste|periodista|giornalista|redactora?)\b).*$",
    re.IGNORECASE,
)
# What lists are ordered by.
_BY_WHAT = frozenset(
    "author authors category date month name popularity price relevance tag topic year".split()
)
# Words before the day of the last change, not that of publication.
_CHANGED = re.compile(
    r"\b(?:updated|modified|aktualisiert|geändert|mis(?:e|es)? à jour|modifiée?|actualizad[oa]"
    r"|atualizad[oa]|aggiornat[oa]|bijgewerkt|gewijzigd|uppdatera[dt]|opdateret|oppdatert|päivitetty|aktualizov\w+|zaktualizowano"
    r"|aktualizacja|обновлено|оновлено|güncelle\w+)|更新|갱신|수정",
    re.IGNORECASE,
)
_MAX_BYLINE_WORDS = 15
# Words without digits that stand in a dateline: the weekday, the month, "published on".
_MAX_IN_ITEM = 3
_MAX_IN_SENTENCE = 5
_MAX_BYLINE = 500  # characters
_MAX_NAME_WORDS = 8
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?!\d)")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date",
    "publication_date", "parsely-pub-date", "sailthru.date", "article.published",
    "cxenseparse:recs:publishtime", "citation_publication_date",
)  # fmt: skip
_MODIFIED = ("og:updated_time", "article:modified_time")
_IMAGES = ("og:image", "og:image:url", "twitter:image", "twitter:image:src")
_AUTHORS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
    "citation_author",
)  # fmt: skip
_FRAME = frozenset({"aside", "nav", "footer"})
_LANGUAGES = ("og:locale", "content-language", "language", "dc.language")
# an underscore parts titles but for those of programs: my_func
_SEPARATOR = re.compile(r"\s+[|·•–—:»›\-]\s+|\s*(?:[|»]|(?<![a-zA-Z\d])_|_(?![a-zA-Z\d]))\s*")
_LONG_LINE = 20
_MIN_TITLE_WORDS = 3
# The detector answers in ISO 639-3, pages declare ISO 639-1.
_TWO_LETTERS = {
    "afr": "af", "ara": "ar", "aze": "az", "bel": "be", "ben": "bn", "bul": "bg", "cat": "ca",
    "ces": "cs", "cmn": "zh", "dan": "da", "deu": "de", "ell": "el", "eng": "en", "epo": "eo",
    "est": "et", "fin": "fi", "fra": "fr", "guj": "gu", "heb": "he", "hin": "hi", "hrv": "hr",
    "hun": "hu", "hye": "hy", "ind": "id", "ita": "it", "jpn": "ja", "kan": "kn", "kat": "ka",
    "khm": "km", "kor": "ko", "lav": "lv", "lit": "lt", "mal": "ml", "mar": "mr", "mkd": "mk",
    "mya": "my", "nep": "ne", "nld": "nl", "nob": "no", "ori": "or", "pan": "pa", "pes": "fa",
    "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "sin": "si", "slk": "sk", "slv": "sl",
    "spa": "es", "srp": "sr", "swe": "sv", "tam": "ta", "tel": "te", "tgl": "tl", "tha": "th",
    "tur": "tr", "ukr": "uk", "urd": "ur", "uzb": "uz", "vie": "vi", "zul": "zu",
}  # fmt: skip
# Fewer words do not tell languages apart.
_DETECTABLE_WORDS = 10


class Metadata(NamedTuple):
    """What is known about a page; None where it does not say."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    site_name: str | None = None
    description: str | None = None
    image: str | None = None
    url: str | None = None


def metadata(page: Page, body: Iterable[Block] = ()) -> Metadata:
    """Gather a page's metadata; `body` is what the language is detected from if none is declared.

    `date` is the day of publication as YYYY-MM-DD, or of modification where only that is told;
    `language` an ISO 639-1 code; `image` and `url` are absolute where the page's own address,
    given or declared, is.
    """
    head = page.head
    works = _works(page)
    site_name = _site_name(page, works)
    address = _address(page)
    language = _language(page, body)
    return Metadata(
        title=_title(page, works, site_name),
        author=_author(page, works, site_name),
        date=_date(page, works, address, DateReader(language)),
        language=language,
        site_name=site_name,
        description=_first(
            head.meta("og:description", "description", "twitter:description", "dc.description"),
            *_texts(works, "description"),
        ),
        image=_resolved(address, _first(head.meta(*_IMAGES), *_images(works))),
        url=address,
    )


def _works(page: Page) -> list[dict[str, Any]]:
    """What the page says it is, in linked data, with the people and images it refers to in their places."""
    named = {
        name: item
        for item in page.json_ld
        if isinstance(name := item.get("@id"), str) and not item.keys() <= _REFERENCE
    }
    return [
        work | {key: _referred(work[key], named) for key in _REFERRING if key in work}
        for work in page.works
        if _WORK_TYPES.search(str(work.get("@type", "")))
    ]


def _referred(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """What a value refers to by `@id`, if it does no more than that, else the value."""
    if isinstance(value, list):
        return [_referred(item, named) for item in value[:_MAX_NAMED] if not isinstance(item, list)]
    if isinstance(value, dict) and value.keys() <= _REFERENCE:
        return named.get(str(value.get("@id")), value)
    return value


def _site_name(page: Page, works: list[dict[str, Any]]) -> str | None:
    stated = _first(page.head.meta("og:site_name"), *_publishers(works), page.head.meta("application-name"))
    if stated:
        return stated
    for item in page.json_ld:
        is_site = re.search(r"WebSite|Organization", str(item.get("@type", "")))
        if is_site and (name := next(_names(item.get("name")), None)):
            return name
    # "Headline - Site": what the title has beyond the heading on the page
    *first, last = _SEPARATOR.split(page.head.title)
    headings = {block.text for block in page.blocks if 0 < block.level <= 2}
    return (
        last
        if first and last and headings & {first[0], page.head.title[: -len(last)].strip(" |-–—_»·:")}
        else None
    )


def _title(page: Page, works: list[dict[str, Any]], site_name: str | None) -> str | None:
    top = [block.text for block in page.blocks if block.level == 1]
    first_part = _SEPARATOR.split(page.head.title)[0]
    top = [block.text for block in page.blocks if block.level == 2 and block.text == first_part] + top
    stated = _first(*_texts(works, "headline"), page.head.meta("og:title", "twitter:title", "dc.title"))
    # the heading a reader sees, where the head agrees with it: no site name, no abbreviation
    known = set(words(f"{stated or ''} {page.head.title}"))
    agreeing: dict[str, float] = {}
    for heading in top:
        said = words(heading)
        logo = site_name is not None and heading.casefold() == site_name.casefold()
        # a single word is more often a menu's
        enough = len(said) > 1 or heading == first_part
        if enough and sum(word in known for word in said) >= 0.8 * len(said) and not logo:
            agreeing[collapse(heading)] = len(known.intersection(said)) / len(known.union(said))
    if agreeing:
        # the name of a site is part of its titles, too
        return max(agreeing, key=agreeing.__getitem__)
    if stated:
        return _without_site(stated, site_name)
    if page.head.title:
        return _without_site(page.head.title, site_name)
    return collapse(top[0]) if top else _title_line(page)


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


def _without_site(title: str, site_name: str | None) -> str:
    """A title less the site's name before or after a separator."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    if site_name:
        kept = [part for part in parts if part.casefold() != site_name.casefold()]
        if len(kept) == len(parts):
            return title
        return title[title.index(kept[0]) : title.rindex(kept[-1]) + len(kept[-1])] if kept else title
    longest = max(parts, key=len)
    return longest if len(words(longest)) > 2 else title


def _author(page: Page, works: list[dict[str, Any]], site_name: str | None) -> str | None:
    for work in works:
        if names := list(dict.fromkeys(_names(work.get("author")))):
            return ", ".join(names)
    for meta in _AUTHORS:
        if names := [n for n in page.head.metas.get(meta, ()) if _is_name(n) and n != site_name]:
            return ", ".join(dict.fromkeys(names))
    for element, text in page.head.authors:
        if (name := _name_in(text, marked=True)) and not _beside(page, element):
            return name
    for block in page.blocks:
        if name := byline_name(page, block):
            return name
    return None


def byline_name(page: Page, block: Block) -> str | None:
    """The name a visible byline gives, or None where the Block is none."""
    if not 0 < block.words <= _MAX_BYLINE_WORDS or len(block.text) > _MAX_BYLINE:
        return None
    marked = block.element >= 0 and (
        "author" in page.elements[block.element].itemprop
        or _BYLINE_NAMES.search(page.elements[block.element].names) is not None
    )
    if not marked:
        # a heading, a sentence or an entry of a menu begins with these words, too
        by = _BY.match(block.text)
        if not by or block.level or block.text.endswith((".", "!", "?", "…")) or _is_link(block):
            return None
    return _name_in(block.text, marked=marked)


def _is_link(block: Block) -> bool:
    """Whether all of it is one link, the word before the name too."""
    return all(run.href is not None for run in block.runs if run.text.strip())


def _name_in(text: str, *, marked: bool) -> str | None:
    """The name in a byline's text, or None where it does not look like one."""
    by = _BY.match(text)
    # under the name stands what its bearer does
    line = (text[by.end() :] if by else text).partition("\n")[0]
    name = _BYLINE_REST.sub("", line).strip(" ,.:|")
    if not marked and name.lower() in _BY_WHAT:
        return None
    # every longer word of a name is capitalised, where the script has capitals at all
    capitals = all(word[:1].upper() == word[:1] for word in name.split() if len(word) > 3)
    return name if (marked or capitals) and _is_name(name) else None


def _is_name(text: str) -> bool:
    return (
        0 < len(text) <= _MAX_BYLINE and len(words(text)) <= _MAX_NAME_WORDS and not _NOT_A_NAME.search(text)
    )


def _names(value: Any) -> Iterator[str]:
    while isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, str):
        if _is_name(value := collapse(value[:MAX_STATED])):
            yield value
    elif isinstance(value, list):
        for item in value[:_MAX_NAMED]:
            # nested lists deeper than one level name nobody
            if not isinstance(item, list):
                yield from _names(item)


def _beside(page: Page, element: int) -> bool:
    """Whether an element stands in what is not the page's own: comments, teasers, the frame."""
    return any(
        holder.tag in _FRAME
        or names_comments(holder.class_id)
        or box_of(holder.class_id).startswith("related ")
        for holder in page.ancestors(element)
        if holder.tag not in ("html", "body")
    )


def _date(page: Page, works: list[dict[str, Any]], address: str | None, dates: DateReader) -> str | None:
    lines, others, changed = _times(page)
    stated = (
        *_texts(works, "datePublished"),
        *_texts(works, "uploadDate"),
        *map(page.head.meta, _PUBLISHED),
        *lines,
    )
    for text in stated:
        if found := dates.read(text):
            return found
    if address and (in_url := _URL_DATE.search(urlsplit(address).path)):
        return "-".join(in_url.groups())
    for block in _near_headline(page):
        if not _CHANGED.search(block.text) and (found := dateline(block, dates)):
            return found
    for text in (*others, *changed, *map(page.head.meta, _MODIFIED), *_texts(works, "dateModified")):
        if found := dates.read(text):
            return found
    return next(filter(None, (dateline(block, dates) for block in _near_headline(page))), None)


def _times(page: Page) -> tuple[list[str], list[str], list[str]]:
    """What `time` elements say: those in lines of their own, others, and those of changes.

    Within the text a time is that of what it tells. Lines from the headline on come first: above
    it is what the site has to say.
    """
    headline = _headline(page)
    below: list[str] = []
    above: list[str] = []
    others: list[str] = []
    changed: list[str] = []
    for element, block, moment, text in page.head.times:
        if _beside(page, element):
            continue
        # one without text stands in no Block
        line = page.blocks[block] if text and block < len(page.blocks) else None
        told = changed if line is not None and _is_change(line.text, text) else others
        if told is others and (line is None or _is_brief(line)):
            told = below if block >= headline else above
        told.append(moment or text)
    return below + above, others, changed


def _is_change(line: str, time: str) -> bool:
    """Whether the words before a time say that it is that of the last change."""
    return _CHANGED.search(line.partition(time)[0][-30:]) is not None


def dateline(block: Block, dates: DateReader) -> str | None:
    """The day that a line of a date and hardly more tells, None for other lines."""
    told = block.link_density < 0.5 and has_digits(block.text) and _is_brief(block)
    return dates.read(block.text) if told else None


def _is_brief(block: Block) -> bool:
    """Whether a line says no more than a dateline does, beside its digits."""
    if block.words > _MAX_BYLINE_WORDS:
        return False
    beside = sum(word.isalpha() for word in words(block.text))
    # the entry of a chronology, a sentence
    most = _MAX_IN_ITEM if block.role is Role.LIST_ITEM else _MAX_BYLINE_WORDS
    most = min(most, _MAX_IN_SENTENCE) if block.text.endswith((".", "!", "?")) else most
    return beside <= most


def _near_headline(page: Page) -> Iterator[Block]:
    """The lines from the headline to the text, then those above it: a date far above is that of the day.

    Further down, a date is what the text or a comment tells.
    """
    headline = _headline(page)
    yield from takewhile(lambda block: not block.is_prose, page.blocks[headline:])
    yield from reversed(page.blocks[:headline])


def _headline(page: Page) -> int:
    return next((block.index for block in page.blocks if block.level == 1), 0)


def _language(page: Page, body: Iterable[Block]) -> str | None:
    declared = page.head.language or page.head.meta(*_LANGUAGES)
    code = re.split(r"[-_,;\s]", declared.strip().lower())[0]
    if re.fullmatch(r"[a-z]{2}", code):
        return code
    text = " ".join(block.text for block in body)[:20_000]
    if len(words(text)) < _DETECTABLE_WORDS:
        return None
    from turbohtml.detect import detect_language

    return _TWO_LETTERS.get(detect_language(text).language or "")


def _address(page: Page) -> str | None:
    stated = _first(page.head.links.get("canonical"), page.head.meta("og:url"), page.url)
    return _resolved(page.base, stated)


def _resolved(base: str | None, address: str | None) -> str | None:
    """An address made absolute, or None: what is no address, or no web address, is no answer."""
    if not address:
        return None
    try:
        full = collapse(urljoin(base or "", address.strip()))
        return full if urlsplit(full).scheme in ("http", "https", "") else None
    except ValueError:
        return None


def _publishers(works: list[dict[str, Any]]) -> Iterator[str]:
    for work in works:
        yield from _names(work.get("publisher"))


def _images(works: list[dict[str, Any]]) -> Iterator[str]:
    for work in works:
        image = work.get("image")
        image = image[0] if isinstance(image, list) and image else image
        image = image.get("url") if isinstance(image, dict) else image
        if isinstance(image, str):
            yield image


def _texts(works: list[dict[str, Any]], key: str) -> Iterator[str]:
    for work in works:
        if isinstance(text := work.get(key), str) and (text := collapse(text[:MAX_STATED])):
            yield text


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)
