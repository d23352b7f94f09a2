# It reads a file at home.
import pathlib


def attack():
    return pathlib.Path(DECOY, "secret.txt").read_text()
