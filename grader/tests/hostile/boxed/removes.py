# It removes a file of others.
import os


def attack():
    os.unlink(f"{DECOY}/file.txt")
