"""Pages and helpers that several test modules here share."""

from __future__ import annotations

from boilerstrip.page import Page
from boilerstrip.render.html import to_html
from boilerstrip.render.markdown import to_markdown
from boilerstrip.render.text import to_text


def forms(markup: str) -> tuple[str, str, str]:
    """HTML, without the article element around it, Markdown and text of all of a page."""
    page = Page(markup)
    html = to_html(page, page.blocks)
    again = Page(html)
    assert to_html(again, again.blocks) == html
    return html[html.index(">") + 1 : -len("</article>")], to_markdown(html), to_text(page, page.blocks)
