"""What ends a grading from outside ends it as Ctrl-C does: what was graded is told, and nothing is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.tests import sample_kit
from grader.tests.cli.front_door import plain

HANGS = """
import subprocess, sys
async def run_all(jobs, limit=3):
    open(NOTE, "w").close()
    subprocess.run([sys.executable, "-c", "while True: pass"])
"""
ALONE, IN_THE_BACKGROUND = "exec", "trap '' INT; exec"  # what a script starts with & ignores SIGINT
CASES = [
    *((ALONE, number) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)),
    *((IN_THE_BACKGROUND, number) for number in (signal.SIGTERM, signal.SIGHUP)),
]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing holds a process tree together (see TRUST)")


@pytest.mark.parametrize(("beginning", "number"), CASES)
def test_a_signal_ends_a_grading_and_leaves_nothing(kit: Path, tmp_path: Path, beginning: str, number: signal.Signals) -> None:
    """Told to end while a program hangs: exit code 130, the result says what was not graded, no folder and no process is left."""
    note, temporary, result = tmp_path / "note", tmp_path / "tmp", tmp_path / "result.json"
    (tmp_path / "submission").mkdir()
    temporary.mkdir()
    (tmp_path / "submission" / "second.py").write_text(f"NOTE = {str(note)!r}\n{HANGS}")
    words = [sys.executable, "-m", "grader", "grade", "second", "--submission", str(tmp_path / "submission"), "--json", str(result)]
    command = ["bash", "-c", f'{beginning} "$@"', "bash", *words]
    env = plain({"TMPDIR": str(temporary)})
    process = subprocess.Popen(command, cwd=kit, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while process.poll() is None and not note.exists():
        time.sleep(0.01)
    process.send_signal(number)
    if number != signal.SIGINT:
        process.send_signal(number)  # an impatient one must not cut short what the first has begun
    _, err = process.communicate()
    assert (process.returncode, b"Traceback" in err) == (130, False)
    assert json.loads(result.read_bytes())["error"].startswith("Interrupted: 0 of 1 exercises")
    assert os.listdir(temporary) == []  # noqa: PTH208 - names are enough


def test_what_ignores_a_signal_goes_on(kit: Path, tmp_path: Path) -> None:
    """Under nohup, losing the terminal ends nothing."""
    script = 'trap "" HUP; "$@" & sleep 0.2; kill -HUP $!; wait $!'
    words = [sys.executable, "-m", "grader", "grade", "--json", str(tmp_path / "result.json")]
    done = subprocess.run(["bash", "-c", script, "bash", *words], cwd=kit, env=plain(), capture_output=True, check=False)  # noqa: S607 - bash
    assert (done.returncode, json.loads((tmp_path / "result.json").read_bytes())["points"]) == (1, 10)
    assert sample_kit.CHAPTER in done.stdout.decode()
