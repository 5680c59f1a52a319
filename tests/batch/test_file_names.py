"""Names of a folder's files: apart on every system, inside of the folder, in bounded time."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.batch.file_names import Names
from boilerstrip.workers.jobs import PageSource

_PARTS = st.one_of(
    st.sampled_from(
        ["a", "A", "a.md", "a.html", "é", "e\u0301", "..", ".", "", "con", "files", "index.jsonl"]
    ),
    st.text(max_size=8),
    st.sampled_from(["x" * 300, "ü" * 200]),
)
_PATHS = st.lists(_PARTS, min_size=1, max_size=6).map("/".join)
_PAGES = st.lists(
    st.tuples(_PATHS, st.one_of(st.none(), _PATHS.map("https://a.example/".__add__))), max_size=12
)


@given(_PAGES, st.sampled_from([".md", ".html", ".json"]))
def test_every_name_can_be_written_beside_all_others(
    pages: list[tuple[str, str | None]], ending: str
) -> None:
    names = Names([], ending)
    given_names = [names.give(PageSource(name.replace("\0", ""), "", url)) for name, url in pages]
    with tempfile.TemporaryDirectory() as folder:
        for name in (*given_names, "index.jsonl.run.json"):
            path = Path(folder, *PurePosixPath(name).parts)
            assert path.resolve().is_relative_to(Path(folder).resolve())
            path.parent.mkdir(parents=True, exist_ok=True)
            path.open("x").close()
    compared = {unicodedata.normalize("NFC", name).casefold() for name in given_names}
    assert len(compared) == len(pages)
    assert all(len(name.encode()) < 400 for name in given_names)


@pytest.mark.parametrize(
    "name", ["con", "CON.tar", "aux .x", "Com1", "lpt9.foo", "com¹", "CONIN$", "conout$.x"]
)
def test_names_that_windows_keeps_for_itself_are_given_to_no_file(name: str) -> None:
    (folder, file) = Names([], ".md").give(PageSource(f"{name}/{name}.html", "", None)).split("/")
    assert folder.startswith("_")
    assert file.startswith("_")
    assert Names([], ".md").give(PageSource("console.html", "", None)) == "console.md"


def test_many_pages_of_one_name_take_no_longer_each() -> None:
    names = Names([], ".md")
    given_names = {names.give(PageSource("?.html", "", None)) for _ in range(20_000)}
    assert len(given_names) == 20_000
    assert "_~20000.md" in given_names


def test_files_of_a_folder_or_glob_keep_their_tree_and_others_go_by_their_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "export" / "news").mkdir(parents=True)
    file = tmp_path / "export" / "news" / "1.html"
    file.touch()
    for source in (str(tmp_path / "export"), str(tmp_path / "export" / "**" / "*.html")):
        names = Names([source], ".md")
        assert names.give(PageSource(str(file), "", None)) == "news/1.md"
        assert names.source_of(str(file)) == file.resolve()
        assert names.source_of("/etc/hostname") is None
    monkeypatch.chdir(tmp_path)
    names = Names(["."], ".md")  # a record's id is no path, though "." holds every name
    record = PageSource("<urn:uuid:1>", "", "https://Shore.example/tides/")
    assert names.give(record) == "shore.example/tides/index.md"
    assert names.give(PageSource("<urn:uuid:2>", "", "https://shore.example/a.html?p=1&q")) == (
        "shore.example/a.html-p=1&q.md"
    )
    assert names.source_of("x" * 5_000) is None


def test_no_name_looks_like_another() -> None:
    page = PageSource("\u202egpj.exe", "", None)
    assert Names([], ".md").give(page) == "_gpj.exe.md"
