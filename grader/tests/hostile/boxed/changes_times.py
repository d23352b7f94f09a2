# It changes when a file was written.
import os


def attack():
    os.utime(f"{DECOY}/file.txt", (0, 0))
