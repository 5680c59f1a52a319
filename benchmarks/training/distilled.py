"""Pages of which a corpus tells only snippets, with the text that the model of HTML pages finds in them.

Markup tells much that is lost when a page is flattened to text, so the model of pages can teach that of plain
text: it labels the lines that no snippet is of. Both are tested on these pages by the snippets alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.corpora import Sample
from boilerstrip import Extractor
from boilerstrip.errors import BoilerstripError

# A page of which the model is less sure than this teaches its mistakes.
_LEAST_CONFIDENCE = 0.8


def distilled(samples: Sequence[Sample]) -> list[Sample]:
    """The samples without an annotated text that a text is found for; their snippets are as before."""
    extractor = Extractor(effort="fast")
    return [
        replace(sample, text=text)
        for sample in samples
        if sample.text is None and (text := _text_of(sample, extractor))
    ]


def _text_of(sample: Sample, extractor: Extractor) -> str:
    try:
        extraction = extractor.extract(sample.html)
    except BoilerstripError:
        return ""
    return extraction.text if extraction.confidence >= _LEAST_CONFIDENCE else ""
