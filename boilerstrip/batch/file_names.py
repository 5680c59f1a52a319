"""The names of the output files of a batch, and the files that the pages come from."""

from __future__ import annotations

import glob
import os
import re
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from urllib.parse import unquote, urlsplit

from boilerstrip.batch.files import printable_id
from boilerstrip.workers.jobs import Failure, PageSource

# Characters that some systems do not allow in file names, and those that make one name look like another.
_FORBIDDEN = re.compile(r'[<>:"|?*\\/\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?:con(?:in\$|out\$)?|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(?:\.|$)", re.IGNORECASE)
# In bytes. Systems allow names of 255, suffixes included, and the strictest one paths of 260.
_MAX_PART = 120
_MAX_NAME = 220
PAGE_ENDING = re.compile(r"\.(?:html?|xhtml|xht|shtml|php)(?:\.(?:gz|zst))?$", re.IGNORECASE)
# Files that a run writes besides those of the pages.
INDEX, DROPPED = "index.jsonl", "dropped.json"
_OWN = (
    INDEX,
    f"{INDEX}.part",
    f"{INDEX}.run.json",
    f"{INDEX}.run.json.new",
    f"{INDEX}.failures.jsonl",
    DROPPED,
    "files",
)


class Names:
    """Gives output files the names of their sources, made unique and valid on every system.

    Attributes:
        roots: the folders among the sources, whose trees are preserved; for a glob, the part
            before its first wildcard.
        sources: all files and folders that are read.

    """

    def __init__(self, sources: Iterable[str], ending: str) -> None:
        """Take the sources; names are relative to their common folder."""
        self.roots: list[Path] = []
        self.sources: list[Path] = []
        for source in sources:
            path = Path(source)
            if not path.exists() and glob.has_magic(source):
                path = _before_magic(path)
            if path.is_dir():
                self.roots.append(path)
            self.sources.append(path)
        self._resolved = {source.resolve() for source in self.sources}
        self._ending = ending
        self._files = {_compared(name) for name in _OWN}
        self._folders: set[str] = set()
        self._last: dict[str, int] = {}
        # by folder, the names in it that are not UTF-8
        self._damaged: dict[str, list[str]] = {}

    def give(self, page: PageSource | Failure) -> str:
        """Return a name for a page's file: a path with "/" that no system confuses with an earlier one."""
        url = page.url if isinstance(page, PageSource) else None
        parts = [printable_part(part) for part in self._parts(str(page.id), url)]
        parts = _shortened([part for part in parts if part] or ["page"])
        folder = ""
        for part in parts[:-1]:
            # a file cannot have the name of a folder
            folder = self._free(f"{folder}/{part}" if folder else part, "", (self._files,))
            self._folders.add(_compared(folder))
        stem = PAGE_ENDING.sub("", parts[-1]) or "page"
        taken = self._files, self._folders
        name = self._free(f"{folder}/{stem}" if folder else stem, self._ending, taken)
        self._files.add(_compared(name))
        return name

    def source_of(self, page: str) -> Path | None:
        """Return the file that the page with this id was read from, if it is a source or inside one."""
        page = page if os.path.isfile(page) else self._undamaged(page)
        if not os.path.isfile(page):
            return None
        path = Path(page).resolve()
        return None if self._resolved.isdisjoint((path, *path.parents)) else path

    def _undamaged(self, page: str) -> str:
        """Return the path whose printable form is this id, "" for none; its names need not be UTF-8."""
        found = ""
        for part in Path(page).parts if "?" in page else ():
            path = os.path.join(found, part)
            if not os.path.lexists(path):
                if found not in self._damaged:
                    try:
                        names = os.listdir(found or ".")
                    except (OSError, ValueError):
                        names = []
                    self._damaged[found] = [name for name in names if printable_id(name) != name]
                alike = [name for name in self._damaged[found] if printable_id(name) == part]
                if len(alike) != 1:
                    return ""
                path = os.path.join(found, alike[0])
            found = path
        return found

    def _free(self, stem: str, ending: str, taken: tuple[set[str], ...]) -> str:
        """Return the name, with a number if it is taken."""
        key = _compared(f"{stem}{ending}")
        if not any(key in names for names in taken):
            return f"{stem}{ending}"
        # for names that many pages share, counting does not start from the beginning each time
        number = self._last.get(key, 1) if ending else 1
        while True:
            number += 1
            name = f"{stem}~{number}{ending}"
            if not any(_compared(name) in names for names in taken):
                self._last[key] = number
                return name

    def _parts(self, name: str, url: str | None) -> list[str]:
        if url and (parts := _parts_of_address(url)):
            return parts
        path = Path(name)
        for root in self.roots:
            if path.is_relative_to(root):
                return list(path.relative_to(root).parts)
        return [path.name] if path.is_absolute() or ".." in path.parts else list(path.parts)


def printable_part(part: str) -> str:
    """Return a part of a path that is valid on every system."""
    part = unicodedata.normalize("NFC", _FORBIDDEN.sub("_", printable_id(part))).strip(" .")
    if _RESERVED.match(part):
        part = f"_{part}"
    if len(part.encode()) > _MAX_PART:
        part = part.encode()[:_MAX_PART].decode("utf-8", "ignore").strip(" .")
    return part


def _shortened(parts: list[str]) -> list[str]:
    """Return the parts of a path; if it is too long, a hash stands for those in the middle."""
    if len("/".join(parts).encode()) <= _MAX_NAME or len(parts) <= 2:
        return parts
    digest = blake2b("/".join(parts).encode(), digest_size=6).hexdigest()
    return [parts[0][:60], digest, parts[-1]]


def _compared(name: str) -> str:
    """Return a name as compared by systems that ignore case and Unicode normalisation."""
    return unicodedata.normalize("NFC", name).casefold()


def _before_magic(path: Path) -> Path:
    parts = []
    for part in path.parts[:-1]:
        if glob.has_magic(part):
            break
        parts.append(part)
    return Path(*parts)


def _parts_of_address(url: str) -> list[str]:
    try:
        address = urlsplit(url)
        host = address.hostname
    except ValueError:
        return []
    if not host:
        return []
    path = unquote(address.path, errors="replace")
    parts = [host, *path.split("/")]
    if path.endswith("/") or not path:
        parts.append("index")
    if address.query:
        parts[-1] += f"-{address.query}"
    return [part for part in parts if part and part not in (".", "..")]
