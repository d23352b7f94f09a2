"""What the teacher's guide tells to type does what it says."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from grader.grading.kit import ROOT
from grader.tests.classroom.releases import git

GUIDES = ("README.md", "README.zh-TW.md")
LISTS = {
    "as it should be": "{lines[0]}\n{lines[1]}\n",
    "no last newline": "{lines[0]}\n{lines[1]}",
    "from Windows": "\ufeff{lines[0]}\r\n{lines[1]}\r\n",
    "from Windows, no last newline": "\ufeff{lines[0]}\r\n\r\n{lines[1]}",
}
SHELLS = [shell for shell in ("bash", "zsh") if shutil.which(shell)]


def _loop(guide: str) -> str:
    """Take the loop over a class list out of a guide."""
    text = (ROOT / "grader" / "classroom" / guide).read_text("utf-8")
    [found] = re.findall(r"^\$ (while read .*?^  done < class\.txt)$", text, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("form", LISTS)
@pytest.mark.parametrize("guide", GUIDES)
def test_a_class_list_may_come_from_windows(tmp_path: Path, guide: str, form: str, shell: str) -> None:
    """The guide's loop clones everybody on a list, with a byte order mark and carriage returns or without."""
    source, here = tmp_path / "source", tmp_path / "here"
    source.mkdir()
    here.mkdir()
    git(source, "init", "--quiet")
    git(source, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--allow-empty", "-m", "first")
    lines = [f"{name} {source.as_uri()}" for name in ("王小明", "bob")]
    (here / "class.txt").write_bytes(LISTS[form].format(lines=lines).encode())
    done = subprocess.run([shell, "-c", _loop(guide)], cwd=here, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "")
    assert sorted(path.name for path in (tmp_path / "submissions").iterdir()) == ["bob", "王小明"]
