"""The command `boilerstrip mcp`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from boilerstrip.batch.jobs import TIMEOUT_PER_PAGE
from boilerstrip.cli.exits import fail, one_line
from boilerstrip.cli.serve import count, network
from boilerstrip.errors import BoilerstripError, OptionError
from boilerstrip.workers.runner import check_workers

STOPPED, WRONG_USE, NOT_STARTED = 0, 2, 3
_WORKERS = 2
_MAX_BODY = 20_000_000
_QUEUE = 8

_EPILOG = """\
tools:
  clean_url    fetch a web page and give its clean body
  clean_html   give the clean body of a page that is at hand

Addresses are fetched where they lead to public IP addresses, within the limits of time and size below.

exit codes:
  0    the client has closed the connection
  2    invalid arguments
  3    worker processes do not start, or the extra is missing: pip install 'boilerstrip[mcp]'

example, as most agents are told of it:
  {"mcpServers": {"boilerstrip": {"command": "boilerstrip", "args": ["mcp"]}}}
"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="boilerstrip mcp",
        description="Give agents clean web pages, over the Model Context Protocol.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "-w", "--workers", type=int, default=_WORKERS, metavar="N",
        help=f"worker processes that extract, and as many that fetch (default: {_WORKERS})",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=float, default=TIMEOUT_PER_PAGE, metavar="SECONDS",
        help="for each of these: to wait for a worker, a page to be fetched and to be extracted "
        f"(default: {TIMEOUT_PER_PAGE:g})",
    )  # fmt: skip
    parser.add_argument(
        "--max-body", type=count, default=_MAX_BODY, metavar="BYTES",
        help=f"of a page, fetched or handed in (default: {_MAX_BODY})",
    )  # fmt: skip
    parser.add_argument(
        "--fetch-network", type=network, action="append", default=[], metavar="NETWORK",
        help="fetch from these IP addresses as well, such as 10.1.0.0/16; may be repeated",
    )  # fmt: skip
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        options.workers, options.timeout = check_workers(options.workers, options.timeout)
        _serve(options)
    except ImportError as error:
        return fail(f"{error.name or error}: missing; pip install 'boilerstrip[mcp]'", NOT_STARTED)
    except (OptionError, ValueError) as error:
        return fail(one_line(error), WRONG_USE)
    except (BoilerstripError, OSError) as error:
        return fail(one_line(error), NOT_STARTED)
    except KeyboardInterrupt:
        return STOPPED
    return STOPPED


def _serve(options: argparse.Namespace) -> None:
    from boilerstrip.batch.jobs import strategy_timeout
    from boilerstrip.service import guard, mcp, workers

    # standard output is the protocol's alone: what else is written there, by workers too, goes elsewhere
    sys.stdout.flush()
    protocol = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", newline="")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = protocol
    with ExitStack() as stack:
        extracting = workers.Workers(workers.extracting(options.timeout), options.workers, options.timeout)
        prepare = workers.fetching(options.timeout, options.max_body, options.fetch_network)
        fetching = workers.Workers(prepare, options.workers, options.timeout)
        agents = mcp.Agents(
            workers=stack.enter_context(extracting),
            fetchers=stack.enter_context(fetching),
            room=guard.ConcurrencyLimiter(2 * options.workers + _QUEUE),
            max_bytes=options.max_body,
            timeout=strategy_timeout(options.timeout),
        )
        mcp.server(agents).run("stdio")


if __name__ == "__main__":
    sys.exit(main())
