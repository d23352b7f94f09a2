"""Paths, files and consoles as they come on other systems."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from grader.grading.kit import ROOT, choose

REFERENCE = "08_semaphores/limit_workers.py"
GRADE = [sys.executable, "-m", "grader", "grade", "limit_workers", "--host", "portable"]


def _submission(folder: Path, source: bytes) -> Path:
    path = folder / REFERENCE
    path.parent.mkdir(parents=True)
    path.write_bytes(source)
    return folder


def _grade(*words: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*GRADE, *words], cwd=ROOT, env=os.environ | env, capture_output=True, check=False)


@pytest.mark.parametrize(
    "typed",
    [
        r"exercises\08_semaphores\limit_workers.py", r".\exercises\08_semaphores\limit_workers.py",
        "exercises/08_semaphores/limit_workers.py",
        str(PureWindowsPath("C:/Users/王小明/My kit", "exercises", "08_semaphores", "limit_workers.py")), r"08_semaphores\limit_workers",
    ],
)  # fmt: skip
def test_an_exercise_can_be_named_as_windows_names_it(typed: str) -> None:
    """A path with backslashes, and with a drive's letter, names an exercise on every system."""
    assert [entry.name for entry in choose((typed,))] == ["limit_workers"]


def test_a_chapter_can_be_named_as_windows_completes_it() -> None:
    """So does a chapter's folder, with the backslash that PowerShell puts at its end."""
    assert [entry.name for entry in choose(("exercises\\08_semaphores\\",))] == ["limit_workers", "per_host_limit"]


@pytest.mark.parametrize("name", ["My homework", "我的作業 第三週", *([] if os.name == "nt" else [r"a\b"])])
def test_a_folder_may_have_any_name(name: str, tmp_path: Path) -> None:
    """Spaces, Chinese, and a backslash where that is a letter like any other, are no matter in the path of a submission."""
    source = (ROOT / "solutions" / REFERENCE).read_bytes()
    done = _grade("--submission", str(_submission(tmp_path / name, source)))
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["CRLF", "CRLF and BOM"])
def test_a_file_may_be_saved_as_windows_saves_it(mark: bytes, tmp_path: Path) -> None:
    """Lines that end with CR and LF, and a mark at the beginning, are no matter in a file."""
    source = (ROOT / "solutions" / REFERENCE).read_bytes().replace(b"\n", b"\r\n")
    done = _grade("--submission", str(_submission(tmp_path, mark + source)))
    assert (done.returncode, done.stderr) == (0, b"")


PRINTS = """
async def run_all(jobs, limit=3):
    print("平行 ✓ Größe 🙂")
    raise ValueError("失敗 ✗ 🙂")
"""


@pytest.mark.parametrize("encoding", ["cp950", "cp1252", "ascii", "utf-8"])
def test_a_console_may_have_any_encoding(encoding: str, tmp_path: Path) -> None:
    """A report is written in the console's encoding; what that lacks is escaped, and is no error."""
    submission = _submission(tmp_path, PRINTS.encode())
    done = _grade("--submission", str(submission), PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (1, b"")
    said = done.stdout.decode(encoding)
    assert ("失敗" in said) == (encoding in ("cp950", "utf-8"))
    assert "ValueError" in said
