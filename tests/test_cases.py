"""The cases in `cases/`: small pages, each with what must and must not come out of it."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

import boilerstrip
from benchmarks.compare import cases

# The cases that are known to fail, with the kind of fault. Whoever mends one takes it off.
FAILING: dict[str, str] = {}
CASES = cases.read()


def test_the_list_names_cases() -> None:
    assert FAILING.keys() <= {case.name for case in CASES}
    assert {case.name for case in CASES} == {path.stem for path in cases.CASES.glob("*.html")}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.name,
            marks=pytest.mark.xfail(strict=True, reason=FAILING[case.name]) if case.name in FAILING else (),
        )
        for case in CASES
    ],
)
def test_case(case: cases.Case) -> None:
    extraction = boilerstrip.extract(case.html, url=case.url)
    if found := cases.faults(case, extraction):
        forms = [form for form in ("markdown", "html") if all(fault.startswith(form) for fault in found)]
        body = getattr(extraction, forms[0] if forms else "text")
        parts = [f"{case.name}.html falls short:", indent("\n".join(found), "  - ")]
        parts += ["What came out:", indent(body, "  | ", lambda _: True)]
        pytest.fail("\n".join(parts), pytrace=False)


def test_faults_are_told_in_every_field(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_bytes(b"<p>x")
    (tmp_path / "one.json").write_text(
        '{"text_has": ["a  b", "c"], "text_lacks": ["a"], "text_exact": ["a b"], "html_has": ["<p>"],'
        ' "markdown_lacks": ["#"], "meta": {"author": "A", "title": "T"}, "meta_none": ["date", "image"]}'
    )

    class Found:
        text, markdown, html = "a\nb", "# a b", "<div>a b</div>"
        author, title, date, image = None, "T", "2024-01-01", None

    (case,) = cases.read(tmp_path)
    assert cases.faults(case, Found) == [
        "text lacks 'c'",
        "text keeps 'a'",
        "markdown keeps '#'",
        "html lacks '<p>'",
        "text lacks, to the letter, 'a b'",
        "author is None, not 'A'",
        "date is '2024-01-01', not empty",
    ]
    assert cases.text_faults(case, "c d a b") == ["text keeps 'a'"]
    (tmp_path / "one.json").write_text('{"text_hass": []}')
    with pytest.raises(LookupError, match="text_hass"):
        cases.read(tmp_path)
