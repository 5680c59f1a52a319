"""Lines with a phrase of boilerplate, and what such a label introduces."""

from __future__ import annotations

import re

import pytest

from boilerstrip.discard import discard
from boilerstrip.input.plaintext import plaintext_page
from boilerstrip.page import Page, Role
from boilerstrip.text import phrases
from tests.discard.pages import BODY, LINKS, STORY, WRITTEN, dropped


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>Open</li><li>Share</li><li>Print</li></ul>",
        "<dl><dt>Search</dt><dd>Looks for a text.</dd><dt>Share</dt><dd>Hands it on.</dd></dl>",
        "<table><tr><td>Open<td>12<tr><td>Close<td>Search</table>",
    ],
)
def test_single_words_in_lists_and_tables_amid_the_text_are_no_labels(markup: str) -> None:
    page = f"<div><p>{STORY[0]}</p>{markup}<p>{STORY[1]}</p></div>"
    n_blocks = len(Page(page).blocks)
    assert not dropped(page, [0.99, *[0.8] * (n_blocks - 2), 0.99])
    # the scorer doubts it
    assert dropped(page, [0.99, *[0.5] * (n_blocks - 2), 0.99])
    # linked, it is a menu
    linked = re.sub(r"(Open|Share|Print|Search|Close)", r"<a href=/x>\1</a>", page)
    assert dropped(linked, [0.99, *[0.8] * (n_blocks - 2), 0.99])


def test_answers_that_the_scorer_keeps_are_values() -> None:
    rows = "".join(
        f"<div><p>Room {n} has a stove</p><p>{said}</p></div>" for n, said in enumerate(("Yes", "No", "Oui"))
    )
    page = f"<main>{BODY}{rows}</main>"
    sure = [0.9] * len(STORY)
    assert dropped(page, [*sure, *[0.8, 0.6] * 3]) == {}
    assert set(dropped(page, [*sure, *[0.8, 0.3] * 3])) == {"Yes", "No", "Oui"}


def test_terms_of_a_glossary_stay() -> None:
    terms = ("Newsletter", "Comment", "Share")
    rows = "".join(
        f"<dt>{term}</dt><dd>What the people of the harbour call so, {n}.</dd>"
        for n, term in enumerate(terms)
    )
    assert dropped(f"<main><dl>{rows}</dl></main>", [0.8, 0.9] * 3) == {}
    assert set(dropped(f"<main><dl>{rows}</dl>{BODY}</main>", [*[0.3, 0.5] * 3, *[0.9] * len(STORY)])) >= set(
        terms
    )


def test_a_sentence_on_what_the_title_names_need_only_be_likely() -> None:
    said = "Subscribe to our newsletter, says the sign in the window of the bakery."
    for title, stays in (("Why the parish newsletter lives on", True), ("The bakery", False)):
        page = plaintext_page("\n".join([title, *STORY, said]))
        page = page.with_roles({0: Role.TITLE})
        probabilities = [0.2, *[0.9] * len(STORY), 0.85]
        mask = [False, *[True] * (len(STORY) + 1)]
        assert (discard(page, mask, probabilities) == {}) is stays
        assert set(discard(page, mask, [*probabilities[:-1], 0.7])) == {len(STORY) + 1}


def test_a_text_may_quote_a_notice_on_cookies() -> None:
    said = "Another banner said: “By continuing to browse you agree to be followed.”"
    page = f"<div>{BODY}<p>{said}</p>{BODY}</div>"
    sure = [0.95] * len(STORY)
    assert dropped(page, [*sure, 0.93, *sure]) == {}
    assert set(dropped(page.replace("“", "").replace("”", ""), [*sure, 0.93, *sure])) == {
        said.replace("“", "").replace("”", "")
    }


def test_a_text_may_ask_what_a_notice_asks() -> None:
    said = "Found a mistake? So the foreman asked every night."
    page = f"<div>{BODY}<p>{said}</p>{BODY}</div>"
    sure = [0.95] * len(STORY)
    assert dropped(page, [*sure, 0.93, *sure]) == {}
    assert set(dropped(page, [*sure, 0.8, *sure])) == {said}
    assert set(dropped(f"<div>{BODY}{BODY}<p>{said}</p></div>", [*sure, *sure, 0.93])) == {said}


def test_references_in_a_list_stay() -> None:
    listed = "".join(
        f"<li>Point {n} of the plan, which <a href=/{n}>others</a> have described in detail</li>"
        for n in range(5)
    )
    assert dropped(f"<article>{BODY}<h2>The plan</h2><ul>{listed}</ul>{BODY}</article>") == {}


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


@pytest.mark.parametrize("heading", ["Privacy", "Search", "Kontakt", "Tags"])
def test_a_heading_of_text_stays_whatever_it_says(heading: str) -> None:
    assert not dropped(f"<article>{BODY}<h2>{heading}</h2><p>{STORY[0]}</p></article>")
    assert dropped(f"<article>{BODY}<h2>{heading}</h2><p><a href=/1>One</a></p></article>")


def test_the_name_of_a_network_may_head_a_section() -> None:
    page = f"<article>{BODY}<h2>Pinterest</h2><p>{STORY[0]}</p></article>"
    assert not dropped(page, [*[0.9] * len(STORY), 0.95, 0.9])
    assert "Pinterest" in dropped(page, [*[0.9] * len(STORY), 0.7, 0.9])


@pytest.mark.parametrize("question", ["<h3>One, two or three?</h3>", "<p>One, two or three?</p>"])
def test_questions_and_their_answers_keep_their_heading(question: str) -> None:
    assert not dropped(f"<article>{BODY}<h2>FAQ</h2>{question}<p>{STORY[0]}</p></article>")
    assert dropped(f"<article>{BODY}<h2>FAQ</h2>{question}<p><a href=/1>One</a></p></article>")
    assert dropped(f"<article>{BODY}<h2>FAQ</h2><h2>Of something else</h2><p>{STORY[0]}</p></article>")


def test_terms_and_names_in_code_are_no_labels() -> None:
    described = f"<dd>{STORY[0]}"
    assert not dropped(f"<article>{BODY}<dl><dt>Search{described}<dt>Close{described}</dl></article>")
    assert not dropped(f"<article>{BODY}<p><a href=/close><code>close</code></a></p></article>")
    assert dropped(f"<article>{BODY}<p><a href=/close>close</a></p></article>")


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
    reasons = dropped(f"<main>{article}{BODY}{BODY}<aside>{below}</aside></main>")
    assert label in reasons
    assert not reasons.keys() & {*WRITTEN, *STORY}


def test_what_stands_under_one_count_of_comments_says_nothing_of_another() -> None:
    story = "".join(f"<p>Line {n} of a poem</p>" for n in range(30))
    said = ["I agree with this", "And I do not at all"]
    below = "".join(f"<p>{line}</p>" for line in said)
    page = f"<div><p>0 comments</p>{story}</div><div><p>2 comments</p>{below}</div>"
    reasons = dropped(page, [0.1, *[0.9] * 30, 0.1, 0.4, 0.4])
    assert reasons.keys() == {"0 comments", "2 comments", *said}


def test_a_text_that_begins_with_a_credit_is_no_legal_text_for_it() -> None:
    long = (
        "© Ann Other/Picture House – On the third morning the ferry left without a whistle, "
        "as somebody noted in a book."
    )
    assert dropped(f"<article>{BODY}<p>{long}</p></article>") == {}
    for short in (
        "© Ann Other/Picture House",
        "© The Shore Paper and all of its many partners along the coast. All rights reserved.",
    ):
        assert dropped(f"<article>{BODY}<p>{short}</p></article>").keys() == {short}


@pytest.mark.parametrize(
    "label", ["Read also", "さらに読む", "อ่านเพิ่มเติม", "Lesen Sie auch", "Don't miss", "Читайте також"]
)
def test_a_label_with_a_title_on_its_second_line_goes(label: str) -> None:
    line = f"<aside>{label}<br>Why the bakers struck</aside>"
    assert len(dropped(f"<article>{BODY}{line}{BODY}</article>")) == 1
    # a sentence, a verse, and another kind of label
    for text in (
        f"{label}<br>The bakers struck for a week.",
        f"{label}<br>Why<br>the bakers struck",
        "Note<br>Flour of the last year",
        "Recommended<br>Eight of the large ones",
        f"{label}<br>8 GB",
    ):
        assert dropped(f"<article>{BODY}<p>{text}</p>{BODY}</article>") == {}


@pytest.mark.parametrize("label", ["Weitere Artikel", "Похожие статьи", "最新記事"])
def test_a_label_with_links_in_its_line_goes(label: str) -> None:
    line = f"<p><b>{label}:</b> <a href=/a>Eleven harbours in the fog</a></p>"
    assert len(dropped(f"<article>{BODY}{line}{BODY}</article>")) == 1
    # a value, and another label
    for other in (re.sub("</?a[^>]*>", "", line), line.replace(label, "The album")):
        assert dropped(f"<article>{BODY}{other}{BODY}</article>") == {}


def test_a_label_with_its_links_goes_from_a_page_of_one_sentence() -> None:
    links = "<br><a href=/a>Eleven harbours</a><br><a href=/b>A winter without ferries</a>"
    box = f"<b>You might also like</b>{links}"
    page = f"<table><tr><td>The baths are closed on Monday.</td></tr><tr><td>{box}</td></tr></table>"
    assert [reason.split(":")[0] for reason in dropped(page).values()] == ["related"]


def test_the_name_of_a_language_above_its_listing_is_no_button() -> None:
    listing = "<p>Go</p><pre><code>func main() { fmt.Println(1) }</code></pre>"
    assert dropped(f"<article>{BODY}{listing}{BODY}</article>") == {}
    assert dropped(f"<article>{BODY}<p>Go</p></article>") != {}


@pytest.mark.parametrize("label", ["【関連記事】", "[Related] ", "【相关阅读】"])
def test_a_label_in_brackets_goes_with_the_link_in_its_line(label: str) -> None:
    line = f"<p><a href=/y>{label}Why the bakers struck in the year of the flood</a></p>"
    assert len(dropped(f"<article>{BODY}{line}{BODY}</article>")) == 1
    # other brackets, and what is no link
    for other in (line.replace(label.strip(), "【写真】"), f"<p>{label}The bakers struck for a week.</p>"):
        assert dropped(f"<article>{BODY}{other}{BODY}</article>") == {}


@pytest.mark.parametrize(
    ("line", "yields"),
    [
        ("A letter that is delivered straight to your inbox is read for eleven seconds, they found.", True),
        ("Instead of asking readers to get our daily newsletter, the line said what would be in it.", True),
        # all of a Block, shorter, or of other stories: whatever the scorer thinks
        ("Sign up to our newsletter", False),
        ("Delivered straight to your inbox every day.", False),
        ("Also read: Storm closes the harbour for a second week as pilots stay at home", False),
    ],
)
def test_a_text_of_which_the_scorer_is_sure_may_say_what_boilerplate_says(line: str, yields: bool) -> None:
    page = f"<article><p>{STORY[0]}</p><p>{line}</p><p>{STORY[1]}</p></article>"
    assert (line not in dropped(page, [0.99, 0.97, 0.99])) is yields
    assert line in dropped(page, [0.99, 0.9, 0.99])


@pytest.mark.parametrize("name", ["Name", "Site", "Report", "3 comments"])
def test_what_stands_above_a_text_heads_none_of_it(name: str) -> None:
    page = f"<div>{name}</div><div><h1>The ferry</h1><p>All year round.</p><p>{STORY[0]}</p><p>{STORY[1]}</p></div>"
    assert set(dropped(page, [0.1, 0.6, 0.6, 0.99, 0.99])) == {name}


@pytest.mark.parametrize("name", ["Name", "Website", "Report"])
def test_a_field_of_comments_may_head_a_section_of_the_text(name: str) -> None:
    page = f"<div><p>{STORY[0]}</p><h2>{name}</h2><p>The ferry that crosses the sound in winter.</p><p>{STORY[1]}</p></div>"
    assert dropped(page, [0.99, 0.8, 0.8, 0.99]) == {}
    below = f"<div><p>{STORY[0]}</p><p>{STORY[1]}</p><h3>2 comments</h3><p>Well said.</p><p>{name}</p><p>Ask me.</p></div>"
    assert set(dropped(below, [0.99, 0.99, *[0.6] * 4])) == {"2 comments", "Well said.", name, "Ask me."}


def test_the_number_of_a_page_heads_none_of_it() -> None:
    page = f"<div><p>Page 1 of 8</p><h3>Note</h3><p>It is about ferries.</p></div><p>{STORY[0]}</p><p>{STORY[1]}</p>"
    assert set(dropped(page, [0.1, 0.6, 0.6, 0.99, 0.99])) == {"Page 1 of 8"}


@pytest.mark.parametrize("label", ["<p>Recommended:</p>", "<h3>Recommended</h3>", "Recommended:<br>"])
def test_a_list_without_a_link_lists_no_stories(label: str) -> None:
    items = ["A processor of 64 bits", "Memory: 12 GB"]
    listed = f"{label}<ul><li>{items[0]}<li>{items[1]}</ul>"
    page = f"<main><p>{STORY[0]}</p><div>{listed}</div><p>{STORY[1]}</p></main>"
    assert dropped(page, [0.99, 0.5, 0.6, 0.6, 0.99]) == {}
    assert items[0] in dropped(page, [0.99, 0.5, 0.4, 0.4, 0.99])
    linked = page.replace(items[0], f"<a href=/p>{items[0]}</a>")
    assert items[1] in dropped(linked, [0.99, 0.5, 0.6, 0.6, 0.99])


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


@pytest.mark.parametrize("field", ["Video: 4K at 30 frames", "Author: A. Marsh, keeper of the light"])
def test_an_item_of_a_list_may_begin_as_a_label_does(field: str) -> None:
    items = f"<li>Sensor: APS-C<li>{field}<li><a href=/b>Buy it at the harbour shop</a>"
    page = f"<main><p>{STORY[0]}</p><ul>{items}</ul><h2>The next one</h2></main>"
    assert dropped(page, [0.99, 0.95, 0.9, 0.9, 0.9]) == {}
    assert set(dropped(page, [0.99, 0.95, 0.7, 0.9, 0.9])) == {field}
    assert field in dropped(page.replace(field, f"<a href=/v>{field}</a>"), [0.99, *[0.9] * 4])


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


@pytest.mark.parametrize(
    ("heading", "sure"), [("Weitere Informationen", 0.85), ("Recommended", 0.85), ("Diskussion", 0.95)]
)
def test_a_label_above_a_sentence_of_the_text_is_its_heading(heading: str, sure: float) -> None:
    text = "The harbour office answers the telephone from eight to noon."
    page = f"<div><p>{STORY[0]}</p><p>{STORY[1]}</p><h2>{heading}</h2><p>{text}</p></div>"
    assert dropped(page, [0.99, 0.99, 0.6, sure]) == {}
    assert heading in dropped(page, [0.99, 0.99, 0.6, 0.7])
    assert heading in dropped(page, [0.99, 0.99, 0.05, sure])
    assert "3 comments" in dropped(page.replace(heading, "3 comments"), [0.99, 0.99, 0.6, sure])
    linked = page.replace(text, f"<a href=/h>{text}</a>")
    assert heading in dropped(linked, [0.99, 0.99, 0.6, sure])


@pytest.mark.parametrize("heading", ["NAME", "Who we are", "FAQ"])
def test_a_label_heads_a_short_line_of_the_text(heading: str) -> None:
    text = "It throws, and answers the telephone."
    page = f"<div><p>{STORY[0]}</p><h2>{heading}</h2>{{}}<p>{text}</p><p>{STORY[1]}</p></div>"
    for sub in ("", "<h3>Ann Marsh</h3>"):
        sure = [0.99, 0.3, *[0.7] * bool(sub), 0.7, 0.99]
        assert dropped(page.format(sub), sure) == {}
    # a label, or a line that is none of the text
    assert heading in dropped(page.format("").replace("h2>", "p>"), [0.99, 0.3, 0.7, 0.99])
    assert heading in dropped(page.format("").replace(text, "Your name"), [0.99, 0.3, 0.7, 0.99])


@pytest.mark.parametrize("label", ["Related stories", "You may also like", "More news", "Lesen Sie auch"])
def test_a_label_that_names_stories_heads_no_text(label: str) -> None:
    items = "<ul><li>The pier is shut<li>A storm is near</ul>"
    page = f"<main><p>{STORY[0]}</p><p>{STORY[1]}</p><div><h2>{label}</h2>{items}</div></main>"
    assert label in dropped(page, [0.99, 0.99, 0.6, 0.6, 0.6])
    below = "<p>The harbour office answers the telephone from eight to noon.</p>"
    assert label in dropped(page.replace(items, below), [0.99, 0.99, 0.6, 0.95])


@pytest.mark.parametrize(
    "said",
    [
        "Unauthorized reproduction leads to the closing of your account.",
        "Toute reproduction, même partielle, est interdite.",
        "Перепечатка запрещена без согласия редакции.",
    ],
)
def test_terms_of_use_say_what_notes_on_rights_say(said: str) -> None:
    above, below = (f"<p>{paragraph}</p>" for paragraph in STORY[:2])
    assert dropped(f"{above}<p>{said}</p>{below}", [0.97, 0.95, 0.97]) == {}
    assert set(dropped(f"{above}<p>{said}</p>{below}", [0.97, 0.85, 0.97])) == {said}
    assert set(dropped(f"{above}{below}<p>{said}</p>", [0.97, 0.97, 0.95])) == {said}


@pytest.mark.parametrize(
    ("line", "likely", "goes"),
    [
        ("Keywords: rope; hemp; drying", 0.6, False),
        ("Keywords: rope; hemp; drying", 0.4, True),
        ("Keywords: <a href=/rope>rope</a>; hemp", 0.6, True),
    ],
)
def test_keywords_stay_amid_a_text_that_they_are_part_of(line: str, likely: float, goes: bool) -> None:
    around = [0.99] * len(STORY)
    found = dropped(f"{BODY}<p>{line}</p>{BODY}", [*around, likely, *around])
    assert bool(found) is goes
    assert dropped(f"{BODY}<p>{line}</p>", [*around, likely])


@pytest.mark.parametrize("label", ["See also:", "Voir aussi", "Siehe auch:", "Author", "Recommended"])
def test_a_part_of_a_text_stays_below_its_label_where_the_scorer_is_sure(label: str) -> None:
    below = "<p>The bell(1), the rope(5) and the log of the keeper</p>"
    page, sure = f"<main>{BODY}<div><p>{label}</p>{below}</div></main>", [0.99] * len(STORY)
    assert dropped(page, [*sure, 0.85, 0.85]) == {}
    assert label in dropped(page, [*sure, 0.7, 0.7])
    # links and headlines are further stories, and a line of phrases is no text
    linked = page.replace("<p>The bell", "<p><a href=/b>The bell").replace("keeper</p>", "keeper</a></p>")
    for other in (
        linked,
        page.replace(below, "<p>The bell and the rope in the log of the keeper</p>"),
        page.replace(below, "<p>Read more: the log of the keeper (1)</p>"),
    ):
        assert label in dropped(other, [*sure, 0.85, 0.85])


def test_links_explain_a_term_where_the_scorer_is_sure() -> None:
    terms = "<dl><dt>{}</dt><dd><a href=/b>bell(1)</a>, <a href=/r>rope(5)</a></dd></dl>"
    page = f"<main>{BODY}{terms}</main>"
    sure = [*[0.99] * len(STORY), 0.95, 0.95]
    assert dropped(page.format("See also"), sure) == {}
    # so does a label that can be nothing else
    assert "Related articles" in dropped(page.format("Related articles"), sure)


@pytest.mark.parametrize("field", ["Comments: 12 pages, 4 figures", "Kommentare: Auf der Tagung vorgetragen"])
def test_a_field_is_no_label_of_comments(field: str) -> None:
    assert dropped(f"<main>{BODY}<p>{field}</p></main>", [*[0.99] * len(STORY), 0.5]) == {}


def test_a_label_among_like_ones_of_the_text_is_one_of_them() -> None:
    def goes(*rated: str) -> bool:
        rows = "".join(f"<div><p>{what}</p><p class=rate>4.{n}/5</p></div>" for n, what in enumerate(rated))
        sure = [0.95] * len(STORY)
        return "Support" in dropped(
            f"<main>{BODY}{rows}{BODY}</main>", [*sure, *[0.8] * 2 * len(rated), *sure]
        )

    assert not goes("Ease of use", "Price", "Support", "Range of tools", "Reports")
    # alone it is that of a menu, and so it is among others of those
    assert goes("Support")
    assert goes("Search", "Support", "Contact", "Privacy policy")


def test_a_signature_is_no_button() -> None:
    page, sure = f"<main>{BODY}<p>close()</p>{BODY}</main>", [0.99] * len(STORY)
    assert dropped(page, [*sure, 0.4, *sure]) == {}
    assert "close" in dropped(page.replace("()", ""), [*sure, 0.4, *sure])


@pytest.mark.parametrize(
    ("label", "below"),
    [("See also:", "<a href=/f>flood</a>, <a href=/s>slack</a>"), ("Authors", "Written by Ada Marsh")],
)
def test_parts_of_a_reference_need_not_be_sure(label: str, below: str) -> None:
    part = f"<section><h2>{label}</h2><p>{below}</p></section>"
    page, doubted = f"<main><h2>ebb()</h2>{BODY}{part}</main>", [0.99] * (1 + len(STORY)) + [0.3, 0.5]
    assert dropped(page, doubted) == {}
    assert label in dropped(page.replace("()", ""), doubted)
    assert label in dropped(page, [*doubted[:-2], 0.1, 0.2])


def test_who_speaks_to_readers_is_no_part_of_a_reference() -> None:
    part = "<section><h2>About the author</h2><p>Ada Marsh keeps the log of the harbour</p></section>"
    page = f"<main><h2>ebb()</h2>{BODY}{part}</main>"
    assert "About the author" in dropped(page, [0.99] * (1 + len(STORY)) + [0.3, 0.5])


def test_a_heading_of_a_reference_may_be_above_a_single_word() -> None:
    page = f"<main><h2>ebb()</h2>{BODY}<h5>Tags</h5><dl><dt>throws<dd>Dry</dl></main>"
    sure = [0.99] * (1 + len(STORY)) + [0.6] * 3
    assert dropped(page, sure) == {}
    assert "Tags" in dropped(page.replace("()", ""), sure)
