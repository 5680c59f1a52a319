"""Places that cannot be written are told before a long run begins."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.outputs import output_file, weights_file


@pytest.mark.parametrize("check", [output_file, weights_file])
@pytest.mark.parametrize("place", ["folder", "missing/weights.safetensors", "file/weights.safetensors"])
def test_a_place_that_cannot_be_written(check: Callable[[str], Path], place: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(argparse.ArgumentTypeError, match="cannot write"):
        check(str(tmp_path / place))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder"]


def test_checking_a_place_changes_nothing(tmp_path: Path) -> None:
    new, old = tmp_path / "new.safetensors", tmp_path / "old.safetensors"
    old.write_bytes(b"weights")
    assert weights_file(str(new)) == new
    assert weights_file(str(old)) == old
    assert [path.name for path in tmp_path.iterdir()] == ["old.safetensors"]
    assert old.read_bytes() == b"weights"


def test_weights_are_not_written_over_by_their_provenance(tmp_path: Path) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="provenance"):
        weights_file(str(tmp_path / "weights.json"))
    (tmp_path / "weights.json").mkdir()
    with pytest.raises(argparse.ArgumentTypeError, match="cannot write"):
        weights_file(str(tmp_path / "weights.safetensors"))


def test_training_checks_its_places_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for module in ("catboost", "scipy", "sklearn", "torch"):
        pytest.importorskip(module, reason="needs the train extra")
    from benchmarks.training import train

    for option in ("--out", "--texts", "--probabilities"):
        with pytest.raises(SystemExit) as stopped:
            train.main(["--corpora", str(tmp_path / "none"), option, str(tmp_path)])
        assert stopped.value.code == 2
        assert f"argument {option}: cannot write" in capsys.readouterr().err
