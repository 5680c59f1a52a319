"""Links between the exported pages of a folder, and images that are copied from their source."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit
from urllib.request import url2pathname

from boilerstrip.batch.file_names import PAGE_ENDING, Names, printable_part

# Depth of nested parentheses in an address without angle brackets, as in CommonMark parsers.
_MAX_NESTED = 32


def _bare_address() -> str:
    """Return the pattern of an address without angle brackets, in which parentheses are balanced."""
    within = ""
    for _ in range(_MAX_NESTED):
        within = rf"(?:\\.|[^\s()\\]{f'|[(]{within}[)]' if within else ''})*+"
    return rf"(?:\\.|[^\s()\\]|[(]{within}[)])++"


# Parts of a line of Markdown: an escaped character, code, the address of a link or an image.
_IN_MARKDOWN = re.compile(
    r"\\."
    r"|(?P<code>`+)(?!`).*?(?<!`)(?P=code)(?!`)"
    r"|(?P<opening>\]\()(?:<(?P<pointed>(?:\\.|[^<>\\\n])*)>"
    rf"|(?P<bare>{_bare_address()})(?=[\s)]))"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FENCE = re.compile(r"(?:[ \t>]|[-*+] |\d{1,9}[.)] )*(`{3,}|~{3,})([^`]*)")
_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)
_IMAGE = re.compile(r'"src": ("(?:[^"\\]|\\.)*")')
_TAG = re.compile(r"<[a-z][^<>]*>")
_ATTRIBUTE = re.compile(r'(\s(?:href|src)=")([^"]*)')
_INDEX_PAGE = re.compile(r"/index\.(?:html?|php)$", re.IGNORECASE)
# Characters that are not escaped in a relative address.
_AS_IT_IS = "/~!$*+,;=@"

Replacement = Callable[[str], str | None]


def addresses(
    records: Iterable[Mapping[str, Any]], repeated: Iterable[tuple[str, str]], names: Names
) -> dict[str, str]:
    """Return the file of each page by every address that may lead to it.

    Args:
        records: the index.
        repeated: the ids of pages left out as duplicates, each with the id of the page with the same body.
        names: the names given in the run, which know the files of the source.

    """
    targets: dict[str, str] = {}
    claimed: dict[str, str] = {}
    by_id: dict[str, str] = {}
    for record in records:
        by_id.setdefault(record["id"], record["file"])
        if record.get("url"):
            targets.setdefault(_bare(record["url"]), record["file"])
        if record.get("canonical_url"):
            claimed.setdefault(_bare(record["canonical_url"]), record["file"])
        if source := names.source_of(record["id"]):
            targets.setdefault(_bare(source.as_uri()), record["file"])
    for page, same in repeated:
        if (source := names.source_of(page)) and same in by_id:
            targets.setdefault(_bare(source.as_uri()), by_id[same])
    # canonical addresses count least, as some sites give that of their front page everywhere
    return claimed | targets


def _bare(address: str) -> str:
    """Return a normalised address, without fragment, for comparison."""
    try:
        parts = urlsplit(address.partition("#")[0])
    except ValueError:
        return address
    scheme = parts.scheme.replace("https", "http")
    path = _INDEX_PAGE.sub("", unquote(parts.path, errors="surrogateescape")).removesuffix("/")
    return f"{scheme}://{parts.netloc.lower()}{path}{'?' if parts.query else ''}{parts.query}"


def _written(address: str) -> Iterator[str]:
    """Iterate over the addresses by which the target of a link may be known.

    Servers omit the extension, and wget puts the query and the extension into the file name.
    """
    bare = _bare(address)
    yield bare
    without, mark, query = address.partition("#")[0].partition("?")
    for name in (f"{without}%3F{query}", f"{without}@{query}") if mark else ():
        yield _bare(f"{name}.html")
        yield _bare(name)
    if not mark:
        yield f"{bare}.html"


class Links:
    """Adjusts links and images in exported pages, one page after the other.

    Attributes:
        count: the number of links that lead to other files of the folder.
        copied: the number of files copied from the source.

    """

    def __init__(self, folder: Path, by_address: Mapping[str, str], names: Names) -> None:
        """Take the pages' files, and the names that tell where they come from."""
        self.count = self.copied = 0
        self._folder = folder
        self._by_address = by_address
        self._names = names
        self._roots = [root.resolve() for root in names.roots]
        self._brought: dict[Path, str] = {}

    def mended(self, text: str, record: Mapping[str, Any]) -> str:
        """Return the text of a page's file with adjusted links."""
        name = record["file"]
        source = self._names.source_of(record["id"])

        def replaced(address: str) -> str | None:
            return self._target(address, record, source)

        return mend_html(text, replaced) if name.endswith(".html") else mend_markdown(text, replaced)

    def _target(self, address: str, record: Mapping[str, Any], source: Path | None) -> str | None:
        """Return the relative address of a link's target in the folder, None if it is not there."""
        if not address or address.startswith("#"):
            return None
        found, fragment = None, address.partition("#")[2]
        for absolute in self._absolute(address, record, source):
            found = next(filter(None, map(self._by_address.get, _written(absolute))), None)
            is_file = absolute.startswith("file:") and not address.startswith("?")
            if found is None and is_file and source is not None:
                # a query does not change which file is meant
                without_query, mark, query = absolute.partition("#")[0].partition("?")
                found = self._by_address.get(_bare(without_query)) or self._bring(without_query, source)
                if found is None and mark:
                    found = self._bring(f"{without_query}%3F{query}", source)
            if found is not None:
                break
        if found is None:
            return None
        self.count += not found.startswith("files/")
        relative = os.path.relpath(found, os.path.dirname(record["file"]) or ".").replace(os.sep, "/")
        target = quote(relative, safe=_AS_IT_IS)
        return f"{target}#{quote(fragment, safe=f'{_AS_IT_IS}%:&?')}" if fragment else target

    def _absolute(self, address: str, record: Mapping[str, Any], source: Path | None) -> Iterator[str]:
        """Return what an address may stand for: on the site, and in the folder it was exported to."""
        own = [base for base in (record.get("url"), record.get("canonical_url")) if base]
        bases = [*own[:1], *([source.as_uri()] if source else []), *own[1:]]
        if not record.get("url") and source:
            bases = [source.as_uri(), *own]
        try:
            parts = urlsplit(address)
            on_site = not parts.netloc or parts.hostname in {urlsplit(base).hostname for base in own}
            if source is not None and on_site and parts.path.startswith("/"):
                yield f"{self._root(source).as_uri()}{parts.path}"
            yield from (urljoin(base, address) for base in bases if urlsplit(base).scheme)
        except ValueError:
            return

    def _root(self, source: Path) -> Path:
        """Return the folder that a page's source was exported to, or the page's own if it is a source."""
        return next((root for root in self._roots if source.is_relative_to(root)), source.parent)

    def _bring(self, address: str, source: Path) -> str | None:
        """Copy a file referenced by a page's source and return its new name, None if it may not be copied."""
        escaped = urlsplit(address).path
        # file names need not be UTF-8
        named = url2pathname(escaped) if os.name == "nt" else unquote(escaped, errors="surrogateescape")
        root = self._root(source)
        if not os.path.isfile(named) or PAGE_ENDING.search(named):
            return None
        path = Path(named).resolve()
        if path in self._brought:
            return self._brought[path]
        # nothing outside the source, and no hidden files such as .htpasswd
        if not path.is_relative_to(root) or any(p.startswith(".") for p in path.relative_to(root).parts):
            return None
        # the name depends on the file only, so that a resumed run gives the same one
        told_apart = blake2b(os.fsencode(path.relative_to(root)), digest_size=4).hexdigest()
        plain = Path(path.name.partition("?")[0])
        stem = printable_part(plain.stem) or "file"
        name = f"files/{stem}-{told_apart}{printable_part(f'x{plain.suffix}')[1:]}"
        target = self._folder / name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, target)
        self._brought[path] = name
        self.copied += 1
        return name


def mend_markdown(text: str, replaced: Replacement) -> str:
    """Return Markdown with those addresses of links and images replaced for which `replaced` has others."""

    def change(match: re.Match[str]) -> str:
        if not match["opening"]:
            return match[0]
        address = match["pointed"] if match["pointed"] is not None else match["bare"]
        target = replaced(_ESCAPED.sub(r"\1", address))
        return match[0] if target is None else f"]({target}"

    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    lines, fence = [_mend_front_matter(text[:start], replaced)], ""
    for line in text[start:].split("\n"):
        mark = _FENCE.fullmatch(line)
        if fence:
            # a closing fence is as long as the opening one, with nothing after it
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
        elif mark:
            fence = mark[1]
        lines.append(line if fence or mark else _IN_MARKDOWN.sub(change, line))
    return lines[0] + "\n".join(lines[1:])


def _mend_front_matter(text: str, replaced: Replacement) -> str:
    def change(match: re.Match[str]) -> str:
        target = replaced(json.loads(match[1]))
        return match[0] if target is None else f'"src": {json.dumps(target)}'

    lines = text.splitlines(keepends=True)
    return "".join(_IMAGE.sub(change, line) if line.startswith("images: [") else line for line in lines)


def mend_html(text: str, replaced: Replacement) -> str:
    """Return clean HTML with those addresses of links and images replaced for which `replaced` has others."""

    def change(match: re.Match[str]) -> str:
        target = replaced(unescape(match[2]))
        return match[0] if target is None else f"{match[1]}{escape(target, quote=True)}"

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(change, tag[0]), text)
