"""A built wheel in fresh environments: ``python scripts/release/first_run.py WHEEL [PYTHON…]``.

For each Python (by default the one that runs this) it makes two environments, one with all dependencies and
one with those of requirements-core.txt alone, and checks that the command, the library and its first page
work there.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "news-theme.html"
RIGHT = SAMPLE.with_suffix(".txt")
LIBRARY = """
import importlib.metadata, sys, boilerstrip
assert boilerstrip.__version__ == importlib.metadata.version("boilerstrip")
assert "site-packages" in boilerstrip.__file__, boilerstrip.__file__
page = boilerstrip.extract(open(sys.argv[1], "rb").read())
assert page.title and page.text and page.html and page.markdown and page.confidence > 0.5, page
"""
COMPAT = """
import sys
from boilerstrip.compat import newspaper, readability, trafilatura
html = open(sys.argv[1], encoding="utf-8").read()
assert trafilatura.extract(html, output_format="xml")
assert readability.Document(html).summary()
assert newspaper.fulltext(html)
"""


def environment(python: str, wheel: Path, folder: Path, *, core: bool) -> Path:
    """Make an environment with the wheel, and return its programs' folder."""
    subprocess.run([python, "-m", "venv", folder], check=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if core:
        subprocess.run([*pip, "--no-deps", wheel], check=True)
        subprocess.run([*pip, "-r", Path(__file__).with_name("requirements-core.txt")], check=True)
    else:
        subprocess.run([*pip, wheel], check=True)
    return programs


def check(programs: Path, *, core: bool) -> None:
    """Run the command and the library outside the repository.

    Raises:
        AssertionError: the command prints something else than the sample's article.
        subprocess.CalledProcessError: one of them failed.

    """
    away = programs.parent
    command = [programs / "boilerstrip", SAMPLE]
    ran = subprocess.run(command, cwd=away, check=True, capture_output=True, encoding="utf-8")
    assert ran.stdout.split() == RIGHT.read_text(encoding="utf-8").split(), ran.stdout
    for program in (LIBRARY,) if core else (LIBRARY, COMPAT):
        subprocess.run([programs / "python", "-c", program, SAMPLE], cwd=away, check=True)


def main(wheel: Path, pythons: list[str]) -> None:
    """Check the wheel with every Python named."""
    for python in pythons:
        for core in (False, True):
            with tempfile.TemporaryDirectory() as folder:
                check(environment(python, wheel.resolve(), Path(folder) / "fresh", core=core), core=core)
            print(f"{python}: works with {'the core' if core else 'all dependencies'}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or [sys.executable])
