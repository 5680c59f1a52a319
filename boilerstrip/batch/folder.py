"""A folder of clean pages: a file a page in the source's tree, an index, and a report of what was dropped.

Names are given in the order of the sources, so that a run that goes on gives the same ones. Links between the
pages are put right at the end, when it is known which pages there are.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from boilerstrip.batch.files import printable_id
from boilerstrip.errors import OutputError
from boilerstrip.extraction import Extraction
from boilerstrip.site.places import survey_page
from boilerstrip.workers.jobs import Failure, PageSource

ENDINGS = {"markdown": ".md", "html": ".html", "text": ".txt", "json": ".json"}
INDEX, DROPPED = "index.jsonl", "dropped.json"
# What files are not called on one system or another.
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_MAX_PART = 120
_PAGE_ENDING = re.compile(r"\.(?:html?|xhtml|xht|shtml|php)(?:\.(?:gz|zst))?$", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"(\]\()(<[^<>\n]*>|[^\s()<>]+)")
_HTML_LINK = re.compile(r'(\s(?:href|src)=")([^"]*)')
_FENCE = re.compile(r"^\s*(```|~~~)")
# Of what was dropped of a page, places beyond these are summed up.
_MAX_DROPPED = 200
_SAMPLES = 3


class Exported(NamedTuple):
    """What a worker makes of a page: the file's text, and what was dropped by place and rule."""

    text: str
    dropped: list[tuple[str, str, int, str]]


def export(extraction: Extraction, form: str) -> Exported:
    """A page as the text of its file, Markdown with front matter; to be called in the worker."""
    if form == "markdown":
        text = extraction.to_markdown(front_matter=True)
    elif form == "json":
        text = extraction.to_json(indent=1, blocks=False)
    else:
        text = extraction.html if form == "html" else extraction.text
    return Exported(text if text.endswith("\n") else f"{text}\n", _dropped(extraction))


def _dropped(extraction: Extraction) -> list[tuple[str, str, int, str]]:
    """What was dropped: its place, the reason, how many words, how it begins."""
    found = []
    for box in survey_page(extraction).boxes[:_MAX_DROPPED]:
        if box.words_kept < box.words and box.reasons:
            place = " > ".join(map(str, box.place))
            found.append((place, box.reasons[0][0], box.words - box.words_kept, box.sample))
    return found


class Names:
    """The names of the files that pages go into: those of their sources, each its own on every system."""

    def __init__(self, sources: Iterable[str], ending: str) -> None:
        """Take names below what the sources, as far as they are folders, have in common."""
        self.roots = [Path(source) for source in sources if Path(source).is_dir()]
        self._ending = ending
        self._taken: set[str] = {INDEX, DROPPED}

    def give(self, page: PageSource | Failure) -> str:
        """The name of a page's file, a path with "/" that no page before has, however written."""
        url = page.url if isinstance(page, PageSource) else None
        parts = [_printable(part) for part in self._parts(str(page.id), url)]
        parts = [part for part in parts if part] or ["page"]
        stem = _PAGE_ENDING.sub("", parts[-1]) or "page"
        folder = "/".join(parts[:-1])
        number = 1
        while True:
            last = f"{stem}{'' if number == 1 else f'~{number}'}{self._ending}"
            name = f"{folder}/{last}" if folder else last
            if name.casefold() not in self._taken:
                self._taken.add(name.casefold())
                return name
            number += 1

    def _parts(self, name: str, url: str | None) -> list[str]:
        path = Path(name)
        for root in self.roots:
            if path.is_relative_to(root):
                return list(path.relative_to(root).parts)
        if url and (parts := _parts_of_address(url)):
            return parts
        return [path.name] if path.is_absolute() or ".." in path.parts else list(path.parts)


def _parts_of_address(url: str) -> list[str]:
    try:
        address = urlsplit(url)
    except ValueError:
        return []
    if not address.hostname:
        return []
    path = unquote(address.path, errors="replace")
    parts = [address.hostname, *path.split("/")]
    if path.endswith("/") or not path:
        parts.append("index")
    if address.query:
        parts[-1] += f"-{address.query}"
    return [part for part in parts if part and part not in (".", "..")]


def _printable(part: str) -> str:
    """A part of a path that every system can have."""
    part = _FORBIDDEN.sub("_", printable_id(part)).strip(" .").replace("/", "_")
    if _RESERVED.match(part):
        part = f"_{part}"
    if len(part.encode()) > _MAX_PART:
        part = part.encode()[:_MAX_PART].decode("utf-8", "ignore")
    return part


class FolderOutput:
    """The files of a run in their folder."""

    def __init__(self, folder: Path, names: Names, *, overwrite: bool = False) -> None:
        """Make the folder ready.

        Raises:
            OutputError: it is none, or has files in it, and nothing says that these may be overwritten.

        """
        self.folder = folder
        self.index = folder / INDEX
        self._names = names
        self._overwrite = overwrite
        self._of: dict[str, str] = {}

    def prepare(self, *, resumes: bool) -> None:
        """Make the folder, unless what is in it is not of this run.

        Raises:
            OutputError: it is no folder, or has files that are not of this run.

        """
        if self.folder.exists() and not self.folder.is_dir():
            raise OutputError(f"{self.folder}: exists and is not a folder")
        if not resumes and not self._overwrite and self.folder.exists() and any(self.folder.iterdir()):
            raise OutputError(f"{self.folder}: is not empty; --overwrite replaces files in it")
        self.folder.mkdir(parents=True, exist_ok=True)

    def named(self, pages: Iterable[PageSource | Failure]) -> Iterator[PageSource | Failure]:
        """The pages, each with a name given."""
        for page in pages:
            self._of[str(page.id)] = self._names.give(page)
            yield page

    def write(self, page: str, exported: Exported) -> str:
        """Write a page's file, whole or not at all; its name in the folder."""
        name = self._of[page]
        path = self.folder.joinpath(*PurePosixPath(name).parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.new")
        draft.write_bytes(exported.text.encode("utf-8", "replace"))
        os.replace(draft, path)
        return name

    def finish(self) -> dict[str, int]:
        """Put links between the pages right, bring along the images of the source, report what was dropped.

        Returns how many links lead to other files of the folder now, and how many images were brought along.
        """
        by_address = _addresses(_records(self.index))
        links = Links(self.folder, by_address, self._names.roots)
        for record in _records(self.index):
            links.mend(record)
        _write_json(self.folder / DROPPED, _report(_records(self.index)))
        return {"links": links.mended, "images": links.copied}


def _records(index: Path) -> Iterator[dict[str, Any]]:
    with index.open("rb") as lines:
        for line in lines:
            yield json.loads(line)


def _addresses(records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The file of each page by every address that may lead to it."""
    found: dict[str, str] = {}
    for record in records:
        for key in ("canonical_url", "url"):
            if record.get(key):
                found.setdefault(_bare(record[key]), record["file"])
        if Path(record["id"]).is_file():
            found.setdefault(Path(record["id"]).resolve().as_uri(), record["file"])
    return found


def _bare(address: str) -> str:
    """An address without what leads to a part of its page, and with one way to end."""
    address = address.partition("#")[0]
    return address.removesuffix("/index.html").removesuffix("/")


class Links:
    """Links and images of exported pages, put right one file after the other."""

    def __init__(self, folder: Path, by_address: Mapping[str, str], roots: Iterable[Path]) -> None:
        """Note where pages are; `roots` are the folders that they come from, of which images are brought."""
        self._folder = folder
        self._roots = [root.resolve() for root in roots]
        self._by_address = by_address
        self.mended = self.copied = 0
        self._brought: dict[Path, str] = {}

    def mend(self, record: Mapping[str, Any]) -> None:
        """Put the links of a page's file right."""
        name = record["file"]
        path = self._folder.joinpath(*PurePosixPath(name).parts)
        if path.suffix not in (".md", ".html"):
            return
        text = path.read_text("utf-8")
        source = Path(record["id"])
        base = record.get("url") or (source.resolve().as_uri() if source.is_file() else "")

        def replaced(address: str) -> str | None:
            return self._target(address, base, name)

        mended = _mend_html(text, replaced) if path.suffix == ".html" else _mend_markdown(text, replaced)
        if mended != text:
            draft = path.with_name(f"{path.name}.new")
            draft.write_bytes(mended.encode("utf-8", "replace"))
            os.replace(draft, path)

    def _target(self, address: str, base: str, name: str) -> str | None:
        """Where a link of the page called `name` leads inside of the folder, None for elsewhere."""
        if not address or address.startswith("#") or not base:
            return None
        try:
            absolute = urljoin(base, address)
            fragment = urlsplit(absolute).fragment
        except ValueError:
            return None
        found = self._by_address.get(_bare(absolute)) or self._by_address.get(absolute.partition("#")[0])
        if found is None and absolute.startswith("file:"):
            found = self._bring(absolute, base)
        if found is None:
            return None
        self.mended += 1
        relative = os.path.relpath(found, os.path.dirname(name) or ".").replace(os.sep, "/")
        return quote(relative, safe="/~!$&'()*+,;=:@") + (f"#{fragment}" if fragment else "")

    def _bring(self, absolute: str, base: str) -> str | None:
        """Copy a file of the source's folder, or of the page's where that is all there is; its new name."""
        path = Path(unquote(urlsplit(absolute).path))
        page = Path(unquote(urlsplit(base).path))
        root = next((root for root in self._roots if page.is_relative_to(root)), page.parent)
        if not path.is_file() or not path.resolve().is_relative_to(root) or _PAGE_ENDING.search(path.name):
            return None
        path = path.resolve()
        if path not in self._brought:
            target = self._folder.joinpath("files", f"{len(self._brought)}-{_printable(path.name) or '_'}")
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(path, target)
            self._brought[path] = f"files/{target.name}"
            self.copied += 1
        return self._brought[path]


def _mend_markdown(text: str, replaced: Any) -> str:
    """Markdown with its links replaced, outside of fenced code."""

    def change(found: re.Match[str]) -> str:
        address = found[2]
        bare = address[1:-1] if address.startswith("<") else address
        target = replaced(bare)
        return found[0] if target is None else f"{found[1]}{target}"

    lines, fence = [], ""
    for line in text.splitlines(keepends=True):
        opened = _FENCE.match(line)
        if opened and fence in ("", opened[1]):
            fence = "" if fence else opened[1]
        lines.append(line if fence else _MARKDOWN_LINK.sub(change, line))
    return "".join(lines)


def _mend_html(text: str, replaced: Any) -> str:
    def change(found: re.Match[str]) -> str:
        target = replaced(unescape(found[2]))
        return found[0] if target is None else f"{found[1]}{escape(target, quote=True)}"

    return _HTML_LINK.sub(change, text)


def _report(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What was dropped of all pages, by rule and by place, most words first."""
    by_rule: Counter[str] = Counter()
    by_place: dict[str, dict[str, Any]] = {}
    for record in records:
        for place, reason, n_words, sample in record.get("dropped", ()):
            by_rule[reason] += n_words
            one = by_place.setdefault(place, {"words": 0, "pages": 0, "reasons": Counter(), "samples": []})
            one["words"] += n_words
            one["pages"] += 1
            one["reasons"][reason] += n_words
            if len(one["samples"]) < _SAMPLES and sample not in one["samples"]:
                one["samples"].append(sample)
    places = sorted(by_place.items(), key=lambda item: -item[1]["words"])
    return {
        "words_by_rule": dict(by_rule.most_common()),
        "places": [
            {"place": place, **one, "reasons": dict(one["reasons"].most_common())} for place, one in places
        ],
    }


def _write_json(path: Path, value: Any) -> None:
    path.write_bytes(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
