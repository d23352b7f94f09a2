# It leaves a file for others, outside of its folder.
import pathlib


def attack():
    pathlib.Path(DECOY, "new.txt").write_text("forged")
