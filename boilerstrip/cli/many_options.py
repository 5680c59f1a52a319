"""The options that commands on many pages share: how these are read and worked on."""

from __future__ import annotations

import argparse

from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE
from boilerstrip.batch.reader import Fields, Reader


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Add the sources that pages are read from."""
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="a file, a folder or a glob; see below")


def add_work(parser: argparse.ArgumentParser) -> None:
    """Add the options of the processes that work on pages."""
    parser.add_argument(
        "-w", "--workers", type=int, metavar="N", help="worker processes (default: one for each core)"
    )
    parser.add_argument(
        "--timeout", type=float, default=TIMEOUT_PER_PAGE, metavar="SECONDS",
        help=f"for each page (default: {TIMEOUT_PER_PAGE:g})",
    )  # fmt: skip


def add_fields(parser: argparse.ArgumentParser) -> None:
    """Add the options of where pages stand in JSONL and Parquet, which `fields` takes."""
    parser.add_argument("--page-field", metavar="NAME", help="JSONL field or Parquet column with the page")
    parser.add_argument("--id-field", metavar="NAME", help="the same for its id (default: id)")
    parser.add_argument("--url-field", metavar="NAME", help="the same for its address (default: url, uri)")


def fields(options: argparse.Namespace) -> Fields:
    """Return the fields of JSONL, or columns of Parquet, that pages are read from."""
    return Fields(options.page_field, options.id_field, options.url_field)


def outputs_left_out(reader: Reader) -> list[str]:
    """Return a message for each folder that was not read because an earlier run wrote it."""
    return [f"{folder}: not read, it is the output of an earlier run" for folder in sorted(reader.outputs)]
