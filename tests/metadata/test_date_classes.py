"""Class names of elements that tell dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata import date_classes


@pytest.mark.parametrize(
    ("class_names", "is_date", "is_today"),
    [
        ("post-date small", True, False),
        ("entry_meta", True, False),
        ("last-updated", True, False),
        ("header current_date", True, True),
        ("today", False, True),
        ("candidates", False, False),
        ("weathered", False, False),
        ("", False, False),
    ],
)
def test_names(class_names: str, is_date: bool, is_today: bool) -> None:
    assert date_classes.names_date(class_names) is is_date
    assert date_classes.names_today(class_names) is is_today


@pytest.mark.parametrize("kind", ["DATE", "TODAY"])
@given(data=st.data())
def test_no_part_is_missing_of_class_names(kind: str, data: st.DataObject) -> None:
    names = data.draw(st.from_regex(getattr(date_classes, f"_{kind}_CLASS").pattern))
    assert getattr(date_classes, f"_MAY_NAME_{kind}").are_in(names)
