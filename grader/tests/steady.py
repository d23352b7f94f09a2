"""Grades the same things again and again beside busy processes, and counts results that differ from the first.

`python -m grader.tests.steady [ROUNDS] [BUSY]`: each round grades the references and every wrong submission. There must be none.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from grader.authoring.labelled import Labelled, grade_each, labelled
from grader.grading.kit import ROOT, exercises

SPIN = "while True: pass"
GRADE = ("-m", "grader", "grade", "--submission", "solutions", "--final", "--json", "-")


@contextmanager
def busy(count: int) -> Iterator[None]:
    """Keep the processors busy meanwhile."""
    others = [subprocess.Popen([sys.executable, "-c", SPIN]) for _ in range(count)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def grade_all(many: list[Labelled]) -> dict[str, bytes]:
    """Grade everything once: the references with their recordings, the wrong submissions by their verdicts."""
    references = subprocess.run([sys.executable, *GRADE], cwd=ROOT, stdout=subprocess.PIPE, check=False).stdout
    verdicts = {one.id: msgspec.json.encode(result) for one, result in zip(many, grade_each(many), strict=True)}
    return {"references": references, **verdicts}


def main(rounds: int = 2, others: int = 8) -> int:
    """Compare, and say what differs."""
    many = [one for entry in exercises() for one in labelled(entry) if one.label == "wrong"]
    first = grade_all(many)
    different = 0
    with busy(others):
        for number in range(rounds):
            again = grade_all(many)
            names = [name for name in first if first[name] != again[name]]
            different += len(names)
            print(f"round {number + 1}: {len(again)} gradings, {len(names)} differ {names or ''}", flush=True)
            for name in names[:3]:
                print(f"--- {name}\n{first[name].decode()[:2000]}\n+++\n{again[name].decode()[:2000]}")
    print(f"{rounds * len(first)} gradings beside {others} busy processes, {different} differ from the first")
    return bool(different)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
