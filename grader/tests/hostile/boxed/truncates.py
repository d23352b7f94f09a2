# It empties a file without opening it.
import os


def attack():
    os.truncate(f"{DECOY}/file.txt", 0)
