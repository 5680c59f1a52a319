"""What an extraction gives back: the clean body in every form, and how it came about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from boilerstrip.metadata import Metadata
from boilerstrip.page import Block, Page
from boilerstrip.render.html import to_html
from boilerstrip.render.markdown import to_markdown
from boilerstrip.render.text import to_text
from boilerstrip.strategies import Candidate


class Extraction:
    """The clean body of one page.

    Attributes:
        blocks: every Block of the page in document order, with role, decision (`kept`) and reason.
        candidates: each strategy's proposal with score, seconds and error.
        confidence: the word F1, 0 to 1, that the scorer expects of this body.
        strategy: the strategy whose proposal won, "fused" for a mixture, "" where there was nothing.
        notes: what the caller should know: why the body is empty, which limit the page ran into.
        metadata: title, author, date, language, site_name, description, image and url in one.

    """

    def __init__(
        self,
        page: Page,
        *,
        metadata: Metadata,
        strategy: str = "",
        confidence: float = 0.0,
        candidates: Sequence[Candidate] = (),
        discarded: Sequence[Block] = (),
    ) -> None:
        """Take what the pipeline decided; the forms of the body are made when first asked for."""
        self._page = page
        self.blocks = tuple(page.blocks)
        self.metadata = metadata
        self.strategy = strategy
        self.confidence = confidence
        self.candidates = tuple(candidates)
        self.notes = tuple(page.notes)
        #: Blocks that the winning mask had and that a discard rule dropped.
        self.discarded = tuple(discarded)

    @cached_property
    def kept(self) -> tuple[Block, ...]:
        """The Blocks of the body."""
        return tuple(block for block in self.blocks if block.kept)

    @cached_property
    def text(self) -> str:
        """The body as plain text: Blocks a blank line apart, list items and table rows a line each."""
        return to_text(self._page, self.kept)

    @cached_property
    def html(self) -> str:
        """The body as sanitised HTML, one `article` element; "" for an empty body."""
        return to_html(self._page, self.kept) if self.kept else ""

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
        """The ISO 639-1 code of the page's language, declared or else detected."""
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
        """The canonical address the page states, or else the one it was given."""
        return self.metadata.url

    def to_dict(self, *, blocks: bool = True) -> dict[str, Any]:
        """Everything as JSON-ready values; `blocks=False` leaves out the Blocks and masks."""
        result: dict[str, Any] = {
            **self.metadata._asdict(),
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
                | ({"blocks": [at for at, kept in enumerate(candidate.mask) if kept]} if blocks else {})
                for candidate in self.candidates
            ],
        }
        if blocks:
            result["blocks"] = [_block_dict(block) for block in self.blocks]
            result["discarded"] = [block.index for block in self.discarded]
        return result

    def to_json(self, *, blocks: bool = True, indent: int | None = None) -> str:
        """`to_dict` as a JSON text; non-ASCII characters stand as themselves."""
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
