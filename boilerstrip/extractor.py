"""The pipeline: page → strategies → scorer → discard → extraction."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from copy import copy
from functools import partial
from itertools import compress
from typing import Any, Unpack

from boilerstrip import strategies
from boilerstrip.discard import discard, why_empty
from boilerstrip.errors import BoilerstripError, OptionError
from boilerstrip.extraction import Extraction
from boilerstrip.input.source import load, refuse_names
from boilerstrip.limits import Limits
from boilerstrip.metadata import MetadataReader
from boilerstrip.options import OPTIONS, Options, checked, takes_options
from boilerstrip.page import Block, Element, Page
from boilerstrip.page.block import kept_of
from boilerstrip.render.writer import Markup
from boilerstrip.scoring.confidence import correct_confidence
from boilerstrip.scoring.decisions import asked_for_by_role, decide, decided, left_out_by_role
from boilerstrip.scoring.footnotes import decide_footnotes
from boilerstrip.scoring.judge import Verdict, judge
from boilerstrip.scoring.roles import with_roles
from boilerstrip.scoring.scorer import LearnedScorer, Scorer
from boilerstrip.site.rules import OwnRules, decided_by_owner
from boilerstrip.site.rules_file import RulesFile
from boilerstrip.strategies import Candidate

_RENAMED = "extract_text is called extract_plaintext now; the old name goes with the next version"

# With `effort="auto"` the strategies of other packages are asked where the confidence is below this. In
# cross-validation that is on 2.8 % of WCXB dev's pages and no news page, at a cost of 0.0009 word F1 on WCXB
# against always asking, 0.0002 on news and 0.0018 snippet F1 on trafilatura's pages. At 0.7 it asks on 9 %
# for the same.
THIRD_PARTY_THRESHOLD = 0.5
_NOTHING_LEFT = "own rules drop the whole body"


@takes_options(OPTIONS)
class Extractor:
    """Extraction with fixed options, for any number of pages and from any thread.

    Args:
        {options}

    Attributes:
        options: all options with their values; each is an attribute of its own, too.

    Raises:
        OptionError: there is no such option, one has a wrong value, or two contradict each other.

    """

    options: Options

    def __init__(self, **options: Unpack[Options]) -> None:
        """Check the options; strategies are loaded here, so that a wrong name fails early."""
        self.options = checked(options)
        _check(self.options)
        self._rules = _own_rules(self.options)
        rules = self.options["rules"]
        self._rules_file = None if rules is None else RulesFile.read(rules)

    def with_rules(self, file: RulesFile) -> Extractor:
        """Return an Extractor with the same options and these rules instead of those of the option."""
        other = copy(self)
        other._rules_file = file
        return other

    def __getattr__(self, name: str) -> Any:
        try:
            return vars(self)["options"][name]
        except KeyError:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}") from None

    def extract(self, page: str | bytes, url: str | None = None, encoding: str | None = None) -> Extraction:
        """Extract the clean body of a page.

        Args:
            page: HTML, XML, JSON or plain text; as bytes it is decoded first.
            url: the page's address, if known: makes links absolute, helps with the metadata.
            encoding: the encoding of bytes, if known from outside; what the page declares and what
                its bytes look like is tried otherwise.

        Returns:
            An Extraction; where the page has no body its `text` is "" and `notes` says why.

        Raises:
            InputError: `page` is neither `str` nor bytes-like, or it is an address or the name of a file.
            OptionError: `url` or `encoding` is invalid.

        """
        return self._run(page, url, encoding, is_plaintext=False)

    def extract_plaintext(
        self, text: str | bytes, url: str | None = None, encoding: str | None = None
    ) -> Extraction:
        """Strip the boilerplate off plain text, such as the text dump of a web archive or an export.

        Every line is a Block, once lines that a tool wrapped or broke are joined, and those that it ran
        together are separated. `extract` does the same with what has no tags in it at all; here nothing is
        markup, whatever it looks like. Args, returns and raises as `extract`.
        """
        return self._run(text, url, encoding, is_plaintext=True)

    def extract_text(
        self, text: str | bytes, *, url: str | None = None, encoding: str | None = None
    ) -> Extraction:
        """Deprecated: `extract_plaintext`."""
        warnings.warn(_RENAMED, DeprecationWarning, stacklevel=2)
        return self.extract_plaintext(text, url=url, encoding=encoding)

    def _run(
        self, page: str | bytes, url: str | None, encoding: str | None, *, is_plaintext: bool
    ) -> Extraction:
        if url is not None and not isinstance(url, str):
            raise OptionError(f"url must be a str, not {type(url).__name__}")
        if encoding is not None and not isinstance(encoding, str):
            raise OptionError(f"encoding must be a str, not {type(encoding).__name__}")
        if not is_plaintext:
            refuse_names(page)
        try:
            own = self._rules if self._rules_file is None else self._rules_file.rules_for(url, self._rules)
            loaded = load(
                page, url, encoding, self.limits, is_plaintext=is_plaintext, selectors=own.selectors
            )
            loaded.owner_phrases = own.normal_phrases
            if loaded.cleaned is not None and loaded.cleaned.end > loaded.cleaned.start:
                return _as_it_is(loaded, loaded.cleaned, self.options, _owners(loaded))
            return self._extract(loaded, own)
        except (BoilerstripError, MemoryError):
            raise
        except Exception as error:
            raise BoilerstripError(f"extraction failed: {type(error).__name__}: {error}") from error

    def _extract(self, page: Page, own: OwnRules) -> Extraction:
        about = MetadataReader(page)
        page = with_roles(page, about)
        verdict = self._judge(page, own.beta)
        owners = _owners(page)
        dropped = left_out_by_role(page, self.options, verdict.mask, verdict.probabilities)
        # left out before rules compare the rest, because a title line has a very low probability
        mask = list(verdict.mask)
        for i in dropped:
            mask[i] = False
        for i, (keep, _) in owners.items():
            mask[i] = keep
        dropped |= discard(
            page,
            mask,
            verdict.probabilities,
            comments=self.options["include_comments"],
            posts=about.is_thread,
            rules_off=frozenset(own.rules_off),
        )
        has_body = any(i not in dropped for i in compress(range(len(mask)), mask))
        asked_for = asked_for_by_role(page, self.options) if has_body else {}
        footnotes = decide_footnotes(page, mask, dropped, include=self.options["include_footnotes"])
        dropped |= footnotes.dropped
        asked_for = {i: reason for i, reason in asked_for.items() if i not in footnotes.dropped}
        asked_for |= footnotes.asked_for
        page = decide(page, verdict, dropped, asked_for, owners, footnotes.blocks)
        kept = kept_of(page.blocks)
        if not kept and not page.notes:
            by_owner = any(verdict.mask[i] for i in page.dropped_by_owner)
            page.notes.append(_NOTHING_LEFT if by_owner else why_empty(page))
        is_learned = isinstance(self.scorer, LearnedScorer)
        return Extraction(
            page,
            metadata=about,
            strategy=verdict.strategy if kept else "",
            # counted when it is asked for
            confidence=partial(_confidence, page, verdict, is_learned) if kept else 0.0,
            candidates=verdict.candidates,
            discarded=[
                page.blocks[i]
                for i in sorted(dropped.keys() | owners.keys())
                if verdict.mask[i] and not page.blocks[i].kept
            ],
            markup=_markup(self.options),
            structured_text=self.options["structured_text"],
            notes=footnotes.links,
        )

    def _judge(self, page: Page, beta: float) -> Verdict:
        """Run the strategies, as many as the effort allows and the page needs."""
        names, effort = tuple(self.options["strategies"] or ()), self.options["effort"]
        scorer: Scorer = self.scorer
        own = [name for name in names if name not in strategies.THIRD_PARTY]
        # other packages need markup, which plain text does not have
        others = [] if page.is_plaintext and own else [name for name in names if name not in own]
        asked = names if others and (effort == "full" or not own) else own
        candidates = self._ask(page, asked)
        verdict = judge(page, candidates, scorer, beta)
        if effort != "auto" or not others or asked is names or verdict.confidence >= THIRD_PARTY_THRESHOLD:
            return verdict
        answers = {candidate.name: candidate for candidate in candidates}
        answers |= {candidate.name: candidate for candidate in self._ask(page, others)}
        return judge(page, [answers[name] for name in names], scorer, beta)

    def _ask(self, page: Page, names: Sequence[str]) -> list[Candidate]:
        timeout, concurrent = self.options["timeout"], self.options["concurrent"]
        return strategies.run(page, names, timeout=timeout, concurrent=concurrent)


def _confidence(page: Page, verdict: Verdict, is_learned: bool) -> float:
    """Correct the confidence of a decided page; that of a scorer of the caller's own is left as it is."""
    if not is_learned:
        return verdict.confidence
    return verdict.rivalry * correct_confidence(page, verdict.confidence / verdict.rivalry)


@takes_options(OPTIONS)
def extract(
    page: str | bytes, url: str | None = None, encoding: str | None = None, **options: Unpack[Options]
) -> Extraction:
    """Strip the boilerplate off a page.

    Args:
        page: HTML, XML, JSON or plain text; as bytes it is decoded first.
        url: the page's address, if known: makes links absolute, helps with the metadata.
        encoding: the encoding of bytes, if known from outside; what the page declares and what
            its bytes look like is tried otherwise.
        {options}

    Returns and raises as `Extractor.extract`.

    """
    return _extractor(options).extract(page, url, encoding)


@takes_options(OPTIONS)
def extract_plaintext(
    text: str | bytes, url: str | None = None, encoding: str | None = None, **options: Unpack[Options]
) -> Extraction:
    """Strip the boilerplate off plain text.

    Args, returns and raises as `extract` and `Extractor.extract_plaintext`.
    """
    return _extractor(options).extract_plaintext(text, url, encoding)


def extract_text(
    text: str | bytes, url: str | None = None, encoding: str | None = None, **options: Unpack[Options]
) -> Extraction:
    """Deprecated: `extract_plaintext`."""
    warnings.warn(_RENAMED, DeprecationWarning, stacklevel=2)
    return extract_plaintext(text, url, encoding, **options)


@takes_options(OPTIONS)
def extract_url(url: str, encoding: str | None = None, **options: Unpack[Options]) -> Extraction:
    """Fetch a page and strip the boilerplate off it.

    Fetching is bounded as that of `fetch`, and the page's address is the one after redirects.

    Args:
        url: an http or https address.
        encoding: the page's encoding, if it is known better than by what the server and the page say.
        {options}

    Returns and raises as `fetch` and `Extractor.extract`.

    """
    from boilerstrip.input.fetch import fetch

    extractor = _extractor(options)
    fetched = fetch(url)
    return extractor.extract(fetched.data, fetched.url, encoding or fetched.encoding)


_shared: list[Extractor] = []


def _extractor(options: Options) -> Extractor:
    """Return an Extractor with these options; the default one is created once."""
    if options:
        return Extractor(**options)
    if not _shared:
        _shared.append(Extractor())
    return _shared[0]


def _check(options: Options) -> None:
    """Resolve and check what takes more than the option's type to tell; see `boilerstrip.options`."""
    options["strategies"] = _checked_strategies(options)
    options["limits"] = _checked_limits(options["limits"])
    options["scorer"] = _checked_scorer(options["scorer"])


def _own_rules(options: Options) -> OwnRules:
    return OwnRules(
        keep=options["keep"],
        drop=options["drop"],
        drop_phrases=options["drop_phrases"],
        rules_off=options["rules_off"],
        favor=options["favor"],
    )


def _checked_strategies(options: Options) -> tuple[str, ...]:
    if options["strategies"] is None:
        return strategies.BUILT_IN
    names = tuple(options["strategies"])
    if not names:
        raise OptionError(f"no strategy named; there are: {', '.join(strategies.available())}")
    for name in names:
        strategies.find(name)
    others = [name for name in names if name in strategies.THIRD_PARTY]
    # naming all strategies is the same as naming none
    if options["effort"] == "fast" and others and not set(strategies.BUILT_IN) <= set(names):
        raise OptionError(
            f"effort 'fast' runs no strategies from other packages, but strategies names {', '.join(others)}"
        )
    return names


def _checked_limits(limits: Limits | None) -> Limits:
    if limits is None:
        return Limits()
    if not isinstance(limits, Limits):
        raise OptionError(f"limits must be a boilerstrip.Limits, not {type(limits).__name__}")
    for name, value in limits._asdict().items():
        # html and body are not part of a place
        minimum = 3 if name == "depth" else 1
        if not isinstance(value, int) or value < minimum:
            raise OptionError(
                f"the limit {name!r} must be a whole number of at least {minimum}, not {value!r}"
            )
    return limits


def _checked_scorer(scorer: Scorer | None) -> Scorer:
    if scorer is None:
        return LearnedScorer()
    if not all(callable(getattr(scorer, name, None)) for name in ("probabilities", "confidence")):
        raise OptionError(
            f"scorer needs the methods probabilities and confidence, which {scorer!r} does not have"
        )
    return scorer


def _markup(options: Options) -> Markup:
    return Markup(
        options["include_links"],
        options["include_images"],
        options["include_tables"],
        options["include_formatting"],
    )


def _owners(page: Page) -> dict[int, tuple[bool, str]]:
    """Return the decisions of the site's owner by Block, and note on the page what the rules did."""
    owners = decided_by_owner(page)
    page.dropped_by_owner = frozenset(i for i, (keep, _) in owners.items() if not keep)
    return owners


def _as_it_is(
    page: Page, cleaned: Element, options: Options, owners: Mapping[int, tuple[bool, str]]
) -> Extraction:
    """Return a body that boilerstrip cleaned before unchanged, except for decisions of the site's owner."""
    metadata = MetadataReader(page)
    page = page.with_blocks([_as_before(page, block, cleaned, owners) for block in page.blocks])
    if not kept_of(page.blocks):
        page.note(_NOTHING_LEFT)
    return Extraction(
        page,
        metadata=metadata,
        strategy="cleaned",
        confidence=1.0,
        markup=_markup(options),
        structured_text=options["structured_text"],
    )


def _as_before(page: Page, block: Block, cleaned: Element, owners: Mapping[int, tuple[bool, str]]) -> Block:
    """Return a Block of a page cleaned before: kept in the body, unless the owner of the site decides."""
    caption = page.innermost(block.element, "figcaption", "caption")
    image_only = caption >= 0 and "image-only" in (page.elements[caption].form or {})
    kept = cleaned.start <= block.index < cleaned.end and not image_only
    reason = "cleaned before" if kept else "outside the cleaned body"
    kept, reason = owners.get(block.index, (kept, reason))
    return decided(block, kept, reason, float(kept))
