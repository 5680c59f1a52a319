"""jusText (Pomikálek 2011): length, stop words and links of paragraphs, smoothed by context."""

from __future__ import annotations

from functools import cache

from boilerstrip.page import Page


def propose(page: Page) -> str:
    """Return the paragraphs that jusText classifies as good, by the stop list of the page's language."""
    import justext

    if not page.blocks:
        return ""
    stop_words = _stop_words(page.head.language[:2].lower())
    # without a stop list its language-independent thresholds apply
    found = (
        justext.justext(page.bounded_html, stop_words)
        if stop_words
        else justext.justext(page.bounded_html, frozenset(), stopwords_low=0, stopwords_high=0)
    )
    return "\n\n".join(paragraph.text for paragraph in found if not paragraph.is_boilerplate)


_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French", "gl": "Galician",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian",
    "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
}  # fmt: skip


@cache
def _stop_words(language: str) -> frozenset[str]:
    import justext

    name = _NAMES.get(language or "en", "")
    return frozenset(justext.get_stoplist(name)) if name in justext.get_stoplists() else frozenset()
