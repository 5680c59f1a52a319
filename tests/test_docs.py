"""What the documentation shows is run and prints what it says; what it lists is all there is."""

from __future__ import annotations

import doctest
import shutil
import subprocess
from pathlib import Path

import pytest

import boilerstrip
from boilerstrip import strategies, testing
from tests import documents
from tests.documents import ROOT, Block, BlockError

DOCS = ROOT / "docs"
PAGES = [
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "benchmarks/README.md", "samples/README.md")),
    *sorted(DOCS.glob("*.md")),
]
BLOCKS = {page: documents.blocks(page) for page in PAGES}
CI = ROOT / ".ci" / "run"

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash on this machine")


def programs() -> list[object]:
    """For each page the blocks to run; apart from them those that need what is not installed."""
    found: list[object] = []
    for page, blocks in BLOCKS.items():
        name = page.relative_to(ROOT).as_posix()
        run = [block for block in blocks if block.kind in documents.RUN and not block.ci]
        if ready := [block for block in run if not block.missing]:
            marks = [needs_bash] if any(block.kind != "python" for block in ready) else []
            found.append(pytest.param(ready, id=name, marks=marks))
        for block in run:
            if block.missing:
                skip = pytest.mark.skip(reason=f"{block.place} needs {', '.join(block.missing)}")
                found.append(pytest.param([block], id=block.place, marks=skip))
    return found


def failure_of(blocks: list[Block]) -> str:
    try:
        documents.run(blocks)
    except BlockError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("blocks", programs())
def test_page(blocks: list[Block], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strategies, "_registry", dict(strategies._registry))
    if failure := failure_of(blocks):
        pytest.fail(failure, pytrace=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_block_is_of_a_known_kind(page: Path) -> None:
    for block in BLOCKS[page]:
        if block.kind.startswith("{"):  # for the generator, which knows its own
            continue
        assert block.kind in (*documents.RUN, *documents.SHOWN), block.place
        if block.kind in documents.SHOWN:
            documents.SHOWN[block.kind](block.code)


@needs_bash
@pytest.mark.skipif(not CI.exists(), reason="no .ci/run here")
def test_ci_runs_the_blocks_that_are_left_to_it() -> None:
    script = CI.read_text(encoding="utf-8")
    left = {block.ci: block.code for blocks in BLOCKS.values() for block in blocks if block.ci}
    assert left
    for name, code in left.items():
        assert f'"$(readme_command {name})"' in script
        function = f"{script[script.index('readme_command()') :].split('}', 1)[0]}}}"
        command = ["bash", "-euo", "pipefail", "-c", f"{function}\nreadme_command {name}"]
        assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout == code
    assert script.count('"$(readme_command ') == len(left)


def test_docstrings() -> None:
    for module in (boilerstrip, testing):
        result = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
        assert result.attempted
        assert not result.failed
