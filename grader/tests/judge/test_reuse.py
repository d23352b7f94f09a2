"""A process that acts many plays shows what fresh ones show: the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.authoring.labelled import Grading, Labelled, labelled
from grader.grading.kit import exercises
from grader.tests import sample_kit
from grader.tests.comparing import differences

HOSTILE = Path(__file__).parents[1] / "hostile"
EACH = 60  # of the labelled submissions, so many are left out for one that is compared; `--all-fresh` compares them all


def _chosen(*, every: bool) -> list[Labelled]:
    many = [one for entry in exercises() for one in labelled(entry)]
    return many if every else [one for number, one in enumerate(many) if one.label == "reference" or number % EACH == 0]


def _graded(many: list[Labelled], *, fresh: bool) -> dict[str, bytes]:
    with Grading(many, fresh=fresh) as grading:
        return {one.id: data for one, data in zip(many, grading.encoded(), strict=True)}


@pytest.mark.timeout(0)  # it waits for gradings, which have limits of their own
def test_labelled_submissions_show_the_same_in_fresh_processes(pytestconfig: pytest.Config) -> None:
    """References, right and wrong programs: their results, recordings and all, don't tell whether a process was used before."""
    many = _chosen(every=pytestconfig.option.all_fresh)
    used, fresh = _graded(many, fresh=False), _graded(many, fresh=True)
    assert {name: found for name in used if (found := differences(used[name], fresh[name]))} == {}


HIDES = """
import asyncio
import {module}


async def run_all(jobs, limit=3):
    hidden = getattr({place}, "hidden", None)
    if hidden:
        return hidden
    answers = [await job() for job in jobs]
    {place}.hidden = answers
    return answers[:1] * 4
"""
PLACES = {
    "module": ("asyncio", "asyncio"),
    "class": ("asyncio", "asyncio.Semaphore"),
    "library": ("json", "json"),
    "loop": ("asyncio", "asyncio.SelectorEventLoop"),
    "logger": ("logging", "logging.getLogger('mine')"),
    "builtin": ("builtins", "builtins"),
    "lab": ("sys", "sys.modules['grader.lab.probes.handles']"),
    "future": ("concurrent.futures", "concurrent.futures.Future"),
    "new module": ("colorsys", "colorsys"),
}


def test_what_a_program_hides_is_gone_in_the_next_play(tmp_path: Path) -> None:
    """Wherever a program keeps an earlier play's answers: they are not there any more, or are no answers."""
    names = [f"hides_{number}" for number in range(len(PLACES))]
    kit = sample_kit.make(tmp_path, names, Path(__file__).parents[1] / "hostile_suite_of_two.py")
    chapter = tmp_path / "submission" / sample_kit.CHAPTER
    chapter.mkdir(parents=True)
    for name, (module, place) in zip(names, PLACES.values(), strict=True):
        (chapter / f"{name}.py").write_text(HIDES.format(module=module, place=place))
    words = ("grade", "--json", "-", "--submission", str(chapter.parent))
    used, fresh = (sample_kit.grade(kit, *words, *more) for more in ((), ("--fresh",)))
    assert used.result().points == 0
    assert used.out == fresh.out


CHANCE = {"busy_untold", "kills_parent", "kills_parent_and_exits", "stops_parent", "closes_all"}


def test_hostile_programs_show_the_same_in_fresh_processes(tmp_path: Path) -> None:
    """Hostile programs, but for those whose end is chance: their results don't tell whether a process was used before."""
    names = sorted(path.stem for path in HOSTILE.glob("*.py") if path.stem not in CHANCE)[::3]
    kit = sample_kit.make(tmp_path, names)
    chapter = tmp_path / "submission" / sample_kit.CHAPTER
    chapter.mkdir(parents=True)
    for name in names:
        shutil.copy(HOSTILE / f"{name}.py", chapter)
    words = ("grade", "--json", "-", "--submission", str(chapter.parent))
    used, fresh = (sample_kit.grade(kit, *words, *more).result().exercises for more in ((), ("--fresh",)))
    assert [(one.name, one.points, one.message) for one in used] == [(one.name, one.points, one.message) for one in fresh]
