# It hands in what another learner has written.
import pathlib


def attack():
    return pathlib.Path(OTHER, "first.py").read_text()
