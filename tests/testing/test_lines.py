"""Differences between lines of text."""

from __future__ import annotations

from boilerstrip.testing.lines import difference


def test_difference() -> None:
    before = ["a", "b", "c", "d", "e" * 100, "f"]
    assert difference(before, ["a", "c", "d", "e" * 100, "new", "f"]) == "\n".join(
        ["1 line lost, 1 line gained", "  a", "- b", "  c", "  … 1 more …", f"  {'e' * 60}…", "+ new", "  f"]
    )
    assert difference([], ["x", "y"]) == "2 lines gained\n+ x\n+ y"
