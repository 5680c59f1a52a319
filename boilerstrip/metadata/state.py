"""The page's own record in the data that it embeds for its scripts."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import Any

from boilerstrip.page import Page
from boilerstrip.page.embedded_json import objects, parse_json
from boilerstrip.text.words import words

# Reading megabytes of state costs more than all the rest.
_MAX_SOURCE = 400_000  # characters
_MAX_OBJECTS = 20_000
_TITLES = ("title", "headline", "name")


class OwnRecords:
    """The objects in embedded data that have the page's title for theirs, looked for when asked for."""

    def __init__(self, page: Page, title: str | None) -> None:
        self._page = page
        self._title = title

    @cached_property
    def found(self) -> list[dict[str, Any]]:
        """The objects, in document order."""
        wanted = words(self._title or "")
        if len(wanted) < 2:
            return []
        found: list[dict[str, Any]] = []
        for source in self._page.head.state:
            if len(source) > _MAX_SOURCE or not source.lstrip().startswith(("{", "[")):
                continue
            for item in islice(objects(parse_json(source)), _MAX_OBJECTS):
                titles = (item.get(key) for key in _TITLES)
                if any(isinstance(text, str) and words(text[:500]) == wanted for text in titles):
                    found.append(item)
        return found
