"""Boxes: what class names and ids say that an element is."""

from __future__ import annotations

import re
from functools import lru_cache

from boilerstrip.block import Element
from boilerstrip.page import HEADINGS, Page

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
        newsletter\\w* subscribe\\w* sign-?up(-?\\w+)? mailing-?list opt-?in email-?capture mc4wp\\S*
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
_FAMILIES = (rf"(?P<{family}>(?:{'|'.join(names.split())})(?![\w-]))" for family, names in _BOX_WORDS.items())
_BOXES = re.compile(rf"(?<![\w-])(?:{'|'.join(_FAMILIES)})")
# Comments and the parts of one.
_COMMENTS = re.compile(
    r"(?<![\w-])(comments?(-?(box|list|section|area|thread|author|body|content|meta\w*|date|time))?|disqus\S*)(?![\w-])"
)
# What stands on some screens alone, or on none.
_SCREEN = r"(?:xs|sm|md|lg|xl|small|medium|large|print|mobile|phone|tablet|desktop)"
_HIDDEN = re.compile(
    r"(?:(?<!\S)(?:hide|(?:\w+:)?hidden|invisible|d-none)"
    rf"|(?<![^\s_-])(?:hidden|hide|visible|show|only|d)(?:-for|-on)?-{_SCREEN}(?:-\w+)*"
    r"|(?<![^\s_-])(?:mobile|phone|tablet|desktop|print)(?:-\w+)?)(?!\S)"
)
# Elements whose names say nothing of what they hold: themes name whole pages for what is somewhere
# on them ("has-share", "related-on"), and headings have their anchors.
UNNAMED = frozenset({"html", "body", "main", *HEADINGS})
# So many sections with their headings for names are how a page is written.
MIN_TITLED = 3


@lru_cache(maxsize=4096)
def box_of(names: str) -> str:
    """What box a class or id names, "" for none."""
    found = (_BOXES.search(names) or ("_" in names and _BOXES.search(_hyphened(names)))) if names else None
    return f"{found.lastgroup} box ({found[0]})" if found else ""


def names_comments(names: str) -> bool:
    """Whether a class or id is that of readers' comments, or of a part of one."""
    # to look for the words alone first takes a fraction of the time
    return ("comment" in names or "disqus" in names) and _COMMENTS.search(_hyphened(names)) is not None


@lru_cache(maxsize=4096)
def names_hidden(names: str) -> bool:
    """Whether a class hides an element, if only on some screens: `d-none`, `md:hidden`, `mobile-only`."""
    return names != "" and _HIDDEN.search(names) is not None


def _hyphened(names: str) -> str:
    """Names with their words joined in one way: "comments_list" is "comments-list"."""
    return names.replace("_", "-")


def titled_sections(page: Page) -> frozenset[int]:
    """The elements, by index, that have their heading for a name, as sections of documentation have."""
    titled: list[int] = []
    for element in page.elements:
        if element.names and element.start < element.end and page.blocks[element.start].level:
            name = "-".join(page.block_words[element.start])
            if name in _hyphened(element.names).split():
                titled.append(element.index)
    return frozenset(titled)


def opens_title(page: Page, element: Element) -> bool:
    """Whether an element is named by the first words of its heading, which is no label: "sharing"."""
    first = page.blocks[element.start]
    if not first.level or page.labels[first.index] is not None:
        return False
    said = "-".join(page.block_words[first.index]) + "-"
    return any(said.startswith(f"{name}-") for name in _hyphened(element.names).split())
