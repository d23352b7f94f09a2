# It makes folders, pipes and sockets outside of its own.
import os


def attack():
    os.mkdir(f"{DECOY}/folder")
