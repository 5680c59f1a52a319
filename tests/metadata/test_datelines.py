"""Dates as old weblogs, themes and papers without linked data show them, in many languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata import read_metadata
from boilerstrip.page import Page

TEXT = (
    "<p>The ferry crossed the sound that morning as it had on every other one, with four cars and a dog on "
    "board, and nobody on either shore looked up from what they were doing to see it leave.</p>"
)


def date_of(body: str, *, lang: str = "en", url: str | None = None, head: str = "") -> str | None:
    page = f"<html lang={lang}><head><title>The ferry to Holm</title>{head}</head><body>{body}</body></html>"
    return read_metadata(Page(page, url)).date


def post(line: str, *, above: str = "", below: str = "") -> str:
    return f"<div class=post>{above}<h1>The ferry to Holm</h1>{line}{TEXT}{TEXT}{below}</div>"


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Posted on March 5, 2014 by Ann"),
        ("en", "This entry was posted on Wednesday, March 5th, 2014 at 10:15 am and is filed under Boats."),
        ("en", "Wednesday, 5 March 2014"),
        ("en", "Filed in Boats by Ann on March 5, 2014 &bull; 3 Comments"),
        ("en-US", "Posted by Ann at 3/5/2014 10:15:00 AM"),
        ("en", "05 Mar 2014"),
        ("en", "Mar. 5th, 2014"),
        ("en", "Written on March 5, 2014"),
        ("en", "Date: 5 March 2014"),
        ("en", "Submitted by Ann on Wed, 2014-03-05 10:15"),
        ("de", "Veröffentlicht am 5. März 2014 von Anna"),
        ("de", "5. März 2014 | Anna Anders | 3 Kommentare"),
        ("de", "Mittwoch, 05. März 2014"),
        ("de", "Geschrieben am 05.03.2014 um 10:15 Uhr von Anna"),
        ("de", "Dieser Eintrag wurde am 5. März 2014 von Anna in Boote veröffentlicht."),
        ("de", "Erstellt am 05.03.14"),
        ("de", "Eingetragen von Anna am 05.03.2014"),
        ("de", "Stand: 5. März 2014"),
        ("de-AT", "5. Feber 2014"),
        ("fr", "Publié le 5 mars 2014 par Anne"),
        ("fr", "mercredi 5 mars 2014"),
        ("fr", "Posté le 05/03/2014 à 10h15"),
        ("fr", "Par Anne Roux, le 5 mars 2014"),
        ("fr", "Le 1er mars 2014"),
        ("fr", "Mis en ligne le 5 mars 2014"),
        ("es", "Publicado el 5 de marzo de 2014 por Ana"),
        ("es", "miércoles, 5 de marzo de 2014"),
        ("es", "5 marzo, 2014"),
        ("es", "Marzo 5, 2014"),
        ("pt", "Publicado em 5 de março de 2014"),
        ("pt", "Postado por Ana às 10:15 em 05/03/2014"),
        ("pt", "5 de Março, 2014"),
        ("pt", "05 mar 2014 - 10h15"),
        ("it", "Pubblicato il 5 marzo 2014 da Anna"),
        ("it", "mercoledì 5 marzo 2014"),
        ("it", "Scritto il 05/03/2014"),
        ("nl", "Geplaatst op 5 maart 2014 door Anna"),
        ("nl", "woensdag 5 maart 2014"),
        ("pl", "Opublikowano 5 marca 2014 przez Anna"),
        ("pl", "Dodano: 05.03.2014"),
        ("pl", "środa, 5 marca 2014"),
        ("tr", "5 Mart 2014 tarihinde yayınlandı"),
        ("tr", "05 Mart 2014, Çarşamba"),
        ("cs", "Publikováno 5. března 2014"),
        ("cs", "středa 5. března 2014"),
        ("sk", "Pridané 5. marca 2014"),
        ("hu", "2014. március 5."),
        ("hu", "2014. március 5., szerda 10:15"),
        ("hu", "2014.03.05. 10:15"),
        ("ro", "Publicat la 5 martie 2014"),
        ("sv", "Publicerad 5 mars 2014"),
        ("sv", "den 5 mars 2014"),
        ("da", "Skrevet den 5. marts 2014"),
        ("no", "Publisert 5. mars 2014"),
        ("nb", "Lagt ut 05.03.2014"),
        ("fi", "Julkaistu 5.3.2014 klo 10.15"),
        ("fi", "5. maaliskuuta 2014"),
        ("et", "5. märts 2014"),
        ("lv", "2014. gada 5. marts"),
        ("lt", "2014 m. kovo 5 d."),
        ("ru", "Опубликовано: 5 марта 2014"),
        ("ru", "05 марта 2014 г., 10:15"),
        ("uk", "5 березня 2014 р."),
        ("bg", "Публикувана на 5 март 2014"),
        ("sr", "5. март 2014."),
        ("hr", "Objavljeno 5. ožujka 2014."),
        ("sl", "Objavljeno 5. marca 2014"),
        ("el", "Δημοσιεύτηκε στις 5 Μαρτίου 2014"),
        ("ca", "Publicat el 5 de març de 2014"),
        ("eu", "2014ko martxoaren 5a"),
        ("eu", "2014/03/05"),
        ("gl", "5 de marzo de 2014"),
        ("ja", "2014年3月5日(水)"),
        ("ja", "投稿日: 2014年3月5日"),
        ("ja", "2014.03.05"),
        ("ja", "平成26年3月5日"),
        ("ja", "H26.3.5"),
        ("zh", "发布时间：2014-03-05 10:15"),
        ("zh", "2014-3-5 10:15:00 来源：水报"),
        ("zh-TW", "民國103年3月5日"),
        ("ko", "입력 2014.03.05 10:15"),
        ("ko", "2014. 3. 5. 10:15"),
        ("th", "5 มีนาคม 2557"),
        ("th", "5 มี.ค. 2557"),
        ("fa", "۱۴ اسفند ۱۳۹۲"),
        ("fa", "۱۳۹۲/۱۲/۱۴"),
        ("ar", "5 مارس 2014"),
        ("ar", "الأربعاء 5 آذار 2014"),
        ("he", "5 במרץ 2014"),
        ("hi", "5 मार्च 2014"),
        ("id", "Rabu, 5 Maret 2014 10:15 WIB"),
        ("vi", "Thứ tư, 5/3/2014, 10:15 (GMT+7)"),
        ("vi", "05 Tháng Ba, 2014"),
    ],
)
def test_a_line_below_the_headline(lang: str, line: str) -> None:
    expected = {"1er": "2014-03-01", "Feber": "2014-02-05"}
    day = next((day for mark, day in expected.items() if mark in line), "2014-03-05")
    assert date_of(post(f"<p>{line}</p>"), lang=lang) == day


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Last updated on March 5, 2014"),
        ("th", "ปรับปรุง: 5 มี.ค. 2557"),
        ("de", "Stand: 05.03.2014, 07:30 Uhr"),
        ("fr", "Mis à jour le 5 mars 2014"),
        ("pl", "Zaktualizowano: 5 marca 2014"),
        ("tr", "Güncelleme: 5 Mart 2014"),
        ("tr", "5 Mart 2014 tarihinde güncellendi"),
        ("ja", "最終更新日: 2014年3月5日"),
        ("ru", "Обновлено 5 марта 2014"),
    ],
)
def test_the_day_of_a_change_is_not_that_of_publication(lang: str, line: str) -> None:
    published = '<meta property="article:published_time" content="2012-01-30">'
    page = f"<html lang={lang}><head>{published}</head><body>{post(f'<p>{line}</p>')}</body></html>"
    found = read_metadata(Page(page))
    assert (found.date, found.modified) == ("2012-01-30", "2014-03-05")


def test_the_day_of_a_change_in_a_sentence_of_the_footer() -> None:
    sentence = "Diese Seite wurde zuletzt am 5. März 2014 um 13:22 Uhr geändert."
    footer = f"<ul><li id=footer-info-lastmod>{sentence}</li></ul>"
    assert read_metadata(Page(f"<html lang=de><body>{post('', below=footer)}")).modified == "2014-03-05"


def test_the_day_at_the_headline_is_believed_over_a_date_that_does_not_say_of_what() -> None:
    line = "<p><time datetime=2014-03-05>5.3.2014</time> News</p>"
    unsaid = "<meta name=dcterms.date content=2014-03-01T09:00>"
    assert date_of(post(line), lang="de", head=unsaid) == "2014-03-05"
    assert date_of(post(""), lang="de", head=unsaid) == "2014-03-01"


def test_the_day_at_the_headline_settles_which_of_several_is_meant() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2013-12-06"}</script>'
        '<meta property="article:published_time" content="2014-03-05T09:13:00">'
    )
    assert date_of(post("<p>5.3.2014</p>"), lang="de", head=head) == "2014-03-05"
    assert date_of(post("<p>Updated 5.3.2014</p>"), lang="de", head=head) == "2013-12-06"


def test_an_earlier_time_at_the_headline_beats_what_is_stated_of_a_move() -> None:
    head = '<meta property="article:published_time" content="2016-10-24T12:40:59+00:00">'
    line = "<ul><li><span>On</span> <time>5 Mar 2014</time></li></ul>"
    assert date_of(post(line), head=head) == "2014-03-05"


def test_days_of_teasers_do_not_move_the_stated_one() -> None:
    head = '<meta property="article:published_time" content="2014-03-05T16:53:14+00:00">'
    teasers = "<p class=date>Mar 4, 2014</p><p class=date>Mar 9, 2014</p>"
    assert (
        date_of(post("<p>Updated on May 1, 2015</p>", below=20 * TEXT + teasers), head=head) == "2014-03-05"
    )


def test_today_far_above_the_headline_is_not_read() -> None:
    menu = "".join(f"<li>Part {number}</li>" for number in range(20))
    top = f"<div class=top><time datetime=2023-11-01>1 November 2023</time></div><ul>{menu}</ul>"
    assert date_of(post("", above=top)) is None
    assert date_of(post("<p>Started by Ann, March 05, 2014, 11:23 AM</p>", above=top)) == "2014-03-05"


@pytest.mark.parametrize(
    "opening",
    [
        "5.3.2014 - ", "5. März 2014. ", "Holm, 5. März 2014 – ", "HOLM, den 05.03.2014: ", "(5. März 2014) ",
        "Holm (5. März 2014) – ",
    ],
)  # fmt: skip
def test_a_day_that_the_text_opens_with(opening: str) -> None:
    page = f"<h1>The ferry to Holm</h1><p>{opening}{TEXT[3:]}{TEXT}"
    assert date_of(page, lang="de") == "2014-03-05"


@pytest.mark.parametrize(
    "opening",
    [
        "On 5 March 2014 the ferry sank. ", "Sale ends 05/03/2014. ", "Until 5 March 2014: ",
        "The new ferry of the line to Holm from 5 March 2014 - ", "Last updated 5 March 2014. ",
    ],
)  # fmt: skip
def test_no_day_of_what_the_text_tells(opening: str) -> None:
    page = f"<h1>The ferry to Holm</h1><p>{opening}{TEXT[3:]}{TEXT}"
    assert date_of(page, lang="en-GB") is None


def test_a_day_within_the_headline() -> None:
    assert date_of(f"<h1><span>05.03.2014</span> The ferry to Holm</h1>{TEXT}", lang="de") == "2014-03-05"
    headline = "<h1>The ferry to Holm<br><small>05.03.2014 &bull; Boats, News</small></h1>"
    assert date_of(headline + TEXT, lang="de") == "2014-03-05"


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "This entry was posted on Wednesday, March 5th, 2014 at 10:15 am and is filed under Boats, Holm. "
               "You can follow any responses to this entry through the feed."),
        ("de", "Dieser Eintrag wurde am Mittwoch, 5. März 2014 um 10:15 Uhr von Anna veröffentlicht und in Boote, "
               "Holm abgelegt."),
        ("fr", "Cette entrée a été publiée dans Bateaux, le 5 mars 2014, par Anne."),
        ("es", "Esta entrada fue publicada en Barcos el 5 de marzo de 2014 por Ana."),
        ("nl", "Dit bericht werd geplaatst in Boten door Anna op 5 maart 2014."),
        ("pl", "Ten wpis został opublikowany w kategorii Statki dnia 5 marca 2014 przez Anna."),
        ("sv", "Detta inlägg publicerades i Båtar den 5 mars 2014 av Anna."),
    ],
)  # fmt: skip
def test_the_sentence_of_a_theme_below_the_post(lang: str, sentence: str) -> None:
    assert date_of(post("", below=f"<p class=postmetadata>{sentence}</p>"), lang=lang) == "2014-03-05"


def test_a_page_within_a_form() -> None:
    page = f"<form id=aspnetForm><div>{post('<p class=date>05 августа 2016, 13:43</p>')}</div></form>"
    assert date_of(page, lang="") == "2016-08-05"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("۱۴ اسفند ۱۳۹۲", "2014-03-05"),
        ("پنجشنبه ۳۰ اسفند ۱۴۰۳", "2025-03-20"),
        ("۱ فروردین ۱۴۰۴", "2025-03-21"),
        ("۱۴۰۳/۰۵/۰۱ - ۱۰:۱۵", "2024-07-22"),
        ("۳۰ اسفند ۱۴۰۲", None),
    ],
)
def test_the_solar_calendar(line: str, day: str | None) -> None:
    assert date_of(post(f"<p>{line}</p>"), lang="fa") == day


# A line of more than sixty words is no line.
_MAX_PARTS = 20
SEPARATORS = ("|", "·", "•")


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_long_line_of_several_parts_tells_the_date_of_one(separator: str) -> None:
    rubrics = "Boats of the north, Piers and what is on them, All that floats, Walking, Holm and its islands"
    line = f"<p>by Anna Lind {separator} Mar 5, 2014 {separator} {rubrics} {separator} 0 comments</p>"
    assert date_of(post(line)) == "2014-03-05"


def test_a_paragraph_that_begins_with_a_line_of_a_date_tells_it() -> None:
    paragraph = f"<p>March 5, 2014<br>The letter below comes from the harbour. {'It is long. ' * 5}</p>"
    assert date_of(post(paragraph)) == "2014-03-05"


def test_posts_of_others_in_the_text_tell_no_date() -> None:
    embedded = (
        "<blockquote class=instagram-media><p>A post shared by Anna (@anna) on Apr 21, 2013</p></blockquote>"
    )
    assert date_of(post("", below=embedded)) is None
    time = "<blockquote class=twitter-tweet>Anna <time datetime=2013-04-21>April 21, 2013</time></blockquote>"
    assert date_of(post(time + "<p>5 March 2014</p>")) == "2014-03-05"


def test_a_day_in_a_listing_is_no_date_of_the_page() -> None:
    call = "<pre>ebb('kolka', '2024-03-14')</pre>"
    page = f"<h1>tides</h1><p>Tells when the water is lowest at a station.</p>{call}"
    assert date_of(page) is None
    assert date_of(page.replace("pre>", "p>")) == "2024-03-14"


def test_the_count_of_comments_at_the_headline_is_the_page_s_own() -> None:
    count = "<div class='comments d-block'>March 5, 2014 | <a href=#comments>33 Comments</a></div>"
    assert date_of(post(count)) == "2014-03-05"
    comment = "<div class='comments'>March 5, 2014 <p>I missed it.</p></div>"
    assert date_of(post(comment)) is None


@pytest.mark.parametrize(
    "names", ["postmetadata", "art-time", "pubtime", "fecha", "post_datum", "entry-utility", "news-date"]
)
def test_classes_that_name_a_date(names: str) -> None:
    assert date_of(post("", below=f"<div class={names}>5 March 2014</div>")) == "2014-03-05"


def test_a_field_within_several_elements_is_marked_by_any_of_them() -> None:
    field = (
        "<div class=field-name-publish-date><div class=items><div class=even>5 March 2014</div></div></div>"
    )
    assert date_of(post("", below=TEXT * 12 + field)) == "2014-03-05"
    unmarked = "<div class=items><div class=even>5 March 2014</div></div>"
    assert date_of(post("", below=TEXT * 12 + unmarked)) is None


def test_a_date_below_the_author_s_name_at_the_end_is_the_page_s() -> None:
    assert date_of(post("", below="<p>Written by Anna Lind</p><p>5 March 2014</p>")) == "2014-03-05"


def test_a_line_at_the_headline_tells_more_than_a_time_far_below() -> None:
    far = f"{TEXT * 20}<div class=box>Ann <time datetime=2014-03-09>9 March</time></div>"
    assert date_of(post("<p>by Anna<br>on 5 March 2014</p>", below=far)) == "2014-03-05"


def test_the_headline_is_a_lower_heading_where_only_that_has_the_title() -> None:
    page = f"<h1>Notes from a pier</h1><ul>{'<li>Boats</li>' * 12}</ul><p>5 March 2014</p><h2>The ferry to Holm</h2>"
    assert date_of(f"{page}{TEXT}{TEXT}") == "2014-03-05"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/news/29-10-2021", "2021-10-29"), ("/news/ferry-29.10.2021.html", "2021-10-29"),
        ("/news/ferry-05-03-2014", None), ("/tel/29-10-20213", None), ("/v/1.29-10-2021-5", None),
    ],
)  # fmt: skip
def test_an_address_with_the_day_first(path: str, day: str | None) -> None:
    found = date_of(post(""), url=f"https://example.org{path}", lang="")
    assert found == day


@given(st.dates(date(1996, 1, 1), date(2024, 12, 31)), st.sampled_from(SEPARATORS), st.integers(0, 30))
def test_the_day_is_read_wherever_it_stands_in_a_line(day: date, separator: str, count: int) -> None:
    parts = ["by Anna Lind", f"{day:%d %B %Y}", *[f"Rubric {chr(97 + i % 26)}" for i in range(count)]]
    line = f" {separator} ".join(parts[:_MAX_PARTS])
    assert date_of(post(f"<p>{line}</p>")) == day.isoformat()


@pytest.mark.parametrize("label", ["Starts", "Event date:", "Deadline", "Wann:", "Fin :", "Начало"])
def test_a_day_below_the_label_of_another_one_is_not_that_of_publication(label: str) -> None:
    fields = f"<dl><dt>{label}</dt><dd>5 March 2014</dd></dl>"
    assert date_of(post(fields)) is None
    assert date_of(post(fields.replace(label, "Date"))) == "2014-03-05"


@pytest.mark.parametrize(
    ("lang", "label", "day"),
    [
        ("en", "Closing date", "5 March 2014"),
        ("de", "Bewerbungsfrist", "5. März 2014"),
        ("fr", "Date limite", "5 mars 2014"),
        ("es", "Fecha límite", "5 de marzo de 2014"),
        ("no", "Søknadsfrist", "5. mars 2014"),
        ("hu", "Jelentkezési határidő", "2014. március 5."),
        ("ru", "Срок подачи", "5 марта 2014"),
        ("ms", "Tarikh tutup", "5 Mac 2014"),
        ("zh", "截止日期", "2014年3月5日"),
    ],
)
def test_the_last_day_for_something_is_no_date_of_the_page(lang: str, label: str, day: str) -> None:
    for field in (f"<p>{label}: {day}</p>", f"<dl><dt>{label}</dt><dd>{day}</dd></dl>"):
        assert date_of(post(field), lang=lang) is None
    assert date_of(post(f"<p>{day}</p>"), lang=lang) == "2014-03-05"


def test_the_full_stop_of_a_time_makes_no_sentence_of_a_line() -> None:
    line = "<p>Autorius: Ona Petrauskienė, 2014 m. kovo 5 d. 10:30 val.</p>"
    assert date_of(post(line), lang="lt") == "2014-03-05"
    assert date_of(post("<p>On 5 March 2014 the boat sank at noon off the pier.</p>")) is None


@pytest.mark.parametrize(
    ("tag", "attribute"),
    [("relative-time", "datetime"), ("faceplate-timeago", "ts"), ("sl-format-date", "date")],
)
def test_elements_of_the_page_s_own_making_show_times(tag: str, attribute: str) -> None:
    shown = f"<{tag} {attribute}=2014-03-05T10:15:00Z>{{}}</{tag}>"
    for text in ("", "a while ago"):
        assert date_of(post(f"<p>Ann Lind asked this {shown.format(text)}</p>")) == "2014-03-05"


@pytest.mark.parametrize("cells", ["<th>{}</th><td>{}</td>", "<td>{}:</td><td>{}</td>"])
def test_a_table_of_facts_tells_no_day_of_publication(cells: str) -> None:
    def table(*labels: str) -> str:
        rows = (f"<tr>{cells.format(label, f'5 March 201{n}')}</tr>" for n, label in enumerate(labels, 4))
        return f"<table>{''.join(rows)}</table>"

    assert date_of(post(table("Launched", "In service"))) is None
    assert date_of(post(table("Date", "In service"))) == "2014-03-05"
    assert date_of(post(table("Published on", "In service"))) == "2014-03-05"
    # posts of forums are laid out in tables, too
    assert (
        date_of(post("<table><tr><td>5 March 2014, 10:15</td><td>#1 | Link</td></tr></table>"))
        == "2014-03-05"
    )


def test_a_time_called_updated_is_that_of_a_change() -> None:
    times = "".join(
        f"<time class='{name}' datetime=2014-03-0{day}>{day} March 2014</time> "
        for day, name in ((5, "entry-date published"), (9, "updated"))
    )
    page = f"<html lang=en><title>The ferry to Holm</title>{post(f'<p>Posted on {times}</p>')}</html>"
    found = read_metadata(Page(page))
    assert (found.date, found.modified) == ("2014-03-05", "2014-03-09")


def test_a_caption_tells_when_the_picture_was_taken() -> None:
    picture = "<figure><img src=a.jpg width=800 height=500><figcaption>Photo: Bo Ek, 5 March 2014</figcaption></figure>"
    assert date_of(post("<p>6 March 2014</p>").replace("<p>6", f"{picture}<p>6")) == "2014-03-06"
    assert date_of(post(picture)) is None
