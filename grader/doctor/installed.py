"""What is installed: what pyproject.toml lists, and nox."""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator

from grader.doctor.finding import Finding
from grader.grading.kit import ROOT
from grader.language import marked, say

INSTALL = marked("nox -s grade, which sets up an environment with all of them; or: {python} -m pip install {wanted!r}")
NOX = "{python} -m pip install nox"


def packages() -> Iterator[Finding]:
    """Find each package that a grading needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for line in project["project"]["dependencies"]:
        wanted, _, marker = (part.strip() for part in line.partition(";"))
        if not marker or applies(marker):
            yield _package(wanted)


def applies(marker: str) -> bool:
    """Tell whether a requirement is one of this system: of markers, the kit uses sys_platform only."""
    found = re.fullmatch(r"sys_platform (==|!=) '(\w+)'", marker)
    return found is None or (sys.platform == found[2]) == (found[1] == "==")


def _package(wanted: str) -> Finding:
    name = re.split(r"[<>=!~ ]", wanted, maxsplit=1)[0]
    todo = say(INSTALL, python=sys.executable, wanted=wanted)
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, say("is not installed"), todo)
    return Finding(name, version, "" if is_enough(version, wanted) else say("{wanted} is needed: {todo}", wanted=wanted, todo=todo))


def is_enough(version: str, wanted: str) -> bool:
    """Tell whether a version is none too old, or too new, by its numbers."""
    lowest, below = (re.search(rf"{sign}\s*([\d.]+)", wanted) for sign in (">=", "<(?!=)"))
    found = numbers(version)
    return (lowest is None or found >= numbers(lowest[1])) and (below is None or found < numbers(below[1]))


def numbers(version: str) -> tuple[int, ...]:
    """Read the numbers at the beginning of a version."""
    parts = re.match(r"\d+(\.\d+)*", version)
    return tuple(map(int, parts[0].split("."))) if parts else ()


def nox() -> Iterator[Finding]:
    """Find nox: in this environment, or on the path."""
    try:
        yield Finding("nox", importlib.metadata.version("nox"))
    except importlib.metadata.PackageNotFoundError:
        place = shutil.which("nox")
        yield Finding("nox", place or say("is not found"), "" if place else NOX.format(python=sys.executable))


LOOKS = (nox, packages)
