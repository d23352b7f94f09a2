# It looks who else is in the class.
import os


def attack():
    return os.listdir(os.path.dirname(OTHER))
