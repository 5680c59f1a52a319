"""The rules in their order."""

from __future__ import annotations

import re

from boilerstrip.discard.rules.order import DESCRIPTIONS, RULES, RULES_BY_NAME


def test_each_rule_has_a_name_of_its_own_that_an_option_can_hold() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in RULES_BY_NAME)
    assert set(names) < RULES_BY_NAME == set(DESCRIPTIONS)


def test_comments_are_settled_before_boxes_are_named_for_them() -> None:
    names = [rule.name for rule in RULES]
    assert names.index("comments") < names.index("named-boxes")
