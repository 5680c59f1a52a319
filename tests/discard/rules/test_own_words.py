"""Phrases of boilerplate that a text says itself."""

from __future__ import annotations

import re

import pytest

from boilerstrip.discard import discard
from boilerstrip.input.plaintext import plaintext_page
from boilerstrip.page import Page, Role
from tests.discard.pages import BODY, MORE, STORY, dropped


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
    page = f"<div>{BODY}<p>{said}</p>{MORE}</div>"
    sure = [0.95] * len(STORY)
    assert dropped(page, [*sure, 0.93, *sure]) == {}
    assert set(dropped(page.replace("“", "").replace("”", ""), [*sure, 0.93, *sure])) == {
        said.replace("“", "").replace("”", "")
    }


def test_a_text_may_ask_what_a_notice_asks() -> None:
    said = "Found a mistake? So the foreman asked every night."
    page = f"<div>{BODY}<p>{said}</p>{MORE}</div>"
    sure = [0.95] * len(STORY)
    assert dropped(page, [*sure, 0.93, *sure]) == {}
    assert set(dropped(page, [*sure, 0.8, *sure])) == {said}
    assert set(dropped(f"<div>{BODY}{MORE}<p>{said}</p></div>", [*sure, *sure, 0.93])) == {said}


def test_references_in_a_list_stay() -> None:
    listed = "".join(
        f"<li>Point {n} of the plan, which <a href=/{n}>others</a> have described in detail</li>"
        for n in range(5)
    )
    assert dropped(f"<article>{BODY}<h2>The plan</h2><ul>{listed}</ul>{MORE}</article>") == {}


@pytest.mark.parametrize("heading", ["Privacy", "Search", "Kontakt", "Tags"])
def test_a_heading_of_text_stays_whatever_it_says(heading: str) -> None:
    assert not dropped(f"<article>{BODY}<h2>{heading}</h2><p>{STORY[0]}</p></article>")
    assert dropped(f"<article>{BODY}<h2>{heading}</h2><p><a href=/1>One</a></p></article>")


def test_the_name_of_a_network_may_head_a_section() -> None:
    page = f"<article>{BODY}<h2>Pinterest</h2><p>{STORY[0]}</p></article>"
    assert not dropped(page, [*[0.9] * len(STORY), 0.95, 0.9])
    assert "Pinterest" in dropped(page, [*[0.9] * len(STORY), 0.7, 0.9])


def test_a_heading_alone_in_a_menu_heads_nothing() -> None:
    page = f"<article><p>{STORY[0]}</p>{{}}<p>{STORY[1]}</p></article>"
    assert dropped(page.format("<nav><h2>Privacy</h2></nav>"))
    assert not dropped(page.format("<h2>Privacy</h2>"))
    assert not dropped(page.format(f"<nav><h2>Privacy</h2><p>{STORY[0]}</p></nav>"))


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


def test_the_name_of_a_language_above_its_listing_is_no_button() -> None:
    listing = "<p>Go</p><pre><code>func main() { fmt.Println(1) }</code></pre>"
    assert dropped(f"<article>{BODY}{listing}{MORE}</article>") == {}
    assert dropped(f"<article>{BODY}<p>Go</p></article>") != {}


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


@pytest.mark.parametrize("name", ["Name", "Website", "Report"])
def test_a_field_of_comments_may_head_a_section_of_the_text(name: str) -> None:
    page = f"<div><p>{STORY[0]}</p><h2>{name}</h2><p>The ferry that crosses the sound in winter.</p><p>{STORY[1]}</p></div>"
    assert dropped(page, [0.99, 0.8, 0.8, 0.99]) == {}
    below = f"<div><p>{STORY[0]}</p><p>{STORY[1]}</p><h3>2 comments</h3><p>Well said.</p><p>{name}</p><p>Ask me.</p></div>"
    assert set(dropped(below, [0.99, 0.99, *[0.6] * 4])) == {"2 comments", "Well said.", name, "Ask me."}


@pytest.mark.parametrize("label", ["<p>Recommended:</p>", "<h3>Recommended</h3>", "Recommended:<br>"])
def test_a_list_without_a_link_lists_no_stories(label: str) -> None:
    items = ["A processor of 64 bits", "Memory: 12 GB"]
    listed = f"{label}<ul><li>{items[0]}<li>{items[1]}</ul>"
    page = f"<main><p>{STORY[0]}</p><div>{listed}</div><p>{STORY[1]}</p></main>"
    assert dropped(page, [0.99, 0.5, 0.6, 0.6, 0.99]) == {}
    assert items[0] in dropped(page, [0.99, 0.5, 0.4, 0.4, 0.99])
    linked = page.replace(items[0], f"<a href=/p>{items[0]}</a>")
    assert items[1] in dropped(linked, [0.99, 0.5, 0.6, 0.6, 0.99])


@pytest.mark.parametrize("field", ["Video: 4K at 30 frames", "Author: A. Marsh, keeper of the light"])
def test_an_item_of_a_list_may_begin_as_a_label_does(field: str) -> None:
    items = f"<li>Sensor: APS-C<li>{field}<li><a href=/b>Buy it at the harbour shop</a>"
    page = f"<main><p>{STORY[0]}</p><ul>{items}</ul><h2>The next one</h2></main>"
    assert dropped(page, [0.99, 0.95, 0.9, 0.9, 0.9]) == {}
    assert set(dropped(page, [0.99, 0.95, 0.7, 0.9, 0.9])) == {field}
    assert field in dropped(page.replace(field, f"<a href=/v>{field}</a>"), [0.99, *[0.9] * 4])


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
    found = dropped(f"{BODY}<p>{line}</p>{MORE}", [*around, likely, *around])
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
            f"<main>{BODY}{rows}{MORE}</main>", [*sure, *[0.8] * 2 * len(rated), *sure]
        )

    assert not goes("Ease of use", "Price", "Support", "Range of tools", "Reports")
    # alone it is that of a menu, and so it is among others of those
    assert goes("Support")
    assert goes("Search", "Support", "Contact", "Privacy policy")


def test_a_signature_is_no_button() -> None:
    page, sure = f"<main>{BODY}<p>close()</p>{MORE}</main>", [0.99] * len(STORY)
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


MANUAL = "<h2>NAME</h2><p>ebb - wait</p><h2>DESCRIPTION</h2><p>Waits until the water is low again.</p>"


def test_a_manual_has_authors_and_a_licence() -> None:
    last = "<h2>AUTHOR</h2><p>Ada Marsh</p><h2>COPYRIGHT</h2><p>Copyright © 2014 Ada Marsh</p>"
    assert dropped(MANUAL + last, [0.6] * 8) == {}
    # another page, and a foot of the site below another section
    assert dropped(MANUAL.replace("NAME", "EBB") + last, [0.6] * 8)
    foot = "<h2>FILES</h2><p>None at all.</p><p>© 2014 Tide Software</p>"
    assert dropped(MANUAL + foot, [0.6] * 7) == {"© 2014 Tide Software": "legal: “© #”"}


def test_members_of_a_reference_may_be_called_as_buttons_are() -> None:
    page = "<h1>Tide</h1><h3>next</h3><p>Returns the next tide of the day.</p><h3>{}</h3><p>Closes it.</p>"
    assert dropped(page.format("close()"), [0.6] * 5) == {}
    assert dropped(page.format("The end"), [0.6] * 5)


def test_a_line_of_a_reference_refers_to_other_members() -> None:
    page = f"<h3>{{}}</h3><p>{STORY[0]}</p><p>See also: <a href=/c>close</a></p>"
    assert dropped(page.format("open()"), [0.6, 0.9, 0.3]) == {}
    assert dropped(page.format("Opening"), [0.6, 0.9, 0.3])
