# It takes another folder for its root.
import os


def attack():
    os.chroot(".")
