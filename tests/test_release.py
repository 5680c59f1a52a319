"""What the package index is told, and what a release is made with."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

import boilerstrip

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture
def readme(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts" / "release"))
    monkeypatch.delitem(sys.modules, "readme", raising=False)
    import readme

    return readme


def test_links_are_absolute_on_the_index(readme):
    text = readme.absolute((ROOT / "README.md").read_text(encoding="utf-8"), readme.repository(), "v9.9.9")
    links = re.findall(r"\]\(([^)#\s]+)", text)
    assert links
    assert [link for link in links if not link.startswith("https://")] == []
    images = re.findall(r"!\[[^\]]*\]\(([^)\s]+)", text)
    assert all(image.startswith("https://raw.githubusercontent.com/") for image in images)


@pytest.mark.parametrize(
    ("link", "right"),
    [
        ("[a](docs/a.md)", "[a](https://github.com/o/r/blob/v1/docs/a.md)"),
        ("![a](a.png)", "![a](https://raw.githubusercontent.com/o/r/v1/a.png)"),
        ("[a](https://example.org)", "[a](https://example.org)"),
        ("[a](#part)", "[a](#part)"),
    ],
)
def test_one_link(readme, link, right):
    assert readme.absolute(link, "https://github.com/o/r", "v1") == right


def test_version_is_the_packages(readme):
    assert readme.version() == boilerstrip.__version__


def test_readme_renders_on_the_index(readme):
    markdown = pytest.importorskip(
        "readme_renderer.markdown", reason="rendered where readme_renderer is installed"
    )
    text = readme.absolute((ROOT / "README.md").read_text(encoding="utf-8"), readme.repository(), "main")
    assert "<table>" in markdown.render(text)


def test_conda_recipe_asks_for_what_the_project_asks_for():
    recipe = (ROOT / "scripts" / "release" / "conda" / "meta.yaml").read_text(encoding="utf-8")
    run = recipe.split("  run:\n", 1)[1].split("\n\n", 1)[0]
    asked = {line.strip("- ").replace(" ", "") for line in run.splitlines()} - {"python>=3.11"}
    assert asked == {dependency.replace(" ", "") for dependency in PROJECT["dependencies"]}


def test_conda_recipe_builds_as_the_project_does():
    recipe = (ROOT / "scripts" / "release" / "conda" / "meta.yaml").read_text(encoding="utf-8")
    host = recipe.split("  host:\n", 1)[1].split("  run:\n", 1)[0]
    asked = {line.strip("- ").replace(" ", "") for line in host.splitlines()} - {"python>=3.11", "pip"}
    assert asked == set(tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"])
    # it is compiled, for each system and Python by itself
    assert "noarch" not in recipe
    assert "{{ compiler('c') }}" in recipe


def test_classifiers_name_the_pythons_that_are_tested():
    workflow = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    tested = re.findall(r'"(3\.\d+)"', workflow.split("python: [", 1)[1].split("]", 1)[0])
    prefix = "Programming Language :: Python :: 3."
    named = [
        classifier.rpartition(" ")[2]
        for classifier in PROJECT["classifiers"]
        if classifier.startswith(prefix)
    ]
    assert named == tested


@pytest.mark.parametrize(
    "workflow", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda p: p.name
)
def test_actions_are_pinned_to_commits(workflow):
    used = re.findall(r"uses: (?!\./)(.+)", workflow.read_text(encoding="utf-8"))
    assert used
    assert [
        action for action in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)
    ] == []
