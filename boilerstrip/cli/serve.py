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

from boilerstrip.batch.jobs import TIMEOUT_PER_PAGE
from boilerstrip.cli.exits import fail, one_line
from boilerstrip.errors import BoilerstripError, OptionError, StartError
from boilerstrip.workers.runner import check_workers

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

    from boilerstrip.service.workers import Network

STOPPED, WRONG_USE, NOT_STARTED = 0, 2, 3
_MAX_BODY = 20_000_000
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
    options = _parser().parse_args(arguments)
    try:
        options.workers, options.timeout = check_workers(options.workers, options.timeout)
        return _serve(options)
    except ImportError as error:
        return fail(f"{error.name or error}: missing; pip install 'boilerstrip[serve]'", NOT_STARTED)
    except (OptionError, ValueError) as error:
        return fail(one_line(error), WRONG_USE)
    except StartError as error:
        return fail(f"worker processes do not start: {error}", NOT_STARTED)
    except (BoilerstripError, OSError) as error:
        return fail(one_line(error), NOT_STARTED)
    except KeyboardInterrupt:
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="boilerstrip serve",
        description="Strip the boilerplate off web pages as a service over HTTP.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8000, help="0 takes any that is free (default: 8000)")
    parser.add_argument(
        "-w", "--workers", type=int, metavar="N", help="worker processes (default: one for each core)"
    )
    parser.add_argument(
        "--timeout", type=float, default=TIMEOUT_PER_PAGE, metavar="SECONDS",
        help="for each of these: the head of a request to arrive, its body to arrive, to wait for a worker, "
        "a page to be fetched and to be extracted, an answer to be read; a worker that takes longer is "
        f"killed (default: {TIMEOUT_PER_PAGE:g})",
    )  # fmt: skip
    parser.add_argument(
        "--queue", type=count, default=_QUEUE, metavar="N",
        help="requests that there is room for beside one for each worker; more are told to come back, "
        f"with status 503 (default: {_QUEUE})",
    )  # fmt: skip
    parser.add_argument(
        "--max-body", type=count, default=_MAX_BODY, metavar="BYTES",
        help=f"of a request, and of a page that is fetched (default: {_MAX_BODY})",
    )  # fmt: skip
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
    parser.add_argument(
        "--fetch-network", type=network, action="append", default=[], metavar="NETWORK",
        help="fetch from these IP addresses as well, such as 10.1.0.0/16; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--allow-host", type=str.lower, action="append", default=[], metavar="NAME",
        help="a name that browsers may call the service by, beside localhost; may be repeated",
    )  # fmt: skip
    parser.add_argument("--access-log", action="store_true", help="tell of every request on standard output")
    return parser


def _serve(options: argparse.Namespace) -> int:
    from boilerstrip.service import app, guard, workers

    if options.fetch_network and not options.allow_fetch:
        raise OptionError("--fetch-network is of no use without --allow-fetch")
    listening = socket.create_server(
        (options.host, options.port), family=_family(options.host), backlog=_WAITING
    )
    with ExitStack() as stack:
        stack.enter_context(listening)
        extracting = workers.Workers(workers.extracting(options.timeout), options.workers, options.timeout)
        stack.enter_context(extracting)
        fetchers = None
        if options.allow_fetch:
            prepare = workers.fetching(options.timeout, options.max_body, options.fetch_network)
            fetchers = stack.enter_context(workers.Workers(prepare, _FETCHERS, options.timeout))
        service = app.Service(
            workers=extracting,
            fetchers=fetchers,
            room=guard.ConcurrencyLimiter(options.workers + options.queue),
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
    return STOPPED


def _server(service: ASGIApp, options: argparse.Namespace, ready: Callable[[], None]) -> uvicorn.Server:
    import uvicorn

    from boilerstrip.service import connections

    most, backlog = connections.affordable(options.connections)
    opened = connections.Connections(most, options.connections_per_address, options.timeout)

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


def count(text: str) -> int:
    """A number of at least 1, as an argument."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a number of at least 1, not {text!r}")
    return int(text)


def network(text: str) -> Network:
    """A network of IP addresses, as an argument."""
    try:
        return ipaddress.ip_network(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"not a network: {error}") from None


if __name__ == "__main__":
    sys.exit(main())
