"""Signatures and code tell a reference from other pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.page.signatures import are_reference, find_code, is_code, is_signature, names_type

NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,12}", fullmatch=True)


@given(NAMES, st.lists(NAMES, max_size=4), st.sampled_from(["", " -> Tide", ": double", " const"]))
def test_a_name_with_parameters_is_a_signature(name: str, parameters: list[str], behind: str) -> None:
    text = f"{name}({', '.join(parameters)}){behind}"
    assert is_signature(Page("<p>ebb()</p>").blocks[0])
    assert is_signature(Page("<p>" + text.replace(">", "&gt;") + "</p>").blocks[0])


@pytest.mark.parametrize(
    "text",
    ["ebb :: Station -> Tide", "static List<Height> heights(Tide tide)", "cron(8)", "void close()", "ebb/2"],
)
def test_types_may_stand_beside_it(text: str) -> None:
    assert is_signature(Page(f"<p>{text.replace('<', '&lt;')}</p>").blocks[0])


@pytest.mark.parametrize(
    "text",
    [
        "In stock (1)",
        "Weight: 13 oz (369 g)",
        "David Moyes (2013-2014): 295 days",
        "Boxwood (Buxus)",
        "Gazette :: Sport :: Rowing",
        "24/7",
        "Windproof6/6",
        "All sizes(40)",
        "and/or",
        "The call of ebb() waits for low water.",
        "Read what the captain of the ferry thinks(and says)",
    ],
)
def test_words_in_brackets_are_no_parameters(text: str) -> None:
    assert not is_signature(Page(f"<p>{text}</p>").blocks[0])


def test_types_of_data_are_named() -> None:
    typed = [
        "string",
        "Integer",
        "array of strings",
        "array<object>",
        "number[]",
        "string or null",
        "required",
    ]
    other = ["maps", "date", "a string", "strings of pearls", "Ida Holm", "number 4"]
    for text in typed + other:
        assert names_type(Page(f"<p>{text.replace('<', '&lt;')}</p>").blocks[0]) is (text in typed)


def test_code_is_code_alone() -> None:
    code, marked, mixed = Page("<pre>a = 1</pre><p><code>a</code></p><p>Set <code>a</code></p>").blocks
    assert is_code(code)
    assert is_code(marked)
    assert not is_code(mixed)


def test_one_line_in_thirty_makes_a_reference() -> None:
    blocks = Page("<p>ebb()</p>" + "<p>The tide turns.</p>" * 40).blocks
    code = find_code(blocks)
    assert are_reference(blocks[:30], code)
    assert not are_reference(blocks, code)
    assert not are_reference(blocks[1:], code)
    assert not are_reference([], code)


def test_a_listing_or_two_are_examples() -> None:
    blocks = Page("<pre>a = 1</pre>" * 3 + "<p>The tide turns.</p>" * 9).blocks
    code = find_code(blocks)
    assert are_reference(blocks, code)
    assert not are_reference(blocks[1:], code)
