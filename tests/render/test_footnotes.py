"""Footnotes of a body."""

from __future__ import annotations

from tests.render.forms import forms


def test_the_heading_of_notes_goes_where_they_go() -> None:
    notes = '<section class="footnotes"><ol><li id="fn1">so it is <a href="#fnref1">↩</a></li></ol></section>'
    mark = '<p>said<sup><a href="#fn1" id="fnref1">1</a></sup> so</p>'
    _, markdown = forms(f"{mark}<h2>Notes</h2>{notes}<h2>Books</h2><p>a")[:2]
    assert markdown == "said[^1] so\n\n## Books\n\na\n\n## Notes\n\n[^1]: so it is"
    _, markdown = forms(f"{mark}<h2>Notes</h2>{notes}<p>a")[:2]
    assert markdown.index("## Notes") < markdown.index("\n\na")


def test_a_sign_that_leads_to_its_own_place_is_no_mark_of_a_note() -> None:
    sign = '<a class="headerlink reference internal" href="#params.key">¶</a>'
    found = forms(
        f'<ul><li><p><span id="params.key"></span><strong>key</strong>{sign} – if true</p></li></ul>'
    )
    assert found[1] == "- **key** – if true"
