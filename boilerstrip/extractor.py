"""The pipeline: page → strategies → scorer → discard → extraction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from boilerstrip import strategies
from boilerstrip.discard import discard, why_empty
from boilerstrip.errors import BoilerstripError, OptionError
from boilerstrip.extraction import Extraction
from boilerstrip.input.source import load
from boilerstrip.limits import Limits
from boilerstrip.metadata import metadata, with_body
from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.roles import assign_roles
from boilerstrip.scoring.decisions import Included, asked_for_by_role, decide, left_out_by_role
from boilerstrip.scoring.footnotes import (
    footnote_blocks,
    is_heading_of_notes,
    link_plain_notes,
    plain_notes,
)
from boilerstrip.scoring.judge import Verdict, judge
from boilerstrip.scoring.scorer import LearnedScorer, Scorer
from boilerstrip.strategies import Candidate

# The longest a strategy may take for one page, in seconds; ordinary pages take a hundredth.
TIMEOUT = 10.0


EFFORTS = ("auto", "fast", "full")
# With `effort="auto"` the strategies of other packages are asked where the confidence is below this:
# cross-validated for 6 % of WCXB dev's pages and for no news page, which by word F1 leaves WCXB 0.0008
# below what "full" makes of it and news 0.0007 above, and by snippet F1 trafilatura's pages 0.0014 above.
# At 0.6 it asks on 5.6 % of WCXB dev for 0.0006, at 0.8 on 23 % for the same.
THIRD_PARTY_THRESHOLD = 0.7


class Extractor:
    """Extraction with options, to be made once and used for any number of pages, from any thread.

    Args:
        strategies: names of the strategies to ask, in any order; see `boilerstrip.available_strategies`.
        effort: "fast" leaves out the strategies of other packages, "full" asks all that are named,
            "auto" asks those of other packages only where the rest leaves doubts.
        include_title: keep the title line in the body.
        include_byline: keep bylines and datelines beside the title line in the body.
        include_captions: keep the captions of figures and tables.
        include_comments: keep readers' comments below an article.
        include_footnotes: keep the footnotes of what is kept, and the marks that refer to them.
        timeout: seconds that a strategy may take for one page before it goes on without it.
        concurrent: ask the strategies of other packages and the user's at the same time, each in a
            thread of its own, while ours run. The result is the same either way.
        limits: what one page may cost; see `boilerstrip.Limits`.
        scorer: what gives each Block its probability of being content.

    Raises:
        OptionError: an option is not what it should be.

    """

    def __init__(
        self,
        *,
        strategies: Iterable[str] = strategies.BUILT_IN,
        effort: str = "auto",
        include_title: bool = False,
        include_byline: bool = False,
        include_captions: bool = True,
        include_comments: bool = False,
        include_footnotes: bool = True,
        timeout: float = TIMEOUT,
        concurrent: bool = True,
        limits: Limits | None = None,
        scorer: Scorer | None = None,
    ) -> None:
        """Check the options; strategies are loaded here, so that a wrong name fails early."""
        self.strategies = _checked(strategies)
        if effort not in EFFORTS:
            raise OptionError(f"effort is one of {', '.join(EFFORTS)}, not {effort!r}")
        self.effort = effort
        self.include_title = include_title
        self.include_byline = include_byline
        self.include_captions = include_captions
        self.include_comments = include_comments
        self.include_footnotes = include_footnotes
        if not (isinstance(timeout, (int, float)) and timeout > 0):
            raise OptionError(f"timeout is a positive number of seconds, not {timeout!r}")
        self.timeout = float(min(timeout, 86_400))
        self.concurrent = concurrent
        self.limits = _checked_limits(limits or Limits())
        self.scorer: Scorer = scorer or LearnedScorer()

    def extract(
        self, page: str | bytes, *, url: str | None = None, encoding: str | None = None
    ) -> Extraction:
        """Take a page apart and give back its clean body.

        Args:
            page: HTML, XML, JSON or plain text; as bytes it is decoded first.
            url: the page's address, if known: makes links absolute, helps with the metadata.
            encoding: the encoding of bytes, if known from outside; what the page declares and what
                its bytes look like is tried otherwise.

        Returns:
            An Extraction; where the page has no body its `text` is "" and `notes` says why.

        Raises:
            InputError: `page` is neither `str` nor bytes-like.
            OptionError: `url` or `encoding` is not what it should be.

        """
        return self._run(page, url, encoding, flattened=False)

    def extract_text(
        self, text: str | bytes, *, url: str | None = None, encoding: str | None = None
    ) -> Extraction:
        """Take apart a page already flattened to text, as in web-archive text dumps and exports.

        Every line is a Block; lines of one sentence that a tool broke at its links are one. `extract` does
        the same with what has no tags in it at all; here nothing is markup, whatever it looks like. Args,
        returns and raises as `extract`.
        """
        return self._run(text, url, encoding, flattened=True)

    def _run(
        self, page: str | bytes, url: str | None, encoding: str | None, *, flattened: bool
    ) -> Extraction:
        if url is not None and not isinstance(url, str):
            raise OptionError(f"url is a str, not {type(url).__name__}")
        if encoding is not None and not isinstance(encoding, str):
            raise OptionError(f"encoding is a str, not {type(encoding).__name__}")
        try:
            loaded = load(page, url, encoding, self.limits, flattened=flattened)
            if loaded.cleaned is not None and loaded.cleaned.end > loaded.cleaned.start:
                return _as_it_is(loaded, loaded.cleaned)
            return self._extract(loaded)
        except (BoilerstripError, MemoryError):
            raise
        except Exception as error:
            raise BoilerstripError(f"extraction failed: {type(error).__name__}: {error}") from error

    def _extract(self, page: Page) -> Extraction:
        about = metadata(page)
        assign_roles(page, about)
        verdict = self._judge(page)
        included = Included(
            self.include_title, self.include_byline, self.include_captions, self.include_comments
        )
        dropped = left_out_by_role(page, included)
        dropped |= discard(page, verdict.mask, verdict.probabilities, comments=self.include_comments)
        has_body = any(chosen and at not in dropped for at, chosen in enumerate(verdict.mask))
        asked_for = asked_for_by_role(page, included) if has_body else {}
        self._judge_footnotes(page, verdict.mask, dropped, asked_for)
        decide(page, verdict, dropped, asked_for)
        kept = [block for block in page.blocks if block.kept]
        if not kept and not page.notes:
            page.notes.append(why_empty(page))
        return Extraction(
            page,
            metadata=with_body(about, kept),
            strategy=verdict.strategy if kept else "",
            confidence=verdict.confidence if kept else 0.0,
            candidates=verdict.candidates,
            discarded=[
                page.blocks[at] for at in sorted(dropped) if verdict.mask[at] and not page.blocks[at].kept
            ],
        )

    def _judge_footnotes(
        self, page: Page, mask: Sequence[bool], dropped: dict[int, str], asked_for: dict[int, str]
    ) -> None:
        """Give the notes their role; keep those of what is kept, or leave out all."""
        kept = [chosen and i not in dropped for i, chosen in enumerate(mask)]
        notes = footnote_blocks(page, kept)
        plain = plain_notes(page, {i for i, keep in enumerate(kept) if keep})
        if self.include_footnotes:
            link_plain_notes(page, [i for i in plain if i not in notes])
        notes |= dict.fromkeys(plain, True)
        for i, goes in notes.items():
            page.blocks[i].role = Role.FOOTNOTE
            if not self.include_footnotes:
                dropped[i] = "footnote"
                asked_for.pop(i, None)
                if i and is_heading_of_notes(page.blocks[i - 1]):
                    dropped[i - 1] = "heading of footnotes"
            elif goes and any(kept):
                asked_for[i] = "footnote of the body"

    def _judge(self, page: Page) -> Verdict:
        """Ask the strategies, as many as the effort allows and the page needs."""
        own = [name for name in self.strategies if name not in strategies.THIRD_PARTY]
        # what other packages go by is markup, and flattened text has none
        others = [] if page.flattened and own else [n for n in self.strategies if n not in own]
        asked = self.strategies if others and (self.effort == "full" or not own) else own
        candidates = self._ask(page, asked)
        verdict = judge(page, candidates, self.scorer)
        if (
            self.effort != "auto"
            or not others
            or asked is self.strategies
            or verdict.confidence >= THIRD_PARTY_THRESHOLD
        ):
            return verdict
        answers = {candidate.name: candidate for candidate in candidates}
        answers |= {candidate.name: candidate for candidate in self._ask(page, others)}
        return judge(page, [answers[name] for name in self.strategies], self.scorer)

    def _ask(self, page: Page, names: Sequence[str]) -> list[Candidate]:
        return strategies.run(page, names, timeout=self.timeout, concurrent=self.concurrent)


def extract(page: str | bytes, *, url: str | None = None, encoding: str | None = None) -> Extraction:
    """Strip the boilerplate off a page, with the default options of `Extractor`.

    Args, returns and raises as `Extractor.extract`.
    """
    return _default().extract(page, url=url, encoding=encoding)


def extract_text(text: str | bytes, *, url: str | None = None, encoding: str | None = None) -> Extraction:
    """Strip the boilerplate off a page already flattened to text, with the default options.

    Args, returns and raises as `Extractor.extract_text`.
    """
    return _default().extract_text(text, url=url, encoding=encoding)


_shared: list[Extractor] = []


def _default() -> Extractor:
    if not _shared:
        _shared.append(Extractor())
    return _shared[0]


def _checked(names: Iterable[str]) -> tuple[str, ...]:
    if isinstance(names, str):
        raise OptionError("strategies is a collection of names, not one string")
    try:
        checked = tuple(dict.fromkeys(names))
    except TypeError:
        raise OptionError(f"strategies is a collection of names, not {names!r}") from None
    if not checked:
        raise OptionError(f"no strategy named; there are: {', '.join(strategies.available())}")
    for name in checked:
        strategies.find(name)
    return checked


def _checked_limits(limits: Limits) -> Limits:
    if not isinstance(limits, Limits):
        raise OptionError(f"limits is a boilerstrip.Limits, not {type(limits).__name__}")
    for name, value in limits._asdict().items():
        # html and body are told apart in any case
        least = 3 if name == "depth" else 1
        if not isinstance(value, int) or value < least:
            raise OptionError(f"the limit {name!r} is a whole number of at least {least}, not {value!r}")
    return limits


def _as_it_is(page: Page, cleaned: Element) -> Extraction:
    """A body that boilerstrip cleaned before stays as it is."""
    for block in page.blocks:
        block.kept = cleaned.start <= block.index < cleaned.end
        block.probability = float(block.kept)
        block.reason = "cleaned before" if block.kept else "outside the cleaned body"
    kept: Sequence[Block] = page.blocks[cleaned.start : cleaned.end]
    return Extraction(
        page,
        metadata=metadata(page, kept),
        strategy="cleaned",
        confidence=1.0,
    )
