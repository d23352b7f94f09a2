# It makes a named pipe, that whoever reads it would wait for.
import os


def attack():
    os.mkfifo(f"{DECOY}/pipe")
