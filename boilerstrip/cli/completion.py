"""`boilerstrip completion SHELL`: what a shell completes of all commands, by shtab from their parsers."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module

from boilerstrip.cli import command
from boilerstrip.cli.exits import FOUND, UNREADABLE, fail
from boilerstrip.cli.parsers import command_parser

SHELLS = ("bash", "zsh")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the completion, and return the exit code."""
    shell = _parser().parse_args(arguments).shell
    try:
        import shtab
    except ModuleNotFoundError:
        return fail("completion needs shtab: pip install 'boilerstrip[completion]'", UNREADABLE)
    script = shtab.complete(whole_parser(), shell)
    if shell == "bash":
        # where shtab has nothing to say, pages are files
        script = script.replace("\ncomplete -o ", "\ncomplete -o default -o ")
    print(script)
    return FOUND


def _parser() -> argparse.ArgumentParser:
    parser = command_parser("completion", "Print a shell completion script for boilerstrip.")
    parser.add_argument("shell", choices=SHELLS, help="which shell")
    return parser


def whole_parser() -> argparse.ArgumentParser:
    """Return one parser with all commands, for shtab; it is never asked to parse anything."""
    whole = command._parser()
    # shtab completes either the page, which is a file, or a command's name
    whole._actions[:] = [action for action in whole._actions if action.option_strings]
    commands = whole.add_subparsers()
    for name in command.COMMANDS:
        parser = import_module(f"boilerstrip.cli.{name}")._parser()
        added = commands.add_parser(name, add_help=False, help=parser.description)
        for action in parser._actions:
            added._add_action(action)
    return whole
