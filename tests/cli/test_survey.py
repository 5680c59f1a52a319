"""The command `boilerstrip survey`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from boilerstrip import Extractor
from boilerstrip.cli.command import main
from tests.site.surveyed import site_page, write_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a hundred pages of one theme."""
    return write_site(tmp_path_factory.mktemp("site"))


@pytest.mark.usefixtures("inline_workers")
def test_the_command_writes_what_batch_can_use(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "survey.json"
    pages = [str(path) for path in sorted(site.iterdir())[:6]]
    assert main(["survey", *pages, "-o", str(out), "--json", "-w", "1"]) == 0
    report = json.loads(out.read_text())
    assert report["pages"] == 6
    offer = next(place for place in report["places"] if "member-offer" in place["path"])
    rules = tmp_path / "rules.toml"
    rules.write_text(f"drop = [{json.dumps(offer['selector'])}]\n")
    extractor = Extractor(effort="fast", rules=str(rules))
    assert "Shore Club" not in extractor.extract(site_page(3)).text


def test_nothing_to_survey_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["survey", str(tmp_path / "none"), "-o", str(tmp_path / "s.html")]) == 3
    (tmp_path / "rules.toml").write_text("keep = 3")
    (tmp_path / "p.html").write_text(site_page(1))
    arguments = ["survey", str(tmp_path / "p.html"), "-o", str(tmp_path / "s.html")]
    assert main([*arguments, "--rules", str(tmp_path / "rules.toml")]) == 2
    assert "keep must be a list of strings" in capsys.readouterr().err
