"""What the doctor says, and that it always says it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.doctor import commands, installed, machine
from grader.doctor.finding import Finding, seen
from grader.grading.kit import ROOT


def _run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **more}
    command = [sys.executable, *words]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="ascii", check=False)


def test_it_tells_of_everything() -> None:
    """At the command line, there is a line for each thing, in ASCII, and the exit code says whether one is missing."""
    done = _run("-m", "grader", "doctor", PYTHONIOENCODING="cp950")
    names = [line.split()[1] for line in done.stdout.splitlines() if line.startswith(("ok ", "-- "))]
    assert {"kit", "python", "system", "host", "limits", "loopback", "output", "temporary", "nox", "click", "pytest"} <= set(names)
    assert done.returncode == int("\n--" in done.stdout)
    assert done.stderr == ""


def test_it_does_where_nothing_is_installed() -> None:
    """Without a single package, it says which are missing, and what to type."""
    done = _run("-I", "-S", str(ROOT / "grader" / "cli" / "start.py"), "grader.doctor")
    assert done.returncode == 1
    assert "--  click          is not installed" in done.stdout
    assert "> nox -s grade, which sets up an environment" in done.stdout
    assert "To be put right: " in done.stdout.splitlines()[-1]
    assert done.stderr == ""


def test_a_mistake_in_the_command_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    """It takes no words; asked for help, it gives some."""
    assert (commands.main(["everything"]), commands.main(["--help"])) == (2, 0)
    assert capsys.readouterr().out == commands.HELP


def test_what_cannot_be_looked_at_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A fault in one look is a line, and the others are told."""

    def its_own_way() -> Iterator[Finding]:
        raise OSError(5, "Input/output error", "/dev/odd")
        yield

    monkeypatch.setattr(machine, "LOOKS", (its_own_way, machine.python))
    assert commands.main([]) == 1
    first, _, third, *_ = capsys.readouterr().out.splitlines()
    assert first == "--  its own way    could not be looked at: Input/output error: /dev/odd"
    assert third.startswith("ok  python")


def test_a_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a right to write in the temporary folder, it says so."""

    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refused)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = list(machine.folders())
    assert "can't be written (Permission denied)" in found[1].what
    assert found[1].todo == f"Give yourself the right to write in {tmp_path}."


def test_no_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that is nearly full, it says how much is needed."""
    monkeypatch.setattr(machine, "ROOM", 1 << 80)
    assert all("Make room" in one.todo for one in machine.folders())


def test_a_filter_on_the_loopback_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no socket of this machine can be reached, it says where to look."""

    def refused(*_: object, **__: object) -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "create_connection", refused)
    [found] = machine.sockets()
    assert (found.what, found.todo) == (
        "sockets of 127.0.0.1 fail: Connection refused",
        "Let programs connect to 127.0.0.1: see the firewall.",
    )


def test_a_python_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started, the look itself is a finding."""
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    [found] = seen(machine.processes)
    assert found.what == "could not be looked at: No such file or directory: /no/such/python"


@pytest.mark.parametrize(
    ("version", "wanted", "enough"),
    [("9.1", "pytest>=9.1", True), ("9.0.3", "pytest>=9.1", False), ("10.0", "pytest>=9.1", True), ("1.5.0", "a>=1.5,<2", True),
     ("2.0rc1", "a>=1.5,<2", False), ("1.5.0", "a", True), ("odd", "a>=1", False)],
)  # fmt: skip
def test_versions_are_compared_by_their_numbers(version: str, wanted: str, *, enough: bool) -> None:
    """A version is enough if it is none too old, and none too new."""
    assert installed.is_enough(version, wanted) == enough


def test_only_what_this_system_needs_is_asked_for() -> None:
    """A requirement with a marker counts where that holds."""
    assert installed.applies(f"sys_platform == '{sys.platform}'")
    assert not installed.applies(f"sys_platform != '{sys.platform}'")
