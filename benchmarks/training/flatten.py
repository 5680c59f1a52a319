"""Pages flattened to text by tools that people flatten pages with, to train and measure on.

The two of `TOOLS` differ in all that tools differ in: one breaks lines around every element, inline ones too,
and leaves the white space as it was; the other has a line for each block, bullets, and blank lines
between paragraphs alone. Those of `WITHOUT_BREAKS` lose line breaks: one has those of the markup alone, so
what stands side by side there is glued; the other has no line breaks at all.
"""

from __future__ import annotations

import warnings

from boilerstrip.input.decode import decode

TOOLS = ("beautifulsoup", "resiliparse")
WITHOUT_BREAKS = ("glued", "joined")


def flatten(html: bytes, tool: str) -> str:
    """The text of a page, boilerplate and all, as one of `TOOLS` or of `WITHOUT_BREAKS` gives it."""
    if tool == "joined":
        return " ".join(flatten(html, "resiliparse").split())
    markup = decode(html)
    if tool in ("beautifulsoup", "glued"):
        from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

        warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)
        return str(BeautifulSoup(markup, "lxml").get_text("" if tool == "glued" else "\n"))
    if tool == "resiliparse":
        from resiliparse.extract.html2text import extract_plain_text

        # without, 21 forums of WCXB dev, whose posts stand there, are empty
        return str(extract_plain_text(markup, noscript=True))
    raise KeyError(tool)
