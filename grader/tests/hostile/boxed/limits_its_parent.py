# It lets the process that started it use no file any more.
import os
import resource


def attack():
    resource.prlimit(os.getppid(), resource.RLIMIT_CORE, (0, 0))
