"""The core alone: without the packages whose strategies only doubts and "full" ask for."""

import subprocess
import sys

HIDDEN = ("trafilatura", "readability", "justext", "lxml", "lxml_html_clean")
SCRIPT = f"""
import sys, warnings
for name in {HIDDEN}:
    sys.modules[name] = None
    sys.modules[name.partition(".")[0]] = None
warnings.simplefilter("always")
import boilerstrip
story = "<p>The harbour council voted on Monday to keep the northern ferry through the winter months.</p>"
page = "<nav><a href='/'>Home</a></nav><article>" + story * 3 + "</article>"
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    extractor = boilerstrip.Extractor(effort="full")
    found = [extractor.extract(page) for _ in range(3)]
    assert boilerstrip.extract(page).text == found[0].text
    # asked for by name alone
    only = boilerstrip.Extractor(strategies=["trafilatura"]).extract(page)
told = sorted(str(warning.message) for warning in caught if warning.category is RuntimeWarning)
print(*told, sep="\\n")
assert all(extraction.text and "northern ferry" in extraction.text for extraction in found)
errors = {{c.name: c.error for c in found[0].candidates}}
assert errors["readability"] == "readability is not installed", errors
assert errors["density"] is None
assert isinstance(only, boilerstrip.Extraction)
"""


def test_what_is_absent_is_told_once_and_not_raised():
    ran = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines() == [
        f"the strategy {name!r} is left out: {name} is not installed"
        for name in ("justext", "readability", "trafilatura")
    ]


def test_the_core_is_what_the_rest_does_not_need():
    import tomllib
    from pathlib import Path

    root = Path(__file__).parents[2]
    named = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    others = ("trafilatura", "readability-lxml", "justext", "lxml_html_clean", "lxml")
    core = {line for line in named if not line.lower().startswith(others)}
    listed = (root / "scripts" / "release" / "requirements-core.txt").read_text(encoding="utf-8").splitlines()
    assert {line for line in listed if line and not line.startswith("#")} == core
