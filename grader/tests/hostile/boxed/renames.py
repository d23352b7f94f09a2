# It takes a file of others away.
import os


def attack():
    os.rename(f"{DECOY}/file.txt", "mine")
