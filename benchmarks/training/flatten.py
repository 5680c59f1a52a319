"""Pages flattened to text by tools that people flatten pages with, to train and measure on.

The two differ in all that tools differ in: one breaks lines around every element, inline ones too, and
leaves the white space as it was; the other has a line for each block, bullets, and blank lines
between paragraphs alone.
"""

from __future__ import annotations

import warnings

from boilerstrip.input.decode import decode

TOOLS = ("beautifulsoup", "resiliparse")


def flatten(html: bytes, tool: str) -> str:
    """The text of a page, boilerplate and all, as one of `TOOLS` gives it."""
    markup = decode(html)
    if tool == "beautifulsoup":
        from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

        warnings.filterwarnings("ignore", category=XMLParsedAsHTMLWarning)
        return str(BeautifulSoup(markup, "lxml").get_text("\n"))
    if tool == "resiliparse":
        from resiliparse.extract.html2text import extract_plain_text

        # without, 21 forums of WCXB dev, whose posts stand there, are empty
        return str(extract_plain_text(markup, noscript=True))
    raise KeyError(tool)
