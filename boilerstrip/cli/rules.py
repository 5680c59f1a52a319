"""The command `boilerstrip rules`: the discard rules, and what each is for."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from boilerstrip.cli.parsers import command_parser
from boilerstrip.discard.rules.order import DESCRIPTIONS


def _parser() -> argparse.ArgumentParser:
    return command_parser(
        "rules", "List the discard rules, by the names that --rules-off and rules_off in rules files take."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the rules in the order in which they are asked, and return the exit code."""
    _parser().parse_args(arguments)
    width = max(map(len, DESCRIPTIONS))
    for name, drops in DESCRIPTIONS.items():
        print(f"{name:{width}}  {drops}")
    return 0
