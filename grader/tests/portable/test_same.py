"""The two hosts: whatever a program does, they give the same result, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from grader.grading.kit import ROOT
from grader.tests.comparing import differences
from grader.tests.portable import corpus

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one of the hosts sees less than the other")
pytestmark = [LINUX, pytest.mark.timeout(0)]  # programs have limits of their own
SAMPLE = 50
"""Of each exercise's labelled submissions, the ordinary run takes every 50th."""


def test_references_give_the_same_bytes(tmp_path: Path) -> None:
    """The JSON of all references is the same on both hosts."""
    found = []
    for host in ("fork", "portable"):
        file = tmp_path / f"{host}.json"
        words = ["grade", "--submission", "solutions", "--final", "--host", host, "--json", str(file)]
        subprocess.run([sys.executable, "-m", "grader", *words], cwd=ROOT, capture_output=True, check=True)
        found.append(file.read_bytes())
    assert found[0] == found[1]


def test_labelled_submissions_give_the_same_bytes(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """So is the JSON of right and wrong programs (of some, or with `--both-hosts` of all); of those that start processes, each verdict."""
    corpus.write(tmp_path, every=1 if pytestconfig.option.both_hosts else SAMPLE)
    fork, portable = corpus.grade(tmp_path, "fork"), corpus.grade(tmp_path, "portable")
    assert fork.keys() == portable.keys() != set()
    found = {name: differences(fork[name], portable[name], recorded=not name.startswith(corpus.PROCESSES)) for name in fork}
    assert {name: differ for name, differ in found.items() if differ} == {}
