"""What one page may cost."""

from __future__ import annotations

from typing import NamedTuple

# Characters of the address that was given: it is joined with every relative link.
MAX_OWN_ADDRESS = 2_000
ORDINARY_ADDRESS = 200


class Limits(NamedTuple):
    """Limits on what one page may cost; what exceeds a limit is cut off and noted on the Extraction.

    A novel of a million words, in 40,000 paragraphs, comes whole.

    `characters` of markup read (as many bytes, where it comes as bytes), `nodes` of the parsed tree
    visited and twice as many tags parsed, `elements` of block level and `blocks` made of them,
    characters of `text` kept (the addresses of its links count too), `depth` of elements told apart
    (deeper ones count as part of their ancestor), `attribute` characters of a class or id looked at
    (this one is not noted), `embedded` characters of JSON in scripts kept and `objects` in it looked
    at. Strategies of other packages are asked on pages of at most `bounded` characters and
    `bounded_blocks` Blocks: jusText, which trafilatura calls too, takes time that grows with the square
    of these, and cannot be stopped. (Of 2,142 annotated pages the largest has 401,000 and 2,734.)
    """

    characters: int = 16_000_000
    nodes: int = 300_000
    elements: int = 60_000
    blocks: int = 40_000
    text: int = 8_000_000
    depth: int = 170
    attribute: int = 400
    embedded: int = 10_500_000
    objects: int = 200_000
    bounded: int = 600_000
    bounded_blocks: int = 3_000
