"""The command `boilerstrip batch SOURCE... -o OUT`."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import boilerstrip
from boilerstrip.batch.file_names import Names
from boilerstrip.batch.filters import Facts, Filters, SeenBodies
from boilerstrip.batch.folder import ENDINGS, SAME_BODY, Exported, FolderOutput, export
from boilerstrip.batch.many import work_on_many
from boilerstrip.batch.output import Output
from boilerstrip.batch.reader import Reader
from boilerstrip.batch.rows import DEFAULT_FIELDS, FIELDS, values
from boilerstrip.cli import many_options, page_options
from boilerstrip.cli.exits import ALL_DONE, SOME_FAILED, run
from boilerstrip.cli.missing_addresses import MissingAddresses
from boilerstrip.cli.parsers import command_parser
from boilerstrip.errors import OptionError
from boilerstrip.extraction import Extraction
from boilerstrip.workers.jobs import Done, Failure, PageSource

# The kind of pages left out by a filter, in addition to those of failures.
FILTERED = "filtered"
# The default fields of a folder's index; the body is in the page's file.
_INDEX_FIELDS = (*(name for name in DEFAULT_FIELDS if name != "text"), "canonical_url")
_SUFFIXES = {"jsonl": ("", ".jsonl", ".ndjson"), "parquet": (".parquet", ".pq")}

_EPILOG = f"""\
sources, read in the order given; the order within each is fixed:
  a file with a page, compressed or not (.gz, .zst)
  a folder: all pages, JSONL, Parquet and WARC files in it, at any depth
  a glob, in quotes: 'pages/**/*.html'
  .jsonl, .ndjson    one page per line, in the field html, page, raw_html, content, body or text
  .parquet           one page per row, in a column with one of these names
  .warc, .wet        successful responses with a text content type (compressed: .gz, .zst)

A record has an id (the file's path; the line's or row's own id or number; the WARC record's id) and the
fields that --fields names, out of: {", ".join(FIELDS)}.

Run the same command again to resume an interrupted run. OUT is left as it was until the run is complete;
pages without a result are listed in OUT.failures.jsonl.

exit codes:
  0    every page has its record
  1    some pages failed
  2    invalid arguments
  3    a source cannot be read or the output not written
  130  interrupted

With --out-dir, DIR gets one file per page, laid out as in its source and with its metadata as front matter,
index.jsonl with a record per page, and dropped.json, which lists what was dropped, by rule and by place.
Links between pages point to their new files, and images in the source folder are copied.

examples:
  boilerstrip batch pages/ -o texts.jsonl
  boilerstrip batch export/ --out-dir clean/ --rules rules.toml --dedupe
  boilerstrip batch crawl-*.warc.gz -o texts.parquet --fields url,title,markdown
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    options = _parser().parse_args(arguments)
    return run(lambda: _batch(options), "interrupted; run the same command again to resume")


def _batch(options: argparse.Namespace) -> int:
    """Write what is made of all pages, tell a summary on standard error, and return the exit code."""
    form = _form(options)
    options.fields = _all_fields(options)
    folder = None
    if options.out_dir is not None:
        names = Names(options.sources, ENDINGS[form])
        folder = FolderOutput(Path(options.out_dir), names, overwrite=options.overwrite)
    addresses = MissingAddresses(options.rules)
    columns = {name: FIELDS[name] for name in options.fields}
    output = Output(
        folder.index if folder is not None else Path(options.output),
        _run(options, form),
        columns=columns if form == "parquet" else None,
        restart=options.restart,
    )
    with contextlib.closing(output):
        written = output.paths if folder is None else (*output.paths, folder.folder)
        reader = Reader(options.sources, many_options.fields(options), written)
        _work(options, form, reader, addresses, output, folder)
        links = folder.finish() if folder is not None else None
        output.finish()
    filtered = _filtered(output)
    addresses.tell()
    _summarise(output, reader, filtered, links)
    return SOME_FAILED if output.failures > filtered.total() else ALL_DONE


def _all_fields(options: argparse.Namespace) -> list[str]:
    """Return the fields of a record: those asked for, and those that later steps of the run read."""
    asked = options.fields
    if asked is None:
        asked = DEFAULT_FIELDS if options.out_dir is None else _INDEX_FIELDS
    # near-duplicates are found by the fingerprint, links between pages by their addresses
    needed = ["fingerprint"] if options.dedupe else []
    needed += ["url", "canonical_url"] if options.out_dir is not None else []
    return list(dict.fromkeys([*asked, *needed]))


class Made(NamedTuple):
    """The result of a page: its record as a JSON object, the facts for filters, and its exported file."""

    record: bytes
    facts: Facts
    exported: Exported | None


def make(fields: Sequence[str], form: str | None, extraction: Extraction) -> Made:
    """Return everything that is written of an Extraction; called in the worker, where it runs in parallel."""
    record = json.dumps(values(fields, extraction), ensure_ascii=False).encode()
    return Made(record, Facts.of(extraction), None if form is None else export(extraction, form))


def _form(options: argparse.Namespace) -> str:
    """Return the output format.

    Raises:
        OptionError: it does not fit the output.

    """
    if (options.out_dir is None) == (options.output is None):
        raise OptionError("name either a file (-o OUT) or a folder (--out-dir DIR)")
    if options.out_dir is not None:
        form = options.format or "markdown"
        if form not in ENDINGS:
            raise OptionError(f"a folder can have files of {', '.join(ENDINGS)}, not of {form}")
        return str(form)
    suffix = Path(options.output).suffix.lower()
    form = options.format or ("parquet" if suffix in _SUFFIXES["parquet"] else "jsonl")
    if form not in _SUFFIXES:
        raise OptionError(f"{form} needs one file per page; use --out-dir DIR instead of -o")
    if suffix not in _SUFFIXES[form]:
        known = ", ".join(sorted(filter(None, {*_SUFFIXES["jsonl"], *_SUFFIXES["parquet"]})))
        raise OptionError(f"{options.output}: a {suffix} file cannot hold {form}; use one of {known}")
    return str(form)


def _parser() -> argparse.ArgumentParser:
    parser = command_parser("batch", "Strip the boilerplate off any number of web pages.", _EPILOG)
    many_options.add_sources(parser)
    parser.add_argument("-o", "--output", metavar="OUT", help="the file to write")
    parser.add_argument("--out-dir", metavar="DIR", help="the folder to write to instead, one file per page")
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="write to DIR even if it is not empty, in place of an earlier run",
    )
    parser.add_argument(
        "-f", "--format", choices=(*_SUFFIXES, *ENDINGS),
        help="format of OUT (jsonl or parquet; default: by its suffix, or jsonl) or of the files in DIR "
        "(default: markdown)",
    )  # fmt: skip
    parser.add_argument(
        "--dedupe", action="store_true", help="leave out pages whose bodies nearly repeat an earlier one"
    )
    parser.add_argument(
        "--language", type=page_options.names, default=(), metavar="CODE,...",
        help="leave out pages in any other language: en, pt",
    )  # fmt: skip
    parser.add_argument(
        "--min-words", type=int, default=0, metavar="N", help="leave out pages with fewer words in the body"
    )
    parser.add_argument(
        "--min-confidence",
        type=float,
        default=0.0,
        metavar="P",
        help="leave out pages of lower confidence, 0 to 1",
    )
    parser.add_argument(
        "--fields", type=_fields, metavar="NAME,...",
        help=f"fields of a record (default: {','.join(DEFAULT_FIELDS)}; without text in a folder's index)",
    )  # fmt: skip
    many_options.add_work(parser)
    page_options.add_declared(parser, "batch")
    many_options.add_fields(parser)
    parser.add_argument(
        "--restart", action="store_true", help="start over instead of resuming an interrupted run"
    )
    return parser


def _fields(text: str) -> list[str]:
    names = [name for name in dict.fromkeys(page_options.names(text)) if name != "id"]
    if unknown := [name for name in names if name not in FIELDS]:
        raise argparse.ArgumentTypeError(f"no field {unknown[0]!r}; there are: id, {', '.join(FIELDS)}")
    return names


def _run(options: argparse.Namespace, form: str) -> dict[str, Any]:
    """Return everything that determines the records of a run."""
    return page_options.chosen(options, "batch") | {
        "version": boilerstrip.__version__,
        "sources": [os.path.abspath(source) for source in options.sources],
        "format": form,
        "fields": list(options.fields),
        "filters": [list(options.language), options.min_words, options.min_confidence, options.dedupe],
        "named": [options.page_field, options.id_field, options.url_field],
        # a hash, because changed rules give different records
        "rules": options.rules and blake2b(Path(options.rules).read_bytes(), digest_size=16).hexdigest(),
    }


def _work(
    options: argparse.Namespace,
    form: str,
    reader: Reader,
    addresses: MissingAddresses,
    output: Output,
    folder: FolderOutput | None,
) -> None:
    def work(pages: Iterable[PageSource | Failure]) -> Generator[Done | Failure, None, None]:
        return work_on_many(
            pages,
            finish=partial(make, tuple(options.fields), form if folder is not None else None),
            workers=options.workers,
            timeout=options.timeout,
            **page_options.chosen(options, "batch"),
        )

    filters = Filters(tuple(options.language), options.min_words, options.min_confidence)
    work(())  # checks the options before anything is written
    if folder is not None:
        folder.prepare(resumes=output.was_begun(), restart=options.restart)
    counted = addresses.counted(reader)
    pages = output.begin(counted if folder is None else folder.named(counted))
    if output.done:
        print(f"boilerstrip: resuming after {output.done:,} pages", file=sys.stderr)
    seen = _seen(output) if options.dedupe else None
    with contextlib.closing(work(pages)) as results, _progress(reader, output) as advance:
        for result in results:
            name = folder.name_of(str(result.id)) if folder is not None else ""
            chosen = _chosen(result, filters, seen) if isinstance(result, Done) else result
            output.write(_record(chosen, folder, name) if isinstance(chosen, Done) else chosen)
            advance()


def _chosen(result: Done, filters: Filters, seen: SeenBodies | None) -> Done | Failure:
    """Return the page, or a Failure if a filter leaves it out."""
    made: Made = result.value
    if why := filters.why_left_out(made.facts):
        return Failure(result.id, FILTERED, why)
    if seen is not None:
        if (same := seen.same_as(made.facts.fingerprint)) is not None:
            return Failure(result.id, FILTERED, f"{SAME_BODY}{same}")
        seen.add(made.facts.fingerprint, str(result.id))
    return result


def _record(result: Done, folder: FolderOutput | None, name: str) -> Done:
    """Return a page's record; with a folder, write its file with this name first."""
    made: Made = result.value
    if folder is None or made.exported is None:
        return Done(result.id, made.record)
    folder.write(name, made.exported)
    more = {"file": name, "dropped": made.exported.dropped}
    rest = json.dumps(more, ensure_ascii=False).encode("utf-8", "replace")
    return Done(result.id, made.record[:-1] + (b", " if made.record != b"{}" else b"") + rest[1:])


def _seen(output: Output) -> SeenBodies:
    """Return the bodies of the pages that an interrupted run has done."""
    seen = SeenBodies()
    if output.part.exists():
        with output.part.open("rb") as lines:
            for line in lines:
                record = json.loads(line)
                seen.add(record.get("fingerprint"), record["id"])
    return seen


def _filtered(output: Output) -> Counter[str]:
    """Return the number of pages left out by filters, by reason."""
    found: Counter[str] = Counter()
    if output.log.exists():
        with output.log.open("rb") as lines:
            for line in lines:
                failure = json.loads(line)
                if failure["kind"] == FILTERED:
                    why = failure["reason"]
                    found["same body as another" if why.startswith(SAME_BODY) else why] += 1
    return found


@contextlib.contextmanager
def _progress(reader: Reader, output: Output) -> Iterator[Callable[[], None]]:
    """Show a progress bar on a terminal, and yield a function that advances it after each page."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    try:
        tqdm = import_module("tqdm").tqdm
    except ImportError:
        print("boilerstrip: a progress bar needs tqdm: pip install 'boilerstrip[batch]'", file=sys.stderr)
        yield lambda: None
        return
    layout = "{percentage:3.0f}% {bar} {desc}, {elapsed} gone, {remaining} left"
    before, started = output.done, time.monotonic()
    with tqdm(total=reader.size(), initial=reader.consumed, bar_format=layout, smoothing=0.05) as bar:

        def advance() -> None:
            rate = (output.done - before) / max(time.monotonic() - started, 1e-3)
            failed = f", {output.failures:,} failed" if output.failures else ""
            bar.set_description_str(f"{output.done:,} pages{failed}, {rate:,.1f}/s", refresh=False)
            bar.update(max(0, reader.consumed - bar.n))

        yield advance


def _summarise(
    output: Output, reader: Reader, filtered: Counter[str], links: Mapping[str, int] | None
) -> None:
    parts = [f"{output.records:,} pages in {output.path}"]
    if links is not None:
        parts.append(f"{links['links']:,} links between them, {links['images']:,} files of the source copied")
    parts += [f"{count:,} left out: {why}" for why, count in filtered.most_common()]
    if links is not None and links["removed"]:
        parts.append(f"{links['removed']:,} files of an earlier run removed")
    if failed := output.failures - filtered.total():
        parts.append(f"{failed:,} failed, see {output.log}")
    if reader.skipped:
        parts.append(f"skipped {reader.skipped:,} non-page records")
    parts += many_options.outputs_left_out(reader)
    print(f"boilerstrip: {'; '.join(parts)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
