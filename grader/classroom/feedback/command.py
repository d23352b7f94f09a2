"""Feedback at the command line: `nox -s feedback -- RESULTS --out DIR --format html`."""

from __future__ import annotations

from pathlib import Path

import click

from grader.classroom.class_page.facts.files import see_that_it_is_new
from grader.classroom.class_page.facts.kept import results as kept
from grader.classroom.feedback.forms import FORMS
from grader.cli.ending import reason, told
from grader.cli.files import write_whole
from grader.cli.streams import complain, print_line
from grader.cli.typed import spoken
from grader.grading.kit import Misuse
from grader.language import count, say
from grader.reports.text import line

NAME = "{name}"  # in a repository's name


@click.command(
    "feedback",
    help=say(
        "Write what each learner is told, as files: nothing is sent to anybody.\n\nRESULTS is the folder that grade-all was given as --out."
    ),
)
@click.argument("results", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help=say("Where the files go: a new folder."))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    default="markdown",
    show_default=True,
    help=say(
        "markdown or html: a file a learner; github-issues: a text for an issue a learner, and issues.sh, which would open them; "
        "moodle: one file for the import into a gradebook."
    ),
)
@click.option(
    "--repository",
    default="OWNER/{name}",
    show_default=True,
    metavar="OWNER/NAME",
    help=say("For github-issues: where a learner's issue belongs; {placeholder} stands for the submission's name.", placeholder=NAME),
)
@spoken
def feedback(results: Path, out: Path, form: str, repository: str) -> None:
    """Write feedback."""
    if NAME not in repository or "/" not in repository:
        example = {"example": f"my-class/week3-{NAME}", "placeholder": NAME}
        raise Misuse(say("--repository must be like {example}: {placeholder} stands for the submission's name.", **example))
    try:
        see_that_it_is_new(out)
        out.mkdir(parents=True, exist_ok=True)
        number = 0
        made = FORMS[form](repository)
        for result in kept(results, complain):
            number += 1
            for name, text in made.of(result):
                write_whole(out / name, text.encode("utf-8", "backslashreplace"))
        for name, text in made.rest():
            write_whole(out / name, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        failed = say("{folder} can't be written: {reason}.", folder=line(str(out), 500), reason=reason(error))
        raise told(failed, error) from None
    learners = count("{number} learner", "{number} learners", number=number)
    print_line(say("{learners}. The feedback: {folder}. {what_next}", learners=learners, folder=line(str(out), 1000), what_next=made.next))
