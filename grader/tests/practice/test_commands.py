"""What learners type besides `grade`: list, next, hint, reset and explain, in a copy of the kit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.reports.mistakes.kinds import KINDS
from grader.tests.practice.copies import labelled, path_of, save, typed

NOTES = ".awaitlings/practice.json"


# --- list and next
def test_list_tells_levels_stages_and_where_to_go_on(kit: Path) -> None:
    """Each exercise has a line with its level, points and stages; the one that is begun is where to go on."""
    save(kit, "limit_workers", labelled("limit_workers", "wrong/no_jobs"))
    done = typed(kit, "list")
    assert (done.returncode, done.stderr) == (0, "")
    assert "  level 1  concurrent_waits      0/10  untouched\n" in done.stdout
    assert "  level 1  limit_workers         8/10  ✗ works  ✗ overlaps  ✓ fails well  ✓ stops well\n" in done.stdout
    assert "8 of 20 points\n0 of 2 exercises are complete.\n" in done.stdout
    assert done.stdout.endswith("Go on with exercises/08_semaphores/limit_workers.py, and then: nox -s grade -- limit_workers\n")


def test_list_remembers_the_best_result(kit: Path) -> None:
    """Who breaks what was right sees what it had."""
    save(kit, "limit_workers", labelled("limit_workers", "reference"))
    typed(kit, "list")
    save(kit, "limit_workers", "broken(")
    assert "limit_workers         0/10  broken  (best: 10)\n" in typed(kit, "list").stdout


def test_next_introduces_where_to_go_on(kit: Path) -> None:
    """The title, the level, where the task is, and what to read first; when all is complete, that is said."""
    save(kit, "concurrent_waits", labelled("concurrent_waits", "reference"))
    lines = typed(kit, "next").stdout.splitlines()
    assert lines[0] == "08_semaphores/limit_workers: Only so many at a time (level 1)"
    assert lines[2] == "What to read first: exercises/08_semaphores/README.md, at ## limit_workers."
    save(kit, "limit_workers", labelled("limit_workers", "reference"))
    assert typed(kit, "next").stdout == "All exercises are complete.\n"


# --- hints
def test_hints_are_a_ladder(kit: Path) -> None:
    """A nudge, then where to look, then what to read; the last one stays. None of them shows the reference's code."""
    save(kit, "limit_workers", labelled("limit_workers", "wrong/swallows_cancel"))
    told = [typed(kit, "hint", "limit_workers").stdout for _ in range(4)]
    assert [text.partition("\n")[0] for text in told] == [f"limit_workers, hint {rung} of 3" for rung in (1, 2, 3, 3)]
    assert "What is to hold: Cancelled, it stops everything and passes that on.\nWho waits for the jobs?\n" in told[0]
    assert "Where to look: exercises/08_semaphores/limit_workers.py, line 15.\n" in told[1]
    assert "  job 0 !~~~" in told[1]
    assert "The reference ran at the same times." in told[1]  # it stops well, and then swallows the cancel
    assert "What to read: exercises/08_semaphores/README.md, at ## limit_workers.\n" in told[2]
    assert "https://docs.python.org/3/library/asyncio-sync.html\n" in told[2]
    assert "nox -s explain -- swallowed-cancel" in told[2]
    assert not any("async def" in text or "TaskGroup(" in text.partition("line 15")[2] for text in told[::2])


def test_hints_speak_the_learners_language(kit: Path) -> None:
    """In Chinese, the page is the Chinese one, and so is Python's documentation."""
    save(kit, "limit_workers", labelled("limit_workers", "wrong/swallows_cancel"))
    told = [typed(kit, "hint", "limit_workers", AWAITLINGS_LANG="zh-TW").stdout for _ in range(3)]
    assert "exercises/08_semaphores/README.zh-TW.md" in told[2]
    assert "https://docs.python.org/zh-tw/3/" in told[2]


def test_hints_begin_anew_for_another_check(kit: Path) -> None:
    """What was hinted at before is done: the next check begins with its own nudge."""
    save(kit, "limit_workers", labelled("limit_workers", "wrong/swallows_cancel"))
    typed(kit, "hint", "limit_workers")
    save(kit, "limit_workers", labelled("limit_workers", "wrong/no_jobs"))
    assert typed(kit, "hint", "limit_workers").stdout.startswith("limit_workers, hint 1 of 3\n")


@pytest.mark.parametrize(
    ("source", "said"),
    [("def run_all(:\n", "Syntax error in line 1"), (None, "There is no file exercises/08_semaphores/limit_workers.py.")],
    ids=["broken", "missing"],
)
def test_what_cannot_run_is_told_first(kit: Path, source: str | None, said: str) -> None:
    """A file that is broken or missing needs no hint but that."""
    if source is None:
        path_of(kit, "limit_workers").unlink()
    else:
        save(kit, "limit_workers", source)
    assert said in typed(kit, "hint", "limit_workers").stdout


def test_what_is_complete_needs_no_hint(kit: Path) -> None:
    """All points: there is nothing to hint at."""
    save(kit, "limit_workers", labelled("limit_workers", "reference"))
    assert typed(kit, "hint", "limit_workers").stdout.startswith("limit_workers has all points")


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"form": 1, "exercises": {"limit_workers": 3}}', '{"form": 2}', "\xff"])
def test_damaged_notes_are_told_and_begun_anew(kit: Path, damage: str) -> None:
    """One sentence says so, the command does what it was to do, and the notes are whole again."""
    (kit / ".awaitlings").mkdir(exist_ok=True)
    (kit / NOTES).write_bytes(damage.encode("latin-1"))
    done = typed(kit, "hint", "limit_workers")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert "could not be read, so your notes begin anew" in done.stderr
    assert json.loads((kit / NOTES).read_text("utf-8"))["exercises"]["limit_workers"]["rung"] == 1
    assert typed(kit, "hint", "limit_workers").stderr == ""


# --- reset
def test_reset_asks_and_keeps_a_copy(kit: Path) -> None:
    """With a yes, the stub is back byte for byte, and what was written lies under .awaitlings."""
    file = path_of(kit, "limit_workers")
    stub = file.read_bytes()
    save(kit, "limit_workers", "mine = 1\n")
    done = typed(kit, "reset", "limit_workers", says="y\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "[y/N] exercises/08_semaphores/limit_workers.py is the stub again." in done.stdout
    assert file.read_bytes() == stub
    assert (kit / ".awaitlings/kept/limit_workers.1.py").read_text("utf-8") == "mine = 1\n"
    save(kit, "limit_workers", "mine = 2\n")
    typed(kit, "reset", "limit_workers", "--yes")
    assert (kit / ".awaitlings/kept/limit_workers.2.py").read_text("utf-8") == "mine = 2\n"


@pytest.mark.parametrize("answer", ["", "n\n", "\n", "maybe\n"])
def test_reset_without_a_yes_changes_nothing(kit: Path, answer: str) -> None:
    """No, nothing, or anything else: the file stays, and that is said."""
    save(kit, "limit_workers", "mine = 1\n")
    done = typed(kit, "reset", "limit_workers", says=answer)
    assert (done.returncode, done.stdout.splitlines()[-1].endswith("Nothing was changed.")) == (1, True)
    assert path_of(kit, "limit_workers").read_text("utf-8") == "mine = 1\n"


def test_reset_brings_back_what_is_gone(kit: Path) -> None:
    """A file that was removed, with its folder, is there again; an untouched one is left alone."""
    file = path_of(kit, "limit_workers")
    stub = file.read_bytes()
    assert typed(kit, "reset", "limit_workers").stdout == "exercises/08_semaphores/limit_workers.py is the stub already.\n"
    file.unlink()
    assert typed(kit, "reset", "limit_workers", "--yes").returncode == 0
    assert file.read_bytes() == stub


def test_reset_says_plainly_where_the_kit_has_no_stub(kit: Path) -> None:
    """A kit of before has no texts of stubs: that is said, and nothing is changed."""
    stubs = kit / "grader/reference/stubs.json"
    known = json.loads(stubs.read_bytes())
    del known["limit_workers"]["text"]
    stubs.write_text(json.dumps(known), "utf-8")
    save(kit, "limit_workers", "mine = 1\n")
    done = typed(kit, "reset", "limit_workers", says="y\n")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert done.stderr.startswith("This kit does not hold the stub of limit_workers")
    assert path_of(kit, "limit_workers").read_text("utf-8") == "mine = 1\n"


# --- explain
def test_explain_shows_a_page_in_the_learners_language(kit: Path) -> None:
    """A kind's page, or a list of all kinds; English where nothing else is spoken."""
    assert typed(kit, "explain", "swallowed-cancel").stdout.startswith("# swallowed-cancel: a cancel that")
    assert typed(kit, "explain", "swallowed-cancel", AWAITLINGS_LANG="zh-TW").stdout.startswith("# swallowed-cancel\uff1a取消")
    listed = typed(kit, "explain").stdout
    assert all(f"  {kind}: " in listed for kind in KINDS)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["explain", "swallowed"], "There is no kind of mistake 'swallowed'."),
        (["explain", "dead-lock"], "Did you mean deadlock?"),
        (["hint"], "Name an exercise, as in: "),
        (["hint", "limit_worker"], "Did you mean limit_workers?"),
        (["reset", "08_semaphores", "01_sync_vs_async"], "Name one exercise, not a chapter or several."),
        (["watch", "nothing"], "There is no exercise or chapter 'nothing'."),
    ],
)
def test_mistakes_are_told_in_a_line(kit: Path, words: list[str], said: str) -> None:
    """What can't be done is said in one line, with what to type; exit code 2."""
    done = typed(kit, *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr
