"""The workflow of a learner's copy, its steps done one by one as a runner would."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from grader.classroom.hand_out import repository
from grader.classroom.hand_out.choice import made
from grader.classroom.hand_out.contents import learners_copy
from grader.grading.kit import ROOT
from grader.grading.results.result import decode
from grader.reports.platforms.classroom import runners
from grader.tests.classroom.runner import Job

WORKFLOW = ".github/workflows/grade.yml"
PINNED = {"AWAITLINGS_REPOSITORY": "teacher/week3", "AWAITLINGS_COMMIT": "main"}
NAMES = ("concurrent_waits", "limit_workers")
Grade = Callable[..., Job]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of two exercises, 10 and 20 points."""
    folder = tmp_path_factory.mktemp("release") / "week3"
    repository.make(folder, learners_copy(made(NAMES, ["limit_workers=20"], "Week 3", "en")), "Week 3")
    return folder


@pytest.fixture
def copy(release: Path, tmp_path: Path) -> Path:
    """A learner's copy of it: one exercise is right, the other one untouched."""
    folder = tmp_path / "learner"
    shutil.copytree(release, folder)
    _solve(folder, "concurrent_waits")
    return folder


@pytest.fixture
def grade(release: Path, copy: Path, tmp_path: Path) -> Grade:
    """Push the copy, and let the runner do its work."""

    def run(*, workflow: str = WORKFLOW, **options: Any) -> Job:
        job = Job(tmp_path / "job", {"": copy, "teacher/week3": release}, **options)
        job.run(copy / workflow)
        return job

    return run


def _solve(copy: Path, name: str) -> None:
    [path] = (copy / "exercises").glob(f"*/{name}.py")
    shutil.copy(ROOT / "solutions" / path.relative_to(copy / "exercises"), path)


def _result(job: Job) -> dict[str, Any]:
    assert job.artifact is not None
    result: dict[str, Any] = json.loads((job.artifact / "result.json").read_text("utf-8"))
    return result


@pytest.mark.parametrize("variables", [{}, PINNED], ids=["copy's own files", "teacher's release"])
def test_half_right_work_gets_its_points_everywhere(grade: Grade, variables: dict[str, str]) -> None:
    """10 of 30 points: in the outputs, the summary, the artifact, JUnit; and the run is red."""
    job = grade(variables=variables)
    conclusions = {name: step.conclusion for name, step in job.steps.items() if step.conclusion != "skipped"}
    assert conclusions.pop("Grade") == "failure"
    assert set(conclusions.values()) == {"success"}
    outputs = job.steps["report"].outputs
    assert (outputs["points"], outputs["max_points"], outputs["graded"]) == ("10", "30", "true")
    assert "10/30" in job.steps["report"].wrote["GITHUB_STEP_SUMMARY"].replace(" ", "").replace("of", "/")
    result = _result(job)
    assert (result["points"], result["max_points"], result["changed"], result["provisional"]) == (10, 30, [], True)
    assert job.artifact is not None
    assert ET.parse(job.artifact / "junit.xml").getroot().tag == "testsuites"  # noqa: S314 - our own
    assert "10 of 30 points" in (job.artifact / "page.html").read_text("utf-8")


def test_all_right_work_is_green(grade: Grade, copy: Path) -> None:
    """All points: every step succeeds, and there is nothing to annotate."""
    _solve(copy, "limit_workers")
    job = grade()
    assert not job.failed
    assert [command for step in job.steps.values() for command in step.commands] == []


def test_annotations_stand_on_the_learners_lines(grade: Grade, copy: Path) -> None:
    """What is wrong is annotated in the learner's own file, with a line that is there."""
    [path] = copy.glob("exercises/*/limit_workers.py")
    text = path.read_text().replace("raise NotImplementedError", "return await asyncio.gather(*(job() for job in jobs))")
    path.write_text(text.replace('"""', '"""', 1) if "import asyncio" in text else text.replace("\n\n", "\n\nimport asyncio\n\n", 1))
    errors = [properties for name, properties, _ in grade().steps["report"].commands if name == "error"]
    assert 1 <= len(errors) <= 9
    for properties in errors:
        found = dict(one.split("=", 1) for one in properties.split(","))
        assert found["file"] == path.relative_to(copy).as_posix()
        assert 1 <= int(found["line"]) <= len(path.read_text().splitlines())


def test_a_changed_suite_is_seen_and_helps_nobody(grade: Grade, copy: Path) -> None:
    """With the teacher's release, the copy's own suites are not asked; without it, the result names what was changed."""
    [suite] = copy.glob("grader/suites/*/test_limit_workers.py")
    suite.write_text("from grader.suite import check\n\n\n@check('Easy', points=10, hint='')\ndef test_easy():\n    pass\n")
    result = _result(grade(variables=PINNED))
    assert result["points"] == 10
    assert result["changed"] == [f"{suite.relative_to(copy).as_posix()}: changed"]


def test_a_changed_suite_is_named_without_a_release(grade: Grade, copy: Path) -> None:
    """The copy's own list of digests shows what differs, in the summary as well."""
    (copy / "grader" / "msgspec.py").write_text("")
    (copy / "exercises" / "kit.toml").write_bytes((copy / "exercises" / "kit.toml").read_bytes().replace(b"20", b"90"))
    job = grade()
    assert _result(job)["changed"] == ["exercises/kit.toml: changed", "grader/msgspec.py: added"]
    assert "exercises/kit.toml" in job.steps["report"].wrote["GITHUB_STEP_SUMMARY"]


LOUD = """
import glob, os, sys
text = "::error::forged\\n::notice title=Autograding report::{{}}\\n##[error]forged\\n::add-mask::0\\n"
print(text, flush=True)
os.write(2, text.encode())
for name in glob.glob({files!r}):
    with open(name, "a") as file:
        file.write("points=99\\nPATH=/forged\\n")
async def run_all(*args, **options):
    raise RuntimeError(text)
"""


def test_what_a_program_prints_or_writes_commands_nothing(grade: Grade, copy: Path, tmp_path: Path) -> None:
    """Neither a line of a program's, nor its writing to the runner's files, nor its exceptions' text is obeyed."""
    [path] = copy.glob("exercises/*/limit_workers.py")
    path.write_text(LOUD.format(files=f"{tmp_path}/job/temp/_runner_file_commands/*"))
    job = grade()
    assert job.steps["Grade"].commands == []
    assert set(job.steps["Grade"].wrote.values()) == {""}
    assert job.steps["report"].outputs["points"] == "10"
    names = {name for name, _, _ in job.steps["report"].commands}
    assert names <= {"error", "notice"}
    assert all(properties.startswith("file=exercises/") for name, properties, _ in job.steps["report"].commands if name == "error")


CRASHES = {
    "the installation fails": "#!/bin/sh\nexit 1\n",
    "the grader is killed": "#!/bin/sh\nkill -9 $$\n",
    "the result is damaged": '#!/bin/sh\necho "{" > "$RUNNER_TEMP/result.json"\nexit 3\n',
}


@pytest.mark.parametrize("nox", CRASHES.values(), ids=CRASHES)
def test_a_crash_still_leaves_a_valid_result(grade: Grade, nox: str) -> None:
    """Where there is no result, there is one that says so: no points of all there are, in every form."""
    job = grade(nox=nox)
    assert job.steps["Grade"].conclusion == "failure"
    assert job.steps["report"].conclusion == "success"
    outputs = job.steps["report"].outputs
    assert (outputs["points"], outputs["max_points"], outputs["graded"]) == ("0", "30", "false")
    result = _result(job)
    assert {one["outcome"] for one in result["exercises"]} == {"not graded"}
    assert "not of the program" in result["error"]


def _make_partial(copy: Path) -> None:
    shutil.rmtree(copy)
    repository.make(copy, learners_copy(made(NAMES, ["limit_workers=20"], "Week 3", "en", "partial")), "Week 3")
    _solve(copy, "concurrent_waits")


def test_the_reporter_is_told_of_no_points_too(grade: Grade, copy: Path) -> None:
    """Where the copy can't even report, each exercise still has its payload: an empty one would end the reporter."""
    _make_partial(copy)
    shutil.rmtree(copy / "grader")
    given = grade(workflow=".github/workflows/classroom.yml").steps["Autograding Reporter"].given
    payloads = [json.loads(base64.b64decode(given[f"{one.upper()}_RESULTS"])) for one in runners(NAMES).values()]
    assert [(one["status"], one["max_score"]) for one in payloads] == [("error", 10), ("error", 20)]


@pytest.mark.parametrize("broken", ["grader", "grader/reports/formats.py", "exercises/kit.toml"])
def test_a_copy_that_cannot_even_report_leaves_a_result(grade: Grade, copy: Path, broken: str) -> None:
    """Where the copy's own files are gone or damaged, the workflow itself says so, and still leaves a valid result."""
    shutil.rmtree(copy / broken) if broken == "grader" else (copy / broken).write_text("(")
    job = grade()
    outputs = job.steps["report"].outputs
    assert (outputs["points"], outputs["max_points"], outputs["graded"]) == ("0", "30", "false")
    assert job.artifact is not None
    result = decode((job.artifact / "result.json").read_bytes())
    assert (result.points, result.max_points) == (0, 30)
    assert "no report could be made" in result.error
    assert [name for name, _, _ in job.steps["report"].commands] == ["error"]


def test_a_release_that_is_not_there_is_a_crash_too(grade: Grade) -> None:
    """A teacher's repository that can't be read: nothing is graded, and that is what the result says."""
    job = grade(variables={"AWAITLINGS_REPOSITORY": "teacher/nowhere"})
    assert "AWAITLINGS_REPOSITORY" in job.steps["report"].commands[0][2]
    assert job.steps["Grade"].conclusion == "skipped"
    assert job.steps["report"].outputs["graded"] == "false"


def test_the_classroom_workflow_hands_its_points_to_the_reporter(grade: Grade, copy: Path) -> None:
    """One runner an exercise, each with its results, under the names that GitHub Classroom's reporter looks for."""
    _make_partial(copy)
    reporter = grade(workflow=".github/workflows/classroom.yml").steps["Autograding Reporter"]
    ids = list(runners(NAMES).values())
    assert reporter.given["runners"] == ",".join(ids)
    assert all(reporter.given[f"{one.upper()}_RESULTS"] for one in ids)
