"""Labels: lines with a phrase of boilerplate that are dropped together with what is under them."""

from __future__ import annotations

from functools import lru_cache

from boilerstrip.page import Block, Role
from boilerstrip.text import phrases
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import count_words

MAX_LABEL_WORDS = 12
# Families of phrases that head a box; phrases of other families are single lines.
SECTION_FAMILIES = frozenset({"related", "also_read", "newsletter", "comments", "author", "pager"})
# Families of phrases on buttons and links.
BUTTONS = frozenset({"navigation", "pager", "breadcrumb"})
# A title with at least this share of linked words is a link.
TITLE_LINK_DENSITY = 0.75
# Families of labels of other stories.
OTHER_STORIES = frozenset({"related", "also_read"})
# Families of phrases that ask something of readers: no text is about them, as one may be about cookies.
REQUESTS = frozenset({"newsletter", "paywall", "share", "author"})
# Labels of the fields and buttons of comments. They stand in a form or below a comment, and head nothing; as
# headings they are those of a text, as "Name" is on the page of a command.
FIELDS_AND_BUTTONS = frozenset(
    {
        "name", "your name", "website", "cancel", "edit", "report", "flag", "like", "dislike", "reply",
        "newest", "oldest", "webseite", "melden", "antworten", "nombre", "tu nombre", "web", "sitio web",
        "cancelar", "reportar", "responder", "denunciar", "nom", "votre nom", "site web", "répondre",
        "annuler", "signaler", "nome", "il tuo nome", "sito web", "rispondi", "annulla", "segnala",
        "seu nome", "site", "participe", "vastaa", "odpowiedz", "ответить", "адказаць", "respon", "erantzun",
        "svara",
    }
)  # fmt: skip
# What labels call other stories, and how they ask for them to be read, in the languages of the phrases. "See
# also" may head a part of a text.
_NAMES_STORIES = lazy(
    # Germanic and Romance
    r"arti[ckg]|artíc|artykuł|stor(?:y|ies)|\bposts?\b|news|\bread|beitr|nachricht|meldung|\blies|lese|\blire"
    r"|not[ií][cz]i|entradas|publica|nouvelle|actualit|v[ií]deo|produ[ckt]|\bitem|thread|headline|picks|trend|popul"
    r"|(?<!siehe )auch\b|(?<!voir )aussi\b|(?<!véase )(?<!ver )también|(?<!vedi )\banche\b"
    r"|\b(?:from|in|aus)\b|nyhe[td]|\bnyt|in+l[äe]gg|indlæg|\bsaker|bericht|berig"
    r"|nuus|nieuws|\bl[eæ]s|\bläs|\blees|gele[ez]|plasing|\blest|grein|frétt|færsl|\bnotas?\b|\bnovas\b|\bler\b|\blea\b"
    r"|\ble (?:tamén|máis)|\blee\b|\bleia|\blidas|\bveja|lleg[ie]|llegid|\blegg|\bletti"
    r"|matéri|articol|știr|ştir|cit[ie][țtșş]|\bciti|noută"
    # Slavic and Baltic
    r"|стат|новост|новин|навін|материал|матэрыял|матеріал|запис|запіс|публика|публіка|вест|објав|текст|артыкул|чланц|чит|чет|чыт|čit"
    r"|wiadomo|wpis|czyta|zobacz|člán|člank|članc|zpráv|správ|příspěv|príspev|\bč[tí]|čten|novic|objav|vijest|vest"
    r"|tekst|postov|\bpreber|\bbran|straipsn|naujien|įraš|skait|rakst|ziņ|ierakst|\blas|lasīt"
    # other languages of Europe
    r"|olvas|cikk|\bhír|bejegyz|írás|uutis|juttu|jutut|\blue|luetu|\blo[oe]|lugu|uudis|postitus|albiste|berri|irakur"
    r"|sarrera|lajm|lexo|άρθρ|αρθρ|ειδήσ|ειδησ|αναρτήσ|διαβ|erthygl|newydd|darllen|stra?e?on|\bailt|scéal|nuacht|léigh"
    # Turkic and Caucasian
    r"|haber|yazı|\boku|xəbər|məqalə|oxu|жаңалық|мақала|оқы|yangilik|maqola|xabar|o'qi|янгилик|мақола|хабар|ўқи"
    r"|հոդված|նորութ|լուր|կարդա|ընթերց|სტატი|სიახლე|წაიკითხ|ამბავ|ამბებ|мэдээ|нийтлэл|унш"
    # Asia and Africa
    r"|\bbaca|berita|tulisan|\bpos\b|balita|basa|habari|makala|taarifa|\bsoma|somwa|đọc|tin\b|\bbài\b|記事|文章|新闻|新聞|阅读|閱讀"
    r"|资讯|資訊|报道|報道|報導|消息|ニュース|読|投稿|기사|뉴스|포스트|글\b|อ่าน|ข่าว|บทความ|ຂ່າວ|ອ່ານ|ព័ត៌មាន|អត្ថបទ"
    r"|သတင်း|أخبار|اخبار|اقرأ|إقرأ|مقال|موضوع|مواضيع|خبر|قراءة|مطالب|مطلب|بخوان|مضامین|تحریر|پڑھ|כתב|מאמר|פוסט|חדשות"
    r"|קרא|पढ|ख़बर|खबर|समाचार|लेख|न्यूज|पोस्ट|स्टोरी|बातम|वाच|খবর|সংবাদ|নিবন্ধ|পোস্ট|পড়|સમાચાર|લેખ|વાંચ|ਖ਼ਬਰ|ਖਬਰ|ਲੇਖ|ਪੜ੍ਹ"
    r"|ન્યૂઝ|ന്യൂസ്|న్యూస్|নিউজ|செய்தி|கட்டுரை|பதிவு|படி|வாசி|వార్త|కథన|వ్యాస|చదవ|ಸುದ್ದಿ|ಲೇಖನ|ಓದಿ|വാർത്ത|ലേഖന|വായി|පුවත්|ලිපි|කියව"
    # things for sale, and what is watched
    r"|toote|\bvar[eo]r\b|tuotte|zboží|товар|\bvör|prekės|preces|izdelk|proizvod|производ|продук|termék|προϊόν|məhsul|ürün"
    r"|ապրանք|პროდუქტ|מוצר|منتج|محصول|کالاها|उत्पाद|পণ্য|தயாரிப்பு|ఉత్పత్తు|商品|产品|產品|상품|视频|影片|영상|動画"
)
_MAX_WORDS_OF_HEADING = 2
_MAX_WORDS_OF_SOURCE = 6


def heads_section(block: Block, found: phrases.Match | None) -> bool:
    """Return whether a Block, with the phrase found in it, is a label that heads what is under it."""
    return (
        found is not None
        and found.family in SECTION_FAMILIES
        and found.phrase not in FIELDS_AND_BUTTONS
        and block.words <= MAX_LABEL_WORDS
        and (found.whole or block.role is Role.HEADING or _names_source(block, found))
    )


def _names_source(block: Block, found: phrases.Match) -> bool:
    """Return whether a line says from where other stories come: "Latest from Culture".

    Behind a colon there is one of them.
    """
    return (
        found.family in OTHER_STORIES
        and not found.phrase.endswith(":")
        and block.role is Role.PARAGRAPH
        and block.words <= _MAX_WORDS_OF_SOURCE
        and not block.link_words
        and not block.ends_sentence
    )


def names_other_stories(found: phrases.Match) -> bool:
    """Return whether a label is of other stories and can head nothing else."""
    return found.family in OTHER_STORIES and not may_head_text(found)


def may_head_text(found: phrases.Match) -> bool:
    """Return whether a label of other stories or comments may also head a text, as "Recommended" may.

    One that names stories, as "Related articles" does, or speaks to readers heads nothing else.
    """
    return _may_head_text(found.phrase)


# The same few phrases are on most pages.
@lru_cache(maxsize=1024)
def _may_head_text(phrase: str) -> bool:
    return count_words(phrase) <= _MAX_WORDS_OF_HEADING and not _NAMES_STORIES.search(phrase)
