"""The command `boilerstrip batch SOURCES… -o OUT`."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import boilerstrip
from boilerstrip.batch.jobs import TIMEOUT_PER_PAGE
from boilerstrip.batch.many import work_on_many
from boilerstrip.batch.output import Output
from boilerstrip.batch.reader import Fields, Reader
from boilerstrip.batch.rows import DEFAULT_FIELDS, FIELDS, values
from boilerstrip.cli import page_options
from boilerstrip.cli.exits import INTERRUPTED, fail, one_line
from boilerstrip.errors import BoilerstripError, OptionError
from boilerstrip.extraction import Extraction
from boilerstrip.workers.jobs import Done, Failure, PageSource

ALL_DONE, SOME_FAILED, WRONG_USE, UNREADABLE = 0, 1, 2, 3

_EPILOG = f"""\
sources, in this order and each in a fixed order of its own:
  a page in a file, compressed or not (.gz, .zst)
  a folder: pages, JSONL, Parquet and WARC files anywhere in it
  a glob, in quotes: 'pages/**/*.html'
  .jsonl, .ndjson    a page a line, in the field html, page, raw_html, content, body or text
  .parquet           a page a row, in a column of such a name
  .warc, .wet        the successful responses with a textual type (compressed: .gz, .zst)

A record has an id (the file's path; the line's or row's own id, or its number; the WARC record's id)
and, of {", ".join(FIELDS)}, those that --fields names.

An interrupted run goes on where it was when the same command is given again. Until it is complete,
OUT stays as it was; pages without a result are listed in OUT.failures.jsonl.

exit codes:
  0    every page has its record
  1    some pages failed
  2    the command was called in a wrong way
  3    a source cannot be read or the output not written
  130  interrupted

examples:
  boilerstrip batch pages/ -o texts.jsonl
  boilerstrip batch crawl-*.warc.gz -o texts.parquet --fields url,title,markdown
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    options = _parser().parse_args(arguments)
    out = Path(options.output)
    form = options.format or ("parquet" if out.suffix.lower() in (".parquet", ".pq") else "jsonl")
    columns = {name: FIELDS[name] for name in options.fields}
    output = Output(
        out,
        _run(options, form),
        columns=columns if form == "parquet" else None,
        restart=options.restart,
    )
    try:
        with contextlib.closing(output):
            fields = Fields(options.page_field, options.id_field, options.url_field)
            reader = Reader(options.sources, fields, output.paths)
            _work(options, reader, output)
            output.finish()
    except OptionError as error:
        return fail(str(error), WRONG_USE)
    except (BoilerstripError, OSError) as error:
        return fail(one_line(error), UNREADABLE)
    except KeyboardInterrupt:
        return fail("interrupted; the same command goes on from here", INTERRUPTED)
    _summarise(output, reader)
    return SOME_FAILED if output.failures else ALL_DONE


def record(fields: Sequence[str], extraction: Extraction) -> bytes:
    """The fields of an Extraction as a JSON object; made in the worker, which has the time."""
    return json.dumps(values(fields, extraction), ensure_ascii=False).encode()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="boilerstrip batch",
        description="Strip the boilerplate off any number of web pages.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="a file, a folder or a glob; see below")
    parser.add_argument("-o", "--output", required=True, metavar="OUT", help="the file to write")
    parser.add_argument(
        "-f", "--format", choices=("jsonl", "parquet"), help="form of OUT (default: by its ending, or jsonl)"
    )
    parser.add_argument(
        "--fields", type=_fields, default=DEFAULT_FIELDS, metavar="NAME,…",
        help=f"what a record has (default: {','.join(DEFAULT_FIELDS)})",
    )  # fmt: skip
    parser.add_argument(
        "-w", "--workers", type=int, metavar="N", help="worker processes (default: one for each core)"
    )
    parser.add_argument(
        "--timeout", type=float, default=TIMEOUT_PER_PAGE, metavar="SECONDS",
        help=f"for each page (default: {TIMEOUT_PER_PAGE:g})",
    )  # fmt: skip
    page_options.add_declared(parser, "batch")
    parser.add_argument("--page-field", metavar="NAME", help="where JSONL and Parquet have the page")
    parser.add_argument("--id-field", metavar="NAME", help="where they have its id (default: id)")
    parser.add_argument("--url-field", metavar="NAME", help="where they have its address (default: url, uri)")
    parser.add_argument(
        "--restart", action="store_true", help="begin anew instead of going on with an interrupted run"
    )
    return parser


def _fields(text: str) -> list[str]:
    names = [name for name in dict.fromkeys(page_options.names(text)) if name != "id"]
    if unknown := [name for name in names if name not in FIELDS]:
        raise argparse.ArgumentTypeError(f"no field {unknown[0]!r}; there are: id, {', '.join(FIELDS)}")
    return names


def _run(options: argparse.Namespace, form: str) -> dict[str, Any]:
    """What decides on the records of a run; how fast they are made does not."""
    return page_options.chosen(options, "batch") | {
        "version": boilerstrip.__version__,
        "sources": [os.path.abspath(source) for source in options.sources],
        "format": form,
        "fields": list(options.fields),
        "named": [options.page_field, options.id_field, options.url_field],
    }


def _work(options: argparse.Namespace, reader: Reader, output: Output) -> None:
    def work(pages: Iterable[PageSource | Failure]) -> Generator[Done | Failure, None, None]:
        return work_on_many(
            pages,
            finish=partial(record, tuple(options.fields)),
            workers=options.workers,
            timeout=options.timeout,
            **page_options.chosen(options, "batch"),
        )

    work(())  # checks the options before anything is written
    pages = output.begin(reader)
    if output.done:
        print(f"boilerstrip: going on behind {output.done:,} pages done before", file=sys.stderr)
    with contextlib.closing(work(pages)) as results, _progress(reader, output) as advance:
        for result in results:
            output.write(result)
            advance()


@contextlib.contextmanager
def _progress(reader: Reader, output: Output) -> Iterator[Callable[[], None]]:
    """Show a bar on a terminal; what is yielded moves it on after each page."""
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


def _summarise(output: Output, reader: Reader) -> None:
    parts = [f"{output.records:,} pages in {output.path}"]
    if output.failures:
        parts.append(f"{output.failures:,} failed, see {output.log}")
    if reader.skipped:
        parts.append(f"{reader.skipped:,} WARC records are no pages")
    print(f"boilerstrip: {'; '.join(parts)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
