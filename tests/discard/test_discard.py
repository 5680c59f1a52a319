"""Sidebar blocks go, each with its reason; text that mentions them stays."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from boilerstrip.discard import discard
from boilerstrip.input.plaintext import plaintext_page
from boilerstrip.metadata import MetadataReader
from boilerstrip.page import Page, Role
from boilerstrip.scoring.roles import assign_roles
from boilerstrip.text import phrases
from boilerstrip.text.words import count_words, words

STORY = [
    f"Paragraph {number} of the story is long enough that nobody takes it for a label, since it has two "
    "sentences. The second one of them ends the way that sentences do in any newspaper worth reading."
    for number in ("one", "two", "three", "four")
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
LINKS = "".join(f"<li><a href=/{n}>Title of the linked story number {n}</a></li>" for n in range(4))
TEASERS = "".join(
    f"<div><h4><a href=/{n}>Title of teaser number {n}</a></h4><p>A lead that breaks off before it says…</p></div>"
    for n in range(3)
)


def dropped(markup: str, probabilities: Sequence[float] = (), *, comments: bool = False) -> dict[str, str]:
    """What discard drops of a page of which everything is kept: text to reason."""
    page = Page(markup)
    sure = probabilities or [1.0] * len(page.blocks)
    reasons = discard(page, [True] * len(page.blocks), sure, comments=comments)
    return {page.blocks[at].text: reason for at, reason in reasons.items()}


@pytest.mark.parametrize(
    ("noise", "family"),
    [
        ("<p>ALSO READ: Storm closes the harbour</p>", "also_read"),
        ("<p>Also Read | Storm closes the harbour</p>", "also_read"),
        ("<p>READ MORE – Storm closes the harbour</p>", "also_read"),
        ("<p>यह भी पढ़ें - तूफान से बंदरगाह बंद</p>", "also_read"),
        ("<p>Lesen Sie auch: Sturm schließt den Hafen</p>", "also_read"),
        ("<p>Lire aussi : La tempête ferme le port</p>", "also_read"),
        ("<div><span>Previous Story</span><p><a href=/1>Storm closes the harbour</a></p></div>", "pager"),
        ("<h3>Don’t Miss</h3><ul>" + LINKS + "</ul>", "related"),
        ("<h2>Latest from Top News</h2>" + TEASERS, "related"),
        ("<section><h2>Mehr zum Thema</h2>" + TEASERS + "</section>", "related"),
        ("<h3>Te puede interesar</h3><ul>" + LINKS + "</ul>", "related"),
        ("<h3>Potrebbe interessarti</h3><ul>" + LINKS + "</ul>", "related"),
        ("<h3>Leia também</h3><ul>" + LINKS + "</ul>", ("also_read", "related")),
        ("<h3>Читайте также</h3><ul>" + LINKS + "</ul>", ("also_read", "related")),
        ("<h3>Zobacz także</h3><ul>" + LINKS + "</ul>", ("also_read", "related")),
        ("<h3>اقرأ أيضا</h3><ul>" + LINKS + "</ul>", ("also_read", "related")),
        ("<h3>यह भी पढ़ें</h3><ul>" + LINKS + "</ul>", ("also_read", "related")),
        ("<h3>相关阅读</h3><ul>" + LINKS + "</ul>", "related"),
        ("<h3>関連記事</h3><ul>" + LINKS + "</ul>", "related"),
        ("<h2>People who viewed this item also viewed</h2><ul>" + LINKS + "</ul>", "related"),
        ("<h3>Häufig zusammen gekauft</h3><ul>" + LINKS + "</ul>", "related"),
        ("<h3>С этим товаром покупают</h3><ul>" + LINKS + "</ul>", "related"),
        ("<p>Table of contents</p>", "navigation"),
        ("<p>Spis treści</p>", "navigation"),
        ("<p>Sign up for our newsletter</p>", "newsletter"),
        ("<p>{{ post.teaser }}</p>", "placeholder of a script"),
        ('<p>{{hire="/banner"}} {{more}}</p>', "placeholder of a script"),
        ('<div>{"layout": 4, "buttons": [{"text": "Buy it now"}]}</div>', "data of a script"),
        ('<div>[{"price": "15.49", "name": "Lamp"}]</div>', "data of a script"),
        ("<div class='share-bar'><p>Tell the world</p></div>", "share"),
        ("<p>Share on Facebook</p>", "share"),
        ("<p>We use cookies to improve your experience.</p>", "cookie"),
        ("<div class='author-box'><p>Ann Other writes about boats.</p></div>", "author"),
        ("<div class='breadcrumbs'><a href=/>Start</a> / <a href=/n>News</a></div>", "breadcrumb"),
        ("<p>Tags: harbour, ferry, winter</p>", "tags"),
        ("<p><a href='#'>Back to top</a></p>", "top"),
        (
            "<section id='comments'><h3>Two opinions</h3><p>I do not agree with this at all.</p></section>",
            "comments",
        ),
        ("<p>Advertisement</p>", "advert"),
        ("<p>5 min read</p>", "reading_time"),
        ("<p>© 2026 The Shore Paper. All rights reserved.</p>", "legal"),
        ("<p>All rights reserved. <a href=/p>Privacy policy</a></p>", "legal"),
        ("<p>Impressum | Datenschutz</p>", "legal"),
        ("<div><a href=/s>Share</a><a href=/p>Print</a></div>", "share"),
        ("<table><tr><td>All rights reserved. Privacy policy</td></tr></table>", "legal"),
    ],
)
@pytest.mark.parametrize("place", ["inside", "after"])
def test_noise_goes_and_the_story_stays(noise: str, family: str | tuple[str, ...], place: str) -> None:
    middle = f"<p>{STORY[1]}</p>"
    markup = BODY.replace(middle, noise + middle) if place == "inside" else BODY + noise
    reasons = dropped(f"<body><article>{markup}</article></body>")
    assert not set(reasons) & set(STORY)
    assert set(reasons) == {block.text for block in Page(noise).blocks}
    families = (family,) if isinstance(family, str) else family
    assert all(reason.startswith((*families, "heading of nothing")) for reason in reasons.values()), reasons


@pytest.mark.parametrize(
    "text",
    [
        "Previous story collections by the author sold well, and this one is expected to do so too.",
        "Share this with nobody, he told her, and she wrote it down in her diary the same evening.",
        "Comments by the minister drew laughter from the benches opposite, as they often do.",
        "Related problems appeared in the second year, when the dam was raised by a metre.",
        "Cookies are small files that sites keep on a reader's machine, the court explained.",
        "Watch – and this is what nobody expected – the tide turn before noon.",
        "Also on Saturday, the council relieved the harbour master of his post.",
        "Don’t miss the last boat, the guide told us, because there is no other until Monday.",
        "She read it also to her children.",
        "The new map requires JavaScript, which readers who print it can do without.",
        "On this page of the diary she wrote nothing but the date.",
        "No.",
        "„Nein.“",
        "Next. Previous. She read all of the buttons aloud.",
        "Next. Menu. Search.",
        "<code>share | print</code>",
        "{{ title }} stands for what the page is called, wherever a template says so.",
        '{"price": 15.49} is all that the interface answers, which was not enough for the shops.',
        "<code>{{ title }}</code>",
        '<code>{"price": 15.49}</code>',
        "The newsletter of the parish has appeared every month since 1911 without a break.",
    ],
)
def test_a_mention_stays(text: str) -> None:
    assert dropped(f"<article>{BODY}<p>{text}</p>{BODY}</article>") == {}


def test_a_notice_goes_where_it_is_doubtful_and_stays_where_it_is_quoted() -> None:
    notice = "You need to enable JavaScript to run this app."
    page = f"<article>{BODY}<p>{notice}</p></article>"
    sure = [0.9] * len(STORY)
    assert dropped(page, [*sure, 0.3]) == {notice: "notice: “you need to enable javascript”"}
    assert dropped(page, [*sure, 0.8]) == {}


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


def test_a_label_governs_no_heading_of_the_text_that_follows() -> None:
    page = f"<div><p>{STORY[0]}</p><p>Subscribe</p><p>Your address</p><h2>The second day</h2><p>{STORY[1]}</p></div>"
    assert set(dropped(page, [0.99, 0.1, 0.1, 0.9, 0.99])) == {"Subscribe", "Your address"}
    assert "The second day" in dropped(page, [0.99, 0.1, 0.1, 0.4, 0.99])


def test_references_in_a_list_stay() -> None:
    listed = "".join(
        f"<li>Point {n} of the plan, which <a href=/{n}>others</a> have described in detail</li>"
        for n in range(5)
    )
    assert dropped(f"<article>{BODY}<h2>The plan</h2><ul>{listed}</ul>{BODY}</article>") == {}


def test_a_page_of_teasers_keeps_them() -> None:
    assert dropped(f"<main><h1>All guides</h1>{TEASERS}{TEASERS}</main>") == {}


def test_most_of_a_short_page_goes_only_where_it_is_doubtful() -> None:
    cookies = "We use cookies to improve your experience on this site and to show you what you like."
    page = f"<p>The harbour is closed until the storm has passed.</p><p>{cookies}</p>"
    assert dropped(page, [0.9, 0.9]) == {}
    assert set(dropped(page, [0.9, 0.5])) == {cookies}


def test_a_label_among_lines_takes_what_is_doubtful() -> None:
    page = plaintext_page("\n".join([*STORY, "Newsletter", "Every Friday", "Now in your inbox", *STORY]))
    sure = [0.9] * len(STORY)
    reasons = discard(page, [True] * len(page.blocks), [*sure, 0.6, 0.4, 0.7, *sure])
    assert [page.blocks[at].text for at in sorted(reasons)] == ["Newsletter", "Every Friday"]


def test_a_name_on_every_paragraph_means_nothing() -> None:
    paragraphs = "".join(f"<div class='paywall'><p>{paragraph}</p></div>" for paragraph in STORY)
    assert dropped(f"<body>{paragraphs}</body>") == {}


FORM = "<form><input type=email><button>{button}</button></form>"


@pytest.mark.parametrize("button", ["Subscribe", "S'abonner", "登録する", "सदस्यता लें"])
def test_what_little_text_stands_around_a_form_to_sign_up_goes_with_it(button: str) -> None:
    box = f"<div><p>Words in a language of which no phrase is known</p>{FORM.format(button=button)}</div>"
    assert set(dropped(f"<article>{BODY}{box}{BODY}</article>")) == {block.text for block in Page(box).blocks}


def test_a_form_beside_a_long_text_takes_only_itself() -> None:
    form = FORM.format(button="Subscribe")
    assert set(dropped(f"<article>{BODY}<p>A word of the editor</p>{form}</article>")) == {"Subscribe"}


def test_paragraphs_in_a_heading_that_is_never_closed_are_no_headings() -> None:
    story = "".join(f"<p>{paragraph}<p>ALSO READ: Storm closes the harbour" for paragraph in STORY)
    reasons = dropped(f"<body><h1>{story}")
    assert set(reasons) == {"ALSO READ: Storm closes the harbour"}


def test_comments_stay_on_request() -> None:
    markup = f"<article>{BODY}</article><section id=comments><p>I do not agree with this.</p></section>"
    assert dropped(markup)
    assert not dropped(markup, comments=True)


def test_nothing_kept_nothing_discarded() -> None:
    page = Page(BODY)
    assert discard(page, [False] * len(page.blocks), [0.0] * len(page.blocks)) == {}


def test_phrases_are_written_as_texts_are_normalised() -> None:
    tables = phrases._tables()
    for phrase in tables.line:
        assert phrases.normalise(phrase) == phrase


def test_every_phrase_is_found_where_it_stands() -> None:
    """What is looked at first, the words of a text, must not keep any of its phrases from being found."""
    tables = phrases._tables()
    started = [f"{phrase} zq" for phrase in tables.start]
    held = [f"Zq {phrase} zq" for phrase in tables.within]
    texts = [*tables.line, *started, *held]
    for text in texts:
        for written in (text.replace("#", "17"), text.replace("#", "3").title()):
            said = words(written)
            assert phrases.match(written, count_words(written, said), said), written
            assert phrases.match(written, len(said)), written


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


@pytest.mark.parametrize("name", ["cookies", "comments", "related", "newsletter"])
def test_a_section_with_its_heading_for_a_name_is_no_box(name: str) -> None:
    section = f"<section id={name}><h2>{name.title()}</h2>{BODY}</section>"
    others = "".join(f"<section id=s{n}><h2>Part {n}</h2>{BODY}</section>" for n in range(4))
    assert f"{name} box" not in " ".join(dropped(others + section).values())
    box = f"<section id={name}><h2>{name.title()}</h2><p>A line of it</p></section>"
    assert f"{name.rstrip('s')}" in " ".join(dropped(others + box).values())


def test_sections_of_documentation_have_their_headings_for_names() -> None:
    names = ("pagination", "tags", "comments", "social")
    sections = "".join(
        f"<section id={name}><h2>{name.title()}</h2><p>A line of it</p></section>" for name in names
    )
    page = Page(f"<main><h1>Options</h1>{sections}</main>")
    assign_roles(page, MetadataReader(page))
    assert Role.COMMENT not in {block.role for block in page.blocks}
    reasons = discard(page, [True] * len(page.blocks), [1.0] * len(page.blocks)).values()
    assert not any("box" in reason for reason in reasons)
    assert not any("box" in reason for reason in dropped(f"<h2 id=tags>Options</h2>{BODY}").values())


@pytest.mark.parametrize("heading", ["Privacy", "Search", "Kontakt", "Tags"])
def test_a_heading_of_text_stays_whatever_it_says(heading: str) -> None:
    assert not dropped(f"<article>{BODY}<h2>{heading}</h2><p>{STORY[0]}</p></article>")
    assert dropped(f"<article>{BODY}<h2>{heading}</h2><p><a href=/1>One</a></p></article>")


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


def test_what_the_scorer_is_surer_of_than_of_the_rest_stays() -> None:
    page = Page(f"<article>{BODY}<h3>Don’t Miss</h3><ul>{LINKS}</ul></article>")
    mask = [True] * len(page.blocks)
    less, more = [[sure if at < len(STORY) else 0.8 for at in range(len(mask))] for sure in (0.9, 0.7)]
    assert set(discard(page, mask, less)) == set(range(len(STORY), len(mask)))
    assert discard(page, mask, more) == {}


def test_what_is_dropped_already_is_no_measure_of_what_to_drop() -> None:
    # a good part of the page's text, and doubtful only beside the article's one paragraph
    cookies = "We use cookies to make our site better for all of you, and to know what you read. " * 2
    page = Page(f"<p>{STORY[0]}</p><p>© 2024 The Shore Paper. All rights reserved.</p><p>{cookies}</p>")
    reasons = discard(page, [True] * 3, [0.95, 0.3, 0.72])
    assert set(reasons) == {1, 2}


def test_names_that_repeat_in_like_records_go() -> None:
    posts = [
        f"<div class=post><div>{who}</div><p>{said}</p></div>"
        for who, said in zip("ABAC", STORY, strict=True)
    ]
    assert dropped("".join(posts)) == dict.fromkeys("ABC", "name repeated in like records")


def test_lines_of_who_and_when_in_like_records_go() -> None:
    lines = [f"by {who} » 12 May 2011, 9:3{n}" for n, who in enumerate(("Ann", "Old Mill", "Cy", "Ann"))]
    posts = [
        f"<div class=post><p>{line}</p><div>{said}</div></div>"
        for line, said in zip(lines, STORY, strict=True)
    ]
    assert dropped("".join(posts)) == dict.fromkeys(lines, "date repeated in like records")


@pytest.mark.parametrize(
    "said",
    [
        ("So it is.", "Not so.") * 2,
        ("In 2011 it rained.", "In 2012 too.") * 2,
        ("Room 12", "Room 14") * 2,
        ("Ask Ann", "Ask Bob", "Ask Cy", "Ask Di"),
    ],
)
def test_sentences_numbers_and_names_that_differ_stay(said: tuple[str, ...]) -> None:
    posts = [
        f"<div class=post><div>{one}</div><p>{text}</p></div>" for one, text in zip(said, STORY, strict=True)
    ]
    assert dropped("".join(posts)) == {}


PAIRS = {
    f"Headline of story number {n}": f"What story number {n} says in its lead. It is long enough to be taken for "
    "text, ends like a sentence, and has nothing to do with what stands around it."
    for n in ("six", "seven", "eight")
}
UNLINKED = "".join(f"<h3>{headline}</h3><p>{lead}</p>" for headline, lead in PAIRS.items())


def test_a_label_takes_the_headlines_under_it_which_are_no_links() -> None:
    gone = dropped(f"{BODY}<h2>Related stories</h2>{UNLINKED}{BODY}")
    assert gone.keys() == {"Related stories", *PAIRS, *PAIRS.values()}
    assert set(gone.values()) == {"related: “related stories”"}


def test_headlines_with_a_line_each_go_where_they_are_doubtful_and_the_text_is_not() -> None:
    def judged(text: float, pairs: float, under: str = UNLINKED) -> set[str]:
        around = [text] * 2 * len(STORY)
        page = f"{BODY}{BODY}<h2>Elsewhere</h2>{under}{BODY}{BODY}"
        return set(dropped(page, [*around, *[pairs] * 7, *around]))

    assert judged(0.97, 0.8) == {"Elsewhere", *PAIRS, *PAIRS.values()}
    assert judged(0.97, 0.9) == set()
    assert judged(0.8, 0.6) == set()
    # questions have answers, not leads
    assert judged(0.97, 0.8, UNLINKED.replace("</h3>", "?</h3>")) == set()


def test_headlines_that_are_links_go_with_their_lines_where_they_are_doubtful() -> None:
    def judged(pairs: float, headlines: Sequence[str]) -> set[str]:
        items = zip(headlines, PAIRS.values(), strict=True)
        terms = "".join(f"<dt><a href=/n>{term}</a></dt><dd>{lead}</dd>" for term, lead in items)
        around = [0.97] * 2 * len(STORY)
        return set(dropped(f"{BODY}{BODY}<dl>{terms}</dl>{BODY}{BODY}", [*around, *[pairs] * 6, *around]))

    assert judged(0.6, list(PAIRS)) == {*PAIRS, *PAIRS.values()}
    assert judged(0.95, list(PAIRS)) == set()
    # what a reference describes has a name
    assert judged(0.6, ["open", "read all", "close"]) == set()


@pytest.mark.parametrize("label", ["Dig deeper", "Les videre", "더 알아보기"])
def test_lines_that_begin_with_one_label_go(label: str) -> None:
    lines = [f"{label}: Storm closes harbour {n}" for n in range(3)]
    markup = "".join(f"<p>{line}</p>" for line in lines)
    assert dropped(f"{BODY}{markup}{BODY}") == dict.fromkeys(lines, f"lines that begin with “{label}”")


def test_headlines_that_begin_with_one_label_may_ask() -> None:
    lines = ["Dig deeper: Storm closes harbour", "Dig deeper: Who pays?", "Dig deeper: Boats are back"]
    markup = "".join(f"<p>{line}</p>" for line in lines)
    assert dropped(f"{BODY}{markup}{BODY}").keys() == set(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("Ann: So it is.", "Ann: Not so.", "Ann: Well."),
        ("Ann: So it is.", "Ann: Not so", "Ann: Well."),
        ("Monday: closed", "Tuesday: 9 to 5", "Wednesday: 9 to 5"),
        ("Ann: yes", "Ann: no"),
    ],
)
def test_what_somebody_says_and_what_differs_stays(lines: tuple[str, ...]) -> None:
    assert dropped(BODY + "".join(f"<p>{line}</p>" for line in lines) + BODY) == {}


WRITTEN = [
    "For two nights the ferry lay at the quay, and nobody on the island knew who had paid for the coal.",
    "On the third morning it left without a whistle, which the harbour master noted in his book.",
]


@pytest.mark.parametrize(
    "name",
    ["paywall", "sharing", "read-more", "tags", "subscribe", "promo social-paragraph", "related_posts"],
)
def test_prose_of_which_the_scorer_is_sure_stays_whatever_its_class_says(name: str) -> None:
    def judged(sure: float) -> set[str]:
        box = "".join(f"<p>{paragraph}</p>" for paragraph in WRITTEN)
        page = f"<article>{BODY}<section class='{name}'><h2>At the quay</h2>{box}</section>{BODY}</article>"
        around = [0.97] * len(STORY)
        return set(dropped(page, [*around, 0.7, sure, sure, *around]))

    assert judged(0.95) == set()
    assert judged(0.85) == {"At the quay", *WRITTEN}


def test_what_is_doubtful_or_linked_goes_with_a_box_though_a_sentence_in_it_stays() -> None:
    beside = [f"Title of a story, number {n}, that somebody may like" for n in range(4)]
    links = "".join(f"<p><a href=/{n}>{title}</a></p>" for n, title in enumerate(beside))
    page = f"<article>{BODY}<div class=related><p>{WRITTEN[0]}</p>{links}</div>{BODY}</article>"
    sure = [0.97] * len(STORY)
    assert set(dropped(page, [*sure, 0.95, *[0.9] * len(beside), *sure])) == set(beside)


def test_comments_go_however_well_they_are_written() -> None:
    comments = "".join(f"<div class=comment><p>{paragraph}</p></div>" for paragraph in WRITTEN)
    page = Page(f"<article>{BODY}{BODY}</article><details class=comment_box>{comments}</details>")
    assign_roles(page, MetadataReader(page))
    reasons = discard(page, [True] * len(page.blocks), [1.0] * len(page.blocks))
    assert {page.blocks[at].text: reason for at, reason in reasons.items()} == dict.fromkeys(
        WRITTEN, "comments"
    )


def test_a_section_named_by_the_first_word_of_its_heading_is_no_box_among_others_so_named() -> None:
    others = "".join(f"<section id=part-{n}><h2>Part {n}</h2>{BODY}</section>" for n in "abc")

    def judged(heading: str) -> dict[str, str]:
        section = f"<section class=sharing><h2>{heading}</h2><p>Players lent it to each other.</p></section>"
        return dropped(others + section)

    assert judged("Sharing and trading") == {}
    assert judged("Who lent it").keys() == {"Who lent it", "Players lent it to each other."}


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
    ("shown", "hidden"),
    [
        ("", "style='display:none'"),
        ("", "hidden"),
        ("", "aria-hidden=true"),
        ("", "class='d-none'"),
        ("class='hidden-xs'", "class='visible-xs'"),
        ("class='hidden md:block'", "class='md:hidden'"),
        ("class='desktop-only'", "class='mobile-only'"),
        ("class='body-desktop'", "class='body-mobile'"),
    ],
)
@pytest.mark.parametrize("first", [False, True])
def test_a_body_that_stands_twice_comes_once(shown: str, hidden: str, *, first: bool) -> None:
    copies = [f"<div {shown}>{BODY}</div>", f"<div {hidden}>{BODY}</div>"]
    page = Page(f"<main>{''.join(reversed(copies) if first else copies)}</main>")
    reasons = discard(page, [True] * len(page.blocks), [1.0] * len(page.blocks))
    assert set(reasons.values()) == {"hidden repeat of what is shown"}
    assert sorted(page.blocks[at].text for at in reasons) == sorted(STORY)
    # what is not kept anywhere else is no repeat
    half = [bool(at < len(STORY)) == first for at in range(len(page.blocks))]
    assert discard(page, half, [1.0] * len(page.blocks)) == {}


def test_cells_and_texts_of_their_own_are_no_repeats() -> None:
    row = "<tr><td>Rest day<td class=hidden-xs>Rest day<td>Run for an hour"
    assert dropped(f"{BODY}<table>{row}{row}</table><div hidden><p>{WRITTEN[0]}</p></div>") == {}
    # a note that quotes the text is about something else
    note = "".join(f"<p>{paragraph}</p>" for paragraph in (*WRITTEN, STORY[0]))
    assert dropped(f"{BODY}<div class=mobile>{note}</div>") == {}


HEADLINES = ("Bridge toll to rise in spring", "Ferry strike called off at last", "Who will light the beacon?")


@pytest.mark.parametrize(
    ("lines", "text", "certain", "goes"),
    [
        (HEADLINES, 0.98, 0.7, True),
        # a text that is in doubt itself, or lines that hardly are
        (HEADLINES, 0.9, 0.7, False),
        (HEADLINES, 0.98, 0.9, False),
        # two of them, names, questions, and sentences
        (HEADLINES[:2], 0.98, 0.7, False),
        (("Ann Lee", "Bo Fry", "Cy Mott"), 0.98, 0.7, False),
        (("Who will light it today?", "And who will pay for it?", HEADLINES[0]), 0.98, 0.7, False),
        (
            ("The toll will rise in spring.", "The strike was called off.", "Nobody lights it."),
            0.98,
            0.7,
            False,
        ),
    ],
)
def test_doubtful_lines_like_headlines_go(
    lines: Sequence[str], text: float, certain: float, goes: bool
) -> None:
    page = f"{BODY}{''.join(f'<p>{line}</p>' for line in lines)}{BODY}"
    found = dropped(page, [*[text] * 4, *[certain] * len(lines), *[text] * 4])
    assert found == (dict.fromkeys(lines, "doubtful run of lines like headlines") if goes else {})


def test_lines_of_one_element_are_no_headlines() -> None:
    poem = "<br>".join(HEADLINES)
    assert dropped(f"{BODY}<p>{poem}</p>{BODY}", [*[0.98] * 4, 0.7, *[0.98] * 4]) == {}
