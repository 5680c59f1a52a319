"""A folder of clean pages: a file a page in the source's tree, an index, and a report of what was dropped.

Names are given in the order of the sources, so that a run that goes on gives the same ones. Links between the
pages are put right at the end, when it is known which pages there are.
"""

from __future__ import annotations

import json
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from boilerstrip.batch.links import Links, addresses
from boilerstrip.batch.names import DROPPED, INDEX, Names
from boilerstrip.errors import OutputError
from boilerstrip.extraction import Extraction
from boilerstrip.site.places import survey_page
from boilerstrip.workers.jobs import Failure, PageSource

ENDINGS = {"markdown": ".md", "html": ".html", "text": ".txt", "json": ".json"}
# How the reason of a page begins that was left out for its body; the id of the page that has it follows.
SAME_BODY = "same body as "
# Of what was dropped of a page, places beyond these are left out, and of all pages these are summed up.
_MAX_DROPPED = 200
_MAX_PLACES = 20_000
_OTHER_PLACES = "(other places)"
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
        text = _document(extraction) if form == "html" else extraction.text
    return Exported(text if text.endswith("\n") else f"{text}\n", _dropped(extraction))


def _document(extraction: Extraction) -> str:
    """A page as a document of its own: a browser that opens the file is told its charset and language."""
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
    """What was dropped: its place, the reason, how many words, how it begins."""
    dropped = []
    for box in survey_page(extraction).boxes[:_MAX_DROPPED]:
        if box.words_kept < box.words and box.reasons:
            place = " > ".join(map(str, box.place))
            dropped.append((place, box.reasons[0][0], box.words - box.words_kept, box.sample))
    return dropped


class FolderOutput:
    """The files of a run in their folder.

    Raises:
        OutputError: a source lies in the folder, so that it could be overwritten.

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
        """Make the folder, unless what is in it is not of this run.

        Raises:
            OutputError: it is no folder, or has files that are not of this run.

        """
        if self.folder.exists() and not self.folder.is_dir():
            raise OutputError(f"{self.folder}: exists and is not a folder")
        # of an interrupted run of something else, the index says what is wrong
        unfinished = self._run.is_file()
        may_write = resumes or unfinished or self._overwrite
        if not may_write and self.folder.exists() and any(self.folder.iterdir()):
            raise OutputError(f"{self.folder}: not empty; use --overwrite to write to it anyway")
        if unfinished and restart and self._part.is_file():
            for record in _records(self._part):
                self._path(record["file"]).unlink(missing_ok=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    def named(self, pages: Iterable[PageSource | Failure]) -> Iterator[PageSource | Failure]:
        """The pages, each with a name given."""
        for page in pages:
            self._given.append((str(page.id), self._names.give(page)))
            yield page

    def name_of(self, page: str) -> str:
        """The name that was given to a page; to be asked for each one in the order of the sources."""
        while self._given:
            known, name = self._given.popleft()
            if known == page:
                return name
        raise KeyError(page)

    def write(self, name: str, exported: Exported) -> None:
        """Write a page's file, whole or not at all."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, exported.text)

    def finish(self) -> dict[str, int]:
        """Put links between the pages right, bring along the images of the source, report what was dropped.

        To be called before the index is put in its place, so that a run killed here is gone on with.

        Returns how many links lead to other files of the folder now, how many images were brought along, and
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
        """Remove the files of an earlier run that this one has not written again, and return how many.

        Only files that the index of that run names are removed: the folder may have others.
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
                    # no folder that has anything else in it, nor the output's
                    if folder == self.folder or any(folder.iterdir()):
                        break
                    folder.rmdir()
        return removed

    def _path(self, name: str) -> Path:
        return self.folder.joinpath(*PurePosixPath(name).parts)


def replace_file(path: Path, text: str) -> None:
    """Write a file so that it is there whole or not at all; the draft is called as no page's file is."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(text.encode("utf-8", "replace"))
    os.replace(draft, path)


def _is_below(source: Path, folder: Path) -> bool:
    return source.resolve().is_relative_to(folder.resolve())


def _records(index: Path) -> Iterator[dict[str, Any]]:
    """The records of the index; half a line, as a kill leaves it, ends them."""
    with index.open("rb") as lines:
        for line in lines:
            if line.endswith(b"\n"):
                yield json.loads(line)


def _files_of(index: Path) -> Iterator[str]:
    """The pages' files that the index of an earlier run names, as far as it is one."""
    try:
        for record in _records(index):
            name = record["file"]
            if {"id", "dropped"} <= record.keys() and PurePosixPath(name).suffix in ENDINGS.values():
                yield name
    except (ValueError, KeyError, TypeError, AttributeError):
        return


def _repeated(failures: Path) -> Iterator[tuple[str, str]]:
    """The pages left out for their bodies, each with the page that has it."""
    if failures.is_file():
        for failure in _records(failures):
            if failure["kind"] == "filtered" and failure["reason"].startswith(SAME_BODY):
                yield failure["id"], failure["reason"].removeprefix(SAME_BODY)


def _report(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What was dropped of all pages, by rule and by place, most words first."""
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
