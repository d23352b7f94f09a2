# It swaps a file of its own for a link to a secret one, again and again, while it is read.
import os
import pathlib
import threading


def attack():
    got = []

    def swap():
        for _ in range(200):
            pathlib.Path("swapped").unlink(missing_ok=True)
            os.symlink(f"{DECOY}/secret.txt", "swapped")
            pathlib.Path("swapped").unlink(missing_ok=True)
            pathlib.Path("swapped").write_text("mine")

    swapping = threading.Thread(target=swap)
    swapping.start()
    for _ in range(200):
        try:
            got.append(pathlib.Path("swapped").read_text())
        except OSError:
            pass
    swapping.join()
    os.symlink(f"{DECOY}/secret.txt", "last")
    return pathlib.Path("last").read_text(), got
