"""The result of an extraction: the clean body in every form, and how it was chosen."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from boilerstrip.metadata import Metadata, MetadataReader
from boilerstrip.metadata.body import (
    BodyImage,
    PageType,
    fingerprint_of,
    images_of,
    page_type_of,
    reading_minutes,
)
from boilerstrip.page import Block, Page, Role
from boilerstrip.page.block import kept_of
from boilerstrip.page.footnotes import NoteLinks
from boilerstrip.render.continued import join_continued
from boilerstrip.render.front_matter import front_matter as to_front_matter
from boilerstrip.render.html import to_html
from boilerstrip.render.markdown import to_markdown
from boilerstrip.render.text import to_text
from boilerstrip.render.writer import ALL, Markup
from boilerstrip.strategies import Candidate


class Extraction:
    """The clean body of one page.

    Attributes:
        blocks: every Block of the page in document order, with role, decision (`kept`) and reason.
        candidates: each strategy's proposal with score, seconds and error.
        strategy: the strategy whose proposal won, "fused" for a mixture, "" where there was nothing.
        notes: what the caller should know: why the body is empty, which limit the page ran into.

    """

    def __init__(
        self,
        page: Page,
        *,
        metadata: MetadataReader,
        strategy: str = "",
        confidence: float | Callable[[], float] = 0.0,
        candidates: Sequence[Candidate] = (),
        discarded: Sequence[Block] = (),
        markup: Markup = ALL,
        structured_text: bool = False,
        notes: NoteLinks | None = None,
    ) -> None:
        """Take the results of the pipeline; the forms of the body are rendered on first use."""
        self._page = page
        self._markup = markup
        self._structured_text = structured_text
        self._note_links = notes if notes is not None else NoteLinks(page.footnotes)
        self.blocks = tuple(page.blocks)
        self._metadata_reader = metadata
        self.strategy = strategy
        self._confidence = confidence
        self.candidates = tuple(candidates)
        self.notes = tuple(page.notes)
        #: Blocks that the winning mask had and that a discard rule dropped.
        self.discarded = tuple(discarded)

    @cached_property
    def confidence(self) -> float:
        """The word F1, 0 to 1, that the scorer expects of this body."""
        return self._confidence() if callable(self._confidence) else self._confidence

    @cached_property
    def metadata(self) -> Metadata:
        """All metadata of the page; the language is that of the body."""
        # read on first use: to detect the language alone takes as long as parsing the page
        return self._metadata_reader.read(self.kept)

    @cached_property
    def kept(self) -> tuple[Block, ...]:
        """The Blocks of the body."""
        return tuple(kept_of(self._page.blocks))

    @cached_property
    def text(self) -> str:
        """The body as plain text: Blocks a blank line apart, list items and table rows a line each."""
        page, blocks = join_continued(self._page, self.kept)
        return to_text(page, blocks, structured=self._structured_text, notes=self._note_links)

    @cached_property
    def html(self) -> str:
        """The body as sanitised HTML, one `article` element; "" for an empty body."""
        page, blocks = join_continued(self._page, self.kept)
        return to_html(page, blocks, self._markup, self._note_links) if blocks else ""

    @cached_property
    def markdown(self) -> str:
        """The body as CommonMark with pipe tables."""
        return to_markdown(self.html) if self.kept else ""

    @property
    def title(self) -> str | None:
        """The headline, without the site's name."""
        return self.metadata.title

    @property
    def author(self) -> str | None:
        """The authors' names, a comma between them."""
        return self.metadata.author

    @property
    def date(self) -> str | None:
        """The day of publication as YYYY-MM-DD."""
        return self.metadata.date

    @property
    def language(self) -> str | None:
        """The ISO 639-1 code, which is BCP 47 too, of the language that the body is written in."""
        return self.metadata.language

    @property
    def site_name(self) -> str | None:
        """The name of the site the page belongs to."""
        return self.metadata.site_name

    @property
    def description(self) -> str | None:
        """The page's own summary of itself."""
        return self.metadata.description

    @property
    def image(self) -> str | None:
        """The address of the lead image."""
        return self.metadata.image

    @property
    def url(self) -> str | None:
        """The address that the caller gave; what the page claims is `canonical_url`."""
        return self.metadata.url

    @property
    def headline(self) -> str | None:
        """The headline as the metadata states it, which may differ from the visible `title`."""
        return self.metadata.headline

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors' names one by one."""
        return self.metadata.authors

    @property
    def published_at(self) -> str | None:
        """The moment of publication in ISO 8601, where a time of day is given."""
        return self.metadata.published_at

    @property
    def modified(self) -> str | None:
        """The day of the last change as YYYY-MM-DD."""
        return self.metadata.modified

    @property
    def canonical_url(self) -> str | None:
        """The address that the page claims to have."""
        return self.metadata.canonical_url

    @property
    def publisher(self) -> str | None:
        """The name of the publisher that the page states."""
        return self.metadata.publisher

    @property
    def hostname(self) -> str | None:
        """The host of the page's address, without "www."."""
        return self.metadata.hostname

    @property
    def favicon(self) -> str | None:
        """The address of the site's icon."""
        return self.metadata.favicon

    @property
    def tags(self) -> tuple[str, ...]:
        """The page's tags or keywords."""
        return self.metadata.tags

    @property
    def categories(self) -> tuple[str, ...]:
        """The page's sections or categories."""
        return self.metadata.categories

    @property
    def license(self) -> str | None:
        """The address or name of the page's license."""
        return self.metadata.license

    @property
    def direction(self) -> str | None:
        """The direction the page is read in, "ltr" or "rtl"."""
        return self.metadata.direction

    @property
    def page_type(self) -> str | None:
        """The kind of page: article, collection, documentation, forum, listing, product or service."""
        return self._page_type.kind if self._page_type else None

    @property
    def page_type_probability(self) -> float:
        """How probable that kind is, 0 to 1."""
        return self._page_type.probability if self._page_type else 0.0

    @cached_property
    def _page_type(self) -> PageType | None:
        return page_type_of(self._page)

    @cached_property
    def images(self) -> tuple[BodyImage, ...]:
        """The images of the body, with alternative text and caption."""
        return images_of(self._page, self.kept)

    @cached_property
    def comments(self) -> str | None:
        """The text of readers' comments, whether or not they are part of the body; None for none."""
        matches = self._page.phrase_matches
        blocks = [b for b in self.blocks if b.role is Role.COMMENT and matches[b.index] is None]
        return to_text(self._page, blocks) or None

    @cached_property
    def word_count(self) -> int:
        """Number of words in the body; in scripts without spaces, two characters count as one."""
        return sum(block.words for block in self.kept)

    @property
    def reading_time(self) -> int:
        """Minutes that it takes to read the body, at 238 words a minute, rounded up."""
        return reading_minutes(self.word_count)

    @cached_property
    def fingerprint(self) -> str | None:
        """A SimHash of the body: near-duplicates differ in few of its 64 bits."""
        return fingerprint_of(self.kept)

    def about(self) -> dict[str, Any]:
        """Return all facts about the page and its body, except the body itself, as JSON-ready values."""
        stated = self.metadata._asdict()
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in stated.items()
        } | {
            "page_type": self.page_type,
            "page_type_probability": self.page_type_probability,
            "images": [image._asdict() for image in self.images],
            "comments": self.comments,
            "reading_time": self.reading_time,
            "word_count": self.word_count,
            "fingerprint": self.fingerprint,
        }

    def to_markdown(self, *, front_matter: bool = False) -> str:
        """Return the body as Markdown, with `front_matter` after the metadata as YAML."""
        if not front_matter:
            return self.markdown
        return f"{to_front_matter(self.about() | {'comments': None})}{self.markdown}"

    def to_dict(self, *, blocks: bool = True) -> dict[str, Any]:
        """Return everything as JSON-ready values; `blocks=False` leaves out the Blocks and masks."""
        result: dict[str, Any] = {
            **self.about(),
            "text": self.text,
            "markdown": self.markdown,
            "html": self.html,
            "confidence": round(self.confidence, 4),
            "strategy": self.strategy,
            "notes": list(self.notes),
            "candidates": [
                {
                    "name": candidate.name,
                    "score": round(candidate.score, 4),
                    "seconds": round(candidate.seconds, 6),
                    "error": candidate.error,
                }
                | ({"blocks": [i for i, kept in enumerate(candidate.mask) if kept]} if blocks else {})
                for candidate in self.candidates
            ],
        }
        if blocks:
            result["blocks"] = [_block_dict(block) for block in self.blocks]
            result["discarded"] = [block.index for block in self.discarded]
        return result

    def to_json(self, *, blocks: bool = True, indent: int | None = None) -> str:
        """Return `to_dict` as JSON text, in which non-ASCII characters are not escaped."""
        return json.dumps(self.to_dict(blocks=blocks), ensure_ascii=False, indent=indent)

    def __repr__(self) -> str:
        return (
            f"<Extraction {self.title!r}: {len(self.kept)} of {len(self.blocks)} blocks,"
            f" strategy {self.strategy or None}, confidence {self.confidence:.2f}>"
        )


def _block_dict(block: Block) -> dict[str, Any]:
    return {
        "index": block.index,
        "text": block.text,
        "role": block.role.value,
        "level": block.level,
        "path": block.path,
        "words": block.words,
        "link_words": block.link_words,
        "probability": round(block.probability, 4),
        "kept": block.kept,
        "reason": block.reason,
    }
