# It may signal everybody. (Signal 0: where it could, nothing happens.)
import os


def attack():
    os.kill(-1, 0)
