"""What teachers can type: `python -m grader.classroom COMMAND`; noxfile.py has a session for each."""

from __future__ import annotations

import sys

import click

from grader.classroom.grade_all import grade_all
from grader.classroom.release import release
from grader.judge.kit import Misuse

MISUSE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Hand out exercises, and collect their points: see grader/classroom/README.md."""


main.add_command(release)
main.add_command(grade_all)

if __name__ == "__main__":
    try:
        main(prog_name="python -m grader.classroom")
    except Misuse as mistake:
        click.echo(str(mistake), err=True)
        sys.exit(MISUSE)
