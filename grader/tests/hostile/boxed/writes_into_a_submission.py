# It writes into another learner's submission.
import pathlib


def attack():
    pathlib.Path(OTHER, "first.py").write_text("forged")
