"""Messages of the service: requests and their checks, answers for OpenAPI, and errors.

The types are the whole of it: requests are decoded into them, and the OpenAPI document is made of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import msgspec
from msgspec import UNSET, Meta, UnsetType

from boilerstrip.errors import ServiceError, did_you_mean
from boilerstrip.extractor import Extractor
from boilerstrip.options import Option, at_door
from boilerstrip.site.rules_file import RulesFile

# Pages of one batch.
MAX_PAGES = 100
# Of lists among the options, such as selectors: strings, and characters of each.
MAX_STRINGS, MAX_LENGTH = 500, 1_000
# The HTTP status of each kind of error. If a page reached a worker, the kinds are those of a Failure.
STATUSES = {
    "request": 400,
    "option": 400,
    "input": 400,
    "refused": 403,
    "missing": 404,
    "method": 405,
    "slow": 408,
    "size": 413,
    "type": 415,
    "crash": 500,
    "memory": 500,
    "error": 500,
    "fetch": 502,
    "busy": 503,
    "workers": 503,
    "timeout": 504,
}
_Message = TypeVar("_Message", bound=msgspec.Struct)
_UNKNOWN = re.compile("unknown field `([^`]*)`")


def status_of(error: ServiceError) -> int:
    """Return the HTTP status of an error."""
    return STATUSES[error.kind]


def error_json(error: ServiceError, **more: Any) -> bytes:
    """Return an error as one line of JSON, after the fields in `more`."""
    return encode({**more, "error": {"kind": error.kind, "reason": error.reason}}) + b"\n"


class _Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of extraction, as those of `boilerstrip.Extractor`."""

    def extractor(self, timeout: float, rules: RulesFile | None = None) -> Extractor:
        """Return an Extractor with these options, added to the rules of a file.

        Raises:
            OptionError: one of them is invalid.

        """
        given = {option.name: getattr(self, option.name) for option in at_door("service")}
        options: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        made = Extractor(**options, timeout=timeout)
        return made if rules is None else made.with_rules(rules)


def _field(option: Option) -> tuple[str, Any, Any]:
    """Return an option as a field of a message; the Extractor checks choices and suggests the nearest one."""
    # workers keep the options that they have seen, and match every selector against the whole page
    string = Annotated[str, Meta(max_length=MAX_LENGTH)]
    strings = Annotated[tuple[string, ...], Meta(max_length=MAX_STRINGS)]
    types: dict[str, Any] = {"bool": bool, "number": float, "names": strings}
    about = Meta(
        description=f"{option.help[0].upper()}{option.help[1:]}.",
        extra_json_schema={"enum": list(option.choices)} if option.choices else None,
    )
    kind: Any = Annotated[types.get(option.kind, str), about]
    return option.name, kind | None if option.default is None else kind, option.default


if TYPE_CHECKING:

    class Options(_Options, frozen=True):
        """Options of extraction, with a field for each that is declared."""

else:
    Options = msgspec.defstruct(
        "Options",
        [_field(option) for option in at_door("service")],
        bases=(_Options,),
        namespace={"__doc__": _Options.__doc__},
        module=__name__,
        frozen=True,
        forbid_unknown_fields=True,
    )


class Page(msgspec.Struct, forbid_unknown_fields=True):
    """A page: its markup, or where there is none the address to fetch it from."""

    html: str | None = None
    url: Annotated[str, Meta(description="Makes links absolute, helps with the metadata.")] | None = None
    is_plaintext: Annotated[bool, Meta(description="The page is plain text, a block each line.")] = False
    flattened: Annotated[bool, Meta(description="Deprecated: is_plaintext.")] = False


class ExtractRequest(Page):
    """A page and how to extract it."""

    blocks: Annotated[bool, Meta(description="Give every block of the page, too.")] = False
    options: Options = msgspec.field(default_factory=Options)


class BatchPage(Page):
    """A page of a batch; its id, by default its number from 0, comes back with its result."""

    id: str | int | None = None


class BatchRequest(msgspec.Struct, forbid_unknown_fields=True):
    """Pages and how to extract them."""

    pages: Annotated[list[BatchPage], Meta(min_length=1, max_length=MAX_PAGES)]
    blocks: bool = False
    options: Options = msgspec.field(default_factory=Options)


class Query(Options, frozen=True):
    """What the address says about a page that is the body of a request."""

    url: str | None = None
    is_plaintext: bool = False
    flattened: Annotated[bool, Meta(description="Deprecated: is_plaintext.")] = False
    blocks: bool = False

    def request(self, html: str | None) -> ExtractRequest:
        """The same as if it had come in JSON."""
        options = Options(**{name: getattr(self, name) for name in Options.__struct_fields__})
        return ExtractRequest(
            html, self.url, self.is_plaintext, self.flattened, blocks=self.blocks, options=options
        )


class Form(Query, frozen=True):
    """What the form on the service's own page says."""

    html: str = ""


class CandidateAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """A strategy's proposal: its score, 0 to 1, seconds, error, and with `blocks` those it would keep."""

    name: str
    score: float
    seconds: float
    error: str | None
    blocks: list[int] | UnsetType = UNSET


class BlockAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """A block of the page with what was decided and why."""

    index: int
    text: str
    role: str
    level: int
    path: str
    words: int
    link_words: int
    probability: float
    kept: bool
    reason: str


class ImageAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """An image of the body."""

    src: str
    alt: str
    caption: str


class ExtractAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """What `boilerstrip.Extraction.to_dict` says of a page."""

    title: str | None
    author: str | None
    date: str | None
    language: str | None
    site_name: str | None
    description: str | None
    image: str | None
    url: str | None
    headline: str | None
    authors: list[str]
    published_at: str | None
    modified: str | None
    canonical_url: str | None
    publisher: str | None
    hostname: str | None
    favicon: str | None
    tags: list[str]
    categories: list[str]
    license: str | None
    direction: str | None
    page_type: str | None
    page_type_probability: float
    images: list[ImageAnswer]
    comments: str | None
    reading_time: int
    word_count: int
    fingerprint: str | None
    text: str
    markdown: str
    html: str
    confidence: float
    strategy: str
    notes: list[str]
    candidates: list[CandidateAnswer]
    blocks: list[BlockAnswer] | UnsetType = UNSET
    discarded: list[int] | UnsetType = UNSET


class BatchResult(ExtractAnswer, kw_only=True):
    """The result of a page of a batch."""

    id: str | int


class ProblemText(msgspec.Struct, forbid_unknown_fields=True):
    """What kind of problem, and the reason in one line."""

    kind: str
    reason: str


class ProblemAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """Why there is no result."""

    error: ProblemText


class BatchProblem(ProblemAnswer, kw_only=True):
    """Why a page of a batch has no result."""

    id: str | int


class HealthAnswer(msgspec.Struct, forbid_unknown_fields=True):
    """How the service is: its workers, requests under way, room for them, and bodies being received."""

    status: str
    version: str
    workers: int
    requests: int
    room: int
    receiving: int


def decode(data: bytes, kind: type[_Message]) -> _Message:
    """Return a request from JSON.

    Raises:
        ServiceError: it is no JSON, or not the JSON it should be; the reason says where.

    """
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise _wrong(error, kind) from None
    except (ValueError, RecursionError) as error:
        raise ServiceError("request", f"not JSON in UTF-8: {error}") from None


def convert(values: Mapping[str, Any], kind: type[_Message]) -> _Message:
    """Return a request from the parameters of an address or a form, which are all text.

    Raises:
        ServiceError: one of them is unknown or not what it should be.

    """
    try:
        return msgspec.convert(values, type=kind, strict=False)
    except msgspec.ValidationError as error:
        raise _wrong(error, kind) from None


def encode(value: Any) -> bytes:
    """Return JSON in one line; lone surrogates become question marks."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _wrong(error: msgspec.ValidationError, kind: type[msgspec.Struct]) -> ServiceError:
    text = str(error).replace(" - at `$.", " - at `")
    in_options = "`options" in text
    if unknown := _UNKNOWN.search(text):
        name, known = unknown[1], Options if in_options else kind
        text += did_you_mean(name, known.__struct_fields__)
    return ServiceError("option" if in_options else "request", text)
