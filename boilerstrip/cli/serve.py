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
endpoints, described in /openapi.json:
  POST /extract         a page as text/html, or JSON with html or url, and options
  POST /extract/batch   JSON with pages and options
  POST /report          as /extract; answers with a report on why blocks were kept or dropped
  GET /                 a form to paste a page into, for the report
  GET /health           the state of the service

There is no authentication: anyone who can reach the service can use it. It listens on this machine only,
unless --host says otherwise, and refuses requests that other sites make through a browser.

exit codes:
  0    stopped by Ctrl-C or a signal, after answering pending requests
  2    invalid arguments
  3    cannot listen on that address, or worker processes do not start

examples:
  boilerstrip serve
  curl -H 'Content-Type: text/html' --data-binary @page.html http://127.0.0.1:8000/extract
  curl --json '{"html": "<p>…", "options": {"effort": "fast"}}' http://127.0.0.1:8000/extract
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    return service_options.run(_parser().parse_args(arguments), _serve, "serve")


def _parser() -> argparse.ArgumentParser:
    parser = command_parser("serve", "Serve extraction over HTTP.", _EPILOG)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="0 picks a free port (default: 8000)")
    service_options.add_workers(parser, "worker processes (default: one for each core)")
    service_options.add_timeout(
        parser,
        "receiving the head of a request, receiving its body, waiting for a worker, fetching a page, "
        "extracting it, and sending the answer; a worker that takes longer is killed",
    )
    parser.add_argument(
        "--queue", type=count, default=_QUEUE, metavar="N",
        help="requests that may wait, besides one for each worker; any more are answered with status 503 "
        f"(default: {_QUEUE})",
    )  # fmt: skip
    service_options.add_max_body(parser, "largest request, and largest page that is fetched")
    parser.add_argument(
        "--connections", type=count, default=_CONNECTIONS, metavar="N",
        help="connections open at once; beyond that, the one idle longest without a complete request is "
        f"closed; lower if the limit on open files is (default: {_CONNECTIONS})",
    )  # fmt: skip
    parser.add_argument(
        "--connections-per-address", type=count, default=_CONNECTIONS_PER_ADDRESS, metavar="N",
        help=f"the same for one IP address, or one IPv6 /64 network (default: {_CONNECTIONS_PER_ADDRESS})",
    )  # fmt: skip
    parser.add_argument(
        "--allow-fetch", action="store_true", help="fetch pages by address, from public IP addresses only"
    )
    service_options.add_fetch_networks(parser)
    service_options.add_rules(parser)
    parser.add_argument(
        "--allow-host", type=str.lower, action="append", default=[], metavar="NAME",
        help="accept this host name besides localhost; can be repeated",
    )  # fmt: skip
    parser.add_argument("--access-log", action="store_true", help="log every request to standard output")
    return parser


def _serve(options: argparse.Namespace) -> None:
    from boilerstrip.service import app, guard, workers

    if options.fetch_network and not options.allow_fetch:
        raise OptionError("--fetch-network needs --allow-fetch")
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
    print(f"boilerstrip: serving on http://{named}:{port}; press Ctrl-C to stop", file=sys.stderr, flush=True)
    if not ipaddress.ip_address(address).is_loopback:
        print("boilerstrip: note: anyone who can reach this address can use the service", file=sys.stderr)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"a port must be a number from 0 to 65535, not {text!r}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
