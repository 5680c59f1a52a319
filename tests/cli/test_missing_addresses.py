"""Pages without an address, which the sections of a rules file need."""

from __future__ import annotations

from pathlib import Path

import pytest

from boilerstrip.cli.missing_addresses import MissingAddresses
from boilerstrip.errors import OptionError
from boilerstrip.workers.jobs import Failure, PageSource

PAGES = [PageSource("a", "<p>"), PageSource("b", "<p>", "https://x.example"), Failure("c", "source", "gone")]


@pytest.mark.parametrize(
    ("rules", "message"),
    [('drop = [".promo"]', ""), ('[[site]]\nhost = "x.example"\ndrop = [".promo"]', "1 page has none")],
)
def test_they_are_counted_where_rules_go_by_address(
    rules: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(rules)
    addresses = MissingAddresses(str(path))
    assert list(addresses.counted(PAGES)) == PAGES
    addresses.tell()
    assert (message in capsys.readouterr().err) if message else not capsys.readouterr().err


def test_without_rules_nothing_is_told_and_wrong_ones_are_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    addresses = MissingAddresses(None)
    addresses.note(None)
    addresses.tell()
    assert not capsys.readouterr().err
    with pytest.raises(OptionError):
        MissingAddresses(str(tmp_path / "none.toml"))
