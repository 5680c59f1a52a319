from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip import report
from boilerstrip.cli import main
from boilerstrip.testing import soup
from tests.conftest import SAMPLES, STORY, page

NEWS = SAMPLES / "news-theme.html"
FAST = boilerstrip.Extractor(effort="fast")


def described(markup: str | bytes, name: str = "page") -> dict[str, Any]:
    return report.describe(FAST.extract(markup), name, asked=FAST.strategies)


def data(document: str, name: str) -> Any:
    found = re.search(
        rf'<script type="application/json" id="data-{name}">(.*?)</script>', document, re.DOTALL
    )
    assert found is not None
    return json.loads(found[1])


def frame(document: str) -> str:
    """A report without what pages say in it."""
    bare = re.sub(r'(<script type="application/json" id="data-\w+">)[^<>&]*(</script>)', r"\1\2", document)
    return re.sub(r"<title>[^<>]*</title>", "<title></title>", bare)


FRAME = frame(report.render([described("<p>calm</p>")]))


@given(
    st.one_of(soup(), st.text(), st.just("<title></script><script>alert(1)</script><!--</title><p>x")),
    st.text(),
)
def test_nothing_a_page_says_is_markup(markup: str, name: str) -> None:
    assert frame(report.render([described(f"<p>{markup}", name)])) == FRAME


@given(soup())
def test_every_block_is_in_the_report_as_it_was_decided(markup: str) -> None:
    extraction = FAST.extract(markup)
    shown = data(report.render([report.describe(extraction, "page")]), "0")
    assert [(b["text"], b["kept"], b["reason"]) for b in shown] == [
        (block.text, block.kept, block.reason) for block in extraction.blocks
    ]
    for at, candidate in enumerate(extraction.candidates):
        assert [block["votes"][at] == "1" for block in shown] == list(candidate.mask)


def test_policy_allows_the_own_script_and_style_and_nothing_else() -> None:
    document = report.render([described(NEWS.read_bytes())])
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', document)
    assert policy is not None
    assert "unsafe" not in policy[1]
    assert "default-src &#x27;none&#x27;" in policy[1]
    for tag in ("style", "script"):
        contents = re.findall(rf"<{tag}>(.*?)</{tag}>", document, re.DOTALL)
        assert len(contents) == 1
        digest = base64.b64encode(hashlib.sha256(contents[0].encode()).digest()).decode()
        assert f"{tag}-src &#x27;sha256-{digest}&#x27;" in policy[1]
    assert document.index("Content-Security-Policy") < document.index("<style>")


def test_disputes() -> None:
    candidate = boilerstrip.Candidate("all", (True, True, True, True))
    extraction = FAST.extract("<p>one</p><p>two</p><p>three</p><h1>four</h1>")
    extraction.candidates = (candidate,)
    kept, dropped, ruled, title = extraction.blocks
    kept.kept, kept.probability = True, 0.9
    dropped.kept, dropped.probability = False, 0.7
    ruled.kept, ruled.probability = False, 0.2
    title.kept, title.role = False, boilerstrip.Role.TITLE
    extraction.discarded = (ruled, title)
    assert [block["dispute"] for block in report.describe(extraction, "page")["blocks"]] == [
        [],
        ["1 of 1 strategies with a proposal would keep it", "dropped at a probability of 0.70"],
        ["1 of 1 strategies with a proposal would keep it", "chosen by the scorer, dropped by a rule"],
        [],
    ]


def test_long_texts_are_cut_and_say_so() -> None:
    block = described(f"<p>{'word ' * 3000}</p>")["blocks"][0]
    assert len(block["text"]) == 5000
    assert block["cut"] == 3000 * 5 - 1 - 5000


def test_strategies_that_were_spared_are_named() -> None:
    assert described(NEWS.read_bytes())["spared"] == ["trafilatura", "readability", "justext"]
    full = boilerstrip.Extractor(effort="full")
    assert report.describe(full.extract(page(STORY)), "page", asked=full.strategies)["spared"] == []


def test_index_has_the_worst_first() -> None:
    pages = [
        described(page(STORY), "good"),
        report.describe_failure("lost", "no such page"),
        described("<p>Home</p>", "bad"),
    ]
    document = report.render(pages)
    assert [one["name"] for one in data(document, "pages")] == ["lost", "bad", "good"]
    assert "blocks" not in data(document, "pages")[0]
    assert len(data(document, "2")) == pages[0]["total"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    code = main(["explain", *map(str, arguments), "--effort", "fast"])
    shown = capsys.readouterr()
    assert shown.out == ""
    return code, shown.err


def test_command(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert run(capsys, NEWS, "-o", out) == (0, "")
    (shown,) = data(out.read_text("utf-8"), "pages")
    assert (shown["name"], shown["title"]) == (str(NEWS), "Ferries return to Halvern as port dispute eases")


def test_command_on_folders_and_failures(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_text(page(STORY), "utf-8")
    (folder / "empty.html").write_text("")
    out = folder / "report.html"
    for _ in range(2):  # the second time, the report itself lies among the pages
        code, errors = run(capsys, folder, "http://127.0.0.1:1/", "-o", out)
        assert code == 1
        assert errors.startswith("boilerstrip: http://127.0.0.1:1/: cannot fetch")
        pages = data(out.read_text("utf-8"), "pages")
        assert [Path(one["name"]).name for one in pages] == ["127.0.0.1:1", "empty.html", "a.html"]
        assert pages[1]["notes"] == ["the page is empty"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["no-such.html", "-o", "x.html"], 3, "no-such.html: no such file"),
        ([NEWS, "-o", SAMPLES / "no" / "report.html"], 3, "No such file"),
        ([NEWS, "-o", "x.html", "-s", "nix"], 2, "unknown strategy 'nix'"),
        ([NEWS, "-o", "x.html", "--encoding", "nix"], 2, "unknown encoding"),
        (["http://127.0.0.1:1/", "-o", "x.html"], 3, "no page could be read"),
    ],
)
def test_command_errors_take_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    arguments: list[str | Path], code: int, message: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    found, errors = run(capsys, *arguments)
    assert found == code
    assert message in errors
    assert errors.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_command_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["explain", "--help"])
    assert exit_.value.code == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("exit codes:", "--output", "--effort", "WARC"))
