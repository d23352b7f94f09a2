# It lets everybody read a secret file.
import os


def attack():
    os.chmod(f"{DECOY}/secret.txt", 0o777)
