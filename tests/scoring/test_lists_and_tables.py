"""Lists and tables that the text announces or encloses."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page, Role
from boilerstrip.scoring.lists_and_tables import (
    with_announced_lists,
    with_announcements,
    with_captions,
    with_first_units,
    with_header_rows,
    with_last_units,
    with_like_units,
    with_lists_amid,
    with_tables_amid,
)
from tests.scoring.doubts import SENTENCE


@pytest.mark.parametrize("gap", ["", "<figure><figcaption>caption</figcaption></figure>"])
def test_tables_right_between_kept_texts_are_kept(gap: str) -> None:
    table = "<div><table><tr><th>share<th>b<tr><td>c<td>d</table></div>"
    page = Page(f"<div><p>One ends here.{gap}{table}<p>Two ends here.</div><p>Three ends here.")
    mask = [not block.text.islower() for block in page.blocks]
    cells = [block.role is Role.TABLE for block in page.blocks]
    kept = [a or b for a, b in zip(mask, cells, strict=True)]
    assert with_tables_amid(page, mask, [0.3] * len(mask)) == kept
    assert with_tables_amid(page, mask, [0.2] * len(mask)) == mask
    mask[-2] = False
    assert with_tables_amid(page, mask, [0.3] * len(mask)) == mask


def test_a_table_below_a_heading_is_kept_as_another_one_is() -> None:
    table = "<table><tr><th>file<th>size<tr><td>lamp<td>4</table>"
    linked = table.replace("lamp", "<a href=/l>lamp</a>")
    page = Page(f"<div><p>One ends here.<h2>Files</h2>{table}<h2>Places</h2>{linked}</div>")
    mask = [True] * 7 + [False] * 4
    likely = [0.9] * 7 + [0.3] * 4
    assert with_like_units(page, mask, likely) == [True] * 11
    assert with_like_units(page, mask, [*likely[:7], *[0.1] * 4]) == mask
    # the heading is not kept, or the other table
    assert with_like_units(page, [*mask[:6], *[False] * 5], likely) == [*mask[:6], *[False] * 5]
    assert with_like_units(page, [*mask[:2], *[False] * 4, *mask[6:]], likely)[7:] == [False] * 4


def test_a_list_below_a_heading_is_kept_as_another_one_is() -> None:
    def added(second: str, unlikely: float = 0.2) -> bool:
        page = Page(f"<div><h2>One</h2><ul><li>boots<li>lamps</ul><h2>Two</h2><ul>{second}</ul></div>")
        mask = [True] * 4 + [False] * 2
        return with_like_units(page, mask, [0.9] * 4 + [unlikely] * 2) != mask

    assert added("<li>a map<li>bread")
    assert not added("<li>a map<li>bread", 0.1)
    assert not added("<li><a href=/m>a map</a><li>bread")
    assert not added("<li>a map<li>Share this article")


def test_a_list_that_a_kept_line_announces_stays() -> None:
    page = Page("<p>look for:<ul><li>one<li>two</ul><p>end.<ul><li>three</ul>")
    unlikely, likely = [1.0, 0.1, 0.1, 1.0, 0.4], [1.0, 0.3, 0.4, 1.0, 0.4]
    mask = [True, False, False, True, False]
    assert with_announced_lists(page, mask, unlikely) == mask
    assert with_announced_lists(page, mask, likely) == [True, True, True, True, False]
    assert with_announced_lists(page, [False] * 5, likely) == [False] * 5
    links = Page("<p>look for:<ul><li><a href=/a>one</a><li><a href=/b>two</a></ul>")
    assert with_announced_lists(links, [True, False, False], likely) == [True, False, False]


GUIDES = "Three guides are worth reading first:"


@pytest.mark.parametrize(
    ("line", "below", "comes"),
    [
        (GUIDES, SENTENCE, True),
        # a label, a phrase, and a list at the end
        ("Our guides:", SENTENCE, False),
        ("Sign up for our weekly newsletter:", SENTENCE, False),
        (GUIDES, "", False),
    ],
)
def test_a_list_of_links_amid_a_text_is_announced_by_a_sentence(line: str, below: str, comes: bool) -> None:
    links = "<ul class=l><li><a href=/a>Blue ice</a><li><a href=/b>White ice</a></ul>"
    page = Page(f"<p>{line}</p>{links}<p>{below}</p>")
    mask = [block.index not in (1, 2) for block in page.blocks]
    assert all(with_announced_lists(page, mask, [0.2] * len(mask))[1:3]) is comes


@pytest.mark.parametrize(
    ("line", "tag", "n", "comes"),
    [
        (GUIDES, "ul", 3, True),
        ("Our guides:", "ul", 3, False),
        (GUIDES, "ul class=more", 3, False),
        (GUIDES, "ul", 11, False),
    ],
)
def test_a_short_list_without_names_is_announced_at_the_end(line: str, tag: str, n: int, comes: bool) -> None:
    items = "".join(f"<li><a href=/{i}>Blue ice</a>" for i in range(n))
    page = Page(f"<article><p>{SENTENCE}</p><p>{line}</p><{tag}>{items}</ul></article><p>Foot</p>")
    mask = [block.index < 2 for block in page.blocks]
    assert with_announced_lists(page, mask, [0.05] * len(mask))[2] is comes


@pytest.mark.parametrize(("hosts", "comes"), [("abcd", True), ("aaaa", False), ("aabb", False)])
def test_links_to_several_other_sites_are_a_list_like_others(hosts: str, comes: bool) -> None:
    links = "".join(f"<li><a href=https://{host}.example/{n}>Ice</a>" for n, host in enumerate(hosts))
    page = Page(f"<p>{SENTENCE}</p><ul>{links}</ul><p>{SENTENCE}</p>")
    mask = [block.text == SENTENCE for block in page.blocks]
    assert with_lists_amid(page, mask, [0.3] * len(mask))[1] is comes


def test_lists_amid_a_text_come() -> None:
    items = "<ul><li>Blue ice</li><li>White ice</li></ul>"
    page = Page(f"<p>{SENTENCE}</p>{items}<p>{SENTENCE}</p>{items}<p>x</p>")
    mask = [True, False, False, True, False, False, False]
    assert with_lists_amid(page, mask, [0.3] * 7) == [True, True, True, True, False, False, False]
    assert with_lists_amid(page, mask, [0.2] * 7) == mask


def test_lists_of_links_amid_a_text_have_to_be_likelier() -> None:
    page = Page(f"<p>{SENTENCE}</p><ul><li><a href=/x>Blue ice</a><li>Ice</ul><p>{SENTENCE}</p>")
    assert with_lists_amid(page, [True, False, False, True], [0.3] * 4) == [True, False, False, True]
    assert with_lists_amid(page, [True, False, False, True], [0.4] * 4) == [True] * 4


def test_lists_with_a_phrase_of_boilerplate_do_not_come() -> None:
    page = Page(f"<p>{SENTENCE}</p><ul><li>Blue ice</li><li>Share this article</li></ul><p>{SENTENCE}</p>")
    assert with_lists_amid(page, [True, False, False, True], [0.5] * 4) == [True, False, False, True]


def test_lists_come_under_a_heading_that_is_doubted_as_well() -> None:
    items = "<ul><li>Blue ice</li><li>White ice</li></ul>"
    page = Page(f"<p>{SENTENCE}</p><h3>The facts</h3>{items}<p>{SENTENCE}</p>")
    mask = [True, False, False, False, True]
    assert with_lists_amid(page, mask, [0.4] * 5) == [True, False, True, True, True]
    # but not where two headings, or something else, stand between
    page = Page(f"<p>{SENTENCE}</p><h3>The facts</h3><h4>In short</h4>{items}<p>{SENTENCE}</p>")
    mask = [True, False, False, False, False, True]
    assert with_lists_amid(page, mask, [0.4] * 6) == mask


@pytest.mark.parametrize(
    ("unit", "comes"),
    [
        ("<ul><li>Blue ice<li>White ice</ul>", True),
        ("<table><tr><td>Blue<td>4 cm<tr><td>White<td>9 cm</table>", True),
        ("<blockquote><p>Never trust a smooth bay.</p><p>An old saying</p></blockquote>", True),
        # a phrase may name a value
        ("<table><tr><td>Language<td>Dutch<tr><td>Ice<td>9 cm</table>", True),
        ("<table><tr><td>Language<td>Share<tr><td>Ice<td>9 cm</table>", False),
        # links, phrases and digits alone
        ("<ul><li><a href=/a>Blue ice</a><li>White ice</ul>", False),
        ("<ul><li>Blue ice<li>Share this article</ul>", False),
        ("<ol><li>1<li>2</ol>", False),
    ],
)
def test_a_unit_that_ends_a_text_comes_below_a_sure_sentence(unit: str, comes: bool) -> None:
    def added(text: str, sure: float = 0.95, likely: float = 0.3) -> bool:
        page = Page(text)
        mask = [SENTENCE in block.text for block in page.blocks]
        probabilities = [sure if keep else likely for keep in mask]
        return with_last_units(page, mask, probabilities) != mask

    text = f"<div><p>{SENTENCE}</p>{unit}</div>"
    assert added(text) is comes
    assert not added(text, likely=0.2)
    assert not added(text, sure=0.85)
    # below a heading
    for heading, may in (("Ice", comes), ("Share this article", False)):
        headed = f"<div><p>{SENTENCE}</p><h2>{heading}</h2>{unit}</div>"
        assert added(headed, likely=0.15) is (may and "blockquote" not in unit)
        assert not added(headed, likely=0.05)
    # the text goes on, or is another's
    assert not added(f"<div><p>{SENTENCE}</p>{unit}<p>{SENTENCE}</p></div>")
    assert not added(f"<div><p>{SENTENCE}</p><p>{SENTENCE}</p></div>{unit}")


@pytest.mark.parametrize(
    ("unit", "comes"),
    [
        ("<ul><li>two wheels of brass</li><li>no key</li></ul>", True),
        # topics
        ("<ul><li>Harbour clocks</li><li>Gulls</li></ul>", False),
        ("<dl><dt>Arbor</dt><dd>a shaft</dd></dl>", True),
        ("<table><tr><td>Rod</td><td>141 years</td></tr></table>", True),
        ("<details><summary>Is it old?</summary><p>It is.</p></details>", True),
        ("<ul><li><a href=/w>two wheels of brass</a></li><li>no key</li></ul>", False),
        ("<ul><li>All rights reserved</li><li>and no key to wind it</li></ul>", False),
        ("<table><tr><td>1</td><td>2</td></tr></table>", False),
    ],
)
def test_what_begins_a_text_comes_above_a_sure_sentence(unit: str, comes: bool) -> None:
    def added(text: str, likely: float = 0.2, sure: float = 0.95) -> bool:
        page = Page(text)
        mask = [SENTENCE in block.text for block in page.blocks]
        probabilities = [sure if keep else likely for keep in mask]
        return with_first_units(page, mask, probabilities) != mask

    assert added(f"<div>{unit}<p>{SENTENCE}</p></div>") is comes
    assert not added(f"<div>{unit}<p>{SENTENCE}</p></div>", likely=0.1)
    assert not added(f"<div>{unit}<p>{SENTENCE}</p></div>", sure=0.85)
    assert not added(f"<div>{unit}<p>{SENTENCE} and so</p></div>")
    assert not added(f"{unit}<div><p>{SENTENCE}</p><p>{SENTENCE}</p></div>")


@pytest.mark.parametrize(
    ("header", "comes"),
    [
        ("<tr><th>Pros</th><th>Cons</th></tr>", True),
        ("<tr><td>Pros</td><td>Cons</td></tr>", True),
        ("<tr><th>Pros and cons</th></tr>", False),
        ("<tr><th><a href=/p>Pros</a></th><th>Cons</th></tr>", False),
        ("<tr><th>Share</th><th>Cons</th></tr>", False),
        ("</table><table><tr><th>Pros</th><th>Cons</th></tr></table><table>", False),
    ],
)
def test_a_header_row_comes_with_what_is_kept_right_below_it(header: str, comes: bool) -> None:
    lists = "<tr><td><ul><li>no key<li>one hand</ul><td><ul><li>stops</ul></tr>"
    page = Page(f"<p>One.</p><table>{header}{lists}</table>")
    mask = [block.index == 0 or block.role is Role.LIST_ITEM for block in page.blocks]
    assert with_header_rows(page, mask) == ([True] * len(mask) if comes else mask)
    # nothing of the table is kept
    assert with_header_rows(page, [i == 0 for i in range(len(mask))]) == [i == 0 for i in range(len(mask))]


@pytest.mark.parametrize(
    ("line", "code", "comes"),
    [
        ("It was made from the following files:", "ebb()", True),
        ("It was made from the following files.", "ebb()", False),
        ("The files:", "ebb()", False),
        ("<a href=/f>It was made from the following</a> files:", "ebb()", False),
        # what is no reference may have offers
        ("It was made from the following files:", "ebb", False),
    ],
)
def test_a_sentence_that_announces_a_list_of_a_reference_comes(line: str, code: str, *, comes: bool) -> None:
    page = Page(f"<div><h3>{code}</h3><p>Waits.</p><p>{line}</p><ul><li>tide.h<li>tide.c</ul></div>")
    mask = [True, True, False, True, True]
    assert with_announcements(page, mask, [0.2] * 5) == [True, True, comes, True, True]
    assert with_announcements(page, mask, [0.05] * 5) == mask


@pytest.mark.parametrize(
    ("figure", "comes"),
    [
        ("<figcaption>Table 1. Wells</figcaption><table><tr><td>Sarn<td>14</table>", True),
        ("<table><tr><td>Sarn<td>14</table><figcaption>Table 1. Wells</figcaption>", True),
        ("<figcaption>Wells</figcaption><p>Left out.", False),
        ("<img src=/i.jpg><figcaption>Wells</figcaption>", False),
    ],
)
def test_the_caption_of_a_figure_comes_with_its_table(figure: str, comes: bool) -> None:
    page = Page(f"<p>One.</p><figure>{figure}</figure>")
    mask = [block.role is Role.TABLE or block.index == 0 for block in page.blocks]
    assert with_captions(page, mask) == ([True] * len(mask) if comes else mask)
