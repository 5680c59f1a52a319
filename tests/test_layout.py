"""How the package is built: short modules that import only from below, the parser's tree known in one package,
and tests that stand where the modules do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "boilerstrip"
TESTS = Path(__file__).parent
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
MAX_LINES = 600
# Besides the package that makes pages of them, these write or change trees of their own.
PARSING = ("boilerstrip.page.", "boilerstrip.render.", "boilerstrip.testing.")
# The picture in ARCHITECTURE.md, from below: each row imports from itself and from the rows below it.
PICTURE = (PACKAGE.parent / "ARCHITECTURE.md").read_text("utf-8").split("```text\n", 1)[1].split("```")[0]
ROWS = [row.partition("    ")[0].replace(".py", "").replace("/", "").split() for row in PICTURE.splitlines()]
ROW_OF = {part: i for i, row in enumerate(reversed(ROWS)) for part in row}
# The rules of a site's owner are applied while a page is extracted; the rest of `site` works on extractions.
FROM_ABOVE = {"boilerstrip.site.rules", "boilerstrip.site.rules_file"}
# Modules without tests of their own, and the reason.
UNTESTED = {
    "boilerstrip.__main__": "one call of the command, made in tests/cli/test_command.py",
    "boilerstrip.scorer": "a deprecated name, used in tests/test_deprecated.py",
    "boilerstrip.serve_cli": "a deprecated name, used in tests/test_deprecated.py",
    "boilerstrip.cli.parsers": "a parser without arguments, which the tests of every command fill",
    "boilerstrip.testing.__main__": "tested by tests/testing/test_main.py, as a test module has no such name",
}


@cache
def nodes_of(path: Path, *, for_types: bool = True) -> list[ast.AST]:
    """The nodes of a module, without what it imports for types alone unless that is wanted."""
    tree = ast.parse(path.read_text("utf-8"))
    if not for_types:
        tree.body = [node for node in tree.body if not is_for_types(node)]
    return list(ast.walk(tree))


def is_for_types(node: ast.stmt) -> bool:
    """Return whether a statement is `if TYPE_CHECKING:`."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def imported(path: Path, *, for_types: bool = True) -> Iterator[str]:
    """The names of the modules that a module imports, wherever in it, and of what it imports from them."""
    for node in nodes_of(path, for_types=for_types):
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


def part_of(name: str) -> str:
    """The package or module right below `boilerstrip` that a module is or is in."""
    return f"{name}.".split(".")[1]


def test_packages_import_from_below() -> None:
    wrong = [
        (name, found)
        for name, path in MODULES.items()
        for found in imported(path, for_types=False)
        if found.startswith("boilerstrip.")
        and found not in FROM_ABOVE
        and ROW_OF.get(part_of(found), -1) > ROW_OF.get(part_of(name), len(ROWS))
    ]
    assert wrong == []


def test_every_part_has_its_row() -> None:
    parts = {part_of(name) for name in MODULES} - {""}
    assert set(ROW_OF) <= parts
    assert parts - set(ROW_OF) == {"__main__", "scorer", "serve_cli", "testing"}


def mirror_of(name: str) -> Path:
    """The test module of a module."""
    path = MODULES[name].relative_to(PACKAGE)
    own = MODULES[name].parent.name if path.stem == "__init__" else path.stem
    return TESTS / path.parent / f"test_{own}.py"


def has_code(path: Path) -> bool:
    """Return whether a module defines a function or a class."""
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in nodes_of(path))


def is_reexport(name: str) -> bool:
    """Return whether a package names what is in its modules and does nothing of its own."""
    return MODULES[name].stem == "__init__" and not has_code(MODULES[name])


@pytest.mark.parametrize("name", [name for name in MODULES if not is_reexport(name)])
def test_each_module_has_its_tests(name: str) -> None:
    is_kernel = name.startswith("boilerstrip._kernels")
    found = TESTS / "kernels" / "test_kernels.py" if is_kernel else mirror_of(name)
    assert found.exists() is (name not in UNTESTED), found
    if found.exists():
        assert "def test_" in found.read_text("utf-8")
