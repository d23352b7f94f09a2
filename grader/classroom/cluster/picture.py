"""A picture of a submission's folder: all that a grading looks at, as plain data, so that another machine finds the same there."""

from __future__ import annotations

import base64
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from grader.grading.intake.misplaced import DEEPEST, LEFT_OUT, MOST
from grader.grading.intake.take import LARGEST

PROGRAMS = (".py", ".txt")
"""How the names of files end whose contents are taken along; of others, only their name and size count."""


@dataclass(frozen=True)
class Item:
    """Something in a folder. `path` is relative to it. `data`: a file's first bytes, or where a link leads; `size`: all of a file's."""

    path: str
    kind: Literal["folder", "file", "link", "other", "closed"]
    size: int = 0
    data: bytes = b""

    def told(self) -> dict[str, Any]:
        """Put it in JSON's words."""
        return asdict(self) | {"data": base64.b64encode(self.data).decode("ascii")}

    @classmethod
    def of(cls, told: dict[str, Any]) -> Item:
        """Take it from JSON's words."""
        return cls(**told | {"data": base64.b64decode(told["data"])})


def take(folder: Path) -> list[Item]:
    """Take a picture. OSError: the folder can't be read."""
    return list(_items(folder))


def _items(top: Path) -> Iterator[Item]:
    left = MOST
    for folder, folders, files in os.walk(top, onerror=_fail):
        below = Path(folder).relative_to(top)
        for name in sorted([*folders, *files])[: max(left, 0)]:
            yield _item(top, below / name)
            left -= 1
        deep = len(below.parts) >= DEEPEST
        folders[:] = [] if deep else sorted(one for one in folders if one not in LEFT_OUT and not one.startswith("."))


def _fail(error: OSError) -> None:
    raise error


def _item(top: Path, path: Path) -> Item:
    """Look at one thing, and follow no link."""
    name = os.fsencode(path).decode("utf-8", "surrogateescape")
    status = (top / path).lstat()
    if stat.S_ISLNK(status.st_mode):
        return Item(name, "link", data=os.fsencode((top / path).readlink()))
    if stat.S_ISDIR(status.st_mode):
        return Item(name, "folder")
    if not stat.S_ISREG(status.st_mode):
        return Item(name, "other")
    wanted = path.name.lower().endswith(PROGRAMS)
    try:
        return Item(name, "file", status.st_size, _beginning(top / path) if wanted else b"")
    except OSError:
        return Item(name, "closed", status.st_size)


def _beginning(path: Path) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        return file.read(LARGEST + 1)


def make(items: Sequence[Item], folder: Path) -> None:
    """Make a folder like the one in a picture. ValueError: it leads out of there. OSError: it can't be made."""
    for item in items:
        _make(item, folder / _safe(item.path))


def _safe(name: str) -> Path:
    path = Path(os.fsdecode(name.encode("utf-8", "surrogateescape")))
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(name)
    return path


def _make(item: Item, path: Path) -> None:
    match item.kind:
        case "folder":
            path.mkdir()
        case "link":
            path.symlink_to(os.fsdecode(item.data))
        case "other":
            os.mkfifo(path)
        case "file" | "closed":
            with path.open("xb") as file:
                file.write(item.data)
                file.truncate(max(item.size, len(item.data)))
            if item.kind == "closed":
                path.chmod(0)
