# Wrong: calls the coroutine function, as if that ran it.
# fails: main returns what the report returns
import asyncio


def main(report):
    coroutine = report()
    return coroutine
