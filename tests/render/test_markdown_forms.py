"""Notes, captions, callouts and folded text in Markdown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.render.markdown import to_markdown
from boilerstrip.render.markdown_forms import inline_html, tidy
from tests.conftest import lines_run


@given(st.lists(st.sampled_from(["line", "", "  ", "> quoted", "", "```"]), max_size=12))
def test_tidying_loses_no_line_and_is_done_once(lines: list[str]) -> None:
    tidied = tidy("\n".join(lines))
    assert [line for line in tidied.splitlines() if line.strip()] == [line for line in lines if line.strip()]
    assert tidy(tidied) == tidied


def test_html_in_a_line_has_no_empty_lines() -> None:
    assert "\n\n" not in inline_html("<pre>one\n\n\ntwo</pre>")


def test_callouts_are_written_as_github_does() -> None:
    box = '<div class="admonition tip"><p class="admonition-title">Tip</p><p>Go early.</p></div>'
    assert to_markdown(box) == "> [!TIP]\n> Go early."
    named = box.replace(">Tip<", ">Before you go<")
    assert to_markdown(named).startswith("> [!TIP]\n> **Before you go**")


def test_folded_text_keeps_its_summary() -> None:
    markdown = to_markdown("<details><summary>More</summary><p>Text <b>inside</b>.</p></details>")
    assert "<details>" in markdown
    assert "<summary>More</summary>" in markdown
    assert "Text **inside**." in markdown


def test_formulas_are_tex_between_dollars() -> None:
    math = '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^2</annotation></semantics></math>'
    assert to_markdown(f"<p>So {math} it is.</p>") == "So $x^2$ it is."


def test_the_number_of_an_equation_is_part_of_it() -> None:
    math = (
        '<math display="block"><semantics><mi>x</mi><annotation encoding="application/x-tex">x=y</annotation>'
        "</semantics></math>"
    )
    assert to_markdown(f"<p>{math} (1)</p>") == r"$$x=y \tag{1}$$"
    assert to_markdown(f"<p>{math}(2.3a)</p>") == r"$$x=y \tag{2.3a}$$"
    assert to_markdown(f"<p>{math} (as below)</p>") == "$$x=y$$ (as below)"
    assert to_markdown(f"<p>So {math} (1)</p>") == "So $$x=y$$ (1)"


def test_a_caption_in_italics_is_so_once() -> None:
    figure = '<figure><img src="/a.jpg" alt=""><figcaption>{}</figcaption></figure>'
    assert to_markdown(figure.format("<em>A lid</em>")).endswith("\n\n_A lid_")
    assert to_markdown(figure.format("<em>A</em> lid")).endswith("\n\n_*A* lid_")


def test_many_images_of_one_figure_take_linear_time() -> None:
    part = "<img src=/i.jpg><figcaption>Quay</figcaption>"
    lines_run(to_markdown, f"<figure>{part}")  # what is made once counts for no body
    thousand = lines_run(to_markdown, f"<figure>{part * 1000}")
    assert thousand < 11 * lines_run(to_markdown, f"<figure>{part * 100}")


@given(st.integers(1, 5), st.lists(st.sampled_from(["oars", "rope", "a bell"]), min_size=1, max_size=3))
def test_a_list_that_holds_a_list_alone_has_no_empty_bullets(depth: int, items: list[str]) -> None:
    inner = "".join(f"<li>{item}</li>" for item in items)
    markdown = to_markdown(f"{'<ul><li>' * depth}<ul>{inner}</ul>{'</li></ul>' * depth}")
    assert markdown == "\n".join(f"- {item}" for item in items)


def test_a_list_with_more_in_it_stays() -> None:
    assert to_markdown("<ul><li>gear<ul><li>oars</li></ul></li></ul>") == "- gear\n  - oars"
    assert to_markdown("<ul><li><ul><li>oars</li></ul></li><li>rope</li></ul>").endswith("\n- rope")
