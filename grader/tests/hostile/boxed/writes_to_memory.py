# It writes to the memory of the process that started it.
import os


def attack():
    open(f"/proc/{os.getppid()}/mem", "r+b").close()
