"""The options of how a page is read and extracted, and what they ask for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import boilerstrip
from boilerstrip.extraction import Extraction
from boilerstrip.extractor import EFFORTS, TIMEOUT


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
    take = extractor.extract_plaintext if options.kind == "text" else extractor.extract
    if source == "-":
        return take(sys.stdin.buffer.read(), url=options.url, encoding=options.encoding)
    if source.startswith(("http://", "https://")):
        from boilerstrip.input.fetch import fetch

        fetched = fetch(source)
        encoding = options.encoding or fetched.encoding
        return take(fetched.data, url=options.url or fetched.url, encoding=encoding)
    return take(Path(source).read_bytes(), url=options.url, encoding=options.encoding)
