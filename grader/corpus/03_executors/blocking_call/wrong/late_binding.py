# Every lambda looks up the loop variable when it runs, and by then the loop is over: the last name is read again and again.
# fails: Every report comes back, in the order of the names

import asyncio


async def read_all(read_report, names):
    reads = [lambda: read_report(name) for name in names]
    return list(await asyncio.gather(*(asyncio.get_running_loop().run_in_executor(None, read) for read in reads)))
