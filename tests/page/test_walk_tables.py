"""Tables that both walks use."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page.tags import BLOCK_LEVEL, MARKS, ROLE_BY_TAG, SKIPPED
from boilerstrip.page.walk_tables import class_flags, read_flags, read_tag, rel_names_metadata

NAMES = st.lists(
    st.sampled_from(
        ["sr-only", "visually-hidden", "anchor", "viewcode-link", "fa", "author", "mw-editsection", "lead"]
    )
    | st.text("abc-", max_size=6),
    max_size=3,
).map(" ".join)


@given(NAMES)
def test_names_that_are_not_looked_at_would_say_nothing(class_names: str) -> None:
    assert class_flags(class_names) == read_flags(class_names)


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
