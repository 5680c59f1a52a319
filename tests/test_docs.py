"""What the documentation shows is run and prints what it says; what it lists is all there is."""

from __future__ import annotations

import argparse
import contextlib
import doctest
import inspect
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import boilerstrip
from boilerstrip import cli, testing
from boilerstrip.cli import command
from boilerstrip.options import OPTIONS
from boilerstrip.testing import __main__ as testing_command
from tests import documents
from tests.documents import ROOT, Block, BlockError

DOCS = ROOT / "docs"
PAGES = [
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")),
    *(ROOT / name for name in ("benchmarks/README.md", "samples/README.md")),
    *sorted(DOCS.glob("*.md")),
]
# Those that a newcomer tries.
FIRST_PAGES = ("README.md", "docs/quickstart.md")
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
            in_shell = any(block.kind != "python" for block in ready)
            marks = [needs_bash] if in_shell else []
            # a command starts a process of its own, which imports everything
            marks += [pytest.mark.slow] if in_shell and name not in FIRST_PAGES else []
            found.append(pytest.param(ready, id=name, marks=marks))
        for block in run:
            if block.missing:
                skip = pytest.mark.skip(reason=f"{block.place} needs {', '.join(block.missing)}")
                found.append(pytest.param([block], id=block.place, marks=skip))
    return found


def failure_of(blocks: list[Block]) -> str:
    """What fails in a process of its own: pages register strategies, and Ray may end its process when it is done."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own_process:
        try:
            own_process.submit(documents.run, blocks).result()
        except BlockError as error:
            return str(error)
    return ""


@pytest.mark.parametrize("blocks", programs())
def test_page(blocks: list[Block]) -> None:
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)", text)
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@needs_bash
@pytest.mark.skipif(not CI.exists(), reason="no .ci/run here")
def test_ci_runs_the_blocks_that_are_left_to_it() -> None:
    script = CI.read_text(encoding="utf-8")
    left = {block.ci: block.code for blocks in BLOCKS.values() for block in blocks if block.ci}
    assert left
    for name, code in left.items():
        assert f'"$(readme_command {name})"' in script
        function = f"{script[script.index('readme_command()') :].split('}', 1)[0]}}}"
        called = ["bash", "-euo", "pipefail", "-c", f"{function}\nreadme_command {name}"]
        assert subprocess.run(called, cwd=ROOT, capture_output=True, text=True, check=True).stdout == code
    assert script.count('"$(readme_command ') == len(left)


def test_docstrings() -> None:
    for module in (boilerstrip, testing):
        result = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
        assert result.attempted
        assert not result.failed


# ---- what the pages list -------------------------------------------------------------------


def section(page: str, heading: str) -> str:
    """What stands below a heading, up to the next."""
    text = (DOCS / page).read_text(encoding="utf-8")
    _, found, below = text.partition(f"\n## {heading}\n")
    assert found, heading
    return re.split(r"^#+ ", below, maxsplit=1, flags=re.MULTILINE)[0]


def rows(page: str, heading: str) -> dict[str, list[str]]:
    """The rows of the first table under a heading: the cells behind the first, by what the first has in code."""
    table = re.search(r"(?:^\|.*\n)+", section(page, heading), re.MULTILINE)
    assert table, heading
    found = {}
    for line in table[0].splitlines()[2:]:
        first, *others = (cell.strip() for cell in line.strip("|").split("|"))
        found[first] = others
    return found


def listed(page: str, heading: str) -> dict[str, str]:
    """The options that the table under a heading has, with their defaults."""
    return {first.strip("`"): others[0].strip("`") for first, others in rows(page, heading).items()}


@pytest.mark.parametrize(
    ("heading", "function", "differently"),
    [
        ("`boilerstrip.Extractor`", boilerstrip.Extractor, {}),
        ("`Extractor.extract`", boilerstrip.Extractor.extract, {}),
        ("`boilerstrip.extract_many`", boilerstrip.extract_many, {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_option_is_listed_with_its_default(
    heading: str, function: Callable[..., object], differently: dict[str, str]
) -> None:
    parameters = [p for p in inspect.signature(function).parameters.values() if p.name != "self"]
    if heading == "`boilerstrip.extract_many`":  # which refers to those of an Extractor
        parameters = [p for p in parameters if p.name not in OPTIONS or p.name == "timeout"]
    expected = {
        p.name: differently.get(p.name, "needed" if p.default is p.empty else json.dumps(p.default))
        for p in parameters
    }
    names = {"null": "None", "true": "True", "false": "False"}
    assert listed("options.md", heading) == {name: names.get(said, said) for name, said in expected.items()}


def test_options_are_listed_as_they_are_declared() -> None:
    text = (DOCS / "options.md").read_text(encoding="utf-8")
    assert documents.with_option_rows(text) == text, "run scripts/tool python -m tests.documents"


def test_every_limit_is_listed_with_its_default() -> None:
    limits = {name: f"{value:,}" for name, value in boilerstrip.Limits()._asdict().items()}
    assert listed("options.md", "`boilerstrip.Limits`") == limits


def commands() -> dict[str, list[str]]:
    """The commands there are, as the page has them, with the arguments that reach them."""
    return {"boilerstrip": []} | {f"boilerstrip {name}": [name] for name in command.COMMANDS}


def help_of(arguments: list[str], main: Callable[[list[str]], int] = cli.main) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as printed, pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    assert ended.value.code == 0
    return printed.getvalue()


COMMANDS: dict[str, tuple[Callable[[list[str]], int], list[str]]] = {
    **{name: (cli.main, arguments) for name, arguments in commands().items()},
    "python -m boilerstrip.testing": (testing_command.main, []),
}


def test_every_command_is_in_the_help() -> None:
    assert set(re.findall(r"^  boilerstrip ([a-z]+) ", help_of([]), re.MULTILINE)) >= set(command.COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_listed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    main, arguments = COMMANDS[name]
    helped = help_of(arguments, main)
    actions = {
        ", ".join(action.option_strings): action for action in options_of(main, arguments, monkeypatch)
    }
    assert all(flag in helped for action in actions.values() for flag in action.option_strings)
    if not actions:
        assert "It has no options." in section("options.md", f"`{name}`")
        return
    table = {first.replace("`", ""): others[0] for first, others in rows("options.md", f"`{name}`").items()}
    assert sorted(table) == sorted(actions)
    for flags, action in actions.items():
        if action.required:
            assert table[flags] == "needed"
        elif action.nargs == 0 and isinstance(action.default, bool):
            assert table[flags] == "off"
        elif isinstance(action.default, float):
            assert table[flags] == f"{action.default:g}"
        elif action.default not in (None, argparse.SUPPRESS) and isinstance(action.default, (int, str)):
            assert table[flags] == str(action.default)


def options_of(
    main: Callable[[list[str]], int], arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> list[argparse.Action]:
    """The options of a command but for --help, as its parser has them."""
    parsers = []

    def parse_args(parser: argparse.ArgumentParser, *_: object) -> None:
        parsers.append(parser)
        raise SystemExit

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", parse_args)
    with pytest.raises(SystemExit):
        main(arguments)
    return [action for action in parsers[0]._actions if action.option_strings and action.dest != "help"]


def test_every_check_is_listed() -> None:
    table = ", ".join(rows("testing-kit.md", "Properties"))
    assert re.findall(r"\w+", table) == list(testing.CHECKS)


def test_figures_are_those_of_the_weights() -> None:
    # the rules have grown since the weights were trained, and were measured over the same answers
    rules = json.loads((ROOT / "benchmarks" / "results" / "rules.json").read_text(encoding="utf-8"))
    sure = rules["confidence"]
    expected = [
        f"| rank correlation with the real F1 (Spearman) | {sure['spearman']:.2f} |",
        f"| real F1, mean of all pages | {sure['mean']:.2f} |",
        f"| real F1, mean of the 80 % with the highest confidence | {sure['mean_of_most_confident_80_percent']:.2f} |",
        *(
            f"  | {label} | {100 * rules[kind]['leak'][group]:.1f} % | {100 * rules[kind]['lost'][group]:.1f} % |"
            for label, kind, group in (
                ("teasers", "planted", "all"),
                ('– lines of "also read" between paragraphs, nothing linked', "planted", "also-read lines"),
                ("– unlinked headlines as sub-headings with their leads below", "planted", "heading runs"),
                ("whole articles", "appended", "all"),
                ("– as items of an ordered list", "appended", "ordered list"),
                ("– marked up by microdata only", "appended", "microdata"),
                ("– in copies of the own article's elements", "appended", "own in place"),
            )
        ),
    ]
    for kind, values in rules["page_types"].items():
        value, low, high = values["word_f1"]
        expected.append(f"| {kind} | {values['pages']} | {value:.3f} ({low:.3f}-{high:.3f}) |")
    plaintext = json.loads((ROOT / "boilerstrip" / "model" / "plaintext.json").read_text(encoding="utf-8"))
    flattened = plaintext["cross_validated"]["all strategies"]
    for label, group in (
        ("news, 127 pages", "news-sample by {}"),
        ("WCXB dev, 1,497 pages", "wcxb-dev by {}"),
        ("its 793 articles", "wcxb-dev by {} article"),
        ("documentation, 595 pages", "debian-docs by {}"),
    ):
        by_tool = [flattened[group.format(tool)]["word_f1"] for tool in ("beautifulsoup", "resiliparse")]
        cells = [f"{value:.3f} ({low:.3f}-{high:.3f})" for value, low, high in by_tool]
        expected.append(f"| {label} | {' | '.join(cells)} |")
    page = (DOCS / "how-it-decides.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in expected if line not in page] == []
