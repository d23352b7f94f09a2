"""How a process enters a box: before any learner code runs in it, and never out again."""

from __future__ import annotations

import errno

from grader.subjects.box import kernel, landlock, places, seccomp
from grader.subjects.box.needs import Needs

LANDLOCK = "landlock"


class NotBoxed(OSError):  # noqa: N818 - a fault of the machine: no learner code has run
    """This process can't be put into the box."""


def enter(name: str, folder: str, needs: Needs, level: int | None = None) -> None:
    """Put this process, and whatever it starts, into a box; `folder` is its own. `level`: as a kernel of that ABI would do it.

    NotBoxed: it can't be.
    """
    if name != LANDLOCK:
        raise NotBoxed(errno.EINVAL, f"there is no box {name!r}")
    known = landlock.abi()
    level = known if level is None else min(level, known)
    if not level or kernel.MACHINE not in kernel.CAPSET:
        raise NotBoxed(errno.ENOSYS, "this system has no Landlock, or it is switched off")
    try:
        ruleset = landlock.Ruleset(level)
        for place, rights in places.of(folder, needs):
            ruleset.allow(place, rights)
        if needs.server:
            ruleset.allow_listening()
        kernel.give_up_powers()
        ruleset.enter()
        seccomp.enter(needs, level)
    except OSError as refused:
        raise NotBoxed(refused.errno, f"the box can't be entered here: {refused.strerror}") from None
