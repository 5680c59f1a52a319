"""MissingAddresses of pages, which the sections of a rules file need."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from boilerstrip.site.rules_file import RulesFile
from boilerstrip.workers.jobs import Failure, PageSource


class MissingAddresses:
    """Counts pages without an address, to which the sections of a rules file cannot apply.

    Raises:
        OptionError: the file has no rules.

    """

    def __init__(self, rules: str | None) -> None:
        """Read the rules, if there are any."""
        self._rules = rules
        self._needed = rules is not None and RulesFile.read(rules).goes_by_address
        self._missing = 0

    def counted(self, pages: Iterable[PageSource | Failure]) -> Iterator[PageSource | Failure]:
        """Iterate over the pages and count those without an address."""
        for page in pages:
            if isinstance(page, PageSource):
                self.note(page.url)
            yield page

    def note(self, url: str | None) -> None:
        """Count a page with this address."""
        self._missing += not url

    def tell(self) -> None:
        """Report on standard error how many pages had no address, if the rules file has sections."""
        if self._needed and self._missing:
            have = "pages have" if self._missing > 1 else "page has"
            print(
                f"boilerstrip: {self._rules}: its sections go by address, and {self._missing:,} {have} none; "
                "rules that hold for any page stand outside of sections",
                file=sys.stderr,
            )
