"""readability-lxml's Document over boilerstrip."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from lxml import etree

import boilerstrip
from boilerstrip.compat import trees
from boilerstrip.errors import BoilerstripError, InputError, OptionError
from boilerstrip.scoring.scorer import LearnedScorer
from boilerstrip.text.class_names import sorted_names

__all__ = ["Document", "Unparseable"]

#: An alias, so that `except Unparseable` catches everything that boilerstrip raises.
Unparseable = BoilerstripError

# Log-odds that a keyword adds or subtracts for the Blocks inside: enough to change decisions of which the
# model is unsure, but not those of which it is sure.
_WEIGHT = 2.0
_LEAST = 1e-6  # probabilities stay so far from 0 and 1
_DROPPED = ("script", "link", "style", "noscript")


class Document:
    """A page with methods for its title and cleaned body.

    Args:
        input: the page as str, bytes or an lxml tree.
        positive_keywords: patterns of classes and ids to favor: a compiled pattern, a list, or a str with
            commas. They shift the probability of what stands inside, as weights do in readability.
        negative_keywords: patterns of classes and ids to disfavor.
        url: the page's address; makes links absolute.
        min_text_length: raises unless it is the default: no paragraph is too short for boilerstrip.
        retry_length: raises unless it is the default: there is no second, milder attempt.
        xpath: raises where it is true: elements of the summary are not those of the page.
        handle_failures: without effect: unreadable addresses are left out.

    Raises:
        InputError: `input` is not a page.
        OptionError: an option is not supported or means nothing; the message says why.

    """

    def __init__(
        self,
        input: Any,
        positive_keywords: Any = None,
        negative_keywords: Any = None,
        url: str | None = None,
        min_text_length: int = 25,
        retry_length: int = 250,
        xpath: bool = False,
        handle_failures: str | None = "discard",
    ) -> None:
        if isinstance(input, etree._ElementTree):
            input = input.getroot()
        if isinstance(input, etree._Element):
            input = trees.to_markup(input)
        if not isinstance(input, (str, bytes)):
            raise InputError(f"a page must be str, bytes or an lxml tree, not {type(input).__name__}")
        if min_text_length != 25:
            raise OptionError("min_text_length: boilerstrip has no such threshold")
        if retry_length != 250:
            raise OptionError("retry_length: boilerstrip makes no second attempt")
        if xpath:
            raise OptionError("xpath: the summary is new markup, so its elements have no XPath on the page")
        self.input = input
        self.url = url
        self.positive_keywords = _pattern(positive_keywords)
        self.negative_keywords = _pattern(negative_keywords)

    @cached_property
    def _extraction(self) -> boilerstrip.Extraction:
        if self.positive_keywords or self.negative_keywords:
            scorer = _KeywordScorer(self.positive_keywords, self.negative_keywords)
            return boilerstrip.Extractor(scorer=scorer).extract(self.input, url=self.url)
        return boilerstrip.extract(self.input, url=self.url)

    @cached_property
    def _tree(self) -> trees.Tree:
        return trees.load_tree(self.input)

    def title(self) -> str:
        """Return the text of the title element, "[no-title]" without one."""
        return " ".join((self._tree.findtext(".//title") or "").split()) or "[no-title]"

    def short_title(self) -> str:
        """Return the headline without the site's name, "" for none."""
        return self._extraction.title or ""

    def author(self) -> str:
        """Return the authors' names, "[no-author]" for none."""
        return self._extraction.author or "[no-author]"

    def content(self) -> str:
        """Return the whole body element of the page, without scripts, styles, comments and handlers."""
        body = self._tree.find("body")
        tree = self._tree if body is None else body
        etree.strip_elements(tree, *_DROPPED, etree.Comment, with_tail=False)
        for element in tree.iter(etree.Element):
            for name, value in element.items():
                if name.startswith("on") or name == "style" or _is_script(value):
                    del element.attrib[name]
        del self.__dict__["_tree"]
        return trees.to_markup(tree)

    def summary(self, html_partial: bool = False, keep_all_images: bool = False) -> str:
        """Return the clean body as HTML.

        Args:
            html_partial: a `div` alone, without `html` and `body` around it.
            keep_all_images: without effect: the body's images stay in any case.

        """
        tree = trees.body_tree(self._extraction.html)
        tree.tag = "div"
        markup = trees.to_markup(tree)
        return markup if html_partial else f"<html><body>{markup}</body></html>"


def _is_script(value: str) -> bool:
    return re.sub(r"[\0-\x20]+", "", value).lower().startswith(("javascript:", "vbscript:"))


def _pattern(keywords: Any) -> re.Pattern[str] | None:
    """Return keywords, in the forms that readability accepts, as one pattern.

    Raises:
        OptionError: they are neither a pattern, nor a str, nor a list.

    """
    if not keywords or isinstance(keywords, re.Pattern):
        return keywords or None
    if isinstance(keywords, bytes):
        keywords = keywords.decode("utf-8", "replace")
    if isinstance(keywords, str):
        keywords = keywords.split(",")
    if not isinstance(keywords, (list, tuple)) or not all(isinstance(word, str) for word in keywords):
        raise OptionError(f"keywords must be a pattern, a str or a list of str, not {keywords!r}")
    # class names are also compared in boilerstrip's form: in lower case, with hyphens instead of camel case
    spelled = {form for word in keywords if word.strip() for form in (word.strip(), sorted_names(word))}
    words = sorted(map(re.escape, spelled))
    return re.compile("|".join(words), re.IGNORECASE) if words else None


class _KeywordScorer(LearnedScorer):
    """The trained model, with a weight for Blocks inside elements whose class or id has a keyword."""

    def __init__(self, positive: re.Pattern[str] | None, negative: re.Pattern[str] | None) -> None:
        self._positive = positive
        self._negative = negative

    def probabilities(
        self, page: boilerstrip.Page, candidates: Sequence[boilerstrip.Candidate]
    ) -> list[float]:
        """Return the model's probability for each Block, shifted by the nearest keyword around it."""
        weights: list[float] = []
        # parents come before their children
        for element in page.elements:
            around = weights[element.parent] if element.parent >= 0 else 0.0
            own = 0.0 if element.tag in ("html", "body") else self._weight(element.class_id)
            weights.append(own or around)
        probabilities = super().probabilities(page, candidates)
        return list(_shifted(probabilities, (weights[block.element] for block in page.blocks)))

    def _weight(self, class_id: str) -> float:
        if not class_id:
            return 0.0
        weight = _WEIGHT if self._positive and self._positive.search(class_id) else 0.0
        return weight - (_WEIGHT if self._negative and self._negative.search(class_id) else 0.0)


def _shifted(probabilities: Iterable[float], weights: Iterable[float]) -> Iterable[float]:
    for probability, weight in zip(probabilities, weights, strict=True):
        bounded = min(max(probability, _LEAST), 1 - _LEAST)
        yield 1 / (1 + math.exp(-math.log(bounded / (1 - bounded)) - weight)) if weight else probability
