# It hangs text of its own on a file of others.
import os


def attack():
    os.setxattr(f"{DECOY}/file.txt", "user.forged", b"forged")
