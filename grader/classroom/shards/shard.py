"""A shard: a part of a class, graded by itself, on another machine perhaps, for `merge` to put together."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import click

from grader.language import say

MOST = 100_000


@dataclass(frozen=True)
class Shard:
    """One of so many. A name alone decides which one it is in: whoever is added or taken away later moves nobody else."""

    number: int = 1
    of: int = 1

    def has(self, name: str) -> bool:
        """Whether a submission of that name belongs to it."""
        return int.from_bytes(hashlib.sha256(name.encode("utf-8", "backslashreplace")).digest()[:8]) % self.of == self.number - 1

    def __str__(self) -> str:
        return "" if self.of == 1 else f"{self.number}/{self.of}"


def typed(_context: click.Context, _option: click.Parameter, value: str) -> Shard:
    """Read `3/20`. click.BadParameter: it is none."""
    if not value:
        return Shard()
    found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", value)
    if not found or not 1 <= int(found[1]) <= int(found[2]) <= MOST:
        raise click.BadParameter(say("{value!r} is no shard: 3/20 is the third of twenty.", value=value))
    return Shard(int(found[1]), int(found[2]))
