# Right: asyncio.run in a thread of its own, which main waits for.
import asyncio
from concurrent.futures import ThreadPoolExecutor


def main(report):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(report())).result()
