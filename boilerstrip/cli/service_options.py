"""What the commands share that answer until they are stopped: options, and what ends them."""

from __future__ import annotations

import argparse
import ipaddress
from collections.abc import Callable
from typing import TYPE_CHECKING

from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE
from boilerstrip.cli.exits import fail, one_line
from boilerstrip.errors import BoilerstripError, OptionError, StartError
from boilerstrip.site.rules_file import RulesFile
from boilerstrip.workers.runner import check_workers

if TYPE_CHECKING:
    from boilerstrip.service.workers import Network

STOPPED, WRONG_USE, NOT_STARTED = 0, 2, 3
_MAX_BODY = 20_000_000


def run(options: argparse.Namespace, serve: Callable[[argparse.Namespace], None], extra: str) -> int:
    """Serve until stopped, and return the exit code.

    Args:
        options: the arguments; their `workers` and `timeout` are checked here.
        serve: returns when it is stopped.
        extra: the extra of the package that `serve` needs.

    """
    try:
        options.workers, options.timeout = check_workers(options.workers, options.timeout)
        serve(options)
    except ImportError as error:
        return fail(f"{error.name or error} is missing: pip install 'boilerstrip[{extra}]'", NOT_STARTED)
    except (OptionError, ValueError) as error:
        return fail(one_line(error), WRONG_USE)
    except StartError as error:
        return fail(f"worker processes do not start: {error}", NOT_STARTED)
    except (BoilerstripError, OSError) as error:
        return fail(one_line(error), NOT_STARTED)
    except KeyboardInterrupt:
        pass
    return STOPPED


def add_workers(parser: argparse.ArgumentParser, described: str, default: int | None = None) -> None:
    """Add the option of how many processes there are."""
    parser.add_argument("-w", "--workers", type=int, default=default, metavar="N", help=described)


def add_timeout(parser: argparse.ArgumentParser, described: str) -> None:
    """Add the option of what may take how long."""
    parser.add_argument(
        "--timeout", type=float, default=TIMEOUT_PER_PAGE, metavar="SECONDS",
        help=f"time limit for each of: {described} (default: {TIMEOUT_PER_PAGE:g})",
    )  # fmt: skip


def add_max_body(parser: argparse.ArgumentParser, described: str) -> None:
    """Add the option of the largest body."""
    parser.add_argument(
        "--max-body", type=count, default=_MAX_BODY, metavar="BYTES",
        help=f"{described} (default: {_MAX_BODY})",
    )  # fmt: skip


def add_rules(parser: argparse.ArgumentParser) -> None:
    """Add the option of a file of rules; `read_rules` takes it."""
    parser.add_argument(
        "--rules", metavar="FILE",
        help="a TOML file of keep, drop, drop_phrases, rules_off and favor, for all sites or some, which is "
        "read once; what requests ask for is added to it",
    )  # fmt: skip


def read_rules(options: argparse.Namespace) -> RulesFile | None:
    """The rules that hold for every page, None for none.

    Raises:
        OptionError: the file has no rules.

    """
    return None if options.rules is None else RulesFile.read(options.rules)


def add_fetch_networks(parser: argparse.ArgumentParser) -> None:
    """Add the option of addresses that are not public and may be fetched from."""
    parser.add_argument(
        "--fetch-network", type=_network, action="append", default=[], metavar="NETWORK",
        help="also fetch from this network, such as 10.1.0.0/16; can be repeated",
    )  # fmt: skip


def count(text: str) -> int:
    """Return a number of at least 1, as an argument has it."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a number of at least 1, not {text!r}")
    return int(text)


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a network: {error}") from None
