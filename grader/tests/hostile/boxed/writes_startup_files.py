# It leaves modules that every Python would import when it starts.
import pathlib


def attack():
    for name in ("evil.pth", "sitecustomize.py", "grader/evil.pth"):
        pathlib.Path(KIT, name).write_text("import os")
