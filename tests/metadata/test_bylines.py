"""Who wrote a page, as bylines in many languages say it."""

from __future__ import annotations

import pytest

from boilerstrip.metadata import read_metadata
from boilerstrip.page import Page
from tests.metadata.lines import TEXT, author_of, post


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "By Anna Lind"),
        ("en", "This post was written by Anna Lind"),
        ("en", "Recipe by Anna Lind"),
        ("en", "5 May 2024 by Anna Lind"),
        ("de", "Eine Kolumne von Anna Lind"),
        ("de", "Ein Gastbeitrag von Anna Lind"),
        ("de", "Geschrieben von Anna Lind am 25.08.2015 (1599 x gelesen)"),
        ("de", "Erstellt von Anna Lind am Dienstag 6. Mai 2014"),
        ("de", "1. Januar 2016 von Anna Lind Ein Kommentar"),
        ("de", "Alle Beiträge von Anna Lind"),
        ("de", "Autorin: Anna Lind"),
        ("fr", "Par Anna Lind le 7 mai 2020"),
        ("fr", "Publié par Anna Lind"),
        ("es", "Por Anna Lind"),
        ("es", "Publicado por Anna Lind el 5 de marzo de 2014"),
        ("pt", "Postado por Anna Lind"),
        ("ca", "Per Anna Lind"),
        ("it", "di Anna Lind"),
        ("it", "Pubblicato da Anna Lind"),
        ("ro", "Scris de Anna Lind"),
        ("nl", "Geplaatst door Anna Lind"),
        ("nl", "Alle berichten van Anna Lind"),
        ("sv", "Av Anna Lind"),
        ("da", "Skrevet af Anna Lind"),
        ("no", "Skrevet av Anna Lind"),
        ("fi", "Kirjoittanut Anna Lind"),
        ("fi", "Teksti: Anna Lind"),
        ("is", "Höfundur: Anna Lind"),
        ("cs", "Autor: Anna Lind"),
        ("cs", "Napsala Anna Lind"),
        ("pl", "przez Anna Lind"),
        ("pl", "Autor: Anna Lind"),
        ("hr", "Piše: Anna Lind"),
        ("lv", "Autors: Anna Lind"),
        ("lt", "Autorius: Anna Lind"),
        ("hu", "Írta: Anna Lind"),
        ("hu", "Szerző: Anna Lind"),
        ("eu", "Egilea: Anna Lind"),
        ("eu", "Testua: Anna Lind"),
        ("tr", "Yazan: Anna Lind"),
        ("tr", "Yazar: Anna Lind"),
        ("id", "Oleh Anna Lind"),
        ("id", "Penulis: Anna Lind"),
        ("vi", "Tác giả: Anna Lind"),
        ("cy", "Awdur: Anna Lind"),
        ("sw", "Mwandishi: Anna Lind"),
        ("ru", "Автор: Анна Линд"),
        ("ru", "Текст: Анна Линд"),
        ("bg", "Автор: Анна Линд"),
        ("sr", "Пише: Анна Линд"),
        ("el", "Γράφει η Άννα Λιντ"),
        ("ar", "بقلم آنا ليند"),
        ("fa", "نویسنده: آنا لیند"),
        ("he", "מאת אנה לינד"),
        ("hi", "लेखक: अन्ना लिंड"),
        ("ja", "ライター：安藤花子"),
        ("zh", "撰文：安琳"),
        ("ko", "글: 안린"),
    ],
)
def test_a_byline_below_the_headline(lang: str, line: str) -> None:
    names = (
        "Anna Lind", "Анна Линд", "Άννα Λιντ", "آنا ليند", "آنا لیند", "אנה לינד", "अन्ना लिंड", "安藤花子", "安琳", "안린",
    )  # fmt: skip
    assert author_of(post(line), lang=lang) == next(name for name in names if name in line)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<span class=author>Dec 17, 2025 Anna Lind</span>", "Anna Lind"),
        ("<span class=author>Dec. 19, 2025 · Anna Lind on behalf of the board</span>", "Anna Lind"),
        ("<span class=author>Über Anna Lind</span>", "Anna Lind"),
        ("<span class=author>Anna Lind Stand: 5. Februar 2020</span>", "Anna Lind"),
        ("<span class=author>Tom May</span>", "Tom May"),
        ("<span class=author>Audiophile On</span>", "Audiophile On"),
        ("<span class=author>sara.r.lind</span>", "sara.r.lind"),
        ("<span class=author>page.head.extra.author</span>", None),
        ("<span class=author>Ähnliche Beiträge</span>", None),
        ("<span class=author>Veröffentlicht am</span>", None),
        ("<span class=author>publisher</span>", None),
    ],
)
def test_what_stands_around_a_marked_name(line: str, author: str | None) -> None:
    assert author_of(post(line)) == author


def test_a_single_name_at_the_headline_beats_persons_elsewhere() -> None:
    below = "<ul><li class=recentcomments><a class=author>Bo Kim</a> on The harbour</li></ul>"
    assert author_of(post("<span class=byline>by <a rel=author>Tobi</a></span>", below)) == "Tobi"
    elsewhere = f"{20 * TEXT}<p class=author>Bo Kim</p>"
    assert author_of(post("<span class=byline>by <a rel=author>Tobi</a></span>", elsewhere)) == "Tobi"


def test_who_wrote_is_told_from_who_reviewed() -> None:
    head = "<meta name=author content='Anna Lind'>"
    assert author_of(post("Reviewed by: Bo Kim"), head=head) == "Anna Lind"
    assert author_of(post("By Bo Kim"), head=head) == "Bo Kim"


def test_a_name_that_breaks_off_is_none() -> None:
    glued = "<p class=author>von Anna Lind Über die Autorenseite von</p>"
    assert author_of(post(glued + "<p class=author-name>von Anna Lind</p>"), lang="de") == "Anna Lind"


def test_of_claims_that_disagree_the_one_that_readers_see_is_believed() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "Article", "author": {"name": "Bo Ek"}}</script>'
        "<meta name=parsely-author content='Anna Lind'>"
    )
    assert author_of(post("<span class=author>Anna Lind</span>"), head=head) == "Anna Lind"
    assert author_of(post("4 pictures"), head=head) == "Bo Ek"


def test_catalogues_of_papers_have_the_family_name_first() -> None:
    head = "<meta name=citation_author content='Lind, Anna'><meta name=citation_author content='Ek, B. C.'>"
    assert author_of(post("4 pictures"), head=head) == "Anna Lind, B. C Ek"


def test_a_line_of_a_magazine_names_who_wrote_the_words() -> None:
    assert author_of(post("<span class=byline>Words Anna Lind | Photos Bo Ek</span>")) == "Anna Lind"


def test_where_a_site_is_is_no_author() -> None:
    head = (
        "<meta property=og:site_name content='Holm Post'><meta name=author content='Holm Post, Holm, Norway'>"
    )
    assert author_of(post("4 pictures"), head=head) is None
    head = head.replace("Holm, Norway", "Anna Lind")
    assert author_of(post("4 pictures"), head=head) == "Anna Lind"


def test_an_id_made_of_a_headline_marks_no_author() -> None:
    assert author_of(post("") + "<h3 id=reading-a-file-line-by-line>Reading a file line by line</h3>") is None


def test_a_name_alone_in_the_box_of_the_author() -> None:
    box = "<div class=blog_author-text><div>Anna Lind</div></div>"
    assert author_of(post("News", box)) == "Anna Lind"
    assert author_of(post("News", "<div class=box><div>Anna Lind</div></div>")) is None


def test_a_name_below_the_headline_that_heads_the_box_at_the_end() -> None:
    assert author_of(post("Anna Lind", "<h4>Anna Lind</h4><p>Sails.</p>")) == "Anna Lind"
    assert author_of(post("Anna Lind", "<h4>Bo Kim</h4><p>Sails.</p>")) is None


def test_a_heading_that_says_who_wrote_names_the_author() -> None:
    assert author_of(post("", below="<h3>Written by Anna Lind</h3>")) == "Anna Lind"
    assert author_of(post("", below="<h3>By the Old Harbour</h3>")) is None
    assert author_of(post("", below="<h3>Written by Hand</h3>")) is None


def test_a_label_above_the_name_names_the_author() -> None:
    assert author_of("<h1>The ferry to Holm</h1><p>Article written by:</p><h3>Anna Lind, MD</h3>" + TEXT)


def test_who_checked_the_facts_is_no_author() -> None:
    page = post("<span>Fact checked by</span></p><p><a rel=author href=/authors/bo>Bo Kim</a>")
    assert author_of(page) is None


def test_a_name_in_lower_case_that_is_stated_is_a_name() -> None:
    assert author_of(post(""), head="<meta name=author content='anna lind'>") == "Anna Lind"
    assert author_of(post(""), head="<meta name=author content='all about boats'>") is None


def test_a_name_of_several_links_to_one_page_is_read_whole() -> None:
    link = "<a href=/autoren/anna-lind-12><b>Anna</b></a> <a href=/autoren/anna-lind-12>Lind</a>"
    assert author_of(post(f"© x</p><p>{link}")) == "Anna Lind"


def test_the_account_that_a_line_below_the_headline_links_to_is_the_author() -> None:
    line = "<a href=/profile/gull7>gull7</a> | Posted in General on February 24, 2006"
    assert author_of(post(line)) == "gull7"
    assert author_of(post("<a href=/users/sign_up>Get started</a>")) is None


def test_a_heading_right_below_the_headline_may_be_the_byline() -> None:
    page = f"<h1>The ferry to Holm</h1><h3>By Anna Lind, Holm Columnist</h3>{TEXT}{TEXT}"
    assert author_of(page) == "Anna Lind"


@pytest.mark.parametrize(
    ("lang", "line", "author"),
    [
        ("hu", "Írta: Kovács Anna | 2024. január 5.", "Kovács Anna"),
        ("hr", "Piše: Marija Horvat, 5. siječnja 2024.", "Marija Horvat"),
        ("lt", "Autorius: Ona Petrauskienė | 2024 m. sausio 5 d.", "Ona Petrauskienė"),
        ("sr", "Аутор: Марија Петровић | 5. јануар 2024", "Марија Петровић"),
        ("sl", "Avtor: Ana Novak | 5. januar 2024", "Ana Novak"),
        ("sq", "Shkruar nga Ana Hoxha | 5 Janar 2024", "Ana Hoxha"),
        ("af", "Geskryf deur Anna Botha", "Anna Botha"),
        ("ka", "ავტორი: ნინო ბერიძე | 5 იანვარი 2024", "ნინო ბერიძე"),
        ("hy", "Հեղինակ՝ Անի Պետրոսյան | 5 հունվարի 2024", "Անի Պետրոսյան"),
        ("az", "Müəllif: Aysel Məmmədova | 5 yanvar 2024", "Aysel Məmmədova"),
        ("ta", "எழுதியவர்: குமார் ராஜா | 5 ஜனவரி 2024", "குமார் ராஜா"),
        ("ur", "تحریر: احمد علی | 5 جنوری 2024", "احمد علی"),
        ("he", "כתב: דנה כהן", "דנה כהן"),
        ("ko", "김영희 기자 | 2024.01.05", "김영희"),
        ("ko", "기자 김영희", "김영희"),
        ("el", "Από τη Μαρία Παππά", "Μαρία Παππά"),
        ("el", "Από τη Θεσσαλονίκη στην Αθήνα", None),
        ("is", "Guðrún Helgadóttir skrifar", "Guðrún Helgadóttir"),
        ("sv", "Anna Lind skriver:", "Anna Lind"),
        ("fi", "Liisa Virtanen kirjoittaa", "Liisa Virtanen"),
        ("de", "Was die Presse heute schreibt", None),
        ("sv", "Text: Anna Lind Foto: Bo Ek", "Anna Lind"),
        ("fi", "Teksti Liisa Virtanen Kuvat Matti Meri", "Liisa Virtanen"),
        ("fr", "Propos recueillis par Anne Dupont | 5 janvier 2024", "Anne Dupont"),
        ("en", "Reporting by Ann Lee; editing by Bo Kim", "Ann Lee"),
        ("en", "Authors: Ann Lee and Bo Kim, harbour gardening educators", "Ann Lee and Bo Kim"),
        ("en", "By Ann Lee Writer, Hardware", "Ann Lee"),
        ("en", "By 2030, the pier will be gone.", None),
        ("sv", "Av 12.", None),
        # with the hour, and behind a word that means "from" or "of" elsewhere
        ("ro", "De Ioana Mureșan, 12 martie 2024, ora 10:30", "Ioana Mureșan"),
        ("bg", "Публикувано на 12.03.2024 г. в 10:30 ч. от Мария Иванова", "Мария Иванова"),
        ("ro", "12 martie 2024, 10:30 de Ioana Mureșan", "Ioana Mureșan"),
        ("es", "Publicado por Anna Lind en 10:30", "Anna Lind"),
        ("ro", "de Ioana Mureșan | 12 martie 2024, 10:30", "Ioana Mureșan"),
        ("bg", "от Мария Иванова, 12 март 2024, 10:30 ч.", "Мария Иванова"),
        ("lt", "Autorius: Jonas Kazlauskas, 2024 m. kovo 12 d. 10:30 val.", "Jonas Kazlauskas"),
        ("it", "Di Anna Neri, 12 marzo 2024, ore 10:30", "Anna Neri"),
        ("pl", "Autor: Anna Nowak, 12 marca 2024, godz. 10:30", "Anna Nowak"),
        ("zh", "2024-03-12 10:30 来源：港口日报 记者 张伟 编辑：李娜", "张伟"),
        ("nl", "De Nieuwe Krant, 12 maart 2024", None),
        # beside the day, without a label
        ("en", "Ann Lee | 5 May 2024", "Ann Lee"),
        ("de", "05.05.2024 – Peter Lang", "Peter Lang"),
        ("en", "Opinion • Ann Lee • Senior Writer • May 5, 2024", "Ann Lee"),
        ("en", "Dec 5, 2024 • Ann Lee in Project Management", "Ann Lee"),
        ("ru", "Анна Петрова и Иван Смирнов | 5 мая 2024", "Анна Петрова и Иван Смирнов"),
        ("de", "Sonntag, 5. Mai 2024 | Peter Lang", "Peter Lang"),
        ("en", "HEALTH CARE | May 5, 2024", None),
        ("de", "Holmer Zeitung | 5. Mai 2024", None),
        ("en", "Ann Lee | Harbour Walks and Talks | May 5, 2024", None),
        ("en", "Ann Lee, 5 May 2024", "Ann Lee"),
        ("en", "Palo Alto, California, 5 May 2024", None),
        ("zh", "港口新闻 | 2024年5月3日", None),
        # with the label of the day grown onto the name
        ("da", "Anna MøllerOpdateret 5. maj 2024", "Anna Møller"),
        ("de", "Von Peter LangAktualisiert am 5. Mai 2024", "Peter Lang"),
        ("cs", "Autor: Petr NovákAktualizováno 5. května 2024", "Petr Novák"),
        ("en", "By Ann McDonald, 5 May 2024", "Ann McDonald"),
        # for whom, and what else stands behind it
        ("en", "By Ann Lee And Bo Kim For The Holm Post", "Ann Lee And Bo Kim"),
        ("en", "by Ann Lee (Author)", "Ann Lee"),
        ("de", "Von Peter Lang/dpa", "Peter Lang"),
        ("de", "Text von Peter Lang Illustration von Ute Ott", "Peter Lang"),
        ("en", "Words by Ann Lee Photos by Bo Kim", "Ann Lee"),
        ("en", "By David Price", "David Price"),
        # who made the page's frame, or changed the page
        ("en", "© 2013-2020 Holm Post, background by Bo Kim", None),
        ("en", "Photos licensed under CC-BY by Bo Kim", None),
        ("en", "Last updated on 5 May 2024 by Bo Kim", None),
        ("ro", "De Paștele Mare, prețurile au crescut cu 10 lei", None),
        ("ru", "от Города Холма, 12 марта 2024", None),
    ],
)
def test_a_label_a_name_and_whatever_follows(lang: str, line: str, author: str | None) -> None:
    body = (
        f"<h1>The pier at Holm</h1><p>{line}</p><p>{'The pier will be open again in spring, they say. ' * 25}"
    )
    found = read_metadata(Page(f"<html lang={lang}><title>The pier at Holm</title><body>{body}"))
    assert found.author == author


def test_the_language_may_be_claimed_by_a_meta_tag() -> None:
    line = "De Ioana Mureșan, 12 martie 2024, ora 10:30"
    claim = '<meta property="og:locale" content="ro_RO">'
    assert author_of(post(line), lang='""', head=claim) == "Ioana Mureșan"
    assert author_of(post(line), lang='""') is None
    # "listopad" is another month in Czech than in Croatian
    dated = f"<h1>The ferry to Holm</h1><p>Hana Malá | 5. listopad 2023</p>{TEXT * 6}"
    assert author_of(dated, lang='""', head='<meta property="og:locale" content="cs_CZ">') == "Hana Malá"
