"""README.md for the package index, where relative links lead nowhere: ``scripts/release/readme.py [REF]``.

Writes README.md anew with absolute links into the repository at REF (a tag; by default the version's), so
that a build made afterwards carries it. The release workflow does so in its own copy.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LINK = re.compile(r"(!?)(\[[^\]]*\])\((?!https?://|#|mailto:)([^)\s]+)\)")


def repository() -> str:
    """Return the address of the repository that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["urls"]["Repository"])


def version() -> str:
    """Return the version of the package."""
    source = (ROOT / "boilerstrip" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', source, re.MULTILINE)
    assert found
    return found[1]


def absolute(text: str, repository: str, ref: str) -> str:
    """Return a page with its relative links made absolute: files at a ref, and images as they are."""

    def link(match: re.Match[str]) -> str:
        image, label, target = match.groups()
        raw = repository.replace("https://github.com/", "https://raw.githubusercontent.com/")
        base = f"{raw}/{ref}" if image else f"{repository}/blob/{ref}"
        return f"{image}{label}({base}/{target})"

    return _LINK.sub(link, text)


if __name__ == "__main__":
    readme = ROOT / "README.md"
    ref = sys.argv[1] if len(sys.argv) > 1 else f"v{version()}"
    readme.write_text(absolute(readme.read_text(encoding="utf-8"), repository(), ref), encoding="utf-8")
