"""The command `boilerstrip explain PAGE... -o FILE`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import boilerstrip
from boilerstrip import report
from boilerstrip.batch.reader import Reader
from boilerstrip.cli import page_options
from boilerstrip.cli.exits import ALL_DONE, SOME_FAILED, UNREADABLE, fail, one_line, run
from boilerstrip.cli.missing_addresses import MissingAddresses
from boilerstrip.cli.parsers import command_parser
from boilerstrip.errors import BoilerstripError, OptionError
from boilerstrip.workers.jobs import Failure

_EPILOG = """\
pages, shown in the order given:
  a file with a page, compressed or not (.gz, .zst)
  a folder, or a glob in quotes: all pages in it, at any depth
  a web address, or - for standard input
  JSONL, Parquet and WARC files as boilerstrip batch reads them

FILE is self-contained: it loads nothing, and no script of a page can run in it. With several pages it opens
with an index: pages that could not be read come first, then the least confident.

exit codes:
  0    the report is written
  1    it is written, and some pages in it could not be read
  2    invalid arguments
  3    no page could be read, or the report not written
  130  interrupted

examples:
  boilerstrip explain page.html -o report.html
  boilerstrip explain 'pages/**/*.html' -o report.html --effort full
"""


def _parser() -> argparse.ArgumentParser:
    parser = command_parser(
        "explain", "Show in one HTML file why each block of a web page was kept or dropped.", _EPILOG
    )
    parser.add_argument("pages", nargs="+", metavar="PAGE", help="a file, a folder or an address; see below")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="the HTML file to write")
    page_options.add_options(parser)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    options = _parser().parse_args(arguments)
    return run(lambda: _explain(options))


def _explain(options: argparse.Namespace) -> int:
    """Write the report on all pages and return the exit code."""
    addresses = MissingAddresses(options.rules)
    pages = list(_described(options, addresses))
    failures = [page for page in pages if page["error"]]
    if len(failures) == len(pages):
        first = f": {failures[0]['name']}: {failures[0]['error']}" if failures else ""
        return fail(f"no page could be read{first}", UNREADABLE)
    Path(options.output).write_bytes(report.render(pages).encode("utf-8", "replace"))
    addresses.tell()
    for page in failures:
        print(f"boilerstrip: {page['name']}: {page['error']}", file=sys.stderr)
    return SOME_FAILED if failures else ALL_DONE


def _described(options: argparse.Namespace, addresses: MissingAddresses) -> Iterator[dict[str, Any]]:
    extractor = page_options.extractor(options)
    # all of them before the first page, so that a name that leads nowhere is told at once
    sources = [
        source if _outside(source) else Reader([source], excluded=[Path(options.output)])
        for source in options.pages
    ]
    for source in sources:
        if isinstance(source, Reader):
            yield from _read(source, extractor, options, addresses)
        else:
            yield _describe_outside(source, extractor, options)


def _outside(source: str) -> bool:
    return source == "-" or source.startswith(("http://", "https://"))


def _describe_outside(
    source: str, extractor: boilerstrip.Extractor, options: argparse.Namespace
) -> dict[str, Any]:
    name = "standard input" if source == "-" else source
    try:
        extraction = page_options.extract(source, extractor, options)
    except OptionError:
        raise
    except (BoilerstripError, OSError) as error:
        return report.describe_failure(name, one_line(error))
    return report.describe(extraction, name, asked=extractor.strategies)


def _read(
    reader: Reader, extractor: boilerstrip.Extractor, options: argparse.Namespace, addresses: MissingAddresses
) -> Iterator[dict[str, Any]]:
    for source in reader:
        name = str(source.id)
        if isinstance(source, Failure):
            yield report.describe_failure(name, source.reason)
            continue
        addresses.note(options.url or source.url)
        is_plaintext = source.is_plaintext or options.kind == "text"
        take = extractor.extract_plaintext if is_plaintext else extractor.extract
        try:
            extraction = take(
                source.page, url=options.url or source.url, encoding=options.encoding or source.encoding
            )
        except OptionError:
            raise
        except BoilerstripError as error:
            yield report.describe_failure(name, one_line(error))
        else:
            yield report.describe(extraction, name, asked=extractor.strategies)
