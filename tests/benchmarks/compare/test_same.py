from __future__ import annotations

import copy
import gzip
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from benchmarks.compare import same
from tests.conftest import SAMPLES, STORY, page


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    (folder / "deep/er").mkdir(parents=True)
    (folder / "b.html").write_text(page(STORY), "utf-8")
    (folder / "notes.txt").write_text("no page", "utf-8")
    (folder / "deep/er/a.html.gz").write_bytes(gzip.compress(page(STORY[:3], "Boats").encode()))
    (folder / "deep/c.htm").write_text("", "utf-8")
    return folder


def recorded(pages: Path, out: Path, *options: str) -> Path:
    assert same.main(["record", "--pages", str(pages), "--out", str(out), *options]) == 0
    return out


def a_record() -> same.Record:
    return same.record_page("p", SAMPLES / "news-theme.html", boilerstrip.Extractor(effort="fast"))


def test_pages_are_found_in_any_layout_in_order(pages: Path) -> None:
    assert list(same.find_pages([pages])) == ["pages/b.html", "pages/deep/c.htm", "pages/deep/er/a.html.gz"]
    assert list(same.find_pages([pages], every=2)) == ["pages/b.html", "pages/deep/er/a.html.gz"]


def test_the_same_version_is_the_same_whatever_the_jobs(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = recorded(pages, tmp_path / "one")
    two = recorded(pages, tmp_path / "two", "--jobs", "2")
    assert same.main(["compare", str(one), str(two)]) == 0
    assert capsys.readouterr().out == "all 3 pages are the same\n"
    texts = [record["text"] for record in same.read(one)]
    assert STORY[0] in texts[0]
    assert STORY[2] in texts[2]


def test_a_changed_page_is_named_with_its_first_difference(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = recorded(pages, tmp_path / "one")
    (pages / "b.html").write_text(page([*STORY[:2], STORY[2].replace("six", "seven"), *STORY[3:]]), "utf-8")
    (pages / "deep/c.htm").unlink()
    two = recorded(pages, tmp_path / "two")
    assert same.main(["compare", str(one), str(two)]) == 1
    out = capsys.readouterr().out
    assert "pages/b.html: text, markdown, html" in out
    assert "    - " in out
    assert "leaves at six in the morning" in out
    assert "leaves at seven in the morning" in out
    assert "pages/deep/c.htm: page\n  page: only in the first record" in out
    assert "a.html.gz" not in out
    assert "2 of 3 pages differ" in out


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("text", lambda record: record.update(text=record["text"] + "!")),
        ("markdown", lambda record: record.update(markdown="")),
        ("html", lambda record: record.update(html=record["html"].replace("<p>", "<div>", 1))),
        ("metadata.author", lambda record: record["metadata"].update(author=None)),
        ("confidence", lambda record: record.update(confidence=0.0)),
        ("strategy", lambda record: record.update(strategy="none")),
        ("notes", lambda record: record.update(notes=["cut"])),
        ("role", lambda record: record["blocks"][3].update(role="code")),
        ("kept", lambda record: record["blocks"][3].update(kept=not record["blocks"][3]["kept"])),
        ("reason", lambda record: record["blocks"][3].update(reason="so")),
        ("blocks", lambda record: record["blocks"][3].update(text="other")),
        ("blocks", lambda record: record["blocks"].pop()),
        ("error", lambda record: record.update(error="InputError: no page")),
    ],
)
def test_each_field_is_compared(field: str, change: object) -> None:
    old = a_record()
    new = copy.deepcopy(old)
    assert not same.differences(old, new)
    change(new)  # type: ignore[operator]
    assert list(same.differences(old, new)) == [field]


def test_probabilities_may_be_apart_by_the_tolerance() -> None:
    old = a_record()
    new = copy.deepcopy(old)
    new["blocks"][4]["probability"] += 1e-6
    new["confidence"] += 1e-6
    assert list(same.differences(old, new)) == ["confidence", "probability"]
    assert not same.differences(old, new, tolerance=1e-5)
    new["blocks"][4]["probability"] += 1e-4
    assert "(1 of 68 blocks)" in same.differences(old, new, tolerance=1e-5)["probability"]


def test_the_end_of_a_long_block_counts() -> None:
    extractor = boilerstrip.Extractor(effort="fast")
    blocks = [extractor.extract(f"<p>{STORY[0]}{end}</p>").blocks[0] for end in ("", " So.")]
    one, two = (same._record_block(block)["text"] for block in blocks)
    assert one[:80] == two[:80]
    assert one != two


@given(st.sets(st.text("abc/.", max_size=4)), st.sets(st.text("abc/.", max_size=4)))
def test_every_page_is_paired_once(old: set[str], new: set[str]) -> None:
    pairs = list(same.paired(({"page": n} for n in sorted(old)), ({"page": n} for n in sorted(new))))
    assert {left["page"] for left, _ in pairs if left} == old
    assert {right["page"] for _, right in pairs if right} == new
    assert len(pairs) == len(old | new)


@pytest.mark.parametrize(
    "content", [b"", b"text", gzip.compress(b"[]\n", mtime=0), gzip.compress(b"not json\n", mtime=0)]
)
def test_what_is_no_record_is_told(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_bytes(content)
    assert same.main(["compare", str(tmp_path / "file"), str(tmp_path / "file")]) == 2
    assert "record" in capsys.readouterr().err


def test_a_record_that_breaks_off_is_told(pages: Path, tmp_path: Path) -> None:
    whole = gzip.decompress(recorded(pages, tmp_path / "one").read_bytes())
    (tmp_path / "cut").write_bytes(gzip.compress(whole[: whole.rstrip().rindex(b"\n") + 1]))
    assert same.main(["compare", str(tmp_path / "one"), str(tmp_path / "cut")]) == 2


def test_no_pages_and_wrong_arguments_are_told(tmp_path: Path) -> None:
    assert same.main(["record", "--pages", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    for arguments in (["compare"], ["compare", "a"], ["compare", "--against", "HEAD"]):
        with pytest.raises(SystemExit):
            same.main(arguments)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_tree_is_recorded_with_its_own_package(pages: Path, tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    package = repository / "boilerstrip"
    package.mkdir(parents=True)
    # what a version has that finds nothing
    (package / "__init__.py").write_text(
        "class Block: pass\n"
        "class Extractor:\n"
        "    def __init__(self, effort): pass\n"
        "    def extract(self, page): raise ValueError('old')\n"
    )
    git = ["git", "-C", str(repository), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *command], check=True)
    with same.checked_out("HEAD", repository) as tree:
        same.record_tree(tree, tmp_path / "old", ["--pages", str(pages)])
    assert not tree.exists()
    assert [record["error"] for record in same.read(tmp_path / "old")] == ["ValueError: old"] * 3
    with pytest.raises(same.RecordError, match="cannot be checked out"), same.checked_out("none", repository):
        pass
