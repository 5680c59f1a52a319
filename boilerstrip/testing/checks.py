"""Properties that any extractor should have, as functions that raise `PropertyError` if it does not.

Every check takes the extractor, a page and a seed. Three look for the article that the page is known
to hold. The others are metamorphic: they change the page in a way that no reader would notice, or
whose effect is known, and compare what is extracted before and after, line by line. So they need
no annotation, and but for those in `NEED_ARTICLE` work on any page there is. Before and after are
both written as a parser gives them back, so that the change is all the difference between them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import TypeAlias, TypeVar, cast

from boilerstrip.errors import PropertyError
from boilerstrip.testing import changes
from boilerstrip.testing.choices import Seeded
from boilerstrip.testing.drawn_articles import draw_article
from boilerstrip.testing.lines import difference, lines_of, summary
from boilerstrip.testing.loading import as_bytes
from boilerstrip.testing.noisy import NoisyPage, draw_others

# From HTML to plain text, one line a block; None counts as "".
Extract: TypeAlias = Callable[[str], str | None]
AnyPage: TypeAlias = str | NoisyPage
Check: TypeAlias = Callable[[Extract, AnyPage, int], None]
_Check = TypeVar("_Check", bound=Callable[..., None])


def _naming_exceptions(check: _Check) -> _Check:
    """Return a check that reports exceptions of the extractor itself as a `PropertyError`."""

    @wraps(check)
    def checked(extract: Extract, page: AnyPage, seed: int = 0) -> None:
        def careful(html: str) -> str | None:
            try:
                return extract(html)
            except Exception as error:
                message = f"{type(error).__name__}: {error}"
                reason = f"the extractor raised {message}"
                raise PropertyError(check.__name__, reason, lost=[], gained=[], raised=message) from error

        check(careful, page, seed)

    return cast("_Check", checked)


# ---- what is known to be the article -------------------------------------------------------


@_naming_exceptions
def article_found(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """Every line of the article is extracted; white space and line breaks do not count."""
    known = _known(page, "article_found")
    letters = _letters(extract(known.html) or "")
    _expect_none(
        "article_found", lost=[text for text in known.article.texts if _letters(text) not in letters]
    )


@_naming_exceptions
def noise_left_out(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """No text of menu, foot or planted noise is extracted; title, author and date may be."""
    known = _known(page, "noise_left_out")
    article = known.article
    # the names are those of the author, and of whoever writes the messages of a thread
    welcome = [*article.texts, article.title, *article.language.names, article.language.date]
    wanted = sorted(map(_letters, welcome), key=len, reverse=True)
    rest = [_without(_letters(line), wanted) for line in lines_of(extract(known.html) or "")]
    gained = []
    # the longest first: a heading may hold a word of the menu
    for text in sorted(dict.fromkeys(known.noise_texts), key=len, reverse=True):
        noise = _letters(text)
        if noise not in wanted and any(noise in line for line in rest):
            gained.append(text)
            rest = [line.replace(noise, "\n") for line in rest]
    _expect_none("noise_left_out", gained=gained)


@_naming_exceptions
def own_article_alone(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """With other whole articles on the page its own is extracted, and none of theirs.

    Theirs are those that the page has, else some that are drawn. A thread has no article of its own.
    """
    known = _known(page, "own_article_alone")
    if known.article.kind == "thread":
        return
    others = known.others or draw_others(Seeded(seed), known)
    letters = _letters(extract(replace(known, others=others).html) or "")
    own = _letters(known.text)
    theirs = [text for other in others for text in other.article.texts]
    _expect_none(
        "own_article_alone",
        lost=[text for text in known.article.texts if _letters(text) not in letters],
        gained=[text for text in theirs if _letters(text) in letters and _letters(text) not in own],
    )


@_naming_exceptions
def pages_concatenated(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """A page with the blocks of two articles gives what both pages give alone."""
    first = _known(page, "pages_concatenated")
    other = draw_article(Seeded(seed), kinds=[first.article.kind], language=first.article.language)
    # no line twice, since extractors may well drop repeats
    parts = [part for part in other.parts if set(part.texts).isdisjoint(first.article.texts)]
    second, both = first.with_parts(parts), first.with_parts([*first.article.parts, *parts])
    alone = dict.fromkeys(line for one in (first, second) for line in lines_of(extract(one.html) or ""))
    together = lines_of(extract(both.html) or "")
    _expect_none(
        "pages_concatenated",
        lost=[line for line in alone if line not in together],
        gained=[line for line in together if line not in alone],
    )


# ---- what changes nothing ------------------------------------------------------------------


@_naming_exceptions
def noise_planted(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """Noise changes nothing: that of a drawn page, or some added at the top and bottom of any other page."""
    if isinstance(page, NoisyPage):
        _expect_same("noise_planted", extract, page.clean.html, page.html)
    else:
        _keeps("noise_planted", extract, page, changes.plant, seed)


@_naming_exceptions
def class_names_renamed(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """Classes and ids have names without a meaning; equal names stay equal."""
    _keeps("class_names_renamed", extract, page, changes.rename, seed)


@_naming_exceptions
def wrappers_added(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """More `div` elements stand around the content of the page and around some of its blocks."""
    _keeps("wrappers_added", extract, page, changes.wrap, seed)


@_naming_exceptions
def wrappers_removed(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """Wrappers are gone: those of a drawn page, or `div`s without attributes that hold one `div`."""
    if isinstance(page, NoisyPage):
        flat = replace(page, theme=replace(page.theme, wrappers=0))
        _expect_same("wrappers_removed", extract, page.html, flat.html)
    else:
        _keeps("wrappers_removed", extract, page, changes.unwrap, seed)


@_naming_exceptions
def attributes_shuffled(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """Attributes stand in another order, and so do the words of a class."""
    _keeps("attributes_shuffled", extract, page, changes.shuffle, seed)


@_naming_exceptions
def white_space_inserted(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """There is more white space where there was some, and between blocks."""
    _keeps("white_space_inserted", extract, page, changes.space, seed)


@_naming_exceptions
def comments_inserted(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """There are HTML comments between blocks and between words."""
    _keeps("comments_inserted", extract, page, changes.comment, seed)


@_naming_exceptions
def entities_encoded(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """Some characters of the text are written as character references."""
    _keeps("entities_encoded", extract, page, changes.encode, seed)


@_naming_exceptions
def charset_changed(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """The page declares another charset; with `from_bytes` it is encoded in that, too."""
    _keeps("charset_changed", extract, page, changes.recode, seed)


@_naming_exceptions
def markup_repaired(extract: Extract, page: AnyPage, seed: int = 0) -> None:
    """The page is written as a browser would save it, every fault of its markup repaired."""
    markup = _html(page)
    _expect_same("markup_repaired", extract, markup, changes.reserialise(markup))


CHECKS: Mapping[str, Check] = {
    check.__name__: check
    for check in (
        article_found, noise_left_out, own_article_alone, pages_concatenated, noise_planted,
        class_names_renamed, wrappers_added, wrappers_removed, attributes_shuffled, white_space_inserted,
        comments_inserted, entities_encoded, charset_changed, markup_repaired,
    )
}  # fmt: skip
# The checks that only pages with a known article can be given.
NEED_ARTICLE = frozenset({"article_found", "noise_left_out", "own_article_alone", "pages_concatenated"})


def from_bytes(extract: Callable[[bytes], str | None]) -> Extract:
    """An extractor of bytes as one of `str`: pages are encoded in the charset that they declare."""

    def encoded(page: str) -> str | None:
        return extract(as_bytes(page))

    return encoded


def _keeps(check: str, extract: Extract, page: AnyPage, change: changes.Change, seed: int) -> None:
    markup = changes.reserialise(_html(page))
    _expect_same(check, extract, markup, change(markup, random.Random(seed)))


def _expect_same(check: str, extract: Extract, before: str, after: str) -> None:
    """Compare the extracted text of two versions of a page.

    Whatever extracts nothing at all keeps these properties; `article_found` is what tells.
    """
    if before == after:
        return
    old, new = lines_of(extract(before) or ""), lines_of(extract(after) or "")
    if old != new:
        lost, gained = Counter(old) - Counter(new), Counter(new) - Counter(old)
        raise PropertyError(
            check, difference(old, new), lost=list(lost.elements()), gained=list(gained.elements())
        )


def _expect_none(check: str, *, lost: list[str] | None = None, gained: list[str] | None = None) -> None:
    lost, gained = lost or [], gained or []
    if lost or gained:
        lines = [
            summary(len(lost), len(gained)),
            *(f"- {text}" for text in lost),
            *(f"+ {text}" for text in gained),
        ]
        raise PropertyError(check, "\n".join(lines), lost=lost, gained=gained)


def _known(page: AnyPage, check: str) -> NoisyPage:
    if isinstance(page, NoisyPage):
        return page
    raise TypeError(f"{check} needs a NoisyPage, whose article is known, not {type(page).__name__}")


def _html(page: AnyPage) -> str:
    return page.html if isinstance(page, NoisyPage) else page


def _letters(text: str) -> str:
    """Return `text` without white space, which extractors treat differently."""
    return "".join(text.split())


def _without(line: str, wanted: list[str]) -> str:
    """Return what is left of a line without the allowed texts; "" if it is part of one of them."""
    if any(line in text for text in wanted):
        return ""
    for text in wanted:
        line = line.replace(text, "\n")
    return line
