# Wrong: all calls share a Runner: the second finds it closed.
# fails: Each call of main makes a loop of its own
import asyncio

runner = asyncio.Runner()


def main(report):
    with runner:
        return runner.run(report())
