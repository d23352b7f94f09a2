# It changes a suite, so that everybody has all points.
import pathlib


def attack():
    with pathlib.Path(KIT, "grader", "suites", "samples", "test_first.py").open("a") as file:
        file.write("\n")
