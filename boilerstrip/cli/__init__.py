"""The commands: `boilerstrip`, and those below it, a module each."""

from boilerstrip.cli.command import main

__all__ = ["main"]
