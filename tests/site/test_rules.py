"""What a site's owner says holds: over the scorer and every rule, with the reason, for the inner element."""

from __future__ import annotations

import pytest

import boilerstrip
from boilerstrip import Extractor, OptionError
from tests.site.pages import PAGE, SENTENCE, reasons


def test_what_is_kept_and_dropped_is_final_and_says_why() -> None:
    extraction = Extractor(effort="fast", keep=["footer"], drop=[".promo"]).extract(PAGE)
    found = reasons(extraction)
    assert found["© The Shore Paper"] == (True, "own rule: keep footer")
    assert found[SENTENCE.strip()] == (False, "own rule: drop .promo")
    assert found["Terms of the promotion apply."] == (False, "own rule: drop .promo")
    assert "The Shore Paper" in extraction.html
    assert SENTENCE.strip() in {block.text for block in extraction.discarded}


@pytest.mark.parametrize(
    "markup",
    [
        "<template class=kept><p>Kept words of it.</p></template>",
        "<textarea class=kept>Kept words of it.</textarea>",
        "<select class=kept><optgroup label=x><option>Kept words of it.</option></optgroup></select>",
    ],
)
def test_the_text_of_elements_that_are_never_shown_as_text_can_be_kept(markup: str) -> None:
    page = f"<body><p>{SENTENCE * 2}</p>{markup}<p>{SENTENCE * 2}</p></body>"
    assert "Kept words of it." not in boilerstrip.extract(page).text
    assert "Kept words of it." in boilerstrip.extract(page, keep=[".kept"]).text


def test_a_note_says_that_the_text_of_an_element_that_is_kept_is_never_read() -> None:
    page = f"<body><p>{SENTENCE * 2}</p><svg class=kept><text>Drawn.</text></svg></body>"
    extraction = boilerstrip.extract(page, keep=[".kept"])
    assert extraction.notes == ("a rule keeps svg elements, whose text is never read",)


def test_the_inner_element_decides_and_keep_where_both_select_one() -> None:
    found = reasons(Extractor(effort="fast", keep=[".inner"], drop=[".promo", ".inner"]).extract(PAGE))
    assert found["Terms of the promotion apply."] == (True, "own rule: keep .inner")
    assert not found[SENTENCE.strip()][0]
    found = reasons(Extractor(effort="fast", keep=[".promo"], drop=[".inner"]).extract(PAGE))
    assert found[SENTENCE.strip()][0]
    assert not found["Terms of the promotion apply."][0]


def test_what_is_dropped_of_a_line_leaves_the_rest_of_it() -> None:
    text = Extractor(effort="fast", drop=["span.tip"]).extract(PAGE).text
    assert "What a pilot is" not in text
    assert text.count(SENTENCE.strip()) >= 5


def test_phrases_of_the_owner_go() -> None:
    found = reasons(Extractor(effort="fast", drop_phrases=["OUR PICKS"]).extract(PAGE))
    assert found["Our picks today"] == (False, "own rule: drop the phrase 'our picks'")


def test_images_go_with_what_holds_them() -> None:
    page = PAGE.replace('<div class="promo">', '<div class="promo"><img src="/promo.jpg" alt="Promotion">')
    assert "promo.jpg" not in Extractor(effort="fast", drop=[".promo"]).extract(page).html


_FIGURE = '<figure><img src="sea.png" width="800" height="500" alt="The sea">%s</figure>'


@pytest.mark.parametrize(
    ("dropped", "rules"),
    [
        (_FIGURE % '<figcaption class="x">Offer of the week</figcaption>', {"drop": [".x"]}),
        (_FIGURE % "<figcaption>Offer of the week</figcaption>", {"drop_phrases": ["offer of the week"]}),
        ('<table><caption class="x">Offer</caption><tr><td>1<td>2<tr><td>3<td>4</table>', {"drop": [".x"]}),
        ('<video class="x" src="Offer.mp4" controls></video>', {"drop": [".x"]}),
        ('<div class="x"><audio src="Offer.mp3" controls></audio></div>', {"drop": [".x"]}),
        ('<amp-img class="x" src="Offer.png" width="800" height="500"></amp-img>', {"drop": [".x"]}),
        ('<math class="x"><mi>Offer</mi></math>', {"drop": [".x"]}),
        ('<ruby class="x">Offer<rt>reading</rt></ruby>', {"drop": [".x"]}),
    ],
)
def test_what_is_dropped_comes_in_no_form(dropped: str, rules: dict[str, list[str]]) -> None:
    page = f"<main><h1>Pilots return</h1><p>{SENTENCE * 3}</p>{dropped}<p>{SENTENCE * 3}</p></main>"
    assert "Offer" in Extractor(effort="fast").extract(page).html
    extraction = Extractor(effort="fast", **rules).extract(page)
    assert "Offer" not in extraction.text + extraction.html + extraction.markdown
    assert "Offer" not in "".join(image.src + image.caption for image in extraction.images)
    assert ("sea.png" in extraction.html) == ("sea.png" in dropped)


def test_a_body_cleaned_before_is_no_exception() -> None:
    cleaned = Extractor(effort="fast", include_title=True).extract(PAGE).html
    again = Extractor(effort="fast", drop=["h1"]).extract(cleaned)
    assert again.strategy == "cleaned"
    assert "Pilots return" not in again.text
    assert SENTENCE.strip() in again.text
    assert reasons(again)["Pilots return"] == (False, "own rule: drop h1")


def test_a_body_that_is_dropped_whole_says_so() -> None:
    cleaned = Extractor(effort="fast").extract(PAGE).html
    for page in (PAGE, cleaned):
        extraction = Extractor(effort="fast", drop=["body"]).extract(page)
        assert (extraction.text, extraction.notes) == ("", ("own rules drop the whole body",))


def test_a_rule_that_is_off_is_not_asked() -> None:
    story = "".join(f"<p>{SENTENCE * 3}</p>" for _ in range(4))
    page = f"<main><h1>Pilots return</h1>{story}<p>Also read: Storm silt closes two berths of the port</p></main>"
    with_rule = Extractor(effort="fast", keep=["main"]).extract(page)
    assert "Also read" in with_rule.text  # the owner's word counts more than the rule's

    class Sure:
        def probabilities(self, page: object, candidates: object) -> list[float]:
            return [0.95] * len(page.blocks)  # type: ignore[attr-defined]

        def confidence(self, page: object, expected: float) -> float:
            return expected

    assert "Also read" not in Extractor(effort="fast", scorer=Sure()).extract(page).text
    assert "Also read" in Extractor(effort="fast", scorer=Sure(), rules_off=["phrases"]).extract(page).text


def test_favor_moves_the_cut_and_not_the_confidence() -> None:
    class Doubtful:
        def probabilities(self, page: object, candidates: object) -> list[float]:
            return [0.95, 0.6, 0.45, 0.25, 0.25, 0.1]

        def confidence(self, page: object, expected: float) -> float:
            return expected

    page = "".join(f"<p>{SENTENCE} Number {n}.</p>" for n in range(6))
    kept = {
        favor: Extractor(effort="fast", scorer=Doubtful(), favor=favor).extract(page)
        for favor in ("precision", None, "recall")
    }
    counts = [sum(block.kept for block in one.blocks) for one in kept.values()]
    assert counts == sorted(counts)
    assert counts[0] < counts[2]
    assert len({one.confidence for one in kept.values()}) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"keep": "main"}, "keep must be a collection of texts"),
        ({"keep": ["main["]}, "invalid CSS selector 'main['"),
        ({"drop": ["div:has(p)"]}, "not supported"),
        ({"drop": [3]}, "and 3 is not one"),
        ({"drop_phrases": ["!!"]}, "has no words"),
        ({"rules_off": ["phrase"]}, "did you mean 'phrases'?"),
        ({"favor": "speed"}, "favor must be one of precision, recall"),
    ],
)
def test_rules_that_cannot_be_used_are_told_at_once(options: dict[str, object], message: str) -> None:
    with pytest.raises(OptionError, match=message.replace("?", r"\?").replace("[", r"\[")):
        Extractor(**options)  # type: ignore[arg-type]
