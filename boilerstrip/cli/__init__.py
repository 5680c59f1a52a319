"""The commands: `boilerstrip`, and below it `batch`, `explain` and `serve`."""

from boilerstrip.cli.command import main

__all__ = ["main"]
