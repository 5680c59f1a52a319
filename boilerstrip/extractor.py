"""The pipeline: page → strategies → scorer → discard → extraction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from boilerstrip import strategies
from boilerstrip.discard import NOTICE, discard
from boilerstrip.errors import BoilerstripError, OptionError
from boilerstrip.extraction import Extraction
from boilerstrip.input.source import load
from boilerstrip.limits import Limits
from boilerstrip.metadata import metadata
from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.roles import assign_roles
from boilerstrip.scorer import LearnedScorer, Scorer, Verdict, is_heading, judge
from boilerstrip.strategies import Candidate

# The longest a strategy may take for one page, in seconds; ordinary pages take a hundredth.
TIMEOUT = 10.0


EFFORTS = ("auto", "fast", "full")
# With `effort="auto"` the strategies of other packages are asked where the confidence is below this:
# cross-validated for 12 % of WCXB dev's pages and for no news page, which by word F1 leaves WCXB 0.0009
# below what "full" makes of it and news 0.0004 above, and by snippet F1 trafilatura's pages 0.0018 below.
# At 0.6 the latter is 0.0029; at 0.8 the first and the last are 0.0005 and 0.0015, for twice as many pages.
SURE = 0.7


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
        dropped = self._excluded(page)
        dropped |= discard(page, verdict.mask, verdict.probabilities, comments=self.include_comments)
        has_body = any(chosen and at not in dropped for at, chosen in enumerate(verdict.mask))
        asked_for = self._asked_for(page) if has_body else {}
        _decide(page, verdict, dropped, asked_for)
        kept = [block for block in page.blocks if block.kept]
        if not kept and not page.notes:
            page.notes.append(_why_empty(page))
        return Extraction(
            page,
            metadata=about if about.language else metadata(page, kept),
            strategy=verdict.strategy if kept else "",
            confidence=verdict.confidence if kept else 0.0,
            candidates=verdict.candidates,
            discarded=[
                page.blocks[at] for at in sorted(dropped) if verdict.mask[at] and not page.blocks[at].kept
            ],
        )

    def _judge(self, page: Page) -> Verdict:
        """Ask the strategies, as many as the effort allows and the page needs."""
        own = [name for name in self.strategies if name not in strategies.THIRD_PARTY]
        # what other packages go by is markup, and flattened text has none
        others = [] if page.flattened and own else [n for n in self.strategies if n not in own]
        asked = self.strategies if others and (self.effort == "full" or not own) else own
        candidates = self._ask(page, asked)
        verdict = judge(page, candidates, self.scorer)
        if self.effort != "auto" or not others or asked is self.strategies or verdict.confidence >= SURE:
            return verdict
        answers = {candidate.name: candidate for candidate in candidates}
        answers |= {candidate.name: candidate for candidate in self._ask(page, others)}
        return judge(page, [answers[name] for name in self.strategies], self.scorer)

    def _ask(self, page: Page, names: Sequence[str]) -> list[Candidate]:
        return strategies.run(page, names, timeout=self.timeout, concurrent=self.concurrent)

    def _excluded(self, page: Page) -> dict[int, str]:
        """The Blocks that are left out for their role, by the options, with the reason."""
        reasons = {Role.CONTROL: "control"}
        if not self.include_title:
            reasons[Role.TITLE] = "title line"
        if not self.include_byline:
            reasons[Role.BYLINE] = reasons[Role.DATE] = "byline or date"
        if not self.include_captions:
            reasons[Role.CAPTION] = "caption"
        return {
            block.index: reasons[block.role]
            for block in page.blocks
            if block.role in reasons and not (block.role is Role.CONTROL and is_heading(page, block))
        }

    def _asked_for(self, page: Page) -> dict[int, str]:
        """The Blocks that options ask for beside the body, with the reason; the scorer knows no options."""
        asked_for: dict[int, str] = {}
        if not (self.include_title or self.include_byline or self.include_comments):
            return asked_for
        # what is titled in the same words above the headline is a link to it, as in a trail of crumbs
        titles = [block.index for block in page.blocks if block.role is Role.TITLE]
        title = next((at for at in reversed(titles) if page.blocks[at].level), titles[-1] if titles else None)
        for block in page.blocks:
            if block.index == title and self.include_title:
                asked_for[block.index] = "title line asked for"
            elif block.role in (Role.BYLINE, Role.DATE):
                # a date far above the headline is that of the day
                beside = title is not None and block.index >= title - 1
                if self.include_byline and beside:
                    asked_for[block.index] = "byline or date asked for"
            elif block.role is Role.COMMENT:
                # labels and links are the frame of the comments
                frame = page.labels[block.index] is not None or block.link_density >= 0.5
                if self.include_comments and not frame:
                    asked_for[block.index] = "comments asked for"
        return asked_for


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


def _decide(page: Page, verdict: Verdict, dropped: dict[int, str], asked_for: dict[int, str]) -> None:
    """Write the decision and its reason on every Block."""
    for block, chosen, probability in zip(page.blocks, verdict.mask, verdict.probabilities, strict=True):
        block.probability = probability
        reason = dropped.get(block.index)
        asked = asked_for.get(block.index)
        block.kept = asked is not None or (chosen and reason is None)
        if asked is not None:
            block.reason = asked
        elif reason is not None:
            block.reason = reason
        elif chosen:
            block.reason = f"content by {verdict.strategy}"
        else:
            likely = probability >= 0.5
            block.reason = f"not chosen by {verdict.strategy}" if likely else "unlikely to be content"


def _why_empty(page: Page) -> str:
    """Why nothing is kept of a page that has text."""
    notices = (label.phrase for label in page.labels if label is not None and label.family == NOTICE)
    notice = next(notices, None)
    return (
        f"in place of a body there is a notice: “{notice}”"
        if notice
        else "no block of the page looks like content"
    )


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
