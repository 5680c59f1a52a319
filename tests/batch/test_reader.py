"""Pages read from files and folders, always in one order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.batch.reader import PAGE_FIELDS, Fields, Reader
from boilerstrip.errors import SourceError
from boilerstrip.workers.jobs import Failure, PageSource


def test_a_folder_is_read_in_order_but_for_what_is_no_page(tmp_path: Path) -> None:
    for name in ("b.html", "a.htm", "c.txt", ".hidden.html", "sub/d.html", ".git/e.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    found = [page.page for page in Reader([str(tmp_path)]) if isinstance(page, PageSource)]
    assert found == [b"a.htm", b"b.html", b"sub/d.html"]
    reader = Reader([str(tmp_path)], excluded=[tmp_path / "sub"])
    assert [page.id for page in reader] == [str(tmp_path / "a.htm"), str(tmp_path / "b.html")]
    assert reader.consumed == reader.size() == len("a.htm") + len("b.html")


LINES = st.one_of(
    st.fixed_dictionaries(
        {"html": st.text(max_size=9)}, optional={"id": st.integers(0, 9), "url": st.text(max_size=5)}
    ).map(json.dumps),
    st.sampled_from(["", "  ", "[1]", "{", '"text"', "null", '{"id": 1}']),
)


@given(st.lists(LINES, max_size=6))
def test_each_line_is_a_page_or_a_failure(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = tmp_path_factory.mktemp("lines") / "pages.jsonl"
    path.write_text("\n".join([*lines, '{"html": "last"}']))
    found = list(Reader([str(path)]))
    texts = [line for line in lines if line.strip()]
    assert len(found) == len(texts) + 1
    for line, page in zip(texts, found, strict=False):
        value = json.loads(line) if line != "{" else None
        if isinstance(value, dict) and "html" in value:
            assert isinstance(page, PageSource)
            assert page.page == value["html"]
        else:
            assert isinstance(page, Failure)
    assert isinstance(found[-1], PageSource)


def test_fields_are_those_named_or_the_usual_ones(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text('{"markup": "one", "html": "two", "name": "a", "id": "b"}\n')
    (page,) = Reader([str(path)], Fields(page="markup", id="name"))
    assert isinstance(page, PageSource)
    assert (page.page, page.id) == ("one", "a")
    (page,) = Reader([str(path)])
    assert isinstance(page, PageSource)
    assert (page.page, page.id) == ("two", "b")
    assert all(Fields().usable([name]) for name in PAGE_FIELDS)
    assert not Fields(page="markup").usable(PAGE_FIELDS)


@pytest.mark.parametrize("source", ["none.html", "*.html", "."])
def test_sources_without_pages_are_told_at_once(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError):
        Reader([source])
