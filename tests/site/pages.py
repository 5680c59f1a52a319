"""Pages and helpers that several test modules here share."""

from __future__ import annotations

import boilerstrip

SENTENCE = (
    "The harbour pilots went back to work on Thursday, nine days after they had stopped, and said why. "
)


PAGE = f"""<html><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<main><h1>Pilots return</h1>
<div class="story"><p>{SENTENCE * 2}</p>
<p>{SENTENCE * 2}<span class="tip">What a pilot is</span></p>
<div class="promo"><p>{SENTENCE}</p><div class="inner"><p>Terms of the promotion apply.</p></div></div>
<p>{SENTENCE * 2}</p></div>
<h3>Our picks today</h3><ul><li><a href="/a">A headline of a story</a></li></ul>
</main><footer><p>© The Shore Paper</p></footer></body></html>"""


def reasons(extraction: boilerstrip.Extraction) -> dict[str, tuple[bool, str]]:
    return {block.text: (block.kept, block.reason) for block in extraction.blocks}
