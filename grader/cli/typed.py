"""Commands that are made with click: what was typed, and how a mistake in it is told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from grader import language
from grader.cli.ending import MISUSE
from grader.cli.streams import complain
from grader.language import marked, say, translated

Command = TypeVar("Command", bound=Callable[..., Any])
CLICKS = (  # what click says itself, in the words of the versions there are
    marked("Usage:"), marked("Options"), marked("Commands"), marked("Show this message and exit."), marked("default: {default}"),
    marked("required"), marked("Missing command."), marked("Missing argument"), marked("Missing option"), marked("Missing parameter"),
    marked("Choose from:\n\t{choices}"), marked("No such option {name!r}."), marked("No such option: {name}"),
    marked("No such command {name!r}."), marked("Did you mean {possibility}?"), marked("(Did you mean one of: {possibilities}?)"),
    marked("(Possible options: {possibilities})"), marked("Invalid value: {message}"), marked("Invalid value for {param_hint}: {message}"),
    marked("{value!r} is not {choice}."), marked("{value!r} is not one of {choices}."), marked("{value!r} is not a valid {number_type}."),
    marked("{value} is not in the range {range}."), marked("Got unexpected extra argument ({args})"),
    marked("Got unexpected extra arguments ({args})"), marked("Option {name!r} requires an argument."),
    marked("Option {name!r} does not take a value."), marked("{name} {filename!r} is a file."), marked("directory"),
    marked("{name} {filename!r} does not exist."), marked("{name} {filename!r} is a directory."), marked("file"), marked("path"),
)  # fmt: skip


def _speak(_context: click.Context, _option: click.Parameter, name: str | None) -> None:
    if name:
        try:
            language.speak(language.wanted(name))
        except KeyError:
            raise click.BadParameter(say("The kit is damaged: its translations can't be read.")) from None


def spoken(command: Command) -> Command:
    """Give a command `--lang`: the language that it speaks."""
    return click.option(
        "--lang",
        type=click.Choice(language.languages(), case_sensitive=False),
        help=say("The language of what is said (default: {variable}, the release's, the system's).", variable=language.VARIABLE),
        expose_value=False,
        is_eager=True,
        callback=_speak,
    )(command)


def run(command: click.Command, words: Sequence[str], name: str) -> int:
    """Run a command. Returns the exit code."""
    _teach_click()
    try:
        code = command.main(list(words), prog_name=name, standalone_mode=False)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.UsageError as mistake:
        if type(mistake).__name__ == "NoArgsIsHelpError":  # a class that older versions don't have
            complain(mistake.format_message())
            return MISUSE
        if mistake.ctx:
            more = say("Try '{command} --help' for help.", command=mistake.ctx.command_path)
            complain(f"{mistake.ctx.get_usage()}\n{more}\n")
        complain(say("Error: {message}", message=mistake.format_message()))
        return MISUSE
    except click.ClickException as mistake:
        complain(say("Error: {message}", message=mistake.format_message()))
        return MISUSE
    return code if isinstance(code, int) else 0


def _teach_click() -> None:
    """Let click look its own sentences up in our catalogue: it asks gettext for them, which each of its modules calls by these names."""
    for name in [name for name in sys.modules if name.startswith("click.")]:
        for asked, answer in (("_", translated), ("ngettext", _one_or_many)):
            if hasattr(sys.modules[name], asked):
                setattr(sys.modules[name], asked, answer)


def _one_or_many(one: str, many: str, number: int) -> str:
    return translated(one if number == 1 else many)
