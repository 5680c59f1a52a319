"""Folders of clean pages: a file a page, links that lead on, nothing overwritten, names that stay apart."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import Extractor
from boilerstrip.batch.file_names import Names
from boilerstrip.batch.filters import Facts, Filters, SeenBodies
from boilerstrip.batch.folder import INDEX
from boilerstrip.batch.links import Links
from boilerstrip.cli.command import main
from boilerstrip.errors import OptionError
from boilerstrip.workers.jobs import PageSource
from tests.site.surveyed import site_page

pytestmark = pytest.mark.usefixtures("inline_workers")


_SENTENCE = "The harbour pilots went back to work on Thursday, nine days after they had stopped. "


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    (folder / "news").mkdir(parents=True)
    (folder / "images").mkdir()
    (folder / "images" / "boat.png").write_bytes(b"\x89PNG\r\n\x1a\nnot really")
    for number in range(4):
        link = f'<a href="../news/{(number + 1) % 4}.html#top">the next story</a>'
        picture = (
            '<p><img src="../images/boat.png" alt="A boat" width="800" height="600"></p>'
            if number == 1
            else ""
        )
        page = site_page(number).replace(". </p>", f". See {link}, they said at the harbour.</p>{picture}", 2)
        (folder / "news" / f"{number}.html").write_text(
            page.replace("shore.example/", f"shore.example/x{number}/")
        )
    return folder


def batch(*arguments: str | Path) -> int:
    return main(["batch", *map(str, arguments), "-w", "1", "--effort", "fast"])


def test_files_stand_in_the_tree_of_the_source_and_their_links_lead_on(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "clean"
    assert batch(source, "--out-dir", out) == 0
    files = sorted(str(path.relative_to(out)) for path in out.rglob("*.md"))
    assert files == [f"news/{number}.md" for number in range(4)]
    text = (out / "news" / "1.md").read_text()
    assert text.startswith("---\n")
    assert "title: " in text
    assert "[the next story](2.md#top)" in text
    assert "member-offer" not in text
    records = [json.loads(line) for line in (out / INDEX).read_text().splitlines()]
    assert [record["file"] for record in records] == files
    assert all("text" not in record for record in records)
    dropped = json.loads((out / "dropped.json").read_text())
    assert any("picks" in place["place"] for place in dropped["places"])
    assert sum(dropped["words_by_rule"].values()) == sum(place["words"] for place in dropped["places"])


@pytest.mark.parametrize(("form", "ending"), [("html", "html"), ("text", "txt"), ("json", "json")])
def test_other_forms(source: Path, tmp_path: Path, form: str, ending: str) -> None:
    out = tmp_path / "clean"
    assert batch(source, "--out-dir", out, "--format", form) == 0
    text = (out / "news" / f"2.{ending}").read_text()
    assert "as it was said there" in text
    if form == "html":
        assert 'href="3.html#top"' in text
        # a browser would guess another charset
        assert text.startswith("<!DOCTYPE html>\n<html")
        assert '<meta charset="utf-8">' in text
        # what is read again is the same body
        body = text.partition("<body>\n")[2].partition("\n</body>")[0]
        assert Extractor(effort="fast").extract(text).html == body


def test_what_a_page_says_of_itself_stays_text(tmp_path: Path) -> None:
    page = f"<title>A &lt;/title&gt;&lt;a href=\"b.html\"&gt; tide</title><meta name='author' content='\"&gt;Ann Lee'><p>{_SENTENCE * 9}</p>"
    (tmp_path / "b.html").write_text(f"<p>{_SENTENCE * 9}</p>")
    (tmp_path / "a.html").write_text(page)
    out = tmp_path.with_name("clean")
    assert batch(tmp_path, "--out-dir", out, "--format", "html") == 0
    text = (out / "a.html").read_text()
    assert text.count("<title>") == text.count("</title>") == 1
    assert "<a " not in text


def test_nothing_is_overwritten_unless_asked(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "clean"
    out.mkdir()
    (out / "mine.md").write_text("mine")
    assert batch(source, "--out-dir", out) == 3
    assert "not empty" in capsys.readouterr().err
    assert sorted(path.name for path in out.iterdir()) == ["mine.md"]
    assert batch(source, "--out-dir", out, "--overwrite") == 0
    assert (out / "mine.md").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "pages.md"], "a .md file cannot hold"),
        (["-o", "pages.jsonl", "--format", "markdown"], "use --out-dir"),
        (["--out-dir", "x", "--format", "parquet"], "a folder can have files of"),
        ([], "either a file"),
        (["-o", "a.jsonl", "--out-dir", "x"], "either a file"),
        (["-o", "a.jsonl", "--min-confidence", "2"], "between 0 and 1"),
    ],
)
def test_outputs_that_cannot_be_are_refused(
    source: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert batch(source, *arguments) == 2
    assert message in capsys.readouterr().err


def test_bodies_seen_before_and_small_ones_are_left_out_and_told(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (source / "news" / "1.html").read_text()
    (source / "news" / "1-print.html").write_text(page.replace("masthead", "print"))
    (source / "news" / "small.html").write_text(
        "<main><p>A short notice of the harbour, which is closed.</p></main>"
    )
    out = tmp_path / "texts.jsonl"
    assert batch(source, "-o", out, "--dedupe", "--min-words", "20") == 0
    told = capsys.readouterr().err
    assert "1 left out: same body as another" in told
    assert "1 left out: fewer than 20 words" in told
    assert len(out.read_text().splitlines()) == 4
    log = [json.loads(line) for line in (tmp_path / "texts.jsonl.failures.jsonl").read_text().splitlines()]
    assert {failure["kind"] for failure in log} == {"filtered"}
    assert batch(source, "-o", tmp_path / "none.jsonl", "--language", "fr") == 0
    assert (tmp_path / "none.jsonl").read_text() == ""


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_characters="\0"), max_size=12),
            st.sampled_from([None, "https://a.example/x", "https://a.example/X?y=1", "https://[bad"]),
        ),
        max_size=12,
    )
)
def test_names_stay_apart_and_inside_the_folder(pages: list[tuple[str, str | None]]) -> None:
    names = Names([], ".md")
    given_names = [names.give(PageSource(name, "", url)) for name, url in pages]
    assert len({name.casefold() for name in given_names}) == len(pages)
    for name in given_names:
        parts = name.split("/")
        assert all(part not in ("", ".", "..") for part in parts)
        assert not any(sign in name for sign in '<>:"|?*\\')
        assert name.encode()
    again = Names([], ".md")
    assert [again.give(PageSource(name, "", url)) for name, url in pages] == given_names


@given(st.integers(0, 2**64 - 1), st.lists(st.integers(0, 63), max_size=6, unique=True))
def test_bodies_are_the_same_up_to_three_bits(bits: int, flipped: list[int]) -> None:
    seen = SeenBodies()
    seen.add(f"{bits:016x}", "first")
    other = bits
    for bit in flipped:
        other ^= 1 << bit
    assert (seen.same_as(f"{other:016x}") == "first") == (len(flipped) <= 3)
    assert seen.same_as(None) is None


def test_filters_go_by_what_the_page_says() -> None:
    facts = Facts("pt-BR", 100, 0.8, None)
    assert Filters(("pt",)).why_left_out(facts) == ""
    assert Filters(("pt-BR", "en")).why_left_out(facts) == ""
    assert Filters(("p",)).why_left_out(facts) == "language is pt-BR"
    assert Filters(min_words=101).why_left_out(facts) == "fewer than 101 words"
    assert Filters(min_confidence=0.9).why_left_out(facts) == "confidence below 0.9"
    with pytest.raises(OptionError, match="min_words"):
        Filters(min_words=-1)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_run_stopped_while_links_are_mended_is_gone_on_with(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert batch(source, "--out-dir", tmp_path / "whole") == 0
    mended = Links.mended
    calls = []

    def stopped(links: Links, text: str, record: dict[str, object]) -> str:
        calls.append(record)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return mended(links, text, record)

    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(Links, "mended", stopped)
        assert batch(source, "--out-dir", out) == 130
    assert not (out / INDEX).exists()
    assert batch(source, "--out-dir", out) == 0
    assert tree(out) == tree(tmp_path / "whole")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_run_killed_at_once_is_gone_on_with_and_restarted(source: Path, tmp_path: Path) -> None:
    (source / "news" / "2-print.html").write_text((source / "news" / "2.html").read_text())
    out = tmp_path / "out"
    arguments = [str(source), "--out-dir", str(out), "--dedupe"]
    command = [sys.executable, "-m", "boilerstrip", "batch", *arguments, "-w", "1", "--effort", "fast"]
    run = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    while run.poll() is None and not list(out.rglob("*.md")):
        time.sleep(0.01)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    assert batch(*arguments) == 0
    files = tree(out)
    assert sorted(name for name in files if name.endswith(".md")) == [
        f"news/{n}.md" for n in ("0", "1", "2-print", "3")
    ]
    assert b'"same body as ' in files["index.jsonl.failures.jsonl"].replace(b'"reason": "same', b'"same')
    assert batch(*arguments, "--restart") == 3  # a finished run is not thrown away
    (out / "index.jsonl.run.json").write_text("{}")
    (out / INDEX).rename(out / "index.jsonl.part")
    assert batch(source, "--out-dir", out) == 3
    assert batch(source, "--out-dir", out, "--restart", "--fields", "title", "--dedupe") == 0
    assert "[the next story](3.md#top)" in (out / "news" / "2-print.md").read_text()


def test_sources_are_neither_overwritten_nor_read_from_the_output(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(source)
    for out in (source, tmp_path):
        assert batch(source, "--out-dir", out, "--overwrite", "--format", "html") == 3
        assert "could be overwritten" in capsys.readouterr().err
    assert batch(source / "news" / "1.html", "--out-dir", source / "news", "--overwrite") == 3
    assert tree(source) == before
    inside = source / "clean"
    for options in ([], ["--overwrite"]):
        assert batch(source, "--out-dir", inside, "--format", "html", *options) == 0
        assert "4 pages in" in capsys.readouterr().err
    assert not (inside / "clean").exists()


def test_pages_of_an_earlier_run_are_removed_and_nothing_else(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "clean"
    assert batch(source, "--out-dir", out) == 0
    for mine in (out / "mine.md", out / "news" / "mine.txt", tmp_path / "outside.md"):
        mine.write_text("mine")
    # an index that was tampered with reaches nothing outside, and no other kind of file
    names = ["../outside.md", str(tmp_path / "outside.md"), "news/mine.txt.", "news", "news/gone.md", 7]
    with (out / INDEX).open("a") as index:
        index.writelines(json.dumps({"id": "x", "file": name, "dropped": []}) + "\n" for name in names)
        index.write('{"id": "x", "file": "mine.md"}\n')
    (source / "news" / "3.html").unlink()
    (source / "news" / "2.html").rename(source / "2.html")
    capsys.readouterr()
    assert batch(source, "--out-dir", out, "--overwrite") == 0
    assert "3 pages in" in (said := capsys.readouterr().err)
    assert "2 files of an earlier run removed" in said
    pages = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")}
    assert pages == {"clean/2.md", "clean/news/0.md", "clean/news/1.md", "clean/mine.md", "outside.md"}
    assert (out / "news" / "mine.txt").exists()
    assert batch(source, "--out-dir", out, "--overwrite", "--format", "html") == 0
    assert [path.name for path in out.rglob("*.md")] == ["mine.md"]


def test_an_index_of_something_else_names_nothing_to_remove(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "clean"
    out.mkdir()
    (out / "mine.md").write_text("mine")
    for index in ('{"file": "mine.md"}\n', "[1]\n", "no JSON\n", '{"id": 1, "file": null, "dropped": 1}\n'):
        (out / INDEX).write_text(index)
        assert batch(source, "--out-dir", out, "--overwrite") == 0
        assert (out / "mine.md").read_text() == "mine"


def test_the_output_of_an_earlier_run_is_no_source(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert batch(source, "--out-dir", source / "old", "--format", "html") == 0
    capsys.readouterr()
    assert batch(source, "-o", tmp_path / "new.jsonl") == 0
    printed = capsys.readouterr().err
    assert "4 pages in" in printed
    assert f"{source / 'old'}: not read, it is the output of an earlier run" in printed
    assert main(["survey", str(source), "-o", str(tmp_path / "survey.json"), "--json", "-w", "1"]) == 0
    assert "4 pages" in (printed := capsys.readouterr().err)
    assert "not read" in printed
    # unless it is what was asked for
    assert batch(source / "old", "-o", tmp_path / "again.jsonl") == 0
    assert "4 pages in" in capsys.readouterr().err


def test_pages_of_one_id_have_a_file_each(tmp_path: Path) -> None:
    lines = tmp_path / "pages.jsonl"
    records = [{"id": "same", "html": site_page(n)} for n in range(3)]
    records += [{"id": "a", "html": 7}, {"id": "b", "html": "", "url": "https://shore.example/b/"}]
    lines.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    if os.name == "posix":
        (tmp_path / os.fsdecode(b"\xff.html")).write_text(site_page(3))
        (tmp_path / os.fsdecode(b"\xfe.html")).write_text(site_page(4))
    out = tmp_path / "out"
    assert batch(tmp_path / "*l", "--out-dir", out) == 1
    index = [json.loads(line) for line in (out / INDEX).read_text().splitlines()]
    assert [record["title"] for record in index if record["id"] == "same"] == [
        f"Story {n} of the shore" for n in range(3)
    ]
    for record in index:
        assert (out / record["file"]).read_text().count(f'"{record["title"]}') == (
            record["title"] is not None
        )
    assert "shore.example/b/index.md" in {record["file"] for record in index}
