"""What teachers can type: `python -m grader.classroom COMMAND`; noxfile.py has a session for each."""

from __future__ import annotations

from collections.abc import Sequence

import click

from grader.classroom.class_page.command import class_page
from grader.classroom.collect.grade_all import grade_all
from grader.classroom.feedback.command import feedback
from grader.classroom.hand_out.release import release
from grader.classroom.shards.merge import merge
from grader.cli import typed
from grader.language import say


@click.group(
    help=say("Hand out exercises, and collect their points: see grader/classroom/README.md."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
def commands() -> None:
    """Hand out exercises, and collect their points: see grader/classroom/README.md."""


commands.add_command(release)
commands.add_command(grade_all)
commands.add_command(merge)
commands.add_command(class_page)
commands.add_command(feedback)


def main(words: Sequence[str]) -> int:
    """Do what was typed. Returns the exit code."""
    return typed.run(commands, words, "python -m grader.classroom")
