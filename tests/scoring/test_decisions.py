from __future__ import annotations

import boilerstrip
from boilerstrip.page import Role


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
