"""Names of authors: taken out of what stands around them, told from what is no name, split."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from boilerstrip.metadata.date_words import CHANGED, PUBLISHED
from boilerstrip.text.dates import has_digits
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import count_words, words

MAX_LENGTH = 500  # characters
_MAX_NAME_WORDS = 8
_SHORTEST_SINGLE = 3
_CAPITALS_OF_DEGREE = 2
_MAX_PERSON_WORDS = 5
# Words that begin other lines, too, count where two capitalised words follow.
_IF_NAME_FOLLOWS = r"(?=(?-i:\s+[A-ZÀ-ÝΆ-Ω][\w’'-]+\s+[A-ZÀ-ÝΆ-Ω]))"
# "by" in English, with the participles before it.
_ENGLISH_BY = (
    r"(?:(?:this )?(?:post|article|story|entry|piece|blog)(?: was)? (?:written|authored|contributed)"
    r"|(?:this (?:post|article|story|entry|piece|blog) was )?(?:originally |first )?"
    r"(?:written|posted|published|authored|contributed|submitted|created"
    r"|reported|reporting|compiled|words"
    r"|words and (?:photos|pictures|photography)|story|text|article|articles|review|reviewed|report"
    r"|blog|guest post|interview|interviewed|recommended|recipe|column|essay|opinion|analysis"
    r"|(?:view |see |read )?(?:all |more )?(?:posts|articles|stories)))\s*by|by"
)
_BEHIND_BY = r"(?:\s*[:：՝]\s*|\s+(?![&+])|$)"
_BY_IN_ENGLISH = lazy(rf"(?:{_ENGLISH_BY}){_BEHIND_BY}", re.IGNORECASE)
# The same in the languages of the phrase tables. It takes 10 ms to compile, so what is English, or begins in
# no way that it knows, is told without it.
_BY = lazy(
    rf"(?:(?:{_ENGLISH_BY}"
    # German
    r"|(?:(?:ein(?:e)? )?(?:gast)?(?:kolumne|kommentar|beitrag|interview|analyse|essay|bericht|reportage"
    r"|artikel|glosse)|(?:zeige )?alle (?:beiträge|artikel|posts)|alles"
    r"|(?:mehr|weitere) (?:artikel|beiträge)?"
    r"|text|geschrieben|verfasst|veröffentlicht|erstellt|eingestellt|eingereicht|gespeichert|gepostet)?\s*von"
    # French, Spanish, Portuguese, Catalan, Italian, Romanian
    r"|(?:écrit |publié |rédigé |posté |proposé |article |propos recueillis )?par"
    r"|(?:voir )?tous les articles (?:de|par)"
    r"|(?:escrito |escrit |publicado |publicat |postado |enviado |elaborado )?por"
    rf"|(?:escrit|publicat) per|per{_IF_NAME_FOLLOWS}"
    r"|(?:ver )?tod[ao]s (?:las entradas|os (?:posts|artigos)) (?:de|por)"
    r"|(?:scritto |pubblicato |inserito |postato |articolo )?(?:di|da)"
    r"|(?:vedi )?tutti gli articoli di|a cura di"
    r"|(?:scris |publicat |postat )?de către|scris de|publicat de|postat de"
    # Dutch and the languages of the North
    r"|(?:geschreven |gepubliceerd |geplaatst )?door|(?:bekijk )?alle berichten (?:van|door)"
    r"|(?:skriven |skrivet |skrevet |publicerad |publicerat |publisert |udgivet |lagt ut )?a[vf]"
    rf"|kirjoittanut|kirjoittaja(?=\s*:)|teksti(?=\s*:)|teksti{_IF_NAME_FOLLOWS}"
    r"|höfundur(?=\s*:)|autor(?=\s*:)"
    # Slavic and Baltic languages, Hungarian, Greek
    r"|(?:napisane |opublikowane )?przez|(?:napísal|napsal)a?|piše|pise|автор(?:ы|и)?|пише|текст(?=\s*:)"
    r"|autors(?=\s*:)|autorius(?=\s*:)|írta|szerző|(?:γράφει|έγραψε)(?: (?:ο|η))?|συντάκτης"
    rf"|(?:του|της|από (?:τον|την?)){_IF_NAME_FOLLOWS}"
    r"|аутор(?=\s*:)|аўтар(?=\s*:)|avtor(?:ica)?(?=\s*:)"
    # Albanian, Afrikaans
    rf"|shkruar nga|nga(?=\s*:)|nga{_IF_NAME_FOLLOWS}|(?:geskryf )deur|deur(?=\s*:)|deur{_IF_NAME_FOLLOWS}"
    # others
    r"|oprac(?:ował|owała)?\.?(?=\s*:)|müəllif(?=\s*:)|зохиогч(?=\s*:)|ავტორი(?=\s*:)|հեղինակ(?=\s*[:՝])|gan(?=\s*:)"
    r"|எழுதியவர்(?=\s*:)|రచయిత(?=\s*:)|تحریر(?=\s*:)|כתבה?(?=\s*:)|כתבו(?=\s*:)"
    r"|egilea|idazlea|testua(?=\s*:)|awdur(?=\s*:)"
    rf"|gan{_IF_NAME_FOLLOWS}"
    r"|oleh|ditulis oleh|penulis|yazar|yazan|gönderen|tác giả|bởi|viết bởi|na mwandishi|mwandishi|isinulat ni"
    r"|بقلم|كتبه?|نویسنده|به قلم|נכתב על ידי|מאת|लेखक|द्वारा|লেখক|(?:เขียน)?โดย|ผู้เขียน"
    # labels
    r"|(?:te?xte?|words|story|report)\s*(?:&|\+|/|und|and|et)\s*(?:fotos?|bild(?:er)?|photos?|pictures|images)(?=\s*:)"
    r"|(?:contributors?|text|texto|texte|testo|tekst|words|authors?|autor(?:in|ka|es|a|e|i)?|auteure?s?|autrice"
    r"|forfatter|författare|redacción|rédaction|reporter|interview)(?=\s*:)|autor"
    rf"|autor(?:in|en){_IF_NAME_FOLLOWS})"
    rf"{_BEHIND_BY}"
    r"|作者\s*[:：/／]?\s*|投稿者\s*[:：]?\s*|(?:文|记者|記者|執筆|撰文|編輯|编辑|著者|ライター|取材・文)\s*[:：/／|丨・]\s*"
    r"|(?:记者|記者|기자)\s+|(?:记者|記者)(?=[\u4e00-\u9fff]{2,4}$)|글쓴이\s*[:：]?\s*|작성자\s*[:：]?\s*|글\s*[:：]\s*)",
    re.IGNORECASE,
)
# How a text begins that `_BY` may match: with a whole word of two signs, or the first three of a longer one.
_SHORT_BY = frozenset("by di da av af de na".split())
_BY_BEGINS = frozenset(
    """
    all ana art aut avt awd bei bek ber blo col com con cre deu dit doo egi ein ela ent env ers esc ess
    fir for gan gas gep ges glo gue ida ins int isi kir kol kom lag meh mor mwa nap nga ole opi opr opu
    ori par pen per pie pis por pos pro prz pub rea rec red rep rev scr see shk skr sto sub sze tek tes
    tex thi tod tou tut txt udg ved ver vie voi von wei wor wri yaz zei
    """.split()
) | {"a c"}
# Words that mean "by" in some languages, and "from" or "of" in most lines: "De Ioana Pop, 12 martie, ora 10".
_BARE_BY = {
    language: lazy(
        rf"(?<!\S){word}\s+(?=(?:[^\W\d_][\w’'-]+\s+){{1,3}}?[^\W\d_][\w’'-]+\s*"
        r"(?:$|[,|•·–—]\s*(?:[^\W\d_]+,?\s+)?\d))",
        re.IGNORECASE,
    )
    for language, word in {"ro": "de", "bg": "от", "mk": "од"}.items()
}
# What stands behind the name in place of a word before it: "Guðrún Helgadóttir skrifar".
_WRITES = frozenset(
    """
    skrifar skriver skrev schreibt schrijft skryf kirjoittaa kirjutab raksta rašo pisze yazdı írja escribe
    escreve écrit scrive scrie shkruan пишет пишува пише
    """.split()
)
# In Chinese and Japanese lines of several fields: "2024-03-12 来源：港口日报 记者 张伟".
_CJK_BY_BEHIND = lazy(r"(?<=[\s　|])(?:(?:作者|记者|記者|撰文|著者)\s*[:：/／]?|文\s*[:：/／・])\s*(?=\w)")
# The words of it that stand behind dates, and one of each of its phrases.
_BY_BEHIND = lazy(
    r"(?<!\w)(?:by|von|par|por|per|da|di|door|av|af|przez|oleh|autor|автор|posted|written|írta|yazan|yazar"
    r"|egilea|bởi|بقلم|מאת)\b"
    r"|(?<!\w)(?:text|texte?o?|testo|tekst|teksti|текст|words|szerző|auteur|autora?|autore|tác giả)(?=\s*:)",
    re.IGNORECASE,
)
#: words that a line has which begins with "by", or has it behind a date, or ends with a verb for it
BY_WORDS = _WRITES | frozenset(
    """
    by von par per por di da cura door av af przez oleh text texto texte testo tekst teksti testua words
    author authors autor autorin autoren autorka autori autors autorius contributor contributors autores
    autora auteur auteurs auteure autore autrice forfatter författare kirjoittanut kirjoittaja höfundur napsal
    napsala napísal napísala piše pise автор авторы автори пише текст írta szerző γράφει έγραψε συντάκτης του
    της από egilea idazlea awdur gan penulis yazar yazan gönderen tác bởi mwandishi isinulat de către
    аутор аўтар avtor avtorica nga deur müəllif зохиогч ავტორი հեղինակ எழுதியவர் రచయిత تحریر כתב כתבה כתבו 기자
    oprac opracował opracowała
    от од 者 撰 文
    propos redacción rédaction reporter reporting interview articles berichten entradas posts
    بقلم كتب كتبه מאת נכתב लेखक द्वारा লেখক نویسنده قلم
    """.split()
)
#: the signs that such a line begins with in scripts without spaces
BY_SIGNS = frozenset("作投文记記執글撰編编著ラ取작โदเผ")
# Glued on: "ByAnn Lee", "Posted byAnn Lee"
_GLUED_BY = lazy(r"(?:[Pp]osted |[Ww]ritten )?[Bb]y(?=[A-Z][a-z]+ [A-Z])")
# Korean reporters' names stand before what they are.
_BEFORE_ROLE = lazy(r"[가-힣]{2,4}(?=\s?(?:선임\s?|수습\s?|인턴\s?)?(?:기자|특파원|논설위원)(?!\w))")
_KOREAN_ROLE = lazy(r"(?<=[가-힣])\s?(?:선임\s?|수습\s?|인턴\s?)?(?:기자|특파원|논설위원)(?!\w).*$")
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DAYS = r"(?:mon|tue|wed|thu|fri|sat|sun)(?:day|s|nes|rs|ur)?(?:day)?"
_ROLE = (
    r"(?:writer|reporter|correspondent|editor|journalist|columnist|contributor|author|expert|founder"
    r"|co-founder|ceo|cto|cmo|director|manager"
    r"|analyst|specialist|professor|lecturer|staff|senior|chief|head|publisher|producer|president"
    r"|consultant|engineer|developer|strategist"
    r"|university|college|institute|redakt\w*|korrespondent\w*|journaliste|periodista|giornalista"
    r"|redactora?|rédact\w*)"
)
_TRAILING = lazy(
    r"(?:,?\s+special to\b|;\s*(?:editing|writing|additional|[^\W\d_]+ by)\b"
    r"|\s+(?:illustration(?:en|s)?|photos?|photography|pictures|fotos?|bilder?)\s+(?:von|by|par|de|di|av|af|door)\b"
    r"|\s+(?:photos?|fotos?|fotografie|foto och bild|bild(?:er)?|kuvat?|billeder)"
    r"\s*(?::|(?-i:(?<=Kuvat)|(?<=Kuva))(?=\s[A-ZÀ-Þ]))|\s+(?:[|•·–—»⋅/●▪◦∙‧■◆►-](?=\s|$)|(?-i:on|for|am)\b|at\b(?=\s\d)|\d|(?:published|posted|updated"
    r"|reviewed|last updated)\b)"
    rf"|\s*[|•·⋅»●▪◦∙‧■◆►]|\s*\n|\s*<|\s*\(@|\s+@\w|\s*,?\s*\S{{1,64}}@[^\s@]{{1,255}}\.\S|\s+(?-i:Email|Follow)(?=$|\s)"
    rf"|(?<=[a-z])(?=(?:January|February|March|April|May|June|July|August|September|October|November"
    rf"|December)\b)"
    rf"|(?<=[a-zA-Z])(?=\d{{1,2}}[./-]\d{{1,2}}[./-]\d)"
    rf"|,?\s+(?:{_DAYS},?\s+)?(?:{_MONTHS})\.?\s+\d|,?\s+{_DAYS},\s"
    r"|\s+(?:责任编辑|责编|責編|编辑|編輯|来源|來源|摄影|攝影|校对|編集|撮影|图|圖|写真)\s*[:：/／]"
    r"|\s?/\s?(?-i:[A-Z][A-Z-]{1,5}|dpa(?:-\w+)?|afp|ap|apa|epd|kna|sid|reuters)(?=$|[\s,/])"
    rf"|,\s[^,|•·–—»]*(?:\d|\b{_ROLE}\b)).*$",
    re.IGNORECASE | re.DOTALL,
)
# A line of words alone, and the words of which one is in such a line where `_TRAILING` matches.
_WORDS_ALONE = lazy(r"[a-z]+(?:(?:[.'’-]|\.? )[a-z]+)*\.?", re.IGNORECASE | re.ASCII)
_TRAILING_WORDS = frozenset(
    "on for am email follow special published posted updated reviewed last"
    " von by par de di av af door kuva kuvat".split()
)
_MONTH_NAMES = tuple(
    "january february march april may june july august september october november december".split()
)
# What is left between a name and the date behind it.
_DANGLING = lazy(
    r"(?:,?\s+(?:at|in|on|from|for|le|el|il|am|vom|im|den|dne|dnia|la|em|på|op|на|w|v|en|kl|um|às|ore|ora))+$"
)
# Ahead of a name: the date of the post.
_LEADING_DATE = lazy(
    rf"^(?:{_DAYS},?\s+)?(?:{_MONTHS}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r"|\d{1,2}\.?\s+[^\W\d]{3,12}\.?,?\s+\d{4}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d)(?:,?\s+\d{1,2}:\d\d)?[\s·|•,–—-]+(?=[^\W\d])",
    re.IGNORECASE,
)
# Behind a name: the count of comments.
_COMMENT_COUNT = lazy(
    r"\s+(?:\d+|no|one|leave a|ein|eine|keine?|un|aucun|sin|nessun|geen|brak)"
    r"\s+(?:comment|kommentar|reacti|komentarz).*$",
    re.IGNORECASE | re.DOTALL,
)
_COUNTED = Needles("comment", "kommentar", "reacti", "komentarz")
# How a box about the author is headed, "About Ann Lee", and a line of a magazine begins: "Words Ann Lee".
_ABOUT_PREFIX = lazy(r"^(?i:words|text|about|über|sobre|à propos d[e’']|over|om|info su)\s+(?=[A-ZÀ-Þ])")
# "TPN, in News, Business": the sections that a page is filed in.
_SECTIONS = lazy(r",?\s+(?:in|under)\s+(?=[A-Z]).*$", re.DOTALL)
#: where a word has grown onto another
GLUED = lazy(r"[a-zß-öø-ÿăčćěłńřśšžа-я](?<!\bMc)(?<!\bMac)[A-ZÀ-ÖØ-ÞČŁŚŠŽА-Я]")
# Characters of a label of a date.
_MAX_GLUED = 100
_GLUED_ROLE = lazy(
    r"(?<=[a-z]{2})(?<!\bMac)(?:Head|Chief|Senior|Staff|Editor|Writer|Founder|Reporter|Journalist|Director|Manager"
    r"|Updated|Published|Posted"
    r"|Contributor|Author)\b.*$"
)
#: "Ann Lee Writer", where the role stood on a line of its own
ROLES_BEHIND = (
    "writer", "editor", "reporter", "author", "contributor", "journalist", "correspondent", "columnist",
)  # fmt: skip
_ROLE_BEHIND = lazy(
    r"(?<=\w)\s+(?:(?:staff|senior|contributing|freelance|guest|deputy|chief|managing|associate|assistant|lead"
    r"|lifestyle|politics|political|news|sports?|business|entertainment|features?|health|travel|science|tech"
    r"|technology|showbiz|tv|football|money|consumer|education|culture|arts?|food|world|local|crime) ){0,2}"
    r"(?:writer|editor|reporter|author|contributor|journalist|correspondent|columnist)$",
    re.IGNORECASE,
)
# "Ann Lee, Nairobi": where somebody writes from, or for whom.
_PLACE = lazy(r"(?<=\w), ([^\W\d_][\w’'-]{1,30})$")
_DATE_OR_TIME = lazy(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./-]\d{1,2}[./-]\d|\d{1,2}:\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{_MONTHS}\b|\b{_MONTHS}\.?\s+\d{{1,2}}|\bago\b|[年月日년월일]",
    re.IGNORECASE,
)
# Ahead of a name: "Posted in Weather by Ann Lee".
_FILED = lazy(r"(?:posted|published|filed) (?:in|under)\b", re.IGNORECASE)
_GLUED_MONTH = lazy(
    r"(?<=[a-z])(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b.*$"
)
_NOT_A_NAME = lazy(
    r"https?://|www\.|^@|[<>{}*=#:?!]|\S@\S|^[\W\d_]+$|^\d+\s"
    r"|^(?:admin|administrator|publisher|super user|cancel|loading|am|pm"
    r"|editor|editors|staff|author|authors|autor|unknown|none|null|undefined"
    r"|anonymous|an[oó]nimo|anonyme?|аноним|匿名|guest|user|root|webmaster|superuser"
    r"|(?:unknown|various|multiple|several) (?:authors?|writers?|contributors?)"
    r"|name|by|von|the|and|more|role|type|share|follow|skip|view|read|about|contact|home|menu|search"
    r"|login|subscribe|comments?"
    rf"|(?:{_DAYS})?,?\s*(?:{_MONTHS})?\.?(?:\s+\d.*)?)$"
    r"|^(?:edited|translated|illustrated|photographed|produced|presented|narrated|sponsored|powered) by\b"
    r"|^(?:full |author )?(?:bio|biography)$|^author spotlight$|^learn about\b"
    r"|(?:^|[\s_-]|wordpress|web|site|blog)admin$"
    r"|^(?:how|why|what|view|see|read|follow|more|about"
    r"|contact|skip|share|sort|filter|save|shop|click|show|all|back to"
    r"|go to|meet|leave|sign|log|from|in|to|our|your|this|with)\b"
    r"|^(?:alle|alles|ähnliche|mehr|weitere|zeige|tous|toutes|todos|todas|tutti|wszystkie|zobacz|bekijk"
    r"|foto|fotos|photos?|videos?|фото)\b"
    r"|\b(?:comments?|kommentare?|minutes?|min read|reply|replies|edition|copyright|newsletter|subscribe"
    r"|author archive|profile)\b|^[\w-]+(?:\.[\w-]+){3,}$",
    re.IGNORECASE,
)
# Titles of boxes about the author, and of people beside the author, in place of a name.
_LABEL = lazy(
    r"(?:about|meet|über|ueber|à propos|sobre|acerca|informazioni|info|over|om|o|об|про|despre|σχετικά)"
    r"\b.{0,20}(?<![^\W\d_])(?:author|autor|auteur|autrice|autore|författar|forfatter|автор|συγγραφέα)[^\W\d_]{0,4}"
    r"|kirjoittajasta|(?:yazar )?hakkında|a szerzőről|关于作者|作者简介|著者について|글쓴이 소개"
    r"|عن الكاتب|על הכותב"
    r"|(?:editor-in-chief|editor in chief|chef(?:in)?redakt\w+|chefredaktör\w*|chefredaktør\w*"
    r"|rédact\w+ en chef"
    r"|redactora? jefe|direttore responsabile|direttrice responsabile|redaktor naczeln\w+|šéfredaktor\w*"
    r"|főszerkesztő|hoofdredact\w+|päätoimittaja|sjefredaktør|redatora?[ -]chefe|главный редактор"
    r"|genel yayın yönetmeni|redactor(?:-ș|ă-ș|-s)ef\w*|photographer|photographe|fotógraf\w+|fotograf\w*)",
    re.IGNORECASE,
)
#: small words within names
PARTICLES = frozenset(
    """
    de del della di da das do dos du van der den von zu zur la le el al bin ibn ben y e i af av ter ten op 't
    of     und and et mac st
    """.split()
)
# Words of shops that are surnames, too, and what makes no surnames of them: "Ann Price", "Lowest Price".
_SHOP_WORDS = frozenset("price prices brand brands case cases".split())
_BEFORE_SHOP_WORDS = frozenset(
    "best low lower lowest high higher highest top our full sale new popular all test phone unit list".split()
)
# What makes a phrase in capitals no person's name.
_NOT_PERSONAL = frozenset(
    """
    team staff group inc llc ltd gmbh company corporation university college institute foundation association
    council department office center centre news newsroom newsdesk magazine media press agency editorial
    editors desk times post journal herald zeitung gazette tribune kurier anzeiger rundschau blog studio
    studios labs store shop the use size gender age
    category collection product products type topic industry role solution solutions feature
    features service services name date contents society network club community research partners software
    technologies technology consulting clinic hospital bank insurance gear design best practices
    insights
    forum forums sponsored spotlight
    intelligence marketing business transport updates guides guide tips review reviews data security video
    podcast
    """.split()
)
_CREDENTIAL = lazy(
    r"(?:[A-Z][A-Za-z]{0,2}\.?){1,4}-?[A-Z\d]*\.?|Jr\.?|Sr\.?|II|III|IV|[A-Z][A-Za-z-]{0,5}|RYT \d+|E-RYT \d+"
)
_SPLIT = lazy(
    r"\s*(?:[,;|•·、，；]|\s&\s|\s\+\s)\s*(?:(?:and|und|et|y|og|och|en|e|и|та)\s+)?|\s+(?:and|und|et|og"
    r"|och|и|та|with)\s+|\s+(?:y|e|en)\s+(?=\S+\s\S)",
    re.IGNORECASE,
)
_LAST_FIRST = lazy(r"([^\W\d_][\w'’.-]+(?: [\w'’.-]+)?), ((?:[^\W\d_][\w'’.-]*\s?){1,3})")
_CATALOGUED = lazy(r"[^\W\d_][\w'’-]+, [A-ZÀ-Þ][a-zß-ÿ]{2,}(?: [A-ZÀ-Þ][\w.]*)?")
_MARGIN = ' \t,.:;|-–—•·⋅/&+→»›~*†‡●▪◦∙‧■◆►"“”„«'
# What a person is to a work, in brackets, and the paper that somebody writes for.
_ROLE_IN_BRACKETS = lazy(
    r"\s*\((?:author|editor|writer|translator|illustrator|contributor|autor(?:in)?|auteur|autora?|autore"
    r"|herausgeber(?:in)?|hrsg\.?|éd\.|eds?\.)\)$",
    re.IGNORECASE,
)
_OUTLET = lazy(r"(?<=\w)\s+[Ff]or\s+(?:[Tt]he\s+)?(?=[A-Z]).*$")
_DOUBLED = lazy(r"(.+?) \((.+)\)")
# Sections that posts are filed in, where programs name the account of the section as the author.
_SECTION_NAMES = frozenset(
    "news sport sports politics business economy culture opinion lifestyle entertainment science health world"
    " local politik wirtschaft kultur meinung politique économie deportes política".split()
)
# What lists are ordered by.
_SORT_KEYS = frozenset(
    "author authors category date month name popularity price relevance tag topic year".split()
)
# How places are reached, in travel guides.
_WAYS = frozenset(
    "air airplane and avion avión bateau bicycle bike boat bus car carretera coach ferry foot metro or plane"
    " public rail road route sea ship subway taxi train tram transit transport tren voiture".split()
)


class Byline(NamedTuple):
    """What stands behind "by" in a text, and whether there is such a word."""

    name: str
    has_by: bool


def read_byline(text: str, *, anywhere: bool = False) -> Byline:
    """Return what a byline's text says behind "by", without date, role and such.

    With `anywhere`, "by" may also stand behind a date, as in "5 May 2024 by Ann Lee".
    """
    start = end_of_by(text, anywhere=anywhere)
    return Byline(clean_name(text[start or 0 :]), start is not None)


@lru_cache(maxsize=256)
def end_of_by(text: str, *, anywhere: bool = False) -> int | None:
    """Return the place behind "by" in a byline's text, None where there is none."""
    by = _match_by(text, 0) or _GLUED_BY.match(text)
    # "Posted by: By Ann Lee"
    if by:
        again = _match_by(text, by.end())
        return again.end() if again else by.end()
    if _BEFORE_ROLE.match(text) or _without_verb(text) != text:
        return 0
    if anywhere and not text.isascii() and (by := _CJK_BY_BEHIND.search(text)):
        return by.end()
    if anywhere:
        for word in _BY_BEHIND.finditer(text):
            if _stands_behind_date(text, word.start()) and (by := _match_by(text, word.start())):
                return by.end()
    return None


def _match_by(text: str, start: int) -> re.Match[str] | None:
    """Return the match of `_BY` at a place in a text: most are found, or ruled out, without compiling it."""
    begin = text[start : start + 3]
    # letters beyond ASCII, some of which stand for others, and white space are left to the pattern
    if begin.isascii() and not begin[:1].isspace():
        begin = begin.lower()
        is_short = begin[:2] in _SHORT_BY and not begin[2:].isalnum()
        if not is_short and begin not in _BY_BEGINS:
            return None
    return _BY_IN_ENGLISH.match(text, start) or _BY.match(text, start)


def end_of_bare_by(text: str, language: str) -> int | None:
    """Return the place behind a word that means "by" in one language alone, None where there is none."""
    pattern = _BARE_BY.get(language)
    by = pattern.search(text) if pattern else None
    return by.end() if by and is_person(clean_name(text[by.end() :])) else None


def may_contain_by(text: str, block_words: Sequence[str]) -> bool:
    """Return whether a text of these words may begin with "by", or have it behind a date; quickly."""
    return not BY_WORDS.isdisjoint(block_words) or text[0] in BY_SIGNS or text.startswith("By")


def _date_word(text: str) -> int:
    """Return the place of the first word of dates at the start or behind white space, -1 for none.

    One pattern of both tables would take as long to compile as all others of a byline together.
    """
    places = []
    for pattern in (PUBLISHED, CHANGED):
        found = pattern.search(text)
        while found and found.start() and not text[found.start() - 1].isspace():
            found = pattern.search(text, found.start() + 1)
        if found:
            places.append(found.start())
    return min(places, default=-1)


@lru_cache(maxsize=256)
def clean_name(text: str) -> str:
    """Return a name without the date, role, address or place that stands behind it."""
    # under the name stands what its bearer does
    line = text.strip().partition("\n")[0]
    # most names have nothing around them: patterns are tried only where a quick look does not rule them out
    if has_digits(line):
        line = _LEADING_DATE.sub("", line)
    line = _without_verb(_ABOUT_PREFIX.sub("", line))
    if _COUNTED.are_in(line):
        line = _COMMENT_COUNT.sub("", line)
    if not line.isascii():
        line = _KOREAN_ROLE.sub("", line)
    if (end := _date_word(line)) > 0:
        line = line[:end]
    if GLUED.search(line):
        line = _GLUED_ROLE.sub("", _GLUED_MONTH.sub("", _without_glued_label(line)))
    if _may_have_trailing(line):
        short = _TRAILING.sub("", line)
        # "Center for Drug Evaluation": half of what an organisation is called is no name
        line = line if short != line and short.casefold() in _NOT_PERSONAL else short
    if "in" in line or "under" in line:
        line = _SECTIONS.sub("", line)
    name = _without_role(_DANGLING.sub("", line).strip(_MARGIN))
    if ", " in name and (place := _PLACE.search(name)) and _is_place(name[: place.start()], place[1]):
        name = _without_role(name[: place.start()])
    # "raoul (raoul)"
    doubled = _DOUBLED.fullmatch(name) if name.endswith(")") else None
    if doubled and doubled[1].casefold() == doubled[2].casefold():
        name = doubled[1]
    return (
        name if name.count("(") == name.count(")") else name.replace("(", "").replace(")", "").strip(_MARGIN)
    )


def _without_verb(line: str) -> str:
    """Return a line without the verb behind the name of a person in it: "Ann Lee skriver:"."""
    name, _, verb = line.rstrip(" :").rpartition(" ")
    return name if verb in _WRITES and is_person(name) else line


def _without_glued_label(line: str) -> str:
    """Return a line up to the label of a date that is glued on: "Ann LeeUpdated 5 May"."""
    for glued in GLUED.finditer(line):
        start = glued.end() - 1
        behind = line[start : start + _MAX_GLUED]
        if CHANGED.match(behind) or PUBLISHED.match(behind):
            return line[:start]
    return line


def _without_role(name: str) -> str:
    """Return the name of a person without what that person is: "Ann Lee Writer"."""
    if name.endswith(")"):
        name = _ROLE_IN_BRACKETS.sub("", name)
    if name.lower().endswith(ROLES_BEHIND) and is_person(bearer := _ROLE_BEHIND.sub("", name)):
        name = bearer
    if "or" in name and is_person(bearer := _OUTLET.sub("", name)):
        name = bearer
    return name


def _may_have_trailing(line: str) -> bool:
    """Return whether `_TRAILING` may match: not if a line is but words, none of which has to do with it."""
    if not _WORDS_ALONE.fullmatch(line):
        return True
    parts = words(line)
    return not _TRAILING_WORDS.isdisjoint(parts) or any(part.endswith(_MONTH_NAMES) for part in parts)


def _is_place(before: str, word: str) -> bool:
    """Return whether the single word behind names of persons is no name of one, but a place or an agency."""
    persons = split_names(before)
    return (
        all(" " in name and _is_one_person(name) for name in persons)
        and bool(persons)
        and any(char.islower() or char.isupper() for char in word)
        # degrees have capitals
        and sum(char.isupper() for char in word) < _CAPITALS_OF_DEGREE
    )


def _stands_behind_date(text: str, position: int) -> bool:
    before = text[:position]
    if not 0 < position < 80 or before[-1].isalnum():
        return False
    # "0 · by Ann Lee · Updated on 8 January"
    return (
        before.rstrip().endswith(("·", "|", "•", " /"))
        or _DATE_OR_TIME.search(before) is not None
        or _FILED.match(before) is not None
    )


@lru_cache(maxsize=256)
def is_name(text: str) -> bool:
    """Return whether a text that is marked as a name may be one: a person's, a handle, an organisation's."""
    return (
        0 < len(text) <= MAX_LENGTH
        # "billed annually"
        and not (" " in text and text.islower() and text != text.title())
        and not _NOT_A_NAME.search(text)
        and not _LABEL.fullmatch(text)
        and not (PUBLISHED.match(text) or CHANGED.match(text))
        and all(count_words(part) <= _MAX_NAME_WORDS for part in re.split(r"[,;&]| and ", text))
    )


@lru_cache(maxsize=256)
def is_person(text: str) -> bool:
    """Return whether a text looks like the name of a person, or of several."""
    names = split_names(text)
    return bool(names) and is_name(text) and all(_is_one_person(name) for name in names)


def _is_one_person(name: str) -> bool:
    parts = name.replace(".", ". ").split()
    if not parts or any(char.isdigit() for char in name):
        return False
    if parts[-1].lower() in _SHOP_WORDS and (len(parts) < 2 or parts[-2].lower() in _BEFORE_SHOP_WORDS):
        return False
    # letters of Georgian have capitals that names are not written with
    if not any(char.isupper() or char.title() != char for char in name):
        # a script without capitals
        return len(name) <= 40 and len(parts) <= _MAX_PERSON_WORDS
    if not 2 <= len(parts) <= _MAX_PERSON_WORDS or any(
        part.lower().strip(".,") in _NOT_PERSONAL for part in parts
    ):
        return False
    # "Volontär (Sport)"
    if len(parts) == 2 and parts[1].startswith("("):
        return False
    # what breaks off is no name: "Ann Lee page of"
    if parts[-1] in PARTICLES:
        return False
    return all(part[0].isupper() or part.lower() in PARTICLES or part[0] in "'’d(\"“" for part in parts)


def is_single(name: str) -> bool:
    """Return whether a name is one word of letters, as first names and those of accounts are."""
    return len(name) >= _SHORTEST_SINGLE and name.isalpha() and name.casefold() not in _NOT_PERSONAL


def is_section(name: str) -> bool:
    """Return whether it is what sections of a site are called."""
    return name.casefold() in _SECTION_NAMES


def is_sort_key(name: str) -> bool:
    """Return whether it is what lists are ordered by."""
    return name.lower() in _SORT_KEYS


def is_way(name: str) -> bool:
    """Return whether it is how a place is reached, behind "By" in travel guides: "Train", "Car and Ferry"."""
    return _WAYS.issuperset(words(name))


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a byline: commas and "and" stand between them, degrees behind them."""
    if found := _LAST_FIRST.fullmatch(text):
        one, other = found[1].strip(), found[2].strip()
        # "Roy, Aniruddha" is one name, "Roy, Ann" too; "Ann Lee, Bo Kim" are two
        if " " not in one and not _CREDENTIAL.fullmatch(other):
            return (text,)
    parts = [part.strip(_MARGIN) for part in _SPLIT.split(text)]
    names: list[str] = []
    for part in parts:
        if not part or (names and _CREDENTIAL.fullmatch(part)):
            continue
        names.append(part)
    return tuple(dict.fromkeys(names))


def may_be_several(text: str) -> bool:
    """Return whether something in a text may stand between names."""
    return _SPLIT.search(text) is not None


def is_last_first(name: str) -> bool:
    """Return whether a name in a catalogue is "Lee, Ann", and what is behind the comma is no degree."""
    return _CATALOGUED.fullmatch(name) is not None


def in_order(name: str, *, last_first: bool = False) -> str:
    """Return "Last, First" as "First Last"; `last_first` tells that what is behind a comma is no degree."""
    found = _LAST_FIRST.fullmatch(name)
    if found and (last_first or (" " not in found[1] and not _CREDENTIAL.fullmatch(found[2].strip()))):
        return f"{found[2].strip()} {found[1].strip()}"
    return name
