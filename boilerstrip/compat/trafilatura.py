"""trafilatura's functions over boilerstrip: `extract`, `bare_extraction`, `extract_metadata`, and more.

Signatures and output formats are those of trafilatura 2. Feeds, sitemaps and crawling stay with trafilatura.
"""

from __future__ import annotations

import logging
import warnings
from datetime import date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

import boilerstrip
from boilerstrip.compat import document as documents
from boilerstrip.compat import trees
from boilerstrip.compat.document import Document
from boilerstrip.compat.settings import DAY, NOT_HERE, Extractor, LRUCache, duplicates
from boilerstrip.errors import FetchError, InputError, OptionError
from boilerstrip.input.decode import decode
from boilerstrip.input.fetch import fetch
from boilerstrip.input.source import load
from boilerstrip.options import Effort
from boilerstrip.render.writer import ALL, Markup

__all__ = [
    "Document",
    "Extractor",
    "LRUCache",
    "bare_extraction",
    "baseline",
    "extract",
    "extract_metadata",
    "extract_with_metadata",
    "fetch_url",
    "html2txt",
    "load_html",
]

# The markup that is kept if only the text is requested.
_PLAIN = Markup(links=False, images=False, tables=True, formatting=False)
LOGGER = logging.getLogger(__name__)
LOGGER.addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    if name in NOT_HERE:
        raise OptionError(f"boilerstrip.compat.trafilatura has no {name}: {NOT_HERE[name]}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _engine(effort: Effort, focus: str, markup: Markup = ALL) -> boilerstrip.Extractor:
    """Return the boilerstrip.Extractor for these options, created once."""
    included = {f"include_{name}": value for name, value in markup._asdict().items()}
    return boilerstrip.Extractor(effort=effort, **_focus_options(focus), **included)


def _focus_options(focus: str) -> dict[str, Any]:
    """Return the options of boilerstrip.Extractor that favor precision or recall."""
    return {} if focus == "balanced" else {"favor": focus}


def _markup(content: Any) -> str | bytes:
    """Return a page as text or bytes, given text, bytes, a response with `data`, or an lxml tree."""
    if isinstance(content, etree._Element):
        return trees.to_markup(content)
    content = getattr(content, "data", content)
    if not isinstance(content, (str, bytes, bytearray, memoryview)):
        raise InputError(
            f"a page must be str, bytes, a response or an lxml tree, not {type(content).__name__}"
        )
    return content if isinstance(content, str) else bytes(content)


def extract(
    filecontent: Any,
    url: str | None = None,
    record_id: str | None = None,
    fast: bool = False,
    no_fallback: bool = False,
    favor_precision: bool = False,
    favor_recall: bool = False,
    include_comments: bool = True,
    output_format: str = "txt",
    tei_validation: bool = False,
    target_language: str | None = None,
    include_tables: bool = True,
    include_images: bool = False,
    include_formatting: bool | None = None,
    include_links: bool = False,
    deduplicate: bool | LRUCache = False,
    date_extraction_params: dict[str, Any] | None = None,
    with_metadata: bool = False,
    only_with_metadata: bool = False,
    max_tree_size: int | None = None,
    url_blacklist: set[str] | None = None,
    author_blacklist: set[str] | None = None,
    settingsfile: str | None = None,
    prune_xpath: str | list[str] | None = None,
    config: Any = None,
    options: Any = None,
) -> str | None:
    """Extract the body of a page in one of trafilatura's formats.

    Args:
        filecontent: the page as str, bytes, a response with `data`, or an lxml tree; None gives None.
        url: the page's address.
        record_id: an ID to put into the metadata.
        fast: do not ask other packages where boilerstrip's own strategies leave doubts.
        no_fallback: deprecated, the same as `fast`.
        favor_precision: prefer less text that is surely right.
        favor_recall: prefer more text where it is unsure.
        include_comments: readers' comments behind the body.
        output_format: "txt", "markdown", "json", "csv", "html", "xml" or "xmltei".
        tei_validation: raises, as the schema does not come with boilerstrip.
        target_language: ISO 639-1 code; None is returned for a body in another language.
        include_tables: keep tables.
        include_images: keep images.
        include_formatting: keep bold, italics and such; by default for Markdown alone.
        include_links: keep links with their targets.
        deduplicate: leave out segments and bodies seen more than twice before, in this process or by the
            LRUCache given.
        date_extraction_params: `original_date`, `outputformat`, `min_date` and `max_date` of htmldate.
        with_metadata: put the metadata into the output.
        only_with_metadata: return None for pages without title, date or address.
        max_tree_size: raises, as in trafilatura.
        url_blacklist: addresses of pages for which None is returned.
        author_blacklist: names to leave out of the author.
        settingsfile: raises, as do all settings of trafilatura's heuristics.
        prune_xpath: XPath expressions of elements to remove beforehand.
        config: raises, as `settingsfile`.
        options: an `Extractor` in place of all options but `record_id` and `prune_xpath`.

    Returns:
        The text, or None where there is no body or an option asks to leave the page out.

    Raises:
        InputError: `filecontent` is not a page.
        OptionError: an option is not supported or means nothing; the message says why.

    """
    document = _extract_document(**locals())
    return document.text if document else None


def extract_with_metadata(
    filecontent: Any,
    url: str | None = None,
    record_id: str | None = None,
    fast: bool = False,
    favor_precision: bool = False,
    favor_recall: bool = False,
    include_comments: bool = True,
    output_format: str = "txt",
    tei_validation: bool = False,
    target_language: str | None = None,
    include_tables: bool = True,
    include_images: bool = False,
    include_formatting: bool | None = None,
    include_links: bool = False,
    deduplicate: bool | LRUCache = False,
    date_extraction_params: dict[str, Any] | None = None,
    url_blacklist: set[str] | None = None,
    author_blacklist: set[str] | None = None,
    settingsfile: str | None = None,
    prune_xpath: str | list[str] | None = None,
    config: Any = None,
    options: Any = None,
) -> Document | None:
    """Extract a page as a Document whose `text` is in the format asked for; arguments as of `extract`."""
    return _extract_document(**locals(), with_metadata=True)


def _extract_document(
    filecontent: Any,
    *,
    record_id: str | None,
    prune_xpath: str | list[str] | None,
    settingsfile: str | None,
    options: Any,
    **chosen: Any,
) -> Document | None:
    if settingsfile is not None:
        raise OptionError(f"settingsfile: {NOT_HERE['use_config']}")
    options = options or _options(**chosen)
    if options.format == "python":
        raise OptionError("the format 'python' is only for bare_extraction")
    document_and_body = _extracted(filecontent, options, prune_xpath)
    if document_and_body is None:
        return None
    document, body = document_and_body
    document.id = record_id
    document.text = _written(document, body, options)
    return document


def bare_extraction(
    filecontent: Any,
    url: str | None = None,
    fast: bool = False,
    no_fallback: bool = False,
    favor_precision: bool = False,
    favor_recall: bool = False,
    include_comments: bool = True,
    output_format: str = "python",
    target_language: str | None = None,
    include_tables: bool = True,
    include_images: bool = False,
    include_formatting: bool | None = None,
    include_links: bool = False,
    deduplicate: bool | LRUCache = False,
    date_extraction_params: dict[str, Any] | None = None,
    with_metadata: bool = False,
    only_with_metadata: bool = False,
    max_tree_size: int | None = None,
    url_blacklist: set[str] | None = None,
    author_blacklist: set[str] | None = None,
    as_dict: bool = False,
    prune_xpath: str | list[str] | None = None,
    config: Any = None,
    options: Any = None,
) -> Document | dict[str, Any] | None:
    """Extract a page as a Document, or with `as_dict` as a dictionary; otherwise as `extract`."""
    chosen = {name: value for name, value in locals().items() if name not in _NO_SETTINGS}
    if as_dict:
        warnings.warn(
            '"as_dict" will be removed, use the .as_dict() method', DeprecationWarning, stacklevel=2
        )
    options = options or _options(**chosen)
    found = _extracted(filecontent, options, prune_xpath)
    if found is None:
        return None
    document, body = found
    document.text = _plain(document, body, options)
    document.comments = trees.to_lines(document.commentsbody) if options.comments else None
    return document.as_dict() if as_dict else document


# Attributes of the Extractor by the parameters of the functions, if the names differ.
_SETTINGS = {
    "favor_precision": "precision",
    "favor_recall": "recall",
    "include_comments": "comments",
    "include_formatting": "formatting",
    "include_links": "links",
    "include_images": "images",
    "include_tables": "tables",
    "deduplicate": "dedup",
    "target_language": "lang",
    "date_extraction_params": "date_params",
}
_NO_SETTINGS = frozenset({"filecontent", "as_dict", "prune_xpath", "options"})


def _options(
    *, fast: bool = False, no_fallback: bool = False, max_tree_size: int | None = None, **chosen: Any
) -> Extractor:
    if no_fallback:
        warnings.warn('"no_fallback" will be removed, use "fast"', DeprecationWarning, stacklevel=4)
    if max_tree_size:
        raise OptionError("max_tree_size was removed from trafilatura; use boilerstrip.Limits")
    settings = {_SETTINGS.get(name, name): value for name, value in chosen.items()}
    return Extractor(fast=fast or no_fallback, **settings)


def _extracted(
    content: Any, options: Any, prune_xpath: str | list[str] | None
) -> tuple[Document, trees.Tree] | None:
    """Return the Document of a page and its filtered HTML; None, with a line in the log, if left out."""
    if content is None:
        return None
    page = _markup(content)
    if prune_xpath is not None:
        tree = trees.load_tree(page)
        trees.prune(tree, [prune_xpath] if isinstance(prune_xpath, str) else list(prune_xpath))
        page = trees.to_markup(tree)
    included = (options.links, options.images, options.tables, options.formatting)
    extractor = _engine("fast" if options.fast else "auto", options.focus, Markup(*map(bool, included)))
    extraction = extractor.extract(page, url=options.url)
    document = _metadata(extraction, options) if options.with_metadata else Document()
    reason = _why_left_out(extraction, document, options)
    if reason is None:
        is_duplicate = duplicates(options.dedup)
        body = trees.body_tree(extraction.html, is_duplicate=is_duplicate)
        if not options.formatting:
            # boilerstrip always keeps raised and lowered text, because it carries meaning
            trees.strip_raised(body)
        comments = _comments(extraction) if options.comments else ""
        document.body = trees.to_xml(body)
        document.commentsbody = trees.paragraphs(comments)
        document.raw_text = trees.to_lines(document.body)
        document.fingerprint = extraction.fingerprint
        if not document.raw_text and not comments:
            reason = "nothing is left"
        elif is_duplicate and is_duplicate(document.raw_text):
            reason = "a duplicate"
        else:
            return document, body
    LOGGER.warning("discarding data: %s: %s", options.source, reason)
    return None


def _why_left_out(extraction: boilerstrip.Extraction, document: Document, options: Any) -> str | None:
    if not extraction.text and not (options.comments and extraction.comments):
        return "; ".join(extraction.notes) or "no body"
    if document.url in options.url_blacklist:
        return "its address is on the blacklist"
    if options.only_with_metadata and not (document.date and document.title and document.url):
        return "no title, date or address"
    if options.lang and extraction.language != options.lang:
        return f"the language is {extraction.language}, not {options.lang}"
    return None


def _comments(extraction: boilerstrip.Extraction) -> str:
    """Return readers' comments, "" if they are the body, as on a forum."""
    if any(block.role is boilerstrip.Role.COMMENT for block in extraction.kept):
        return ""
    return extraction.comments or ""


def _metadata(extraction: boilerstrip.Extraction, options: Any) -> Document:
    listed = {name.lower() for name in options.author_blacklist}
    authors = [name for name in extraction.authors if name.lower() not in listed]
    # trafilatura prefers the canonical address
    url = extraction.canonical_url or extraction.url
    return Document(
        title=extraction.title,
        author="; ".join(authors) or None,
        url=url,
        hostname=(urlsplit(url).hostname or "").removeprefix("www.") or None if url else None,
        description=extraction.description,
        sitename=extraction.site_name,
        date=_date(extraction, options.date_params or {}),
        categories=list(extraction.categories),
        tags=list(extraction.tags),
        license_val=extraction.license,
        language=extraction.language,
        image=extraction.image,
        pagetype=extraction.page_type,
        filedate=date.today().isoformat(),
    )


def _date(extraction: boilerstrip.Extraction, parameters: dict[str, Any]) -> str | None:
    """Return the date that htmldate's parameters select."""
    original = parameters.get("original_date", True)
    day = extraction.date if original else extraction.modified or extraction.date
    if day is None:
        return None
    earliest, latest = (_as_day(parameters.get(name)) for name in ("min_date", "max_date"))
    if (earliest and day < earliest) or (latest and day > latest):
        return None
    return datetime.strptime(day, DAY).strftime(parameters.get("outputformat", DAY))


def _as_day(value: Any) -> str | None:
    return str(value)[:10] if value else None


def _plain(document: Document, body: trees.Tree, options: Any) -> str:
    return trees.tree_to_markdown(body) if options.formatting else trees.to_lines(document.body)


def _written(document: Document, body: trees.Tree, options: Any) -> str:
    """Return a Document in the requested format."""
    if options.format == "json":
        return documents.to_json(document, with_metadata=options.with_metadata)
    if options.format == "csv":
        return documents.to_csv(document, _plain(document, body, options))
    if options.format == "html":
        return documents.to_html(document, body, with_metadata=options.with_metadata)
    if options.format == "xml":
        return documents.to_xml_text(document)
    if options.format == "xmltei":
        return documents.to_tei(document)
    text = _plain(document, body, options)
    comments = trees.to_lines(document.commentsbody)
    text = f"{text}\n{comments}".strip() if comments else text
    return documents.with_header(document, text) if options.with_metadata else text


def extract_metadata(
    filecontent: Any,
    default_url: str | None = None,
    date_config: dict[str, Any] | None = None,
    extensive: bool = True,
    author_blacklist: set[str] | None = None,
) -> Document:
    """Return what a page says about itself as a Document without a text.

    Args:
        filecontent: the page as str, bytes, a response or an lxml tree.
        default_url: the page's address, where it claims none itself.
        date_config: parameters of htmldate; see `extract`.
        extensive: without effect: all places are looked at in any case.
        author_blacklist: names to leave out of the author.

    """
    options = Extractor(url=default_url, author_blacklist=author_blacklist, date_params=date_config)
    return _metadata(_engine("fast", "balanced").extract(_markup(filecontent), url=default_url), options)


def html2txt(content: Any, clean: bool = True) -> str:
    """Return all text of a page on one line, boilerplate included.

    Args:
        content: the page as str, bytes, a response or an lxml tree.
        clean: without effect: scripts, styles and such are no text in any case.

    """
    page = load(_markup(content), None, None, boilerstrip.Limits())
    return " ".join(" ".join(block.text.split()) for block in page.blocks)


def baseline(filecontent: Any) -> tuple[trees.Tree, str, int]:
    """Return a body as an lxml element, its text and its length; all text of the page if there is no body."""
    extraction = _engine("fast", "balanced", _PLAIN).extract(_markup(filecontent))
    tree = trees.body_tree(extraction.html)
    trees.strip_raised(tree)
    body = trees.to_xml(tree)
    if not len(body):
        body = trees.paragraphs("\n".join(block.text for block in extraction.blocks))
    text = trees.to_lines(body)
    return body, text, len(text)


def load_html(htmlobject: Any, max_size: int | None = None) -> lxml.html.HtmlElement | None:
    """Return an lxml tree of a page, None for one without markup or of more than `max_size` characters."""
    if isinstance(htmlobject, lxml.html.HtmlElement):
        return htmlobject
    page = _markup(htmlobject)
    if not page.strip() or (max_size is not None and len(page) > max_size):
        return None
    return trees.load_tree(page)


def fetch_url(url: str, no_ssl: bool = False, config: Any = None, options: Any = None) -> str | None:
    """Fetch a page and return it decoded, None where that fails; the reason is logged.

    Raises:
        OptionError: `no_ssl`, as certificates are always checked; `config`, as in `extract`.

    """
    if no_ssl:
        raise OptionError(
            "no_ssl: boilerstrip always checks certificates; fetch the page with an HTTP library"
        )
    if config is not None:
        raise OptionError(f"config: {NOT_HERE['use_config']}")
    try:
        fetched = fetch(url)
    except FetchError as error:
        LOGGER.error("%s", error)
        return None
    return decode(fetched.data, fetched.encoding)
