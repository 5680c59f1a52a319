"""Hypothesis strategies for noisy pages, and for random markup."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import strategies as st

from boilerstrip.testing import drawn_articles, noisy, themes
from boilerstrip.testing.choices import Choices
from boilerstrip.testing.drawn_articles import Article
from boilerstrip.testing.nodes import FAULTS
from boilerstrip.testing.noise import NOISE
from boilerstrip.testing.noisy import NoisyPage
from boilerstrip.testing.texts import languages as all_languages


class _Drawn(Choices):
    """Choices that Hypothesis makes, replays and shrinks."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def number(self, min_value: int, max_value: int) -> int:
        """A whole number from `min_value` to `max_value`; `min_value` is the simplest."""
        return self._draw(st.integers(min_value, max_value))


@st.composite
def pages(
    draw: st.DrawFn,
    *,
    kinds: Collection[str] = drawn_articles.KINDS,
    languages: Collection[str] = (),
    noise: Collection[str] = NOISE,
    tags: Collection[str] = themes.TAGS,
    names: Collection[str] = themes.NAMES,
    faults: Collection[str] = FAULTS,
    min_parts: int = 1,
    max_parts: int = drawn_articles.MAX_PARTS,
    others: bool = False,
) -> NoisyPage:
    """Strategy for noisy pages around a known article; they shrink to a short English page in a plain theme.

    Args:
        draw: what Hypothesis draws with; not an argument of yours.
        kinds: kinds of article, of `boilerstrip.testing.KINDS`.
        languages: codes, of `boilerstrip.testing.languages()`; all of them where there are none.
        noise: kinds of noise to plant, of `boilerstrip.testing.NOISE`; a page has up to six of them.
        tags: what themes are made of: "semantic" elements, "div"s, nested "table"s.
        names: how themes name things: by "words" in classes, by "ids", "hashed" as build tools do, "none".
        faults: what may be wrong with the markup, of `boilerstrip.testing.FAULTS`.
        min_parts: the least parts an article has, such as paragraphs and lists.
        max_parts: the most; 12 are all there can be.
        others: whether each page has other whole articles besides its own.

    Raises:
        ValueError: one of the traits is unknown, or the numbers of parts cannot be.

    """
    return noisy.draw_page(
        _Drawn(draw),
        kinds=_known(kinds, drawn_articles.KINDS),
        codes=_known(languages or list(all_languages()), list(all_languages())),
        noise=_known(noise, NOISE),
        tags=_known(tags, themes.TAGS),
        names=_known(names, themes.NAMES),
        faults=_known(faults, FAULTS),
        min_parts=min_parts,
        max_parts=max_parts,
        others=others,
    )


@st.composite
def articles(
    draw: st.DrawFn,
    *,
    kinds: Collection[str] = drawn_articles.KINDS,
    languages: Collection[str] = (),
    min_parts: int = 1,
    max_parts: int = drawn_articles.MAX_PARTS,
) -> Article:
    """Strategy for articles alone, to build your own pages around; the arguments are those of `pages`."""
    return drawn_articles.draw_article(
        _Drawn(draw),
        kinds=_known(kinds, drawn_articles.KINDS),
        codes=_known(languages or list(all_languages()), list(all_languages())),
        min_parts=min_parts,
        max_parts=max_parts,
    )


def soup() -> st.SearchStrategy[str]:
    """Strategy for random markup: tags that open, close, nest wrongly and never end, around any text."""
    pieces = st.one_of(
        st.builds("<{}{}>".format, _TAGS, _ATTRIBUTES),
        st.builds("</{}>".format, _TAGS),
        st.text(max_size=40),
        st.sampled_from(all_languages()["en"].sentences("sea")),
        st.sampled_from(_SNARES),
    )
    return st.lists(pieces, max_size=40).map("".join)


_TAGS = st.sampled_from(
    "div p span a b i table tr td ul li h1 h2 nav article aside noscript script style template svg math "
    "br img pre blockquote form button select option textarea title head body html x-card".split()
)
_ATTRIBUTES = st.sampled_from(
    ["", ' class="post"', ' id=comments', ' href="javascript:alert(1)"', " hidden", ' itemprop="articleBody"',
     ' onclick="alert(1)"', ' style="display:none"', ' type="application/ld+json"', " data-boilerstrip"]
)  # fmt: skip
_SNARES = (
    "<!--", "-->", "&amp;", "&#0;", "&nbsp;", "<![CDATA[", "]]>", '{"articleBody": "x"}', "\x00",
)  # fmt: skip


def _known(chosen: Collection[str], known: Collection[str]) -> list[str]:
    for name in chosen:
        if name not in known:
            raise ValueError(f"{name!r} is none of: {', '.join(known)}")
    return [name for name in known if name in chosen]
