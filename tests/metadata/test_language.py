"""The language of a page."""

from __future__ import annotations

import pytest

import boilerstrip
from boilerstrip.metadata import read_metadata
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
