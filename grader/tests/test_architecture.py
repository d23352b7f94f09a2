"""The rooms, and who may know whom."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.judge.kit import ROOT

FORBIDDEN = {
    "lab": ("grader.judge", "grader.reports", "grader.classroom", "pytest", "msgspec", "rich", "click"),
    "reports": ("grader.lab", "grader.classroom"),
    "classroom": ("grader.lab", "grader.authoring"),
    "judge": ("grader.reports", "grader.classroom", "grader.lab"),
}
VISIBLE = {
    "exercises", "solutions", "grader", "noxfile.py", "README.md", "README.zh-TW.md", "pyproject.toml", "LICENSE",
    "CHANGELOG.md", "CONTRIBUTING.md",
}  # fmt: skip


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", FORBIDDEN)
def test_rooms_import_only_what_they_may(room: str) -> None:
    """The lab knows nothing of the judge; the judge, reports and classroom know nothing of the lab."""
    wrong = [
        f"{path.name}: {name}"
        for path in sorted((ROOT / "grader" / room).rglob("*.py"))
        for name in _imports(path)
        if any(name == bad or name.startswith(f"{bad}.") for bad in FORBIDDEN[room])
    ]
    assert wrong == []


def test_reports_need_nothing_that_is_installed() -> None:
    """Where the grading itself has failed, and be it because nothing could be installed, a report can still say so."""
    program = "import sys; sys.path.insert(0, sys.argv[1]); import grader.reports.__main__; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", program, str(ROOT)], capture_output=True, text=True, check=True)
    assert {name.partition(".")[0] for name in done.stdout.split()} <= {*sys.stdlib_module_names, "grader", "__main__"}


def test_a_suite_is_light() -> None:
    """The lab imports suites, so the words of a suite import neither pytest nor the judge at run time."""
    for path in (ROOT / "grader" / "suite").glob("*.py"):
        top = [node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.Import | ast.ImportFrom)]
        assert not any("grader.judge" in ast.unparse(node) or "pytest" in ast.unparse(node) for node in top)


def test_only_the_known_names_are_visible() -> None:
    """Nothing else lies at the top of the repository."""
    assert {path.name for path in ROOT.iterdir() if not path.name.startswith(".") and path.name != "__pycache__"} <= VISIBLE
