"""The service as an ASGI application: its routes, and how a request becomes a page for a worker."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Collection, Iterable
from dataclasses import dataclass
from email.message import Message
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

import boilerstrip
from boilerstrip import report
from boilerstrip.batch.preparation import strategy_timeout
from boilerstrip.errors import OptionError, ServiceError
from boilerstrip.options import OPTIONS
from boilerstrip.service import openapi
from boilerstrip.service.guard import (
    PLACES,
    REPORT_PATH,
    Bodies,
    ConcurrencyLimiter,
    Guard,
    answer,
    report_headers,
)
from boilerstrip.service.messages import (
    BatchPage,
    BatchRequest,
    ExtractRequest,
    Form,
    Options,
    Page,
    Query,
    convert,
    decode,
    encode,
    error_json,
)
from boilerstrip.service.workers import Workers

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"
_MARKUP = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain")


@dataclass(frozen=True)
class Service:
    """The handlers of all routes, and what they share.

    Args:
        workers: extract pages.
        fetchers: fetch addresses; None where that is switched off.
        limiter: counts the requests under way.
        bodies: those that are being received.
        timeout: seconds for a page to be fetched, to wait for a worker, and to be extracted, each.

    """

    workers: Workers
    fetchers: Workers | None
    limiter: ConcurrencyLimiter
    bodies: Bodies
    timeout: float

    async def page(self, request: Request) -> Response:
        """Answer with the form for pasting pages."""
        fetched = "fetched where there is no HTML" if self.fetchers else "makes links absolute"
        document = report.fill(
            report.asset("service.html"),
            style=report.asset("service.css"),
            version=boilerstrip.__version__,
            address=fetched,
        )
        style = report.digest(report.asset("service.css"))
        policy = (
            f"default-src 'none'; style-src '{style}'; frame-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        return HTMLResponse(document, headers={"Content-Security-Policy": policy})

    async def health(self, request: Request) -> Response:
        """Answer with the state of the service; the status is 503 if worker processes do not start."""
        start_error = self.workers.start_error or (self.fetchers.start_error if self.fetchers else "")
        health = {
            "status": f"worker processes do not start: {start_error}" if start_error else "ok",
            "version": boilerstrip.__version__,
            "workers": self.workers.count,
            "requests": self.limiter.taken,
            "room": self.limiter.size,
            "receiving": len(self.bodies),
        }
        return Response(encode(health) + b"\n", 503 if start_error else 200, media_type=_JSON)

    async def openapi(self, request: Request) -> Response:
        """Answer with the OpenAPI document."""
        return Response(openapi.document(), media_type=_JSON)

    async def extract(self, request: Request) -> Response:
        """Answer with one page's extraction."""
        asked = await self._asked(request)
        form = "blocks" if asked.blocks else ""
        return Response(await self._extraction(asked, asked.options, form), media_type=_JSON)

    async def report(self, request: Request) -> Response:
        """Answer with one page's report."""
        asked = await self._asked(request)
        document = await self._extraction(asked, asked.options, "report")
        return HTMLResponse(document, headers=report_headers())

    async def batch(self, request: Request) -> Response:
        """Answer with many pages' extractions, in the order of the pages, each sent as it becomes ready."""
        _uncompressed(request)
        kind, _ = _content_type(request)
        if kind != _JSON:
            raise ServiceError("type", f"send a batch as {_JSON}, not as {kind or 'an unnamed type'}")
        asked = decode(await self._body(request), BatchRequest)
        self._check(asked.options)
        return StreamingResponse(self._results(asked), media_type=_JSON)

    async def _asked(self, request: Request) -> ExtractRequest:
        """Return the checked request from JSON, a form, or a page with parameters.

        Raises:
            ServiceError: it has none of the forms, is too big or too slow, or an option is wrong.

        """
        _uncompressed(request)
        kind, charset = _content_type(request)
        if kind == _JSON:
            if request.url.query:
                raise ServiceError(
                    "request", f"with {_JSON}, put options into the body, not into the address"
                )
            asked = decode(await self._body(request), ExtractRequest)
        elif kind == _FORM and request.url.path == REPORT_PATH:
            asked = _form(await self._body(request))
        elif kind in _MARKUP:
            query = convert(_parameters(request.query_params.multi_items()), Query)
            page = query.request(None)
            asked = _Posted(**msgspec.structs.asdict(page), body=await self._body(request), encoding=charset)
        else:
            named = kind or "nothing named"
            raise ServiceError("type", f"send a page as text/html, or in {_JSON}, not as {named}")
        self._check(asked.options)
        return asked

    async def _body(self, request: Request) -> bytes:
        """Return the body of a request, which counts as pending from then on."""
        body = await self.bodies.receive(request)
        request.scope[PLACES].enter_context(self.limiter.place())
        return body

    async def _extraction(self, page: Page, options: Options, form: str) -> bytes:
        """Return a page's extraction in a form, after fetching the page if necessary."""
        html: str | bytes | None = page.html
        url, encoding = page.url, None
        if isinstance(page, _Posted):
            html, encoding = page.body, page.encoding
        if html is None:
            if url is None:
                raise ServiceError("request", "no page: html or url is missing")
            if self.fetchers is None:
                raise ServiceError(
                    "refused", "this service does not fetch addresses; boilerstrip serve --allow-fetch does"
                )
            html, url, encoding = await self.fetchers.run(url)
        extraction: bytes = await self.workers.run(
            html, url, encoding, page.is_plaintext or page.flattened, options, form
        )
        return extraction

    async def _results(self, asked: BatchRequest) -> AsyncIterator[bytes]:
        """Iterate over the results of a batch as JSON; no more pages are pending than there are workers."""
        pages = iter(enumerate(asked.pages))
        tasks: deque[asyncio.Task[bytes]] = deque()
        between = b'{"results": [\n'
        try:
            while True:
                for i, page in islice(pages, self.workers.count - len(tasks)):
                    tasks.append(asyncio.create_task(self._result(i, page, asked)))
                if not tasks:
                    break
                yield between + await tasks[0]
                tasks.popleft()
                between = b",\n"
        finally:
            for task in tasks:
                task.cancel()
        yield b"]}\n"

    async def _result(self, i: int, page: BatchPage, asked: BatchRequest) -> bytes:
        name = i if page.id is None else page.id
        try:
            extraction = await self._extraction(page, asked.options, "blocks" if asked.blocks else "")
        except ServiceError as error:
            return error_json(error, id=name).rstrip()
        return encode({"id": name})[:-1] + b", " + extraction[1:].rstrip()

    def _check(self, options: Options) -> None:
        """Reject invalid options before a worker receives them.

        Raises:
            ServiceError: one of them is wrong.

        """
        try:
            options.extractor(strategy_timeout(self.timeout))
        except OptionError as error:
            raise ServiceError("option", str(error)) from None


class _Posted(ExtractRequest):
    """Return a page that is the body of a request, with its declared charset."""

    body: bytes = b""
    encoding: str | None = None


def create(service: Service, hosts: Collection[str] = ()) -> Guard:
    """Return the ASGI application.

    Args:
        service: what stands behind its addresses.
        hosts: the names it may be called by, beside localhost and IP addresses, in lower case.

    """
    application = Starlette(
        routes=[
            Route("/", service.page),
            Route("/health", service.health),
            Route("/openapi.json", service.openapi),
            Route("/extract", service.extract, methods=["POST"]),
            Route("/extract/batch", service.batch, methods=["POST"]),
            Route(REPORT_PATH, service.report, methods=["POST"]),
        ],
        exception_handlers={
            ServiceError: _problem, HTTPException: _http, ClientDisconnect: _gone, Exception: _unexpected,
        },
    )  # fmt: skip
    # around everything, because the answer to an internal error is made outside of all middleware
    return Guard(application, limiter=service.limiter, hosts=hosts, timeout=service.timeout)


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ServiceError)
    return answer(error, request.url.path)


async def _http(request: Request, error: Exception) -> Response:
    """Answer what the framework itself rejects: unknown paths and wrong methods."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        refusal = answer(
            ServiceError("method", f"{request.url.path} takes {allowed}, not {request.method}"), ""
        )
        refusal.headers["Allow"] = allowed
        return refusal
    if error.status_code == 404:
        return answer(ServiceError("missing", f"there is no {request.url.path}"), "")
    return answer(ServiceError("request", error.detail), "")


async def _gone(request: Request, error: Exception) -> Response:
    """Answer after the client has disconnected; nobody reads this."""
    return Response(status_code=400)


async def _unexpected(request: Request, error: Exception) -> Response:
    """Answer after an internal error, which the server logs as well."""
    return answer(ServiceError("error", f"{type(error).__name__}: {error}"), request.url.path)


def _content_type(request: Request) -> tuple[str, str | None]:
    """Return the media type of a body and its charset, "" for what is not declared."""
    message = Message()
    message["Content-Type"] = request.headers.get("content-type", "").split("\n")[0]
    kind = message["Content-Type"].partition(";")[0].strip().lower()
    charset = message.get_param("charset")
    return kind, charset.strip() or None if isinstance(charset, str) else None


def _uncompressed(request: Request) -> None:
    encoding = request.headers.get("content-encoding", "identity")
    if encoding.strip().lower() != "identity":
        raise ServiceError("type", f"the body of a request may not be compressed ({encoding})")


def _parameters(items: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the parameters of an address or a form, without empty ones.

    Of collections, names have commas between them, and what may hold commas is given once for each.
    """
    values: dict[str, Any] = {}
    for name, value in items:
        if not value:
            continue
        option = OPTIONS.get(name)
        if option is None or option.kind != "names":
            values[name] = value
        elif option.declared.repeated:
            values.setdefault(name, []).append(value)
        else:
            values[name] = [part.strip() for part in value.split(",")]
    return values


def _form(body: bytes) -> ExtractRequest:
    try:
        items = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=100)
    except ValueError as error:
        raise ServiceError("request", f"not a form: {error}") from None
    form = convert(_parameters(items), Form)
    return form.request(form.html if form.html.strip() or form.url is None else None)
