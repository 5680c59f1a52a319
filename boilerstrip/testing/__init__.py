"""A testing kit for any extractor: generated pages, and properties to check.

An extractor is a function from HTML to text. `pages` draws noisy pages whose article is known,
for tests with Hypothesis; `CHECKS` are the properties; `measure` tells how often each is kept.

>>> import re
>>> from boilerstrip import testing
>>> def all_text(page: str) -> str:
...     return re.sub(r"<[^>]*>", "", page)
>>> [page] = testing.seeded_pages(1, seed=31)
>>> testing.article_found(all_text, page)
>>> testing.noise_left_out(all_text, page)
Traceback (most recent call last):
    ...
boilerstrip.errors.PropertyError: noise_left_out: 14 lines gained
...

Needs `pip install 'boilerstrip[testing]'` for `pages`, `articles` and `soup`, which bring
Hypothesis as soon as they are asked for; nothing else here imports it.
"""

from typing import TYPE_CHECKING, Any

from boilerstrip.errors import PropertyError
from boilerstrip.testing.checks import (
    CHECKS,
    NEED_ARTICLE,
    AnyPage,
    Check,
    Extract,
    article_found,
    attributes_shuffled,
    charset_changed,
    class_names_renamed,
    comments_inserted,
    entities_encoded,
    from_bytes,
    markup_repaired,
    noise_left_out,
    noise_planted,
    own_article_alone,
    pages_concatenated,
    white_space_inserted,
    wrappers_added,
    wrappers_removed,
)
from boilerstrip.testing.drawn_articles import KINDS, Article, Part
from boilerstrip.testing.measure import Share, measure, table
from boilerstrip.testing.nodes import FAULTS
from boilerstrip.testing.noise import NOISE, Noise
from boilerstrip.testing.noisy import NoisyPage, Other, seeded_pages
from boilerstrip.testing.texts import Language, languages
from boilerstrip.testing.themes import Theme

if TYPE_CHECKING:
    from boilerstrip.testing.strategies import articles, pages, soup

__all__ = [
    "CHECKS",
    "FAULTS",
    "KINDS",
    "NEED_ARTICLE",
    "NOISE",
    "AnyPage",
    "Article",
    "Check",
    "Extract",
    "Language",
    "Noise",
    "NoisyPage",
    "Other",
    "Part",
    "PropertyError",
    "Share",
    "Theme",
    "article_found",
    "articles",
    "attributes_shuffled",
    "charset_changed",
    "class_names_renamed",
    "comments_inserted",
    "entities_encoded",
    "from_bytes",
    "languages",
    "markup_repaired",
    "measure",
    "noise_left_out",
    "noise_planted",
    "own_article_alone",
    "pages",
    "pages_concatenated",
    "seeded_pages",
    "soup",
    "table",
    "white_space_inserted",
    "wrappers_added",
    "wrappers_removed",
]


def __getattr__(name: str) -> Any:
    if name in ("articles", "pages", "soup"):
        try:
            from boilerstrip.testing import strategies  # brings Hypothesis
        except ModuleNotFoundError as error:
            raise ImportError(
                f"testing.{name} needs Hypothesis: pip install 'boilerstrip[testing]'"
            ) from error
        return getattr(strategies, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
