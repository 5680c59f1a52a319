"""Options of the commands that answer until they are stopped, and what ends them."""

from __future__ import annotations

import argparse

import pytest

from boilerstrip.cli import service_options
from boilerstrip.cli.service_options import NOT_STARTED, STOPPED, WRONG_USE
from boilerstrip.errors import OptionError, StartError


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (None, STOPPED, ""),
        (KeyboardInterrupt(), STOPPED, ""),
        (
            ImportError(name="starlette"),
            NOT_STARTED,
            "starlette is missing: pip install 'boilerstrip[serve]'",
        ),
        (OptionError("wrong"), WRONG_USE, "wrong"),
        (StartError("no memory"), NOT_STARTED, "worker processes do not start: no memory"),
        (PermissionError(13, "Permission denied"), NOT_STARTED, "Permission denied"),
    ],
)
def test_what_ends_a_service_is_an_exit_code_and_a_line(
    error: BaseException | None, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def serve(options: argparse.Namespace) -> None:
        if error is not None:
            raise error

    options = argparse.Namespace(workers=1, timeout=5.0)
    assert service_options.run(options, serve, "serve") == code
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(("workers", "timeout"), [(0, 5.0), (1, 0.0), (1, float("nan"))])
def test_numbers_that_cannot_be_start_nothing(
    workers: int, timeout: float, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[argparse.Namespace] = []
    options = argparse.Namespace(workers=workers, timeout=timeout)
    assert service_options.run(options, started.append, "serve") == WRONG_USE
    assert started == []
    assert capsys.readouterr().err


@pytest.mark.parametrize("text", ["0", "-1", "x", "1.5", "", "²"])
def test_a_count_is_a_whole_number_of_at_least_one(text: str) -> None:
    with pytest.raises((argparse.ArgumentTypeError, ValueError)):
        service_options.count(text)


def test_networks_and_files_of_rules_are_read(tmp_path: object) -> None:
    parser = argparse.ArgumentParser()
    service_options.add_fetch_networks(parser)
    service_options.add_rules(parser)
    options = parser.parse_args(["--fetch-network", "10.1.0.0/16", "--fetch-network", "::1"])
    assert [str(network) for network in options.fetch_network] == ["10.1.0.0/16", "::1/128"]
    assert service_options.read_rules(options) is None
    options.rules = f"{tmp_path}/none.toml"
    with pytest.raises(OptionError):
        service_options.read_rules(options)
