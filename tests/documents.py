"""The pages of the documentation as what they are besides text: code that runs.

A fenced block says by its kind what becomes of it:

- ``python``: run from the top of the page down, one namespace a page; with ``>>>`` in it as a doctest
- ``sh``: run by bash, and has to succeed
- ``console``: lines that begin with ``$`` (and go on with ``>``) are run by bash, and print what stands below
  them; ``...`` stands for anything
- the kinds in `SHOWN` are not run

`python -m tests.documents` writes the rows that docs/options.md has of options into its tables.

All blocks of a page run in one throw-away copy of the repository. ``<!-- needs: MODULE, MODULE -->`` above a
fence leaves the block out where one of the modules cannot be found; ``<!-- ci: NAME -->`` says that ``.ci/run`` runs
it.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import traceback
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from boilerstrip.options import Option, at_door

ROOT = Path(__file__).parent.parent
# What a reader is shown, checked to be what it says where there is a parser at hand.
SHOWN: dict[str, Callable[[str], object]] = {
    "text": str,
    "json": json.loads,
    "toml": tomllib.loads,
    "ini": lambda text: ConfigParser().read_string(text),
    "html": str,
    "yaml": str,
}
RUN = ("python", "sh", "console")
SECONDS = 240
_COMMENT = re.compile(r"<!-- (needs|ci): (.+) -->")
_FENCE = re.compile(r"( *)(`{3,}|~{3,})(.*)")
_NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist", "node_modules")
_ENDING_SECONDS = 10


class BlockError(Exception):
    """A block that does not run, or prints something else than the page says; where, and what."""


@dataclass(frozen=True)
class Block:
    """A fenced block: its page, the line of its first line, its kind, and the comment above it."""

    page: Path
    line: int
    kind: str
    code: str
    needs: tuple[str, ...] = ()
    ci: str = ""

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"

    @property
    def missing(self) -> list[str]:
        return [module for module in self.needs if not _is_there(module)]


def blocks(page: Path) -> list[Block]:
    """All fenced blocks of a page."""
    found: list[Block] = []
    above = fence = kind = ""
    start, code = 0, list[str]()
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        mark = _FENCE.fullmatch(line)
        if fence:
            if mark and mark[2].startswith(fence) and not mark[3].strip():
                found.append(_block(page, start, kind, "\n".join([*code, ""]), above))
                above, fence = "", ""
            else:
                code.append(line)
        elif mark:
            if mark[1]:
                raise BlockError(f"{page}:{number}: a fence stands at the beginning of its line")
            fence, kind, start, code = mark[2], mark[3].strip(), number + 1, []
        elif line.strip():
            if _COMMENT.fullmatch(above):
                raise BlockError(f"{page}:{number}: {above} stands above a fence")
            above = line
    if fence:
        raise BlockError(f"{page}:{start}: the block has no end")
    return found


def _block(page: Path, line: int, kind: str, code: str, above: str) -> Block:
    comment = _COMMENT.fullmatch(above)
    needs = ci = ""
    if comment and comment[1] == "needs":
        needs = comment[2]
    elif comment:
        ci = comment[2]
    return Block(page, line, kind, code, tuple(name.strip() for name in needs.split(",") if name), ci)


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # the package around it
        return False


def run(page: list[Block]) -> None:
    """Run blocks of one page, in a copy of the repository that is gone afterwards; what they import stays.

    Raises:
        BlockError: one of them fails.

    """
    with _copy() as folder:
        namespace: dict[str, Any] = {"__name__": "__main__"}
        for block in page:
            if block.kind == "sh":
                _bash(block, block.code, folder)
            elif block.kind == "console":
                _console(block, folder)
            elif ">>>" in block.code:
                _session(block, namespace)
            else:
                _statements(block, namespace)


@contextlib.contextmanager
def _copy() -> Iterator[Path]:
    """A copy of the repository as the working directory, and first in the import path."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as parent:
        folder = Path(parent).resolve() / "boilerstrip"
        shutil.copytree(ROOT, folder, ignore=_NOT_COPIED)
        sys.path.insert(0, str(folder))
        try:
            with contextlib.chdir(folder):
                yield folder
        finally:
            sys.path.remove(str(folder))


def _session(block: Block, namespace: dict[str, Any]) -> None:
    test = doctest.DocTestParser().get_doctest(block.code, {}, block.place, str(block.page), block.line - 1)
    test.globs = namespace
    said = io.StringIO()
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.write, clear_globs=False)
    if said.getvalue():
        raise BlockError(said.getvalue())


def _statements(block: Block, namespace: dict[str, Any]) -> None:
    try:
        code = compile("\n" * (block.line - 1) + block.code, str(block.page), "exec")
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, namespace)  # noqa: S102 - the page's own
    except Exception:
        raise BlockError(f"{block.place}\n{traceback.format_exc()}") from None


def _console(block: Block, folder: Path) -> None:
    for match in re.finditer(r"^\$ (.*\n(?:> .*\n)*)((?:(?!\$ ).*\n)*)", block.code, re.MULTILINE):
        command = re.sub(r"^> ", "", match[1], flags=re.MULTILINE)
        printed = _bash(block, command, folder)
        example = doctest.Example(command, match[2])
        checker, flags = doctest.OutputChecker(), doctest.ELLIPSIS | doctest.DONT_ACCEPT_BLANKLINE
        if not checker.check_output(example.want, printed, flags):
            difference = checker.output_difference(example, printed, flags)
            raise BlockError(f"{block.place}\n$ {command}{difference}")


def _bash(block: Block, code: str, folder: Path) -> str:
    """What bash prints when it runs some code; whatever it starts has to end with it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = kept | {"PATH": programs, "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "100"}
    fail = partial(_failed, block, code)
    with tempfile.TemporaryFile() as output:
        shell = subprocess.Popen(
            ["bash", "-euo", "pipefail", "-c", code], cwd=folder, env=environment, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            shell.wait(SECONDS)
            left_over = not _ends(shell.pid)
        except subprocess.TimeoutExpired:
            raise fail(f"is not done after {SECONDS} s", output) from None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(shell.pid, signal.SIGKILL)
            shell.wait()
        if shell.returncode:
            raise fail(f"ends with exit code {shell.returncode}", output)
        if left_over:
            raise fail("leaves a process running", output)
        return _printed(output)


def _ends(group: int) -> bool:
    """Whether no process of a group is left, after a while at most."""
    deadline = time.monotonic() + _ENDING_SECONDS
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


# The tables of docs/options.md that have options of extraction, by their heading, and where these are given.
OPTION_TABLES = {
    "`boilerstrip.Extractor`": "api",
    "`boilerstrip`": "command",
    "`boilerstrip explain`": "command",
    "`boilerstrip batch`": "batch",
}


def with_option_rows(text: str) -> str:
    """The page of options with the rows that `boilerstrip.options` makes, in the place of those it has."""
    for heading, door in OPTION_TABLES.items():
        before, found, after = text.partition(f"\n## {heading}\n")
        assert found, heading
        lines = after.splitlines(keepends=True)
        start = next(i for i, line in enumerate(lines) if line.startswith("| ---")) + 1
        end = next((i for i in range(start, len(lines)) if not lines[i].startswith("|")), len(lines))
        rows = lines[start:end]
        made = [_option_row(option, door) for option in at_door(door)]
        firsts = {_first_cell(row) for row in made}
        at = next((i for i, row in enumerate(rows) if _first_cell(row) in firsts), len(rows))
        kept = [(i, row) for i, row in enumerate(rows) if _first_cell(row) not in firsts]
        rows = [row for i, row in kept if i < at] + made + [row for i, row in kept if i >= at]
        text = before + found + "".join([*lines[:start], *rows, *lines[end:]])
    return text


def _first_cell(row: str) -> str:
    return row.split("|")[1].strip()


def _option_row(option: Option, door: str) -> str:
    if door == "api":
        default = json.dumps(option.default)
        names = {"null": "None", "true": "True", "false": "False"}
        return f"| `{option.name}` | `{names.get(default, default)}` | {option.help} |\n"
    flags = ", ".join(f"`{flag}`" for flag in (option.declared.short, option.flag) if flag)
    default, said = option.default, option.help
    if option.kind == "bool":
        said = f"do not {said}" if default else said
        default = "off"
    elif option.kind == "number" and default is not None:
        default = f"{default:g}"
    return f"| {flags} | {'none' if default is None else default} | {said} |\n"


def _failed(block: Block, code: str, how: str, output: Any) -> BlockError:
    return BlockError(f"{block.place}: {how}\n{code}\n{_printed(output)}")


def _printed(output: Any) -> str:
    output.seek(0)
    text: str = output.read().decode("utf-8", "replace")
    return text


if __name__ == "__main__":
    page = ROOT / "docs" / "options.md"
    page.write_text(with_option_rows(page.read_text(encoding="utf-8")), encoding="utf-8")
