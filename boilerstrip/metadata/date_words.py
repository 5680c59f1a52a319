"""What stands before or behind a date and tells what it is the date of, by language.

Entries are regular expressions that begin at a word, but need not end with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import LowerCase, lazy

_PUBLISHED = {
    "en": (
        "published", "posted", "submitted", "(?:originally|first) published", "publi(?:cation|sh) date",
        "post (?:date|time)", "date (?:published|posted)", "written on",
        "(?:discussion|thread|topic|question) (?:in .{1,60} )?started(?: by)?",
    ),
    "de": (
        "veröffentlich", "erschienen", "publiziert", "gepostet", "eingestellt am", "eingetragen",
        "hinzugefügt am", "(?:verfasst|geschrieben|erstellt) (?:am|von)", "erscheinungsdatum",
    ),
    "fr": (
        "publiée?", "postée?", "mise? en ligne", "(?:paru|écrit|rédigé)e? (?:le|par)",
        "date de (?:publication|parution)",
    ),
    "es": ("publicad[oa]", "(?:escrito|subido) (?:el|por)", "fecha de publicación"),
    "pt": ("postad[oa]", "escrito (?:em|por)", "data (?:de|da) publicação"),
    "ca": (r"publicat\b", "publicada", "escrit (?:el|per)"),
    "it": ("pubblicat[oa]", "(?:scritto|inserito|postato) (?:il|da)", "data di pubblicazione"),
    "ro": (r"publicat[ăe]?\b", r"postat\b", "adăugat", "scris de"),
    "nl": ("gepubliceerd", "geplaatst", "geschreven (?:op|door)", "publicatiedatum"),
    "sv": ("publicera[dt]", "postad", "inlag[dt]", "skriv[ei][nt] (?:den|av)"),
    "da": ("publiceret", "udgivet", "oprettet", "skrevet (?:den|af)", "lagt (?:ud|op)"),
    "no": ("publisert", "opprettet", "skrevet (?:den|av)", "lagt (?:ut|inn)"),
    "is": (r"birt\b", "útgefið", "skrifað"),
    "fi": ("julkais", "lisätty", "kirjoitettu"),
    "et": ("avaldatud", "lisatud", "postitatud"),
    "cs": ("publikován", "zveřejněn", "vydáno", "vloženo", "napsáno"),
    "sk": ("publikované", "(?:u|z)verejnené", "pridan[éáý]", "vložené"),
    "pl": (
        "opublikowan", r"dodan[oeay]\b", "data (?:publikacji|dodania)", "utworzon[oy]", "utworzenia",
        "napisane przez",
    ),
    "hr": ("objavljen", "datum objave"),
    "lv": ("publicēt", "pievienot", "ievietot"),
    "lt": ("paskelbt", "publikuot", "įkelta"),
    "hu": ("közzétéve", "megjelent", "publikálva", "beküldte", "feltöltve", "írta"),
    "eu": ("argitarat", "publikatua"),
    "tr": ("yayın", "gönderildi", "gönderen", "eklen(?:me|di)"),
    "id": ("diterbitkan", "diposting", "dipublikasikan", "ditulis"),
    "vi": ("đăng (?:lúc|ngày|bởi|vào)", "ngày đăng", "xuất bản"),
    "ru": ("опубликован", "размещ[её]н", "добавлен", r"опубл\b", "дата публикации"),
    "uk": ("опубліковано", "розміщено", "додано", "дата публікації"),
    "be": ("апублікаван",),
    "bg": ("публикуван",),
    "sr": ("објављено",),
    "mk": ("објавен",),
    "el": ("δημοσιε[ύυ]", "δημοσίευ", "αναρτήθηκε", "ανάρτηση"),
    "he": ("פורסם", "תאריך פרסום"),
    "hi": ("प्रकाशित", "पब्लिश"),
}  # fmt: skip
# What is written without spaces between words, or with what is written before a word grown onto it.
_PUBLISHED_ANYWHERE = (
    "发布", "發布", "发表", "發表", "發佈", "刊登", "公開", "公开", "投稿日", "掲載", "作成日", "配信",
    "게시", "등록", "입력", "작성", "승인", "نشر", "منتشر", "انتشار", "تاریخ درج", "প্রকাশ", "เผยแพร่", "โพสต์",
)  # fmt: skip
_CHANGED = {
    "en": (
        "updated?", "modified", "revised", r"(?:last|recently)\s+(?:medically )?(?:reviewed|edited|changed)",
    ),
    "de": ("aktualisiert", "geändert", "überarbeitet", r"stand\s*:", "letzte (?:änderung|aktualisierung)"),
    "fr": ("mis(?:e|es)? à jour", "modifiée?", "dernière modification"),
    "es": ("actualizad[oa]", "modificad[oa]", "última (?:actualización|modificación)"),
    "pt": ("atualizad[oa]", "última atualização"),
    "ca": ("actualitza[td]", "última actualització"),
    "it": ("aggiornat[oa]", "ultim[oa] (?:aggiornamento|modifica)", "modificat[oa]"),
    "ro": ("actualizat", "modificat"),
    "nl": ("bijgewerkt", "gewijzigd", "laatste update"),
    "sv": ("uppdatera[dt]", "ändra[dt]"),
    "da": ("opdateret", "sidst ændret"),
    "no": ("oppdatert", "sist endret"),
    "is": ("uppfært",),
    "fi": ("päivitetty", "muokattu"),
    "et": ("uuendatud", "muudetud"),
    "cs": ("aktualizov", "aktualizac", "upraveno"),
    "sk": ("aktualizác", "upravené"),
    "pl": ("zaktualizowano", "aktualizacja", "zmodyfikowano"),
    "hr": ("ažurira", "posodob"),
    "lv": ("atjaunot", "atjaunināt"),
    "lt": ("atnaujint",),
    "hu": ("frissít", "frissült", "módosít"),
    "eu": ("eguneratu",),
    "tr": ("güncelle", "son değişiklik"),
    "id": ("diperbarui", "dimutakhirkan"),
    "vi": ("cập nhật",),
    "ru": ("обновл", "измен[её]н"),
    "uk": ("оновлено", "змінено"),
    "bg": ("актуализир", "обновен", "променен"),
    "sr": ("ажурирано", "измењено"),
    "el": ("ενημερώθηκε", "τελευταία ενημέρωση"),
    "he": ("עודכן", "עדכון אחרון"),
    "hi": ("अपडेट", "अद्यतन"),
}  # fmt: skip
_CHANGED_ANYWHERE = (
    "更新", "修改", "갱신", "수정", "업데이트", "تحديث", "آخر تعديل", "روزرسانی", "به‌روز", "আপডেট", "แก้ไข",
    "อัปเดต", "อัพเดท", "ปรับปรุง",
)  # fmt: skip
#: parts, one of which is in whatever has a word of publication without a letter beyond ASCII
PUBLISHED_PARTS = Needles(
    "publi", "pubbli", "post", "submitted", "started", "written on", "verfasst", "geschrieben", "erstellt",
    "erschienen", "erscheinung", "eingestellt", "eingetragen", "en ligne", "paru", "escrit", "subido",
    "scritto", "inserito", "scris de", "geplaatst", "geschreven", "skriv", "skrev", "inlag", "udgivet",
    "prettet", "lagt ", "birt", "julkais", "kirjoitettu", "avaldatud", "lisatud", "dodan", "utworz",
    "napisane", "objav", "pievienot", "ievietot", "paskelbt", "megjelent", "argitarat", "eklen",
    "diterbitkan", "ditulis",
)  # fmt: skip
#: the same of words of change
CHANGED_PARTS = Needles(
    "update", "modif", "revised", "reviewed", "edited", "changed", "tuali", "stand", "aggiorna", "bijgewerkt",
    "gewijzigd", "pdater", "endret", "muokattu", "uendatud", "muudetud", "upraveno", "modyfik", "posodob",
    "atjaunot", "atnaujint", "eguneratu", "diperbarui", "dimutakhirkan",
)  # fmt: skip
# How the sentence in or below a post begins that tells when it was published: "This entry was posted on …".
_ENTRY = (
    "th(?:is|e) (?:entry|post|article|item|content)", "dieser (?:eintrag|beitrag|artikel)",
    "cet(?:te)? (?:entrée|article|publication)", "ce (?:contenu|billet|texte|message)",
    "est[ea] (?:entrada|art[ií]culo|artigo|post|texto)", "aquesta entrada",
    "quest[oa'’] ?(?:articolo|voce|elemento|post)", "dit (?:bericht|artikel)", "dette (?:indlæg|innlegg)",
    "(?:det|den) (?:här|dette) (?:inlägget|inlägg)", "detta inlägg", "ten wpis", "(?:příspěvek|článek)",
    "kirjoitus", "artikkeli", "ez a bejegyzés", "acest articol", "bu (?:yazı|içerik)", "запись", "цей запис",
    "тази публикация", "tulisan ini", "entri ini", "bài viết này",
)  # fmt: skip


# Alternatives, and letters that may be missing: what has letters beyond ASCII there alone may be without any.
_OPTIONAL = re.compile(r"\(\?:[^()]*\)|[^\x00-\x7f]\?")


def _pattern(table: dict[str, tuple[str, ...]], anywhere: tuple[str, ...], parts: Needles) -> LowerCase:
    words = [word for words in table.values() for word in words]
    # a set of letters may have some of ASCII
    plain = [re.sub(r"(?<=\[)[^]]+", _ascii_of, word) for word in words]
    of_ascii = [word for word in plain if _OPTIONAL.sub("", word).isascii()]
    others = _by_initial(word for word in words if not word.isascii())
    return LowerCase(rf"\b(?:{_by_initial(of_ascii)})", "|".join((rf"\b(?:{others})", *anywhere)), parts)


def _ascii_of(letters: re.Match[str]) -> str:
    """Return the letters of ASCII among those of a set, all of them where there is none."""
    return "".join(filter(str.isascii, letters[0])) or letters[0]


def _by_initial(words: Iterable[str]) -> str:
    """Return an expression for any of these, in which each letter that they begin with is tried once."""
    endings: dict[str, list[str]] = {}
    for word in words:
        begins_with_letter = word[0].isalpha() and word[1:2] not in ("?", "*", "+")
        initial = word[0] if begins_with_letter else ""
        endings.setdefault(initial, []).append(word[len(initial) :])
    return "|".join(f"{initial}(?:{'|'.join(rest)})" for initial, rest in endings.items())


#: words of the day of publication
PUBLISHED = _pattern(_PUBLISHED, _PUBLISHED_ANYWHERE, PUBLISHED_PARTS)
#: words of the day of the last change, not that of publication
CHANGED = _pattern(_CHANGED, _CHANGED_ANYWHERE, CHANGED_PARTS)
#: how a sentence begins that tells when an entry was published
ENTRY = LowerCase(rf"(?:{'|'.join(_ENTRY)})\b")
#: a sentence in or behind the text that tells when the page first appeared
FIRST_PUBLISHED = LowerCase(
    r"\bth(?:is|e) (?:article|story|post|piece|page|essay|column|interview|review|guide|report|blog post)"
    r"\b.{0,40}?\b(?:originally |first )?(?:published|posted|appeared)\b(?: online| here)? (?:on|in)\b"
)
#: days of something else, or of somebody
OTHER_EVENTS = LowerCase(
    r"\(c\)|copyright|\b(?:joined|join date|registered|member since|born|died|founded|expires?|valid"
    r"|deadline|release date|retrieved|accessed|last active|last seen"
    r"|archived|effective|in effect|available from|opening hours|next (?:event|meeting|session)|tour dates?"
    r"|starts?(?! date)|ends?|until)\b|\b(?:when|wann|quand|quando)\s*:",
    r"©|\bcuándo\s*:",
    Needles(
        "(c)", "copyright", "join", "registered", "member since", "born", "died", "founded", "expire",
        "valid", "deadline", "release date", "retrieved", "accessed", "last active", "last seen", "archived",
        "effective", "in effect", "available from", "opening hours", "next ", "tour date", "start", "end",
        "until", "when", "wann", "quand",
    ),
)  # fmt: skip
#: the label of such a day, above or before it
OTHER_LABEL = LowerCase(
    r"(?:event |due |closing |opening )?(?:event(?= date)|starts?|begins?|ends?|deadline|when|due|expires"
    r"|birth|opening|closing|release date|date of birth|beginn|ende|termin|wann|début|fin|quand|inicio"
    r"|cuándo|início|quando|inizio|fine|aanvang|einde|wanneer|start|slut|när|hvornår|når|początek|koniec|начало|конец)"
    r"(?: date| am| on)?\s*[:：]?\Z"
)
# How a last day for something is called.
_DEADLINES = (
    "clos(?:ing|es) (?:date|on)", "(?:applications?|entries|submissions?) (?:close|due)",
    "(?:apply|register|submit) (?:by|before)", "due (?:date|by|on)",
    "(?:application|submission|entry) period",
    "(?:bewerbungs|einsende|anmelde|melde|abgabe|annahme)(?:frist|schluss)", "läuft ab", "gültig bis",
    "date limite", "date de clôture", "clôture", "échéance", "fecha límite",
    "fecha de (?:cierre|vencimiento)", "plazo", "data[- ]limita?", "data limită", "prazo", "encerramento",
    "vencimento", "data límit", "termini", "scadenza", "termine ultimo", "sluitingsdatum", "uiterste datum",
    "uiterlijk", "sista dag(?:en)?", "sista (?:ansöknings|anmälnings)dag(?:en)?", "ansök senast",
    "anmäl\\w* senast", "(?:tilmeldings|påmeldings|svar|ansøgnings|søknads)frist(?:en)?", "frist(?:en)?",
    "hakuaika", "hakupäivä", "määräaika", "tähtaeg", "termiņš", "terminas", "galioja iki",
    "umsóknarfrestur", "termin (?:składania|zgłoszeń)", "termin nadsyłania", "ważn[ae] do", "aplikuj do",
    "uzávěrka", "uzávierka", "lhůta", "lehota", "plat(?:nost|í) do", "határidő", "termen(?:ul)? limită",
    "son tarih\\w*", "son (?:başvuru|gün)\\w*", "rok (?:za|prijave)", "krajnji rok", "afati",
    "срок (?:подачи|при[её]ма|до)", "крайн\\w+ срок", "действительн\\w+ до", "кінцевий термін",
    "(?:строк|термін) подання", "краен срок", "крајњи рок", "рок за", "προθεσμία", "λήξη",
    "tarikh (?:tutup|akhir)", "batas (?:akhir|waktu)", "tenggat", "hạn (?:nộp|chót|cuối)",
)  # fmt: skip
#: the last day for something, in or above its line
DEADLINE = LowerCase(
    rf"\b(?:{_by_initial(word for word in _DEADLINES if word.isascii())})\b",
    rf"\b(?:{_by_initial(word for word in _DEADLINES if not word.isascii())})\b"
    "|截止|締切|締め切り|応募期限|마감|آخر موعد|الموعد النهائي|تاريخ الإغلاق|مهلت|מועד אחרון|תאריך אחרון"
    "|अंतिम तिथि|ปิดรับ|วันสุดท้าย",
)
#: the label of the page's own date in a table of its facts
DATE_LABEL = LowerCase(
    r"(?:^|\n|\t|\|)\s*(?:date|datum|fecha|data|dato|tarih)\b",
    r"(?:^|\n|\t|\|)\s*(?:дата|päiväys|日期|日付|날짜)\b",
    Needles("date", "datum", "fecha", "data", "dato", "tarih"),
)
#: steps of a paper before its publication, and what says that a whole page was changed
REVIEW_STEPS = LowerCase(r"\b(?:received|accepted)\b", parts=Needles("received", "accepted"))
WORD_FOR_PAGE = lazy(
    r"\b(?:page|seite|página|pagina|sidan?|siden|sivu|strona|stránka|oldal|sayfa|страниц\w|сторінк\w)\b",
    re.IGNORECASE,
)
