"""The outcome of a check whose question can't be answered."""

from __future__ import annotations

from typing import NoReturn


class NotJudged(Exception):  # noqa: N818 - an outcome of a check, not an error
    """This check's question could not be answered, because of something that another check reports."""


def not_judged(why: str) -> NoReturn:
    """End a check that can't be judged: `why` tells the learner what was missing."""
    raise NotJudged(why)


class NotShown(NotJudged):
    """One play can't show what a check asks; another one may."""


def not_shown(why: str) -> NoReturn:
    """Pass over a play that can't show what a check asks. Where no play can, the check is not judged: `why` tells what was missing."""
    raise NotShown(why)
