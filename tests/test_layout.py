"""How the package is built: no imports in a circle, short modules, the parser's tree known in one package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "boilerstrip"
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
MAX_LINES = 600
# Besides the package that makes pages of them, these write or change trees of their own.
PARSING = ("boilerstrip.page.", "boilerstrip.render.", "boilerstrip.testing.")


def imported(path: Path) -> Iterator[str]:
    """The names of the modules that a module imports, wherever in it, and of what it imports from them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            parts = [f"{node.module}.{alias.name}" for alias in node.names]
            # a package is not asked for what is a module in it
            yield from (
                part if part in MODULES or node.module == "turbohtml" else node.module for part in parts
            )


def test_no_imports_in_a_circle() -> None:
    graph = {name: {found for found in imported(path) if found in MODULES} for name, path in MODULES.items()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_short(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) < MAX_LINES


def test_only_pages_know_the_tree_they_are_parsed_to() -> None:
    trees = {"turbohtml", "turbohtml.Element", "turbohtml.Node", "turbohtml.Text", "turbohtml.parse"}
    knowing = [name for name, path in MODULES.items() if not trees.isdisjoint(imported(path))]
    assert "boilerstrip.page.walker" in knowing
    assert [name for name in knowing if not name.startswith(PARSING)] == []
