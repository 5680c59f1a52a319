"""Manual pages of commands and functions, which the headings of their first sections show."""

from __future__ import annotations

from boilerstrip.page.block import Block, headings_of

# Headings of the sections that such a page begins with, in the languages that manual pages are translated
# into; "_" stands for a space.
_FIRST_SECTIONS = (
    frozenset(
        """
        name names nom nombre nome bezeichnung naam namn navn nimi nazwa název jméno név nume ime имя
        название назва ім'я име όνομα ad isim nama tên 名前 名称 名字 이름 اسم نام
        """.split()
    ),
    frozenset(
        """
        synopsis usage übersicht syntax syntaxe sinopsis sintaxis sinossi sintassi sinopse resumo resumen
        samenvatting översikt oversigt yhteenveto yleiskatsaus składnia přehled použití áttekintés sumar
        rezumat обзор синтаксис синопсис огляд сводка σύνοψη kullanım özet ringkasan tóm_tắt 書式 概要 概述
        摘要 総覧 요약 사용법
        """.split()
    ),
    frozenset(
        """
        description beschreibung descripción descrição descrizione beschrijving beskrivning beskrivelse
        kuvaus opis popis leírás descriere описание опис апісанне περιγραφή tanım açıklama deskripsi mô_tả
        説明 描述 설명 الوصف توضیحات
        """.split()
    ),
)
# Between a name and what it is.
_DASHES = (" - ", " -- ", "\u2013", "\u2014", "\u30fc", "\u2500")
# Families of phrases that head sections of a manual page, and that these say.
OF_MANUALS = frozenset({"author", "legal", "also_read", "related", "tags"})
# The place of a section by its name.
_PLACES = {name: place for place, names in enumerate(_FIRST_SECTIONS, 1) for name in names}


def manual_level(blocks: list[Block]) -> int:
    """Return the level of the headings of a manual page, 0 for another page.

    Its sections begin with "Name", "Synopsis" and "Description", one of which may be missing.
    """
    last: dict[int, int] = {}
    for heading in headings_of(blocks):
        place = first_section(heading)
        level = heading.level
        if level in last and place > last[level]:
            return level
        if place and _may_open(blocks, heading, place):
            last[level] = place
    return 0


def _may_open(blocks: list[Block], heading: Block, place: int) -> bool:
    """Return whether what is below a heading is that of a manual: "ebb - read a gauge", "ebb [-v] file".

    The synopsis of a book is in sentences, and what a form calls a name has no dash.
    """
    below = next(iter(blocks[heading.index + 1 : heading.index + 2]), None)
    if below is None:
        return False
    if place == 1:
        return any(dash in below.text for dash in _DASHES)
    return place == 2 and not below.ends_sentence


def first_section(heading: Block) -> int:
    """Return which of the first three sections of a manual page a heading names, from 1 on, 0 for none."""
    return _PLACES.get(heading.text.strip(" :").lower().replace(" ", "_"), 0)
