"""The pytest plugin: fixtures for extractors under test, and snapshots of what they extract.

A module of its own, outside the package: pytest imports plugins in every run of every project
they are installed for, and so this one imports nothing until a test asks for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from boilerstrip.testing import Extract

UPDATE = "--boilerstrip-update"
_PROPERTY = "boilerstrip snapshot"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option and the settings of the ini file."""
    group = parser.getgroup("boilerstrip", "snapshots of extracted pages")
    group.addoption(
        UPDATE, action="store_true", help="record what is extracted now as the snapshots to compare with"
    )
    parser.addini(
        "boilerstrip_extract",
        "the extractor under test: module:function, from HTML to text (default: boilerstrip's own)",
    )
    parser.addini("boilerstrip_pages", "the folder whose pages boilerstrip_page goes through", type="paths")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for `boilerstrip_page` once for each page of the folder."""
    if "boilerstrip_page" not in metafunc.fixturenames:
        return
    from boilerstrip.testing.loading import page_files

    folders: list[Path] = metafunc.config.getini("boilerstrip_pages")
    if not folders:
        raise pytest.UsageError("boilerstrip_page: the setting boilerstrip_pages names no folder")
    pages: list[tuple[Path, str]] = []
    for folder in folders:
        try:
            found = page_files(folder)
        except OSError as error:
            raise pytest.UsageError(f"boilerstrip_pages: {folder}: {error.strerror}") from error
        if not found:
            raise pytest.UsageError(f"boilerstrip_pages: no pages in {folder}")
        pages.extend((page, page.relative_to(folder).as_posix()) for page in found)
    files, names = zip(*pages, strict=True)
    metafunc.parametrize("boilerstrip_page", files, ids=names, scope="session")


@pytest.fixture(scope="session")
def boilerstrip_extract(request: pytest.FixtureRequest) -> Extract:
    """The extractor under test: override this fixture, or set boilerstrip_extract in the ini file."""
    name = request.config.getini("boilerstrip_extract")
    if not name:
        import boilerstrip

        return lambda page: boilerstrip.extract(page).text
    from boilerstrip.testing.loading import imported

    try:
        return imported(name)
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        raise pytest.UsageError(f"boilerstrip_extract: {error}") from error


@pytest.fixture
def boilerstrip_snapshot(
    request: pytest.FixtureRequest,
    boilerstrip_extract: Extract,
    record_property: Callable[[str, object], None],
) -> Callable[[Path], None]:
    """A function that extracts the page in a file and fails where its snapshot says otherwise."""
    from boilerstrip.errors import SnapshotError
    from boilerstrip.testing.snapshots import compare

    def check(page: Path) -> None:
        __tracebackhide__ = True
        try:
            outcome = compare(boilerstrip_extract, Path(page), update=request.config.getoption(UPDATE))
        except SnapshotError as error:
            pytest.fail(str(error), pytrace=False)
        record_property(_PROPERTY, outcome.value)

    return check


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many snapshots an update wrote."""
    if not terminalreporter.config.getoption(UPDATE):
        return
    outcomes = Counter(
        value
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == _PROPERTY
    )
    counts = [f"{outcomes[outcome]} {outcome}" for outcome in ("recorded", "updated", "unchanged")]
    terminalreporter.write_line(f"boilerstrip snapshots: {', '.join(counts)}")
