# It reads the environment of the process that started it.
import os
import pathlib


def attack():
    return pathlib.Path(f"/proc/{os.getppid()}/environ").read_text()[:1000]
