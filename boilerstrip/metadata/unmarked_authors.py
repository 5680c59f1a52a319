"""Authors that nothing marks as such: a name at the headline that something else on the page bears out."""

from __future__ import annotations

from boilerstrip.metadata import person_names as names
from boilerstrip.metadata.language import claimed_language
from boilerstrip.metadata.layout import PageLayout
from boilerstrip.page import Block, Page, Role
from boilerstrip.page.bylines import dated_lines
from boilerstrip.text.dates import DateReader, has_digits
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import words

_MAX_LINE_WORDS = 15
# Blocks below the headline in which a name may stand alone, or beside the day, and above which one in a box.
_MAX_BELOW = 8
_MAX_RIGHT_BELOW = 3
_NEAR_ABOVE = 3
# Words of a name that nothing marks as one.
_MAX_NAME = 4
# The box around the name of who wrote a page.
_AUTHOR_BOX = lazy(
    r"(?<![a-z])(?:post|blog|article|entry|resource)?[-_]?author[-_](?:info|text|details?|box|card|bio|wrap|name)"
)
# How what is told of an author begins.
_BIOGRAPHY_VERBS = tuple(f" {verb} " for verb in "is was writes works covers ist est es é è".split())
# Between a name and the date in its line.
_BESIDE_DATE = lazy(r"\s*[|•·●▪]\s*|\s+[-–—/]+\s+")
# A name and a comma right before the date. Where there are more commas, places and papers stand there.
_BEFORE_DATE = lazy(r"([^,]+), (?:[^\W\d_]+\.? ){0,2}\d")
# How places and papers of several words begin, and how they and offices end.
_BEGINS_PLACE = frozenset(
    """
    new san santa santo los las saint st st. sankt den the bad são el la le les port fort north south east
    west northern southern eastern western central hong kuala buenos rio cape tel abu addis costa nova nowy
    monte united great upper lower nueva puerto villa ciudad mexico salt de het die der das det il lo os as
    lake mont mount grand real sri deutsche deutscher berliner
    """.split()
)
# Words of sections, topics, days and kinds of articles, which are hardly ever part of a person's name.
_NO_NAME = frozenset(
    """
    action affairs analysis arts article artificial award awards book books breaking campaign care
    championship change christmas climate column comment commentary consumer crime culture daily download
    economy education election elections energy entertainment environment episode essay estate event
    events experience explained explainer family fashion features film finale finance fitness food
    football game games gaming gear global government health history home homepage housing human illness
    independent innovation interview issue issues journalism language learning league legal letter letters
    life lifestyle living local medicine medium mental money monday morgenpost morning movie movies music
    national nature nutrition online opinion original paper parenting people performance personal photo
    piece podcasts poetry policy politics popular premier press profile profiles project projects public
    quick reading recipe recipes release report reports research resources rights safety saturday school
    science season series sport sports standard stories story strategy study style sunday supreme
    sustainability tech theory thursday top topics transport travel trends tuesday tutorial tutorials
    university urban vehicles voices wednesday weekend weekly wellness wildlife women workplace world
    writing artikel aktuelles deutschland gesellschaft gesundheit kultur meinung meldung nachrichten
    panorama politik ratgeber reise umwelt verkehr wirtschaft wissen wissenschaft actualités culture
    économie politique santé société actualidad cultura deportes economía mundo noticias opinión política
    salud sociedad ciencia ambiente attualità salute scienza società
    montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi
    dimanche lunes martes miércoles jueves viernes sábado maandag dinsdag woensdag donderdag vrijdag zaterdag
    zondag
    """.split()
)
_ENDS_PLACE = (
    "zeitung", "presse", "blatt", "anzeiger", "kurier", "rundschau", "redaktion", "redaktionen", "krant",
    "dagblad", "bladet", "avisen", "tidende", "tidning", "redacción", "redação", "redazione", "rédaction",
    "gazette", "gazeta", "газета", "редакция", "hall", "square", "street", "hotel", "museum", "theatre",
    "theater", "arena", "stadium", "beach", "island", "county", "city", "airport", "platz", "straße", "halle",
)  # fmt: skip
# Words of a page, one of which is of what stands beside the date if that is not the author.
_MIN_WORDS = 200


def find_unmarked_author(page: Page, layout: PageLayout) -> str | None:
    """Return the person who wrote a page by a biography, a box or the day beside the name, None for none."""
    return (
        _name_with_biography(page, layout)
        or _name_in_author_box(page, layout)
        or _name_beside_date(page, layout)
    )


def _name_with_biography(page: Page, layout: PageLayout) -> str | None:
    """Return the person named in a line below the headline, of whom the page then tells who it is."""
    blocks = page.blocks[layout.headline_index + 1 : layout.headline_index + 1 + _MAX_BELOW]
    for block in blocks:
        if block.is_prose:
            break
        if not 1 < block.words <= _MAX_LINE_WORDS or block.level or block.role is Role.LIST_ITEM:
            continue
        name = names.clean_name(block.text)
        if names.is_person(name) and any(
            _begins_biography(other.text, name)
            or (other.level and other.text == name and block.words <= _MAX_NAME and not is_link(block))
            for other in page.blocks[block.index + 1 :]
        ):
            return name
    return None


def _name_in_author_box(page: Page, layout: PageLayout) -> str | None:
    """Return the person whose name stands alone in a box that is named after the author."""
    # most pages have none
    if not (boxes := set(filter(_AUTHOR_BOX.search, page.names_of_people))):
        return None
    for block in page.blocks[max(0, layout.headline_index - _NEAR_ABOVE) :]:
        if not 1 < block.words <= _MAX_NAME or block.element < 0 or block.role is Role.LIST_ITEM:
            continue
        around = page.elements[block.element].parent
        if around < 0 or page.elements[around].class_id not in boxes:
            continue
        name = names.clean_name(block.text)
        if name == block.text and names.is_person(name) and not layout.is_secondary(block.element):
            return name
    return None


def _name_beside_date(page: Page, layout: PageLayout) -> str | None:
    """Return the person who shares a line right at the headline with the day: "Ann Lee | 5 May 2024".

    Places, topics and days stand there, too. The text or the menu names them, and an author nowhere else.
    """
    if not layout.has_headline:
        return None
    headline = layout.headline_index
    at_headline = page.blocks[max(0, headline - 1) : headline + 1 + _MAX_RIGHT_BELOW]
    reader = DateReader(claimed_language(page), lambda: False)
    for block in dated_lines(at_headline, len(at_headline), _MAX_LINE_WORDS):
        is_own = block.role is Role.PARAGRAPH and not layout.is_secondary(block.element)
        name = _person_beside_date(block.text) if is_own else ""
        if name and reader.read(block.text) and not _may_be_topic(page, block, name):
            return name
    return None


def _may_be_topic(page: Page, line: Block, name: str) -> bool:
    """Return whether a word of the name in a line stands elsewhere on the page, or the page has few words."""
    parts = frozenset(words(name))
    others = [page.block_words[block.index] for block in page.blocks if block is not line]
    return sum(map(len, others)) < _MIN_WORDS or not all(map(parts.isdisjoint, others))


def _begins_biography(text: str, name: str) -> bool:
    """Return whether a text begins with a name and tells who bears it."""
    return text.startswith(name) and text[len(name) : len(name) + 10].lower().startswith(_BIOGRAPHY_VERBS)


def _person_beside_date(text: str) -> str:
    """Return the name of the person that shares a line with a date: "Ann Lee | 5 May 2024", "" for none.

    Beside it stands nothing but what has a digit, single words such as weekdays, and roles.
    """
    found = ""
    parts = _BESIDE_DATE.split(text) if "\n" not in text else []
    if len(parts) == 1 and (before := _BEFORE_DATE.match(text)):
        parts = [before[1]]
    for part in parts:
        if has_digits(part) and not names.GLUED.search(part):
            continue
        name = names.clean_name(part)
        if " " not in name or name.lower().endswith(names.ROLES_BEHIND):
            continue
        if found or not all(map(_may_be_person, names.split_names(name))):
            return ""
        found = name
    return found


def _may_be_person(name: str) -> bool:
    """Return whether a name that no word marks as one may be a person's."""
    parts = name.split()
    return (
        len(parts) <= _MAX_NAME
        and not name.isupper()
        # scripts without capitals do not tell names from other words
        and all(part[0].isupper() or part in names.PARTICLES for part in parts)
        and parts[0].casefold() not in _BEGINS_PLACE
        and _NO_NAME.isdisjoint(name.casefold().split())
        and not parts[-1].casefold().endswith(_ENDS_PLACE)
        and names.is_person(name)
    )


def is_link(block: Block) -> bool:
    """Return whether all of it is one link, the word before the name too."""
    return all(run.href is not None for run in block.runs if run.text.strip())
