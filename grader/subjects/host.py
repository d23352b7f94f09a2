"""Where subjects come from: a host starts processes, each for one exercise of one submission."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from grader.language import say
from grader.subjects.choice import NoHost, name_of
from grader.subjects.subject import Subject


class HostGone(Exception):  # noqa: N818 - not an error of the grader: some subject killed its parent
    """The host's own process is dead, and every subject with it."""


class Host(Protocol):
    """Starts subjects."""

    @property
    def gone(self) -> bool:
        """Whether no subject can be started any more."""

    async def start(self) -> Subject:
        """Start a fresh subject. HostGone: that can't be."""


MODULES = {"fork": "grader.subjects.fork.host", "portable": "grader.subjects.portable.host"}
Running = Callable[[], AbstractAsyncContextManager[Host]]


def choose(wanted: str | None = None) -> Running:
    """Get what starts a host: see `choice.name_of`. NoHost: there is none, or what it needs is not installed."""
    name = name_of(wanted)
    try:
        module = importlib.import_module(MODULES[name])  # by its name: only one of them is needed
    except ModuleNotFoundError as missing:
        if missing.name != "psutil":
            raise
        values = {"name": name, "python": sys.executable}
        raise NoHost(say("The host {name!r} needs psutil, which is not installed: {python} -m pip install psutil", **values)) from None
    running: Running = vars(module)["RUNNING"]
    return running
