"""Which host a grading uses: by platform, unless somebody names one. Light: without asyncio."""

from __future__ import annotations

import os
import socket
from typing import Literal, get_args

from grader.cli.ending import Misuse
from grader.language import listed, say

Name = Literal["fork", "portable"]
NAMES: tuple[Name, ...] = get_args(Name)
VARIABLE = "AWAITLINGS_HOST"
"""The environment variable that names the host, whoever starts a grading."""


class NoHost(Misuse):
    """There is no such host here."""


def name_of(wanted: str | None = None) -> Name:
    """Tell which host to use: the one that is wanted; else the one that the environment names; else the best that this system has.

    NoHost: there is none of that name, or not on this system.
    """
    can_fork = hasattr(os, "fork") and hasattr(socket, "AF_UNIX") and hasattr(socket, "send_fds")
    asked = wanted or os.environ.get(VARIABLE)
    if not asked:
        return "fork" if can_fork else "portable"
    if asked == "fork" and not can_fork:
        raise NoHost(say("This system can't fork processes: use the host 'portable'."))
    for name in NAMES:
        if asked == name:
            return name
    none = say("There is no host {asked!r}: there are {names}.", asked=asked, names=listed([*NAMES]))
    raise NoHost(none if wanted else say("{none} ({variable} names it.)", none=none, variable=VARIABLE))
