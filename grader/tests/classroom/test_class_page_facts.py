"""What is to be known of a class: the shape of programs, the kinds of mistakes, what is chosen for Monday."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from grader.classroom.class_page.facts import groups
from grader.classroom.class_page.facts.copies import Near, compared
from grader.classroom.class_page.facts.groups import Group
from grader.classroom.class_page.facts.learners import Class, Done, Kinds, Learner
from grader.classroom.class_page.facts.monday import anonymous, chosen
from grader.classroom.class_page.facts.programs import shape, stub
from grader.classroom.class_page.page import page
from grader.grading.results.result import decode
from grader.recording.encoding import decode as recording
from grader.reports.mistakes.kinds import kind_of
from grader.tests.classroom.small_class import CHAPTER, CORPUS, EXERCISE, read
from grader.tests.reports import samples

SAME = [
    """
import asyncio

async def run_all(jobs, limit):
    slots = asyncio.Semaphore(limit)
    async def one(job):
        async with slots:
            return await job()
    return await asyncio.gather(*[one(job) for job in jobs])
""",
    '''
from asyncio import Semaphore as S, gather
import asyncio as aio  # all of it

async def run_all(result: list, limit: int) -> list:
    """Mine."""
    gate: S = S(limit)
    async def worker(
        x,
    ):
        async with gate: return await x()
    return await aio.gather(*[worker(each) for each in result])

if __name__ == "__main__":
    aio.run(run_all([], 3))
''',
]
OTHER = [
    SAME[0].replace("gather(*", "wait(*"),
    SAME[0].replace("Semaphore(limit)", "Semaphore(3)"),
    SAME[0].replace("one(job) for", "job() for"),
]


# --- shapes
def test_names_and_formatting_make_no_shape() -> None:
    """Other names, imports, annotations, comments and docstrings make the same program; what it does, another one."""
    shapes = [shape(one, "") for one in (*SAME, *OTHER)]
    assert shapes[0] == shapes[1]
    assert len(set(shapes[1:])) == len(OTHER) + 1


def test_a_stub_has_no_shape() -> None:
    """What was handed out is nobody's own, a demo neither; nor is what is no Python."""
    begun = stub(EXERCISE)
    assert begun
    assert shape(begun, begun) is None
    assert shape(begun + SAME[0], begun) == shape(SAME[0], begun)
    assert [shape(text, begun) for text in ("", "x = (", "\0", "(" * 500 + ")" * 500, "-" * 30_000 + "1", "x = 1\n" * 9_000)] == [None] * 6


def test_labelled_programs_have_shapes_of_their_own() -> None:
    """Of the labelled programs of an exercise, hardly any two are the same: they are different mistakes."""
    found = [shape(path.read_text("utf-8"), stub(EXERCISE)) for path in sorted(CORPUS.glob("wrong/*.py"))]
    assert None not in found
    same = [1 for one, other in combinations(found, 2) if one == other]
    assert len(same) <= 1


# --- kinds
def test_kinds_are_those_of_the_reports(small_class: Any) -> None:
    """Although few recordings are looked at, and each once, the kind is the one that a learner is told."""
    kinds = Kinds()
    found = set[str]()
    for path in sorted((small_class[1] / "results").iterdir()):
        result = decode(path.read_bytes())
        plays = {name: recording(one) for name, one in result.recordings.items()}
        for one in result.exercises:
            mine = kinds.of(one, result.recordings)
            assert mine == kind_of(one, plays)
            found.add(mine)
    assert len(found) > 3


# --- groups
def _class(*many: tuple[str, str, str, int]) -> Class:
    """Make a class: for each learner's work a chapter, an exercise, a kind, and how many checks failed."""
    learners = []
    for number, (chapter, exercise, kind, failed) in enumerate(many):
        checks = [replace(samples.check(f"Check {n}", 5, "failed", "no"), play="a/b") for n in range(failed)]
        one = samples.exercise(exercise, chapter, "incomplete" if failed else "complete", checks)
        cause = checks[0] if checks else None
        done = Done(f"learner {number}", one, cause, kind, {"outcome": "returned", "seconds": 1.0} if cause else None)
        learners.append(Learner(samples.result([one], submission=done.learner), [done]))
    return Class(learners)


def test_the_biggest_group_comes_first() -> None:
    """By kind, over all exercises; a learner counts once."""
    everybody = _class(("a", "x", "polling", 1), ("a", "y", "deadlock", 1), ("b", "z", "deadlock", 2), ("b", "z", "", 0))
    found = groups.kinds(everybody)
    assert [(one.kind, len(one.learners), one.among) for one in found] == [("deadlock", 2, 4), ("polling", 1, 4)]
    assert found[0].exercises == [("y", 1), ("z", 1)]


def test_monday_has_variety() -> None:
    """What most share comes first; then what is of another kind and chapter comes before more of the same."""
    everybody = _class(
        *[("a", "x", "polling", 1)] * 5,
        *[("a", "y", "polling", 1)] * 4,
        *[("a", "x", "deadlock", 3)] * 3,
        *[("b", "z", "sequential", 1)] * 2,
    )
    topics = chosen(everybody)
    assert [(one.done.exercise.name, one.kind, one.number) for one in topics] == [
        ("x", "polling", 5), ("z", "sequential", 2), ("x", "deadlock", 3), ("y", "polling", 4),
    ]  # fmt: skip
    assert {one.done.learner for one in topics} == {""}


def test_monday_hides_whose_it_is() -> None:
    """A name is hidden in messages, tasks and calls, a path in messages; what a task itself names is kept."""
    said = "ada's task at /home/ada/x.py and C:\\Users\\ada\\x.py waits for fetch('/home'); Adam does not"
    check = replace(samples.check("One", 5, "failed", said), play="a/b")
    one = samples.exercise(EXERCISE, CHAPTER, "incomplete", [check], message=said)
    played = {"outcome": "returned", "tasks": [{"name": "ada_worker", "outcome": "ada"}], "called": [{"name": "job (Ada)"}]}
    found = anonymous(Done("ada", one, check, "", played, "ada = 1"))
    assert found.message == "…'s task at … and … waits for fetch('/home'); Adam does not"
    assert found.recording == {"outcome": "returned", "tasks": [{"name": "…_worker", "outcome": "ada"}], "called": [{"name": "job (…)"}]}
    assert (found.learner, found.source, found.exercise.file) == ("", "", f"{EXERCISE}.py")


def test_the_rarest_shape_comes_first() -> None:
    """What few share is shown before what many do; what is so short that there is no other way comes last."""
    large, small, common = (shape(text, "") for text in (SAME[0], "x = 1", OTHER[0]))
    everybody = _class(*[("a", "x", "", 0)] * 8)
    shaped = [large, large, small, small, common, common, common, None]
    for learner, one in zip(everybody.learners, shaped, strict=True):
        learner.done[0] = replace(learner.done[0], shape=one, source="x")
    found = groups.shapes(everybody)
    assert [(one.members[0].shape, len(one.learners), one.among) for one in found] == [(large, 2, 7), (common, 3, 7), (small, 2, 7)]


def test_a_group_shows_what_can_be_drawn_first() -> None:
    """Its example is drawn and short, whoever comes first."""
    everybody = _class(("a", "x", "polling", 3), ("a", "x", "polling", 1))
    [first], [second] = (learner.done for learner in everybody.learners)
    assert Group([first, second], 2).example is second
    assert Group([first, replace(second, recording=None)], 2).example is first


# --- copydetect
class Fingerprint:
    """Stands for copydetect's: the words of a program are its parts."""

    def __init__(self, _name: str, _part: int, _window: int, fp: Any) -> None:
        self.hashes = set(map(hash, fp.read().split()))


def _with_sources(*sources: str) -> Class:
    everybody = _class(*[("a", "x", "", 0)] * len(sources))
    for number, (learner, source) in enumerate(zip(everybody.learners, sources, strict=True)):
        learner.done[0] = replace(learner.done[0], source=source, shape=shape(f"x = 1{' + 1' * number}", ""))
    return replace(everybody, sources=True)


def test_shared_parts_are_told_with_how_common_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pair that shares nine parts in ten is told, one that shares half is not; a third one that is as near is counted."""
    words = [f"w{n}" for n in range(40)]
    sources = [" ".join(words), " ".join([*words[:38], "a", "b"]), " ".join([*words[:20], *(f"x{n}" for n in range(20))])]
    monkeypatch.setattr("importlib.import_module", lambda _: type("copydetect", (), {"CodeFingerprint": Fingerprint}))
    found = compared(_with_sources(*sources))
    assert found is not None
    assert [(one.first.source == sources[1], one.share, one.others, one.among) for one in found] == [(True, 0.95, 0, 1)]
    text = page(_with_sources(*sources), found)
    assert "95% of what is not the stub" in text
    assert "pip install copydetect" not in text
    assert read(text) is not None


def test_without_copydetect_the_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra: where it is missing, or broken, whole programs are compared, and that is said."""

    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("importlib.import_module", missing)
    everybody = _with_sources("a", "b")
    assert compared(everybody) is None
    assert "pip install copydetect" in page(everybody, compared(everybody))


def test_copydetect_is_understood() -> None:
    """Where it is installed, it finds what the stand-in for it does."""
    pytest.importorskip("copydetect")
    changed = f"{SAME[0]}\n\ndef helper(one, other):\n    return [one, other, one + other]\n"
    found = compared(_with_sources(SAME[0], changed))
    assert found is not None
    assert [type(one) for one in found] == [Near]
