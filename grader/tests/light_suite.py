"""A suite that imports no more than a suite does: a process that has acted one of these can act the next."""

from __future__ import annotations

from typing import Any

from grader.suite import scenario

KEPT: list[int] = []


@scenario(without={"*": "one story is enough here"}, each={"number": [1, 2, 3]})
async def keeping(exercise: Any, number: int) -> Any:
    """What earlier plays have put in a list of this module's."""
    KEPT.append(number)
    return await exercise.run(list(KEPT))


@scenario(without={"*": "one story is enough here"}, each={"number": [1, 2, 3]})
def by_hand(exercise: Any, number: int) -> Any:
    """The program makes its own loop."""
    return exercise.run(number)
