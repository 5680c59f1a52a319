"""Labels: lines with a phrase of boilerplate that are dropped together with what is under them."""

from __future__ import annotations

from boilerstrip.page import Block, Role
from boilerstrip.text import phrases
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import count_words

MAX_LABEL_WORDS = 12
# Families of phrases that head a box; phrases of other families are single lines.
SECTION_FAMILIES = frozenset({"related", "also_read", "newsletter", "comments", "author", "pager"})
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
# What labels call other stories, and how they ask for them to be read.
_NAMES_STORIES = lazy(
    r"arti[ck]|artíc|artykuł|stor(?:y|ies)|posts|news|\bread|beitr|nachricht|meldung|\blies|lese|\blire|not[ií][cz]i"
    r"|entradas|publica|nouvelle|actualit|v[ií]deo|produ[ckt]|\bitem|thread|headline|picks|trend|popul|auch\b|aussi\b"
    r"|también|\banche\b|\b(?:from|in|aus)\b|nyhet|стат|новост|материал|wiadomo|haber"
    r"|чита|czyta|zobacz|\blegg|\blea\b|\blee\b|\bleia|\bveja|\bčt[ěi]|\bolvas|\blue\b|\blæs|\bläs|διαβ|\bbaca|đọc|tin\b"
    r"|記事|文章|新闻|新聞|阅读|閱讀|ニュース|読|기사|뉴스|أخبار|اقرأ|خبر|पढ़|ख़बर|อ่าน|ข่าว"
)
_MAX_WORDS_OF_HEADING = 2


def heads_section(block: Block, found: phrases.Match | None) -> bool:
    """Return whether a Block, with the phrase found in it, is a label that heads what is under it."""
    return (
        found is not None
        and found.family in SECTION_FAMILIES
        and found.phrase not in FIELDS_AND_BUTTONS
        and block.words <= MAX_LABEL_WORDS
        and (found.whole or block.role is Role.HEADING)
    )


def may_head_text(found: phrases.Match) -> bool:
    """Return whether a label of other stories or comments may also head a text, as "Recommended" may.

    One that names stories, as "Related articles" does, or speaks to readers heads nothing else.
    """
    return count_words(found.phrase) <= _MAX_WORDS_OF_HEADING and not _NAMES_STORIES.search(found.phrase)
