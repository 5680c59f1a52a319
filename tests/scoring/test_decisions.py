from __future__ import annotations

import boilerstrip
from boilerstrip.extractor import Extractor
from boilerstrip.page import Page, Role
from boilerstrip.scoring.decisions import decide, left_out_by_role
from boilerstrip.scoring.judge import Verdict


def test_a_heading_that_is_a_button_is_a_heading() -> None:
    sentence = (
        "The ferry goes out at noon with forty people on board, and it is back before the sun has set. "
    )
    questions = "".join(
        f"<h3><button>When does ferry {n} go?</button></h3><p>{sentence * 2}</p>" for n in range(1, 4)
    )
    extraction = boilerstrip.extract(
        f"<body><article><h1>The ferry</h1><p>{sentence * 4}</p>{questions}</article>"
    )
    assert [block.role for block in extraction.kept if "?" in block.text] == [Role.HEADING] * 3
    assert extraction.html.count("<h3>When does ferry") == 3


def test_a_likely_sentence_on_a_button_is_text() -> None:
    said = "The ferry goes out at noon, if it folds its bicycles."
    page = Page(f"<main><p>One.</p><button>{said}</button><button>Open</button></main>")
    options = Extractor().options
    assert set(left_out_by_role(page, options, [True] * 3, [0.9, 0.6, 0.9])) == {2}
    assert set(left_out_by_role(page, options, [True] * 3, [0.9, 0.4, 0.9])) == {1, 2}
    verdict = Verdict("fused", [True] * 3, 0.9, [0.9, 0.6, 0.9], ())
    decided = decide(page, verdict, {2: "control"}, {}, {})
    assert [block.role for block in decided.blocks if block.kept] == [Role.PARAGRAPH] * 2


def test_likely_parts_of_a_button_are_text() -> None:
    page = Page(
        "<main><button><b>200</b><div><p>The mark was set.</p></div></button><button>Open</button></main>"
    )
    options = Extractor().options
    assert [block.text for block in page.blocks] == ["200", "The mark was set.", "Open"]
    assert set(left_out_by_role(page, options, [True] * 3, [0.6, 0.8, 0.9])) == {2}
    assert set(left_out_by_role(page, options, [True] * 3, [0.4, 0.4, 0.9])) == {0, 1, 2}
    verdict = Verdict("fused", [True] * 3, 0.9, [0.6, 0.8, 0.9], ())
    decided = decide(page, verdict, {2: "control"}, {}, {})
    assert [block.role for block in decided.blocks if block.kept] == [Role.PARAGRAPH] * 2


def test_a_likely_date_or_name_below_the_first_text_is_text() -> None:
    text = "We who live by the river ask the county to answer."
    page = Page(f"<main><p>4 May 2024</p><p>{text}</p><p>Signed on 2 June 2024</p></main>")
    page = page.with_roles({0: Role.DATE, 2: Role.DATE})
    options = Extractor().options
    assert set(left_out_by_role(page, options, [True] * 3, [0.9] * 3)) == {0}
    assert set(left_out_by_role(page, options, [True] * 3, [0.9, 0.9, 0.5])) == {0, 2}
    assert set(left_out_by_role(page, options, [True, False, True], [0.9] * 3)) == {0, 2}


def test_likely_dates_of_several_parts_are_text_wherever_they_stand() -> None:
    lines = "".join(f"<p>3.{n} (4 May 202{n})</p><ul><li>faster</ul>" for n in range(3))
    page = Page(f"<main>{lines}</main>")
    page = page.with_roles(dict.fromkeys((0, 2, 4), Role.DATE))
    options = Extractor().options
    assert left_out_by_role(page, options, [True] * 6, [0.7] * 6) == {}
    assert set(left_out_by_role(page, options, [True] * 6, [0.7, 0.7, 0.7, 0.7, 0.5, 0.7])) == {0, 2, 4}
