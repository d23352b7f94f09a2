"""What a subject process does around its plays: what it may use, where a crash is told, and play after play, while each ends clean."""

from __future__ import annotations

import contextlib
import contextvars
import errno
import faulthandler
import gc
import os
import signal
import socket
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, NoReturn

from grader.lab.reuse import Before
from grader.lab.subject import Play, kinds_of_probes
from grader.lab.wire.link import Link
from grader.subjects.box.enter import enter
from grader.subjects.box.needs import Needs
from grader.subjects.limits import limit

LAB_FAILED = 70  # the exit code of a subject in which the lab itself could not go on
NOT_SET_UP = 71  # of one that could not be set up, before any learner code ran
NO_FILES = 72  # and of one in which so many files were open that the lab could open none


def main(control: socket.socket, trace: int, before: Before) -> NoReturn:
    """Act plays: `control` is the line to the judge, `trace` the file that a crash is told to."""
    link = Link(control)
    try:
        start = link.receive()
        _settle_in(start, trace)
        before.look_around()
        link.send("started")
    except BaseException:  # noqa: BLE001 - whatever it is, it is no program's doing
        _leave(NOT_SET_UP)
    try:
        _act(link, start, before)
        gc.freeze()  # what all plays share: looking for garbage among it would take time in each
        while True:
            link = link.renewed()
            start = link.receive()
            _act(link, start, before)
    except BaseException as fault:  # noqa: BLE001 - no program's own: it never comes here, unless the program has changed the lab
        if isinstance(fault, OSError) and fault.errno == errno.EMFILE:
            os._exit(NO_FILES)
        _leave(LAB_FAILED)
    finally:
        os._exit(LAB_FAILED)


def _leave(code: int) -> NoReturn:
    """Print what went wrong, and end this process."""
    with contextlib.suppress(BaseException):
        traceback.print_exc()
        sys.stderr.flush()
    os._exit(code)


def _act(link: Link, start: dict[str, Any], before: Before) -> None:
    """Act one play; return if nothing of it is left. All of it is in a function of its own: no name here holds on to anything."""
    limit(**start["limits"])
    before.renew()
    contextvars.Context().run(Play(link, start, before).run)


def _settle_in(start: dict[str, Any], trace: int) -> None:
    """Take a folder for one's own: what a program writes goes with it, and is no message to anybody. The exercise's file is there."""
    folder = start["folder"]
    faulthandler.enable(trace, all_threads=False)
    if hasattr(signal, "SIGXCPU"):
        faulthandler.register(signal.SIGXCPU, trace)
        faulthandler.register(signal.SIGUSR1, trace)
    os.chdir(folder)
    os.environ["TMPDIR"] = folder
    tempfile.tempdir = None
    Path(f"{start['module']}.py").write_text(start["source"], "utf-8")  # for processes that import it anew, and whoever reads it
    sys.path.insert(0, folder)
    if start["box"]:
        enter(start["box"], folder, Needs.of(kinds_of_probes(start["suite"])))
