"""A grading that was killed goes on where it was, and ends with the same bytes as one that wasn't."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.classroom.store.packed import pack
from grader.tests import sample_kit
from grader.tests.classroom import stand_in
from grader.tests.classroom.classes import LINUX, WRONG, grade, kills, side_by_side
from grader.tests.classroom.stand_in import EXERCISE, graded, hand_in, left, start_grading

KILLER = Path(__file__).with_name("killed.py")
DONE = "Done before: {}. New: {}. Changed: {}. To be graded again: {}.\n"


@LINUX
def test_killed_at_any_moment_it_ends_with_the_same_bytes(tmp_path: Path) -> None:
    """Fifty times killed, at random steps of SQLite's, between files, and within a write: what is left in the end is always the same."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([sys.executable, str(KILLER), str(tmp_path), "50", "1"], env=env, capture_output=True, text=True, check=True)
    report = json.loads(done.stdout)
    assert {*report["killed"]} == {signal.SIGKILL, signal.SIGXFSZ}
    assert (report["different"], {*report["codes"]}) == ([], {report["code"]})
    assert len([name for name in report["files"] if name.startswith("results/")]) == 9


@LINUX
def test_real_gradings_go_on(kit: Path, tmp_path: Path) -> None:
    """A supervisor is killed while one submission hangs: the next run grades that one, and no other, and leaves what one run would."""
    note = tmp_path / "note"
    for name in ("alice", "bob", "carol"):
        side_by_side(tmp_path / "class" / name, second=WRONG if name == "bob" else sample_kit.STUB)
    side_by_side(tmp_path / "class" / "zed", second=kills(signal.SIGSTOP, note=note, unless=str(note), many=1))

    def kill(process: sample_kit.Process) -> None:
        while process.poll() is None and not note.exists():
            time.sleep(0.01)
        [supervisor] = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(supervisor), signal.SIGKILL)

    words = (tmp_path / "class", "second", "--out")
    assert grade(kit, *words, tmp_path / "out", "--jobs", 1, meanwhile=kill).code == 128 + signal.SIGKILL
    gone_on = grade(kit, *words, tmp_path / "out")
    assert (gone_on.code, gone_on.left) == (0, []), gone_on.err
    assert DONE.format(3, 1, 0, 0) in gone_on.out
    assert grade(kit, *words, tmp_path / "whole").code == 0
    assert left(tmp_path / "out") == left(tmp_path / "whole")


def test_what_is_done_stays(tmp_path: Path) -> None:
    """Graded once more, a class costs what is new or has changed; who is gone is in no gradebook, and known when back again."""
    everybody, out = hand_in(tmp_path / "class", alice="points 1", bob="points 2", carol="points 3"), tmp_path / "out"
    words = ("grade-all", everybody, EXERCISE, "--out", out)
    assert graded(*words)[0] == 0
    hand_in(everybody, alice="points 9", dora="points 4")
    (everybody / "carol").rename(tmp_path / "carol")
    code, said, _ = graded(*words)
    assert (code, DONE.format(1, 1, 1, 0) in said) == (0, True)
    assert "Not there any more, so left out of the gradebooks: carol\n" in said
    assert graded("grade-all", everybody, EXERCISE, "--out", tmp_path / "whole")[0] == 0
    assert left(out) == left(tmp_path / "whole")
    (tmp_path / "carol").rename(everybody / "carol")
    assert DONE.format(4, 0, 0, 0) in graded(*words)[1]
    assert (out / "results" / "carol.json").exists()


def test_what_is_not_read_changes_nothing(tmp_path: Path) -> None:
    """Only the exercises' files count: not their dates, how their lines end, or what lies beside them; but where they lie does."""
    everybody, out = hand_in(tmp_path / "class", alice="points\n1\n", bob="points 2"), tmp_path / "out"
    words = ("grade-all", everybody, EXERCISE, "--out", out)
    assert graded(*words)[0] == 0
    (everybody / "alice" / "notes.txt").write_text("mine")
    (everybody / "alice" / f"{EXERCISE}.py").touch()
    (everybody / "bob" / f"{EXERCISE}.py").rename(everybody / "bob" / f"{EXERCISE} (1).py")
    assert DONE.format(1, 0, 1, 0) in graded(*words)[1]


def test_a_file_that_is_gone_is_written_again(tmp_path: Path) -> None:
    """What somebody has removed from the results is there again after the next run, out of the store; a damaged file, too."""
    everybody, out = hand_in(tmp_path / "class", alice="points 1", bob="points 2", eve="trouble"), tmp_path / "out"
    words = ("grade-all", everybody, EXERCISE, "--out", out)
    assert graded(*words)[0] == 1
    before = left(out)
    for name in ("results/alice.json", "logs/eve.txt", "gradebook.csv"):
        (out / name).unlink()
    (out / "results" / "bob.json").write_text("{")
    code, said, _ = graded(*words)
    assert (code, DONE.format(3, 0, 0, 0) in said, "with trouble   eve: " in said) == (1, True, True)
    assert left(out) == before


def test_a_full_disk_costs_no_result(tmp_path: Path) -> None:
    """Where the store can't grow any more, that is told, nobody has a zero, and the next run goes on."""
    resource = pytest.importorskip("resource")
    everybody = hand_in(tmp_path / "class", **{f"s{number}": f"points {number}" for number in range(9)})
    out, whole = tmp_path / "out", tmp_path / "whole"
    words = ("grade-all", everybody, EXERCISE, "--out")
    full = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))}
    code, said, err = graded(*words, out, "--jobs=1", **full)
    assert (code, "Its result can't be kept: results.sqlite: " in said, "Traceback" in said + err) == (3, True, False)
    code, said, _ = graded(*words, out)
    assert (code, "Done before: 0." in said, "Done before: " in said) == (0, False, True)
    assert graded(*words, whole)[0] == 0
    assert left(out) == left(whole)


def test_two_runs_refuse_each_other(tmp_path: Path) -> None:
    """While a run writes to a folder, another one is refused, and told whose it is; when that is killed, its lock is gone."""
    everybody, out, note = (
        hand_in(tmp_path / "class", alice=f"wait {tmp_path / 'note'} 7", bob="points 1"),
        tmp_path / "out",
        tmp_path / "note",
    )
    words = ("grade-all", everybody, EXERCISE, "--out", out)
    for end in ("killed", "ended"):
        first = start_grading(*words, "--jobs=2")
        while not (out / "results" / "bob.json").exists() or str(first.pid) not in (out / ".results.lock").read_text():
            assert first.poll() is None
            time.sleep(0.01)
        for more in ((), ("--again",)):
            code, said, err = graded(*words, *more)
            assert (code, said) == (2, "")
            assert err.startswith(f"Another run is writing to {out}: process {first.pid} on ")
            assert err.endswith("Wait for it, end it, or name another folder.\n")
        if end == "killed":
            first.kill()
        else:
            note.touch()
        first.communicate()
        assert (first.returncode == 0) == (end == "ended")


def test_a_result_is_kept_small_and_exact() -> None:
    """Whatever the bytes of a result are, they are the same when they are taken out; the usual ones are small, and light to look at."""
    usual = stand_in.result("王小明\udcff".encode("utf-8", "backslashreplace").decode(), 10)
    packed = pack(usual)
    assert (packed.data(), packed.plain, packed.light().points, packed.light().recordings) == (usual, False, 10, {})
    assert len(packed.result) + len(packed.recordings) < len(usual) / 2
    for odd in (usual.replace(b"\n", b"\r\n"), b"", b"{}", b"\xff\0", b'{"recordings":{}}'):
        assert pack(odd).data() == odd
