"""The cleaned page that strategies of other packages are given."""

from __future__ import annotations

from boilerstrip.page import Page


def test_third_parties_get_a_cleaned_page() -> None:
    page = Page(
        "<body onload=alert(1)><style>p{}</style><!-- note --><p onclick=x data-x=1 class=lead>Text "
        "<b>bold</b> <a href=/x onclick=y>link</a></p><script>var x</script><div></div>"
        + "<div>" * 400
        + "<p>deep"
    )
    markup = page.bounded_html
    for gone in ("onload", "onclick", "<style", "<!--", "data-x", "<script", "var x"):
        assert gone not in markup
    assert '<p class="lead">Text <strong>bold</strong> <a href="/x">link</a>' in markup
    assert markup.count("<div") <= page.limits.depth
