"""Files that are there as a whole, or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place, and put it there when it is complete. OSError, ValueError: it can't be; then nothing is left."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            part.unlink()
        raise
