"""What is in a learner's copy: a pure function from a choice to files. No solution, labelled submission, test or teacher's tool is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.classroom.hand_out.choice import Choice
from grader.classroom.hand_out.pages import pages
from grader.classroom.hand_out.workflows import workflows
from grader.grading import pin
from grader.grading.intake.stubs import untouched
from grader.grading.kit import ROOT, Entry, Misuse, kit_text, kit_version, known_version
from grader.language import say

ROOMS = ("cli", "doctor", "grading", "judge", "lab", "language", "practice", "recording", "reports", "subjects", "suite")
SINGLE = (
    "LICENSE", ".vscode/settings.json", ".vscode/tasks.json", "grader/__init__.py", "grader/__main__.py", "grader/commands.py",
    "grader/PROTOCOL.md", "grader/suites/conftest.py",
)  # fmt: skip
TEMPLATE = Path(__file__).parent / "template"
PLAIN = {"devcontainer.json": ".devcontainer/devcontainer.json", "gitignore": ".gitignore"}
CUT = "# --- A learner's copy ends here."  # in noxfile.py and pyproject.toml
PROTECTED = ("grader/", ".github/", ".gitlab-ci.yml", "noxfile.py", "pyproject.toml", "exercises/kit.toml")


def learners_copy(choice: Choice) -> dict[str, bytes]:
    """Make all files of a learner's copy, by their paths: the same for the same choice, byte for byte.

    Misuse, Told, OSError: the kit is damaged, or can't be read.
    """
    known_version()
    files = dict(_of_the_kit())
    for entry in choice.entries:
        files |= _of_an_exercise(entry)
    files["exercises/kit.toml"] = kit_text(choice.chapters, choice.title, choice.stages).encode()
    files |= {path: text.encode() for path, text in (pages(choice) | workflows(choice)).items()}
    files |= _what_is_known({entry.name for entry in choice.entries})
    files[pin.FILE] = _pin(choice, files).encode()
    return dict(sorted(files.items()))


def _of_the_kit() -> Iterator[tuple[str, bytes]]:
    rooms = (path for room in ROOMS for path in (ROOT / "grader" / room).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    for path in (*rooms, *(ROOT / name for name in SINGLE)):
        yield path.relative_to(ROOT).as_posix(), path.read_bytes()
    for name in ("noxfile.py", "pyproject.toml"):
        yield name, (ROOT / name).read_text("utf-8").partition(CUT)[0].rstrip().encode() + b"\n"
    for name, path_there in PLAIN.items():
        yield path_there, (TEMPLATE / name).read_bytes()


def _of_an_exercise(entry: Entry) -> dict[str, bytes]:
    """Take a stub and its suite. Misuse: the stub is not the one that the kit knows, so that an untouched copy of it would not be known."""
    if not untouched(entry, (ROOT / "exercises" / entry.path).read_text("utf-8")):
        raise Misuse(
            say("{file} has changed since it was noted: nox -s check -- {name} --update", file=f"exercises/{entry.path}", name=entry.name)
        )
    stub, suite = f"exercises/{entry.path}", entry.suite.relative_to(ROOT).as_posix()
    return {path: (ROOT / path).read_bytes() for path in (stub, suite)}


def _what_is_known(names: set[str]) -> dict[str, bytes]:
    """The kept descriptions of the stubs, and recordings of the references, of these exercises alone."""
    stubs: dict[str, Any] = _json("grader/reference/stubs.json")
    recordings: dict[str, Any] = _json("grader/reference/recordings.json")
    ours = {name: one for name, one in stubs.items() if name in names}
    kept = {name: _without_source(one) for name, one in recordings.items() if name.partition("/")[0] in names}
    lines = [json.dumps({name: one}, ensure_ascii=False)[1:-1] for name, one in kept.items()]
    return {
        "grader/reference/stubs.json": json.dumps(ours, indent=2, ensure_ascii=False).encode() + b"\n",
        "grader/reference/recordings.json": "\n".join(["{", ",\n".join(lines), "}", ""]).encode(),
    }


def _without_source(recording: dict[str, Any]) -> dict[str, Any]:
    """A recording quotes the line at which a program was cancelled: a reference's is a part of the solution."""
    return {**recording, "cancels": [{key: value for key, value in one.items() if key != "source"} for one in recording["cancels"]]}


def _json(path: str) -> Any:
    return json.loads((ROOT / path).read_bytes())


def _pin(choice: Choice, files: dict[str, bytes]) -> pin.Pin:
    digests = {path: pin.digest(data) for path, data in sorted(files.items())}
    protected = {path: digest for path, digest in digests.items() if path.startswith(PROTECTED)}
    theirs = {path: digest for path, digest in digests.items() if path not in protected}
    return pin.Pin(kit_version(), choice.title, choice.lang, choice.classroom, protected, theirs)
