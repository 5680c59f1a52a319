"""The command: `boilerstrip FILE|URL|-`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import boilerstrip
from boilerstrip.errors import BoilerstripError
from boilerstrip.extraction import Extraction
from boilerstrip.extractor import EFFORTS, TIMEOUT

FOUND, NOTHING_FOUND, WRONG_USE, UNREADABLE = 0, 1, 2, 3
INTERRUPTED = 130

_EPILOG = """\
exit codes:
  0  a body was found and written
  1  the page has no body; standard error says why
  2  the command was called in a wrong way
  3  the page could not be read or fetched, or the output not written
  130  interrupted

examples:
  boilerstrip page.html
  boilerstrip https://example.org/story --format markdown -o story.md
  curl -s https://example.org/story | boilerstrip - --format json
  boilerstrip page.html --explain

the same for people to look at, as one HTML file, of one page or many:
  boilerstrip explain PAGE… -o FILE     (boilerstrip explain --help; a file named explain: ./explain)

any number of pages, from files, folders, JSONL, Parquet and WARC:
  boilerstrip batch SOURCE… -o OUT     (boilerstrip batch --help; a file named batch: ./batch)

the same as a service on this machine, with a page to paste pages into:
  boilerstrip serve     (boilerstrip serve --help; a file named serve: ./serve)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    if arguments[:1] == ["batch"]:
        from boilerstrip import batch_cli

        return batch_cli.main(arguments[1:])
    if arguments[:1] == ["explain"]:
        from boilerstrip import report_cli

        return report_cli.main(arguments[1:])
    if arguments[:1] == ["serve"]:
        from boilerstrip import serve_cli

        return serve_cli.main(arguments[1:])
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        extraction = extract(options.page, extractor(options), options)
        _write(_rendered(extraction, options), options.output)
    except boilerstrip.OptionError as error:
        return fail(str(error), WRONG_USE)
    except (BoilerstripError, OSError) as error:
        return fail(one_line(error), UNREADABLE)
    except KeyboardInterrupt:
        return INTERRUPTED
    if not extraction.text:
        return fail("; ".join(extraction.notes) or "nothing found", NOTHING_FOUND)
    for note in extraction.notes:
        print(f"boilerstrip: note: {note}", file=sys.stderr)
    return FOUND


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="boilerstrip",
        description="Strip the boilerplate off a web page and print its clean body.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("page", metavar="FILE|URL|-", help="a file, a web address, or - for standard input")
    parser.add_argument(
        "-f", "--format", choices=("text", "markdown", "html", "json"), default="text",
        help="form of the body; json has metadata, candidates and blocks as well (default: text)",
    )  # fmt: skip
    parser.add_argument(
        "-e", "--explain", action="store_true", help="show every block and why it stays or goes"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write there instead of standard output")
    add_options(parser)
    parser.add_argument("--version", action="version", version=f"boilerstrip {boilerstrip.__version__}")
    return parser


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of how a page is read and extracted, which `extractor` and `extract` take."""
    parser.add_argument(
        "-s", "--strategies", type=names, metavar="NAME,…",
        help=f"strategies to ask, of: {', '.join(boilerstrip.available_strategies())} (default: all)",
    )  # fmt: skip
    parser.add_argument(
        "--effort", choices=EFFORTS, default="auto",
        help="fast: our own strategies only; full: all of them; auto: all where there are doubts (default)",
    )  # fmt: skip
    parser.add_argument(
        "--from", dest="kind", choices=("auto", "text"), default="auto",
        help="text: the page is flattened text, a block each line, and nothing in it is markup",
    )  # fmt: skip
    parser.add_argument("--url", help="address of a page read from a file: makes its links absolute")
    parser.add_argument("--encoding", help="the encoding of the page, where it is known (default: find out)")
    parser.add_argument("--title", action="store_true", help="keep the title line in the body")
    parser.add_argument("--byline", action="store_true", help="keep bylines and datelines in the body")
    parser.add_argument("--comments", action="store_true", help="keep readers' comments in the body")
    parser.add_argument(
        "--timeout",
        type=float,
        default=TIMEOUT,
        metavar="SECONDS",
        help="for each strategy (default: %(default)g)",
    )


def extractor(options: argparse.Namespace) -> boilerstrip.Extractor:
    """The Extractor that options of the command ask for.

    Raises:
        OptionError: one of them is not what it should be.

    """
    return boilerstrip.Extractor(
        **({"strategies": options.strategies} if options.strategies is not None else {}),
        effort=options.effort,
        include_title=options.title,
        include_byline=options.byline,
        include_comments=options.comments,
        timeout=options.timeout,
    )


def names(text: str) -> list[str]:
    """The names in an option's value, which commas part."""
    return [name.strip() for name in text.split(",") if name.strip()]


def extract(source: str, extractor: boilerstrip.Extractor, options: argparse.Namespace) -> Extraction:
    """Read a file, an address or "-", standard input, and extract it.

    Raises:
        OSError: it cannot be read, or as a FetchError not be fetched.
        BoilerstripError: it cannot be extracted, or an option is not what it should be.

    """
    take = extractor.extract_text if options.kind == "text" else extractor.extract
    if source == "-":
        return take(sys.stdin.buffer.read(), url=options.url, encoding=options.encoding)
    if source.startswith(("http://", "https://")):
        from boilerstrip.input.fetch import fetch

        fetched = fetch(source)
        encoding = options.encoding or fetched.encoding
        return take(fetched.data, url=options.url or fetched.url, encoding=encoding)
    return take(Path(source).read_bytes(), url=options.url, encoding=options.encoding)


def _rendered(extraction: Extraction, options: argparse.Namespace) -> str:
    if options.explain:
        return explain(extraction, colour=options.output is None and _colourful(), width=_width(options))
    if options.format == "json":
        return extraction.to_json(indent=2)
    text: str = getattr(extraction, options.format)
    return text


def explain(extraction: Extraction, *, colour: bool = False, width: int = 100) -> str:
    """Every Block with decision, role, probability, votes, reason and the beginning of its text.

    Kept Blocks are marked `+`, dropped ones `-`; a vote is the strategy's initial letters.
    """
    names = [candidate.name for candidate in extraction.candidates]
    lines = [f"strategy {extraction.strategy or 'none'}, confidence {extraction.confidence:.2f}"]
    for candidate in extraction.candidates:
        state = f"failed: {candidate.error}" if candidate.error else f"score {candidate.score:.2f}"
        lines.append(f"  {candidate.name:<12} {state:<12} {candidate.seconds * 1000:7.1f} ms")
    lines.append("")
    initials = [name[:2] for name in names]
    for block in extraction.blocks:
        votes = "".join(
            initial if candidate.mask[block.index] else "··"
            for initial, candidate in zip(initials, extraction.candidates, strict=True)
        )
        line = f"{'+' if block.kept else '-'} {block.index:>4} {block.role.value:<9} "
        line += f"{block.probability:.2f} {votes} [{block.reason}] "
        line += textwrap.shorten(_printable(block.text), max(20, width - len(line)), placeholder=" …")
        lines.append(f"\x1b[{'32' if block.kept else '2'}m{line}\x1b[0m" if colour else line)
    return "\n".join(lines)


def _printable(text: str) -> str:
    """Text without control characters: a page must not drive the reader's terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


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
        # whoever reads has seen enough, as `head` does; nothing more can be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def one_line(error: BaseException) -> str:
    """An exception in one line for people."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(str(error).split()) or type(error).__name__


def fail(message: str, code: int) -> int:
    """Say on standard error what went wrong; the exit code."""
    print(f"boilerstrip: {message}", file=sys.stderr)
    return code
