# It lets a thread do the writing.
import concurrent.futures
import pathlib


def attack():
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        pool.submit(pathlib.Path(DECOY, "thread.txt").write_text, "forged").result()
