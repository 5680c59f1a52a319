"""Listings: all Blocks of one `pre`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.render.listings import listings

PARTS = st.sampled_from(
    ["<p>Text</p>", "<pre>one</pre>", "<pre>one<div>two</div></pre>", "<pre>a\n\nb</pre>"]
)


@given(st.lists(PARTS, max_size=6))
def test_no_block_is_lost_and_only_code_of_one_pre_comes_together(parts: list[str]) -> None:
    page = Page("".join(parts))
    groups = list(listings(page, page.blocks))
    assert [block for group in groups for block in group] == page.blocks
    assert len(groups) == len(parts)
    assert all(len(group) == 1 or {block.role.value for block in group} == {"code"} for group in groups)
