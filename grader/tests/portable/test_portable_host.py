"""The portable host: who is taken for a subject, what is used again, and what is left when it is over."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import ModuleType

import pytest

from grader.judge.request import Exercise, Played
from grader.judge.runner import Plays
from grader.subjects import folders
from grader.subjects import host as hosts
from grader.subjects.portable import host as portable_host
from grader.subjects.portable.host import NotStartedError, PortableHost
from grader.suite import Scenario
from grader.tests import light_suite, scenes

GOOD = "async def run(fetch):\n    return await fetch('a')\n"
WHO = "import os\nasync def run(kept):\n    return os.getpid()\n"


def _in_host(act: Callable[[PortableHost], Awaitable[None]]) -> str:
    """Act with a host; return the folder of its run."""

    async def main() -> str:
        async with PortableHost.running() as host:
            await act(host)
            return host._folder

    return asyncio.run(main())


def _left_in(folder: str) -> Path:
    return Path(folder, "left.txt")


async def _is_hung_up_on(reader: asyncio.StreamReader) -> bool:
    with contextlib.suppress(ConnectionResetError):
        return await reader.read() == b""
    return True


def _play(
    source: str,
    scene: Scenario = scenes.fetching,
    suite: ModuleType = scenes,
    *,
    fresh: bool = False,
    host: hosts.Running = PortableHost.running,
) -> list[Played]:
    exercise = Exercise("program", "program.py", source, Path(str(suite.__file__)))

    async def main() -> list[Played]:
        async with Plays(slots=1, fresh=fresh, host=host) as plays:
            return await plays.all_of(exercise, scene)

    return asyncio.run(main())


def test_a_program_is_played() -> None:
    """A started interpreter acts a play, in virtual time."""
    [played] = _play(GOOD)
    assert (played.recording.outcome, played.recording.seconds) == ("returned", 1)


def test_a_process_acts_many_plays() -> None:
    """While plays end clean, an interpreter is used again; with `fresh`, each has its own."""
    used = {played.recording.returned for played in _play(WHO, light_suite.keeping, light_suite)}
    fresh = {played.recording.returned for played in _play(WHO, light_suite.keeping, light_suite, fresh=True)}
    assert (len(used), len(fresh)) == (1, 3)


@pytest.mark.parametrize("host", ["fork", "portable"])
def test_the_current_loop_is_the_same_matter_in_each_play(host: str) -> None:
    """What asyncio does where no loop was ever set is the same in the first play of a process and in the next."""
    if host == "fork" and not hasattr(os, "fork"):
        pytest.skip("this system can't fork")
    source = "import asyncio\ndef run(number):\n    asyncio.get_event_loop().close()\n"
    expected = "raised" if sys.version_info >= (3, 14) else "returned"
    played = _play(source, light_suite.by_hand, light_suite, host=hosts.choose(host))
    assert [one.recording.outcome for one in played] == [expected] * 3


def test_what_is_printed_is_kept_apart() -> None:
    """Text and bytes that are no text, of the program and of a process that it starts, are what was printed; they reach nobody else."""
    source = """
import os, subprocess, sys
async def run(fetch):
    print("列印")
    os.write(2, b"\\xff\\n")
    subprocess.run([sys.executable, "-c", "print('child')"])
"""
    [played] = _play(source)
    assert played.printed.split() == ["列印", "�", "child"]


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("os._exit(3)", "exited"),
        ("while True: pass", "busy"),
        ("os.read(os.pipe()[0], 1)", "blocked"),
        ("print('x' * 5_000_000)", "output"),
        ("subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(1000)'])", "returned"),
    ],
)
def test_however_a_program_ends_nothing_is_left(body: str, outcome: str) -> None:
    """A program that exits, hangs, floods, or leaves a process behind ends as such, and no process of it is left."""
    psutil = pytest.importorskip("psutil")
    before = psutil.Process().children(recursive=True)  # of other tests
    [played] = _play(f"import os, subprocess, sys\nasync def run(fetch):\n    {body}\n")
    assert played.recording.outcome == outcome
    left = [one for one in psutil.Process().children(recursive=True) if one.status() != psutil.STATUS_ZOMBIE]
    assert set(left) <= set(before)


def test_a_stranger_is_no_subject() -> None:
    """Whoever connects and doesn't say a token is hung up on; the interpreters that do are taken all the same."""

    async def act(host: PortableHost) -> None:
        address = host._listener.getsockname()
        for said in (b"", b"0" * 32 + b"\n", b"no line at all" * 10, b"\n"):
            reader, writer = await asyncio.open_connection(*address)
            writer.write(said)
            writer.write_eof()
            assert await _is_hung_up_on(reader)
            writer.close()
        subject = await host.start()
        assert await subject.end() is not None
        subject.close()

    _in_host(act)


def test_a_token_is_good_for_one_process() -> None:
    """Whoever says a token that has been said is hung up on."""

    async def act(host: PortableHost) -> None:
        tokens = list(host._tokens)
        subject = await host.start()
        reader, writer = await asyncio.open_connection(*host._listener.getsockname())
        writer.write(tokens[0] + b"\n")
        assert await _is_hung_up_on(reader)
        writer.close()
        await subject.end()
        subject.close()

    _in_host(act)


def test_a_python_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An interpreter that ends before it is ready is an error with its own last words."""
    monkeypatch.setattr(portable_host, "COMMAND", "raise SystemExit('no room for me')")

    async def act(host: PortableHost) -> None:
        with pytest.raises(NotStartedError, match=r"exit code 1\): no room for me"):
            await host.start()

    _in_host(act)


def test_the_folder_of_a_run_is_removed() -> None:
    """When it is over, nothing of a run is left, whether its interpreters were used or not."""

    async def act(host: PortableHost) -> None:
        subject = await host.start()
        (_left_in(subject.folder)).write_text("left")
        subject.close()

    assert not Path(_in_host(act)).exists()


def test_a_locked_file_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that can't be removed yet (on Windows: somebody has it open) is removed as soon as it can be."""
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "locked.txt").write_text("locked")
    refused = [PermissionError(13, "it is used by another process")] * 3
    unlink = os.unlink

    def unlink_later(path: str, **options: int) -> None:
        if refused:
            raise refused.pop()
        unlink(path, **options)

    monkeypatch.setattr(os, "unlink", unlink_later)
    folders.remove(str(folder))
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there, sockets have no names in folders")
def test_the_folder_of_a_run_has_a_short_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the temporary folder's name is too long for sockets in it, a run's folder is made in /tmp."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / ("long" * 30)))
    (tmp_path / ("long" * 30)).mkdir()
    folder = folders.make()
    folders.remove(folder)
    assert len(os.fsencode(folder)) <= folders.LONGEST
    assert list(tmp_path.rglob("*")) == [tmp_path / ("long" * 30)]
