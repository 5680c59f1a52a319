"""The command `boilerstrip mcp`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from boilerstrip.cli import service_options
from boilerstrip.cli.parsers import command_parser

_WORKERS = 2
_QUEUE = 8

_EPILOG = """\
tools:
  clean_url    fetch a web page and return its clean body
  clean_html   return the clean body of the HTML passed in

Pages are fetched from public IP addresses only, within the limits of time and size above.

exit codes:
  0    the client closed the connection
  2    invalid arguments
  3    worker processes do not start, or the extra is missing: pip install 'boilerstrip[mcp]'

example, for the configuration file of most agents:
  {"mcpServers": {"boilerstrip": {"command": "boilerstrip", "args": ["mcp"]}}}
"""


def _parser() -> argparse.ArgumentParser:
    parser = command_parser("mcp", "Give agents clean web pages over the Model Context Protocol.", _EPILOG)
    service_options.add_workers(
        parser,
        f"processes for extraction, and as many again for fetching (default: {_WORKERS})",
        _WORKERS,
    )
    service_options.add_timeout(parser, "waiting for a worker, fetching a page, and extracting it")
    service_options.add_max_body(parser, "largest page, fetched or passed in")
    service_options.add_fetch_networks(parser)
    service_options.add_rules(parser)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    return service_options.run(_parser().parse_args(arguments), _serve, "mcp")


def _serve(options: argparse.Namespace) -> None:
    from boilerstrip.batch.preparation import strategy_timeout
    from boilerstrip.service import guard, mcp, workers

    # standard output is the protocol's alone: what else is written there, by workers too, goes elsewhere
    sys.stdout.flush()
    protocol = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", newline="")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = protocol
    with ExitStack() as stack:
        extract = workers.extracting(options.timeout, service_options.read_rules(options))
        extracting = workers.Workers(extract, options.workers, options.timeout)
        prepare = workers.fetching(options.timeout, options.max_body, options.fetch_network)
        fetching = workers.Workers(prepare, options.workers, options.timeout)
        agents = mcp.Agents(
            workers=stack.enter_context(extracting),
            fetchers=stack.enter_context(fetching),
            limiter=guard.ConcurrencyLimiter(2 * options.workers + _QUEUE),
            max_bytes=options.max_body,
            timeout=strategy_timeout(options.timeout),
        )
        mcp.server(agents).run("stdio")


if __name__ == "__main__":
    sys.exit(main())
