"""The cases in `cases/`: small pages, each with what must and must not come out of it."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

import boilerstrip
from benchmarks.compare import cases

# The cases that are known to fail, with the kind of fault. Whoever mends one takes it off.
FAILING = {
    # the wrong Blocks are chosen
    "32-substack": "choice of Blocks: tail of the article, footnotes",
    "65-footnotes-pandoc": "choice of Blocks: footnotes",
    "75-bold-lead-labels": "choice of Blocks: short line under a label",
    "76-q-hr-details": "choice of Blocks: tail of the article",
    "87-blogger": "choice of Blocks: tail of the article",
    "92-listicle-short": "choice of Blocks: buttons between entries",
    "long-class-promo-social-paragraph": "choice of Blocks: paragraph named like a box",
    "long-faq-h3-button": "choice of Blocks: folded answers left out",
    "long-footnotes-pandoc": "choice of Blocks: footnotes",
    "long-footnotes-substack": "choice of Blocks: footnotes",
    "long-table-with-list-cell": "choice of Blocks: torn table",
    "probe-wiki-new-skin-edit": "choice of Blocks: heading beside a link to edit",
    # Blocks hold what they should not, or lack it
    "04-code-gutter-table": "cutting: line numbers",
    "12-drop-cap": "cutting: drop cap doubled, drop cap as an image",
    "37-inline-noise": "cutting: hidden text inside a line",
    "42-wiki-edit-refs": "cutting: links to edit in headings",
    "69-hidden-variants": "cutting: hidden text inside a line",
    "84-emoji-images": "cutting: images of signs",
    "probe-citation-needed": "cutting: marks of editors",
    "probe-footnote-mark-joined-to-word": "cutting: footnote mark joined to a word",
    "probe-line-numbers-inline-span": "cutting: line numbers",
    "probe-span-display-none": "cutting: hidden text inside a line",
    "probe-span-hidden": "cutting: hidden text inside a line",
    "probe-span-sr-only": "cutting: text for screen readers inside a line",
    "probe-span-visually-hidden": "cutting: text for screen readers inside a line",
    "probe-sup-in-text": "cutting: raised digits",
    "probe-wiki-edit-span": "cutting: links to edit in headings",
    "19-math": "formulas: doubled",
    "72-math-variants": "formulas: doubled, not as TeX",
    "90-arxiv-latexml": "formulas: not as TeX, footnote in the sentence",
    "long-block-formula-mathml": "formulas: not as TeX",
    # the Blocks are right, the form of the body is not
    "13-ruby": "form: ruby",
    "61-table-caption-colspan": "form: cells that span columns",
    "67-captions": "form: captions",
    "73-code-languages": "form: languages of code",
    "86-amp": "form: images",
    "long-captions-figure": "form: captions",
    "probe-heading-anchor-id-kept": "form: anchors of headings",
    "probe-img-in-p-inline-stays-in-sentence": "form: images",
    "probe-lead-img-before-first-p": "form: images",
    "probe-li-value": "form: numbers of lists",
    "probe-ol-reversed": "form: numbers of lists",
}
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
