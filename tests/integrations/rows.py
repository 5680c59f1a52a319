"""Pages and helpers that several test modules here share."""

from __future__ import annotations

from hypothesis import strategies as st

STORY = (
    "<h1>Winter</h1><p>The ferry to the outer islands will run all winter, the harbour council decided.</p>"
)


texts = st.one_of(
    st.none(),
    st.sampled_from([STORY, "", "no tags at all", "<p>Паром"]),
    st.text(max_size=30).map(STORY.__add__),
)
