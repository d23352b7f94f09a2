"""Where the results of a class are read: the files that grade-all has written. A store can take their place here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from grader.cli.ending import reason, told
from grader.grading.results.result import Result, decode
from grader.language import say
from grader.reports.text import line

LARGEST = 200_000_000  # bytes of a result


def results(folder: Path, complain: Callable[[str], None]) -> Iterator[Result]:
    """Read results one after the other, by name; of what can't be read, complain in a sentence. Misuse: grade-all has left none there."""
    for path in _files(folder):
        try:
            with path.open("rb") as file:
                found = _quickly(file.read(LARGEST))
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else str(error)
            complain(say("A result can't be read, and is left out: {file}: {why}", file=line(path.name), why=line(why)))
        else:
            yield found


@dataclass(frozen=True)
class _Light(Result):
    """A result whose recordings are not looked at yet."""

    recordings: Mapping[str, msgspec.Raw] = field(default_factory=dict)


class Plays(Mapping[str, Any]):
    """Recordings as plain data, read when they are asked for: a class has gigabytes of them, and a page needs few."""

    def __init__(self, raw: Mapping[str, msgspec.Raw]) -> None:
        self._raw = raw

    def __getitem__(self, name: str) -> Any:
        return msgspec.json.decode(self._raw[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


def _quickly(data: bytes) -> Result:
    """Read a result without its recordings, where it is as it is written now. ValueError: it is none."""
    try:
        found = msgspec.json.decode(data, type=_Light)
    except msgspec.MsgspecError:
        return decode(data)
    return replace(found, recordings=Plays(found.recordings))


def _files(folder: Path) -> list[Path]:
    inside = folder / "results"
    try:
        found = [path for path in inside.iterdir() if path.suffix == ".json" and not path.name.startswith(".")]
    except OSError as error:
        why = say("{folder} holds no results of a class: {reason}.", folder=line(str(inside), 500), reason=reason(error))
        raise told(say("{problem} Name the folder that grade-all was given as --out.", problem=why), error) from None
    return sorted(found, key=lambda path: (path.stem.casefold(), path.name))
