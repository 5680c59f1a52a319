"""Class names and IDs: the words they consist of, and what these say about an element."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy

# A name in camel case whose parts all have a vowel; hashes made by stylesheet tools seldom look like that.
_CAMEL = lazy(r"(?<![^\s_-])[A-Z]?[a-z]+(?:[A-Z][a-z]+)+(?![^\s_-])")
_HUMP = lazy(r"[a-z][A-Z]")
_HUMPS = lazy(r"(?<=[a-z])(?=[A-Z])")
_CAMEL_WORD = lazy(r"(?=[A-Za-z]*[AEIOUYaeiouy])[A-Z]?[a-z]{2,}")
# Inline elements with the author's name. `_BYLINE` has more names, of lines and boxes: here, they would
# change which texts a page states as authors.
_AUTHOR = lazy(r"(?<![a-z])(by-?line|author(-?name|_name)?|creator)(?![a-z])")
_BYLINE = lazy(
    r"(?<![a-z])(byline|(?<!-)by-line|authors?(-?names?|_names?)?|writer|written-by|creator(-name)?)(?![a-z])"
)
# The author of something else within the page.
_AUTHOR_OF_OTHER = lazy(
    r"(?<![a-z])(?:photo|image|img|picture|pic|foto|bild|caption|quote|cite|citation|testimonial|comment)"
    r"(?:-?by-?line|--?(?:author|creator))"
)
# What tells of an author, but is no name.
_ABOUT_AUTHOR = lazy(
    r"author-?(?:description|desc|bio\w*|title|role|job|position|about|info-text|excerpt)(?![a-z])"
)
# Parts that each of these has; the longer they are, the faster they are looked for.
_MAY_BE_BYLINE = Needles(
    "author", "byline", "by-line", "by_line", "writer", "written-by", "written_by", "creator", is_exact=True
)  # fmt: skip
# Box names that themes use, by family, as whole words of a class or id.
_BOX_WORDS = {
    "related": """
        related\\w* (\\w+-)?related-?(posts?|articles?|stories|news|content|links|products?|items|reading)
        recommend(ed|ations?)? recommended-(posts|articles|stories|content|reading) recirc(ulation)?
        (you-?may-?)?also-?like also-?bought read-?(more|next|also)
        more-?(stories|news|posts|from|articles|on) most-?(read|popular|viewed)
        popular-?(posts|stories|articles) trending\\w* latest-?(news|posts|stories) dont-?miss
        teasers?-?(list|grid) similar-?(posts|articles|products|items) cross-?sells? upsells?
    """,
    "pager": """
        pager pagination paging (post|article)-?nav(igation)? nav-?links nav-?(previous|next)
        prev-?next next-?prev
    """,
    "newsletter": """
        newsletter\\w* newsletter-?(sign-?up|subscription|box|form|widget|banner|promo|block|section|cta)
        subscribe\\w* sign-?up(-?\\w+)? mailing-?list opt-?in email-?capture mc4wp\\S*
    """,
    "share": """
        shar(e|ing) (share|social)-?(bar|buttons?|links|tools|this|icons?|media|nav|share|sharing)
        social addtoany\\S* sharedaddy sd-sharing\\S* follow-?us
    """,
    "cookie": "cookies?(-?(banner|notice|consent|bar|law|policy))? consent(-?\\w+)? gdpr\\S*",
    "author": """
        (post-?)?author-?(box|bio|info|card|profile|about|description) about-?(the-?)?author
        bio-?box vcard-?bio
    """,
    "breadcrumb": "bread-?crumbs?\\w* crumbs",
    "tagline": "site-?(sub|tag-?line|slogan)",
    "tags": """
        (post-?|article-?|entry-?)?tags?(-?(list|links|cloud))? tagcloud (cat|tag)-?links
        post-?categories article-?topics
    """,
    "comments": """
        comments?(-?(box|list|section|area|thread|form|respond|wrapper))? (comment-?)?respond disqus\\S*
        leave-?a-?reply
    """,
    "advert": """
        ads? advert(isement|ising|s)? ad-?(slot|unit|container|wrapper|box|banner)
        sponsor(ed)?(-?\\w+)? promo(tion)?s?(-?(box|block|unit|banner))? dfp\\S* gpt-ad\\S*
    """,
    "paywall": "paywall\\S* regwall subscription-?wall",
}
# Parts of words, one of which each of a family's names has: to look for them takes a fraction of the time.
_BOX_PARTS = {
    "related": "related recommend recirc also read more most popular trending latest miss teaser similar"
    " sell",
    "pager": "pag nav prev",
    "newsletter": "newsletter subscribe sign mailing opt email mc4wp",
    "share": "shar social addto follow",
    "cookie": "cookie consent gdpr",
    "author": "author bio",
    "breadcrumb": "crumb",
    "tagline": "sitesub site-sub tag slogan",
    "tags": "tag cat topic",
    "comments": "comment respond disqus reply",
    "advert": "ad sponsor promo dfp",
    "paywall": "wall",
}
_BOXES = {
    family: (
        frozenset(_BOX_PARTS[family].split()),
        lazy(rf"(?<![\w-])(?:{'|'.join(names.split())})(?![\w-])"),
    )
    for family, names in _BOX_WORDS.items()
}
_ANY_BOX = Needles(*" ".join(_BOX_PARTS.values()).split())
#: parts, one of which each name of a box of related pages has
RELATED_PARTS = tuple(_BOX_PARTS["related"].split())
# Readers' comments and parts of one.
_COMMENTS = lazy(
    r"(?<![\w-])(comments?(-?(box|list|section|area|thread|author|body|content|meta\w*|date|time))?|disqus\S*)(?![\w-])"
)
_ON_COMMENTS = Needles("comment", "disqus", is_exact=True)
# What stands beside each post of a thread: "user-info" is a name of testimonials as well.
_MEMBER = lazy(
    r"(?<![\w-])(?:post-?profile|userinfo(?:_\w+)?|userstats|message-user|message-cell--user|post-?left"
    r"|author_(?:information|statistics)|c?author-?pane\w*)(?![\w-])"
)
_ON_MEMBER = Needles(
    "post-profile", "postprofile", "userinfo", "userstats", "message-user", "message-cell--user", "post-left",
    "postleft", "author_information", "author_statistics", "author-pane", "authorpane", is_exact=True,
)  # fmt: skip
_SIGNATURE = lazy(r"(?<![\w-])[\w-]*signature(?:-?container)?(?![\w-])")
_ON_SIGNATURE = Needles("signature", is_exact=True)
# What all names of authors, readers and members have, so that most are looked at once.
_ON_PEOPLE = Needles(
    *_MAY_BE_BYLINE.words, *_ON_COMMENTS.words, *_ON_MEMBER.words, *_ON_SIGNATURE.words, is_exact=True
)
# Screen sizes, in names of elements that are shown on some screens only.
_SCREEN = r"(?:xs|sm|md|lg|xl|small|medium|large|print|mobile|phone|tablet|desktop)"
_HIDDEN = lazy(
    r"(?:(?<!\S)(?:hide|(?:\w+:)?hidden|invisible|d-none)"
    rf"|(?<![^\s_-])(?:hidden|hide|visible|show|only|d)(?:-for|-on)?-{_SCREEN}(?:-\w+)*"
    r"|(?<![^\s_-])(?:mobile|phone|tablet|desktop|print)(?:-\w+)?)(?!\S)"
)
# Parts of names, one of which each of these has.
_MAY_HIDE = Needles(
    "hide", "hidden", "visible", "show", "only", "mobile", "phone", "tablet", "desktop", "print",
    "d-none", "d-xs", "d-sm", "d-md", "d-lg", "d-xl", "d-small", "d-medium", "d-large", "d-for-", "d-on-",
)  # fmt: skip


@lru_cache(maxsize=4096)
def sorted_names(class_id: str) -> str:
    """Return the class names and the ID sorted and in lower case."""
    if not class_id.islower() and _HUMP.search(class_id):
        class_id = _CAMEL.sub(_split_camel_case, class_id)
    return " ".join(sorted(class_id.lower().split()))


def _split_camel_case(name: re.Match[str]) -> str:
    """Return a name in camel case with hyphens: "CommentBox" becomes "Comment-Box"; other names stay."""
    words_of = _HUMPS.split(name[0])
    return "-".join(words_of) if all(map(_CAMEL_WORD.fullmatch, words_of)) else name[0]


@lru_cache(maxsize=4096)
def names_author(names: str) -> bool:
    """Return whether a class, a `rel` or an `itemprop` says that an element is the author's name."""
    names = names.lower()
    return _AUTHOR.search(names) is not None and _AUTHOR_OF_OTHER.search(hyphened(names)) is None


def byline_names(names: Iterable[str]) -> set[str]:
    """Return those of these class names and IDs that say that an element is a byline, or an author's name."""
    # to look for parts of the words first takes a fraction of the time
    return set(filter(_names_byline, _MAY_BE_BYLINE.those_with(list(names))))


@lru_cache(maxsize=4096)
def _names_byline(names: str) -> bool:
    names = hyphened(names)
    return (
        _BYLINE.search(names) is not None
        and _ABOUT_AUTHOR.search(names) is None
        and _AUTHOR_OF_OTHER.search(names) is None
    )


@lru_cache(maxsize=4096)
def box_of(names: str) -> str:
    """Return the family of box that a class or ID names, "" for none."""
    if not _ANY_BOX.are_in(names):
        return ""
    return _first_box(names) or (_first_box(hyphened(names)) if "_" in names else "")


def boxes_of(names: Iterable[str]) -> dict[str, str]:
    """Return the family of box that each of these class names and IDs names, without those that name none."""
    return {name: box for name in _ANY_BOX.those_with(list(names)) if (box := box_of(name))}


def _first_box(names: str) -> str:
    """Return the box that the first of some names that is one of a box names, "" for none."""
    return next(filter(None, map(_box_in, names.split())), "")


# Pages share names, but hardly ever all of an element's.
@lru_cache(maxsize=16384)
def _box_in(name: str) -> str:
    """Return the family of the first box in a name, and how it is called; "" for none."""
    first, box = len(name), ""
    if not (said := _ANY_BOX.found_in([name])):
        return ""
    for family, (parts, pattern) in _BOXES.items():
        if not said.isdisjoint(parts) and (found := pattern.search(name)) and found.start() < first:
            first, box = found.start(), f"{family} box ({found[0]})"
    return box


def names_of_people(names: Iterable[str]) -> set[str]:
    """Return those of these class names and IDs that may tell of authors, readers who comment, or members."""
    return _ON_PEOPLE.those_with(list(names))


def names_comments(names: str) -> bool:
    """Return whether a class or id is that of readers' comments, or of a part of one."""
    return ("comment" in names or "disqus" in names) and _COMMENTS.search(hyphened(names)) is not None


def comment_names(names: Iterable[str]) -> set[str]:
    """Return those of these class names and IDs that are those of readers' comments."""
    # to look for the words alone takes a fraction of the time, and most pages have none
    return set(filter(names_comments, _ON_COMMENTS.those_with(list(names))))


def member_names(names: Iterable[str]) -> set[str]:
    """Return those of these class names and IDs that forums give to the profile of who writes a post."""
    return set(filter(_MEMBER.search, _ON_MEMBER.those_with(list(names))))


def signature_names(names: Iterable[str]) -> set[str]:
    """Return those of these class names and IDs that are those of a signature."""
    return set(filter(_SIGNATURE.search, _ON_SIGNATURE.those_with(list(names))))


@lru_cache(maxsize=4096)
def names_hide(names: str) -> bool:
    """Return whether class names hide an element, at least on some screens: `md:hidden`."""
    return _MAY_HIDE.are_in(names) and _HIDDEN.search(names) is not None


def hiding_names(names: Iterable[str]) -> set[str]:
    """Return those of these class names and IDs that hide an element."""
    return set(filter(names_hide, _MAY_HIDE.those_with(list(names))))


def hyphened(names: str) -> str:
    """Return names with hyphens between their words: "comments_list" becomes "comments-list"."""
    return names.replace("_", "-")
