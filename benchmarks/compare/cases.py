"""Cases: small pages, each with what must and what must not come out of it.

`NAME.html` beside `NAME.json`. Text is compared with white space folded; the fields of the JSON are

- ``text_has``, ``text_lacks``, and likewise for ``markdown`` and ``html``: strings in that form of the body
- ``text_exact``: strings in the text, line breaks and all
- ``meta``: fields of the extraction and the value each must have; ``meta_none``: fields that must be empty
- ``url``: the page's address
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CASES = Path(__file__).resolve().parents[2] / "tests" / "cases"

_FORMS = ("text", "markdown", "html")
_CRITERIA = {f"{form}_{verb}" for form in _FORMS for verb in ("has", "lacks")}
FIELDS = frozenset(_CRITERIA | {"text_exact", "meta", "meta_none", "url"})


@dataclass(frozen=True, slots=True)
class Case:
    """A page and what is wanted of it."""

    name: str
    html: bytes
    wanted: Mapping[str, Any]

    @property
    def url(self) -> str | None:
        """The page's address, where it has one."""
        url: str | None = self.wanted.get("url")
        return url

    @property
    def has_text_criteria(self) -> bool:
        """Whether an extractor that gives nothing but text can be held to it."""
        return bool(self.wanted.get("text_has") or self.wanted.get("text_lacks"))


def read(folder: Path = CASES) -> list[Case]:
    """The cases of a folder by name; none where there is no such folder.

    Raises:
        LookupError: a case has a field that is not known, as after a slip of the pen.

    """
    found = []
    for path in sorted(folder.glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        if unknown := wanted.keys() - FIELDS:
            raise LookupError(f"{path} asks for {', '.join(sorted(unknown))}, which no case can")
        found.append(Case(path.stem, path.with_suffix(".html").read_bytes(), wanted))
    return found


def text_faults(case: Case, text: str) -> list[str]:
    """What a text has too little or too much by ``text_has`` and ``text_lacks``, a line each."""
    return list(_faults(case, "text", text))


def faults(case: Case, extraction: Any) -> list[str]:
    """Where an extraction falls short of a case in any field, a line each; none if it passes."""
    return list(_all_faults(case, extraction))


def _all_faults(case: Case, extraction: Any) -> Iterator[str]:
    for form in _FORMS:
        yield from _faults(case, form, getattr(extraction, form))
    for string in case.wanted.get("text_exact", ()):
        if string not in extraction.text:
            yield f"text lacks, to the letter, {string!r}"
    for field, value in case.wanted.get("meta", {}).items():
        if getattr(extraction, field) != value:
            yield f"{field} is {getattr(extraction, field)!r}, not {value!r}"
    for field in case.wanted.get("meta_none", ()):
        if value := getattr(extraction, field):
            yield f"{field} is {value!r}, not empty"


def _faults(case: Case, form: str, body: str) -> Iterator[str]:
    folded = _folded(body)
    for string in case.wanted.get(f"{form}_has", ()):
        if _folded(string) not in folded:
            yield f"{form} lacks {string!r}"
    for string in case.wanted.get(f"{form}_lacks", ()):
        if _folded(string) in folded:
            yield f"{form} keeps {string!r}"


def _folded(text: str) -> str:
    return " ".join(text.split())
