"""The parsers of commands, which have their exit codes and examples below their options."""

from __future__ import annotations

import argparse


def command_parser(command: str, description: str, epilog: str = "") -> argparse.ArgumentParser:
    """Return a parser without arguments, whose `epilog` is shown line by line as it stands."""
    return argparse.ArgumentParser(
        prog=f"boilerstrip {command}".rstrip(),
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
