"""Which text beside a table or listing is its caption."""

from __future__ import annotations

import re

import pytest

from tests.render.bodies import SENTENCE, body

ROWS = "".join(f"<tr><td>{end}</td><td>{n} degrees</td></tr>" for n, end in enumerate(("north", "south")))
TABLE = f"<table><thead><tr><th>End</th><th>Heat</th></tr></thead><tbody>{ROWS}</tbody></table>"


@pytest.mark.parametrize(
    "markup",
    [
        f'<div class="table"><p class="title">Ends of it</p><div class="contents">{TABLE}</div></div>',
        f"<p class=MsoCaption>Ends of it</p>{TABLE}",
        f"<p>Table 2.1: Ends of it</p>{TABLE}",
        f'{TABLE}<p class="table-caption">Ends of it</p>',
        f'<section class="tw"><div class="caption p"><p>Ends of it</p></div><div>{TABLE}</div></section>',
        '<div class="example"><p class="title">Ends of it</p><div><pre>run</pre></div></div>',
    ],
)
def test_tables_and_listings_have_captions_by_name_label_or_box(markup: str) -> None:
    found = body(markup)
    assert re.search(
        r"<figure>(<(table|pre)>.*)?<figcaption[^>]*>(Table 2.1: )?Ends of it</figcaption>", found.html
    )
    assert re.search(r"_(Table 2.1: )?Ends of it_", found.markdown)


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>Table 2 shows how it ends, and why nobody has told the sexton.</p>{TABLE}",
        f'<div class="box"><p class="title">Ends of it all</p>{TABLE}</div>',
        f'<div class="table"><p class="title">Ends of it all</p><p>{SENTENCE}</p>{TABLE}</div>',
        '<div class="code"><p class="title">run.py</p><pre>run</pre></div>',
    ],
)
def test_other_text_beside_tables_and_listings_is_none(markup: str) -> None:
    assert "<figcaption" not in body(markup).html


def test_captions_of_tables_that_are_left_out_go_with_them() -> None:
    found = body(f"<p>Table 2.1: Ends of it</p>{TABLE}", include_tables=False)
    assert "Ends of it" not in found.html
    assert "Ends of it" in found.text
