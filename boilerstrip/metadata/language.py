"""The language a page is written in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from boilerstrip.page import Block, Page, Role
from boilerstrip.text.patterns import lazy

_CLAIMS = ("og:locale", "content-language", "language", "dc.language", "dcterms.language")
_TAG = lazy(r"([a-z]{2,3})(?:[-_](?:[a-z]{4}[-_])?([a-z]{2}))?(?![a-z])", re.IGNORECASE)
# The detector answers in ISO 639-3, pages declare ISO 639-1.
_TWO_LETTERS = {
    "afr": "af", "ara": "ar", "aze": "az", "bel": "be", "ben": "bn", "bul": "bg", "cat": "ca",
    "ces": "cs", "cmn": "zh", "dan": "da", "deu": "de", "ell": "el", "eng": "en", "epo": "eo",
    "est": "et", "fin": "fi", "fra": "fr", "guj": "gu", "heb": "he", "hin": "hi", "hrv": "hr",
    "hun": "hu", "hye": "hy", "ind": "id", "ita": "it", "jpn": "ja", "kan": "kn", "kat": "ka",
    "khm": "km", "kor": "ko", "lav": "lv", "lit": "lt", "mal": "ml", "mar": "mr", "mkd": "mk",
    "mya": "my", "nep": "ne", "nld": "nl", "nob": "no", "ori": "or", "pan": "pa", "pes": "fa",
    "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "sin": "si", "slk": "sk", "slv": "sl",
    "spa": "es", "srp": "sr", "swe": "sv", "tam": "ta", "tel": "te", "tgl": "tl", "tha": "th",
    "tur": "tr", "ukr": "uk", "urd": "ur", "uzb": "uz", "vie": "vi", "zul": "zu",
}  # fmt: skip
# Codes that were replaced, and codes of ISO 639-2 that catalogues use.
_RENAMED = {
    "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "ger": "de", "fre": "fr", "dut": "nl",
    "gre": "el", "cze": "cs", "slo": "sk", "chi": "zh", "zho": "zh", "per": "fa", "fas": "fa", "rum": "ro",
    "nor": "no", "eus": "eu", "baq": "eu", "cym": "cy", "wel": "cy", "isl": "is", "ice": "is", "gle": "ga",
    "glg": "gl", "sqi": "sq", "alb": "sq", "msa": "ms", "may": "ms", "swa": "sw",
}  # fmt: skip
# Languages that have no code of two letters.
_THREE_LETTERS = frozenset("fil ceb ast ckb dsb hsb gsw haw nds sco szl yue kab arz".split())
# Languages that the detector does not know: it takes Icelandic for Norwegian and Albanian for Indonesian, and
# is sure of it.
_UNKNOWN_TO_DETECTOR = frozenset("br co eu fo ga gd ha ht ig is lb mg mi mt so sq sw xh yo".split())
# Reading more takes longer, and tells nothing else.
_MAX_TEXT = 6_000  # characters
_MAX_TOKENS = 100
# Fewer words do not tell languages apart.
_MIN_WORDS = 10
# So many are believed over what the page claims, where the detector is sure.
_MIN_CONTRADICTING = 30
_MIN_CONFIDENCE = 0.95
# So many words tell these languages where the page claims nothing, by a share of those that no language near
# them has: Afrikaans shares "was", "by", "as" and more with English, and "die" with German.
_MIN_UNCLAIMED = 100
_ITS_OWN_WORDS = {
    "en": frozenset({"the", "and"}),
    "de": frozenset("und nicht mit ist auf für eine sich auch wird werden bei nach über oder".split()),
}
_MIN_OWN = 0.05
# The commonest words of some languages, less those that languages near them have, and the share of a text
# that they make up at least: it is in that language, and the detector, which takes longer, need not be asked.
_COMMON_WORDS = {
    language: frozenset(common.split())
    for language, common in {
        "de": "der die und das nicht mit von den ist zu auf für sich dem des ein eine auch als wird bei aus "
        "nach sie dass werden um noch hat wie einen einer oder nur kann über am im",
        "en": "the of and to that with for was are this you your from have be it as by on which they their "
        "but our we can has what how when if about who were been more there these than its out up not or all "
        "would could should into after only other he she his her",
        "es": "el los las que del por una con para es como más su al lo y",
        "fr": "le les des et est pour dans que une sur du en au qui pas vous",
        "it": "il che di per una del della non sono gli con dei alla nel è",
        "nl": "het een van dat niet met voor zijn aan op te ook bij naar",
        "pl": "w i na z się nie do że jest jak po od przez są dla oraz który to",
        "pt": "que não uma para com dos das são os ao mais como em do da",
    }.items()
}
_MIN_COMMON = 0.15
# Of English there are more: texts that had so many were English, and the others had at most 0.083.
_MIN_COMMON_ENGLISH = 0.1
# Languages that are often taken for one another, in few words or by what they are called.
_ALIKE = (
    frozenset({"no", "nb", "nn", "da", "sv"}),
    frozenset({"hr", "sr", "bs", "sl", "sh", "me"}),
    frozenset({"cs", "sk"}),
    frozenset({"id", "ms"}),
    frozenset({"es", "gl", "ca", "pt", "eu", "oc"}),
    frozenset({"ru", "uk", "be", "bg", "mk", "kk", "ky", "mn", "tg", "tt"}),
    frozenset({"ar", "fa", "ur", "ps", "ckb", "ku"}),
    frozenset({"hi", "mr", "ne", "sa"}),
    frozenset({"zh", "ja", "yue"}),
    frozenset({"he", "iw", "yi"}),
    frozenset({"nl", "af", "fy"}),
    frozenset({"tr", "az", "tk", "uz"}),
    frozenset({"tl", "fil"}),
)

# The letters beyond A to Z that languages are written with. The detector takes some Czech for Spanish, and is
# sure of it.
_LETTERS = {
    language: frozenset(letters)
    for language, letters in {
        "af": "áéèêëîïôöûü", "ca": "àáçèéíïòóúü", "cs": "áčďéěíňóřšťúůýž", "da": "æøåéö", "de": "äöüßé",
        "en": "éèêëïöçñâ", "es": "áéíóúüñç", "et": "äõöüšž", "fi": "äöåéšž", "fr": "àâæçéèêëîïôœùûüÿ",
        "hr": "čćđšž", "hu": "áéíóöőúüű", "id": "éè", "it": "àáèéìíòóùú", "lt": "ąčęėįšųūž",
        "lv": "āčēģīķļņšūž", "nl": "áéèêëïíóöúü", "no": "æøåéòóô", "pl": "ąćęłńóśźż", "pt": "áâãàçéêíóôõúü",
        "ro": "ăâîșțşţ", "sk": "áäčďéíĺľňóôŕšťúýž", "sl": "čšžćđ", "sv": "åäöéàü", "tr": "çğıöşüâîû",
    }.items()
}  # fmt: skip
# So many letters that a language does not have, and so large a share of those beyond A to Z, are no names.
_MIN_FOREIGN, _MIN_FOREIGN_SHARE = 5, 0.3
# The Latin letters, and languages that are written with others, or with both.
_LAST_LATIN = "\u036f"
_LATIN_AGAIN = ("\u1e00", "\u1eff")
_OTHER_SCRIPTS = frozenset(
    """
    ar be bg bn ckb el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr my ne or pa ps ru sa sd si sr ta te
    tg th ti tt ug uk ur yi yue zh am az bs kab ku sh tk uz
    """.split()
)


def claimed_language(page: Page) -> str | None:
    """Return the language that the page claims to be in, without its region, by its code in BCP 47."""
    tag = _TAG.match(_claim(page))
    code = tag[1].lower() if tag else ""
    code = _RENAMED.get(code) or _TWO_LETTERS.get(code) or code
    return code if len(code) == 2 or code in _THREE_LETTERS else None


def claimed_region(page: Page) -> str | None:
    """Return the region in the language that the page claims, as in "en-US"."""
    tag = _TAG.match(_claim(page))
    return tag[2].upper() if tag and tag[2] else None


def find_language(claim: str | None, page: Page, body: Sequence[Block]) -> str | None:
    """Return the language that a page's body is written in, or the claim where the body does not tell."""
    tokens: list[str] = []
    for block in body:
        if block.role is not Role.CODE:
            tokens += page.block_words[block.index][: _MAX_TOKENS - len(tokens)]
        if len(tokens) >= _MAX_TOKENS:
            break
    if claim and len(tokens) >= _MIN_WORDS and claim not in _OTHER_SCRIPTS and _is_in_other_script(tokens):
        # it is not in the language that the page claims, whatever it is
        return _detect(body)[0] or claim
    if len(tokens) < (_MIN_CONTRADICTING if claim else _MIN_WORDS) or _is_borne_out(claim, tokens):
        return claim
    # most pages that claim none are in one of these
    for own_language, own in _ITS_OWN_WORDS.items() if not claim and len(tokens) >= _MIN_UNCLAIMED else ():
        if _has_share(own, _MIN_OWN, tokens):
            return own_language
    language, confidence = _detect(body)
    if language is None or claim is None:
        return language or claim
    alike = any({language, claim} <= group for group in _ALIKE)
    return claim if claim in _UNKNOWN_TO_DETECTOR or alike or confidence < _MIN_CONFIDENCE else language


def _detect(blocks: Sequence[Block]) -> tuple[str | None, float]:
    """Return the language that a text is in, None if that is unclear, and how sure that is."""
    from turbohtml.detect import detect_language

    text = " ".join(block.text for block in blocks if block.role is not Role.CODE)[:_MAX_TEXT]
    found = detect_language(text)
    language = _TWO_LETTERS.get(found.language or "")
    if language in _LETTERS and not _is_spelt_in(language, letters := _letters_beyond_ascii(text)):
        language = _language_of_letters(letters)
    return language, found.confidence


def _is_borne_out(claim: str | None, tokens: list[str]) -> bool:
    """Return whether the commonest words of the claimed language make up enough of a text."""
    common = _COMMON_WORDS.get(claim or "")
    if common is None:
        return False
    return _has_share(common, _MIN_COMMON_ENGLISH if claim == "en" else _MIN_COMMON, tokens)


def _is_in_other_script(tokens: list[str]) -> bool:
    """Return whether most letters of a text are of no Latin script."""
    letters = "".join(tokens)
    if letters.isascii():
        return False
    return 2 * sum(not _is_latin(letter) for letter in letters) > len(letters)


def _is_latin(char: str) -> bool:
    return char <= _LAST_LATIN or _LATIN_AGAIN[0] <= char <= _LATIN_AGAIN[1]


def _letters_beyond_ascii(text: str) -> list[str]:
    """Return the Latin letters of a text that are not among A to Z."""
    return [char for char in text.lower() if char > "\x7f" and char.isalpha() and _is_latin(char)]


def _is_spelt_in(language: str, letters: list[str]) -> bool:
    """Return whether a language has all but a few of the letters of a text that are beyond A to Z."""
    foreign = sum(letter not in _LETTERS[language] for letter in letters)
    return foreign < _MIN_FOREIGN or foreign < _MIN_FOREIGN_SHARE * len(letters)


def _language_of_letters(letters: list[str]) -> str | None:
    """Return the only language that has all of these letters, None if there are several or there is none."""
    found = [language for language, own in _LETTERS.items() if own.issuperset(letters)]
    return found[0] if len(found) == 1 else None


def _has_share(common: frozenset[str], least: float, tokens: list[str]) -> bool:
    return sum(map(common.__contains__, tokens)) >= least * len(tokens)


def _claim(page: Page) -> str:
    return (page.head.language or page.head.meta(*_CLAIMS)).strip()
