"""Save, and see: in a real terminal with keys typed, and without one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from grader.tests.practice.copies import labelled, path_of, save, settings

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from grader.tests.practice.terminals import KEYS, Terminal

DONE = "✓ works  ✓ overlaps  ✓ fails well  ✓ stops well"


@pytest.fixture
def watched(kit: Path) -> Iterator[Terminal]:
    """A terminal in which one exercise is watched, and was shown."""
    with Terminal(kit, "watch", "limit_workers") as terminal:
        terminal.shows(KEYS)
        yield terminal


# --- saved files
def test_each_save_is_judged(kit: Path, watched: Terminal) -> None:
    """What is saved is graded: wrong, broken in the middle of typing, right."""
    save(kit, "limit_workers", labelled("limit_workers", "wrong/no_limit"))
    watched.verdict("explain -- too-many-at-once")
    save(kit, "limit_workers", "async def run_all(jobs, limit=3):\n    return [\n")
    watched.verdict("Syntax error in line 2")
    save(kit, "limit_workers", labelled("limit_workers", "reference"))
    watched.verdict(DONE)


def test_a_newer_save_ends_the_older_play(kit: Path, watched: Terminal, tmp_path: Path) -> None:
    """While a program hangs, the file is saved anew: the older one's verdict is never shown."""
    started = tmp_path / "started"
    os.mkfifo(started)
    hangs = f"def run_all(jobs, limit=3):\n    open({str(started)!r}, 'w').close()\n    while True:\n        pass\n"
    save(kit, "limit_workers", f"async {hangs}")
    started.open().close()  # waits until the program has begun
    save(kit, "limit_workers", labelled("limit_workers", "reference"))
    assert "processor" not in watched.verdict(DONE)


def test_an_editor_that_replaces_files_is_seen(kit: Path, watched: Terminal) -> None:
    """Many editors write another file, and give it the name."""
    part = path_of(kit, "limit_workers").with_name("limit_workers.py~")
    part.write_text(labelled("limit_workers", "reference").read_text("utf-8"), "utf-8")
    part.replace(path_of(kit, "limit_workers"))
    watched.verdict(DONE)


def test_what_is_gone_is_told_calmly(kit: Path, watched: Terminal) -> None:
    """A file that was deleted, a folder that was moved away and comes back: a sentence each, and watching goes on."""
    path_of(kit, "limit_workers").unlink()
    watched.verdict("There is no file exercises/08_semaphores/limit_workers.py.")
    (kit / "exercises").rename(kit / "elsewhere")
    watched.shows("is not there any more. Once it is back, watching goes on.")
    (kit / "elsewhere").rename(kit / "exercises")
    watched.shows("The folder is back.")
    (kit / "exercises/08_semaphores/limit_workers.py").write_text(labelled("limit_workers", "reference").read_text("utf-8"), "utf-8")
    watched.verdict(DONE)


def test_network_drives_are_polled(kit: Path) -> None:
    """With `--poll`, files are looked at, again and again."""
    with Terminal(kit, "watch", "limit_workers", "--poll") as terminal:
        terminal.shows(KEYS)
        save(kit, "limit_workers", labelled("limit_workers", "reference"))
        terminal.verdict(DONE)


@pytest.mark.skipif(sys.platform != "linux", reason="children are found in /proc")
def test_a_grader_that_loses_its_server_goes_on(kit: Path, watched: Terminal) -> None:
    """The process that starts all others is killed: the next save is graded all the same."""
    children = Path(f"/proc/{watched.process.pid}/task/{watched.process.pid}/children").read_text("ascii").split()
    for child in children:
        os.kill(int(child), signal.SIGKILL)
    save(kit, "limit_workers", labelled("limit_workers", "reference"))
    watched.verdict(DONE)


# --- keys
def test_keys_answer(kit: Path, watched: Terminal) -> None:
    """Hints one by one, the timeline, what kind of mistake it is, everything, the list."""
    save(kit, "limit_workers", labelled("limit_workers", "wrong/no_limit"))
    watched.verdict("explain -- too-many-at-once")
    for rung in (1, 2, 3):
        watched.press("h")
        assert f"limit_workers, hint {rung} of 3" in watched.shows(KEYS)
    watched.press("t")
    assert "The reference:" in watched.shows(KEYS)
    watched.press("e")
    assert "more at the same time than there is room for" in watched.shows(KEYS)
    watched.press("v")
    assert "✓ All results come" in watched.shows(KEYS)
    watched.press("l")
    assert ">   limit_workers      level 1" in watched.shows(KEYS)
    watched.press("\x1b[A?")  # an arrow, and a key that means nothing
    watched.press("h")
    assert "hint 3 of 3" in watched.shows(KEYS)


def test_next_goes_on(kit: Path) -> None:
    """`n` grades the next exercise that is not complete, and further keys are about that."""
    save(kit, "limit_workers", labelled("limit_workers", "reference"))
    with Terminal(kit, "watch") as terminal:
        assert "concurrent_waits  Wait for many things at once" in terminal.shows(KEYS)
        terminal.press("n")
        assert "limit_workers  Only so many at a time" in terminal.shows(KEYS)
        terminal.press("n")
        assert "concurrent_waits  Wait for many things at once" in terminal.shows(KEYS)


def test_reset_asks_first(kit: Path, watched: Terminal) -> None:
    """`r` and any key leaves the file alone; `r` and `y` puts the stub back, and keeps a copy."""
    stub = path_of(kit, "limit_workers").read_bytes()
    save(kit, "limit_workers", labelled("limit_workers", "reference"))
    watched.verdict(DONE)
    for key, said in (("n", "Nothing was changed."), ("y", "is the stub again.")):
        watched.press("r")
        watched.shows("y puts it back, any other key doesn't.")
        watched.press(key)
        watched.shows(said)
    assert "Not begun." in watched.shows("Not begun.")
    assert path_of(kit, "limit_workers").read_bytes() == stub
    assert len(list((kit / ".awaitlings/kept").iterdir())) == 1


def _editor(folder: Path, name: str) -> Path:
    """Make an editor that notes what it was told, and saves the reference."""
    program = folder / name
    reference = labelled("limit_workers", "reference")
    program.write_text(f"#!/bin/sh\necho \"$@\" > '{folder}/told'\nfor file; do :; done\ncat '{reference}' > \"${{file%:*}}\"\n", "utf-8")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(("name", "told"), [("nano", "+{line} {file}"), ("code", "-g {file}:{line}"), ("other", "{file}")])
def test_open_starts_the_editor(kit: Path, tmp_path: Path, name: str, told: str) -> None:
    """`o` opens the file, at its line where the editor knows how; what is saved there is graded."""
    program = _editor(tmp_path, name)
    with Terminal(kit, "watch", "limit_workers", VISUAL=str(program), EDITOR="nothing") as terminal:
        terminal.shows(KEYS)
        terminal.press("o")
        terminal.verdict(DONE)
    file = path_of(kit, "limit_workers")
    line = (tmp_path / "told").read_text("utf-8").strip()
    assert line in {told.format(line=number, file=file) for number in range(200)}


@pytest.mark.parametrize(("editor", "said"), [("", "No editor is known"), ("/no/such/editor", "/no/such/editor can't be started")])
def test_without_an_editor_that_is_said(kit: Path, editor: str, said: str) -> None:
    """There is none, or it isn't there: a sentence, and watching goes on."""
    with Terminal(kit, "watch", "limit_workers", VISUAL="", EDITOR=editor, PATH="") as terminal:
        terminal.shows(KEYS)
        terminal.press("o")
        assert said in terminal.shows(KEYS)


# --- how it ends
@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x03", 130)], ids=["q", "Ctrl-C"])
def test_it_ends_calmly_and_gives_the_terminal_back(kit: Path, key: str, code: int) -> None:
    """Without a traceback, and the terminal is as it was."""
    with Terminal(kit, "watch", "limit_workers") as terminal:
        before = terminal.settings()
        terminal.shows(KEYS)
        assert terminal.settings() != before
        terminal.press(key)
        assert terminal.ends() == code
        assert terminal.settings() == before
        assert "Traceback" not in terminal.rest()


def test_it_ends_while_a_program_hangs(kit: Path, watched: Terminal, tmp_path: Path) -> None:
    """`q` waits for no play."""
    started = tmp_path / "started"
    os.mkfifo(started)
    save(kit, "limit_workers", f"async def run_all(jobs, limit=3):\n    open({str(started)!r}, 'w').close()\n    while True: pass\n")
    started.open().close()
    watched.press("q")
    assert watched.ends() == 0
    assert "processor" not in watched.rest()


# --- without a terminal
def test_without_a_terminal_only_verdicts_are_printed(kit: Path) -> None:
    """No key is listed or listened to, no control code is written; SIGTERM ends it."""
    command = [sys.executable, "-m", "grader.practice", "watch", "limit_workers"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=kit, env=settings(), stdin=quiet, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        shown = _until(process.stdout, "Next: ")
        save(kit, "limit_workers", labelled("limit_workers", "reference"))
        shown += _until(process.stdout, "10 of 10 points")
        process.terminate()
        shown += process.stdout.read()
    assert DONE in shown
    assert "\x1b" not in shown
    assert KEYS not in shown
    assert process.returncode == 130
    assert shown.endswith("Watching has ended; your files are as you left them.\n")


def _until(stream: IO[str], text: str) -> str:
    shown = ""
    while text not in shown:
        line = stream.readline()
        assert line, shown
        shown += line
    return shown
