# Threads do the work, but the loop's own thread joins them.
# fails: The event loop is never blocked while reports are read

import threading


async def read_all(read_report, names):
    reports = {}
    threads = [threading.Thread(target=lambda name=name: reports.update({name: read_report(name)})) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [reports[name] for name in names]
