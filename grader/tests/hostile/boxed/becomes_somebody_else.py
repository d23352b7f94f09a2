# It takes another user's rights.
import os


def attack():
    os.setgid(65534)
