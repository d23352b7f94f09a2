"""What has been played is not played again: plays are kept by a digest of all that decides them.

The same file, suite, lab and Python give the same recordings, byte for byte. So an edit costs its exercise alone; and of a class, equal
files are played once. What may be chance, or the machine's doing, is not kept: an end by a limit, a dead process, a fault.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
import sys
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from grader.cli.files import write_whole
from grader.grading.kit import ROOT
from grader.judge.request import Exercise, Played
from grader.language import language
from grader.recording.encoding import decode, encode
from grader.recording.recording import NORMAL
from grader.subjects.choice import VARIABLE

ROOMS = ("language", "recording", "suite", "lab", "subjects", "judge")  # what decides a play, besides the exercise's own files
CERTAIN = NORMAL | {"deadlock", "endless", "not loaded"}  # outcomes that are the program's own, on any machine
IN_MEMORY = 100  # exercises of which a process keeps the plays at hand
ON_DISK = 500  # files in the folder
FORM = "awaitlings-plays-1"

Plays = dict[str, list[Played]]


class _File(msgspec.Struct):
    """A file of kept plays. `digest` is the digest of `plays`: a damaged file shows."""

    form: str
    digest: bytes
    plays: bytes


class KeptPlays:
    """Plays by their digests: in memory, and in a folder, where there is one.

    A learner's program could write to that folder. So the teacher's own grading (`--final`) and CI are to have none.
    """

    def __init__(self, folder: Path | None = None, *, in_memory: int = IN_MEMORY) -> None:
        self._folder, self._most = folder, in_memory
        self._known: OrderedDict[str, Plays] = OrderedDict()

    def find(self, exercise: Exercise, scenarios: Iterable[str]) -> Plays | None:
        """Find all plays of these scenarios; None, unless all are there."""
        wanted, digest = set(scenarios), _digest(exercise)
        found = self._known.get(digest) or self._read(digest)
        if found is None or not wanted <= found.keys():
            return None
        self._remember(digest, found)
        return {name: found[name] for name in scenarios}

    def keep(self, exercise: Exercise, played: Mapping[str, list[Played] | BaseException]) -> None:
        """Keep them, if each of them is certain."""
        plays = {name: one for name, one in played.items() if isinstance(one, list)}
        if len(plays) == len(played) and all(one.recording.outcome in CERTAIN for many in plays.values() for one in many):
            digest = _digest(exercise)
            self._remember(digest, plays)
            self._write(digest, plays)

    def _remember(self, digest: str, plays: Plays) -> None:
        self._known[digest] = plays
        self._known.move_to_end(digest)
        while len(self._known) > self._most:
            self._known.popitem(last=False)

    def _read(self, digest: str) -> Plays | None:
        """Read a file; a missing, damaged or foreign one is none."""
        if self._folder is None:
            return None
        with contextlib.suppress(OSError, msgspec.MsgspecError, TypeError, ValueError, RecursionError):
            file = msgspec.msgpack.decode((self._folder / digest).read_bytes(), type=_File)
            if file.form == FORM and file.digest == _sha(digest.encode(), file.plays):
                return {name: [_played(one) for one in many] for name, many in msgspec.msgpack.decode(file.plays).items()}
        return None

    def _write(self, digest: str, plays: Plays) -> None:
        """Write a file, as a whole or not at all; where that can't be, it will be played again."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            data = msgspec.msgpack.encode({name: [[encode(one.recording), one.printed] for one in many] for name, many in plays.items()})
            write_whole(self._folder / digest, msgspec.msgpack.encode(_File(FORM, _sha(digest.encode(), data), data)))

    @functools.cache  # noqa: B019 - once for each of the few there are
    def _sweep(self) -> None:
        """Remove the oldest files, where there are too many."""
        files = sorted(self._folder.iterdir() if self._folder else (), key=lambda path: path.stat().st_mtime)
        for path in files[:-ON_DISK]:
            path.unlink(missing_ok=True)


def _played(found: Any) -> Played:
    recording, printed = found
    return Played(decode(recording), str(printed))


def folder_for(kit: Path = ROOT) -> Path | None:
    """Choose a folder: the kit's own, or the user's; none in CI, where a learner may have handed in files for it."""
    return None if os.environ.get("CI") else notebook(kit) / "plays"


def notebook(kit: Path = ROOT) -> Path:
    """Choose the folder for what is kept between runs: the kit's own, or the user's."""
    own = kit / ".awaitlings"
    return own if os.access(own if own.exists() else kit, os.W_OK) else _users() / "awaitlings"


def _users() -> Path:
    """Where this system keeps what can be made again."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _digest(exercise: Exercise) -> str:
    """Digest all that decides what an exercise's plays show."""
    about = (exercise.name, exercise.file, exercise.source, sys.version, sys.platform, os.environ.get(VARIABLE, ""), language())
    return _sha(_kit(), exercise.suite.read_bytes(), *(text.encode("utf-8", "surrogatepass") for text in about)).hex()


@functools.cache
def _kit() -> bytes:
    """Digest the rooms that decide a play."""
    files = sorted(path for room in ROOMS for path in (ROOT / "grader" / room).rglob("*") if path.suffix in (".py", ".mo"))
    return _sha(*(part for path in files for part in (path.relative_to(ROOT).as_posix().encode(), path.read_bytes())))


def _sha(*parts: bytes) -> bytes:
    """Digest parts, each with its length: none can be taken for a part of another."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.digest()
