"""What has been played is not played again, unless something that decides it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.grading import kept_plays
from grader.grading.kept_plays import KeptPlays, folder_for
from grader.grading.kit import ROOT, choose
from grader.judge.request import Exercise, Played
from grader.recording.events import Answer
from grader.recording.recording import Outcome, Recording
from grader.tests import sample_kit

SUITE = choose(("limit_workers",))[0].suite
EXERCISE = Exercise("limit_workers", "exercises/08_semaphores/limit_workers.py", "async def run_all(jobs): ...\n", SUITE)


def _plays(outcome: Outcome = "returned") -> dict[str, list[Played]]:
    return {"nine_jobs": [Played(Recording("nine_jobs", outcome, 3.0, returned=[Answer("job 0")]), "printed\n")]}


def test_plays_are_found_again(tmp_path: Path) -> None:
    """What was kept is found by another process, with what was printed; and not where other scenarios are wanted too."""
    KeptPlays(tmp_path).keep(EXERCISE, _plays())
    assert KeptPlays(tmp_path).find(EXERCISE, ["nine_jobs"]) == _plays()
    assert KeptPlays(tmp_path).find(EXERCISE, ["nine_jobs", "another"]) is None
    assert KeptPlays().find(EXERCISE, ["nine_jobs"]) is None


@pytest.mark.parametrize("change", [{"source": "\n"}, {"name": "other"}, {"file": "x.py"}, {"suite": ROOT / "noxfile.py"}])
def test_a_change_is_played_anew(tmp_path: Path, change: dict[str, object]) -> None:
    """Another file, name or suite is another exercise."""
    KeptPlays(tmp_path).keep(EXERCISE, _plays())
    assert KeptPlays(tmp_path).find(replace(EXERCISE, **change), ["nine_jobs"]) is None  # type: ignore[arg-type]  # one at a time


def test_another_lab_is_played_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the kit itself has changed, nothing of before counts."""
    KeptPlays(tmp_path).keep(EXERCISE, _plays())
    monkeypatch.setattr(kept_plays, "_kit", lambda: b"another")
    assert KeptPlays(tmp_path).find(EXERCISE, ["nine_jobs"]) is None


@pytest.mark.parametrize("outcome", ["busy", "blocked", "killed", "lost", "memory", "output", "processes", "exited"])
def test_what_may_be_the_machines_doing_is_not_kept(tmp_path: Path, outcome: Outcome) -> None:
    """An end by a limit or a signal is played again next time; so is everything of an exercise in which a play failed."""
    kept = KeptPlays(tmp_path)
    kept.keep(EXERCISE, _plays(outcome))
    kept.keep(EXERCISE, {**_plays(), "other": OSError("no more forks")})
    assert kept.find(EXERCISE, ["nine_jobs"]) is None
    assert list(tmp_path.iterdir()) == []


def _damages(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    yield b""
    yield data[: len(data) // 2]
    yield data[:-1] + bytes([data[-1] ^ 1])
    yield b"\x80"
    yield data.replace(b"returned", b"retorned")


def test_a_damaged_file_is_ignored(tmp_path: Path) -> None:
    """A file that is cut, changed, or something else altogether is as good as none."""
    KeptPlays(tmp_path).keep(EXERCISE, _plays())
    [path] = tmp_path.iterdir()
    for data in _damages(path):
        path.write_bytes(data)
        assert KeptPlays(tmp_path).find(EXERCISE, ["nine_jobs"]) is None


def test_a_foreign_file_is_ignored(tmp_path: Path) -> None:
    """A file that belongs to another exercise, by its name or by its place, is as good as none."""
    KeptPlays(tmp_path).keep(EXERCISE, _plays())
    [path] = tmp_path.iterdir()
    other = replace(EXERCISE, source="async def run_all(jobs): return []\n")
    KeptPlays(tmp_path).keep(other, _plays("raised"))
    [theirs] = set(tmp_path.iterdir()) - {path}
    theirs.write_bytes(path.read_bytes())
    assert KeptPlays(tmp_path).find(other, ["nine_jobs"]) is None


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    """Where nothing can be kept, everything is played."""
    (tmp_path / "file").write_text("")
    kept = KeptPlays(tmp_path / "file" / "folder")
    kept.keep(EXERCISE, _plays())
    assert KeptPlays(tmp_path / "file" / "folder").find(EXERCISE, ["nine_jobs"]) is None


def test_a_process_remembers_only_so_much(tmp_path: Path) -> None:
    """A grader that lives on keeps the plays of the last exercises at hand, and no more."""
    kept = KeptPlays(in_memory=2)
    exercises = [replace(EXERCISE, source=f"# {number}\n") for number in range(3)]
    for one in exercises:
        kept.keep(one, _plays())
    assert [kept.find(one, ["nine_jobs"]) is not None for one in exercises] == [False, True, True]
    assert list(tmp_path.iterdir()) == []


def test_ci_has_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """In CI a learner may have handed in files for it, so there is none; elsewhere it is the kit's own."""
    monkeypatch.setenv("CI", "true")
    assert folder_for() is None
    monkeypatch.delenv("CI")
    assert folder_for() == ROOT / ".awaitlings" / "plays"


FORGED = "async def run_all(jobs, limit=3):\n    return [await job() for job in jobs]\n"


def test_a_final_grading_uses_nothing_that_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--final`, `--copy` and `--fresh` play everything themselves: a program could have written to the folder."""
    monkeypatch.delenv("CI", raising=False)
    kit = sample_kit.make(tmp_path, ["good"])
    chapter = tmp_path / "submission" / sample_kit.CHAPTER
    chapter.mkdir(parents=True)
    (chapter / "good.py").write_text(FORGED)
    words = ("grade", "--submission", str(chapter.parent), "--json", "-")
    honest = sample_kit.grade(kit, *words)
    [path] = (kit / ".awaitlings" / "plays").iterdir()
    path.write_bytes(b"not what it was")
    assert sample_kit.grade(kit, *words).out == honest.out
    kept = path.read_bytes()
    for more in ("--final", "--fresh"):
        path.write_bytes(b"left alone")
        assert sample_kit.grade(kit, *words, more).result().points == honest.result().points
        assert path.read_bytes() == b"left alone"
    assert kept != b"left alone"
