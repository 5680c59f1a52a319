"""Which text beside an image or video is its caption."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.page import Page, Run
from boilerstrip.render.captions import without_ends
from boilerstrip.render.html import to_html
from boilerstrip.render.writer import Markup
from tests.conftest import STORY
from tests.render.bodies import SENTENCE, body, sources

IMAGE = '<img src="/a.jpg" alt="A">'
SHOWN = '<img src="https://example.org/a.jpg" alt="A">'


@pytest.mark.parametrize(
    "markup",
    [
        f'{IMAGE}<p class="caption">A lid</p>',
        f'<p>{IMAGE}</p><p class="image-caption">A lid</p>',
        f"<figure>{IMAGE}<p>A lid</p></figure>",
        f"<figure>{IMAGE}<div>A lid</div></figure>",
        f"<figure>{IMAGE}<small>A lid</small></figure>",
        f'<div class="img_wrapper">{IMAGE}<span class="img_descr">A lid</span></div>',
        f'<div class="image-box">{IMAGE}<br>A lid</div>',
        f'<p class="image">{IMAGE}<span>A lid</span></p>',
        f'<dl class="gallery-item"><dt>{IMAGE}</dt><dd class="gallery-caption">A lid</dd></dl>',
        f'<table><tr><td>{IMAGE}</td></tr><tr><td class="tr-caption">A lid</td></tr></table>',
        f"<p>{IMAGE}</p><p>Figure 3: A lid</p>",
    ],
)
def test_text_beside_an_image_is_its_caption_where_its_place_or_name_says_so(markup: str) -> None:
    found = body(markup).html.replace(' data-boilerstrip="caption"', "").replace("Figure 3: ", "")
    assert f"<figure>{SHOWN}<figcaption>A lid</figcaption></figure>" in found


@pytest.mark.parametrize(
    "markup",
    [
        f'<div class="image-text">{IMAGE}<p>{SENTENCE} {SENTENCE} {SENTENCE}</p></div>',
        f'<div class="image-text">{IMAGE}{SENTENCE} {SENTENCE} {SENTENCE}</div>',
        f'<div class="row">{IMAGE}<p>{SENTENCE}</p></div>',
        f'<p>{IMAGE} <span class="caption">{SENTENCE}</span></p>',
        f"<figure>{IMAGE}<p>{SENTENCE}</p>{f'<p>{SENTENCE}</p>' * 4}</figure>",
        f"<p>{IMAGE}</p><p>Figures like this are rare. {SENTENCE}</p>",
    ],
)
def test_other_text_beside_an_image_is_none(markup: str) -> None:
    found = body(markup).html
    assert SENTENCE in found
    assert "<figcaption" not in found


def test_each_image_of_a_gallery_has_its_own_caption() -> None:
    names = ("north", "south", "west")
    slides = [f'<div class="item"><img src="/{one}.jpg"><p>The {one} pier.</p></div>' for one in names]
    found = body(f'<div class="gallery">{"".join(slides)}</div>').html
    assert found.count("<figure>") == len(names)
    for one in names:
        image = found[found.index(f"/{one}.jpg") :]
        assert image[: image.index("</figure>")].endswith(f"The {one} pier.</figcaption>")


def test_the_caption_of_a_lead_image_comes_with_it() -> None:
    markup = f"<div class='img_wrapper'>{IMAGE}<span>The old lid.</span></div>"
    page = f"<title>Wells</title><article><h1>Wells</h1>{markup}<p>{SENTENCE} {SENTENCE}</p><p>{SENTENCE}</p></article>"
    found = boilerstrip.extract(page, url="https://example.org/a/b", effort="fast").html
    assert "The old lid.</figcaption></figure>" in found


def test_links_to_another_size_are_no_part_of_a_caption() -> None:
    link = '<a href="/big.jpg">Enlarge</a>'
    found = body(f"<figure>{IMAGE}<figcaption>{link} <span>/</span> A lid in spring.</figcaption></figure>")
    assert "A lid in spring.</figcaption>" in found.html
    assert "Enlarge" not in found.html


def test_an_image_stays_though_its_caption_has_a_list() -> None:
    found = body(f"<figure>{IMAGE}<figcaption>Lids:<ul><li>old</li><li>new</li></ul></figcaption></figure>")
    assert sources(found) == ["/a.jpg"]


def test_a_video_has_the_caption_below_it() -> None:
    found = body('<video src="/v.mp4" title="Digging"></video><p class="caption">On the second day</p>')
    assert ">Digging</a></p><figcaption" in found.html
    assert "On the second day</figcaption></figure>" in found.html


def test_a_caption_that_names_a_day_is_one() -> None:
    dated = "Le port, le 2 mars 2024. ANN BERG / AFP"
    assert f"{dated}</figcaption>" in body(f"<figure>{IMAGE}<figcaption>{dated}</figcaption></figure>").html


def test_a_caption_has_its_heading() -> None:
    found = body(f"<figure>{IMAGE}<figcaption><h3>Lids</h3><p>Those of oak.</p></figcaption></figure>")
    assert "<h3>Lids</h3><p>Those of oak.</p></figcaption>" in found.html


def test_without_images_no_caption_of_one_is_shown() -> None:
    figure = "<figure><img src=a.jpg width=600 height=400 alt=q><figcaption>The boat at its quay</figcaption></figure>"
    page = Page(f"<p>{STORY[0]}</p>{figure}<p>{STORY[1]}</p>")
    assert "<figcaption>" in to_html(page, page.blocks)
    assert "at its quay" not in to_html(page, page.blocks, Markup(images=False))
    # a table's is
    table = (
        f"<p>{STORY[0]}</p><table><caption>Boats at the quay</caption><tr><td>1<td>2<tr><td>3<td>4</table>"
    )
    page = Page(table)
    assert "Boats at the quay" in to_html(page, page.blocks, Markup(images=False))


def slides(*captions: str) -> str:
    figures = (
        f'<figure><img src="/{n}.jpg" alt=""><figcaption>{caption}</figcaption></figure>'
        for n, caption in enumerate(captions)
    )
    return f'<div class="gallery">{"".join(figures)}</div>'


@pytest.mark.parametrize(
    "form", ["{} <span>{}/2</span>", "<b>{1} of 2</b> {0}", "{} ({} / 2)", "{}<div>{}/2</div>"]
)
def test_the_place_of_a_picture_among_others_is_no_part_of_its_caption(form: str) -> None:
    found = body(slides(form.format("The north lid.", 1), form.format("The south lid.", 2))).html
    for name in ("north", "south"):
        assert f">The {name} lid.</figcaption>" in found


@pytest.mark.parametrize(
    "captions",
    [
        ("The lid, 1/2",),
        ("The north lid, 1/2", "The south lid, 1/4"),
        ("They agreed on 5 of 9", "They agreed on 7 of 9"),
        ("In 1 of 2 years", "In 2 of 2 years it rained"),
    ],
)
def test_other_numbers_of_a_caption_stay(captions: tuple[str, ...]) -> None:
    found = body(slides(*captions)).html
    for caption in captions:
        assert f">{caption}</figcaption>" in found


@given(st.text("ab 1/", max_size=8), st.integers(0, 8), st.integers(0, 8))
def test_runs_lose_their_ends_alone(text: str, begin: int, end: int) -> None:
    runs = [Run(char, None, ()) for char in text]
    kept = "".join(run.text for run in without_ends(runs, begin, end))
    assert kept == text[begin : max(begin, len(text) - end)]


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><td>{IMAGE}<br><small>A lid</small></td></tr></table>",
        f"<table align=right><tr><td>{IMAGE}</td></tr><tr><td>A lid</td></tr></table>",
    ],
)
def test_a_table_around_an_image_and_a_line_is_a_figure(table: str) -> None:
    assert f"<figure>{SHOWN}<figcaption>A lid</figcaption></figure>" in body(table).html


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tr><td>{IMAGE}</td><td>A lid</td></tr></table>",
        f"<table><tr><td>A lid</td></tr><tr><td>{IMAGE}</td></tr></table>",
        f"<table><tr><td>{IMAGE}<br>{SENTENCE} {SENTENCE} {SENTENCE}</td></tr></table>",
        f"<table><tr><td>{IMAGE}</td></tr><tr><td><img src='/b.jpg'></td></tr><tr><td>A lid</td></tr></table>",
    ],
)
def test_other_tables_are_none(table: str) -> None:
    assert "<figcaption" not in body(table).html


@pytest.mark.parametrize("name", ["media__description", "photo-desc", "image_description", "img-legend"])
def test_descriptions_of_images_are_captions(name: str) -> None:
    assert f"<figure>{SHOWN}<figcaption" in body(f'<div>{IMAGE}</div><div class="{name}">A lid</div>').html


def test_a_credit_is_shown_once() -> None:
    found = body(
        f"<div class=image>{IMAGE}<div class=caption><p>A lid <b>J. Holm</b></p></div><div class=caption>J. Holm</div></div>"
    ).html
    assert found.count("J. Holm") == 1


@pytest.mark.parametrize(
    "markup",
    [
        f"<div><figure>{IMAGE}</figure><figcaption>A lid</figcaption></div>",
        f"<div><div class=media><figure><div>{IMAGE}</div></figure></div><figcaption>A lid</figcaption></div>",
        f'<ul class="gallery-items"><li class="gallery-item">{IMAGE}<p>A lid</p></li></ul>',
    ],
)
def test_a_caption_may_stand_behind_its_figure_or_be_an_item(markup: str) -> None:
    found = body(markup).html.replace(' data-boilerstrip="caption"', "")
    assert "<figcaption>A lid</figcaption></figure>" in found
    assert found.count("A lid") == 1


def test_a_caption_of_another_figure_is_none() -> None:
    other = f"<figure>{IMAGE.replace('/a', '/b')}<figcaption>A lid</figcaption></figure>"
    found = body(f"<div><figure>{IMAGE}</figure>{other}</div>").html
    assert found.count("<figcaption") == 1
    assert found.index("/b.jpg") < found.index("<figcaption")


def test_a_number_in_square_brackets_before_a_caption_is_none_of_it() -> None:
    assert ">The north lid.</figcaption>" in body(slides("[1/5] The north lid.")).html
