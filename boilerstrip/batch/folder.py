"""A folder of clean pages: a file for each page in the source's tree, an index, and a list of dropped Blocks.

Names are given in the order of the sources, so that a resumed run gives the same ones. Links between the
pages are adjusted at the end, when all pages are known.
"""

from __future__ import annotations

import json
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from boilerstrip.batch.file_names import DROPPED, INDEX, Names
from boilerstrip.batch.links import Links, addresses
from boilerstrip.errors import OutputError
from boilerstrip.extraction import Extraction
from boilerstrip.site.places import survey_page
from boilerstrip.workers.jobs import Failure, PageSource

ENDINGS = {"markdown": ".md", "html": ".html", "text": ".txt", "json": ".json"}
# The beginning of the reason for leaving out a duplicate; the id of the page with the same body follows.
SAME_BODY = "same body as "
# Limits on the places of dropped Blocks that are listed, for each page and for all pages together.
_MAX_DROPPED = 200
_MAX_PLACES = 20_000
_OTHER_PLACES = "(other places)"
_SAMPLES = 3


class Exported(NamedTuple):
    """A page as exported by a worker: the text of its file, and what was dropped, by place and rule."""

    text: str
    dropped: list[tuple[str, str, int, str]]


def export(extraction: Extraction, form: str) -> Exported:
    """Return a page as the text of its file and what was dropped; call this in the worker."""
    if form == "markdown":
        text = extraction.to_markdown(front_matter=True)
    elif form == "json":
        text = extraction.to_json(indent=1, blocks=False)
    else:
        text = _document(extraction) if form == "html" else extraction.text
    return Exported(text if text.endswith("\n") else f"{text}\n", _dropped(extraction))


def _document(extraction: Extraction) -> str:
    """Return a complete HTML document, with its charset and language declared."""
    attributes = "".join(
        f' {name}="{escape(value)}"'
        for name, value in (("lang", extraction.language), ("dir", extraction.direction))
        if value
    )
    metas = "".join(
        f'<meta name="{name}" content="{escape(value)}">\n'
        for name in ("author", "date", "description")
        if (value := getattr(extraction, name))
    )
    return (
        f'<!DOCTYPE html>\n<html{attributes}>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(extraction.title or '')}</title>\n{metas}</head>\n"
        f"<body>\n{extraction.html}\n</body>\n</html>\n"
    )


def _dropped(extraction: Extraction) -> list[tuple[str, str, int, str]]:
    """Return the dropped ranges: place, reason, number of words and beginning of the text of each."""
    dropped = []
    for box in survey_page(extraction).boxes[:_MAX_DROPPED]:
        if box.words_kept < box.words and box.reasons:
            place = " > ".join(map(str, box.place))
            dropped.append((place, box.reasons[0][0], box.words - box.words_kept, box.sample))
    return dropped


class FolderOutput:
    """The output files of a run in a folder.

    Raises:
        OutputError: a source is in the folder and could be overwritten.

    """

    def __init__(self, folder: Path, names: Names, *, overwrite: bool = False) -> None:
        self.folder = folder
        self.index = folder / INDEX
        self._part = folder / f"{INDEX}.part"
        self._run = folder / f"{INDEX}.run.json"
        self._failures = folder / f"{INDEX}.failures.jsonl"
        self._names = names
        self._overwrite = overwrite
        self._given: deque[tuple[str, str]] = deque()
        if inside := next((source for source in names.sources if _is_below(source, folder)), None):
            raise OutputError(f"{folder}: contains the source {inside}, which could be overwritten")

    def prepare(self, *, resumes: bool, restart: bool) -> None:
        """Create the folder, or check that everything in it is from this run.

        Raises:
            OutputError: it is not a folder, or has files from elsewhere.

        """
        if self.folder.exists() and not self.folder.is_dir():
            raise OutputError(f"{self.folder}: exists and is not a folder")
        # if another run was interrupted here, opening the index raises a more precise error
        unfinished = self._run.is_file()
        may_write = resumes or unfinished or self._overwrite
        if not may_write and self.folder.exists() and any(self.folder.iterdir()):
            raise OutputError(f"{self.folder}: not empty; use --overwrite to write to it anyway")
        if unfinished and restart and self._part.is_file():
            for record in _records(self._part):
                self._path(record["file"]).unlink(missing_ok=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    def named(self, pages: Iterable[PageSource | Failure]) -> Iterator[PageSource | Failure]:
        """Iterate over the pages and give each a name."""
        for page in pages:
            self._given.append((str(page.id), self._names.give(page)))
            yield page

    def name_of(self, page: str) -> str:
        """Return the name given to a page; call this for every page in the order of the sources.

        Raises:
            KeyError: the page was given no name.

        """
        while self._given:
            known, name = self._given.popleft()
            if known == page:
                return name
        raise KeyError(page)

    def write(self, name: str, exported: Exported) -> None:
        """Write a page's file atomically."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, exported.text)

    def finish(self) -> dict[str, int]:
        """Adjust links between the pages, copy images of the source, and write the report of dropped Blocks.

        Call this before the index is moved into place, so that a run killed here can be resumed.

        Returns how many links lead to other files of the folder now, how many images were copied, and
        how many files of an earlier run were removed.
        """
        index = self._part if self._part.exists() else self.index
        by_address = addresses(_records(index), _repeated(self._failures), self._names)
        links = Links(self.folder, by_address, self._names)
        for record in _records(index):
            path = self._path(record["file"])
            if path.suffix in (".md", ".html"):
                text = path.read_text("utf-8")
                rewritten = links.mended(text, record)
                if rewritten != text:
                    replace_file(path, rewritten)
        report = json.dumps(_report(_records(index)), ensure_ascii=False, indent=1)
        replace_file(self.folder / DROPPED, report)
        return {"links": links.count, "images": links.copied, "removed": self._remove_earlier()}

    def _remove_earlier(self) -> int:
        """Remove files of an earlier run that this run did not write, and return their number.

        Only files in the index of that run are removed, as the folder may contain others.
        """
        if not (self._part.exists() and self.index.is_file()):
            return 0
        written = {record["file"] for record in _records(self._part)}
        removed = 0
        for name in _files_of(self.index):
            path = self._path(name)
            if name not in written and path.is_file() and _is_below(path.parent, self.folder):
                path.unlink()
                removed += 1
                for folder in path.parents:
                    # only empty folders, and not the output folder itself
                    if folder == self.folder or any(folder.iterdir()):
                        break
                    folder.rmdir()
        return removed

    def _path(self, name: str) -> Path:
        return self.folder.joinpath(*PurePosixPath(name).parts)


def replace_file(path: Path, text: str) -> None:
    """Write a file atomically; no page's file has the name of the temporary one."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(text.encode("utf-8", "replace"))
    os.replace(draft, path)


def _is_below(source: Path, folder: Path) -> bool:
    return source.resolve().is_relative_to(folder.resolve())


def _records(index: Path) -> Iterator[dict[str, Any]]:
    """Iterate over the records of the index, up to a line that is incomplete because a run was killed."""
    with index.open("rb") as lines:
        for line in lines:
            if line.endswith(b"\n"):
                yield json.loads(line)


def _files_of(index: Path) -> Iterator[str]:
    """Return the pages' files in the index of an earlier run, as far as it can be read."""
    try:
        for record in _records(index):
            name = record["file"]
            if {"id", "dropped"} <= record.keys() and PurePosixPath(name).suffix in ENDINGS.values():
                yield name
    except (ValueError, KeyError, TypeError, AttributeError):
        return


def _repeated(failures: Path) -> Iterator[tuple[str, str]]:
    """Iterate over (id of a page left out as a duplicate, id of the page with the same body)."""
    if failures.is_file():
        for failure in _records(failures):
            if failure["kind"] == "filtered" and failure["reason"].startswith(SAME_BODY):
                yield failure["id"], failure["reason"].removeprefix(SAME_BODY)


def _report(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what was dropped from all pages, by rule and by place, most words first."""
    by_rule: Counter[str] = Counter()
    by_place: dict[str, dict[str, Any]] = {}
    for record in records:
        for place, reason, n_words, sample in record.get("dropped", ()):
            by_rule[reason] += n_words
            known = place in by_place or len(by_place) < _MAX_PLACES
            key = place if known else _OTHER_PLACES
            totals = by_place.setdefault(key, {"words": 0, "pages": 0, "reasons": Counter(), "samples": []})
            totals["words"] += n_words
            totals["pages"] += 1
            totals["reasons"][reason] += n_words
            if len(totals["samples"]) < _SAMPLES and sample not in totals["samples"]:
                totals["samples"].append(sample)
    places = sorted(by_place.items(), key=lambda item: -item[1]["words"])
    return {
        "words_by_rule": dict(by_rule.most_common()),
        "places": [
            {"place": place, **totals, "reasons": dict(totals["reasons"].most_common())}
            for place, totals in places
        ],
    }
