"""Autograders for platforms that run them on machines of their own: a release, and what starts it there."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from grader.classroom import repository
from grader.judge.kit import Misuse

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
        raise Misuse(f"{archive} can't be written: {error.strerror}.") from None
    return archive


def classroom50(files: Mapping[str, bytes], folder: Path) -> Path:
    """Make the folder that Classroom 50 wants: autograder.py, and the kit beside it. Misuse: it is there already, or can't be written."""
    try:
        folder.mkdir()
        repository.write(folder, {"autograder.py": (TEMPLATE / "classroom50" / "autograder.py").read_bytes()})
        repository.write(folder / "kit", files)
    except OSError as error:
        raise Misuse(f"{folder} can't be made: {error.strerror}. Name another --out.") from None
    return folder
