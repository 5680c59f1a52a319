"""Images of a page: their addresses, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page, images
from boilerstrip.page.tags import CLEANED
from tests.render.bodies import FORMS, body
from tests.render.pages import html


@pytest.mark.parametrize(
    "message",
    [
        "src=a.jpg",
        "src=spinner.gif data-src=a.jpg",
        "src=data:image/gif;base64,R0lG data-lazy-src=a.jpg",
        "data-original=' a.jpg '",
        "src=data:image/svg+xml, srcset='small.jpg 300w, a.jpg 900w'",
        "src=data:, data-srcset='a.jpg'",
        "srcset='b.jpg 1x,a.jpg 2x'",
        "srcset='w_3,h_2/b.jpg, a.jpg 2x, '",
        "srcset='b,c.jpg, a.jpg'",
    ],
)
def test_images_that_are_loaded_later_have_their_address(message: str) -> None:
    assert '<img src="a.jpg"' in html(f"<p>one</p><img {message}><p>two</p>")


def test_images_without_an_address_are_left_out() -> None:
    assert "<img" not in html(
        "<p>one</p><img src=data:image/gif;base64,R0lG><img alt=x><img srcset=','><p>two</p>"
    )


def test_an_image_for_browsers_without_scripts_is_the_same_image() -> None:
    lazy = "<img src=blank.gif><noscript><img src=a.jpg></noscript>"
    assert html(f"<p>one</p>{lazy}<p>two</p>") == '<p>one</p><p><img src="a.jpg" alt=""></p><p>two</p>'
    sizes = "<div><img src=a.jpg></div><div><img data-src=a.jpg></div>"
    assert html(f"<p>one</p>{sizes}<p>two</p>").count("<img") == 1
    both = html("<p>one</p><img src=b.jpg><img src=a.jpg><p>two</p>")
    assert both.count("<img") == 2


@pytest.mark.parametrize(("markup", "clean"), FORMS.items())
def test_every_form_of_an_image_gives_one(markup: str, clean: str) -> None:
    found = body(markup)
    assert clean in found.html.replace(f' {CLEANED}="caption"', "")
    assert found.html.count("<img") == 1
    assert found.markdown.count("](https://example.org/i.jpg)") == 1
    assert [image.src for image in found.images] == ["https://example.org/i.jpg"]
    assert "<img" not in body(markup, include_images=False).html


@pytest.mark.parametrize(
    "icon", ["src=/i/key.png width=16 height=16", "src=/icons/key.svg", "src=k.svg class=icon"]
)
def test_an_icon_with_a_description_amid_a_line_is_a_word_of_it(icon: str) -> None:
    page = Page(f"<p>Press <img {icon} alt=key> to open the gate.</p>")
    assert [(image.alt, image.decorative) for image in page.images] == [("key", False)]
    for other in (
        f"<p>Press <img {icon} alt=''> to open the gate.</p>",
        f"<p><img {icon} alt=key> Open the gate.</p>",
        f"<p>Open the gate. <img {icon} alt=key></p>",
        f"<p>Open <a href=/k>the <img {icon} alt=key> gate</a>.</p>",
        f"<p>Press <img {icon} alt=key hidden> to open the gate.</p>",
    ):
        assert [image.decorative for image in Page(other).images] == [True]


@pytest.mark.parametrize("name", ["smilie smilie--sprite", "smiley", "smilies", "emoticon", "emoji"])
def test_signs_that_a_sheet_of_pictures_shows_are_text(name: str) -> None:
    image = f'<img src="data:image/gif;base64,R0lGOD" class="{name}" alt=":)" title="Smile">'
    page = Page(f"<p>A good day {image} it was.")
    assert page.blocks[0].text == "A good day :) it was."


@pytest.mark.parametrize(
    ("alt", "shown"), [(":D", ":D"), (":-P", ":-P"), ("XD", ""), (":lol:", ""), ("(smile)", "")]
)
def test_faces_may_have_a_letter(alt: str, shown: str) -> None:
    page = Page(f'<p>A day <img src="/smilies/x.gif" class="smilie" alt="{alt}">')
    assert page.blocks[0].text == f"A day {shown}".strip()


@given(
    st.lists(
        st.sampled_from("avatar gravatar icon sprites spacer Author-Img author badge site_logo logo".split())
        | st.sampled_from("share social emojis smileys smilies emoticon wp-post-image lead".split())
    ).map("_".join)
)
def test_names_of_images_that_are_not_looked_at_say_nothing(names: str) -> None:
    lowered = names.lower().replace("_", "-")
    found = images._DECORATION.search(lowered) or images._DECORATIVE_CLASS.search(lowered)
    assert images._names_decoration(names) is (found is not None)


@pytest.mark.parametrize("around", ["", "<a href=/x>", "<picture>", "<p><b><i><u>", "<template>"])
@pytest.mark.parametrize("figure", ["<figure>", "<div>"])
def test_icons_in_figures_are_pictures(figure: str, around: str) -> None:
    page = Page(f"{figure}{around}<img class=icon src=/a.png>")
    assert [image.decorative for image in page.images] == [figure == "<div>" or "<p>" in around] * (
        around != "<template>"
    )


@pytest.mark.parametrize("name", ["nitro-lazy-src", "lazy-src", "_src", "file"])
def test_programs_have_attributes_of_their_own_for_images_to_be_loaded(name: str) -> None:
    assert 'src="a.jpg"' in html(f"<p>one</p><img {name}=a.jpg src=static/none.gif><p>two</p>")
    assert 'src="b.jpg"' in html(f"<p>one</p><img {name}=a.jpg src=b.jpg><p>two</p>")
