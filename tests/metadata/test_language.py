"""The language of a page."""

from __future__ import annotations

import pytest

import boilerstrip
from boilerstrip.metadata import read_metadata
from boilerstrip.metadata.language import find_language
from boilerstrip.page import Page
from tests.metadata.pages import about


def test_language() -> None:
    assert about("").language is None
    german = (
        "Die Fähre zu den äußeren Inseln fährt den ganzen Winter über, beschloss der Hafenrat am Montag. " * 3
    )
    assert boilerstrip.extract(f"<p>{german}</p>").language == "de"
    assert boilerstrip.extract(f"<html lang=de-AT><p>{german}").language == "de"
    assert boilerstrip.extract(f"<meta property=og:locale content=de_DE><p>{german}").language == "de"


def test_the_language_is_that_of_the_body() -> None:
    german = (
        "Die Fähre zu den äußeren Inseln fährt den ganzen Winter über, beschloss der Hafenrat am Montag. " * 3
    )
    assert boilerstrip.extract(f"<html lang=en><p>{german}").language == "de"
    assert boilerstrip.extract("<html lang=en><p>Die Fähre fährt wieder.").language == "en"


def test_a_language_that_no_detector_knows_is_the_one_that_is_claimed() -> None:
    basque = (
        "Bederatzi egunez geldirik egon ondoren, itsasontziak astelehenean itzuli ziren portura, eta arrantzaleek "
        "esan zuten ez zutela berriro horrelakorik ikusi nahi. Datorren astean bilera izango dute udaletxean, eta "
        "herritar guztiak gonbidatuta daude. Argiak abenduan jarriko dituzte, langileak urtarrilean hasiko dira."
    )
    assert boilerstrip.extract(f"<html lang=eu><p>{basque}").language == "eu"


@pytest.mark.parametrize(
    ("claim", "language"),
    [
        ("de-AT", "de"), ("pt_BR", "pt"), ("zh-Hant-TW", "zh"), ("iw", "he"), ("in", "id"), ("eng", "en"),
        ("ger", "de"), ("fil-PH", "fil"), ("xyz", None), ("", None), ("nb-NO", "nb"),
    ],
)  # fmt: skip
def test_the_code_of_the_language_that_a_page_claims(claim: str, language: str | None) -> None:
    assert read_metadata(Page(f"<html lang='{claim}'><body><p>Text</p>")).language == language


SENTENCES = {
    "de": "Die Fähre nach Holm fährt auch im Winter, und der Kai ist nicht mehr für die Boote mit dem Netz gesperrt.",
    "en": "The ferry to Holm sails in winter, and the pier is no longer closed for boats that have nets with them.",
    "es": "El barco de Holm sale en invierno, y el muelle no está cerrado para los que van con las redes del año.",
    "fr": "Le bateau pour Holm part en hiver, et le quai est ouvert pour les barques qui sont dans la baie avec des filets.",
    "it": "Il traghetto per Holm parte in inverno, e il molo non è chiuso per le barche della baia con gli attrezzi.",
    "nl": "De boot naar Holm vaart in de winter, en het is niet zo dat de pier voor een schip met netten dicht is.",
    "pl": "Prom do Holm nie płynie w zimie, a na przystani jest to, co się nie mieści na łodziach i w sieciach.",
    "pt": "O barco para Holm sai no inverno, e o cais não está fechado para os que vão com as redes do ano, mas sim.",
}


@pytest.mark.parametrize("claim", SENTENCES)
@pytest.mark.parametrize("language", SENTENCES)
def test_a_claim_counts_where_the_text_bears_it_out_and_nowhere_else(claim: str, language: str) -> None:
    romance = {"es", "pt"}
    page = Page(f"<p>{SENTENCES[language] * 3}</p>")
    found = find_language(claim, page, page.blocks)
    # neighbours are often taken for one another, and then the claim is believed
    assert found == (claim if {claim, language} <= romance else language)


def test_a_language_with_words_of_english_is_not_taken_for_it() -> None:
    afrikaans = (
        "My ouma was 'n onderwyser by die plaasskool naby Calvinia. As kind was ek elke vakansie by haar, en "
        "saans het sy vir ons stories vertel. Die kombuis was altyd warm en die koffie sterk."
    )
    for times in (1, 10):
        page = Page(f"<p>{afrikaans * times}")
        assert find_language(None, page, page.blocks) in ("af", "nl")


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_long_text_with_words_that_one_language_alone_has_is_in_it(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    def asked(_: str) -> None:
        raise AssertionError

    monkeypatch.setattr("turbohtml.detect.detect_language", asked)
    page = Page(f"<p>{SENTENCES[language] * 6}</p>")
    assert find_language(None, page, page.blocks) == language


@pytest.mark.parametrize("language", SENTENCES)
def test_a_claim_that_is_borne_out_takes_no_detector(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr("turbohtml.detect.detect_language", None)
    page = Page(f"<p>{SENTENCES[language] * 3}</p>")
    assert find_language(language, page, page.blocks) == language


_CZECH = (
    "Okres letos v létě otevřel třetí koupaliště na řece, s dřevěným molem a lanem pro ty, kdo se unaví. "
)


@pytest.mark.parametrize("claim", ["cs", "en", None])
def test_letters_tell_what_a_text_is_not_in(claim: str | None) -> None:
    page = Page(f"<p>{_CZECH * 3}</p>")
    assert find_language(claim, page, page.blocks) == "cs"


@pytest.mark.parametrize("claim", ["en", "de", "es"])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ta", "மாவட்டம் இந்த கோடையில் ஆற்றில் தனது மூன்றாவது குளிக்கும் இடத்தைத் திறந்தது. அது மரத்தால் ஆனது."),
        ("el", "Η περιφέρεια άνοιξε φέτος το καλοκαίρι την τρίτη παραλία στο ποτάμι."),
    ],
)
def test_few_words_of_another_script_are_enough(claim: str, language: str, text: str) -> None:
    page = Page(f"<p>{text}</p>")
    assert find_language(claim, page, page.blocks) == language
    # names in a text do not make it one
    page = Page(f"<p>{SENTENCES['en'] * 3} ({text})</p>")
    assert find_language("en", page, page.blocks) == "en"
