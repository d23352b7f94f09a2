"""Which box holds here: a process in it tries what a hostile program would, and must fail. Nothing leaves this machine."""

from __future__ import annotations

import contextlib
import json
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.cli.ending import Misuse
from grader.language import listed, marked, say, translated
from grader.subjects import folders
from grader.subjects.box.choice import AUTO, NAMES, NONE, label
from grader.subjects.box.places import KIT, SHARED

COMMAND = "import sys; sys.path.insert(0, sys.argv[1]); from grader.subjects.box.tries import main; main()"
SECONDS = 60.0  # real ones, for all that is tried
LOOPBACK = "127.0.0.1"

MUST = {  # what a program could do, and no box may let it
    "files": marked("read your files"),
    "solutions": marked("read the solutions, or the judge"),
    "kit": marked("write to the kit"),
    "elsewhere": marked("write outside of its folder"),
    "modes": marked("change who may read a file"),
    "udp": marked("send to the network"),
    "tcp": marked("connect to the network"),
    "memory": marked("read another process's memory"),
    "limits": marked("limit another process"),
}
SHOULD = {  # what not every kernel can hold: it is said
    "signals": marked("signal your other processes"),
    "abstract": marked("call programs at abstract sockets, in exercises about processes"),
    "paths": marked("call programs at Unix sockets, in exercises about processes"),
    "others": marked("see which processes run, with their command lines"),
    "shared": marked("use what lies in /dev/shm"),
    "names": marked("see that a file is there, and how large it is"),
}


@dataclass(frozen=True)
class Box:
    """A box that holds; `name` is empty for none. `open`: what it does not hold here."""

    name: str
    open: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What a result calls it."""
        return label(self.name)


class NoBox(Misuse):
    """Nothing is graded without a box, unless that is asked for."""


def choose(wanted: str = AUTO) -> Box:
    """Choose a box: the one named, if it holds here; with `auto`, the first that does; with `none`, none.

    NoBox: that can't be. OSError: the machine fails before anything can be tried.
    """
    if wanted == NONE:
        return Box("")
    faults = []
    for name in NAMES if wanted == AUTO else (wanted,):
        found = attempt(name)
        if isinstance(found, Box):
            return found
        faults.append(f"{name}: {found}")
    tried = say("No box holds here, so nothing was graded. Tried: {tried}.", tried="; ".join(faults))
    rather = say("Grade on Linux with Landlock (5.13 or newer; in a virtual machine, a container, or WSL), where the programs can be held.")
    without = say("Or type --box none: then they run as you, and can do what you can.")
    raise NoBox(f"{tried} {rather} {without}")


def attempt(name: str, level: int | None = None) -> Box | str:
    """See whether a box holds. Returns it, or why it doesn't. `level`: as a kernel of that ABI of Landlock would do it.

    OSError: the machine fails before anything can be tried.
    """
    try:
        done = _try(name, level)
    except (ValueError, subprocess.SubprocessError) as fault:
        return say("it could not be tried ({fault})", fault=str(fault))
    if isinstance(done, str):
        return done
    if broken := _which(MUST, done):
        return say("a program in it can {things}", things=listed(broken))
    if not done["works"]:
        return say("Python can't be started in it")
    return Box(name, tuple(_which(SHOULD, done)))


def _which(things: dict[str, str], done: dict[str, bool]) -> list[str]:
    return [translated(text) for thing, text in things.items() if done[thing]]


def _try(name: str, level: int | None) -> dict[str, bool] | str:
    """Let processes in the box try everything. Returns what one of them could do; or why one could not enter."""
    found = [_try_with(name, level, server=server) for server in (True, False)]
    if failed := [one for one in found if isinstance(one, str)]:
        return failed[0]
    done = [one for one in found if isinstance(one, dict)]
    return {thing: (all if thing == "works" else any)(one[thing] for one in done) for thing in done[0]}


def _try_with(name: str, level: int | None, *, server: bool) -> dict[str, bool] | str:
    """Try it in the box of an exercise that is a server, or of one about processes."""
    with _surroundings() as told:
        line = json.dumps(told | {"box": name, "level": level, "needs": {"server": server, "processes": not server}})
        words = [sys.executable, "-P", "-s", "-c", COMMAND, str(KIT)]
        ended = subprocess.run(words, input=line + "\n", capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
    if ended.returncode:
        return ended.stderr.strip().rpartition("] ")[2] or say("it ended with exit code {code}", code=ended.returncode)
    found: dict[str, bool] = json.loads(ended.stdout)
    return found


@contextmanager
def _surroundings() -> Iterator[dict[str, Any]]:
    """Set up what is to be safe from it: files here and at home, a neighbour, and whoever listens. All is gone in the end."""
    with ExitStack() as stack:
        folder, outside = (stack.enter_context(_folder()) for _ in range(2))
        near = outside / "secret"
        near.write_text("secret", "utf-8")
        near.chmod(0o600)
        neighbour = stack.enter_context(subprocess.Popen([sys.executable, "-I", "-S", "-c", "input()"], stdin=subprocess.PIPE))
        stack.callback(neighbour.kill)
        tcp = stack.enter_context(socket.create_server((LOOPBACK, 0)))
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind((LOOPBACK, 0))
        name = f"awaitlings-{secrets.token_hex(8)}"
        for place in ("\0" + name, str(outside / "unix")):
            listener = stack.enter_context(socket.socket(socket.AF_UNIX))
            listener.bind(place)
            listener.listen()
        yield {
            "folder": str(folder), "outside": str(outside), "files": [str(near), *_at(stack, Path.home())],
            "shared": next(iter(_at(stack, Path(SHARED))), ""), "secret": _secrets(), "kit": str(KIT / "grader" / "suite" / "__init__.py"),
            "udp": udp.getsockname()[1], "tcp": tcp.getsockname()[1], "abstract": name, "unix": str(outside / "unix"),
            "neighbour": neighbour.pid,
        }  # fmt: skip


@contextmanager
def _folder() -> Iterator[Path]:
    folder = folders.make()
    try:
        yield Path(folder)
    finally:
        folders.remove(folder)


def _at(stack: ExitStack, folder: Path) -> Sequence[str]:
    """Make a file in a folder for as long as this goes on; none, where that can't be."""
    with contextlib.suppress(OSError):
        return [stack.enter_context(tempfile.NamedTemporaryFile(prefix=".awaitlings-", dir=folder)).name]
    return []


def _secrets() -> list[str]:
    """List files of the kit that no program may read: a solution, if there are any here; a recording; the judge's own."""
    found = [next((KIT / part).rglob(name), None) for part, name in (("solutions", "*.py"), ("grader/reference", "*.json"))]
    return [str(one) for one in (*found, KIT / "grader" / "judge" / "play.py") if one]
