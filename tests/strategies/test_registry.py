"""Names of strategies, built in, installed and registered."""

from __future__ import annotations

import pytest

import boilerstrip
from tests.strategies.pages import PAGE


def test_users_may_return_text(registered: None) -> None:
    boilerstrip.register_strategy("mine", lambda page: page.blocks[-1].text)
    extraction = boilerstrip.Extractor(strategies=["mine"]).extract(PAGE)
    assert [sum(candidate.mask) for candidate in extraction.candidates] == [1]
    assert "mine" in boilerstrip.available_strategies()


def test_entry_points(monkeypatch: pytest.MonkeyPatch, registered: None) -> None:
    from importlib.metadata import EntryPoint, EntryPoints

    entry = EntryPoint("installed", "boilerstrip.strategies.density:propose", "boilerstrip.strategies")
    broken = EntryPoint("damaged", "no_such_module:propose", "boilerstrip.strategies")

    def entry_points(**wanted: str) -> EntryPoints:
        return EntryPoints([entry, broken]).select(**wanted)

    monkeypatch.setattr("importlib.metadata.entry_points", entry_points)
    assert "installed" in boilerstrip.available_strategies()
    assert len(boilerstrip.Extractor(strategies=["installed"]).extract(PAGE).kept) == 6
    with pytest.raises(boilerstrip.OptionError, match="damaged"):
        boilerstrip.Extractor(strategies=["damaged"])
