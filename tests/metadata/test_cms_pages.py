"""Metadata as content management systems and programs write it, in many languages."""

from __future__ import annotations

from typing import Any

import pytest

import boilerstrip
from boilerstrip.input.source import load
from boilerstrip.metadata import read_metadata
from boilerstrip.page import Limits

ENGLISH = "The harbour council has decided that the old pier will be repaired before the winter comes. " * 3
GERMAN = "Der Rat hat beschlossen, dass die alte Mole vor dem Winter erneuert wird. " * 3
FRENCH = "Le conseil du port a décidé que la vieille jetée serait réparée avant l’hiver. " * 3
POLISH = "Rada portu zdecydowała, że stare molo zostanie naprawione przed zimą. " * 3
RUSSIAN = "Совет порта решил, что старый причал будет отремонтирован до зимы. " * 3
JAPANESE = "港の評議会は、冬が来る前に古い桟橋を修理し、渡し船を引き続き運航することを決めた。" * 3
KOREAN = "항구 위원회는 겨울이 오기 전에 오래된 부두를 수리하고 연락선을 계속 운항하기로 했다. " * 3
CHINESE = "港口委员会决定在冬季到来之前维修旧码头，渡轮将继续运营，请各位旅客注意安全。" * 3
ARABIC = "قرر مجلس الميناء إصلاح الرصيف القديم قبل الشتاء واستمرار العبارة في العمل كل يوم. " * 3


def read(head: str, body: str, text: str, *, lang: str, url: str | None = None) -> boilerstrip.Metadata:
    markup = f"<html lang={lang}><head>{head}</head><body>{body.replace('TEXT', f'<p>{text}</p>' * 4)}</body></html>"
    return read_metadata(load(markup.encode(), url, None, Limits()))


@pytest.mark.parametrize(
    ("lang", "head", "body", "text", "expected"),
    [
        pytest.param(
            "de-AT",
            "<title>Neue Fähre in Holm | Hafenblatt</title><meta name=dcterms.creator content=jmueller>",
            "<h1>Neue Fähre in Holm</h1><div class=submitted><span property='dc:date dc:created'"
            " content='2021-03-04T23:30:00+01:00'>Eingereicht von <span class=username>Jana Müller</span> am 4. März"
            " 2021 - 23:30</span></div>TEXT",
            GERMAN,
            {"title": "Neue Fähre in Holm", "author": "Jana Müller", "date": "2021-03-04"},
            id="submitted by an account",
        ),
        pytest.param(
            "fr-fr",
            "<title>Le bac de Holm</title><meta name=author content='Super User'>",
            "<h2 itemprop=headline>Le bac de Holm</h2><dl class=article-info><dt>Détails</dt><dd class=createdby"
            " itemprop=author>Écrit par : <span itemprop=name>Claire Fontaine</span></dd><dd class=published><time"
            " datetime=2018-11-02T09:00:00+01:00>Publication : 2 novembre 2018</time></dd><dd class=modified><time"
            " datetime=2020-01-05T10:00:00+01:00>Mis à jour : 5 janvier 2020</time></dd><dd>Affichages : 2018</dd>"
            "</dl>TEXT",
            FRENCH,
            {"author": "Claire Fontaine", "date": "2018-11-02", "modified": "2020-01-05"},
            id="a list of details",
        ),
        pytest.param(
            "ja",
            "<title>港の桟橋を修理へ｜港新聞</title>",
            "<header><a href=/>港新聞</a></header><p class=today>2024年11月29日</p><h1>港の桟橋を修理へ</h1>"
            "<p class=post-meta>公開日：令和5年4月1日　更新日：令和6年1月9日　投稿者：山田 花子</p>TEXT",
            JAPANESE,
            {"title": "港の桟橋を修理へ", "date": "2023-04-01", "modified": "2024-01-09"},
            id="fields of eras in a line",
        ),
        pytest.param(
            "ko",
            "<title>항구 부두 수리 - 항구일보</title><meta property=og:site_name content=항구일보>",
            "<h1>항구 부두 수리</h1><div class=info><span>김영희 기자</span> <span>입력 2024.05.03 09:12</span>"
            " <span>수정 2024.05.04 10:00</span></div>TEXT",
            KOREAN,
            {"author": "김영희", "date": "2024-05-03", "modified": "2024-05-04"},
            id="a reporter, entered and corrected",
        ),
        pytest.param(
            "pl",
            "<title>Molo w Holm zamknięte</title>",
            "<h1>Molo w Holm zamknięte</h1><p>Oprac.: Jan Kowalski</p><div><span>Data utworzenia: 12 maja 2023, 07:15"
            "</span> <span>Aktualizacja: 13 maja 2023, 08:00</span> <span>Komentarze: 2019 osób napisało już"
            " coś</span></div>TEXT",
            POLISH,
            {"author": "Jan Kowalski", "date": "2023-05-12", "modified": "2023-05-13"},
            id="created and updated",
        ),
        pytest.param(
            "ru",
            "<title>Причал закрыт — Вестник</title>",
            "<div class=date-now>29 ноября 2024</div><h1>Причал закрыт</h1><div class=meta>12 мая 2023, 10:15 /"
            " Обновлено 13 мая 2023 / Текст: Анна Иванова</div>TEXT",
            RUSSIAN,
            {"author": "Анна Иванова", "date": "2023-05-12", "modified": "2023-05-13"},
            id="text by, at the end of a line",
        ),
        pytest.param(
            "zh-CN",
            "<title>码头维修通知_港口网</title><meta name=PubDate content='2023-08-09 10:20'>",
            "<h1>码头维修通知</h1><div class=info>来源：港口办　作者：王小明　发布时间：2023年08月09日　浏览次数：2024</div>TEXT",
            CHINESE,
            {"date": "2023-08-09"},
            id="a government's notice",
        ),
        pytest.param(
            "ar",
            "<title>إصلاح رصيف الميناء</title>",
            "<h1>إصلاح رصيف الميناء</h1><p>كتب: أحمد علي</p><p>الجمعة 5 يناير 2024 الموافق 23 جمادى الآخرة"
            " 1445</p>TEXT",
            ARABIC,
            {"author": "أحمد علي", "date": "2024-01-05"},
            id="a day in two calendars",
        ),
        pytest.param(
            "en",
            "<title>How to mend a net</title>",
            "<h1>How to mend a net</h1>TEXT TEXT<p class=post-footer>Posted by <span class=fn>Gull Berg</span> at"
            " <abbr class=published title=2015-06-07T08:00:00+02:00>8:00 AM</abbr></p><div id=comments><h3>2"
            " comments</h3><div class=comment><cite>Otto</cite> said... <p>Nice</p><span>June 9, 2015</span></div>"
            "</div>",
            ENGLISH,
            {"author": "Gull Berg", "date": "2015-06-07"},
            id="the footer of a post",
        ),
        pytest.param(
            "en",
            "<title>Harbour day</title><script type=application/ld+json>"
            '{"@type": "Event", "name": "Harbour day", "startDate": "2024-08-03T10:00"}</script>',
            "<h1>Harbour day</h1><p>When: Saturday, 3 August 2024, 10:00</p><p>Where: Holm pier</p>TEXT",
            ENGLISH,
            {"author": None, "date": None},
            id="an event",
        ),
        pytest.param(
            "en",
            "<title>Holm pier - Sound Wiki</title>",
            "<h1>Holm pier</h1><table><tr><th>Opened</th><td>3 May 1911</td></tr></table>TEXT<footer><ul><li>This page"
            " was last edited on 5 March 2022, at 10:11.</li></ul></footer>",
            ENGLISH,
            {"author": None, "date": None, "modified": "2022-03-05"},
            id="a wiki",
        ),
        pytest.param(
            "en",
            "<title>Net mending for all</title>",
            "<div id=app></div><script>window.__STATE__={data:[{\"post\": {\"title\": \"Net mending for all\", \"author\":"
            " {\"name\": \"Ida Berg\"}, \"published_at\": \"2023-06-05T07:00:00Z\"}}]}</script>",
            ENGLISH,
            {"author": "Ida Berg", "date": "2023-06-05"},
            id="state within a literal of a script",
        ),
        pytest.param(
            "es",
            "<title>El muelle &amp;amp; el mar</title><meta name=author content='Garc&amp;iacute;a, Ana'>"
            "<meta name=DC.date.issued content=2020-13-45><meta name=citation_publication_date content=2019/7>",
            "<h1>El muelle &amp; el mar</h1><p>Publicado el 14 de julio de 2019 por Ana García</p>TEXT",
            "El consejo del puerto decidió reparar el viejo muelle antes del invierno. " * 3,
            {"title": "El muelle & el mar", "author": "Ana García", "date": "2019-07-14"},
            id="days that are none",
        ),
    ],
)  # fmt: skip
def test_page(lang: str, head: str, body: str, text: str, expected: dict[str, Any]) -> None:
    found = read(head, body, text, lang=lang, url="https://notes.example/node/12")._asdict()
    assert {field: found[field] for field in expected} == expected


def test_metadata_that_means_nothing() -> None:
    head = (
        "<title></title>" + "<meta name=author content=12345><meta name=author content='By '>" * 200
        + "<meta property=article:published_time content=9999-99-99>"
        f'<script type=application/ld+json>{"[" * 3000}1{"]" * 3000}</script>'
        '<script type=application/ld+json>{"@type": "Article", "author": ["", null, {}, [], {"name": ["By", null]}],'
        ' "datePublished": {"@value": "2021-02-30"}, "dateModified": 99999999999999}</script>'
    )  # fmt: skip
    found = read(
        head, "<h1>Updated Published By</h1><p>By By By</p>TEXT", ENGLISH, lang="en", url="https://[bad"
    )
    assert (found.author, found.date) == (None, None)
