"""The pytest plugin, in runs of pytest of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from fnmatch import fnmatch
from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]
INSTALLED = any(entry.value == "pytest_boilerstrip" for entry in entry_points(group="pytest11"))
PAGE = "<nav><a href=/>Home</a></nav><p>The ferry runs again.</p><p>Fares stay as they are.</p>"
EXTRACTOR = """
    import re

    def paragraphs(html):
        return "\\n".join(re.findall("<p>(.*?)</p>", html))

    def shouting(html):
        return paragraphs(html).upper()
"""
TEST = """
    def test_pages(boilerstrip_page, boilerstrip_snapshot):
        boilerstrip_snapshot(boilerstrip_page)
"""
UPDATE = "--boilerstrip-update"


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project with an extractor, two pages and a test, whose runs of pytest have the plugin."""
    paths = [str(ROOT), str(pytester.path), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
    if not INSTALLED:
        monkeypatch.setenv("PYTEST_PLUGINS", "pytest_boilerstrip")
    pytester.makepyfile(extractor=EXTRACTOR, test_pages=TEST)
    settings(pytester)
    folder = pytester.mkdir("pages")
    (folder / "ferry.html").write_text(PAGE, encoding="utf-8")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "приём.htm").write_bytes("<meta charset=koi8-r><p>приём</p>".encode("koi8-r"))
    return pytester


def settings(project: pytest.Pytester, extract: str = "extractor:paragraphs", pages: str = "pages") -> None:
    project.makeini(f"[pytest]\nboilerstrip_extract = {extract}\nboilerstrip_pages = {pages}\n")


def run(project: pytest.Pytester, *arguments: str, in_process: bool = True) -> pytest.RunResult:
    start = project.runpytest_inprocess if in_process else project.runpytest_subprocess
    return start("-p", "no:cacheprovider", *arguments)


def test_record_then_compare(project: pytest.Pytester) -> None:
    result = run(project)
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(
        ["*ferry.html has no snapshot yet; record one with pytest --boilerstrip-update"]
    )

    result = run(project, UPDATE)
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["boilerstrip snapshots: 2 recorded, 0 updated, 0 unchanged"])
    recorded = project.path / "pages" / "ferry.html.txt"
    assert recorded.read_text(encoding="utf-8") == "The ferry runs again.\nFares stay as they are.\n"
    other = project.path / "pages" / "deeper" / "приём.htm.txt"
    assert other.read_text(encoding="utf-8") == "приём\n"

    result = run(project, "-v")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*test_pages?ferry.html? PASSED*"])
    assert "boilerstrip snapshots" not in result.stdout.str()


@pytest.mark.slow
def test_a_change_is_shown_line_by_line_and_recorded_when_meant(project: pytest.Pytester) -> None:
    run(project, UPDATE)
    page = project.path / "pages" / "ferry.html"
    page.write_text(PAGE.replace("<p>Fares stay as they are.</p>", "<p>Don't Miss</p>"), encoding="utf-8")
    result = run(project)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "ferry.html is extracted in another way than ferry.html.txt says: 1 line lost, 1 line gained",
            "  The ferry runs again.",
            "- Fares stay as they are.",
            "+ Don't Miss",
            "If that is as it should be: pytest --boilerstrip-update",
        ],
        consecutive=True,
    )
    result = run(project, UPDATE, "-n", "2", in_process=False)
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["boilerstrip snapshots: 0 recorded, 1 updated, 1 unchanged"])
    run(project).assert_outcomes(passed=2)


def test_the_extractor_of_a_fixture_comes_first(project: pytest.Pytester) -> None:
    project.makeconftest(
        """
        import pytest
        from extractor import shouting

        @pytest.fixture(scope="session")
        def boilerstrip_extract():
            return shouting
        """
    )
    run(project, UPDATE).assert_outcomes(passed=2)
    recorded = project.path / "pages" / "ferry.html.txt"
    assert recorded.read_text(encoding="utf-8").startswith("THE FERRY RUNS AGAIN.\n")


def test_without_a_setting_boilerstrip_itself_is_under_test(project: pytest.Pytester) -> None:
    settings(project, extract="")
    run(project, UPDATE, "-k", "ferry").assert_outcomes(passed=1, deselected=1)
    recorded = project.path / "pages" / "ferry.html.txt"
    assert recorded.read_text(encoding="utf-8") == "The ferry runs again.\n\nFares stay as they are.\n"


def test_a_page_of_which_nothing_is_extracted_has_a_snapshot_too(project: pytest.Pytester) -> None:
    project.makepyfile(extractor="def paragraphs(html): return None")
    run(project, UPDATE).assert_outcomes(passed=2)
    assert (project.path / "pages" / "ferry.html.txt").read_bytes() == b""
    run(project).assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("extract", "pages", "message"),
    [
        ("extractor:paragraphs", "", "*the setting boilerstrip_pages names no folder*"),
        ("extractor:paragraphs", "nowhere", "*boilerstrip_pages: *nowhere: *"),
        ("extractor:paragraphs", "empty", "*boilerstrip_pages: no pages in *empty*"),
        (
            "extractor",
            "pages",
            "*boilerstrip_extract: name an extractor as MODULE:FUNCTION, not 'extractor'*",
        ),
        ("extractor:paragraph", "pages", "*boilerstrip_extract: *no attribute 'paragraph'*"),
    ],
)
def test_wrong_settings(project: pytest.Pytester, extract: str, pages: str, message: str) -> None:
    project.mkdir("empty")
    settings(project, extract, pages)
    project.syspathinsert()
    result = run(project)
    assert result.ret != 0
    assert fnmatch(result.stdout.str() + result.stderr.str(), message)


def test_help_and_settings_are_described(project: pytest.Pytester) -> None:
    result = run(project, "--help")
    result.stdout.fnmatch_lines(["*--boilerstrip-update*", "*boilerstrip_extract*", "*boilerstrip_pages*"])


def test_a_run_that_does_not_use_the_plugin_imports_nothing_for_it(project: pytest.Pytester) -> None:
    project.makepyfile(
        test_pages="""
        import sys

        def test_modules():
            assert "pytest_boilerstrip" in sys.modules
            assert not any(name.partition(".")[0] in ("boilerstrip", "turbohtml") for name in sys.modules)
        """
    )
    run(project, "-p", "no:hypothesispytest", in_process=False).assert_outcomes(passed=1)
    code = "import pytest_boilerstrip, sys; assert not {'boilerstrip', 'hypothesis'} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", code], check=True)
