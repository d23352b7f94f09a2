# Threads do the work, but the loop's own thread waits for them in Future.result().
# fails: The event loop is never blocked while reports are read

from concurrent.futures import ThreadPoolExecutor


async def read_all(read_report, names):
    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(read_report, name) for name in names]
        return [future.result() for future in futures]
