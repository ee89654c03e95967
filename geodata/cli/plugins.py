"""Commands of the layers above, by name: `geodata` must not import them, yet its line runs them.

A command is imported when it is asked for, or when help lists them all, so that the others start
no slower. See ``docs/decisions/0020-briefs.md``.
"""

from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

# Name of the command → module above with a Typer application `app` of that one command.
PLUGINS: Final[dict[str, str]] = {"brief": "layers.cli"}


class WithPlugins(TyperGroup):
    """The commands of `geodata`, and those of `PLUGINS` after them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of all commands, in the order of help."""
        return [*super().list_commands(ctx), *PLUGINS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by name; None where there is no such."""
        if cmd_name in PLUGINS:
            return typer.main.get_command(import_module(PLUGINS[cmd_name]).app)
        return super().get_command(ctx, cmd_name)
