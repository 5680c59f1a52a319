"""The page as a whole: its size, what it consists of, and the types it states. The same for all Blocks."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import Columns, Context

_TYPES = {
    "article": r"article|blogposting|report|newsmedia",
    "product": r"product|offer|vehicle|accommodation",
    "webpage": r"webpage|aboutpage|contactpage|website",
}
_TYPE_RE = {name: re.compile(pattern) for name, pattern in _TYPES.items()}
_OG_TYPES = ("article", "website")
_COUNTED = {
    "articles": ("article",),
    "mains": ("main",),
    "lists": ("ul", "ol", "dl"),
    "items": ("li",),
    "paragraphs": ("p",),
    "forms": ("form",),
    "sections": ("section",),
    "asides": ("aside", "nav"),
    "figures": ("figure",),
    "details": ("details",),
}
# "$5" or "5 EUR"; a class of all possible first characters comes first, as an alternation takes twice as long
_MONEY = re.compile(
    r"[$\u20ac\u00a3\u00a5\u20b9\d](?:(?<!\d)\s?\d|(?<=\d)\s?(?:\u20ac|EUR|USD|kr|z\u0142)\b)"
)
# Characters of text that are searched for prices: a page has them early or not at all.
_SEARCHED = 60_000
_LONG_NUMBER = re.compile(r"\d{4}")

COLUMNS = {
    "page.words": "log of words",
    "page.blocks": "log of Blocks",
    "page.link_density": "share of words inside links",
    "page.prose": "share of words in prose",
    "page.prose_blocks": "log of Blocks that are prose",
    "page.mean": "log of words a Block",
    "page.longest": "share of the words in the longest Block",
    "page.headings": "log of headings",
    "page.top_headings": "number of h1, at most 5",
    "page.images": "log of images",
    "page.elements": "log of elements",
    "page.times": "log of time elements",
    "page.prices": "log of prices",
    "page.questions": "share of Blocks with a question mark at the end",
    **{f"page.{name}": f"log of elements of {', '.join(tags)}" for name, tags in _COUNTED.items()},
    **{f"page.ld_{name}": f"whether its JSON-LD or microdata has a type like {name}" for name in _TYPES},
    **{f"page.og_{name}": f"whether og:type is {name}" for name in _OG_TYPES},
    "page.published": "whether its metadata has a date of publication",
    "page.path_depth": "parts of the path of its canonical address, -1 without",
    "page.slug": "hyphens in the last part of that path",
    "page.digits": "whether that path has a number of four digits or more",
    "page.description": "log of words in its description",
    "page.unspaced": "share of characters beyond the alphabets: Chinese, Japanese and such",
}
# all at once: to ask numpy for one after the other takes longer than all the rest
_LOGS = np.array([i for i, meaning in enumerate(COLUMNS.values()) if meaning.startswith("log of")])


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    figures = np.array(_figures(context))
    figures[_LOGS] = np.log1p(figures[_LOGS])
    found = context.new_columns(len(COLUMNS))
    found[:] = figures[:, None]
    return [found]


def _figures(context: Context) -> list[float]:
    """The columns, those that are logarithms with what these are of."""
    page, head = context.page, context.page.head
    text = "\n".join(context.texts)[:_SEARCHED]
    counts = dict(zip(context.tags, np.bincount(context.tag).tolist(), strict=True))
    kinds = _type_names(context)
    og_type = head.meta("og:type").lower()
    path = [part for part in _path(head.links.get("canonical") or head.meta("og:url")) if part]
    addressed = "canonical" in head.links or bool(head.meta("og:url"))
    wide = 0 if text.isascii() else _count_wide(text[:2000])
    links, prose_words, prose, longest, headings, top_headings, questions = _sums(context)
    return [
        context.total_words,
        context.n,
        links / context.total_words,
        prose_words / context.total_words,
        prose,
        context.total_words / context.n,
        longest / context.total_words,
        headings,
        min(5, top_headings),
        len(page.images),
        len(page.elements),
        len(head.times),
        _count_prices(text),
        questions / context.n,
        *[sum([counts.get(tag, 0) for tag in tags]) for tags in _COUNTED.values()],
        *[float(kinds != "" and pattern.search(kinds) is not None) for pattern in _TYPE_RE.values()],
        *[float(og_type.startswith(name)) for name in _OG_TYPES],
        float(bool(head.meta("article:published_time", "datepublished", "date", "pubdate"))),
        float(len(path)) if addressed else -1.0,
        float(path[-1].count("-")) if path else 0.0,
        float(any(_LONG_NUMBER.search(part) is not None for part in path)),
        len(head.meta("description", "og:description").split()),
        wide / max(1, min(len(text), 2000)),
    ]


def _sums(context: Context) -> tuple[int, int, int, int, int, int, int]:
    """Linked words, words of prose, Blocks of prose, words of the longest, headings, h1, questions."""
    if _kernels.columns is not None:
        found: tuple[int, int, int, int, int, int, int] = _kernels.columns.page_sums(
            context.floats, context.marks, context.ints
        )
        return found
    return (
        int(context.link_words.sum()),
        int(context.words[context.is_prose].sum()),
        int(context.is_prose.sum()),
        int(context.words.max()),
        int(context.is_heading.sum()),
        int((context.level == 1).sum()),
        int(context.is_question.sum()),
    )


def _count_prices(text: str) -> int:
    if _kernels.columns is not None:
        count: int = _kernels.columns.count_prices(text)
        return count
    return len(_MONEY.findall(text))


def _count_wide(text: str) -> int:
    """Number of characters from U+2E80 to U+FFDC."""
    if _kernels.columns is not None:
        count: int = _kernels.columns.count_wide(text)
        return count
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return int(np.count_nonzero((codes >= 0x2E80) & (codes <= 0xFFDC)))


def _path(address: str) -> list[str]:
    """Parts of an address's path; empty for anything that is not an address."""
    try:
        return urlsplit(address).path.split("/")
    except ValueError:
        return []


def _type_names(context: Context) -> str:
    """All type names in the page's JSON-LD and microdata, as one lower-case string."""
    kinds = [str(item.get("@type", "")) for item in context.page.json_ld]
    kinds += [item_type.rpartition("/")[2] for item_type in context.page.item_types]
    return " ".join(kinds)[:20_000].lower()
