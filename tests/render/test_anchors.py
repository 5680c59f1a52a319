"""Places that links lead to, in Markdown."""

from __future__ import annotations

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.render.anchors import slug
from boilerstrip.render.markdown import to_markdown
from tests.conftest import examples_of

LINK = '<p><a href="#x">there</a></p>'


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ('<h2 id="x">Tools</h2>', '## <a id="x"></a>Tools'),
        ('<p id="x">Tools</p>', '<a id="x"></a>Tools'),
        ('<p><span id="x"></span>Tools</p>', '<a id="x"></a>Tools'),
        ('<ul id="x"><li>Tools</li></ul>', '- <a id="x"></a>Tools'),
        ('<ul><li id="x"><p>Tools</p></li></ul>', '- <a id="x"></a>Tools'),
        (
            '<ul><li id="x"><input type="checkbox" disabled> Tools</li></ul>',
            '- [ ] <a id="x"></a>Tools',
        ),
        (
            '<table id="x"><tr><th>a</th></tr><tr><td>b</td></tr></table>',
            '| <a id="x"></a>a |\n| --- |\n| b |',
        ),
        ('<blockquote id="x"><p>Tools</p></blockquote>', '> <a id="x"></a>Tools'),
        ('<figure id="x"><img src="/i.jpg" alt=""></figure>', '<a id="x"></a>\n\n![](/i.jpg)'),
        ('<div id="x"><pre><code>a</code></pre></div>', '<a id="x"></a>\n\n```\na\n```'),
    ],
)
def test_what_links_lead_to_is_marked(html: str, markdown: str) -> None:
    assert to_markdown(LINK + html) == f"[there](#x)\n\n{markdown}"


def test_headings_have_their_own_names() -> None:
    assert to_markdown(f'{LINK}<h2 id="x">X</h2>') == "[there](#x)\n\n## X"
    assert slug("Tools we used: a saw, two ropes") == "tools-we-used-a-saw-two-ropes"


def test_links_to_nowhere_are_text() -> None:
    assert (
        to_markdown("<p>See <a href='#gone'>the <em>last</em> chapter</a>.</p>") == "See the *last* chapter."
    )


@examples_of(100)
@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=12))
def test_places_keep_their_names_and_end_nothing(name: str) -> None:
    pytest.importorskip("mdit_py_plugins")
    from benchmarks.fidelity.markdown import to_html

    html = "<p>a ` b</p><table><tr><td>c</td></tr><tr><td id='x'>d</td></tr></table>"
    document = turbohtml.parse(html)
    document.select("td")[1].attrs["id"] = name
    read = turbohtml.parse(
        to_html(to_markdown("".join(str(node.html) for node in document.select("p, table"))))
    )
    found = [element.attr("id") for element in read.select("td a[id]")]
    assert found == [name]
    assert [cell.text for cell in read.select("th, td")] == ["c", "d"]
