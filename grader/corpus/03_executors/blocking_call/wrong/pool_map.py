# pool.map looks like map, but taking its results blocks the loop.
# fails: The event loop is never blocked while reports are read

from concurrent.futures import ThreadPoolExecutor


async def read_all(read_report, names):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(read_report, names))
