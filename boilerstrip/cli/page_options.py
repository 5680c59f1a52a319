"""The options of how a page is read and extracted, and what they ask for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import boilerstrip
from boilerstrip.extraction import Extraction
from boilerstrip.options import Option, at_door


class _HelpWithStrategies(str):
    """A help text that looks for the strategies when it is shown: those of other packages take a while."""

    __slots__ = ()

    def __mod__(self, values: Any) -> str:
        shown: str = str(self) % (values | {"strategies": ", ".join(boilerstrip.available_strategies())})
        return shown


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of how a page is read and extracted, which `extractor` and `extract` take."""
    parser.add_argument(
        "--from", dest="kind", choices=("auto", "text"), default="auto",
        help="text: the page is plain text, one block per line, and contains no markup",
    )  # fmt: skip
    parser.add_argument("--url", help="address of a page read from a file, to make its links absolute")
    parser.add_argument("--encoding", help="encoding of the page, if known (default: detected)")
    add_declared(parser, "command")


def add_declared(parser: argparse.ArgumentParser, door: str, *only: str) -> None:
    """Add the options of extraction that can be given at this door, or `only` some; `chosen` takes all."""
    for option in at_door(door):
        if only and option.name not in only:
            continue
        flags = [flag for flag in (option.declared.short, option.flag) if flag]
        parser.add_argument(*flags, dest=option.name, **_argument(option))


def _argument(option: Option) -> dict[str, Any]:
    """Return the keyword arguments that declare an option to argparse."""
    help_ = option.help.replace("%", "%%")
    if option.kind == "bool":
        action = "store_false" if option.default else "store_true"
        return {"action": action, "help": f"do not {help_}" if option.default else help_}
    if option.name == "strategies":
        help_ = _HelpWithStrategies(f"{help_}: %(strategies)s")
    if option.kind == "names" and option.declared.repeated:
        metavar = {"keep": "SELECTOR", "drop": "SELECTOR", "drop_phrases": "PHRASE"}.get(option.name, "VALUE")
        return {"action": "append", "metavar": metavar, "help": f"{help_}; can be repeated"}
    if option.kind == "names":
        return {"type": names, "metavar": "NAME,...", "help": help_}
    if option.default is not None:
        help_ += " (default: %(default)g)" if option.kind == "number" else " (default: %(default)s)"
    keywords: dict[str, Any] = {"default": option.default, "help": help_}
    if option.kind == "choice":
        return keywords | {"choices": option.choices}
    if option.kind == "number":
        return keywords | {"type": float, "metavar": "SECONDS" if "timeout" in option.name else "NUMBER"}
    return keywords | {"metavar": "FILE" if option.name == "rules" else "TEXT"}


def chosen(options: argparse.Namespace, door: str) -> dict[str, Any]:
    """Return the options of extraction that were given at this door, by name."""
    values = {option.name: getattr(options, option.name) for option in at_door(door)}
    return {name: value for name, value in values.items() if value is not None}


def extractor(options: argparse.Namespace) -> boilerstrip.Extractor:
    """Return the Extractor that the options of the command ask for.

    Raises:
        OptionError: one of them is invalid.

    """
    return boilerstrip.Extractor(**chosen(options, "command"))


def names(text: str) -> list[str]:
    """Return the comma-separated names in an option's value."""
    return [name.strip() for name in text.split(",") if name.strip()]


def extract(source: str, extractor: boilerstrip.Extractor, options: argparse.Namespace) -> Extraction:
    """Read a file, an address or "-", standard input, and extract it.

    Raises:
        OSError: it cannot be read, or as a FetchError not be fetched.
        BoilerstripError: it cannot be extracted, or an option is invalid.

    """
    from boilerstrip.batch.files import MAX_RECORD_BYTES

    take = extractor.extract_plaintext if options.kind == "text" else extractor.extract
    # what is read need not end
    if source == "-":
        return take(sys.stdin.buffer.read(MAX_RECORD_BYTES), url=options.url, encoding=options.encoding)
    if source.startswith(("http://", "https://")):
        from boilerstrip.input.fetch import fetch

        fetched = fetch(source)
        encoding = options.encoding or fetched.encoding
        return take(fetched.data, url=options.url or fetched.url, encoding=encoding)
    with Path(source).open("rb") as file:
        return take(file.read(MAX_RECORD_BYTES), url=options.url, encoding=options.encoding)
