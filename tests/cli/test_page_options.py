"""Options of how a page is read and extracted, on the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pytest

import boilerstrip
from boilerstrip.cli import page_options
from boilerstrip.errors import OptionError
from boilerstrip.options import at_door
from tests.conftest import STORY
from tests.conftest import page as themed


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    page_options.add_options(parser)
    return parser.parse_args(arguments)


def test_every_declared_option_is_there_with_its_default() -> None:
    options = parsed()
    for option in at_door("command"):
        given = getattr(options, option.name)
        assert given == option.default or (not given and not option.default), option.name


@pytest.mark.parametrize("option", [o for o in at_door("command") if o.kind == "bool"], ids=lambda o: o.name)
def test_a_flag_says_the_opposite_of_its_default(option: object) -> None:
    assert getattr(parsed(option.flag), option.name) is (not option.default)  # type: ignore[attr-defined]


def test_what_is_given_reaches_the_extractor() -> None:
    extractor = page_options.extractor(parsed("--effort", "fast", "--drop", ".a", "--drop", ".b"))
    assert extractor.effort == "fast"
    assert list(extractor.options["drop"]) == [".a", ".b"]
    with pytest.raises(OptionError):
        page_options.extractor(parsed("--drop", "p["))


def test_names_are_parted_by_commas() -> None:
    assert page_options.names(" a, b,,c ") == ["a", "b", "c"]


def test_a_file_is_read_as_the_options_say(tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    path.write_text(themed(STORY).replace('<a href="/terms">', "<a href='/x'>"), encoding="utf-16")
    options = parsed("--effort", "fast", "--url", "https://x.example/a")
    extraction = page_options.extract(str(path), page_options.extractor(options), options)
    assert extraction.url == "https://x.example/a"
    assert extraction.text.split("\n\n") == STORY
    as_text = parsed("--from", "text", "--effort", "fast", "--encoding", "utf-16")
    assert "<p>" in "".join(
        b.text for b in page_options.extract(str(path), page_options.extractor(as_text), as_text).blocks
    )


def test_strategies_of_other_packages_are_looked_for_when_help_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[bool] = []

    def available() -> list[str]:
        asked.append(True)
        return ["100%", "tides"]

    monkeypatch.setattr(boilerstrip, "available_strategies", available)
    parser = argparse.ArgumentParser()
    page_options.add_options(parser)
    parser.parse_args(["--strategies", "density"])
    # from 3.14 on, argparse tries each help text as it is declared
    assert sys.version_info >= (3, 14) or not asked
    assert "100%, tides" in " ".join(parser.format_help().split())
