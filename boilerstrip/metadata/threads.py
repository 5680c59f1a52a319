"""Who began a thread of a forum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

from boilerstrip.metadata.layout import PageLayout
from boilerstrip.metadata.linked_data import Work, type_of
from boilerstrip.page import Block, Page
from boilerstrip.text.dates import has_digits
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy

# How the programs that run forums address a thread.
_THREAD = lazy(
    r"/threads?[/-]|showthread|viewtopic|/topics?/|[?;&]topic=\d|/discussions?/\d|/t/[^/]+/\d|/d/\d+-|/viewthread"
    r"|/forums?/[^/]+/[^/]|/r/\w+/comments/",
)
# Hardly any address has one of its parts, and to look for them takes a fraction of the time.
_MAY_BE_THREAD = Needles("thread", "topic", "/discussion", "/t/", "/d/", "/forum", "/comments/")
# What stands before the name at the headline.
_STARTED = lazy(
    r"(?:thread|topic) starter\s*:?\s+|(?:.{0,80}\b)?started by\s*:?\s+"
    r"|(?:erstellt|begonnen|gestartet) von\s+"
    r"|(?:iniciado por|commencé par|iniziato da|gestart door|начал\w?|автор темы:?)\s+"
)
# Where the page of a member is.
_MEMBER = lazy(
    r"/members?/[^/]|/users?/[^/]|/u/[^/]|/profile/[^/]|member\.php\?(?!action=(?!profile))|(?:^|/)user-\d|mode=viewprofile|action=profile|/cprofile"
)
# The same on pages that are no threads, without the links to log in.
_ACCOUNT = lazy(r"/(?:users?|u|profile)/(?!sign|log|regist|new|pass|me\b)[^/]")
# How the box of a member's name is called.
_MEMBER_CLASS = lazy(
    r"(?<![a-z])(?:user-?name|bigusername|message-name|post-user-name|poster|posted-?by)(?![a-z])"
)
# How the box beside a post is called, in which the name of who wrote it comes first.
_MEMBER_BOX = lazy(
    r"(?<![a-z])(?:post-?left|post-?profile|poster-?(?:info|details)|(?:message-)?user-?(?:info|details)?"
    r"|(?:post-?)?author(?:-?(?:info|details|box))?)(?![a-z])"
)
_MAX_BOXES = 3
_LABELS = frozenset(
    (
        "log in", "login", "sign up", "register", "registered", "profile", "view profile", "member",
        "members", "guest", "joined", "messages", "posts", "users", "topic author", "topic starter",
        "thread starter", "original poster", "op", "author", "moderator", "admin", "administrator",
    )
)  # fmt: skip
_NAME_END = lazy(r",\s|\s+[»·|•]\s|\s+on\s+\w|\n")
_MAX_BELOW = 6
_MAX_ADDRESS = 1_000  # characters
_MAX_LINES = 40
_MAX_LINE_WORDS = 16
_MAX_NAME = 40  # characters
_MAX_NAME_WORDS = 4


def is_thread(addresses: Iterable[str], works: list[Work]) -> bool:
    """Return whether a page is a thread of a forum, by an address of it or by what it says of itself."""
    return any("DiscussionForum" in type_of(work) for work in works) or any(map(_is_of_thread, addresses))


def _is_of_thread(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    place = f"{parts.path}?{parts.query}"[:_MAX_ADDRESS]
    return _MAY_BE_THREAD.are_in(place) and _THREAD.search(place.lower()) is not None


def find_starter(page: Page, layout: PageLayout) -> str | None:
    """Return the name of the member who began a thread, from a line below its headline or its first post."""
    below = [block for block in page.blocks[layout.headline_index :] if block.words <= _MAX_LINE_WORDS]
    for block in islice(below, _MAX_BELOW):
        if started := _STARTED.match(block.text.lower()):
            name = _NAME_END.split(block.text[started.end() :])[0].strip()
            if _may_be_member_name(name):
                return name
    return next(_member_names(page, islice(below, _MAX_LINES)), None)


def find_member(page: Page, layout: PageLayout) -> str | None:
    """Return the name of the account that a line right below the headline links to."""
    if not layout.has_headline:
        return None
    start = layout.headline_index + 1
    for block in page.blocks[start : start + _MAX_BELOW]:
        if block.is_prose:
            break
        for run in block.runs if block.words <= _MAX_LINE_WORDS and not block.level else ():
            name = run.text.strip()
            if run.href and _ACCOUNT.search(run.href) and _may_be_member_name(name):
                return name
    return None


def _member_names(page: Page, blocks: Iterator[Block]) -> Iterator[str]:
    """Yield the names that lines give as links to members, or in boxes for their names."""
    for block in blocks:
        if block.level == 1 or block.words > _MAX_NAME_WORDS * 2:
            continue
        links = (run.text.strip() for run in block.runs if run.href and _MEMBER.search(run.href))
        if name := next(filter(_may_be_member_name, links), None):
            yield name
        elif _names_member(page, block):
            name = block.text.partition("\n")[0].strip()
            if _may_be_member_name(name):
                yield name


def _names_member(page: Page, block: Block) -> bool:
    """Return whether a line stands in an element for a member's name, or first in the box beside a post."""
    if block.element < 0:
        return False
    element = page.elements[block.element]
    if _MEMBER_CLASS.search(element.class_id.replace("_", "-")):
        return True
    for _ in range(_MAX_BOXES):
        if element.start != block.index:
            return False
        if _MEMBER_BOX.search(element.class_id.replace("_", "-")):
            return True
        if element.parent < 0:
            return False
        element = page.elements[element.parent]
    return False


def _may_be_member_name(name: str) -> bool:
    """Return whether a text may be what a member is called, not a number of posts or a label."""
    return (
        # the letter of an avatar is no name
        1 < len(name) <= _MAX_NAME
        and len(name.split()) <= _MAX_NAME_WORDS
        and not name.endswith((":", "."))
        and any(map(str.isalpha, name))
        and not (has_digits(name) and name[0].isdigit() and " " in name)
        and name.casefold() not in _LABELS
    )
