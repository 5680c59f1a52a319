"""Measure on how many pages an extractor keeps each property."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from boilerstrip.errors import PropertyError
from boilerstrip.testing.checks import CHECKS, NEED_ARTICLE, AnyPage, Extract


@dataclass(slots=True)
class Share:
    """The result for a property: the number of `pages`, and the `broken` ones, each with the error."""

    pages: int = 0
    broken: list[tuple[AnyPage, Exception]] = field(default_factory=list)

    @property
    def kept(self) -> float:
        """The share of pages on which the property was kept, 0 to 1; 1 without pages."""
        return 1 - len(self.broken) / self.pages if self.pages else 1.0

    @property
    def smallest(self) -> tuple[AnyPage, Exception] | None:
        """The shortest page on which it was broken, and the error; None for none."""
        return min(self.broken, key=lambda case: len(_markup(case[0])), default=None)


def measure(
    extract: Extract,
    pages: Iterable[AnyPage],
    *,
    checks: Sequence[str] = tuple(CHECKS),
    seed: int = 0,
    progress: Callable[[int], object] = lambda done: None,
) -> dict[str, Share]:
    """Run checks on pages and return the results by property.

    Args:
        extract: the extractor. What it raises breaks the property that is being looked at.
        pages: drawn pages, as from `seeded_pages`, or HTML. HTML is spared the checks that need
            to know the article.
        checks: names of checks, of `CHECKS`.
        seed: what the checks choose their changes by; each page has the next one.
        progress: called with the number of pages done.

    Raises:
        LookupError: no check has one of the names.

    """
    shares = {name: Share() for name in checks}
    chosen = {name: CHECKS[name] for name in checks}
    # cached, because several checks begin with the same markup
    once = lru_cache(maxsize=32)(extract)
    for i, page in enumerate(pages):
        for name, check in chosen.items():
            if isinstance(page, str) and name in NEED_ARTICLE:
                continue
            shares[name].pages += 1
            try:
                check(once, page, seed + i)
            except Exception as error:
                shares[name].broken.append((page, error))
        once.cache_clear()
        progress(i + 1)
    return shares


def raised_in(shares: Mapping[str, Share]) -> Counter[str]:
    """Return the exceptions that an extractor raised, with the number of checks that each broke."""
    broken = (error for share in shares.values() for _, error in share.broken)
    return Counter(error.raised for error in broken if isinstance(error, PropertyError) and error.raised)


def table(results: Mapping[str, Mapping[str, Share]]) -> str:
    """Return results by extractor as a Markdown table of the shares of pages that keep each property."""
    names = list(results)
    properties = list(dict.fromkeys(name for result in results.values() for name in result))
    lines = [f"| property kept | {' | '.join(names)} |", f"| --- |{' ---: |' * len(names)}"]
    for name in properties:
        cells = [_cell(results[extractor].get(name)) for extractor in names]
        lines.append(f"| {name.replace('_', ' ')} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(share: Share | None) -> str:
    return f"{share.kept:.3f}" if share is not None and share.pages else "–"


def _markup(page: AnyPage) -> str:
    return page if isinstance(page, str) else page.html
