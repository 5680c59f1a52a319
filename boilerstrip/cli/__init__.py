"""The command `boilerstrip` and its subcommands, one module each."""

from boilerstrip.cli.command import main

__all__ = ["main"]
