# Idle: reads on the loop, and sleeps in between.

import asyncio


async def read_all(read_report, names):
    reports = []
    for name in names:
        reports.append(read_report(name))
        await asyncio.sleep(1)
    return reports
