"""The data type of what a page says about itself; `head` fills it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Time(NamedTuple):
    """What a `time` element says, its attribute and its text, in `element` and Block number `block`.

    `property` is what the markup says that it is the time of: "published", "modified" or "".
    """

    element: int
    block: int
    moment: str
    text: str
    property: str = ""


@dataclass(slots=True, eq=False)
class Head:
    """What the page says about itself: its title element, meta and link tags, embedded data."""

    title: str = ""
    language: str = ""
    # the direction that the whole page is read in, "rtl" or "ltr"
    direction: str = ""
    # what the page wants relative addresses to be relative to
    base: str = ""
    metas: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    json_ld: list[str] = field(default_factory=list)
    # application state: JSON, and scripts that name a body; other scripts with paragraphs in them
    state: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    # scripts that name a date of publication or change
    dated_scripts: list[str] = field(default_factory=list)
    # all of these three in the order of the page, since a stream may break off anywhere
    data: list[str] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    # times in other elements: microdata, microformats, `abbr` with a date in words
    marked_times: list[Time] = field(default_factory=list)
    # the texts of elements marked up as naming the author, and where they stand
    authors: list[tuple[int, str]] = field(default_factory=list)

    # the texts of links to the pages of a tag or, by the second list, of a category, and where they stand
    tags: list[tuple[int, str]] = field(default_factory=list)
    categories: list[tuple[int, str]] = field(default_factory=list)

    def meta(self, *names: str) -> str:
        """The first content that is not empty among the meta tags of these names."""
        for name in names:
            for content in self.metas.get(name, ()):
                if content:
                    return content
        return ""
