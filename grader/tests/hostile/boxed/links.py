# It makes a second name of a secret file in its own folder, and reads that.
import os
import pathlib


def attack():
    os.link(f"{DECOY}/secret.txt", "mine")
    return pathlib.Path("mine").read_text()
