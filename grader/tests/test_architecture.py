"""The tower: which room may know which, and how large a room may be."""

from __future__ import annotations

import ast
import collections
import functools
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from grader.grading.kit import ROOT

# From the ground up: a room imports only from floors below its own. CONTRIBUTING.md has the picture.
TOWER = (
    ("language",), ("cli",), ("recording",), ("suite",), ("lab",), ("subjects",), ("judge",), ("grading",), ("reports",), ("practice",),
    ("authoring",), ("classroom",), ("commands", "doctor"), ("__main__",),
)  # fmt: skip
FLOOR = {room: number for number, rooms in enumerate(TOWER) for room in rooms}
DATA = ("corpus", "suites", "tests", "template")
LIGHT = ("pytest", "msgspec", "rich", "click")  # what is not to be where learner code acts
MOST_FILES, MOST_LINES = 11, 300  # with __init__.py
VISIBLE = {
    "exercises", "solutions", "grader", "noxfile.py", "README.md", "README.zh-TW.md", "pyproject.toml", "LICENSE",
    "CHANGELOG.md", "CONTRIBUTING.md",
}  # fmt: skip


@functools.cache
def _modules() -> dict[str, Path]:
    """Every module of the kit, but for data and tests."""
    paths = {path.relative_to(ROOT).with_suffix(""): path for path in (ROOT / "grader").rglob("*.py")}
    return {".".join(name.parts).removesuffix(".__init__"): path for name, path in paths.items() if not set(DATA) & set(name.parts)}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _known(name: str) -> str | None:
    """The module of ours that an imported name stands for, or comes from."""
    return next((one for one in (name, name.rpartition(".")[0]) if one in _modules()), None)


def _needs(name: str) -> set[str]:
    """The modules of ours that one imports, for types only or not."""
    return {one for found in _imports(_modules()[name]) if (one := _known(found)) and one not in (name, "grader")}


def _room(name: str) -> str:
    return [*name.split("."), "__init__"][1]


def test_every_room_has_its_floor() -> None:
    """Each module belongs to a room of the tower."""
    assert {_room(name) for name in _modules()} - {"__init__"} == set(FLOOR) & {_room(name) for name in _modules()}
    assert {_room(name) for name in _modules()} - {"__init__"} <= set(FLOOR)


def test_rooms_import_only_from_below() -> None:
    """No module imports from its own floor's neighbours, or from a floor above."""
    wrong = [
        f"{name} imports {other}"
        for name in _modules()
        for other in _needs(name)
        if _room(name) != _room(other) and FLOOR.get(_room(name), 0) <= FLOOR[_room(other)]
    ]
    assert wrong == []


def test_there_is_no_circle_of_imports() -> None:
    """Whatever a module imports, even for its types alone, never leads back to it."""
    circles = []
    for name in _modules():
        seen, todo = set[str](), list(_needs(name))
        while todo:
            if (one := todo.pop()) not in seen:
                seen.add(one)
                todo += _needs(one)
        if name in seen:
            circles.append(name)
    assert circles == []


def test_what_runs_next_to_learner_code_is_light() -> None:
    """A subject holds the lab and its suite, and nothing of what a judge needs: no msgspec, no pytest."""
    program = "import sys; sys.path.insert(0, sys.argv[1]); import grader.subjects.fork.server, grader.suite; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", program, str(ROOT)], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert not {name.partition(".")[0] for name in loaded} & set(LIGHT)
    assert not [name for name in loaded if name.startswith(("grader.judge", "grader.grading", "grader.reports"))]


def test_a_newcomer_holds_a_room_in_the_head() -> None:
    """No folder has too many modules, and no module too many lines."""
    folders = collections.Counter(path.parent.relative_to(ROOT).as_posix() for path in _modules().values())
    assert {folder: count for folder, count in folders.items() if count > MOST_FILES} == {}
    lines = {name: path.read_text("utf-8").count("\n") for name, path in _modules().items()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


def test_reports_need_nothing_that_is_installed() -> None:
    """Where the grading itself has failed, and be it because nothing could be installed, a report can still say so."""
    program = "import sys; sys.path.insert(0, sys.argv[1]); import grader.reports.commands; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program, str(ROOT)], capture_output=True, text=True, check=True)
    assert {name.partition(".")[0] for name in done.stdout.split()} <= {*sys.stdlib_module_names, "grader", "__main__"}


def test_a_teachers_command_starts_without_a_grader() -> None:
    """Whatever a teacher types begins at once: pytest is imported by graders alone, which are processes of their own."""
    program = "import sys; sys.path.insert(0, sys.argv[1]); import grader.classroom.commands; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, str(ROOT)], capture_output=True, text=True, check=True)
    assert not {"pytest", "grader.grading.run"} & set(done.stdout.split())


def test_only_the_known_names_are_visible() -> None:
    """Nothing else lies at the top of the repository."""
    assert {path.name for path in ROOT.iterdir() if not path.name.startswith(".") and path.name != "__pycache__"} <= VISIBLE
