"""The authors of a page."""

from __future__ import annotations

import pytest

from tests.metadata.pages import TEXT, about, linked


@pytest.mark.parametrize(
    "label",
    [
        "Über den Autor", "À propos de l’auteur", "Sobre el autor", "Sobre o autor", "Informazioni sull’autore",
        "Over de auteur", "O autorze", "Om författaren", "Om forfatteren", "Об авторе", "Kirjoittajasta",
        "Yazar hakkında", "Chefredakteur", "Rédactrice en chef", "Editor-in-Chief", "Direttore responsabile",
        "Fotografin", "About the author",
    ],
)  # fmt: skip
def test_the_label_of_a_box_is_no_author_whatever_its_class(label: str) -> None:
    for element in ("p", "span"):
        body = f"<h1>The bridge</h1>{TEXT}<{element} class=author>{label}</{element}><p>Ports, he says.</p>"
        assert about("", body).author is None


@pytest.mark.parametrize(
    "others",
    [
        "<figure><img src=/a.jpg><figcaption>The pier <span class=author>Bo Kim</span></figcaption></figure>",
        "<div><img src=/a.jpg><span class=photo-author>Bo Kim</span></div>",
        "<blockquote>We are glad. <span class=author>Bo Kim</span></blockquote>",
        "<div><p>We are glad.</p><p class=quote-author>Bo Kim</p></div>",
        "<div><p>We are glad.</p><span class=testimonial__author>Bo Kim</span></div>",
    ],
)
def test_who_took_a_picture_or_is_quoted_is_no_author(others: str) -> None:
    assert about("", f"<h1>The bridge</h1>{others}{TEXT}").author is None
    assert about("", f"<h1>The bridge</h1><p class=author>Ann Lee</p>{others}{TEXT}").author == "Ann Lee"


def test_what_somebody_is_does_not_count_as_another_author() -> None:
    line = "<figure><figcaption><address>Von Anna Lind, Volontärin (Sport)</address></figcaption></figure>"
    found = about("<meta name=author content='Anna Lind'>", f"<h1>The bridge</h1>{line}{TEXT}")
    assert found.authors == ("Anna Lind",)


def test_a_sentence_may_tell_what_its_author_is() -> None:
    body = f"<h1>The bridge</h1>{TEXT}<p>This post was written by Ann Lee, MD, cardiologist, Holm Clinic.</p>"
    assert about("", body).authors == ("Ann Lee",)


def test_a_list_right_below_the_headline_may_have_an_account() -> None:
    byline = "<ul><li>Posted by Anders 21.10.2019</li></ul>"
    assert about("", f"<h1>The bridge</h1>{byline}{TEXT}").author == "Anders"
    assert about("", f"<h1>The bridge</h1>{TEXT * 9}{byline}").author is None
    apart = "<ul><li>Posted by Anders<li>21.10.2019</ul>"
    assert about("", f"<h1>The bridge</h1>{apart}{TEXT}").author == "Anders"


@pytest.mark.parametrize(
    "items", [("By Topic", "By Region"), ("By Bus", "By Train", "By Car"), ("Von Kiel",)]
)
def test_a_list_below_the_headline_without_a_day_is_a_menu(items: tuple[str, ...]) -> None:
    menu = "".join(f"<li>{item}</li>" for item in items)
    assert about("", f"<h1>The bridge</h1><ul>{menu}</ul>{TEXT}").author is None


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        (
            '<script type=application/ld+json>{"@type":"Article","author":[{"name":"A B"},{"name":"C D"}]}</script>',
            "",
            "A B, C D",
        ),
        (
            '<script type=application/ld+json>{"@graph":[{"@type":"Article","author":"A B"}]}</script>',
            "",
            "A B",
        ),
        ("<meta name=author content='Ann Other'>", "", "Ann Other"),
        ("<meta name=author content='https://example.org/ann'>", "", None),
        ("", "<p class=byline>By Ann Other, May 3</p>", "Ann Other"),
        ("", "<p>By Ann Other</p>", "Ann Other"),
        ("", "<p>By the time it was over nobody cared</p>", None),
        ("", "<a rel=author href=/ann>ann_o</a>", "ann_o"),
        ("", "<p>Von Anna Anders</p>", "Anna Anders"),
        ("", "<p>מאת דנה לוי, 3 במאי 2024</p>", "דנה לוי"),
        ("", "<p>लेखक अनु शर्मा</p>", "अनु शर्मा"),
    ],
)
def test_author(head: str, body: str, author: str | None) -> None:
    assert about(head, body).author == author


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Jane Doe<br>Science correspondent", "Jane Doe"),
        ("By Jane Doe, Staff Writer", "Jane Doe"),
        ("By Jane Doe Published 5 May 2024", "Jane Doe"),
        ("By Category", None),
        ("文/张三", "张三"),
        ("記者 王小明", "王小明"),
        ("文化部今日宣布", None),
    ],
)
def test_what_follows_the_name_in_a_byline(byline: str, author: str | None) -> None:
    assert about("", f"<h1>Fair</h1><p>{byline}</p>{TEXT}").author == author


def test_wrappers_around_the_author_and_the_date() -> None:
    signed = "<div><div><div><span class=author>Ann Lee</span> <time datetime=2024-10-05>then</time></div></div></div>"
    found = about(
        "", f"<h1>Ferry</h1>{signed}<aside>{signed.replace('Ann Lee', 'Zed').replace('2024', '2019')}</aside>"
    )
    assert (found.author, found.date) == ("Ann Lee", "2024-10-05")
    assert about("", f"<aside>{signed}</aside>").author is None


@pytest.mark.parametrize(
    "text",
    [
        "<nav><a href=/size>Text Size</a> <a href=/topic>By Topic</a></nav>",
        "<h2>By the Numbers</h2>",
        "<h1>Von Trapp Family Lodge</h1>",
        "<p>By Friday, Paris Had Fallen.</p>",
    ],
)
def test_words_that_only_look_like_a_byline(text: str) -> None:
    assert about("", text).author is None


def test_several_names_in_a_byline() -> None:
    assert about("", "<p>By Ann Lee, Bo Kim, 12 January 2024</p>").author == "Ann Lee, Bo Kim"
    assert (
        about("", "<p>By Ann Lee, Bo Kim and Cy Ray | January 12, 2024</p>").author
        == "Ann Lee, Bo Kim and Cy Ray"
    )


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("Posted by Ann Lee", "Ann Lee"),
        ("Words by ANN LEE", "ANN LEE"),
        ("By Ann Lee and Bo Kim, Staff writers", "Ann Lee and Bo Kim"),
        ("Автор: Вера Ломова", "Вера Ломова"),
        ("投稿者：山田太郎", "山田太郎"),
        ("5 May 2024 by Ann Lee", "Ann Lee"),
        ("By Ann Lee • 5 May 2024", "Ann Lee"),
        ("By Ann Lee ann@example.org", "Ann Lee"),
        ("<a href=/x>View all posts by Ann Lee</a>", "Ann Lee"),
        ("<a href=/author/ann-lee>Ann Lee</a>", "Ann Lee"),
        ("By</p><p>Ann Lee", "Ann Lee"),
        ("By Role", None),
        ("By May 2024", None),
        ("By 12345", None),
    ],
)
def test_bylines(byline: str, author: str | None) -> None:
    found = about("", f"<h1>Fair</h1><p>{byline}</p>{TEXT}")
    assert found.author == author


def test_a_person_in_a_byline_beats_an_organisation_and_an_account() -> None:
    paper = {"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Shore Paper"}}
    body = f"<h1>Fair</h1><p class=byline>By Ann Lee</p>{TEXT}"
    assert about(linked(paper), body).author == "Ann Lee"
    assert about(linked(paper)).author == "Shore Paper"
    assert about(linked(paper | {"publisher": {"name": "Shore Paper"}})).author is None
    assert about("<meta name=author content=annl_7>", body).author == "Ann Lee"


def test_a_front_page_and_a_shop_tell_the_names_of_others() -> None:
    body = f"<h1>Our stories today</h1><p class=byline>By Ann Lee</p><p>5 May 2024</p>{TEXT}"
    found = about("", body, url="https://example.org/")
    assert (found.author, found.date) == (None, None)
    reviews = "".join(f"<p>Good boots number {n}.</p>" for n in range(20)) + "<p class=author>Jo Roe</p>"
    assert about(linked({"@type": "Product"}), f"<h1>Boots</h1>{reviews}").author is None


@pytest.mark.parametrize(
    ("head", "byline", "author"),
    [
        ("", "Posted by David at January 5, 2024 11:15 AM", "David"),
        ("", "By Ann Lee, Nairobi", "Ann Lee"),
        ("", "By Ann Lee and Bo Kim, Lille", "Ann Lee and Bo Kim"),
        ("", "By Ann LeeHead Winemaker", "Ann Lee"),
        ("", "Interview by Ann Lee", "Ann Lee"),
        ("", "Contributors: Ann Lee", "Ann Lee"),
        ("", "How we made $3.7M by Improving Their Website", None),
        ("<meta name=author content='Bo Kim'>", "By: Ann Lee", "Ann Lee"),
        ("<meta name=author content='annlee'>", "By Ann Lee", "Ann Lee"),
        ("<meta name=author content='Bo Kim'>", "By the sea", "Bo Kim"),
    ],
)
def test_bylines_below_the_headline(head: str, byline: str, author: str | None) -> None:
    assert about(head, f"<h1>Fair</h1><p>{byline}</p>{TEXT}").author == author


def test_a_name_that_goes_on_for_larger_screens_comes_in_full() -> None:
    short, full = "<p><span class=author>By Ann Mil</span></p>", "<p class=byline>By Ann Miller</p>"
    assert about("", f"<h1>Fair</h1>{short}{full}{TEXT}").author == "Ann Miller"


def test_what_stands_under_the_name_of_an_author_is_no_author() -> None:
    body = f"<h1>Fair</h1><p class=author-description>Senior Coffee Grader</p>{TEXT}"
    assert about("", body).author is None


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ("Lee, Ann", "Ann Lee"),
        ("Ann Lee", "Ann Lee"),
        ("Ann Lee, PhD", "Ann Lee, PhD"),
    ],
)
def test_catalogues_state_the_family_name_first(stated: str, name: str) -> None:
    assert about(f'<meta name="DC.creator" content="{stated}"><h1>Ferry</h1><p>Text').author == name


def test_a_team_that_a_line_at_the_headline_links_to_as_an_author() -> None:
    link = "<a href=/blog/author/pier-team>The Pier Team</a>"
    assert about("", f"<h1>The bridge</h1><p>{link}</p>{TEXT}").author == "The Pier Team"
    # elsewhere, and within a line, it is what else the page has links to
    assert about("", f"<h1>The bridge</h1>{TEXT * 7}<p>{link}</p>").author is None
    assert about("", f"<h1>The bridge</h1><p>See {link} for more</p>{TEXT}").author is None


def test_german_authors_behind_a_label_without_a_colon() -> None:
    body = f"<h1>Die Brücke</h1>{TEXT}<p>Autoren Ute Ott und Jan Brandt</p>"
    assert about("", body).authors == ("Ute Ott", "Jan Brandt")
    assert about("", f"<h1>Die Brücke</h1>{TEXT}<p>Autoren der Region</p>").author is None


def test_the_author_of_a_review_of_one_product_is_stated() -> None:
    review = {"@type": "Review", "reviewBody": "It boils in two minutes."}
    product = {"@type": "Product", "name": "Kettle", "review": review}
    named = "<meta name=author content='Ann Lee'>"
    body = f"<h1>The Nord kettle</h1>{TEXT}"
    assert about(named + linked(product), body).author == "Ann Lee"
    assert about(named + linked(product | {"review": [review, review]}), body).author is None
    assert about(named + linked(product | {"offers": {"price": "20"}}), body).author is None
    typed = "<meta property=og:type content=article>"
    assert about(named + typed + linked({"@type": "Product"}), body).author == "Ann Lee"


def test_what_a_shop_states_of_its_customers_is_no_author() -> None:
    product = "<meta property=og:type content=product><meta itemprop=author content='Max Loud'>"
    assert about(product, f"<h1>Hammer</h1>{TEXT}").author is None
    assert about("<meta itemprop=author content='Max Loud'>", f"<h1>Hammer</h1>{TEXT}").author == "Max Loud"
