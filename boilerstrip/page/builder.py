"""Markup to a Page, step by step: guard, parser, walk, and what is known only once the walk is over."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urljoin

from boilerstrip.limits import Limits
from boilerstrip.page.guard import truncate_markup, truncate_multiplied
from boilerstrip.page.head import read_root_state
from boilerstrip.page.model import PageModel
from boilerstrip.page.normalization import normalize_forms
from boilerstrip.page.parser import close_empty_tags, parse
from boilerstrip.page.scripts import read_scripts
from boilerstrip.page.selected import Selector
from boilerstrip.page.tables import lay_out_tables
from boilerstrip.page.tags import CELLS
from boilerstrip.page.traces import has_one
from boilerstrip.page.walker import Walker
from boilerstrip.page.wrappers import drop_wrappers


class Page(PageModel):
    """One page, parsed once: `blocks` in document order, the `elements` that hold them, `head`.

    Strategies read a Page and never change it.
    """

    def __init__(
        self,
        markup: str,
        url: str | None = None,
        limits: Limits | None = None,
        selectors: tuple[Selector, ...] = (),
    ) -> None:
        """Parse `markup`, which has no lone surrogates. Anything is a page; without text it has no Blocks.

        Where `selectors` select something is in `selected`; see `check_selector` for those that can be used.
        """
        super().__init__(url, limits)
        self.selectors = selectors
        markup, notes = truncate_markup(markup, self.limits)
        markup, more = truncate_multiplied(close_empty_tags(markup))
        self.notes += (*notes, *more)
        if not markup:
            return
        document = parse(markup)
        scripts = read_scripts(document)
        self.note_labels = normalize_forms(document, markup, self.url, scripts)
        Walker(self, scripts).walk(document)
        read_root_state(document, self)
        if self.head.base:
            with suppress(ValueError):
                self.base = urljoin(self.base, self.head.base)
        drop_wrappers(self)
        if has_one(document, CELLS):
            lay_out_tables(self)
