"""Notes and what refers to them, in the markups that pages have."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.page import Page, Role
from boilerstrip.render.html import to_html
from boilerstrip.render.markdown import to_markdown
from boilerstrip.render.text import to_text
from boilerstrip.scoring.footnotes import decide_footnotes
from tests.conftest import lines_run

# For each generator a mark of note n in the text, a note with its text, and the box around all notes.
Markup = tuple[Callable[[int], str], Callable[[int, str], str], str]
MARKUPS: dict[str, Markup] = {
    "pandoc": (
        lambda n: (
            f'<a href="#fn{n}" class="footnote-ref" id="fnref{n}" role="doc-noteref"><sup>{n}</sup></a>'
        ),
        lambda n, said: f'<li id="fn{n}"><p>{said}<a href="#fnref{n}" role="doc-backlink">↩︎</a></p></li>',
        '<section class="footnotes" role="doc-endnotes"><hr><ol>{}</ol></section>',
    ),
    "github": (
        lambda n: f'<sup><a href="#user-content-fn-{n}" id="user-content-fnref-{n}">{n}</a></sup>',
        lambda n, said: (
            f'<li id="user-content-fn-{n}"><p>{said} <a href="#user-content-fnref-{n}" '
            'class="data-footnote-backref">↩</a></p></li>'
        ),
        '<section data-footnotes class="footnotes"><ol>{}</ol></section>',
    ),
    "substack": (
        lambda n: f'<a class="footnote-anchor" id="footnote-anchor-{n}" href="#footnote-{n}">{n}</a>',
        lambda n, said: (
            f'<div class="footnote"><a id="footnote-{n}" href="#footnote-anchor-{n}" class="footnote-number">{n}</a>'
            f'<div class="footnote-content"><p>{said}</p></div></div>'
        ),
        "<div>{}</div>",
    ),
    "mediawiki": (
        lambda n: f'<sup id="cite_ref-{n}" class="reference"><a href="#cite_note-{n}">[{n}]</a></sup>',
        lambda n, said: (
            f'<li id="cite_note-{n}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{n}">^</a></b></span> '
            f'<span class="reference-text">{said}</span></li>'
        ),
        '<div class="reflist"><ol class="references">{}</ol></div>',
    ),
    "word": (
        lambda n: f'<a href="#_ftn{n}" name="_ftnref{n}"><span class="MsoFootnoteReference">[{n}]</span></a>',
        lambda n, said: (
            f'<div id="ftn{n}"><p class="MsoFootnoteText"><a href="#_ftnref{n}" name="_ftn{n}">'
            f"<span>[{n}]</span></a> {said}</p></div>"
        ),
        "<div><hr>{}</div>",
    ),
    "docutils": (
        lambda n: (
            f'<a class="footnote-reference brackets" href="#id{n}" id="ref{n}" role="doc-noteref">[{n}]</a>'
        ),
        lambda n, said: (
            f'<aside class="footnote brackets" id="id{n}" role="doc-footnote"><span class="label">[<a href="#ref{n}">'
            f"{n}</a>]</span><p>{said}</p></aside>"
        ),
        '<aside class="footnote-list brackets">{}</aside>',
    ),
    "docutils of old": (
        lambda n: f'<a class="footnote-reference" href="#id{n}" id="ref{n}">[{n}]</a>',
        lambda n, said: (
            f'<table class="docutils footnote" id="id{n}"><tr><td class="label"><a href="#ref{n}">[{n}]</a></td>'
            f"<td>{said}</td></tr></table>"
        ),
        "<div>{}</div>",
    ),
    "brackets by hand": (
        lambda n: f'<a name="r{n}"></a><a href="#n{n}">[{n}]</a>',
        lambda n, said: f'<p><a name="n{n}"></a>[<a href="#r{n}">{n}</a>] {said}</p>',
        "<div><h3>Notes</h3>{}</div>",
    ),
    "side notes": (
        lambda n: (
            f'<label for="sn-{n}" class="sidenote-number"></label><span class="sidenote">Note {n} says so.</span>'
        ),
        lambda n, said: "",
        "{}",
    ),
    "by hand": (
        lambda n: f'<sup><a href="#n{n}">{n}</a></sup>',
        lambda n, said: f'<p><a name="n{n}"></a><sup>{n}</sup> {said}</p>',
        "<div><h3>Notes</h3>{}</div>",
    ),
}


def drawn(name: str, count: int) -> str:
    mark, note, box = MARKUPS[name]
    text = "".join(f"<p>Sentence {n} is a word{mark(n)} longer.</p>" for n in range(1, count + 1))
    return text + box.format("".join(note(n, f"Note {n} says so.") for n in range(1, count + 1)))


@given(st.sampled_from(sorted(MARKUPS)), st.integers(1, 5))
def test_notes_and_marks_find_each_other(name: str, count: int) -> None:
    page = Page(drawn(name, count))
    text, html = to_text(page, page.blocks), to_html(page, page.blocks)
    markdown = to_markdown(html)
    for n in range(1, count + 1):
        assert f"Sentence {n} is a word[{n}] longer." in text
        assert f"[{n}] Note {n} says so." in text.split("\n")
        assert f"Sentence {n} is a word[^{n}] longer." in markdown
        assert f"[^{n}]: Note {n} says so." in markdown.split("\n")
        assert f'a word<sup><a href="#fn-{n}" id="fnref-{n}">{n}</a></sup> longer' in html
        assert f'<li id="fn-{n}"><p>Note {n} says so.</p></li>' in html
    again = Page(html)
    assert to_html(again, again.blocks) == html


@pytest.mark.parametrize(
    "markup",
    [
        "<p>See <a href='#s'>chapter one</a> and <a href='#s'>2</a>.</p><h2 id=s>Chapter one</h2><p>It begins.</p>",
        "<ol><li><a href='#a'>1</a> First<li><a href='#b'>2</a> Second</ol><section id=a><h2>First</h2></section>",
        "<p>Go to page <a href='?page=2#list'>2</a></p><ul id=list><li>x</ul>",
    ],
)
def test_other_links_within_the_page_are_no_marks(markup: str) -> None:
    page = Page(markup)
    assert not page.footnotes
    assert all("noteref" not in run.marks for block in page.blocks for run in block.runs)


def test_numbers_of_figures_and_sections_are_links() -> None:
    page = Page(
        "<p>See Figure <a class='ltx_ref' href='#S1.F1'><span class=ltx_ref_tag>1</span></a> and Section "
        "<a class='reference' href='#S2'>2</a>.</p><figure id=S1.F1><img src=/i.png></figure>"
        "<section id=S2><h2>Two</h2><p>text</p></section>"
    )
    assert to_text(page, page.blocks).startswith("See Figure 1 and Section 2.")
    assert "<sup>" not in to_html(page, page.blocks)


def test_each_note_in_a_box_of_notes_is_one() -> None:
    calls = "".join(f'<a class=footnotecall id=b{n} href="#f{n}">{n}</a> so ' for n in (1, 2))
    notes = "".join(
        f'<p class=notesbaspage><a class=FootnoteSymbol href="#b{n}" id=f{n}>{n}</a> note {n}</p>'
        for n in (1, 2)
    )
    page = Page(f"<p>said{calls}</p><div id=notes><h2>Notes</h2>{notes}</div>")
    markdown = to_markdown(to_html(page, page.blocks))
    assert markdown == "said[^1] so [^2] so\n\n## Notes\n\n[^1]: note 1\n[^2]: note 2"


def test_notes_in_a_line_and_beside_figures() -> None:
    shown = (
        '<sup data-mfn=1><a role=button>1</a></sup><span class="modern-footnotes-footnote__note" role=tooltip>'
        "the note</span>"
    )
    page = Page(f"<p>said{shown} so</p>")
    assert to_markdown(to_html(page, page.blocks)) == "said[^1] so\n\n[^1]: the note"
    beside = '<label class=margin-toggle>⊕</label><input type=checkbox><span class="marginnote">A lid</span>'
    page = Page(f"<p>a</p><figure>{beside}<img src=https://example.org/i.png></figure><p>b</p>")
    assert "<figcaption>A lid</figcaption>" in to_html(page, page.blocks)


def test_a_heading_of_notes_for_screen_readers_alone_goes() -> None:
    said = "The oldest well stands behind the church, and its records are kept in the tower by the sexton."
    notes = (
        '<section data-footnotes class="footnotes"><h2 id="footnote-label" class="sr-only">Footnotes</h2><ol>'
        '<li id="fn-1">so it is <a href="#fnref-1" class="data-footnote-backref">↩</a></li></ol></section>'
    )
    mark = '<sup><a href="#fn-1" id="fnref-1" data-footnote-ref>1</a></sup>'
    page = f"<article><h1>Wells</h1><p>{said}</p><p>{said}{mark}</p><p>{said}</p>{notes}</article>"
    found = boilerstrip.extract(page, effort="fast")
    assert "so it is" in found.markdown
    assert "Footnotes" not in found.markdown
    assert "## Footnotes" in boilerstrip.extract(page.replace("sr-only", "mt-2"), effort="fast").markdown


def test_a_mark_without_its_note_is_not_part_of_a_word() -> None:
    page = Page("<p>The flow has halved.<sup><a href='#fn1'>1</a></sup> Nobody knows.</p>")
    assert to_text(page, page.blocks) == "The flow has halved.[1] Nobody knows."
    assert "halved.<sup>[1]</sup> Nobody" in to_html(page, page.blocks)


def article(notes: str, mark: str = "") -> str:
    prose = "".join(
        f"<p>The ferry number {n} left at noon with forty people on board, and{mark if n == 3 else ''} came back in"
        " the evening without any of them, which nobody on the quay could explain to the harbour master.</p>"
        for n in range(6)
    )
    menu = "<nav><a href=/>Home</a><a href=/a>About</a></nav>"
    return f"<body>{menu}<article><h1>The ferry</h1>{prose}</article>{notes}</body>"


def test_notes_of_what_is_kept_are_kept() -> None:
    mark, note, box = MARKUPS["pandoc"]
    page = article(f"<div class=links>{box.format(note(1, 'Ask the crew.'))}</div>", mark(1))
    extraction = boilerstrip.extract(page)
    assert extraction.text.endswith("[1] Ask the crew.")
    (kept,) = [block for block in extraction.kept if "Ask" in block.text]
    assert kept.role is Role.FOOTNOTE
    assert kept.reason == "footnote of the body"
    assert boilerstrip.extract(extraction.html).html == extraction.html
    without = boilerstrip.Extractor(include_footnotes=False).extract(page).text
    assert "Ask the crew" not in without
    assert "and came back" in without


def test_notes_that_no_link_leads_to() -> None:
    page = article("", "[1]").replace("</article>", "<h2>Notes</h2><p>[1] Ask the crew of it.</p></article>")
    extraction = boilerstrip.extract(page)
    assert "and[^1] came" in extraction.markdown
    assert extraction.markdown.endswith("[^1]: Ask the crew of it.")
    assert extraction.text.endswith("Notes\n\n[1] Ask the crew of it.")


def test_many_marks_take_linear_time() -> None:
    def page(count: int) -> str:
        return drawn("by hand", count) + "".join(f"<a href=#n{n}>{n}</a>" for n in range(count))

    lines_run(Page, page(20))  # what is cached once counts for no page
    assert lines_run(Page, page(1000)) < 11 * lines_run(Page, page(100))


@pytest.mark.parametrize(
    "mark",
    [
        '<a class="reference internal" href="#weir.c"><code>c</code></a>',
        '<a class="reference internal" href="#weir.c">c</a>',
        '<a class="glossary-ref" href="#weir.c">c</a>',
    ],
)
def test_letters_that_are_names_are_no_marks(mark: str) -> None:
    page = Page(f'<p>Read {mark} again.</p><dl><dt id="weir.c">c</dt><dd>A column.</dd></dl>')
    assert page.footnotes == []
    assert '<dt id="weir.c">c</dt><dd>A column.</dd>' in to_html(page, page.blocks)


def test_each_list_of_notes_keeps_its_heading() -> None:
    page = Page(
        '<p>a<sup><a href="#n1">a</a></sup> b<sup><a href="#n2">1</a></sup></p>'
        '<h2>Notes</h2><ol class="references"><li id="n1">x</li></ol>'
        '<h2>Sources</h2><ol class="references"><li id="n2">y</li></ol>'
    )
    html = to_html(page, page.blocks)
    assert [part.partition("<")[0] for part in html.split("<h2>")[1:]] == ["Notes", "Sources"]
    assert to_markdown(html) == "a[^a] b[^1]\n\n## Notes\n\n[^a]: x\n\n## Sources\n\n[^1]: y"


def test_what_is_decided_about_notes_leaves_the_page_as_it_is() -> None:
    text = "The lamps along the quay were lit by hand until that winter [1], as old people there say. " * 3
    page = Page(f"<article><p>{text}</p><p>{text}</p><h2>Notes</h2><p>[1] A letter.</p></article>")
    before = [(block.text, list(block.runs)) for block in page.blocks]
    decision = decide_footnotes(page, [True] * len(page.blocks), {}, include=True)
    assert [note.label for note in decision.links.footnotes] == ["1"]
    assert decision.blocks == {3}
    assert [(block.text, list(block.runs)) for block in page.blocks] == before
    assert page.footnotes == []
    html = to_html(page, page.blocks, notes=decision.links)
    assert '<li id="fn-1"><p>A letter.</p></li>' in html


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ('<sup>[<a href="#r1">1</a>,<a href="#r2">2</a>]</sup>', "[^1][^2]"),
        ('<sup><a href="#r1">1</a>, <a href="#r2">2</a></sup>', "[^1][^2]"),
        ('<sup><a href="#r1">1</a>–<a href="#r2">2</a></sup>', "[^1]–[^2]"),
        ('<sup>(<a href="#r1">1</a>; <span><a href="#r2">2</a></span>)</sup>', "[^1][^2]"),
    ],
)
def test_marks_that_are_raised_together(marks: str, shown: str) -> None:
    notes = (
        '<ul><li id="r1"><span class="label">1.</span>First book.</li><li id="r2">2. Second book.</li></ul>'
    )
    page = Page(f"<p>Said so.{marks} More.</p><h2>References</h2>{notes}")
    markdown = to_markdown(to_html(page, page.blocks))
    assert f"Said so.{shown} More." in markdown
    assert markdown.endswith("[^1]: First book.\n[^2]: Second book.")


def test_raised_text_with_one_number_among_others_is_no_group() -> None:
    page = Page('<p>At 10<sup>3, see <a href="#r1">1</a> there</sup>.</p><p id="r1">First.</p>')
    assert "<sup>3, see </sup>" in to_html(page, page.blocks)


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ('<sup><a href="#c1" id="b1">注1</a></sup>', '<p id="c1">注1　Said. <a href="#b1">↩</a></p>'),
        ('<sup><a href="#c1" id="b1">［註1］</a></sup>', '<p id="c1">［註1］Said.</p>'),
        ('<sup><a href="#c1" id="b1">※1</a></sup>', '<p id="c1">※1 Said.</p>'),
        ('<a href="#c1" name="b1">(1)</a>', '<p><a name="c1" href="#b1">(1)</a> Said.</p>'),
    ],
)
def test_notes_of_other_languages_and_in_round_brackets(mark: str, note: str) -> None:
    page = Page(f"<p>Well{mark}.</p>{note}")
    assert to_markdown(to_html(page, page.blocks)) == "Well[^1].\n\n[^1]: Said."
    assert to_text(page, page.blocks) == "Well[1].\n\n[1] Said."


def test_a_number_in_round_brackets_that_nothing_leads_back_to_is_a_link() -> None:
    page = Page('<p>Well <a href="#c1">(1)</a>.</p><p><a name="c1">(1)</a> Said.</p>')
    assert "[(1)](#c1)" in to_markdown(to_html(page, page.blocks))


PLAIN = (
    "<p>The first point has a source in the archive of the harbour office.<sup>1</sup> Another one follows "
    "it, for which nobody has found any other source than the paper of that day.<sup>2</sup></p>"
    "<p>Nothing in the report suggests that anyone acted in bad faith, and it covers 12 m<sup>2</sup>.</p>"
)


@pytest.mark.parametrize(
    "notes",
    [
        "<h3>Notes</h3><ol><li>Box 12 of the archive.</li><li>The paper of 2 March.</li></ol>",
        "<p><b>Notes</b></p><p>1. Box 12 of the archive.</p><p>2. The paper of 2 March.</p>",
        "<p><sup>1</sup> Box 12 of the archive.</p><p><sup>2</sup> The paper of 2 March.</p>",
        "<h3>Anmerkungen</h3><p>1) Box 12 of the archive.</p><p>2) The paper of 2 March.</p>",
    ],
)
def test_raised_numbers_of_notes_that_no_link_leads_to(notes: str) -> None:
    found = boilerstrip.extract(f"<title>Ice</title><article><h1>Ice</h1>{PLAIN}{notes}</article>")
    assert "office.[^1] Another" in found.markdown
    assert "12 m<sup>2</sup>" in found.markdown
    assert found.markdown.endswith("[^1]: Box 12 of the archive.\n[^2]: The paper of 2 March.")


def test_raised_numbers_are_no_marks_where_a_note_has_none() -> None:
    notes = "<h3>Notes</h3><ol><li>Box 12 of the archive.</li><li>The paper.</li><li>A third one.</li></ol>"
    found = boilerstrip.extract(f"<title>Ice</title><article><h1>Ice</h1>{PLAIN}{notes}</article>")
    assert "office.<sup>1</sup> Another" in found.markdown
    assert "3. A third one." in found.markdown


def test_numbers_that_a_class_alone_tells_from_a_word() -> None:
    page = Page('<p>The quay<span class="footnote" title="Said.">1</span> is long.</p>')
    assert to_text(page, page.blocks) == "The quay[1] is long."
    page = Page('<p class="footnote"><span class="footnote">1</span> The quay is long.</p>')
    assert to_text(page, page.blocks).endswith("The quay is long.")
    page = Page('<p>The <span class="footnote">quay</span> is long.</p>')
    assert to_text(page, page.blocks) == "The quay is long."


def latex_note(role: str, label: str, said: str = "") -> str:
    mark = f'<sup class="ltx_note_mark">{label}</sup>'
    return (
        f'<span class="ltx_note ltx_role_{role}">{mark}<span class="ltx_note_outer"><span class="ltx_note_content">'
        f'{mark}<span class="ltx_tag ltx_tag_note">{label}</span>{said}</span></span></span>'
    )


@pytest.mark.parametrize("mark_first", [True, False])
def test_several_marks_of_one_label_lead_to_one_note(mark_first: bool) -> None:
    mark = latex_note("footnotemark", "3")
    note = latex_note("footnotetext" if mark_first else "footnote", "3", "Measured with a drill.")
    text = f"A word{mark} and{note} so on." if mark_first else f"A word{note} and{mark} so on."
    page = Page(f"<div><p>{text}</p><p>End.</p></div>")
    assert [note.label for note in page.footnotes] == ["3"]
    html = to_html(page, page.blocks)
    assert html.count("Measured with a drill.") == 1
    assert html.count('href="#fn-3"') == (1 if mark_first else 2)
    assert "33" not in html


def test_notes_that_have_terms_and_definitions_are_notes() -> None:
    page = Page(
        '<p>A word<a class="footnote-reference brackets" href="#id2" id="id1">[1]</a>.</p><aside class="footnote brackets" '
        'id="id2" role="doc-footnote"><dt class="label">[<a href="#id1">1</a>]</dt><dd>Not on Sundays.</dd></aside>'
    )
    html = to_html(page, page.blocks)
    assert '<li id="fn-1"><p>Not on Sundays.</p></li>' in html
    assert to_markdown(html).endswith("[^1]: Not on Sundays.")


def test_a_reference_is_all_of_its_item() -> None:
    page = Page(
        '<p>A word<sup><a href="#ref-CR1">1</a></sup>.</p><ol class="c-references"><li class="c-references__item">'
        '<p id="ref-CR1">Berg, Springs.</p><p><a href="https://doi.example/1">Article</a></p></li></ol>'
    )
    assert [(note.label, note.element.tag) for note in page.footnotes] == [("1", "li")]
