"""Lines with a phrase of boilerplate, and what such a label introduces."""

from __future__ import annotations

import re

import pytest

from boilerstrip.discard import discard
from boilerstrip.page import Page
from boilerstrip.text import phrases
from tests.discard.pages import BODY, LINKS, MORE, STORY, WRITTEN, dropped


def test_paragraphs_in_a_heading_that_is_never_closed_are_no_headings() -> None:
    story = "".join(f"<p>{paragraph}<p>ALSO READ: Storm closes the harbour" for paragraph in STORY)
    reasons = dropped(f"<body><h1>{story}")
    assert set(reasons) == {"ALSO READ: Storm closes the harbour"}


def test_a_trail_of_crumbs_between_guillemets() -> None:
    found = phrases.match("Accueil » Villes » Port", 3)
    assert found == ("breadcrumb", "accueil", False)
    assert phrases.match("Home » Recipes » Bread", 3) == ("breadcrumb", "home", False)
    assert not phrases.match("Home « alone » and other films", 5)


def test_a_label_with_links_under_it_in_one_block() -> None:
    links = "".join(f"<br><a href=/{n}>Title of story number {n}</a>" for n in range(3))
    box = f"<div><b>Related stories</b>{links}</div>"
    assert set(dropped(BODY + box).values()) == {"related: “related stories”"}
    assert not dropped(BODY + box.replace("Related stories", "What we have read"))


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("<span>À lire aussi</span> <a href=/1>La tempête ferme le port</a>", True),
        ("[ Also read <a href=/1>Three ways to mend a net</a> ]", True),
        ("Latest news: <a href=/1>One ship lost</a> <a href=/2>Two ships found</a>", True),
        ("Also read <a href=/1>the report</a> on the ice, which says what became of the ship", False),
        ("The council met <a href=/1>in the hall of the old school</a>", False),
    ],
)
def test_a_label_before_a_link(line: str, goes: bool) -> None:
    assert bool(dropped(f"<div>{BODY}<p>{line}</p></div>", [*[0.9] * len(STORY), 0.95])) is goes


def test_cells_of_a_table_are_no_labels() -> None:
    table = "<table><tr><th>Name<th>Website<tr><td>search<td>Finds a line of text<tr><td>tags<td>Lists them</table>"
    assert not dropped(f"<article>{BODY}{table}</article>")
    assert dropped(f"<article>{BODY}<table><tr><td>Share<td>Print</table></article>")


@pytest.mark.parametrize("last", ["Share", "forty"])
def test_a_row_of_labels_is_looked_at_once(last: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    innermost = Page.innermost

    def counted(page: Page, element: int, *tags: str) -> int:
        asked.append(element)
        return innermost(page, element, *tags)

    def cost(cells: int) -> int:
        page = Page(f"<table><tr>{'<td>Share</td>' * cells}<td>{last}</td></tr></table>")
        asked.clear()
        discard(page, [True] * len(page.blocks), [0.9] * len(page.blocks))
        return len(asked)

    monkeypatch.setattr(Page, "innermost", counted)
    assert 200 <= cost(400) <= 5 * cost(100)


@pytest.mark.parametrize("label", ["0 Comments", "Leave a comment", "Share", "Follow us", "Newsletter"])
@pytest.mark.parametrize("tag", ["p", "h4", "div"])
def test_a_label_above_the_article_governs_none_of_it(label: str, tag: str) -> None:
    # the first lines are short, and the article is a small part of what the page has
    short = "".join(f"<p>{paragraph}</p>" for paragraph in WRITTEN)
    own, below = f"<{tag}>{label}</{tag}>", f"<h4>{label}</h4><ul>{LINKS}</ul>"
    article = f"<div>{own}{short}</div>"
    reasons = dropped(f"<main>{article}{BODY}{MORE}<aside>{below}</aside></main>")
    assert label in reasons
    assert not reasons.keys() & {*WRITTEN, *STORY}


def test_what_stands_under_one_count_of_comments_says_nothing_of_another() -> None:
    story = "".join(f"<p>Line {n} of a poem</p>" for n in range(30))
    said = ["I agree with this", "And I do not at all"]
    below = "".join(f"<p>{line}</p>" for line in said)
    page = f"<div><p>0 comments</p>{story}</div><div><p>2 comments</p>{below}</div>"
    reasons = dropped(page, [0.1, *[0.9] * 30, 0.1, 0.4, 0.4])
    assert reasons.keys() == {"0 comments", "2 comments", *said}


@pytest.mark.parametrize(
    "label", ["Read also", "さらに読む", "อ่านเพิ่มเติม", "Lesen Sie auch", "Don't miss", "Читайте також"]
)
def test_a_label_with_a_title_on_its_second_line_goes(label: str) -> None:
    line = f"<aside>{label}<br>Why the bakers struck</aside>"
    assert len(dropped(f"<article>{BODY}{line}{MORE}</article>")) == 1
    # a sentence, a verse, and another kind of label
    for text in (
        f"{label}<br>The bakers struck for a week.",
        f"{label}<br>Why<br>the bakers struck",
        "Note<br>Flour of the last year",
        "Recommended<br>Eight of the large ones",
        f"{label}<br>8 GB",
    ):
        assert dropped(f"<article>{BODY}<p>{text}</p>{MORE}</article>") == {}


@pytest.mark.parametrize("label", ["Weitere Artikel", "Похожие статьи", "最新記事"])
def test_a_label_with_links_in_its_line_goes(label: str) -> None:
    line = f"<p><b>{label}:</b> <a href=/a>Eleven harbours in the fog</a></p>"
    assert len(dropped(f"<article>{BODY}{line}{MORE}</article>")) == 1
    # a value, and another label
    for other in (re.sub("</?a[^>]*>", "", line), line.replace(label, "The album")):
        assert dropped(f"<article>{BODY}{other}{MORE}</article>") == {}


def test_a_label_with_its_links_goes_from_a_page_of_one_sentence() -> None:
    links = "<br><a href=/a>Eleven harbours</a><br><a href=/b>A winter without ferries</a>"
    box = f"<b>You might also like</b>{links}"
    page = f"<table><tr><td>The baths are closed on Monday.</td></tr><tr><td>{box}</td></tr></table>"
    assert [reason.split(":")[0] for reason in dropped(page).values()] == ["related"]


@pytest.mark.parametrize("label", ["【関連記事】", "[Related] ", "【相关阅读】"])
def test_a_label_in_brackets_goes_with_the_link_in_its_line(label: str) -> None:
    line = f"<p><a href=/y>{label}Why the bakers struck in the year of the flood</a></p>"
    assert len(dropped(f"<article>{BODY}{line}{MORE}</article>")) == 1
    # other brackets, and what is no link
    for other in (line.replace(label.strip(), "【写真】"), f"<p>{label}The bakers struck for a week.</p>"):
        assert dropped(f"<article>{BODY}{other}{MORE}</article>") == {}


@pytest.mark.parametrize("name", ["Name", "Site", "Report", "3 comments"])
def test_what_stands_above_a_text_heads_none_of_it(name: str) -> None:
    page = f"<div>{name}</div><div><h1>The ferry</h1><p>All year round.</p><p>{STORY[0]}</p><p>{STORY[1]}</p></div>"
    assert set(dropped(page, [0.1, 0.6, 0.6, 0.99, 0.99])) == {name}


def test_the_number_of_a_page_heads_none_of_it() -> None:
    page = f"<div><p>Page 1 of 8</p><h3>Note</h3><p>It is about ferries.</p></div><p>{STORY[0]}</p><p>{STORY[1]}</p>"
    assert set(dropped(page, [0.1, 0.6, 0.6, 0.99, 0.99])) == {"Page 1 of 8"}


@pytest.mark.parametrize("label", ["<p>Related</p>", "<h3>Recommended</h3>"])
def test_headlines_without_a_link_behind_the_text_are_further_stories(label: str) -> None:
    items = ["Statue without a head found in a garden", "Who owns the silt of the harbour?"]
    listed = f"<div>{label}<ul><li>{items[0]}<li>{items[1]}</ul></div>"
    page = f"<main><p>{STORY[0]}</p><p>{STORY[1]}</p>{listed}</main>"
    assert set(items) < set(dropped(page, [0.99, 0.99, 0.5, 0.9, 0.9]))
    # values, sentences, and a list amid the text
    for item in (
        "A processor of 64 bits or more",
        "Memory: as much as you can",
        "Take a good pair of boots.",
    ):
        assert dropped(page.replace(items[0], item), [0.99, 0.99, 0.5, 0.9, 0.9]) == {}
    assert dropped(page.replace("</main>", f"<p>{STORY[2]}</p>"), [0.99, 0.99, 0.5, 0.9, 0.9, 0.99]) == {}


@pytest.mark.parametrize("label", ["3 comments", "Comment", "Leave a comment"])
def test_what_stands_below_each_of_several_texts_heads_none_of_them(label: str) -> None:
    headlines = [f"What the {name} day brought" for name in ("first", "second", "third", "fourth")]
    posts = "".join(
        f"<h2>{headline}</h2><p>{text}</p><p>So it was.</p><div><a href=/c>{label}</a></div>"
        for headline, text in zip(headlines, STORY, strict=True)
    )
    assert set(dropped(f"<body>{posts}</body>", [0.8, 0.9, 0.8, 0.1] * 4)) == {label}
    # comments below each
    answers = "".join(f"<p>{text}</p><p>{label}</p><p>Well said.</p>" for text in STORY)
    assert "Well said." in dropped(f"<body>{answers}</body>", [0.9, 0.1, 0.6] * 4)
    # above one text, between its parts and below it
    page = f"<p>{label}</p><p>{STORY[0]}</p><p>{label}</p><p>{STORY[1]}</p><h3>{label}</h3><p>Well said.</p>"
    assert set(dropped(f"<body>{page}</body>", [0.1, 0.99, 0.1, 0.99, 0.1, 0.6])) == {label, "Well said."}


def test_comments_in_one_block_with_their_number_go() -> None:
    said = "Ann: She told us, and we did not believe it."
    page = f"<div><p>{STORY[0]}</p><p>{STORY[1]}</p><b>2 comments</b><br>{said}</div>"
    assert set(dropped(page, [0.99, 0.99, 0.5])) == {f"2 comments\n{said}"}
    assert dropped(page.replace("2 comments", "2 boats"), [0.99, 0.99, 0.5]) == {}


@pytest.mark.parametrize("line", ["Sign up for our newsletter.", "Leave a comment"])
def test_a_label_beside_a_sentence_in_its_cell_is_no_value(line: str) -> None:
    text = "The pool stays closed on Monday, as the pump is being replaced."
    rows = "<tr><td>Home<td>News</tr>"
    page = f"<table>{rows}<tr><td>{{}}<td><p>{text}</p><p>{line}</p></td></tr></table>"
    assert set(dropped(page.format("Pool"), [0.3, 0.3, 0.5, 0.6, 0.5])) >= {line}
    assert text not in dropped(page.format("Pool"), [0.3, 0.3, 0.5, 0.6, 0.5])
    # a value
    assert line not in dropped(page.format("Pool").replace(text, "Pool"), [0.3, 0.3, 0.5, 0.6, 0.5])
