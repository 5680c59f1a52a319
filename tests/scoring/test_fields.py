"""Fields of an interface come with what each is, and a signature with both of its ends."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from boilerstrip.scoring.fields import with_brackets, with_typed_fields

FIELDS = {"draught": "How deep the ship is.", "margin": "The distance to keep."}


def added(field: str, fields: int = 2) -> list[str]:
    """What comes with the sentences that say what each field is."""
    said = [*FIELDS.items()][:fields]
    markup = "".join(f"{field.format(name)}<p>{text}</p>" for name, text in said)
    page = Page(f"<main><p>It sails.</p>{markup}</main><pre>sail(2)</pre>")
    mask = [block.text.endswith(".") for block in page.blocks]
    whole = with_typed_fields(page, mask)
    return [block.text for block in page.blocks if whole[block.index] and not mask[block.index]]


TYPED = "<div><div>{}</div><div>number</div><div>required</div></div>"


def test_names_and_types_come() -> None:
    assert added(TYPED) == ["draught", "number", "required", "margin", "number", "required"]
    assert added(TYPED, fields=1) == []


@pytest.mark.parametrize(
    "field",
    [
        # no type, a link, a heading, a control, too many words
        "<div>{}</div><div>Ida Holm</div>",
        "<div>{}</div><div><a href=/n>number</a></div>",
        "<h3>{}</h3><div>number</div>",
        "<button>{}</button><div>number</div>",
        "<div>what the {} of the ship is</div><div>number</div>",
    ],
)
def test_other_lines_are_left_out(field: str) -> None:
    assert added(field) == []


def test_a_signature_comes_with_both_ends() -> None:
    code = "<pre>combine(a)</pre>"
    signature = "<section>Pattern combine(<ol><li>Pattern other,</li><li>int gap</li></ol>)</section>"
    page = Page(f"{signature}<p>Joins.</p>{code}")
    assert with_brackets(page, [False, True, True, False, True, True]) == [True] * 6
    # nothing of it is kept, it does not end, or no code is on the page
    mask = [False, False, False, False, True, True]
    assert with_brackets(page, mask) == mask
    page = Page(f"<section>It sails (<ol><li>or rows</li></ol></section>{code}")
    assert with_brackets(page, [False, True, True]) == [False, True, True]
    assert with_brackets(Page(signature), [False, True, True, False]) == [False, True, True, False]
