"""Phrases as all of a line, at its start, and within it."""

from __future__ import annotations

import pytest

from boilerstrip.text import phrases
from boilerstrip.text.words import count_words, words


def match(text: str) -> phrases.Match | None:
    return phrases.match(text, len(words(text)))


@pytest.mark.parametrize(
    ("text", "whole"),
    [("Also read:", True), ("Also read: storm closes the harbour", False), ("Also read | Storm", False)],
)
def test_a_label_alone_and_before_what_it_labels(text: str, whole: bool) -> None:
    found = match(text)
    assert found is not None
    assert (found.family, found.whole) == ("also_read", whole)


@pytest.mark.parametrize(
    ("text", "family"),
    [("Pin this recipe for later!", "share"), ("Haberin devamı reklamdan sonra", "advert")],
)
def test_a_request_may_be_all_of_a_line(text: str, family: str) -> None:
    found = match(text)
    assert found is not None
    assert (found.family, found.whole) == (family, True)


def test_a_word_that_goes_on_is_another_word() -> None:
    assert match("Also reading the letters aloud was her idea") is None


def test_a_phrase_without_its_colon_may_begin_a_sentence() -> None:
    assert phrases.match("Also read the two letters that she sent home.", 9) is None


def test_lines_longer_than_any_label_are_let_be() -> None:
    assert phrases.match("Also read: " + "ferry " * 200, 202) is None


@pytest.mark.parametrize("text", ["Also read:", "Home » Recipes » Bread", "The ferry sails at six."])
def test_words_known_before_change_nothing(text: str) -> None:
    tokens = words(text)
    assert phrases.match(text, len(tokens), tokens) == match(text)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Note: as an associate of the shops named here we earn from qualifying purchases.", "advert"),
        ("Every second Friday there is a new one, wherever you get your podcasts.", "newsletter"),
        ("Lisez la suite : abonnez-vous dès un euro et arrêtez quand vous voulez.", "paywall"),
        ("Si te gusta leer despacio, suscríbete a nuestro boletín de los domingos.", "newsletter"),
        ("Mit unserem Plus-Angebot lesen Sie auch den zweiten Teil dieser Geschichte.", "paywall"),
        ("További híreinkért kövessen minket ezeken a felületeken is.", "share"),
        ("ติดตามข่าวสารได้ที่เพจของเรา", "share"),
        ("Did you make this recipe? Then show us a picture of the loaf.", "comments"),
        ("Browse other questions tagged ferry harbour.", "related"),
        ("Meld je gratis aan voor onze nieuwsbrief en lees elke ochtend mee.", "newsletter"),
        ("Telli meie nädala uudiskiri ja saa lood otse postkasti.", "newsletter"),
        ("Paremkite nepriklausomą žurnalistiką.", "paywall"),
        ("Se også: Gammelt anker kom op", "also_read"),
        ("Témák: gólya, falu", "tags"),
        ("Забелязахте грешка? Пишете ни.", "author"),
        ("Yorumunuz onaylandıktan sonra yayınlanacaktır.", "comments"),
        ("Hat dir der Beitrag gefallen? Dann erzähl es deiner Nachbarin!", "paywall"),
        ("原标题：老街修表匠", "author"),
    ],
)
def test_a_request_to_readers_is_told_by_its_stock_phrase(text: str, family: str) -> None:
    found = match(text)
    assert found is not None
    assert (found.family, found.whole) == (family, False)


@pytest.mark.parametrize(
    "text",
    [
        "She wrote that readers should support independent journalism before it is gone.",
        "The broker may receive a commission on each house, without written permission of the owner.",
        "Les étudiants peuvent manger dès un euro dans tous les restaurants de la ville.",
        "Der Vertrag ist monatlich kündbar und kostet danach 9 Euro pro Monat.",
    ],
)
def test_words_of_requests_in_running_text_are_none(text: str) -> None:
    assert match(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "An engineer found an error in the drawings.",
        "Please consider donating blankets, food or your time.",
        "First get the app and add a card.",
        "A post shared by his aide had the same words.",
        "Dabei wurde ein Fehler entdeckt.",
        "The auditors found a mistake in the second column.",
        "He told them to report the missing page and download the rest.",
        "Die Abrechnung liegt im März in Ihrem Postfach.",
        "Une faute d'orthographe coûte un point.",
        "La entidad ha detectado un error en los recibos.",
        "Da lunedì si scarica l'app del comune.",
        "Iedereen deed mee met een kleine bijdrage.",
        "W maju dostał na swoją skrzynkę list sprzed lat.",
        "A prefeitura avisou os moradores pelo canal do WhatsApp.",
        "На карте они нашли ошибку в названии реки.",
        "Задонатити може кожен.",
        "没有纠错,计算结果就不可靠。",
        "市应急局通过微信公众号发布了通报。",
        "住人は台所と居間をシェアする。",
        "이용자는 먼저 휴대전화에 앱을 설치해야 한다.",
        "Ακολουθήστε το μονοπάτι μέχρι το ποτάμι.",
        "הם תמכו בנו גם כשהפסדנו.",
        "القانون يمنع النسخ من التذاكر.",
        "Hành khách tải ứng dụng rồi chọn điểm đến.",
        "Поддержите нас кормом или одеялами.",
        "Støt vores arbejde med tæpper eller foder.",
        "Apoie o nosso trabalho com leite e arroz.",
    ],
)
def test_words_that_texts_say_as_often_as_requests_are_none(text: str) -> None:
    assert match(text) is None


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("อ่านเพิ่มเติม: สระว่ายน้ำเทศบาลเปิดช้ากว่ากำหนดสองสัปดาห์", "also_read"),
        ("ความคิดเห็น 2 รายการ", "comments"),
    ],
)
def test_a_line_of_thai_is_no_longer_than_one_of_other_languages(text: str, family: str) -> None:
    found = phrases.match(text, count_words(text))
    assert found is not None
    assert found.family == family
    matched: list[phrases.Match | None] = phrases.match_all([text], [count_words(text)], [words(text)])
    assert matched == [found]
    assert phrases.match(text * 5, count_words(text * 5)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Partners use limited data to select advertising.",
        "Messung von Werbeleistung und der Performance von Inhalten",
        "Publicités et contenu personnalisés, mesure de performance des publicités et du contenu",
        "Spersonalizowane reklamy i treści, pomiar reklam i treści",
    ],
)
def test_the_purposes_that_consent_is_asked_for(text: str) -> None:
    found = match(text)
    assert found is not None
    assert found.family == "cookie"


@pytest.mark.parametrize(
    "text",
    [
        "He tried to reach the reporter at her house.",
        "Der Text wurde automatisch vorgelesen, und der Drucker lachte.",
        "Vous avez une information à graver dans la pierre, alors soyez bref.",
        "Sigue toda la información que le dan y luego decide por su cuenta.",
        "Stöd den fria änden av brädan med ett block innan du sågar.",
        "Postiljon pani kirja otse postkasti.",
        "Хранение информации на устройстве описано в третьей главе.",
        "Merki: Saxi",
        "प्रतिक्रिया",
        "評論",
    ],
)
def test_what_ordinary_sentences_say_is_no_phrase(text: str) -> None:
    assert match(text) is None
