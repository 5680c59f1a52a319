"""The command: `boilerstrip FILE|URL|-`."""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import boilerstrip
from boilerstrip import _kernels
from boilerstrip.cli.exits import FOUND, NOTHING_FOUND, fail, run
from boilerstrip.cli.missing_addresses import MissingAddresses
from boilerstrip.cli.page_options import add_options, extract, extractor
from boilerstrip.cli.parsers import command_parser
from boilerstrip.extraction import Extraction

_EPILOG = """\
exit codes:
  0  a body was found and written
  1  the page has no body; standard error says why
  2  invalid arguments
  3  the page could not be read or fetched, or the output not written
  130  interrupted

examples:
  boilerstrip page.html
  boilerstrip https://example.org/story --format markdown -o story.md
  curl -s https://example.org/story | boilerstrip - --format json
  boilerstrip page.html --explain

an HTML report on one page or many:
  boilerstrip explain PAGE... -o FILE     (boilerstrip explain --help; a file named explain: ./explain)

many pages, from files, folders, JSONL, Parquet and WARC:
  boilerstrip batch SOURCE... -o OUT     (boilerstrip batch --help; a file named batch: ./batch)

the recurring boxes of a whole site, and rules for them:
  boilerstrip survey SOURCE... -o FILE     (boilerstrip survey --help; a file named survey: ./survey)
  boilerstrip rules     (lists the discard rules and what each one is for)

shell completion:
  boilerstrip completion bash     (boilerstrip completion --help; a file named completion: ./completion)

an HTTP service on this machine, with a form to paste pages into:
  boilerstrip serve     (boilerstrip serve --help; a file named serve: ./serve)

tools for agents, over the Model Context Protocol:
  boilerstrip mcp     (boilerstrip mcp --help; a file named mcp: ./mcp)
"""


# Each is a module beside this one, imported when it is used.
COMMANDS = ("batch", "completion", "explain", "mcp", "rules", "serve", "survey")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    is_process = arguments is None
    if is_process:
        # for large products of matrices, of which there are none, numpy starts threads: a third of its import
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if arguments and arguments[0] in COMMANDS:
        return int(import_module(f"boilerstrip.cli.{arguments[0]}").main(arguments[1:]))
    if is_process:
        # what one page leaves goes with the process
        gc.disable()
    try:
        options = _parser().parse_args(arguments)
        return run(lambda: _clean(options))
    finally:
        if is_process:
            gc.enable()


def _clean(options: argparse.Namespace) -> int:
    """Write the clean body of one page and return the exit code."""
    extraction = extract(options.page, extractor(options), options)
    _write(_rendered(extraction, options), options.output)
    if options.rules:
        addresses = MissingAddresses(options.rules)
        addresses.note(extraction.url)
        addresses.tell()
    if not extraction.text:
        return fail("; ".join(extraction.notes) or "nothing found", NOTHING_FOUND)
    for note in extraction.notes:
        print(f"boilerstrip: note: {note}", file=sys.stderr)
    return FOUND


def _parser() -> argparse.ArgumentParser:
    parser = command_parser("", "Strip the boilerplate off a web page and print its clean body.", _EPILOG)
    parser.add_argument("page", metavar="FILE|URL|-", help="a file, a web address, or - for standard input")
    parser.add_argument(
        "-f", "--format", choices=("text", "markdown", "html", "json"), default="text",
        help="output format; json also has metadata, candidates and blocks (default: text)",
    )  # fmt: skip
    parser.add_argument(
        "--front-matter", action="store_true", help="start Markdown with the metadata as YAML"
    )
    parser.add_argument(
        "-e", "--explain", action="store_true", help="show every block and why it was kept or dropped"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")
    add_options(parser)
    parser.add_argument("--version", action="version", version=_version())
    return parser


def _version() -> str:
    """Return the version, with whether compiled kernels or pure Python is used."""
    way = "compiled" if _kernels.is_compiled() else "pure Python"
    return f"boilerstrip {boilerstrip.__version__} ({way})"


def _rendered(extraction: Extraction, options: argparse.Namespace) -> str:
    if options.explain:
        from boilerstrip.report.listing import listing  # imports much that only reports need

        return listing(extraction, colour=options.output is None and _colourful(), width=_width(options))
    if options.format == "json":
        return extraction.to_json(indent=2)
    if options.front_matter and options.format == "markdown":
        return extraction.to_markdown(front_matter=True)
    text: str = getattr(extraction, options.format)
    return text


def _colourful() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _width(options: argparse.Namespace) -> int:
    return 160 if options.output else max(60, shutil.get_terminal_size((120, 24)).columns)


def _write(text: str, output: str | None) -> None:
    if text and not text.endswith("\n"):
        text += "\n"
    data = text.encode("utf-8", "replace")
    if output is not None:
        Path(output).write_bytes(data)
        return
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # the reader, such as `head`, has closed the pipe; nothing may be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
