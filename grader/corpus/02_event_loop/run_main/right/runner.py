# Right: asyncio.Runner, as a context manager.
import asyncio


def main(report):
    with asyncio.Runner() as runner:
        return runner.run(report())
