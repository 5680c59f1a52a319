"""The command `boilerstrip serve`."""

from __future__ import annotations

import argparse
import contextlib
import ipaddress
import math
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from boilerstrip.cli import service_options
from boilerstrip.cli.parsers import command_parser
from boilerstrip.cli.service_options import count
from boilerstrip.errors import OptionError

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

_QUEUE = 32
# Bodies of the largest size that there is memory for while they arrive; of smaller ones there may be more.
_RECEIVED = 8
# Connections that the system holds until they are accepted.
_WAITING = 1024
_CONNECTIONS = 1000
_CONNECTIONS_PER_ADDRESS = 250
# Processes that fetch; they wait most of the time.
_FETCHERS = 4
# Seconds beyond the timeout that requests under way have to end in when the service is stopped; a timeout
# longer than a minute counts as one.
_GRACE = 5
_LONGEST_STOP = 60.0

_EPILOG = """\
addresses, all of them described in /openapi.json:
  POST /extract         a page as text/html, or JSON with html or url, and options
  POST /extract/batch   JSON with pages and options
  POST /report          as /extract; a page that shows why blocks were kept or dropped
  GET /                 a form to paste a page into, for the report
  GET /health           how the service is

There is no log-in: whoever can reach the service can use it. It listens on this machine alone unless --host
says otherwise, and refuses requests that pages of other sites make through a browser.

exit codes:
  0    stopped by Ctrl-C or a signal, requests under way answered first
  2    invalid arguments
  3    it cannot listen there, or worker processes do not start

examples:
  boilerstrip serve
  curl -H 'Content-Type: text/html' --data-binary @page.html http://127.0.0.1:8000/extract
  curl --json '{"html": "<p>…", "options": {"effort": "fast"}}' http://127.0.0.1:8000/extract
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    return service_options.run(_parser().parse_args(arguments), _serve, "serve")


def _parser() -> argparse.ArgumentParser:
    parser = command_parser("serve", "Strip the boilerplate off web pages as a service over HTTP.", _EPILOG)
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="0 takes any that is free (default: 8000)")
    service_options.add_workers(parser, "worker processes (default: one for each core)")
    service_options.add_timeout(
        parser,
        "the head of a request to arrive, its body to arrive, to wait for a worker, a page to be fetched and "
        "to be extracted, an answer to be read; a worker that takes longer is killed",
    )
    parser.add_argument(
        "--queue", type=count, default=_QUEUE, metavar="N",
        help="requests that there is room for beside one for each worker; more are told to come back, "
        f"with status 503 (default: {_QUEUE})",
    )  # fmt: skip
    service_options.add_max_body(parser, "of a request, and of a page that is fetched")
    parser.add_argument(
        "--connections", type=count, default=_CONNECTIONS, metavar="N",
        help="open at once; beyond that, the one that has waited longest without a whole request is closed; "
        f"fewer where the system lets fewer files be open (default: {_CONNECTIONS})",
    )  # fmt: skip
    parser.add_argument(
        "--connections-per-address", type=count, default=_CONNECTIONS_PER_ADDRESS, metavar="N",
        help=f"of these, of one IP address, or one /64 network of IPv6 (default: {_CONNECTIONS_PER_ADDRESS})",
    )  # fmt: skip
    parser.add_argument(
        "--allow-fetch", action="store_true", help="fetch addresses, where they lead to public IP addresses"
    )
    service_options.add_fetch_networks(parser)
    service_options.add_rules(parser)
    parser.add_argument(
        "--allow-host", type=str.lower, action="append", default=[], metavar="NAME",
        help="a name that browsers may call the service by, beside localhost; may be repeated",
    )  # fmt: skip
    parser.add_argument("--access-log", action="store_true", help="tell of every request on standard output")
    return parser


def _serve(options: argparse.Namespace) -> None:
    from boilerstrip.service import app, guard, workers

    if options.fetch_network and not options.allow_fetch:
        raise OptionError("--fetch-network is of no use without --allow-fetch")
    listening = socket.create_server(
        (options.host, options.port), family=_family(options.host), backlog=_WAITING
    )
    with ExitStack() as stack:
        stack.enter_context(listening)
        extract = workers.extracting(options.timeout, service_options.read_rules(options))
        extracting = workers.Workers(extract, options.workers, options.timeout)
        stack.enter_context(extracting)
        fetchers = None
        if options.allow_fetch:
            prepare = workers.fetching(options.timeout, options.max_body, options.fetch_network)
            fetchers = stack.enter_context(workers.Workers(prepare, _FETCHERS, options.timeout))
        service = app.Service(
            workers=extracting,
            fetchers=fetchers,
            limiter=guard.ConcurrencyLimiter(options.workers + options.queue),
            bodies=guard.Bodies(_RECEIVED * options.max_body, options.max_body, options.timeout),
            timeout=options.timeout,
        )
        server = _server(
            app.create(service, {options.host.lower(), *options.allow_host}),
            options,
            ready=lambda: _tell(listening, options.host),
        )
        # the server passes the signal on when it is done, and that must not count as a failure
        signal.signal(signal.SIGTERM, lambda number, frame: None)
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])


def _server(service: ASGIApp, options: argparse.Namespace, ready: Callable[[], None]) -> uvicorn.Server:
    import uvicorn

    from boilerstrip.service import connections

    max_open, backlog = connections.affordable(options.connections)
    opened = connections.Connections(max_open, options.connections_per_address, options.timeout)

    class Server(uvicorn.Server):
        """Calls `ready` when it is: a signal that comes earlier does not end it in order."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            connections.quieten()
            await super().startup(sockets=sockets)
            # few at a time are accepted where there are few file descriptors; the others wait in line
            for listening in sockets or ():
                listening.listen(_WAITING)
            ready()

        async def on_tick(self, counter: int) -> bool:
            opened.close_stalled()
            return await super().on_tick(counter)

    return Server(
        uvicorn.Config(
            service,
            loop="asyncio",
            http=connections.protocol(opened),
            backlog=backlog,
            ws="none",
            lifespan="off",
            log_level="info" if options.access_log else "warning",
            access_log=options.access_log,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=math.ceil(min(options.timeout, _LONGEST_STOP)) + _GRACE,
        )
    )


def _tell(listening: socket.socket, host: str) -> None:
    """Say where the service is, and who can reach it."""
    address, port = listening.getsockname()[:2]
    named = f"[{host}]" if ":" in host else host
    print(f"boilerstrip: serving on http://{named}:{port}; Ctrl-C ends it", file=sys.stderr, flush=True)
    if not ipaddress.ip_address(address).is_loopback:
        print("boilerstrip: note: whoever can reach this address can use the service", file=sys.stderr)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to 65535, not {text!r}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
