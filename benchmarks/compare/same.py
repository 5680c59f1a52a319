"""Compare what two versions of boilerstrip, or two ways to compute, extract from the same pages.

    python -m benchmarks same record --pages DIR… --out FILE [--every N] [--effort fast] [--jobs N]
    python -m benchmarks same compare FILE FILE [--tolerance 0]
    python -m benchmarks same compare --against REVISION --pages DIR… [--every N] [--tolerance 0]

A record holds, for each page, the body in every form, the metadata, confidence, strategy and notes, and
the role, probability, decision and reason of each Block. `compare` names the pages that differ, and in what,
and shows the first difference of each; the exit code is 1 where any page differs. With `--against`, that
revision of the repository and the files as they are now are recorded by the same Python, then compared. A
revision is not built: what is compiled where it is installed runs as plain Python.

Records are gzipped JSON lines in the order of the pages' names, so that neither recording nor comparing holds
more than a few pages in memory.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Older revisions are recorded by this file too: it may import nothing but their public API.
import boilerstrip

if TYPE_CHECKING:
    from boilerstrip.options import Effort

ROOT = Path(__file__).resolve().parents[2]
SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz")
METADATA = ("title", "author", "date", "language", "site_name", "description", "image", "url")
FORMS = ("text", "markdown", "html")

_FORMAT = 1
_PAGES_AHEAD = 4  # for each process
_PAGES_BETWEEN_MESSAGES = 500
_CONTEXT = 60  # characters shown on each side of a difference
_BLOCK_TEXT = 80  # characters of a Block's text that a record holds beside its hash

Record = dict[str, Any]


class RecordError(Exception):
    """Pages that are not there, a file that is no record, or a revision that cannot be recorded."""


def find_pages(folders: Iterable[Path], every: int = 1) -> dict[str, Path]:
    """Every `every`-th page below `folders`, by name: the folder's own name and the path below it.

    The names do not depend on where the folders are, so records made in two places can be compared.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            raise RecordError(f"{folder} is not a folder")
        for path in folder.rglob("*"):
            if path.name.lower().endswith(SUFFIXES) and path.is_file():
                name = f"{folder.resolve().name}/{path.relative_to(folder).as_posix()}"
                if found.setdefault(name, path) is not path:
                    raise RecordError(f"two pages are named {name}")
    if not found:
        raise RecordError("there are no pages in these folders")
    return {name: found[name] for name in sorted(found)[::every]}


def record_page(name: str, path: Path, extractor: boilerstrip.Extractor) -> Record:
    """All that `extractor` makes of one page, as JSON-ready values; an exception counts as a result."""
    content = path.read_bytes()
    if path.name.endswith(".gz"):
        content = gzip.decompress(content)
    try:
        result = extractor.extract(content)
        return {
            "page": name,
            "error": None,
            **{form: getattr(result, form) for form in FORMS},
            "metadata": {key: getattr(result, key) for key in METADATA},
            "confidence": float(result.confidence),
            "strategy": result.strategy,
            "notes": list(result.notes),
            "blocks": [_record_block(block) for block in result.blocks],
        }
    except Exception as error:
        return {"page": name, "error": f"{type(error).__name__}: {error}"}


def record(pages: Mapping[str, Path], out: Path, *, effort: Effort = "fast", jobs: int = 1) -> None:
    """Write what is extracted from `pages` to `out`."""
    package = str(Path(boilerstrip.__file__).resolve().parent)
    header = {"format": _FORMAT, "effort": effort, "pages": len(pages), "package": package}
    with gzip.open(out, "wt", encoding="ascii", compresslevel=5) as file:
        file.write(json.dumps(header) + "\n")
        for done, line in enumerate(_extracted(pages, effort, jobs), start=1):
            file.write(line + "\n")
            if done % _PAGES_BETWEEN_MESSAGES == 0:
                print(f"{done} of {len(pages)} pages recorded", file=sys.stderr)


def read_header(path: Path) -> Record:
    """What a record says about itself: its format, effort, number of pages and package."""
    return next(_lines(path))


def read(path: Path) -> Iterator[Record]:
    """The recorded pages, one by one."""
    lines = _lines(path)
    next(lines)
    yield from lines


def differences(old: Record, new: Record, tolerance: float = 0.0) -> dict[str, str]:
    """The fields in which two records of one page differ, each with its first difference to be read.

    Probabilities and the confidence may be `tolerance` apart.
    """
    if old.get("error") or new.get("error"):
        if old.get("error") == new.get("error"):
            return {}
        return {"error": f"{old.get('error') or 'none'}\n      -> {new.get('error') or 'none'}"}
    found: dict[str, str] = {}
    for form in FORMS:
        if old[form] != new[form]:
            found[form] = _text_difference(old[form], new[form])
    for key in METADATA:
        if old["metadata"][key] != new["metadata"][key]:
            found[f"metadata.{key}"] = _value_difference(old["metadata"][key], new["metadata"][key])
    if not _close(old["confidence"], new["confidence"], tolerance):
        found["confidence"] = _value_difference(old["confidence"], new["confidence"])
    for key in ("strategy", "notes"):
        if old[key] != new[key]:
            found[key] = _value_difference(old[key], new[key])
    return found | _block_differences(old["blocks"], new["blocks"], tolerance)


def paired(old: Iterable[Record], new: Iterable[Record]) -> Iterator[tuple[Record | None, Record | None]]:
    """The records of each page side by side, None where only the other has it. Both are sorted by page."""
    olds, news = iter(old), iter(new)
    left, right = next(olds, None), next(news, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left["page"] < right["page"]):
            yield left, None
            left = next(olds, None)
        elif left is None or right["page"] < left["page"]:
            yield None, right
            right = next(news, None)
        else:
            yield left, right
            left, right = next(olds, None), next(news, None)


def compare(old: Path, new: Path, *, tolerance: float = 0.0, show: int = 20) -> bool:
    """Print how two records differ, the first `show` pages in detail; return whether they are the same."""
    headers = read_header(old), read_header(new)
    if headers[0]["effort"] != headers[1]["effort"]:
        print(f"note: recorded with effort {headers[0]['effort']} and {headers[1]['effort']}")
    total = differing = 0
    fields: Counter[str] = Counter()
    for left, right in paired(read(old), read(new)):
        total += 1
        if left is None or right is None:
            found = {"page": f"only in the {'second' if left is None else 'first'} record"}
        else:
            found = differences(left, right, tolerance)
        if not found:
            continue
        differing += 1
        fields.update(found.keys())
        print(f"{(left or right or {})['page']}: {', '.join(found)}")
        if differing <= show:
            for field, difference in found.items():
                print(f"  {field}: {difference}")
    if not differing:
        print(f"all {total} pages are the same")
        return True
    counts = ", ".join(f"{field} {count}" for field, count in fields.most_common())
    print(f"{differing} of {total} pages differ: {counts}")
    return False


def record_tree(tree: Path, out: Path, arguments: Sequence[str]) -> None:
    """Record with the boilerstrip in `tree`, in a process of its own; `arguments` are those of `record`."""
    path = os.pathsep.join(filter(None, (str(tree), os.environ.get("PYTHONPATH"))))
    # -P keeps this file's folder off the path, so that the package comes from `tree`
    command = [sys.executable, "-P", __file__, "record", "--out", str(out), *arguments]
    if subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, check=False).returncode:
        raise RecordError(f"{tree} could not be recorded")
    package = Path(read_header(out)["package"])
    if not package.is_relative_to(tree.resolve()):
        raise RecordError(f"boilerstrip was imported from {package}, not from {tree}")


@contextmanager
def checked_out(revision: str, repository: Path = ROOT) -> Iterator[Path]:
    """A temporary worktree of `repository` at `revision`, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="boilerstrip-") as folder:
        tree = Path(folder) / "tree"
        git = ["git", "-C", str(repository), "worktree"]
        added = subprocess.run(
            [*git, "add", "--quiet", "--detach", str(tree), revision],
            check=False, capture_output=True, text=True,
        )  # fmt: skip
        if added.returncode:
            raise RecordError(f"{revision} cannot be checked out: {added.stderr.strip()}")
        try:
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 where all is the same, 1 where a page differs, 2 where it could not be told."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        if options.command == "record":
            pages = find_pages(options.pages, options.every)
            record(pages, options.out, effort=options.effort, jobs=options.jobs)
            print(f"{len(pages)} pages recorded with {Path(boilerstrip.__file__).parent}", file=sys.stderr)
            return 0
        if options.against is None:
            if len(options.files) != 2 or options.pages:
                parser.error("compare takes two records, or --against and --pages")
            same = compare(*options.files, tolerance=options.tolerance, show=options.show)
        else:
            if options.files or not options.pages:
                parser.error("--against takes --pages and no records")
            same = _compare_against(options)
    except (RecordError, OSError) as error:
        print(f"benchmarks same: {error}", file=sys.stderr)
        return 2
    return 0 if same else 1


def _compare_against(options: argparse.Namespace) -> bool:
    arguments = ["--every", str(options.every), "--effort", options.effort, "--jobs", str(options.jobs)]
    arguments += ["--pages", *(str(folder.resolve()) for folder in options.pages)]
    with tempfile.TemporaryDirectory(prefix="boilerstrip-") as folder:
        old, new = Path(folder) / "old", Path(folder) / "new"
        with checked_out(options.against) as tree:
            record_tree(tree, old, arguments)
        record_tree(ROOT, new, arguments)
        return compare(old, new, tolerance=options.tolerance, show=options.show)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks same", description=__doc__.split("\n", 1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    recording = argparse.ArgumentParser(add_help=False)
    recording.add_argument(
        "--pages", nargs="+", type=Path, default=[], metavar="DIR", help="folders of pages"
    )
    recording.add_argument("--every", type=_positive, default=1, metavar="N", help="take every Nth page (1)")
    recording.add_argument("--effort", default="fast", help="of the extractor (fast)")
    recording.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes (1)")
    writing = commands.add_parser("record", parents=[recording], help="write what is extracted to a file")
    writing.add_argument("--out", type=Path, required=True, metavar="FILE")
    comparing = commands.add_parser("compare", parents=[recording], help="tell how two records differ")
    comparing.add_argument("files", nargs="*", type=Path, metavar="FILE")
    comparing.add_argument("--against", metavar="REVISION", help="record this revision and what is here now")
    comparing.add_argument(
        "--tolerance", type=float, default=0.0, metavar="P", help="how far apart probabilities may be (0)"
    )
    comparing.add_argument("--show", type=int, default=20, metavar="N", help="pages shown in detail (20)")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _record_block(block: boilerstrip.Block) -> Record:
    text = block.text
    if len(text) > _BLOCK_TEXT:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        text = f"{text[:_BLOCK_TEXT]}… ({digest[:16]})"
    return {
        "text": text,
        "role": str(block.role),
        "probability": float(block.probability),
        "kept": bool(block.kept),
        "reason": block.reason,
    }


_extractors: dict[str, boilerstrip.Extractor] = {}


def _line(name: str, path: Path, effort: Effort) -> str:
    if effort not in _extractors:
        _extractors[effort] = boilerstrip.Extractor(effort=effort)
    return json.dumps(record_page(name, path, _extractors[effort]))


def _extracted(pages: Mapping[str, Path], effort: Effort, jobs: int) -> Iterator[str]:
    """The lines of `pages` in order; processes are only a few pages ahead of what is taken."""
    if jobs == 1:
        for name, path in pages.items():
            yield _line(name, path, effort)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as processes:
        ahead: deque[Future[str]] = deque()
        for name, path in pages.items():
            ahead.append(processes.submit(_line, name, path, effort))
            if len(ahead) >= jobs * _PAGES_AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _lines(path: Path) -> Iterator[Record]:
    """The header of a record and its pages; RecordError where it is none or breaks off."""
    try:
        with gzip.open(path, "rt", encoding="ascii") as file:
            header = json.loads(next(file, "null"))
            if not isinstance(header, dict) or header.get("format") != _FORMAT:
                raise RecordError(f"{path} is not a record of this version")
            yield header
            pages = 0
            for pages, line in enumerate(file, start=1):  # noqa: B007
                yield json.loads(line)
    except (EOFError, gzip.BadGzipFile, ValueError) as error:
        raise RecordError(f"{path} is not a whole record: {error}") from error
    if pages != header["pages"]:
        raise RecordError(f"{path} has {pages} of {header['pages']} pages")


def _close(old: float, new: float, tolerance: float) -> bool:
    return old == new or abs(old - new) <= tolerance


def _value_difference(old: object, new: object) -> str:
    return f"{old!r} -> {new!r}"


def _text_difference(old: str, new: str) -> str:
    """The first place where two texts differ, with what stands around it, and the length of both."""
    start = next(
        (i for i, (left, right) in enumerate(zip(old, new, strict=False)) if left != right),
        min(len(old), len(new)),
    )
    line = old.count("\n", 0, start) + 1
    begin = max(0, start - _CONTEXT)
    return (
        f"line {line}, character {start} ({len(old)} and {len(new)} characters)\n"
        f"    - {old[begin : start + _CONTEXT]!r}\n"
        f"    + {new[begin : start + _CONTEXT]!r}"
    )


def _block_differences(old: Sequence[Record], new: Sequence[Record], tolerance: float) -> dict[str, str]:
    """Differences between the Blocks of a page; where it is cut differently, only where that begins."""
    for i, (left, right) in enumerate(zip(old, new, strict=False)):
        if left["text"] != right["text"]:
            return {"blocks": f"block {i}: {_value_difference(left['text'], right['text'])}"}
    if len(old) != len(new):
        more = old if len(old) > len(new) else new
        extra = more[min(len(old), len(new))]["text"]
        return {"blocks": f"{len(old)} -> {len(new)} blocks, the first one too many is {extra!r}"}
    found: dict[str, str] = {}
    for key in ("role", "probability", "kept", "reason"):
        changed = [
            i
            for i, (left, right) in enumerate(zip(old, new, strict=True))
            if left[key] != right[key]
            and not (key == "probability" and _close(left[key], right[key], tolerance))
        ]
        if changed:
            i = changed[0]
            found[key] = f"block {i} {old[i]['text']!r}: {_value_difference(old[i][key], new[i][key])}"
            if key == "probability":
                apart = max(abs(old[i][key] - new[i][key]) for i in changed)
                found[key] += f", at most {apart:.3g} apart"
            found[key] += f" ({len(changed)} of {len(old)} blocks)"
    return found


if __name__ == "__main__":
    sys.exit(main())
