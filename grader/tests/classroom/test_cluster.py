"""A class on a cluster: a real scheduler, three workers of which one is killed and one stands still for a while."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.classroom.cluster import picture, work
from grader.classroom.cluster.picture import Item
from grader.tests import sample_kit
from grader.tests.classroom.classes import LINUX, ODD, WRONG, grade, laid_out, side_by_side

PATIENCE = 60  # real seconds for a scheduler to be there
pytestmark = LINUX


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler, started as Dask's documentation says."""
    file = tmp_path / "scheduler.json"
    words = ["--scheduler-file", str(file), "--no-dashboard", "--host", "127.0.0.1", "--port", "0"]
    with _Running("dask_scheduler", *words):
        for _ in range(PATIENCE * 20):
            with suppress(OSError, ValueError):
                yield json.loads(file.read_text())["address"]
                return
            time.sleep(0.05)
        pytest.fail("There was no scheduler.")


@pytest.fixture
def workers(scheduler: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Three workers, each a process with a thread."""
    words = [scheduler, "--no-dashboard", "--no-nanny", "--nthreads", "1"]
    with ExitStack() as stack:
        yield [stack.enter_context(_Running("dask_worker", *words)) for _ in range(3)]


class _Running:
    """A command of Dask's own; at the end, it is killed."""

    def __init__(self, command: str, *words: str) -> None:
        env = {**os.environ, "PYTHONWARNINGS": "ignore"}
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen([sys.executable, "-m", f"distributed.cli.{command}", *words], env=env, stdout=quiet, stderr=quiet)

    def __enter__(self) -> subprocess.Popen[bytes]:
        return self._process

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """Ten of a class, good and bad."""
    everybody = tmp_path / "submissions"
    for number in range(6):
        laid_out(everybody / f"good {number}")
    side_by_side(everybody / ODD, second=WRONG)
    side_by_side(everybody / "renamed").joinpath("first.py").rename(everybody / "renamed" / "first (1).py")
    (everybody / "empty").mkdir()
    (everybody / "link").symlink_to("empty")
    return everybody


def _wait_for(text: str, process: sample_kit.Process) -> None:
    assert process.stdout
    assert any(text in line for line in process.stdout)


def _kept(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in (*out.glob("results/*.json"), *out.glob("*.csv"))}


def test_nothing_is_lost_and_nothing_twice(kit: Path, submissions: Path, scheduler: str, workers: list[subprocess.Popen[bytes]]) -> None:
    """One worker is killed, one stands still until the end is near: the same bytes as without a cluster."""
    out = submissions.with_name("out")

    def disturb(process: sample_kit.Process) -> None:
        _wait_for("1 of 10", process)
        workers[0].kill()
        workers[1].send_signal(signal.SIGSTOP)
        _wait_for("6 of 10", process)
        workers[1].send_signal(signal.SIGCONT)

    graded = grade(kit, submissions, "--out", out, "--scheduler", scheduler, meanwhile=disturb)
    alone = submissions.with_name("alone")
    assert (graded.code, grade(kit, submissions, "--out", alone).code) == (1, 1)  # the link
    assert _kept(out) == _kept(alone)


def test_a_cluster_of_this_machine(kit: Path, submissions: Path) -> None:
    """`--workers` starts one, and ends it: the same bytes again."""
    out, alone = (submissions.with_name(name) for name in ("out", "alone"))
    assert grade(kit, submissions, "--out", out, "--workers", 2).code == 1
    assert grade(kit, submissions, "--out", alone).code == 1
    assert _kept(out) == _kept(alone)


def test_where_there_is_no_cluster_that_is_said(kit: Path, submissions: Path) -> None:
    """Nobody listens there: exit code 2, a sentence, and nothing is graded."""
    graded = grade(kit, submissions, "--out", submissions.with_name("out"), "--scheduler", "127.0.0.1:1")
    assert graded.code == 2
    assert "There is no cluster to be reached at 127.0.0.1:1" in graded.err
    assert _kept(submissions.with_name("out")) == {}


def test_what_a_worker_lacks_is_found(kit: Path, tmp_path: Path) -> None:
    """Another Python, a kit that isn't there, one that was changed: each is told apart; the very kit is fine."""
    here, version = work.digest(str(kit)), list(sys.version_info[:2])
    assert work.lacks({str(kit): here}, version) == ""
    assert work.lacks({str(kit): here}, [2, 7]) == "python"
    for other in (tmp_path / "none", tmp_path / "changed"):
        assert work.lacks({str(kit): here, str(other): here}, version) == str(other)
        shutil.copytree(kit, tmp_path / "changed", dirs_exist_ok=True)
        with (tmp_path / "changed" / "exercises" / "kit.toml").open("a") as file:
            file.write("# other points\n")


NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=8).filter(
    lambda one: one not in (".", "..")
)


@settings(max_examples=30)
@given(st.dictionaries(NAMES, st.binary(max_size=40), max_size=6))
def test_a_picture_shows_a_folder_as_it_is(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    """What is made of a picture gives the same picture again, links, pipes and big files included."""
    here, there = (tmp_path_factory.mktemp(name) for name in ("here", "there"))
    (here / "folder").mkdir()
    for name, data in files.items():
        (here / "folder" / f"_{name}.py").write_bytes(data)
    (here / "link.py").symlink_to("/nowhere")
    os.mkfifo(here / "pipe")
    with (here / "big.py").open("wb") as big:
        big.truncate(10**7)
    taken = picture.take(here)
    picture.make([Item.of(one.told()) for one in taken], there)
    assert picture.take(there) == taken
    assert len(taken) == len(files) + 4


@pytest.mark.parametrize("path", ["../x.py", "/x.py", "a/../../x.py"])
def test_a_picture_leads_nowhere_else(path: str, tmp_path: Path) -> None:
    """Whatever a scheduler hands on, nothing is written outside the folder."""
    with pytest.raises(ValueError, match=r"x\.py"):
        picture.make([Item(path, "file", 1, b"x")], tmp_path / "folder")
