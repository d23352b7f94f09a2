# Wrong: drives the coroutine itself: without a loop, nothing in it can wait.
# fails: main returns what the report returns
import asyncio


def main(report):
    coroutine = report()
    try:
        while True:
            coroutine.send(None)
    except StopIteration as end:
        return end.value
