# It lets all other processes of its user wait.
import os


def attack():
    os.setpriority(os.PRIO_PROCESS, os.getppid(), 1)
