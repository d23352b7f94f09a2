# Idle: it makes a loop, runs nothing on it, and closes it.
import asyncio


def main(report):
    asyncio.run(asyncio.sleep(0))
