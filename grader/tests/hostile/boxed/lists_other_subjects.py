# It looks for the folders of other programs.
import os


def attack():
    return os.listdir(os.path.dirname(os.getcwd()))
