# It reads the reference, and what is known of it.
import pathlib


def attack():
    return pathlib.Path(KIT, "solutions", "first.py").read_text()
