"""`nox -s explain`: the page on a kind of mistake, or a list of them all."""

from __future__ import annotations

import difflib

from grader.cli.ending import reason, told
from grader.grading.kit import Misuse
from grader.language import say
from grader.reports.mistakes.kinds import KINDS
from grader.reports.mistakes.pages import text


def page(kind: str) -> str:
    """Read a kind's page. Misuse: there is no such kind."""
    if kind not in KINDS:
        near = difflib.get_close_matches(kind, KINDS, 1)
        hint = say("Did you mean {name}?", name=near[0]) if near else say("All of them: nox -s explain")
        raise Misuse(say("There is no kind of mistake {name}. {hint}", name=repr(kind), hint=hint))
    try:
        return text(kind)
    except OSError as error:
        raise told(say("The page on {kind} can't be read: {reason}.", kind=kind, reason=reason(error)), error) from None


def overview() -> list[str]:
    """List all kinds, each with the first line of its page."""
    heads = [page(kind).partition("\n")[0].removeprefix("# ") for kind in KINDS]
    return [*(f"  {head}" for head in heads), "", say("One of them: nox -s explain -- {kind}", kind="swallowed-cancel")]
