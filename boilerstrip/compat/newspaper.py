"""newspaper4k's Article over boilerstrip.

Sources, categories, feeds and everything natural-language (`nlp`) stay with newspaper4k.
"""

from __future__ import annotations

import json
from copy import copy
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import boilerstrip
from boilerstrip.compat import trees
from boilerstrip.errors import ArticleError, FetchError, InputError, OptionError
from boilerstrip.input.fetch import fetch

__all__ = [
    "Article",
    "ArticleDownloadState",
    "ArticleException",
    "Config",
    "Configuration",
    "article",
    "fulltext",
]

ArticleException = ArticleError

_NOT_HERE = {
    "Source": "sources, categories and feeds stay with newspaper4k",
    "build": "sources, categories and feeds stay with newspaper4k",
    "hot": "trending terms stay with newspaper4k",
    "popular_urls": "lists of sites stay with newspaper4k",
    "languages": "boilerstrip needs no language to be named",
    "valid_languages": "boilerstrip needs no language to be named",
}
_NO_NODE = "boilerstrip keeps no tree of the page; article_html is the body"
_NOT_OF_ARTICLE = {"doc": _NO_NODE, "clean_doc": _NO_NODE, "top_node": _NO_NODE, "extractor": _NO_NODE}
_FIELDS = (
    "url", "read_more_link", "language", "title", "top_image", "meta_img", "images", "movies", "keywords",
    "meta_keywords", "tags", "authors", "publish_date", "summary", "meta_description", "meta_lang",
    "meta_favicon", "meta_site_name", "canonical_link", "text",
)  # fmt: skip
_REQUEST_OPTIONS = ("headers", "cookies", "auth", "allow_redirects", "proxies", "verify", "cert",
    "requests_params", "browser_user_agent", "follow_meta_refresh")  # fmt: skip
_EMBEDS = ".//video | .//iframe | .//embed | .//object | .//source[parent::video]"
# Addresses of embedded video players of any provider.
_PLAYER = ("/embed", "/video", "/player", "player.", "video.")


def __getattr__(name: str) -> Any:
    if name in _NOT_HERE:
        raise OptionError(f"boilerstrip.compat.newspaper has no {name}: {_NOT_HERE[name]}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class ArticleDownloadState(Enum):
    """The state of an Article's download."""

    NOT_STARTED = 0
    FAILED_RESPONSE = 1
    SUCCESS = 2


class Configuration:
    """The settings of an Article.

    `max_title`, `max_text`, `max_authors`, `min_word_count`, `min_sent_count` and `request_timeout` work as
    in newspaper4k. The others are accepted and have no effect, since boilerstrip loads no images, needs no
    language and keeps no cache; those that ask for something else raise.
    """

    def __init__(self) -> None:
        self.min_word_count = 300
        self.min_sent_count = 7
        self.max_title = 200
        self.max_text = 100_000
        self.max_keywords = 35
        self.max_authors = 10
        self.max_summary = 5000
        self.max_summary_sent = 5
        self.max_file_memo = 20_000
        self.memorize_articles = True
        self.disable_category_cache = False
        self.fetch_images = True
        self.clean_article_html = True
        self.http_success_only = True
        self.use_meta_language = True
        self.language: str | None = "en"
        self.number_threads = 10
        self.request_timeout: float = 7
        self.verbose = False
        self.thread_timeout_seconds = 10

    def update(self, **options: Any) -> None:
        """Change settings by name.

        Raises:
            OptionError: boilerstrip does not have one of them.

        """
        for name, value in options.items():
            if name in _REQUEST_OPTIONS or name in (
                "requests_params",
                "browser_user_agent",
                "follow_meta_refresh",
            ):
                raise OptionError(
                    f"{name}: fetch the page with an HTTP library, and pass it to download(input_html=…)"
                )
            if name not in self.__dict__:
                raise OptionError(f"boilerstrip.compat.newspaper has no setting {name!r}")
            setattr(self, name, value)


Config = Configuration


class Article:
    """One page: `download()` or `download(input_html=…)`, then `parse()`, then its attributes.

    Args:
        url: the page's address, or "file://" and a path.
        title: the title until the page is parsed.
        source_url: the address of the site; by default that of `url` without a path.
        read_more_link: raises where it is given: boilerstrip follows no links.
        config: the settings.
        **kwargs: settings by name.

    Raises:
        OptionError: an option is not supported; the message says why.

    """

    def __init__(
        self,
        url: str,
        title: str = "",
        source_url: str = "",
        read_more_link: str = "",
        config: Configuration | None = None,
        **kwargs: Any,
    ) -> None:
        if isinstance(title, Configuration) or isinstance(source_url, Configuration):
            raise ArticleException("pass the configuration as `config`")
        if not isinstance(url, str):
            raise ArticleException(f"url must be a str, not {type(url).__name__}")
        if read_more_link:
            raise OptionError(
                "read_more_link: boilerstrip follows no links; fetch the full page and pass it in"
            )
        self.config = Configuration() if config is None else copy(config)
        if "timeout" in kwargs:
            kwargs["request_timeout"] = kwargs.pop("timeout")
        self.config.update(**kwargs)
        parts = urlsplit(url)
        self.source_url = source_url or f"{parts.scheme or 'http'}://{parts.netloc}"
        self.url = urljoin(self.source_url, url) if source_url else url
        self.original_url = self.url
        self.read_more_link = read_more_link
        self.title = title
        self.text = ""
        self.html: str | bytes = ""
        self.article_html = ""
        self.top_image = ""
        self.meta_img = ""
        self.images: list[str] = []
        self.movies: list[str] = []
        self.keywords: list[str] = []
        self.keyword_scores: dict[str, float] = {}
        self.meta_keywords: list[str] = []
        self.tags: set[str] = set()
        self.authors: list[str] = []
        self.publish_date: datetime | None = None
        self.summary = ""
        self.meta_description = ""
        self.meta_lang = ""
        self.meta_favicon = ""
        self.meta_site_name = ""
        self.meta_data: dict[str, str] = {}
        self.canonical_link = ""
        self.history: list[str] = []
        self.is_parsed = False
        self.download_state = ArticleDownloadState.NOT_STARTED
        self.download_exception_msg: str | None = None

    def __getattr__(self, name: str) -> Any:
        if name in _NOT_OF_ARTICLE:
            raise OptionError(f"an Article has no {name}: {_NOT_OF_ARTICLE[name]}")
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    @property
    def imgs(self) -> list[str]:
        """The same as `images`."""
        return self.images

    @property
    def top_img(self) -> str:
        """The same as `top_image`."""
        return self.top_image

    @property
    def text_cleaned(self) -> str:
        """The same as `text`."""
        return self.text

    def download(
        self,
        input_html: str | bytes | None = None,
        title: str | None = None,
        recursion_counter: int = 0,
        ignore_read_more: bool = False,
    ) -> Article:
        """Fetch the page, or take it from `input_html`; `parse` raises what went wrong."""
        if input_html is not None and not isinstance(input_html, (str, bytes)):
            raise InputError(f"input_html must be str or bytes, not {type(input_html).__name__}")
        try:
            self.html = self._fetched() if input_html is None else input_html
            self.download_state = ArticleDownloadState.SUCCESS
        except (FetchError, OSError) as error:
            self.download_state = ArticleDownloadState.FAILED_RESPONSE
            self.download_exception_msg = str(error)
        if title is not None:
            self.title = title
        return self

    def _fetched(self) -> bytes:
        if self.url.startswith("file:"):
            return Path(unquote(urlsplit(self.url).path)).read_bytes()
        return fetch(self.url, timeout=self.config.request_timeout).data

    def parse(self) -> Article:
        """Fill the attributes from the page.

        Raises:
            ArticleError: it was not downloaded, or could not be.

        """
        if self.html and self.download_state is ArticleDownloadState.NOT_STARTED:
            self.download_state = ArticleDownloadState.SUCCESS  # assigned by hand
        if self.download_state is ArticleDownloadState.NOT_STARTED:
            raise ArticleException("You must `download()` an article first!")
        if self.download_state is ArticleDownloadState.FAILED_RESPONSE:
            raise ArticleException(
                f"`download()` failed with {self.download_exception_msg} on URL {self.url}"
            )
        extraction = boilerstrip.extract(self.html, url=self.url or None)
        self.is_parsed = True
        self.title = (extraction.title or self.title)[: self.config.max_title]
        self.text = extraction.text[: self.config.max_text]
        self.authors = list(extraction.authors[: self.config.max_authors])
        self.publish_date = _moment(extraction)
        self._take_metadata(extraction)
        if extraction.html:
            body = trees.body_tree(extraction.html)
            body.tag = "div"
            self.article_html = trees.to_markup(body)
        return self

    def _take_metadata(self, extraction: boilerstrip.Extraction) -> None:
        self.meta_img = extraction.image or ""
        self.images = list(
            dict.fromkeys([*filter(None, [extraction.image]), *(image.src for image in extraction.images)])
        )
        self.top_image = next(iter(self.images), "")
        self.meta_description = extraction.description or ""
        self.meta_lang = extraction.language or ""
        self.meta_favicon = extraction.favicon or ""
        self.meta_site_name = extraction.site_name or ""
        self.canonical_link = extraction.canonical_url or ""
        self.tags = set(extraction.tags)
        if not extraction.blocks:
            return
        tree = trees.load_tree(self.html)
        for meta in tree.iter("meta"):
            if name := meta.get("name") or meta.get("property"):
                self.meta_data.setdefault(name, meta.get("content", ""))
        keywords = self.meta_data.get("keywords", "").split(",")
        self.meta_keywords = [word.strip() for word in keywords if word.strip()][: self.config.max_keywords]
        self.movies = _movies(tree, self.url)

    def nlp(self) -> None:
        """Raise an exception: keywords and summaries are not part of extraction."""
        raise OptionError("nlp: keywords and summaries are not part of extraction; use newspaper.nlp")

    def build(self) -> None:
        """Raise an exception, because it would end with `nlp`; call `download` and `parse` instead."""
        raise OptionError("build: not supported, because it ends with nlp; call download() and parse()")

    def is_valid_url(self) -> bool:
        """Return whether the address is an http or https address with a host."""
        parts = urlsplit(self.url)
        return parts.scheme in ("http", "https") and bool(parts.netloc)

    def is_valid_body(self) -> bool:
        """Return whether the text has as many words and sentences as the settings require.

        Raises:
            ArticleError: it was not parsed.

        """
        if not self.is_parsed:
            raise ArticleException("You must `parse()` an article first!")
        enough_words = len(self.text.split()) >= self.config.min_word_count
        return enough_words and self.text.count(".") >= self.config.min_sent_count

    def to_json(self, as_string: bool | None = True) -> str | dict[str, Any]:
        """Return the most important attributes as a JSON text, or as a dictionary.

        Raises:
            ArticleError: it was not parsed.

        """
        if not self.is_parsed:
            raise ArticleException("You must `parse()` an article first!")
        fields: dict[str, Any] = {
            name: getattr(self.config if name == "language" else self, name) for name in _FIELDS
        }
        fields["publish_date"] = self.publish_date.isoformat() if self.publish_date else None
        fields["tags"] = sorted(self.tags) if as_string else self.tags
        return json.dumps(fields, indent=4, ensure_ascii=False) if as_string else fields

    def __repr__(self) -> str:
        return f"<Article {self.title!r}: {self.url}>"


def _moment(extraction: boilerstrip.Extraction) -> datetime | None:
    stated = extraction.published_at or extraction.date
    try:
        return datetime.fromisoformat(stated) if stated else None
    except ValueError:
        return datetime.fromisoformat(extraction.date) if extraction.date else None


def _movies(tree: trees.Tree, url: str) -> list[str]:
    """Return the addresses of videos and embedded players in the page, or in its main part if it has one."""
    parts = tree.xpath(".//main | .//article[not(ancestor::main)]") or [tree]
    addresses: dict[str, None] = {}
    for part in parts:
        for element in part.xpath(_EMBEDS):
            address = (element.get("src") or element.get("data") or "").strip()
            is_player = any(sign in address for sign in _PLAYER)
            if address and (element.tag in ("video", "source") or is_player):
                try:
                    addresses.setdefault(urljoin(url, address))
                except ValueError:
                    continue
    return list(addresses)


def article(url: str, language: str | None = None, **kwargs: Any) -> Article:
    """Download and parse an Article; `input_html` is taken in place of a download."""
    page = kwargs.pop("input_html", None)
    return Article(url, language=language, **kwargs).download(input_html=page).parse()


def fulltext(html: str, language: str = "en") -> str:
    """Return the text of a page's body; `language` has no effect."""
    return boilerstrip.extract(html).text
