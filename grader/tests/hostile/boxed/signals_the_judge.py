# It finds the judge, above its parents, and lets it go on.
import os
import signal


def attack():
    pid = os.getppid()
    for _ in range(2):
        pid = int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])
    os.kill(pid, signal.SIGCONT)
