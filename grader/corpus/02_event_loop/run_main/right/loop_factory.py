# Right: asyncio.run, told how to make the loop.
# python: 3.12
import asyncio


def main(report):
    return asyncio.run(report(), loop_factory=asyncio.SelectorEventLoop)
