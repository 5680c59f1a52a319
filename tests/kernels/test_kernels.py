"""What is compiled gives what its reference in Python gives, for any page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import turbohtml
from hypothesis import example, given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip import Extractor, _kernels, model
from boilerstrip.features import FEATURE_NAMES, compute, hashed_tokens
from boilerstrip.features.context import Context, _find_terms, find_content_terms, find_said
from boilerstrip.features.document import _count_prices
from boilerstrip.features.text import _figures
from boilerstrip.input.decode import _may_be_twice_encoded
from boilerstrip.input.source import load
from boilerstrip.limits import Limits
from boilerstrip.metadata.authors import may_be_bylines
from boilerstrip.metadata.person_names import BY_WORDS
from boilerstrip.model import stacked
from boilerstrip.model.forest import Forest
from boilerstrip.model.network import _embedded
from boilerstrip.page import Block, Page, Role, guard
from boilerstrip.page.block import formatted, headings_of, opened_by
from boilerstrip.page.embedded_json import longest_text, may_hold_text, objects, parse_json
from boilerstrip.page.fragments import plain_text
from boilerstrip.page.images import _stated_sizes, is_preview, read_image
from boilerstrip.page.model import Image, PageModel
from boilerstrip.page.open_elements import _find_repeated
from boilerstrip.page.repeats import repeat_group_ids, repeated_groups, sibling_group_ids
from boilerstrip.page.scripts import has_paragraph
from boilerstrip.page.units import find_units
from boilerstrip.page.wrappers import _moved_images
from boilerstrip.strategies import Candidate
from boilerstrip.text import dates, phrases, sentences
from boilerstrip.text.needles import Needles
from boilerstrip.text.phrases import tables as phrase_tables
from boilerstrip.text.whitespace import collapse
from boilerstrip.text.words import count_words, words
from tests.conftest import examples_of

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.html"))
COMPILED = {name: getattr(_kernels, name) for name in _kernels.NAMES}

pytestmark = pytest.mark.skipif(None in COMPILED.values(), reason="the compiled part is not there")
quickly = examples_of(50)

# Signs of every class, scripts with and without spaces, what is no sign of its own, and characters that no table has.
SIGNS = st.sampled_from(
    "aZé ßǅ1२.,:;!?…。！？؟।\"'”’»)]|/–—$€[…]水のกあ한🔗\U0001f600\u200d\ud7ff\u3000\n\t-_#"
)
TEXTS = st.one_of(st.text(SIGNS, max_size=20), st.text(max_size=12))
WORDS = st.lists(
    st.lists(st.one_of(st.text(SIGNS, min_size=1, max_size=25), st.just("repeated")), max_size=8)
)
TAGS = st.sampled_from("div p li ul h2 td tr table a b em article nav blockquote code pre span".split())
NAMES = st.sampled_from(["", "post", "post odd", "related-posts", "Ωmega", "x " * 30, "menu item", "🔗"])


@st.composite
def markups(draw: Callable[..., Any]) -> str:
    """A page of elements opened, closed and left open as it comes."""
    parts: list[str] = ["<body>"]
    for _ in range(draw(st.integers(0, 25))):
        tag = draw(TAGS)
        text = draw(TEXTS).replace("<", "")
        role = draw(st.sampled_from(["", ' role="main"', ' itemprop="articleBody"', " hidden"]))
        parts.append(f'<{tag} class="{draw(NAMES)}"{role} href="/{draw(st.integers(0, 2))}">{text}')
        parts.extend([f"</{tag}>"] * draw(st.integers(0, 2)))
    return "".join(parts)


@contextmanager
def pure() -> Iterator[None]:
    """Python in place of everything compiled."""
    with pytest.MonkeyPatch.context() as patch:
        for name in COMPILED:
            patch.setattr(_kernels, name, None)
        yield


def both(function: Callable[[], Any]) -> tuple[Any, Any]:
    """What a function gives with the compiled part, and what with Python alone."""
    compiled = function()
    with pure():
        return compiled, function()


def assert_same_page(read: Callable[[], Page], voted: bool = False) -> None:
    """Features and tokens are the same; each time of a page anew, which keeps what was found of it."""
    page = read()
    if not page.blocks:
        return
    # the lists of tokens may come in another order
    for one, other in zip(*both(lambda: hashed_tokens.tokens(page).flat()), strict=True):
        np.testing.assert_array_equal(one, other)
    candidates = votes_on(len(page.blocks)) if voted else []
    one, other = both(lambda: compute(Context(read(), candidates)))
    differing = np.flatnonzero((one != other).any(axis=1))
    assert not len(differing), [FEATURE_NAMES[row] for row in differing]


@quickly
@given(markups(), st.lists(st.floats(0, 1, width=32), min_size=1, max_size=9))
def test_the_second_stage_is_the_same(markup: str, answers: list[float]) -> None:
    context = Context(Page(markup), [])
    if not context.n:
        return
    first = np.resize(np.array(answers, np.float32), context.n)
    odds = (first * 4 - 2).astype(np.float32)
    one, other = both(
        lambda: stacked.table(
            first, (odds, -odds), context.words, context.content_terms, stacked.layout(context)
        )
    )
    differing = np.flatnonzero((one != other).any(axis=1))
    assert not len(differing), [list(stacked.COLUMNS)[row] for row in differing]


def votes_on(n: int) -> list[Candidate]:
    """Masks over so many Blocks by most voters, each another, one of them with nothing kept."""
    return [
        Candidate(name, tuple(at % (place + 2) == 1 for at in range(n)))
        for place, name in enumerate(("density", "trafilatura", "records", "justext"))
    ] + [Candidate("semantic", (False,) * n), Candidate("of one's own", (True,) * n)]


@quickly
@given(markups())
def test_features_and_tokens_are_the_same(markup: str) -> None:
    assert_same_page(lambda: Page(markup))
    assert_same_page(lambda: Page(markup), voted=True)


# What an address, a title, data in the head and headlines make features of.
@quickly
@given(st.lists(st.sampled_from(
    ["<h1>The long river of words</h1>", "<h2>Another story of the town</h2>", "<p>By Ada Marsh, 4 May 2021",
     "<p><b>The river</b>", "<h2>Related posts</h2>", "<ul><li>One:<li><a href=/>The river of words</a></ul>",
     "<blockquote>A river, they say, is long.</blockquote>", "<p>Read more</p>", "<p>Costs $5, 7 EUR or 3 kr…",
     "<div class='post'><p>Words of the river run to the town and on, " + "as all long rivers do, " * 6 + "on.</div>",
     "<table><tr><td>1<td>2</table>", "<p>List of words:", "<section><h1>The river</h1><p>Long", "</section>"]
), max_size=30).map("".join))  # fmt: skip
def test_articles_are_the_same(body: str) -> None:
    head = '<title>The long river of words | Town</title><meta name="description" content="Rivers and words of the town">'
    assert_same_page(lambda: Page(f"{head}<body>{body}", url="https://town.example/2021/long-river-of-words"))


@quickly
@given(st.lists(TEXTS))
def test_lines_of_plain_text_are_the_same(lines: list[str]) -> None:
    assert_same_page(lambda: load("\n\n".join(lines), None, None, Limits(), is_plaintext=True))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_the_same(path: Path) -> None:
    content = path.read_bytes()
    extractor = Extractor(effort="fast")
    one, other = both(lambda: extractor.extract(content).to_dict())
    for candidate in (*one["candidates"], *other["candidates"]):
        candidate.pop("seconds")
    assert one == other
    assert_same_page(lambda: Page(content.decode("utf-8", "replace")), voted=True)


@quickly
@given(WORDS)
def test_content_terms_are_the_same(block_words: list[list[str]]) -> None:
    (one, said), (other, said_too) = both(lambda: _find_terms(block_words))
    for left, right in zip((*one[:3], *said), (*other[:3], *said_too), strict=True):
        np.testing.assert_array_equal(left, right)
    assert one[3:] == other[3:] == find_content_terms(block_words)[3:]


@given(TEXTS)
def test_words_are_the_same(text: str) -> None:
    one, other = both(lambda: words(text))
    assert one == other


@given(
    st.text("aB !\n\t~\x7f\x1f\xa0\xad", max_size=30) | st.text("a \né’\u2003水\u200b🔗", max_size=30) | TEXTS
)
@example("水 é\n" * 5_000)
@example("a\u2003b")
def test_white_space_collapses_alike(text: str) -> None:
    one, other = both(lambda: collapse(text))
    assert one == other


@given(st.text("aB éÉ×ÿŸ İıĲſ ΣςΑ ЁѐБ ẞK’Ａ水𐐀", max_size=9))
def test_letters_become_small_alike(text: str) -> None:
    """Some become two signs, others one of fewer bytes, and a sigma has a form for the end of words."""
    one, other = both(lambda: words(text))
    assert one == other


@given(
    TEXTS,
    st.lists(st.text("az<-/", min_size=2, max_size=12), min_size=1, max_size=4),
    st.text("az<-/AZ", max_size=9),
)
def test_signs_are_found_alike(before: str, needles: list[str], after: str) -> None:
    # what only lower-cases to ASCII is not looked for
    texts = [
        before,
        after,
        before + after,
        f"{before}{needles[0].upper()}{after}",
        f"{after}{needles[-1]}{before}",
    ]
    for is_exact in (False, True):
        wanted = Needles(*needles, is_exact=is_exact)
        assert list(map(wanted.are_in, texts)) == list(map(wanted.look, texts))
        assert wanted.found_in(texts) == wanted.find(texts)
        assert wanted.those_with(2 * texts) == wanted.choose(texts)


TAG_PARTS = st.sampled_from(
    [
        *"< </ a B big em TT code font small strike strong script style scriptx !-- --> > / <b> </i> <p> <u".split(),
        *["<i >", " ", "\t", "\xa0", "1", "_", "é", "ſ", "水", ""],
        # one byte of these is that of "<"
        *["м", "㰀", "㰼", "\U00013c3c"],
    ]
)


@given(st.lists(TAG_PARTS, max_size=40).map("".join), st.integers(0, 12))
def test_formatting_multiplies_alike(markup: str, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "MAX_MULTIPLIED", most)
        patch.setattr(guard, "_MAX_OPEN", 3)
        one, other = both(lambda: guard.multiplied_formatting(markup))
    assert one == other


@given(st.lists(TAG_PARTS, max_size=40).map("".join))
def test_tags_and_paragraphs_are_found_alike(markup: str) -> None:
    one, other = both(lambda: (guard.count_tags(markup), has_paragraph(markup)))
    assert one == other


JSON = st.recursive(
    TEXTS | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=20,
)


@given(JSON)
def test_objects_come_in_the_same_order(value: Any) -> None:
    one, other = both(lambda: list(objects(value)))
    assert one == other


@given(JSON, st.integers(0, 9), st.integers(0, 4), st.integers(0, 15))
def test_the_longest_text_is_the_same(value: Any, max_objects: int, least: int, most: int) -> None:
    one, other = both(lambda: longest_text(value, max_objects, least, most, "ab".__contains__))
    assert one == other


BETWEEN = st.sampled_from(["", " ", "\n", " // it's\n", '/* " */ ', ","])


@st.composite
def json_texts(draw: Callable[..., Any], value: Any) -> str:
    """A value as JSON, with what pages write around and within it."""
    text = json.dumps(value, ensure_ascii=draw(st.booleans()))
    text = re.sub(r"(?<=[:,{\[])", lambda _: draw(BETWEEN), text) if draw(st.booleans()) else text
    return draw(st.sampled_from(["", "<!--", 'x("a", '])) + text + draw(st.sampled_from(["", ");", ' + "b"']))


@given(JSON.flatmap(json_texts), st.integers(0, 15))
def test_a_text_that_is_found_was_not_left_out(source: str, least: int) -> None:
    found = longest_text(parse_json(source), 9, least, 99, "ab".__contains__)
    assert not found or may_hold_text(source, least, count_words(plain_text(found)), "ab".__contains__)


@pytest.mark.parametrize(
    "source",
    ['{"c": "words of it", "a": 1}', '["words of it", "a"]', '{"a": ["words of it"]}', '"words of it"'],
)
def test_json_without_a_text_of_that_name_need_not_be_read(source: str) -> None:
    assert not may_hold_text(source, 5, 3, "ab".__contains__)
    assert may_hold_text(f'{source}, "a": "words of it"}}', 5, 3, "ab".__contains__) == (source[0] in "{[")
    assert not may_hold_text(f'{source}, "a": "words of it"}}', 5, 4, "ab".__contains__)


@given(st.lists(st.integers(-1, 4)), st.lists(st.integers(0, 4), min_size=5, max_size=5))
def test_images_are_moved_to_the_same_elements(elements: list[int], moved: list[int]) -> None:
    images = [Image(i, element, f"{i}.png", "a boat", block=i) for i, element in enumerate(elements)]
    one, other = both(lambda: _moved_images(images, [*moved, -1]))
    assert one == other
    assert all(type(image) is Image for image in one)


# Pieces of texts as scripts have them: words, what stands between them, escapes, entities, tags.
PIECES = st.lists(
    st.sampled_from(["word", "\u4e2d", "中", "a", " ", "\n", '"', "&amp;", "&#20013;", "<br>", "é"])
)


@given(PIECES.map("".join))
def test_a_text_has_no_more_words_than_its_script_may_hold(written: str) -> None:
    source = f'{{"a": "{written}"}}'
    text = plain_text(parse_json(source)["a"])
    assert may_hold_text(source, -1, count_words(text), "ab".__contains__)


def test_a_text_with_a_quotation_mark_of_its_own_may_go_on() -> None:
    assert may_hold_text('{"a": "The ferry "Holm" sails"}', 3, 9, "ab".__contains__)


@given(st.lists(st.sampled_from(list(b"\xc2\xc3\x7f\x80\x82\x9f\xa0\xb4\xb5a"))).map(bytes))
def test_controls_in_runs_are_found_alike(data: bytes) -> None:
    one, other = both(lambda: _may_be_twice_encoded(data))
    assert one == other


@quickly
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["By Ann", "Ann Lee", "By", "B", "文 x", "Written by: Ann", "x " * 20, "says Ann", "par Ann"]
            ),
            st.sampled_from(["", "byline", "post_author", "author-bio", "x"]),
            st.sampled_from(["", " itemprop=author", " itemprop=name"]),
            st.sampled_from(
                [
                    "",
                    "/author/ann",
                    "/By/ann?x",
                    "/x",
                    "/by",
                    "/author/",
                    "/authors/" + "a" * 300,
                    "/content/by/a",
                    "/é/autor/ö",
                    "/日/writer/文",
                    "//AUTEUR/x",
                ]
            ),
            st.sampled_from(["", "sup", "b"]),
        ),
        max_size=9,
    ),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_lines_that_may_be_bylines_are_found_alike(
    parts: list[tuple[str, ...]], start: int, links_from: int
) -> None:
    lines = [
        f"<p class='{names}'{prop}><a href='{href}'>{text}</a><{tag or 'i'}>2</{tag or 'i'}>"
        for text, names, prop, href, tag in parts
    ]
    page = Page("<title>x</title><h1>x</h1>" + "".join(lines))
    blocks = page.blocks[start:]
    one, other = both(lambda: [block.index for block in may_be_bylines(page, blocks, links_from)])
    assert one == other
    one, other = both(lambda: formatted(page.blocks, frozenset({"sup", "sub"})))
    assert one == other


def test_each_word_of_bylines_is_found() -> None:
    said = sorted(BY_WORDS | {"bye", "ba", "yb", "ö", "x" * 40})
    page = Page("".join(f"<p>- {word} -</p>" for word in said))
    for found in both(lambda: [block.index for block in may_be_bylines(page, page.blocks, 0)]):
        assert found == [i for i, word in enumerate(said) if word in BY_WORDS]


ADDRESS_PARTS = st.sampled_from(
    [
        *"? & , / _ - = : . x X w W width max resize blur blur=1 w=60 w=61 -9x9. 1 60 300 99999 jpg é ſ ２".split()
    ]
)


@given(st.lists(ADDRESS_PARTS, max_size=14).map("".join))
def test_previews_are_told_alike(address: str) -> None:
    one, other = both(lambda: is_preview(address))
    assert one == other


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "A", "b?é", "", None]), st.sampled_from([0, 20, 41, 61])), max_size=9
    )
)
def test_links_of_one_address_are_found_alike(links: list[tuple[str | None, int]]) -> None:
    written = (f"<a{'' if address is None else f' href={address!r}'}>{'x' * n}</a>" for address, n in links)
    document = turbohtml.parse(f"<div>{''.join(written)}</div>")
    one, other = both(lambda: _find_repeated(document))
    assert one == other


SIZE_PARTS = st.sampled_from(
    [*"a.jpg , ,, w 1w 20w 123456w 12345w, 9w,, data:x , 2x é ２w".split(), " ", "\n", "\x1c"]
)


@given(st.lists(SIZE_PARTS, max_size=14).map("".join))
def test_sizes_of_images_are_read_alike(stated: str) -> None:
    one, other = both(lambda: _stated_sizes([stated]))
    assert one == other


IMAGE_PARTS = {
    "src": ["a.jpg", " b.png ", "data:x", "", "x/blank.gif", "/icons/i.png?x", "{width}.jpg", "avatar/x.jpg"],
    "alt": ["", "Refer to caption", " x  y ", "\u200b", "é"],
    "class": ["avatar", "logo", "x y", "icon"],
    "id": ["emoji", "a"],
    "width": ["1", "100%", "3", "3%", "30", " 20px", "300", "x", "٣", "99999999"],
    "height": ["0", "16", "250", "auto"],
    "style": ["width: 10px; height: 10px", "width:1px", "x"],
    "hidden": [""],
    "srcset": ["a.jpg 100w, b.jpg 900w", "", "a.jpg 1x, w.jpg 2x", "a.jpg 100w, /avatar/b.jpg 900w"],
    "data-src": ["c.jpg", "blank.gif", " c_{width}.jpg ", "data:x", "/icons/d.png"],
    "data-lazy-src": ["avatar.jpg", "f_300x200.jpg"],
    "data-srcset": ["c.jpg 100w, d.jpg 900w", "c.jpg", "data:x 300w", "c.jpg 700w, /avatar/d.jpg 900w"],
    "data-other": ["http://d/e.webp"],
    "title": ["x"],
}
AROUND = st.sampled_from(
    [
        "", "<figure>", '<picture><source srcset="z.webp 800w">', "<a href=x>", '<picture><source srcset="w.webp">',
        '<picture><source data-srcset="icon.webp 800w"><b>', "<picture>" + '<source srcset="y.webp 9w">' * 30,
    ]
)  # fmt: skip


@given(
    st.fixed_dictionaries({}, optional={name: st.sampled_from(IMAGE_PARTS[name]) for name in IMAGE_PARTS}),
    AROUND,
)
def test_images_are_read_alike(attributes: dict[str, str], around: str) -> None:
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    image = turbohtml.parse(f"<div>{around}<img {written}>").select_one("img")
    assert image is not None
    one, other = both(lambda: read_image(image))
    assert one == other


@quickly
@given(
    st.lists(
        st.tuples(
            TAGS,
            st.lists(st.sampled_from(["a", "b", "c", "ab", "é", "日", "\u2003"]), max_size=4)
            | st.sampled_from([[*"badefghijklmnopqrstuvwa"], ["a" * 250], ["b", "c" * 250]]),
            st.integers(0, 5),
        ),
        max_size=30,
    )
)
def test_siblings_of_any_names_are_grouped_alike(parts: list[tuple[str, list[str], int]]) -> None:
    page = PageModel()
    for tag, names, outer in parts:
        parent = page.elements[outer] if outer < len(page.elements) else None
        page.add_element(tag, parent).class_id = " ".join(names)
    one, other = both(lambda: sibling_group_ids(page.elements))
    assert one == other


@quickly
@given(markups())
def test_siblings_are_grouped_alike(markup: str) -> None:
    elements = Page(markup).elements
    one, other = both(lambda: sibling_group_ids(elements))
    assert one == other


@quickly
@given(markups())
def test_places_and_units_are_found_alike(markup: str) -> None:
    page = Page(markup)
    blocks, elements = page.blocks, page.elements

    def found() -> tuple[Any, ...]:
        places = repeat_group_ids(blocks, elements)
        return places, repeated_groups(places, blocks, elements), find_units(blocks, elements)

    one, other = both(found)
    assert one == other


LABELS = st.sampled_from(
    ["Also read: ", "Home » ", "Share", "© 2024 ", "Read more", "Sign up for our newsletter", "1,234.5", "a_b",
     "Page 1 of 20", "12 comments", "İ", "  `x` : ", "Related", "– ", "ﬁ", "٣", "cookies"]
)  # fmt: skip


KNOWN = st.deferred(
    lambda: st.sampled_from(
        [phrase for table in phrases._tables()[:3] for phrase in list(table)[:: max(1, len(table) // 300)]]
    )
)


@examples_of(150)
@given(
    st.lists(
        st.lists(st.one_of(LABELS, KNOWN, TEXTS, st.text(st.characters(max_codepoint=127)))).map("".join)
    )
)
def test_phrases_are_found_alike(texts: list[str]) -> None:
    said = [words(text) for text in texts]
    counts = [count_words(text) for text in texts]
    one, other = both(lambda: phrases.match_all(texts, counts, said))
    assert one == other
    one, other = both(lambda: list(map(phrases.normalise, texts)))
    assert one == other
    one, other = both(lambda: list(map(phrases.may_open, texts, said)))
    assert one == other
    one, other = both(lambda: phrase_tables._openings(texts))
    assert one == other


@pytest.mark.parametrize("sign", ["ก", "က", "ក", "あ", "a"])
def test_lines_of_scripts_without_spaces_are_as_long_for_both(sign: str) -> None:
    texts = [
        f"{phrase} {sign * n}" for phrase in ("vi bruger cookies til at", "Lees:") for n in range(20, 170)
    ]
    said, counts = list(map(words, texts)), list(map(count_words, texts))
    one, other = both(lambda: phrases.match_all(texts, counts, said))
    assert one == other
    assert any(one)


def test_every_sign_of_a_phrase_is_brought_into_its_form_alike() -> None:
    signs = map(chr, chain(range(0x3400), range(0xFB00, 0x10000), range(0x1F600, 0x1F610)))
    texts = [f"{sign} A{sign}b {sign}: 1{sign}2{sign}" for sign in signs]
    one, other = both(lambda: list(map(phrases.normalise, texts)))
    assert one == other


@given(st.lists(TEXTS))
def test_blocks_opened_by_a_sign_are_found_alike(texts: list[str]) -> None:
    blocks = [Block(i, text, -1, Role.PARAGRAPH, 0, 0, "", []) for i, text in enumerate(texts)]
    one, other = both(lambda: opened_by(blocks, "[(a"))
    assert one == other == [block for block in blocks if block.text.startswith(("[", "(", "a"))]


@quickly
@given(st.lists(st.integers(0, 6)))
def test_headings_are_listed_alike(levels: list[int]) -> None:
    blocks = [Block(i, "x", -1, Role.PARAGRAPH, level, 0, "", []) for i, level in enumerate(levels)]
    one, other = both(lambda: headings_of(blocks))
    assert one == other == [block for block in blocks if block.level]


@quickly
@given(st.lists(TEXTS))
def test_characters_are_counted_alike(texts: list[str]) -> None:
    for left, right in zip(*both(lambda: _figures(texts)), strict=True):
        np.testing.assert_array_equal(left, right)


PRICES = st.lists(st.sampled_from([*"$€£51x.,é \u00a0१", "EUR", "USD", "kr", "zł"])).map("".join)


@given(st.one_of(TEXTS, PRICES))
def test_prices_are_counted_alike(text: str) -> None:
    one, other = both(lambda: _count_prices(text))
    assert one == other


DATES = st.lists(st.sampled_from([*"0129:./|·-x_'’ \u00a0१年日éคม", "19", "20", "2024", "9:30"])).map("".join)


@examples_of(300)
@given(st.one_of(TEXTS, DATES))
def test_dates_and_times_are_seen_alike(text: str) -> None:
    for seen in (dates.may_have_date, dates.has_time_or_year):
        one, other = both(lambda seen=seen: seen(text))  # type: ignore[misc]
        assert one == other


def drawn_tokens(random: np.random.Generator, n: int, buckets: int, sizes: list[int]) -> hashed_tokens.Tokens:
    """The tokens of so many Blocks, in lists of such sizes."""
    starts = np.concatenate([[0], random.choice(sizes, n + 1).cumsum()]).astype(np.int64)
    values = random.integers(0, buckets, starts[-1])
    return hashed_tokens.Tokens(values, starts, random.integers(0, n + 1, (n, 4)))


@quickly
@given(st.integers(0, 2**32), st.integers(0, 40))
def test_sums_over_tokens_are_the_same(seed: int, n: int) -> None:
    random = np.random.default_rng(seed)
    tokens = drawn_tokens(random, n, 50, [0, 1, 7, 8, 9, 40, 300])
    weights = random.normal(size=50).astype(np.float32)
    kinds, step = random.integers(-127, 128, (51, 7)).astype(np.int8), random.random(7).astype(np.float32)
    one, other = both(lambda: model.name_rows(tokens, weights, kinds, step))
    np.testing.assert_array_equal(one, other)
    embedding = random.integers(-127, 128, (50, 8)).astype(np.int8)
    step = np.full(8, 0.1, np.float32)
    one, other = both(lambda: _embedded(tokens.values, tokens.starts, embedding, step))
    np.testing.assert_array_equal(one, other)


@quickly
@given(st.lists(st.lists(st.text(max_size=25), max_size=60), max_size=12))
def test_words_have_the_same_tokens(block_words: list[list[str]]) -> None:
    one, other = both(lambda: hashed_tokens.word_tokens(find_said(block_words)))
    np.testing.assert_array_equal(one.values, other.values)
    np.testing.assert_array_equal(one.starts, other.starts)
    assert one.starts[-1] == len(one.values) == sum(min(40, len(words)) for words in block_words)


@given(st.lists(st.floats(-40, 40, width=32), max_size=40))
def test_log_odds_are_rounded_alike(odds: list[float]) -> None:
    one, other = both(lambda: model.rounded(np.array(odds, np.float32)))
    np.testing.assert_array_equal(one, other)


@quickly
@given(st.integers(0, 2**32), st.integers(1, 250), st.booleans())
def test_networks_answer_alike(seed: int, n: int, is_plaintext: bool) -> None:
    random = np.random.default_rng(seed)
    weights = model.load(is_plaintext)
    table = random.normal(scale=5, size=(len(FEATURE_NAMES), n)).astype(np.float32)
    # many columns are 0 in whole stretches of a page
    table[random.random((len(table), n // 50 + 1)).repeat(50, axis=1)[:, :n] < 0.5] = 0
    tokens = drawn_tokens(random, n, hashed_tokens.BUCKETS, list(range(9)))
    words = random.integers(0, 90, n).astype(np.float32)
    starts = np.append(0, np.minimum(words, 40).astype(np.int64).cumsum())
    said = hashed_tokens.WordTokens(random.integers(0, hashed_tokens.BUCKETS, starts[-1]), starts)
    given_words = said if is_plaintext else None
    assert weights.network.reads_words is is_plaintext
    one, other = both(lambda: weights.network.logits(table, tokens, words, given_words))
    # sums are added up in another order, here by each processor's own way
    np.testing.assert_allclose(one, other, rtol=0, atol=2e-5)


def test_a_network_that_looks_beyond_the_table_is_refused() -> None:
    weights = model.load()
    tokens = hashed_tokens.Tokens.of([[]], [[0, 0, 0, 0]])
    with pytest.raises(IndexError):
        weights.network.logits(np.zeros((3, 1), np.float32), tokens, np.ones(1, np.float32))


@pytest.mark.parametrize("unknown", [-1, 1])
def test_tokens_of_an_unknown_list_are_refused(unknown: int) -> None:
    weights = model.load()
    tokens = hashed_tokens.Tokens.of([[5]], [[0, 0, 0, unknown]])
    table = np.zeros((len(FEATURE_NAMES), 1), np.float32)
    with pytest.raises(IndexError):
        weights.network.logits(table, tokens, np.ones(1, np.float32))
    with pytest.raises(IndexError):
        model.name_rows(tokens, weights.names, weights.kinds, weights.kind_step)


@given(TEXTS)
def test_sentences_end_alike(text: str) -> None:
    for told in (sentences.ends_sentence, sentences.is_truncated):
        one, other = both(lambda told=told: told(text))  # type: ignore[misc]
        assert one == other


def drawn_forest(random: np.random.Generator, depth: int) -> Forest:
    """A forest of seven trees over nine rows, with borders that values meet exactly."""
    return Forest(
        feature=random.integers(0, 9, 12),
        border=random.integers(0, 4, 12).astype(np.float32),
        split_index=random.integers(0, 12, (depth, 7)),
        leaves=random.normal(size=(7, 1 << depth)).astype(np.float32),
        bias=0.25,
    )


@quickly
@given(st.integers(0, 2**32), st.integers(1, 6), st.integers(2, 600))
def test_trees_answer_alike(seed: int, depth: int, n: int) -> None:
    random = np.random.default_rng(seed)
    forest = drawn_forest(random, depth)
    table = random.integers(0, 4, (9, n)).astype(np.float32)
    one, other = both(lambda: forest.logits(table))
    np.testing.assert_array_equal(one, other)


def test_a_forest_that_asks_beyond_the_table_is_refused() -> None:
    forest = drawn_forest(np.random.default_rng(0), 3)
    with pytest.raises(IndexError):
        forest.logits(np.zeros((3, 5), np.float32))


def test_the_environment_leaves_it_out() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "from boilerstrip import _kernels; print(_kernels.is_compiled())"],
        env={**os.environ, "BOILERSTRIP_PURE": "1"}, cwd=Path(boilerstrip.__file__).parents[1],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert said.strip() == "False"


def test_a_kernel_of_another_version_is_left_out_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_kernels.VERSIONS, "walk", -1)
    with pytest.warns(RuntimeWarning, match="walk was compiled from another version"):
        assert _kernels._load("walk") is None


def test_there_are_no_other_kernels() -> None:
    with pytest.raises(AttributeError, match="swim"):
        _kernels.swim  # noqa: B018
