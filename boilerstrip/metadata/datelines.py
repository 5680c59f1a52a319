"""The dates that a reader sees: in lines near the headline, in post footers, in `time` elements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from boilerstrip.metadata.date_classes import names_date, names_today
from boilerstrip.metadata.date_words import (
    CHANGED,
    CHANGED_PARTS,
    DATE_LABEL,
    DEADLINE,
    ENTRY,
    FIRST_PUBLISHED,
    OTHER_EVENTS,
    OTHER_LABEL,
    PUBLISHED,
    PUBLISHED_PARTS,
    REVIEW_STEPS,
    WORD_FOR_PAGE,
)
from boilerstrip.metadata.dated_lists import lists_other_pages
from boilerstrip.metadata.layout import PageLayout
from boilerstrip.metadata.person_names import end_of_by, is_person, read_byline
from boilerstrip.metadata.short_lines import (
    MAX_DATE_ONLY,
    MAX_LINE_WORDS,
    is_date_only,
    is_short_line,
    n_letter_words,
)
from boilerstrip.page import Block, Page, Role
from boilerstrip.page.block import MIN_PROSE_WORDS, texts_of
from boilerstrip.page.bylines import dated_lines
from boilerstrip.page.head_data import Time
from boilerstrip.text.dates import DateReader, Moment, has_digits, may_have_date
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import count_words, words

_DIGIT = lazy(r"\d")
_MAY_BE_FIRST = Needles("published", "posted", "appeared")
_MAY_TELL = Needles(*_MAY_BE_FIRST.words, *PUBLISHED_PARTS.words)
# Characters of a weekday and a month's name before the day, and of a sentence with a date.
_MAX_MONTH = 30
_MAX_DATED_TEXT = 150
# A day in digits that a headline begins with.
_DAY_FIRST = lazy(r"(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?=\W)")
# What stands between the date that a paragraph opens with and its text, and in how much of the text.
_OPENING_END = lazy(r"\s[-–—|•]{1,2}\s|[–—]|\)\s?[.:–—-]?|[.:]\s|/\s|\n|(?<=\d\d\d\d)\s(?=[„“«»\"A-Z])")
_MAX_OPENING = 70
_MAX_OPENINGS = 2
_MAX_ENDS = 5
_MAX_WORDS_IN_OPENING = 4
_MAX_LABELLED_WORDS = 25
# A line of many parts, one of which is the date: "Ann Lee | 5 May 2024 | Walking, Holm | 3 comments".
_MAX_LONG_LINE = 60
# What others say, and what programs print.
_OF_OTHERS = frozenset({Role.QUOTE, Role.CODE})
# Before the label of a field: "Created: 3 May 2024 Updated: 5 May 2024 Views: 12".
_BEFORE_LABEL = lazy(r"\s+(?=[^\W\d]{2,20}\s?[:：])")
_BETWEEN_PARTS = lazy(r"\s*[|·•\n]\s*|\s+(?=\()")
# Words beside the date in a line that is a link.
_MAX_WORDS_IN_LINK = 8
# Words of the label above a date.
_MAX_LABEL_WORDS = 5
# Elements around a line that is a field of its own.
_MAX_WRAPPERS = 4
# Dates of posts that show whether they stand in the order in which they were written.
_MAX_POSTS_READ = 3
# How many Blocks above a headline, and below it behind a standfirst, a date is the page's.
_MAX_ABOVE = 10
_MAX_BEHIND_LEAD = 12
_MAX_ELSEWHERE = 30
# How many Blocks above and below the headline are right at it.
_NEAR_ABOVE = 5
_NEAR_BELOW = 15
_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Before there was a web, nothing was published on it; linked data may still know better.
_OLDEST = "1995"


class VisibleDates(NamedTuple):
    """What a reader sees: days of publication, days in lines of their own, days of changes.

    `changed_far` are days of changes that stand far from the headline: tools put them there on every page.
    `first_published` are the days on which a sentence says that the page first appeared, `at_headline` all
    days right at the headline but those of changes.
    """

    published: list[Moment]
    plain: list[Moment]
    changed: list[Moment]
    first_published: list[Moment]
    changed_far: list[Moment]
    at_headline: list[Moment]

    @classmethod
    def nothing(cls) -> VisibleDates:
        """Return what a page shows that shows no dates."""
        return cls([], [], [], [], [], [])

    @classmethod
    def of(cls, published: Moment) -> VisibleDates:
        """Return what a page shows that shows no other date than that of its publication."""
        return cls([published], [], [], [], [], [published])


def find_visible_dates(
    page: Page, layout: PageLayout, reader: DateReader, end: int, *, is_stated: bool
) -> VisibleDates:
    """Return the dates in lines before a Block, those near the headline first.

    Within the text a time is that of what it tells. Lines from the headline on come first: above
    it is what the site has to say. Days that the text opens with are looked for unless metadata state one.
    """
    visible = VisibleDates.nothing()
    above: list[Moment] = []
    below: list[Moment] = []
    read: set[int] = set()
    times = [time for time in (*page.head.times, *page.head.marked_times) if time.block < end]

    # those at the headline come first, then those below it
    def distance(time: Time) -> tuple[bool, bool]:
        return not _is_near(layout, time.block), time.block < layout.headline_index

    for time in sorted(times, key=distance):
        is_own = not layout.is_secondary(time.element)
        if is_own and _read_time(page, layout, time, reader, visible, above, below):
            read.add(time.block)
    # none of the rest is looked at again
    start = layout.headline_index
    lines_above = _dated_lines(page, max(0, start - _MAX_ABOVE), start)
    lines_below = _dated_lines(page, start, end)
    if lists_other_pages(page, layout, times, lines_below, reader):
        return VisibleDates.nothing()
    for block in _datelines_at_headline(page, layout, lines_above, lines_below):
        if block.index not in read and not layout.is_secondary(block.element):
            _read_line(page, layout, block, reader, visible)
    # the year in which something was built, say
    visible.plain[:] = [moment for moment in (*visible.plain, *below, *above) if moment.day >= _OLDEST]
    if not (is_stated or any(visible)) and end == len(page.blocks):
        visible.plain.extend(islice(_opening_dates(page, layout, reader), 1))
    # one look for all: most have no word that tells what their date is
    dated = [*lines_above, *lines_below]
    texts = texts_of(dated)
    telling = _MAY_TELL.those_with(texts) | {text for text in texts if not text.isascii()}
    if not (visible.published or visible.plain) and end == len(page.blocks):
        may_tell = telling | CHANGED_PARTS.those_with(texts)
        for block in _datelines_below(page, layout, lines_below, may_tell):
            is_own = not layout.is_secondary(block.element) or _says_page_changed(block)
            if is_own and block.index not in read:
                _read_line(page, layout, block, reader, visible)
    for block in (block for block in dated if block.text in telling):
        if (sentence := _first_published_phrase(block)) and not layout.is_secondary(block.element):
            visible.first_published.extend(filter(None, (reader.moment(sentence),)))
    # nothing was published before there was a web, or on a day that is yet to come
    for found in filter(None, visible):
        found[:] = [moment for moment in found if _OLDEST <= moment.day <= reader.tomorrow]
    return visible


def _dated_lines(page: Page, start: int, end: int) -> list[Block]:
    """Return the lines in a range of Blocks that may have a date.

    Quotations, code and the day of the visit have none.
    """
    return [
        block
        for block in dated_lines(page.blocks[start:end], end - start, _MAX_LONG_LINE)
        if block.role not in _OF_OTHERS
        and not (block.element >= 0 and names_today(page.elements[block.element].class_id))
    ]


def _first_published_phrase(block: Block) -> str | None:
    """Return the part of a sentence that tells when the page first appeared, None where none does."""
    if block.words <= _MAX_LABEL_WORDS:
        return None
    if _MAY_BE_FIRST.are_in(block.text) and (match := FIRST_PUBLISHED.search(block.text)):
        return block.text[match.start() : match.start() + _MAX_DATED_TEXT]
    if ENTRY.match(block.text) and PUBLISHED.search(block.text) and not CHANGED.search(block.text):
        digit = _DIGIT.search(block.text)
        start = max(0, digit.start() - _MAX_MONTH) if digit else 0
        return block.text[start : start + _MAX_DATED_TEXT]
    return None


def _opening_dates(page: Page, layout: PageLayout, reader: DateReader) -> Iterator[Moment]:
    """Yield the days in the headline itself, and those that the text opens with: "Holm, 3 May 2024. The …".

    They tell where nothing else on the page does.
    """
    if layout.has_headline:
        headline = page.blocks[layout.headline_index].text
        line, *further = headline.split("\n")
        if day := _DAY_FIRST.match(line):
            further.append(day[0])
        yield from filter(None, map(reader.moment, further))
    below = page.blocks[layout.headline_index :]
    paragraphs = (block for block in below if block.words >= MIN_PROSE_WORDS and block.is_prose)
    own = (block for block in paragraphs if not layout.is_secondary(block.element))
    for block in islice(own, _MAX_OPENINGS):
        # most have none
        if not has_digits(block.text[:_MAX_OPENING]):
            continue
        for end in islice(_OPENING_END.finditer(block.text[:_MAX_OPENING]), _MAX_ENDS):
            opening = block.text[: end.start()]
            few = sum(map(str.isalpha, words(opening))) <= _MAX_WORDS_IN_OPENING
            if not few or CHANGED.search(opening) or OTHER_EVENTS.search(opening):
                break
            if has_digits(opening) and (found := reader.moment(opening)):
                yield found
                break


def dateline(page: Page, block: Block, reader: DateReader) -> str | None:
    """Return the day that a line of a date and hardly more tells, None for other lines."""
    is_dateline = block.link_density < 0.5 and may_have_date(block.text) and is_short_line(page, block)
    return reader.read(block.text) if is_dateline else None


def _read_time(
    page: Page,
    layout: PageLayout,
    time: Time,
    reader: DateReader,
    visible: VisibleDates,
    above: list[Moment],
    below: list[Moment],
) -> bool:
    """Add what a `time` element tells to what is visible; return whether it tells anything.

    Days far above and far below the headline that no word is beside are kept apart: a line at it tells more.
    """
    line = page.blocks[time.block] if time.text and time.block < len(page.blocks) else None
    if line is not None and line.role is Role.QUOTE:
        # a post of a social network within the text
        return True
    stands_alone = (
        line is None
        or line.level == 1
        or is_short_line(page, line)
        or _says_published(line)
        or CHANGED.match(line.text)
    )
    if not (stands_alone or time.property or (line and _is_marked(page, line))):
        return False
    if not (found := reader.moment(time.moment or time.text) or reader.moment(time.text)):
        return False
    before = line.text.partition(time.text)[0][-30:] if line else ""
    label = f"{time.property} {before} {time.text[:20]} {_label_above(page, line) if line else ''}"
    is_near = _is_near(layout, time.block)
    if CHANGED.search(label):
        (visible.changed if is_near else visible.changed_far).append(found)
        return True
    if line is not None and OTHER_EVENTS.search(before):
        return False
    is_published = PUBLISHED.search(label) is not None
    # what stands far above the headline is the day of the reader's visit
    is_far = layout.has_headline and time.block < layout.headline_index - _MAX_ABOVE and not is_published
    if is_far and not (line is not None and _is_marked(page, line)):
        return True
    if is_published:
        visible.published.append(found)
    elif is_far:
        above.append(found)
    elif layout.has_headline and not is_near:
        below.append(found)
    else:
        visible.plain.append(found)
    if is_near:
        visible.at_headline.append(found)
    return True


def _datelines_at_headline(
    page: Page, layout: PageLayout, lines_above: list[Block], lines_below: list[Block]
) -> Iterator[Block]:
    """Yield the datelines around the headline: those below it, up to the text, and then those above.

    A date far above is that of the day; further down it is what the text or a comment tells. Behind a
    standfirst, lines count that are a date alone.
    """
    start = layout.headline_index
    text_start = _first_prose(page, start, lines_below[-1].index + 1) if lines_below else 0
    for block in lines_below:
        is_behind_text = block.index >= text_start
        if is_behind_text and block.index > start + _MAX_BEHIND_LEAD:
            break
        may_be = not is_behind_text or is_date_only(page, block)
        if may_be and _may_be_dateline(page, block):
            yield block
    yield from (block for block in reversed(lines_above) if _may_be_dateline(page, block))


def _first_prose(page: Page, start: int, end: int) -> int:
    """Return the index of the first Block of running text in a range, its end for none."""
    blocks = page.blocks[start:end]
    # most are too short, and to ask them for all of it takes longer
    return next((block.index for block in blocks if block.words >= MIN_PROSE_WORDS and block.is_prose), end)


def _datelines_below(
    page: Page, layout: PageLayout, dated: list[Block], telling: set[str]
) -> Iterator[Block]:
    """Yield lines further down whose class, or a word as `telling` may have, says that they tell a date."""
    has_top_heading = page.blocks[layout.headline_index].level == 1 if dated else False
    below = (
        block
        for block in dated
        # most lines do not, and to ask the rest of them takes longer
        if (
            _is_marked(page, block)
            or (block.text in telling and (PUBLISHED.search(block.text) or CHANGED.search(block.text)))
            or (is_date_only(page, block) and _is_labelled(page, block))
            or (has_top_heading and _is_marked_field(page, block))
        )
        and _may_be_dateline(page, block)
    )
    yield from islice(below, _MAX_ELSEWHERE)


def _is_marked(page: Page, block: Block) -> bool:
    """Return whether the element around a line says that it tells a date."""
    if block.element < 0:
        return False
    element = page.elements[block.element]
    return "date" in element.itemprop or names_date(element.class_id)


def _is_marked_field(page: Page, block: Block) -> bool:
    """Return whether one of the elements that wrap a line, and nothing else, says that it tells a date.

    Content management systems wrap a field into several elements.
    """
    index = block.element
    for _ in range(_MAX_WRAPPERS):
        if index < 0:
            return False
        element = page.elements[index]
        if element.end - element.start > 1:
            return False
        if names_date(element.class_id):
            return True
        index = element.parent
    return False


def _read_line(
    page: Page, layout: PageLayout, block: Block, reader: DateReader, visible: VisibleDates
) -> None:
    """Add what a dateline tells: "Published 3 May 2024, updated 5 May 2024" tells two."""
    is_near = _is_near(layout, block.index)
    if is_near and _says_page_changed(block):
        # the footer of a short page
        is_near = _first_prose(page, layout.headline_index, block.index) >= block.index
    published: list[Moment] = []
    plain: list[Moment] = []
    changed = visible.changed if is_near else visible.changed_far
    _read_dates_of_line(page, block, reader, published, plain, changed)
    visible.published.extend(published)
    visible.plain.extend(plain)
    if is_near:
        visible.at_headline.extend([*published, *plain])


def _read_dates_of_line(
    page: Page,
    block: Block,
    reader: DateReader,
    published: list[Moment],
    plain: list[Moment],
    changed: list[Moment],
) -> None:
    """Tell the dates in a line apart."""
    text = _dated_part(block)
    if is_date_only(page, block):
        text = f"{_label_above(page, block)} {text}".strip()
    change = CHANGED.search(text)
    if change:
        before, after = text[: change.start()], text[change.start() :]
        if has_digits(before) and (found := reader.moment(before)):
            # "5 May 2024 (updated)" is no day of a change, "am 5. Mai 2024 geändert" is
            is_behind = not has_digits(after) and before.rstrip()[-1].isalnum()
            (published if PUBLISHED.search(before) else changed if is_behind else plain).append(found)
        if found := reader.moment(after):
            publication = PUBLISHED.search(after)
            if publication and (original := reader.moment(after[publication.start() :])):
                published.append(original)
                found = reader.moment(after[: publication.start()]) or found
            changed.append(found)
        return
    publication = PUBLISHED.search(text)
    # "received 3 January, published 5 March 2014"
    found = reader.moment(text[publication.start() :]) if publication and publication.start() else None
    if found := found or reader.moment(text):
        (published if publication else plain).append(found)


def _says_page_changed(block: Block) -> bool:
    """Return whether a line says of the whole page when it was changed, as wikis do in footers."""
    changed = CHANGED.search(block.text)
    return changed is not None and WORD_FOR_PAGE.search(block.text, 0, changed.start()) is not None


def _is_near(layout: PageLayout, index: int) -> bool:
    """Return whether a Block stands at the headline."""
    return layout.has_headline and -_NEAR_ABOVE <= index - layout.headline_index <= _NEAR_BELOW


def _label_above(page: Page, block: Block) -> str:
    """Return the text of the line above, where that may be the label of a date: "Posted on"."""
    if block.index == 0:
        return ""
    above = page.blocks[block.index - 1]
    return above.text if above.words <= _MAX_LABEL_WORDS and not has_digits(above.text) else ""


def _dated_part(block: Block) -> str:
    """Return a line, or those parts of a long one that have a date and hardly more, "" for none."""
    if block.words <= MAX_LINE_WORDS:
        return block.text
    parts = _BETWEEN_PARTS.split(block.text)
    if len(parts) == 1:
        fields = _BEFORE_LABEL.split(block.text)
        labelled = [field for field in fields if may_have_date(field) and _is_labelled_field(field)]
        return " | ".join(labelled)[:_MAX_DATED_TEXT] if any(map(PUBLISHED.search, labelled)) else ""
    dated = [part for part in parts if may_have_date(part) and count_words(part) <= MAX_LINE_WORDS]
    if dated and not block.text.endswith((".", "!", "?")):
        return " | ".join(dated)[:_MAX_DATED_TEXT]
    # what begins with a line that is a date alone
    return parts[0] if parts[0] in dated and count_words(parts[0]) <= 2 * MAX_DATE_ONLY else ""


def _is_labelled_field(text: str) -> bool:
    """Return whether a part of a line begins with a label such as "Updated:" and is short."""
    label, _, value = text.replace("：", ":").partition(":")
    is_label = PUBLISHED.search(label) or CHANGED.search(label)
    return is_label is not None and count_words(value) <= MAX_LINE_WORDS


def _is_labelled(page: Page, block: Block) -> bool:
    """Return whether the line above says that a date is that of publication, or names the author."""
    if PUBLISHED.search(_label_above(page, block)):
        return True
    above = page.blocks[block.index - 1] if block.index else block
    return above.words <= MAX_LINE_WORDS and not above.level and _is_byline(above.text)


def _is_byline(text: str) -> bool:
    return "\n" not in text and end_of_by(text) is not None and is_person(read_byline(text).name)


def find_first_post(
    page: Page, layout: PageLayout, reader: DateReader, visible: VisibleDates
) -> Moment | None:
    """Return when the first post of a thread was written, though posts be marked up as comments."""
    if visible.at_headline:
        # beside it stands when somebody last replied
        return min([moment for moment in visible.at_headline if moment.time] or visible.at_headline)
    start = layout.headline_index
    times = (*page.head.times, *page.head.marked_times)
    texts = {time.block: time.moment or time.text for time in times if time.block >= start}
    days = (reader.moment(texts[index]) for index in sorted(texts))
    posts = list(islice(filter(None, days), _MAX_POSTS_READ))
    # a list of threads has the latest first
    return posts[0] if len(posts) > 1 and posts == sorted(posts) else None


def _may_be_dateline(page: Page, block: Block) -> bool:
    """Return whether a Block may be a line that tells the page's date."""
    if block.words > MAX_LINE_WORDS:
        return block.role is not Role.LIST_ITEM and _dated_part(block) != ""
    if not (
        is_short_line(page, block)
        or _says_published(block)
        or _is_marked(page, block)
        or _says_page_changed(block)
    ):
        return False
    if OTHER_EVENTS.search(block.text) or DEADLINE.search(block.text) or block.role is Role.CAPTION:
        return False
    if (label := _label_above(page, block)) and (OTHER_LABEL.match(label) or DEADLINE.search(label)):
        return False
    if block.role is Role.TABLE and _is_fact(page, block):
        return False
    if REVIEW_STEPS.search(block.text) and not PUBLISHED.search(block.text):
        return False
    if (
        block.role is Role.LIST_ITEM
        and not CHANGED.search(block.text)
        and any(
            other.role is Role.LIST_ITEM
            and _YEAR.search(other.text)
            and not (CHANGED.search(other.text) or OTHER_EVENTS.search(other.text))
            for other in page.blocks[max(0, block.index - 1) : block.index + 2]
            if other is not block
        )
    ):
        # a chronology
        return False
    return (
        block.link_density < 0.5
        or n_letter_words(page, block) <= _MAX_WORDS_IN_LINK
        or _says_published(block)
    )


def _is_fact(page: Page, block: Block) -> bool:
    """Return whether a cell or a row tells a day of what the page is about: "Launched", "12 March 1998"."""
    text = block.text
    if text[:1].isdigit():
        row, before = (_parent(page, other) for other in (block, page.blocks[max(0, block.index - 1)]))
        # the cell before it is its label, and one that has no label is no fact
        text = _label_above(page, block) if row == before else ""
    return text != "" and not (PUBLISHED.search(text) or CHANGED.search(text) or DATE_LABEL.search(text))


def _parent(page: Page, block: Block) -> int:
    return page.elements[block.element].parent if block.element >= 0 else -1


def _says_published(block: Block) -> bool:
    """Return whether a line begins by telling that something was published."""
    return block.words <= _MAX_LABELLED_WORDS and PUBLISHED.match(block.text) is not None
