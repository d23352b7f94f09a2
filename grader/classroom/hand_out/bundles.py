"""Autograders for platforms that run them on machines of their own: a release, and what starts it there."""

from __future__ import annotations

import contextlib
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

from grader.classroom.hand_out import repository
from grader.cli.ending import reason, told
from grader.language import say

TEMPLATE = Path(__file__).parent / "template"
DATE = (2026, 1, 1, 0, 0, 0)  # the same release twice is the same archive


def gradescope(files: Mapping[str, bytes], archive: Path) -> Path:
    """Make the archive that Gradescope wants: setup.sh, run_autograder, and the kit. Misuse: it can't be written."""
    scripts = {name: (TEMPLATE / "gradescope" / name).read_bytes() for name in ("setup.sh", "run_autograder")}
    try:
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
            for path, data in [*scripts.items(), *((f"kit/{path}", data) for path, data in files.items())]:
                entry = zipfile.ZipInfo(path, DATE)
                entry.create_system = 3  # Unix: so that the scripts can be run
                entry.external_attr = (0o100755 if path in scripts else 0o100644) << 16
                made.writestr(entry, data, zipfile.ZIP_DEFLATED)
    except OSError as error:
        with contextlib.suppress(OSError):
            archive.unlink()
        raise told(say("{archive} can't be written: {reason}.", archive=archive, reason=reason(error)), error) from None
    return archive


def classroom50(files: Mapping[str, bytes], folder: Path) -> Path:
    """Make the folder that Classroom 50 wants: autograder.py, and the kit beside it. Misuse: it is there already, or can't be written."""
    try:
        folder.mkdir()
    except OSError as error:
        raise told(_not_made(folder, error), error) from None
    try:
        repository.write(folder, {"autograder.py": (TEMPLATE / "classroom50" / "autograder.py").read_bytes()})
        repository.write(folder / "kit", files)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise told(_not_made(folder, error), error) from None
    return folder


def _not_made(folder: Path, error: OSError) -> str:
    return say("{folder} can't be made: {reason}. Name another --out.", folder=folder, reason=reason(error))
