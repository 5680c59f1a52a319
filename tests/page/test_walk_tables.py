"""Tables that both walks use."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page.tags import BLOCK_LEVEL, MARKS, ROLE_BY_TAG, SKIPPED
from boilerstrip.page.walk_tables import read_tag, rel_names_metadata


@given(st.sampled_from(sorted({*BLOCK_LEVEL, *SKIPPED, *MARKS, "x-own", "unknown"})))
def test_a_tag_is_what_the_tables_say(tag: str) -> None:
    facts = read_tag(tag)
    assert facts.name == tag
    assert (facts.role, facts.level) == ROLE_BY_TAG.get(tag, (None, 0))
    assert facts.mark == MARKS.get(tag, "")
    assert facts.is_own is (tag == "x-own")


def test_links_to_author_and_license() -> None:
    assert rel_names_metadata("author")
    assert rel_names_metadata("license nofollow")
    assert not rel_names_metadata("nofollow")
